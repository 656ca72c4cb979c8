"""Kind `bars`: one bar a row from zero, its number at its end.

A floor (`open`) ends in chevrons that point on; `reference` is a band or line behind the bars; with `maximum` the rest
of the whole is shown as a pale track.
"""

from __future__ import annotations

from reportgen.charts.board import Board, Box
from reportgen.charts.rows import HEAD, VALUE_GAP, RowLayout, place_rows, plot_box, write_head, write_labels
from reportgen.model.content import Datum, Reference

_THICKNESS_SHARE = 0.56
_MOST_THICKNESS = 13.0
_CHEVRONS = 8.0


def draw_bars(board: Board) -> None:
    """Draws the chart's rows as horizontal bars."""
    chart = board.chart
    head = HEAD if chart.reference else 0.0
    layout = place_rows(board, head, board.height)
    longest = max([row.value or 0.0 for row in chart.rows] + [chart.reference.high or chart.reference.low if chart.reference else 0.0])
    end = max(chart.maximum or 0.0, longest)
    ends = [((row.value or 0.0) / end, _label_width(board, row)) for row in chart.rows]
    box = plot_box(board, layout, ends)
    thickness = min(layout.pitch * _THICKNESS_SHARE, _MOST_THICKNESS)
    if chart.reference:
        _draw_reference(board, box, chart.reference, end)
    axes = board.axes(box)
    axes.set_xlim(0.0, end)
    for y, row in layout.data:
        if chart.maximum:
            axes.barh(y, end, thickness, color=board.palette.use(board.theme.wash), linewidth=0)
        axes.barh(y, row.value or 0.0, thickness, color=board.palette.use(board.colour_of(row)), linewidth=0)
    _write_values(board, box, layout, end)
    write_labels(board, layout)
    half = layout.pitch / 2
    for y, _ in layout.data:
        board.line([(box.left, y - half), (box.left, y + half)], board.theme.ink, 0.75)


def _label_width(board: Board, row: Datum) -> float:
    return board.lettering.width(board.shown(row), board.value) + VALUE_GAP + (_CHEVRONS if row.open else 0.0)


def _write_values(board: Board, box: Box, layout: RowLayout, end: float) -> None:
    for y, row in layout.data:
        x = box.left + box.width * (row.value or 0.0) / end
        if row.open:
            thickness = min(layout.pitch * _THICKNESS_SHARE, _MOST_THICKNESS)
            board.chevrons((x, y), thickness, board.colour_of(row))
            x += _CHEVRONS
        board.write((x + VALUE_GAP, y), board.shown(row), board.value)


def _draw_reference(board: Board, box: Box, reference: Reference, end: float) -> None:
    left = box.left + box.width * reference.low / end
    right = box.left + box.width * (reference.high or reference.low) / end
    if right > left:
        board.rectangle(Box(left, box.top, right, box.bottom), board.theme.rule.tint(0.5))
    else:
        board.line([(left, box.top), (left, box.bottom)], board.theme.grey, 0.75, (2, 2))
    write_head(board, (left + right) / 2, HEAD / 2 - 1, reference.label, board.small)
