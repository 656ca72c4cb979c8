"""Builds that are killed at random moments, starved of disk, or run side by side; run as a program of its own.

    python tests/strength/kill.py FOLDER --times 40 --seed 1

FOLDER is empty or does not exist yet. Each child is forked from this process, where everything is imported already, so
that the moments fall on the work itself. Prints what went wrong, one line each, and ends with exit code 1 if anything
did.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.beside import VERIFY, company
from reportgen.errors import ReportgenError
from reportgen.pdf.verify import answer
from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

LARGEST_FILE = 600_000


@dataclass
class Range:
    """A report with two states of its content, built over and over into one folder."""

    folder: Path
    random: random.Random
    faults: list[str] = field(default_factory=list)
    good: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.report, self.out = self.folder / "report", self.folder / "out"
        new_report(self.report)
        self.title = self.report / "content/cover.yaml"
        self.words = self.title.read_text("utf-8")
        self.cache = self.report / ".reportgen-cache"

    def write(self, state: str) -> None:
        """Bring the content into a state; both states have pages of their own."""
        self.title.write_text(self.words.replace("zh:", f"zh: {state}", 1) if state else self.words, "utf-8")

    def build(self) -> Path:
        return build_report(self.report, BuildOptions(self.out)).paths[0]

    def build_in_two(self) -> None:
        """As the command does, on two cores."""
        with company({VERIFY: answer}) as beside:
            build_report(self.report, BuildOptions(self.out, beside=beside))

    def prepare(self) -> None:
        """Build both states once."""
        for state in ("甲", ""):
            self.write(state)
            self.pdf = self.build()
            self.good[state] = self.pdf.read_bytes()

    def seconds(self, begin: Callable[[], int]) -> tuple[float, float]:
        """How long a build takes with everything kept, and with nothing."""
        taken = []
        for forget in (True, False):
            if forget:
                shutil.rmtree(self.cache, ignore_errors=True)
            began = time.monotonic()
            code_of(begin())
            taken.append(time.monotonic() - began)
        cold, warm = taken
        return warm, cold

    def check(self, when: str, leftovers: int) -> None:
        """The PDF is whole, and no more than `leftovers` temporary files lie in a folder."""
        if not self.pdf.exists() or self.pdf.read_bytes() not in self.good.values():
            self.faults.append(f"{when}: the PDF is not one of the good ones")
        for room in (self.out, *(path for path in self.cache.rglob("*") if path.is_dir())):
            odd = [path.name for path in room.iterdir() if path.is_file() and path != self.pdf and path.suffix != ".kept"]
            if len(odd) > leftovers:
                self.faults.append(f"{when}: {room.name}/ holds {len(odd)} more files: {odd[:4]}")


    def check_alone(self, when: str, killed: int) -> None:
        """Nothing that a killed process has started works on."""
        until = time.monotonic() + 5
        while (left := lives_in(killed)) and time.monotonic() < until:
            time.sleep(0.02)
        for process in left:
            os.kill(process, signal.SIGKILL)
            self.faults.append(f"{when}: the process {process} has outlived the one that started it")


def lives_in(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of = path.read_text().rpartition(")")[2].split()[:3]
            if int(of) == group and state not in "ZX":
                found.append(int(path.parent.name))
    return found


def fork(work: Callable[[], object]) -> int:
    """A child that does some work: 0 done, 3 an error of ours, 70 anything else."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        work()
        code = 0
    except ReportgenError:
        code = 3
    finally:
        os._exit(code)


def spawn(ground: Range) -> int:
    """A child that begins from nothing, as the command does."""
    command = [sys.executable, "-m", "reportgen.cli", "build", str(ground.report), "--out", str(ground.out), "-q"]
    return os.posix_spawn(sys.executable, command, os.environ, setpgroup=0)


def code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_at_random(ground: Range, times: int, begin: Callable[[], int]) -> None:
    """The last good file stays whole, whenever a build dies."""
    killed = 0
    warm, cold = ground.seconds(begin)
    kept = True
    for count in range(times):
        ground.write(ground.random.choice(["甲", ""]))
        if ground.random.random() < 0.3:
            shutil.rmtree(ground.cache, ignore_errors=True)
            kept = False
        moment = ground.random.random() * (warm if kept else cold) * 1.1
        child = begin()
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        code = code_of(child)
        killed += code == -signal.SIGKILL
        kept = kept or code == 0
        ground.check_alone(f"kill {count} after {moment * 1000:.0f} ms", child)
        ground.check(f"kill {count} after {moment * 1000:.0f} ms", leftovers=1)
    print(f"{times} builds, {killed} of them killed at work")
    if killed < times / 3:
        ground.faults.append(f"only {killed} of {times} builds were killed at work")


def starve(ground: Range, times: int) -> None:
    """A limit on the size of files stands in for a disk that fills while something is written."""
    for count in range(times):
        ground.write(ground.random.choice(["甲", ""]))
        if count % 2:
            shutil.rmtree(ground.cache, ignore_errors=True)
        limit = round(LARGEST_FILE ** ground.random.random())

        def work(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            ground.build()

        code = code_of(fork(work))
        if code not in (0, 3):
            ground.faults.append(f"a disk full at {limit} bytes: exit code {code}")
        ground.check(f"a disk full at {limit} bytes", leftovers=0)


def crowd(ground: Range, rounds: int) -> None:
    """Builds at the same time into the same folder, with one cache."""
    for count in range(rounds):
        shutil.rmtree(ground.cache, ignore_errors=True)
        ground.write("甲" if count % 2 else "")
        codes = [code_of(child) for child in [fork(ground.build) for _ in range(4)]]
        if any(codes):
            ground.faults.append(f"builds at the same time: exit codes {codes}")
        ground.check("builds at the same time", leftovers=0)


def read_on(ground: Range) -> None:
    """Whoever has the old file open reads the old file to its end."""
    ground.write("甲")
    ground.build()
    with ground.pdf.open("rb") as reader:
        half = reader.read(1000)
        ground.write("")
        ground.build()
        if half + reader.read() != ground.good["甲"]:
            ground.faults.append("a file that was open was changed under its reader")


def recover(ground: Range) -> None:
    """After all that, a build gives what it always gave, from the cache as it was left."""
    for state, good in ground.good.items():
        ground.write(state)
        if ground.build().read_bytes() != good:
            ground.faults.append("the cache was poisoned: another PDF came of the same content")
    ground.check("afterwards", leftovers=0)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cold", action="store_true", help="as many more in processes that begin from nothing")
    options = parser.parse_args()
    ground = Range(options.folder, random.Random(options.seed))
    ground.prepare()
    kill_at_random(ground, options.times, lambda: fork(ground.build_in_two))
    if options.cold:
        kill_at_random(ground, options.times, lambda: spawn(ground))
    recover(ground)
    starve(ground, options.times // 4)
    crowd(ground, max(options.times // 20, 1))
    read_on(ground)
    recover(ground)
    for fault in ground.faults:
        print(fault)
    return 1 if ground.faults else 0


if __name__ == "__main__":
    sys.exit(main())
