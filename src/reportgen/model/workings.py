"""How the derived facts were worked out, as sentences for their notes in both languages.

A sentence shows the figures as the report prints them, so a reader who works it out again may differ in the last
place; ≈ stands where the result is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.model.content import AnySection, Language, Note, Notes, Pair
from reportgen.model.fact_book import FactBook
from reportgen.model.facts import Fact, Formula
from reportgen.model.figures.amounts import rounded
from reportgen.model.markup import FactMark, FactRef, Span, Text
from reportgen.records import replace

_COLON: dict[Language, tuple[str, str]] = {"en": (": ", "."), "zh": ("：", "。")}
_BRACKETS: dict[Language, tuple[str, str]] = {"en": ("(", ")"), "zh": ("（", "）")}
_Part = str | FactRef


def with_workings(section: AnySection, book: FactBook) -> AnySection:
    """The section; if it holds notes, each with the formulas of the derived facts that name it."""
    if not isinstance(section, Notes):
        return section
    derived: dict[str, list[Fact]] = {}
    for fact in book.facts.values():
        if fact.formula is not None:
            derived.setdefault(fact.note, []).append(fact)
    return replace(section, notes=tuple(_noted(note, derived, book) for note in section.notes))


def working(fact: Fact, book: FactBook) -> Pair:
    """The sentence that shows how a derived fact was worked out."""
    return Pair(_sentence(fact, "en", book), _sentence(fact, "zh", book))


def _noted(note: Note, derived: Mapping[str, list[Fact]], book: FactBook) -> Note:
    return replace(note, body=(*note.body, *(working(fact, book) for fact in derived.get(note.id, ()))))


def _sentence(fact: Fact, language: Language, book: FactBook) -> Text:
    assert fact.formula is not None
    colon, stop = _COLON[language]
    digits = fact.figure.digits
    amount = fact.figure.value
    assert isinstance(amount, Decimal)
    equals = " = " if rounded(amount, digits) == amount else " ≈ "
    parts: list[_Part] = [fact.label.side(language).plain, colon, *_formula(fact.formula, language, fact), equals,
                          FactRef(fact.id, "bare" if equals == " ≈ " else "", fact.at), stop]  # fmt: skip
    return _text(parts, language, book, fact)


def _formula(formula: Formula, language: Language, fact: Fact) -> list[_Part]:
    """The formula with its figures: of a growth, the later one stands first."""
    first, *rest = (FactRef(name, "", fact.at) for name in formula.facts)
    opened, closed = _BRACKETS[language]
    match formula.operation:
        case "sum":
            return [first, *(part for ref in rest for part in (" + ", ref))]
        case "difference":
            return [first, " − ", rest[0]]
        case "share" | "ratio":
            return [first, " ÷ ", rest[0]]
        case "growth":
            return [rest[0], " ÷ ", first, " − 1"]
        case "cagr":
            return [opened, rest[0], " ÷ ", first, f"{closed}^(1/{formula.years}) − 1"]


def _text(parts: list[_Part], language: Language, book: FactBook, fact: Fact) -> Text:
    words = ""
    marks = []
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        written = book.write(part, language, [])
        assert written is not None  # its facts have been read, and the usual form fits all of them
        marks.append(FactMark(part, len(words), len(words) + len(written)))
        words += written
    return Text((Span(words),), fact.at, tuple(marks))
