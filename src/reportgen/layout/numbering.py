"""Numbers of notes, figures, tables and sections, given in the order in which the report refers to or shows them."""

from __future__ import annotations

from reportgen.model.content import ChartBlock, Faq, HeroFigure, ImageBlock, Report, Stack, TableBlock
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


def number_report(report: Report) -> Numbering:
    """The numbers of everything in the report that is referred to by number."""
    notes: dict[str, int] = {}
    figures: dict[str, int] = {}
    tables: dict[str, int] = {}
    questions: dict[str, int] = {}
    for section in report.sections:
        if isinstance(section, Stack):
            figures.setdefault(section.id, len(figures) + 1)
        for node in nodes_of(section):
            if isinstance(node, ChartBlock):
                figures.setdefault(node.chart, len(figures) + 1)
            elif isinstance(node, ImageBlock):
                figures.setdefault(node.id, len(figures) + 1)
            elif isinstance(node, TableBlock):
                tables.setdefault(node.table.id, len(tables) + 1)
            elif isinstance(node, HeroFigure) and node.note:
                notes.setdefault(node.note, len(notes) + 1)
        if isinstance(section, Faq):
            for question in section.questions:
                questions.setdefault(question.id, len(questions) + 1)
        for _, text in texts_of(section):
            for span in text.spans:
                if span.note:
                    notes.setdefault(span.note, len(notes) + 1)
    for note in report.notes():
        notes.setdefault(note.id, len(notes) + 1)
    sections = {section.id: number for number, section in enumerate(report.sections, 1)}
    return Numbering(notes, figures, tables, questions, sections)
