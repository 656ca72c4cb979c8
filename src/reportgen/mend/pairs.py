"""The findings in a file of loose pairs in, the file with the fixes made out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.errors import Problem
from reportgen.mend.files import Left, MendedFile, mended_file
from reportgen.mend.fixes import Fix, fix_of
from reportgen.mend.values import Typed, csv_rows, json_rows
from reportgen.prose.edits import edits_of
from reportgen.prose.pairs import LoosePair, PairFindings, delimiter_of, is_json, pairs_in

_UNTRACED = "the words do not stand in the file as they are read"


def mend_pairs(path: Path, text: str, results: Sequence[PairFindings]) -> MendedFile:
    """The file with its findings mended; `text` is what it held when they were found. Nothing is written yet."""
    rows = _json_sides(text, path.name) if is_json(path.name) else list(_csv_sides(text, path.name))
    fixes: list[Fix] = []
    left: list[Left] = []
    for result, row in zip(results, rows if len(rows) == len(results) else [{}] * len(results), strict=True):
        pair = result.pair
        for finding in result.findings:
            edits = edits_of(finding, pair.en or "", pair.zh or "")
            if not edits:
                continue
            typed = row.get(edits[0].side)
            known = typed is not None and typed.value == (pair.en if edits[0].side == "en" else pair.zh)
            fix = fix_of(finding.rule, edits, typed, None, text) if typed is not None and known else None
            if fix is None:
                left.append(Left(finding.rule, pair.at, _UNTRACED))
            else:
                fixes.append(fix)

    def is_sound(new: str, values: Sequence[tuple[Typed, str]]) -> bool:
        problems: list[Problem] = []
        after = list(pairs_in(new, path.name, problems))
        return not problems and list(map(_words, after)) == _expected(results, rows, values)

    file = mended_file(path.name, path, text, fixes, is_sound)
    return MendedFile(file.name, file.path, file.before, file.after, file.fixed, (*left, *file.left))


def _json_sides(text: str, name: str) -> list[dict[str, Typed]]:
    return json_rows(text, name)


def _csv_sides(text: str, name: str) -> Iterator[dict[str, Typed]]:
    """The cells en and zh of each row that is a pair."""
    rows = csv_rows(text, delimiter_of(text), name)
    header = [cell.value.strip().lower() for cell in rows[0]] if rows else []
    columns = {side: header.index(side) for side in ("en", "zh") if side in header}
    for row in rows[1:]:
        if any(cell.value.strip() for cell in row):
            yield {side: row[column] for side, column in columns.items() if column < len(row)}


def _expected(results: Sequence[PairFindings], rows: Sequence[dict[str, Typed]], values: Sequence[tuple[Typed, str]]) -> list[tuple[str, str | None, str | None]]:
    new = {id(typed): value for typed, value in values}
    expected = []
    for result, row in zip(results, rows, strict=True):
        sides = [new.get(id(row.get(side)), old) for side, old in (("en", result.pair.en), ("zh", result.pair.zh))]
        expected.append((result.pair.id, sides[0], sides[1]))
    return expected


def _words(pair: LoosePair) -> tuple[str, str | None, str | None]:
    return pair.id, pair.en, pair.zh
