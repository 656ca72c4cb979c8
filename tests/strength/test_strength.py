"""The programs of this folder, in small; `make nightly` runs them in large."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs import SOURCE, run_program

from reportgen.scaffold import new_report


def test_spoilt_content_ends_in_a_pdf_or_in_problems(tmp_path: Path) -> None:
    assert "500 cases" in run_program("fuzz.py", tmp_path, "--cases", 500)


def test_killed_starved_and_crowded_builds_leave_the_last_good_file(tmp_path: Path) -> None:
    assert "killed at work" in run_program("kill.py", tmp_path / "ground", "--times", 24)


@pytest.mark.parametrize("remembering", [(), ("--session",)], ids=["each anew", "in sessions"])
def test_builds_in_one_process_leave_nothing_in_memory(tmp_path: Path, remembering: tuple[str, ...]) -> None:
    assert "grew by" in run_program("soak.py", tmp_path, "--builds", 30, *remembering)


@pytest.mark.parametrize("charts", ["drawn", "kept"])
def test_a_build_reads_its_own_folder_and_no_network(tmp_path: Path, charts: str) -> None:
    """With a home that would lead matplotlib and ReportLab astray."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    for room in (home, temporary):
        room.mkdir()
    for name in (".reportlab_mods", ".reportlab_settings", "matplotlibrc"):
        (home / name).write_text("raise SystemExit('this must not be read')\n")
    new_report(tmp_path / "report")
    for _ in range(2 if charts == "kept" else 1):
        run_program(
            "reads.py", tmp_path / "report", tmp_path / "out", SOURCE.parent / "fonts",
            HOME=str(home), TMPDIR=str(temporary), MPLCONFIGDIR=str(home), XDG_CACHE_HOME=str(home),
        )  # fmt: skip
    assert not list(temporary.iterdir())
    assert len(list(home.iterdir())) == 3
