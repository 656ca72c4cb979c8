"""A build whose chapters other processes make is the build of one, whatever befalls them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from programs import SOURCE

from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

BUILD = """
import os, sys
os.sched_getaffinity = lambda _: {{0, 1, 2}}
import reportgen.beside as beside
from reportgen.pdf.shelf import PaintingShelf
from reportgen.layout.document import _Hand
first = os.getpid()
used, known = [], PaintingShelf.known
def counting(self, place, key):
    there = key in self._received
    outline = known(self, place, key)
    used.extend([key] * (there and outline is not None))
    return outline
PaintingShelf.known = counting
{before}
import reportgen.cli as cli
beside._MOST_HANDS = {hands}
code = cli.main()
try:
    left = os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    left = "none"
print(len(used), left)
sys.exit(code)
"""
"""The command with so many hands, which then says how many chapters of theirs it took, and whether a process is left."""
DIES = """
{task} = _Hand.{task}
def dying(self, place, *rest):
    return os.kill(os.getpid(), 9) if place == 4 and os.getpid() != first else {task}(self, place, *rest)
_Hand.{task} = dying
"""
FAILS = DIES.replace("os.kill(os.getpid(), 9)", "{{}}[place]")
DECLINES = DIES.replace("os.kill(os.getpid(), 9)", "b''")
WRITES = """
import reportgen.cache as cache
part_file = cache.part_file
cache.part_file = lambda path: part_file(path) if os.getpid() == first else sys.stderr.write("a hand writes")
"""
MISHAPS = {
    "dies when it sets": DIES.format(task="measured"),
    "dies when it paints": DIES.format(task="finished"),
    "fails when it sets": FAILS.format(task="measured"),
    "declines to paint": DECLINES.format(task="finished"),
    "no process is to be had": "def none(): raise OSError\nos.fork = none",
}
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcanoconiosis"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of several chapters, of which two refer to one note."""
    folder = tmp_path_factory.mktemp("hands") / "report"
    new_report(folder)
    change(folder, "report.yaml", "theme: {sections: run-on}", "press: {recto_parts: true}")
    change(folder, "findings.yaml", "[^lanes]", "[^sample][^lanes]", "[^lanes]", "[^sample][^lanes]")
    return folder


@pytest.fixture(scope="module")
def alone(original: Path) -> Path:
    """What one process makes, and keeps."""
    folder = original.parent / "alone"
    shutil.copytree(original, folder / "report")
    build_report(folder / "report", BuildOptions(folder / "out"))
    return folder


@pytest.fixture
def report(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "report")
    return tmp_path / "report"


def change(folder: Path, name: str, *pairs: str) -> None:
    """Replace the odd words by the even ones, each once."""
    file = folder / "content" / name
    words = file.read_text("utf-8")
    head, tail = "", words
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in tail
        before, tail = tail.split(old, 1)
        head += before + new
    file.write_text(head + tail, "utf-8")


def build(report: Path, hands: int, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = BUILD.format(hands=hands, before=before)
    command = [sys.executable, "-c", code, "build", str(report), "--out", str(report.parent / "out"), "-q", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def files(folder: Path, room: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / room).iterdir())}


@pytest.mark.parametrize("hands", [1, 2, 3])
def test_the_same_bytes_with_any_number_of_hands(report: Path, alone: Path, hands: int) -> None:
    ran = build(report, hands, before=WRITES)
    assert (ran.returncode, ran.stderr) == (0, "")
    made = "4 none" if hands > 1 else "0 none"
    assert ran.stdout.splitlines()[-1] == made
    assert files(report.parent, "out") == files(alone, "out")
    for room in ("text", "chapters", "charts"):
        assert files(report / ".reportgen-cache", room) == files(alone / "report/.reportgen-cache", room), "the next build finds the same"


def test_the_same_bytes_without_a_cache(report: Path, alone: Path) -> None:
    ran = build(report, 2, "--no-cache")
    assert (ran.returncode, ran.stderr, ran.stdout.splitlines()[-1]) == (0, "", "4 none")
    assert files(report.parent, "out") == files(alone, "out")
    assert not (report / ".reportgen-cache").exists()


@pytest.mark.parametrize("mishap", MISHAPS.values(), ids=MISHAPS)
def test_what_a_hand_does_not_do_is_done_without_it(report: Path, alone: Path, mishap: str) -> None:
    ran = build(report, 2, before=mishap)
    assert (ran.returncode, ran.stderr) == (0, "")
    made, left = ran.stdout.splitlines()[-1].split()
    assert int(made) < 4 and left == "none"
    assert files(report.parent, "out") == files(alone, "out")


def test_remarks_are_told_as_by_one_process(report: Path) -> None:
    change(report, "findings.yaml", "The harbor is still", f"{LONG} {LONG} The harbor is still")
    ran = [build(report, hands, "--no-cache", "--json") for hands in (1, 2)]
    told = [json.loads(one.stdout[: one.stdout.rindex("}") + 1]) for one in ran]
    assert "short of its measure" in told[0]["warnings"][0]["message"]
    assert told[0]["warnings"] == told[1]["warnings"]


@pytest.mark.parametrize(("file", "words", "new"), [("glance.yaml", "People who cycle to", "People cycle to " * 800), ("../charts/riders.yaml", "most, zh", f"{'most ' * 1500}, zh")])
def test_what_is_wrong_is_told_as_by_one_process(report: Path, file: str, words: str, new: str) -> None:
    """A chapter of which there is something to be told, when it is composed or when it is paged, is made anew."""
    change(report, file, words, new)
    ran = [build(report, hands, "--no-cache") for hands in (1, 2)]
    assert ran[0].returncode == ran[1].returncode == 1
    assert "does not fit on" in ran[0].stderr
    assert ran[0].stderr == ran[1].stderr


def test_one_changed_chapter_needs_no_hands(report: Path, alone: Path) -> None:
    shutil.copytree(alone / "report/.reportgen-cache", report / ".reportgen-cache")
    change(report, "findings.yaml", "The harbor is still", "The old harbor is still")
    assert build(report, 2).stdout.splitlines()[-1] == "0 none"


def test_interrupted_from_the_keyboard(report: Path) -> None:
    """Nothing is left of the hands and of what they were making."""
    stop = "os.setpgid(0, 0)\n" + DIES.format(task="finished").replace("os.kill(os.getpid(), 9)", "os.killpg(0, 2) or __import__('time').sleep(9)")
    ran = build(report, 2, before=stop)
    assert ran.returncode == 130
    assert ran.stdout.splitlines()[-1].endswith("none")
    assert not [path for path in report.parent.rglob("*.part*")]
    assert not list((report.parent / "out").glob("*"))
