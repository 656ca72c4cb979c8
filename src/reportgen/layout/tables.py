"""Tables: over the whole width with both languages in a row, or one for each language side by side.

Either way the two languages of a row stand level, no row is torn apart, and the heading row is repeated.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.artwork import Stroke, line
from reportgen.layout.composer import Composer, Place
from reportgen.layout.figures import caption_below
from reportgen.layout.frame import Anchor, Fragment, Shape
from reportgen.layout.piece import Block, Piece, TablePiece
from reportgen.layout.styles import TextStyle
from reportgen.model.content import Column, Language, Pair, Table
from reportgen.model.markup import Text, plain_text
from reportgen.records import dataclass

_PAD = 3.0
_GUTTER = 9.0
_HEAD_RULE = 0.9
_ROW_RULE = 0.4
_LEAST_NAMED = 3
"""From so many columns and rows on, the first cell names its row; smaller tables are read row by row anyway."""
TABLE_WORDS: dict[Language, str] = {"en": "Table {}", "zh": "表{}"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One text in one row: where it stands and how its lines are aligned."""

    text: Text
    language: Language
    x: float
    width: float
    align: str
    node: int


class TableNodes:
    """A table in the structure: one for each language, or one with both languages in its cells."""

    def __init__(self, composer: Composer, table: Table, parent: int, *, wide: bool) -> None:
        self.tree = composer.tree
        self.languages = composer.edition.languages
        self.shared = wide
        self.wrappers: dict[Language, int] = {}
        self.captions: dict[Language, int] = {}
        self._groups: dict[tuple[Language, bool], int] = {}
        self._named_rows = len(table.columns) >= _LEAST_NAMED and len(table.rows) >= _LEAST_NAMED
        tree = self.tree
        whole = tree.add("Div", parent, name=table.id)
        for language in self.languages:
            if wide and self.wrappers:
                self._share(language)
                continue
            own = None if wide else language
            wrapper = tree.add("Div", whole, own)
            node = tree.add("Table", wrapper, own, name=table.id)
            self.wrappers[language] = wrapper
            self.captions[language] = tree.add("Caption", node, own)
            self._groups[language, True] = tree.add("THead", node, own)
            self._groups[language, False] = tree.add("TBody", node, own)

    def _share(self, language: Language) -> None:
        """The second language stands in the elements of the first."""
        first = self.languages[0]
        self.wrappers[language] = self.wrappers[first]
        self.captions[language] = self.captions[first]
        for head in (True, False):
            self._groups[language, head] = self._groups[first, head]

    def cells(self, count: int, *, head: bool) -> dict[Language, list[int]]:
        """The cells of a new row for each language; shared if the table is."""
        cells: dict[Language, list[int]] = {}
        for language in self.languages:
            if self.shared and cells:
                cells[language] = next(iter(cells.values()))
                continue
            own = None if self.shared else language
            row = self.tree.add("TR", self._groups[language, head], own)
            cells[language] = [self._cell(row, own, number, head) for number in range(count)]
        return cells

    def _cell(self, row: int, language: Language | None, number: int, head: bool) -> int:
        if head:
            return self.tree.add_with("TH", row, language, Scope="Column")
        if number == 0 and self._named_rows:
            return self.tree.add_with("TH", row, language, Scope="Row")
        return self.tree.add("TD", row, language)


def table_pieces(composer: Composer, table: Table, parent: int, *, wide: bool) -> list[Piece]:
    """The table's caption, the table, and the line under it."""
    pitch = composer.edition.body.pitch
    nodes = TableNodes(composer, table, parent, wide=wide)
    labels = tuple(column.label for column in table.columns)
    head = _row(composer, _cells(composer, table, labels, nodes.cells(len(labels), head=True), wide=wide), head=True)
    rows = tuple(
        _row(composer, _cells(composer, table, row, nodes.cells(len(row), head=False), wide=wide), head=False) for row in table.rows
    )
    foot: Fragment | None = None
    if table.note is not None:
        foot = Fragment()
        foot.height = caption_below(composer, foot, [table.note], _PAD, nodes.wrappers)
    return [_caption(composer, table, nodes), TablePiece(head, rows, pitch, foot, at=table.at)]


def _caption(composer: Composer, table: Table, nodes: TableNodes) -> Block:
    fragment = Fragment()
    fragment.items.append(Anchor(f"table-{table.id}", 0.0))
    style = composer.styles.caption_title
    bottom = 0.0
    for column in composer.edition.columns:
        language = column.language
        title = table.title.side(language)
        number = plain_text(TABLE_WORDS[language].format(composer.numbering.label(table.id)) + "\u2002")
        owner = composer.tree.add("P", nodes.captions[language], language)
        x, width = _extent(composer, column.x, column.width, nodes.shared)
        place = Place(x, 0.0, width, owner)
        bottom = max(bottom, composer.put(fragment, Text((*number.spans, *title.spans), title.at), style, language, place))
    return Block(fragment, composer.edition.body.rows(bottom), before=1, keep=True, at=table.at)


