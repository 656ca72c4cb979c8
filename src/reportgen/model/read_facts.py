"""content/facts.yaml in, a `FactBook` out, with every fault in it by line and column.

Typed values become exact amounts and dates, units and sources are looked up, derived facts are worked out in the
order in which they need each other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.errors import Position, Problem, nearest
from reportgen.model.content import LANGUAGES, Language, Pair
from reportgen.model.decode import INVALID, LANGUAGE_NAMES, Decoder
from reportgen.model.derive import Underivable, formula_of, result_kind, work_out, years_between
from reportgen.model.fact_book import FACTS, FactBook
from reportgen.model.facts import Fact, FactEntry, FactFile, Formula, OwnUnit, Source
from reportgen.model.figures.amounts import read_amount
from reportgen.model.figures.dates import EXPECTED, Date, read_date
from reportgen.model.figures.figure import QUALIFIERS, Earlier, Figure, Period, Range, Value, shape_of
from reportgen.model.figures.rules import FigureRules
from reportgen.model.figures.units import UNITS, Unit, counted, measure, price
from reportgen.model.source import Mapping, Node, Typed, read_yaml
from reportgen.model.source import Sequence as ListNode
from reportgen.records import replace

_AMOUNT = "a number such as 88, 1,993, 0.30 or 700 billion"


def read_facts(folder: Path, decoder: Decoder, rules: FigureRules) -> FactBook:
    """The facts of the report in `folder`; an empty book if it has no file of facts."""
    if not (folder / FACTS).exists():
        return FactBook(rules)
    node = read_yaml(folder / FACTS, FACTS, decoder.problems)
    if node is None:
        return FactBook(rules, exists=True, whole=False)
    return facts_from(node, decoder, rules)


def facts_from(node: Node, decoder: Decoder, rules: FigureRules) -> FactBook:
    """The facts of a parsed file of facts."""
    return _FactReader(decoder).read(node, rules)


class _FactReader:
    """Reads one file of facts; all problems go to the decoder's list."""

    def __init__(self, decoder: Decoder) -> None:
        self.decoder = decoder
        self.problems = decoder.problems
        self.units: dict[str, Unit] = dict(UNITS)
        self.sources: dict[str, Pair] = {}
        self.entries: dict[str, FactEntry] = {}
        self.facts: dict[str, Fact] = {}
        self.open: list[str] = []
        """The facts that are being worked out, each needed by the one before it."""
        self.faulty: set[str] = set()

    def read(self, node: Node, rules: FigureRules) -> FactBook:
        if not isinstance(node, Mapping):
            self.decoder.object(FactFile, node)
            return FactBook(rules, exists=True, whole=False)
        self._parts(node)
        for name in self.entries:
            self._fact(name)
        ordered = {name: self.facts[name] for name in self.entries if name in self.facts}
        return FactBook(rules, ordered, self.sources, frozenset(self.faulty), True)

    def _parts(self, node: Mapping) -> None:
        """Units, sources and facts, each kept if it is sound, so that one fault does not hide the others."""
        known = ("facts", "units", "sources")
        for name, _ in node.entries:
            if name.value not in known:
                self.problems.append(
                    Problem(name.at, f"the key “{name.value[:40]}” is not known here", "one of " + ", ".join(known),
                            nearest(name.value, known))
                )  # fmt: skip
        if node.get("facts") is None:
            self.problems.append(Problem(node.at, "the key “facts” is missing", "facts: the figures"))
        for unit in self._items(node, "units", OwnUnit):
            self._own_unit(unit)
        for source in self._items(node, "sources", Source):
            if self._keep(source.id, source.at, self.sources, "source"):
                self.sources[source.id] = source.name
        for entry in self._items(node, "facts", FactEntry):
            if self._keep(entry.id, entry.at, self.entries, "fact"):
                self.entries[entry.id] = entry

    def _items(self, node: Mapping, name: str, cls: type) -> list[Any]:
        child = node.get(name)
        if child is None:
            return []
        if not isinstance(child, ListNode):
            self.problems.append(Problem(child.at, f"“{name}” is not a list", "a list (lines that begin with “- ”)"))
            return []
        found = []
        for item in child.items:
            value = self.decoder.object(cls, item)
            if value is not INVALID:
                found.append(value)
            elif isinstance(item, Mapping) and (typed := item.get("id")) is not None:
                self.faulty.add(getattr(typed, "value", ""))
        return found

    def _keep(self, name: str, at: Position, present: Collection[str], what: str) -> bool:
        """Whether the name is new."""
        if name in present:
            self.problems.append(Problem(at, f"the {what} “{name}” stands twice", "a name of its own"))
            return False
        return True

    def _own_unit(self, own: OwnUnit) -> None:
        given = [name for name in ("count", "price", "symbol") if getattr(own, name) is not None]
        if len(given) != 1:
            self.problems.append(Problem(own.at, f"the unit “{own.id}” holds {' and '.join(given) or 'nothing'}",
                                         "exactly one of count, price, symbol"))  # fmt: skip
            self.faulty.add(own.id)
            return
        if not self._keep(own.id, own.at, self.units, "unit"):
            return
        said = _words_of(own)
        missing = [f"{part} ({LANGUAGE_NAMES[language]})" for part, language, words in said
                   if words is None and language in self.decoder.languages]  # fmt: skip
        if missing:
            self.problems.append(Problem(own.at, f"the unit “{own.id}” has no {' and no '.join(missing)}", "the words of each language"))
            self.faulty.add(own.id)
            return
        words = [words or "" for _, _, words in said]
        if own.count is not None:
            unit = counted(own.id, words[0], words[1], words[2], own.count.zh)
        elif own.price is not None:
            unit = price(own.id, UNITS[own.price.money], (words[0], words[1]), (words[2], words[3]))
        else:
            unit = measure(own.id, words[0], words[1])
        self.units[own.id] = unit

    # --- one fact -------------------------------------------------------------------------------------------------

    def _fact(self, name: str) -> Fact | None:
        """The fact of that name, worked out if it has not been; None if it is faulty."""
        if name in self.facts or name in self.faulty:
            return self.facts.get(name)
        entry = self.entries[name]
        before = len(self.problems)
        self.open.append(name)
        fact = self._read(entry)
        self.open.pop()
        if fact is None or len(self.problems) > before:
            self.faulty.add(name)
            return None
        self.facts[name] = fact
        return fact

    def _read(self, entry: FactEntry) -> Fact | None:
        unit = self.units.get(entry.unit)
        if unit is None:
            if entry.unit not in self.faulty:
                self._report(entry, f"the unit “{entry.unit[:40]}” is not known", "one of " + ", ".join(self.units),
                             nearest(entry.unit, list(self.units)))  # fmt: skip
            return None
        if (entry.value is None) == (entry.derived is None):
            found = "neither “value” nor “derived”" if entry.value is None else "both “value” and “derived”"
            self._report(entry, f"the fact “{entry.id}” has {found}", "one of them")
            return None
        figure = Figure(Decimal(0), unit, entry.qualifier, self._date(entry.as_of, entry.at), int(entry.digits or 0))
        source = self._source(entry)
        formula = None
        if entry.value is not None:
            value = self._value(entry.value, unit)
            if value is None:
                return None
            figure = replace(figure, value=value)
        else:
            assert entry.derived is not None
            try:
                formula, figure = self._derived(entry, figure)
            except Underivable as fault:
                self.problems.append(Problem(entry.derived.at, f"the fact “{entry.id}” cannot be derived: {fault.message}",
                                             fault.expected, fault.hint))  # fmt: skip
                return None
        self._check_figure(entry, figure)
        figure = replace(figure, previous=self._previous(entry, figure))
        return Fact(entry.id, entry.label, figure, source, entry.note, formula, entry.at)

    def _derived(self, entry: FactEntry, figure: Figure) -> tuple[Formula, Figure]:
        assert entry.derived is not None
        formula = formula_of(entry.derived)
        parts = [self._needed(entry, name) for name in formula.facts]
        figures = [fact.figure for fact in parts]
        kind = result_kind(formula.operation, figures[0].unit)
        fits = figure.unit.kind == kind if kind in ("percent", "points", "multiple") else figure.unit.id == figures[0].unit.id
        if not fits:
            expected = kind if kind in ("percent", "points", "multiple") else figures[0].unit.id
            raise Underivable(f"a {formula.operation} of {figures[0].unit.id} is not in {figure.unit.id}", f"unit: {expected}")
        if formula.operation == "cagr":
            formula = replace(formula, years=years_between(formula, figures[0], figures[1]))
        if not figure.digits:
            raise Underivable("it does not say how far it is rounded", "a key “digits” with the significant figures to print")
        value = work_out(formula, figures)
        unsure = next((fact for fact in parts if fact.figure.qualifier != "exact"), None)
        if unsure and entry.qualifier == "exact":
            raise Underivable(f"“{unsure.id}” is “{unsure.figure.qualifier}”, so the result is not exact",
                              "a key “qualifier”, such as about")  # fmt: skip
        return formula, replace(figure, value=value)

    def _needed(self, entry: FactEntry, name: str) -> Fact:
        if name in self.open:
            circle = " → ".join([*self.open[self.open.index(name) :], name])
            raise Underivable(f"it needs itself ({circle})", "facts that do not lead back to it")
        if name not in self.entries:
            if name in self.faulty:
                raise Underivable(f"the fact “{name}” has a fault of its own")
            raise Underivable(f"there is no fact “{name[:64]}”", "the id of a fact", nearest(name, list(self.entries)))
        fact = self._fact(name)
        if fact is None:
            raise Underivable(f"the fact “{name}” has a fault of its own")
        return fact

    # --- parts of a fact ------------------------------------------------------------------------------------------

    def _value(self, typed: Typed, unit: Unit) -> Value | None:
        is_date = unit.kind == "date"
        ends = [self._end(words, at, is_date) for words, at in zip(typed.words, typed.places, strict=True)]
        if any(end is None for end in ends):
            return None
        if len(ends) == 1:
            return ends[0]
        return self._span(ends, typed)

    def _end(self, words: str, at: Position, is_date: bool) -> Decimal | Date | None:
        found: Decimal | Date | str = read_date(words) if is_date else read_amount(words)
        if isinstance(found, str):
            shown = words if len(words) <= 40 else words[:39] + "…"
            self.problems.append(Problem(at, f"“{shown}”: {found}", EXPECTED if is_date else _AMOUNT))
            return None
        return found

    def _span(self, ends: Sequence[Decimal | Date | None], typed: Typed) -> Value | None:
        low, high = ends
        if isinstance(low, Decimal) and isinstance(high, Decimal):
            if low < high:
                return Range(low, high)
        elif isinstance(low, Date) and isinstance(high, Date):
            if low.fiscal != high.fiscal:
                self.problems.append(Problem(typed.places[0], "one end is a fiscal year and the other is not", "two of one kind"))
                return None
            if low.first_day < high.first_day:
                return Period(low, high)
        self.problems.append(Problem(typed.places[0], f"the range begins at {typed.words[0]} and ends at {typed.words[1]}",
                                     "the lower end first, and the two not the same"))  # fmt: skip
        return None

    def _date(self, typed: str, at: Position) -> Date | None:
        if not typed:
            return None
        date = read_date(typed)
        if isinstance(date, str):
            self.problems.append(Problem(at, f"“{typed}” as the date of the fact: {date}", EXPECTED))
            return None
        return date

    def _source(self, entry: FactEntry) -> Pair | None:
        if not isinstance(entry.source, str):
            return entry.source
        found = self.sources.get(entry.source)
        if found is None and entry.source not in self.faulty:
            self._report(entry, f"the fact “{entry.id}” names the source “{entry.source[:64]}”, which does not exist",
                         "the id of a source of `sources`, or a pair", nearest(entry.source, list(self.sources)))  # fmt: skip
        return found

    def _previous(self, entry: FactEntry, figure: Figure) -> Earlier | None:
        previous = entry.previous
        if previous is None:
            return None
        value = self._value(previous.value, figure.unit)
        if value is None:
            return None
        as_of = self._date(previous.as_of, entry.at)
        if as_of and figure.as_of and as_of.first_day >= figure.as_of.first_day:
            self._report(entry, f"the previous value of “{entry.id}” is of {as_of}, and the fact of {figure.as_of}", "an earlier date")
        return Earlier(value, as_of)

    def _check_figure(self, entry: FactEntry, figure: Figure) -> None:
        allowed = QUALIFIERS[shape_of(figure.value)]
        if entry.qualifier not in allowed:
            what = {"amount": "a single amount", "range": "a range", "date": "a date", "period": "a period"}[figure.shape]
            self._report(entry, f"the fact “{entry.id}” is {what} and cannot be “{entry.qualifier}”", "one of " + ", ".join(allowed))
        if figure.digits and figure.unit.kind == "date":
            self._report(entry, f"the fact “{entry.id}” is a date and has no significant figures", "no key “digits”")
        if entry.digits is not None and entry.digits != int(entry.digits):
            self._report(entry, f"{entry.digits:g} is not a number of figures", "a whole number from 1 to 15")

    def _report(self, entry: FactEntry, message: str, expected: str, hint: str = "") -> None:
        self.problems.append(Problem(entry.at, message, expected, hint))


def _words_of(own: OwnUnit) -> list[tuple[str, Language, str | None]]:
    """The words that a unit needs: the key, the language, and what was typed."""
    if own.count is not None:
        return [("one", "en", own.count.one), ("many", "en", own.count.many), ("counter", "zh", own.count.counter)]
    pairs = [("symbol", own.symbol)] if own.price is None else [("per", own.price.per), ("per_long", own.price.per_long)]
    return [(name, language, getattr(pair, language)) for name, pair in pairs for language in LANGUAGES]
