"""The Page contract: what layout hands to an output, and all that an output needs to know.

Lengths are points with the origin at the top left of the trimmed sheet. Items stand in painting order, which is also
reading order. Each item that carries meaning names its owner in the structure tree; `ARTIFACT` marks decoration and
furniture of the page.
"""

from __future__ import annotations

from reportgen.artwork import Artwork, Path
from reportgen.model.content import Language
from reportgen.model.settings import ReadingOrder
from reportgen.records import dataclass, field, replace
from reportgen.text.runs import GlyphRun

ARTIFACT = -1
"""Decoration: rules, grounds, icons."""
RUNNING_HEAD = -2
RUNNING_FOOT = -3
REPEATED = -4
"""What stands a second time because its piece goes on over a page: a table's heading row."""
ROOT = 0


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the document's structure.

    `role` is a standard structure type (ISO 32000-1, 14.8.4), or `Title`. `name` is what the content calls the thing
    (a chart, a note); `id` is unique in the document. `attributes` are those of 14.8.5 that have a name as their value.
    """

    role: str
    parent: int
    language: Language | None = None
    alt: str = ""
    name: str = ""
    id: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A glyph run on the page; the run's x and y are the page's."""

    run: GlyphRun
    owner: int = ARTIFACT


@dataclass(frozen=True, slots=True)
class Shape:
    """A path on the page."""

    path: Path
    owner: int = ARTIFACT


@dataclass(frozen=True, slots=True)
class Drawing:
    """An artwork with its top left corner at (x, y)."""

    artwork: Artwork
    x: float
    y: float
    owner: int = ARTIFACT


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads to `target`: an address, or # and the name of an `Anchor`. `words` say where it leads."""

    x: float
    y: float
    width: float
    height: float
    target: str
    owner: int = ARTIFACT
    words: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links and bookmarks can lead to."""

    name: str
    y: float


Item = Text | Shape | Drawing | Link | Anchor


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet. `folio` is the page number as printed, empty where none is."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    folio: str = ""

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        return tuple([item for item in self.items if isinstance(item, Anchor)])


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; `level` counts from 0, `anchor` names its destination."""

    title: str
    level: int
    anchor: str


DOCUMENT = Node("Document", -1)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that are set by themselves: nothing on the pages of other chapters bears on them but how many those are.

    `nodes[0]` is the root of the structure tree; owners of items count from it.
    """

    pages: tuple[Page, ...]
    nodes: tuple[Node, ...] = (DOCUMENT,)


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """How the whole is read aloud: its languages, whether pair by pair or language by language, and what
    abbreviations of English words stand for."""

    languages: tuple[Language, ...] = ("en", "zh")
    order: ReadingOrder = "pairs"
    expansions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document, ready to be painted."""

    chapters: tuple[Chapter, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    plan: ReadingPlan = ReadingPlan()

    @classmethod
    def of_pages(
        cls, pages: tuple[Page, ...], nodes: tuple[Node, ...] = (DOCUMENT,), bookmarks: tuple[Bookmark, ...] = (),
        plan: ReadingPlan | None = None,
    ) -> Layout:  # fmt: skip
        """A document of a single chapter."""
        return cls((Chapter(pages, nodes),), bookmarks, plan or ReadingPlan())

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for chapter in self.chapters for page in chapter.pages)

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.plan.languages


@dataclass(slots=True)
class Fragment:
    """Items that a piece has placed with its top left corner at (0, 0), with the height that they take."""

    height: float = 0.0
    items: list[Item] = field(default_factory=list)

    def add(self, other: Fragment, x: float, y: float) -> None:
        """Place another fragment's items with its corner at (x, y)."""
        self.items.extend(moved(item, x, y) for item in other.items)


def moved(item: Item, x: float, y: float) -> Item:
    """The item shifted to the right by x and down by y."""
    if isinstance(item, Text):  # nearly all of them, so not by the slow ways
        return Text(item.run.moved(x, y), item.owner)
    if isinstance(item, Shape):
        return Shape(item.path.moved(x, y), item.owner)
    if isinstance(item, Anchor):
        return Anchor(item.name, item.y + y)
    return replace(item, x=item.x + x, y=item.y + y)


def as_repeated(fragment: Fragment) -> Fragment:
    """The same ink without meaning: its text has been read where it stood first."""
    items: list[Item] = []
    for item in fragment.items:
        match item:
            case Text() | Drawing():
                items.append(replace(item, owner=REPEATED))
            case Shape():
                items.append(item)
            case _:
                continue
    return Fragment(fragment.height, items)
