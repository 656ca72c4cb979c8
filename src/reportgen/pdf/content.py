"""Glyph runs and paths in, the operators of one content stream out.

Lengths come with the origin at the top left and y downwards and leave as PDF has them, y upwards. Each state
of the stream is set only when it changes. Knows no page, no document and no ReportLab.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from reportgen.artwork import Path, Stroke
from reportgen.fonts.open import FontKey
from reportgen.pdf.colour import Palette
from reportgen.pdf.font import EmbeddedFont
from reportgen.pdf.objects import number
from reportgen.text.runs import GlyphRun

_VERBS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_PAINT = {(True, False): "f", (False, True): "S", (True, True): "B"}

_EXACT_SIZE = 10.0
"""Up to this size a glyph is at most 0.005 points off where steps are whole thousandths of an em."""


class Content:
    """The content stream of one page, `height` points high."""

    def __init__(self, height: float, palette: Palette, font: Callable[[FontKey], EmbeddedFont]) -> None:
        self._height = height
        self._palette = palette
        self._font = font
        self._operators: list[str] = []
        self._state: dict[str, object] = {}
        self._in_text = False

    def text(self, run: GlyphRun, x: float = 0.0, y: float = 0.0) -> None:
        """Show a run, shifted by (x, y)."""
        if not run.glyphs:
            return
        if not self._in_text:
            self._operators.append("BT")
            self._in_text = True
        font = self._font(run.font)
        if self._changed("fill", run.colour):
            self._operators.append(self._palette.fill(run.colour))
        if self._changed("font", (font.resource, run.size)):
            self._operators.append(f"/{font.resource} {number(run.size)} Tf")
        place = f"{number(run.x + x)} {number(self._height - run.y - y)} Tm"
        self._operators.append(f"{_turn(run.angle)} {place}")
        self._operators.append(shown(run, font))

    def path(self, path: Path, x: float = 0.0, y: float = 0.0) -> None:
        """Paint a path, shifted by (x, y); one without fill and stroke leaves nothing."""
        if not path.commands or (path.fill is None and path.stroke is None):
            return
        self.close_text()
        if path.fill is not None and self._changed("fill", path.fill):
            self._operators.append(self._palette.fill(path.fill))
        if path.stroke is not None:
            self._pen(path.stroke)
        top = self._height - y
        for verb, points in path.commands:
            steps = [number(top - p if k % 2 else p + x) for k, p in enumerate(points)]
            self._operators.append(" ".join((*steps, _VERBS[verb])))
        self._operators.append(_PAINT[path.fill is not None, path.stroke is not None])

    def begin(self, tag: str, properties: str) -> None:
        """Begin a sequence of marked content with a property list."""
        self.close_text()
        self._operators.append(f"/{tag} {properties} BDC")

    def end(self) -> None:
        """End the sequence."""
        self.close_text()
        self._operators.append("EMC")

    def close_text(self) -> None:
        """End the text object, if one is open; marks around content begin and end outside text objects."""
        if self._in_text:
            self._operators.append("ET")
            self._in_text = False

    def stream(self) -> bytes:
        """The finished stream; nothing may be painted after."""
        self.close_text()
        return "\n".join(self._operators).encode("ascii")

    def _pen(self, stroke: Stroke) -> None:
        if self._changed("stroke", stroke.colour):
            self._operators.append(self._palette.stroke(stroke.colour))
        if self._changed("width", stroke.width):
            self._operators.append(f"{number(stroke.width)} w")
        if self._changed("dash", stroke.dash):
            self._operators.append(f"[{' '.join(map(number, stroke.dash))}] 0 d")
        if self._changed("ends", stroke.round):
            self._operators.append("1 J 1 j" if stroke.round else "0 J 0 j")

    def _changed(self, what: str, value: object) -> bool:
        if self._state.get(what) == value:
            return False
        self._state[what] = value
        return True


def shown(run: GlyphRun, font: EmbeddedFont) -> str:
    """The TJ operator that sets each glyph at its origin (ISO 32000-1, 9.4.3).

    Steps are rounded against where the reader stands, not against the last glyph: errors never add up.
    """
    parts = ["[<"]
    scale = 1000 / run.size
    decimals = 0 if run.size <= _EXACT_SIZE else 1
    least = 0.5 / 10**decimals
    pen = 0.0
    for glyph, origin, text in zip(run.glyphs, run.origins, run.texts, strict=True):
        code = font.code(glyph, text)
        step = origin * scale - pen
        if step > least or step < -least:
            written = f"{-step:.{decimals}f}"
            pen -= float(written)
            parts.append(f">{written}<")
        parts.append(code.hex)
        pen += code.advance
    parts.append(">] TJ")
    return "".join(parts)


def _turn(degrees: float) -> str:
    if not degrees:
        return "1 0 0 1"
    turn = radians(degrees)
    across, up = f"{cos(turn):.6f}", f"{sin(turn):.6f}"
    return f"{across} {up} {-float(up):.6f} {across}"
