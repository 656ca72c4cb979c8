"""Artworks kept between runs, so that a report whose charts have not changed never imports matplotlib.

A drawing is found by what went into it: spec, data, code, theme, fonts, settings, and the versions of what drew it.
Files are JSON behind a checksum, written under a temporary name and moved into place; one that is damaged, or cannot
be written, costs only the time to draw again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path as File
from typing import Any

import reportgen
from reportgen.artwork import Artwork, Path, Stroke
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.errors import Position
from reportgen.fonts.open import FontKey
from reportgen.model.content import Chart
from reportgen.text.runs import GlyphRun
from reportgen.theme import Colour

_CODE = ("charts", "text", "fonts", "artwork.py", "theme.py", "units.py")
_LIBRARIES = ("matplotlib", "uharfbuzz")


def cached_chart(chart: Chart, settings: ChartSettings, tools: ChartTools, cache_folder: File | None) -> Artwork:
    """The drawing of a chart, from the cache if it is there; raises `ReportError` as `draw_chart` does."""
    if chart.kind == "python" and not settings.run_python:
        cache_folder = None
    path = cache_folder / f"{chart_key(chart, settings, tools)}.json" if cache_folder else None
    artwork = _read(path) if path else None
    if artwork is None:
        from reportgen.charts.draw import draw_chart

        artwork = draw_chart(chart, settings, tools.theme, tools.typesetter, tools.folder)
        if path:
            _write(path, artwork)
    return artwork


def chart_key(chart: Chart, settings: ChartSettings, tools: ChartTools) -> str:
    """A name that changes with anything that may change the drawing."""
    parts = [
        json.dumps(_plain(chart), sort_keys=True),
        repr(settings),
        repr(tools.theme),
        *(file.sha256 for file in tools.typesetter.fonts.files),
        _code_version(),
    ]
    if chart.kind == "python":
        parts += _files_digest(tools.folder / "charts")
    return f"{chart.id}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"


def _plain(value: Any) -> Any:
    """Content without the places where it was typed: moving a line changes no drawing."""
    if isinstance(value, Position):
        return None
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _files_digest(folder: File) -> list[str]:
    """Whatever a drawing function could read beside itself, the specs of the other charts excepted."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".yaml", ".pyc"))
    return [f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]


@cache
def _code_version() -> str:
    """A digest of our own code that draws, and the versions of the libraries under it."""
    digest = hashlib.sha256()
    root = File(reportgen.__file__).parent
    for name in _CODE:
        path = root / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()


# --- files ------------------------------------------------------------------------------------------------------------


def _read(path: File) -> Artwork | None:
    """The artwork of a cache file, or None if it is not there or not whole."""
    try:
        checksum, _, body = path.read_text("utf-8").partition("\n")
        if hashlib.sha256(body.encode()).hexdigest() != checksum:
            return None
        return artwork_from(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _write(path: File, artwork: Artwork) -> None:
    body = json.dumps(artwork_data(artwork), ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):  # a cache that cannot be written is no reason to fail
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(hashlib.sha256(body.encode()).hexdigest() + "\n" + body)
            File(name).replace(path)
        except OSError:
            File(name).unlink(missing_ok=True)
            raise


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
        else:
            items.append([
                "text", item.font.face, item.font.weight, item.size, index(item.colour), item.language, item.x, item.y,
                item.glyphs, item.origins, item.texts, item.width, item.angle,
            ])  # fmt: skip
    table = [dataclasses.astuple(colour) for colour in colours]
    return {"width": artwork.width, "height": artwork.height, "colours": table, "items": items}


def artwork_from(data: dict[str, Any]) -> Artwork:
    """The artwork that `artwork_data` was made of."""
    colours = [Colour(name, tuple(rgb), tuple(cmyk), *rest) for name, rgb, cmyk, *rest in data["colours"]]

    def item_from(item: list[Any]) -> Path | GlyphRun:
        kind, *rest = item
        if kind == "path":
            commands, fill, line = rest
            stroke = Stroke(colours[line[0]], line[1], tuple(line[2]), line[3]) if line else None
            steps = tuple((verb, tuple(points)) for verb, points in commands)
            return Path(steps, None if fill is None else colours[fill], stroke)
        face, weight, size, colour, language, x, y, glyphs, origins, texts, width, angle = rest
        return GlyphRun(FontKey(face, weight), size, colours[colour], language, x, y, tuple(glyphs), tuple(origins),
                        tuple(texts), width, angle)  # fmt: skip

    return Artwork(data["width"], data["height"], tuple(item_from(item) for item in data["items"]))
