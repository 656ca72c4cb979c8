"""`reportgen schema`, `new`, `inspect` and `--version`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_schema_of_every_kind(run: Run, tmp_path: Path) -> None:
    everything = run("schema").json
    assert {"report", "cover", "prose", "chart", "fonts"} <= set(everything)
    assert run("schema", "chart").json == everything["chart"]
    outcome = run("schema", "--out", tmp_path / "schema")
    written = [Path(line) for line in outcome.out.splitlines()]
    assert {path.stem: json.loads(path.read_text("utf-8")) for path in written} == everything


def test_a_new_report_builds_at_once(run: Run, tmp_path: Path) -> None:
    outcome = run("new", tmp_path / "mine")
    assert outcome.code == 0, outcome.err
    assert outcome.out == f"{tmp_path / 'mine'}\n"
    assert (tmp_path / "mine/content/schema/report.json").is_file()
    checked = run("check", tmp_path / "mine")
    assert checked.code == 0, checked.out
    for lang in ("both", "en", "zh"):
        for paper in ("a4", "letter"):
            built = run("build", tmp_path / "mine", "--out", tmp_path / "dist", "--lang", lang, "--paper", paper)
            assert built.code == 0, built.err
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize("occupied", ["folder", "file"])
def test_new_overwrites_nothing(run: Run, tmp_path: Path, occupied: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    outcome = run("new", tmp_path / occupied)
    assert outcome.code == 2
    assert (tmp_path / "folder/mine.txt").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"


def test_new_where_nothing_can_be_made(run: Run) -> None:
    assert run("new", "/proc/reportgen").code == 3


def test_inspect(folder: Any, run: Run, tmp_path: Path) -> None:
    run("build", folder.path, "--out", tmp_path)
    text = run("inspect", tmp_path / "small.pdf").out
    assert "210 × 297 mm" in text
    assert "A small report / 小报告" in text
    found = run("inspect", tmp_path / "small.pdf", "--json").json
    assert found["fonts"]
    assert all(font["embedded"] and font["kind"] == "Type0" for font in found["fonts"])


@pytest.mark.parametrize("name", ["none.pdf", "text.pdf"])
def test_inspect_what_is_no_pdf(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "text.pdf").write_text("hello")
    outcome = run("inspect", tmp_path / name)
    assert outcome.code == 2
    assert "cannot be read as a PDF" in outcome.err


def test_version(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("--version")
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("reportgen")
