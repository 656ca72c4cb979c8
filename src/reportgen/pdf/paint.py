"""A layout in, the bytes of a PDF out. The only module that holds a ReportLab canvas.

Everything is already placed: nothing here measures, breaks or moves. Chapters are painted as they come and joined at the
end, in their order. What the file must be for a reader to trust it is checked afterwards, by `verify`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from reportgen.artwork import Pixels
from reportgen.cache import Cache
from reportgen.fonts.open import FontKey, Fonts
from reportgen.layout.frame import Chapter, Layout, Page, ReadingPlan
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import LANGUAGE_TAGS
from reportgen.pdf.assemble import Document, file_bytes
from reportgen.pdf.attachments import Attachment, attach
from reportgen.pdf.content import OVERPRINTS, Content
from reportgen.pdf.engine import Canvas, pdfdoc
from reportgen.pdf.flate import compressed
from reportgen.pdf.font import Code, EmbeddedFont, shared_uses
from reportgen.pdf.font_parts import Use
from reportgen.pdf.kinds import SCREEN, Intent, Output
from reportgen.pdf.marking import annotation, keyed, paint_items, paint_marked
from reportgen.pdf.metadata import DocumentInfo, info_entries, xmp_packet
from reportgen.pdf.navigation import Outline as Bookmarks
from reportgen.pdf.navigation import Place, named_destinations, page_labels
from reportgen.pdf.numbering import Counts, Numbering, number_objects
from reportgen.pdf.objects import Stream, Written, array, dictionary, name, text_string, write_also
from reportgen.pdf.painted import PaintedChapter, PaintedPage
from reportgen.pdf.structure import (
    NumberedPart,
    StructurePart,
    StructureRoot,
    files_of,
    structure_part,
    written_part,
)
from reportgen.pdf.tags import Marked, TaggedPage, tag_chapter
from reportgen.press.formes import Forme
from reportgen.records import dataclass

_SINGLES = 16
"""Objects that a document has once, at most: its tree of pages, its information, trees of names, the roots of its structure…"""
_RESOURCES = "Resources"
"""The name under which ReportLab knows the resources of the pages."""


def write_pdf(
    layout: Layout, fonts: Fonts, info: DocumentInfo, output: Output | None = None, attachments: Sequence[Attachment] = ()
) -> bytes:  # fmt: skip
    """The document as a PDF for one kind of output, the screen if none is named, carrying the attachments.

    The same layout, fonts and information give the same bytes. Raises `ValueError` if two anchors share a name, and in
    tagged output for an item whose owner is no element of the structure.
    """
    painter = Painter(fonts, layout.plan, output or SCREEN)
    for place, chapter in enumerate(layout.chapters):
        painter.put(place, painter.painted(chapter))
    return painter.finish(layout, info, attachments)


def write_formes(layout: Layout, fonts: Fonts, info: DocumentInfo, output: Output, formes: Sequence[Forme]) -> bytes:
    """The sides of the sheets that hold a document's pages as a PDF, in which nothing leads anywhere."""
    painter = Painter(fonts, layout.plan, output)
    for place, forme in enumerate(formes):
        painter.put(place, painter.painted_forme(forme), forme)
    return painter.finish(layout, info, leads=False)


class _Sheets(Canvas):  # type: ignore[misc]
    """A canvas whose pages begin empty: ReportLab's preamble would bring Helvetica in."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Info(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """Our own Info dictionary, in the shape that a ReportLab document asks for."""

    invariant = 1

    def digest(self, signature: Any) -> None:
        """The file's identifier is made by `Painter`."""


@dataclass(frozen=True, slots=True)
class _KnownPage:
    """A page as it was painted: what it held, its stream plain and compressed, and the codes of its glyphs."""

    height: float
    marked: tuple[Marked, ...]
    stream: bytes
    squeezed: bytes
    codes: dict[FontKey, dict[tuple[int, str], Code]]
    overprints: bool


