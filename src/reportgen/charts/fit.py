"""A finished drawing in, problems out: labels that leave the drawing or stand on each other.

Measures the ink of the glyphs, not their boxes. Turned labels are left to the eye.
"""

from __future__ import annotations

from itertools import combinations

from reportgen.artwork import Artwork
from reportgen.errors import Position, Problem
from reportgen.fonts.open import Fonts
from reportgen.text.runs import GlyphRun

_TOLERANCE = 0.6
"""Points that ink may pass an edge: side bearings differ by that much."""
Ink = tuple[float, float, float, float]


def label_problems(artwork: Artwork, fonts: Fonts, at: Position) -> list[Problem]:
    """What a reader could not read in the drawing."""
    inked = [(run, ink_of(run, fonts)) for run in artwork.items if isinstance(run, GlyphRun) and not run.angle]
    problems = []
    for run, (left, top, right, bottom) in inked:
        across = left < -_TOLERANCE or right > artwork.width + _TOLERANCE
        if across or top < -_TOLERANCE or bottom > artwork.height + _TOLERANCE:
            problems.append(Problem(at, f"the label “{run.text}” does not fit into the drawing", _size_of(artwork),
                                    "a shorter label" if across else "a larger height_mm", "page/too-long"))  # fmt: skip
    for (run, ink), (other, other_ink) in combinations(inked, 2):
        if _overlap(ink, other_ink):
            problems.append(Problem(at, f"the labels “{run.text}” and “{other.text}” stand on each other in the chart",
                                    _size_of(artwork), "shorter labels, or a larger height_mm", "page/labels-overlap"))  # fmt: skip
    return problems


def ink_of(run: GlyphRun, fonts: Fonts) -> Ink:
    """Left, top, right and bottom of what a level run prints."""
    scale = run.size / 1000
    boxes = []
    for glyph, origin in zip(run.glyphs, run.origins, strict=True):
        ink = fonts.extents(run.font, glyph)
        if ink.width:
            left, top = run.x + origin + ink.x * scale, run.y - ink.y * scale
            boxes.append((left, top, left + ink.width * scale, top - ink.height * scale))
    if not boxes:
        return run.x, run.y, run.x, run.y
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _overlap(one: Ink, other: Ink) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > _TOLERANCE and down > _TOLERANCE


def _size_of(artwork: Artwork) -> str:
    return f"labels with room in {artwork.width:.0f} × {artwork.height:.0f} points"
