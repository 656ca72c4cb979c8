"""Forms: what may follow the colon in `{fact:form}`.

One word may say how the figure is dressed, others what of it is meant; all are parted by blanks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from reportgen.errors import nearest
from reportgen.records import dataclass, replace

Base = Literal["short", "long", "value", "amount", "thousands", "millions", "billions", "trillions"]
BASES: dict[str, str] = {
    "short": "as in a table or on a card: $700B, 7000亿美元 (the usual form)",
    "long": "as in a sentence: $700 billion, 7000亿美元",
    "value": "without unit and qualifier: 700B, 7000亿",
    "amount": "a price without what it is for: $0.30, 0.30美元",
    "thousands": "the number of thousands alone",
    "millions": "the number of millions alone",
    "billions": "the number of billions alone: 700",
    "trillions": "the number of trillions alone",
}
OPTIONS: dict[str, str] = {
    "words": "the number in words: five, 五家",
    "bare": "without the qualifier (about, over, …)",
    "year": "with the date that the figure is of: $700 billion in 2026, 2026年7000亿美元",
    "date": "the date that the figure is of, in its place: 2026, 2026年",
    "low": "the lower end of a range",
    "high": "the upper end of a range",
    "previous": "the previous value",
    "capital": "with a capital letter in English",
}
POWERS = {"thousands": 3, "millions": 6, "billions": 9, "trillions": 12}


@dataclass(frozen=True, slots=True)
class FactForm:
    """A form that has been read."""

    base: Base = "short"
    words: bool = False
    bare: bool = False
    year: bool = False
    date: bool = False
    low: bool = False
    high: bool = False
    previous: bool = False
    capital: bool = False

    @property
    def is_long(self) -> bool:
        return self.base == "long"

    @property
    def qualified(self) -> bool:
        """The form may carry the qualifier."""
        return not self.bare and self.base in ("short", "long", "amount")


class FormFault(Exception):
    """A form that does not exist, or that a figure cannot take: what is wrong, what was expected, a hint."""

    def __init__(self, message: str, expected: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.expected, self.hint = message, expected, hint


@cache
def read_form(typed: str) -> FactForm:
    """The form of the typed words; raises `FormFault`."""
    form = FactForm()
    seen: list[str] = []
    for word in typed.split():
        if word not in BASES and word not in OPTIONS:
            raise FormFault(f"“{word[:40]}” is no form of a fact", _listed([*BASES, *OPTIONS]), nearest(word, [*BASES, *OPTIONS]))
        if word in seen:
            raise FormFault(f"the form “{word}” stands twice")
        if word in BASES and any(other in BASES for other in seen):
            raise FormFault(f"“{' '.join(typed.split())}” asks for two forms at once", "one of " + ", ".join(BASES))
        seen.append(word)
        form = replace(form, base=word) if word in BASES else replace(form, **{word: True})  # type: ignore[arg-type]
    if form.low and form.high:
        raise FormFault("a figure cannot be the lower and the upper end at once", "one of low, high")
    return form


def _listed(names: Sequence[str]) -> str:
    return "one of " + ", ".join(names)
