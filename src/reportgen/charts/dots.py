"""Kind `dots`: one dot a row, its number beside it, on a linear or logarithmic scale.

A logarithmic scale has no zero, so nothing is drawn as a length: dots on fine guides, with the powers of ten marked.
"""

from __future__ import annotations

from math import ceil, floor, log10

from reportgen.charts.board import Board, Box
from reportgen.charts.rows import HEAD, VALUE_GAP, place_rows, plot_box, write_labels
from reportgen.model.content import Chart, Datum

_RADIUS = 3.1
_CHEVRONS = 8.0
_LOG_MARGIN = 0.75
"""The scale begins a little below the least value, as a share of it."""


def draw_dots(board: Board) -> None:
    """Draws the chart's rows as dots."""
    chart = board.chart
    layout = place_rows(board, HEAD, board.height)
    low, high = _range(chart)
    ends = [(_share(row.value or 0.0, low, high, chart), _label_width(board, row)) for row in chart.rows]
    box = plot_box(board, layout, ends)
    _draw_ticks(board, box, _ticks(low, high, chart))
    for y, row in layout.data:
        x = box.left + box.width * _share(row.value or 0.0, low, high, chart)
        board.line([(box.left, y), (x - _RADIUS, y)], board.theme.rule, 0.6, (0.6, 1.8))
        x += _RADIUS + VALUE_GAP - 1 + (_CHEVRONS - 1 if row.open else 0.0)
        board.clear((x, y), (board.shown(row),), board.value)
    axes = board.axes(box)
    axes.set_xscale(chart.scale)
    axes.set_xlim(low, high)
    for y, row in layout.data:
        colour = board.palette.use(board.colour_of(row))
        x = box.left + box.width * _share(row.value or 0.0, low, high, chart)
        axes.plot([row.value or 0.0], [y], "o", markersize=2 * _RADIUS, color=colour, markeredgewidth=0, clip_on=False)
        x += _RADIUS
        if row.open:
            board.chevrons((x - 0.6, y), 2 * _RADIUS, board.colour_of(row))
            x += _CHEVRONS - 1
        board.write((x + VALUE_GAP - 1, y), board.shown(row), board.value)
    write_labels(board, layout)


def _label_width(board: Board, row: Datum) -> float:
    width = board.lettering.width(board.shown(row), board.value)
    return width + _RADIUS + VALUE_GAP + (_CHEVRONS if row.open else 0.0)


def _range(chart: Chart) -> tuple[float, float]:
    values = [row.value for row in chart.rows if row.value is not None]
    if chart.scale == "log":
        return min(values) * _LOG_MARGIN, chart.maximum or 10.0 ** ceil(log10(max(values)))
    return 0.0, chart.maximum or max(values)


def _share(value: float, low: float, high: float, chart: Chart) -> float:
    if chart.scale == "log":
        return (log10(value) - log10(low)) / (log10(high) - log10(low))
    return (value - low) / (high - low)


def _ticks(low: float, high: float, chart: Chart) -> list[tuple[float, str]]:
    """Shares of the scale and what is written there."""
    if chart.scale == "log":
        values = [10.0**power for power in range(ceil(log10(low)), floor(log10(high)) + 1)]
    else:
        values = [0.0, high / 2, high]
    return [(_share(value, low, high, chart), f"{value:,.10g}") for value in values]


def _draw_ticks(board: Board, box: Box, ticks: list[tuple[float, str]]) -> None:
    places = [(box.left + box.width * share, words) for share, words in ticks]
    for x, _ in places:
        board.line([(x, box.top), (x, box.bottom)], board.theme.rule.tint(0.7), 0.5)
    for x, words in places:
        board.write((x, HEAD / 2 - 1), words, board.small, "center")
