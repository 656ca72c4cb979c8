"""Kind `slope`: an earlier and a later reading joined by a line, on a scale that starts at zero.

Only the two readings are marked; the line between them claims nothing about the time between.
"""

from __future__ import annotations

from reportgen.charts.board import Board, Box
from reportgen.charts.lettering import LEADING_EM, Lettered
from reportgen.model.content import Datum

_HEAD = 14.0
_FOOT = 5.0
_BIG = 15.0
_LEFT_SHARE, _RIGHT_SHARE = 0.2, 0.6
_DOT = 7.0


def draw_slope(board: Board) -> None:
    """Draws each row as a line from its earlier to its later reading."""
    chart = board.chart
    box = Box(board.width * _LEFT_SHARE, _HEAD + 4, board.width * _RIGHT_SHARE, board.height - _FOOT)
    end = chart.maximum or max(max(row.value or 0.0, row.before or 0.0) for row in chart.rows) * 1.08
    for x, period in zip((box.left, box.right), chart.periods, strict=False):
        board.line([(x, box.top), (x, box.bottom)], board.theme.rule, 0.6)
        heading = Lettered(board.theme.small_size, "strong", board.theme.grey)
        board.write((x, _HEAD / 2 - 1), board.lettering.joined(period), heading, "center")
    _draw_scale(board, box, end)
    axes = board.axes(box)
    axes.set_xlim(0, 1)
    for row in chart.rows:
        heights = [box.bottom - box.height * (value or 0.0) / end for value in (row.before, row.value)]
        colour = board.palette.use(board.colour_of(row))
        axes.plot([0, 1], heights, "-o", color=colour, linewidth=2.2, markersize=_DOT, markeredgewidth=0, clip_on=False)
        _write_ends(board, box, row, heights)


def _draw_scale(board: Board, box: Box, end: float) -> None:
    """Zero and the top of the scale, so that the slope can be judged."""
    for value in (0.0, end / 2, end):
        y = box.bottom - box.height * value / end
        board.line([(box.left, y), (box.right, y)], board.theme.rule.tint(0.7), 0.4)
    if board.chart.maximum:
        for value in (0.0, end):
            y = box.bottom - box.height * value / end
            board.write((box.left - 6, y), f"{value:,.10g}", board.small, "right")


def _write_ends(board: Board, box: Box, row: Datum, heights: list[float]) -> None:
    several = len(board.chart.rows) > 1
    size = board.value.size if several else _BIG
    before = Lettered(size, "strong", board.theme.grey)
    after = Lettered(size, "strong", board.colour_of(row))
    earlier = board.lettering.joined(row.before_display) or f"{row.before:,g}"
    board.write((box.left - _DOT, heights[0]), earlier, before, "right")
    board.write((box.right + _DOT + 1, heights[1]), board.shown(row), after)
    x = box.right + _DOT + 1
    if several:
        x += board.lettering.width(board.shown(row), after) + 6
        board.write((x, heights[1]), board.lettering.joined(row.label), board.label)
        return
    sides = board.lettering.sides(row.label)
    step = board.label.size * LEADING_EM
    board.write_lines((x, heights[1] + size * 0.62 + step * len(sides) / 2 + 1), sides, board.label)
