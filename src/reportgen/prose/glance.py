"""What stands in a text at all, taken once for all rules: its words, and its characters two by two.

A rule looks here first whether it can find anything, which costs less than to search the text for a pattern, or to compile one.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add

from reportgen.patterns import regex

_LETTERS = regex("[a-z]+")


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[str, ...]:
    """The runs of Latin letters of a text in lower case, in their order."""
    return tuple(_LETTERS.findall(text.lower()))


@lru_cache(maxsize=8)
def character_pairs(text: str) -> tuple[str, ...]:
    """Each two characters of a text that stand side by side, in their order."""
    return tuple(map(add, text, text[1:]))
