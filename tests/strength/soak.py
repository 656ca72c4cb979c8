"""Many builds in one process, to see that none leaves anything in memory; run as a program of its own.

    python tests/strength/soak.py FOLDER --builds 1000 [--session]

The content changes from build to build, as an editor's does; with `--session` each edition has a session that remembers it. Prints the memory in use along the way and ends with exit
code 1 if it grew by more than GROWTH_BYTES, or if files stay open, between the first tenth and the end.
"""

from __future__ import annotations

import argparse
import gc
import sys
from functools import partial
from pathlib import Path

from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report
from reportgen.session import Session

GROWTH_BYTES = 24_000_000
_PAGE_BYTES = 4096
_LINES = 10


def memory_bytes() -> int:
    """What the process holds in memory now (proc(5), statm), without what only waits to be collected."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--builds", type=int, default=1000)
    parser.add_argument("--session", action="store_true")
    options = parser.parse_args()
    report, out = options.folder / "report", options.folder / "out"
    new_report(report)
    cover = report / "content/cover.yaml"
    words = cover.read_text("utf-8")
    wanted = [BuildOptions(out, lang=lang) for lang in ("both", "en", "zh")]
    builds = [Session(report, one).build if options.session else partial(build_report, report, one) for one in wanted]
    after_warming = (0, 0)
    for count in range(1, options.builds + 1):
        cover.write_text(words.replace("zh: ", f"zh: 第{count}次", 1), "utf-8")
        builds[count % 3]()
        if count == max(options.builds // 10, 6):
            after_warming = memory_bytes(), open_files()
        if count % max(options.builds // _LINES, 1) == 0:
            print(f"{count} builds: {memory_bytes() / 1e6:.0f} MB, {open_files()} open files")
    growth = memory_bytes() - after_warming[0]
    more_files = open_files() - after_warming[1]
    print(f"grew by {growth / 1e6:.1f} MB and {more_files} open files")
    return 1 if growth > GROWTH_BYTES or more_files > 0 else 0


if __name__ == "__main__":
    sys.exit(main())
