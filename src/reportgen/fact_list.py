"""The facts of a report as `reportgen facts` lists them: value, age, source, and where each is used.

Ages are counted from the last day that a fact is of to the date of the edition, or to the day that the caller gives.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.errors import Position, UsageError
from reportgen.model.fact_uses import FactRow, fact_rows, fact_uses
from reportgen.model.facts import Fact
from reportgen.model.load import load_report
from reportgen.records import asdict, dataclass

_DAYS_IN_A_MONTH = 30.44
_MONTHS_SHOWN = 24
"""Beyond this an age is given in years."""
_PLACES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ListedFact:
    """A fact with its uses. `age_days` is None for a fact without a date, and negative for a forecast."""

    row: FactRow
    age_days: int | None
    uses: tuple[Position, ...]
    """Where the content names it; formulas of other facts included."""
    at: Position


def list_facts(folder: Path, date: datetime.date | None, today: datetime.date) -> tuple[ListedFact, ...]:
    """The facts of the report in `folder` in the order of their file.

    Ages are counted from `date`, else from the date of the edition, else from `today`.

    Raises `ReportError` with every problem of form, and `UsageError` for a folder that does not exist.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    report = load_report(folder)
    typed = report.manifest.date
    day = date or (datetime.date.fromisoformat(typed) if typed else today)
    places: dict[str, list[Position]] = {}
    for use in fact_uses(report):
        places.setdefault(use.fact, []).append(use.at)
    return tuple(
        ListedFact(row, _age(fact, day), tuple(dict.fromkeys(places.get(fact.id, ()))), fact.at)
        for fact, row in zip(report.facts, fact_rows(report), strict=True)
    )


def fact_data(facts: tuple[ListedFact, ...]) -> list[dict[str, Any]]:
    """The list as plain data, for JSON."""
    return [
        {**asdict(fact.row), "age_days": fact.age_days, "at": str(fact.at), "uses": [str(place) for place in fact.uses]}
        for fact in facts
    ]


def fact_lines(facts: tuple[ListedFact, ...]) -> Iterator[str]:
    """The list for people: three lines a fact."""
    for fact in facts:
        row = fact.row
        yield f"{row.id}  {row.display_en} | {row.display_zh}"
        source = row.source_en or "no source named"
        dated = f"of {row.as_of}{_aged(fact.age_days)}" if row.as_of else "of no date"
        yield f"    {row.label_en}; {dated}; {source}"
        yield f"    {_used(fact.uses)}"


def _used(uses: tuple[Position, ...]) -> str:
    if not uses:
        return "UNUSED"
    shown = ", ".join(f"{place.file}:{place.line}" for place in uses[:_PLACES_SHOWN])
    more = f" and {len(uses) - _PLACES_SHOWN} more" if len(uses) > _PLACES_SHOWN else ""
    return f"used at {shown}{more}"


def _age(fact: Fact, day: datetime.date) -> int | None:
    as_of = fact.figure.as_of
    return (day - as_of.last_day).days if as_of else None


def _aged(days: int | None) -> str:
    if days is None:
        return ""
    months = round(abs(days) / _DAYS_IN_A_MONTH)
    span = f"{months} month{'' if months == 1 else 's'}" if months < _MONTHS_SHOWN else f"{months / 12:.0f} years"
    return f", {span} {'old' if days >= 0 else 'ahead'}"
