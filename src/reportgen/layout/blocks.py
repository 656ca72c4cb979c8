"""The blocks of running text as pieces: paragraphs, lists, subheadings, key points, charts and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportgen.artwork import Artwork, rectangle
from reportgen.layout.composer import Composer
from reportgen.layout.figures import chart_block
from reportgen.layout.frame import Item, Shape
from reportgen.layout.piece import Piece, TextPiece
from reportgen.layout.styles import TextStyle
from reportgen.layout.tables import table_pieces
from reportgen.model.content import (
    Block,
    Chart,
    ChartBlock,
    ItemList,
    Pair,
    Paragraph,
    Subheading,
    TableBlock,
    Takeaway,
)

_INDENT = 13.0
_BAR = 2.0

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
        headed = False
        for block in blocks:
            made = self._block(block, parent)
            if headed and made and not isinstance(block, ChartBlock | TableBlock):
                made[0] = replace(made[0], before=0)
            pieces.extend(made)
            headed = isinstance(block, Subheading)
        return pieces

    def _block(self, block: Block, parent: int) -> list[Piece]:
        match block:
            case Paragraph():
                return [self.paragraph(block, parent)]
            case ItemList(items, numbered):
                return self._items(items, numbered, parent)
            case Subheading(heading):
                style = replace(self.composer.styles.subheading, pitch=self.style.pitch)
                return [self.composer.pair_piece(heading, style, "H3", parent, keep=True)]
            case ChartBlock(name):
                if name not in self.artworks:
                    return []
                chart, artwork = self.artworks[name]
                return [chart_block(self.composer, chart, artwork, parent)]
            case TableBlock(table, wide):
                return table_pieces(self.composer, table, parent, wide=wide)
            case Takeaway(paragraphs):
                return self._takeaway(paragraphs, parent)

    def paragraph(self, block: Paragraph, parent: int, indent: float = 0.0) -> TextPiece:
        """A paragraph in each column, with its run-in heading."""
        columns = []
        for column in self.composer.edition.columns:
            language = column.language
            owner = self.composer.tree.add("P", parent, language)
            lead = block.lead.side(language) if block.lead else None
            lines = self.composer.lines(block.pair.side(language), self.style, language, column.width - indent, lead)
            columns.append(self.composer.rows(lines, column.x + indent, self.style.pitch, owner))
        return TextPiece(tuple(columns), self.style.pitch, 1, at=block.en.at)

    def _items(self, items: tuple[Pair, ...], numbered: bool, parent: int) -> list[Piece]:
        pieces: list[Piece] = []
        for number, pair in enumerate(items, 1):
            columns = []
            for column in self.composer.edition.columns:
                language = column.language
                owner = self.composer.tree.add("LI", parent, language)
                mark = f"{number}." if numbered else "–"
                label = self.composer.words(mark, replace(self.style, colour=self.composer.theme.accent), language)
                lines = self.composer.lines(pair.side(language), self.style, language, column.width - _INDENT)
                rows = list(self.composer.rows(lines, column.x + _INDENT, self.style.pitch, owner))
                mark_items = self.composer.items(label, column.x, self.style.pitch * 0.74, owner)
                rows[0] = (*mark_items, *rows[0])
                columns.append(tuple(rows))
            pieces.append(TextPiece(tuple(columns), self.style.pitch, 1 if number == 1 else 0, at=pair.en.at))
        return pieces

    def _takeaway(self, paragraphs: tuple[Paragraph, ...], parent: int) -> list[Piece]:
        """Key points, set off by a bar of the accent colour beside each column."""
        pieces: list[Piece] = []
        for number, block in enumerate(paragraphs):
            piece = self.paragraph(block, parent, _INDENT)
            barred = []
            for column, rows in zip(self.composer.edition.columns, piece.columns, strict=True):
                reach = self.style.pitch
                filled = [*rows, *[()] * (piece.rows - len(rows))]
                bar: Item = Shape(rectangle(column.x, 0, _BAR, reach, self.composer.theme.accent))
                barred.append(tuple((bar, *row) for row in filled))
            pieces.append(replace(piece, columns=tuple(barred), before=1 if number == 0 else 0))
        return pieces
