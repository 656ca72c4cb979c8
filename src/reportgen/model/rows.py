"""A CSV file in, the rows of a chart out, with every fault by line and column.

The heading line names the columns, in any order; what a row means is for the chart.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from reportgen.errors import Position, Problem, nearest
from reportgen.model.content import LANGUAGES, Datum, Pair
from reportgen.model.decode import Decoder, fact_ref, parse_number
from reportgen.model.markup import FactRef, is_blank, plain_text
from reportgen.model.source import read_text
from reportgen.records import dataclass

MAX_CSV_ROWS = 2_000
_LABELS = {"en": "label_en", "zh": "label_zh"}
_NUMBERS = ("value", "low", "high", "before")
_FLAGS = ("open", "highlight")
_COLUMNS = ("label_en", "label_zh", *_NUMBERS, "display_en", "display_zh", "group", *_FLAGS, "fact", "before_fact")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a line by column, and where each begins."""

    cells: dict[str, str]
    places: dict[str, Position]
    at: Position

    def cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def place(self, name: str) -> Position:
        return self.places.get(name, self.at)


def read_rows(path: Path, file: str, decoder: Decoder) -> tuple[Datum, ...]:
    """The rows of the CSV file; what is wrong with it goes to the decoder's problems."""
    text = read_text(path, file, decoder.problems)
    if text is None:
        return ()
    rows = [row for row in (_datum(row, decoder) for row in _rows(text, file, decoder)) if row is not None]
    return tuple(rows)


def _rows(text: str, file: str, decoder: Decoder) -> Iterator[_Row]:
    problems = decoder.problems
    lines = text.splitlines()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    count, line = 0, 1
    try:
        for cells in reader:
            at = Position(file, line, 1)
            typed, line = lines[line - 1 : reader.line_num], reader.line_num + 1
            if not cells:
                continue
            places = _places(at, typed, len(cells))
            if not header:
                header = [name.strip() for name in cells]
                _check_header(header, places, decoder)
                continue
            count += 1
            if len(cells) != len(header):
                problems.append(Problem(at, f"the row has {len(cells)} cells", f"{len(header)}, as in the heading line"))
                continue
            yield _Row(dict(zip(header, (cell.strip() for cell in cells), strict=True)), dict(zip(header, places, strict=True)), at)
    except csv.Error as error:
        problems.append(Problem(Position(file, line, 1), f"this is not valid CSV: {error}", hint="is a quote missing?"))
        return
    if not 1 <= count <= MAX_CSV_ROWS:
        problems.append(Problem(Position(file, 1, 1), f"the file has {count:,} rows of data", f"1 to {MAX_CSV_ROWS:,}"))


def _places(at: Position, typed: list[str], count: int) -> list[Position]:
    """Where the cells of a row begin; a row over several lines gives its own beginning for all."""
    columns = [1]
    quoted = False
    for column, character in enumerate(typed[0] if len(typed) == 1 else "", 1):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            columns.append(column + 1)
    return [Position(at.file, at.line, column) for column in columns] if len(columns) == count else [at] * count


def _check_header(header: list[str], places: list[Position], decoder: Decoder) -> None:
    problems = decoder.problems
    for index, (name, place) in enumerate(zip(header, places, strict=True)):
        if name not in _COLUMNS:
            expected = "one of " + ", ".join(_COLUMNS)
            problems.append(Problem(place, f"the column “{name[:40]}” is not known", expected, nearest(name, _COLUMNS)))
        elif name in header[:index]:
            problems.append(Problem(place, f"the column “{name}” stands twice"))
    for language in decoder.languages:
        if _LABELS[language] not in header:
            problems.append(Problem(places[0], f"the column “{_LABELS[language]}” is missing"))


def _datum(row: _Row, decoder: Decoder) -> Datum | None:
    problems = decoder.problems
    before = len(problems)
    numbers: dict[str, float | None] = {}
    for name in _NUMBERS:
        typed = row.cell(name)
        numbers[name] = parse_number(typed) if typed else None
        if typed and numbers[name] is None:
            problems.append(Problem(row.place(name), f"“{typed[:40]}” in the column {name} is not a number", "a number such as 12.5"))
    for name in _FLAGS:
        if row.cell(name) not in ("", "true", "false"):
            problems.append(Problem(row.place(name), f"“{row.cell(name)[:40]}” in the column {name} is not known", "true or false"))
    label = _pair(row, "label", decoder)
    display = _pair(row, "display", decoder) if row.cell("display_en") or row.cell("display_zh") else None
    if label is None or len(problems) > before:
        return None
    return Datum(label, numbers["value"], numbers["low"], numbers["high"], numbers["before"], display,
                 group=row.cell("group"), open=row.cell("open") == "true", highlight=row.cell("highlight") == "true",
                 fact=_fact(row, "fact"), before_fact=_fact(row, "before_fact"), at=row.at)  # fmt: skip


def _fact(row: _Row, name: str) -> FactRef | None:
    return fact_ref(row.cell(name), row.place(name)) if row.cell(name) else None


def _pair(row: _Row, stem: str, decoder: Decoder) -> Pair | None:
    """The pair of the columns `stem`_en and `stem`_zh, or None with the empty side reported."""
    sides = {}
    for language in LANGUAGES:
        name = f"{stem}_{language}"
        sides[language] = decoder.markup(row.cell(name), row.place(name), language)
        if not is_blank(sides[language]):
            continue
        if language not in decoder.languages:
            sides[language] = plain_text("", row.place(name))
        elif name in row.cells:
            decoder.problems.append(Problem(row.place(name), f"{name} is empty", "words", rule="completeness/empty-side"))
            return None
        else:
            return None
    return Pair(sides["en"], sides["zh"])
