"""A finding in its place in the report, and the bytes that findings are kept as between runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, get_args

from reportgen.errors import Position
from reportgen.prose.finding import Finding, Mark, Severity
from reportgen.prose.rules import RULES, severity_of
from reportgen.records import astuple, dataclass

_SEVERITIES = get_args(Severity)


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
    return json.dumps([astuple(one) for one in found], ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> tuple[Placed, ...] | None:
    """The findings that `packed` wrote, or None if the bytes are not of its making."""
    try:
        rows = json.loads(data)
        return tuple(map(_placed_of, rows)) if isinstance(rows, list) else None
    except (ValueError, TypeError, RecursionError):
        return None


def _placed_of(row: Any) -> Placed:
    """One finding; raises `ValueError` or `TypeError` for what is none."""
    (file, line, column), (rule, message, marks, severity, fix), en, zh, key = row
    texts, numbers = [file, message, fix, en, zh, key], [line, column]
    for side, start, end, words in marks:
        texts += [side, words]
        numbers += [start, end]
    if rule not in RULES or severity not in (None, *_SEVERITIES) or not all(type(text) is str for text in texts) or not all(type(number) is int for number in numbers):
        raise ValueError(row)
    return Placed(Position(file, line, column), Finding(rule, message, tuple(Mark(*mark) for mark in marks), severity, fix), en, zh, key)
