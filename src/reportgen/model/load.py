"""A report folder in, a `Reading` out: the report as far as it could be read, and every problem of form in it.

Reads content/, charts/ and fonts/fonts.yaml of the folder and nothing else. What the words say and whether
references resolve is for `checks`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

from reportgen.cache import Cache
from reportgen.errors import Position, Problem, ReportError, nearest
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.chart_facts import ChartFacts
from reportgen.model.content import (
    LANGUAGES,
    SECTION_KINDS,
    AnySection,
    Chart,
    Language,
    Manifest,
    Pair,
    Report,
)
from reportgen.model.decode import INVALID, Decoder
from reportgen.model.fact_book import FACTS, FactBook
from reportgen.model.fields import NAME
from reportgen.model.figures.rules import FigureRules
from reportgen.model.kept import KeptReadings
from reportgen.model.markup import plain_text
from reportgen.model.read_facts import read_facts
from reportgen.model.rows import read_rows
from reportgen.model.settings import FontFile, FontList, PressSettings
from reportgen.model.source import Mapping, Node, Scalar, Sequence, read_yaml
from reportgen.model.walk import all_nodes, nodes_of, parts_of
from reportgen.model.workings import with_workings
from reportgen.records import dataclass, replace

MANIFEST = "content/report.yaml"
FONTS = "fonts.yaml"
FACTS_SECTION = "facts"
"""content/facts.yaml holds the figures, so no section can have this name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder gave. With problems, `report` lacks what they made unreadable and is only good for checks."""

    report: Report
    problems: tuple[Problem, ...]
    ids: frozenset[str]
    """Every id that is typed anywhere, also in what could not be read."""
    whole: bool
    """Each file could at least be parsed, so that an id that is not in `ids` exists nowhere."""
    nodes: tuple[Any, ...]
    """Every typed part of the report in reading order, gathered once for all that look at each of them."""
    name: str = ""
    """Changes with all that the report was read from and with the code of this room; empty if readings are not kept."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the manifest and the facts gave: the section files that are there, every id in both, and the facts."""

    manifest: Manifest
    names: tuple[str, ...]
    ids: frozenset[str]
    book: FactBook
    whole: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """What the file of a section or chart gave, and the ids in it."""

    content: AnySection | Chart | None
    ids: frozenset[str]


def load_report(folder: Path) -> Report:
    """The report in `folder`; raises `ReportError` with all problems of form."""
    reading = read_report(folder)
    if reading.problems:
        raise ReportError(reading.problems)
    return reading.report


def read_report(folder: Path, kept: Cache | None = None, memory: Memory = FORGETFUL) -> Reading:
    """The report in `folder` with its problems of form; files that have not changed are taken from `memory` or `kept`."""
    return _Reader(folder, kept, memory).read()


def load_font_list(
    folder: Path, problems: list[Problem], room: str = "fonts", kept: Cache | None = None, memory: Memory = FORGETFUL
) -> tuple[FontFile, ...]:  # fmt: skip
    """The fonts named in fonts.yaml in the folder's `room`, or what is remembered or kept if nothing has changed there."""
    readings = KeptReadings(folder, kept, memory)

    def name() -> str:
        return readings.name("fonts", room, readings.texts((f"{room}/{FONTS}",)), readings.listing(room))

    return readings.once(name(), name, lambda: _read_font_list(folder, problems, room), problems)


def _read_font_list(folder: Path, problems: list[Problem], room: str) -> tuple[FontFile, ...]:
    node = read_yaml(folder / room / FONTS, f"{room}/{FONTS}", problems)
    if node is None:
        return ()
    fonts = Decoder(problems).object(FontList, node)
    if fonts is INVALID:
        return ()
    for font in fonts.fonts:
        for name in (font.file, font.licence_file):
            inside(folder, room, name, font.at, problems)
    return fonts.fonts  # type: ignore[no-any-return]


def inside(folder: Path, room: str, name: str, at: Position, problems: list[Problem]) -> Path | None:
    """The file `name` in the folder's `room`, or None with a problem if it is outside or does not exist."""
    base = (folder / room).resolve()
    try:
        path = (base / name).resolve()
        exists = path.is_file()
    except (OSError, ValueError, RuntimeError):
        problems.append(Problem(at, f"“{name[:80]}” is not a file name", f"a file in {room}/"))
        return None
    if not path.is_relative_to(base):
        problems.append(Problem(at, f"“{name}” lies outside the folder {room}/", f"a file in {room}/"))
    elif not exists:
        present = sorted(p.name for p in base.glob("*")) if base.is_dir() else []
        problems.append(Problem(at, f"the file {room}/{name} does not exist", f"a file in {room}/", nearest(name, present)))
    else:
        return path
    return None


