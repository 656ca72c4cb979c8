"""A tagged chapter in, its part of the structure tree out; all parts in, the tree in a ReportLab document out
(ISO 32000-1, 14.7.2 to 14.7.4).

A report has thousands of elements, so they are written as text here and not through ReportLab's dictionaries. A part does
not know the numbers of objects: it can be written again in another document.
"""

from __future__ import annotations

from array import array as numbers_of
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportgen.layout.frame import ReadingPlan
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import LANGUAGE_TAGS, Language
from reportgen.pdf.objects import Written, dictionary, name, number, text_bytes, text_string
from reportgen.pdf.tags import Annotation, Box, Content, Element, Tagged, voices_of
from reportgen.records import dataclass

ROLES = {"Title": "P"}
"""Roles that ISO 32000-1 does not know, and the standard type that stands for each (14.7.3)."""
_OWNERS = {"Scope": "Table", "ListNumbering": "List"}
"""The owner of each attribute that layout gives (ISO 32000-1, 14.8.5)."""
_PARTING = b"\0"
"""Stands between elements; no text string of ours holds it."""


@dataclass(frozen=True, slots=True)
class StructurePart:
    """A chapter's elements as they are written, but for what the document numbers.

    `template` has every element, a `%` conversion for each number; `numbers` tell which: one from 0 is an object of the
    chapter, first its elements, then its links page by page; -1 and down stand for the roots, then the chapter's pages,
    then for the files that belong to each of `figures`.
    """

    template: bytes
    numbers: Sequence[int]
    count: int
    tops: tuple[tuple[int, ...], ...]
    """For each root, the elements right under it."""
    owners: tuple[tuple[int, ...], ...]
    """For each page, the element of each sequence of marked content."""
    links: tuple[tuple[int, ...], ...]
    """For each page, the element of each link."""
    ids: tuple[tuple[str, int], ...]
    figures: tuple[str, ...]


def written_part(part: StructurePart, first: int, links: Sequence[int], outside: Sequence[int | bytes]) -> list[bytes]:
    """The elements, if they are numbered from `first`, and the links so; `outside` is what -1 and down stand for."""
    meant = [*range(first, first + part.count), *links, *reversed(outside)]
    values = tuple([meant[value] for value in part.numbers])
    return (part.template % values).split(_PARTING) if part.count else []


def structure_part(tagged: Tagged, heights: Sequence[float]) -> StructurePart:
    """The elements of a chapter whose pages are so many points high."""
    return _PartWriter(tagged, heights).part()


class _PartWriter:
    """Writes the elements of one chapter."""

    def __init__(self, tagged: Tagged, heights: Sequence[float]) -> None:
        self._tagged = tagged
        self._heights = heights
        self._elements = tuple(tagged.elements())
        self._places = {id(element): place for place, element in enumerate(self._elements)}
        self._places |= {id(root): -1 - place for place, root in enumerate(tagged.roots)}
        self._pages = -1 - len(tagged.roots)
        """What stands for the chapter's first page."""
        self._first_links: list[int] = []
        count = len(self._elements)
        for page in tagged.pages:
            self._first_links.append(count)
            count += len(page.links)
        self._figures: dict[str, int] = {}
        self._numbers = numbers_of("i")

    def part(self) -> StructurePart:
        places, pages = self._places, self._tagged.pages
        template = _PARTING.join([self._dictionary(element) for element in self._elements])
        return StructurePart(
            template, self._numbers, len(self._elements),
            tuple(tuple(places[id(kid)] for kid in root.kids if isinstance(kid, Element)) for root in self._tagged.roots),
            tuple(tuple([places[id(owner)] for owner in page.owners]) for page in pages),
            tuple(tuple([places[id(element)] for _, element in page.links]) for page in pages),
            tuple((element.id, place) for place, element in enumerate(self._elements) if element.id),
            tuple(self._figures),
        )  # fmt: skip

    def _dictionary(self, element: Element) -> bytes:
        assert element.parent is not None
        add = self._numbers.append
        parts = [b"<</S/%b/P %%d 0 R" % element.role.encode("ascii")]
        add(self._places[id(element.parent)])
        page = element.page
        if page is not None:
            parts.append(b"/Pg %d 0 R")
            add(self._pages - page)
        if element.language is not None:
            parts.append(b"/Lang" + text_string(LANGUAGE_TAGS[element.language]))
        for key, text in ((b"/Alt", element.alt), (b"/E", element.expansion), (b"/ID", element.id)):
            if text:
                parts.append(key + text_string(text).replace(b"%", b"%%"))
        if element.name and element.role in ("Figure", "Table"):
            parts.append(b"%b")
            figure = self._figures.setdefault(element.name, len(self._figures))
            add(self._pages - len(self._heights) - figure)
        parts += self._attributes(element)
        kids = [self._kid(kid, page) for kid in element.kids]
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

    def _kid(self, kid: Element | Content | Annotation, page: int | None) -> bytes:
        add = self._numbers.append
        match kid:
            case Element():
                add(self._places[id(kid)])
                return b"%d 0 R"
            case Content(own, mcid):
                if own == page:
                    return b"%d" % mcid
                add(self._pages - own)
                return b"<</Type/MCR/Pg %%d 0 R/MCID %d>>" % mcid
            case Annotation(own, index):
                place = b""
                if own != page:
                    place = b"/Pg %d 0 R"
                    add(self._pages - own)
                add(self._first_links[own] + index)
                return b"<</Type/OBJR%b/Obj %%d 0 R>>" % place


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """A chapter's part of the tree in one document: the number of its first object and its first key in the parent tree.

    The keys of its pages come first, then those of its links.
    """

    part: StructurePart
    first: int
    first_key: int

    def entries(self, document: Any, memory: Memory) -> bytes:
        """Keys and values in the parent tree: from pages' sequences and from links to their elements (14.7.4.4)."""
        pages = document.reserve(len(self.part.owners))
        document.fill(pages, memory.of(_owners, memory.same(self.part.owners), by=(self.first,)))
        return memory.of(_entries, memory.same(self.part.links), by=(self.first, self.first_key, range(pages, pages + len(self.part.owners))))


