"""Spoilt reports, built one after another; run as a program of its own.

    python tests/strength/fuzz.py FOLDER --cases 500 --seed 1

Each case is a small report made of real sections and charts, with one to three changes. It must end in a PDF that was
verified, or in problems that have a place and words, within the bounds of time and memory; never in anything else, and
never with a partial file. A case that does not is printed with its number: `--first N --cases 1` runs it alone.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from mutate import (
    Place,
    Plain,
    Tree,
    copy_of,
    places_in,
    spoil,
    spoil_bytes,
    text_of,
    tree_of,
    trimmed,
    without_references,
)

from reportgen.errors import ReportError
from reportgen.pipeline import BuildOptions, build_report

REPOSITORY = Path(__file__).resolve().parents[2]
SECONDS, SLOW_SECONDS = 20.0, 3.0
"""CPU time, so that a busy machine makes no case fail: the most that a case may take, and from where it is printed."""
MEMORY_BYTES = 3_000_000_000
MANIFEST = "content/report.yaml"
FACTS = "content/facts.yaml"
_RAW_SHARE = 0.15
_SPOILT_MANIFEST_SHARE = 0.1


class TooSlow(Exception):
    """A case passed its time."""


@dataclass
class Material:
    """Trees of real content, by the path of their file."""

    manifest: Tree
    sections: list[Tree]
    charts: dict[str, Tree]
    csv: dict[str, bytes]
    facts: Tree
    places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = [place for tree in (*self.sections, *self.charts.values(), self.facts) for place in places_in(tree)]


def material() -> Material:
    """Everything in content/, charts/ and the starter report."""
    roots = (REPOSITORY, REPOSITORY / "src/reportgen/starter")
    manifest = tree_of((REPOSITORY / MANIFEST).read_text("utf-8"))
    sections, charts, csv = [], {}, {}
    for root in roots:
        for path in sorted((root / "content").glob("*.yaml")):
            tree = tree_of(path.read_text("utf-8"))
            if tree.get("kind") not in (None, "notes", "cover"):  # these two say nothing without the others
                sections.append(without_references(tree))
        for path in sorted((root / "charts").glob("*.yaml")):
            tree = without_references(tree_of(path.read_text("utf-8")))
            if tree["kind"] != "python":
                charts[path.stem] = tree
        csv |= {path.name: path.read_bytes() for path in (root / "charts").glob("*.csv")}
    books = [without_references(tree_of((root / FACTS).read_text("utf-8"))) for root in roots]
    facts = {part: [item for book in books for item in book[part]] for part in books[0]}
    facts["facts"] = [fact for fact in facts["facts"] if "derived" not in fact]  # whose formulas need their notes
    return Material(manifest, sections, charts, csv, facts)


def charts_in(tree: Tree) -> set[str]:
    """The names of the charts that a section shows."""
    return {place.value for place in places_in(tree) if place.key in ("chart", "picture") and isinstance(place.value, str)}


def write_case(folder: Path, stuff: Material, rng: random.Random) -> str:
    """A small report with a few changes; returns what was done to it."""
    names = rng.sample(range(len(stuff.sections)), rng.choice([1, 1, 2]))
    trees: dict[str, Tree] = {}
    for number, name in enumerate(names):
        trees[f"content/s{number}.yaml"] = trimmed(copy_of(stuff.sections[name]), rng.choice([2, 3, 4]), rng)
    manifest = {**copy_of(stuff.manifest), "sections": [f"s{number}" for number in range(len(names))], "run_python": Plain("false")}
    shown = set().union(*map(charts_in, trees.values()))
    for name in sorted(shown & set(stuff.charts)):
        trees[f"charts/{name}.yaml"] = copy_of(stuff.charts[name])
    trees[FACTS] = copy_of(stuff.facts)
    done = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        if rng.random() < _SPOILT_MANIFEST_SHARE:
            done.append("manifest: " + spoil(manifest, rng, stuff.places))
        else:
            file = rng.choice(sorted(trees))
            done.append(f"{file}: " + spoil(trees[file], rng, stuff.places))
    files = {file: text_of(tree).encode("utf-8", "surrogatepass") for file, tree in trees.items()}
    files[MANIFEST] = text_of(manifest).encode("utf-8", "surrogatepass")
    files |= {f"charts/{name}": data for name, data in stuff.csv.items()}
    if rng.random() < _RAW_SHARE:
        file = rng.choice(sorted(files))
        files[file] = spoil_bytes(files[file], rng)
        done.append(f"{file}: bytes")
    for file, data in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)
    return "; ".join(done)


def clear(folder: Path) -> None:
    """Remove the last case but not the charts that it drew."""
    for room in ("content", "charts", "out"):
        shutil.rmtree(folder / room, ignore_errors=True)


def outcome_of(folder: Path) -> tuple[str, str]:
    """How the case ended, and what is wrong with that, or an empty string."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        result = build_report(folder, BuildOptions(folder / "out"))
    except ReportError as error:
        silent = [problem for problem in error.problems if not problem.message or not problem.position.file]
        return "problems", "" if error.problems and not silent else "problems without a place or words"
    except (Exception, RecursionError, MemoryError):
        return "error", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    data = result.paths[0].read_bytes()
    whole = data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    return "PDF", "" if whole else "the PDF is not whole"


def out_of_time(*_: Any) -> NoReturn:
    raise TooSlow(f"more than {SECONDS:.0f} CPU seconds")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGPROF, out_of_time)
    stuff = material()
    ends: Counter[str] = Counter()
    slowest = (0.0, -1)
    faults = 0
    for case in range(options.first, options.first + options.cases):
        rng = random.Random(f"{options.seed} {case}")
        clear(options.folder)
        done = write_case(options.folder, stuff, rng)
        began = time.process_time()
        end, fault = outcome_of(options.folder)
        took = time.process_time() - began
        slowest = max(slowest, (took, case))
        ends[end] += 1
        if took > SLOW_SECONDS:
            print(f"case {case} ({done}) took {took:.1f} s")
        out = options.folder / "out"
        left = [path.name for path in out.iterdir() if path.suffix != ".pdf" or end != "PDF"] if out.exists() else []
        if fault or left:
            faults += 1
            print(f"case {case} ({done}): {fault or 'left behind: ' + ', '.join(left)}")
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{options.cases} cases: {dict(ends)}; slowest {slowest[0]:.1f} s (case {slowest[1]}), {memory_mb} MB at most")
    return 1 if faults or ends["PDF"] < options.cases / 10 else 0


if __name__ == "__main__":
    sys.exit(main())
