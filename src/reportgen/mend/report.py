"""The findings of a report in, its content files with the fixes made out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.checks.placed import Placed
from reportgen.checks.punctuation import RULE as HALF_WIDTH
from reportgen.checks.punctuation import half_width_marks
from reportgen.errors import Position
from reportgen.mend.files import Left, MendedFile, mended_file
from reportgen.mend.fixes import Fix, IsSound, fix_of
from reportgen.mend.values import Typed, csv_rows, known_values, yaml_values
from reportgen.model.content import Report
from reportgen.model.markup import Text
from reportgen.model.source import TypedScalar, outline_yaml, read_text
from reportgen.model.walk import pairs_of
from reportgen.prose.edits import Edit, edits_of
from reportgen.prose.finding import Finding

_ROOMS = ("content/", "charts/")
_UNTRACED = "the words do not stand in the file as they are read: a fact writes them, or a line ends there"

_Wanted = dict[str, dict[tuple[str, Position, tuple[Edit, ...]], Text]]
"""For each file the rule, the place and the edits of a text, each once."""


def mend_report(folder: Path, report: Report, findings: Sequence[Placed]) -> list[MendedFile]:
    """The files of a report that something in the findings mends, in order; nothing is written yet.

    `findings` are those that nobody has accepted. Half-width marks, which are problems, are mended as well.
    """
    files = []
    for name, wanted in sorted(_wanted(report, findings).items()):
        text = read_text(folder / name, name, []) if name.startswith(_ROOMS) else None
        path = folder / name
        if text is not None and path.resolve().is_relative_to(folder.resolve()):
            files.append(_mended(name, path, text, wanted))
    return files


def _wanted(report: Report, findings: Sequence[Placed]) -> _Wanted:
    """The edits of every text that says what a finding was found in, wherever it stands."""
    by_words: dict[tuple[str, str], list[Finding]] = {}
    for placed in findings:
        by_words.setdefault((placed.en, placed.zh), []).append(placed.finding)
    wanted: _Wanted = {}
    for pair in pairs_of(report):
        en, zh = pair.en.plain, pair.zh.plain
        for finding in (*by_words.get((en, zh), ()), *_half_width(zh)):
            edits = edits_of(finding, en, zh)
            if edits:
                text = pair.en if edits[0].side == "en" else pair.zh
                wanted.setdefault(text.at.file, {})[finding.rule, text.at, edits] = text
    return wanted


def _half_width(zh: str) -> Iterator[Finding]:
    marks = half_width_marks(zh)
    if marks:
        yield Finding(HALF_WIDTH, "", marks)


def _mended(name: str, path: Path, text: str, wanted: dict[tuple[str, Position, tuple[Edit, ...]], Text]) -> MendedFile:
    values, is_sound = _csv_file(text, name) if name.endswith(".csv") else _yaml_file(text, name)
    places = known_values(values)
    fixes, left = [], []
    for (rule, at, edits), words in wanted.items():
        fix = _fix(rule, edits, places.get(at, ()), words, text)
        if fix is None:
            left.append(Left(rule, at, _UNTRACED))
        else:
            fixes.append(fix)
    file = mended_file(name, path, text, fixes, is_sound)
    return MendedFile(file.name, file.path, file.before, file.after, file.fixed, (*left, *file.left))


def _fix(rule: str, edits: tuple[Edit, ...], candidates: Iterable[Typed], words: Text, file: str) -> Fix | None:
    return next((fix for typed in candidates if (fix := fix_of(rule, edits, typed, words, file))), None)


def _yaml_file(text: str, name: str) -> tuple[list[Typed], IsSound]:
    before = outline_yaml(text, name) or ()

    def is_sound(new: str, values: Sequence[tuple[Typed, str]]) -> bool:
        """The same keys, lists and scalars in the same styles, with the new values where they belong."""
        expected = {typed.at: value for typed, value in values}
        after = outline_yaml(new, name) or ()
        return len(after) == len(before) and all(
            (old.style, expected.get(old.at, old.value)) == (now.style, now.value)
            if isinstance(old, TypedScalar) and isinstance(now, TypedScalar)
            else old == now
            for old, now in zip(before, after, strict=True)
        )

    return yaml_values(text, name), is_sound


def _csv_file(text: str, name: str) -> tuple[list[Typed], IsSound]:
    rows = csv_rows(text, ",", name)

    def is_sound(new: str, values: Sequence[tuple[Typed, str]]) -> bool:
        return [[cell.value for cell in row] for row in csv_rows(new, ",", name)] == expected_rows(rows, values)

    return [cell for row in rows for cell in row], is_sound


def expected_rows(rows: Iterable[Iterable[Typed]], values: Sequence[tuple[Typed, str]]) -> list[list[str]]:
    """The cells of a table with the new values where they belong."""
    new = {id(typed): value for typed, value in values}
    return [[new.get(id(cell), cell.value) for cell in row] for row in rows]

