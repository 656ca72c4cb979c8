"""A matplotlib renderer that collects our own items: paths in theme colours, and text set by our typesetter.

One matplotlib pixel is one point (figures are made at 72 dpi). Matplotlib counts y upwards, artworks downwards.
Images, mathematical formulas, shaded triangles and clip shapes other than boxes have no place in an artwork and raise
`DrawingRefused`.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import Any, NoReturn, cast

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox

from reportgen.artwork import Command, Path, Stroke
from reportgen.charts.lettering import ASCENT_EM, DESCENT_EM, Lettered, Lettering
from reportgen.charts.palette import Palette
from reportgen.records import replace
from reportgen.text.runs import GlyphRun
from reportgen.theme import Colour

_STRONG_FROM, _MEDIUM_FROM = 600, 500
_HAIR = 0.01


class DrawingRefused(Exception):
    """A chart asks for something that an artwork cannot hold."""


class ItemRenderer(RendererBase):
    """Collects `items` for an artwork of `width` by `height` points."""

    def __init__(self, width: float, height: float, lettering: Lettering, palette: Palette) -> None:
        super().__init__()
        self.width = width
        self.height = height
        self.lettering = lettering
        self.palette = palette
        self.items: list[Path | GlyphRun] = []

    # --- what matplotlib asks -------------------------------------------------------------------------------------

    def flipy(self) -> bool:
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        self._refuse_formula(s, ismath)
        ascent, descent, _ = self._get_font_height_metrics(prop)
        return self.lettering.width(s, self._style(prop)), ascent + descent, descent

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Ascent, descent and line gap; without this matplotlib 3.11 measures a font of its own."""
        size = float(prop.get_size_in_points())
        return ASCENT_EM * size, DESCENT_EM * size, 0.0

    # --- paths ----------------------------------------------------------------------------------------------------

    def draw_path(self, gc: GraphicsContextBase, path: Outline, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        if gc.get_clip_path()[0] is not None:
            raise DrawingRefused("a clip shape that is not a box cannot be drawn; cut the shape itself")
        if gc.get_hatch():
            raise DrawingRefused("a hatch cannot be drawn; draw its lines, or use a tint")
        outline = transform.transform_path(path)
        fill = self._fill(gc, rgbFace)
        stroke = self._stroke(gc)
        clip = gc.get_clip_rectangle()
        if clip is None or _within(outline, clip):
            self._add(outline, fill, stroke)
            return
        if fill is not None:
            self._add(outline.clip_to_bbox(clip, inside=True), fill, None)
        if stroke is not None:
            box = (clip.x0, clip.y0, clip.x1, clip.y1)
            self._add(outline.cleaned(clip=box, remove_nans=True, curves=False), None, stroke)

    def _add(self, outline: Outline, fill: Colour | None, stroke: Stroke | None) -> None:
        commands = self._commands(outline)
        if len(commands) < 2 or (fill is None and stroke is None):
            return
        last = self.items[-1] if self.items else None
        alike = isinstance(last, Path) and fill is None and last.fill is None and last.stroke == stroke
        if isinstance(last, Path) and alike and _is_guide(commands) and _is_guide(last.commands[-2:]):
            self.items[-1] = replace(last, commands=(*last.commands, *commands))  # the guides of a scale are one path
        else:
            self.items.append(Path(commands, fill, stroke))

    def _commands(self, outline: Outline) -> tuple[Command, ...]:
        """Our steps for matplotlib's; a quadratic curve becomes the cubic one of the same shape."""
        commands: list[Command] = []
        last = (0.0, 0.0)
        for points, code in outline.iter_segments(simplify=False, remove_nans=True):
            p = [self.height - float(v) if k % 2 else float(v) for k, v in enumerate(cast(Any, points))]
            if code == Outline.STOP:
                continue
            if code == Outline.CLOSEPOLY:
                commands.append(("Z", ()))
                continue
            if code == Outline.CURVE3:
                (x0, y0), (qx, qy, x, y) = last, p
                p = [x0 + (qx - x0) * 2 / 3, y0 + (qy - y0) * 2 / 3, x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y]
            verb = {Outline.MOVETO: "M", Outline.LINETO: "L"}.get(code, "C")
            commands.append((verb, tuple(round(v, 3) for v in p)))
            last = (p[-2], p[-1])
        return tuple(commands)

    def _fill(self, gc: GraphicsContextBase, face: Any) -> Colour | None:
        if face is None:
            return None
        alpha = gc.get_alpha() if gc.get_forced_alpha() or len(face) < 4 else face[3]
        return self.palette.find(face, float(alpha)) if alpha else None

    def _stroke(self, gc: GraphicsContextBase) -> Stroke | None:
        width = float(gc.get_linewidth())
        rgba: Any = gc.get_rgb()
        alpha = gc.get_alpha() if gc.get_forced_alpha() else rgba[3]
        if not width or not alpha:
            return None
        _, dashes = gc.get_dashes()
        colour = self.palette.find(rgba, float(alpha))
        dash = tuple(round(float(d), 3) for d in cast(Any, dashes)) if dashes is not None else ()
        return Stroke(colour, round(width, 3), dash, str(gc.get_capstyle()) == "round")

    # --- text -----------------------------------------------------------------------------------------------------

    def draw_text(  # noqa: PLR0913 - matplotlib's own signature
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        self._refuse_formula(s, ismath)
        red, green, blue, alpha = gc.get_rgb()
        colour = self.palette.find((red, green, blue), float(gc.get_alpha() if gc.get_forced_alpha() else alpha))
        turn = radians(angle)
        for run in self.lettering.line(s, self._style(prop, colour)).runs:
            left, top = float(x) + run.x * cos(turn), self.height - float(y) - run.x * sin(turn)
            self.items.append(replace(run, x=left, y=top + run.y, angle=float(angle)))

    def _style(self, prop: FontProperties, colour: Colour | None = None) -> Lettered:
        weight = prop.get_weight()
        number = weight_dict.get(weight, 400) if isinstance(weight, str) else int(weight)
        role = "strong" if number >= _STRONG_FROM else "medium" if number >= _MEDIUM_FROM else "text"
        return Lettered(float(prop.get_size_in_points()), role, colour or self.lettering.theme.ink)

    def _refuse_formula(self, words: str, ismath: Any) -> None:
        if ismath:
            raise DrawingRefused(f"the formula “{words}” cannot be drawn; write it as plain text")

    # --- what has no place in an artwork --------------------------------------------------------------------------

    def draw_image(self, *_: Any, **__: Any) -> NoReturn:
        raise DrawingRefused("a picture made of pixels cannot be drawn; use shapes")

    def draw_gouraud_triangles(self, *_: Any, **__: Any) -> NoReturn:
        raise DrawingRefused("shaded triangles cannot be drawn; use flat colours")

    def draw_tex(self, *_: Any, **__: Any) -> NoReturn:
        raise DrawingRefused("TeX cannot be drawn; write plain text")


def _is_guide(commands: tuple[Command, ...]) -> bool:
    """One straight line, level or upright."""
    if [verb for verb, _ in commands] != ["M", "L"]:
        return False
    (x0, y0), (x1, y1) = commands[0][1], commands[1][1]
    return x0 == x1 or y0 == y1


def _within(outline: Outline, clip: Bbox) -> bool:
    box = outline.get_extents()
    return bool(
        box.x0 >= clip.x0 - _HAIR and box.x1 <= clip.x1 + _HAIR and box.y0 >= clip.y0 - _HAIR and box.y1 <= clip.y1 + _HAIR
    )