class _Reader:
    """Reads one folder; every method adds its problems to the same list."""

    def __init__(self, folder: Path, kept: Cache | None, memory: Memory) -> None:
        self.folder = folder
        self.kept = kept
        self.memory = memory
        self.readings = KeptReadings(folder, kept, memory)
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        self.whole = True
        self.book = FactBook()
        self.base = ""
        self.names: list[str] = []
        """The names under which the sections and charts were read."""

    def read(self) -> Reading:
        if not (self.folder / MANIFEST).exists():
            missing = Problem(Position(MANIFEST), "the file does not exist", "a report folder, which begins with this file")
            report = Report(_stand_in(LANGUAGES), (), (), ())
            return Reading(report, (missing,), frozenset(), False, tuple(nodes_of(report)))
        self.base = self._name_base()
        head = self.readings.once(self._name_head(self.base), lambda: self._name_head(self._name_base()), self._head, self.problems)
        manifest, self.book, self.whole = head.manifest, head.book, head.whole
        self.ids |= head.ids
        decoder = Decoder(self.problems, manifest.languages, self.book)
        sections = tuple(section for name in head.names if (section := self._section(name, decoder)) is not None)
        charts = tuple(self._charts(decoder))
        fonts = load_font_list(self.folder, self.problems, kept=self.kept, memory=self.memory) if (self.folder / "fonts" / FONTS).exists() else ()
        report = Report(manifest, sections, charts, fonts, tuple(self.book.facts.values()))
        self.problems.extend(self._note_problems(report))
        if not self.problems:
            report = replace(report, sections=tuple(self.memory.of(with_workings, section, self.book) for section in report.sections))
        name = self.readings.name(self.base, *self.names, self.readings.texts((f"fonts/{FONTS}",)))
        nodes = (report, *(node for part in parts_of(report) for node in self.memory.of(all_nodes, part)))
        return Reading(report, tuple(sorted(set(self.problems))), frozenset(self.ids), self.whole, nodes, name)

    def _name_base(self) -> str:
        """Changes with what changes how every file is read: the manifest and the facts."""
        return self.readings.name("base", self.readings.texts((MANIFEST, FACTS)))

    def _name_head(self, base: str) -> str:
        return self.readings.name("head", base, self.readings.listing("content"))

    def _name_section(self, file: str) -> str:
        return self.readings.name_of("section", file, self.base)

    def _name_chart(self, file: str, beside: str) -> str:
        return self.readings.name_of("chart", file, self.base, beside)

    def _beside_charts(self) -> str:
        """What a chart's file may name: the tables, and whether a file is there."""
        tables = sorted(path.name for path in (self.folder / "charts").glob("*.csv")) if self.kept or self.memory.lasting else ()
        return self.readings.name("charts", self.readings.texts(f"charts/{name}" for name in tables), self.readings.listing("charts"))

    def _parsed(self, file: str) -> Node | None:
        """The file's document, its ids noted."""
        node = read_yaml(self.folder / file, file, self.problems)
        if node is not None:
            self.ids.update(_ids_in(node))
        elif file.startswith("content/"):  # a chart is named by its file, so nothing is unknown of one that fails
            self.whole = False
        return node

    # --- the manifest ---------------------------------------------------------------------------------------------

    def _head(self) -> _Head:
        manifest, names = self._manifest()
        return _Head(manifest, names, frozenset(self.ids), self.book, self.whole)

    def _manifest(self) -> tuple[Manifest, tuple[str, ...]]:
        """The manifest, or one that stands in for it, and the names of the section files that are there."""
        node = self._parsed(MANIFEST)
        if node is None:
            return _stand_in(LANGUAGES), ()
        languages: tuple[Language, ...] = LANGUAGES
        if isinstance(node, Mapping) and (listed := node.get("languages")):
            found = Decoder([]).value(tuple[Language, ...], listed)
            languages = LANGUAGES if found is INVALID else found
        self.book = read_facts(self.folder, Decoder(self.problems, languages), _figure_rules(node))
        manifest = Decoder(self.problems, languages, self.book).object(Manifest, node)
        names = self._section_names(node)
        if manifest is INVALID or not isinstance(node, Mapping):
            return _stand_in(languages), names
        self._check_manifest(manifest, node)
        ordered = tuple(language for language in LANGUAGES if language in manifest.languages)
        return replace(manifest, languages=ordered), names

    def _section_names(self, node: Node) -> tuple[str, ...]:
        listed = node.get("sections") if isinstance(node, Mapping) else None
        names: list[str] = []
        for item in listed.items if isinstance(listed, Sequence) else ():
            if not isinstance(item, Scalar) or not NAME.fits(item.value):
                self.whole = False
                continue
            self.ids.add(item.value)
            if item.value == FACTS_SECTION:
                self.problems.append(Problem(item.at, f"the name “{item.value}” is kept for the figures", "another name of the section"))
            elif item.value in names:
                self.problems.append(Problem(item.at, f"the section “{item.value}” stands twice"))
            elif inside(self.folder, "content", f"{item.value}.yaml", item.at, self.problems):
                names.append(item.value)
            else:
                self.whole = False
        self.whole = self.whole and isinstance(listed, Sequence)
        return tuple(names)

    def _check_manifest(self, manifest: Manifest, node: Mapping) -> None:
        def at(name: str, within: Mapping = node) -> Position:
            child = within.get(name)
            return child.at if child else within.at

        if len(set(manifest.languages)) < len(manifest.languages):
            self.problems.append(Problem(at("languages"), "a language stands twice"))
        if manifest.date:
            try:
                datetime.date.fromisoformat(manifest.date)
            except ValueError:
                self.problems.append(Problem(at("date"), f"there is no day {manifest.date}", "YYYY-MM-DD"))
        inks = manifest.theme.accent_cmyk if manifest.theme else None
        most = manifest.press.most_ink if manifest.press else PressSettings().most_ink
        if inks is not None and sum(inks.percents) > most:
            self.problems.append(Problem(inks.at, f"the accent colour takes {sum(inks.percents):g} % of ink", f"at most {most:g} %"))
        if manifest.theme and manifest.theme.accent_spot in ("All", "None", "Cyan", "Magenta", "Yellow", "Black"):
            place = at("accent_spot", node.get("theme"))  # type: ignore[arg-type]
            self.problems.append(Problem(place, f"“{manifest.theme.accent_spot}” is not a spot ink", "the name on the ink's tin"))
        settings, theme = manifest.theme, node.get("theme")
        if settings is not None and settings.leading and isinstance(theme, Mapping):
            least = 1.2 * (settings.body_size or 9.2)
            if settings.leading < least:
                self.problems.append(
                    Problem(at("leading", theme), f"the lines would stand only {settings.leading:g} points apart",
                            f"at least {least:.1f}, 1.2 times the size of the text")
                )  # fmt: skip

    def _note_problems(self, report: Report) -> Iterator[Problem]:
        """Facts whose note does not exist, and derived ones without a note for their formula.

        Nothing is said of a report that could not be read whole.
        """
        notes = [note.id for note in report.notes()]
        for fact in report.facts if not self.problems else ():
            if fact.note and fact.note not in notes:
                yield Problem(fact.at, f"the note “{fact.note}” of the fact “{fact.id}” does not exist", "the id of a note",
                              nearest(fact.note, notes))  # fmt: skip
            elif fact.formula and not fact.note:
                yield Problem(fact.at, f"the derived fact “{fact.id}” has no note", "a key “note” with the note that is to show its formula")

    # --- sections and charts --------------------------------------------------------------------------------------

    def _section(self, name: str, decoder: Decoder) -> AnySection | None:
        file = f"content/{name}.yaml"

        def read() -> _Part:
            node = self._parsed(file)
            return _Part(self._decoded_section(node, name, decoder), _ids_in(node)) if node is not None else _NOTHING

        self.names.append(self._name_section(file))
        part = self.readings.once(self.names[-1], lambda: self._name_section(file), read, self.problems)
        self.ids |= part.ids
        return part.content  # type: ignore[return-value]

    def _decoded_section(self, node: Node, name: str, decoder: Decoder) -> AnySection | None:
        kinds = f"one of {', '.join(SECTION_KINDS)}"
        if not isinstance(node, Mapping):
            self.problems.append(Problem(node.at, "the file does not hold a mapping", "the keys kind, title, …"))
            return None
        kind = node.get("kind")
        if not isinstance(kind, Scalar):
            place = node.at if kind is None else kind.at
            self.problems.append(Problem(place, "the key “kind” is missing" if kind is None else "this is no kind", kinds))
            return None
        cls = SECTION_KINDS.get(kind.value)
        if cls is None:
            hint = nearest(kind.value, list(SECTION_KINDS))
            self.problems.append(Problem(kind.at, f"“{kind.value[:40]}” is not a kind of section", kinds, hint))
            return None
        section = decoder.object(cls, node, ignore=("kind",), id=name)
        return None if section is INVALID else section

    def _charts(self, decoder: Decoder) -> Iterator[Chart]:
        beside = self._beside_charts()
        for path in sorted((self.folder / "charts").glob("*.yaml")):
            file, name = f"charts/{path.name}", normalize("NFC", path.stem)
            self.ids.add(name)
            part = self._chart(file, name, beside, decoder)
            self.ids |= part.ids
            if part.content is not None:
                yield part.content  # type: ignore[misc]

    def _chart(self, file: str, name: str, beside: str, decoder: Decoder) -> _Part:
        def again() -> str:
            return self._name_chart(file, self._beside_charts())

        self.names.append(self._name_chart(file, beside))
        return self.readings.once(self.names[-1], again, lambda: self._read_chart(file, name, decoder), self.problems)

    def _read_chart(self, file: str, name: str, decoder: Decoder) -> _Part:
        node = self._parsed(file)
        if node is None:
            return _NOTHING
        if not NAME.fits(name):
            self.problems.append(Problem(Position(file, 1, 1), "the file's name cannot name a chart", NAME.expected))
        chart = decoder.object(Chart, node, id=name)
        if chart is INVALID or not isinstance(node, Mapping):
            return _Part(None, _ids_in(node))
        return _Part(self._with_data(chart, node, decoder), _ids_in(node))

    def _with_data(self, chart: Chart, node: Mapping, decoder: Decoder) -> Chart:
        """The chart with the rows of its CSV file, checked for what its kind needs."""
        if chart.kind == "python":
            place = node.get("function") or node
            if not chart.function:
                self.problems.append(Problem(node.at, "the key “function” is missing", "file.py:name, for a chart of kind python"))
            else:
                inside(self.folder, "charts", chart.function.partition(":")[0], place.at, self.problems)
        reference = node.get("reference")
        if isinstance(reference, Mapping) and not (reference.get("low") or reference.get("fact")):
            self.problems.append(Problem(reference.at, "the key “low” is missing", "low: where it begins, or a fact"))
        source = node.get("csv")
        if chart.csv and source is not None:
            if chart.rows:
                self.problems.append(Problem(source.at, "the chart has both `rows` and `csv`", "one of them"))
            path = inside(self.folder, "charts", chart.csv, source.at, self.problems)
            if path is not None:
                chart = replace(chart, rows=read_rows(path, f"charts/{chart.csv}", decoder))
        elif not chart.rows and chart.kind != "python":
            self.problems.append(Problem(node.at, "the chart has no data", "`rows`, or `csv` with the name of a file in charts/"))
        before = len(self.problems)
        chart = ChartFacts(self.book, decoder.languages, self.problems).filled(chart)
        if len(self.problems) == before and not self.book.faulty and self.book.whole:
            self.problems.extend(_row_problems(chart))
        return chart


