"""The content streams of a page in, its marks out: follows forms, images, patterns and shadings (ISO 32000-1, 8 and 9).

What cannot be read raises `pikepdf.PdfError` or `PdfParsingError`; operators that nobody knows are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from math import hypot
from typing import Any

import pikepdf

from reportgen.preflight.colours import CMYK, GREY, RGB, Space, space_of
from reportgen.preflight.images import pixels_of
from reportgen.preflight.marks import (
    DEVICE_BLACK,
    IDENTITY,
    Box,
    Ink,
    Mark,
    Matrix,
    placed,
    placed_box,
    scale_of,
    times,
)
from reportgen.preflight.typefaces import Typeface
from reportgen.records import dataclass, field

_DEEPEST = 16
_ASCENT_EM, _DESCENT_EM = 0.72, -0.14
"""Letters and Han between these heights; what reaches further does so by little."""
_INVISIBLE = 3
_PAINT = {"f": (True, False), "F": (True, False), "f*": (True, False), "S": (False, True), "s": (False, True),
          "B": (True, True), "B*": (True, True), "b": (True, True), "b*": (True, True), "n": (False, False)}  # fmt: skip


@dataclass(slots=True)
class _State:
    """The graphics state (ISO 32000-1, 8.4.1), as far as a mark depends on it."""

    matrix: Matrix
    clip: Box
    fill_space: Space = GREY
    line_space: Space = GREY
    fill: Ink = DEVICE_BLACK
    line: Ink = DEVICE_BLACK
    pattern: Any = None
    width: float = 1.0
    overprint_fill: bool = False
    overprint_line: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    line_alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    font: Typeface | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _Outline:
    """The path under construction, as the box around it."""

    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    clips: bool = False

    def add(self, matrix: Matrix, points: Sequence[float]) -> None:
        for k in range(0, len(points) - 1, 2):
            x, y = placed(matrix, points[k], points[k + 1])
            self.xs.append(x)
            self.ys.append(y)

    def box(self) -> Box | None:
        return Box(min(self.xs), min(self.ys), max(self.xs), max(self.ys)) if self.xs else None


class Interpreter:
    """Walks the content of one page; `faces` keeps the fonts of the file from page to page."""

    def __init__(self, page: Box, faces: dict[Any, Typeface], pixels: dict[Any, float | None]) -> None:
        self.page = page
        self.marks: list[Mark] = []
        self._faces, self._pixels = faces, pixels
        self._state = _State(IDENTITY, page)
        self._stack: list[_State] = []
        self._outline = _Outline()
        self._text = self._text_line = IDENTITY
        self._depth = 0
        self._resources: Any = {}

    def walk(self, stream: Any, resources: Any) -> None:
        """Follow a page or a form."""
        outer, self._resources = self._resources, resources
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._image(instruction.iimage.obj, inline=True)
                continue
            name = str(instruction.operator)
            if name in _ACTIONS:
                action, known = _ACTIONS[name]
                action(self, *known, instruction.operands)
            elif name in _PAINT:
                self._paint(*_PAINT[name])
        self._resources = outer

    # --- state ----------------------------------------------------------------------------------------------------

    def _save(self, _: Any) -> None:
        self._stack.append(copy(self._state))

    def _restore(self, _: Any) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _concat(self, operands: Any) -> None:
        self._state.matrix = times(_matrix(operands), self._state.matrix)

    def _extended(self, operands: Any) -> None:
        """A graphics state dictionary (ISO 32000-1, 8.4.5, table 58)."""
        given = self._resources.get("/ExtGState", {}).get(str(operands[0]), {})
        state = self._state
        if "/LW" in given:
            state.width = float(given.LW)
        if "/OP" in given:
            state.overprint_line = bool(given.OP)
            state.overprint_fill = bool(given.OP)
        if "/op" in given:
            state.overprint_fill = bool(given.get("/op"))
        if "/OPM" in given:
            state.overprint_mode = int(given.OPM)
        state.line_alpha = float(given.get("/CA", state.line_alpha))
        state.fill_alpha = float(given.get("/ca", state.fill_alpha))
        if "/BM" in given:
            blend = given.BM
            state.blend = str(blend if isinstance(blend, pikepdf.Name) else blend[0])[1:]
        if "/SMask" in given:
            state.masked = not isinstance(given.SMask, pikepdf.Name)
        if "/Font" in given:
            state.font, state.size = self._face(given.Font[0]), float(given.Font[1])

    def _line_width(self, operands: Any) -> None:
        self._state.width = float(operands[0])

    # --- colour ---------------------------------------------------------------------------------------------------

    def _device(self, space: Space, line: bool, operands: Any) -> None:
        ink = space.ink([float(part) for part in operands])
        if line:
            self._state.line_space, self._state.line = space, ink
        else:
            self._state.fill_space, self._state.fill, self._state.pattern = space, ink, None

    def _space(self, line: bool, operands: Any) -> None:
        space = space_of(operands[0], self._resources)
        if line:
            self._state.line_space, self._state.line = space, space.first
        else:
            self._state.fill_space, self._state.fill, self._state.pattern = space, space.first, None

    def _colour(self, line: bool, operands: Any) -> None:
        space = self._state.line_space if line else self._state.fill_space
        named = operands and isinstance(operands[-1], pikepdf.Name)
        if named and not line:
            self._state.pattern = self._resources.get("/Pattern", {}).get(str(operands[-1]))
        ink = space.ink([float(part) for part in operands if not isinstance(part, pikepdf.Name)])
        if line:
            self._state.line = ink
        else:
            self._state.fill = ink

    # --- paths ----------------------------------------------------------------------------------------------------

    def _points(self, operands: Any) -> None:
        self._outline.add(self._state.matrix, [float(v) for v in operands])

    def _rectangle(self, operands: Any) -> None:
        x, y, width, height = (float(v) for v in operands)
        self._outline.add(self._state.matrix, (x, y, x + width, y, x + width, y + height, x, y + height))

    def _clip(self, _: Any) -> None:
        self._outline.clips = True

    def _paint(self, filled: bool, stroked: bool) -> None:
        outline, self._outline = self._outline, _Outline()
        box, state = outline.box(), self._state
        if box is None:
            return
        if filled:
            self._fill(box)
        if stroked:
            width = state.width * scale_of(state.matrix)
            self._add("stroke", box.grown(width / 2), state.line, width=width)
        if outline.clips:
            state.clip = state.clip.cut(box) or Box(0, 0, 0, 0)

    def _fill(self, box: Box) -> None:
        pattern = self._state.pattern
        if pattern is None:
            self._add("fill", box, self._state.fill, width=min(box.width, box.height))
        elif "/Shading" in pattern:
            self._add("shading", box, self._shaded(pattern.Shading))
        else:
            self._tiled(pattern, box)

    def _tiled(self, pattern: Any, box: Box) -> None:
        """What one cell of a tiling pattern paints, placed over the whole area."""
        visible = self._state.clip.cut(box)
        if visible is None or self._depth >= _DEEPEST:
            return
        inner = Interpreter(self.page, self._faces, self._pixels)
        inner._depth = self._depth + 1
        inner._state.matrix = _matrix(pattern.get("/Matrix", IDENTITY))
        inner._state.clip = Box(-1e6, -1e6, 1e6, 1e6)
        if int(pattern.get("/PaintType", 1)) == 2:
            inner._state.fill = inner._state.line = self._state.fill
        inner.walk(pattern, pattern.get("/Resources", {}))
        for mark in inner.marks:
            self.marks.append(Mark(mark.kind, visible, mark.ink, mark.overprint, mark.transparent, mark.size, mark.width,
                                   mark.font, mark.pixels))  # fmt: skip

    def _shaded(self, shading: Any) -> Ink:
        space = space_of(shading.ColorSpace, self._resources)
        return Ink(space.name, space.model)

    def _shading(self, operands: Any) -> None:
        shading = self._resources.get("/Shading", {}).get(str(operands[0]))
        if shading is not None:
            self._add("shading", self._state.clip, self._shaded(shading))

    # --- forms and images -----------------------------------------------------------------------------------------

    def _object(self, operands: Any) -> None:
        thing = self._resources.get("/XObject", {}).get(str(operands[0]))
        if thing is None:
            return
        if thing.get("/Subtype") == "/Image":
            self._image(thing, inline=False)
        elif thing.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            self._form(thing)

    def _form(self, form: Any) -> None:
        kept = copy(self._state), list(self._stack), self._text, self._text_line
        self._depth += 1
        self._state.matrix = times(_matrix(form.get("/Matrix", IDENTITY)), self._state.matrix)
        if "/BBox" in form:
            left, bottom, right, top = (float(v) for v in form.BBox)
            box = placed_box(self._state.matrix, Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top)))
            self._state.clip = self._state.clip.cut(box) or Box(0, 0, 0, 0)
        self.walk(form, form.get("/Resources", self._resources))
        self._depth -= 1
        self._state, self._stack, self._text, self._text_line = kept

    def _image(self, image: Any, inline: bool) -> None:
        state = self._state
        box = placed_box(state.matrix, Box(0.0, 0.0, 1.0, 1.0))
        a, b, c, d, *_ = state.matrix
        pixels = pixels_of(image, (hypot(a, b), hypot(c, d)), self._pixels)
        if image.get("/ImageMask", image.get("/IM", False)):
            self._add("image", box, state.fill, pixels=pixels)
            return
        named = image.get("/ColorSpace", image.get("/CS"))
        space = GREY if named is None else space_of(named, self._resources)
        ink = Ink(space.name, space.model)
        mask = "" if inline or "/SMask" not in image else "soft mask of an image"
        self._add("image", box, ink, pixels=pixels, mask=mask)

    # --- text -----------------------------------------------------------------------------------------------------

    def _begin_text(self, _: Any) -> None:
        self._text = self._text_line = IDENTITY

    def _font(self, operands: Any) -> None:
        font = self._resources.get("/Font", {}).get(str(operands[0]))
        self._state.font = self._face(font) if font is not None else None
        self._state.size = float(operands[1])

    def _face(self, font: Any) -> Typeface:
        key = font.objgen if font.is_indirect else id(font)
        if key not in self._faces:
            self._faces[key] = Typeface(font)
        return self._faces[key]

    def _set(self, name: str, share: float, operands: Any) -> None:
        setattr(self._state, name, float(operands[0]) * share)

    def _render_mode(self, operands: Any) -> None:
        self._state.mode = int(operands[0])

    def _move(self, operands: Any) -> None:
        x, y = (float(v) for v in operands)
        self._text_line = self._text = times((1, 0, 0, 1, x, y), self._text_line)

    def _move_leading(self, operands: Any) -> None:
        self._state.leading = -float(operands[1])
        self._move(operands)

    def _text_matrix(self, operands: Any) -> None:
        self._text_line = self._text = _matrix(operands)

    def _next_line(self, _: Any = ()) -> None:
        self._move((0.0, -self._state.leading))

    def _show(self, operands: Any) -> None:
        self._show_parts((operands[0],))

    def _show_array(self, operands: Any) -> None:
        self._show_parts(operands[0])

    def _show_next(self, operands: Any) -> None:
        self._next_line()
        self._show_parts((operands[-1],))

    def _show_spaced(self, operands: Any) -> None:
        self._state.word, self._state.letter = float(operands[0]), float(operands[1])
        self._show_next(operands)

    def _show_parts(self, parts: Any) -> None:
        state, face = self._state, self._state.font
        if face is None:
            return
        pen = 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                for code in face.codes(bytes(part)):
                    space = state.word if not face.wide and code == 32 else 0.0
                    pen += (face.advance(code) / 1000 * state.size + state.letter + space) * state.stretch
            else:
                pen -= float(part) / 1000 * state.size * state.stretch
        whole = times(self._text, state.matrix)
        low, high = (state.rise + part * state.size for part in (_DESCENT_EM, _ASCENT_EM))
        box = placed_box(whole, Box(min(0.0, pen), min(low, high), max(0.0, pen), max(low, high)))
        if pen and state.mode != _INVISIBLE:
            size = abs(state.size) * hypot(whole[2], whole[3])
            if state.mode in (0, 2, 4, 6):
                self._add("text", box, state.fill, size=size, font=face)
            if state.mode in (1, 2, 5, 6):
                self._add("stroke", box, state.line, width=state.width * scale_of(state.matrix))
        self._text = times((1, 0, 0, 1, pen, 0), self._text)

    # --- marks ----------------------------------------------------------------------------------------------------

    def _add(self, kind: Any, box: Box, ink: Ink, *, mask: str = "", font: Typeface | None = None, **facts: Any) -> None:
        visible = self._state.clip.cut(box)
        if visible is None:
            return
        state = self._state
        on = state.overprint_line if kind == "stroke" else state.overprint_fill
        spots = bool(ink.spots)
        overprint = on and (spots or (ink.space == "DeviceCMYK" and state.overprint_mode == 1))
        self.marks.append(
            Mark(kind, visible, ink, overprint, mask or self._transparency(kind), font=font.use if font else None, **facts)
        )

    def _transparency(self, kind: str) -> str:
        state = self._state
        alpha = state.line_alpha if kind == "stroke" else state.fill_alpha
        if alpha < 1:
            return f"opacity {alpha:.0%}"
        if state.blend not in ("Normal", "Compatible"):
            return f"blend mode {state.blend}"
        return "soft mask" if state.masked else ""


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in values)
    return (a, b, c, d, e, f)


_Action = tuple[Callable[..., None], tuple[Any, ...]]


def _actions() -> Iterator[tuple[str, _Action]]:
    """Each operator with what follows it, and what that must know beside the operands."""
    me = Interpreter
    plain: dict[str, _Action] = {
        "q": (me._save, ()), "Q": (me._restore, ()), "cm": (me._concat, ()), "gs": (me._extended, ()),
        "w": (me._line_width, ()), "re": (me._rectangle, ()), "W": (me._clip, ()), "W*": (me._clip, ()),
        "sh": (me._shading, ()), "Do": (me._object, ()), "BT": (me._begin_text, ()), "Tf": (me._font, ()),
        "Tr": (me._render_mode, ()), "Td": (me._move, ()), "TD": (me._move_leading, ()), "Tm": (me._text_matrix, ()),
        "T*": (me._next_line, ()), "Tj": (me._show, ()), "TJ": (me._show_array, ()), "'": (me._show_next, ()),
        '"': (me._show_spaced, ()), "Tc": (me._set, ("letter", 1.0)), "Tw": (me._set, ("word", 1.0)),
        "Tz": (me._set, ("stretch", 0.01)), "TL": (me._set, ("leading", 1.0)), "Ts": (me._set, ("rise", 1.0)),
    }  # fmt: skip
    yield from plain.items()
    for name in "mlcvy":
        yield name, (me._points, ())
    for names, space in ((("g", "G"), GREY), (("rg", "RG"), RGB), (("k", "K"), CMYK)):
        for name in names:
            yield name, (me._device, (space, name.isupper()))
    for name in ("cs", "CS"):
        yield name, (me._space, (name.isupper(),))
    for name in ("sc", "scn", "SC", "SCN"):
        yield name, (me._colour, (name.isupper(),))


_ACTIONS = dict(_actions())
