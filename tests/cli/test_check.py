"""`reportgen check`: bad input of every kind, all of it at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\n"
LONG = "字" * 50_000


def test_a_sound_report_has_no_problems(folder: Any, run: Run) -> None:
    outcome = run("check", folder.path)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "reportgen: no problems\n")
    assert run("check", folder.path, "--json").json == {"problems": [], "findings": []}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("content/opening.yaml", "kind: prose", "kind: prsoe", "opening.yaml:1:7: “prsoe” is not a kind of section; expected one of cover"),
        ("content/opening.yaml", "body:", "bdoy:", "opening.yaml:3:1: the key “bdoy” is not known here"),
        ("content/opening.yaml", "body:", "bdoy:", "opening.yaml:1:1: the key “body” is missing"),
        ("content/opening.yaml", "body:", "title: again\nbody:", "opening.yaml:3:1: the key “title” stands twice (first on line 2)"),
        ("content/opening.yaml", "zh: 开篇", "", "opening.yaml:2:8: the Chinese side is missing"),
        ("content/opening.yaml", "en: Opening", 'en: ""', "opening.yaml:2:13: the English text is empty"),
        ("content/opening.yaml", "en: Opening", "en: [Opening]", "opening.yaml:2:13: a list stands here; expected English text"),
        ("content/opening.yaml", "- chart: growth", "- chrat: growth", "opening.yaml:6:5: “chrat” is not a kind of block"),
        ("content/opening.yaml", "chart: growth", "chart: grwoth", "opening.yaml:6:5: there is no chart “grwoth”"),
        ("content/opening.yaml", "Figure [@growth]", "Figure [@gorwth]", "opening.yaml:4:9: [@gorwth] leads nowhere"),
        ("content/opening.yaml", "Figure [@growth]", "[x](#nothing)", "opening.yaml:4:9: the link #nothing leads nowhere"),
        ("content/opening.yaml", "Figure [@growth]", "[x](javascript:y)", "the link “javascript:y” goes nowhere"),
        ("content/opening.yaml", "没有说多少", "没有,说多少", "opening.yaml:5:9: half-width “,” in Chinese"),
        ("content/opening.yaml", "paragraph", "para*graph", "opening.yaml:4:9: “*” is opened and never closed"),
        ("content/opening.yaml", "kind: prose", LAUGHS, "opening.yaml:1:4: the anchor “&a” is not allowed"),
        ("content/opening.yaml", "body:", "body:\n\t- x", "opening.yaml:4:1: this is not valid YAML"),
        ("content/opening.yaml", "没有说多少", LONG, "opening.yaml:5:9: the text has 50,0"),
        ("content/report.yaml", "sections: [opening, notes]", "sections: []", "report.yaml:6:11: the list is empty"),
        ("content/report.yaml", "[opening, notes]", "[opening, ../notes]", "report.yaml:6:21: “../notes” stands here"),
        ("content/report.yaml", "[opening, notes]", "[opening, note]", "content/note.yaml does not exist; expected a file in content/ (did you mean “notes.yaml”?)"),
        ("content/report.yaml", "2026-07-01", "2026-02-30", "report.yaml:8:7: there is no day 2026-02-30"),
        ("content/report.yaml", "file_name: small", "file_name: ../small", "report.yaml:7:12: “../small” stands here; expected a file name"),
        ("content/report.yaml", "file_name: small", "theme: {body_size: 30}", "report.yaml:7:20: “30” stands here; expected a number from 8 to 12"),
        ("content/notes.yaml", "id: first", "id: two words", "notes.yaml:4:9: “two words” stands here; expected letters"),
        ("charts/growth.yaml", "value: 1,", "value: one,", "growth.yaml:8:38: “one” stands here; expected a number"),
        ("charts/growth.yaml", "value: 1,", "", "growth.yaml:8:18: row 1 of the chart has no “value”"),
        ("charts/growth.yaml", "value: 1,", "value: .inf,", "expected a number such as 12.5"),
        ("charts/growth.yaml", "alt: {en: Two bars., zh: 两条横条。}\n", "", "growth.yaml:1:1: the key “alt” is missing"),
        ("charts/growth.yaml", "rows:", "csv: ../content/report.yaml\nrows:", "growth.yaml:7:6: “../content/report.yaml” lies outside the folder charts/"),
        ("charts/growth.yaml", "rows:", "csv: none.csv\nrows:", "growth.yaml:7:6: the file charts/none.csv does not exist"),
        ("charts/growth.yaml", "kind: bars", "kind: python", "growth.yaml:1:1: the key “function” is missing"),
    ],
)  # fmt: skip
def test_bad_input(folder: Any, run: Run, file: str, old: str, new: str, expected: str) -> None:
    folder.change(file, old, new)
    outcome = run("check", folder.path)
    assert outcome.code == 1
    assert expected in outcome.out
    assert "Traceback" not in outcome.err


def test_all_problems_at_once_in_order(folder: Any, run: Run) -> None:
    """Faults of syntax, of form, of reference and of the data, in four files, in one run."""
    folder.change("content/report.yaml", "author:", "athor:")
    folder.change("content/opening.yaml", "[^first]。", "[^nothing]。")
    folder.change("content/notes.yaml", "zh: 第一条注释", "zh: 第一条注释, colour: red")
    folder.change("charts/growth.yaml", "value: 2,", "value: 2;")
    outcome = run("check", folder.path)
    assert outcome.code == 1
    places = [line.split(": ")[0] for line in outcome.problems]
    assert places == sorted(places)
    assert {place.split(":")[0] for place in places} == {
        "content/report.yaml", "content/opening.yaml", "content/notes.yaml", "charts/growth.yaml",
    }  # fmt: skip
    assert outcome.err == f"reportgen: {len(places)} problems\n"


def test_a_file_that_cannot_be_read_makes_no_false_problems(folder: Any, run: Run) -> None:
    """The note exists, for all we know: its file does not parse."""
    folder.write("content/notes.yaml", "kind: [")
    assert len(run("check", folder.path).problems) == 1


def test_missing_characters_are_counted_once(folder: Any, run: Run) -> None:
    folder.change("content/opening.yaml", "没有说多少", "没有\U00020bb7说\U00020bb7多少")
    folder.change("content/notes.yaml", "作出解释", "作出\U00020bb7解释")
    (problem,) = run("check", folder.path).problems
    assert "(U+20BB7" in problem
    assert "used 3 times" in problem
    assert problem.startswith("content/opening.yaml:5:9: ")
    assert "also at content/notes.yaml:7:32" in problem


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("label_en,label_zh,value\nOne,一,x\n", "charts/growth.csv:2:7: “x” in the column value is not a number"),
        ("label_en,label_zh,value\nOne,一\n", "charts/growth.csv:2:1: the row has 2 cells; expected 3"),
        ("label_en,label_zh,value\n", "charts/growth.csv:1:1: the file has 0 rows of data"),
        ("", "charts/growth.csv:1:1: the file has 0 rows of data"),
        ("label_en,label_zh,vaule\nOne,一,1\n", "charts/growth.csv:1:19: the column “vaule” is not known"),
        ("label_en,value\nOne,1\n", "charts/growth.csv:1:1: the column “label_zh” is missing"),
        ("label_en,label_zh,value,open\nOne,一,1,yes\n", "charts/growth.csv:2:9: “yes” in the column open is not known"),
        ('label_en,label_zh,value\n"One,一,1\n', "charts/growth.csv:2:1: this is not valid CSV"),
        ("label_en,label_zh,value\nOne,,1\n", "charts/growth.csv:2:5: label_zh is empty"),
        ("label_en,label_zh,value\n一二".encode("gbk"), "charts/growth.csv:2:2: the file is not UTF-8 text"),
    ],
)  # fmt: skip
def test_bad_data(folder: Any, run: Run, data: str | bytes, expected: str) -> None:
    text = (folder.path / "charts/growth.yaml").read_text("utf-8")
    folder.write("charts/growth.yaml", text[: text.index("rows:")] + "csv: growth.csv\n")
    folder.write("charts/growth.csv", data)
    assert expected in run("check", folder.path).out


def test_code_does_not_run_unasked(folder: Any, run: Run) -> None:
    folder.write("charts/own.py", "raise SystemExit\n")
    folder.change("charts/growth.yaml", "kind: bars", "kind: python\nfunction: own.py:draw")
    assert "run_python: true" in run("check", folder.path).out


def test_no_report_here(run: Run, tmp_path: Any) -> None:
    outcome = run("check", tmp_path)
    assert outcome.code == 1
    assert outcome.out.startswith("content/report.yaml: the file does not exist")


def test_json_goes_to_standard_output_alone(folder: Any, run: Run) -> None:
    folder.change("content/opening.yaml", "body:", "bdoy:")
    outcome = run("check", folder.path, "--json")
    assert outcome.err == ""
    assert {problem["line"] for problem in outcome.json["problems"]} == {1, 3}
    assert outcome.json["problems"][1]["hint"] == "did you mean “body”?"
