"""Each character of the report is in one of its fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.errors import Position, Problem
from reportgen.fonts.open import Fonts
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import Feature, Report
from reportgen.model.settings import FontFile
from reportgen.model.walk import nodes_of, parts_of, texts_of
from reportgen.text.characters import SPACES, described, is_ignorable

_OWN_WORDS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;()-–·图表来源资料：；（）"
"""What every report needs: folios, the numbers of figures and notes, and the words that go with them."""
_NO_GLYPH_NEEDED = SPACES | frozenset("\n\u200b\u2060\ufeff")
_MOST = 60
_PLACES_SHOWN = 3


def check_coverage(report: Report, files: tuple[FontFile, ...], fonts: Fonts, memory: Memory = FORGETFUL) -> list[Problem]:
    """The characters that no font has: which, how often, and where. `files` are listed in the imprint."""
    places: dict[str, list[Position]] = {}
    parts = parts_of(report)
    used = set().union(*(memory.of(_characters, part) for part in parts), *(words for words, _ in _font_words(files)))
    missing = {c for c in used if fonts.face_for(c) is None and c not in _NO_GLYPH_NEEDED and not is_ignorable(c)}
    told = (*(one for part in parts for one in _words(part)), *_font_words(files)) if missing else ()
    for words, at in told:
        for character in words:
            if character in missing:
                places.setdefault(character, []).append(at)
    problems = [_problem(character, found) for character, found in list(places.items())[:_MOST]]
    if len(places) > _MOST:
        at = places[list(places)[_MOST]][0]
        problems.append(Problem(at, f"no font has {len(places) - _MOST:,} more characters, the first of them here",
                                hint="add a font for this script to fonts/fonts.yaml", rule="page/no-glyph"))  # fmt: skip
    own = [c for c in _OWN_WORDS if fonts.face_for(c) is None]
    if own:
        at = files[0].at if files else Position("fonts/fonts.yaml")
        problems.append(Problem(at, f"no font has “{''.join(own)}”, which every report needs", hint="add a font that has them", rule="page/no-glyph"))
    return problems


def _characters(part: Any) -> frozenset[str]:
    return frozenset().union(*(words for words, _ in _words(part)))


def _words(part: Any) -> Iterator[tuple[str, Position]]:
    for _, text in texts_of(part):
        for span in text.spans:
            yield span.text, text.at
    for node in nodes_of(part):
        if isinstance(node, Feature):
            yield node.code, node.title.en.at


def _font_words(files: tuple[FontFile, ...]) -> Iterator[tuple[str, Position]]:
    for font in files:
        for words in (font.family, font.version, font.licence, font.copyright, font.origin):
            yield words, font.at


def _problem(character: str, places: list[Position]) -> Problem:
    count = f", used {len(places)} times" if len(places) > 1 else ""
    others = list(dict.fromkeys(places))[1:]
    also = "also at " + ", ".join(map(str, others[:_PLACES_SHOWN])) if others else ""
    if len(others) > _PLACES_SHOWN:
        also += f" and {len(others) - _PLACES_SHOWN} more places"
    return Problem(places[0], f"no font has the character {described(character)}{count}", "a character of the fonts in fonts.yaml", also, "page/no-glyph")
