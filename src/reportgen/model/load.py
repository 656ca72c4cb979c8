"""A report folder in, a `Report` out, or a `ReportError` with every problem of form that the folder has.

Reads content/, charts/ and fonts/fonts.yaml of the folder and nothing else. What the words say and whether
references resolve is for `checks`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen.errors import Position, Problem, ReportError, nearest
from reportgen.model.content import (
    SECTION_KINDS,
    AnySection,
    Chart,
    ChartBlock,
    Datum,
    FontFile,
    FontList,
    Language,
    Manifest,
    Pair,
    Report,
)
from reportgen.model.decode import INVALID, Decoder, parse_number
from reportgen.model.markup import Text, parse_markup
from reportgen.model.source import Mapping, Node, Scalar, read_yaml

MANIFEST = "content/report.yaml"
FONTS = "fonts/fonts.yaml"
MAX_CSV_ROWS = 2_000


def load_report(folder: Path) -> Report:
    """The report in `folder`; raises `ReportError` with all problems of form."""
    problems: list[Problem] = []
    manifest = _load_manifest(folder, problems)
    if manifest is None:
        raise ReportError(problems)
    decoder = Decoder(problems, manifest.languages)
    sections = [_load_section(folder, name, decoder) for name in manifest.sections]
    charts = _load_charts(folder, decoder)
    fonts = load_font_list(folder, problems) if (folder / FONTS).exists() else ()
    if problems:
        raise ReportError(problems)
    return Report(manifest, tuple(s for s in sections if s is not None), charts, fonts)


def load_font_list(folder: Path, problems: list[Problem]) -> tuple[FontFile, ...]:
    """The fonts named in the folder's fonts/fonts.yaml."""
    node = read_yaml(folder / FONTS, FONTS, problems)
    if node is None:
        return ()
    fonts = Decoder(problems).object(FontList, node)
    if fonts is INVALID:
        return ()
    for font in fonts.fonts:
        for name in (font.file, font.licence_file):
            inside(folder, "fonts", name, font.at, problems)
    return fonts.fonts  # type: ignore[no-any-return]


def inside(folder: Path, room: str, name: str, at: Position, problems: list[Problem]) -> Path | None:
    """The file `name` in the folder's `room`, or None with a problem if it is outside or does not exist."""
    base = (folder / room).resolve()
    try:
        path = (base / name).resolve()
        exists = path.is_file()
    except (OSError, ValueError):
        problems.append(Problem(at, f"“{name}” is not a file name", f"a file in {room}/"))
        return None
    if not path.is_relative_to(base):
        problems.append(Problem(at, f"“{name}” lies outside the folder {room}/", f"a file in {room}/"))
    elif not exists:
        present = sorted(p.name for p in base.glob("*")) if base.is_dir() else []
        problems.append(Problem(at, f"the file {room}/{name} does not exist", f"a file in {room}/", nearest(name, present)))
    else:
        return path
    return None


def _load_manifest(folder: Path, problems: list[Problem]) -> Manifest | None:
    node = read_yaml(folder / MANIFEST, MANIFEST, problems)
    if node is None:
        if not problems:
            problems.append(Problem(Position(MANIFEST, 1, 1), "the file is empty", "the report's titles and sections"))
        return None
    languages: tuple[Language, ...] = ("en", "zh")
    if isinstance(node, Mapping) and (listed := node.get("languages")):
        found = Decoder([]).value(tuple[Language, ...], listed)
        if found is not INVALID:
            languages = found
    manifest = Decoder(problems, languages).object(Manifest, node)
    if manifest is INVALID:
        return None
    names = node.get("sections") if isinstance(node, Mapping) else None
    seen: set[str] = set()
    for name, item in zip(manifest.sections, getattr(names, "items", ()), strict=True):
        if name in seen:
            problems.append(Problem(item.at, f"the section “{name}” stands twice"))
        seen.add(name)
        inside(folder, "content", f"{name}.yaml", item.at, problems)
    _check_manifest(manifest, node, problems)
    return manifest if not problems else _without_sections(folder, manifest)


def _without_sections(folder: Path, manifest: Manifest) -> Manifest:
    """Only the section files that exist, each once, so that the others can still be read for their problems."""
    base = (folder / "content").resolve()

    def readable(name: str) -> bool:
        path = (base / f"{name}.yaml").resolve()
        return path.is_relative_to(base) and path.is_file()

    return replace(manifest, sections=tuple(dict.fromkeys(n for n in manifest.sections if "\0" not in n and readable(n))))


