"""Theme colours in, colour operators out: one palette for each kind of output.

Whoever paints asks the palette and never looks into a colour, so that a press or grey output is another
palette and not another painter.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, Protocol

from reportgen.artwork import Pixels
from reportgen.pdf.objects import number
from reportgen.records import dataclass
from reportgen.theme import Colour, Hatch, Theme

Inks = tuple[float, float, float, float]
Use = Literal["text", "line", "area"]


@dataclass(frozen=True, slots=True)
class Samples:
    """An image as the file holds it: its colour space and its data, which may be a JPEG."""

    space: str
    data: bytes
    is_jpeg: bool = False


class Palette:
    """What a kind of output makes of a colour (ISO 32000-1, 8.6.8); here, what the kinds have in common."""

    least_line = 0.0
    """Thinner lines are drawn this thick; points."""

    def fill(self, colour: Colour, use: Use = "area") -> str:
        """The operator that makes the colour the one of areas or of text."""
        raise NotImplementedError

    def stroke(self, colour: Colour, width: float = 1.0) -> str:
        """The operator that makes the colour the one of lines, `width` points thick."""
        raise NotImplementedError

    def overprints(self, colour: Colour, use: Use, width: float = 0.0) -> bool:
        """The inks under it stay as they are."""
        del colour, use, width
        return False

    def hatches(self, colour: Colour) -> tuple[Hatch, ...]:
        """White lines over an area whose hue alone would tell what it is."""
        del colour
        return ()

    def image(self, pixels: Pixels) -> Samples:
        """What becomes of an image."""
        raise NotImplementedError

    @property
    def spots(self) -> Mapping[str, tuple[str, Inks]]:
        """Spot inks used so far: resource name to the ink's own name and what stands in for it in process inks."""
        return {}


class ScreenPalette(Palette):
    """The sRGB values, as device RGB."""

    def fill(self, colour: Colour, use: Use = "area") -> str:
        del use
        return f"{_components(colour.rgb)} rg"

    def stroke(self, colour: Colour, width: float = 1.0) -> str:
        del width
        return f"{_components(colour.rgb)} RG"

    def image(self, pixels: Pixels) -> Samples:
        return Samples("DeviceGray" if pixels.mode == "L" else "DeviceRGB", pixels.jpeg or pixels.samples, bool(pixels.jpeg))


class Separator(Protocol):
    """What finds the inks of colours and images that only have sRGB."""

    def inks(self, rgb: tuple[float, float, float]) -> Inks: ...

    def samples(self, pixels: Pixels) -> bytes: ...


class PressPalette(Palette):
    """The chosen inks as device CMYK, spot inks as separations; black type and thin lines overprint.

    `grounds` are the names of colours that large areas are printed in: a thin line in a tint of one lies on it and keeps
    its inks, any other thin line of several inks is printed in black alone, since no press holds it in register.
    """

    least_line = 0.25
    thin = 0.5
    """Points."""
    _least_overprinting = 0.3
    """Lighter black would vanish on a dark ground that it does not knock out."""

    def __init__(self, separator: Separator, grounds: tuple[str, ...] = ("night",)) -> None:
        self._separator = separator
        self._grounds = grounds
        self._spots: dict[str, tuple[str, Inks]] = {}

    def inks(self, colour: Colour) -> Inks:
        """The inks that a person chose, or those that the press's profile finds."""
        return colour.cmyk if colour.chosen else self._separator.inks(colour.rgb)

    def fill(self, colour: Colour, use: Use = "area") -> str:
        del use
        if colour.spot:
            return f"/{self._spot(colour)} cs {number(colour.amount)} scn"
        return f"{_components(self.inks(colour))} k"

    def stroke(self, colour: Colour, width: float = 1.0) -> str:
        if colour.spot:
            return f"/{self._spot(colour)} CS {number(colour.amount)} SCN"
        return f"{_components(self._line_inks(colour, width))} K"

    def image(self, pixels: Pixels) -> Samples:
        return Samples("DeviceCMYK", self._separator.samples(pixels))

    def _line_inks(self, colour: Colour, width: float) -> Inks:
        inks = self.inks(colour)
        if width > self.thin or colour.root in self._grounds or sum(part > 0 for part in inks) < 2:
            return inks
        return (0.0, 0.0, 0.0, round(1 - lightness(colour.rgb), 3))

    def overprints(self, colour: Colour, use: Use, width: float = 0.0) -> bool:
        if use == "area" or colour.spot:
            return False
        cyan, magenta, yellow, black = self._line_inks(colour, width) if use == "line" else self.inks(colour)
        return not cyan + magenta + yellow and black >= self._least_overprinting

    @property
    def spots(self) -> Mapping[str, tuple[str, Inks]]:
        return self._spots

    def _spot(self, colour: Colour) -> str:
        resource = "All" if colour.spot == "All" else "S" + "".join(part for part in colour.spot if part.isalnum())
        full = self.inks(colour)
        if colour.amount < 1 and colour.chosen and resource not in self._spots:
            cyan, magenta, yellow, black = (min(part / colour.amount, 1.0) for part in full)
            full = (cyan, magenta, yellow, black)
        self._spots.setdefault(resource, (colour.spot, full))
        return resource


class MonoPalette(Palette):
    """Chosen greys as black ink alone, with hatching where hues told things apart."""

    _least_hatched = 0.5
    """A paler tint is a ground and has type on it."""

    def __init__(self, theme: Theme) -> None:
        self._greys = dict(theme.greys)
        self._hatches: dict[str, tuple[Hatch, ...]] = dict(theme.hatches)

    def grey(self, colour: Colour) -> float:
        """How white: 0 is black ink, 1 is paper."""
        if colour.name in self._greys:
            return 1 - self._greys[colour.name]
        full = self._greys.get(colour.root)
        return lightness(colour.rgb) if full is None else 1 - full * colour.amount

    def fill(self, colour: Colour, use: Use = "area") -> str:
        del use
        return f"{number(self.grey(colour))} g"

    def stroke(self, colour: Colour, width: float = 1.0) -> str:
        del width
        return f"{number(self.grey(colour))} G"

    def image(self, pixels: Pixels) -> Samples:
        from reportgen.press.conversion import grey_samples  # brings an image library, which few outputs need

        return Samples("DeviceGray", grey_samples(pixels))

    def hatches(self, colour: Colour) -> tuple[Hatch, ...]:
        return self._hatches.get(colour.root, ()) if colour.amount >= self._least_hatched else ()


@cache
def lightness(rgb: tuple[float, float, float]) -> float:
    """How light a grey looks as light as the colour: the sRGB value of its luminance (IEC 61966-2-1)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055


def _components(values: tuple[float, ...]) -> str:
    return " ".join(map(number, values))
