"""What a number in a text means, whatever language it was read from: value, unit, qualifier and place.

The readers (`english`, `chinese`) make these, `match` compares them. Nothing here knows a language.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from reportgen.records import dataclass

Kind = Literal[
    "number", "fraction", "multiple", "ordinal", "vague",
    "year", "month", "day", "quarter", "half", "decade", "century", "weekday", "clock", "part", "season", "daypart",
]  # fmt: skip
"""`number` has a unit or counts things; `vague` is a magnitude (dozens, 数百万); the second row are parts of dates."""
DATE_KINDS = frozenset({"year", "month", "day", "quarter", "half", "decade", "century", "weekday", "clock", "part", "season", "daypart"})

Qualifier = Literal["", "about", "over", "under", "up to", "nearly"]

OPTIONAL, IMPLIED, STATED = 0, 1, 2
"""How surely a number is a statement: an article (one, 一) is optional, “both” and “the two” are implied."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; the two ends of a range are two quantities. Offsets are those of the text."""

    kind: Kind
    low: Fraction
    start: int
    end: int
    unit: str = ""
    """The id of a unit in `measures`, or nothing for things that are counted."""
    qualifier: Qualifier = ""
    firm: bool = True
    """The qualifier is meant; a soft one (some 300, 高达) may be left out."""
    weight: int = STATED
    grows: bool = False
    """A multiple that is said to be added (增长两倍, three times more), not reached."""
    loose: bool = False
    """Read with a margin: “five times more” is 5 or 6 times, a dozen is 十几, a third is about 33%, twice is 两次."""
    rises: int = 0
    """+1 if the text says that it goes up by or to this, −1 if down, 0 if neither."""
    end_of_range: Literal["", "low", "high"] = ""
    parts: tuple[Fraction, ...] = ()
    """The two numbers of a share (one in five), which the other language may say one by one."""
    origin: bool = False
    """The start of a movement: “from 55% …”, 由55%……"""

    @property
    def is_date(self) -> bool:
        return self.kind in DATE_KINDS


@dataclass(frozen=True, slots=True)
class Code:
    """A name that holds digits and is no number: H100, GPT-4, 5G."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a text says in numbers, and the names with digits in it."""

    quantities: tuple[Quantity, ...]
    codes: tuple[Code, ...]
