"""Labels in, set lines out: how the words of a chart are cut into languages, measured and set.

All text goes through the `Typesetter`. Knows neither matplotlib nor where a label will stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Position, Problem
from reportgen.model.content import Language, Pair
from reportgen.records import dataclass, replace
from reportgen.text.characters import is_han, is_ignorable
from reportgen.text.runs import GlyphRun, Line, Style, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import INK, Colour, Theme

ASCENT_EM = 0.88
DESCENT_EM = 0.147
"""The top of Han ink and the depth of a comma. Their middle is the middle of Latin capitals, digits and Han alike, so
that a label centred on a mark looks centred in either script."""
LEADING_EM = 1.24
_LANGUAGE_GAP_EM = 0.75
"""Between the English and the Chinese of one label: wider than a word space, so that they read as two."""
LANGUAGE_GAP = "\u2003"
"""Stands in a string between the languages of one label."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """How a label looks. `role` is a weight of the theme: text, medium or strong."""

    size: float
    role: str = "text"
    colour: Colour = INK


class Lettering:
    """Sets the labels of one chart, each language at its own size and weight."""

    def __init__(self, typesetter: Typesetter, theme: Theme, languages: tuple[Language, ...]) -> None:
        self.theme = theme
        self.languages = languages
        self._typesetter = typesetter
        self._lines: dict[tuple[str, Lettered], Line] = {}
        self.missing: set[str] = set()

    def line(self, words: str, style: Lettered) -> Line:
        """The words on one line from x 0 on baseline 0; English and Chinese parts become runs of their language."""
        key = (words, style)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = self._set(words, style)
        return line

    def width(self, words: str, style: Lettered) -> float:
        return self.line(words, style).width

    def sides(self, pair: Pair | None) -> tuple[str, ...]:
        """What is written for a pair in these languages; words that both languages share are written once."""
        if pair is None:
            return ()
        return tuple(dict.fromkeys(words for words in (pair.side(name).plain for name in self.languages) if words))

    def joined(self, pair: Pair | None) -> str:
        """The pair as one label, English before Chinese."""
        return LANGUAGE_GAP.join(self.sides(pair))

    def size(self, style: Lettered, language: Language) -> float:
        """The type size for a language, never below the least that the theme allows."""
        return max(self.theme.size(style.size, language), self.theme.least_size)

    def _set(self, words: str, style: Lettered) -> Line:
        runs: list[GlyphRun] = []
        x = 0.0
        for piece, language in self._pieces(words):
            if runs:
                x += _LANGUAGE_GAP_EM * style.size
            weight = self.theme.weight(language, style.role)
            self._note_missing(piece)
            set_style = Style(self.size(style, language), weight, style.colour)
            line = self._typesetter.line((TextRun(piece, set_style),), language)
            ends = [*(run.x for run in line.runs[1:]), line.width] if line.runs else []
            for run, end in zip(line.runs, ends, strict=True):
                runs.append(replace(run, x=run.x + x, width=end - run.x))
            x += line.width
        return Line(tuple(runs), x, x)

    def _pieces(self, words: str) -> Iterator[tuple[str, Language]]:
        if len(self.languages) == 1:
            yield words, self.languages[0]
        else:
            yield from language_pieces(words)

    def _note_missing(self, words: str) -> None:
        for character in words:
            drawn = not character.isspace() and not is_ignorable(character)
            if drawn and self._typesetter.fonts.face_for(character) is None:
                self.missing.add(character)


def language_pieces(words: str) -> Iterator[tuple[str, Language]]:
    """A mixed label parted into English and Chinese, at a `LANGUAGE_GAP` or where the script shows it.

    Chinese is typed without spaces between Han and Latin, so a space beside a Han character, with Latin on its other
    side, is where one language ends. A part with any Han is Chinese, its figures and Latin names included.
    """
    start = 0
    for index, character in enumerate(words):
        if character == LANGUAGE_GAP:
            parts = True
        else:
            parts = character == " " and 0 < index < len(words) - 1 and _is_chinese(words[index - 1]) != _is_chinese(words[index + 1])
        if parts:
            yield words[start:index], _language_of(words[start:index])
            start = index + 1
    yield words[start:], _language_of(words[start:])


def _is_chinese(character: str) -> bool:
    return is_han(character) or character in "，。、；：！？（）《》"


def _language_of(words: str) -> Language:
    return "zh" if any(map(is_han, words)) else "en"


def missing_problems(lettering: Lettering, at: Position) -> list[Problem]:
    """A problem for each character of the labels that no font has."""
    return [
        Problem(at, f"no font has the character “{c}” (U+{ord(c):04X}) of the chart", hint="use another character, or add a font", rule="page/no-glyph")
        for c in sorted(lettering.missing)
    ]
