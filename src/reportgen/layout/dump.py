"""A layout in, a text that a person can read and compare out: every item of every page, one a line.

Lengths are points with one decimal, from the top left of the page. Used by tests and for looking into a layout; no
output is made from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.artwork import Path
from reportgen.layout.frame import ARTIFACT, Anchor, Drawing, Item, Layout, Link, Node, Page, Shape, Text
from reportgen.text.runs import GlyphRun


def dump_layout(layout: Layout) -> str:
    """The pages in order, each with its items in painting order; text with size, weight, language and owner."""
    lines: list[str] = []
    for chapter in layout.chapters:
        for page in chapter.pages:
            lines.extend(_page(page, chapter.nodes))
    return "\n".join(lines) + "\n"


def _page(page: Page, nodes: tuple[Node, ...]) -> Iterator[str]:
    folio = f", folio {page.folio}" if page.folio else ""
    yield f"page {page.number}: {page.width:.1f} × {page.height:.1f}{folio}"
    for item in page.items:
        yield f"  {_item(item, nodes)}"


def _item(item: Item, nodes: tuple[Node, ...]) -> str:
    match item:
        case Text(run, owner):
            return f"text    {_text(run)} {_owner(owner, nodes)} “{run.text}”"
        case Shape(path, owner):
            return f"shape   {_path(path)} {_owner(owner, nodes)}"
        case Drawing(artwork, x, y, owner):
            return f"drawing {_lengths(x, y, artwork.width, artwork.height)} {len(artwork.items)} items {_owner(owner, nodes)}"
        case Link(x, y, width, height, target, owner):
            return f"link    {_lengths(x, y, width, height)} {_owner(owner, nodes)} → {target}"
        case Anchor(name, y):
            return f"anchor  {y:.1f} {name}"
        case _:
            return f"{type(item).__name__.lower()}"


def _text(run: GlyphRun) -> str:
    return f"{_lengths(run.x, run.y, run.width)} {run.size:g} pt {run.font.weight} {run.language}"


def _path(path: Path) -> str:
    """The box around the path's points, with what fills and strokes it."""
    points = [point for _, part in path.commands for point in part]
    xs, ys = points[::2], points[1::2]
    looks = [path.fill.name] if path.fill else []
    if path.stroke:
        looks.append(f"{path.stroke.width:g} {path.stroke.colour.name}")
    return f"{_lengths(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))} {', '.join(looks)}"


def _owner(owner: int, nodes: tuple[Node, ...]) -> str:
    return "artifact" if owner == ARTIFACT else f"{nodes[owner].role}{owner}"


def _lengths(*values: float) -> str:
    return " ".join(f"{value + 0.0:.1f}" for value in values)
