"""Imports point one way: each room knows the rooms before it and none after it, and heavy libraries have one door each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen

SOURCE = Path(reportgen.__file__).parent
ORDER = (
    ("records",), ("errors", "patterns", "units"), ("output",), ("beside", "cache", "progress", "timings", "watch"), ("memory",), ("model",), ("prose",), ("theme",), ("fonts",), ("text",), ("artwork",), ("charts", "checks", "pictures"), ("mend", "gallery"), ("layout",), ("press",),
    ("pdf",), ("preflight",), ("scaffold", "fact_list", "datasheets", "arguments"), ("delivery",), ("pipeline",), ("specimen", "proofing", "session"), ("fixing", "messages"), ("cli",),
)  # fmt: skip
"""The rooms from the first to the last; rooms of one group do not know one another."""
RANKS = {room: rank for rank, group in enumerate(ORDER) for room in group}
DOORS = {
    "dataclasses": ("records.py",),
    "yaml": ("model/source.py",),
    "matplotlib": ("charts/",),
    "reportlab": ("pdf/engine.py",),
    "pikepdf": ("pdf/", "preflight/"),
    "uharfbuzz": ("text/shape.py", "fonts/", "pdf/font_parts.py"),
    "PIL": ("press/", "preflight/", "pictures.py"),
    "numpy": ("press/", "charts/"),
    "pypdfium2": ("delivery.py",),
    "pyphen": ("text/hyphenation.py",),
    "budoux": ("text/sense.py",),
}
"""Where each library may be imported."""
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


def imports_of(module: Path) -> Iterator[str]:
    """Dotted names that a module imports anywhere in it."""
    for node in ast.walk(ast.parse((SOURCE / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room_of(dotted: str) -> str:
    return dotted.split(".")[1] if "." in dotted else ""


def wrong_ways(modules: list[Path]) -> list[str]:
    found = []
    for module in modules:
        room = module.parts[0].removesuffix(".py")
        for name in imports_of(module):
            other = room_of(name) if name.startswith("reportgen.") else ""
            if other and other != room and RANKS[other] >= RANKS[room]:
                found.append(f"{module} imports {name}")
    return found


def test_every_room_has_its_place() -> None:
    rooms = {module.parts[0].removesuffix(".py") for module in MODULES} - {"starter"}
    assert rooms == set(RANKS)


def test_imports_point_one_way() -> None:
    assert wrong_ways(MODULES) == []


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    strangers = [
        str(module) for module in MODULES
        if any(name.split(".")[0] == library for name in imports_of(module)) and not module.as_posix().startswith(DOORS[library])
    ]  # fmt: skip
    assert strangers == []
