"""Notes, numbers and links in the texts lead to something that exists."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from reportgen.checks.named import LINKED, NUMBERED, named_things
from reportgen.errors import Position, Problem, nearest
from reportgen.memory import Memory
from reportgen.model.content import HeroFigure
from reportgen.model.load import Reading
from reportgen.model.markup import Span
from reportgen.model.walk import all_nodes, parts_of, texts_in


def check_references(reading: Reading, memory: Memory) -> list[Problem]:
    """References that lead nowhere, each with the nearest name.

    Of a report that could not be read whole, only those are reported whose name stands nowhere in the folder.
    """
    targets = _Targets(reading, memory)
    for part in parts_of(reading.report):
        for span, at in memory.of(references_in, part):
            targets.check(span, at)
    return targets.problems


def references_in(part: Any) -> tuple[tuple[Span, Position], ...]:
    """Everything in a part of the report that leads to another place in it."""
    nodes = all_nodes(part)
    found = [(span, text.at) for _, text in texts_in(nodes) for span in text.spans if span.note or span.reference or span.link.startswith("#")]
    found += [(Span("", note=node.note), node.at) for node in nodes if isinstance(node, HeroFigure) and node.note]
    return tuple(found)


class _Targets:
    """The names that references can lead to."""

    def __init__(self, reading: Reading, memory: Memory) -> None:
        self.reading = reading
        self.problems: list[Problem] = []
        things = named_things(reading.report, memory)
        self.notes = dict.fromkeys(thing.id for thing in things if thing.kind == "note")
        self.numbered = dict.fromkeys(thing.id for thing in things if thing.kind in NUMBERED)
        self.linked = dict.fromkeys(thing.id for thing in things if thing.kind in LINKED)
        self.charts = [chart.id for chart in reading.report.charts]

    def check(self, span: Span, at: Position) -> None:
        if span.note and self._unknown(span.note, self.notes):
            self._report(at, f"the note “{span.note}” does not exist", "the id of a note", nearest(span.note, list(self.notes)))
        if span.reference and self._unknown(span.reference, self.numbered):
            self._unknown_target(f"[@{span.reference}]", span.reference, self.numbered, at)
        if span.link.startswith("#") and self._unknown(span.link[1:], self.linked):
            self._unknown_target(f"the link {span.link}", span.link[1:], self.linked, at)

    def _unknown(self, name: str, known: Collection[str]) -> bool:
        if name in known:
            return False
        return not self.reading.problems or (self.reading.whole and name not in self.reading.ids)

    def _unknown_target(self, what: str, name: str, known: Collection[str], at: Position) -> None:
        if name in self.charts:
            self._report(at, f"{what} leads to a chart that is placed nowhere", "", f"place it with “- chart: {name}”")
        else:
            kinds = "figure, table, question or section" if known is self.numbered else "section, item, figure or table"
            self._report(at, f"{what} leads nowhere", f"the id of a {kinds}", nearest(name, list(known)))

    def _report(self, at: Position, message: str, expected: str, hint: str) -> None:
        self.problems.append(Problem(at, message, expected, hint, "page/reference"))
