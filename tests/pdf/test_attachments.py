"""The data that a file carries: what it says, and what it belongs to."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from odd_reports import ODD, chart, pair, prose, row, write_odd

from reportgen.datasheets import chart_csv, figure_rows
from reportgen.model.load import load_report
from reportgen.pipeline import BuildOptions, build_report

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_odd("charts_of_every_kind", tmp_path_factory.mktemp("attachments") / "charts")


@pytest.fixture(scope="module")
def built(folder: Path) -> Path:
    return build_report(folder, BuildOptions(folder.parent / "dist")).paths[0]


def read(data: bytes) -> Rows:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_chart_has_its_rows(built: Path) -> None:
    with pikepdf.open(built) as pdf:
        assert sorted(pdf.attachments) == [*(f"chart-{name}.csv" for name in "abcde"), "figures.csv", "figures.json"]
        bars = read(pdf.attachments["chart-a.csv"].get_file().read_bytes())
        cone = read(pdf.attachments["chart-d.csv"].get_file().read_bytes())
        slope = read(pdf.attachments["chart-c.csv"].get_file().read_bytes())
    assert [(r["label_en"], r["label_zh"], r["value"], r["group_zh"]) for r in bars][:2] == [
        ("Row 1", "第1行", "1", "其他"), ("Row 2", "第2行", "10", "其他"),
    ]  # fmt: skip
    assert bars[0]["source_zh"] == "无，2026年" and bars[0]["unit"] == "Units"
    assert "low" not in bars[0] and (cone[1]["low"], cone[1]["high"]) == ("3", "5")
    assert (slope[0]["before"], slope[0]["before_display_en"]) == ("1", "1")


def test_data_belongs_to_its_figures_in_both_languages(built: Path) -> None:
    with pikepdf.open(built) as pdf:
        figures: list[Any] = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        named = [(str(figure.Lang), str(figure.AF[0].UF), str(figure.AF[0].AFRelationship)) for figure in figures]
        listed = {str(spec.UF) for spec in pdf.Root.AF}  # type: ignore[attr-defined]
        for file in pdf.attachments.values():
            embedded: Any = file.obj.EF.F
            assert str(embedded.Subtype) in ("/text/csv", "/application/json")
            assert embedded.Params.Size == len(embedded.read_bytes())
            assert " / " in str(file.obj.Desc)
        assert sorted(named) == sorted((lang, f"chart-{name}.csv", "/Data") for lang in ("en", "zh-Hans") for name in "abcde")
        assert listed == set(pdf.attachments)


def test_all_figures_with_their_sources(folder: Path, built: Path) -> None:
    rows = list(figure_rows(load_report(folder)))
    with pikepdf.open(built) as pdf:
        data = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
        table = read(pdf.attachments["figures.csv"].get_file().read_bytes())
    assert data["title"] == {"en": "An odd report", "zh": "一份奇特的报告"} and data["date"] == "2026-07-01"
    assert len(rows) == len(data["figures"]) == len(table) == 13
    assert all(figure["source_en"] and figure["source_zh"] for figure in data["figures"])
    assert [(r["kind"], r["id"], r["value"]) for r in table][:2] == [("chart", "a", "1"), ("chart", "a", "10")]


def test_no_cell_is_a_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["=HYPERLINK(1)", "@SUM(1)", "+cmd", "-cmd", "-5", "+12%", "~$3"]
    rows = [{**row(1, 1.0), "label": pair(label, "一")} for label in words]
    monkeypatch.setitem(ODD, "formulas", lambda: {"one": prose({"chart": "a"}), "charts/a": chart("bars", rows)})
    report = load_report(write_odd("formulas", tmp_path / "formulas"))
    found = [line["label_en"] for line in read(chart_csv(report.charts[0]))]
    assert found == ["'=HYPERLINK(1)", "'@SUM(1)", "'+cmd", "'-cmd", "-5", "+12%", "~$3"]
