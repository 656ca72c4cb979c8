"""A paragraph's text in, stretches of it out that become atoms: runs of Han, Latin words, single marks, and gaps.

Knows characters only: no widths, no fonts, no styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.content import Language
from reportgen.patterns import regex
from reportgen.text.characters import Kind, is_combining, kind_of

GAPS = frozenset((Kind.SPACE, Kind.BREAK, Kind.ZERO, Kind.JOINER))
"""Kinds that are no atoms but lie between them."""

Stretch = tuple[int, int, Kind | None]
"""Start, end and kind; None stands for Han characters of which each is an atom."""

_FAMILIAR = regex("([\u4e00-\u9fff]+)|[!-~]+|( )")
"""Han, Latin and spaces of which each character is of one kind in every context."""


def stretches_of(text: str, language: Language, owners: Sequence[int] = ()) -> Iterator[Stretch]:
    """The stretches in their order; Han are parted where the owners of the characters change, if these are given."""
    index, length = 0, len(text)
    familiar = _FAMILIAR.match
    while index < length:
        found = familiar(text, index)
        end = found.end() if found else index
        if end < length and is_combining(text[end]):
            found = None
        if found is None:
            end, kind = _unfamiliar(text, index, language)
            yield index, end, kind
        elif found.lastindex == 1:
            if owners and owners[index] != owners[end - 1]:
                end = next(k for k in range(index + 1, end) if owners[k] != owners[index])
            yield index, end, None
        elif found.lastindex == 2:
            yield index, end, Kind.SPACE
        else:
            if end < length and text[end] != " " and kind_of(text, end, language) == Kind.LATIN:
                end, _ = _unfamiliar(text, index, language)
            yield index, end, Kind.LATIN
        index = end


def _unfamiliar(text: str, index: int, language: Language) -> tuple[int, Kind]:
    """The end and the kind of the one stretch that begins at the index, character by character."""
    length = len(text)
    kind = kind_of(text, index, language)
    end = index + 1
    if kind == Kind.LATIN:
        while end < length and kind_of(text, end, language) == Kind.LATIN:
            end += 1
    elif kind == Kind.DASH or kind == Kind.ELLIPSIS:
        while end < min(length, index + 2) and text[end] == text[index]:
            end += 1
    while end < length and kind not in GAPS and is_combining(text[end]):
        end += 1
    return end, kind
