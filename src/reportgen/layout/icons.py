"""Drawn icons: one family of round-capped strokes on a square of 24 units, as data.

A stroke is a list of points, closed or open; circles are written as centre and radius. Drawn for this project.
"""

from __future__ import annotations

from math import cos, pi, sin

from reportgen.artwork import Command, Path, Stroke
from reportgen.model.content import Icon
from reportgen.records import dataclass
from reportgen.theme import Colour

UNITS = 24.0
_WEIGHT = 1.6
_CIRCLE = 0.5523

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Line:
    points: tuple[Point, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Circle:
    x: float
    y: float
    radius: float
    filled: bool = False


_Mark = _Line | _Circle


def _line(*points: Point) -> _Line:
    return _Line(points)


def _shape(*points: Point) -> _Line:
    return _Line(points, True)


def _teeth(count: int, radius: float, reach: float) -> tuple[_Line, ...]:
    """Short strokes around a centre, as on a gear."""
    angles = [2 * pi * k / count for k in range(count)]
    return tuple(
        _line((12 + radius * cos(a), 12 + radius * sin(a)), (12 + reach * cos(a), 12 + reach * sin(a))) for a in angles
    )


_ICONS: dict[Icon, tuple[_Mark, ...]] = {
    "gear": (_Circle(12, 12, 6.5), _Circle(12, 12, 2.4), *_teeth(8, 6.5, 10)),
    "network": (
        _Circle(12, 5, 2.6), _Circle(5, 18.5, 2.6), _Circle(19, 18.5, 2.6),
        _line((10.8, 7.4), (6.2, 16.2)), _line((13.2, 7.4), (17.8, 16.2)), _line((7.8, 18.5), (16.2, 18.5)),
    ),
    "wrench": (
        _line((8, 6), (2.5, 12), (8, 18)), _line((16, 6), (21.5, 12), (16, 18)), _line((13.8, 4.5), (10.2, 19.5)),
    ),
    "building": (
        _shape((4.5, 21), (4.5, 3), (14, 3), (14, 21)), _line((14, 9), (20, 9), (20, 21), (14, 21)),
        _line((8, 7.5), (10.5, 7.5)), _line((8, 12), (10.5, 12)), _line((8, 16.5), (10.5, 16.5)), _line((2.5, 21), (21.5, 21)),
    ),
    "cross": (
        _shape((9, 3), (15, 3), (15, 9), (21, 9), (21, 15), (15, 15), (15, 21), (9, 21), (9, 15), (3, 15), (3, 9), (9, 9)),
    ),
    "robot": (
        _shape((4, 9), (20, 9), (20, 20.5), (4, 20.5)), _line((12, 9), (12, 4.5)), _Circle(12, 3.4, 1.1, True),
        _Circle(8.8, 13.4, 1.3, True), _Circle(15.2, 13.4, 1.3, True), _line((9, 17.2), (15, 17.2)),
        _line((1.6, 13), (1.6, 16.5)), _line((22.4, 13), (22.4, 16.5)),
    ),
    "bolt": (_shape((13.5, 2.5), (5, 13.5), (11.3, 13.5), (10, 21.5), (19, 10), (12.4, 10)),),
    "crane": (
        _line((7.5, 21.5), (7.5, 2.5), (21.5, 6.5)), _line((2.5, 6.5), (21.5, 6.5)), _line((2.5, 6.5), (7.5, 2.5)),
        _line((18, 6.5), (18, 13)), _shape((15.8, 13), (20.2, 13), (20.2, 17), (15.8, 17)), _line((3.5, 21.5), (11.5, 21.5)),
    ),
    "globe": (
        _Circle(12, 12, 9.4), _line((2.6, 12), (21.4, 12)),
        _line((12, 2.6), (8.9, 6), (7.9, 12), (8.9, 18), (12, 21.4), (15.1, 18), (16.1, 12), (15.1, 6), (12, 2.6)),
    ),
    "arrows": (
        _line((3, 12), (21, 12)), _line((7, 7.5), (2.6, 12), (7, 16.5)), _line((17, 7.5), (21.4, 12), (17, 16.5)),
        _line((12, 3), (12, 8)), _line((12, 16), (12, 21)),
    ),
    "target": (_Circle(12, 12, 9.4), _Circle(12, 12, 5.2), _Circle(12, 12, 1.4, True)),
    "coins": (
        _Circle(8.4, 8.6, 6), _line((16.6, 9.4), (19.6, 11.4), (21.2, 14.6), (20.4, 18.2), (17.6, 20.8), (14, 21.2), (10.8, 19.6), (9.4, 17.4)),
        _line((8.4, 5.6), (8.4, 11.6)), _line((6.4, 8.6), (10.4, 8.6)),
    ),
}  # fmt: skip


def icon(name: Icon, size: float, colour: Colour) -> tuple[Path, ...]:
    """The icon in a square of `size` points with its top left corner at (0, 0)."""
    scale = size / UNITS
    stroke = Stroke(colour, _WEIGHT * scale, round=True)
    paths = []
    for mark in _ICONS[name]:
        if isinstance(mark, _Circle):
            path = Path(_circle(mark), colour if mark.filled else None, None if mark.filled else stroke)
        else:
            path = Path(_polyline(mark), None, stroke)
        paths.append(path.scaled(scale))
    return tuple(paths)


def _polyline(mark: _Line) -> tuple[Command, ...]:
    commands: list[Command] = [("M" if k == 0 else "L", point) for k, point in enumerate(mark.points)]
    return (*commands, ("Z", ())) if mark.closed else tuple(commands)


def _circle(mark: _Circle) -> tuple[Command, ...]:
    x, y, r = mark.x, mark.y, mark.radius
    k = r * _CIRCLE
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )
