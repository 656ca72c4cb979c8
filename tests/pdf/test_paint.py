"""A written file, reopened by other people's readers: fonts, text, places, colours, links, outline, metadata;
and each fault that `verify_pdf` looks for, provoked by damage."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest
import uharfbuzz as hb
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from reportgen.artwork import Artwork, Stroke, line, rectangle
from reportgen.fonts.open import FontKey, Fonts, open_fonts
from reportgen.layout.frame import Anchor, Bookmark, Drawing, Item, Layout, Link, Page, Shape, Text
from reportgen.model.content import Language
from reportgen.model.settings import FontFile
from reportgen.pdf.kinds import SCREEN
from reportgen.pdf.metadata import NO_CLAIMS, DocumentInfo
from reportgen.pdf.paint import write_pdf as write_tagged
from reportgen.pdf.verify import Fault, verify_pdf
from reportgen.text.runs import GlyphRun, Style, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import Colour, Theme

WIDTH, HEIGHT = 420.0, 595.0
FONT = FilePath(__file__).parents[2] / "fonts" / "NotoSansSC[wght].ttf"
EXACT = 0.02
"""Points by which a reader may see a glyph away from its place."""

EN = (
    "The firm’s well-known 2026 report — in office — names 日 and affluent internationalization movements "
    "of 3.5 GW."
)
ZH = "报告——面向2026年的“读者”——说明了日本与中国的GPU市场，含《名录》。"
INFO = DocumentInfo(
    ("The chain & its links", "产业链（上）"),
    ("Example Press", "示例出版社"),
    ("What is made where", "谁在哪里生产"),
    ("chips; models", "芯片；模型"),
    "2026-07-01",
)
BARE = replace(SCREEN, claims=NO_CLAIMS, tagged=False, packed=False)
"""The screen's output without a structure: these layouts have none."""
INK = Colour("ink", (0.1, 0.1, 0.1), (0, 0, 0, 1))
RED = Colour("red", (0.8, 0.2, 0.0), (0, 1, 1, 0))


def write_pdf(layout: Layout, fonts: Fonts, info: DocumentInfo) -> bytes:
    return write_tagged(layout, fonts, info, BARE)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    digest = hashlib.sha256(FONT.read_bytes()).hexdigest()
    file = FontFile(FONT.name, "Noto Sans SC", "", "OFL-1.1", "OFL.txt", "", "", digest)
    return open_fonts(FONT.parent, [file])


@pytest.fixture(scope="module")
def typesetter(fonts: Fonts) -> Typesetter:
    return Typesetter(fonts, Theme())


def column(
    typesetter: Typesetter, text: str, language: Language, corner: tuple[float, float], measure: float = 150
) -> list[Item]:
    """The text justified to a measure, its first baseline at the corner."""
    style = Style(9.2, 400 if language == "en" else 380, INK)
    lines = typesetter.text([TextRun(text, style)], language, measure).lines
    x, y = corner
    return [
        Text(replace(run, x=run.x + x, y=y + 13.5 * k)) for k, line in enumerate(lines) for run in line.runs
    ]


def heading(
    typesetter: Typesetter, text: str, language: Language, size: float, angle: float = 0.0
) -> GlyphRun:
    run = typesetter.line([TextRun(text, Style(size, 700, RED))], language).runs[0]
    return replace(run, angle=angle)


@pytest.fixture(scope="module")
def layout(typesetter: Typesetter) -> Layout:
    upright = replace(heading(typesetter, "Axis", "en", 8.0, 90.0), x=30.0, y=60.0)
    drawing = Artwork(100, 80, (
        rectangle(0, 0, 20, 10, RED),
        line((0, 40), (100, 40), Stroke(INK, 0.5, (2.0, 1.0), True)),
        upright,
    ))  # fmt: skip
    first: list[Item] = [
        Anchor("start", 40.0),
        Text(replace(heading(typesetter, "A heading", "en", 28.0), x=40.0, y=60.0)),
        *column(typesetter, EN, "en", (40.0, 100.0)),
        *column(typesetter, ZH, "zh", (220.0, 100.0)),
        Link(40.0, 90.0, 150.0, 12.0, "https://example.org/路?q=a(b)%20c"),
        Link(40.0, 110.0, 150.0, 12.0, "#终"),
    ]
    second: list[Item] = [
        Anchor("middle", 20.0),
        Shape(rectangle(10, 10, 50, 20, RED, Stroke(INK, 1.0))),
        Drawing(drawing, 200.0, 300.0),
        Anchor("终", 500.0),
        Link(10.0, 10.0, 50.0, 20.0, "#start"),
    ]
    bookmarks = (
        Bookmark("Start / 开始", 0, "start"),
        Bookmark("Middle (its part) / 中间", 1, "middle"),
        Bookmark("Deeper / 更深", 2, "middle"),
        Bookmark("End / 结尾", 0, "终"),
    )
    pages = (Page(1, WIDTH, HEIGHT, tuple(first)), Page(2, WIDTH, HEIGHT, tuple(second), "2"))
    return Layout.of_pages(pages, bookmarks=bookmarks)