class Painter:
    """Paints chapters, and writes the document that they make up."""

    def __init__(self, fonts: Fonts, plan: ReadingPlan, output: Output, kept: Cache | None = None, memory: Memory = FORGETFUL) -> None:
        """`kept` has the embedded fonts of earlier documents, `memory` what was written of the chapters before."""
        self._fonts = fonts
        self._kept = kept
        self._memory = memory
        self._pool_of_uses: dict[Use, Use] = memory.get("uses") or memory.put("uses", {})
        self._plan = plan
        self._output = output
        self._embedded: dict[FontKey, EmbeddedFont] = {}
        self._pool = ThreadPoolExecutor(1)
        self._threads = True
        self._chapters: dict[int, tuple[PaintedChapter, Forme | None]] = {}
        self._images: dict[str, Pixels] = {}
        self._shown: dict[str, None] = {}
        """The images of the chapter that is being painted."""

    def use_no_threads(self) -> None:
        """Begin none, so that the process can be forked while it paints."""
        self._threads = False

    # --- chapters -------------------------------------------------------------------------------------------------

    def painted(self, chapter: Chapter) -> PaintedChapter:
        """Paint a chapter."""
        self._begin()
        tagged = tag_chapter(chapter, self._plan) if self._output.tagged else None
        contents: list[Content | _KnownPage] = []
        links: list[tuple[bytes, ...]] = []
        places: list[tuple[str, int, float]] = []
        for index, page in enumerate(chapter.pages):
            if tagged is not None:
                contents.append(self._marked_page(page, tagged.pages[index]))
                areas = [link for link, _ in tagged.pages[index].links]
            else:
                content = self._content(page.height)
                areas = paint_items(page.items, content)
                contents.append(content)
            links.append(tuple([annotation(area, page.height, with_key=tagged is not None) for area in areas]))
            places += [(anchor.name, index, page.height - anchor.y) for anchor in page.anchors]
        sizes = [(page.width, page.height) for page in chapter.pages]
        structure = structure_part(tagged, [height for _, height in sizes]) if tagged is not None else None
        return self._finished(contents, sizes, links, (structure, tuple(places)))

    def _marked_page(self, page: Page, tagged: TaggedPage) -> Content | _KnownPage:
        """A page painted, or as it was painted when it held the same."""
        slot = ("page", page.number, self._plan.languages)
        known: _KnownPage | None = self._memory.get(slot)
        if known is not None and known.height == page.height and known.marked == tagged.marked and self._recall(known):
            return known
        images = len(self._shown)
        used = {key: font.used for key, font in self._embedded.items()}
        for font in self._embedded.values():
            font.used = {}
        content = self._content(page.height)
        paint_marked(tagged, content)
        codes = {key: font.used for key, font in self._embedded.items() if font.used}
        for key, font in self._embedded.items():
            font.used = used.get(key, {}) | font.used
        if not self._memory.lasting or len(self._shown) > images or not all(code.steady for one in codes.values() for code in one.values()):
            return content
        stream = content.stream()
        return self._memory.put(slot, _KnownPage(page.height, tagged.marked, stream, compressed(stream), codes, content.overprints))

    def _recall(self, page: _KnownPage) -> bool:
        """Take note of the glyphs of a page; False if another has taken the code of one."""
        fonts = [(self._embedded_font(key), codes) for key, codes in page.codes.items()]
        if not all(font.may_recall(codes) for font, codes in fonts):
            return False
        for font, codes in fonts:
            font.recall(codes)
        return True

    def painted_forme(self, forme: Forme) -> PaintedChapter:
        """Paint one side of a sheet: its pages, then its marks."""
        self._begin()
        content = self._content(forme.height)
        if forme.turned:
            content.turn(forme.width)
        for placed in forme.placed:
            clip = placed.clip
            content.enter((placed.x, placed.y), (placed.scale, placed.page.height), (clip.x, clip.y, clip.width, clip.height))
            paint_items(placed.page.items, content)
            content.leave()
        paint_items(forme.marks, content)
        return self._finished([content], [(forme.width, forme.height)], [()], (None, ()))

    def agrees(self, chapter: PaintedChapter) -> bool:
        """The chapter, painted for another build, can stand in this document as it is."""
        return all(self._embedded_font(key).agrees(self._memory.of(shared_uses, uses, self._pool_of_uses)) for key, uses in chapter.uses)

    def put(self, place: int, chapter: PaintedChapter, forme: Forme | None = None) -> None:
        """Give a painted chapter, or a forme, its place in the order of the document."""
        for key, uses in chapter.uses:
            self._embedded_font(key).adopt(self._memory.of(shared_uses, uses, self._pool_of_uses))
        self._chapters[place] = (chapter, forme)

    def pages_at(self, place: int) -> Sequence[PaintedPage]:
        """The pages of the chapter at a place."""
        return self._chapters[place][0].pages

    def is_steady(self, chapter: PaintedChapter) -> bool:
        """Whoever paints the chapter in another document makes the same of it."""
        return not chapter.images and all(
            self._embedded_font(key).code(glyph, text).steady for key, uses in chapter.uses for glyph, text, _ in uses
        )  # fmt: skip

    def _begin(self) -> None:
        self._shown = {}
        for font in self._embedded.values():
            font.used = {}

    def _content(self, height: float) -> Content:
        return Content(height, self._output.palette, self._embedded_font, self._image)

    def _finished(
        self, contents: Sequence[Content | _KnownPage], sizes: Sequence[tuple[float, float]], links: Sequence[tuple[bytes, ...]],
        rest: tuple[StructurePart | None, tuple[tuple[str, int, float], ...]],
    ) -> PaintedChapter:  # fmt: skip
        digest = hashlib.md5(usedforsecurity=False)
        squeezed: list[bytes | Future[bytes]] = []
        for content in contents:
            if isinstance(content, _KnownPage):
                digest.update(content.stream)
                squeezed.append(content.squeezed)
            else:
                stream = content.stream()
                digest.update(stream)
                squeezed.append(self._pool.submit(compressed, stream) if self._threads else compressed(stream))
        uses = [
            (font.key, tuple([(code.glyph, code.text, code.number) for code in font.used.values()]))
            for font in self._fonts_in_order() if font.used
        ]  # fmt: skip
        pages = [
            PaintedPage(*size, packed if isinstance(packed, bytes) else packed.result(), areas)
            for size, packed, areas in zip(sizes, squeezed, links, strict=True)
        ]
        return PaintedChapter(tuple(pages), digest.hexdigest(), *rest, tuple(uses), tuple(self._shown),
                              any(content.overprints for content in contents))  # fmt: skip

    def _image(self, pixels: Pixels) -> str:
        """The name of an image in the resources; the same image stands in the file once."""
        resource = f"Im{pixels.name}"
        self._images[resource] = pixels
        self._shown[resource] = None
        return resource

    def _embedded_font(self, key: FontKey) -> EmbeddedFont:
        font = self._embedded.get(key)
        if font is None:
            slot = ("codes", self._fonts.files[key.face].sha256, key)
            font = self._embedded[key] = EmbeddedFont(self._fonts, key, self._memory.get(slot) or self._memory.put(slot, {}))
        return font

    # --- the document ---------------------------------------------------------------------------------------------

    def finish(
        self, layout: Layout, info: DocumentInfo, attachments: Sequence[Attachment] = (), *, leads: bool = True
    ) -> bytes:  # fmt: skip
        """The bytes of the whole; `leads` if bookmarks and names lead to the pages.

        Of the layout's pages, what stands on them is not looked at. Raises `ValueError` if two anchors share a name.
        """
        chapters = [self._chapters[place] for place in sorted(self._chapters)]
        self._pool.shutdown()
        numbering = None
        if self._output.packed:
            bookmarks = len(layout.bookmarks) if leads else 0
            numbering = number_objects(_counts([chapter for chapter, _ in chapters], self._output, bookmarks, len(attachments)))
        writer = _Writer(self._plan, self._output, numbering, self._kept, self._memory)
        return writer.write(chapters, self._fonts_in_order(), self._images, (layout, info, attachments, leads))

    def _fonts_in_order(self) -> list[EmbeddedFont]:
        return [font for _, font in sorted(self._embedded.items(), key=lambda item: (item[0].face, item[0].weight))]


