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
from reportgen.records import dataclass

_YEAR = re.compile(r"\d{4}")
_FOOT = 5.0
_HEAD = 8.0
_LEAD_YEARS = 0.35
"""The scale begins a little before the first point."""
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
    if years[-1] <= years[0]:
        raise ReportError([Problem(last.label.en.at, "the last year is not after the first", "rows in the order of their years")])
    big = Lettered(_BIG, "strong", board.theme.accent)
    widest = max(board.lettering.width(words, big) for words in board.shown_lines(last))
    lines = max(len(board.lettering.sides(row.label)) for row in chart.rows)
    foot = _FOOT + lines * board.label.size * LEADING_EM
    box = Box(18.0, _HEAD, board.width - widest - 14, board.height - foot)
    rates = (chart.reference.low, chart.reference.high or chart.reference.low) if chart.reference else (0.0, 0.0)
    span = years[-1] - years[0]
    peak = max([row.value or 0.0 for row in chart.rows] + [(first.value or 0.0) * (1 + rates[1] / 100) ** span])
    end = chart.maximum or float(ceil(peak))
    _draw_grid(board, box, end)
    if chart.reference:
        _draw_cone(board, box, (years[0], years[-1], rates, end))
    axes = board.axes(box)
    axes.set_xlim(years[0] - _LEAD_YEARS, years[-1])
    for year, row in zip(years, chart.rows, strict=True):
        y = box.bottom - box.height * (row.value or 0.0) / end
        colour = board.palette.use(board.theme.accent if row.highlight else board.theme.ink)
        axes.plot([year], [y], "o", markersize=_DOT, color=colour, markeredgewidth=0, clip_on=False)
        x = _x(box, year, years)
        align = "right" if row is last else "center" if row is not first else "left"
        board.write_lines((x - 4 if row is first else x + 4 if row is last else x, board.height - (foot - _FOOT) / 2),
                          board.lettering.sides(row.label), board.label, align)  # fmt: skip
        if row is last:
            board.write_lines((x + _DOT + 1, y), board.shown_lines(row), big)
        else:
            share = (first.value or 0.0) / end * (1 + rates[1] / 100) ** (year - years[0])
            _write_value(board, row, (x, y), _Rise(box, share, 1 + rates[1] / 100, span))


@dataclass(frozen=True, slots=True)
class _Rise:
    """The upper edge of the cone from a point on: `share` of the box's height there, times `factor` a year."""

    box: Box
    share: float
    factor: float
    span: int

    def height_at(self, distance: float) -> float:
        years = distance / self.box.width * (self.span + _LEAD_YEARS)
        rise: float = self.share * self.factor**years
        return self.box.bottom - self.box.height * rise


def _write_value(board: Board, row: Datum, at: Point, rise: _Rise) -> None:
    """The figure above its point, clear of the cone that rises beside it."""
    x, y = at
    sides = board.shown_lines(row)
    style = Lettered(_BIG * 0.72, "strong", board.theme.ink)
    width = max(board.lettering.width(words, style) for words in sides)
    foot = min(y - _DOT, rise.height_at(width) - 1.5)
    middle = (x - 4, foot - style.size * LEADING_EM * len(sides) / 2)
    board.clear(middle, sides, style)
    board.write_lines(middle, sides, style)


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
    low, high = years[0] - _LEAD_YEARS, years[-1]
    return box.left + box.width * (year - low) / (high - low)


def _year_of(board: Board, row: Datum) -> int:
    found = _YEAR.search(row.label.en.plain) or _YEAR.search(row.label.zh.plain)
    if not found:
        raise ReportError([Problem(row.label.en.at, f"“{row.label.en.plain}” names no year", "a label with a year, such as 2033")])
    return int(found.group())
