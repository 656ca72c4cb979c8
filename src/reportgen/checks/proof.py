"""A reading of a report in, everything that its prose and figures leave to an editor out, less what was accepted.

These findings do not keep a report from being built, unless the build is asked to be strict. What does keep it from being
built (`check_reading`) is a `Problem`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.checks.accepted import Acceptance, read_acceptances
from reportgen.checks.agreed import LOCK, changed_since_agreed, key_of
from reportgen.checks.figures import check_facts, check_typed_figures
from reportgen.checks.glossary import check_glossary
from reportgen.checks.name_forms import check_name_forms
from reportgen.errors import Position, Problem
from reportgen.model.content import Pair, Report
from reportgen.model.load import Reading
from reportgen.model.walk import pairs_of
from reportgen.prose.completeness import ratio_of, usual_ratio
from reportgen.prose.editor import Conventions, check_pair
from reportgen.prose.finding import Finding, Severity
from reportgen.prose.rules import severity_of
from reportgen.prose.sides import side_of_text

_ALREADY_PROBLEMS = frozenset({"zh/half-width-punctuation"})
"""Rules that have their finding as a problem as well: it is told once."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding in its place, with the two sides and the name of the pair for content/accepted.yaml."""

    at: Position
    finding: Finding
    en: str
    zh: str
    key: str

    @property
    def severity(self) -> Severity:
        return severity_of(self.finding)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found, what was accepted, and faults in the list of acceptances."""

    findings: tuple[Placed, ...]
    accepted: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()


def proofread(reading: Reading, folder: Path) -> Proof:
    """The proof of a report; empty for one that could not be read whole, or that is written in one language."""
    report = reading.report
    if reading.problems or len(report.manifest.languages) < 2:
        return Proof(())
    problems: list[Problem] = []
    acceptances = read_acceptances(folder, problems)
    lock = folder / LOCK
    found = sorted(set(_findings(report, lock.read_text("utf-8") if lock.exists() else "")), key=lambda p: (p.at, p.finding.rule, p.finding.message))
    return _sorted_out(found, acceptances, problems)


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


def _sorted_out(found: Sequence[Placed], acceptances: Sequence[Acceptance], problems: list[Problem]) -> Proof:
    """Findings apart from accepted ones; an acceptance that accepts nothing is a finding itself."""
    named = {(acceptance.rule, acceptance.text) for acceptance in acceptances}
    kept = [p for p in found if (p.finding.rule, p.key) not in named]
    accepted = [p for p in found if (p.finding.rule, p.key) in named]
    met = {(p.finding.rule, p.key) for p in accepted}
    for acceptance in acceptances:
        if (acceptance.rule, acceptance.text) not in met:
            finding = Finding("acceptance/unused", f"{acceptance.rule} finds nothing in the text {acceptance.text}")
            kept.append(Placed(acceptance.at, finding, "", "", acceptance.text))
    return Proof(tuple(sorted(kept, key=lambda p: p.at)), tuple(accepted), tuple(problems))
