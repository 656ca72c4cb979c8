"""Reports from strangers: each is refused with problems, or set as the plain words that it is made of."""

from __future__ import annotations

import hashlib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from mutate import spoil_bytes
from PIL import Image

import reportgen
from reportgen.cli import main
from reportgen.errors import EnvironmentProblem, Problem, ReportError
from reportgen.model.content import ImageBlock, Pair
from reportgen.model.markup import plain_text
from reportgen.pictures import open_picture
from reportgen.pipeline import BuildOptions, build_report, find_problems
from reportgen.scaffold import new_report

SOURCE = Path(reportgen.__file__).parents[1]
FINDINGS = "content/findings.yaml"
SECRET = "the secret of another folder"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "report"
    new_report(folder)
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.yaml"
    path.write_text(f"kind: prose\ntitle: {{en: {SECRET}, zh: 秘密}}\nbody: []\n", "utf-8")
    return path


def said(report: Path) -> str:
    return "\n".join(map(str, find_problems(report)))


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


# --- paths ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [FINDINGS, "content/report.yaml", "charts/riders.yaml", "charts/more.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(report: Path, secret: Path, name: str) -> None:
    (report / name).unlink(missing_ok=True)
    (report / name).symlink_to(secret)
    assert SECRET not in said(report)
    assert "link" in said(report) or "outside" in said(report)


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/environ", "/"])
def test_what_is_no_file_is_not_read(report: Path, target: str) -> None:
    (report / "charts/more.yaml").symlink_to(target)
    assert "charts/more.yaml: this is" in said(report)


def test_a_pipe_does_not_hold_a_build_up(report: Path) -> None:
    os.mkfifo(report / "charts/more.yaml")
    assert "this is not a plain file" in said(report)


def test_a_folder_that_links_to_itself_ends(report: Path) -> None:
    (report / "charts/loop").symlink_to(report / "charts")
    (report / "content/loop.yaml").symlink_to(report / "content/loop.yaml")
    (report / "content/report.yaml").write_text((report / "content/report.yaml").read_text("utf-8").replace("findings", "loop"), "utf-8")
    assert "loop" in said(report)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..\\secret", "a/../../secret", "~/x", "$HOME", "report\0"])
def test_a_section_is_a_name_and_no_path(report: Path, secret: Path, name: str) -> None:
    path = report / "content/report.yaml"
    path.write_text(path.read_text("utf-8").replace("findings", '"' + name.replace("\\", "\\\\").replace("\0", "\\0") + '"'), "utf-8")
    assert secret.exists()
    assert "stands here" in said(report)
    assert SECRET not in said(report)


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "a/b", "..", ".", ".x", "a\\b", "a\nb", "a\x1bb", "a" * 200])
def test_the_output_is_a_name_and_no_path(report: Path, tmp_path: Path, name: str) -> None:
    path = report / "content/report.yaml"
    written = "".join(f"\\x{ord(c):02x}" if c < " " or c == "\\" else c for c in name)
    path.write_text(path.read_text("utf-8") + f'file_name: "{written}"\n', "utf-8")
    with pytest.raises(ReportError):
        build_report(report, BuildOptions(tmp_path / "out"))
    assert not (tmp_path / "x.pdf").exists()


def test_a_cache_that_links_elsewhere_is_left_alone(report: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "dear.kept").write_text("dear")
    (report / ".reportgen-cache").symlink_to(elsewhere)
    build_report(report, BuildOptions(tmp_path / "out"))
    assert [path.name for path in elsewhere.iterdir()] == ["dear.kept"]


def test_a_cache_made_by_a_stranger_runs_nothing(report: Path, tmp_path: Path) -> None:
    """Whatever stands in it, behind the right checksum: it is read as data, and drawn again if it is none of ours."""
    good = build_report(report, BuildOptions(tmp_path / "a")).paths[0].read_bytes()
    from reportgen.cache import Cache

    for path in (report / ".reportgen-cache").rglob("*.kept"):
        for data in (b"cos\nsystem\n(S'touch /tmp/x'\ntR.", b"{}", b"[1e999]", b'{"width": 1, "height": "x", "colours": [], "items": []}', b"[" * 9999):
            Cache(path.parent).put(path.stem, data)
            assert build_report(report, BuildOptions(tmp_path / "b")).paths[0].read_bytes() == good


