"""A finding in its place in the report, and the plain data that it is kept as between runs."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from reportgen.errors import Position
from reportgen.prose.finding import Finding, Mark, Severity
from reportgen.prose.rules import severity_of


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


def placed_data(placed: Placed) -> list[Any]:
    """The finding as lists, texts and numbers: the fields in their order."""
    return list(astuple(placed))


def placed_of(data: list[Any]) -> Placed:
    """The finding that `placed_data` took apart."""
    at, (rule, message, marks, severity, fix), en, zh, key = data
    return Placed(Position(*at), Finding(rule, message, tuple(Mark(*mark) for mark in marks), severity, fix), en, zh, key)
