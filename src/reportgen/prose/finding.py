"""What a check finds: a rule's id, a message, and the words that clash with their places."""

from __future__ import annotations

from typing import Literal

from reportgen.records import dataclass, field

Severity = Literal["error", "warning", "info"]
SideName = Literal["en", "zh"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of one side; offsets count characters of that side's text, the end excluded."""

    side: SideName
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should look at."""

    rule: str
    message: str
    marks: tuple[Mark, ...] = ()
    severity: Severity | None = None
    """Milder or graver than the rule's own severity; None for the rule's own."""
    fix: str = field(default="")
    """What to write instead of the marked words of the last mark, if that is certain."""

    def mark(self, side: SideName) -> Mark | None:
        return next((mark for mark in self.marks if mark.side == side), None)
