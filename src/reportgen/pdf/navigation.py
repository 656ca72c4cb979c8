"""Bookmarks, anchors and folios in, the objects that lead a reader through the file out.

Destinations have names, so that links, bookmarks and addresses outside the file reach them the same way.
Knows no painted content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from reportgen.layout.frame import Bookmark, Page
from reportgen.memory import FORGETFUL, Memory
from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.objects import array, dictionary, name, number, text_bytes, text_string
from reportgen.records import dataclass, field

_ROMAN = re.compile(r"(?=.)m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands: the page's index from 0 and the height above its lower edge."""

    page: int
    height: float


def named_destinations(places: Mapping[str, Place], pages: Sequence[int], memory: Memory = FORGETFUL) -> Any:
    """The name tree (ISO 32000-1, 7.9.6) with a destination for each anchor, on pages of these numbers; None without anchors."""
    if not places:
        return None
    return memory.of(_destinations, memory.same(tuple(places.items())), by=(tuple(pages),))


def _destinations(places: Sequence[tuple[str, Place]], pages: Sequence[int]) -> bytes:
    """Written at once: a report has thousands of anchors."""
    listed = sorted((text_bytes(anchor), anchor, place) for anchor, place in places)
    entries = [
        b"%b[%d 0 R/XYZ null %b null]" % (text_string(anchor), pages[place.page], number(place.height).encode("ascii"))
        for _, anchor, place in listed
    ]
    return b"<</Names[" + b" ".join(entries) + b"]>>"


@dataclass(slots=True)
class _Entry:
    """A line of the outline, the number of its object and what is under it; the root has neither title nor anchor."""

    title: str
    anchor: str
    level: int
    number: int
    parts: list[_Entry] = field(default_factory=list)


class Outline(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """The outline (ISO 32000-1, 12.3.3), in the shape that a ReportLab document asks for.

    It opens on level 0 alone: what is under an entry is folded.
    ReportLab's own has one title for each destination and refuses a level that was skipped.
    """

    __RefOnly__ = 1

    def __init__(self, bookmarks: Sequence[Bookmark]) -> None:
        super().__init__({"Type": name("Outlines")})
        self.bookmarks = bookmarks
        self.ready = 1 if bookmarks else -1

    def prepare(self, document: Any, canvas: Any) -> None:
        """Called by ReportLab before the file is written."""
        del canvas
        if self.bookmarks:
            document.place_outline(self, partial(outline_objects, document.memory.same(tuple(self.bookmarks))), 1 + len(self.bookmarks))


def outline_objects(bookmarks: Sequence[Bookmark], first: int) -> list[bytes]:
    """The outline and its entries, which are numbered on from the `first`."""
    root = _Entry("", "", -1, first)
    path, entries = [root], []
    for number_, bookmark in enumerate(bookmarks, first + 1):
        while path[-1].level >= bookmark.level:
            path.pop()
        entry = _Entry(bookmark.title, bookmark.anchor, bookmark.level, number_)
        path[-1].parts.append(entry)
        path.append(entry)
        entries.append(entry)
    written = {first: b"<</Count %d/First %d 0 R/Last %d 0 R/Type/Outlines>>" % (len(root.parts), root.parts[0].number, root.parts[-1].number)}
    for parent in (root, *entries):
        for index, entry in enumerate(parent.parts):
            before = parent.parts[index - 1] if index else None
            after = parent.parts[index + 1] if index + 1 < len(parent.parts) else None
            written[entry.number] = _entry(entry, parent.number, before, after)
    return [written[number_] for number_ in sorted(written)]


def _entry(entry: _Entry, parent: int, before: _Entry | None, after: _Entry | None) -> bytes:
    """An entry of the outline as it is written."""
    parts = entry.parts
    around = [(b"Next", after), (b"Prev", before)]
    inside = b"/Count %d" % -len(parts) if parts else b""
    ends = b"/First %d 0 R/Last %d 0 R" % (parts[0].number, parts[-1].number) if parts else b""
    beside = b"".join([b"/%b %d 0 R" % (key, other.number) for key, other in around if other is not None])
    return b"<<%b/Dest%b%b%b/Parent %d 0 R/Title%b>>" % (inside, text_string(entry.anchor), ends, beside, parent, text_string(entry.title))


def page_labels(pages: Sequence[Page]) -> Any:
    """The page labels (ISO 32000-1, 12.4.2), which make a reader show the folios that are printed.

    A page without a folio counts on if the printed folios are the pages' numbers; if not, its label is empty.
    """
    counted = all(page.folio in ("", str(page.number)) for page in pages)
    entries: list[Any] = []
    expected: tuple[str, str, int] | None = None
    for index, page in enumerate(pages):
        prefix, style, value = _label(str(page.number) if counted else page.folio)
        if (prefix, style, value) != expected or not style:
            label = {"S": name(style) if style else None, "St": value if style and value != 1 else None,
                     "P": text_string(prefix) if prefix else None}  # fmt: skip
            entries += [index, dictionary(label)]
        expected = (prefix, style, value + 1)
    return dictionary({"Nums": array(entries)})


def _label(folio: str) -> tuple[str, str, int]:
    """A folio as prefix, numbering style and number; a folio that is no number is all prefix."""
    if folio.isascii() and folio.isdecimal() and int(folio) > 0:
        return "", "D", int(folio)
    if _ROMAN.fullmatch(folio):
        values = [_ROMAN_VALUES[letter] for letter in folio]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return "", "r", sum(-value if value < following else value for value, following in pairs)
    return folio, "", 0
