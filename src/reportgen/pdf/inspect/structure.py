"""A PDF and the text of its pages in, its structure tree with all that is read in it out (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf

from reportgen.pdf.inspect.stream import PageContent
from reportgen.records import dataclass, field
from reportgen.text.runs import SOFT_HYPHEN

_DEEPEST = 200
INLINE = frozenset(("Span", "Link", "Reference", "Quote", "Code", "Annot", "Ruby", "Warichu"))
"""Elements that stand inside a line (ISO 32000-1, 14.8.4.4)."""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """The area of a link or another annotation, with the words that it is described by."""

    words: str


@dataclass(frozen=True, slots=True)
class StructureNode:
    """An element with its parts in order: its own text, other elements, and areas of links.

    `standard` is its role after the role map; `language` is its own or that of what it lies in.
    """

    role: str
    standard: str
    language: str
    alt: str = ""
    expansion: str = ""
    id: str = ""
    page: int = 0
    """The page of its first content, from 1; 0 if it has none."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[StructureNode | LinkArea | str, ...] = ()

    @property
    def kids(self) -> tuple[StructureNode, ...]:
        return tuple(part for part in self.parts if isinstance(part, StructureNode))

    @property
    def text(self) -> str:
        """All that is read in the element; a word that was broken is whole again."""
        return "".join(text for _, text in self.voices()).replace(SOFT_HYPHEN, "")

    @property
    def words(self) -> str:
        """The text on one line for people: a note's number that stands close to its word in brackets."""
        parts: list[str] = []
        for part in self.parts:
            if isinstance(part, StructureNode):
                parts.append(f"[{part.text}]" if part.is_note_number else part.words)
            elif isinstance(part, str):
                parts.append(part)
        return "".join(parts).replace(SOFT_HYPHEN, "")

    @property
    def is_note_number(self) -> bool:
        """A number that says where it leads in other words than its own, such as “Note 3”."""
        areas = [part.words for node in self.walk() for part in node.parts if isinstance(part, LinkArea)]
        return self.standard == "Reference" and self.text.isdigit() and any(words != self.text for words in areas)

    @property
    def is_block_of_text(self) -> bool:
        """Nothing but text, links and what else stands inside a line."""
        return all(kid.standard in INLINE or kid.standard == "Lbl" for kid in self.kids) and bool(self.text)

    def walk(self) -> Iterator[StructureNode]:
        """The element and everything in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def voices(self) -> Iterator[tuple[str, str]]:
        """Every stretch of text with its language, in reading order."""
        for part in self.parts:
            if isinstance(part, StructureNode):
                yield from part.voices()
            elif isinstance(part, str):
                yield self.language, part


def read_structure(pdf: pikepdf.Pdf, pages: Sequence[PageContent]) -> StructureNode | None:
    """The tree under the StructTreeRoot, which is its first node; None in a file without one."""
    root: Any = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return None
    return _Reader(pdf, pages, root).read()


class _Reader:
    """Reads the elements of one tree."""

    def __init__(self, pdf: pikepdf.Pdf, pages: Sequence[PageContent], root: Any) -> None:
        self.root = root
        self.pages = pages
        self.numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        self.language = str(pdf.Root.get("/Lang", ""))
        self.roles = {str(key)[1:]: str(value)[1:] for key, value in root.get("/RoleMap", {}).items()}

    def read(self) -> StructureNode:
        parts = tuple(self._parts(self.root.get("/K"), (None, self.language, 0)))
        return StructureNode("StructTreeRoot", "StructTreeRoot", self.language, parts=parts)

    def _parts(self, kids: Any, around: tuple[Any, str, int]) -> Iterator[StructureNode | LinkArea | str]:
        page, language, depth = around
        if kids is None or depth > _DEEPEST:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                yield self._words(page, (0, int(kid)))
            elif kid.get("/Type") == "/OBJR":
                area: Any = kid.get("/Obj", pikepdf.Dictionary())
                yield LinkArea(str(area.get("/Contents", "")))
            elif kid.get("/Type") == "/MCR" or "/MCID" in kid:
                form = kid.get("/Stm")
                yield self._words(kid.get("/Pg", page), (form.objgen[0] if form is not None else 0, int(kid.MCID)))
            elif "/S" in kid:
                yield self._element(kid, page, (language, depth + 1))

    def _element(self, element: Any, page: Any, around: tuple[str, int]) -> StructureNode:
        language = str(element.Lang) if "/Lang" in element else around[0]
        page = element.get("/Pg", page)
        role = str(element.S)[1:]
        parts = tuple(self._parts(element.get("/K"), (page, language, around[1])))
        number = next((part.page for part in parts if isinstance(part, StructureNode) and part.page), 0)
        if "/Pg" in element:
            number = self.numbers.get(element.Pg.objgen, -1) + 1
        return StructureNode(
            role, self._standard(role), language, str(element.get("/Alt", element.get("/ActualText", ""))),
            str(element.get("/E", "")), str(element.get("/ID", "")), number, _attributes(element.get("/A")), parts,
        )  # fmt: skip

    def _standard(self, role: str) -> str:
        seen = {role}
        while role in self.roles and self.roles[role] not in seen:
            role = self.roles[role]
            seen.add(role)
        return role

    def _words(self, page: Any, key: tuple[int, int]) -> str:
        index = self.numbers.get(page.objgen) if page is not None else None
        return "".join(self.pages[index].texts.get(key, ())) if index is not None else ""


def _attributes(attributes: Any) -> dict[str, str]:
    """Names and numbers of all attribute dictionaries together."""
    found: dict[str, str] = {}
    for entry in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(entry, pikepdf.Dictionary):
            found |= {str(key)[1:]: str(value).removeprefix("/") for key, value in entry.items()
                      if not isinstance(value, pikepdf.Array | pikepdf.Dictionary)}  # fmt: skip
    return found
