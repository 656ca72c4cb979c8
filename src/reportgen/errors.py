"""What can go wrong, as values: problems with a place, and the errors that carry them to the command line.

Knows nothing of YAML, layout or PDF. `ReportError` is the user's to mend; `EnvironmentProblem` belongs to the
machine (a font, the disk, a permission); `UsageError` to the way the command was called. Anything else that is
raised is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.records import dataclass

EXIT_DONE = 0
EXIT_CONTENT = 1
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3
EXIT_BUG = 70


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the report folder; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the user's content: where it is, what is wrong, what was expected and what may help."""

    position: Position
    message: str
    expected: str = ""
    hint: str = ""
    rule: str = ""
    """The rule of `reportgen explain` that was broken, if it has a name of its own; not part of the line."""

    def __str__(self) -> str:
        text = f"{self.position}: {self.message}"
        if self.expected:
            text += f"; expected {self.expected}"
        if self.hint:
            text += f" ({self.hint})"
        return text


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that was set as well as the rules allow and still is not good: a loose line. It stops nothing."""

    position: Position
    message: str

    def __str__(self) -> str:
        return f"{self.position}: warning: {self.message}"


class ReportgenError(Exception):
    """Base of the errors that have an exit code of their own."""

    exit_code = EXIT_BUG


class ReportError(ReportgenError):
    """The content has problems; all that were found are in `problems`, in the order of files and lines."""

    exit_code = EXIT_CONTENT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(ReportgenError):
    """The command was called in a way that it does not know."""

    exit_code = EXIT_USAGE


class EnvironmentProblem(ReportgenError):
    """Something outside the report is missing, damaged or forbidden: a font, the disk, a permission."""

    exit_code = EXIT_ENVIRONMENT


def how_many(number: int, one: str, many: str = "") -> str:
    """“1 pair”, “1,993 pairs”; `many` is the plural if it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def nearest(name: str, known: Sequence[str]) -> str:
    """A hint that names the known word closest to `name`, or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else ""
