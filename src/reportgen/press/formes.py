"""Pages in, formes out: what is printed on one side of a sheet, with its boxes, for the press and for folding.

A forme holds whole pages of the layout, moved and scaled but never set anew. Lengths are points, origin at the top left
of the forme.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportgen.artwork import Artwork, Path
from reportgen.layout.frame import Drawing, Item, Page, Shape
from reportgen.press.imposition import Flip, FoldedSide, Half, Scaled, fitted
from reportgen.press.marks import crop_marks, cut_marks, fold_marks, slug_margin
from reportgen.records import dataclass, replace
from reportgen.units import Paper

_AT_EDGE = 0.5
"""What ends so near to the trim was meant to end on it."""
_OVER = 1.0
"""Points that colour runs over the bleed's edge, where it is clipped."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with its top left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a forme: its top left corner at (x, y) before a turn, and what of it is seen."""

    page: Page
    x: float
    y: float
    scale: float
    clip: Rect


@dataclass(frozen=True, slots=True)
class Forme:
    """One side of a sheet. A forme that is `turned` is printed upside down."""

    width: float
    height: float
    placed: tuple[Placed, ...]
    marks: tuple[Item, ...] = ()
    trim: Rect | None = None
    bleed: Rect | None = None
    turned: bool = False


# --- the press ----------------------------------------------------------------------------------------------------

Slug = Callable[[int, int], Sequence[Item]]
"""The words in the slug of a page, by its number and the number of pages; their corner is that of the slug's text."""


def press_formes(pages: Sequence[Page], bleed: float, slug: Slug) -> tuple[Forme, ...]:
    """Each page on a sheet of its own, with bleed, marks and slug."""
    margin = slug_margin(bleed)
    formes = []
    for number, page in enumerate(pages, 1):
        trim = Rect(margin, margin, page.width, page.height)
        wide = trim.grown(bleed)
        marks = crop_marks((trim.x, trim.y, trim.width, trim.height), bleed, slug(number, len(pages)))
        placed = Placed(bled(page, bleed), margin, margin, 1.0, wide)
        formes.append(Forme(page.width + 2 * margin, page.height + 2 * margin, (placed,), marks, trim, wide))
    return tuple(formes)


def bled(page: Page, bleed: float) -> Page:
    """The page with every area that ends at the trim drawn out over the bleed."""
    if not bleed:
        return page
    return replace(page, items=tuple(_bled(item, page, bleed + _OVER) for item in page.items))


def _bled(item: Item, page: Page, by: float) -> Item:
    match item:
        case Shape(path, _) if path.fill is not None:
            return replace(item, path=_drawn_out(path, (0.0, 0.0), page, by))
        case Drawing(artwork, x, y, _):
            parts = tuple(
                _drawn_out(part, (x, y), page, by) if isinstance(part, Path) and part.fill is not None else part
                for part in artwork.items
            )
            return replace(item, artwork=Artwork(artwork.width, artwork.height, parts)) if parts != artwork.items else item
        case _:
            return item


def _drawn_out(path: Path, corner: tuple[float, float], page: Page, by: float) -> Path:
    """The shape with the points on the trim moved out, if it has any there."""
    left, top = corner

    def moved(points: tuple[float, ...]) -> tuple[float, ...]:
        ends = (page.height - top, page.width - left)
        starts = (-top, -left)
        out = []
        for k, value in enumerate(points):
            across = k % 2 == 0
            low, high = starts[across], ends[across]
            out.append(low - by if value <= low + _AT_EDGE else high + by if value >= high - _AT_EDGE else value)
        return tuple(out)

    commands = tuple((verb, moved(points)) for verb, points in path.commands)
    return path if commands == path.commands else replace(path, commands=commands)


# --- the booklet --------------------------------------------------------------------------------------------------


def booklet_formes(pages: Sequence[Page], sides: Sequence[FoldedSide], sheet: Paper, flip: Flip) -> tuple[Forme, ...]:
    """The sides of the sheets, each with two pages and the marks for folding and cutting."""
    first = pages[0]
    place = fitted(Paper("page", first.width, first.height), sheet)
    return tuple(_folded(pages, side, (sheet, place), flip) for side in sides)


def _folded(pages: Sequence[Page], side: FoldedSide, size: tuple[Paper, Scaled], flip: Flip) -> Forme:
    sheet, place = size
    placed = tuple(_on_half(pages[half.page - 1], half, sheet, place) for half in side.halves if half.page is not None)
    marks: list[Item] = list(fold_marks(sheet))
    for half in side.halves:
        rect = _half_rect(half, sheet, place)
        marks.extend(cut_marks((rect.x, rect.y, rect.width, rect.height), sheet, right=half.right))
    turned = flip == "long" and side.side == "back"
    return Forme(sheet.width, sheet.height, placed, tuple(marks), turned=turned)


def _half_rect(half: Half, sheet: Paper, place: Scaled) -> Rect:
    """Where the page is to be cut: against the fold, moved towards it by the creep."""
    middle = sheet.width / 2
    x = middle - half.creep if half.right else middle - place.width + half.creep
    return Rect(x, place.y, place.width, place.height)


def _on_half(page: Page, half: Half, sheet: Paper, place: Scaled) -> Placed:
    rect = _half_rect(half, sheet, place)
    middle = sheet.width / 2
    left, right = (middle, sheet.width) if half.right else (0.0, middle)
    seen = Rect(max(rect.x, left), rect.y, min(rect.x + rect.width, right) - max(rect.x, left), rect.height)
    return Placed(page, rect.x, rect.y, place.scale, seen)
