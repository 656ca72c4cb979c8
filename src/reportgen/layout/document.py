"""A report in, a whole document of positioned pages out, with the problems that only setting it can show.

It is set chapter by chapter. Each finished chapter goes to a shelf, and one that the shelf has already is not set again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, takewhile
from typing import Protocol

from reportgen.cache import Cache, joined, parted
from reportgen.errors import Problem, Remark
from reportgen.layout.abbreviations import find_expansions
from reportgen.layout.ahead import Ahead, Measured
from reportgen.layout.blocks import Artworks, BlockSetter
from reportgen.layout.cards import card_blocks
from reportgen.layout.chapters import (
    Collected,
    Gallery,
    Group,
    Outline,
    PackingShelf,
    Shelf,
    chapter_key,
    digest_of,
    groups_of,
    may_run_on,
    outline_of,
    reference_anchor,
    shown_in,
)
from reportgen.layout.composer import Composer
from reportgen.layout.contents import contents_pieces, entries_of
from reportgen.layout.cover import cover_fragment
from reportgen.layout.edition import Edition, Grid
from reportgen.layout.endmatter import font_pieces, glossary_pieces, note_pieces
from reportgen.layout.faq import question_pieces
from reportgen.layout.features import feature_pieces
from reportgen.layout.flow import Counter, Pager, Sheet
from reportgen.layout.frame import Anchor, Bookmark, Chapter, Fragment, Layout, Page, ReadingPlan
from reportgen.layout.furniture import furniture
from reportgen.layout.looseness import LoosePage
from reportgen.layout.numbering import number_report
from reportgen.layout.opening import opening
from reportgen.layout.piece import Piece
from reportgen.layout.stack import stack_block
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import (
    AnySection,
    Cards,
    Contents,
    Cover,
    Faq,
    Features,
    Glossary,
    Imprint,
    Notes,
    Pair,
    Prose,
    Report,
    Stack,
)
from reportgen.model.settings import FontFile, PressSettings
from reportgen.records import dataclass, replace
from reportgen.text.kept import KeptText
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme

_FOLDED = 4
"""Pages of a sheet that is folded once."""
_SMALL_KINDS = (Contents, Notes, Glossary, Imprint)
_RUN_ON_ROWS = 22
"""A section that may run on under another does so if so many rows are left; the others begin a page."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages, what does not fit on them, the lines that fit badly, and the pages with gaps that can be seen."""

    layout: Layout
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]
    loose: tuple[LoosePage, ...]


class SetTexts(Protocol):
    """The set texts of chapters, by the names of the chapters' first sections."""

    def open(self, name: str) -> KeptText:
        """What was set for the chapter."""

    def keep(self, name: str, text: KeptText) -> None:
        """Keep what is set for the chapter now."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a report is set with. `gallery` holds its charts and images; `fonts` are listed in the imprint.

    `context` stands for all that is the same for every chapter and not in its sections: fonts, theme, rules and code. If
    it is empty, no chapter gets a key. `texts` has what was set of a chapter before.
    """

    typesetter: Typesetter
    gallery: Gallery
    fonts: tuple[FontFile, ...] = ()
    context: str = ""
    texts: SetTexts | None = None
    memory: Memory = FORGETFUL
    """What is known of single sections."""
    hands: int = 0
    """How many other processes may make chapters."""
    kept: tuple[Cache, ...] = ()
    """What grows while chapters are made: what others have to put into it comes back with their work."""


def reading_plan(report: Report, edition: Edition, theme: Theme, memory: Memory = FORGETFUL) -> ReadingPlan:
    """How an edition of the report is read aloud."""
    return ReadingPlan(edition.languages, theme.reading_order, find_expansions(report, memory))


def layout_report(report: Report, edition: Edition, bench: Bench, shelf: Shelf | None = None) -> LaidOut:
    """Set the report in one edition, giving each chapter to the shelf."""
    return _Document(report, edition, bench, shelf or Collected()).lay_out()


