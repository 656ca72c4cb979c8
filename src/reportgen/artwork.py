"""What is drawn that is not running text: paths, and drawings made of paths and set text.

Lengths are points, the origin is the top left corner of the drawing and y grows downwards. Colours are the theme's, so
that every output (screen, press, grey) chooses its own values. Nothing here is transparent: tints are colours.
"""

from __future__ import annotations

from reportgen.records import dataclass, replace
from reportgen.text.runs import GlyphRun
from reportgen.theme import Colour

Command = tuple[str, tuple[float, ...]]
"""One step of a path: ("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ())."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a path's line is drawn; `dash` in points, `round` for round caps and joins."""

    colour: Colour
    width: float
    dash: tuple[float, ...] = ()
    round: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A shape, filled or stroked or both."""

    commands: tuple[Command, ...]
    fill: Colour | None = None
    stroke: Stroke | None = None
    keyed: bool = False
    """The colour of the area tells what it is; an output without hues hatches it."""

    def moved(self, x: float, y: float) -> Path:
        return Path(tuple([(verb, _moved(points, x, y)) for verb, points in self.commands]), self.fill, self.stroke)

    def scaled(self, factor: float) -> Path:
        """The shape larger or smaller; line widths stay."""
        return replace(self, commands=tuple((verb, tuple(p * factor for p in points)) for verb, points in self.commands))


@dataclass(frozen=True, slots=True)
class Pixels:
    """An image: `mode` is L for grey or RGB for sRGB, eight bits a sample, rows from the top, nothing transparent."""

    name: str
    """The same for the same samples."""
    width_px: int
    height_px: int
    mode: str
    samples: bytes
    jpeg: bytes = b""
    """The same image as a JPEG file, if it came as one."""


@dataclass(frozen=True, slots=True)
class Raster:
    """An image in its place, its top left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Artwork:
    """A finished drawing."""

    width: float
    height: float
    items: tuple[Path | GlyphRun | Raster, ...]


def rectangle(x: float, y: float, width: float, height: float, fill: Colour | None = None, stroke: Stroke | None = None) -> Path:
    """A box with its top left corner at (x, y)."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    commands: list[Command] = [("M" if k == 0 else "L", point) for k, point in enumerate(corners)]
    return Path((*commands, ("Z", ())), fill, stroke)


def line(start: tuple[float, float], end: tuple[float, float], stroke: Stroke) -> Path:
    """A straight line."""
    return Path((("M", start), ("L", end)), None, stroke)


def _moved(points: tuple[float, ...], x: float, y: float) -> tuple[float, ...]:
    if len(points) == 2:
        return points[0] + x, points[1] + y
    return tuple([p + (y if k % 2 else x) for k, p in enumerate(points)])
