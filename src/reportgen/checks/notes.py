"""Each note is referred to."""

from __future__ import annotations

from reportgen.errors import Problem
from reportgen.model.content import HeroFigure
from reportgen.model.load import Reading
from reportgen.model.walk import texts_in


def check_notes(reading: Reading) -> list[Problem]:
    """Notes that no text refers to; nothing is said of a report that could not be read whole."""
    if reading.problems:
        return []
    report = reading.report
    referred = {span.note for _, text in texts_in(reading.nodes) for span in text.spans if span.note}
    referred |= {node.note for node in reading.nodes if isinstance(node, HeroFigure)}
    return [
        Problem(note.at, f"nothing refers to the note “{note.id}”", hint=f"put [^{note.id}] where it is needed, or remove the note", rule="page/unused-note")
        for note in report.notes()
        if note.id not in referred
    ]
