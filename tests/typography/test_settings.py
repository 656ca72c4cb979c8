"""What a report sets under `theme: typography:`, read back from the PDF of a specimen with that report's theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import CHART, MANIFEST, NOTES, OPENING
from tests.typography.reading import ReadLine, read_pages

from reportgen.cli import main
from reportgen.model.load import load_report
from reportgen.theme import Spacing, Theme, themed


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report/content").mkdir(parents=True)
    (tmp_path / "report/content/opening.yaml").write_text(OPENING, "utf-8")
    (tmp_path / "report/content/notes.yaml").write_text(NOTES, "utf-8")
    return tmp_path / "report"


def specimen(report: Path, typography: str, text: str, lang: str, em: float) -> list[ReadLine]:
    (report / "content/report.yaml").write_text(f"{MANIFEST}theme: {{typography: {{{typography}}}}}\n", "utf-8")
    (report / "t.txt").write_text(text, "utf-8")
    out = report / "o.pdf"
    assert main(["specimen", str(report / "t.txt"), "--lang", lang, "--measure-em", str(em), "-o", str(out), "--report", str(report)]) == 0
    return read_pages(out.read_bytes(), 10.0)[0]


def test_spaces_are_as_set(report: Path) -> None:
    line = specimen(report, "han_latin: 0.125", "用G跑", "zh", 20)[0]
    assert line.distance("用", "G") == pytest.approx(1.125, abs=0.005)
    line = specimen(report, "word_space: 0.3, number_unit: 0.1", "a b 40 kW", "en", 20)[0]
    assert line.at("b").x - line.at("a").x - line.at("a").advance == pytest.approx(0.3, abs=0.01)
    assert line.at("k").x - line.at("0").x - line.at("0").advance == pytest.approx(0.1, abs=0.01)


def test_marks_hang_if_set(report: Path) -> None:
    text = "先谈电价，再谈机价！后谈租价。"
    plain, hung, more = (specimen(report, f"hanging: {how}", text, "zh", 4) for how in ("none", "stops", "all"))
    assert plain[0].end <= 4.01
    assert hung[0].end == pytest.approx(4.5, abs=0.01)
    assert more[1].text.endswith("！") and more[1].end == pytest.approx(4.5, abs=0.01)


def test_the_grid_sets_characters_under_each_other(report: Path) -> None:
    lines = specimen(report, "full_width_grid: true", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", "zh", 7.6)
    assert [g.x for g in lines[0].drawn] == pytest.approx(range(7), abs=0.01)


def test_quotes_and_margins(report: Path) -> None:
    assert specimen(report, "curl_quotes: false", "\"it's\"", "en", 20)[0].text == "\"it's\""
    text = "The cost of running a model has overtaken the cost of training it, and the bill, as ever, is paid in power. " * 3
    ends = [line.end for line in specimen(report, "optical_margin: true", text, "en", 18)]
    assert 18.03 < max(ends) <= 18.26


def test_defaults_are_the_theme_s_own() -> None:
    assert Theme().spacing == Spacing()
    assert themed(None).spacing == Spacing()


def test_a_report_without_departures_has_the_default_spacing(report: Path) -> None:
    (report / "content/report.yaml").write_text(f"{MANIFEST}theme: {{leading: 14}}\n", "utf-8")
    (report / "charts").mkdir()
    (report / "charts/growth.yaml").write_text(CHART, "utf-8")
    spacing = themed(load_report(report).manifest.theme).spacing
    for name in Spacing.__slots__:
        assert getattr(spacing, name) == pytest.approx(getattr(Spacing(), name)), name


@pytest.mark.parametrize(("typography", "told"), [("hanging: some", "“some”"), ("han_latin: 3", "from 0 to 0.4"), ("haning: none", "did you mean “hanging”")])
def test_mistakes_are_told_with_their_place(report: Path, capsys: pytest.CaptureFixture[str], typography: str, told: str) -> None:
    (report / "content/report.yaml").write_text(f"{MANIFEST}theme: {{typography: {{{typography}}}}}\n", "utf-8")
    (report / "t.txt").write_text("甲", "utf-8")
    assert main(["specimen", str(report / "t.txt"), "--lang", "zh", "--measure-em", "9", "--report", str(report)]) == 1
    err = capsys.readouterr().err
    assert "content/report.yaml:9:" in err
    assert told in err
