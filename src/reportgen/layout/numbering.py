"""Numbers of notes, figures, tables and sections, given in the order in which the report refers to or shows them."""

from __future__ import annotations

from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import (
    AnySection,
    ChartBlock,
    Faq,
    HeroFigure,
    ImageBlock,
    Report,
    Stack,
    TableBlock,
)
from reportgen.model.walk import nodes_of, texts_of
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Numbering:
    """Numbers by id; each kind counts for itself."""

    notes: dict[str, int]
    figures: dict[str, int]
    tables: dict[str, int]
    questions: dict[str, int]
    sections: dict[str, int]

    def label(self, name: str) -> str:
        """The number of the figure, table, question or section `name`, as a reference shows it."""
        for kind in (self.figures, self.tables, self.questions, self.sections):
            if name in kind:
                return str(kind[name])
        return "?"

    def anchor(self, name: str) -> str:
        """The anchor that a reference by number leads to."""
        if name in self.figures:
            return f"figure-{name}"
        return f"table-{name}" if name in self.tables else name

    def link_anchor(self, name: str) -> str:
        """The anchor that `#name` in a link leads to: a section before a figure of the same name."""
        return name if name in self.sections else self.anchor(name)


def number_report(report: Report, memory: Memory = FORGETFUL) -> Numbering:
    """The numbers of everything in the report that is referred to by number."""
    notes: dict[str, int] = {}
    figures: dict[str, int] = {}
    tables: dict[str, int] = {}
    questions: dict[str, int] = {}
    numbers = {"figure": figures, "table": tables, "question": questions, "note": notes}
    for section in report.sections:
        for kind, name in memory.of(_numbered_in, section):
            numbers[kind].setdefault(name, len(numbers[kind]) + 1)
    for note in report.notes():
        notes.setdefault(note.id, len(notes) + 1)
    sections = {section.id: number for number, section in enumerate(report.sections, 1)}
    return Numbering(notes, figures, tables, questions, sections)


def _numbered_in(section: AnySection) -> tuple[tuple[str, str], ...]:
    """Kind and id of everything in a section that takes the next number of its kind, if it has none yet."""
    found = [("figure", section.id)] if isinstance(section, Stack) else []
    for node in nodes_of(section):
        if isinstance(node, ChartBlock):
            found.append(("figure", node.chart))
        elif isinstance(node, ImageBlock):
            found.append(("figure", node.id))
        elif isinstance(node, TableBlock):
            found.append(("table", node.table.id))
        elif isinstance(node, HeroFigure) and node.note:
            found.append(("note", node.note))
    if isinstance(section, Faq):
        found += [("question", question.id) for question in section.questions]
    found += [("note", span.note) for _, text in texts_of(section) for span in text.spans if span.note]
    return tuple(dict.fromkeys(found))
