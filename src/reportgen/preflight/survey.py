"""A PDF file in, its survey out: every rule of this room run over every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf.models import PdfParsingError

from reportgen.errors import UsageError
from reportgen.preflight.boxes import bleed_of, box_findings
from reportgen.preflight.colours import space_of
from reportgen.preflight.content import Interpreter
from reportgen.preflight.document import read_papers
from reportgen.preflight.findings import BlackText, Finding, Limits, Place, SpaceCount, Survey, gathered
from reportgen.preflight.inks import composite_black, ink_findings, most_ink, solid_black
from reportgen.preflight.marks import Box, FontUse, Mark, Sheet
from reportgen.preflight.type import font_findings, is_line, size_findings
from reportgen.preflight.typefaces import Typeface


def survey_file(path: Path, limits: Limits | None = None) -> Survey:
    """The survey of a file; raises `UsageError` if it is not a PDF that can be read."""
    try:
        return survey_pdf(path.read_bytes(), limits)
    except (OSError, pikepdf.PdfError) as error:
        raise UsageError(f"{path} cannot be read as a PDF: {getattr(error, 'strerror', '') or error}") from error


def survey_pdf(data: bytes, limits: Limits | None = None) -> Survey:
    """The survey of the bytes of a PDF; raises `pikepdf.PdfError` if they are none."""
    limits = limits or Limits()
    with pikepdf.open(BytesIO(data)) as pdf:
        faces: dict[Any, Typeface] = {}
        sheets, unread = _sheets(pdf, faces)
        papers = read_papers(pdf)
        fonts = _fonts(pdf, faces)
        findings = [*papers.findings, *font_findings(fonts), *_trims_differ(sheets), *unread]
        for sheet in sheets:
            findings += [*box_findings(sheet, limits), *ink_findings(sheet, limits), *size_findings(sheet, limits)]
        return Survey(
            len(sheets), _trims(sheets), tuple(dict.fromkeys(round(bleed_of(sheet), 1) for sheet in sheets)), papers.standard,
            papers.intent, papers.trapped, _spaces(sheets), _spots(sheets), _most(sheets), _black_text(sheets), fonts,
            *_extremes(sheets), gathered(findings),
        )  # fmt: skip


# --- reading ------------------------------------------------------------------------------------------------------


def _sheets(pdf: pikepdf.Pdf, faces: dict[Any, Typeface]) -> tuple[list[Sheet], list[Finding]]:
    sheets: list[Sheet] = []
    unread: list[Finding] = []
    pixels: dict[Any, float | None] = {}
    for number, page in enumerate(pdf.pages, 1):
        sheet = _sheet(number, page)
        # The whole MediaBox is looked at: what is outside the CropBox is still printed on the plate.
        interpreter = Interpreter(sheet.media, faces, pixels)
        resources: Any = page.obj.get("/Resources", {})
        try:
            interpreter.walk(page, resources)
        except (pikepdf.PdfError, PdfParsingError, TypeError, ValueError, IndexError, AttributeError, KeyError) as error:
            unread.append(Finding("unreadable", "fault", f"the page's content cannot be read: {error}", number))
        sheet.marks = interpreter.marks
        sheets.append(sheet)
    return sheets, unread


def _sheet(number: int, page: pikepdf.Page) -> Sheet:
    held: Any = page.obj
    sheet = Sheet(number, _box(page.mediabox), rotation=int(held.get("/Rotate", 0)) % 360)
    sheet.crop = _box(page.cropbox) if "/CropBox" in held else None
    sheet.bleed = _box(held.BleedBox) if "/BleedBox" in held else None
    sheet.trim = _box(held.TrimBox) if "/TrimBox" in held else None
    for annotation in held.get("/Annots", ()):
        if annotation.get("/Subtype") not in ("/TrapNet", "/PrinterMark") and "/Rect" in annotation:
            sheet.annotations.append((str(annotation.get("/Subtype", "/"))[1:], _box(annotation.Rect)))
    group = held.get("/Group")
    if group is not None and "/CS" in group:
        sheet.group_space = space_of(group.CS, held.get("/Resources", {})).name
    return sheet


def _box(values: Any) -> Box:
    left, bottom, right, top = (float(value) for value in values)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _fonts(pdf: pikepdf.Pdf, faces: dict[Any, Typeface]) -> tuple[FontUse, ...]:
    """The fonts that text was shown in, and those that the pages only name."""
    found = {face.use for face in faces.values()}
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            if not font.is_indirect or font.objgen not in faces:
                found.add(Typeface(font).use)
    return tuple(sorted(found, key=lambda use: (use.name, use.kind)))


# --- the whole ----------------------------------------------------------------------------------------------------


def _trims(sheets: Sequence[Sheet]) -> tuple[tuple[float, float], ...]:
    sizes = ((s.finished.width / 72 * 25.4, s.finished.height / 72 * 25.4) for s in sheets)
    return tuple(dict.fromkeys((round(width, 1), round(height, 1)) for width, height in sizes))


def _trims_differ(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    sizes = _trims(sheets)
    if len(sizes) > 1:
        listed = ", ".join(f"{width:g} × {height:g} mm" for width, height in sizes)
        yield Finding("trims-differ", "warning", f"the pages are of different sizes: {listed}")


def _spaces(sheets: Iterable[Sheet]) -> tuple[SpaceCount, ...]:
    counts: dict[str, Counter[int]] = {}
    for sheet in sheets:
        for mark in sheet.marks:
            counts.setdefault(mark.ink.space, Counter())[sheet.number] += 1
    return tuple(SpaceCount(space, tuple(sorted(pages.items()))) for space, pages in sorted(counts.items()))


def _spots(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    names = {name for sheet in sheets for mark in sheet.marks for name, _ in mark.ink.spots}
    return tuple(sorted(names - {"All"}))


def _black_text(sheets: Iterable[Sheet]) -> BlackText:
    counts: Counter[str] = Counter()
    for sheet in sheets:
        for mark in sheet.marks:
            if mark.kind == "text" and solid_black(mark.ink):
                counts["over" if mark.overprint else "out"] += 1
            elif mark.kind == "text" and composite_black(mark.ink):
                counts["several"] += 1
    return BlackText(counts["over"], counts["out"], counts["several"])


def _most(sheets: Iterable[Sheet]) -> Place | None:
    best: Place | None = None
    for sheet in sheets:
        for mark in sheet.marks:
            amount = most_ink(mark)
            if amount and (best is None or amount > best.value):
                best = Place(round(amount, 4), sheet.number, sheet.place_mm(mark.box))
    return best


def _extremes(sheets: Sequence[Sheet]) -> tuple[Place | None, Place | None, Place | None]:
    """The smallest type, the thinnest line and the coarsest image."""
    smallest: list[Place | None] = [None, None, None]

    def note(index: int, value: float, sheet: Sheet, mark: Mark) -> None:
        known = smallest[index]
        if known is None or value < known.value:
            smallest[index] = Place(round(value, 3), sheet.number, sheet.place_mm(mark.box))

    for sheet in sheets:
        for mark in sheet.marks:
            if mark.kind == "text":
                note(0, mark.size, sheet, mark)
            elif is_line(mark):
                note(1, mark.width, sheet, mark)
            elif mark.pixels is not None:
                note(2, mark.pixels.dpi, sheet, mark)
    return smallest[0], smallest[1], smallest[2]
