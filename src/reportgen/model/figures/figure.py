"""A figure: a value with its unit, how sure it is, and when it held."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from reportgen.model.figures.dates import Date
from reportgen.model.figures.units import Unit
from reportgen.records import dataclass

Qualifier = Literal["exact", "about", "over", "at_least", "up_to", "nearly", "under", "from", "open", "early", "mid", "late"]
QUALIFIERS: dict[str, tuple[str, ...]] = {
    "amount": ("exact", "about", "over", "at_least", "up_to", "nearly", "under", "from"),
    "range": ("exact", "about", "open"),
    "date": ("exact", "about", "from", "up_to", "early", "mid", "late"),
    "period": ("exact", "about"),
}
"""The qualifiers that go with each shape of a value."""


@dataclass(frozen=True, slots=True)
class Range:
    """From one amount to a higher one."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """From one date to a later one."""

    first: Date
    last: Date


Value = Decimal | Range | Date | Period


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value before this one, and when it held."""

    value: Value
    as_of: Date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """What is printed. `digits` is the number of significant figures that are shown, 0 for all."""

    value: Value
    unit: Unit
    qualifier: Qualifier = "exact"
    as_of: Date | None = None
    digits: int = 0
    previous: Earlier | None = None

    @property
    def shape(self) -> str:
        return shape_of(self.value)

    @property
    def is_floor(self) -> bool:
        """The true figure may lie higher."""
        return self.qualifier in ("over", "at_least", "open", "from")


def shape_of(value: Value) -> str:
    """What kind of value it is, as `QUALIFIERS` calls it."""
    match value:
        case Range():
            return "range"
        case Date():
            return "date"
        case Period():
            return "period"
        case _:
            return "amount"
