"""Words that are looked up instead of searched for: a list in the notation of patterns in, every phrase that it means out.

A pattern of a hundred phrases takes longer to compile than all figures of a report take to look up, and is tried at every
place. The notation is kept, since it is short: words parted by |, `(?:one|other)`, `(?:left out)?`, `s?`, `[’']`, and a
backslash before a sign that means itself.
"""

from __future__ import annotations

from collections.abc import Iterable


def expanded(source: str) -> list[str]:
    """Every phrase of the notation, in its order; raises `ValueError` for what is not in it."""
    phrases, end = _choice(source, 0)
    if end < len(source):
        raise ValueError(source)
    return phrases


def _choice(source: str, at: int) -> tuple[list[str], int]:
    """The alternatives from `at` to the end or a closing bracket."""
    found: list[str] = []
    row = [""]
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            found += row
            row, at = [""], at + 1
            continue
        parts, at = _part(source, at)
        if source[at : at + 1] == "?":
            parts, at = [*parts, ""], at + 1
        row = [before + part for before in row for part in parts]
    return found + row, at


def _part(source: str, at: int) -> tuple[list[str], int]:
    """A sign, a class of signs or a bracket."""
    if source.startswith("(?:", at):
        parts, end = _choice(source, at + 3)
        if source[end : end + 1] != ")":
            raise ValueError(source)
        return parts, end + 1
    if source[at] == "[":
        end = source.index("]", at)
        return list(source[at + 1 : end]), end + 1
    if source[at] in "(){}*+?":
        raise ValueError(source)
    at += source[at] == "\\"
    return [source[at]], at + 1


def ranked(lists: Iterable[str]) -> dict[str, int]:
    """Each phrase of several lists with the number of the first list that has it."""
    found: dict[str, int] = {}
    for rank, source in enumerate(lists):
        for phrase in expanded(source):
            found.setdefault(phrase, rank)
    return found


def by_first(phrases: Iterable[str], count: int = 1) -> dict[str, tuple[str, ...]]:
    """Phrases under their first characters, the longest first, for a text that is gone through once."""
    found: dict[str, list[str]] = {}
    for phrase in dict.fromkeys(phrases):
        found.setdefault(phrase[:count], []).append(phrase)
    return {first: tuple(sorted(same, key=len, reverse=True)) for first, same in found.items()}