def _check_manifest(manifest: Manifest, node: Node, problems: list[Problem]) -> None:
    def at(name: str) -> Position:
        child = node.get(name) if isinstance(node, Mapping) else None
        return child.at if child else node.at

    name = manifest.file_name
    if not name or not all(c.isalnum() or c in "-_." for c in name) or name.startswith("."):
        problems.append(Problem(at("file_name"), f"“{name}” cannot be a file name", "letters, digits, “-”, “_” and “.”"))
    if manifest.date:
        import datetime

        try:
            datetime.date.fromisoformat(manifest.date)
        except ValueError:
            problems.append(Problem(at("date"), f"“{manifest.date}” is not a date", "YYYY-MM-DD"))
    settings = manifest.theme
    if settings is None:
        return
    limits = {"body_size": (8, 12), "leading": (10, 20), "english_share": (0.4, 0.6)}
    for key, (low, high) in limits.items():
        number = getattr(settings, key)
        if number is not None and not low <= number <= high:
            problems.append(Problem(at("theme"), f"{key} is {number:g}", f"a number from {low:g} to {high:g}"))
    accent = settings.accent
    if accent and not (len(accent) == 7 and accent[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in accent[1:])):
        problems.append(Problem(at("theme"), f"“{accent}” is not a colour", "#rrggbb in hexadecimal"))


def _load_section(folder: Path, name: str, decoder: Decoder) -> AnySection | None:
    file = f"content/{name}.yaml"
    node = read_yaml(folder / file, file, decoder.problems)
    if node is None:
        if not any(p.position.file == file for p in decoder.problems):
            decoder.problems.append(Problem(Position(file, 1, 1), "the file is empty", "a section"))
        return None
    kinds = ", ".join(SECTION_KINDS)
    if not isinstance(node, Mapping):
        decoder.problems.append(Problem(node.at, "the file does not hold a mapping", "the keys kind, title, …"))
        return None
    kind = node.get("kind")
    if not isinstance(kind, Scalar):
        decoder.problems.append(Problem(node.at, "the key “kind” is missing", f"one of {kinds}"))
        return None
    cls = SECTION_KINDS.get(kind.value)
    if cls is None:
        hint = nearest(kind.value, list(SECTION_KINDS))
        decoder.problems.append(Problem(kind.at, f"“{kind.value}” is not a kind of section", f"one of {kinds}", hint))
        return None
    known: dict[str, Any] = {"id": name}
    if node.get("short") is None and (title := node.get("title")) is not None:
        quiet = Decoder([], decoder.languages)
        short = quiet.value(Pair, title)
        if short is not INVALID:
            known["short"] = short
    section = decoder.object(cls, node, ignore=("kind",), **known)
    return None if section is INVALID else section


def _load_charts(folder: Path, decoder: Decoder) -> tuple[Chart, ...]:
    charts = []
    for path in sorted((folder / "charts").glob("*.yaml")):
        file = f"charts/{path.name}"
        node = read_yaml(path, file, decoder.problems)
        if node is None:
            continue
        chart = decoder.object(Chart, node, id=path.stem)
        if chart is not INVALID:
            charts.append(_with_data(folder, chart, node, decoder))
    return tuple(charts)


