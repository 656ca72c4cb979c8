"""The text of a file in, its values out, each with where its characters stand: YAML, CSV, JSON.

Each reader is held against the one that the rest of reportgen uses; a file that the two read differently has no values.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

from reportgen.errors import Position
from reportgen.model.origins import Origins, scalar_origins
from reportgen.model.source import TypedScalar, outline_yaml
from reportgen.patterns import regex
from reportgen.records import dataclass, replace

_WHITE = regex(r"[ \t\r\n]*")
_JSON_CHARACTER = regex(r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.|[^\\]", re.DOTALL)
_LINE_END = regex(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of a file: where it begins, and for each of its characters the stretch of the file that it was typed as."""

    value: str
    origins: Origins
    at: Position


def yaml_values(text: str, name: str) -> list[Typed]:
    """Every scalar of a YAML file that can be traced, in order."""
    scalars = [part for part in outline_yaml(text, name) or () if isinstance(part, TypedScalar)]
    traced = ((scalar, scalar_origins(text, scalar)) for scalar in scalars)
    return [Typed(scalar.value, origins, scalar.at) for scalar, origins in traced if origins is not None]


def csv_rows(text: str, delimiter: str, name: str) -> list[list[Typed]]:
    """The rows of a CSV file in order, the heading line and empty rows included; none if it is read otherwise by `csv`.

    Cells of a row that goes over several lines have the place of the row, as in `model.rows`.
    """
    rows = list(_csv_rows(text, delimiter, name))
    try:
        known = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return []
    return rows if [[cell.value for cell in row] for row in rows] == known else []


def _csv_rows(text: str, delimiter: str, name: str) -> Iterator[list[Typed]]:
    at, line, begin = 0, 1, 0
    row: list[Typed] = []
    while at < len(text):
        quoted = text[at] == '"'
        place = Position(name, line, at - begin + 1)
        end, origins = _quoted_cell(text, at) if quoted else _plain_cell(text, at, delimiter)
        if quoted or origins or row or text.startswith(delimiter, end):
            row.append(Typed("".join(text[first] for first, _ in origins), tuple(origins), place))
        at = end
        if text.startswith(delimiter, at):
            at += 1
            if at < len(text) and not _LINE_END.match(text, at):
                continue
            row.append(Typed("", (), Position(name, line, at - begin + 1)))
        ending = _LINE_END.match(text, at)
        lines = len(_LINE_END.findall(text, begin, at))
        yield [replace(cell, at=Position(name, line, 1)) for cell in row] if lines else row
        if ending is None:
            return
        line += lines + 1
        at = begin = ending.end()
        row = []


def _quoted_cell(text: str, at: int) -> tuple[int, list[tuple[int, int]]]:
    """The end of a cell in quotes, and the stretches of its characters; two quotes inside stand for one."""
    origins = []
    at += 1
    while at < len(text):
        if text.startswith('""', at):
            origins.append((at, at + 2))
            at += 2
        elif text[at] == '"':
            return at + 1, origins
        else:
            origins.append((at, at + 1))
            at += 1
    return at, origins


def _plain_cell(text: str, at: int, delimiter: str) -> tuple[int, list[tuple[int, int]]]:
    end = at
    while end < len(text) and text[end] not in (delimiter, "\r", "\n"):
        end += 1
    return end, [(place, place + 1) for place in range(at, end)]


def json_rows(text: str, name: str) -> list[dict[str, Typed]]:
    """The strings of each object of a file of JSON lines, or of a list of objects; for a text that is valid JSON."""
    if text.lstrip().startswith("["):
        return list(_listed(text, text.index("[") + 1, name))
    rows, begin = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            rows.append(_json_object(text, _skipped(text, begin), Position(name, number, 1))[0])
        begin += len(line) + 1
    return rows


def _listed(text: str, at: int, name: str) -> Iterator[dict[str, Typed]]:
    number = 1
    at = _skipped(text, at)
    while text[at] != "]":
        row, at = _json_object(text, at, Position(name, number, 1))
        yield row
        number += 1
        at = _skipped(text, at)
        at = _skipped(text, at + 1) if text[at] == "," else at


def _json_object(text: str, at: int, place: Position) -> tuple[dict[str, Typed], int]:
    """The strings of the object that begins at `at`, by their keys, and where it ends."""
    decoder = json.JSONDecoder()
    strings: dict[str, Typed] = {}
    at = _skipped(text, at + 1)
    while text[at] != "}":
        key, at = decoder.raw_decode(text, at)
        at = _skipped(text, _skipped(text, at) + 1)
        value, end = decoder.raw_decode(text, at)
        strings.pop(key, None)
        if isinstance(value, str):
            origins = [match.span() for match in _JSON_CHARACTER.finditer(text, at + 1, end - 1)]
            if len(origins) == len(value):
                strings[key] = Typed(value, tuple(origins), place)
        at = _skipped(text, end)
        at = _skipped(text, at + 1) if text[at] == "," else at
    return strings, at + 1


def _skipped(text: str, at: int) -> int:
    """Where what is not white begins, from `at` on."""
    white = _WHITE.match(text, at)
    return white.end() if white else at


def known_values(values: Sequence[Typed]) -> dict[Position, list[Typed]]:
    """The values by the places where they begin; several only where a row of CSV goes over lines."""
    places: dict[Position, list[Typed]] = {}
    for typed in values:
        places.setdefault(typed.at, []).append(typed)
    return places
