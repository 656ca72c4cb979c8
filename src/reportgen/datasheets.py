"""A report in, the data behind its figures out, as files that its PDF carries: a reader need not measure bars.

Each chart's rows become a CSV file that belongs to the chart; all figures of the report with their sources become one
CSV and one JSON file. Texts stand in every language that the report is written in, numbers as plain digits. Columns
that nothing fills are left out of a chart's file. CSV files begin with a byte order mark, without which spreadsheets
take Chinese for something else, and end their lines as RFC 4180 says.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO

from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import (
    AnySection,
    Card,
    Chart,
    ChartBlock,
    Cover,
    Datum,
    HeroFigure,
    Language,
    Manifest,
    Pair,
    Report,
)
from reportgen.model.fact_uses import fact_row, rules_of
from reportgen.model.facts import Fact
from reportgen.model.figures.rules import FigureRules
from reportgen.model.walk import nodes_of
from reportgen.pdf.attachments import Attachment
from reportgen.records import dataclass, fields

_CSV, _JSON = "text/csv", "application/json"
_ALL: dict[Language, str] = {"en": "The figures of this report with their sources", "zh": "本报告的数据及其来源"}
_CHART: dict[Language, str] = {"en": "The data of the chart “{}”", "zh": "图表“{}”的数据"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the report. Amounts are plain digits; a fact or chart row has them, a card has only its words."""

    kind: str
    """fact, chart, card or cover."""
    id: str
    label_en: str = ""
    label_zh: str = ""
    display_en: str = ""
    display_zh: str = ""
    value: str = ""
    low: str = ""
    high: str = ""
    before: str = ""
    unit: str = ""
    unit_zh: str = ""
    qualifier: str = ""
    as_of: str = ""
    as_of_zh: str = ""
    source_en: str = ""
    source_zh: str = ""


_COLUMNS = tuple(field.name for field in fields(FigureRow))
"""Kind and id first."""


def attachments_of(report: Report, languages: Sequence[Language], memory: Memory = FORGETFUL) -> tuple[Attachment, ...]:
    """The files for an edition in `languages`, in which they are described."""
    written = [language for language in languages if language in report.manifest.languages]

    def described(words: dict[Language, str], pair: Pair | None = None) -> str:
        sides = (words[lang].format(pair.side(lang).plain if pair else "") for lang in written)
        return " / ".join(sides)

    rows = tuple(figure_rows(report, memory))
    files = [
        Attachment(f"chart-{chart.id}.csv", memory.of(chart_csv, chart), _CSV, described(_CHART, chart.title), figure=chart.id)
        for chart in _shown(report, memory)
        if chart.rows
    ]
    if rows:
        files.append(Attachment("figures.csv", memory.of(figures_csv, *rows), _CSV, described(_ALL) + " (CSV)"))
        files.append(Attachment("figures.json", memory.of(figures_json, report.manifest, *rows), _JSON, described(_ALL) + " (JSON)"))
    return tuple(files)


def figure_rows(report: Report, memory: Memory = FORGETFUL) -> Iterator[FigureRow]:
    """Every figure: the facts, then what the cover, the cards and the charts show, in the order of the report."""
    rules = memory.same(rules_of(report))
    for fact in report.facts:
        yield memory.of(_fact_row, fact, rules)
    charts = {chart.id: chart for chart in report.charts}
    for section in report.sections:
        for node in memory.of(_figures_in, section):
            match node:
                case HeroFigure():
                    yield memory.of(_cover_row, node, _note_source(report, node.note), by=(section.id,))
                case Card():
                    yield from memory.of(_card_rows, node)
                case ChartBlock(name) if name in charts:
                    yield from memory.of(_chart_rows, charts[name])


def _figures_in(section: AnySection) -> tuple[HeroFigure | Card | ChartBlock, ...]:
    return tuple(node for node in nodes_of(section) if isinstance(node, HeroFigure | Card | ChartBlock))


