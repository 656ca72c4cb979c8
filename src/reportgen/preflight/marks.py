"""What a page paints, seen as a printer sees it: marks with their place, their inks and their state.

Lengths are points in the page's default user space, origin at the bottom left (ISO 32000-1, 8.3.2.3). Amounts of ink
are from 0 to 1.
"""

from __future__ import annotations

from math import hypot
from typing import Literal

from reportgen.records import dataclass, field

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Kind = Literal["text", "fill", "stroke", "image", "shading"]
Model = Literal["grey", "rgb", "cmyk", "lab", "spot", "pattern"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its lower left and upper right corners."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def within(self, other: Box, slack: float = 0.0) -> bool:
        """No edge lies more than `slack` outside the other box."""
        return (
            self.left >= other.left - slack
            and self.bottom >= other.bottom - slack
            and self.right <= other.right + slack
            and self.top <= other.top + slack
        )

    def overlaps(self, other: Box) -> bool:
        return self.left < other.right and self.right > other.left and self.bottom < other.top and self.top > other.bottom

    def cut(self, other: Box) -> Box | None:
        """The part that lies in the other box as well; a line without thickness stays one."""
        left, right = max(self.left, other.left), min(self.right, other.right)
        bottom, top = max(self.bottom, other.bottom), min(self.top, other.top)
        return Box(left, bottom, right, top) if left <= right and bottom <= top else None

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as plates: process inks, or named spot inks, or a device colour that is yet to be separated."""

    space: str
    """The colour space as it is reported, such as DeviceCMYK or ICCBased RGB."""
    model: Model
    cmyk: tuple[float, float, float, float] | None = None
    spots: tuple[tuple[str, float], ...] = ()

    @property
    def total(self) -> float:
        """The sum of all inks, 1 for one solid ink."""
        return sum(self.cmyk or ()) + sum(tint for _, tint in self.spots)

    @property
    def white(self) -> bool:
        return (self.cmyk is not None or bool(self.spots)) and self.total == 0

    @property
    def black_alone(self) -> bool:
        """Only the black plate has ink."""
        return self.cmyk is not None and not self.spots and sum(self.cmyk[:3]) == 0 and self.cmyk[3] > 0

    @property
    def registration(self) -> bool:
        """On every plate that there is."""
        return any(name == "All" for name, _ in self.spots) or (self.cmyk is not None and min(self.cmyk) >= 0.99)

    @property
    def count(self) -> int:
        """How many plates have ink."""
        return sum(part > 0.005 for part in (*(self.cmyk or ()), *(tint for _, tint in self.spots)))


DEVICE_BLACK = Ink("DeviceGray", "grey", (0.0, 0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as the file holds it."""

    name: str
    kind: str
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class Pixels:
    """An image's own size, and how many pixels fall on an inch where it is placed."""

    width: int
    height: int
    dpi: float
    most_ink: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is painted. `size` is of text, `width` of a line, both in points on the page."""

    kind: Kind
    box: Box
    ink: Ink
    overprint: bool = False
    """The inks that it does not use stay as they are under it (overprint on, mode 1 for CMYK)."""
    transparent: str = ""
    """What makes it transparent, empty if nothing does."""
    size: float = 0.0
    width: float = 0.0
    font: FontUse | None = None
    pixels: Pixels | None = None


@dataclass(slots=True)
class Sheet:
    """One page: its boxes, as far as it has them, and its marks in painting order."""

    number: int
    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    rotation: int = 0
    marks: list[Mark] = field(default_factory=list)
    annotations: list[tuple[str, Box]] = field(default_factory=list)
    group_space: str = ""
    """The blending space of a transparency group of the page."""

    @property
    def finished(self) -> Box:
        """The sheet as it will be cut, as far as the file says."""
        return self.trim or self.crop or self.media

    def place_mm(self, box: Box) -> tuple[float, float]:
        """Where a box begins: millimetres from the left and the top edge of the finished sheet."""
        edge = self.finished
        return round((box.left - edge.left) / 72 * 25.4, 1), round((edge.top - box.top) / 72 * 25.4, 1)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def placed_box(matrix: Matrix, box: Box) -> Box:
    """The upright box around a box that a matrix has moved."""
    corners = [placed(matrix, x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def scale_of(matrix: Matrix) -> float:
    """By how much a length grows: the smaller of the two directions, since that is what may get too thin."""
    return min(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]))