@pytest.fixture(scope="module")
def written(layout: Layout, fonts: Fonts) -> bytes:
    return write_pdf(layout, fonts, INFO)


@pytest.fixture
def pdf(written: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(written)) as opened:
        yield opened


def laid_out_text(layout: Layout) -> str:
    return "".join(item.run.text for item in layout.pages[0].items if isinstance(item, Text))


def bare(text: str) -> str:
    """Text without what readers make of line ends and of quarter-em gaps."""
    return re.sub(r"\s", "", text)


# --- text --------------------------------------------------------------------------------------------------


def test_the_text_can_be_copied_in_every_reader(written: bytes, layout: Layout) -> None:
    expected = bare(laid_out_text(layout))
    for sample in ("——", "2026", "日", "firm’s", "\u00ad", "“读者”", "《名录》", "internation"):
        assert sample in expected.replace("\u00ad", "", 0 if sample == "\u00ad" else -1)
    with pymupdf.open(stream=written) as document:
        raw = document[0].get_text("rawdict", flags=pymupdf.TEXTFLAGS_RAWDICT & ~pymupdf.TEXT_DEHYPHENATE)
    found = [(char["origin"], char["c"]) for char in raw_characters(raw)]
    assert sorted(bare("".join(c for _, c in found))) == sorted(expected)
    miner = "".join(char.get_text() for char in miner_characters(written, 0))
    assert bare(miner) == expected
    pdfium = pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range()
    assert bare(pdfium).replace("\ufffe", "").replace("\x02", "") == expected.replace("\u00ad", "")


def test_a_hyphen_that_was_inserted_is_not_one_that_was_typed(written: bytes, layout: Layout) -> None:
    miner = "".join(char.get_text() for char in miner_characters(written, 0))
    assert miner.count("-") == laid_out_text(layout).count("-") == 1
    assert miner.count("\u00ad") == laid_out_text(layout).count("\u00ad") >= 1


def test_one_code_may_stand_for_two_characters(pdf: pikepdf.Pdf) -> None:
    maps = [font.ToUnicode.read_bytes() for font in resource_fonts(pdf).values()]
    assert any(b"<20142014>" in cmap for cmap in maps)


