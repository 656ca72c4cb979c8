"""A report folder in, a finished PDF in its place out: the stages, joined.

The clock, the environment and the paths of the machine enter here and nowhere below. The functions of this module are
what `reportgen build` and `reportgen check` call, and what a Python program may call as well.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from reportgen.artwork import Artwork
from reportgen.beside import Company
from reportgen.cache import LIMIT_BYTES, Cache, code_version
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.checks import check_reading
from reportgen.checks.coverage import check_coverage
from reportgen.checks.placed import Placed
from reportgen.checks.proof import Proof, Proofreading
from reportgen.delivery import (
    Delivered,
    Edited,
    Escort,
    Painted,
    deliver,
    deliver_all,
    file_name,
    write_set_list,
)
from reportgen.errors import EnvironmentProblem, Position, Problem, Remark, ReportError, UsageError
from reportgen.fonts.open import Fonts, open_fonts
from reportgen.gallery import ReportGallery
from reportgen.layout.chapters import Shelf
from reportgen.layout.document import Bench, layout_report, reading_plan
from reportgen.layout.edition import Edition, EditionName, OutputKind, make_edition
from reportgen.layout.looseness import LoosePage
from reportgen.memory import FORGETFUL, Kept, Memory, WriteBehind, stamp_of
from reportgen.model.content import AnySection, ImageBlock, Manifest, Report
from reportgen.model.kept import LIMIT_BYTES as CONTENT_BYTES
from reportgen.model.load import FONTS, Reading, load_font_list, read_report
from reportgen.model.settings import FontFile
from reportgen.model.walk import nodes_of
from reportgen.output import require_writable
from reportgen.press.outputs import Printing
from reportgen.press.settings import press_settings
from reportgen.records import dataclass, replace
from reportgen.text.kept import CODE, LIBRARIES, KeptText
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme, themed
from reportgen.units import PAPERS

Progress = Callable[[str, float], None]
"""Told what is being done and how much of the whole is done, from 0 to 1."""

_CACHE = Path(".reportgen-cache")
FINDINGS_BYTES = 30_000_000
"""For what was read in the pairs of a few thousand pages, and the findings of some hundred states of the words."""
_CHECKED, _READ, _SET, _DONE = 0.03, 0.05, 0.6, 1.0
_SETTING = "setting the pages"
CHAPTER_CODE = ("artwork.py", "cache.py", "charts", "errors.py", "fonts", "gallery.py", "layout", "memory.py", "model", "patterns.py", "pdf", "records.py", "text", "theme.py", "units.py")
_CHAPTER_LIBRARIES = ("matplotlib", "pyphen", "reportlab", "uharfbuzz")
"""What makes painted chapters of sections."""
_LANGUAGE_NAMES = {"en": "English", "zh": "Chinese"}


def _silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a report is built. `paper` and `lang` are the report's own if they are None."""

    out: Path = Path("dist")
    paper: Literal["a4", "letter"] | None = None
    lang: EditionName | Literal["all"] | None = None
    kind: OutputKind | Literal["all"] = "screen"
    cache: bool = True
    code: bool = True
    """Python in charts/ may run where the manifest allows it; without, it never does."""
    strict: bool = False
    """Errors of the proof stop the build."""
    progress: Progress = _silent
    beside: Company | None = None
    """A second process that shares in the work."""
    memory: Memory = FORGETFUL
    """What is remembered of earlier builds in this process."""
    hands: int = 0
    """How many more processes may make chapters; only for a process that has no threads."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made; `remarks` tell of badly set lines, `loose` of pages with gaps that can be seen."""

    paths: tuple[Path, ...]
    pages: int
    seconds: float
    remarks: tuple[Remark, ...] = ()
    loose: tuple[LoosePage, ...] = ()
    spine_mm: float = 0.0
    """Width of the spine of a perfect binding, if a press file was made."""
    findings: tuple[Placed, ...] = ()
    """What an editor should look at in the words and figures."""


