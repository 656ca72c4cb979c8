"""Where the characters of what was read were typed: from a text back to its markup, and from a value back to its file.

A reading goes one way and loses blanks, quotes and escapes. Here the way back is found by reading again, character by
character, and held against what was read the first time: where the two differ there is no origin, never a guessed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from reportgen.model.markup import TOKEN, Text
from reportgen.model.source import TypedScalar
from reportgen.patterns import regex
from reportgen.records import dataclass

Stretch = tuple[int, int]
Origins = tuple[Stretch | None, ...]
"""For each character the stretch that it was typed as; None if no single stretch is its own (a folded line end, a fact)."""

_BLANK = " \t\r\n\x85\u2028\u2029"
_LINE_ENDS = "\r\n\x85\u2028\u2029"
_RUNS = regex(f"[{_BLANK}]+|[^{_BLANK}]")
_HEADER = regex(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ESCAPE = regex(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|.)|[^\\]", re.DOTALL)
_ESCAPED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
            "_": "\xa0", "N": "\x85", "L": "\u2028", "P": "\u2029", "\n": "", "\r\n": "", "\r": ""}  # fmt: skip
"""YAML 1.2, 5.7; an escaped line end is nothing."""
_SPACES = regex(r"[ \t\r\f\v]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A character as it was typed; an empty one stands for nothing."""

    character: str
    typed: Stretch


def scalar_origins(file: str, scalar: TypedScalar) -> Origins | None:
    """Where each character of a scalar's value stands in the text of its file; None if that cannot be told."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        header = _HEADER.match(file, start)
        start = header.end() if header else end
    elif scalar.style:
        start, end = start + 1, end - 1
    return _aligned(scalar.value, list(_units(file, start, end, scalar.style)))


def _units(file: str, start: int, end: int, style: str) -> Iterator[_Unit]:
    if style == '"':
        for match in _ESCAPE.finditer(file, start, end):
            yield _Unit(_unescaped(match[0]), match.span())
        return
    at = start
    while at < end:
        length = 2 if style == "'" and file.startswith("''", at) else 1
        yield _Unit(file[at], (at, at + length))
        at += length


def _unescaped(typed: str) -> str:
    if not typed.startswith("\\"):
        return typed
    code = typed[1:]
    return chr(int(code[1:], 16)) if code[0] in "xuU" and len(code) > 2 else _ESCAPED.get(code, code)


def _aligned(value: str, units: Sequence[_Unit]) -> Origins | None:
    """The value's characters one by one; blanks that were folded or joined have no origin."""
    origins: list[Stretch | None] = []
    at = 0
    for run in _RUNS.finditer(value):
        first = at
        while at < len(units) and (not units[at].character or units[at].character in _BLANK):
            at += 1
        if run[0][0] in _BLANK:
            typed = units[first:at]
            kept = "".join(unit.character for unit in typed) == run[0] and not set(run[0]) & set(_LINE_ENDS)
            origins += [unit.typed for unit in typed] if kept else [None] * len(run[0])
        elif at < len(units) and units[at].character == run[0]:
            origins.append(units[at].typed)
            at += 1
        else:
            return None
    rest = all(not unit.character or unit.character in _BLANK for unit in units[at:])
    return tuple(origins) if rest and len(origins) == len(value) else None


def text_origins(value: str, text: Text) -> Origins | None:
    """Where each character of `text.plain` stands in the value that it was read from; None if it was read from another."""
    if normalize("NFC", value) != value or "\r" in value:
        return None
    walk = _Walk(text)
    walk.through(value.strip().replace("\u2028", "\n").replace("\u2029", "\n"), len(value) - len(value.lstrip()))
    return tuple(walk.origins) if "".join(walk.characters) == text.plain else None


class _Walk:
    """One walk through the markup of a value, in the steps of `markup.parse_markup`."""

    def __init__(self, text: Text) -> None:
        self._facts = iter([text.plain[mark.start : mark.end] for mark in text.facts])
        self._is_open = {"*": False, "**": False}
        self.characters: list[str] = []
        self.origins: list[Stretch | None] = []

    def through(self, source: str, offset: int) -> None:
        """Add what `source` says; it begins at `offset` in the value."""
        position = 0
        for match in TOKEN.finditer(source):
            self._words(source[position : match.start()], offset + position)
            position = match.end()
            if match["escaped"]:
                self._add(match["escaped"], (offset + match.start(), offset + match.end()))
            elif match["fact"]:
                for character in next(self._facts, ""):
                    self._add(character, None)
            elif match["stars"]:
                self._stars(match["stars"], source, match.start(), offset)
            elif match["words"]:
                self.through(match["words"].replace("\n", " "), offset + match.start("words"))
            elif match["line_break"]:
                self._add(" ", None)
            elif match["stray"]:
                self._words(match["stray"], offset + match.start())
        self._words(source[position:], offset + position)

    def _stars(self, stars: str, source: str, start: int, offset: int) -> None:
        end = start + len(stars)
        before, after = source[start - 1 : start] or " ", source[end : end + 1] or " "
        if (before if self._is_open[stars] else after).isspace():
            self._words(stars, offset + start)
        else:
            self._is_open[stars] = not self._is_open[stars]

    def _words(self, words: str, offset: int) -> None:
        for match in _SPACES.finditer(words):
            blank = match[0][0] in " \t\r\f\v"
            self._add(" " if blank else match[0], (offset + match.start(), offset + match.end()))

    def _add(self, character: str, typed: Stretch | None) -> None:
        self.characters.append(character)
        self.origins.append(typed)


def stretch_of(origins: Origins, start: int, end: int) -> Stretch | None:
    """The one stretch that the characters `start` to `end` were typed as, or None if they do not stand side by side."""
    typed = origins[start:end]
    if not typed or len(typed) < end - start:
        return None
    at = typed[0][0] if typed[0] else None
    for stretch in typed:
        if stretch is None or stretch[0] != at:
            return None
        at = stretch[1]
    return (typed[0][0], at) if typed[0] and at is not None else None
