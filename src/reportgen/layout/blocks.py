"""The blocks of running text as pieces: paragraphs, lists, subheadings, key points, charts and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.artwork import Artwork, rectangle
from reportgen.layout.composer import HEADING, Composer
from reportgen.layout.figures import chart_block, image_block
from reportgen.layout.frame import Item, Shape
from reportgen.layout.piece import Piece, TextPiece
from reportgen.layout.styles import TextStyle
from reportgen.layout.tables import table_pieces
from reportgen.model.content import (
    Block,
    Chart,
    ChartBlock,
    ImageBlock,
    ItemList,
    Pair,
    Paragraph,
    Subheading,
    TableBlock,
    Takeaway,
)
from reportgen.records import replace

_INDENT = 13.0
_BAR = 2.0

Rows = tuple[tuple[Item, ...], ...]
Artworks = Mapping[str, tuple[Chart, Artwork]]


class BlockSetter:
    """Makes pieces of blocks in one text style."""

    def __init__(self, composer: Composer, artworks: Artworks, style: TextStyle | None = None) -> None:
        self.composer = composer
        self.artworks = artworks
        self.style = style or composer.styles.body

    def pieces(self, blocks: Sequence[Block], parent: int) -> list[Piece]:
        """The blocks in order, one blank row between them."""
        pieces: list[Piece] = []
        heading: Subheading | None = None
        for block in blocks:
            if isinstance(block, Subheading):
                if heading is not None:
                    pieces.append(self._heading(heading, parent))
                heading = block
                continue
            aside = self.composer.edition.side is not None and isinstance(block, Paragraph)
            if heading is not None and not aside:
                pieces.append(self._heading(heading, parent))
            side = self.side_rows(heading.heading, parent) if heading is not None and aside else ()
            made: list[Piece] = [self.paragraph(block, parent, side=side)] if isinstance(block, Paragraph) else self._block(block, parent)
            if heading is not None and made and not aside and not isinstance(block, ChartBlock | ImageBlock | TableBlock):
                made[0] = replace(made[0], before=0)
            pieces.extend(made)
            heading = None
        if heading is not None:
            pieces.append(self._heading(heading, parent))
        return pieces

    def _heading(self, block: Subheading, parent: int) -> TextPiece:
        style = replace(self.composer.styles.subheading, pitch=self.style.pitch)
        return self.composer.pair_piece(block.heading, style, HEADING, parent, keep=True)

    def side_rows(self, pair: Pair, parent: int, style: TextStyle | None = None, role: str = HEADING) -> Rows:
        """A heading in the side column of a one-language edition, as rows beside the text that it heads."""
        composer, side = self.composer, self.composer.edition.side
        if side is None:
            return ()
        style = replace(style or composer.styles.subheading, pitch=self.style.pitch, mode="ragged")
        language = composer.edition.languages[0]
        owner = composer.element(role, parent, language)
        lines = composer.lines(pair.side(language), style, language, side.width)
        return composer.rows(lines, side.x, self.style.pitch, owner)

    def _block(self, block: Block, parent: int) -> list[Piece]:
        match block:
            case ItemList(items, numbered):
                return self._items(items, numbered, parent)
            case ChartBlock(name):
                if name not in self.artworks:
                    return []
                chart, artwork = self.artworks[name]
                return [chart_block(self.composer, chart, artwork, parent)]
            case ImageBlock():
                picture = self.composer.pictures.get(block.id)
                return [image_block(self.composer, block, picture, parent)] if picture is not None else []
            case TableBlock(table, wide):
                return table_pieces(self.composer, table, parent, wide=wide)
            case Takeaway(paragraphs):
                return self._takeaway(paragraphs, parent)
            case _:
                return []

    def paragraph(self, block: Paragraph, parent: int, indent: float = 0.0, side: Rows = ()) -> TextPiece:
        """A paragraph in each column, with its run-in heading; `side` are rows for the side column, if there is one."""
        composer = self.composer
        lead = block.lead
        if lead is not None and composer.edition.side is not None:
            side = (*side, *self.side_rows(lead, parent, composer.styles.lead, "P"))
            lead = None
        columns: list[Rows] = [side] if side else []
        for column in composer.edition.columns:
            language = column.language
            owner = composer.tree.add("P", parent, language)
            run_in = lead.side(language) if lead else None
            lines = composer.lines(block.pair.side(language), self.style, language, column.width - indent, run_in)
            columns.append(composer.rows(lines, column.x + indent, self.style.pitch, owner))
        return TextPiece(tuple(columns), self.style.pitch, 1, at=block.en.at)

    def _items(self, items: tuple[Pair, ...], numbered: bool, parent: int) -> list[Piece]:
        pieces: list[Piece] = []
        tree = self.composer.tree
        numbering = "Decimal" if numbered else "Disc"
        lists = {c.language: tree.add_with("L", parent, c.language, ListNumbering=numbering) for c in self.composer.edition.columns}
        for number, pair in enumerate(items, 1):
            columns = []
            for column in self.composer.edition.columns:
                language = column.language
                item = tree.add("LI", lists[language], language)
                label_owner, owner = tree.add("Lbl", item, language), tree.add("LBody", item, language)
                mark = f"{number}." if numbered else "–"
                label = self.composer.words(mark, replace(self.style, colour=self.composer.theme.accent), language)
                lines = self.composer.lines(pair.side(language), self.style, language, column.width - _INDENT)
                rows = list(self.composer.rows(lines, column.x + _INDENT, self.style.pitch, owner))
                mark_items = self.composer.items(label, column.x, self.style.pitch * 0.74, label_owner)
                rows[:1] = [(*mark_items, *(rows[0] if rows else ()))]
                columns.append(tuple(rows))
            pieces.append(TextPiece(tuple(columns), self.style.pitch, 1 if number == 1 else 0, at=pair.en.at))
        return pieces

    def _takeaway(self, paragraphs: tuple[Paragraph, ...], parent: int) -> list[Piece]:
        """Key points, set off by a bar of the accent colour beside each column; it runs on between paragraphs."""
        pieces: list[Piece] = []
        columns = self.composer.edition.columns
        for number, block in enumerate(paragraphs):
            piece = self.paragraph(block, parent, _INDENT)
            blank: Rows = ((),) if number else ()
            barred = []
            for column, rows in zip(columns, piece.columns[-len(columns) :], strict=True):
                filled = [*blank, *rows, *[()] * (piece.rows - len(rows))]
                bar: Item = Shape(rectangle(column.x, 0, _BAR, self.style.pitch, self.composer.theme.accent))
                barred.append(tuple((bar, *row) for row in filled))
            aside = tuple((*blank, *rows) for rows in piece.columns[: -len(barred)])
            pieces.append(replace(piece, columns=(*aside, *barred), before=0 if number else 1))
        return pieces