_NEEDED = {"bars": ("value",), "dots": ("value",), "slope": ("before", "value"), "projection": ("value",)}


def _row_problems(chart: Chart) -> Iterator[Problem]:
    """What the rows of a chart lack for its kind and its scale."""
    groups = sorted(group.id for group in chart.groups)
    for number, row in enumerate(chart.rows, 1):
        at = row.label.en.at
        for name in _NEEDED.get(chart.kind, ()):
            if getattr(row, name) is None:
                yield Problem(at, f"row {number} of the chart has no “{name}”", "a number")
        if row.group and row.group not in groups:
            expected = "one of " + ", ".join(groups) if groups else "the group in the chart's `groups`"
            yield Problem(at, f"the group “{row.group}” is not known", expected, nearest(row.group, groups))
        if row.low is not None and row.high is not None and row.low > row.high:
            yield Problem(at, f"the range of row {number} begins at {row.low:g} and ends at {row.high:g}", "low below high")
        if chart.scale == "log" and row.value is not None and row.value <= 0:
            yield Problem(at, f"{row.value:g} cannot stand on a logarithmic scale", "a number above 0")


def _figure_rules(manifest: Node) -> FigureRules:
    """The house rules for figures; their faults are reported with the manifest's."""
    theme = manifest.get("theme") if isinstance(manifest, Mapping) else None
    figures = theme.get("figures") if isinstance(theme, Mapping) else None
    rules = Decoder([]).value(FigureRules, figures) if figures is not None else FigureRules()
    return FigureRules() if rules is INVALID else rules


def _stand_in(languages: tuple[Language, ...]) -> Manifest:
    """A manifest without words, so that the rest of a report can be checked when its own cannot be read."""
    text = plain_text("")
    blank = Pair(text, text)
    return Manifest(blank, blank, blank, blank, blank, (), languages)


def _ids_in(node: Node) -> frozenset[str]:
    """Every id that is typed in it."""
    found: set[str] = set()
    waiting: list[Node] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Sequence):
            waiting.extend(part.items)
        elif isinstance(part, Mapping):
            for name, child in part.entries:
                if not isinstance(child, Scalar):
                    waiting.append(child)
                elif name.value == "id":
                    found.add(child.value)
    return frozenset(found)


_NOTHING = _Part(None, frozenset())
