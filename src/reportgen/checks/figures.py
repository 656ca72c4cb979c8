"""Facts and figures of a whole report: typed where a fact should stand, unused, old, without a source, of two values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.checks.gist import Gist
from reportgen.errors import Position
from reportgen.model.content import Pair, Report
from reportgen.model.fact_uses import FactUse
from reportgen.model.facts import Fact
from reportgen.prose.finding import Finding, Mark

_OLD_DAYS = 3 * 366
_Key = tuple[str, ...]
"""Kind, value and unit of a figure."""


def check_facts(report: Report, uses: Sequence[FactUse]) -> Iterator[tuple[Position, Pair, Finding]]:
    """What is wrong with content/facts.yaml as a whole."""
    used = {use.fact for use in uses}
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


def check_typed_figures(uses: Sequence[FactUse], pairs: Sequence[Pair], gists: Sequence[Gist]) -> Iterator[tuple[Position, Pair, Finding]]:
    """Figures typed in a text although a fact has them, or typed in more than one text."""
    facts = _written(uses, pairs, gists)
    places: dict[_Key, list[tuple[Pair, int, int]]] = {}
    for pair, gist in zip(pairs, gists, strict=True):
        text = pair.en.plain if gist.figures else ""
        for *what, start, end in gist.figures:
            typed = text[start:end]
            if any(c.isdigit() for c in typed) and not any(mark.start < end and start < mark.end for mark in pair.en.facts):
                key = tuple(what)
                if key in facts:
                    yield pair.en.at, pair, _finding(pair, start, end, f"is the fact “{facts[key]}”; write {{{facts[key]}}}")
                else:
                    places.setdefault(key, []).append((pair, start, end))
    for found in places.values():
        texts = {pair.en.plain for pair, _, _ in found}
        if len(texts) > 1:
            pair, start, end = found[0]
            yield pair.en.at, pair, _finding(pair, start, end, f"is typed in {len(texts)} texts; make it a fact")


def _written(uses: Sequence[FactUse], pairs: Sequence[Pair], gists: Sequence[Gist]) -> dict[_Key, str]:
    """The figures that facts write, each with the name of its fact."""
    figures = {pair.en.plain: gist.figures for pair, gist in zip(pairs, gists, strict=True) if gist.figures}
    facts: dict[_Key, str] = {}
    for use in uses:
        if use.text is not None and use.language == "en":
            for *what, start, _ in figures.get(use.text.plain, ()):
                if use.start <= start < use.end:
                    facts.setdefault(tuple(what), use.fact)
    return facts


def _finding(pair: Pair, start: int, end: int, what: str) -> Finding:
    words = pair.en.plain[start:end]
    return Finding("consistency/typed-figure", f"“{words}” {what}", (Mark("en", start, end, words),))
