"""Artworks kept between runs, so that a report whose charts have not changed never imports matplotlib.

A drawing is found by what went into it: spec, data, code, theme, fonts, settings, and the versions of what drew it.
It is kept as JSON, never as anything that could run; one that cannot be read costs only the time to draw again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path as File
from typing import Any

from reportgen.artwork import Artwork, Path, Stroke
from reportgen.cache import Cache, code_version
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.errors import Position
from reportgen.fonts.open import FontKey
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import LANGUAGES, Chart, Language
from reportgen.records import astuple, fields, is_dataclass
from reportgen.text.runs import GlyphRun
from reportgen.theme import Colour

_CODE = ("charts", "text", "fonts", "artwork.py", "theme.py", "units.py")
_VERBS = {verb: verb for verb in "MLCZ"}
_LANGUAGES: dict[str, Language] = {language: language for language in LANGUAGES}
_LIBRARIES = ("matplotlib", "uharfbuzz")


def cached_chart(chart: Chart, settings: ChartSettings, tools: ChartTools, kept: Cache | None) -> Artwork:
    """The drawing of a chart, from the cache if it is there; raises `ReportError` as `draw_chart` does."""
    if chart.kind == "python" and not settings.run_python:
        kept = None
    name = chart_key(chart, settings, tools) if kept else ""
    artwork = _read(kept, name) if kept else None
    if artwork is None:
        from reportgen.charts.library import import_matplotlib

        import_matplotlib()
        from reportgen.charts.draw import draw_chart

        artwork = draw_chart(chart, settings, tools.theme, tools.typesetter, tools.folder)
        if kept:
            kept.put(name, json.dumps(artwork_data(artwork), ensure_ascii=False, separators=(",", ":")).encode())
    return artwork


def chart_key(chart: Chart, settings: ChartSettings, tools: ChartTools, memory: Memory = FORGETFUL, files: Sequence[str] = ()) -> str:
    """A name that changes with anything that may change the drawing; `memory` knows the chart's own words.

    `files` are what `files_digest` gave, if it was asked already.
    """
    parts = [
        memory.of(_words_of, chart),
        repr(settings),
        memory.of(repr, tools.theme),
        *(file.sha256 for file in tools.typesetter.fonts.files),
        code_version(_CODE, _LIBRARIES),
    ]
    if chart.kind == "python":
        parts += files or files_digest(tools.folder, memory)
    return f"{chart.id}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"


def _words_of(chart: Chart) -> str:
    return json.dumps(_plain(chart), sort_keys=True)


def _plain(value: Any) -> Any:
    """Content without the places where it was typed: moving a line changes no drawing."""
    if isinstance(value, Position):
        return None
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def files_digest(folder: File, memory: Memory = FORGETFUL) -> list[str]:
    """Whatever a drawing function of the report could read beside itself, the specs of the other charts excepted."""
    room = folder / "charts"
    files = sorted(path for path in room.rglob("*") if path.suffix not in (".yaml", ".pyc") and path.is_file())
    return [f"{path.relative_to(room).as_posix()} {memory.file(path, partial(_digest_of_file, path))}" for path in files]


def _digest_of_file(path: File) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(kept: Cache, name: str) -> Artwork | None:
    """The artwork that was kept under the name, or None if it is not there or not what we wrote."""
    data = kept.get(name)
    try:
        return None if data is None else artwork_from(json.loads(data))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


# --- artworks as plain data -------------------------------------------------------------------------------------------


def artwork_data(artwork: Artwork) -> dict[str, Any]:
    """The artwork as lists, numbers and strings; colours stand once, in a table."""
    colours: dict[Colour, int] = {}

    def index(colour: Colour | None) -> int | None:
        return None if colour is None else colours.setdefault(colour, len(colours))

    items: list[Any] = []
    for item in artwork.items:
        if isinstance(item, Path):
            stroke = item.stroke
            line = [index(stroke.colour), stroke.width, stroke.dash, stroke.round] if stroke else None
            items.append(["path", item.commands, index(item.fill), line])
        elif isinstance(item, GlyphRun):
            items.append([
                "text", item.font.face, item.font.weight, item.size, index(item.colour), item.language, item.x, item.y,
                item.glyphs, item.origins, item.texts, item.width, item.angle,
            ])  # fmt: skip
    table = [astuple(colour) for colour in colours]
    return {"width": artwork.width, "height": artwork.height, "colours": table, "items": items}


def artwork_from(data: dict[str, Any]) -> Artwork:
    """The artwork that `artwork_data` was made of; raises `ValueError` and its like for anything else."""
    colours = [
        Colour(str(name), _numbers(rgb), _numbers(cmyk), bool(chosen), str(spot), float(amount), str(base))
        for name, rgb, cmyk, chosen, spot, amount, base in data["colours"]
    ]

    def item_from(item: list[Any]) -> Path | GlyphRun:
        kind, *rest = item
        if kind == "path":
            commands, fill, line = rest
            stroke = Stroke(colours[line[0]], float(line[1]), _numbers(line[2]), bool(line[3])) if line else None
            steps = tuple((_VERBS[verb], _numbers(points)) for verb, points in commands)
            return Path(steps, None if fill is None else colours[fill], stroke)
        face, weight, size, colour, language, x, y, glyphs, origins, texts, width, angle = rest
        return GlyphRun(FontKey(int(face), int(weight)), float(size), colours[colour], _LANGUAGES[language], float(x), float(y),
                        tuple(map(int, glyphs)), _numbers(origins), tuple(map(str, texts)), float(width), float(angle))  # fmt: skip

    return Artwork(float(data["width"]), float(data["height"]), tuple(item_from(item) for item in data["items"]))


def _numbers(values: list[Any]) -> tuple[Any, ...]:
    return tuple(map(float, values))