class _Document:
    """One report on its way to one edition."""

    def __init__(self, report: Report, edition: Edition, bench: Bench, shelf: Shelf) -> None:
        self.report, self.edition, self.bench, self.shelf = report, edition, bench, shelf
        self.theme = bench.typesetter.theme
        self.numbering = number_report(report, bench.memory)
        self.plan = reading_plan(report, edition, self.theme, bench.memory)
        self.press = report.manifest.press or PressSettings()
        self.charts = {chart.id: chart for chart in report.charts}
        self.groups = tuple(groups_of(report.sections, self.theme, edition))
        self.problems: list[Problem] = []
        self._keys: dict[tuple[int, int, frozenset[str], tuple[str, ...]], str] = {}
        self._missed = -1
        """The last chapter that nobody knew."""
        self.outlines: dict[int, Outline] = {}
        self.chapters: dict[int, Chapter] = {}
        self._referred: frozenset[str] = frozenset()
        self._context = ""
        if bench.context:
            common = (report.manifest, self.numbering, self.plan, edition, self.theme, bench.fonts)
            self._context = chapter_key(bench.context, common, ())

    def lay_out(self) -> LaidOut:
        number = 1
        contents: list[tuple[int, Group, int]] = []
        for place, group in enumerate(self.groups):
            if isinstance(group[0][1], Contents):
                contents.append((place, group, number))
                number += self._length(group, number)
                self._missed += self._missed == place - 1  # it is not looked for yet, and parts no others
            else:
                number += self._chapter(place, group, number, {})
        pages = {name: chapter.pages[page].number for place, chapter in self.chapters.items()
                 for name, page in self.outlines[place].anchors}  # fmt: skip
        for place, group, first in contents:
            self._chapter(place, group, first, pages)
        chapters = [self.chapters[place] for place in sorted(self.chapters)]
        while self.press.fours and (number - 1) % _FOLDED:
            chapters.append(self._blank(len(chapters), number))
            number += 1
        outlines = [self.outlines[place] for place in sorted(self.outlines)]
        return LaidOut(
            Layout(tuple(chapters), tuple(self._bookmarks()), self.plan),
            tuple(dict.fromkeys(self.problems)),
            tuple(sorted({remark for outline in outlines for remark in outline.remarks})),
            tuple(page for outline in outlines for page in outline.loose),
        )

    # --- chapters -------------------------------------------------------------------------------------------------

    def _chapter(self, place: int, group: Group, first: int, pages: Mapping[str, int]) -> int:
        """Set a chapter whose first page has this number, if it is not on the shelf; returns how many pages it has."""
        key = self._key(group, first, pages)
        outline = self.shelf.known(place, key) if key else None
        if outline is None and key and self._may_share(place):
            self._share(place, first)
            outline = self.shelf.known(place, key)
        if outline is not None:
            blank = [Page(first + k, self.edition.paper.width, self.edition.paper.height, (), str(first + k) if numbered else "")
                     for k, numbered in enumerate(outline.numbered)]  # fmt: skip
            self.chapters[place] = Chapter(tuple(blank))
        else:
            self._missed = place
            with self.setting(group, pages) as made:
                chapter, outline = made.paged(first, self._referred)
            self.problems += made.problems
            self.chapters[place] = self.shelf.take(place, "" if made.problems else key, chapter, outline)
        self.outlines[place] = outline
        self._referred |= outline.references
        return len(outline.numbered)

    # --- other hands ----------------------------------------------------------------------------------------------

    def _may_share(self, place: int) -> bool:
        """This chapter is to be made, the one before it was as well, so many more may be, and there are hands for them."""
        return bool(self.bench.hands > 1 and self._missed == place - 1 and isinstance(self.shelf, PackingShelf) and len(self._shared(place)) > 1)

    def _shared(self, place: int) -> list[int]:
        """The chapters from this one that do not depend on the numbers of others."""
        rest = range(place, len(self.groups))
        return list(takewhile(lambda one: not isinstance(self.groups[one][0][1], Contents), rest))

    def _share(self, place: int, first: int) -> None:
        """Have the chapters from this one made by others, and put on the shelf."""
        Ahead(self, self._shared(place), first, self._referred).run(_Hand(self), self.bench.hands)

    def outline(self, place: int, first: int, referred: frozenset[str]) -> Outline | None:
        """What is known of a chapter that need not be made."""
        assert isinstance(self.shelf, PackingShelf)
        key = self._key(self.groups[place], first, {}, referred)
        return self.shelf.outline(key) if key else None

    def receive(self, place: int, first: int, referred: frozenset[str], data: bytes) -> None:
        """Take a chapter that a hand has finished, and what is to be kept of its making."""
        assert isinstance(self.shelf, PackingShelf)
        chapter, *rest = parted(data)
        self.shelf.receive(self._key(self.groups[place], first, {}, referred), chapter)
        for room, name, kept in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            self.bench.kept[int(room)].put(name.decode(), kept)

    def _key(self, group: Group, first: int, pages: Mapping[str, int], referred: frozenset[str] | None = None) -> str:
        """A name for all that the chapter is made from; empty if it has none."""
        if not self._context:
            return ""
        referred = self._referred if referred is None else referred
        asked = (group[0][0], first, referred, tuple(pages))
        key = self._keys.get(asked)
        if key is None:
            key = self._keys[asked] = self._made_key(group, first, pages, referred)
        return key

    def _made_key(self, group: Group, first: int, pages: Mapping[str, int], referred: frozenset[str]) -> str:
        memory = self.bench.memory
        parts: list[object] = [first, memory.of(_in_order, memory.same(referred)), *(memory.of(digest_of, section) for _, section in group)]
        if isinstance(group[0][1], Contents):
            parts += [*(memory.of(_digest_of_entries, section) for section in self.report.sections), sorted(pages.items())]
        shown = shown_in(group, memory)
        return chapter_key(self._context, parts, [self.bench.gallery.digest(name) for name in shown])

    def _length(self, group: Group, first: int) -> int:
        """The pages of the contents, whose numbers are known only when all else is set."""

        def measure() -> int:
            with self.setting(group, {}) as made:
                return made.length(first)

        key = self._key(group, first, {})
        return self.shelf.length(key, measure) if key else measure()

    def _blank(self, place: int, number: int) -> Chapter:
        """A chapter of one page that stays empty."""
        page = Page(number, self.edition.paper.width, self.edition.paper.height, ())
        return self.shelf.take(place, "", Chapter((page,)), outline_of((page,), ()))

    @contextmanager
    def setting(self, group: Group, pages: Mapping[str, int]) -> Iterator[_Setting]:
        """A chapter being set; what is set of it is kept at the end."""
        texts, name = self.bench.texts, group[0][1].id
        if texts is not None:
            self.bench.typesetter.kept = texts.open(name)
        made = _Setting(self, group, pages)
        yield made
        if texts is not None:
            texts.keep(name, made.kept)

    # --- outline --------------------------------------------------------------------------------------------------

    def _bookmarks(self) -> list[Bookmark]:
        marks: list[Bookmark] = []
        for section in self.report.sections:
            marks.append(Bookmark(self._title(section.title), 0, section.id))
            if isinstance(section, Features):
                marks.extend(Bookmark(self._title(item.title), 1, item.id) for item in section.items)
            elif isinstance(section, Faq):
                marks.extend(Bookmark(self._title(q.question), 1, q.id) for q in section.questions)
        return marks

    def _title(self, pair: Pair) -> str:
        return " · ".join(pair.side(language).plain for language in self.edition.languages)


