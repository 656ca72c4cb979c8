"""reportgen against Typst and WeasyPrint: the same content, in alternating runs.

    python benchmarks/run.py --work build/bench --times 1 5 30 100

Writes benchmarks/RESULTS.md. Every figure is of a whole process, from its start to its end: wall-clock and CPU seconds
(medians), the most memory that it had, the size of its file and its pages.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pictures import static_fonts, svg
from pieces import Pieces
from scale import scale
from typst_source import typst_document
from weasyprint_source import html_document

from reportgen.cache import Cache
from reportgen.charts.cache import cached_chart
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.fonts.open import open_fonts
from reportgen.model.load import load_report
from reportgen.pipeline import BuildOptions
from reportgen.session import Session
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme

HERE = Path(__file__).parent
ROOT = HERE.parent
FONT = "NotoSansSC[wght].ttf"
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
SLOW_FROM = 5
"""WeasyPrint is not asked for more copies than this: thirty would take minutes."""
ROUNDS = {1: 5, 5: 3}
LONG = 10
"""Copies that make about 300 pages, at which rebuilds in a running process are measured too."""
WARMING = 2
"""Builds that are not counted: the first sets what is not kept, the second loads what reads an edited file."""
_MM = 72 / 25.4
_EDITED_WORDS = re.compile(r"Rivalry (number \d+ )?has moved")
EDITED = "reportgen, after an edit of one paragraph"
"""The targets are held against this: a build in which nothing has changed would do too little."""


@dataclass
class Contender:
    """One way to set the report; `before` is done ahead of each run and not counted."""

    name: str
    command: list[str]
    output: Path
    before: Callable[[], None] = lambda: None
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory_mb: float = 0.0
    pages: int = 0
    size: int = 0

    def run(self) -> None:
        self.before()
        self.output.unlink(missing_ok=True)
        command = [sys.executable, str(HERE / "measure.py"), *self.command]
        ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False)
        seconds, cpu, memory_kb, code = json.loads(ran.stdout)
        if code:
            raise SystemExit(f"{self.name} failed:\n{ran.stderr[-2000:]}")
        self.seconds.append(seconds)
        self.cpu.append(cpu)
        self.memory_mb = max(self.memory_mb, memory_kb / 1024)
        self.weigh()

    @property
    def time(self) -> float:
        return statistics.median(self.seconds)

    def weigh(self) -> None:
        """Note the pages and bytes of the file, which the next run will remove."""
        with pikepdf.open(self.output) as pdf:
            self.pages = len(pdf.pages)
        self.size = self.output.stat().st_size


def scaled(work: Path, times: int) -> Path:
    """The report folder at a size."""
    folder = work / f"{times}x"
    if not folder.exists():
        scale(ROOT, folder, times)
    return folder


def prepare(work: Path, times: int) -> Path:
    """The report folder at a size, and the peers' sources beside it."""
    folder = scaled(work, times)
    report = load_report(folder)
    charts = work / "charts"
    charts.mkdir(exist_ok=True)
    tools = ChartTools(Theme(), Typesetter(open_fonts(folder / "fonts", report.fonts), Theme()), folder)
    for chart in report.charts:
        if not (charts / f"{chart.id}.svg").exists() and "-c" not in chart.id:
            drawn = cached_chart(chart, ChartSettings(171 * _MM, run_python=True), tools, Cache(work / "cache"))
            (charts / f"{chart.id}.svg").write_text(svg(drawn), "utf-8")
    faces = static_fonts(folder / "fonts" / FONT, work / "fonts")
    (work / f"{times}x.typ").write_text(typst_document(Pieces(report), charts), "utf-8")
    (work / f"{times}x.html").write_text(html_document(Pieces(report), charts, faces), "utf-8")
    return folder


def contenders(work: Path, folder: Path, times: int) -> list[Contender]:
    out = work / "out"
    build = [sys.executable, "-m", "reportgen.cli", "build", str(folder), "--out", str(out), "-q"]
    pdf = out / f"{load_report(folder).manifest.file_name}.pdf"

    def forget_all_but_charts() -> None:
        for room in (folder / ".reportgen-cache").iterdir():
            if room.name != "charts":
                shutil.rmtree(room)

    found = [
        Contender(EDITED, build, pdf, Edits(folder).next),
        Contender("reportgen, nothing changed", build, pdf),
        Contender("reportgen, only charts kept", build, pdf, forget_all_but_charts),
        Contender("Typst", [sys.executable, "-c", TYPST, str(work / f"{times}x.typ"), str(work / "typst.pdf"), str(work / "fonts")], work / "typst.pdf"),
    ]
    if times == 1:
        found.insert(3, Contender("reportgen, all charts redrawn", [*build, "--no-cache"], pdf))
    if times < SLOW_FROM:
        found.append(Contender("WeasyPrint", [sys.executable, "-c", WEASYPRINT, str(work / f"{times}x.html"), str(work / "weasy.pdf")], work / "weasy.pdf"))
    return found


