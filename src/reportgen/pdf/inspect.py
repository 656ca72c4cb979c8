"""A PDF file in, what a person may want to know of it out: pages, sheet, titles, fonts, size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from reportgen.errors import UsageError
from reportgen.units import POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font of the file. `kind` is its PDF subtype."""

    name: str
    kind: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds. `sheets_mm` are the different sizes of its pages, width before height."""

    pages: int
    sheets_mm: tuple[tuple[int, int], ...]
    title: str
    author: str
    language: str
    fonts: tuple[UsedFont, ...]
    size_bytes: int


def inspect_pdf(path: Path) -> Inspection:
    """What the file holds; raises `UsageError` if it is not a PDF that can be read."""
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            return _inspection(pdf, path.stat().st_size)
    except (OSError, pikepdf.PdfError) as error:
        raise UsageError(f"{path} cannot be read as a PDF: {getattr(error, 'strerror', '') or error}") from error


def _inspection(pdf: pikepdf.Pdf, size_bytes: int) -> Inspection:
    sheets = dict.fromkeys(_sheet(page) for page in pdf.pages)
    fonts: dict[UsedFont, None] = {}
    for page in pdf.pages:
        resources: Any = page.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            fonts[_used_font(font)] = None
    root: Any = pdf.Root
    return Inspection(
        len(pdf.pages), tuple(sheets), str(pdf.docinfo.get("/Title", "")), str(pdf.docinfo.get("/Author", "")),
        str(root.get("/Lang", "")), tuple(sorted(fonts, key=lambda font: font.name)), size_bytes,
    )  # fmt: skip


def _sheet(page: pikepdf.Page) -> tuple[int, int]:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return round((right - left) / POINTS_PER_MM), round((top - bottom) / POINTS_PER_MM)


def _used_font(font: Any) -> UsedFont:
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return UsedFont(str(font.get("/BaseFont", "/"))[1:], str(font.get("/Subtype", "/"))[1:], embedded)
