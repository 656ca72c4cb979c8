"""A finished layout in, the bytes of a PDF out. The only module that holds a ReportLab canvas.

Everything is already placed: nothing here measures, breaks or moves. What the file must be for a reader to
trust it is checked afterwards, by `verify`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reportgen.artwork import Path
from reportgen.fonts.open import FontKey, Fonts
from reportgen.layout.frame import Anchor, Drawing, Item, Layout, Link, Page, Shape, Text
from reportgen.model.content import LANGUAGE_TAGS
from reportgen.pdf.colour import Palette, ScreenPalette
from reportgen.pdf.content import Content
from reportgen.pdf.font import EmbeddedFont
from reportgen.pdf.metadata import DocumentInfo, info_entries, xmp_packet
from reportgen.pdf.navigation import Outline, Place, named_destinations, page_labels
from reportgen.pdf.objects import Stream, array, dictionary, name, text_string

_VERSION = (1, 7)
_PRINTED = 4
Painted = Text | Shape | Drawing
_ADDRESS_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"


def write_pdf(layout: Layout, fonts: Fonts, info: DocumentInfo, palette: Palette | None = None) -> bytes:
    """The document as a PDF; the same layout, fonts and information give the same bytes.

    Raises `ValueError` if two anchors share a name.
    """
    painter = _Painter(layout, fonts, palette or ScreenPalette())
    for page in layout.pages:
        painter.page(page)
    return painter.finish(info)


class _Sheets(Canvas):  # type: ignore[misc]
    """A canvas whose pages begin empty: ReportLab's preamble would bring Helvetica in."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Info(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """Our own Info dictionary, in the shape that a ReportLab document asks for."""

    invariant = 1

    def digest(self, signature: Any) -> None:
        """The file's identifier is made by `_Painter`."""


class _Painter:
    """What is gathered while the pages are painted, and what is written when they are done."""

    def __init__(self, layout: Layout, fonts: Fonts, palette: Palette) -> None:
        self._layout = layout
        self._fonts = fonts
        self._palette = palette
        self._embedded: dict[FontKey, EmbeddedFont] = {}
        self._places: dict[str, Place] = {}
        self._fingerprint = hashlib.md5(usedforsecurity=False)
        self._canvas = _Sheets("", invariant=1, pdfVersion=_VERSION, lang=LANGUAGE_TAGS[layout.languages[0]])
        self._document = self._canvas._doc

    def page(self, page: Page) -> None:
        """Paint one page."""
        self._canvas.setPageSize((page.width, page.height))
        content = Content(page.height, self._palette, self._font)
        for _owner, painted in _by_owner(page.items):
            for part in painted:
                _paint(part, content)
            content.close_text()
        for item in page.items:
            if isinstance(item, Link):
                self._canvas._addAnnotation(_annotation(item, page.height))
            elif isinstance(item, Anchor):
                self._anchor(item, page)
        self._canvas.showPage()
        stream = content.stream()
        self._fingerprint.update(stream)
        sheet = self._document.Pages[-1]
        sheet.Contents = Stream(stream)
        sheet.Trans = None

    def finish(self, info: DocumentInfo) -> bytes:
        """Everything that is not a page, and the bytes of the whole."""
        document, catalog = self._document, self._document.Catalog
        for font in self._embedded.values():
            self._fingerprint.update(font.write(document))
        packet = xmp_packet(info)
        self._fingerprint.update(packet)
        catalog.Metadata = Stream(packet, {"Type": name("Metadata"), "Subtype": name("XML")}, plain=True)
        document.info = _Info({key: text_string(value) for key, value in info_entries(info)})
        document.Outlines = document.outline = catalog.Outlines = Outline(self._layout.bookmarks)
        catalog.Names = named_destinations(self._places)
        catalog.PageLabels = page_labels(self._layout.pages)
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        identifier = self._fingerprint.hexdigest().upper().encode("ascii")
        document._ID = b"[<" + identifier + b"><" + identifier + b">]"
        data: bytes = self._canvas.getpdfdata()
        return data

    def _anchor(self, anchor: Anchor, page: Page) -> None:
        if anchor.name in self._places:
            raise ValueError(f"two anchors are named {anchor.name!r}")
        self._places[anchor.name] = Place(len(self._document.Pages.pages), page.height - anchor.y)

    def _font(self, key: FontKey) -> EmbeddedFont:
        font = self._embedded.get(key)
        if font is None:
            font = self._embedded[key] = EmbeddedFont(self._fonts, key, f"F{len(self._embedded) + 1}")
        return font


def _by_owner(items: Iterable[Item]) -> Iterator[tuple[int, Iterator[Painted]]]:
    """Neighbours of one owner together: what one marked-content sequence will hold (ISO 32000-1, 14.7.4).

    Links and anchors leave nothing in the content, so they part no neighbours.
    """
    return groupby((item for item in items if isinstance(item, Painted)), key=lambda item: item.owner)


def _paint(item: Painted, content: Content) -> None:
    match item:
        case Text(run):
            content.text(run)
        case Shape(path):
            content.path(path)
        case Drawing(artwork, x, y):
            for part in artwork.items:
                if isinstance(part, Path):
                    content.path(part, x, y)
                else:
                    content.text(part, x, y)


def _annotation(link: Link, page_height: float) -> Any:
    """A link without a visible frame (ISO 32000-1, 12.5.6.5)."""
    bottom = page_height - link.y - link.height
    corners = (link.x, bottom, link.x + link.width, bottom + link.height)
    if link.target.startswith("#"):
        action = {"S": name("GoTo"), "D": text_string(link.target[1:])}
    else:
        action = {"S": name("URI"), "URI": text_string(quote(link.target, safe=_ADDRESS_CHARACTERS))}
    return dictionary(
        {
            "Type": name("Annot"),
            "Subtype": name("Link"),
            "Rect": array(round(corner, 3) for corner in corners),
            "Border": array((0, 0, 0)),
            "F": _PRINTED,
            "A": dictionary(action),
        }
    )
