"""A whole report in, every finding in its words and figures out, accepted or not.

Loads the reading of numbers, dates and names, which takes longer than to look at findings kept from the build before:
only `reportgen.checks.proof` calls it, when the words have changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.agreed import changed_since_agreed, key_of
from reportgen.checks.figures import check_facts, check_typed_figures
from reportgen.checks.glossary import check_glossary
from reportgen.checks.name_forms import check_name_forms
from reportgen.checks.placed import Placed
from reportgen.errors import Position
from reportgen.model.content import Pair, Report
from reportgen.model.walk import pairs_of
from reportgen.prose.completeness import ratio_of, usual_ratio
from reportgen.prose.editor import Conventions, check_pair
from reportgen.prose.finding import Finding
from reportgen.prose.sides import side_of_text

_ALREADY_PROBLEMS = frozenset({"zh/half-width-punctuation"})
"""Rules that have their finding as a problem as well: it is told once."""


def findings_of(report: Report, lock: str) -> tuple[Placed, ...]:
    """The findings of a report in the order of its files, each once; `lock` is the text of content/agreed.lock."""
    return tuple(sorted(set(_findings(report, lock)), key=lambda p: (p.at, p.finding.rule, p.finding.message)))


def _findings(report: Report, lock: str) -> Iterator[Placed]:
    pairs = distinct_pairs(report)
    sides = [(side_of_text(pair.en), side_of_text(pair.zh)) for pair in pairs]
    ratios = [ratio for en, zh in sides if (ratio := ratio_of(en, zh)) is not None]
    conventions = Conventions(variety=report.manifest.spelling, usual_ratio=usual_ratio(ratios))
    for pair, (en, zh) in zip(pairs, sides, strict=True):
        for finding in check_pair(en, zh, conventions):
            if finding.rule not in _ALREADY_PROBLEMS:
                yield _placed(pair, finding)
    for pair, finding in check_name_forms(pairs):
        yield _placed(pair, finding)
    for check in (check_glossary(report, pairs, sides), check_facts(report), check_typed_figures(report, pairs), changed_since_agreed(report, lock)):
        for at, pair, finding in check:
            yield _placed(pair, finding, at)


def distinct_pairs(report: Report) -> list[Pair]:
    """Every pair of the report once: titles stand in the running head and the contents as well."""
    seen: dict[tuple[str, str, tuple[str, ...]], Pair] = {}
    for pair in pairs_of(report):
        notes = tuple(span.note or span.reference for text in (pair.en, pair.zh) for span in text.spans)
        seen.setdefault((pair.en.plain, pair.zh.plain, notes), pair)
    return list(seen.values())


def _placed(pair: Pair, finding: Finding, at: Position | None = None) -> Placed:
    side = finding.marks[-1].side if finding.marks else "en"
    place = at or (pair.zh.at if side == "zh" else pair.en.at)
    return Placed(place, finding, pair.en.plain, pair.zh.plain, key_of(pair.en.plain, pair.zh.plain))
