"""The same report gives the same bytes, whatever is different around it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reportgen
from reportgen.scaffold import new_report

SOURCE = Path(reportgen.__file__).parents[1]


def built(report: Path, out: Path, *arguments: str, cwd: Path | None = None, **environment: str) -> bytes:
    """The PDF that a process of its own makes; the report is named from the folder `cwd`."""
    named = os.path.relpath(report, cwd) if cwd else str(report)
    command = [sys.executable, "-m", "reportgen.cli", "build", named, "--out", str(out), "-q", *arguments]
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run(command, cwd=cwd, env={**keep, "PYTHONPATH": str(SOURCE), **environment}, check=True, capture_output=True)
    return (out / "report.pdf").read_bytes()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reproducible") / "report"
    new_report(folder)
    return folder


@pytest.fixture(scope="module")
def first(report: Path) -> bytes:
    return built(report, report.parent / "first", PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "1"},
        {"PYTHONHASHSEED": "3", "RL_pageCompression": "0", "RL_invariant": "0", "MPLBACKEND": "svg", "COLUMNS": "20"},
    ],
    ids=["hash, zone and locale", "no UTF-8", "settings of the libraries"],
)
def test_surroundings_leave_no_trace(report: Path, first: bytes, tmp_path: Path, environment: dict[str, str]) -> None:
    assert built(report, tmp_path, **environment) == first


def test_the_state_of_the_cache_leaves_no_trace(report: Path, first: bytes, tmp_path: Path) -> None:
    """Warm, cold, without one, and with one that is half there and half damaged."""
    assert built(report, tmp_path) == first
    assert built(report, tmp_path, "--no-cache") == first
    kept = sorted((report / ".reportgen-cache").rglob("*.kept"))
    assert kept
    for number, path in enumerate(kept):
        if number % 2:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-20])
    assert built(report, tmp_path) == first
    shutil.rmtree(report / ".reportgen-cache")
    assert built(report, tmp_path) == first


def test_the_folder_leaves_no_trace(report: Path, first: bytes, tmp_path: Path) -> None:
    elsewhere = tmp_path / "报告 – 复本"
    shutil.copytree(report, elsewhere, ignore=shutil.ignore_patterns(".reportgen-cache"))
    for path in sorted(elsewhere.rglob("*"), reverse=True):
        os.utime(path, (86_400, 86_400))
    assert built(elsewhere, tmp_path / "out", cwd=tmp_path) == first


def test_the_clock_enters_by_one_door(report: Path, first: bytes, tmp_path: Path) -> None:
    dated = [built(report, tmp_path / str(k), SOURCE_DATE_EPOCH="86400", TZ=zone) for k, zone in enumerate(("UTC", "Pacific/Kiritimati"))]
    assert dated[0] == dated[1] != first
    assert b"D:19700102000000Z" in dated[0]
