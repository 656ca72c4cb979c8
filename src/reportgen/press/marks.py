"""Marks beside the pages: for cutting, for register, for ink, for folding; and the slug's words.

They lie outside the bleed and are in the registration colour, so that they stand on every plate. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.artwork import Path, Stroke, line, rectangle
from reportgen.layout.frame import ARTIFACT, Item, Shape, moved
from reportgen.records import replace
from reportgen.theme import INK, Colour
from reportgen.units import Paper, mm

REGISTRATION = Colour("registration", (0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0), spot="All")
"""On every plate (ISO 32000-1, 8.6.6.4); for marks outside the trim alone."""
_PEN = Stroke(REGISTRATION, 0.25)
_FOLD_PEN = Stroke(replace(INK, name="fold"), 0.25, (2.0, 2.0))
_LEAST_OFFSET = mm(3)
_GAP, _CROP, _SLUG = mm(1), mm(5), mm(13)
_CENTRE, _REACH, _RING = mm(6.5), mm(3.5), mm(1.8)
_PATCH, _INSET = mm(5), mm(12)
_FOLD = mm(5)
_CIRCLE = 0.5523
_Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def slug_margin(bleed: float) -> float:
    """From the trim to the edge of the sheet."""
    return max(bleed, _LEAST_OFFSET) + _SLUG


def crop_marks(trim: _Box, bleed: float, slug: Sequence[Item]) -> tuple[Item, ...]:
    """Everything in the slug of one page; `slug` are words that stand below it."""
    clear = max(bleed, _LEAST_OFFSET)
    x, y, width, height = trim
    words = [moved(item, x, y + height + clear + mm(4)) for item in slug]
    return (*_crops(trim, clear + _GAP), *_registers(trim, clear + _CENTRE), *_patches(trim, clear + mm(3)), *words)


def _crops(trim: _Box, start: float) -> Iterator[Item]:
    x, y, width, height = trim
    end = start + _CROP
    for edge in (x, x + width):
        yield _line((edge, y - end), (edge, y - start))
        yield _line((edge, y + height + start), (edge, y + height + end))
    for edge in (y, y + height):
        yield _line((x - end, edge), (x - start, edge))
        yield _line((x + width + start, edge), (x + width + end, edge))


def _registers(trim: _Box, away: float) -> Iterator[Item]:
    """A ring and a cross in the middle of each side."""
    x, y, width, height = trim
    for cx, cy in ((x + width / 2, y - away), (x + width / 2, y + height + away), (x - away, y + height / 2), (x + width + away, y + height / 2)):
        yield _line((cx - _REACH, cy), (cx + _REACH, cy))
        yield _line((cx, cy - _REACH), (cx, cy + _REACH))
        yield Shape(_ring(cx, cy, _RING), ARTIFACT)


def _ring(x: float, y: float, radius: float) -> Path:
    k = radius * _CIRCLE
    commands = (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    )
    return Path(commands, None, _PEN)


_INKS: tuple[tuple[float, float, float, float], ...] = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5), (0.5, 0.4, 0.4, 0),
)  # fmt: skip
"""Solids, overprints of two, half tones, and the grey balance patch of ISO 12647-2."""


def _patches(trim: _Box, away: float) -> Iterator[Item]:
    """The colour bar, above the page."""
    x, y, _, _ = trim
    for k, inks in enumerate(_INKS):
        cyan, magenta, yellow, black = inks
        rgb = tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))
        patch = Colour(f"patch {k + 1}", (rgb[0], rgb[1], rgb[2]), inks)
        yield Shape(rectangle(x + _INSET + k * _PATCH, y - away - _PATCH, _PATCH, _PATCH, patch), ARTIFACT)


def fold_marks(sheet: Paper) -> Iterator[Item]:
    """Dashes in the middle of the upper and the lower edge."""
    middle = sheet.width / 2
    for start, end in ((0.0, _FOLD), (sheet.height - _FOLD, sheet.height)):
        yield Shape(line((middle, start), (middle, end), _FOLD_PEN), ARTIFACT)


def cut_marks(page: _Box, sheet: Paper, *, right: bool) -> Iterator[Item]:
    """Where a page is smaller than its half of the sheet: lines in its outer corners, outside the page.

    A page that is as wide as its half has no room beside it; its head and foot are marked by ticks on the cut itself.
    """
    x, y, width, height = page
    outer = x + width if right else x
    spare = sheet.width - outer if right else outer
    pen = Stroke(INK, 0.25)
    reach = min(_CROP, max(y - _GAP, 0.0))
    for edge, away in ((y, -1.0), (y + height, 1.0)):
        if spare > _GAP and reach > _GAP:
            yield Shape(line((outer, edge + away * _GAP), (outer, edge + away * (_GAP + reach - _GAP)), pen), ARTIFACT)
        if y > _GAP:
            side = 1.0 if right else -1.0
            start, end = (_GAP, min(spare, _CROP)) if spare > 2 * _GAP else (spare, spare - _CROP)
            yield Shape(line((outer + side * start, edge), (outer + side * end, edge), pen), ARTIFACT)


def _line(start: tuple[float, float], end: tuple[float, float]) -> Item:
    return Shape(line(start, end, _PEN), ARTIFACT)
