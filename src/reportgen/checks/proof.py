"""A reading of a report in, everything that its prose and figures leave to an editor out, less what was accepted.

These findings do not keep a report from being built, unless the build is asked to be strict. What does keep it from being
built (`check_reading`) is a `Problem`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportgen.beside import Asked, Company
from reportgen.cache import Cache, joined, parted
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


class Proofreading:
    """The proof of a report, which may be made by another process from `begin` to `finish`; here, if there is none."""

    def __init__(self, reading: Reading, folder: Path, kept: Cache | None = None, memory: Memory = FORGETFUL) -> None:
        """Findings in `memory` or `kept` stand for another reading as long as nothing has changed that they come from."""
        self._report, self._kept, self._memory = reading.report, kept, memory
        self._problems: list[Problem] = []
        self._asked: Asked | None = None
        self._proof: Proof | None = None
        if reading.problems or len(self._report.manifest.languages) < 2:
            self._proof = Proof(())
            return
        self._acceptances = read_acceptances(folder, self._problems)
        lock = folder / LOCK
        self._lock = lock.read_text("utf-8") if lock.exists() else ""
        self._name = _name_of(reading, self._lock) if kept or memory.lasting else ""
        found: tuple[Placed, ...] | None = memory.get(("findings", self._name))
        if found is None:
            data = kept.get(self._name) if kept else None
            found = unpacked(data) if data is not None else None
        if found is not None:
            self._settle(found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Faults in the list of acceptances, which are known from the start."""
        return tuple(self._problems)

    def begin(self, beside: Company | None) -> None:
        """Have it made beside what this process does next, if anything must be read."""
        if self._proof is None and beside is not None:
            self._asked = beside.begin(self._found_beside)

    def finish(self) -> Proof:
        """The proof; empty for a report that could not be read whole, or that is written in one language."""
        if self._proof is None:
            answer = self._asked.answer() if self._asked is not None else None
            found = self._brought(answer) if answer is not None else None
            if found is None:
                found = self._found(self._kept)
                if self._kept:
                    self._kept.put_later(self._name, partial(packed, found))
            return self._settle(found)
        return self._proof

    def _settle(self, found: tuple[Placed, ...]) -> Proof:
        self._memory.put(("findings", self._name), found)
        self._proof = _sorted_out(found, self._acceptances, self._problems)
        return self._proof

    def _found(self, kept: Cache | None) -> tuple[Placed, ...]:
        from reportgen.checks.findings import findings_of

        return findings_of(self._report, self._lock, kept, self._memory)

    def _found_beside(self) -> bytes:
        """The findings, and what is to be kept of the reading, for `_brought`; in another process, which keeps nothing itself."""
        if self._kept is not None:
            self._kept.hold_back()
        found = packed(self._found(self._kept))
        held = self._kept.held() if self._kept is not None else []
        return joined([found, *(part for name, data in held for part in (name.encode(), data))])

    def _brought(self, answer: bytes) -> tuple[Placed, ...] | None:
        found, *noted = parted(answer)
        if self._kept is not None:
            for name, data in ((self._name.encode(), found), *zip(noted[::2], noted[1::2], strict=True)):
                self._kept.put(name.decode(), data)
        return unpacked(found)


def proofread(reading: Reading, folder: Path, kept: Cache | None = None, memory: Memory = FORGETFUL) -> Proof:
    """The proof of a report, at once."""
    return Proofreading(reading, folder, kept, memory).finish()


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
