"""Bookmarks, anchors and folios in, the objects that lead a reader through the file out.

Destinations have names, so that links, bookmarks and addresses outside the file reach them the same way.
Knows no painted content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.layout.frame import Bookmark, Page
from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.objects import array, dictionary, name, number, page_reference, text_bytes, text_string
from reportgen.records import dataclass, field

_ROMAN = re.compile(r"(?=.)m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
BOOKMARK = "Bookmark"
"""How the names of the outline's entries begin among a document's objects."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands: the page's index from 0 and the height above its lower edge."""

    page: int
    height: float


def named_destinations(places: Mapping[str, Place]) -> Any:
    """The name tree (ISO 32000-1, 7.9.6) with a destination for each anchor; None without anchors."""
    if not places:
        return None
    return _Destinations(places)


class _Destinations(pdfdoc.PDFObject):  # type: ignore[misc]
    """The name tree's root, written at once: a report has thousands of anchors."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = sorted(places.items(), key=lambda item: text_bytes(item[0]))

    def format(self, document: Any) -> bytes:
        pages = {place.page: page_reference(place.page).format(document) for _, place in self._places}
        entries = [
            b"%b[%b/XYZ null %b null]" % (text_string(anchor), pages[place.page], number(place.height).encode("ascii"))
            for anchor, place in self._places
        ]
        return b"<</Names[" + b" ".join(entries) + b"]>>"


@dataclass(slots=True)
class _Entry:
    """A line of the outline with what is under it; the root has neither title nor anchor."""

    title: str
    anchor: str
    level: int
    reference: Any
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
        if not self.bookmarks:
            return
        root = _Entry("", "", -1, document.Reference(self))
        path = [root]
        for index, bookmark in enumerate(self.bookmarks):
            while path[-1].level >= bookmark.level:
                path.pop()
            reference = pdfdoc.PDFObjectReference(f"{BOOKMARK}{index}")
            entry = _Entry(bookmark.title, bookmark.anchor, bookmark.level, reference)
            path[-1].parts.append(entry)
            path.append(entry)
        self.dict.update(
            {"First": root.parts[0].reference, "Last": root.parts[-1].reference, "Count": len(root.parts)}
        )
        _write_parts(root, document)


def _write_parts(parent: _Entry, document: Any) -> None:
    before: _Entry | None = None
    for index, entry in enumerate(parent.parts):
        after = parent.parts[index + 1] if index + 1 < len(parent.parts) else None
        content = dictionary(
            {
                "Title": text_string(entry.title),
                "Parent": parent.reference,
                "Dest": text_string(entry.anchor),
                "Prev": before and before.reference,
                "Next": after and after.reference,
                "First": entry.parts[0].reference if entry.parts else None,
                "Last": entry.parts[-1].reference if entry.parts else None,
                "Count": -len(entry.parts) or None,
            }
        )
        document.Reference(content, entry.reference.name)
        before = entry
        _write_parts(entry, document)


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