def test_control_characters_in_a_name_do_not_reach_the_terminal(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(report / "charts/riders.yaml", report / "charts/\x1b]0;owned\x07\x9b31m.yaml")
    shutil.copy(report / "charts/riders.yaml", os.fsencode(report / "charts") + b"/\xff\xfe.yaml")
    for more in ([], ["--json"]):
        assert main(["check", str(report), *more]) == 1
        out, err = capfd.readouterr()
        assert "owned" in out
        assert not {c for c in out + err if not c.isprintable() and c not in "\n\u3000"}


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "<b>bold</b> &amp; <script>alert(1)</script>", ") Tj ET Q BT (x", "endstream endobj 1 0 obj <</Type /Catalog>>",
        "=cmd|' /C calc'!A0", "${HOME} $(id) `id` %s {0} {{x}}", "\\\\input{/etc/passwd} \\\\(", "#set text(red) $x^2$ @ref",
    ],
)  # fmt: skip
def test_what_looks_like_code_is_set_as_words(report: Path, tmp_path: Path, words: str) -> None:
    """In the text, in a title that becomes bookmark and metadata, in a chart's data from a CSV file."""
    path = report / FINDINGS
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("{", "\\\\{")
    path.write_text(path.read_text("utf-8").replace("What the count shows", f'"{quoted}"', 1), "utf-8")
    chart = (report / "charts/riders.yaml").read_text("utf-8")
    (report / "charts/riders.yaml").write_text(re.sub(r"rows:\n(?:  .*\n)+", "csv: riders.csv\n", chart), "utf-8")
    cell = words.replace("\\\\", "\\").replace("\\", "\\\\").replace('"', '""').replace("[", "\\[").replace("*", "\\*").replace("{", "\\{")
    (report / "charts/riders.csv").write_text(f'label_en,label_zh,value\n"{cell}",一,1\n', "utf-8")
    built = build_report(report, BuildOptions(tmp_path / "out")).paths[0]
    plain = "".join(words.replace("\\\\", "\\").split())
    straight = str.maketrans("‘’“”", "''\"\"")  # quotes typed straight are curled on the page
    assert "".join(text_of(built).split()).translate(straight).count(plain) >= 2
    with pikepdf.open(built) as pdf:
        with pdf.open_outline() as outline:
            assert any("".join(item.title.split()).startswith(plain) for item in outline.root)
        assert set(pdf.Root.keys()) & {"/OpenAction", "/AA", "/AcroForm"} == set()
        assert "/JavaScript" not in pdf.Root.get("/Names", {})


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://x", "//x", "smb://x/y", "\u0000https://x", "https:x"],
)  # fmt: skip
def test_odd_schemes_are_refused(report: Path, target: str) -> None:
    path = report / FINDINGS
    written = target.replace("\0", "\\0")
    path.write_text(path.read_text("utf-8").replace("What the count shows", f'"[words]({written})"', 1), "utf-8")
    assert "goes nowhere" in said(report) or "control character" in said(report)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: *a\n", "a: &a {<<: *a}\n", "!!python/object/apply:os.system ['touch owned']\n", "a: !!binary aGk=\n",
        "a: !include /etc/passwd\n", "--- a\n--- b\n", "%TAG ! tag:x,2000:\n--- !y z\n", "[" * 100_000, "{a: " * 50_000, "? " * 50_000,
        "- " * 50_000, "a: " + "&x " * 1000, "a: |\n" + " x\n" * 100_000, "\ufeff\ufeffkind: prose\n",
    ],
)  # fmt: skip
def test_yaml_is_data_and_small(report: Path, text: str) -> None:
    (report / FINDINGS).write_text(text, "utf-8")
    assert FINDINGS in said(report)
    assert not Path("owned").exists()


# --- code -------------------------------------------------------------------------------------------------------------


def test_no_code_forbids_what_the_report_allows(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest, chart, mark = report / "content/report.yaml", report / "charts/riders.yaml", tmp_path / "ran"
    manifest.write_text(manifest.read_text("utf-8") + "run_python: true\n", "utf-8")
    words = chart.read_text("utf-8")
    kind = next(line for line in words.splitlines() if line.startswith("kind:"))
    chart.write_text(words.replace(kind, "kind: python\nfunction: own.py:draw"), "utf-8")
    (report / "charts/own.py").write_text(f"open({str(mark)!r}, 'w').close()\ndef draw(figure, chart):\n    chart.axes()\n", "utf-8")
    out = tmp_path / "out"
    for command in (["build", str(report), "--out", str(out), "--no-code"], ["check", str(report), "--no-code"]):
        assert main(command) == 1
        both = capsys.readouterr()
        assert "--no-code forbids" in both.out + both.err
        assert not mark.exists()
    assert main(["build", str(report), "--out", str(out)]) == 0
    assert mark.exists()
    assert main(["build", str(report), "--out", str(out), "--no-code"]) == 1, "the kept drawing must not be used either"


# --- fonts ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def small_font(repository: Path) -> bytes:
    """A few hundred glyphs of the report's font."""
    face = hb.Face(hb.Blob.from_file_path(str(repository / "fonts/NotoSansSC[wght].ttf")))
    request = hb.SubsetInput()
    starter = SOURCE / "reportgen/starter"
    words = "".join(path.read_text("utf-8") for path in starter.rglob("*.yaml"))
    request.unicode_set.update({*map(ord, words), *range(0x20, 0x7F), *map(ord, "–·图表来源资料：；（）")})
    return bytes(hb.subset(face, request).blob.data)


def with_font(report: Path, data: bytes) -> None:
    (report / "fonts").mkdir(exist_ok=True)
    (report / "fonts/own.ttf").write_bytes(data)
    (report / "fonts/OFL.txt").write_text("licence")
    (report / "fonts/fonts.yaml").write_text(
        "fonts:\n  - file: own.ttf\n    family: Own\n    version: '1'\n    licence: OFL-1.1\n    licence_file: OFL.txt\n"
        f"    copyright: Nobody\n    origin: nowhere\n    sha256: {hashlib.sha256(data).hexdigest()}\n", "utf-8",
    )  # fmt: skip


Damage = Callable[[bytes], bytes]


def _zeroed(start: float, end: float) -> Damage:
    return lambda data: data[: int(len(data) * start)] + bytes(int(len(data) * (end - start))) + data[int(len(data) * end) :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:4], lambda data: data[:300], lambda data: data[: len(data) // 2], lambda data: data[:-1000],
        lambda data: data[:12] + b"\xff" * 200 + data[212:], _zeroed(0.01, 0.2), _zeroed(0.3, 0.6), _zeroed(0.7, 0.99),
        lambda data: b"\0\1\0\0" + os.urandom(2000), lambda data: b"OTTO" + data[4:], lambda data: b"", lambda data: b"%PDF-1.7",
        lambda data: data[:12] + data[12:].replace(b"glyf", b"glyg"), lambda data: data.replace(b"cmap", b"cmaq"),
        lambda data: data.replace(b"head", b"heae"), lambda data: data.replace(b"hmtx", b"hmty"), lambda data: data.replace(b"fvar", b"fvas"),
        lambda data: data.replace(b"loca", b"locb"), lambda data: data.replace(b"maxp", b"maxq"), lambda data: data,
    ],
)  # fmt: skip
def test_a_damaged_font_that_is_listed_so(report: Path, tmp_path: Path, small_font: bytes, damage: Damage) -> None:
    """Its checksum is right, its content is not: a PDF that was verified, problems, or a word about the font."""
    with_font(report, damage(small_font))
    try:
        built = build_report(report, BuildOptions(tmp_path / "out"))
    except (ReportError, EnvironmentProblem) as error:
        assert "font" in str(error) or "own.ttf" in str(error)
        assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True
    else:
        assert built.paths[0].exists()