def build_report(folder: Path, options: BuildOptions | None = None) -> BuildResult:
    """Build the report in `folder` and return where its PDF is.

    Raises `ReportError` with every problem of the content, `EnvironmentProblem` for a font, the disk or a permission,
    and `UsageError` for a folder or an edition that does not exist. In each case, and if the process is interrupted,
    the last good PDF stays as it was.
    """
    options = options or BuildOptions()
    began = time.monotonic()
    _require_folder(folder)
    require_writable(options.out)
    jobs = _set_editions(folder, options)
    problems = [problem for job in jobs for problem in job.problems]
    if options.strict:
        proof = jobs[0].proof.finish()
        problems += [Problem(p.at, p.finding.message, hint=f"rule {p.finding.rule}", rule=p.finding.rule) for p in proof.findings if p.severity == "error"]
    edited = [job.edited for job in jobs if job.edited is not None]
    if problems or not edited:
        raise ReportError(problems)
    files = _deliver(edited, options, jobs[0].proof)
    options.progress("done", _DONE)
    spine = edited[0].printing.spine_mm if options.kind in ("press", "all") else 0.0
    remarks = tuple(remark for job in jobs for remark in job.remarks)
    pages = edited[0].layout.pages
    return BuildResult(tuple(files), len(pages), time.monotonic() - began, remarks, jobs[0].loose, spine, jobs[0].proof.finish().findings)


def find_problems(folder: Path, options: BuildOptions | None = None) -> tuple[Problem, ...]:
    """Every problem that would keep the report in `folder` from being built, in the order of files and lines.

    Raises `EnvironmentProblem` and `UsageError` as `build_report` does.
    """
    return check_report(folder, options)[0]


def check_report(folder: Path, options: BuildOptions | None = None) -> tuple[tuple[Problem, ...], Proof]:
    """The problems as `find_problems` gives them, and what an editor should look at in the words and figures."""
    _require_folder(folder)
    options = options or BuildOptions()
    jobs = _set_editions(folder, options, paint=False)
    return tuple(sorted({problem for job in jobs for problem in job.problems})), jobs[0].proof.finish()


