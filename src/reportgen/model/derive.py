"""Facts that follow from others: worked out exactly, from single amounts of one unit, with the rounding declared.

The result is kept as exact as decimal arithmetic of 28 digits makes it; `digits` of the fact says how much is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.facts import Derivation, Formula
from reportgen.model.figures.figure import Figure
from reportgen.model.figures.units import Unit

OPERATIONS = ("sum", "difference", "share", "ratio", "growth", "cagr")
_PER_CENT = 100


class Underivable(Exception):
    """A derivation that has no answer: what is wrong, what was expected, a hint."""

    def __init__(self, message: str, expected: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.expected, self.hint = message, expected, hint


def formula_of(derivation: Derivation) -> Formula:
    """The operation and its facts; raises `Underivable` if it is not exactly one, or has too few or too many facts."""
    given = [name for name in OPERATIONS if getattr(derivation, name)]
    if len(given) != 1:
        found = " and ".join(given) or "no operation"
        raise Underivable(f"“derived” holds {found}", "exactly one of " + ", ".join(OPERATIONS))
    operation = given[0]
    facts: tuple[str, ...] = getattr(derivation, operation)
    if operation == "sum" and len(facts) < 2:
        raise Underivable("a sum of one fact is the fact itself", "at least two facts")
    if operation != "sum" and len(facts) != 2:
        raise Underivable(f"“{operation}” is given {len(facts)} facts", "two")
    return Formula(operation, facts)  # type: ignore[arg-type]


def result_kind(operation: str, unit: Unit) -> str:
    """The kind of unit that the operation gives when its facts have `unit`."""
    if operation in ("share", "growth", "cagr"):
        return "percent"
    if operation == "ratio":
        return "multiple"
    return "points" if unit.kind == "percent" and operation == "difference" else unit.kind


def years_between(formula: Formula, first: Figure, last: Figure) -> int:
    """The years of a yearly growth, from the dates of its two facts."""
    for name, figure in zip(formula.facts, (first, last), strict=True):
        if figure.as_of is None:
            raise Underivable(f"“{name}” has no “as_of”, so the years of the growth are not known", "a key “as_of” with its year")
        if not figure.as_of.is_year:
            raise Underivable(f"“{name}” is of {figure.as_of}, and a yearly growth needs years", "an “as_of” that is a year")
    assert first.as_of and last.as_of
    years = last.as_of.year - first.as_of.year
    if first.as_of.fiscal != last.as_of.fiscal:
        raise Underivable("one fact is of a calendar year and the other of a fiscal year", "two of one kind")
    if years < 1:
        raise Underivable(f"“{formula.facts[1]}” is not later than “{formula.facts[0]}”", "the earlier fact first")
    return years


def work_out(formula: Formula, figures: Sequence[Figure]) -> Decimal:
    """The result; raises `Underivable` for facts that do not go together, and where the answer does not exist."""
    amounts = []
    for name, figure in zip(formula.facts, figures, strict=True):
        if not isinstance(figure.value, Decimal):
            raise Underivable(f"“{name}” is a {figure.shape}", "facts that are single amounts")
        amounts.append(figure.value)
    units = {figure.unit.id for figure in figures}
    if len(units) > 1:
        listed = ", ".join(f"{name} in {figure.unit.id}" for name, figure in zip(formula.facts, figures, strict=True))
        raise Underivable(f"the facts have different units: {listed}", "facts of one unit")
    first, second = amounts[0], amounts[1]
    match formula.operation:
        case "sum":
            return sum(amounts, Decimal(0))
        case "difference":
            return first - second
        case "share":
            return _over(first, second, formula.facts[1]) * _PER_CENT
        case "ratio":
            return _over(first, second, formula.facts[1])
        case "growth":
            if first < 0:
                raise Underivable(f"“{formula.facts[0]}” is below zero, and growth from there means nothing", "a fact above zero")
            return (_over(second, first, formula.facts[0]) - 1) * _PER_CENT
    if first <= 0 or second <= 0:
        raise Underivable("a yearly growth needs amounts above zero", "two facts above zero")
    return ((second / first) ** (Decimal(1) / formula.years) - 1) * _PER_CENT


def _over(part: Decimal, whole: Decimal, name: str) -> Decimal:
    if not whole:
        raise Underivable(f"“{name}” is zero, and nothing can be divided by it", "a fact that is not zero")
    return part / whole
