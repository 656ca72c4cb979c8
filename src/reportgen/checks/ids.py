"""Two things must not have one name, or a reference could mean either."""

from __future__ import annotations

from reportgen.checks.named import Named, named_things
from reportgen.errors import Problem
from reportgen.memory import Memory
from reportgen.model.load import Reading

_RESERVED = ("figure-", "table-", "note-", "ref-")
"""The names of places inside the PDF begin so."""


def check_ids(reading: Reading, memory: Memory) -> list[Problem]:
    """Names that are given twice, or that our own names could be taken for."""
    problems = []
    first: dict[tuple[str, str], Named] = {}
    for thing in named_things(reading.report, memory):
        for space in _spaces(thing):
            other = first.setdefault((space, thing.id), thing)
            if other is not thing:
                problems.append(
                    Problem(thing.at, f"the {thing.kind} “{thing.id}” has the name of another {other.kind}",
                            "a name of its own", f"the first is at {other.at}", "page/name")
                )  # fmt: skip
                break
        if thing.kind != "figure" and thing.id.startswith(_RESERVED):
            problems.append(Problem(thing.at, f"the name “{thing.id}” is taken by reportgen",
                                    "a name that does not begin with " + ", ".join(_RESERVED), rule="page/name"))  # fmt: skip
    return problems


def _spaces(thing: Named) -> tuple[str, ...]:
    """The spaces of names in which a thing must be alone: a section may be called as its figure is."""
    match thing.kind:
        case "note":
            return ("notes",)
        case "section":
            return ("places",)
        case "figure":
            return () if thing.at.line == 1 else ("numbers",)
        case _:
            return ("places", "numbers")
