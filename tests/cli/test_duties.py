"""What only an author can give a reader who listens: it is asked for, at its place, and never made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

TABLE = """\
kind: prose
title: {en: Opening, zh: 开篇}
body:
  - en: A paragraph.[^first] See Figure [@growth] and Table [@sizes].
    zh: 一个段落[^first]。见图[@growth]与表[@sizes]。
  - chart: growth
  - table:
      id: sizes
      title: {en: Sizes, zh: 大小}
      columns:
        - {label: {en: Thing, zh: 事物}}
        - {label: {en: Size, zh: 大小}}
      rows:
        - [{en: One, zh: 一}, {en: "1", zh: "1"}]
"""
STACK = """\
kind: stack
title: {en: Opening, zh: 开篇}
intro:
  - en: A paragraph.[^first] See Figures [@growth] and [@opening].
    zh: 一个段落[^first]。见图[@growth]与图[@opening]。
  - chart: growth
caption: {en: The layers, zh: 各层}
alt: {en: One layer with one box., zh: 一层，内有一个方框。}
layers:
  - name: {en: Upper, zh: 上层}
    layer: model
    boxes:
      - {label: {en: Box, zh: 框}, title: {en: Title, zh: 标题}, text: {en: Text., zh: 文字。}}
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("table", "en: Thing", 'en: ""', "opening.yaml:11:24: the English text is empty"),
        ("table", "zh: 事物", 'zh: " "', "opening.yaml:11:35: the Chinese text is empty"),
        ("table", "label: {en: Thing, zh: 事物}", "share: 1", "opening.yaml:11:11: the key “label” is missing"),
        ("table", "      title: {en: Sizes, zh: 大小}\n", "", "opening.yaml:8:7: the key “title” is missing"),
        ("stack", "caption: {en: The layers, zh: 各层}\n", "", "opening.yaml:1:1: the key “caption” is missing"),
        ("stack", "alt: {en: One layer with one box., zh: 一层，内有一个方框。}\n", "", "opening.yaml:1:1: the key “alt” is missing"),
        ("stack", "en: One layer with one box.", "en: The layers", "opening.yaml:8:11: the description only repeats the caption"),
        ("stack", "zh: 一层，内有一个方框。", "zh: 方框", "opening.yaml:8:40: “方框” does not describe the figure"),
        ("chart", "en: Two bars.", "en: growth-chart.png", "growth.yaml:5:11: the description is the name of a file"),
        ("chart", "zh: 两条横条。", 'zh: ""', "growth.yaml:5:26: the Chinese text is empty"),
        ("chart", "title: {en: Two bars, zh: 两条横条}\n", "", "growth.yaml:1:1: the key “title” is missing"),
    ],
)
def test_duty(folder: Any, run: Run, file: str, old: str, new: str, expected: str) -> None:
    if file == "chart":
        folder.change("charts/growth.yaml", old, new)
    else:
        folder.write("content/opening.yaml", {"table": TABLE, "stack": STACK}[file])
        folder.change("content/opening.yaml", old, new)
    outcome = run("build", folder.path, "--out", folder.path / "dist")
    assert outcome.code == 1
    assert any(expected in line for line in outcome.err.splitlines()), outcome.err
    assert not list(folder.path.glob("dist/*.pdf"))


@pytest.mark.parametrize("content", [TABLE, STACK])
def test_what_the_duties_are_changed_in_is_sound(folder: Any, run: Run, content: str) -> None:
    folder.write("content/opening.yaml", content)
    assert run("check", folder.path).problems == []
