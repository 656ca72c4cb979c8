"""`reportgen check --pairs` and `reportgen explain`: loose pairs, as a translator has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.prose.rules import RULES

Run = Callable[..., Any]
GOOD = {"id": "good", "en": "Sales rose 12% to $4.5 million in 2025.", "zh": "2025年销售额增长12%，达450万美元。"}
BAD = {"id": "bad", "en": "The market is worth $376B.", "zh": "市场规模为3760万美元。"}


def _jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def test_pairs_as_json_lines(run: Run, tmp_path: Path) -> None:
    outcome = run("check", "--pairs", _jsonl(tmp_path / "p.jsonl", GOOD, BAD), "--json")
    assert outcome.code == 1
    (finding,) = map(json.loads, outcome.out.splitlines())
    assert (finding["id"], finding["rule"], finding["severity"]) == ("bad", "parity/scale", "error")
    assert finding["words"] == [
        {"side": "en", "text": "$376B", "start": 20, "end": 25},
        {"side": "zh", "text": "3760万美元", "start": 5, "end": 12},
    ]


@pytest.mark.parametrize("name", ["p.csv", "p.tsv"])
def test_pairs_as_csv(run: Run, tmp_path: Path, name: str) -> None:
    blank = "\t" if name.endswith("tsv") else ","
    path = tmp_path / name
    path.write_text(f"\ufeffid{blank}en{blank}zh\n1{blank}\"Two, or 3 %\"{blank}两个，或3%\n2{blank}In 2025{blank}2024年\n3{blank}Only{blank}\n4{blank}Short\n", "utf-8")
    outcome = run("check", "--pairs", path, "--json")
    found = [(f["id"], f["rule"]) for f in map(json.loads, outcome.out.splitlines())]
    assert found == [("2", "parity/date"), ("3", "completeness/empty-side"), ("4", "completeness/missing-side")]


def test_pairs_without_errors_exit_with_0(run: Run, tmp_path: Path) -> None:
    outcome = run("check", "--pairs", _jsonl(tmp_path / "p.jsonl", GOOD))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "reportgen: 1 pair, no findings\n")


def test_the_clash_is_marked_under_both_sides(run: Run, tmp_path: Path) -> None:
    """A full-width character takes two columns, so the carets stand under the words on a terminal."""
    lines = run("check", "--pairs", _jsonl(tmp_path / "p.jsonl", BAD)).out.splitlines()
    assert lines == [
        "p.jsonl:1: bad: error parity/scale: “$376B” against “3760万美元”: one is 10,000 times the other",
        "    en  The market is worth $376B.",
        "                            ^^^^^",
        "    zh  市场规模为3760万美元。",
        "                  ^^^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("p.jsonl", '{"id": 1, "en": \n', "p.jsonl:1:17: this is not valid JSON"),
        ("p.jsonl", "[1]\n", "this is not a JSON object"),
        ("p.jsonl", '{"id": 1, "en": 3, "zh": "三"}\n', "en and zh must be texts"),
        ("p.csv", "id,english,zh\n", "p.csv:1:1: the column en is missing; expected the columns id, en and zh"),
        ("p.csv", 'id,en,zh\n1,"x,一\n', "this is not valid CSV"),
        ("p.csv", "id,en,zh\n1,x,中文\n".encode("gbk"), "p.csv:2:5: the file is not UTF-8 text"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(run: Run, tmp_path: Path, name: str, text: str | bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    outcome = run("check", "--pairs", tmp_path / name)
    assert outcome.code == 1
    assert expected in outcome.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    assert run("check", "--pairs", tmp_path / "none.csv").code == 2
    assert run("check", "--glossary", tmp_path / "none.csv").code == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.csv", "en,zh\nhyperscaler,超大规模云厂商|超大规模云服务商\ntoken|tokens,token|词元\n"),
        ("g.yaml", "- {en: hyperscaler, zh: 超大规模云厂商|超大规模云服务商}\n- {en: [token], zh: [token, 词元]}\n"),
        ("g.yaml", "hyperscaler: 超大规模云厂商|超大规模云服务商\ntoken: token|词元\n"),
    ],
)
def test_a_glossary_is_held_to_in_both_directions(run: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    rows = [
        {"id": "right", "en": "Hyperscalers buy chips.", "zh": "超大规模云服务商采购芯片。"},
        {"id": "zh", "en": "Hyperscalers buy chips.", "zh": "云巨头采购芯片。"},
        {"id": "en", "en": "The big clouds buy chips.", "zh": "超大规模云厂商采购芯片。"},
    ]
    outcome = run("check", "--pairs", _jsonl(tmp_path / "p.jsonl", *rows), "--glossary", tmp_path / name, "--json")
    found = [(f["id"], f["rule"]) for f in map(json.loads, outcome.out.splitlines())]
    assert found == [("zh", "consistency/term"), ("en", "consistency/term")]


def test_every_rule_is_explained(run: Run) -> None:
    listed = run("explain").out.splitlines()
    assert [line.split()[0] for line in listed] == list(RULES)
    for rule in RULES.values():
        outcome = run("explain", rule.id)
        assert outcome.out.startswith(f"{rule.id} ({rule.severity}): ")
        assert "What to do: " in outcome.out


def test_an_unknown_rule_names_the_nearest(run: Run) -> None:
    outcome = run("explain", "parity/scal")
    assert outcome.code == 2
    assert "did you mean “parity/scale”?" in outcome.err
