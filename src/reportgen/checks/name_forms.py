"""Names that a report writes in two ways: Nvidia and NVIDIA, Open AI and OpenAI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.checks.gist import Gist, Name
from reportgen.model.content import Pair
from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark, SideName

_NAME = regex(r"[A-Z][A-Za-z0-9]*(?:[ -]?[A-Z][A-Za-z0-9]*)?")
_LEAST_LETTERS = 4


_Use = tuple[Pair, SideName, int]
"""A name in a pair: its side, and where it begins."""


def names_in(pair: Pair) -> Iterator[Name]:
    """The Latin names of both sides that are long enough to be told apart by their letters."""
    sides: tuple[tuple[SideName, str], ...] = (("en", pair.en.plain), ("zh", pair.zh.plain))
    for side, text in sides:
        for match in _NAME.finditer(text):
            for form, start in _forms(match[0], match.start()):
                if len(form) - form.count(" ") - form.count("-") >= _LEAST_LETTERS:
                    yield side, form, start


def check_name_forms(pairs: Sequence[Pair], gists: Sequence[Gist]) -> Iterator[tuple[Pair, Finding]]:
    """A form of a name that is rarer than another form of the same letters, with inner capitals in one of them."""
    uses: dict[str, list[_Use]] = {}
    for pair, gist in zip(pairs, gists, strict=True):
        for side, form, start in gist.names:
            uses.setdefault(form, []).append((pair, side, start))
    names: dict[str, dict[str, list[_Use]]] = {}
    for form, found in uses.items():
        names.setdefault(_letters(form), {})[form] = found
    for forms in names.values():
        if len(forms) > 1 and (finding := _clash(forms)):
            yield finding


def _letters(form: str) -> str:
    return form.replace(" ", "").replace("-", "").lower()


def _forms(words: str, start: int) -> Iterator[tuple[str, int]]:
    """The name as it stands, and each of its two words alone."""
    yield words, start
    if " " in words:
        first, second = words.split(" ")
        yield first, start
        yield second, start + len(first) + 1


def _clash(forms: dict[str, list[_Use]]) -> tuple[Pair, Finding] | None:
    """Only what is one name for certain: one form has inner capitals, and no form is plain words or all capitals of a title."""
    marked = [form for form in forms if re.search("[a-z][A-Z]|[A-Z]{2}", form) and " " not in form]
    if not marked:
        return None
    ordered = sorted(forms, key=lambda form: (-len(forms[form]), form))
    usual, rare = ordered[0], ordered[-1]
    pair, side, start = forms[rare][0]
    mark = Mark(side, start, start + len(rare), rare)
    return pair, Finding("consistency/name-form", f"“{rare}” is written “{usual}” elsewhere", (mark,), fix=usual)
