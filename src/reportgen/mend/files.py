"""A file with its fixes in, the file in its place or a unified diff out. Never touches a file that has changed meanwhile."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.errors import EnvironmentProblem, Position
from reportgen.mend.fixes import Fix, IsSound, changed, compatible, sound
from reportgen.output import place_file
from reportgen.patterns import regex
from reportgen.records import dataclass

_BOM = "\ufeff"
_LINES = regex(r"[^\n]*\n|[^\n]+")
_NO_END = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Left:
    """A finding whose fix was not made, and why."""

    rule: str
    at: Position
    why: str


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file before and after; `name` is its path as problems show it."""

    name: str
    path: Path
    before: str
    after: str
    fixed: tuple[Fix, ...] = ()
    left: tuple[Left, ...] = ()


class _Changed(Exception):
    """Somebody else has written the file."""


def mended_file(name: str, path: Path, before: str, fixes: Sequence[Fix], is_sound: IsSound) -> MendedFile:
    """The file with all fixes that can be made at once. `before` is its text without a byte order mark."""
    together, waiting = compatible(fixes)
    made = sound(before, together, is_sound)
    left = [Left(fix.rule, fix.at, "it overlaps another fix; run again") for fix in waiting]
    left += [Left(fix.rule, fix.at, "the file would no longer say the same") for fix in together if fix not in made]
    after = changed(before, (change for fix in made for change in fix.in_file))
    return MendedFile(name, path, before, after, tuple(made), tuple(left))


def write_mended(file: MendedFile) -> bool:
    """Put the new text in place of the old; False, and nothing written, if the file is no longer as it was read.

    Raises `EnvironmentProblem` for a file that must not be written to.
    """
    path = file.path.resolve()
    if not os.access(path, os.W_OK):
        raise EnvironmentProblem(f"{file.path} cannot be written: it is read-only or belongs to someone else")
    old = path.read_bytes()
    bom = _BOM.encode() if old.startswith(_BOM.encode()) else b""

    def check(_: Path) -> None:
        if path.read_bytes() != bom + file.before.encode():
            raise _Changed

    try:
        place_file(path, bom + file.after.encode(), check, path.stat().st_mode & 0o7777)
    except _Changed:
        return False
    return True


def diff_lines(file: MendedFile) -> Iterator[str]:
    """A unified diff of the file, as `patch` and `git apply` read it, line by line with the line ends."""
    before, after = (_LINES.findall(text) for text in (file.before, file.after))
    for line in difflib.unified_diff(before, after, f"a/{file.name}", f"b/{file.name}"):
        yield line
        if not line.endswith("\n"):
            yield f"\n{_NO_END}"
