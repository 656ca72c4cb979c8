"""`reportgen inspect` on files of ours and on files that others have made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from reportgen.cli import main
from reportgen.pdf.inspect.report import Inspection, inspect_pdf
from reportgen.pdf.inspect.structure import StructureNode
from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inspect")
    new_report(folder / "starter")
    return build_report(folder / "starter", BuildOptions(folder)).paths[0]


@pytest.fixture(scope="module")
def found(report: Path) -> Inspection:
    return inspect_pdf(report)


def structure(found: Inspection) -> StructureNode:
    assert found.structure is not None
    return found.structure


def results(found: Inspection) -> dict[str, str]:
    return {check.sentence: check.state for check in found.checks}


def test_our_own_file(found: Inspection) -> None:
    assert found.standards == ("PDF/A-3a", "PDF/UA-1")
    assert "failed" not in results(found).values()
    assert set(found.language_shares) == {"en", "zh-Hans"}
    assert [file.name for file in found.attachments] == ["chart-riders.csv", "figures.csv", "figures.json"]
    assert found.sheets_mm == ((210, 297),) and found.linearised
    assert set(found.colour_spaces) == {"DeviceRGB"}
    (figure, partner) = [node for node in structure(found).walk() if node.standard == "Figure"]
    assert (figure.language, partner.language) == ("en", "zh-Hans")
    assert figure.alt.startswith("Three bars") and partner.alt.startswith("三条横条")


def damaged(report: Path, tmp_path: Path, damage: Callable[[pikepdf.Pdf], None]) -> Inspection:
    path = tmp_path / "damaged.pdf"
    with pikepdf.open(report) as pdf:
        damage(pdf)
        pdf.save(path)
    return inspect_pdf(path)


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == role and "/P" in item]


def no_alt(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/Figure")[0].Alt


def skip(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/H2")[0].S = pikepdf.Name.H4


def headless(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "/TH"):
        cell.S = pikepdf.Name.TD


def loose_item(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/LI")[0].S = pikepdf.Name.P


def nameless_note(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/Note")[0].ID


def wrong_voice(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "/P") + elements(pdf, "/Span"):
        if element.get("/Lang") == "zh-Hans":
            element.Lang = "en"


def mute_link(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].Annots[0].Contents


def loose_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n0 0 5 5 re f")


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_map(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[1].Resources.Font.values():
        del font.ToUnicode


def unexplained(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["figures.csv"].obj.Desc


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"), Type=pikepdf.Name.Action))
    pdf.Root.OpenAction.S = pikepdf.Name("/Launch")


def strange_role(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/H1")[0].S = pikepdf.Name.Overture


def no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (untagged, "The file is tagged."),
        (loose_text, "Everything painted is tagged or an artifact."),
        (strange_role, "Every role is a standard one or mapped to one."),
        (no_title, "There is a title, and viewers show it."),
        (no_language, "The document has a language."),
        (wrong_voice, "Han are read in Chinese and words in English."),
        (no_alt, "Figures have descriptions."),
        (skip, "Headings skip no level."),
        (headless, "Tables are regular and have header cells with scope or id."),
        (loose_item, "Lists hold items, and items labels and bodies."),
        (nameless_note, "Notes have ids of their own."),
        (mute_link, "Links are tagged and described, and the tab key follows the structure."),
        (no_map, "Every character has a meaning."),
        (no_intent, "Device colours have an output intent."),
        (script, "Nothing is active, and nothing lies outside the file."),
        (unexplained, "Attachments say what they are and how they belong."),
    ],
)
def test_each_check_sees_its_fault(report: Path, tmp_path: Path, damage: Callable[[pikepdf.Pdf], None], sentence: str) -> None:
    assert results(damaged(report, tmp_path, damage))[sentence] == "failed"


def test_a_file_of_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Untagged, with a standard font: nothing of ours is taken for granted."""
    path = tmp_path / "plain.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=200)
        page.insert_text((20, 40), "Plain words")
        page.draw_rect((10, 60, 50, 90), fill=(1, 0, 0))
        document.save(path)
    found = inspect_pdf(path)
    assert found.structure is None and found.standards == () and not found.linearised
    assert "".join(found.text).strip() == "Plain words"
    assert found.language_shares == {"other scripts": 1.0}
    assert [(font.embedded, font.kind) for font in found.fonts] == [(False, "Type1")]
    assert results(found)["Fonts are embedded."] == "failed"
    assert main(["inspect", str(path)]) == 0
    out = capsys.readouterr().out
    assert "none claimed" in out and "no structure" in out and "106 × 71 mm" in out


def test_text_form_is_an_outline_with_the_words(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(report)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("standards") and "PDF/A-3a, PDF/UA-1" in line for line in lines)
    assert any(line.startswith("attachment  chart-riders.csv (text/csv, Data") for line in lines)
    english = next(k for k, line in enumerate(lines) if line.strip() == "H1 (en) What the count shows")
    assert lines[english + 1].strip() == "H1 (zh-Hans) 统计说明了什么"