def _with_data(folder: Path, chart: Chart, node: Node, decoder: Decoder) -> Chart:
    """The chart with the rows of its CSV file, and its numbers checked for what its kind needs."""
    problems = decoder.problems
    if chart.kind == "python":
        file, _, function = chart.function.partition(":")
        if not file or not function.isidentifier():
            problems.append(Problem(node.at, "a chart of kind python needs its function", "function: file.py:name"))
        else:
            inside(folder, "charts", file, node.at, problems)
    if chart.csv and chart.rows:
        problems.append(Problem(node.at, "the chart has both `rows` and `csv`", "one of them"))
    if chart.csv:
        path = inside(folder, "charts", chart.csv, node.at, problems)
        if path is None:
            return chart
        chart = replace(chart, rows=_read_rows(path, f"charts/{chart.csv}", decoder))
    if not chart.rows and chart.kind != "python" and not any(p.position.file.startswith("charts/") for p in problems):
        problems.append(Problem(node.at, "the chart has no data", "`rows`, or `csv` with the name of a file in charts/"))
    needed = {"bars": ("value",), "dots": ("value",), "slope": ("before", "value"), "projection": ("value",)}
    groups = {group.id for group in chart.groups}
    for number, row in enumerate(chart.rows, 1):
        at = row.label.en.at
        for name in needed.get(chart.kind, ()):
            if getattr(row, name) is None:
                problems.append(Problem(at, f"row {number} of the chart has no “{name}”", "a number"))
        if row.group and row.group not in groups:
            problems.append(Problem(at, f"the group “{row.group}” is not known", "one of " + ", ".join(sorted(groups)),
                                    nearest(row.group, sorted(groups))))  # fmt: skip
        if chart.scale == "log" and row.value is not None and row.value <= 0:
            problems.append(Problem(at, f"{row.value:g} cannot stand on a logarithmic scale", "a number above 0"))
    return chart


_CSV_NUMBERS = ("value", "low", "high", "before")
_CSV_COLUMNS = ("label_en", "label_zh", *_CSV_NUMBERS, "display_en", "display_zh", "group", "open", "highlight")


def _read_rows(path: Path, file: str, decoder: Decoder) -> tuple[Datum, ...]:
    """Rows of a CSV file with a heading line; the columns are those of `_CSV_COLUMNS`, in any order."""
    problems = decoder.problems
    try:
        table = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        problems.append(Problem(Position(file), f"the file cannot be read as CSV: {error}", "UTF-8 text with commas"))
        return ()
    if len(table) < 2 or len(table) > MAX_CSV_ROWS:
        problems.append(Problem(Position(file, 1, 1), f"the file has {max(len(table) - 1, 0)} rows of data", f"1 to {MAX_CSV_ROWS:,}"))
        return ()
    header = [name.strip() for name in table[0]]
    for column, name in enumerate(header, 1):
        if name not in _CSV_COLUMNS:
            problems.append(Problem(Position(file, 1, column), f"the column “{name}” is not known",
                                    "one of " + ", ".join(_CSV_COLUMNS), nearest(name, _CSV_COLUMNS)))  # fmt: skip
    rows = []
    for line, cells in enumerate(table[1:], 2):
        at = Position(file, line, 1)
        if len(cells) != len(header):
            problems.append(Problem(at, f"the row has {len(cells)} cells", f"{len(header)}, as in the heading line"))
            continue
        datum = _row(dict(zip(header, (c.strip() for c in cells), strict=True)), at, decoder)
        if datum is not None:
            rows.append(datum)
    return tuple(rows)


def _row(cells: dict[str, str], at: Position, decoder: Decoder) -> Datum | None:
    problems = decoder.problems
    before = len(problems)
    numbers: dict[str, float | None] = {}
    for name in _CSV_NUMBERS:
        typed = cells.get(name, "")
        numbers[name] = parse_number(typed) if typed else None
        if typed and numbers[name] is None:
            problems.append(Problem(at, f"“{typed}” in the column {name} is not a number", "a number such as 12.5"))

    def pair(stem: str) -> Pair | None:
        sides: dict[str, Text] = {}
        for language in ("en", "zh"):
            typed = cells.get(f"{stem}_{language}", "")
            sides[language] = parse_markup(typed, at, problems)
            if not typed and language in decoder.languages and (stem == "label" or any(cells.get(f"{stem}_{o}") for o in ("en", "zh"))):
                problems.append(Problem(at, f"{stem}_{language} is empty", "words"))
        return Pair(sides["en"], sides["zh"]) if sides["en"].spans or sides["zh"].spans else None

    label = pair("label")
    display = pair("display")
    if label is None or len(problems) > before:
        return None
    return Datum(label, **numbers, display=display, group=cells.get("group", ""),
                 open=cells.get("open") == "true", highlight=cells.get("highlight") == "true")  # fmt: skip


def placed_charts(report: Report) -> dict[str, ChartBlock]:
    """The charts that the sections place, by name, with the first block that places each."""
    from reportgen.model.walk import blocks_of

    placed: dict[str, ChartBlock] = {}
    for section in report.sections:
        for block in blocks_of(section):
            if isinstance(block, ChartBlock):
                placed.setdefault(block.chart, block)
    return placed
