"""A tiny report folder to be spoilt, and the command line to be run on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportgen.cli import main

MANIFEST = """\
title: {en: A small report, zh: 小报告}
edition: {en: First edition, zh: 第一版}
author: {en: The editors, zh: 编写组}
subject: {en: What is small., zh: 何谓小。}
keywords: {en: small; report, zh: 小；报告}
sections: [opening, notes]
file_name: small
date: 2026-07-01
"""
OPENING = """\
kind: prose
title: {en: Opening, zh: 开篇}
body:
  - en: A paragraph that says little.[^first] See Figure [@growth].
    zh: 一个没有说多少的段落[^first]。见图[@growth]。
  - chart: growth
"""
NOTES = """\
kind: notes
title: {en: Notes, zh: 注释}
notes:
  - id: first
    title: {en: The first note, zh: 第一条注释}
    body:
      - {en: It explains., zh: 作出解释。}
"""
CHART = """\
kind: bars
title: {en: Two bars, zh: 两条横条}
unit: {en: Per cent, zh: 百分比}
source: {en: Nobody, zh: 无}
alt: {en: Two bars., zh: 两条横条。}
height_mm: 30
rows:
  - {label: {en: One, zh: 一}, value: 1, display: {en: 1%, zh: 1%}}
  - {label: {en: Two, zh: 二}, value: 2, display: {en: 2%, zh: 2%}}
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """A report folder under test."""

    path: Path

    def write(self, name: str, text: str | bytes) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def problems(self) -> list[str]:
        """The lines of standard output that `check` gives."""
        return self.out.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A report that builds."""
    made = Folder(tmp_path / "report")
    made.write("content/report.yaml", MANIFEST)
    made.write("content/opening.yaml", OPENING)
    made.write("content/notes.yaml", NOTES)
    made.write("charts/growth.yaml", CHART)
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs a command in this process."""

    def run_command(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run_command
