"""A chapter in, its marked content and its part of the structure tree out (ISO 32000-1, 14.6 to 14.8).

Each owner's items on a page become sequences of marked content, in reading order; what has no owner comes first, as
artifacts. Runs in another language than their block, and the first use of an abbreviation in a section, become spans
of their own. Nothing here knows ReportLab, or how a tree is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from reportgen.layout.frame import (
    ARTIFACT,
    REPEATED,
    ROOT,
    RUNNING_FOOT,
    RUNNING_HEAD,
    Anchor,
    Chapter,
    Drawing,
    Link,
    Page,
    ReadingPlan,
    Shape,
    Text,
)
from reportgen.model.content import Language
from reportgen.records import dataclass, field, replace
from reportgen.text.runs import GlyphRun

Painted = Text | Shape | Drawing
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, with the origin at the top left of the sheet."""

_INLINE = frozenset(("Link", "Reference", "Span"))
_CELLS = frozenset(("TH", "TD"))
_ARTIFACTS = {
    ARTIFACT: "<</Type /Layout>>",
    RUNNING_HEAD: "<</Type /Pagination /Subtype /Header>>",
    RUNNING_FOOT: "<</Type /Pagination /Subtype /Footer>>",
    REPEATED: "<</Type /Pagination>>",
}
"""Property lists of artifacts by kind (ISO 32000-1, table 330)."""


@dataclass(frozen=True, slots=True)
class Content:
    """A sequence of marked content as a part of an element; pages count from the chapter's first, which is 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's area as a part of an element: the `index`th link of a page."""

    page: int
    index: int


