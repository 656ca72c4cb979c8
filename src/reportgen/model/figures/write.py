"""Writes a figure in a form and a language.

In order: the value in digits and powers of ten (or words), the unit around it, the qualifier around both, the date.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.figures.amounts import (
    LONG_SCALES,
    MOST_WORDS,
    chinese_words,
    decimals,
    english_words,
    rounded,
    scaled,
    written,
)
from reportgen.model.figures.dates import Date, write_date, write_period
from reportgen.model.figures.figure import Figure, Period, Range, Value
from reportgen.model.figures.forms import POWERS, FactForm, FormFault
from reportgen.model.figures.rules import ChineseRules, LanguageRules
from reportgen.model.figures.units import UNITS, Dress, Unit
from reportgen.records import dataclass, replace

_RANGE = "–"
_DATED = {"early": "early", "mid": "mid", "late": "late", "up_to": "through"}


def write_figure(figure: Figure, form: FactForm, rules: LanguageRules) -> str:
    """The words of the figure; raises `FormFault` if it does not have the form."""
    if form.previous:
        figure = _earlier(figure)
    if form.low or form.high:
        figure = _end_of(figure, form)
    if form.date:
        figure = Figure(_dated(figure, "date"), UNITS["date"])
    if isinstance(figure.value, Date | Period):
        words = _date(figure, figure.value, form, rules)
    else:
        words = _Writer(figure, form, rules).amount()
    if form.qualified and figure.qualifier != "exact":
        words = _qualifier(figure, form, rules).replace("{}", words)
    if form.year:
        words = _with_date(words, figure, form, rules)
    return words[:1].upper() + words[1:] if form.capital else words


def _earlier(figure: Figure) -> Figure:
    if figure.previous is None:
        raise FormFault("the fact has no previous value", "a key “previous” at the fact, or another form")
    return replace(figure, value=figure.previous.value, as_of=figure.previous.as_of, qualifier="exact", previous=None)


def _end_of(figure: Figure, form: FactForm) -> Figure:
    match figure.value:
        case Range(low, high):
            value: Value = low if form.low else high
        case Period(first, last):
            value = first if form.low else last
        case _:
            raise FormFault("the fact is not a range, so it has no lower or upper end", "another form")
    opened = figure.qualifier == "open" and form.high
    return replace(figure, value=value, qualifier="over" if opened else "exact")


# --- amounts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """An amount in digits with its power of ten."""

    digits: str
    scale: str
    is_one: bool


class _Writer:
    """Writes one amount or range."""

    def __init__(self, figure: Figure, form: FactForm, rules: LanguageRules) -> None:
        self.figure, self.form, self.rules = figure, form, rules
        self.unit: Unit = figure.unit
        self.dress: Dress = self.unit.side(rules.language)
        if form.base == "amount" and self.unit.kind != "price":
            raise FormFault("the fact is not a price, so it has no form “amount”", "short, long or value")
        if form.base in POWERS and self.unit.kind not in ("money", "count"):
            raise FormFault(f"the unit “{self.unit.id}” has no form “{form.base}”", "short, long or value")

    def amount(self) -> str:
        value = self.figure.value
        if isinstance(value, Range):
            return self._range(self._part(value.low), self._part(value.high))
        assert isinstance(value, Decimal)
        return self._dressed(self._part(value))

    def _part(self, amount: Decimal) -> _Part:
        if self.figure.digits:
            amount = rounded(amount, self.figure.digits)
        if self.form.words:
            return self._in_words(amount)
        grouping = self.rules.grouping
        if self.form.base in POWERS:
            part = amount.scaleb(-POWERS[self.form.base])
            return _Part(written(part, grouping, keep_zeros=False), "", False)
        scale = ""
        if self.unit.is_scaled and not self._spelled_out(amount):
            amount, scale = scaled(amount, self.rules.scales)
        digits = written(amount, grouping and not scale, keep_zeros=not scale)
        return _Part(digits, scale, digits == "1" and not scale)

    def _spelled_out(self, amount: Decimal) -> bool:
        """A long count stays in digits up to a million; 100,000 organizations, not 100 thousand."""
        return self.form.is_long and self.rules.language == "en" and abs(amount) < 1_000_000

    def _in_words(self, amount: Decimal) -> _Part:
        if self.unit.kind not in ("count", "multiple", "time"):
            raise FormFault(f"the unit “{self.unit.id}” has no form “words”", "short, long or value")
        if decimals(amount) or not 0 <= amount <= MOST_WORDS:
            raise FormFault(f"{amount:f} is not written in words", f"a whole number from 0 to {MOST_WORDS}, or another form")
        number = int(amount)
        words = english_words(number) if self.rules.language == "en" else chinese_words(number)
        return _Part(words, "", number == 1)

    def _range(self, low: _Part, high: _Part) -> str:
        both = self.unit.kind == "percent" and self.rules.percent_range == "both" and self.form.base != "value"
        signed = low.digits.startswith("−")
        long = (self.form.is_long or self.form.words or signed) and (low.scale != high.scale or self.form.words or signed)
        english = self.rules.language == "en"
        join = (" to " if english else "至") if long else _RANGE
        if both:
            return self._dressed(low) + join + self._dressed(high)
        if low.scale == high.scale and not signed:
            return self._dressed(replace(high, digits=low.digits + join + high.digits, is_one=False))
        first = self._scaled_digits(low)
        if self.form.base != "value":
            first = self.dress.before + first
        return self._ordered(first + join + self._core(high), high)

    def _dressed(self, part: _Part) -> str:
        return self._ordered(self._core(part), part)

    def _scaled_digits(self, part: _Part) -> str:
        long = self.form.is_long and self.rules.language == "en"
        return part.digits + (LONG_SCALES[part.scale] if long and part.scale else part.scale)

    def _core(self, part: _Part) -> str:
        """The digits with the sign of a currency before them; a minus stands before both."""
        digits = self._scaled_digits(part)
        if self.form.base in (*POWERS, "value"):
            return digits
        if digits.startswith("−") and self.dress.before:
            return f"−{self.dress.before}{digits[1:]}"
        return self.dress.before + digits

    def _ordered(self, core: str, part: _Part) -> str:
        """The figure with what stands behind it, and a price's “per …” on its side."""
        base = self.form.base
        if base in (*POWERS, "value"):
            return core
        long = self.form.is_long or (self.form.words and self.unit.kind in ("multiple", "time"))
        core += (self.dress.one if part.is_one else self.dress.many) if long else self._short_after(part)
        if base == "amount" or not self.dress.per:
            return core
        per = self.dress.per_long if long else self.dress.per
        return per + core if self.dress.per_before else core + per

    def _short_after(self, part: _Part) -> str:
        """A unit of time is a word in the short form too, so that it has a singular."""
        singular = part.is_one and self.unit.kind in ("time", "points")
        return self.dress.one if singular else self.dress.after