class Edits:
    """Edits of one paragraph, each other than all before."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "content/forces.yaml"

    def next(self) -> None:
        words = self._file.read_text("utf-8")
        edited = _EDITED_WORDS.sub(f"Rivalry number {time.time_ns()} has moved", words, count=1)
        if edited == words:
            raise SystemExit(f"{self._file} has no words to edit")
        self._file.write_text(edited, "utf-8")


def edit_and_build(folder: Path, out: Path, count: int) -> tuple[float, float]:
    """Median and longest milliseconds of a rebuild in a running process, after an edit of one paragraph."""
    edits = Edits(folder)
    gc.set_threshold(100_000, 50, 100)  # as `reportgen build --watch` does
    taken = []
    with Session(folder, BuildOptions(out)) as session:
        for number in range(count + WARMING):
            edits.next()
            began = time.monotonic()
            session.build()
            if number >= WARMING:
                taken.append((time.monotonic() - began) * 1000)
            session.catch_up()  # as between two edits of somebody who watches
    return statistics.median(taken), max(taken)


def in_process(folder: Path, out: Path, times: int, edit_ms: dict[int, float]) -> list[str]:
    """What rebuilds in a running process take; the median is noted in `edit_ms`."""
    median, longest = edit_and_build(folder, out, 12 if times == 1 else 6)
    edit_ms[times] = median
    return [f"In a running process, after an edit of one paragraph: {median:.0f} ms (median), {longest:.0f} ms (longest).", ""]


def table(rows: Sequence[Contender], peer: Contender) -> list[str]:
    lines = ["| | s | CPU s | of Typst’s s | MB in memory | pages | pages/s | file kB |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for row in rows:
        lines.append(f"| {row.name} | {row.time:.2f} | {statistics.median(row.cpu):.2f} | {row.time / peer.time:.2f} | {row.memory_mb:.0f} | {row.pages} | "
                     f"{row.pages / row.time:.0f} | {row.size / 1000:.0f} |")  # fmt: skip
    return lines


def verdicts(rows: dict[int, dict[str, Contender]], edit_ms: dict[int, float]) -> list[str]:
    """The targets, with what was measured."""
    warm, typst = EDITED, "Typst"
    lines = ["## Targets", "", "| | target | measured |", "|---|--:|--:|"]

    def add(what: str, target: str, measured: float) -> None:
        lines.append(f"| {what} | {target} | {measured:.2f} |")

    for times, by_name in rows.items():
        ours, peer = by_name[warm], by_name[typst]
        if times == 1:
            add("1 ×: time of Typst’s", "≤ 1.0", ours.time / peer.time)
            if "WeasyPrint" in by_name:
                add("1 ×: charts redrawn, time of WeasyPrint’s", "≤ 0.5", by_name["reportgen, all charts redrawn"].time / by_name["WeasyPrint"].time)
        if times == 30:
            add("30 ×: pages a second, of Typst’s", "≥ 1.5", ours.pages / ours.time / (peer.pages / peer.time))
            add("30 ×: memory of Typst’s", "≤ 0.33", ours.memory_mb / peer.memory_mb)
        add(f"{times} ×: size of Typst’s file", "≤ 0.7", ours.size / peer.size)
    if {30, 100} <= set(rows):
        add("time of 100 × in times of 30 ×", "≤ 3.6", rows[100][warm].time / rows[30][warm].time)
    lines += [f"| {times} ×: milliseconds of a rebuild after an edit | ≤ {60 if times == 1 else 250} | {taken:.0f} |" for times, taken in edit_ms.items()]
    return [*lines, ""]


def machine() -> list[str]:
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.machine())
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("typst", "weasyprint", "reportlab", "uharfbuzz", "pikepdf"))
    return [f"Machine: {model}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; Python {platform.python_version()}.",
            f"Versions: {versions}. Load average at the start: {os.getloadavg()[0]:.1f}."]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, default=ROOT / "build/bench")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 5, 30, 100])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    lines = [*(HERE / "HEAD.md").read_text("utf-8").rstrip().splitlines(), "", *machine(), ""]
    measured: dict[int, dict[str, Contender]] = {}
    edit_ms: dict[int, float] = {}
    for times in options.times:
        folder = prepare(options.work.resolve(), times)
        rows = contenders(options.work.resolve(), folder, times)
        rows[0].run()  # fills the caches, and the system's own
        rows[0].seconds.clear()
        rows[0].cpu.clear()
        for _ in range(ROUNDS.get(times, 1)):
            for row in rows:
                row.run()
        lines += [f"## {times} ×", "", *table(rows, next(row for row in rows if row.name == "Typst")), ""]
        if times in (1, 5):
            lines += in_process(folder, options.work / "out", times, edit_ms)
        print("\n".join(lines[-12:]), flush=True)
        measured[times] = {row.name: row for row in rows}
        if times == 5:
            folder = scaled(options.work.resolve(), LONG)
            lines += [f"## {LONG} ×, in a running process alone", "", *in_process(folder, options.work / "out", LONG, edit_ms)]
        shown = [*lines, *verdicts(measured, edit_ms)]
        (HERE / "RESULTS.md").write_text("\n".join(shown).rstrip() + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
