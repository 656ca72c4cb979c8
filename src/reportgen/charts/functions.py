"""Charts that a function in charts/ draws: the function is found, called with a figure and a `ChartContext`, watched.

The code is the user's, and so are its faults: whatever it raises becomes a problem that names the chart, the function
and the line. It runs only where the manifest allows it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from matplotlib.axes import Axes

from reportgen.charts.board import Board, Box
from reportgen.charts.lettering import LANGUAGE_GAP, Lettered
from reportgen.charts.palette import Rgb
from reportgen.charts.renderer import DrawingRefused
from reportgen.charts.settings import ChartSettings
from reportgen.errors import Position, Problem, ReportError, nearest
from reportgen.model.content import Datum, Language, Pair


class ChartContext:
    """What a drawing function may know: its rows and periods, its size in points, languages, words and colours."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.rows: tuple[Datum, ...] = board.chart.rows
        self.periods: tuple[Pair, ...] = board.chart.periods
        self.languages: tuple[Language, ...] = board.lettering.languages
        self.width = board.width
        self.height = board.height
        self.text_size = board.theme.small_size
        self.small_size = board.theme.caption_size

    def label(self, *, en: str, zh: str, inline: bool = False) -> str:
        """The words in the languages of the edition: English above Chinese, or before it on one line."""
        sides = {"en": en, "zh": zh}
        return _joined(tuple(dict.fromkeys(sides[name] for name in self.languages)), inline)

    def words(self, pair: Pair | None, *, inline: bool = False) -> str:
        """A pair from the spec, as `label` gives it."""
        return _joined(self._board.lettering.sides(pair), inline)

    def axes(self) -> Axes:
        """Axes over the whole drawing, without furniture, counting points from the top left corner."""
        axes = self._board.axes(Box(0.0, 0.0, self.width, self.height))
        axes.set_xlim(0.0, self.width)
        return axes

    def text_width(self, words: str, size: float, weight: Literal["text", "medium", "strong"] = "text") -> float:
        """The width in points of the longest line of some words."""
        return max(self._board.lettering.width(line, Lettered(size, weight)) for line in words.split("\n"))

    def row(self, label: str) -> Datum:
        """The row whose English label begins so."""
        for row in self.rows:
            if row.label.en.plain.startswith(label):
                return row
        raise KeyError(f"no row begins with “{label}”")

    def colour(self, name: str, tint: float = 1.0) -> Rgb:
        """A colour of the theme by its name, thinned with white if `tint` is below 1."""
        palette = self._board.palette
        if name not in palette.names:
            raise KeyError(f"the theme has no colour “{name}” {nearest(name, list(palette.names))}".strip())
        colour = palette.names[name]
        return palette.use(colour if tint >= 1 else colour.tint(tint))


def _joined(sides: tuple[str, ...], inline: bool) -> str:
    return (LANGUAGE_GAP if inline else "\n").join(sides)


def draw_with_function(board: Board, settings: ChartSettings, folder: Path, place: Position) -> None:
    """Calls the function that the chart names; raises `ReportError` when it may not run, is missing, or fails."""
    file, _, name = board.chart.function.partition(":")
    if settings.no_code:
        raise ReportError([
            Problem(place, f"the chart runs the code in charts/{file}, which --no-code forbids",
                    hint="a build without --no-code runs it; do so only if you trust it")
        ])  # fmt: skip
    if not settings.run_python:
        raise ReportError([
            Problem(place, f"the chart runs the code in charts/{file}, which this report does not allow",
                    hint="set run_python: true in content/report.yaml if you trust it")
        ])  # fmt: skip
    function = _load(folder, file, name, place)
    with faults_of(f"the function {name} in charts/{file}", file, place):
        function(board.figure, ChartContext(board))


@contextmanager
def faults_of(what: str, file: str, place: Position) -> Iterator[None]:
    """Turns whatever a chart's own code raises into a problem at the chart."""
    try:
        yield
    except ReportError:
        raise
    except DrawingRefused as error:
        raise ReportError([Problem(place, f"{what} failed: {error}")]) from error
    except (Exception, SystemExit) as error:  # the code is not ours: anything may come out of it
        raise ReportError([Problem(place, f"{what} failed: {_described(error, file)}")]) from error


def _load(folder: Path, file: str, name: str, place: Position) -> Callable[..., Any]:
    """The function; its file is compiled here, so that nothing is written beside it."""
    room = (folder / "charts").resolve()
    path = (room / file).resolve()
    if not path.is_relative_to(room) or not path.is_file():
        raise ReportError([Problem(place, f"the file charts/{file} does not exist", "a Python file in charts/")])
    module = ModuleType(f"chart_{path.stem}")
    module.__file__ = str(path)
    with faults_of(f"loading charts/{file}", file, place):
        exec(compile(path.read_bytes(), f"charts/{file}", "exec"), module.__dict__)
    function = getattr(module, name, None)
    if not callable(function):
        hint = nearest(name, [n for n in vars(module) if not n.startswith("_")])
        raise ReportError([Problem(place, f"charts/{file} has no function “{name}”", f"def {name}(figure, chart)", hint)])
    return function  # type: ignore[no-any-return]


def _described(error: BaseException, file: str) -> str:
    """Kind, message and line of an error, on one line."""
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}"
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == f"charts/{file}"]
    where = f" (line {own[-1].lineno})" if own else ""
    words = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return " ".join(f"{type(error).__name__}: {words}{where}".split())
