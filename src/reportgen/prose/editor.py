"""One pair of texts in, everything that an editor would mark in it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.prose.chinese import read_chinese
from reportgen.prose.chinese_style import check_chinese
from reportgen.prose.completeness import (
    USUAL_RATIO,
    check_ratio,
    check_sentences,
    check_sides,
    check_translated,
    lengths_of,
)
from reportgen.prose.counts import check_nearly_all
from reportgen.prose.directions import check_directions
from reportgen.prose.english import read_english
from reportgen.prose.english_style import Variety, check_english
from reportgen.prose.eras import check_eras
from reportgen.prose.finding import Finding
from reportgen.prose.institutions import check_institutions
from reportgen.prose.marks import check_marks
from reportgen.prose.names import check_names
from reportgen.prose.negation import check_negation
from reportgen.prose.parity import compare_figures
from reportgen.prose.quantifiers import check_quantifiers
from reportgen.prose.rates import check_rates
from reportgen.prose.sides import Side
from reportgen.prose.sources import check_sources, source_spans
from reportgen.prose.terms import TermBook
from reportgen.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a report or a file of pairs keeps to throughout, so that keeping to it is no fault."""

    terms: TermBook | None = None
    variety: Variety | None = None
    typewritten: bool = False
    """English marks are straight throughout."""
    curly: bool = False
    """English apostrophes are curly throughout."""
    spaced: bool = False
    """Han and Latin are parted by typed blanks throughout."""
    usual_ratio: float | None = USUAL_RATIO
    """None if nobody knows yet, and lengths are judged later (`completeness.check_ratio`)."""


def check_pair(en: Side, zh: Side, conventions: Conventions) -> list[Finding]:
    """All findings of a pair whose sides both exist, in the order of the text."""
    blank = check_sides(en.text, zh.text)
    if blank:
        return [blank]
    untranslated = list(check_translated(en, zh))
    styled = [*check_english(en, conventions.variety, conventions.typewritten, conventions.curly), *check_chinese(zh, conventions.spaced)]
    if untranslated:
        return _in_order([*untranslated, *check_english(en, conventions.variety, conventions.typewritten)])
    found = [*_against_each_other(en, zh, conventions), *styled]
    ratio = check_ratio(lengths_of(en, zh), conventions.usual_ratio) if conventions.usual_ratio is not None else None
    return _in_order([*found, *([ratio] if ratio else [])])


def _against_each_other(en: Side, zh: Side, conventions: Conventions) -> Iterator[Finding]:
    left, right = read_english(en.words), read_chinese(zh.words)
    figures = compare_figures(en, zh, left, right) if left.quantities or right.quantities else []
    yield from figures
    if not any(f.rule == "parity/direction" for f in figures):
        yield from list(check_directions(en, zh)) or check_quantifiers(en, zh)
    yield from check_nearly_all(en, zh)
    yield from check_rates(en, zh)
    yield from check_eras(en, zh)
    names = list(check_names(en, zh, left.codes, right.codes)) or list(check_institutions(en, zh))
    spans = source_spans(en, zh)
    yield from (replace(f, rule="parity/source") if _inside(f, spans) else f for f in names)
    yield from check_sources(en, zh)
    yield from check_negation(en, zh)
    yield from check_marks(en, zh)
    yield from check_sentences(en, zh)
    if conventions.terms is not None:
        yield from conventions.terms.check(en, zh)


def _inside(finding: Finding, spans: tuple[tuple[int, int] | None, tuple[int, int] | None]) -> bool:
    for side, span in zip(("en", "zh"), spans, strict=True):
        mark = finding.mark(side)  # type: ignore[arg-type]
        if span and mark and span[0] <= mark.start < span[1]:
            return True
    return False


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda f: (f.marks[0].start if f.marks else -1, f.rule))
