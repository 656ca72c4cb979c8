"""Findings as a person reads them (both sides, the clash marked) and as programs do (JSON)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

from reportgen.prose.finding import Finding, Mark
from reportgen.prose.rules import severity_of

_WIDTH = 100
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _OFF = "\x1b[1m", "\x1b[0m"


def finding_data(finding: Finding, en: str, zh: str) -> dict[str, Any]:
    """The finding as plain data, with the clashing words of each side, their offsets, and the edits that are safe."""
    from reportgen.prose.edits import edits_of  # loads the patterns of Chinese marks

    return {
        "rule": finding.rule,
        "severity": severity_of(finding),
        "message": finding.message,
        "words": [{"side": m.side, "text": m.text, "start": m.start, "end": m.end} for m in finding.marks],
        "fix": finding.fix,
        "edits": [{"side": e.side, "start": e.start, "end": e.end, "new": e.new} for e in edits_of(finding, en, zh)],
    }


def show_finding(finding: Finding, where: str, en: str, zh: str, colour: bool = False) -> str:
    """The place, the rule and the message; under it the two sides with the clashing words marked by carets."""
    severity = severity_of(finding)
    tint, bold, off = (_COLOURS[severity], _BOLD, _OFF) if colour else ("", "", "")
    lines = [f"{bold}{where}{off}: {tint}{severity}{off} {finding.rule}: {finding.message}"]
    for side, text in (("en", en), ("zh", zh)):
        marks = [m for m in finding.marks if m.side == side and m.end > m.start]
        lines += [f"    {side}  {line}" if n == 0 else f"        {tint}{line}{off}" for n, line in enumerate(_marked(text, marks))]
    return "\n".join(line.rstrip() for line in lines)


def _marked(text: str, marks: Sequence[Mark]) -> list[str]:
    """A window of the text around its marks, and a line of carets below it."""
    flat = "".join(" " if c.isspace() else c for c in text)
    start, end = (min(m.start for m in marks), max(m.end for m in marks)) if marks else (0, 0)
    first = max(0, start - 30) if _columns(flat) > _WIDTH else 0
    last = len(flat)
    while last > max(end, first + 1) and _columns(flat[first:last]) > _WIDTH:
        last -= 1
    head, tail = ("… " if first else ""), (" …" if last < len(flat) else "")
    shown = f"{head}{flat[first:last]}{tail}"
    if not marks:
        return [shown]
    carets = [" "] * len(head)
    for i in range(first, last):
        marked = any(m.start <= i < m.end for m in marks)
        carets.append(("^" if marked else " ") * _columns(flat[i]))
    return [shown, "".join(carets).rstrip()]


def _columns(text: str) -> int:
    """The columns of a terminal that a text takes: two for each full-width character (UAX 11)."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
