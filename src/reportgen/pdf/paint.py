"""A finished layout in, the bytes of a PDF out. The only module that holds a ReportLab canvas.

Everything is already placed: nothing here measures, breaks or moves. What the file must be for a reader to
trust it is checked afterwards, by `verify`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import quote

from reportgen.artwork import Path, Pixels, Raster
from reportgen.fonts.open import FontKey, Fonts
from reportgen.layout.frame import Anchor, Drawing, Layout, Link, Page, Shape, Text
from reportgen.model.content import LANGUAGE_TAGS
from reportgen.pdf.assemble import file_bytes
from reportgen.pdf.attachments import Attachment, attach
from reportgen.pdf.content import OVERPRINTS, Content
from reportgen.pdf.engine import Canvas, pdfdoc
from reportgen.pdf.font import EmbeddedFont
from reportgen.pdf.kinds import SCREEN, Intent, Output
from reportgen.pdf.metadata import DocumentInfo, info_entries, xmp_packet
from reportgen.pdf.navigation import Outline, Place, named_destinations, page_labels
from reportgen.pdf.objects import Stream, Written, array, dictionary, name, number, text_string, write_also
from reportgen.pdf.pack import pack_pdf
from reportgen.pdf.structure import StructureWriter
from reportgen.pdf.tags import Painted, TaggedPage, tag_layout
from reportgen.press.formes import Forme

_PRINTED = 4
_RESOURCES = "Resources"
"""The name under which ReportLab knows the resources of the pages."""
_ADDRESS_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"


def write_pdf(
    layout: Layout, fonts: Fonts, info: DocumentInfo, output: Output | None = None, attachments: Sequence[Attachment] = ()
) -> bytes:  # fmt: skip
    """The document as a PDF for one kind of output, the screen if none is named, carrying the attachments.

    The same layout, fonts and information give the same bytes. Raises `ValueError` if two anchors share a name, and in
    tagged output for an item whose owner is no element of the structure.
    """
    output = output or SCREEN
    painter = _Painter(layout, fonts, output)
    for index, page in enumerate(layout.pages):
        painter.page(index, page)
    data = painter.finish(info, attachments)
    return pack_pdf(data) if output.packed else data


def write_formes(layout: Layout, fonts: Fonts, info: DocumentInfo, output: Output, formes: Sequence[Forme]) -> bytes:
    """The sides of the sheets that hold a document's pages as a PDF, in which nothing leads anywhere."""
    painter = _Painter(layout, fonts, output)
    for forme in formes:
        painter.forme(forme)
    data = painter.finish(info, leads=False)
    return pack_pdf(data) if output.packed else data


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

    def __init__(self, layout: Layout, fonts: Fonts, output: Output) -> None:
        self._layout = layout
        self._fonts = fonts
        self._output = output
        self._embedded: dict[FontKey, EmbeddedFont] = {}
        self._places: dict[str, Place] = {}
        self._fingerprint = hashlib.md5(usedforsecurity=False)
        self._pool = ThreadPoolExecutor(1)
        self._canvas = _Sheets("", invariant=1, pdfVersion=output.version, lang=LANGUAGE_TAGS[layout.languages[0]])
        self._document = self._canvas._doc
        self._tagged = tag_layout(layout) if output.tagged else None
        self._structure: StructureWriter | None = None
        if self._tagged is not None:
            self._structure = StructureWriter(self._document, self._tagged, [page.height for page in layout.pages])
        self._links: dict[tuple[int, int], int] = {}
        self._overprints = False
        self._images: dict[str, Any] = {}

    def page(self, index: int, page: Page) -> None:
        """Paint the page at an index from 0."""
        self._canvas.setPageSize((page.width, page.height))
        content = Content(page.height, self._output.palette, self._font, self._image)
        if self._tagged is not None:
            tagged = self._tagged.pages[index]
            _paint_marked(tagged, content)
            links = [link for link, _ in tagged.links]
        else:
            for item in page.items:
                if isinstance(item, Painted):
                    _paint(item, content)
            links = [item for item in page.items if isinstance(item, Link)]
        for item in page.items:
            if isinstance(item, Anchor):
                self._anchor(item, page)
        sheet = self._sheet(content)
        sheet.Annots = array(self._annotations(index, links)) if links else None
        if self._structure is not None:
            write_also(sheet, {"StructParents": self._structure.page_key(index), "Tabs": name("S")})

    def forme(self, forme: Forme) -> None:
        """Paint one side of a sheet: its pages, then its marks."""
        self._canvas.setPageSize((forme.width, forme.height))
        content = Content(forme.height, self._output.palette, self._font, self._image)
        if forme.turned:
            content.turn(forme.width)
        for placed in forme.placed:
            clip = placed.clip
            content.enter((placed.x, placed.y), (placed.scale, placed.page.height), (clip.x, clip.y, clip.width, clip.height))
            for item in placed.page.items:
                if isinstance(item, Painted):
                    _paint(item, content)
            content.leave()
        for item in forme.marks:
            if isinstance(item, Painted):
                _paint(item, content)
        sheet = self._sheet(content)
        for key, box in (("TrimBox", forme.trim), ("BleedBox", forme.bleed)):
            if box is not None:
                edges = (box.x, forme.height - box.y - box.height, box.x + box.width, forme.height - box.y)
                setattr(sheet, key, array(round(edge, 3) for edge in edges))

    def _sheet(self, content: Content) -> Any:
        """The page that was painted last, with its content."""
        self._canvas.showPage()
        stream = content.stream()
        self._fingerprint.update(stream)
        self._overprints = self._overprints or content.overprints
        sheet = self._document.Pages[-1]
        sheet.Contents = Stream(stream)
        sheet.Contents.squeeze(self._pool)
        sheet.Trans = None
        sheet.Resources = pdfdoc.PDFObjectReference(_RESOURCES)
        return sheet

    def finish(self, info: DocumentInfo, attachments: Sequence[Attachment] = (), *, leads: bool = True) -> bytes:
        """Everything that is not a page, and the bytes of the whole; `leads` if bookmarks and names lead to the pages."""
        document, catalog = self._document, self._document.Catalog
        for font in self._embedded.values():
            self._fingerprint.update(font.write(document))
        packet = xmp_packet(info, self._output.claims)
        self._fingerprint.update(packet)
        catalog.Metadata = Stream(packet, {"Type": name("Metadata"), "Subtype": name("XML")}, plain=True)
        entries: dict[str, Any] = {key: text_string(value) for key, value in info_entries(info)}
        if self._output.claims.pdfx:
            entries["Trapped"] = name("False")
        document.info = _Info(entries)
        document.Reference(self._resources(), _RESOURCES)
        document.Outlines = document.outline = catalog.Outlines = Outline(self._layout.bookmarks if leads else ())
        files = attach(document, attachments, info.moment)
        names = {"Dests": named_destinations(self._places), "EmbeddedFiles": files.names if attachments else None}
        catalog.Names = dictionary(names) if any(names.values()) else None
        if attachments:
            write_also(catalog, {"AF": array(files.references)})
            self._fingerprint.update(b"".join(attachment.data for attachment in attachments))
        if leads:
            catalog.PageLabels = page_labels(self._layout.pages)
        catalog.PageLayout = name("TwoPageRight" if len(self._layout.pages) > 2 else "SinglePage")
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        if self._structure is not None:
            catalog.MarkInfo = dictionary({"Marked": "true"})
            catalog.StructTreeRoot = self._structure.write(self._links, files.by_figure)
        if self._output.intent is not None:
            write_also(catalog, {"OutputIntents": array([self._intent(self._output.intent)])})
        identifier = self._fingerprint.hexdigest().upper().encode("ascii")
        document.format = partial(
            file_bytes, document, b"[<" + identifier + b"><" + identifier + b">]", object_streams=self._output.packed
        )
        data: bytes = self._canvas.getpdfdata()
        self._pool.shutdown()
        return data

    def _resources(self) -> Any:
        """What the pages' operators name, in one dictionary for all of them (ISO 32000-1, 7.8.3)."""
        states = {
            state: dictionary({"Type": name("ExtGState"), "op": _truth(fill), "OP": _truth(line), "OPM": 1})
            for (fill, line), state in OVERPRINTS.items()
        }
        spaces = {key: self._document.Reference(_separation(*ink)) for key, ink in self._output.palette.spots.items()}
        return dictionary(
            {
                "Font": pdfdoc.PDFObjectReference("BasicFonts"),
                "ExtGState": dictionary(states) if self._overprints else None,
                "ColorSpace": dictionary(spaces) if spaces else None,
                "XObject": dictionary(self._images) if self._images else None,
            }
        )

    def _intent(self, intent: Intent) -> Any:
        """The output intent with its profile embedded (ISO 19005-3, 6.2.3)."""
        profile = self._document.Reference(Stream(intent.profile, {"N": intent.components}))
        return dictionary(
            {
                "Type": name("OutputIntent"),
                "S": name(intent.subtype),
                "OutputConditionIdentifier": text_string(intent.condition),
                "Info": text_string(intent.info or intent.condition),
                "RegistryName": text_string(intent.registry) if intent.registry else None,
                "DestOutputProfile": profile,
            }
        )

    def _annotations(self, page: int, links: list[Link]) -> Iterator[Any]:
        """References to the areas of a page's links; in tagged output each knows its place in the structure."""
        height = self._layout.pages[page].height
        for index, link in enumerate(links):
            key = self._structure.link_key(page, index) if self._structure is not None else None
            reference = self._document.Reference(_annotation(link, height, key))
            self._links[page, index] = self._document.idToObjectNumberAndVersion[reference.name][0]
            yield reference

    def _anchor(self, anchor: Anchor, page: Page) -> None:
        if anchor.name in self._places:
            raise ValueError(f"two anchors are named {anchor.name!r}")
        self._places[anchor.name] = Place(len(self._document.Pages.pages), page.height - anchor.y)

    def _image(self, pixels: Pixels) -> str:
        """The name of an image in the resources; the same image stands in the file once."""
        resource = f"Im{pixels.name}"
        if resource not in self._images:
            samples = self._output.palette.image(pixels)
            self._fingerprint.update(samples.data)
            entries = {
                "Type": name("XObject"),
                "Subtype": name("Image"),
                "Width": pixels.width_px,
                "Height": pixels.height_px,
                "BitsPerComponent": 8,
                "ColorSpace": name(samples.space),
                "Filter": name("DCTDecode") if samples.is_jpeg else None,
            }
            self._images[resource] = self._document.Reference(Stream(samples.data, entries, plain=samples.is_jpeg))
        return resource

    def _font(self, key: FontKey) -> EmbeddedFont:
        font = self._embedded.get(key)
        if font is None:
            font = self._embedded[key] = EmbeddedFont(self._fonts, key, f"F{len(self._embedded) + 1}")
        return font


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _separation(ink: str, process: tuple[float, ...]) -> Any:
    """A spot ink, with what stands in for it where it is missing (ISO 32000-1, 8.6.6.4)."""
    function = {"FunctionType": 2, "Domain": array((0, 1)), "C0": array((0, 0, 0, 0)), "C1": array(process), "N": 1}
    written = "".join(letter if letter.isalnum() else f"#{ord(letter):02X}" for letter in ink)
    return array((name("Separation"), f"/{written}", name("DeviceCMYK"), dictionary(function)))


