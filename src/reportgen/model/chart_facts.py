"""A chart whose rows name facts in, the chart with their numbers out: the drawn value and how it is written.

Knows nothing of drawing; a row still may write its number in its own way with `display`.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.errors import Position, Problem
from reportgen.model.content import Chart, Datum, Language, Pair, Reference
from reportgen.model.fact_book import FactBook
from reportgen.model.figures.figure import Range, Value
from reportgen.model.figures.forms import POWERS, FormFault, read_form
from reportgen.model.markup import FactRef
from reportgen.records import replace


class ChartFacts:
    """Fills the facts of one chart in."""

    def __init__(self, book: FactBook, languages: tuple[Language, ...], problems: list[Problem]) -> None:
        self.book, self.languages, self.problems = book, languages, problems
        self.power = 0
        """The power of ten that the chart's money and counts are drawn in."""

    def filled(self, chart: Chart) -> Chart:
        """The chart with the numbers that its rows and its reference take from facts; a faulty row stays as it was."""
        self.power = POWERS.get(chart.counted_in, 0)
        return replace(chart, rows=tuple(map(self._row, chart.rows)), reference=self._reference(chart.reference))

    def _row(self, row: Datum) -> Datum:
        if row.fact is not None:
            typed = [name for name in ("value", "low", "high") if getattr(row, name) is not None]
            if typed:
                self._twice(row.fact.at, "row", typed)
            row = self._with_value(row, row.fact)
        return row if row.before_fact is None else self._with_before(row, row.before_fact)

    def _with_before(self, row: Datum, ref: FactRef) -> Datum:
        if row.before is not None:
            self._twice(ref.at, "row", ["before"])
        value = self._value(ref)
        if isinstance(value, Decimal):
            display = row.before_display or self._display(ref)
            return replace(row, before=self._number(ref, value), before_display=display)
        if value is not None:
            self._not_drawn(ref)
        return row

    def _with_value(self, row: Datum, ref: FactRef) -> Datum:
        fact = self.book.facts.get(ref.fact)
        value = self._value(ref)
        display = row.display or self._display(ref) if value is not None else None
        floor = row.open or bool(fact and fact.figure.is_floor)
        match value:
            case None:
                return row
            case Decimal():
                return replace(row, value=self._number(ref, value), display=display, open=floor)
            case Range():
                return replace(row, low=self._number(ref, value.low), high=self._number(ref, value.high), display=display, open=floor)
            case _:
                self._not_drawn(ref)
                return row

    def _reference(self, reference: Reference | None) -> Reference | None:
        if reference is None or reference.fact is None:
            return reference
        if reference.low or reference.high is not None:
            self._twice(reference.fact.at, "reference", ["low"])
        ref = reference.fact
        value = self._value(ref)
        match value:
            case None:
                return reference
            case Decimal():
                return replace(reference, low=self._number(ref, value))
            case Range():
                return replace(reference, low=self._number(ref, value.low), high=self._number(ref, value.high))
            case _:
                self._not_drawn(ref)
                return reference

    def _value(self, ref: FactRef) -> Value | None:
        """The value that the form of a reference means, or None with the problem reported."""
        fact = self.book.find(ref, self.problems)
        if fact is None:
            return None
        try:
            form = read_form(ref.form)
        except FormFault as fault:
            self.problems.append(Problem(ref.at, fault.message, fault.expected, fault.hint))
            return None
        value = fact.figure.value
        if form.previous and fact.figure.previous is not None:
            value = fact.figure.previous.value
        if isinstance(value, Range) and (form.low or form.high):
            return value.low if form.low else value.high
        return value

    def _display(self, ref: FactRef) -> Pair | None:
        return self.book.pair(ref, self.languages, self.problems)

    def _twice(self, at: Position, what: str, typed: list[str]) -> None:
        self.problems.append(Problem(at, f"the {what} has a fact and {' and '.join(typed)} as well", "one of them"))

    def _not_drawn(self, ref: FactRef) -> None:
        self.problems.append(Problem(ref.at, f"the fact “{ref.fact}” is not a number that can be drawn here", "a number or a range"))

    def _number(self, ref: FactRef, amount: Decimal) -> float:
        """What is drawn: money and counts in the chart's power of ten, a rate or a price as it is."""
        kind = self.book.facts[ref.fact].unit.kind
        return float(amount.scaleb(-self.power) if kind in ("money", "count") else amount)
