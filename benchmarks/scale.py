"""A report folder in, a larger one out: the sections of the first several times over, each time in other words.

Every copy has ids, notes and charts of its own, and its paragraphs begin with the number of the copy, so that no line
breaks where it broke before and nothing that was kept for one copy serves another.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ONCE = ("cover", "contents", "glossary", "imprint")
"""Kinds of sections that a report has once, however long it is."""
_LEAST_PARAGRAPH = 60
_BARE = re.compile(r"[A-Za-z0-9_.#+-]+")
_TARGETS = re.compile(r"(\[[\^@])([^\]\s]+)(\])|(\]\(#)([^)\s]+)(\))")
_NAMES = ("id", "chart", "picture", "note")


class Bare(str):
    """A scalar that was typed without quotes."""


def scale(folder: Path, target: Path, times: int) -> None:
    """Write a report of `times` the length of the one in `folder` to `target`, which does not exist yet."""
    shutil.copytree(folder / "charts", target / "charts")
    (target / "content").mkdir(parents=True)
    shutil.copytree(folder / "fonts", target / "fonts")
    manifest = _tree((folder / "content/report.yaml").read_text("utf-8"))
    for other in sorted((folder / "content").glob("*.yaml")):
        if other.stem not in manifest["sections"] and other.name != "report.yaml":
            shutil.copy(other, target / "content" / other.name)
    before, after = [], []
    sections: list[str] = []
    for name in manifest["sections"]:
        tree = _tree((folder / f"content/{name}.yaml").read_text("utf-8"))
        (before if not sections else after).append(name) if tree["kind"] in ONCE else sections.append(name)
        if tree["kind"] in ONCE:
            (target / f"content/{name}.yaml").write_text(_text(tree), "utf-8")
    names = []
    for copy in range(times):
        for name in sections:
            tree = _tree((folder / f"content/{name}.yaml").read_text("utf-8"))
            ending = f"-c{copy}" if copy else ""
            own = _renamed(tree, lambda word, ending=ending: word + ending, copy + 1)
            (target / f"content/{name}{ending}.yaml").write_text(_text(own), "utf-8")
            names.append(name + ending)
        for chart in sorted((folder / "charts").glob("*.yaml")):
            if copy and chart.stem != "cover":
                (target / f"charts/{chart.stem}-c{copy}.yaml").write_bytes(chart.read_bytes())
    manifest["sections"] = [Bare(name) for name in (*before, *names, *after)]
    (target / "content/report.yaml").write_text(_text(manifest), "utf-8")


def _renamed(tree: Any, name: Callable[[str], str], copy: int, key: str = "") -> Any:
    if isinstance(tree, dict):
        return {k: _renamed(value, name, copy, k) for k, value in tree.items()}
    if isinstance(tree, list):
        return [_renamed(item, name, copy, key) for item in tree]
    if key in _NAMES:
        return Bare(name(tree))
    if not isinstance(tree, Bare):
        tree = _TARGETS.sub(lambda m: "".join((m[1], name(m[2]), m[3]) if m[1] else (m[4], name(m[5]), m[6])), tree)
        if key in ("en", "zh") and len(tree) > _LEAST_PARAGRAPH:
            tree = f"{copy}. {tree}" if key == "en" else f"（{copy}）{tree}"
    return tree


def _tree(text: str) -> Any:
    def build(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {str(build(key)): build(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [build(item) for item in node.value]
        return Bare(node.value) if not node.style and _BARE.fullmatch(node.value) else node.value

    return build(yaml.compose(text, Loader=yaml.CSafeLoader))


def _text(tree: Any) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {_text(value)}" for key, value in tree.items()) + "}\n"
    if isinstance(tree, list):
        return "[" + ",\n ".join(map(_text, tree)) + "]"
    return str(tree) if isinstance(tree, Bare) else json.dumps(tree, ensure_ascii=False)
