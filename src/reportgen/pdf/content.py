"""Glyph runs and paths in, the operators of one content stream out.

Lengths come with the origin at the top left and y downwards and leave as PDF has them, y upwards. Each state
of the stream is set only when it changes. Knows no page, no document and no ReportLab.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, cos, floor, radians, sin

from reportgen.artwork import Path, Pixels, Raster, Stroke
from reportgen.fonts.open import FontKey
from reportgen.pdf.colour import Palette
from reportgen.pdf.font import EmbeddedFont
from reportgen.pdf.objects import number
from reportgen.text.runs import GlyphRun
from reportgen.theme import WHITE, Hatch

_VERBS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_PAINT = {(True, False): "f", (False, True): "S", (True, True): "B"}

OVERPRINTS = {(False, False): "OvNo", (True, False): "OvFill", (False, True): "OvLine", (True, True): "OvBoth"}
"""Names of the graphics states by what overprints in them: areas and text, lines."""

_EXACT_SIZE = 10.0
"""Up to this size a glyph is at most 0.005 points off where steps are whole thousandths of an em."""


class Content:
    """The content stream of one page, `height` points high."""

    def __init__(
        self, height: float, palette: Palette, font: Callable[[FontKey], EmbeddedFont], image: Callable[[Pixels], str]
    ) -> None:  # fmt: skip
        self._height = height
        self._palette = palette
        self._font = font
        self._image = image
        self._operators: list[str] = []
        self._state: dict[str, object] = {}
        self._current: FontKey | None = None
        self._embedded: EmbeddedFont | None = None
        """The font of the last run."""
        self._in_text = False
        self._words = False
        self._kept: list[tuple[float, dict[str, object]]] = []
        self.overprints = False
        """The stream uses the graphics states `OVERPRINTS`."""

    def text(self, run: GlyphRun, x: float = 0.0, y: float = 0.0) -> None:
        """Show a run, shifted by (x, y)."""
        if not run.glyphs:
            return
        if not self._in_text:
            self._operators.append("BT")
            self._in_text = True
        if run.font is not self._current:
            self._current, self._embedded = run.font, self._font(run.font)
        font = self._embedded
        assert font is not None
        self._overprint(fill=self._palette.overprints(run.colour, "text"))
        if self._changed("fill", run.colour):
            self._operators.append(self._palette.fill(run.colour, "text"))
        if self._changed("font", (font.resource, run.size)):
            self._operators.append(f"/{font.resource} {number(run.size)} Tf")
        turn = _turn(run.angle) if run.angle else "1 0 0 1"
        self._operators.append(f"{turn} {number(run.x + x)} {number(self._height - run.y - y)} Tm")
        self._operators.append(shown(run, font))

    def path(self, path: Path, x: float = 0.0, y: float = 0.0, *, keyed: bool = False) -> None:
        """Paint a path, shifted by (x, y); one without fill and stroke leaves nothing.

        The colour of a `keyed` area tells what it is, so that it is hatched where there are no hues.
        """
        if not path.commands or (path.fill is None and path.stroke is None):
            return
        self.close_text()
        if path.fill is not None:
            self._overprint(fill=False)
            if self._changed("fill", path.fill):
                self._operators.append(self._palette.fill(path.fill))
        if path.stroke is not None:
            self._pen(path.stroke)
        outline = self._outline(path, x, y)
        self._operators.extend(outline)
        self._operators.append(_PAINT[path.fill is not None, path.stroke is not None])
        if path.fill is not None and (keyed or path.keyed):
            self._hatch(outline, path, (x, y))

    def _outline(self, path: Path, x: float, y: float) -> list[str]:
        top = self._height - y
        return [
            " ".join((*(number(top - p if k % 2 else p + x) for k, p in enumerate(points)), _VERBS[verb]))
            for verb, points in path.commands
        ]

    def _hatch(self, outline: list[str], path: Path, corner: tuple[float, float]) -> None:
        """White lines over an area, cut to its shape."""
        hatches = self._palette.hatches(path.fill) if path.fill is not None else ()
        if not hatches:
            return
        points = [point for _, points in path.commands for point in zip(points[::2], points[1::2], strict=True)]
        box = _bounds(points, corner, self._height)
        kept = dict(self._state)
        self._operators += ["q", *outline, "W n"]
        for hatch in hatches:
            self._pen(Stroke(WHITE, hatch.width))
            self._operators.extend(_hatch_lines(hatch, box))
        self._operators.append("Q")
        self._state = kept

    # --- pages on a larger sheet ----------------------------------------------------------------------------------

    def turn(self, width: float) -> None:
        """Everything after stands upside down on the sheet, which is `width` points wide."""
        self._operators.append(f"-1 0 0 -1 {number(width)} {number(self._height)} cm")

    def enter(self, corner: tuple[float, float], size: tuple[float, float], clip: tuple[float, float, float, float]) -> None:
        """What follows is placed in a frame, until `leave`.

        Its top left corner is at `corner`; `size` is its scale and its own height before it; `clip` (left, top, width,
        height) is what is seen of it, in points of the sheet.
        """
        (x, y), (scale, height), (left, top, width, depth) = corner, size, clip
        self.close_text()
        self._kept.append((self._height, dict(self._state)))
        seen = " ".join(map(number, (left, self._height - top - depth, width, depth)))
        factor = f"{scale:.5f}".rstrip("0").rstrip(".")
        moved = f"{factor} 0 0 {factor} {number(x)} {number(self._height - y - height * scale)} cm"
        self._operators += ["q", f"{seen} re W n", moved]
        self._height = height

    def leave(self) -> None:
        """The end of what is placed in a frame."""
        self.close_text()
        self._operators.append("Q")
        self._height, self._state = self._kept.pop()

    def image(self, raster: Raster, x: float, y: float) -> None:
        """Place an image, shifted by (x, y)."""
        self.close_text()
        left, bottom = raster.x + x, self._height - raster.y - y - raster.height
        size = f"{number(raster.width)} 0 0 {number(raster.height)} {number(left)} {number(bottom)} cm"
        self._operators.append(f"q {size} /{self._image(raster.pixels)} Do Q")

    def begin(self, tag: str, properties: str, *, words: bool) -> None:
        """Begin a sequence of marked content with a property list.

        Marks and text objects must not overlap (ISO 32000-1, 14.6.1): a sequence of words alone lies in the text object
        that is open, any other begins and ends outside of one.
        """
        if words and not self._in_text:
            self._operators.append("BT")
            self._in_text = True
        elif not words:
            self.close_text()
        self._operators.append(f"/{tag} {properties} BDC")
        self._words = words

    def end(self) -> None:
        """End the sequence."""
        if not self._words:
            self.close_text()
        self._operators.append("EMC")

    def close_text(self) -> None:
        """End the text object, if one is open."""
        if self._in_text:
            self._operators.append("ET")
            self._in_text = False

    def stream(self) -> bytes:
        """The finished stream; nothing may be painted after."""
        self.close_text()
        return "\n".join(self._operators).encode("ascii")

    def _pen(self, stroke: Stroke) -> None:
        width = max(stroke.width, self._palette.least_line)
        self._overprint(stroke=self._palette.overprints(stroke.colour, "line", width))
        operator = self._palette.stroke(stroke.colour, width)
        if self._changed("stroke", operator):
            self._operators.append(operator)
        if self._changed("width", width):
            self._operators.append(f"{number(width)} w")
        if self._changed("dash", stroke.dash):
            self._operators.append(f"[{' '.join(map(number, stroke.dash))}] 0 d")
        if self._changed("ends", stroke.round):
            self._operators.append("1 J 1 j" if stroke.round else "0 J 0 j")

    def _overprint(self, *, fill: bool | None = None, stroke: bool | None = None) -> None:
        """Let what follows overprint or not (ISO 32000-1, 11.7.4); areas and text apart from lines."""
        was = self._state.get("overprint", (False, False))
        now = (was[0] if fill is None else fill, was[1] if stroke is None else stroke)  # type: ignore[index]
        if now != was:
            self._state["overprint"] = now
            self._operators.append(f"/{OVERPRINTS[now]} gs")
            self.overprints = True

    def _changed(self, what: str, value: object) -> bool:
        if self._state.get(what) == value:
            return False
        self._state[what] = value
        return True


def _bounds(points: list[tuple[float, float]], corner: tuple[float, float], height: float) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a shape, y upwards."""
    xs, ys = zip(*points, strict=True)
    return min(xs) + corner[0], height - max(ys) - corner[1], max(xs) + corner[0], height - min(ys) - corner[1]


