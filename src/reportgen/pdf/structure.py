"""A structure tree in, its objects in a ReportLab document out (ISO 32000-1, 14.7.2 to 14.7.4).

A report has thousands of elements, so they are written as text here and not through ReportLab's dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from reportgen.model.content import LANGUAGE_TAGS
from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.objects import Written, array, dictionary, name, number, text_bytes, text_string
from reportgen.pdf.tags import Annotation, Box, Content, Element, Tagged

ROLES = {"Title": "P"}
"""Roles that ISO 32000-1 does not know, and the standard type that stands for each (14.7.3)."""
_OWNERS = {"Scope": "Table", "ListNumbering": "List"}
"""The owner of each attribute that layout gives (ISO 32000-1, 14.8.5)."""


class StructureWriter:
    """Writes the tree of one document; pages and links are known by their object numbers."""

    def __init__(self, document: Any, tagged: Tagged, heights: Sequence[float]) -> None:
        self._document = document
        self._tagged = tagged
        self._heights = heights
        self._elements = tuple(tagged.elements())
        self._objects = [Written() for _ in self._elements]
        self._numbers: dict[int, int] = {}
        counts = [len(page.links) for page in tagged.pages]
        self._first_links = [len(heights) + before for before in accumulate(counts, initial=0)]
        for element, written in zip(self._elements, self._objects, strict=True):
            self._numbers[id(element)] = _number_of(document, document.Reference(written))

    def reference(self, element: Element) -> Any:
        """A reference to an element, for what lies outside the tree."""
        return Written(f"{self._numbers[id(element)]} 0 R".encode("ascii"))

    def write(self, links: Mapping[tuple[int, int], int], files: Mapping[str, Sequence[int]]) -> Any:
        """The StructTreeRoot. `links` are the object numbers of links by page and place; `files` those of the file
        specifications that belong to the figure or table of a name.

        Every page and link must have been given the keys of `page_key` and `link_key`.
        """
        pages = [_number_of(self._document, pdfdoc.PDFObjectReference(f"Page{k + 1}")) for k in range(len(self._heights))]
        root = Written()
        reference = self._document.Reference(root)
        root_number = _number_of(self._document, reference)
        for element, written in zip(self._elements, self._objects, strict=True):
            written.content = self._dictionary(element, root_number, pages, (links, files))
        ids = sorted((text_bytes(element.id), element) for element in self._elements if element.id)
        root.content = dictionary(
            {
                "Type": name("StructTreeRoot"),
                "K": self.reference(self._tagged.root),
                "RoleMap": dictionary({role: name(standard) for role, standard in ROLES.items()}),
                "ParentTree": self._document.Reference(self._parent_tree()),
                "ParentTreeNextKey": len(self._heights) + len(links),
                "IDTree": self._document.Reference(self._id_tree(ids)) if ids else None,
            }
        ).format(self._document)
        return reference

    def page_key(self, page: int) -> int:
        """A page's key in the parent tree."""
        return page

    def link_key(self, page: int, index: int) -> int:
        """A link's key in the parent tree: links count on after the pages."""
        return self._first_links[page] + index

    def _parent_tree(self) -> Any:
        """From pages' sequences and from links to their elements (ISO 32000-1, 14.7.4.4)."""
        entries: list[Any] = []
        for key, page in enumerate(self._tagged.pages):
            owners = " ".join(f"{self._numbers[id(owner)]} 0 R" for owner in page.owners)
            entries += [key, self._document.Reference(Written(f"[{owners}]".encode("ascii")))]
        key = len(self._heights)
        for page in self._tagged.pages:
            for _, element in page.links:
                entries += [key, self.reference(element)]
                key += 1
        return dictionary({"Nums": array(entries)})

    def _id_tree(self, ids: Sequence[tuple[bytes, Element]]) -> Any:
        entries: list[Any] = []
        for _, element in ids:
            entries += [text_string(element.id), self.reference(element)]
        return dictionary({"Names": array(entries)})

    def _dictionary(
        self, element: Element, root: int, pages: Sequence[int],
        outside: tuple[Mapping[tuple[int, int], int], Mapping[str, Sequence[int]]],
    ) -> bytes:  # fmt: skip
        links, files = outside
        parent = self._numbers[id(element.parent)] if element.parent is not None else root
        parts = [b"<</S/%b/P %d 0 R" % (element.role.encode("ascii"), parent)]
        page = element.page
        if page is not None:
            parts.append(b"/Pg %d 0 R" % pages[page])
        if element.language is not None:
            parts.append(b"/Lang" + text_string(LANGUAGE_TAGS[element.language]))
        for key, text in (("Alt", element.alt), ("E", element.expansion), ("ID", element.id)):
            if text:
                parts.append(b"/" + key.encode("ascii") + text_string(text))
        if element.role in ("Figure", "Table") and element.name in files:
            parts.append(b"/AF[" + b" ".join(b"%d 0 R" % file for file in files[element.name]) + b"]")
        parts += self._attributes(element)
        kids = [self._kid(kid, page, pages, links) for kid in element.kids]
        if kids:
            parts.append(b"/K" + (b" " + kids[0] if len(kids) == 1 else b"[" + b" ".join(kids) + b"]"))
        parts.append(b">>")
        return b"".join(parts)

    def _attributes(self, element: Element) -> list[bytes]:
        lists = [f"<</O/{_OWNERS[key]}/{key}/{value}>>" for key, value in element.attributes]
        if element.box is not None and element.page is not None:
            box = " ".join(map(number, _upright(element.box, self._heights[element.page])))
            lists.append(f"<</O/Layout/Placement/Block/BBox[{box}]>>")
        if not lists:
            return []
        text = lists[0] if len(lists) == 1 else f"[{' '.join(lists)}]"
        return [b"/A" + text.encode("ascii")]

    def _kid(
        self, kid: Element | Content | Annotation, page: int | None, pages: Sequence[int], links: Mapping[tuple[int, int], int]
    ) -> bytes:  # fmt: skip
        match kid:
            case Element():
                return b"%d 0 R" % self._numbers[id(kid)]
            case Content(own, mcid):
                return b"%d" % mcid if own == page else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[own], mcid)
            case Annotation(own, index):
                place = b"" if own == page else b"/Pg %d 0 R" % pages[own]
                return b"<</Type/OBJR%b/Obj %d 0 R>>" % (place, links[own, index])


def _number_of(document: Any, reference: Any) -> int:
    number_of: int = document.idToObjectNumberAndVersion[reference.name][0]
    return number_of


def _upright(box: Box, height: float) -> Box:
    """The box with PDF's origin at the bottom left: left, bottom, right, top."""
    left, top, right, bottom = box
    return left, height - bottom, right, height - top
