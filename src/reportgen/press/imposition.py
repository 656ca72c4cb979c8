"""Page numbers in, sheets for folding out: which page stands where on which side of which sheet, and how far it moves.

Pure arithmetic on whole pages; lengths are points, places are halves of a sheet. A sheet is printed on both sides,
folded once along its middle and read from left to right. Knows no content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from reportgen.records import dataclass
from reportgen.units import Paper, mm

SheetName = Literal["a4", "a3", "letter", "tabloid"]
Flip = Literal["short", "long"]
Side = Literal["front", "back"]

SHEETS: dict[SheetName, Paper] = {
    "a4": Paper("a4", mm(297), mm(210)),
    "a3": Paper("a3", mm(420), mm(297)),
    "letter": Paper("letter", 11 * 72, 8.5 * 72),
    "tabloid": Paper("tabloid", 17 * 72, 11 * 72),
}
"""The sheets lying on their long side, ready to be folded across the middle."""

MOST_FOLDED = 20
"""Sheets that an office stapler and a fold by hand hold; a thicker report is folded in signatures."""


class ImpositionRefused(ValueError):
    """The pages cannot be folded as asked; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Half:
    """One half of one side of a sheet: the page on it, counted from 1, or None for a blank.

    `creep` is how far the page moves towards the fold, in points.
    """

    page: int | None
    right: bool
    creep: float = 0.0


@dataclass(frozen=True, slots=True)
class FoldedSide:
    """One side of a sheet. `sheet` counts from 1 through all signatures, `depth` from 0 for the outermost of its own."""

    sheet: int
    side: Side
    signature: int
    depth: int
    halves: tuple[Half, Half]


@dataclass(frozen=True, slots=True)
class Scaled:
    """A page on a half of a sheet: how much smaller, and where its top left corner is on the half."""

    scale: float
    x: float
    y: float
    width: float
    height: float


def padded(pages: int, to: int = 4) -> int:
    """The pages with the blanks that fill the last sheet."""
    return -(-pages // to) * to


def signatures_of(pages: int, signature: int | None) -> tuple[int, ...]:
    """How many pages, blanks included, each signature has; without a size all pages are folded as one.

    Raises `ImpositionRefused` for no pages, a size that is no multiple of 4, and more sheets than can be folded at once.
    """
    if pages < 1:
        raise ImpositionRefused("there are no pages to fold")
    whole = padded(pages)
    if signature is None:
        sheets = whole // 4
        if sheets > MOST_FOLDED:
            raise ImpositionRefused(
                f"{pages} pages make {sheets} sheets, and {MOST_FOLDED} at most can be folded and stapled at once: "
                f"fold them in signatures, such as 16 or 32 pages each"
            )
        return (whole,)
    if signature < 4 or signature % 4:
        raise ImpositionRefused(f"a signature of {signature} pages cannot be folded: it is a multiple of 4")
    if signature // 4 > MOST_FOLDED:
        raise ImpositionRefused(f"a signature of {signature} pages makes {signature // 4} sheets, at most {MOST_FOLDED} can be folded at once")
    full, rest = divmod(whole, signature)
    return (signature,) * full + ((rest,) if rest else ())


def impose(pages: int, signature: int | None = None, caliper: float = 0.0) -> tuple[FoldedSide, ...]:
    """The sides in the order in which they are printed: front and back of each sheet, outermost sheet first.

    `caliper` is the thickness of one sheet in points. In a fold each sheet pushes those inside it outwards by its
    thickness, so that their pages are moved back towards the fold by as much.
    """
    sides: list[FoldedSide] = []
    first = 0
    sheet = 1
    for number, size in enumerate(signatures_of(pages, signature), 1):
        for depth in range(size // 4):
            creep = depth * caliper
            low, high = first + 2 * depth, first + size - 2 * depth
            for side, left, right in (("front", high, low + 1), ("back", low + 2, high - 1)):
                halves = (_half(left, False, pages, creep), _half(right, True, pages, creep))
                sides.append(FoldedSide(sheet, "front" if side == "front" else "back", number, depth, halves))
            sheet += 1
        first += size
    return tuple(sides)


def _half(page: int, right: bool, pages: int, creep: float) -> Half:
    return Half(page if page <= pages else None, right, creep)


def fitted(page: Paper, sheet: Paper) -> Scaled:
    """The page as large as half a sheet holds, against the fold and in the middle of the height.

    Where it does not fill the half's width, it stays at the fold, so that facing pages meet.
    """
    half = sheet.width / 2
    scale = min(half / page.width, sheet.height / page.height, 1.0)
    if abs(scale - 1) < 0.002:  # A4 on A3: the rounding of the sheet's sizes is not a reduction
        scale = 1.0
    width, height = page.width * scale, page.height * scale
    return Scaled(scale, max(half - width, 0.0), (sheet.height - height) / 2, width, height)


def spine_width(pages: int, caliper: float) -> float:
    """Thickness of the block of leaves for perfect binding, without the cover's own board."""
    return padded(pages, 2) / 2 * caliper


def reading_order(sides: Sequence[FoldedSide]) -> Iterator[int | None]:
    """The pages as a reader finds them once the sheets are folded and the signatures laid one after another."""
    for signature in sorted({side.signature for side in sides}):
        own = [side for side in sides if side.signature == signature]
        fronts = sorted((s for s in own if s.side == "front"), key=lambda s: s.depth)
        backs = sorted((s for s in own if s.side == "back"), key=lambda s: s.depth)
        for front, back in zip(fronts, backs, strict=True):
            yield front.halves[1].page
            yield back.halves[0].page
        for front, back in zip(reversed(fronts), reversed(backs), strict=True):
            yield back.halves[1].page
            yield front.halves[0].page
