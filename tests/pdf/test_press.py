"""Press, booklet and mono: the written files, read by other people's readers and by our own preflight."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pdfminer.layout import LTChar
from PIL import Image

from check_press_set import colours_of, faults_of, marks_of, most_ink, plates_of
from reportgen.cli import main
from reportgen.layout.frame import Layout, Page, Text
from reportgen.model.load import load_report
from reportgen.pdf.colour import MonoPalette
from reportgen.pdf.kinds import output_for
from reportgen.pdf.metadata import DocumentInfo
from reportgen.pdf.paint import write_formes
from reportgen.pipeline import BuildOptions, build_report
from reportgen.preflight.survey import survey_pdf
from reportgen.press.imposition import ImpositionRefused
from reportgen.press.outputs import Printing, for_booklet
from reportgen.press.profiles import own_profiles
from reportgen.press.settings import press_settings
from reportgen.scaffold import new_report
from reportgen.text.runs import Style, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import INK, Theme
from reportgen.units import PAPERS

MM = 72 / 25.4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("press") / "report"
    new_report(made)
    return made


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, Path]:
    """Every kind of output of the starter report, by kind."""
    result = build_report(folder, BuildOptions(folder.parent / "set", kind="all"))
    return {path.stem.rpartition("-")[2]: path for path in result.paths}


@pytest.fixture(scope="module")
def press(files: dict[str, Path]) -> bytes:
    return files["press"].read_bytes()


def settings_in(folder: Path, text: str) -> Path:
    """A copy of the report with more in its manifest."""
    copy = folder.parent / f"copy-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    if not copy.exists():
        new_report(copy)
        path = copy / "content/report.yaml"
        kept = "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("theme:"))
        path.write_text(kept + text, "utf-8")
    return copy


# --- press --------------------------------------------------------------------------------------------------------


def test_preflight_has_nothing_to_say(press: bytes) -> None:
    survey = survey_pdf(press)
    assert survey.findings == ()
    assert survey.standard == "PDF/X-4" and survey.output_intent == "FOGRA39" and survey.trapped == "False"
    assert {space.space for space in survey.spaces} == {"DeviceCMYK", "Separation All"}
    assert survey.black_text.knocking_out == survey.black_text.several_inks == 0 < survey.black_text.overprinting
    assert survey.most_ink is not None and survey.most_ink.value <= 3


@pytest.mark.parametrize(("lang", "paper"), [("en", "letter"), ("zh", "a4")])
def test_other_editions_are_as_sound(folder: Path, tmp_path: Path, lang: Any, paper: Any) -> None:
    result = build_report(folder, BuildOptions(tmp_path, paper, lang, "press"))
    survey = survey_pdf(result.paths[0].read_bytes())
    assert survey.findings == () and survey.trim_mm == ({"letter": (215.9, 279.4), "a4": (210.0, 297.0)}[paper],)


def test_other_readers_have_nothing_to_say_either(press: bytes) -> None:
    assert faults_of(press) == []
    black = [inks for _, part in marks_of(press) if isinstance(part, LTChar) for inks in colours_of(part) if inks == (0, 0, 0, 1)]
    assert len(black) > 500


def dark_blocks(document: Any) -> Iterator[tuple[Any, Any]]:
    """Blocks of prose whose every word looks black or nearly so."""
    for page in document:
        for block in page.get_text("dict")["blocks"]:
            spans = [span for line in block.get("lines", ()) for span in line["spans"]]
            if sum(len(span["text"]) for span in spans) > 200 and all(max(span["color"].to_bytes(4, "big")[1:]) < 80 for span in spans):
                yield page, pymupdf.Rect(block["bbox"])


def test_body_type_stands_on_the_black_plate_alone(press: bytes) -> None:
    """MuPDF renders the four plates of a page of prose: cyan, magenta and yellow are blank where its letters are."""
    with pymupdf.open(stream=press) as document:
        page, box = max(dark_blocks(document), key=lambda item: item[1].get_area())
        _, plates = plates_of(page, 100, box)
    assert [max(plate) for plate in plates[:3]] == [0, 0, 0] and max(plates[3]) > 240


def test_no_spot_takes_more_than_the_limit(press: bytes) -> None:
    """The night ground of the cover is the heaviest."""
    with pymupdf.open(stream=press) as document:
        assert 2.2 < max(most_ink(page) for page in document) <= 3.0


def test_boxes_are_as_another_reader_reads_them(press: bytes) -> None:
    document = pypdfium2.PdfDocument(press)
    for page in document:
        media, bleed, trim = page.get_mediabox(), page.get_bleedbox(), page.get_trimbox()
        assert trim[2] - trim[0] == pytest.approx(210 * MM, abs=0.01) and trim[3] - trim[1] == pytest.approx(297 * MM, abs=0.01)
        assert [abs(b - t) for b, t in zip(bleed, trim, strict=True)] == pytest.approx([3 * MM] * 4, abs=0.01)
        assert media[0] < bleed[0] and media[3] > bleed[3]


def test_the_ground_of_the_cover_runs_into_the_bleed_and_ends_there(press: bytes) -> None:
    page = pypdfium2.PdfDocument(press)[0]
    picture = page.render(scale=2).to_pil().convert("L")
    bleed = page.get_bleedbox()
    height = page.get_height()

    def shade(x: float, y: float) -> int:
        return int(picture.getpixel((round(x * 2), round((height - y) * 2))))  # type: ignore[arg-type]

    inside, outside = 2.0, -3.0
    assert shade(bleed[0] + inside, bleed[3] - inside) < 120 < 240 < shade(bleed[0] + outside, bleed[3] - 60)
    assert shade(bleed[2] - inside, bleed[3] - 60) < 120 < 240 < shade(bleed[2] - outside, bleed[3] - 60)


def test_the_job_ticket_line_stands_in_the_slug_and_in_the_file(press: bytes) -> None:
    with pikepdf.open(BytesIO(press)) as pdf:
        job = str(pdf.docinfo["/JobTicket"])
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "/Annots" not in pdf.pages[0] and pdf.pdf_version == "1.6"
    assert all(part in job for part in ("pages", "A4 210 × 297 mm", "bleed 3 mm", "CMYK", "FOGRA39L"))
    assert f"<pdfx:JobTicket>{job}" in packet
    with pymupdf.open(stream=press) as document:
        words = "".join(document[1].get_text().split())
        assert f"page2of{len(document)}" in words and "出血3mm" in words


SPOIL: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an RGB rule in a chart": (lambda s: re.sub(rb"[\d. ]+ K\n", b"1 0 0 RG\n", s, count=1), "colour-rgb"),
    "an RGB area": (lambda s: re.sub(rb"[\d. ]+ k\n(?=[\d. ]+ m\n)", b"0.1 0.2 0.3 rg\n", s, count=1), "colour-rgb"),
    "black type in four colours": (lambda s: s.replace(b"0 0 0 1 k", b"0.6 0.5 0.5 1 k", 1), "black-text-inks"),
    "black type that knocks out": (lambda s: re.sub(rb"/Ov(Fill|Both) gs", b"/OvNo gs", s), "black-knockout"),
    "a line of 0.1 pt": (lambda s: re.sub(rb"\n[\d.]+ w\n", b"\n0.1 w\n", s, count=1), "hairline"),
    "ink of 340 %": (lambda s: re.sub(rb"[\d. ]+ k\n(?=[\d. ]+ m\n)", b"0.9 0.9 0.8 0.8 k\n", s, count=1), "ink-over"),
    "type in the safety margin": (lambda s: re.sub(rb"1 0 0 1 [\d.]+ ([\d.]+) Tm", rb"1 0 0 1 4 \1 Tm", s, count=1), "text-safety"),
    "type of 3 pt": (lambda s: re.sub(rb"(/F\d+-\d+) [\d.]+ Tf", rb"\1 3 Tf", s, count=1), "text-small"),
    "registration colour on the page": (lambda s: s.replace(b"0 0 0 1 k", b"/All cs 1 scn", 1), "registration-colour"),
    "a bar that ends at the trim": (lambda s: s + b"\n0 0.5 0.5 0 k 45.36 200 30 100 re f", "bleed-short"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOIL)
def test_a_press_file_that_was_spoilt_is_found_out(press: bytes, name: str) -> None:
    spoil, rule = SPOIL[name]
    with pikepdf.open(BytesIO(press)) as pdf:
        done = False
        for number, page in enumerate(pdf.pages, 1):
            before = page.Contents.read_bytes()
            after = spoil(before)
            if after != before and number > 1:
                page.Contents.write(after)
                done = True
                break
        assert done
        buffer = BytesIO()
        pdf.save(buffer)
    assert (rule, number) in [(finding.rule, finding.page) for finding in survey_pdf(buffer.getvalue()).faults]
    if rule in ("colour-rgb", "black-text-inks", "hairline", "ink-over"):
        assert any(fault.startswith(f"page {number}: ") for fault in faults_of(buffer.getvalue()))


# --- settings -----------------------------------------------------------------------------------------------------


def test_a_spot_ink_of_the_theme_has_a_plate_of_its_own(folder: Path, tmp_path: Path) -> None:
    copy = settings_in(folder, "theme: {accent: '#a07a20', accent_cmyk: {c: 0, m: 30, y: 90, k: 25}, accent_spot: PANTONE 7555 C}\n")
    data = build_report(copy, BuildOptions(tmp_path, kind="press")).paths[0].read_bytes()
    survey = survey_pdf(data)
    assert survey.faults == () and survey.spots == ("PANTONE 7555 C",)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "CMYK + PANTONE 7555 C" in str(pdf.docinfo["/JobTicket"])
        space = pdf.pages[0].Resources.ColorSpace.SPANTONE7555C
        assert space[1] == "/PANTONE 7555 C" and [float(v) for v in space[3].C1] == [0, 0.3, 0.9, 0.25]


def test_the_shops_own_profile_is_the_intent(folder: Path, tmp_path: Path) -> None:
    copy = settings_in(folder, "press: {profile: shop.icc, bleed_mm: 5}\n")
    (copy / "profiles").mkdir(exist_ok=True)
    shop = own_profiles().separation.data
    (copy / "profiles/shop.icc").write_bytes(shop)
    data = build_report(copy, BuildOptions(tmp_path, kind="press")).paths[0].read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == shop
        assert str(pdf.Root.OutputIntents[0].Info) == "ISO Coated v2 300% (basICColor)"
    assert survey_pdf(data).bleed_mm == (5.0,)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("press: {bleed_mm: 400}\n", "a number from 0 to 20"),
        ("press: {profile: none.icc}\n", "profiles/none.icc does not exist"),
        ("press: {profile: broken.icc}\n", "it is not an ICC profile"),
        ("press: {signature: '10'}\n", "one of none, 8, 16"),
        ("theme: {accent_cmyk: {c: 100, m: 90, y: 90, k: 80}}\n", "takes 360 % of ink"),
        ("theme: {accent_spot: Black}\n", "is not a spot ink"),
    ],
)
def test_settings_that_cannot_be_printed_are_told_with_their_place(
    folder: Path, settings: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = settings_in(folder, settings)
    (copy / "profiles").mkdir(exist_ok=True)
    (copy / "profiles/broken.icc").write_bytes(b"no profile" * 100)
    assert main(["build", str(copy), "--for", "press", "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert words in told and re.search(r"content/report\.yaml:\d+:\d+: ", told)
    assert not (tmp_path / "out").exists()


# --- booklet ------------------------------------------------------------------------------------------------------


def printing(typesetter: Typesetter, folder: Path, pages: int, settings: str = "") -> Printing:
    """Pages that say their number in their outer upper corner."""
    manifest = load_report(settings_in(folder, settings) if settings else folder).manifest
    paper = PAPERS["a4"]
    made = []
    for number in range(1, pages + 1):
        run = typesetter.line([TextRun(f"P{number}", Style(30.0, 400, INK))], "en").runs[0]
        made.append(Page(number, paper.width, paper.height, (Text(moved_run(run, 200.0, 300.0)),)))
    layout = Layout.of_pages(tuple(made))
    return Printing(layout, manifest, paper, press_settings(manifest, folder, paper, []), typesetter)


def moved_run(run: Any, x: float, y: float) -> Any:
    return replace(run, x=x, y=y)


def booklet_pdf(typesetter: Typesetter, job: Printing) -> bytes:
    output = output_for("booklet", typesetter.theme, job.press)
    return write_formes(job.layout, typesetter.fonts, DocumentInfo(("T", "题")), output, for_booklet(job))


def leaves(data: bytes, flip: str) -> list[list[tuple[int | None, int | None]]]:
    """Each sheet as its two leaves (front of the right half with what is behind it, and of the left half).

    The back is found as paper turns: over the short edge left and right change, over the long edge up and down do.
    """
    sheets = []
    with pymupdf.open(stream=data) as document:
        sides = [(page.rect.width, page.rect.height, page.get_text("words")) for page in document][2:]
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        width, height, words = front
        found: dict[bool, list[int | None]] = {True: [None, None], False: [None, None]}
        for index, side in enumerate((words, back[2])):
            for left, top, right, bottom, text, *_ in side:
                if re.fullmatch(r"P\d+", text):
                    x, _y = (left + right) / 2, (top + bottom) / 2
                    if index and flip == "short":
                        x = width - x
                    found[x > width / 2][index] = int(text[1:])
        sheets.append([(found[True][0], found[True][1]), (found[False][1], found[False][0])])
    assert sides[0][0] > sides[0][1]
    return sheets


@pytest.mark.parametrize(
    ("pages", "settings", "flip", "signature"),
    [
        (10, "", "short", 0),
        (1, "", "short", 0),
        (13, "press: {sheet: a3, flip: long}\n", "long", 0),
        (21, "press: {signature: '8', caliper_mm: 0.2}\n", "short", 8),
        (7, "press: {sheet: letter}\n", "short", 0),
    ],
)
def test_a_booklet_printed_turned_and_folded_reads_in_order(
    typesetter: Typesetter, folder: Path, pages: int, settings: str, flip: str, signature: int
) -> None:
    sheets = leaves(booklet_pdf(typesetter, printing(typesetter, folder, pages, settings)), flip)
    count = signature // 4 or len(sheets)
    read: list[int | None] = []
    for first in range(0, len(sheets), count):
        own = sheets[first : first + count]
        rights, lefts = [sheet[0] for sheet in own], [sheet[1] for sheet in own]
        read += [page for leaf in (*rights, *reversed(lefts)) for page in leaf]
    assert read == [*range(1, pages + 1)] + [None] * (len(read) - pages) and len(read) - pages < 4


def test_inner_pages_move_towards_the_fold(typesetter: Typesetter, folder: Path) -> None:
    data = booklet_pdf(typesetter, printing(typesetter, folder, 16, "press: {caliper_mm: 0.5}\n"))
    with pymupdf.open(stream=data) as document:
        middle = document[2].rect.width / 2
        away = [abs((word[0] + word[2]) / 2 - middle) for page in list(document)[2::2] for word in page.get_text("words") if word[0] > middle]
    steps = [first - second for first, second in zip(away, away[1:], strict=False)]
    assert steps == pytest.approx([0.5 * MM] * 3, abs=0.2 * 1)


def test_a_thousand_pages_are_refused_with_a_remedy(typesetter: Typesetter, folder: Path) -> None:
    with pytest.raises(ImpositionRefused, match="250 sheets"):
        for_booklet(printing(typesetter, folder, 1000))
    assert len(for_booklet(printing(typesetter, folder, 1000, "press: {signature: '32'}\n"))) == 502


def test_too_many_pages_for_a_fold_are_told_with_the_settings_place(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.press.imposition.MOST_FOLDED", 1)
    copy = settings_in(folder, "press: {caliper_mm: 0.1}\n")
    assert main(["build", str(copy), "--for", "booklet", "--out", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert re.search(r"content/report\.yaml:\d+:\d+: \d pages make 2 sheets, and 1 at most", told) and "signature" in told


@pytest.mark.parametrize("lang", ["both", "zh"])
def test_the_booklet_says_how_to_print_it_in_both_languages(folder: Path, tmp_path: Path, lang: Any) -> None:
    with pymupdf.open(build_report(folder, BuildOptions(tmp_path, lang=lang, kind="booklet")).paths[0]) as document:
        words = document[0].get_text()
        assert "flip on the short edge" in " ".join(words.split()) and "沿短边翻转" in "".join(words.split())
        assert not document[1].get_text().strip() and len(document) % 2 == 0
        assert document[2].rect.width == pytest.approx(297 * MM, abs=0.1)


# --- mono ---------------------------------------------------------------------------------------------------------


def test_mono_has_only_greys(files: dict[str, Path]) -> None:
    survey = survey_pdf(files["mono"].read_bytes())
    assert {space.space for space in survey.spaces} == {"DeviceGray"}
    page = pypdfium2.PdfDocument(files["mono"])[0].render(scale=0.5).to_pil().convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in page.getcolors(1 << 20) or ())  # type: ignore[misc]


def test_layers_stay_apart_without_hues() -> None:
    """By at least a tenth of grey, or by their hatching; and white type on each stays readable (WCAG 2, 1.4.3)."""
    theme = Theme()
    palette = MonoPalette(theme)
    looks = [(palette.grey(colour), palette.hatches(colour)) for _, colour in theme.layers]
    for k, (grey, hatches) in enumerate(looks):
        assert all(hatches != other for _, other in looks[:k])
        luminance = ((grey + 0.055) / 1.055) ** 2.4 if grey > 0.04045 else grey / 12.92
        assert 1.05 / (luminance + 0.05) >= 4.5
    for (grey, _), (other, _) in zip(looks, looks[1:], strict=False):
        assert abs(grey - other) >= 0.1
    assert abs(palette.grey(theme.accent) - palette.grey(theme.night.tint(0.52))) >= 0.2


# --- a set --------------------------------------------------------------------------------------------------------


def test_a_set_is_listed_with_its_checksums(files: dict[str, Path], folder: Path) -> None:
    listed = json.loads(files["manifest"].read_text("utf-8"))
    names = [entry["file"] for entry in listed["files"]]
    assert names == sorted(names)
    assert {entry["kind"] for entry in listed["files"]} == {"screen", "press", "booklet", "mono", "cover"}
    for entry in listed["files"]:
        path = folder.parent / "set" / entry["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"] and path.stat().st_size == entry["bytes"]
        if path.suffix == ".pdf":
            assert len(pypdfium2.PdfDocument(path)) == entry["pages"]
    assert next(entry for entry in listed["files"] if entry["kind"] == "press")["spine_mm"] > 0
    with Image.open(files["cover"]) as picture:
        assert picture.format == "PNG" and picture.width == 600


def test_all_languages_are_a_set(folder: Path, tmp_path: Path) -> None:
    paths = build_report(folder, BuildOptions(tmp_path, lang="all", kind="screen")).paths
    assert [path.name for path in paths] == [f"report-a4-{name}-screen.pdf" for name in ("both", "en", "zh")] + ["manifest.json"]