class _Writer:
    """Writes one document: the objects of its chapters, and everything that is not a page."""

    def __init__(self, plan: ReadingPlan, output: Output, numbering: Numbering | None, kept: Cache | None, memory: Memory) -> None:
        self._kept = kept
        self._memory = memory
        self._pool_of_uses: dict[Use, Use] = memory.get("uses") or memory.put("uses", {})
        self._plan = plan
        self._output = output
        self._fingerprint = hashlib.md5(usedforsecurity=False)
        self._document = Document(output.version, LANGUAGE_TAGS[plan.languages[0]], numbering, memory)
        self._canvas = _Sheets("", invariant=1)
        self._canvas._doc = self._document
        self._places: dict[str, Place] = {}
        self._root = StructureRoot(self._document, plan) if output.tagged else None
        self._parts: list[NumberedPart] = []
        self._around: list[tuple[range, list[Any]]] = []
        """The pages of each part, and the numbers of its links, or references where they are not numbered yet."""
        self._next_key = 0

    def write(
        self, chapters: Sequence[tuple[PaintedChapter, Forme | None]], fonts: Sequence[EmbeddedFont], images: dict[str, Pixels],
        rest: tuple[Layout, DocumentInfo, Sequence[Attachment], bool],
    ) -> bytes:  # fmt: skip
        """The file."""
        layout, info, attachments, leads = rest
        document, catalog = self._document, self._document.Catalog
        files = attach(document, attachments, info.moment)
        for chapter, forme in chapters:
            self._chapter(chapter, forme)
        with document.sharing():
            for font in fonts:
                self._fingerprint.update(font.write(document, self._kept, self._memory))
            overprints = any(chapter.overprints for chapter, _ in chapters)
            document.Reference(self._resources(images, overprints=overprints), _RESOURCES)
        document.settle()
        self._structure(files.by_figure)
        self._metadata(info)
        document.Outlines = document.outline = catalog.Outlines = Bookmarks(layout.bookmarks if leads else ())
        names = {"Dests": named_destinations(self._places, [document.page_number(page) for page in range(len(document.Pages.pages))], self._memory), "EmbeddedFiles": files.names if attachments else None}
        catalog.Names = dictionary(names) if any(names.values()) else None
        if attachments:
            write_also(catalog, {"AF": array(files.references)})
            self._fingerprint.update(b"".join(attachment.data for attachment in attachments))
        if leads:
            catalog.PageLabels = page_labels(layout.pages)
        catalog.PageLayout = name("TwoPageRight" if len(layout.pages) > 2 else "SinglePage")
        catalog.ViewerPreferences = b"<</DisplayDocTitle true>>"
        if self._root is not None:
            catalog.MarkInfo = dictionary({"Marked": "true"})
            catalog.StructTreeRoot = self._root.write(self._parts, self._memory)
        if self._output.intent is not None:
            write_also(catalog, {"OutputIntents": array([self._intent(self._output.intent)])})
        identifier = self._fingerprint.hexdigest().upper().encode("ascii")
        document.format = partial(file_bytes, document, b"[<" + identifier + b"><" + identifier + b">]")
        data: bytes = self._canvas.getpdfdata()
        return data

    def _chapter(self, chapter: PaintedChapter, forme: Forme | None) -> None:
        """The objects of a chapter, but for its elements: its pages, its links."""
        document, part, key = self._document, chapter.structure, self._next_key
        first_page = len(document.Pages.pages)
        self._fingerprint.update(chapter.digest.encode("ascii"))
        for name_, index, height in chapter.places:
            if name_ in self._places:
                raise ValueError(f"two anchors are named {name_!r}")
            self._places[name_] = Place(first_page + index, height)
        sheets = [self._sheet(page) for page in chapter.pages]
        next_key = key + len(sheets)
        links: list[Any] = []
        for index, (sheet, page) in enumerate(zip(sheets, chapter.pages, strict=True)):
            if page.links:
                areas = self._memory.of(keyed, page.links, by=(next_key,)) if part is not None else page.links
                next_key += len(areas)
                numbers = document.place_links(first_page + index, areas)
                if numbers is not None:
                    links += numbers
                    sheet.Annots = b"[%b]" % b" ".join([b"%d 0 R" % number for number in numbers])
                else:
                    with document.sharing():
                        annotations = [document.Reference(Written(area)) for area in areas]
                    links += annotations
                    sheet.Annots = array(annotations)
            if part is not None:
                write_also(sheet, {"StructParents": key + index, "Tabs": name("S")})
            if forme is not None:
                _give_boxes(sheet, forme)
        if part is not None:
            self._parts.append(NumberedPart(part, document.reserve(part.count), key))
            self._around.append((range(first_page, first_page + len(sheets)), links))
            self._next_key += len(sheets) + sum(map(len, part.links))

    def _structure(self, files: dict[str, list[int]]) -> None:
        """The elements of the chapters, when all that they name has its number."""
        document = self._document
        for one, (pages, links) in zip(self._parts, self._around, strict=True):
            assert self._root is not None
            numbers = tuple([link if isinstance(link, int) else document.number_of(link) for link in links])
            outside: list[int | bytes] = [*self._root.numbers, *map(document.page_number, pages), *files_of(one.part.figures, files)]
            document.fill(one.first, self._memory.of(written_part, one.part, by=(one.first, numbers, tuple(outside))))

    def _sheet(self, page: PaintedPage) -> Any:
        """A page's object, with its content."""
        sheet = pdfdoc.PDFPage()
        sheet.pagewidth, sheet.pageheight = page.width, page.height
        sheet.Contents = Stream(page.stream, squeezed=True)
        sheet.Resources = pdfdoc.PDFObjectReference(_RESOURCES)
        self._document.addPage(sheet)
        return sheet

    def _metadata(self, info: DocumentInfo) -> None:
        """The Info dictionary, and XMP with the same words."""
        packet = xmp_packet(info, self._output.claims)
        self._fingerprint.update(packet)
        self._document.Catalog.Metadata = Stream(packet, {"Type": name("Metadata"), "Subtype": name("XML")}, plain=True)
        entries: dict[str, Any] = {key: text_string(value) for key, value in info_entries(info)}
        if self._output.claims.pdfx:
            entries["Trapped"] = name("False")
        self._document.info = _Info(entries)

    def _resources(self, images: dict[str, Pixels], *, overprints: bool) -> Any:
        """What the pages' operators name, in one dictionary for all of them (ISO 32000-1, 7.8.3)."""
        states = {
            state: dictionary({"Type": name("ExtGState"), "op": _truth(fill), "OP": _truth(line), "OPM": 1})
            for (fill, line), state in OVERPRINTS.items()
        }
        spaces = {key: self._document.Reference(_separation(*ink)) for key, ink in self._output.palette.spots.items()}
        pictures = {resource: self._picture(pixels) for resource, pixels in sorted(images.items())}
        return dictionary(
            {
                "Font": pdfdoc.PDFObjectReference("BasicFonts"),
                "ExtGState": dictionary(states) if overprints else None,
                "ColorSpace": dictionary(spaces) if spaces else None,
                "XObject": dictionary(pictures) if pictures else None,
            }
        )

    def _picture(self, pixels: Pixels) -> Any:
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
        return self._document.Reference(Stream(samples.data, entries, plain=samples.is_jpeg))

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


