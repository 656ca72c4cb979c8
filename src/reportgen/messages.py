"""How the commands say things: problems and remarks, for people and as JSON, with nothing in them that steers a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportgen.errors import Problem, Remark, how_many

if TYPE_CHECKING:
    from reportgen.layout.looseness import LoosePage


def show_problems(problems: Sequence[Problem], as_json: bool, stream: Any) -> None:
    """All problems, one a line, and how many they are."""
    if as_json:
        print_json({"problems": [problem_data(problem) for problem in problems]})
        return
    for problem in problems:
        print(_printable(str(problem)), file=stream)
    say(f"{how_many(len(problems), 'problem')}")


def looseness(pages: Sequence[LoosePage]) -> str:
    """How many gaps of the report can be seen, and where."""
    if not pages:
        return ""
    gaps, spaces = sum(page.han_gaps for page in pages), sum(page.word_spaces for page in pages)
    where = ", ".join(str(page.number) for page in pages)
    return f"; {how_many(gaps, 'gap')} between Han over 0.25 em, {how_many(spaces, 'word space')} over 0.45 em (page{'s' if len(pages) > 1 else ''} {where})"


def remark_data(remark: Remark) -> dict[str, Any]:
    at = remark.position
    return {"file": at.file, "line": at.line, "column": at.column, "message": remark.message}


def problem_data(problem: Problem) -> dict[str, Any]:
    from reportgen.proofing import rule_of

    at = problem.position
    return {"file": at.file, "line": at.line, "column": at.column, "message": problem.message,
            "expected": problem.expected, "hint": problem.hint, "rule": rule_of(problem)}  # fmt: skip


def print_json(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    print("".join(c if c.isprintable() or c in "\n\u3000" else json.dumps(c)[1:-1] for c in text))


def say(message: str) -> None:
    print(_printable(f"reportgen: {message}"), file=sys.stderr)


def _printable(text: str) -> str:
    """The text with control characters spelt out: a file's name or content must not steer the terminal."""
    return "".join(c if c.isprintable() or c in " \n\u3000" else c.encode("unicode_escape").decode() for c in text)
