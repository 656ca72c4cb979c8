"""Images that an author places: what they become for each output, and what is said of those that are not as they should be."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageCms

from reportgen.errors import ReportError
from reportgen.pipeline import BuildOptions, BuildResult, build_report
from reportgen.preflight.survey import survey_pdf
from reportgen.scaffold import new_report

BLOCK = """
  - image: {file}
    id: photograph
    title: {{en: A street, zh: 街道}}
    alt: {{en: A street with bicycles., zh: 有自行车的街道。}}
    source: {{en: The editors, zh: 编写组}}
    width_mm: {width}
"""


def ramp(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    grey = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (grey, grey.rotate(180), Image.new("L", grey.size, 60)))
    return picture if mode == "RGB" else picture.convert(mode)


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


@pytest.fixture
def place(tmp_path: Path) -> Callable[..., Path]:
    """The starter report with an image at the end of its findings."""

    def placed(name: str, data: bytes, width: float = 100) -> Path:
        folder = tmp_path / "report"
        new_report(folder)
        (folder / "images").mkdir()
        (folder / "images" / name).write_bytes(data)
        path = folder / "content/findings.yaml"
        path.write_text(path.read_text("utf-8").rstrip() + BLOCK.format(file=name, width=width), "utf-8")
        return folder

    return placed


def built(folder: Path, kind: Any) -> tuple[BuildResult, bytes]:
    result = build_report(folder, BuildOptions(folder.parent / "out", kind=kind))
    return result, result.paths[0].read_bytes()


def image_in(data: bytes) -> pikepdf.Object:
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [image for page in pdf.pages for image in page.obj.Resources.get("/XObject", {}).values()]
        assert len({image.objgen for image in found}) == 1
        copy = pikepdf.Pdf.new()
        kept = copy.copy_foreign(found[0])
        kept.keep = copy  # type: ignore[attr-defined]
        return kept


def entries(data: bytes) -> dict[str, Any]:
    with pikepdf.open(BytesIO(data)) as pdf:
        image = next(image for page in pdf.pages for image in page.obj.Resources.get("/XObject", {}).values())
        return {"space": str(image.ColorSpace), "filter": str(image.get("/Filter")), "size": (int(image.Width), int(image.Height)),
                "mask": "/SMask" in image, "raw": bytes(image.read_raw_bytes())}  # fmt: skip


def test_a_jpeg_goes_to_the_screen_as_it_is_and_to_the_press_in_four_inks(place: Callable[..., Path]) -> None:
    photograph = encoded(ramp(), "JPEG", quality=90)
    folder = place("street.jpg", photograph, 90)
    result, screen = built(folder, "screen")
    assert result.remarks == () or all("images/" not in remark.message for remark in result.remarks)
    held = entries(screen)
    assert held["raw"] == photograph and held["space"] == "/DeviceRGB"
    press = built(folder, "press")[1]
    survey = survey_pdf(press)
    assert survey.faults == () and entries(press)["space"] == "/DeviceCMYK"
    assert survey.most_ink is not None and survey.most_ink.value <= 3.0
    assert survey.lowest_dpi is not None and survey.lowest_dpi.value == pytest.approx(900 / 90 * 25.4, abs=1)
    assert entries(built(folder, "mono")[1])["space"] == "/DeviceGray"


def test_transparency_is_set_on_white_and_told(place: Callable[..., Path]) -> None:
    picture = ramp().convert("RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    result, screen = built(place("clear.png", encoded(picture, "PNG")), "screen")
    assert any("is transparent; it was set on white" in remark.message for remark in result.remarks)
    held = entries(screen)
    assert not held["mask"] and set(zlib.decompress(held["raw"])) == {255}


def test_a_coarse_image_is_told_with_its_resolution(place: Callable[..., Path]) -> None:
    folder = place("small.png", encoded(ramp(200, 100), "PNG"), 160)
    result, press = built(folder, "press")
    assert any("images/small.png has 32 dpi at this size; 225 dpi prints well" in remark.message for remark in result.remarks)
    assert [finding.rule for finding in survey_pdf(press).faults] == ["image-coarse"]


def test_where_a_photograph_was_taken_is_nobodys_business(place: Callable[..., Path]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    exif.get_ifd(0x8825)[0x1D] = "SECRET DAY"
    photograph = encoded(ramp(), "JPEG", exif=exif, comment=b"SECRET WORDS")
    assert photograph.count(b"SECRET") >= 2
    held = entries(built(place("street.jpg", photograph, 90), "screen")[1])
    assert b"SECRET" not in held["raw"] and held["filter"] == "/DCTDecode"
    with Image.open(BytesIO(held["raw"])) as kept, Image.open(BytesIO(photograph)) as first:
        assert kept.tobytes() == first.tobytes()


def test_a_turned_photograph_stands_upright(place: Callable[..., Path]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    folder = place("turned.jpg", encoded(ramp(600, 300), "JPEG", exif=exif))
    assert entries(built(folder, "screen")[1])["size"] == (300, 600)


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16"])
def test_other_kinds_of_samples_become_grey_or_rgb(place: Callable[..., Path], mode: str) -> None:
    picture = Image.new("I;16", (400, 200), 32896) if mode == "I;16" else ramp(400, 200, mode)
    held = entries(built(place("odd.png", encoded(picture, "PNG")), "screen")[1])
    assert held["space"] == ("/DeviceRGB" if mode == "P" else "/DeviceGray")
    if mode == "I;16":
        assert set(zlib.decompress(held["raw"])) == {128}


def test_an_embedded_profile_is_applied(place: Callable[..., Path]) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    result, _ = built(place("odd.png", encoded(ramp(400, 200), "PNG", icc_profile=profile)), "screen")
    assert any("the colour profile in images/odd.png cannot be used" in remark.message for remark in result.remarks)


def bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bomb.png", bomb(), "unpacks to more pixels"),
        ("half.png", encoded(ramp(), "PNG")[:1500], "is broken"),
        ("half.jpg", encoded(ramp(), "JPEG")[:600], "is broken"),
        ("drawing.svg", SVG, "is an SVG, which is not read"),
        ("words.png", b"not an image at all", "is not an image that can be read"),
        ("empty.png", b"", "is not an image that can be read"),
        ("inks.jpg", encoded(ramp().convert("CMYK"), "JPEG"), "is in CMYK"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(place: Callable[..., Path], name: str, data: bytes, words: str) -> None:
    folder = place(name, data)
    with pytest.raises(ReportError) as caught:
        build_report(folder, BuildOptions(folder.parent / "out"))
    (problem,) = caught.value.problems
    assert words in problem.message and problem.position.file == "content/findings.yaml" and problem.position.line > 1


def test_a_missing_file_and_a_way_out_of_the_folder_are_problems(place: Callable[..., Path]) -> None:
    folder = place("there.png", encoded(ramp(), "PNG"))
    path = folder / "content/findings.yaml"
    for name, words in (("thera.png", "does not exist"), ("../content/report.yaml", "lies outside")):
        text = path.read_text("utf-8")
        path.write_text(text.replace("image: there.png", f"image: {name}"), "utf-8")
        with pytest.raises(ReportError, match=words):
            build_report(folder, BuildOptions(folder.parent / "out"))
        path.write_text(text, "utf-8")


def test_the_image_is_a_figure_with_its_description_in_both_languages(place: Callable[..., Path]) -> None:
    folder = place("street.png", encoded(ramp(), "PNG"))
    _, screen = built(folder, "screen")
    with pymupdf.open(stream=screen) as document:
        words = "".join("".join(page.get_text() for page in document).split())
    assert "Astreet" in words and "街道" in words and "资料来源：编写组" in words
    assert screen.count(b"/Figure") >= 0
    with pikepdf.open(BytesIO(screen)) as pdf:
        alts = {str(obj.Alt) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure" and "/Alt" in obj}
    assert {"A street with bicycles.", "有自行车的街道。"} <= alts
