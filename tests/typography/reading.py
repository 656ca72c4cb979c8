"""Glyphs read back from a finished PDF: where each stands, how wide it is, and where its ink lies.

pdfminer interprets the pages; outlines come from the font programs embedded in the file. Nothing of our own data
structures is used.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import uharfbuzz as hb
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import mult_matrix, translate_matrix

LEFT_EDGE = 72.0


@dataclass(frozen=True)
class Glyph:
    """One glyph as the page shows it; x from the column's left edge, lengths in em of `em` points."""

    text: str
    x: float
    baseline: float
    advance: float
    size: float
    ink: tuple[float, float, float, float]
    """Left, bottom, right, top from the glyph's origin; all 0 without ink."""

    @property
    def ink_left(self) -> float:
        return self.x + self.ink[0]

    @property
    def ink_right(self) -> float:
        return self.x + self.ink[2]


@dataclass(frozen=True)
class ReadLine:
    """The glyphs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """What is copied from the line, without the space at its end."""
        return "".join(g.text for g in self.glyphs).strip()

    @cached_property
    def drawn(self) -> tuple[Glyph, ...]:
        """The glyphs that leave ink."""
        return tuple(g for g in self.glyphs if g.ink[2] > g.ink[0])

    def at(self, text: str, nth: int = 0) -> Glyph:
        """The nth glyph that stands for a text."""
        return [g for g in self.glyphs if g.text == text][nth]

    def distance(self, left: str, right: str) -> float:
        """From origin to origin."""
        return self.at(right).x - self.at(left).x

    @property
    def end(self) -> float:
        """Where the line ends: the last cell, of which a full-width mark takes half (ZH-11)."""
        last = self.drawn[-1]
        if last.text in HALF_MARKS and abs(last.advance - 1) < 0.01:
            return last.x + (0.75 if last.text == "·" else 0.5)
        return last.x + last.advance


HALF_MARKS = frozenset("，。、；：！？．”’）〕］｝】〗》〉」』·")
OPENERS = frozenset("“‘（〔［｛【〖《〈「『")


def read_pages(data: bytes, em: float) -> list[list[ReadLine]]:
    """The lines of each page, from the top."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        programs = _Programs(pdf)
        manager = PDFResourceManager()
        pages = []
        for page in PDFPage.get_pages(io.BytesIO(data)):
            device = _Device(manager, programs, em)
            PDFPageInterpreter(manager, device).process_page(page)
            pages.append(_lines(device.glyphs))
        return pages


def _lines(glyphs: list[Glyph]) -> list[ReadLine]:
    """Glyphs grouped by baseline; raised ones (accents) are left where they are drawn, on the nearest line."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        row = next((row for row in rows if abs(row[0].baseline - glyph.baseline) < 0.5), None)
        if row is None:
            rows.append(row := [])
        row.append(glyph)
    rows.sort(key=lambda row: -row[0].baseline)
    return [ReadLine(tuple(sorted(row, key=lambda g: g.x))) for row in rows]


class _Programs:
    """Outlines of the embedded fonts."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._fonts: dict[str, tuple[hb.Font, bytes, int]] = {}
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                below = font.DescendantFonts[0]
                name = str(below.BaseFont)[1:]
                if name not in self._fonts:
                    face = hb.Face(bytes(below.FontDescriptor.FontFile2.read_bytes()))
                    self._fonts[name] = hb.Font(face), bytes(below.CIDToGIDMap.read_bytes()), face.upem

    def ink(self, name: str, cid: int) -> tuple[float, float, float, float]:
        font, glyph_map, upem = self._fonts[name]
        box = font.get_glyph_extents(int.from_bytes(glyph_map[2 * cid : 2 * cid + 2], "big"))
        if box is None:
            return (0.0, 0.0, 0.0, 0.0)
        return (box.x_bearing / upem, (box.y_bearing + box.height) / upem, (box.x_bearing + box.width) / upem, box.y_bearing / upem)


class _Device(PDFDevice):
    """Collects the glyphs of one page."""

    def __init__(self, manager: PDFResourceManager, programs: _Programs, em: float) -> None:
        super().__init__(manager)
        self.programs, self.em = programs, em
        self.glyphs: list[Glyph] = []

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        matrix = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        font, size = textstate.font, textstate.fontsize
        for part in seq:
            if isinstance(part, int | float):
                x -= part * size / 1000
                continue
            for cid in font.decode(part):
                a, _, _, _, left, baseline = translate_matrix(matrix, (x, y))
                width = font.char_width(cid)
                scale = size * a / self.em
                ink = tuple(edge * scale for edge in self.programs.ink(font.basefont, cid))
                text = font.to_unichr(cid) if _has_text(font, cid) else ""
                self.glyphs.append(Glyph(text, (left - LEFT_EDGE) / self.em, baseline, width * scale, size * a, ink))  # type: ignore[arg-type]
                x += width * size
        textstate.linematrix = (x, y)


def _has_text(font: Any, cid: int) -> bool:
    return font.unicode_map is not None and cid in font.unicode_map.cid2unichr


__all__ = ["HALF_MARKS", "LEFT_EDGE", "OPENERS", "Glyph", "ReadLine", "read_pages"]
