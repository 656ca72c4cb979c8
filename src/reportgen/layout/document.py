"""A report in, a whole document of positioned pages out, with the problems that only setting it can show."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.artwork import Artwork
from reportgen.errors import Problem, Remark
from reportgen.layout.abbreviations import find_expansions
from reportgen.layout.blocks import Artworks, BlockSetter
from reportgen.layout.cards import card_blocks
from reportgen.layout.composer import Composer
from reportgen.layout.contents import contents_pieces, entries_of
from reportgen.layout.cover import cover_fragment
from reportgen.layout.edition import Edition, Grid
from reportgen.layout.endmatter import font_pieces, glossary_pieces, note_pieces
from reportgen.layout.faq import question_pieces
from reportgen.layout.features import feature_pieces
from reportgen.layout.flow import Pager, Sheet
from reportgen.layout.frame import Anchor, Bookmark, Layout, Page
from reportgen.layout.furniture import furniture
from reportgen.layout.numbering import number_report
from reportgen.layout.opening import opening
from reportgen.layout.piece import Piece
from reportgen.layout.stack import stack_block
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
from reportgen.text.setting import Typesetter

_FOLDED = 4
"""Pages of a sheet that is folded once."""
_SMALL_KINDS = (Contents, Notes, Glossary, Imprint)
_RUN_ON_ROWS = 22
"""A section that may run on under another does so if so many rows are left; the others begin a page."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages, what does not fit on them, and the lines that fit badly."""

    layout: Layout
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]


def layout_report(
    report: Report, edition: Edition, typesetter: Typesetter, artworks: Mapping[str, Artwork], fonts: tuple[FontFile, ...]
) -> LaidOut:
    """Set the report in one edition. `artworks` are the drawn charts and the images by name; `fonts` are listed in the imprint."""
    charts = {chart.id: (chart, artworks[chart.id]) for chart in report.charts if chart.id in artworks}
    document = _Document(report, edition, typesetter, charts, fonts)
    document.composer.pictures = artworks
    return document.lay_out()


class _Document:
    """One report on its way to one edition."""

    def __init__(
        self, report: Report, edition: Edition, typesetter: Typesetter, artworks: Artworks, fonts: tuple[FontFile, ...]
    ) -> None:
        self.report, self.edition, self.artworks, self.fonts = report, edition, artworks, fonts
        self.composer = Composer(typesetter.theme, typesetter, edition, number_report(report))
        self.pager = Pager(edition)
        press = report.manifest.press or PressSettings()
        self.pager.recto_sections, self.fours = press.recto_parts, press.fours
        self.contents: list[tuple[Contents, int, int]] = []

    def lay_out(self) -> LaidOut:
        for index, section in enumerate(self.report.sections):
            self._section(index, section)
        self._fill_contents()
        while self.fours and len(self.pager.sheets) % _FOLDED:
            self.pager.add_blank()
        sheets = self.pager.sheets
        pages = tuple(self._page(sheet) for sheet in sheets)
        layout = Layout(pages, self.composer.tree.nodes(), tuple(self._bookmarks()), self.edition.languages,
                        self.composer.theme.reading_order, find_expansions(self.report))  # fmt: skip
        problems = tuple(dict.fromkeys([*self.composer.problems, *self.pager.problems]))
        return LaidOut(layout, problems, tuple(sorted(set(self.composer.remarks))))

    # --- sections -------------------------------------------------------------------------------------------------

    def _section(self, index: int, section: AnySection) -> None:
        if isinstance(section, Cover):
            self._cover(index, section)
            return
        grid = self._grid(section)
        runs_on = isinstance(section, Glossary | Imprint) or self._sections_run_on and not isinstance(section, Contents)
        self.pager.begin_section(index, grid, _RUN_ON_ROWS if runs_on else 0)
        if isinstance(section, Contents):
            self._reserve_contents(section)
            return
        node = self.composer.tree.add("Sect", name=section.id)
        self.pager.fill_section([opening(self.composer, section.id, section.title, node, grid.pitch), *self._pieces(section, node)])

    @property
    def _sections_run_on(self) -> bool:
        """Sections of one language are half as long, so they would leave many pages half empty."""
        return self.composer.theme.sections_run_on or self.edition.side is not None

    def _grid(self, section: AnySection) -> Grid:
        return self.edition.small if isinstance(section, _SMALL_KINDS) else self.edition.body

    def _cover(self, index: int, section: Cover) -> None:
        self.pager.begin_section(index, self.edition.body)
        picture = self.artworks.get(section.picture)
        fragment = cover_fragment(self.composer, section, self.report.manifest, picture)
        self.pager.sheets[-1].items.extend(fragment.items)

    def _pieces(self, section: AnySection, node: int) -> list[Piece]:
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
                return [*small.pieces(section.body, node), *font_pieces(composer, section, self.fonts, node)]
            case Prose():
                return setter.pieces(section.body, node)
            case _:
                return []

    # --- contents -------------------------------------------------------------------------------------------------

    def _reserve_contents(self, section: Contents) -> None:
        """Leave as many pages as the contents will take; their numbers are known only at the end."""
        first = self.pager.sheets[-1].number
        self.contents.append((section, first, self.composer.tree.add("Sect", name=section.id)))
        scratch = Composer(self.composer.theme, self.composer.typesetter, self.edition, self.composer.numbering)
        node = scratch.tree.add("Sect")
        for _ in range(len(self._contents_sheets(section, first, {}, (scratch, node))) - 1):
            self.pager.new_page()

    def _fill_contents(self) -> None:
        pages = {item.name: sheet.number for sheet in self.pager.sheets for item in sheet.items if isinstance(item, Anchor)}
        for section, first, node in self.contents:
            for sheet in self._contents_sheets(section, first, pages, (self.composer, node)):
                self.pager.sheets[sheet.number - 1].items.extend(sheet.items)

    def _contents_sheets(
        self, section: Contents, first: int, pages: Mapping[str, int], bench: tuple[Composer, int]
    ) -> list[Sheet]:  # fmt: skip
        composer, node = bench
        pager = Pager(self.edition, first)
        pager.begin_section(0, self.edition.small)
        title = opening(composer, section.id, section.title, node, self.edition.small.pitch)
        pager.fill_section([title, *contents_pieces(composer, entries_of(self.report.sections), pages, node)])
        return pager.sheets

    # --- pages ----------------------------------------------------------------------------------------------------

    def _page(self, sheet: Sheet) -> Page:
        section = self.report.sections[sheet.section]
        paper = self.edition.paper
        items = list(sheet.items)
        folio = ""
        if not isinstance(section, Cover) and not sheet.blank:
            items = [*furniture(self.composer, self.report.manifest, section, sheet), *items]
            folio = str(sheet.number)
        return Page(sheet.number, paper.width, paper.height, tuple(items), folio)

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