def _owners(owners: Sequence[Sequence[int]], first: int) -> list[bytes]:
    """For each page, the elements of its sequences."""
    return [b"[%b]" % b" ".join([b"%d 0 R" % (owner + first) for owner in page]) for page in owners]


def _entries(links: Sequence[Sequence[int]], first: int, key: int, pages: range) -> bytes:
    values = [*pages, *(element + first for elements in links for element in elements)]
    return b" ".join([b"%d %d 0 R" % entry for entry in enumerate(values, key)])


def _ids(ids: Sequence[tuple[str, int]]) -> list[tuple[bytes, bytes, int]]:
    """Each id as it is sorted by, as it is written, and its element."""
    return [(text_bytes(name), text_string(name), place) for name, place in ids]


class StructureRoot:
    """The elements above all chapters, which have numbers before anything is written under them."""

    def __init__(self, document: Any, plan: ReadingPlan) -> None:
        self._document = document
        self._plan = plan
        self._voices = voices_of(plan)
        self._root = Written()
        self._top = Written()
        self._reference = document.Reference(self._root)
        self._top_number = _number(document, document.Reference(self._top))
        self._parts = [Written() for _ in self._voices] if len(self._voices) > 1 else []
        self.numbers = tuple(_number(document, document.Reference(part)) for part in self._parts) or (self._top_number,)
        """The objects that stand for the roots of every chapter's tree."""

    def write(self, parts: Sequence[NumberedPart], memory: Memory = FORGETFUL) -> Any:
        """The StructTreeRoot over the chapters' parts."""
        document = self._document
        root_number = _number(document, self._reference)
        kids = [[top + one.first for one in parts for top in one.part.tops[place]] for place in range(len(self.numbers))]
        language = self._plan.languages[0]
        if self._parts:
            for written, voice, under in zip(self._parts, self._plan.languages, kids, strict=True):
                written.content = _element(b"Part", self._top_number, voice, under)
            self._top.content = _element(b"Document", root_number, language, self.numbers)
        else:
            self._top.content = _element(b"Document", root_number, language, kids[0])
        names = memory.of(_id_tree, *(memory.same(one.part.ids) for one in parts), by=tuple(one.first for one in parts))
        nums = [entries for one in parts if (entries := one.entries(document, memory))]
        keys = sum(len(one.part.owners) + sum(map(len, one.part.links)) for one in parts)
        self._root.content = dictionary(
            {
                "Type": name("StructTreeRoot"),
                "K": Written(b"%d 0 R" % self._top_number),
                "RoleMap": dictionary({role: name(standard) for role, standard in ROLES.items()}),
                "ParentTree": document.Reference(Written(b"<</Nums [" + b" ".join(nums) + b"]>>")),
                "ParentTreeNextKey": keys,
                "IDTree": document.Reference(Written(names)) if names else None,
            }
        ).format(document)
        return self._reference


def _id_tree(*parts: Any) -> bytes:
    """The tree of ids; the parts are the ids of each chapter, then the number of each chapter's first element."""
    listed = [(key, name, place + first) for ids, first in zip(parts[: len(parts) // 2], parts[len(parts) // 2 :], strict=True) for key, name, place in _ids(ids)]
    return b"<</Names [" + b" ".join([b"%b %d 0 R" % (name, place) for _, name, place in sorted(listed)]) + b"]>>" if listed else b""


def files_of(figures: Iterable[str], files: Mapping[str, Sequence[int]]) -> list[bytes]:
    """What an element says of the files that belong to its figure, for each figure (ISO 19005-3, 6.8)."""
    return [b"/AF[%b]" % b" ".join([b"%d 0 R" % file for file in files[figure]]) if figure in files else b"" for figure in figures]


def _element(role: bytes, parent: int, language: Language, kids: Sequence[int]) -> bytes:
    """An element above the chapters."""
    listed = b" ".join([b"%d 0 R" % kid for kid in kids])
    under = b"" if not kids else b"/K " + listed if len(kids) == 1 else b"/K[%b]" % listed
    return b"<</S/%b/P %d 0 R/Lang%b%b>>" % (role, parent, text_string(LANGUAGE_TAGS[language]), under)


def _number(document: Any, reference: Any) -> int:
    number_of: int = document.idToObjectNumberAndVersion[reference.name][0]
    return number_of


def _upright(box: Box, height: float) -> Box:
    """The box with PDF's origin at the bottom left: left, bottom, right, top."""
    left, top, right, bottom = box
    return left, height - bottom, right, height - top
