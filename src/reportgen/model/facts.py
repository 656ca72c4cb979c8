"""What a fact is: as content/facts.yaml gives it, and as the report holds it.

Each figure stands once, with its unit, how sure it is, when it held and who says so; texts, cards, charts and tables
name it. Knows no files; how a figure is written is for `figures`.
"""

from __future__ import annotations

from typing import Literal

from reportgen.errors import Position
from reportgen.model.content import Pair
from reportgen.model.fields import DATE_WORDS, FACT_NAME, Limits, key
from reportgen.model.figures.figure import Figure, Qualifier
from reportgen.model.figures.units import Unit
from reportgen.model.source import Typed
from reportgen.records import dataclass

Money = Literal["USD", "EUR", "GBP", "CNY", "JPY"]


@dataclass(frozen=True, slots=True)
class Counted:
    """Things that are counted: 1,993 organizations, 1,993家机构."""

    one: str | None = key("The English noun for one.", default=None)
    many: str | None = key("The English noun for more.", default=None)
    counter: str | None = key("The Chinese measure word, such as 家; “” for none.", default=None)
    zh: str = key("The Chinese noun.", default="")


@dataclass(frozen=True, slots=True)
class PerThing:
    """The same words in both languages, without markup."""

    en: str | None = key("In English.", default=None)
    zh: str | None = key("In Chinese.", default=None)


@dataclass(frozen=True, slots=True)
class Price:
    """A price per something: $0.30/M tokens, 每百万token 0.30美元."""

    money: Money = key("The currency.")
    per: PerThing = key("What the price is for, short.")
    per_long: PerThing = key("What the price is for, in full.", like="per")


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """A unit of the report's own: counted things, a price, or a measure."""

    id: str = key("The name that facts use.", form=FACT_NAME)
    count: Counted | None = key("For counted things.", default=None)
    price: Price | None = key("For a price per something.", default=None)
    symbol: PerThing | None = key("For a measure: what stands after the digits.", default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class Source:
    """A source that several facts name."""

    id: str = key("The name that facts use.", form=FACT_NAME)
    name: Pair = key("The source as it is printed.")
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class Previous:
    """The value before this one."""

    value: Typed = key("The value, or the two ends of a range.")
    as_of: str = key("When it held: 2024, 2024-Q1, 2024-04, 2024-04-15 or FY2024.", form=DATE_WORDS, default="")


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a fact follows from others. Exactly one of the keys is given, each with the names of facts."""

    sum: tuple[str, ...] = key("All of them added up.", default=())
    difference: tuple[str, ...] = key("The first less the second.", default=())
    share: tuple[str, ...] = key("The first as a share of the second, in per cent.", default=())
    ratio: tuple[str, ...] = key("How many times the second goes into the first.", default=())
    growth: tuple[str, ...] = key("From the first to the second, in per cent.", default=())
    cagr: tuple[str, ...] = key("The yearly growth from the first to the second, in per cent, by the years that they are of.",
                                default=())  # fmt: skip
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One figure of content/facts.yaml."""

    id: str = key("The name that the texts use, as in {name}.", form=FACT_NAME)
    label: Pair = key("What the figure is.")
    unit: str = key("What it counts: USD, percent, count, multiple, GW, nm, months, years, date, … or a unit of `units`.")
    value: Typed | None = key("A number such as 88, 0.30 or 700 billion, a date, or [low, high].", default=None)
    derived: Derivation | None = key("How it follows from other facts, in place of `value`.", default=None)
    digits: float | None = key("How many significant figures are printed; needed where a fact is derived.",
                               limits=Limits(1, 15), default=None)  # fmt: skip
    qualifier: Qualifier = key("How sure the figure is.", default="exact")
    as_of: str = key("When it holds: 2026, 2026-Q1, 2026-04, 2026-04-15 or FY2026.", form=DATE_WORDS, default="")
    source: str | Pair | None = key("The name of a source of `sources`, or the source itself.", default=None)
    note: str = key("The note that defines the figure.", default="")
    previous: Previous | None = key("The value before this one.", default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class FactFile:
    """content/facts.yaml: the report's figures, each once."""

    facts: tuple[FactEntry, ...] = key("The figures.")
    units: tuple[OwnUnit, ...] = key("Units of the report's own.", default=())
    sources: tuple[Source, ...] = key("Sources that several facts name.", default=())


@dataclass(frozen=True, slots=True)
class Formula:
    """How a derived fact was worked out: the operation and the facts in its order. `years` is for a yearly growth."""

    operation: Literal["sum", "difference", "share", "ratio", "growth", "cagr"]
    facts: tuple[str, ...]
    years: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that has been read and, if it is derived, worked out."""

    id: str
    label: Pair
    figure: Figure
    source: Pair | None
    note: str
    formula: Formula | None
    at: Position

    @property
    def unit(self) -> Unit:
        return self.figure.unit
