"""A font dictionary in, what a printer must know of it out: its kind, whether it is embedded, how wide its codes are."""

from __future__ import annotations

import re
from typing import Any

from reportgen.preflight.marks import FontUse

_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


class Typeface:
    """A font of the file with the advances of its codes, in thousandths of an em."""

    def __init__(self, font: Any) -> None:
        kind = str(font.get("/Subtype", "/"))[1:]
        self.wide = kind == "Type0"
        described = font.DescendantFonts[0] if self.wide and "/DescendantFonts" in font else font
        descriptor = described.get("/FontDescriptor", {})
        name = str(font.get("/BaseFont", font.get("/Name", "/")))[1:]
        embedded = kind == "Type3" or any(key in descriptor for key in _PROGRAMS)
        self.use = FontUse(name, kind, embedded, bool(_SUBSET_TAG.match(name)))
        self.scale = float(font.FontMatrix[0]) * 1000 if kind == "Type3" and "/FontMatrix" in font else 1.0
        if self.wide:
            self.default = float(described.get("/DW", 1000))
            self.advances = _wide_advances(described.get("/W", ()))
        else:
            self.default = float(descriptor.get("/MissingWidth", 500 if "/Widths" not in font else 0))
            first = int(font.get("/FirstChar", 0))
            self.advances = {first + k: float(width) for k, width in enumerate(font.get("/Widths", ()))}

    def codes(self, text: bytes) -> list[int]:
        """The codes of a string; those of a composite font are taken to be two bytes long, as nearly all are."""
        if self.wide:
            return [text[k] << 8 | text[k + 1] for k in range(0, len(text) - 1, 2)]
        return list(text)

    def advance(self, code: int) -> float:
        return self.advances.get(code, self.default) * self.scale


def _wide_advances(table: Any) -> dict[int, float]:
    """The array W of a CIDFont (ISO 32000-1, 9.7.4.3)."""
    advances: dict[int, float] = {}
    entries = list(table)
    k = 0
    while k + 1 < len(entries):
        first, second = int(entries[k]), entries[k + 1]
        if isinstance(second, int | float) or not hasattr(second, "__len__"):
            if k + 2 >= len(entries):
                break
            for code in range(first, int(second) + 1):
                advances[code] = float(entries[k + 2])
            k += 3
        else:
            for step, width in enumerate(second):
                advances[first + step] = float(width)
            k += 2
    return advances
