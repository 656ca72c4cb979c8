"""Where English words may be hyphenated.

Liang's patterns for en-US (pyphen), under the house rules: whole lower-case dictionary words only, at least two letters
before the hyphen and three after (typography.md, EN-02 to EN-05). A capital may be a name, and names are kept whole.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportgen.model.content import Language
from reportgen.patterns import regex

if TYPE_CHECKING:
    from pyphen import Pyphen

HYPHEN_PENALTY = 50.0
_IN_CHINESE_PENALTY = 400.0
_SHORT_START_PENALTY = 15.0
_EASY_START = 4
_LEAST_LETTERS = {"en": 6, "zh": 8}
"""Latin words in Chinese are hyphenated only when they are long (MX-07)."""
_WORD = regex(r"(?:^|(?<=—))[(\[“‘]*([a-z]+)[)\]”’.,;:!?…]*(?=$|—)")


@cache
def _patterns() -> Pyphen:
    from pyphen import Pyphen  # a text that was set before needs no patterns

    return Pyphen(lang="en_US", left=2, right=3)


def hyphenation_points(word: str, language: Language) -> tuple[tuple[int, float], ...]:
    """Places in `word` where a hyphen may be inserted in a paragraph of the language, each with its cost."""
    least = _LEAST_LETTERS[language]
    if len(word) < least:
        return ()
    found: list[tuple[int, float]] = []
    for match in _WORD.finditer(word):
        if len(match[1]) >= least:
            found += [(match.start(1) + k, _penalty(k, language)) for k in _points(match[1])]
    return tuple(found)


def _penalty(letters_before: int, language: Language) -> float:
    if language == "zh":
        return _IN_CHINESE_PENALTY
    return HYPHEN_PENALTY + _SHORT_START_PENALTY * max(0, _EASY_START - letters_before)


@cache
def _points(letters: str) -> tuple[int, ...]:
    return tuple(_patterns().positions(letters))