def test_a_huge_font_is_not_read(report: Path, tmp_path: Path) -> None:
    with_font(report, b"\0\1\0\0")
    os.truncate(report / "fonts/own.ttf", 5_000_000_000)
    with pytest.raises((EnvironmentProblem, ReportError), match="larger than"):
        build_report(report, BuildOptions(tmp_path / "out"))


# --- images -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_damaged_images_are_problems_or_pictures(tmp_path: Path, kind: str) -> None:
    """Two hundred files spoilt in one to five places: never anything else, and nothing on standard error."""
    sound = BytesIO()
    Image.frombytes("RGB", (60, 40), random.Random(7).randbytes(60 * 40 * 3)).save(sound, kind)
    (tmp_path / "images").mkdir()
    words = Pair(plain_text("Noise"), plain_text("杂色"))
    block = ImageBlock("x.img", "x", words, words)
    ends = set()
    for case in range(200):
        rng = random.Random(case)
        data = sound.getvalue()
        for _ in range(rng.choice([1, 1, 2, 5]) if case else 0):  # the first is sound; a spoilt PNG hardly ever is
            data = spoil_bytes(data, rng)
        (tmp_path / "images/x.img").write_bytes(data)
        problems: list[Problem] = []
        picture, _ = open_picture(block, tmp_path, 400.0, problems)
        assert (picture is None) == bool(problems)
        ends.add(picture is None)
    assert ends == {True, False}


# --- size -------------------------------------------------------------------------------------------------------------


def test_a_file_of_text_is_of_a_size_that_a_person_writes(report: Path) -> None:
    os.truncate(report / FINDINGS, 5_000_000_000)
    os.truncate(report / "charts/riders.yaml", 5_000_000_000)
    assert said(report).count("larger than") == 2


def test_a_chart_cannot_hold_an_image(report: Path, tmp_path: Path) -> None:
    """Code of a chart's own cannot bring a raster image in; images come from images/ alone, where they are measured first."""
    manifest, chart = report / "content/report.yaml", report / "charts/riders.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "run_python: true\n", "utf-8")
    words = chart.read_text("utf-8")
    kind = next(line for line in words.splitlines() if line.startswith("kind:"))
    chart.write_text(words.replace(kind, "kind: python\nfunction: own.py:draw"), "utf-8")
    (report / "charts/own.py").write_text("def draw(figure, chart):\n    chart.axes().imshow([[0, 1], [1, 0]])\n", "utf-8")
    with pytest.raises(ReportError, match="image|picture|raster"):
        build_report(report, BuildOptions(tmp_path / "out"))


def test_the_largest_report_stays_within_memory(report: Path, tmp_path: Path) -> None:
    """Thousands of paragraphs in a process that may not take more than 2 GB."""
    pair = "  - {en: Words, zh: 文字}\n"
    (report / FINDINGS).write_text("kind: prose\ntitle: {en: T, zh: 题}\nbody:\n" + pair * 5_000, "utf-8")
    outcome = subprocess.run(
        [sys.executable, "-m", "reportgen.cli", "check", report], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31)),
    )  # fmt: skip
    assert outcome.returncode in (0, 1)
    assert "Traceback" not in outcome.stderr
