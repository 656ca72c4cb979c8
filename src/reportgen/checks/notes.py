"""Each note is referred to."""

from __future__ import annotations

from reportgen.checks.references import references_in
from reportgen.errors import Problem
from reportgen.memory import Memory
from reportgen.model.load import Reading
from reportgen.model.walk import parts_of


def check_notes(reading: Reading, memory: Memory) -> list[Problem]:
    """Notes that no text refers to; nothing is said of a report that could not be read whole."""
    if reading.problems:
        return []
    report = reading.report
    referred = {span.note for part in parts_of(report) for span, _ in memory.of(references_in, part)}
    return [
        Problem(note.at, f"nothing refers to the note “{note.id}”", hint=f"put [^{note.id}] where it is needed, or remove the note", rule="page/unused-note")
        for note in report.notes()
        if note.id not in referred
    ]
