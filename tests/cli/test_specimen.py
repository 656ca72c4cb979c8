"""`reportgen specimen`: what is on the page, what is said about it, and what it exits with."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

Run = Callable[..., Any]


@pytest.fixture
def specimen(run: Run, tmp_path: Path) -> Callable[..., Any]:
    """Sets a text and returns what the command said, with the pages of the PDF as (text, x, y) of each character."""

    def set_specimen(text: str, *arguments: object) -> tuple[Any, list[list[tuple[str, float, float]]]]:
        (tmp_path / "text.txt").write_text(text, "utf-8")
        outcome = run("specimen", tmp_path / "text.txt", "-o", tmp_path / "out.pdf", *arguments)
        pages = []
        if (tmp_path / "out.pdf").exists():
            for page in pymupdf.open(tmp_path / "out.pdf"):
                chars = [c for b in page.get_text("rawdict")["blocks"] for ln in b["lines"] for s in ln["spans"] for c in s["chars"]]
                pages.append([(c["c"], *c["origin"]) for c in chars])
        return outcome, pages

    return set_specimen


def test_one_column_72_points_from_the_left_edge_and_nothing_else(specimen: Run, tmp_path: Path) -> None:
    outcome, pages = specimen("先谈电价，再谈机价。\n\n另起一段。", "--lang", "zh", "--measure-em", 5, "--size", 20)
    assert outcome.code == 0
    assert outcome.out == f"{tmp_path / 'out.pdf'}\n"
    assert "".join(c for c, _, _ in pages[0]) == "先谈电价，再谈机价。另起一段。"
    assert min(x for _, x, _ in pages[0]) == pytest.approx(72, abs=0.01)
    assert len(pages) == 1


def test_a_line_end_breaks_and_a_blank_line_parts(specimen: Run) -> None:
    _, pages = specimen("甲乙\n丙丁\n\n戊己", "--lang", "zh", "--measure-em", 20, "--size", 10)
    baselines = sorted({round(y, 1) for _, _, y in pages[0]})
    assert len(baselines) == 3
    assert baselines[2] - baselines[1] == pytest.approx(2 * (baselines[1] - baselines[0]))


def test_each_measure_has_its_own_page(specimen: Run) -> None:
    _, pages = specimen("先谈电价，再谈机价。", "--lang", "zh", "--measure-em", 4, 5, "--measure-em", 20)
    assert [len({round(y) for _, _, y in page}) for page in pages] == [3, 2, 1]


def test_labels_say_the_measure(specimen: Run) -> None:
    _, pages = specimen("甲乙", "--lang", "zh", "--measure-em", 4, "--label")
    assert "".join(c for c, _, _ in pages[0]).replace("\u00a0", " ").startswith("4 em, 10 pt")


def test_paper_and_a_column_wider_than_it(specimen: Run, tmp_path: Path) -> None:
    specimen("甲乙", "--lang", "zh", "--measure-em", 4, "--paper", "letter")
    assert pymupdf.open(tmp_path / "out.pdf")[0].rect.width == 612
    outcome, pages = specimen("电" * 120, "--lang", "zh", "--measure-em", 60)
    assert outcome.code == 0
    assert "wider than the sheet" in outcome.err
    assert max(x for _, x, _ in pages[0]) < pymupdf.open(tmp_path / "out.pdf")[0].rect.width


def test_missing_glyphs_are_told_with_their_place_and_the_rest_is_set(specimen: Run, tmp_path: Path) -> None:
    """MX-14: the file is written, so that it can be looked at, and the exit code says that something is wrong."""
    outcome, pages = specimen("甲乙\n丙𠮷丁🚀\n\n戊🚀", "--lang", "zh", "--measure-em", 20)
    assert outcome.code == 1
    assert f"{tmp_path / 'text.txt'}:2:2: no font has the character “𠮷” (U+20BB7" in outcome.err
    assert f"{tmp_path / 'text.txt'}:2:4: no font has the character “🚀” (U+1F680, rocket)" in outcome.err
    assert f"{tmp_path / 'text.txt'}:4:2: no font has the character “🚀” (U+1F680, rocket)" in outcome.err
    assert "3 problems" in outcome.err
    assert "".join(c for c, _, _ in pages[0]) == "甲乙丙丁戊"


def test_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO("甲乙丙".encode())

    monkeypatch.setattr("sys.stdin", Input())
    assert run("specimen", "-", "--lang", "zh", "--measure-em", 4, "-o", tmp_path / "o.pdf").code == 0
    assert "甲乙丙" in pymupdf.open(tmp_path / "o.pdf")[0].get_text()


def test_a_text_that_is_not_utf_8(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes("甲\n乙".encode() + b"\xff")
    outcome = run("specimen", tmp_path / "bad.txt", "--lang", "zh", "--measure-em", 4, "-o", tmp_path / "o.pdf")
    assert outcome.code == 1
    assert "bad.txt:2:2: the text is not UTF-8" in outcome.err
    assert not (tmp_path / "o.pdf").exists()


@pytest.mark.parametrize("arguments", [("--measure-em", "0"), ("--measure-em", "-3"), ("--measure-em", "inf"), ("--measure-em", "x"),
                                       ("--measure-em", "99999"), ("--measure-em", "5", "--size", "0"), ()])  # fmt: skip
def test_wrong_usage(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "t.txt").write_text("甲")
    assert run("specimen", tmp_path / "t.txt", "--lang", "zh", *arguments).code == 2
    assert run("specimen", tmp_path / "none.txt", "--lang", "zh", "--measure-em", 5).code == 2


def test_lines_beyond_their_limits_are_told_and_stop_nothing(specimen: Run, tmp_path: Path) -> None:
    """ZH-20: a name that cannot be broken leaves the line before it wide open, which is said with its place."""
    outcome, _ = specimen("甲乙丙丁\n\n甲乙丙丁Palantir乙丙丁戊", "--lang", "zh", "--measure-em", 7)
    assert outcome.code == 0
    assert f"{tmp_path / 'text.txt'}:3:1: warning: at 7 em, in the line “甲乙丙丁” characters stand 1.00 em apart" in outcome.err