def _fact_row(fact: Fact, rules: FigureRules) -> FigureRow:
    row = fact_row(fact, rules)
    return FigureRow("fact", row.id, row.label_en, row.label_zh, row.display_en, row.display_zh, row.value,
                     row.low, row.high, "", row.unit, "", row.qualifier, row.as_of, "",
                     row.source_en, row.source_zh)  # fmt: skip


def _cover_row(figure: HeroFigure, source: Pair | None, section: str) -> FigureRow:
    return _shown_figure("cover", section, figure.label, figure.value, source)


def _card_rows(card: Card) -> tuple[FigureRow, ...]:
    details = (_shown_figure("card", card.id, detail.label, detail.value, card.source) for detail in card.details)
    return (_shown_figure("card", card.id, card.label, card.value, card.source), *details)


def _chart_rows(chart: Chart) -> tuple[FigureRow, ...]:
    return tuple(_chart_row(chart, row) for row in chart.rows)


def figures_csv(*rows: FigureRow) -> bytes:
    """The rows with a heading, in every column."""
    return _csv([_COLUMNS, *([getattr(row, name) for name in _COLUMNS] for row in rows)])


def figures_json(manifest: Manifest, *rows: FigureRow) -> bytes:
    """The rows as objects, without what is empty."""
    data = {
        "title": {language: manifest.title.side(language).plain for language in manifest.languages},
        "edition": {language: manifest.edition.side(language).plain for language in manifest.languages},
        "date": manifest.date,
        "figures": [{name: value for name in _COLUMNS if (value := getattr(row, name))} for row in rows],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def chart_csv(chart: Chart) -> bytes:
    """The chart's rows with unit, source and date, in the columns that are used."""
    made = [_chart_row(chart, row) for row in chart.rows]
    rows = [{name: getattr(row, name) for name in _COLUMNS[2:]} for row in made]
    groups = {group.id: group.label for group in chart.groups}
    for row, datum in zip(rows, chart.rows, strict=True):
        group = groups.get(datum.group)
        before = datum.before_display
        row |= {
            "group_en": group.en.plain if group else "", "group_zh": group.zh.plain if group else "",
            "before_display_en": before.en.plain if before else "", "before_display_zh": before.zh.plain if before else "",
            "at_least": "yes" if datum.open else "",
        }  # fmt: skip
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    return _csv([used, *([row[name] for name in used] for row in rows)])


def _shown(report: Report, memory: Memory) -> Iterator[Chart]:
    """The charts that the report shows, once each."""
    charts = {chart.id: chart for chart in report.charts}
    for name in dict.fromkeys(name for section in report.sections for name in memory.of(_charts_in, section)):
        if name in charts:
            yield charts[name]


def _charts_in(section: AnySection) -> tuple[str, ...]:
    return tuple(node.picture if isinstance(node, Cover) else node.chart for node in nodes_of(section)
                 if isinstance(node, Cover | ChartBlock))  # fmt: skip


def _shown_figure(kind: str, name: str, label: Pair, value: Pair, source: Pair | None) -> FigureRow:
    return FigureRow(
        kind, name, label.en.plain, label.zh.plain, value.en.plain, value.zh.plain,
        source_en=source.en.plain if source else "", source_zh=source.zh.plain if source else "",
    )  # fmt: skip


def _chart_row(chart: Chart, row: Datum) -> FigureRow:
    display, as_of = row.display, chart.as_of
    return FigureRow(
        "chart", chart.id, row.label.en.plain, row.label.zh.plain,
        display.en.plain if display else "", display.zh.plain if display else "",
        _digits(row.value), _digits(row.low), _digits(row.high), _digits(row.before),
        chart.unit.en.plain, chart.unit.zh.plain, "",
        as_of.en.plain if as_of else "", as_of.zh.plain if as_of else "",
        chart.source.en.plain, chart.source.zh.plain,
    )  # fmt: skip


def _note_source(report: Report, name: str) -> Pair | None:
    return next((note.source for note in report.notes() if note.id == name), None)


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _inert(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula; numbers with a sign stay as they are."""
    risky = cell[:1] in ("=", "@", "\t", "\r") or cell[:1] in ("+", "-") and not cell[1:2].isdigit()
    return f"'{cell}" if risky and len(cell) > 1 else cell


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