def _digest_of_entries(section: AnySection) -> str:
    return digest_of(entries_of((section,)))


def _in_order(names: frozenset[str]) -> str:
    return repr(sorted(names))


class _Hand:
    """Makes chapters of a document in another process."""

    def __init__(self, document: _Document) -> None:
        self._document = document
        self._held: dict[int, tuple[AbstractContextManager[_Setting], _Setting]] = {}

    def begin(self) -> None:
        for cache in self._document.bench.kept:
            cache.hold_back()
        self._document.bench.gallery.be_silent()

    def measured(self, place: int) -> Measured | None:
        document = self._document
        around = document.setting(document.groups[place], {})
        made = around.__enter__()
        self._held[place] = around, made
        return None if made.problems or document.bench.gallery.problems else made.measured()

    def finished(self, place: int, first: int, referred: frozenset[str]) -> bytes:
        document = self._document
        around, made = self._held.pop(place)
        document.bench.typesetter.kept = made.kept
        chapter, outline = made.paged(first, referred)
        around.__exit__(None, None, None)
        assert isinstance(document.shelf, PackingShelf)
        data = b"" if made.problems or document.bench.gallery.problems else document.shelf.packed(chapter, outline)
        if not data:
            return b""
        kept = [(b"%d" % room, name.encode(), held) for room, cache in enumerate(document.bench.kept) for name, held in cache.held()]
        return joined([data, *chain.from_iterable(kept)])


