"""Theme colours in, colour operators out: one palette for each kind of output.

Whoever paints asks the palette and never looks into a colour, so that a press or grey output is another
palette and not another painter.
"""

from __future__ import annotations

from typing import Protocol

from reportgen.pdf.objects import number
from reportgen.theme import Colour


class Palette(Protocol):
    """What a kind of output makes of a colour (ISO 32000-1, 8.6.8)."""

    def fill(self, colour: Colour) -> str:
        """The operator that makes the colour the one of fills and of text."""

    def stroke(self, colour: Colour) -> str:
        """The operator that makes the colour the one of lines."""


class ScreenPalette:
    """The sRGB values, as device RGB."""

    def fill(self, colour: Colour) -> str:
        return f"{_components(colour.rgb)} rg"

    def stroke(self, colour: Colour) -> str:
        return f"{_components(colour.rgb)} RG"


def _components(values: tuple[float, ...]) -> str:
    return " ".join(map(number, values))
