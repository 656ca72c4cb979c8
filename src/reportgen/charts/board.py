"""The drawing board of one chart: a figure with helpers that speak points, theme colours and pairs.

Positions that no axis owns are points from the top left. What comes later is painted over what came before, and
words over everything. What a kind of chart draws is not known here.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text as Label
from matplotlib.transforms import Affine2D

from reportgen.charts.lettering import LEADING_EM, Lettered, Lettering
from reportgen.charts.palette import Palette
from reportgen.errors import Position, Problem, ReportError
from reportgen.model.content import Chart, Datum
from reportgen.records import dataclass
from reportgen.theme import Colour, Theme

_OVER_ALL = 10_000
_WEIGHTS = {"text": 400, "medium": 500, "strong": 700}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A place for a plot, in points from the top left of the figure."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Board:
    """A figure to draw a chart on."""

    def __init__(self, figure: Figure, chart: Chart, lettering: Lettering, palette: Palette) -> None:
        self.figure = figure
        self.chart = chart
        self.lettering = lettering
        self.palette = palette
        self.theme: Theme = palette.theme
        size = figure.get_size_inches() * figure.dpi
        self.width, self.height = float(size[0]), float(size[1])
        self._painted = 0
        self._points = Affine2D().scale(1, -1).translate(0, self.height)

    # --- styles ---------------------------------------------------------------------------------------------------

    @property
    def label(self) -> Lettered:
        return Lettered(self.theme.small_size, "medium", self.theme.ink)

    @property
    def value(self) -> Lettered:
        return Lettered(self.theme.small_size + 0.6, "strong", self.theme.ink)

    @property
    def small(self) -> Lettered:
        return Lettered(self.theme.caption_size, "text", self.theme.grey)

    def colour_of(self, row: Datum) -> Colour:
        """The accent for what the chart is about, the group's own hue, or a quiet blue-grey."""
        if row.highlight:
            return self.theme.accent
        layer = next((group.layer for group in self.chart.groups if group.id == row.group), None)
        return self.theme.layer(layer) if layer else self.theme.night.tint(0.52)

    def _order(self) -> int:
        self._painted += 1
        return self._painted

    # --- text -----------------------------------------------------------------------------------------------------

    def write(self, at: Point, words: str, style: Lettered, align: str = "left", stand: str = "center") -> None:
        """One line of text; `stand` says what of it is at the point: its center, or the baseline."""
        if not words:
            return
        self.figure.add_artist(
            Label(
                *at, words, transform=self._points, ha=align, va="center" if stand == "center" else "baseline",
                fontsize=style.size, fontweight=_WEIGHTS[style.role], color=self.palette.use(style.colour),
                parse_math=False, zorder=_OVER_ALL,
            )
        )  # fmt: skip

    def write_lines(self, at: Point, lines: tuple[str, ...], style: Lettered, align: str = "left") -> None:
        """Lines under each other, their block centred on the point."""
        step = style.size * LEADING_EM
        first = at[1] - step * (len(lines) - 1) / 2
        for number, words in enumerate(lines):
            self.write((at[0], first + number * step), words, style, align)

    def clear(self, at: Point, lines: tuple[str, ...], style: Lettered, align: str = "left") -> None:
        """Paper under lines that `write_lines` will put at the point, so that no rule runs through them."""
        width = max(self.lettering.width(words, style) for words in lines)
        half = style.size * LEADING_EM * len(lines) / 2
        left = at[0] - (width if align == "right" else 0.0)
        self.rectangle(Box(left - 3, at[1] - half, left + width + 3, at[1] + half), self.theme.paper)

    def shown(self, row: Datum) -> str:
        """The number beside a mark: as the spec writes it, or plainly."""
        return self.lettering.joined(row.display) or (f"{row.value:,g}" if row.value is not None else "")

    def shown_lines(self, row: Datum) -> tuple[str, ...]:
        """The same, a line for each language."""
        return self.lettering.sides(row.display) or (self.shown(row),)

    # --- shapes ---------------------------------------------------------------------------------------------------

    def line(self, points: list[Point], colour: Colour, width: float, dash: tuple[float, ...] = ()) -> None:
        xs, ys = zip(*points, strict=True)
        style: Any = (0, dash) if dash else "-"
        self.figure.add_artist(
            Line2D(xs, ys, transform=self._points, color=self.palette.use(colour), linewidth=width, linestyle=style,
                   zorder=self._order(), solid_capstyle="butt", dash_capstyle="butt")
        )  # fmt: skip

    def shape(self, points: list[Point], fill: Colour | None, edge: Colour | None = None, width: float = 0.75) -> None:
        face = self.palette.use(fill) if fill else "none"
        stroke = self.palette.use(edge) if edge else "none"
        self.figure.add_artist(
            Polygon(points, closed=True, transform=self._points, facecolor=face, edgecolor=stroke,
                    linewidth=width if edge else 0, joinstyle="miter", zorder=self._order())
        )  # fmt: skip

    def rectangle(self, box: Box, fill: Colour | None, edge: Colour | None = None) -> None:
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        self.shape(corners, fill, edge)

    def chevrons(self, at: Point, height: float, colour: Colour) -> float:
        """Two open angles behind a mark whose true end lies further out; returns the width that they take."""
        x, y = at
        half = height / 2
        for shift in (1.6, 4.4):
            left = x + shift
            self.line([(left, y - half), (left + half * 0.55, y), (left, y + half)], colour, 1.1)
        return 4.4 + half * 0.55

    # --- axes -----------------------------------------------------------------------------------------------------

    def axes(self, box: Box) -> Axes:
        """Axes without any furniture of their own, over the box; y counts points from the top of the figure.

        Raises `ReportError` if the labels beside the box have left nothing of it.
        """
        if box.width <= 0 or box.height <= 0:
            place = self.chart.at if self.chart.at.file else Position(f"charts/{self.chart.id}.yaml")
            raise ReportError([Problem(place, "the labels leave no room for the drawing", "shorter labels, or a larger `height_mm`")])
        axes = self.figure.add_axes(
            (box.left / self.width, 1 - box.bottom / self.height, box.width / self.width, box.height / self.height)
        )
        axes.set_axis_off()
        axes.set_zorder(self._order())
        axes.set_ylim(box.bottom, box.top)
        return axes