def _hatch_lines(hatch: Hatch, box: tuple[float, float, float, float]) -> list[str]:
    """Lines that cover a box, through fixed places of the page, so that neighbouring areas match."""
    left, bottom, right, top = box
    turn = radians(hatch.angle)
    along, across = (cos(turn), sin(turn)), (-sin(turn), cos(turn))
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    offsets = [x * across[0] + y * across[1] for x, y in corners]
    reaches = [x * along[0] + y * along[1] for x, y in corners]
    lines = []
    for step in range(floor(min(offsets) / hatch.pitch), ceil(max(offsets) / hatch.pitch) + 1):
        away = step * hatch.pitch
        ends = [(along[0] * reach + across[0] * away, along[1] * reach + across[1] * away) for reach in (min(reaches), max(reaches))]
        lines.append(" ".join((number(ends[0][0]), number(ends[0][1]), "m", number(ends[1][0]), number(ends[1][1]), "l S")))
    return lines


def shown(run: GlyphRun, font: EmbeddedFont) -> str:
    """The TJ operator that sets each glyph at its origin (ISO 32000-1, 9.4.3).

    Steps are rounded against where the reader stands, not against the last glyph: errors never add up.
    """
    parts = ["[<"]
    scale = 1000 / run.size
    exact = run.size <= _EXACT_SIZE
    least = 0.5 if exact else 0.05
    pen = 0.0
    known, add = font.used.get, parts.append
    for pair, origin in zip(zip(run.glyphs, run.texts, strict=True), run.origins, strict=True):
        code = known(pair) or font.code(*pair)
        step = origin * scale - pen
        if step > least or step < -least:
            if exact:
                whole = round(-step)
                pen -= whole
                add(f">{whole}<{code.hex}")
            else:
                written = f"{-step:.1f}"
                pen -= float(written)
                add(f">{written}<{code.hex}")
        else:
            add(code.hex)
        pen += code.advance
    add(">] TJ")
    return "".join(parts)


def _turn(degrees: float) -> str:
    turn = radians(degrees)
    across, up = f"{cos(turn):.6f}", f"{sin(turn):.6f}"
    return f"{across} {up} {-float(up):.6f} {across}"
