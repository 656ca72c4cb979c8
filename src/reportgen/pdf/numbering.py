"""How many objects of each kind a file has in, the number of every one of them out, before any is written.

A linearised file has its objects in an order that begins with the first page, and numbers that begin with the second
(ISO 32000-1, F.3.1). Both follow from counts alone, so that whoever writes an object can name any other by its number.
Knows nothing of what is in the objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reportgen.records import dataclass

GROUP = 100
"""Objects in one object stream: enough to compress well, few enough to reach one of them quickly."""
_BEFORE_FIRST_PAGE = 3
"""The linearisation dictionary, the first page's cross-reference stream and the catalog."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many objects a file has.

    `own` are those of each page that stand by themselves and that no other page needs: its dictionary, its content, and
    links if nothing but the page leads to them. `links` are those of each page in object streams; the first page has none
    of these. `outline` and `streams` stand by themselves as well; `small` are all others, at most.
    """

    own: tuple[int, ...]
    links: tuple[int, ...]
    outline: int
    streams: int
    small: int


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The links of one object stream by number, and the pages, from 0, on which they stand: more than one, not the first."""

    numbers: range
    pages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The first number of each kind of objects; within a kind they are counted on.

    The second half holds, from 1 on, the pages after the first, object streams of links, the outline, streams, the other object
    streams and the cross-reference stream, then what is in the object streams. The first half follows: the first page, what
    all pages need, the hint stream, and what is in the object streams of these.
    """

    own: tuple[int, ...]
    pages: tuple[int, ...]
    groups: tuple[LinkGroup, ...]
    outline: range
    streams: range
    first_compressed: int
    """The first object that is in an object stream; in each half these come after those that stand by themselves."""
    small: range
    first_half: int
    """The number after the second half, which is that of the linearisation dictionary."""

    @property
    def catalog(self) -> int:
        return self.first_half + _BEFORE_FIRST_PAGE - 1

    @property
    def shared(self) -> int:
        """The first object, after those of the first page, that all pages need."""
        return self.pages[0] + self.own[0]


def number_objects(counts: Counts) -> Numbering:
    """The numbers of a file's objects.

    If one page alone has links in object streams, they have none here and belong with what all pages need: what a page and
    the document's structure need is private to the page for qpdf 12 and not for qpdf 11, and each would warn of the other's
    files.
    """
    shares = _shares(counts.links)
    outline_first = 1 + sum(counts.own[1:]) + len(shares)
    outline = range(outline_first, outline_first + counts.outline)
    streams = range(outline.stop, outline.stop + counts.streams)
    first_compressed = streams.stop + len(groups_of(range(counts.small))) + 1
    starts = list(accumulate(map(len, shares), initial=first_compressed))
    first_small = starts[-1]
    first_half = first_small + counts.small
    return Numbering(
        own=counts.own,
        pages=(first_half + _BEFORE_FIRST_PAGE, *accumulate(counts.own[1:-1], initial=1))[: len(counts.own)],
        groups=tuple(
            LinkGroup(range(start, start + len(pages)), frozenset(pages)) for start, pages in zip(starts, shares, strict=False)
        ),
        outline=outline,
        streams=streams,
        first_compressed=first_compressed,
        small=range(first_small, first_half),
        first_half=first_half,
    )


def _shares(links: Sequence[int]) -> list[list[int]]:
    """The page of each link of each object stream; every stream has links of several pages."""
    shares: list[list[int]] = []
    pages: list[int] = []
    for page, count in enumerate(links):
        for _ in range(count):
            pages.append(page)
            if len(pages) >= GROUP and pages[0] != page:
                shares.append(pages)
                pages = []
    if pages and pages[0] != pages[-1]:
        shares.append(pages)
    elif shares:
        shares[-1] += pages
    return shares


def groups_of(numbers: range) -> Sequence[range]:
    """So many objects, in groups of one object stream each."""
    return [numbers[start : start + GROUP] for start in range(0, len(numbers), GROUP)]