class Book:
    """The set texts of one edition between runs, under names that change with fonts, rules, columns and our own code."""

    def __init__(self, cache: Cache | None, memory: Memory, files: tuple[FontFile, ...], edition: Edition, theme: Theme) -> None:
        parts = [code_version(CODE, LIBRARIES), repr(theme.spacing), edition.name, edition.paper.name, *(file.sha256 for file in files)]
        self._edition = "\0".join(parts)
        self._cache = cache
        self._memory = memory

    def open(self, name: str) -> KeptText:
        key = self._name(name)
        before: KeptText | None = self._memory.get(("texts", key))
        return KeptText(self._cache.get(key) if self._cache and before is None else None, before)

    def keep(self, name: str, text: KeptText) -> None:
        key = self._name(name)
        if text.grown and self._cache:
            self._cache.put_later(key, text.data)
        self._memory.put(("texts", key), text.close())

    def _name(self, name: str) -> str:
        return hashlib.sha256(f"{self._edition}\0{name}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Job:
    """A report that has been set, or the problems that kept it from being set."""

    edited: Edited | None
    problems: tuple[Problem, ...]
    proof: Proofreading
    remarks: tuple[Remark, ...] = ()
    loose: tuple[LoosePage, ...] = ()


def _set_editions(folder: Path, options: BuildOptions, *, paint: bool = True) -> list[_Job]:
    """The editions that are asked for; the words are read with the first, since they are those of all."""
    first, *others = _editions(folder, options.lang)
    jobs = [_set_report(folder, replace(options, lang=first), paint=paint)]
    return jobs + [_set_report(folder, replace(options, lang=name, beside=None), paint=paint) for name in others]


def _set_report(folder: Path, options: BuildOptions, *, paint: bool) -> _Job:
    """Read, check, draw, lay out and, for the screen, paint; everything but the writing. The proof is begun."""
    options.progress("reading", 0.0)
    contents = _cache(folder, options, "content", CONTENT_BYTES) if options.code else None  # what a stranger kept was never checked
    memory = options.memory
    reading = read_report(folder, contents, memory)
    report = reading.report
    options.progress("checking", _CHECKED)
    proof = Proofreading(reading, folder, _cache(folder, options, "findings", FINDINGS_BYTES), memory)
    proof.begin(options.beside)
    problems = [*reading.problems, *check_reading(reading, memory), *proof.problems]
    options.progress("opening the fonts", _CHECKED)
    theme = memory.of(themed, report.manifest.theme)
    name = _edition_name(report.manifest, options.lang)
    edition = make_edition(name, PAPERS[options.paper or report.manifest.paper], theme)
    files, fonts = _open_fonts(folder, reading, problems, (contents, _cache(folder, options, "fonts"), memory))
    options.progress("looking for missing characters", _CHECKED)
    if fonts is not None:
        problems += check_coverage(report, files, fonts, memory)
    if reading.problems or fonts is None:
        return _Job(None, tuple(problems), proof)
    typesetter = memory.of(Typesetter, fonts, theme)
    pictures, told_of = _open_pictures(report, edition, folder, problems, memory)
    drawn = _cache(folder, options, "charts")
    settings = ChartSettings(edition.width, edition.languages, report.manifest.run_python and options.code, not options.code)
    charts = {chart.id: chart for chart in report.charts}
    gallery = ReportGallery(charts, settings, ChartTools(theme, typesetter, folder), Kept(drawn, memory), pictures, _drawing(options.progress, len(charts)))
    texts = _cache(folder, options, "text")
    chapters = _cache(folder, options, "chapters") if options.code else None  # a stranger's report may bring its own
    book = Book(texts, memory, files, edition, theme) if texts is not None or memory.lasting else None
    context = _context(files, options) if chapters is not None or memory.lasting or options.hands > 1 else ""
    growing = tuple(cache for cache in (texts, drawn) if cache is not None)
    bench = Bench(typesetter, gallery, files, context, book, memory, options.hands, growing)
    shelf: Shelf | None = None
    if options.kind == "screen" and not problems:
        shelf = _shelf(report, edition, bench, chapters, paint=paint)
    options.progress(_SETTING, _READ)
    laid_out = layout_report(report, edition, bench, shelf)
    told = {problem.position for problem in [*problems, *gallery.problems]}
    problems += [*gallery.problems, *(problem for problem in laid_out.problems if problem.position not in told)]
    press = press_settings(report.manifest, folder, edition.paper, problems)
    printing = Printing(laid_out.layout, report.manifest, edition.paper, press, typesetter)
    today = time.strftime("%Y-%m-%d", time.gmtime())
    painted = shelf if isinstance(shelf, Painted) else None
    edited = Edited(edition, fonts, report, printing, _date(report.manifest), today, painted, memory)
    return _Job(edited, tuple(problems), proof, (*told_of, *laid_out.remarks), laid_out.loose)


def _shelf(report: Report, edition: Edition, bench: Bench, kept: Cache | None, *, paint: bool) -> Shelf | None:
    """Where chapters go: under the brush of the screen's painter, if they are to be painted at all."""
    from reportgen.pdf.shelf import KnownChapters, PaintingShelf

    if not paint:
        return KnownChapters(kept) if kept is not None else None
    from reportgen.pdf.kinds import SCREEN
    from reportgen.pdf.paint import Painter

    plan = reading_plan(report, edition, bench.typesetter.theme, bench.memory)
    painter = Painter(bench.typesetter.fonts, plan, SCREEN, kept, bench.memory)
    if bench.hands > 1:
        painter.use_no_threads()
    return PaintingShelf(painter, kept, bench.memory)


def _context(files: Sequence[FontFile], options: BuildOptions) -> str:
    """What every chapter depends on beside the report: our code, the libraries under it, the fonts."""
    parts = [code_version(CHAPTER_CODE, _CHAPTER_LIBRARIES), options.kind, *(file.sha256 for file in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


# --- the parts --------------------------------------------------------------------------------------------------------


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")


def _edition_name(manifest: Manifest, lang: EditionName | Literal["all"] | None) -> EditionName:
    written = manifest.languages
    whole: EditionName = "both" if len(written) == 2 else written[0]
    if lang is None or lang == "all":
        return whole
    if lang == whole or lang in written:
        return lang
    raise UsageError(f"this report is written in {_LANGUAGE_NAMES[whole]} only, so it has no edition “{lang}”")


def _editions(folder: Path, lang: EditionName | Literal["all"] | None) -> tuple[EditionName | None, ...]:
    """The editions to be made; all of them are both languages side by side, then each alone."""
    if lang != "all":
        return (lang,)
    written = read_report(folder).report.manifest.languages
    return ("both", *written) if len(written) == 2 else written


def _deliver(edited: Sequence[Edited], options: BuildOptions, proof: Proofreading) -> list[Path]:
    """Write what was asked for: one file for each edition, or the whole set with its list.

    The proof is finished before the first is put in its place, so that whatever it raises leaves everything as it was.
    """
    whole_set = options.kind == "all" or options.lang == "all"
    delivered: list[Delivered] = []
    for number, edition in enumerate(edited):
        share = _SET + (_DONE - _SET) * number / len(edited)

        def told(step: str, share: float = share) -> None:
            options.progress(step, share)

        def last(told: Callable[[str], None] = told) -> None:
            told("proofreading")
            proof.finish()

        escort = Escort(told, options.beside, last)
        if options.kind == "all":
            delivered += deliver_all(edition, options.out, escort)
        else:
            name = file_name(edition, options.kind, whole_set=whole_set)
            delivered.append(deliver(edition, options.kind, options.out / name, escort))
    paths = [file.path for file in delivered]
    return [*sorted(paths), write_set_list(options.out, edited, delivered)] if whole_set else paths


def _cache(folder: Path, options: BuildOptions, room: str, limit_bytes: int = LIMIT_BYTES) -> Cache | None:
    """What is kept of one kind between builds of the report, if anything is to be kept and can be."""
    if not (options.cache and os.access(folder, os.W_OK)):
        return None
    place = folder / _CACHE / room
    return WriteBehind(place, limit_bytes, options.memory) if options.memory.lasting else Cache(place, limit_bytes)


def _open_fonts(
    folder: Path, reading: Reading, problems: list[Problem], kept: tuple[Cache | None, Cache | None, Memory]
) -> tuple[tuple[FontFile, ...], Fonts | None]:
    """The report's own fonts, or ours if it names none; no fonts if its list cannot be read.

    `kept` are the lists of fonts that were read, the stamps of files that were compared with their checksums, and what is
    remembered of open fonts.
    """
    files = reading.report.fonts
    own = (folder / "fonts" / FONTS).exists()
    if own and (not files or any(problem.position.file == f"fonts/{FONTS}" for problem in reading.problems)):
        return files, None
    home = folder / "fonts"
    if not own:
        files, home = default_fonts(kept[0], kept[2])
    try:
        return files, _opened(home, files, kept[1], kept[2])
    except EnvironmentProblem as error:
        if not problems:
            raise
        raise ReportError([*problems, Problem(Position(f"{home.name}/{FONTS}"), str(error))]) from error


def _opened(home: Path, files: tuple[FontFile, ...], stamps: Cache | None, memory: Memory) -> Fonts:
    """The fonts, those of an earlier build if nobody has touched their files; raises `EnvironmentProblem`."""
    try:
        key = ("fonts", home, files, *(stamp_of(home / file.file) for file in files))
    except OSError:
        return open_fonts(home, files, stamps)
    return memory.get(key) or memory.put(key, open_fonts(home, files, stamps))


def default_fonts(kept: Cache | None = None, memory: Memory = FORGETFUL) -> tuple[tuple[FontFile, ...], Path]:
    """The fonts that come with reportgen: inside the installed package, or beside src/ in a checkout."""
    package = Path(__file__).parent
    installed = package / "default_fonts"
    home = installed if installed.is_dir() else package.parent.parent / "fonts"
    faults: list[Problem] = []
    files = load_font_list(home.parent, faults, home.name, kept, memory)
    if faults:
        raise EnvironmentProblem(f"the fonts that come with reportgen are missing or damaged: {faults[0]}")
    return files, home


def _drawing(progress: Progress, count: int) -> Callable[[str], None]:
    """Hears which of so many charts is being drawn, and nothing when it is done."""
    drawn = 0

    def told(step: str) -> None:
        nonlocal drawn
        drawn += bool(step)
        progress(step or _SETTING, _READ + (_SET - _READ) * drawn / (count + 1))

    return told


def _open_pictures(
    report: Report, edition: Edition, folder: Path, problems: list[Problem], memory: Memory
) -> tuple[dict[str, Artwork], list[Remark]]:  # fmt: skip
    """The images that the report shows, by the names of their blocks, and what there is to say of them."""
    artworks: dict[str, Artwork] = {}
    remarks: list[Remark] = []
    for node in (node for section in report.sections for node in memory.of(_images_in, section)):
        from reportgen.pictures import open_picture  # Pillow is loaded by reports with images alone

        artwork, told = open_picture(node, folder, edition.width, problems)
        remarks += told
        if artwork is not None:
            artworks[node.id] = artwork
    return artworks, remarks


def _images_in(section: AnySection) -> tuple[ImageBlock, ...]:
    return tuple(node for node in nodes_of(section) if isinstance(node, ImageBlock))


def _date(manifest: Manifest) -> str:
    """The date in the file: SOURCE_DATE_EPOCH (reproducible-builds.org) before the manifest's; empty if neither says."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return manifest.date
    try:
        return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)))
    except (ValueError, OverflowError, OSError) as error:
        raise EnvironmentProblem(f"SOURCE_DATE_EPOCH is “{epoch}”, not a number of seconds since 1970") from error
