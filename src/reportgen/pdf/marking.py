"""Items of a page in, operators of its content stream and the areas of its links out.

With marks, each element's items stand between the operators that tell whose they are (ISO 32000-1, 14.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from reportgen.artwork import Path, Raster
from reportgen.layout.frame import Drawing, Item, Link, Shape, Text
from reportgen.pdf.content import Content
from reportgen.pdf.objects import number, text_string
from reportgen.pdf.tags import Painted, TaggedPage

_PRINTED = 4
_ADDRESS_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"


def paint_marked(page: TaggedPage, content: Content) -> None:
    """The page's sequences, each between its marks (ISO 32000-1, 14.6)."""
    for sequence in page.marked:
        number = sequence.number
        content.begin(sequence.tag, sequence.properties if number is None else f"<</MCID {number}>>",
                      words=all(isinstance(item, Text) for item in sequence.items))  # fmt: skip
        for item in sequence.items:
            _paint(item, content)
        content.end()


def paint_items(items: Iterable[Item], content: Content) -> list[Link]:
    """Paint items without marks; returns the links among them."""
    links: list[Link] = []
    for item in items:
        if isinstance(item, Painted):
            _paint(item, content)
        elif isinstance(item, Link):
            links.append(item)
    return links


def _paint(item: Painted, content: Content) -> None:
    match item:
        case Text(run):
            content.text(run)
        case Shape(path):
            content.path(path)
        case Drawing(artwork, x, y):
            for part in artwork.items:
                if isinstance(part, Path):
                    content.path(part, x, y, keyed=True)
                elif isinstance(part, Raster):
                    content.image(part, x, y)
                else:
                    content.text(part, x, y)


def keyed(links: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Links with their keys in the parent tree, counted on from the first."""
    return tuple([link % key for key, link in enumerate(links, first)])


def annotation(link: Link, page_height: float, *, with_key: bool) -> bytes:
    """A link without a visible frame (ISO 32000-1, 12.5.6.5); if `with_key`, with a `%d` for its key in the parent tree."""
    bottom = page_height - link.y - link.height
    corners = (link.x, bottom, link.x + link.width, bottom + link.height)
    box = " ".join(number(corner) for corner in corners).encode("ascii")
    if link.target.startswith("#"):
        action = b"/GoTo/D" + text_string(link.target[1:])
    else:
        action = b"/URI/URI" + text_string(quote(link.target, safe=_ADDRESS_CHARACTERS))
    said = b"/Contents" + text_string(link.words) if link.words else b""
    if not with_key:
        return b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F %d%b/A<</S%b>>>>" % (box, _PRINTED, said, action)
    said, action = said.replace(b"%", b"%%"), action.replace(b"%", b"%%")
    return b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F %d%b/StructParent %%d/A<</S%b>>>>" % (box, _PRINTED, said, action)