# --- dates and qualifiers ---------------------------------------------------------------------------------------------


def _date(figure: Figure, value: Date | Period, form: FactForm, rules: LanguageRules) -> str:
    if form.base in POWERS or form.base == "amount" or form.words:
        name = "words" if form.words else form.base
        raise FormFault(f"a date has no form “{name}”", "short, long or value")
    if isinstance(value, Period):
        return write_period(value.first, value.last, rules, form.is_long)
    if value.is_year and not value.fiscal and (form.base == "value" or (figure.qualifier == "from" and not form.is_long and form.qualified)):
        return str(value.year)
    return write_date(value, rules, form.is_long)


def _qualifier(figure: Figure, form: FactForm, rules: LanguageRules) -> str:
    """The template of the qualifier; number words take the long one."""
    name = figure.qualifier
    short = not (form.is_long or form.words)
    if figure.shape in ("date", "period"):
        name = _DATED.get(name, "since" if name == "from" else name)  # type: ignore[assignment]
        short = short and name != "about"
    elif name == "from":
        name = "starting"  # type: ignore[assignment]
    template = getattr(rules, f"{name}_short", None) if short else None
    return template or str(getattr(rules, name))


def _dated(figure: Figure, form: str) -> Date:
    if figure.as_of is None:
        raise FormFault(f"the fact has no “as_of”, so it has no form “{form}”", "a key “as_of” at the fact, or another form")
    return figure.as_of


def _with_date(words: str, figure: Figure, form: FactForm, rules: LanguageRules) -> str:
    date = _dated(figure, "year")
    name = write_date(date, rules, form.is_long)
    if isinstance(rules, ChineseRules):
        return name + words if form.is_long else f"{words}（{name}）"
    if not form.is_long:
        return f"{words} ({name})"
    return f"{words} {'on' if date.day else 'in'} {name}"
