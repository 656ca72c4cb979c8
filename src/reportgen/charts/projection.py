"""Kind `projection`: a known start, a projected end, and the cone of the growth rates between them.

The rows are the given points; each label begins with its year. `reference` gives the cone: the lowest and highest
growth in per cent a year, compounded from the first point. Nothing between the points is marked, since nothing is
known there.
"""

from __future__ import annotations

import re
from math import ceil

from reportgen.charts.board import Board, Box, Point
from reportgen.charts.lettering import LEADING_EM, Lettered
from reportgen.errors import Problem, ReportError
from reportgen.model.content import Datum

_YEAR = re.compile(r"\d{4}")
_FOOT = 15.0
_HEAD = 8.0
_STEPS = 4
"""Steps a year: enough for the compounding to look like the curve that it is."""
_BIG = 14.0
_LABEL_SHARE = 0.7
"""How far along the cone its label ends: the label stands above the upper edge, which rises to its right."""
_DOT = 7.5


def draw_projection(board: Board) -> None:
    """Draws the chart's points and the cone between them."""
    chart = board.chart
    years = [_year_of(board, row) for row in chart.rows]
    first, last = chart.rows[0], chart.rows[-1]
    big = Lettered(_BIG, "strong", board.theme.accent)
    widest = max(board.lettering.width(words, big) for words in board.lettering.sides(last.display) or ("",))
    box = Box(18.0, _HEAD, board.width - widest - 14, board.height - _FOOT)
    rates = (chart.reference.low, chart.reference.high or chart.reference.low) if chart.reference else (0.0, 0.0)
    span = years[-1] - years[0]
    peak = max([row.value or 0.0 for row in chart.rows] + [(first.value or 0.0) * (1 + rates[1] / 100) ** span])
    end = chart.maximum or float(ceil(peak))
    _draw_grid(board, box, end)
    if chart.reference:
        _draw_cone(board, box, (years[0], years[-1], rates, end))
    axes = board.axes(box)
    axes.set_xlim(years[0] - 0.35, years[-1])
    for year, row in zip(years, chart.rows, strict=True):
        y = box.bottom - box.height * (row.value or 0.0) / end
        colour = board.palette.use(board.theme.accent if row.highlight else board.theme.ink)
        axes.plot([year], [y], "o", markersize=_DOT, color=colour, markeredgewidth=0, clip_on=False)
        x = _x(box, year, years)
        align = "right" if row is last else "center" if row is not first else "left"
        board.write((x - 4 if row is first else x + 4 if row is last else x, board.height - _FOOT / 2 + 1.5),
                    board.lettering.joined(row.label), board.label, align)  # fmt: skip
        _write_value(board, row, (x, y), row is last)


def _write_value(board: Board, row: Datum, at: Point, is_last: bool) -> None:
    x, y = at
    sides = board.lettering.sides(row.display) or (f"{row.value:,g}",)
    if is_last:
        style = Lettered(_BIG, "strong", board.theme.accent)
        board.write_lines((x + _DOT + 1, y), sides, style)
        return
    style = Lettered(_BIG * 0.72, "strong", board.theme.ink)
    height = style.size * LEADING_EM * len(sides)
    board.clear((x - 4, y - _DOT - height / 2), sides, style)
    board.write_lines((x - 4, y - _DOT - height / 2), sides, style)


def _draw_grid(board: Board, box: Box, end: float) -> None:
    step = 10.0 ** len(str(int(end))) / 10
    for number in range(int(end / step) + 1):
        y = box.bottom - box.height * number * step / end
        is_zero = number == 0
        board.line([(box.left - 4, y), (box.right, y)], board.theme.ink if is_zero else board.theme.rule.tint(0.8), 0.75 if is_zero else 0.4)
        board.write((box.left - 8, y), f"{number * step:,g}", board.small, "right")


def _draw_cone(board: Board, box: Box, frame: tuple[int, int, tuple[float, float], float]) -> None:
    start, stop, rates, end = frame
    first = board.chart.rows[0].value or 0.0

    def edge(rate: float) -> list[Point]:
        steps = [start + k / _STEPS for k in range((stop - start) * _STEPS + 1)]
        years = [start, stop]
        return [(_x(box, t, years), box.bottom - box.height * first * (1 + rate / 100) ** (t - start) / end) for t in steps]

    low, high = edge(rates[0]), edge(rates[1])
    accent = board.theme.accent
    board.shape([*low, *reversed(high)], accent.tint(0.2))
    for k in range(1, (stop - start) * _STEPS + 1):
        board.line([low[k], high[k]], accent.tint(0.55), 0.5)
    for points in (low, high):
        board.line(points, accent.tint(0.8), 0.9, (3, 2))
    if board.chart.reference:
        sides = board.lettering.sides(board.chart.reference.label)
        x, y = high[int(len(high) * _LABEL_SHARE)]
        style = Lettered(board.theme.small_size, "medium", accent)
        middle = y - style.size * LEADING_EM * len(sides) / 2
        board.clear((x - 5, middle), sides, style, "right")
        board.write_lines((x - 5, middle), sides, style, "right")


def _x(box: Box, year: float, years: list[int]) -> float:
    low, high = years[0] - 0.35, years[-1]
    return box.left + box.width * (year - low) / (high - low)


def _year_of(board: Board, row: Datum) -> int:
    found = _YEAR.search(row.label.en.plain) or _YEAR.search(row.label.zh.plain)
    if not found:
        raise ReportError([Problem(row.label.en.at, f"“{row.label.en.plain}” names no year", "a label with a year, such as 2033")])
    return int(found.group())