@dataclass(slots=True)
class Element:
    """A structure element, while the tree grows and after."""

    role: str
    parent: Element | None
    language: Language | None = None
    alt: str = ""
    expansion: str = ""
    name: str = ""
    id: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    page: int | None = None
    """The page of its own content or box, if it has any."""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A sequence of marked content: its tag, its number (None for an artifact) and what it holds."""

    tag: str
    number: int | None
    properties: str
    items: tuple[Painted, ...]


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page's sequences in painting order, the element of each number, and its links with their elements."""

    marked: tuple[Marked, ...]
    owners: tuple[Element, ...]
    links: tuple[tuple[Link, Element], ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The structure of a chapter.

    `roots` are what its elements hang under: the Document element, or the Part of each language if languages are read one
    by one. They belong to the whole document, so only their kids are the chapter's.
    """

    roots: tuple[Element, ...]
    pages: tuple[TaggedPage, ...]

    def elements(self) -> Iterator[Element]:
        """Every element of the chapter, in reading order."""
        for root in self.roots:
            for kid in root.kids:
                if isinstance(kid, Element):
                    yield from _elements(kid)


def _elements(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def voices_of(plan: ReadingPlan) -> tuple[str, ...]:
    """What is read one after another: each language, or everything (written as an empty name) at once."""
    return plan.languages if plan.order == "languages" and len(plan.languages) > 1 else ("",)


def tag_chapter(chapter: Chapter, plan: ReadingPlan) -> Tagged:
    """The chapter with every item marked; raises `ValueError` for an item whose owner is no element."""
    tree = _Tree(chapter, plan)
    taggers = [_PageTagger(tree, index, page) for index, page in enumerate(chapter.pages)]
    for tagger in taggers:
        tagger.tag()
    tree.close()
    for root in tree.roots:
        _part_mixed(root, [tagger.owners for tagger in taggers])
    return Tagged(tree.roots, tuple(TaggedPage(tuple(t.marked), tuple(t.owners), tuple(t.links)) for t in taggers))


def _part_mixed(root: Element, owners: list[list[Element]]) -> None:
    """Put an element's own text into spans where it comes after other elements in it.

    Then every reader meets text and elements in their order, also one that takes an element's own text first.
    """
    for element in _elements(root):
        first = next((k for k, kid in enumerate(element.kids) if isinstance(kid, Element)), len(element.kids))
        for index in range(first + 1, len(element.kids)):
            kid = element.kids[index]
            if isinstance(kid, Content):
                span = Element("Span", element, kids=[kid], page=kid.page)
                element.kids[index] = span
                owners[kid.page][kid.number] = span


_Key = tuple[int, str]
"""An element: the number of its node, and the language read at a time if one language is read whole."""


class _Tree:
    """Elements made from nodes when their content comes, and joined in the order of the nodes at the end."""

    def __init__(self, chapter: Chapter, plan: ReadingPlan) -> None:
        self.nodes = chapter.nodes
        self._voices = voices_of(plan)
        self.whole_languages = len(self._voices) > 1
        self.first: Language = plan.languages[0]
        self._languages = self._inherited()
        self._ranks = self._preorder()
        self._blocks = [self._block(index) for index in range(len(self.nodes))]
        self.roots = tuple(Element("Part" if voice else "Document", None) for voice in self._voices)
        self._elements: dict[_Key, Element] = {(ROOT, voice): root for voice, root in zip(self._voices, self.roots, strict=True)}
        self.expansions = dict(plan.expansions)
        self.pattern = _pattern(plan.expansions)
        self.explained: set[tuple[int, str, Language]] = set()
        self._cell_words: dict[int, list[GlyphRun]] = {}

    def language(self, owner: int) -> Language:
        return self._languages[owner] or self.first

    def place(self, owner: int) -> tuple[int, int]:
        """Where the owner's content stands in reading order."""
        block = self._blocks[owner]
        part = self._voices.index(self.language(owner)) if self.whole_languages else 0
        return part, self._ranks[block]

    def section(self, owner: int) -> int:
        """The top section that the owner lies in."""
        node = owner
        while self.nodes[node].parent > ROOT:
            node = self.nodes[node].parent
        return node

    def element(self, owner: int) -> Element:
        """The element of a node that has content."""
        return self._element(owner, self.language(owner) if self.whole_languages else "")

    def _element(self, index: int, voice: str) -> Element:
        element = self._elements.get((index, voice))
        if element is None:
            node = self.nodes[index]
            parent = self._element(node.parent, voice)
            element = Element(node.role, parent, node.language, node.alt, "", node.name, node.id, node.attributes)
            self._elements[index, voice] = element
            if self._is_inline(index):
                parent.kids.append(element)
        return element

    def note_words(self, owner: int, run: GlyphRun) -> None:
        """Keep what a table cell says, in case that it says it in one of two languages alone."""
        while self.whole_languages and owner > ROOT:
            if self.nodes[owner].role in _CELLS:
                self._cell_words.setdefault(owner, []).append(run)
                return
            owner = self.nodes[owner].parent

    def close(self) -> None:
        """Join the blocks to their parents; a row keeps its empty cells, all else that is empty is left out.

        A cell that is the same in both languages is printed once; where languages are read one by one, its twin has
        the words as its description.
        """
        for index, node in enumerate(self.nodes):
            for voice in self._voices:
                if node.role in _CELLS and (node.parent, voice) in self._elements and (index, voice) not in self._elements:
                    cell = self._element(index, voice)
                    runs = self._cell_words.get(index, [])
                    cell.alt = "".join(run.text for run in runs).strip()
                    cell.language = runs[0].language if runs else cell.language
        order = sorted((rank, index) for index, rank in enumerate(self._ranks) if index != ROOT)
        for _, index in order:
            for voice in self._voices:
                element = self._elements.get((index, voice))
                if element is not None and not self._is_inline(index):
                    assert element.parent is not None
                    element.parent.kids.append(element)

    def _is_inline(self, index: int) -> bool:
        """The element stands inside a line of its parent's text, where its content comes."""
        node = self.nodes[index]
        if node.role in _INLINE:
            return True
        return node.role == "Lbl" and self.nodes[node.parent].role[:1] == "H"

    def _block(self, index: int) -> int:
        while self._is_inline(index):
            index = self.nodes[index].parent
        return index

    def _inherited(self) -> list[Language | None]:
        languages: list[Language | None] = []
        for node in self.nodes:
            above = languages[node.parent] if node.parent >= ROOT else None
            languages.append(node.language or above)
        return languages

    def _preorder(self) -> list[int]:
        """The place of each node when the tree is read from its root, siblings in the order of adding."""
        children: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            if index != ROOT:
                children[node.parent].append(index)
        ranks = [0] * len(self.nodes)
        waiting, count = [ROOT], 0
        while waiting:
            index = waiting.pop()
            ranks[index] = count
            count += 1
            waiting.extend(reversed(children[index]))
        return ranks


class _PageTagger:
    """Cuts one page's items into sequences."""

    def __init__(self, tree: _Tree, index: int, page: Page) -> None:
        self.tree, self.index, self.page = tree, index, page
        self.marked: list[Marked] = []
        self.owners: list[Element] = []
        self.links: list[tuple[Link, Element]] = []
        self._items: list[Painted] = []
        self._element: Element | None = None

    def tag(self) -> None:
        owned: list[Painted | Link] = []
        kind = ARTIFACT
        for item in self.page.items:
            if isinstance(item, Anchor):
                continue
            if item.owner > ROOT:
                owned.append(item)
            elif isinstance(item, Link) or item.owner not in _ARTIFACTS:
                raise ValueError(f"{item} on page {self.page.number} belongs to no element of the structure")
            else:
                if item.owner != kind:
                    self._close_artifact(kind)
                kind = item.owner
                self._items.append(item)
        self._close_artifact(kind)
        owned.sort(key=lambda item: self.tree.place(item.owner))
        for item in owned:
            self._add(item)
        self._close()

    def _add(self, item: Painted | Link) -> None:
        element = self.tree.element(item.owner)
        match item:
            case Link():
                element.kids.append(Annotation(self.index, len(self.links)))
                self.links.append((item, element))
            case Text(run, owner):
                self._run(run, owner, element)
            case Shape():
                self._put(item, element)
                self._widen(element, _shape_box(item))
            case Drawing(artwork, x, y, owner):
                for is_text, parts in groupby(artwork.items, key=lambda part: isinstance(part, GlyphRun)):
                    if not is_text:
                        self._put(Drawing(replace(artwork, items=tuple(parts)), x, y, owner), element)
                        continue
                    for part in parts:
                        if isinstance(part, GlyphRun):
                            self._run(part.moved(x, y), owner, element)
                self._widen(element, (x, y, x + artwork.width, y + artwork.height))

    def _run(self, run: GlyphRun, owner: int, element: Element) -> None:
        """A run, in the element itself or in spans for its language and its abbreviations."""
        self.tree.note_words(owner, run)
        if run.language != self.tree.language(owner):
            last = element.kids[-1] if element.kids else None
            going_on = isinstance(last, Element) and last.role == "Span" and last.language == run.language
            span = last if going_on and isinstance(last, Element) else Element("Span", element, run.language)
            if not going_on:
                element.kids.append(span)
            element = span
        for part, expansion in self._explained(run, owner):
            if not expansion:
                self._put(Text(part, owner), element)
                continue
            span = Element("Span", element, None, "", expansion)
            element.kids.append(span)
            self._put(Text(part, owner), span)

    def _explained(self, run: GlyphRun, owner: int) -> Iterator[tuple[GlyphRun, str]]:
        """The run in parts: abbreviations that this section uses for the first time, and what lies between them."""
        tree = self.tree
        if tree.pattern is None or run.language != "en" or run.angle:
            yield run, ""
            return
        start, text = 0, run.text
        for found in tree.pattern.finditer(text):
            use = (tree.section(owner), found[0], tree.language(owner))
            if use in tree.explained:
                continue
            tree.explained.add(use)
            if found.start() > start:
                yield _part(run, start, found.start()), ""
            yield _part(run, found.start(), found.end()), tree.expansions[found[0]]
            start = found.end()
        if start == 0:
            yield run, ""
        elif start < len(text):
            yield _part(run, start, len(text)), ""

    def _put(self, item: Painted, element: Element) -> None:
        if element is not self._element or not element.kids or not isinstance(element.kids[-1], Content):
            self._close()
            self._element = element
            element.kids.append(Content(self.index, len(self.owners)))
            element.page = self.index if element.page is None else element.page
            self.owners.append(element)
        self._items.append(item)

    def _widen(self, element: Element, box: Box) -> None:
        if element.role == "Figure" and element.page == self.index:
            left, top, right, bottom = element.box or box
            element.box = (min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3]))

    def _close(self) -> None:
        if self._items and self._element is not None:
            self.marked.append(Marked(self._element.role, len(self.owners) - 1, "", tuple(self._items)))
        self._items = []
        self._element = None

    def _close_artifact(self, kind: int) -> None:
        if self._items:
            self.marked.append(Marked("Artifact", None, _ARTIFACTS[kind], tuple(self._items)))
        self._items = []


