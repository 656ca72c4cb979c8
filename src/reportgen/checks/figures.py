"""Facts and figures of a whole report: typed where a fact should stand, unused, old, without a source, of two values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.errors import Position
from reportgen.model.content import Pair, Report
from reportgen.model.fact_uses import fact_uses
from reportgen.model.facts import Fact
from reportgen.model.markup import Text
from reportgen.prose.english import read_english
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.quantity import STATED, Quantity

_OLD_DAYS = 3 * 366
_LEAST_COUNT = 1000
"""Smaller counts without a unit are typed: three companies are no fact."""
_Key = tuple[str, str, str]


def check_facts(report: Report) -> Iterator[tuple[Position, Pair, Finding]]:
    """What is wrong with content/facts.yaml as a whole."""
    used = {use.fact for use in fact_uses(report)}
    edition = date.fromisoformat(report.manifest.date) if report.manifest.date else None
    same: dict[tuple[str, str, str], Fact] = {}
    for fact in report.facts:
        if fact.id not in used:
            yield fact.at, fact.label, Finding("consistency/unused-fact", f"nothing uses the fact “{fact.id}”")
        if fact.source is None and fact.formula is None and fact.figure.shape not in ("date", "period"):
            yield fact.at, fact.label, Finding("consistency/fact-without-source", f"the fact “{fact.id}” names no source")
        if edition and fact.figure.as_of and (edition - fact.figure.as_of.last_day).days > _OLD_DAYS:
            yield fact.at, fact.label, Finding("consistency/old-fact", f"the fact “{fact.id}” is of {fact.figure.as_of}")
        meaning = (fact.label.en.plain.lower(), str(fact.unit), str(fact.figure.as_of))
        other = same.setdefault(meaning, fact)
        if other.figure.value != fact.figure.value:
            yield fact.at, fact.label, Finding("consistency/two-values", f"“{fact.id}” and “{other.id}” have one label and two values")


def check_typed_figures(report: Report, pairs: list[Pair]) -> Iterator[tuple[Position, Pair, Finding]]:
    """Figures typed in a text although a fact has them, or typed in more than one text."""
    facts = _written(report)
    places: dict[_Key, list[tuple[Pair, Quantity]]] = {}
    for pair in pairs:
        for quantity in read_english(pair.en.plain).quantities:
            typed = pair.en.plain[quantity.start : quantity.end]
            if _is_a_figure(quantity) and any(c.isdigit() for c in typed) and not _is_written(pair.en, quantity):
                key = _key(quantity)
                if key in facts:
                    yield pair.en.at, pair, _finding(pair, quantity, f"is the fact “{facts[key]}”; write {{{facts[key]}}}")
                else:
                    places.setdefault(key, []).append((pair, quantity))
    for found in places.values():
        texts = {pair.en.plain for pair, _ in found}
        if len(texts) > 1:
            pair, quantity = found[0]
            yield pair.en.at, pair, _finding(pair, quantity, f"is typed in {len(texts)} texts; make it a fact")


def _written(report: Report) -> dict[_Key, str]:
    """The figures that facts write, each with the name of its fact."""
    facts: dict[_Key, str] = {}
    for use in fact_uses(report):
        if use.text is not None and use.language == "en":
            for quantity in read_english(use.text.plain).quantities:
                if use.start <= quantity.start < use.end and _is_a_figure(quantity):
                    facts.setdefault(_key(quantity), use.fact)
    return facts


def _is_a_figure(quantity: Quantity) -> bool:
    return quantity.weight == STATED and quantity.kind == "number" and (bool(quantity.unit) or quantity.low >= _LEAST_COUNT) and quantity.unit not in ("year", "day", "month", "week", "h", "min")


def _is_written(text: Text, quantity: Quantity) -> bool:
    return any(mark.start < quantity.end and quantity.start < mark.end for mark in text.facts)


def _key(quantity: Quantity) -> _Key:
    return quantity.kind, str(quantity.low), quantity.unit


def _finding(pair: Pair, quantity: Quantity, what: str) -> Finding:
    words = pair.en.plain[quantity.start : quantity.end]
    return Finding("consistency/typed-figure", f"“{words}” {what}", (Mark("en", quantity.start, quantity.end, words),))
