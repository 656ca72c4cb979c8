"""A report in, a whole document of positioned pages out, with the problems that only setting it can show.

It is set chapter by chapter. Each finished chapter goes to a shelf, and one that the shelf has already is not set again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from reportgen.errors import Problem, Remark
from reportgen.layout.abbreviations import find_expansions
from reportgen.layout.blocks import Artworks, BlockSetter
from reportgen.layout.cards import card_blocks
from reportgen.layout.chapters import (
    Collected,
    Gallery,
    Group,
    Outline,
    Shelf,
    chapter_key,
    digest_of,
    groups_of,
    may_run_on,
    outline_of,
    shown_in,
)
from reportgen.layout.composer import Composer
from reportgen.layout.contents import contents_pieces, entries_of
from reportgen.layout.cover import cover_fragment
from reportgen.layout.edition import Edition
from reportgen.layout.endmatter import font_pieces, glossary_pieces, note_pieces
from reportgen.layout.faq import question_pieces
from reportgen.layout.features import feature_pieces
from reportgen.layout.flow import Pager, Sheet
from reportgen.layout.frame import Bookmark, Chapter, Layout, Page, ReadingPlan
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
    FontFile,
    Glossary,
    Imprint,
    Notes,
    Pair,
    PressSettings,
    Prose,
    Report,
    Stack,
)
from reportgen.records import dataclass
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
        self.problems: list[Problem] = []
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
        for place, group in enumerate(groups_of(self.report.sections, self.theme, self.edition)):
            if isinstance(group[0][1], Contents):
                contents.append((place, group, number))
                number += self._length(group, number)
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
        if outline is not None:
            blank = [Page(first + k, self.edition.paper.width, self.edition.paper.height, (), str(first + k) if numbered else "")
                     for k, numbered in enumerate(outline.numbered)]  # fmt: skip
            self.chapters[place] = Chapter(tuple(blank))
        else:
            made = self._set(group, first, pages)
            self.problems += made.problems
            outline = outline_of(made.pages, made.composer.remarks)
            self.chapters[place] = self.shelf.take(
                place, "" if made.problems else key, Chapter(made.pages, made.composer.tree.nodes()), outline
            )
        self.outlines[place] = outline
        self._referred |= outline.references
        return len(outline.numbered)

    def _key(self, group: Group, first: int, pages: Mapping[str, int]) -> str:
        """A name for all that the chapter is made from; empty if it has none."""
        if not self._context:
            return ""
        memory = self.bench.memory
        parts: list[object] = [first, memory.of(_in_order, memory.same(self._referred)), *(memory.of(digest_of, section) for _, section in group)]
        if isinstance(group[0][1], Contents):
            parts += [*(memory.of(_digest_of_entries, section) for section in self.report.sections), sorted(pages.items())]
        shown = shown_in(group, memory)
        return chapter_key(self._context, parts, [self.bench.gallery.digest(name) for name in shown])

    def _length(self, group: Group, first: int) -> int:
        """The pages of the contents, whose numbers are known only when all else is set."""

        def measure() -> int:
            return len(self._set(group, first, {}).pages)

        key = self._key(group, first, {})
        return self.shelf.length(key, measure) if key else measure()

    def _blank(self, place: int, number: int) -> Chapter:
        """A chapter of one page that stays empty."""
        page = Page(number, self.edition.paper.width, self.edition.paper.height, ())
        return self.shelf.take(place, "", Chapter((page,)), outline_of((page,), ()))

    def _set(self, group: Group, first: int, pages: Mapping[str, int]) -> _Setting:
        texts, name = self.bench.texts, group[0][1].id
        if texts is None:
            return _Setting(self, group, first, pages)
        kept = self.bench.typesetter.kept = texts.open(name)
        made = _Setting(self, group, first, pages)
        texts.keep(name, kept)
        return made

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


class _Setting:
    """A chapter being set: its own composer, structure and sheets."""

    def __init__(self, document: _Document, group: Group, first: int, pages: Mapping[str, int]) -> None:
        self.document, self.edition = document, document.edition
        gallery = document.bench.gallery
        shown = {name: artwork for name in shown_in(group) if (artwork := gallery.get(name)) is not None}
        self.composer = Composer(document.theme, document.bench.typesetter, self.edition, document.numbering, document._referred)
        self.composer.pictures = shown
        self.artworks: Artworks = {name: (document.charts[name], artwork) for name, artwork in shown.items() if name in document.charts}
        self.pager = Pager(self.edition, first)
        self.pager.recto_sections = document.press.recto_parts
        self.page_numbers = pages
        for index, section in group:
            self._section(index, section)
        self.pages = tuple(self._page(sheet) for sheet in self.pager.sheets)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.composer.problems, *self.pager.problems)

    def _section(self, index: int, section: AnySection) -> None:
        if isinstance(section, Cover):
            self._cover(index, section)
            return
        grid = self.edition.small if isinstance(section, _SMALL_KINDS) else self.edition.body
        runs_on = may_run_on(section, self.document.theme, self.edition)
        self.pager.begin_section(index, grid, _RUN_ON_ROWS if runs_on else 0)
        node = self.composer.tree.add("Sect", name=section.id)
        self.pager.fill_section([opening(self.composer, section.id, section.title, node, grid.pitch), *self._pieces(section, node)])

    def _cover(self, index: int, section: Cover) -> None:
        self.pager.begin_section(index, self.edition.body)
        picture = self.artworks.get(section.picture)
        fragment = cover_fragment(self.composer, section, self.document.report.manifest, picture)
        self.pager.sheets[-1].items.extend(fragment.items)

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

    def _page(self, sheet: Sheet) -> Page:
        section = self.document.report.sections[sheet.section]
        paper = self.edition.paper
        items = list(sheet.items)
        folio = ""
        if not isinstance(section, Cover) and not sheet.blank:
            items = [*furniture(self.composer, self.document.report.manifest, section, sheet), *items]
            folio = str(sheet.number)
        return Page(sheet.number, paper.width, paper.height, tuple(items), folio)
