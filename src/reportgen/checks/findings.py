"""A whole report in, every finding in its words and figures out, accepted or not.

Every pair is read for itself, or its gist is kept from an earlier run; the rules about a whole report go by the gists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from reportgen.cache import Cache
from reportgen.checks.agreed import changed_since_agreed, key_of
from reportgen.checks.figures import check_facts, check_typed_figures
from reportgen.checks.gist import Gist, GistBook, gist_lines, key_of_pair
from reportgen.checks.glossary import check_glossary, glossary_of
from reportgen.checks.name_forms import check_name_forms
from reportgen.checks.placed import Placed, rules_version
from reportgen.checks.punctuation import RULE as HALF_WIDTH
from reportgen.checks.punctuation import half_width_marks
from reportgen.checks.two_values import check_two_values
from reportgen.errors import Position
from reportgen.memory import FORGETFUL, Kept, Memory
from reportgen.model.content import Manifest, Pair, Report, Term
from reportgen.model.fact_uses import fact_uses
from reportgen.model.walk import pairs_of, parts_of
from reportgen.prose.completeness import ONE_SIDED, check_ratio, usual_ratio
from reportgen.prose.finding import Finding

if TYPE_CHECKING:
    from reportgen.checks.read_gist import GistReader

_Said = tuple[str, str, tuple[str, ...]]
"""What a pair says: its sides, and the notes and references in them."""


def findings_of(report: Report, lock: str, kept: Cache | None = None, memory: Memory = FORGETFUL) -> tuple[Placed, ...]:
    """The findings of a report in the order of its files, each once; `lock` is the text of content/agreed.lock.

    What was read in a pair before, and is in `memory` or in `kept`, is not read again.
    """
    return tuple(sorted(set(_findings(report, lock, kept, memory)), key=lambda p: (p.at, p.finding.rule, p.finding.message)))


def _findings(report: Report, lock: str, kept: Cache | None, memory: Memory) -> Iterator[Placed]:
    pairs, entries, uses = distinct_pairs(report, memory), glossary_of(report, memory), fact_uses(report, memory)
    gists = _gists_of(pairs, entries, report.manifest, Kept(kept, memory))
    usual = usual_ratio(gist.lengths for gist in gists)
    for pair, gist in zip(pairs, gists, strict=True):
        ratio = check_ratio(gist.lengths, usual) if ONE_SIDED.isdisjoint(finding.rule for finding in gist.findings) else None
        for finding in (*gist.findings, *([ratio] if ratio else [])):
            if finding.rule != HALF_WIDTH or not half_width_marks(pair.zh.plain):  # told as a problem already
                yield _placed(pair, finding)
    for pair, finding in check_name_forms(pairs, gists):
        yield _placed(pair, finding)
    for check in (check_glossary(entries, pairs, gists), check_facts(report, uses), check_typed_figures(uses, pairs, gists), check_two_values(report, uses, pairs, gists, memory), changed_since_agreed(report, lock)):
        for at, pair, finding in check:
            yield _placed(pair, finding, at)


def _gists_of(
    pairs: Sequence[Pair], entries: Sequence[Term], manifest: Manifest, known: Kept
) -> list[Gist]:  # fmt: skip
    """The gist of each pair, kept, remembered or read."""
    kept, memory = known.cache, known.memory
    name = _name_of(entries, manifest) if kept or memory.lasting else ""
    gists = memory.get(("gists", name)) or memory.put(("gists", name), _Gists(GistBook(kept.get(name) or b"" if kept else b""), partial(_reader, entries, manifest)))
    gists.grown = False
    found = [memory.of(gists.of, pair) for pair in pairs]
    if kept and gists.grown:
        kept.put_later(name, lambda: gist_lines(pairs, found))
    return found


class _Gists:
    """The gists of pairs, from a book or read."""

    def __init__(self, book: GistBook, reader: Callable[[], GistReader]) -> None:
        self._book = book
        self._make_reader = reader
        self._reader: GistReader | None = None
        self.grown = False
        """A pair was read that is in no book."""

    def of(self, pair: Pair) -> Gist:
        gist = self._book.get(key_of_pair(pair))
        if gist is None:
            self._reader = self._reader or self._make_reader()
            self.grown = True
            gist = self._reader.read(pair)
        return gist


def _reader(entries: Sequence[Term], manifest: Manifest) -> GistReader:
    """The reader of pairs; it loads the reading of numbers, dates and names, which takes longer than to look at what is kept."""
    from reportgen.checks.read_gist import GistReader

    return GistReader(entries, manifest.spelling)


def _name_of(entries: Sequence[Term], manifest: Manifest) -> str:
    """A name that changes with all that a gist depends on beside its pair: our code, the glossary and the spelling."""
    parts = (rules_version(), manifest.spelling or "", *(f"{entry.en.plain}\0{entry.zh.plain}" for entry in entries))
    return hashlib.sha256("\1".join(parts).encode()).hexdigest()[:32]


def distinct_pairs(report: Report, memory: Memory = FORGETFUL) -> list[Pair]:
    """Every pair of the report once: titles stand in the running head and the contents as well."""
    seen: dict[_Said, Pair] = {}
    for part in parts_of(report):
        for said, pair in memory.of(_pairs_in, part):
            seen.setdefault(said, pair)
    return list(seen.values())


def _pairs_in(part: Any) -> tuple[tuple[_Said, Pair], ...]:
    """The pairs of a part of the report by what they say."""
    pairs: dict[_Said, Pair] = {}
    for pair in pairs_of(part):
        notes = tuple([span.note or span.reference for text in (pair.en, pair.zh) for span in text.spans])
        pairs.setdefault((pair.en.plain, pair.zh.plain, notes), pair)
    return tuple(pairs.items())


def _placed(pair: Pair, finding: Finding, at: Position | None = None) -> Placed:
    side = finding.marks[-1].side if finding.marks else "en"
    place = at or (pair.zh.at if side == "zh" else pair.en.at)
    return Placed(place, finding, pair.en.plain, pair.zh.plain, key_of(pair.en.plain, pair.zh.plain))
