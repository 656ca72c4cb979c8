"""What comes out of the PDF as text, rule by rule (typography.md, section 7), with readers of other people."""

from __future__ import annotations

import io
import re
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from tests.typography.test_pages import make_report

from reportgen.cli import main
from reportgen.pipeline import BuildOptions, build_report

TEXTS = (
    ("zh", "一日之内，力量——据2026年《office》所载——·与～之间……“人工智能”（AI）增8.5%；re\u2011use的office用GPU跑。"),
    ("zh", "算力、电力与资本：谁先见顶，谁就成为瓶颈。欧文·李说：“日子还长。”15～20台，￥300万，25℃。"),
    ("en", "The office of difficult affairs—flowing first—spent $3.1 T in Q2 2026; re\u2011use of infrastructure is “cost-saving” in 2025–2026 (25 °C)."),
    ("en", "Naïve café owners paid 5 × 3 − 2 for e\u0301clairs, and so did Ångström’s office in the year 2026…"),
)


def specimen(tmp_path: Path, lang: str, text: str, *measures: str) -> bytes:
    (tmp_path / "t.txt").write_text(text, "utf-8")
    assert main(["specimen", str(tmp_path / "t.txt"), "--lang", lang, "--measure-em", *measures, "-o", str(tmp_path / "o.pdf")]) == 0
    return (tmp_path / "o.pdf").read_bytes()


def readings(data: bytes) -> list[str]:
    """The text as pdfium, MuPDF and pdfminer give it."""
    pdf = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range() for page in pdf), "".join(page.get_text() for page in pymupdf.open(stream=data))]
    return [*texts, extract_text(io.BytesIO(data), laparams=LAParams(char_margin=60, boxes_flow=None))]


def plain(text: str) -> str:
    """White space and the line ends of hyphenated words aside."""
    text = normalize("NFC", text).replace("\ufffe", "\u00ad").replace("\u2011", "‑")
    return re.sub(r"\s+", "", text.replace("\u00ad", "").replace("\u0002", ""))


@pytest.mark.parametrize(("lang", "text"), TEXTS)
@pytest.mark.parametrize("em", ["8", "13.5", "24"])
def test_tx_02_extracted_text_is_the_source(tmp_path: Path, lang: str, text: str, em: str) -> None:
    pdfium, *others = readings(specimen(tmp_path, lang, text, em))
    assert plain(pdfium).replace("-", "") == plain(text).replace("-", "")  # it drops a hyphen at a line's end, typed or not
    for read in (pdfium, *others):
        assert read is pdfium or plain(read) == plain(text)
        assert not re.search("[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\ufb00-\ufb06]", read)


def test_tx_02_search_finds(tmp_path: Path) -> None:
    page = pymupdf.open(stream=specimen(tmp_path, "zh", TEXTS[0][1], "40"))[0]
    for words in ("日", "2026", "——", "office", "·", "～", "力量"):
        assert page.search_for(words), words


@pytest.mark.parametrize("em", ["9", "11.3", "16", "21.7"])
def test_tx_03_no_space_between_han(tmp_path: Path, em: str) -> None:
    text = TEXTS[1][1] + "人工智能的成本正从训练转向推理，用GPU跑，增8.5%。" * 2
    data = specimen(tmp_path, "zh", text, em)
    for read in readings(data):
        assert not re.search("[\u4e00-\u9fff] +[\u4e00-\u9fff]", read.replace("\n", "")), read
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = [font.ToUnicode.read_bytes() for font in pdf.pages[0].resources["/Font"].values()]
    assert all(b"> <0020>" not in cmap for cmap in maps), "no space character is written"


def test_tx_04_hyphens_that_were_put_in_are_soft(tmp_path: Path) -> None:
    text = "Representative organizations acknowledged considerable responsibility notwithstanding a cost-saving infrastructure. " * 3
    data = specimen(tmp_path, "en", text, "15")
    read = "".join(page.get_text(flags=pymupdf.TEXT_PRESERVE_WHITESPACE) for page in pymupdf.open(stream=data))
    assert read.count("\u00ad") >= 2
    assert plain(read) == plain(text)
    assert read.count("-") == 3


def test_tx_04_an_author_s_soft_hyphen_shows_only_where_it_is_used(tmp_path: Path) -> None:
    word = "Kuber\u00adnetes"
    whole = pymupdf.open(stream=specimen(tmp_path, "en", word, "20"))[0].get_text()
    assert whole.strip() == "Kubernetes"
    data = specimen(tmp_path, "en", f"{word} " * 12, "14")
    read = "".join(page.get_text(flags=pymupdf.TEXT_PRESERVE_WHITESPACE) for page in pymupdf.open(stream=data))
    assert re.search("Kuber\u00ad\\s*netes", read), read
    assert plain(read) == "Kubernetes" * 12
    assert 0 < read.count("\u00ad") < 12


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = make_report(tmp_path_factory.mktemp("text") / "report", heads=3)
    return build_report(folder, BuildOptions(out=folder / "out")).paths[0].read_bytes()


def structure(element: pikepdf.Object, kept: list[tuple[str, str]], language: str = "") -> list[tuple[str, str]]:
    """Roles and languages of the structure elements in reading order."""
    language = str(element.get("/Lang", language))
    kept.append((str(element.get("/S", "")), language))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            structure(kid, kept, language)
    return kept


def test_tx_01_each_english_paragraph_is_followed_by_its_partner(built: bytes) -> None:
    """In the order of the content as in the order of the structure."""
    with pikepdf.open(io.BytesIO(built)) as pdf:
        elements = structure(pdf.Root.StructTreeRoot, [])
    languages = [lang for role, lang in elements if role == "/P" and lang]
    pairs = list(zip(languages, languages[1:], strict=False))
    assert pairs.count(("en", "zh-Hans")) >= 10
    text = "".join(page.get_text(sort=False) for page in pymupdf.open(stream=built))
    marks = re.findall(r"K\d\d", text)
    assert len(marks) == 24
    assert all(a == b for a, b in zip(marks[::2], marks[1::2], strict=True)), marks


def test_tx_05_languages_are_set_and_text_is_text(built: bytes, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(built)) as pdf:
        assert str(pdf.Root.Lang) in ("en", "en-US")
        languages = {lang for _, lang in structure(pdf.Root.StructTreeRoot, [])}
        assert {"en", "zh-Hans"} <= languages
    data = specimen(tmp_path, "zh", "用GPU跑", "20")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hans"
        content = pdf.pages[0].Contents.read_bytes()
    assert b" re" not in content and b" c\n" not in content, "no outlines"
