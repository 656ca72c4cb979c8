"""Preflight: a file that a shop would take, and each fault that it would send it back for, planted one at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from reportgen.cli import main
from reportgen.preflight.findings import Limits, Survey
from reportgen.preflight.survey import survey_pdf

PROFILE = Path(__file__).parents[2] / "src/reportgen/profiles/FOGRA39L_coated.icc"
MM = 72 / 25.4
WIDTH, HEIGHT, BLEED, SLUG = 300.0, 400.0, 3 * MM, 30.0
LEFT = BOTTOM = SLUG
"""The corner of the trimmed page, in points of the sheet."""
XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>2026-01-01T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-01-01T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2026-01-01T00:00:00Z</xmp:MetadataDate><dc:title><rdf:Alt><rdf:li xml:lang="x-default">T</rdf:li></rdf:Alt></dc:title>
<pdf:Trapped>False</pdf:Trapped><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
CONTENT = b"""q 0 0 0 0 k 0.95 0.7 0.35 0.45 k 20 300 400 200 re f Q
q /Over gs 0 0 0 1 k BT /F1 9 Tf 80 250 Td <0001000200030001> Tj ET Q
q 0 0 0 0 k BT /F1 9 Tf 80 350 Td <00010002> Tj ET Q
q 0 0 0 0.3 K 0.5 w 80 240 m 200 240 l S Q
q 72 0 0 72 80 100 cm /Im1 Do Q"""
"""A ground that bleeds, black type over paper, white type on the ground, a grey rule and an image of 300 dpi."""


def good_file() -> Pdf:
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Face"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Face"), DW=1000, W=Array([1, Array([500, 600]), 3, 9, 700]),
            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(b"program")),
        ))]),
    ))  # fmt: skip
    image = Stream(pdf, bytes([60, 50, 40, 10]) * 300 * 300)
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=300, Height=300, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK))
    resources = pdf.make_indirect(Dictionary(
        Font=Dictionary(F1=font), XObject=Dictionary(Im1=pdf.make_indirect(image)),
        ExtGState=Dictionary({"/Over": Dictionary({"/OP": True, "/op": True, "/OPM": 1}), "/Half": Dictionary({"/ca": 0.5})}),
        ColorSpace=Dictionary(Spot=Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 0.2, 0.8, 0.2]), N=1)]),
            All=Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1)])),
    ))  # fmt: skip
    for _ in range(2):
        pdf.add_blank_page(page_size=(WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG))
        page = pdf.pages[-1].obj
        page.TrimBox = Array([LEFT, BOTTOM, LEFT + WIDTH, BOTTOM + HEIGHT])
        page.BleedBox = Array([LEFT - BLEED, BOTTOM - BLEED, LEFT + WIDTH + BLEED, BOTTOM + HEIGHT + BLEED])
        page.Resources = resources
        page.Contents = pdf.make_stream(CONTENT)
    profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39", DestOutputProfile=profile)])  # fmt: skip
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.trailer.ID = Array([b"0123456789abcdef", b"0123456789abcdef"])
    return pdf


def saved(pdf: Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def surveyed(plant: Callable[[Pdf], None] | None = None) -> Survey:
    with good_file() as pdf:
        if plant is not None:
            plant(pdf)
        return survey_pdf(saved(pdf))


def drawn(operators: bytes, page: int = 1) -> Callable[[Pdf], None]:
    """A fault that is painted on a page after all else."""

    def plant(pdf: Pdf) -> None:
        pdf.pages[page].contents_add(pdf.make_stream(b"q " + operators + b" Q"))

    return plant


def without(key: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        del pdf.pages[1].obj[key]

    return plant


def boxed(key: str, *edges: float) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        pdf.pages[1].obj[key] = Array(edges)

    return plant


def font_changed(change: Callable[[Any], None]) -> Callable[[Pdf], None]:
    return lambda pdf: change(pdf.pages[0].obj.Resources.Font.F1)


def image_changed(**entries: Any) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        image = pdf.pages[0].obj.Resources.XObject.Im1
        data = entries.pop("data", None)
        if data is not None:
            image.write(data)
        for key, value in entries.items():
            image["/" + key] = value

    return plant


def _form(pdf: Pdf) -> None:
    form = pdf.make_stream(b"1 0 0 RG 1 w 80 200 m 200 200 l S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 500, 500]))
    pdf.pages[1].obj.Resources.XObject.Chart = form
    drawn(b"/Chart Do")(pdf)


def _link(pdf: Pdf) -> None:
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([80, 80, 120, 90])))])


def _soft_mask(pdf: Pdf) -> None:
    mask = pdf.make_stream(bytes(300 * 300), Type=Name.XObject, Subtype=Name.Image, Width=300, Height=300, BitsPerComponent=8,
                           ColorSpace=Name.DeviceGray)  # fmt: skip
    pdf.pages[0].obj.Resources.XObject.Im1.SMask = mask


def _rgb_profile(pdf: Pdf) -> None:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=3)


def _pattern(pdf: Pdf) -> None:
    cell = pdf.make_stream(b"0 0 1 rg 0 0 2 2 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
                           BBox=Array([0, 0, 4, 4]), XStep=4, YStep=4, Resources=Dictionary())  # fmt: skip
    pdf.pages[1].obj.Resources.Pattern = Dictionary(P1=pdf.make_indirect(cell))
    drawn(b"/Pattern cs /P1 scn 80 80 50 50 re f")(pdf)


def _deleted(owner: Callable[[Pdf], Any], key: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        del owner(pdf)[key]

    return plant


def _small_bleed(pdf: Pdf) -> None:
    boxed("/BleedBox", LEFT - MM, BOTTOM - MM, LEFT + WIDTH + MM, BOTTOM + HEIGHT + MM)(pdf)


def _claim(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.Metadata.write(XMP.replace(old, new))


PLANTED: dict[str, tuple[Callable[[Pdf], None], str, int]] = {
    "an RGB rule in one chart": (_form, "colour-rgb", 2),
    "an RGB cell of a pattern": (_pattern, "colour-rgb", 2),
    "an RGB image": (image_changed(ColorSpace=Name.DeviceRGB, Width=400, data=bytes(300 * 400 * 3)), "colour-rgb", 1),
    "no TrimBox": (without("/TrimBox"), "trim-missing", 2),
    "no BleedBox": (without("/BleedBox"), "bleed-missing", 2),
    "a bleed of 1 mm": (_small_bleed, "bleed-small", 2),
    "a TrimBox over the bleed": (boxed("/TrimBox", 0, 0, LEFT + WIDTH, BOTTOM + HEIGHT), "boxes-nested", 2),
    "a ground that ends at the trim": (drawn(b"0 0.5 0.5 0 k 30 60 40 100 re f"), "bleed-short", 2),
    "type in the safety margin": (drawn(b"/Over gs 0 0 0 1 k BT /F1 9 Tf 36 200 Td <0001> Tj ET"), "text-safety", 2),
    "black type in four colours": (drawn(b"0.7 0.6 0.6 0.9 k BT /F1 9 Tf 80 200 Td <0001> Tj ET"), "black-text-inks", 2),
    "black type of cyan, magenta and yellow": (drawn(b"0.8 0.8 0.8 0 k BT /F1 9 Tf 80 200 Td <0001> Tj ET"), "black-text-inks", 2),
    "black type that knocks out": (drawn(b"0 0 0 1 k BT /F1 9 Tf 80 200 Td <0001> Tj ET"), "black-knockout", 2),
    "white type that overprints": (drawn(b"/Over gs 0 0 0 0 k BT /F1 9 Tf 80 380 Td <0001> Tj ET"), "white-overprint", 2),
    "340 % of ink": (drawn(b"0.9 0.9 0.8 0.8 k 80 80 100 100 re f"), "ink-over", 2),
    "an image with 340 % of ink": (image_changed(data=bytes([230, 230, 204, 204]) * 300 * 300), "ink-over", 1),
    "rich black on a thin bar": (drawn(b"0.6 0.5 0.5 1 k 80 80 100 2 re f"), "rich-black-small", 2),
    "a line of 0.1 pt": (drawn(b"0 0 0 1 K 0.1 w 80 80 m 200 80 l S"), "hairline", 2),
    "a line of 0.5 pt, made small by a scale": (drawn(b"0.3 0 0 0.3 0 0 cm 0 0 0 1 K 0.5 w 300 300 m 600 300 l S"), "hairline", 2),
    "a bar as thin as a hair": (drawn(b"0 0 0 1 k 80 80 100 0.1 re f"), "hairline", 2),
    "type of 3 pt": (drawn(b"/Over gs 0 0 0 1 k BT /F1 3 Tf 80 200 Td <0001> Tj ET"), "text-small", 2),
    "type of 5 pt in three inks": (drawn(b"0 0.8 0.9 0.2 k BT /F1 5 Tf 80 200 Td <0001> Tj ET"), "text-small", 2),
    "an image of 50 dpi": (drawn(b"432 0 0 432 -50 40 cm /Im1 Do"), "image-coarse", 2),
    "registration colour on the page": (drawn(b"/All cs 1 scn 80 80 50 50 re f"), "registration-colour", 2),
    "half-transparent paint": (drawn(b"/Half gs 0 0 0 0.5 k 80 80 50 50 re f"), "transparency", 2),
    "an image with a soft mask": (_soft_mask, "transparency", 1),
    "a font that is not embedded": (font_changed(lambda f: f.DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2")), "font-missing", 0),
    "a Type 3 font": (font_changed(lambda f: f.__setitem__("/Subtype", Name.Type3)), "font-type3", 0),
    "a whole font": (font_changed(lambda f: f.__setitem__("/BaseFont", Name("/Face"))), "font-whole", 0),
    "no output intent": (_deleted(lambda pdf: pdf.Root, "/OutputIntents"), "intent-missing", 0),
    "an intent without its profile": (_deleted(lambda pdf: pdf.Root.OutputIntents[0], "/DestOutputProfile"), "intent-profile", 0),
    "an RGB profile as intent": (_rgb_profile, "intent-profile", 0),
    "no word on trapping": (_deleted(lambda pdf: pdf.docinfo, "/Trapped"), "trapped", 0),
    "no PDF/X claim": (_claim(b"pdfxid:GTS_PDFXVersion", b"pdfxid:Other"), "pdfx-missing", 0),
    "metadata without a date": (_claim(b"xmp:ModifyDate", b"xmp:Other"), "pdfx-metadata", 0),
    "a link on the page": (_link, "annotation", 2),
}  # fmt: skip


def test_a_good_file_has_no_findings() -> None:
    assert surveyed().findings == ()


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_on_its_page(name: str) -> None:
    plant, rule, page = PLANTED[name]
    findings = surveyed(plant).findings
    assert [(f.rule, f.page) for f in findings if f.rule == rule] in ([(rule, page)], [(rule, 1), (rule, 2)])
    others = {finding.rule for finding in findings} - {rule}
    assert others <= {"font-type3", "font-missing", "boxes-nested", "bleed-missing", "bleed-short", "text-safety", "bleed-small", "trims-differ"}


def test_the_survey_measures_what_is_there() -> None:
    survey = surveyed(drawn(b"/Spot cs 0.5 scn 100 100 20 20 re f 0 0 0 1 k"))
    assert survey.pages == 2 and survey.standard == "PDF/X-4" and survey.output_intent == "FOGRA39"
    assert survey.bleed_mm == (3.0,) and survey.trapped == "False" and survey.spots == ("Gold",)
    assert {space.space: space.pages for space in survey.spaces} == {"DeviceCMYK": ((1, 5), (2, 5)), "Separation Gold": ((2, 1),)}
    assert survey.most_ink is not None and survey.most_ink.value == pytest.approx(2.45)
    assert survey.most_ink.at_mm == (-3.0, -3.0) or survey.most_ink.at_mm[0] < 0
    assert survey.smallest_text is not None and survey.smallest_text.value == 9
    assert survey.thinnest_line is not None and survey.thinnest_line.value == 0.5
    assert survey.lowest_dpi is not None and survey.lowest_dpi.value == pytest.approx(300)
    assert survey.black_text.overprinting == 2


def test_the_place_of_a_fault_is_told_from_the_corner_of_the_trimmed_page() -> None:
    rule = drawn(b"1 0 0 rg %f %f 20 20 re f" % (LEFT + 20 * MM, BOTTOM + HEIGHT - 30 * MM - 20))
    found = next(f for f in surveyed(rule).findings if f.rule == "colour-rgb")
    assert found.at_mm == (20.0, 30.0)


def test_text_advances_are_followed_to_the_safety_margin() -> None:
    """Three glyphs of 0.5, 0.6 and 0.7 em at 20 pt end 36 pt from their origin."""
    edge = LEFT + WIDTH - 5 * MM
    for start, expected in ((edge - 36.2, 0), (edge - 35.5, 1)):
        text = drawn(b"/Over gs 0 0 0 1 k BT /F1 20 Tf %f 200 Td <000100020003> Tj ET" % start)
        assert sum(f.rule == "text-safety" for f in surveyed(text).findings) == expected


def test_limits_can_be_those_of_another_shop() -> None:
    with good_file() as pdf:
        rules = {f.rule for f in survey_pdf(saved(pdf), Limits(bleed_mm=5, most_ink=2.2, least_text=10)).findings}
    assert rules >= {"bleed-small", "ink-over", "text-small"}


def test_a_transparency_group_in_rgb_is_a_fault() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)

    assert [f.rule for f in surveyed(plant).faults] == ["group-space"]


def test_the_command_prints_and_exits_by_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with good_file() as pdf:
        (tmp_path / "good.pdf").write_bytes(saved(pdf))
        drawn(b"1 0 0 RG 80 80 m 90 90 l S")(pdf)
        (tmp_path / "bad.pdf").write_bytes(saved(pdf))
    assert main(["inspect", "--press", str(tmp_path / "good.pdf")]) == 0
    assert "0 faults, 0 warnings" in capsys.readouterr().out
    assert main(["inspect", "--press", str(tmp_path / "bad.pdf")]) == 1
    assert "page 2 at" in capsys.readouterr().out
    assert main(["inspect", "--press", "--json", str(tmp_path / "bad.pdf")]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [found["rule"] for found in data["findings"]] == ["colour-rgb"] and data["findings"][0]["page"] == 2
    (tmp_path / "no.pdf").write_bytes(b"nothing")
    assert main(["inspect", "--press", str(tmp_path / "no.pdf")]) == 2


def test_a_page_that_cannot_be_read_is_a_finding() -> None:
    found = surveyed(drawn(b"(never closed")).faults
    assert [f.rule for f in found] in (["unreadable"], [])
    broken = surveyed(drawn(b"/Over Do /F1 Tf"))
    assert [f.rule for f in broken.faults] == ["unreadable"]


def test_pikepdf_is_what_opens_files() -> None:
    with pytest.raises(pikepdf.PdfError):
        survey_pdf(b"%PDF-1.7 nothing")
