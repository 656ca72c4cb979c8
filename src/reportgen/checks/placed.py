"""A finding in its place in the report, and the bytes that findings are kept as between runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, get_args

from reportgen.cache import code_version
from reportgen.errors import Position
from reportgen.prose.finding import Finding, Mark, Severity
from reportgen.prose.rules import RULES, severity_of
from reportgen.records import dataclass

CODE = ("checks", "model", "prose", "errors.py", "memory.py", "records.py", "patterns.py", "cache.py", "output.py", *(f"prose/data/{name}.txt" for name in ("capitals", "names", "pinyin", "senses", "sound_words", "syllables", "traditional", "words")))
"""Where everything stands that may change a finding."""
_SEVERITIES = get_args(Severity)


def rules_version() -> str:
    """A name that changes with anything of ours that may change a finding, and with Python."""
    return f"{code_version(CODE, ())} {sys.version}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding in its place, with the two sides and the name of the pair for content/accepted.yaml."""

    at: Position
    finding: Finding
    en: str
    zh: str
    key: str

    @property
    def severity(self) -> Severity:
        return severity_of(self.finding)


def packed(found: Iterable[Placed]) -> bytes:
    """The findings as JSON: lists of the fields in their order."""
    rows = [[[p.at.file, p.at.line, p.at.column], row_of(p.finding), p.en, p.zh, p.key] for p in found]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> tuple[Placed, ...] | None:
    """The findings that `packed` wrote, or None if the bytes are not of its making."""
    try:
        rows = json.loads(data)
        return tuple(map(_placed_of, rows)) if isinstance(rows, list) else None
    except (ValueError, TypeError, RecursionError):
        return None


def row_of(finding: Finding) -> list[Any]:
    """A finding as plain lists, for JSON."""
    marks = [[mark.side, mark.start, mark.end, mark.text] for mark in finding.marks]
    return [finding.rule, finding.message, marks, finding.severity, finding.fix]


def finding_of(row: Any) -> Finding:
    """The finding of such lists; raises `ValueError` or `TypeError` for what is none."""
    rule, message, marks, severity, fix = row
    if rule not in RULES or severity not in (None, *_SEVERITIES):
        raise ValueError(row)
    _require(str, message, fix)
    for side, start, end, words in marks:
        _require(str, side, words)
        _require(int, start, end)
    return Finding(rule, message, tuple(Mark(*mark) for mark in marks), severity, fix)


def _placed_of(row: Any) -> Placed:
    (file, line, column), finding, en, zh, key = row
    _require(str, file, en, zh, key)
    _require(int, line, column)
    return Placed(Position(file, line, column), finding_of(finding), en, zh, key)


def _require(kind: type, *values: Any) -> None:
    if any(type(value) is not kind for value in values):
        raise ValueError(values)
