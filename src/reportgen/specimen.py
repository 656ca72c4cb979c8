"""A text file in, a specimen PDF out: what `reportgen specimen` does.

The text is set by the engine and the theme that a report is set by, so that what is true of a specimen is true of a
report. Unlike a build, a specimen with problems is still written: it is there to be looked at.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from reportgen.delivery import FaultyFile
from reportgen.errors import Position, Problem, Remark, ReportError, UsageError
from reportgen.fonts.open import Fonts, open_fonts
from reportgen.layout.specimen import MARGIN, SpecimenSpec, read_passages, specimen_layout
from reportgen.model.load import read_report
from reportgen.output import place_file
from reportgen.pipeline import default_fonts
from reportgen.records import dataclass, replace
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme, themed
from reportgen.units import PAPERS, Paper

STANDARD_INPUT = Path("-")
_LONGEST_SIDE = 14_400.0
"""The largest sheet that a PDF can have, in points (ISO 32000-1, annex C.2)."""


@dataclass(frozen=True, slots=True)
class SpecimenOptions:
    """How a specimen is set and where it goes. `report` is a folder whose theme and fonts are taken."""

    spec: SpecimenSpec
    out: Path = Path("specimen.pdf")
    paper: Literal["a4", "letter"] = "a4"
    hang: bool = False
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class SpecimenResult:
    """What was written, what could not be set as the rules ask, and what was set but is not good."""

    path: Path
    pages: int
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]


def write_specimen(file: Path, options: SpecimenOptions) -> SpecimenResult:
    """Set the text of `file` (or of standard input for `-`) and write the PDF.

    Raises `UsageError` for a file that cannot be read or a column that no sheet holds, `ReportError` for a text that
    is not UTF-8, `EnvironmentProblem` for fonts and the disk.
    """
    passages = read_passages(_read(file), _name(file))
    if not passages:
        raise ReportError([Problem(Position(_name(file), 1, 1), "there is nothing to set", "at least one line of text")])
    theme, fonts = _theme_and_fonts(options.report)
    if options.hang:
        theme = replace(theme, spacing=replace(theme.spacing, hanging=True))
    paper, remarks = _sheet(PAPERS[options.paper], options.spec)
    layout, problems, loose = specimen_layout(passages, options.spec, Typesetter(fonts, theme), paper)

    from reportgen.pdf.metadata import DocumentInfo
    from reportgen.pdf.paint import write_pdf
    from reportgen.pdf.verify import verify_pdf

    title = file.stem if file != STANDARD_INPUT else "Specimen"
    data = write_pdf(layout, fonts, DocumentInfo((title,), languages=layout.languages))

    def check(written: Path) -> None:
        faults = verify_pdf(written.read_bytes(), len(layout.pages))
        if faults:
            raise FaultyFile(f"{options.out.name} was not written, since it would be faulty: {'; '.join(map(str, faults))}")

    place_file(options.out, data, check)
    return SpecimenResult(options.out, len(layout.pages), problems, (*remarks, *loose))


def _name(file: Path) -> str:
    return "standard input" if file == STANDARD_INPUT else str(file)


def _read(file: Path) -> str:
    """The text of the file, composed (NFC): fonts have é, not e and an accent (typography.md, TX-02)."""
    if file == STANDARD_INPUT:
        data = sys.stdin.buffer.read()
    else:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    try:
        return normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        at = Position(_name(file), before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise ReportError([Problem(at, "the text is not UTF-8", "a file in UTF-8")]) from error


def _theme_and_fonts(report: Path | None) -> tuple[Theme, Fonts]:
    """Those of a report folder, or the defaults. Problems elsewhere in the report do not matter here."""
    settings, files, home = None, None, None
    if report is not None:
        if not report.is_dir():
            raise UsageError(f"there is no folder {report}")
        reading = read_report(report)
        own = [p for p in reading.problems if p.position.file in ("content/report.yaml", "fonts/fonts.yaml")]
        if own:
            raise ReportError(own)
        settings = reading.report.manifest.theme
        if reading.report.fonts:
            files, home = reading.report.fonts, report / "fonts"
    if files is None or home is None:
        files, home = default_fonts()
    return themed(settings), open_fonts(home, files)


def _sheet(paper: Paper, spec: SpecimenSpec) -> tuple[Paper, tuple[Remark, ...]]:
    """The sheet, made wider if the column would run off it."""
    room = MARGIN / 2
    width = MARGIN + max(spec.measures_em) * spec.size + room
    if width <= paper.width:
        return paper, ()
    if width > _LONGEST_SIDE:
        raise UsageError(f"a column of {max(spec.measures_em):g} em at {spec.size:g} pt is wider than any PDF page")
    wide = replace(paper, width=width)
    note = f"the column is wider than the sheet, so the sheet is {width:.0f} pt wide instead of {paper.width:.0f} pt"
    return wide, (Remark(Position("specimen"), note),)
