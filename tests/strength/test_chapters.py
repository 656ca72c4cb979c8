"""Painted chapters that are kept between builds: never stale, never made twice, never taken from a stranger."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from edits import EDITS, Edit, replacing

import reportgen.layout.document as document
from reportgen.fonts.open import FontKey, Fonts
from reportgen.pdf.font import EmbeddedFont
from reportgen.pdf.painted import from_bytes, to_bytes
from reportgen.pipeline import CHAPTER_CODE, BuildOptions, build_report, find_problems
from reportgen.scaffold import new_report


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that has been built."""
    folder = tmp_path_factory.mktemp("chapters") / "report"
    new_report(folder)
    replacing("content/report.yaml", "theme: {sections: run-on}", "theme: {accent: '#a04020'}")(folder)
    build_report(folder, BuildOptions(folder / "dist"))
    return folder


def copied(report: Path, to: Path) -> Path:
    shutil.copytree(report, to)
    return to


def built(report: Path, **options: object) -> bytes:
    (path,) = build_report(report, BuildOptions(report / "dist", **options)).paths  # type: ignore[arg-type]
    return path.read_bytes()


def chapters_set(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first sections of the chapters that are set from now on."""
    found: list[str] = []
    setting = document._Setting

    def noted(whole: object, group: object, *rest: object) -> object:
        found.append(group[0][1].id)  # type: ignore[index]
        return setting(whole, group, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "_Setting", noted)
    return found


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_the_file_is_the_one_that_is_made_from_nothing(warm: Path, tmp_path: Path, edit: Edit) -> None:
    report = copied(warm, tmp_path / "report")
    before = built(report)
    edit(report)
    after = built(report)
    assert after != before
    assert after == built(report, cache=False)
    assert after == built(report)


def test_an_edit_undone_gives_the_first_file_again(warm: Path, tmp_path: Path) -> None:
    report = copied(warm, tmp_path / "report")
    before = built(report)
    replacing("content/findings.yaml", "Riders.", "Cyclists.")(report)
    assert built(report) != before
    replacing("content/findings.yaml", "Cyclists.", "Riders.")(report)
    assert built(report) == before


def test_only_the_chapter_that_was_edited_is_set_again(warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = copied(warm, tmp_path / "report")
    replacing("content/findings.yaml", "Riders.", "Cyclists.")(report)
    found = chapters_set(monkeypatch)
    built(report)
    assert found == ["findings"]


def test_neither_a_second_build_nor_a_check_sets_anything(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = chapters_set(monkeypatch)
    built(warm)
    assert find_problems(warm) == ()
    assert found == []


def test_chapters_that_a_strangers_report_brings_are_not_used(warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = copied(warm, tmp_path / "report")
    found = chapters_set(monkeypatch)
    built(report, code=False)
    assert {"cover", "glance", "notes"} <= set(found)


def test_a_chapter_that_was_cut_short_was_never_kept(warm: Path) -> None:
    kept = (warm / ".reportgen-cache" / "chapters").iterdir()
    found = {data: read for path in kept if (read := from_bytes(data := path.read_bytes()[16:])) is not None}
    assert len(found) == 6  # one for each section, the imprint with the notes
    data, read = max(found.items(), key=lambda item: len(item[0]))
    assert to_bytes(*read) == data
    for length in (0, 7, 8, 100, len(data) - 1):
        assert from_bytes(data[:length]) is None
    assert from_bytes(data + b"x") is None


def test_the_key_covers_all_code_that_makes_chapters() -> None:
    """But for where files are put, for other processes that make them, and for the press, whose formes are of other outputs."""
    code = "import sys; import reportgen.gallery, reportgen.layout.document, reportgen.pdf.shelf; print(*(name for name in sys.modules if name.startswith('reportgen.')))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name.split(".")[1] for name in names} - {"beside", "output", "press"} <= {part.removesuffix(".py") for part in CHAPTER_CODE}


# --- codes ------------------------------------------------------------------------------------------------------------


def test_a_glyph_has_the_same_code_whatever_else_is_shown(fonts: Fonts) -> None:
    pairs = [(66, "a"), (67, "b"), (2, "-"), (2, "\u00ad"), (500, ""), (501, ""), (700, "fi")]
    one, other = EmbeddedFont(fonts, FontKey(0, 400)), EmbeddedFont(fonts, FontKey(0, 400))
    codes = {pair: one.code(*pair) for pair in pairs}
    assert {pair: other.code(*pair) for pair in reversed(pairs)} == codes
    assert len({code.number for code in codes.values()}) == len(pairs)
    assert all(code.steady for code in codes.values())


def test_a_code_that_another_glyph_has_is_refused(fonts: Fonts) -> None:
    kept = EmbeddedFont(fonts, FontKey(0, 400)).code(700, "fi")
    font = EmbeddedFont(fonts, FontKey(0, 400))
    uses = frozenset({(700, "fi", kept.number)})
    assert font.agrees(uses)
    font.adopt(frozenset({(701, "fl", kept.number)}))
    assert not font.agrees(uses)
    second = font.code(700, "fi")
    assert second.number != kept.number and not second.steady
