"""A chart spec in, an artwork out.

Opens a matplotlib figure of the wanted size, lets the chart's kind draw on it, and collects the result. Title, unit,
note and source are not drawn: layout sets them around the drawing. Reads no file but a chart's own code, and that only
when it may run. Labels that cannot be read are problems, not left to chance.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib
import matplotlib.style
from matplotlib.figure import Figure

from reportgen.artwork import Artwork
from reportgen.charts.bars import draw_bars
from reportgen.charts.board import Board
from reportgen.charts.dots import draw_dots
from reportgen.charts.fit import label_problems
from reportgen.charts.functions import draw_with_function, faults_of
from reportgen.charts.lettering import Lettering, missing_problems
from reportgen.charts.palette import Palette
from reportgen.charts.projection import draw_projection
from reportgen.charts.renderer import ItemRenderer
from reportgen.charts.settings import ChartSettings
from reportgen.charts.slope import draw_slope
from reportgen.errors import Position, Problem, ReportError
from reportgen.model.content import Chart
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme
from reportgen.units import mm

_PIXELS_PER_INCH = 72
_KINDS = {"bars": draw_bars, "dots": draw_dots, "slope": draw_slope, "projection": draw_projection}


def draw_chart(chart: Chart, settings: ChartSettings, theme: Theme, typesetter: Typesetter, folder: Path) -> Artwork:
    """The drawing of a chart; raises `ReportError` for code that fails or draws what print cannot hold."""
    width, height = settings.width, mm(chart.height_mm)
    lettering = Lettering(typesetter, theme, settings.languages)
    palette = Palette(theme)
    place = chart.at if chart.at.file else Position(f"charts/{chart.id}.yaml")
    with matplotlib.style.context(["default", _settings_of(theme)]):
        figure = Figure(figsize=(width / _PIXELS_PER_INCH, height / _PIXELS_PER_INCH), dpi=_PIXELS_PER_INCH)
        figure.patch.set_facecolor("none")
        renderer = ItemRenderer(width, height, lettering, palette)
        figure.canvas.get_renderer = lambda: renderer  # type: ignore[attr-defined]
        board = Board(figure, chart, lettering, palette)
        if chart.kind == "python":
            draw_with_function(board, settings, folder, place)
            with faults_of(f"the drawing of charts/{chart.function}", "", place):
                figure.draw(renderer)
        else:
            _check_values(chart, place)
            _KINDS[chart.kind](board)
            figure.draw(renderer)
    artwork = Artwork(width, height, tuple(renderer.items))
    problems = missing_problems(lettering, place) or label_problems(artwork, typesetter.fonts, place)
    if problems:
        raise ReportError(problems)
    return artwork


def _check_values(chart: Chart, place: Position) -> None:
    """Lengths and slopes start at zero, and a cone needs its two ends: refuse what cannot be drawn honestly."""
    problems = []
    for row in chart.rows:
        least = min((value for value in (row.value, row.before) if value is not None), default=0.0)
        if least < 0 and chart.kind != "dots":
            problems.append(Problem(place, f"{least:g} (“{row.label.en.plain}”) cannot be drawn from zero up", "a number of 0 or more"))
    if max((row.value or row.before or 0.0 for row in chart.rows), default=0.0) <= 0:
        problems.append(Problem(place, "all numbers of the chart are zero", "at least one number above 0"))
    if chart.maximum is not None and any((row.value or 0.0) > chart.maximum for row in chart.rows):
        problems.append(Problem(place, f"a number lies beyond the end of the scale, {chart.maximum:g}", "a larger `maximum`"))
    if chart.kind == "projection" and len(chart.rows) < 2:
        problems.append(Problem(place, "a projection has one row", "a first and a last point"))
    if problems:
        raise ReportError(problems)


def _settings_of(theme: Theme) -> dict[str, object]:
    """Matplotlib's settings, so that a chart looks the same whatever stands in the reader's own configuration."""
    return {
        "text.parse_math": False,
        "text.usetex": False,
        "axes.unicode_minus": True,
        "path.simplify": False,
        "lines.scale_dashes": False,
        "path.snap": False,
        "font.size": theme.caption_size,
        "xtick.labelsize": theme.caption_size,
        "ytick.labelsize": theme.caption_size,
        "axes.labelsize": theme.caption_size,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 0.5,
        "axes.facecolor": "none",
        "text.color": theme.ink.rgb,
        "axes.edgecolor": theme.grey.rgb,
        "axes.labelcolor": theme.ink.rgb,
        "xtick.color": theme.grey.rgb,
        "ytick.color": theme.grey.rgb,
    }