@cache
def _pattern(expansions: tuple[tuple[str, str], ...]) -> re.Pattern[str] | None:
    """Any of the abbreviations, as a word of its own."""
    if not expansions:
        return None
    known = {word for word, _ in expansions}
    words = "|".join(re.escape(word) for word in sorted(known, key=lambda word: (-len(word), word)))
    initials = "".join(sorted({re.escape(word[0]) for word in known}))
    return re.compile(rf"(?=[{initials}])(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])")


def _part(run: GlyphRun, start: int, end: int) -> GlyphRun:
    """The glyphs of the characters from `start` to `end`; a glyph for two characters goes where its first one lies."""
    first = last = len(run.glyphs)
    position = 0
    for index, text in enumerate(run.texts):
        if position >= start and first == len(run.glyphs) and text:
            first = index
        if position >= end and text:
            last = index
            break
        position += len(text)
    offset = run.origins[first] if first < len(run.glyphs) else run.width
    origins = tuple(origin - offset for origin in run.origins[first:last])
    right = run.origins[last] if last < len(run.glyphs) else run.width
    return replace(run, x=run.x + offset, glyphs=run.glyphs[first:last], origins=origins, texts=run.texts[first:last],
                   width=right - offset)  # fmt: skip


def _shape_box(shape: Shape) -> Box:
    """The box around a path's points, its control points included."""
    points = [p for _, step in shape.path.commands for p in step]
    xs, ys = points[::2], points[1::2]
    return min(xs), min(ys), max(xs), max(ys)

