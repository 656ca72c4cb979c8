"""Rows of marks with their labels: what bars and dots have in common.

Rows stand under each other in the order of their groups, each label in a column of its language, so that either
language can be read down its own edge. How a row's mark is drawn is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.charts.board import Board, Box
from reportgen.charts.lettering import Lettered
from reportgen.model.content import Datum, Group, Pair
from reportgen.records import dataclass

_MOST_PITCH = 25.0
"""Rows further apart than this no longer read as one chart."""
_COLUMN_GAP = 9.0
_LABEL_GAP = 10.0
VALUE_GAP = 5.0
HEAD = 15.0
"""The height of the line above the rows: ticks, or the name of a reference."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row, or the heading of a group, with the middle of its line."""

    y: float
    row: Datum | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Where the rows of a chart stand, and the distance between two of them."""

    rows: tuple[PlacedRow, ...]
    pitch: float
    labels_end: float

    @property
    def data(self) -> tuple[tuple[float, Datum], ...]:
        return tuple((placed.y, placed.row) for placed in self.rows if placed.row is not None)


def place_rows(board: Board, top: float, bottom: float) -> RowLayout:
    """The chart's rows between `top` and `bottom`; with groups, each group's rows under its heading."""
    chart = board.chart
    lines: list[Datum | Group] = [row for row in chart.rows if not row.group]
    for group in chart.groups:
        members = [row for row in chart.rows if row.group == group.id]
        lines += [group, *members] if members else []
    pitch = min((bottom - top) / max(len(lines), 1), _MOST_PITCH)
    placed = []
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * pitch
        placed.append(PlacedRow(y, group=line) if isinstance(line, Group) else PlacedRow(y, row=line))
    return RowLayout(tuple(placed), pitch, _labels_end(board))


def write_labels(board: Board, layout: RowLayout) -> None:
    """The labels of the rows and the headings of the groups."""
    columns = _columns(board)
    heading = Lettered(board.theme.caption_size, "strong", board.theme.grey)
    for placed in layout.rows:
        if placed.row is not None:
            for x, words in zip(columns, board.lettering.sides(placed.row.label), strict=False):
                board.write((x, placed.y), words, board.label)
        elif placed.group is not None:
            y = placed.y + layout.pitch * 0.08
            board.write((0.0, y), board.lettering.joined(placed.group.label), heading)
            if placed is not layout.rows[0]:
                top = placed.y - layout.pitch / 2 + 1.5
                board.line([(0.0, top), (board.width, top)], board.theme.rule, 0.4)


def plot_box(board: Board, layout: RowLayout, ends: Iterable[tuple[float, float]]) -> Box:
    """The box of the marks: as wide as leaves room for the values, given as (share of the scale, width) pairs."""
    left = layout.labels_end
    right = board.width
    for share, width in ends:
        if share > 0:
            right = min(right, left + (board.width - left - width) / share)
    top = layout.rows[0].y - layout.pitch / 2
    bottom = layout.rows[-1].y + layout.pitch / 2
    return Box(left, top, max(right, left + 20.0), bottom)


def write_head(board: Board, x: float, y: float, pair: Pair, style: Lettered) -> None:
    """A line of text centred above a place of the plot, kept inside the drawing."""
    words = board.lettering.joined(pair)
    half = board.lettering.width(words, style) / 2
    board.write((min(max(x, half), board.width - half), y), words, style, "center")


def _columns(board: Board) -> Sequence[float]:
    starts = [0.0]
    for number in range(len(board.lettering.languages) - 1):
        starts.append(starts[-1] + _widest(board, number) + _COLUMN_GAP)
    return starts


def _labels_end(board: Board) -> float:
    columns = _columns(board)
    return max(start + _widest(board, number) for number, start in enumerate(columns)) + _LABEL_GAP


def _widest(board: Board, column: int) -> float:
    sides = [board.lettering.sides(row.label) for row in board.chart.rows]
    return max((board.lettering.width(words[column], board.label) for words in sides if column < len(words)), default=0.0)