def _extent(composer: Composer, x: float, width: float, wide: bool) -> tuple[float, float]:
    """Left edge and width of what belongs to one column; a wide table takes a one-language page whole."""
    return (0.0, composer.edition.width) if wide and composer.edition.side is not None else (x, width)


def _cells(
    composer: Composer, table: Table, row: tuple[Pair, ...], nodes: Mapping[Language, list[int]], *, wide: bool
) -> list[list[_Cell]]:  # fmt: skip
    """The cells of a row: for each cell the texts that stand one under another."""
    if wide:
        return _wide_cells(composer, table, row, nodes)
    cells = []
    for column in composer.edition.columns:
        language = column.language
        places = zip(_shares(table.columns, column.width), table.columns, row, nodes[language], strict=False)
        for (x, width), spec, pair, node in places:
            cells.append([_Cell(pair.side(language), language, column.x + x, width, spec.align, node)])
    return cells


def _wide_cells(
    composer: Composer, table: Table, row: tuple[Pair, ...], nodes: Mapping[Language, list[int]]
) -> list[list[_Cell]]:  # fmt: skip
    languages = composer.edition.languages
    add = composer.tree.add
    cells = []
    places = zip(_shares(table.columns, composer.edition.width), table.columns, row, nodes[languages[0]], strict=False)
    for (x, width), spec, pair, node in places:
        if spec.paired and len(languages) == 2:
            half = (width - _GUTTER) * composer.theme.english_share
            cells.append([_Cell(pair.en, "en", x, half, spec.align, add("P", node, "en"))])
            right = x + half + _GUTTER
            cells.append([_Cell(pair.zh, "zh", right, width - half - _GUTTER, spec.align, add("P", node, "zh"))])
            continue
        same = len(languages) == 2 and pair.en.plain == pair.zh.plain
        shown = languages[:1] if same else languages
        cells.append([_Cell(pair.side(lang), lang, x, width, spec.align, add("P", node, lang)) for lang in shown])
    return cells


def _shares(columns: tuple[Column, ...], width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column."""
    room = width - _GUTTER * (len(columns) - 1)
    total = sum(column.share for column in columns)
    x = 0.0
    extents = []
    for column in columns:
        part = room * column.share / total
        extents.append((x, part))
        x += part + _GUTTER
    return extents


def _row(composer: Composer, cells: list[list[_Cell]], *, head: bool) -> Fragment:
    """A row with its rule below, as tall as its tallest cell."""
    fragment = Fragment()
    bottom = 0.0
    styles = composer.styles
    firsts = {column.x for column in composer.edition.columns} | {cells[0][0].x}
    for stack in cells:
        style = styles.dense_strong if head else styles.cell_strong if stack[0].x in firsts else styles.cell
        y = _PAD
        for cell in stack:
            y = _put_cell(composer, fragment, cell, style if cell is stack[0] or head else _second(composer, style), y)
        bottom = max(bottom, y)
    fragment.height = bottom + _PAD
    stroke = Stroke(composer.theme.ink if head else composer.theme.rule, _HEAD_RULE if head else _ROW_RULE)
    for x, width in _rules(composer, cells):
        fragment.items.append(Shape(line((x, fragment.height), (x + width, fragment.height), stroke)))
    return fragment


def _second(composer: Composer, style: TextStyle) -> TextStyle:
    """The second language of a stacked cell."""
    return composer.styles.cell if style is composer.styles.cell_strong else style


def _rules(composer: Composer, cells: list[list[_Cell]]) -> list[tuple[float, float]]:
    """Extents of the rules: one for each column of the edition, or one over the whole width."""
    flat = [cell for stack in cells for cell in stack]
    right = max(cell.x + cell.width for cell in flat)
    columns = composer.edition.columns
    if len(columns) == 2 and all(len(stack) == 1 for stack in cells) and _parted(composer, flat):
        return [(column.x, column.width) for column in columns]
    left = min(cell.x for cell in flat)
    return [(left, right - left)]


def _parted(composer: Composer, cells: list[_Cell]) -> bool:
    """Every cell lies inside the column of its own language."""
    bounds = {c.language: (c.x - 0.1, c.x + c.width + 0.1) for c in composer.edition.columns}
    return all(bounds[cell.language][0] <= cell.x and cell.x + cell.width <= bounds[cell.language][1] for cell in cells)


def _put_cell(composer: Composer, fragment: Fragment, cell: _Cell, style: TextStyle, y: float) -> float:
    lines = composer.lines(cell.text, style, cell.language, cell.width)
    if cell.align == "left":
        return composer.put_lines(fragment, lines, style, Place(cell.x, y, cell.width, cell.node))
    for set_line in lines:
        x = cell.x + cell.width - set_line.width
        y = composer.put_lines(fragment, (set_line,), style, Place(x, y, cell.width, cell.node))
    return y


