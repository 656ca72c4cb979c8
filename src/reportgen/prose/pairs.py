"""A file of loose pairs (CSV or JSON lines, columns id, en, zh) in, findings for each pair out; for translators."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.errors import Position, Problem, ReportError
from reportgen.model.source import Mapping, Node, Scalar, read_text, read_yaml
from reportgen.model.source import Sequence as Items
from reportgen.prose.chinese_style import spacing_of
from reportgen.prose.completeness import check_sides, lengths_of, usual_ratio
from reportgen.prose.editor import Conventions, check_pair
from reportgen.prose.english_style import is_curly, is_typewritten
from reportgen.prose.finding import Finding
from reportgen.prose.sides import Side, side_of_markup
from reportgen.prose.terms import Term, TermBook
from reportgen.records import dataclass

_LEAST_FOR_A_CONVENTION = 12


@dataclass(frozen=True, slots=True)
class LoosePair:
    """A pair as it stands in the file; None for a side that is not there at all."""

    id: str
    en: str | None
    zh: str | None
    at: Position


@dataclass(frozen=True, slots=True)
class PairFindings:
    """What was found in one pair."""

    pair: LoosePair
    findings: tuple[Finding, ...]


def read_pairs(path: Path) -> list[LoosePair]:
    """The pairs of a .csv, .tsv or .jsonl file; raises `ReportError` with every line that cannot be read."""
    problems: list[Problem] = []
    text = read_text(path, path.name, problems)
    pairs = list(pairs_in(text, path.name, problems)) if text is not None else []
    if problems:
        raise ReportError(problems)
    return pairs


def pairs_in(text: str, name: str, problems: list[Problem]) -> Iterator[LoosePair]:
    """The pairs of the text of a file of that name, with its problems."""
    return _json_pairs(text, name, problems) if is_json(name) else _csv_pairs(text, name, problems)


def is_json(name: str) -> bool:
    """Whether a file of that name is read as JSON; else it is CSV."""
    return Path(name).suffix.lower() in (".jsonl", ".ndjson", ".json")


def delimiter_of(text: str) -> str:
    """What parts the columns of a CSV file: what stands most often in its first line."""
    return max("\t,;", key=text.split("\n", 1)[0].count)


def _json_pairs(text: str, name: str, problems: list[Problem]) -> Iterator[LoosePair]:
    if text.lstrip().startswith("["):
        try:
            rows = list(enumerate(json.loads(text), 1))
        except json.JSONDecodeError as error:
            problems.append(Problem(Position(name, error.lineno, error.colno), f"this is not valid JSON: {error.msg}"))
            return
    else:
        rows = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    rows.append((number, json.loads(line)))
                except json.JSONDecodeError as error:
                    problems.append(Problem(Position(name, number, error.colno), f"this is not valid JSON: {error.msg}", "one JSON object a line"))
    for number, row in rows:
        at = Position(name, number, 1)
        if not isinstance(row, dict):
            problems.append(Problem(at, "this is not a JSON object", "an object with id, en and zh"))
            continue
        sides = [row.get(key) for key in ("en", "zh")]
        if any(not isinstance(side, str | None) for side in sides):
            problems.append(Problem(at, "en and zh must be texts"))
            continue
        identity = row.get("id")
        yield LoosePair(str(number) if identity is None else str(identity), sides[0], sides[1], at)


def _csv_pairs(text: str, name: str, problems: list[Problem]) -> Iterator[LoosePair]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    begins = 1
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        missing = [column for column in ("en", "zh") if column not in header]
        if missing:
            problems.append(Problem(Position(name, 1, 1), f"the column {' and the column '.join(missing)} is missing", "the columns id, en and zh"))
            return
        columns = {column: header.index(column) for column in ("id", "en", "zh") if column in header}
        begins = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                cells = {column: row[k] if k < len(row) else None for column, k in columns.items()}
                yield LoosePair((cells.get("id") or "").strip() or str(begins), cells["en"], cells["zh"], Position(name, begins, 1))
            begins = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(Position(name, begins, 1), f"this is not valid CSV: {error}"))


def read_terms(path: Path) -> TermBook:
    """A glossary from a .csv or .yaml file: en and zh, forms parted by |; raises `ReportError`."""
    problems: list[Problem] = []
    terms: list[Term] = []
    if path.suffix.lower() in (".yaml", ".yml"):
        node = read_yaml(path, path.name, problems)
        terms = list(_yaml_terms(node)) if node is not None else []
        if node is not None and not terms:
            problems.append(Problem(Position(path.name, 1, 1), "the glossary has no terms", "a list of terms, each with en and zh"))
    else:
        terms = [Term(_forms(pair.en or ""), _forms(pair.zh or "")) for pair in read_pairs(path)]
    if problems:
        raise ReportError(problems)
    return TermBook(terms)


def _yaml_terms(node: Node) -> Iterator[Term]:
    """Every mapping with en and zh under `node` that is not a title or a note; or plain `english: 中文` pairs."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _yaml_terms(item)
    elif isinstance(node, Mapping):
        en, zh = node.get("en"), node.get("zh")
        if isinstance(en, Scalar | Items) and isinstance(zh, Scalar | Items):
            yield Term(_node_forms(en), _node_forms(zh))
            return
        for key, child in node.entries:
            if key.value in ("title", "short", "intro", "note", "kind"):
                continue
            if isinstance(child, Scalar) and any("\u3400" <= c <= "\u9fff" for c in child.value):
                yield Term(_forms(key.value), _forms(child.value))
            else:
                yield from _yaml_terms(child)


def _node_forms(node: Scalar | Items) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return _forms(node.value)
    return tuple(form for item in node.items if isinstance(item, Scalar) for form in _forms(item.value))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for part in cell.split("|") if (form := part.strip()))


def check_pairs(pairs: Sequence[LoosePair], terms: TermBook | None = None) -> list[PairFindings]:
    """The findings of each pair, judged by the conventions that the file itself keeps."""
    sides = {index: (side_of_markup(p.en), side_of_markup(p.zh)) for index, p in enumerate(pairs) if p.en is not None and p.zh is not None}
    conventions = _conventions(list(sides.values()), terms)
    results = []
    for index, pair in enumerate(pairs):
        if index in sides:
            found = check_pair(*sides[index], conventions)
        else:
            missing = check_sides(pair.en, pair.zh)
            found = [missing] if missing else []
        results.append(PairFindings(pair, tuple(found)))
    return results


def _conventions(sides: Sequence[tuple[Side, Side]], terms: TermBook | None) -> Conventions:
    spaced = unspaced = 0
    for _, zh in sides:
        first, second = spacing_of(zh)
        spaced, unspaced = spaced + first, unspaced + second
    return Conventions(
        terms=terms,
        typewritten=is_typewritten([en.text for en, _ in sides]),
        curly=is_curly([en.text for en, _ in sides]),
        spaced=spaced > unspaced and spaced >= _LEAST_FOR_A_CONVENTION,
        usual_ratio=usual_ratio(lengths_of(en, zh) for en, zh in sides),
    )