def _paint_marked(page: TaggedPage, content: Content) -> None:
    """The page's sequences, each between its marks (ISO 32000-1, 14.6)."""
    for sequence in page.marked:
        number = sequence.number
        content.begin(sequence.tag, sequence.properties if number is None else f"<</MCID {number}>>",
                      words=all(isinstance(item, Text) for item in sequence.items))  # fmt: skip
        for item in sequence.items:
            _paint(item, content)
        content.end()


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


def _annotation(link: Link, page_height: float, key: int | None) -> Written:
    """A link without a visible frame (ISO 32000-1, 12.5.6.5)."""
    bottom = page_height - link.y - link.height
    corners = (link.x, bottom, link.x + link.width, bottom + link.height)
    box = " ".join(number(corner) for corner in corners).encode("ascii")
    if link.target.startswith("#"):
        action = b"/GoTo/D" + text_string(link.target[1:])
    else:
        action = b"/URI/URI" + text_string(quote(link.target, safe=_ADDRESS_CHARACTERS))
    said = b"/Contents" + text_string(link.words) if link.words else b""
    place = b"/StructParent %d" % key if key is not None else b""
    head = b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F %d" % (box, _PRINTED)
    return Written(b"%b%b%b/A<</S%b>>>>" % (head, said, place, action))

