"""A build in two processes is the build of one, whatever befalls the second."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from beside import SCENARIOS
from programs import SOURCE, run_program

from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

BUILD = """
import os, sys
import reportgen.cli as cli
os.sched_getaffinity = lambda _: {{0, 1}}
first = os.getpid()
{before}
sys.exit(cli.main())
"""
"""The command, with something done to it before."""
LOADED = "import atexit; atexit.register(lambda: print('pikepdf' in sys.modules))"
"""Says at the end whether the first process has read the file itself."""
DIES = "cli._TASKS[cli.VERIFY] = lambda request: os.kill(os.getpid(), 9)"
FAILS = "cli._TASKS[cli.VERIFY] = lambda request: {}[request]"
FINDS_FAULTS = """
import reportgen.pdf.verify as verify
from reportgen.pdf.faults import Fault
cli._TASKS[cli.VERIFY] = lambda request: verify.packed((Fault("font", "it is not embedded"),))
"""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_second_process(scenario: str) -> None:
    run_program("beside.py", scenario)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside") / "report"
    new_report(folder)
    return folder


@pytest.fixture(scope="module")
def good(report: Path) -> bytes:
    """The file that one process makes, from nothing."""
    return build_report(report, BuildOptions(report.parent / "alone", cache=False)).paths[0].read_bytes()


def build(report: Path, before: str = "", *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BUILD.format(before=before), "build", str(report), "--out", str(report.parent / "out"), "-q", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def out(report: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (report.parent / "out").iterdir()}


def test_two_processes_make_the_same_bytes(report: Path, good: bytes) -> None:
    ran = build(report, LOADED)
    assert ran.stdout.splitlines()[-1] == "False"
    assert out(report) == {"report.pdf": good}


@pytest.mark.parametrize("mishap", [DIES, FAILS], ids=["dies", "fails"])
def test_what_the_second_does_not_do_the_first_does(report: Path, good: bytes, mishap: str) -> None:
    ran = build(report, mishap + "\n" + LOADED)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == "True"
    assert out(report) == {"report.pdf": good}


def test_a_fault_that_the_second_finds_keeps_the_file_from_its_place(report: Path, good: bytes) -> None:
    build(report)
    ran = build(report, FINDS_FAULTS)
    assert ran.returncode == 70
    assert "FaultyFile: report.pdf was not written, since it would be faulty: font: it is not embedded" in ran.stderr
    assert out(report) == {"report.pdf": good}


def test_a_program_that_calls_us_is_not_forked(report: Path) -> None:
    code = "import os; os.fork = None; import reportgen.cli as cli; raise SystemExit(cli.main(['build', {!r}, '--out', {!r}, '-q']))"
    ran = subprocess.run([sys.executable, "-c", code.format(str(report), str(report.parent / "out"))], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
