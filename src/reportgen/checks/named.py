"""Everything in a report that has a name, and where the name was given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reportgen.errors import Position
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import (
    AnySection,
    Card,
    ChartBlock,
    Feature,
    ImageBlock,
    Note,
    Question,
    Report,
    Stack,
    Table,
)
from reportgen.model.walk import nodes_of
from reportgen.records import dataclass

Kind = Literal["section", "figure", "table", "question", "feature", "card", "note"]
NUMBERED: tuple[Kind, ...] = ("figure", "table", "question", "section")
"""What `[@id]` can refer to."""
LINKED: tuple[Kind, ...] = (*NUMBERED, "feature", "card")
"""What `#id` can lead to."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a name."""

    kind: Kind
    id: str
    at: Position


def named_things(report: Report, memory: Memory = FORGETFUL) -> list[Named]:
    """The named things of the report in reading order; a chart is one where it is placed."""
    return [thing for section in report.sections for thing in memory.of(_in_section, section)]


def _in_section(section: AnySection) -> tuple[Named, ...]:
    return tuple(_things(section))


def _things(section: AnySection) -> Iterator[Named]:
    place = Position(f"content/{section.id}.yaml", 1, 1)
    yield Named("section", section.id, place)
    if isinstance(section, Stack):
        yield Named("figure", section.id, place)
    for node in nodes_of(section):
        match node:
            case ChartBlock():
                yield Named("figure", node.chart, node.at)
            case ImageBlock():
                yield Named("figure", node.id, node.at)
            case Table():
                yield Named("table", node.id, node.at)
            case Question():
                yield Named("question", node.id, node.question.en.at)
            case Feature():
                yield Named("feature", node.id, node.title.en.at)
            case Card():
                yield Named("card", node.id, node.value.en.at)
            case Note():
                yield Named("note", node.id, node.at)