def raw_characters(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for block in raw["blocks"]:
        for text_line in block.get("lines", ()):
            for span in text_line["spans"]:
                yield from span["chars"]


def miner_characters(data: bytes, page: int) -> list[LTChar]:
    """The characters in the order in which they were painted."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    (sheet,) = PDFPage.get_pages(BytesIO(data), {page})
    PDFPageInterpreter(resources, device).process_page(sheet)
    return [item for item in device.get_result() if isinstance(item, LTChar)]


# --- places ------------------------------------------------------------------------------------------------


def test_every_glyph_stands_where_it_was_placed(written: bytes, layout: Layout) -> None:
    wanted = [
        (item.run.x + origin, HEIGHT - item.run.y)
        for item in layout.pages[0].items if isinstance(item, Text)
        for origin in item.run.origins
    ]  # fmt: skip
    found = [(char.matrix[4], char.matrix[5]) for char in miner_characters(written, 0)]
    assert len(found) == len(wanted)
    assert (
        max(abs(a - b) for pair in zip(found, wanted, strict=True) for a, b in zip(*pair, strict=True))
        < EXACT
    )
    with pymupdf.open(stream=written) as document:
        origins = [char["origin"] for char in raw_characters(document[0].get_text("rawdict"))]
    for x, y in wanted:
        assert any(abs(x - left) < EXACT and abs(HEIGHT - y - top) < EXACT for left, top in origins)


def test_errors_do_not_add_up_along_a_line(fonts: Fonts, typesetter: Typesetter) -> None:
    run = typesetter.line([TextRun("ia" * 60, Style(7.3, 430, INK))], "en").runs[0]
    odd = replace(run, x=10.0, y=50.0, origins=tuple(k * 3.33333 for k in range(len(run.glyphs))))
    data = write_pdf(Layout.of_pages((Page(1, WIDTH, HEIGHT, (Text(odd),)),)), fonts, INFO)
    found = [char.matrix[4] for char in miner_characters(data, 0)]
    assert max(abs(x - 10.0 - origin) for x, origin in zip(found, odd.origins, strict=True)) < 0.01


def test_a_turned_run_climbs_from_its_origin(written: bytes) -> None:
    characters = miner_characters(written, 1)
    assert "".join(char.get_text() for char in characters) == "Axis"
    a, b, c, d, x, y = characters[0].matrix
    assert (a, b, c, d) == pytest.approx((0, 1, -1, 0), abs=1e-5)
    assert (x, y) == pytest.approx((230.0, HEIGHT - 360.0), abs=EXACT)
    assert characters[1].matrix[5] > y and characters[1].matrix[4] == pytest.approx(x, abs=EXACT)


def test_shapes_and_drawings_stand_in_their_places_and_colours(written: bytes) -> None:
    with pymupdf.open(stream=written) as document:
        image = document[1].get_pixmap()
    assert image.pixel(35, 20) == image.pixel(210, 305) == (204, 51, 0)
    assert image.pixel(100, 20) == image.pixel(230, 305) == (255, 255, 255)


def test_lines_have_their_dashes_and_ends(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[1].Contents.read_bytes()
    assert b"[2 1] 0 d" in stream and b"1 J 1 j" in stream and b"0.5 w" in stream
    assert stream.count(b"0.8 0.2 0 rg") == 1


# --- fonts -------------------------------------------------------------------------------------------------


def resource_fonts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return dict(pdf.pages[0].Resources.Font.items())


def test_fonts_are_embedded_subset_and_complete(pdf: pikepdf.Pdf) -> None:
    found = resource_fonts(pdf)
    assert len(found) == len({str(font.BaseFont) for font in found.values()}) == 3
    for font in found.values():
        assert (font.Subtype, font.Encoding) == ("/Type0", "/Identity-H")
        (descendant,) = font.DescendantFonts
        descriptor = descendant.FontDescriptor
        assert descendant.Subtype == "/CIDFontType2" and descendant.CIDToGIDMap is not None
        assert re.fullmatch(r"/[A-Z]{6}\+NotoSansSC_\d+wght", str(font.BaseFont))
        assert font.BaseFont == descendant.BaseFont == descriptor.FontName
        for key in (
            "Flags",
            "FontBBox",
            "ItalicAngle",
            "Ascent",
            "Descent",
            "CapHeight",
            "StemV",
            "FontFile2",
        ):
            assert f"/{key}" in descriptor
        assert len(descriptor.FontFile2.read_bytes()) < 60_000


def test_widths_are_those_of_the_embedded_font(pdf: pikepdf.Pdf) -> None:
    for font in resource_fonts(pdf).values():
        (descendant,) = font.DescendantFonts
        face = hb.Face(hb.Blob(descendant.FontDescriptor.FontFile2.read_bytes()))
        program = hb.Font(face)
        glyphs = descendant.CIDToGIDMap.read_bytes()
        widths = dict.fromkeys(range(1, len(glyphs) // 2), 1000.0)
        pairs = list(descendant.W)
        for first, run in zip(pairs[::2], pairs[1::2], strict=True):
            widths.update({int(first) + k: float(width) for k, width in enumerate(run)})
        for code, width in widths.items():
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            assert program.get_glyph_h_advance(glyph) * 1000 / face.upem == pytest.approx(width, abs=0.5)


def test_a_cluster_of_several_glyphs_copies_once(fonts: Fonts, typesetter: Typesetter) -> None:
    run = typesetter.line([TextRun("abcd", Style(9, 400, INK))], "en").runs[0]
    data = write_pdf(
        Layout.of_pages((Page(1, 99, 99, (Text(replace(run, y=50, texts=("a", "bc", "", "d"))),)),)), fonts, INFO
    )
    assert "".join(char.get_text() for char in miner_characters(data, 0)) == "abcd"
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == "abcd"


# --- the document ------------------------------------------------------------------------------------------


def test_the_file_is_sound(written: bytes, pdf: pikepdf.Pdf) -> None:
    assert verify_pdf(written, 2) == ()
    assert not any(re.search(rb"%s" % word, written) for word in (b"Helvetica", b"/Type3", b"/Trans"))
    assert pdf.Root.Lang == "en" and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.pdf_version == "1.7"


def test_streams_end_on_a_line_of_their_own(written: bytes) -> None:
    assert written.count(b"\nendstream") == written.count(b"endstream") > 0


def test_the_same_layout_gives_the_same_bytes(
    written: bytes, layout: Layout, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert write_pdf(layout, fonts, INFO) == written
    assert write_pdf(layout, fonts, replace(INFO, date="2026-07-02")) != written


def test_links_lead_to_addresses_and_to_anchors(written: bytes, pdf: pikepdf.Pdf) -> None:
    with pymupdf.open(stream=written) as document:
        address, _ = document[0].get_links()
        (back,) = document[1].get_links()
    assert address["uri"] == "https://example.org/%E8%B7%AF?q=a(b)%20c"
    assert tuple(address["from"]) == pytest.approx((40.0, 90.0, 190.0, 102.0))
    assert (back["page"], back["nameddest"]) == (0, "start")
    inner = pikepdf.NameTree(pdf.Root.Names.Dests)[str(pdf.pages[0].Annots[1].A.D)]
    assert inner[0].objgen == pdf.pages[1].objgen


def test_links_have_no_frame(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.Annots:
            assert list(annotation.Border) == [0, 0, 0]


def test_destinations_have_the_height_of_their_anchor(pdf: pikepdf.Pdf) -> None:
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    assert {str(key): float(names[key][3]) for key in names} == {
        "start": HEIGHT - 40,
        "middle": HEIGHT - 20,
        "终": HEIGHT - 500,
    }
    assert all(names[key][1] == "/XYZ" for key in names)


def test_the_outline_has_both_languages_and_opens_on_its_first_level(
    written: bytes, pdf: pikepdf.Pdf
) -> None:
    with pymupdf.open(stream=written) as document:
        assert document.get_toc() == [
            [1, "Start / 开始", 1], [2, "Middle (its part) / 中间", 2], [3, "Deeper / 更深", 2], [1, "End / 结尾", 2],
        ]  # fmt: skip
    outline = pdf.Root.Outlines
    assert (int(outline.Count), int(outline.First.Count), int(outline.First.First.Count)) == (2, -1, -1)
    assert "/Count" not in outline.Last


@pytest.mark.parametrize(
    ("folios", "labels"),
    [
        (("", "2", "3"), ["1", "2", "3"]),
        (("", "1", "2"), ["", "1", "2"]),
        (("i", "ii", "1"), ["i", "ii", "1"]),
        (("iv", "A-1", ""), ["iv", "A-1", ""]),
    ],
)
def test_page_labels_are_the_folios(folios: tuple[str, ...], labels: list[str], fonts: Fonts) -> None:
    pages = tuple(Page(k + 1, 99.0, 99.0, (), folio) for k, folio in enumerate(folios))
    document = pypdfium2.PdfDocument(write_pdf(Layout.of_pages(pages), fonts, INFO))
    assert [document.get_page_label(k) for k in range(len(pages))] == labels


def test_info_and_xmp_say_the_same(pdf: pikepdf.Pdf) -> None:
    assert pdf.docinfo["/Title"] == "The chain & its links / 产业链（上）"
    assert pdf.docinfo["/CreationDate"] == "D:20260701000000Z"
    metadata = pdf.open_metadata(strict=True)
    assert metadata["dc:title"] == pdf.docinfo["/Title"]
    assert metadata["dc:creator"] == [pdf.docinfo["/Author"]]
    assert metadata["dc:description"] == pdf.docinfo["/Subject"]
    assert metadata["pdf:Keywords"] == pdf.docinfo["/Keywords"] == "chips; models; 芯片; 模型"
    assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-07-01T00:00:00Z"
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
    for alternative in (
        '<rdf:li xml:lang="x-default">The chain &amp; its links / 产业链（上）</rdf:li>',
        '<rdf:li xml:lang="en">The chain &amp; its links</rdf:li>',
        '<rdf:li xml:lang="zh-Hans">产业链（上）</rdf:li>',
    ):
        assert alternative in packet


def test_two_anchors_of_one_name_are_refused(fonts: Fonts) -> None:
    page = Page(1, 99.0, 99.0, (Anchor("here", 1.0), Anchor("here", 2.0)))
    with pytest.raises(ValueError, match="here"):
        write_pdf(Layout.of_pages((page,)), fonts, INFO)


def test_information_lacks_no_language() -> None:
    with pytest.raises(ValueError, match="1 strings for 2 languages"):
        DocumentInfo(("Only one",))
    with pytest.raises(ValueError, match="month"):
        DocumentInfo(("One", "一"), date="2026-13-01")


# --- verify: each fault has been seen ----------------------------------------------------------------------

Damage = Callable[[pikepdf.Pdf], object]


def set_font(pdf: pikepdf.Pdf, key: str, value: Any) -> None:
    next(iter(resource_fonts(pdf).values()))[key] = value


def delete_font_entry(pdf: pikepdf.Pdf) -> None:
    del next(iter(resource_fonts(pdf).values())).ToUnicode


def delete_font_program(pdf: pikepdf.Pdf) -> None:
    del next(iter(resource_fonts(pdf).values())).DescendantFonts[0].FontDescriptor.FontFile2


def set_content(pdf: pikepdf.Pdf, content: bytes) -> None:
    pdf.pages[1].Contents = pdf.make_stream(content)


def delete_anchor(pdf: pikepdf.Pdf, anchor: str) -> None:
    del pikepdf.NameTree(pdf.Root.Names.Dests)[anchor]


def set_metadata(pdf: pikepdf.Pdf, packet: bytes) -> None:
    pdf.Root.Metadata = pdf.make_stream(packet)


DAMAGES: list[tuple[Damage, str, str]] = [
    (lambda pdf: pdf.pages.__delitem__(1), "pages", "1 pages, but 2"),
    (lambda pdf: set_font(pdf, "/Subtype", pikepdf.Name.Type3), "font", "Type 3"),
    (lambda pdf: set_font(pdf, "/BaseFont", pikepdf.Name("/Helvetica-Bold")), "font", "standard 14"),
    (lambda pdf: set_font(pdf, "/BaseFont", pikepdf.Name.NotoSansSC), "font", "not subset"),
    (delete_font_entry, "font", "no ToUnicode"),
    (delete_font_program, "font", "not embedded"),
    (lambda pdf: set_content(pdf, b"BT /F1-400 9 Tf [<0001> TJ ET"), "content", "page 2 is without its last ET"),
    (lambda pdf: set_content(pdf, b"BT /F9 9 Tf ET"), "content", "page 2 uses the font F9"),
    (lambda pdf: set_content(pdf, b"q 1 0 0 rq Q"), "content", "'rq' with 3 operands"),
    (lambda pdf: set_content(pdf, b"q BT Q ET"), "content", "page 2 has an Q that ends nothing"),
    (
        lambda pdf: pdf.pages[1].Contents.write(b"not compressed", filter=pikepdf.Name.FlateDecode),
        "content", "page 2 cannot be read",
    ),
    (lambda pdf: delete_anchor(pdf, "终"), "destination", "a link on page 1 leads to “终”"),
    (lambda pdf: delete_anchor(pdf, "middle"), "destination", "“Deeper / 更深” leads to “middle”"),
    (lambda pdf: pdf.Root.__delitem__("/Metadata"), "metadata", "no XMP packet"),
    (lambda pdf: set_metadata(pdf, b"<x:xmpmeta"), "metadata", "cannot be read"),
    (lambda pdf: pdf.docinfo.__delitem__("/Title"), "metadata", "Info has no Title"),
    (lambda pdf: pdf.docinfo.__setitem__("/Title", "Other"), "metadata", "Info's Title is “Other” but"),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "kind", "message"), DAMAGES)
def test_damage_is_found(pdf: pikepdf.Pdf, damage: Damage, kind: str, message: str) -> None:
    damage(pdf)
    saved = BytesIO()
    pdf.save(saved, fix_metadata_version=False)
    faults = verify_pdf(saved.getvalue(), 2)
    assert any(fault.kind == kind and message in fault.message for fault in faults), [*map(str, faults)]


def test_links_of_pages_that_were_seen_before_must_still_lead_somewhere(pdf: pikepdf.Pdf, written: bytes) -> None:
    known = str(next(iter(pikepdf.NameTree(pdf.Root.Names.Dests))))
    seen = frozenset({0, 1})
    assert verify_pdf(written, 2, (seen, frozenset({known}))) == ()
    (fault,) = verify_pdf(written, 2, (seen, frozenset({known, "nowhere"})))
    assert fault.kind == "destination" and "“nowhere”" in fault.message


@pytest.mark.parametrize("cut", [0, 100, 5000, -30])
def test_a_file_that_was_cut_off_is_unreadable(written: bytes, cut: int) -> None:
    (fault,) = verify_pdf(written[:cut], 2)
    assert isinstance(fault, Fault) and fault.kind == "unreadable" and str(fault).startswith("unreadable: ")


def test_a_font_key_has_one_font(written: bytes, layout: Layout, pdf: pikepdf.Pdf) -> None:
    keys: set[FontKey] = {
        item.run.font for page in layout.pages for item in page.items if isinstance(item, Text)
    }
    assert len(resource_fonts(pdf)) == len(keys)
