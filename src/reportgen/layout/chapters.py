"""A report's sections in, its chapters out: which sections are set together, and what the pages of each depend on.

A chapter is what can be set, painted and kept by itself: sections that may share a page. Whoever keeps chapters between
builds finds them by their keys, and answers for it that the same key never stands for anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from reportgen.artwork import Artwork
from reportgen.errors import Problem, Remark
from reportgen.layout.edition import Edition
from reportgen.layout.frame import Chapter, Page
from reportgen.layout.looseness import LoosePage, loose_pages
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import AnySection, ChartBlock, Contents, Cover, Glossary, ImageBlock, Imprint
from reportgen.model.walk import nodes_of
from reportgen.records import dataclass
from reportgen.theme import Theme

_REFERRED = "ref-"
"""How the anchors of the places that refer to notes begin."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the rest of a document must know of a chapter: which of its pages bear a number, where its anchors stand
    (name and page, from 0), and what there is to say of its lines."""

    numbered: tuple[bool, ...]
    anchors: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...] = ()
    loose: tuple[LoosePage, ...] = ()

    @property
    def references(self) -> frozenset[str]:
        """The notes that are referred to, as links name them."""
        return frozenset(f"#note-{name.removeprefix(_REFERRED)}" for name, _ in self.anchors if name.startswith(_REFERRED))


def reference_anchor(note: str) -> str:
    """The name of the anchor where a note is first referred to; the note as links name it."""
    return note.replace("#note-", _REFERRED)


def outline_of(pages: Sequence[Page], remarks: Sequence[Remark]) -> Outline:
    """The outline of pages that have been set."""
    anchors = [(anchor.name, index) for index, page in enumerate(pages) for anchor in page.anchors]
    return Outline(tuple(bool(page.folio) for page in pages), tuple(anchors), tuple(sorted(set(remarks))), loose_pages(pages))


class Shelf(Protocol):
    """Where finished chapters go, one after another; `place` counts them in the order of the document."""

    def known(self, place: int, key: str) -> Outline | None:
        """The outline of a chapter that is there already and stands at this place now, or None."""

    def take(self, place: int, key: str, chapter: Chapter, outline: Outline) -> Chapter:
        """Take a chapter that has just been set; returns it, without what its pages hold if nobody else needs that.

        Without a key it must not be kept for another build.
        """

    def length(self, key: str, measure: Callable[[], int]) -> int:
        """How many pages a chapter will take whose content is not complete yet: as it was measured before, or now."""


@runtime_checkable
class PackingShelf(Shelf, Protocol):
    """A shelf that finished chapters come to from other processes."""

    def packed(self, chapter: Chapter, outline: Outline) -> bytes:
        """The chapter as another process gives it to this one; empty if it cannot be given away."""

    def receive(self, key: str, data: bytes) -> None:
        """Take a chapter that was packed; it is known from now on."""

    def outline(self, key: str) -> Outline | None:
        """The outline of a chapter that is there already; it stands nowhere yet."""


class Collected:
    """The shelf of those who need every chapter as it is."""

    def known(self, place: int, key: str) -> Outline | None:
        del place, key
        return None

    def take(self, place: int, key: str, chapter: Chapter, outline: Outline) -> Chapter:
        del place, key, outline
        return chapter

    def length(self, key: str, measure: Callable[[], int]) -> int:
        del key
        return measure()


class Gallery(Protocol):
    """The artworks of a report, charts and images, by name."""

    def get(self, name: str) -> Artwork | None:
        """The artwork, or None for one that could not be drawn or opened."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What there is to say of those that could not be drawn."""

    def be_silent(self) -> None:
        """Tell nobody what is being drawn."""

    def digest(self, name: str) -> str:
        """Something that changes with the artwork; empty if nothing is to be kept of what shows it."""


Group = tuple[tuple[int, AnySection], ...]
"""The sections of a chapter with their places in the report."""


def may_run_on(section: AnySection, theme: Theme, edition: Edition) -> bool:
    """The section may begin on the page where the one before it ends.

    Sections of one language are half as long, so they would leave many pages half empty.
    """
    if isinstance(section, Glossary | Imprint):
        return True
    return (theme.sections_run_on or edition.side is not None) and not isinstance(section, Contents | Cover)


def groups_of(sections: Sequence[AnySection], theme: Theme, edition: Edition) -> Iterator[Group]:
    """The sections as chapters; the cover and the contents are chapters of their own."""
    group: list[tuple[int, AnySection]] = []
    for index, section in enumerate(sections):
        alone = not group or isinstance(group[-1][1], Cover | Contents)
        if group and (alone or not may_run_on(section, theme, edition)):
            yield tuple(group)
            group = []
        group.append((index, section))
    if group:
        yield tuple(group)


def shown_in(group: Group, memory: Memory = FORGETFUL) -> tuple[str, ...]:
    """The names of the artworks that the sections show."""
    return tuple(dict.fromkeys(name for _, section in group for name in memory.of(_shown_in, section)))


def _shown_in(section: AnySection) -> tuple[str, ...]:
    names = [section.picture] if isinstance(section, Cover) and section.picture else []
    for node in nodes_of(section):
        if isinstance(node, ChartBlock):
            names.append(node.chart)
        elif isinstance(node, ImageBlock):
            names.append(node.id)
    return tuple(names)


def digest_of(part: object) -> str:
    """A digest of all that a part of the content is, the places where it was typed included."""
    return hashlib.sha256(repr(part).encode("utf-8", "surrogatepass")).hexdigest()


def chapter_key(context: str, parts: Sequence[object], artworks: Sequence[str]) -> str:
    """The name of a chapter made of these parts, whose representation says all that they are, in a context; empty if one
    of its artworks has no digest."""
    if not context or not all(artworks):
        return ""
    text = "\0".join((context, *artworks, *map(repr, parts)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
