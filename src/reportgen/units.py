"""Lengths and sheets. Every length in the project is in points (1/72 inch) with the origin at the top left."""

from __future__ import annotations

from reportgen.records import dataclass

POINTS_PER_MM = 72 / 25.4


def mm(length_mm: float) -> float:
    """Millimetres as points."""
    return length_mm * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet after trimming."""

    name: str
    width: float
    height: float


PAPERS = {
    "a4": Paper("a4", mm(210), mm(297)),
    "letter": Paper("letter", 8.5 * 72, 11 * 72),
}
