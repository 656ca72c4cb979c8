"""Where each fact of a report is used, and the facts as rows for whoever lists or embeds them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Position
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import Datum, Language, Pair, Paragraph, Reference, Report, Term
from reportgen.model.facts import Fact
from reportgen.model.figures.dates import Date
from reportgen.model.figures.figure import Period, Range
from reportgen.model.figures.forms import FactForm
from reportgen.model.figures.rules import FigureRules
from reportgen.model.figures.write import write_figure
from reportgen.model.markup import FactMark, Text
from reportgen.model.walk import nodes_of
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class FactUse:
    """One place where the content names a fact.

    In a text, `language` and `text` are given and the fact wrote `text.plain[start:end]`. Where a chart draws the
    number, `language` and `text` are None and `printed` is empty.
    """

    fact: str
    form: str
    at: Position
    language: Language | None = None
    text: Text | None = None
    start: int = 0
    end: int = 0
    printed: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as plain words and numbers. `low` and `high` are the ends of a range, else both are the value; a date has
    neither. Amounts are exact decimals as text, without powers of ten."""

    id: str
    label_en: str
    label_zh: str
    value: str
    low: str
    high: str
    unit: str
    qualifier: str
    as_of: str
    source_en: str
    source_zh: str
    display_en: str
    display_zh: str
    derived_from: tuple[str, ...]


def fact_uses(report: Report, memory: Memory = FORGETFUL) -> tuple[FactUse, ...]:
    """Every place that names a fact, charts and the formulas of derived facts included, in reading order."""
    parts = (report.manifest, *report.sections, *report.charts)
    return (*(use for part in parts for use in memory.of(_uses_under, part)), *_in_formulas(report))


def fact_rows(report: Report) -> tuple[FactRow, ...]:
    """The facts in the order of their file, with how they are usually written in both languages."""
    rules = rules_of(report)
    return tuple(fact_row(fact, rules) for fact in report.facts)


def rules_of(report: Report) -> FigureRules:
    """The house rules of the report for its figures."""
    theme = report.manifest.theme
    return theme.figures if theme else FigureRules()


def value_words(fact: Fact) -> str:
    """The exact value as plain digits or an ISO date; the ends of a range are joined by “..”."""
    match fact.figure.value:
        case Range(low, high):
            return f"{low:f}..{high:f}"
        case Period(first, last):
            return f"{first}..{last}"
        case Date() as date:
            return str(date)
        case amount:
            return f"{amount:f}"


def _uses_under(part: object) -> tuple[FactUse, ...]:
    return tuple(use for node in nodes_of(part) for use in _uses_in(node))


def _uses_in(node: object) -> Iterator[FactUse]:
    match node:
        case Pair() | Paragraph() | Term():
            yield from (_in_text("en", node.en, mark) for mark in node.en.facts)
            yield from (_in_text("zh", node.zh, mark) for mark in node.zh.facts)
        case Datum():
            for ref in (node.fact, node.before_fact):
                if ref is not None:
                    yield FactUse(ref.fact, ref.form, ref.at)
        case Reference() if node.fact is not None:
            yield FactUse(node.fact.fact, node.fact.form, node.fact.at)


def _in_text(language: Language, text: Text, mark: FactMark) -> FactUse:
    printed = text.plain[mark.start : mark.end]
    return FactUse(mark.ref.fact, mark.ref.form, mark.ref.at, language, text, mark.start, mark.end, printed)


def _in_formulas(report: Report) -> Iterator[FactUse]:
    for fact in report.facts:
        for name in fact.formula.facts if fact.formula else ():
            yield FactUse(name, "", fact.at)


def fact_row(fact: Fact, rules: FigureRules) -> FactRow:
    """A fact with how it is usually written in both languages."""
    value = value_words(fact)
    low, _, high = value.partition("..")
    dated = isinstance(fact.figure.value, Date | Period)
    source = fact.source
    return FactRow(
        fact.id, fact.label.en.plain, fact.label.zh.plain, value,
        "" if dated else low, "" if dated else high or low, fact.unit.id, fact.figure.qualifier, str(fact.figure.as_of or ""),
        source.en.plain if source else "", source.zh.plain if source else "",
        write_figure(fact.figure, FactForm(), rules.en), write_figure(fact.figure, FactForm(), rules.zh),
        fact.formula.facts if fact.formula else (),
    )  # fmt: skip
