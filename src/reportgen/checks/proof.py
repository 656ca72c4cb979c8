"""A reading of a report in, everything that its prose and figures leave to an editor out, less what was accepted.

These findings do not keep a report from being built, unless the build is asked to be strict. What does keep it from being
built (`check_reading`) is a `Problem`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportgen.cache import Cache
from reportgen.checks.accepted import Acceptance, read_acceptances
from reportgen.checks.agreed import LOCK
from reportgen.checks.placed import Placed, packed, rules_version, unpacked
from reportgen.errors import Problem
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.load import Reading
from reportgen.prose.finding import Finding
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found, what was accepted, and faults in the list of acceptances."""

    findings: tuple[Placed, ...]
    accepted: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()


def proofread(reading: Reading, folder: Path, kept: Cache | None = None, memory: Memory = FORGETFUL) -> Proof:
    """The proof of a report; empty for one that could not be read whole, or that is written in one language.

    Findings in `memory` or `kept` stand for another reading as long as nothing has changed that they come from.
    """
    report = reading.report
    if reading.problems or len(report.manifest.languages) < 2:
        return Proof(())
    problems: list[Problem] = []
    acceptances = read_acceptances(folder, problems)
    lock = folder / LOCK
    found = _kept_or_found(reading, lock.read_text("utf-8") if lock.exists() else "", kept, memory)
    return _sorted_out(found, acceptances, problems)


def _kept_or_found(reading: Reading, lock: str, kept: Cache | None, memory: Memory) -> tuple[Placed, ...]:
    name = _name_of(reading, lock) if kept or memory.lasting else ""
    found: tuple[Placed, ...] | None = memory.get(("findings", name))
    if found is not None:
        return found
    data = kept.get(name) if kept else None
    found = unpacked(data) if data is not None else None
    if found is None:
        from reportgen.checks.findings import findings_of

        found = findings_of(reading.report, lock, kept, memory)
        if kept:
            kept.put_later(name, partial(packed, found))
    return memory.put(("findings", name), found)


def _name_of(reading: Reading, lock: str) -> str:
    """A name that changes with anything that may change a finding: the whole content with its places, and our code."""
    parts = (reading.name or repr(reading.report), lock, rules_version())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


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