class _Setting:
    """A chapter being set: its own composer and structure, and pieces that are not on pages yet."""

    def __init__(self, document: _Document, group: Group, pages: Mapping[str, int]) -> None:
        self.kept = document.bench.typesetter.kept
        self.document, self.edition = document, document.edition
        gallery = document.bench.gallery
        shown = {name: artwork for name in shown_in(group) if (artwork := gallery.get(name)) is not None}
        self.composer = Composer(document.theme, document.bench.typesetter, self.edition, document.numbering)
        self.composer.pictures = shown
        self.artworks: Artworks = {name: (document.charts[name], artwork) for name, artwork in shown.items() if name in document.charts}
        self.page_numbers = pages
        self.sections = [(index, section, self._grid(section), self._composed(section)) for index, section in group]
        self._told: list[Problem] = []
        """What there is to say of the pages."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.composer.problems, *self._told)

    # --- pieces ---------------------------------------------------------------------------------------------------

    def _grid(self, section: AnySection) -> Grid:
        return self.edition.small if isinstance(section, _SMALL_KINDS) else self.edition.body

    def _composed(self, section: AnySection) -> Fragment | list[Piece]:
        """What the section puts on its pages; a cover is a page that is complete."""
        if isinstance(section, Cover):
            picture = self.artworks.get(section.picture)
            return cover_fragment(self.composer, section, self.document.report.manifest, picture)
        node = self.composer.tree.add("Sect", name=section.id)
        head = opening(self.composer, section.id, section.title, node, self._grid(section).pitch)
        return [head, *self._pieces(section, node)]

    def _pieces(self, section: AnySection, node: int) -> Sequence[Piece]:
        composer = self.composer
        setter = BlockSetter(composer, self.artworks)
        small = BlockSetter(composer, self.artworks, composer.styles.small)
        match section:
            case Cards():
                return [*setter.pieces(section.intro, node), *card_blocks(composer, section.cards, node), *setter.pieces(section.body, node)]
            case Stack():
                return [*setter.pieces(section.intro, node), stack_block(composer, section, node), *setter.pieces(section.body, node)]
            case Features():
                intro = setter.pieces(section.intro, node)  # before the items, as in the structure
                items = [piece for item in section.items for piece in feature_pieces(setter, item, node)]
                return [*intro, *items, *setter.pieces(section.body, node)]
            case Faq():
                intro = setter.pieces(section.intro, node)
                items = [piece for question in section.questions for piece in question_pieces(setter, question, node)]
                return [*intro, *items]
            case Notes():
                return [*small.pieces(section.intro, node), *note_pieces(small, section, node)]
            case Glossary():
                return [*small.pieces(section.intro, node), *glossary_pieces(composer, section.groups, node)]
            case Imprint():
                return [*small.pieces(section.body, node), *font_pieces(composer, section, self.document.bench.fonts, node)]
            case Prose():
                return setter.pieces(section.body, node)
            case Contents():
                return contents_pieces(composer, entries_of(self.document.report.sections), self.page_numbers, node)
            case _:
                return []

    # --- pages ----------------------------------------------------------------------------------------------------

    def length(self, first: int) -> int:
        """How many pages it takes if the first has this number."""
        return len(self._filled(Counter(self.edition, first)).sheets)

    def measured(self) -> Measured:
        """How many pages it takes, and the notes that its texts refer to."""
        odd = self.length(1)
        return Measured((odd, self.length(2) if self.document.press.recto_parts else odd), self.composer.referred)

    def paged(self, first: int, referred: frozenset[str]) -> tuple[Chapter, Outline]:
        """The chapter from the page `first` on, and its outline. Notes that were `referred` to before lead back there."""
        pager = self._filled(Pager(self.edition, first))
        self._told = pager.problems
        pages = [self._page(sheet) for sheet in pager.sheets]
        before = {reference_anchor(note) for note in referred & self.composer.referred}
        if before:
            pages = [replace(page, items=tuple([item for item in page.items if not (isinstance(item, Anchor) and item.name in before)]))
                     for page in pages]  # fmt: skip
        return Chapter(tuple(pages), self.composer.tree.nodes()), outline_of(pages, self.composer.remarks)

    def _filled(self, pager: Pager) -> Pager:
        pager.recto_sections = self.document.press.recto_parts
        for index, section, grid, composed in self.sections:
            runs_on = not isinstance(section, Cover) and may_run_on(section, self.document.theme, self.edition)
            pager.begin_section(index, grid, _RUN_ON_ROWS if runs_on else 0)
            if isinstance(composed, Fragment):
                pager.sheets[-1].items.extend(composed.items)
            else:
                pager.fill_section(composed)
        return pager

    def _page(self, sheet: Sheet) -> Page:
        section = self.document.report.sections[sheet.section]
        paper = self.edition.paper
        items = list(sheet.items)
        folio = ""
        if not isinstance(section, Cover) and not sheet.blank:
            items = [*furniture(self.composer, self.document.report.manifest, section, sheet), *items]
            folio = str(sheet.number)
        return Page(sheet.number, paper.width, paper.height, tuple(items), folio)
