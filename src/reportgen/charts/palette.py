"""Theme colours in, red-green-blue for matplotlib out, and back again.

A drawing leaves matplotlib in the theme's own colours, so that every output picks its own values. A colour that only
a chart's own code knows becomes one made up on the spot, with CMYK computed from it. Transparency does not exist in
print: it is flattened against white.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.theme import WHITE, Colour, Theme, complement

Rgb = tuple[float, float, float]


class Palette:
    """The colours that a drawing may use, known by their red, green and blue."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._known: dict[Rgb, Colour] = {}
        named = (WHITE, theme.paper, theme.ink, theme.accent, theme.grey, theme.rule, theme.wash, theme.night)
        self.names = {colour.name: colour for colour in (*named, *(colour for _, colour in theme.layers))}
        for colour in self.names.values():
            self.use(colour)

    def use(self, colour: Colour) -> Rgb:
        """The colour as matplotlib takes it; from now on it is found again by `find`."""
        self._known.setdefault(_rounded(colour.rgb), colour)
        return colour.rgb

    def find(self, rgb: Sequence[float], alpha: float = 1.0) -> Colour:
        """The colour that was meant by what matplotlib hands over."""
        key = _rounded(rgb)
        colour = self._known.get(key)
        if colour is None:
            colour = self._known[key] = made_up(key)
        return colour if alpha >= 1 else colour.tint(alpha)


def made_up(rgb: Rgb) -> Colour:
    """A colour that only a chart's own code knows."""
    return complement("#" + "".join(f"{round(part * 255):02x}" for part in rgb), rgb)


def _rounded(rgb: Sequence[float]) -> Rgb:
    red, green, blue = (round(float(part), 4) for part in rgb[:3])
    return red, green, blue
