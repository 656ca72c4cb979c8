"""A build in two processes is the build of one, whatever befalls the second."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from beside import SCENARIOS
from programs import SOURCE, run_program

from reportgen.pipeline import BuildOptions, BuildResult, build_report
from reportgen.proofing import findings_data
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
LOADED = "import atexit; atexit.register(lambda: print('pikepdf' in sys.modules, 'reportgen.prose.editor' in sys.modules))"
"""Says at the end whether the first process has read the file itself, and the pairs of texts."""
READS = """
import reportgen.checks.findings as findings
read = findings.findings_of
findings.findings_of = lambda *given: ({} if os.getpid() != first else None) or read(*given)
"""
"""Something happens when the other process reads."""
MISHAPS = {
    "it dies when it verifies": ("cli._TASKS[cli.VERIFY] = lambda request: os.kill(os.getpid(), 9)", "True False"),
    "it fails when it verifies": ("cli._TASKS[cli.VERIFY] = lambda request: {}[request]", "True False"),
    "it dies when it reads": (READS.format("os.kill(os.getpid(), 9)"), "False True"),
    "it fails when it reads": (READS.format("dict()[given]"), "False True"),
}
"""What happens in the second process, and what the first has loaded for that reason."""
BUG = """
import reportgen.checks.read_gist as read_gist
read_gist.GistReader.read = lambda self, pair: {}[pair.en.plain[:0]]
"""
FINDS_FAULTS = """
import reportgen.pdf.verify as verify
from reportgen.pdf.faults import Fault
cli._TASKS[cli.VERIFY] = lambda request: verify.packed((Fault("font", "it is not embedded"),))
"""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_second_process(scenario: str) -> None:
    run_program("beside.py", scenario)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that has been built, and edited since in two places."""
    folder = tmp_path_factory.mktemp("beside") / "report"
    new_report(folder)
    build_report(folder, BuildOptions(folder.parent / "out"))
    replace(folder, "More riders where lanes are safe", "More riders where 52 lanes are safe")
    replace(folder, "protected lane goes", "protected lane costs $376B and goes")
    return folder


@pytest.fixture
def report(warm: Path, tmp_path: Path) -> Path:
    shutil.copytree(warm.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "report"


@pytest.fixture(scope="module")
def good(warm: Path) -> BuildResult:
    """What one process makes, from nothing."""
    return build_report(warm, BuildOptions(warm.parent / "alone", cache=False))


def replace(report: Path, old: str, new: str) -> None:
    file = report / "content/findings.yaml"
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), "utf-8")


def build(report: Path, before: str = "", *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BUILD.format(before=before), "build", str(report), "--out", str(report.parent / "out"), "-q", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def out(report: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (report.parent / "out").iterdir()}


def made_of(good: BuildResult) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in good.paths}


def test_two_processes_make_and_find_the_same(report: Path, good: BuildResult) -> None:
    ran = build(report, LOADED, "--json")
    told, loaded = ran.stdout[: ran.stdout.rindex("}") + 1], ran.stdout.splitlines()[-1]
    assert loaded == "False False"
    assert out(report) == made_of(good)
    assert len({finding["en"] for finding in json.loads(told)["findings"] if "376B" in finding["en"] or "52 lanes" in finding["en"]}) == 2
    assert json.loads(told)["findings"] == findings_data(good.findings)
    again = build(report, LOADED, "--json").stdout
    assert json.loads(again[: again.rindex("}") + 1])["findings"] == findings_data(good.findings)


@pytest.mark.parametrize("mishap", MISHAPS.values(), ids=MISHAPS)
def test_what_the_second_does_not_do_the_first_does(report: Path, good: BuildResult, mishap: tuple[str, str]) -> None:
    before, loaded = mishap
    ran = build(report, before + "\n" + LOADED, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == loaded
    assert json.loads(ran.stdout[: ran.stdout.rindex("}") + 1])["findings"] == findings_data(good.findings)
    assert out(report) == made_of(good)


def test_a_fault_that_the_second_finds_keeps_the_file_from_its_place(report: Path) -> None:
    before = out(report)
    ran = build(report, FINDS_FAULTS)
    assert ran.returncode == 70
    assert "FaultyFile: report.pdf was not written, since it would be faulty: font: it is not embedded" in ran.stderr
    assert out(report) == before


def test_a_bug_in_reading_keeps_the_file_from_its_place_and_shows_its_own_lines(report: Path) -> None:
    before = out(report)
    ran = build(report, BUG)
    assert ran.returncode == 70
    assert ran.stderr.count("Traceback") == 1 and "KeyError: ''" in ran.stderr and "this is a bug in reportgen" in ran.stderr
    assert out(report) == before


def test_errors_in_the_words_stop_a_strict_build_before_anything_is_put_in_its_place(report: Path) -> None:
    before = out(report)
    ran = build(report, "", "--strict")
    assert ran.returncode == 1
    assert "content/findings.yaml" in ran.stderr and "rule parity/number" in ran.stderr
    assert out(report) == before
    replace(report, "costs $376B and goes", "goes")
    replace(report, "where 52 lanes", "where lanes")
    assert build(report, "", "--strict").returncode == 0


def test_interrupted_from_the_keyboard(report: Path) -> None:
    """Both processes are; the first says so, once, and nothing is left."""
    before = out(report)
    ran = build(report, READS.format("os.killpg(0, 2)") + "os.setpgid(0, 0)")
    assert (ran.returncode, ran.stderr) == (130, "reportgen: interrupted; nothing was changed\n")
    assert out(report) == before


def test_a_program_that_calls_us_is_not_forked(report: Path) -> None:
    code = "import os; os.fork = None; import reportgen.cli as cli; raise SystemExit(cli.main(['build', {!r}, '--out', {!r}, '-q']))"
    ran = subprocess.run([sys.executable, "-c", code.format(str(report), str(report.parent / "out"))], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(("mishap", "reads_itself"), [(READS.format("None"), False), (READS.format("os.kill(os.getpid(), 9)"), True), (READS.format("dict()[given]"), True)],
                         ids=["all is well", "it dies", "it fails"])  # fmt: skip
def test_check_reads_in_another_process_or_else_itself(report: Path, good: BuildResult, mishap: str, reads_itself: bool) -> None:
    command = [sys.executable, "-c", BUILD.format(before=f"{mishap}\n{LOADED}"), "check", str(report), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(SOURCE)}, check=False, timeout=120)
    told, loaded = done.stdout.rstrip().rsplit("\n", 1)
    assert json.loads(told)["findings"] == findings_data(good.findings)
    assert loaded == f"False {reads_itself}"
    assert "Traceback" not in done.stderr
