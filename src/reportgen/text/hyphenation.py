"""Where English words may be hyphenated.

Liang's patterns for en-US (pyphen), under the house rules: whole lower-case dictionary words only, at least two letters
before the hyphen and three after (typography.md, EN-02 to EN-05).
"""

from __future__ import annotations

import re
from functools import cache

from pyphen import Pyphen

HYPHEN_PENALTY = 50.0
_SHORT_START_PENALTY = 15.0
_EASY_START = 4
_LEAST_LETTERS = 6
_WORD = re.compile(r"^[(\[“‘]*(?P<letters>[A-Za-z]+)(?:’s)?[)\]”’.,;:!?…]*$")
_SENTENCE_END = re.compile(r"(?:^|[.!?]['”’)]*\s+|[:“(]\s*)$")


@cache
def _patterns() -> Pyphen:
    return Pyphen(lang="en_US", left=2, right=3)


def hyphenation_points(word: str, before: str) -> tuple[tuple[int, float], ...]:
    """Places in `word` where a hyphen may be inserted, each with its cost; `before` is the text up to the word."""
    match = _WORD.match(word)
    if not match or len(match["letters"]) < _LEAST_LETTERS:
        return ()
    letters = match["letters"]
    capital = letters[0].isupper()
    if not letters[1:].islower() or capital and not _SENTENCE_END.search(before[-8:]):
        return ()
    return tuple((match.start("letters") + k, penalty) for k, penalty in _points(letters.lower()))


@cache
def _points(letters: str) -> tuple[tuple[int, float], ...]:
    return tuple(
        (k, HYPHEN_PENALTY + _SHORT_START_PENALTY * max(0, _EASY_START - k)) for k in _patterns().positions(letters)
    )