def _counts(chapters: Sequence[PaintedChapter], output: Output, bookmarks: int, files: int) -> Counts:
    """How many objects a packed file will have."""
    links = [len(page.links) for chapter in chapters for page in chapter.pages]
    alone = [count if index == 0 or not output.tagged else 0 for index, count in enumerate(links)]
    elements = sum(chapter.structure.count for chapter in chapters if chapter.structure is not None)
    return Counts(
        own=tuple(2 + count for count in alone),
        links=tuple(count - own for count, own in zip(links, alone, strict=True)),
        outline=1 + bookmarks if bookmarks else 0,
        streams=1 + files + (output.intent is not None),
        small=elements + len(links) + files + _SINGLES,
    )


def _give_boxes(sheet: Any, forme: Forme) -> None:
    for key, box in (("TrimBox", forme.trim), ("BleedBox", forme.bleed)):
        if box is not None:
            edges = (box.x, forme.height - box.y - box.height, box.x + box.width, forme.height - box.y)
            setattr(sheet, key, array(round(edge, 3) for edge in edges))


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _separation(ink: str, process: tuple[float, ...]) -> Any:
    """A spot ink, with what stands in for it where it is missing (ISO 32000-1, 8.6.6.4)."""
    function = {"FunctionType": 2, "Domain": array((0, 1)), "C0": array((0, 0, 0, 0)), "C1": array(process), "N": 1}
    written = "".join(letter if letter.isalnum() else f"#{ord(letter):02X}" for letter in ink)
    return array((name("Separation"), f"/{written}", name("DeviceCMYK"), dictionary(function)))
