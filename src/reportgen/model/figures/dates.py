"""Dates of a report: years, quarters, months, days and fiscal years, read and written.

Periods are what the Gregorian calendar says; a fiscal year is a name, since its months differ from company to company.
"""

from __future__ import annotations

import datetime
import re

from reportgen.model.figures.rules import ChineseRules, EnglishRules, LanguageRules
from reportgen.records import dataclass

_DATE = re.compile(r"(?P<fiscal>FY)?(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[0-9])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_SHORT = 3
_QUARTERS = ("first", "second", "third", "fourth")
_HAN_QUARTERS = "一二三四"
EXPECTED = "a date such as 2026, 2026-Q1, 2026-04, 2026-04-15 or FY2026"


@dataclass(frozen=True, slots=True)
class Date:
    """A year or a part of one; what does not apply is 0."""

    year: int
    quarter: int = 0
    month: int = 0
    day: int = 0
    fiscal: bool = False

    @property
    def is_year(self) -> bool:
        return not (self.quarter or self.month)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month or 3 * self.quarter - 2 if self.quarter or self.month else 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        if self.day:
            return self.first_day
        last = self.month or 3 * self.quarter or 12
        following = datetime.date(self.year + last // 12, last % 12 + 1, 1) if (self.year, last) < (9999, 12) else None
        return following - datetime.timedelta(days=1) if following else datetime.date.max

    def __str__(self) -> str:
        if self.fiscal:
            return f"FY{self.year}"
        parts = [f"{self.year:04}", f"Q{self.quarter}" if self.quarter else "", f"{self.month:02}" if self.month else "",
                 f"{self.day:02}" if self.day else ""]  # fmt: skip
        return "-".join(part for part in parts if part)


def read_date(typed: str) -> Date | str:
    """The date of a typed one, or what is wrong with it."""
    match = _DATE.fullmatch(typed.strip())
    if match is None:
        return "this is not a date"
    year, quarter, month, day = (int(match[name] or 0) for name in ("year", "quarter", "month", "day"))
    if match["quarter"] and not 1 <= quarter <= 4:
        return f"there is no quarter {quarter}"
    if match["month"] and not 1 <= month <= 12:
        return f"there is no month {match['month']}"
    if not year:
        return "there is no year 0"
    if match["day"]:
        try:
            datetime.date(year, month, day)
        except ValueError:
            return f"there is no day {typed.strip()}"
    if match["fiscal"] and (quarter or month):
        return "a fiscal year has no quarter or month here"
    return Date(year, quarter, month, day, bool(match["fiscal"]))


def write_date(date: Date, rules: LanguageRules, long: bool) -> str:
    """The date in words of the language."""
    return _english(date, rules, long) if isinstance(rules, EnglishRules) else _chinese(date, rules, long)


def write_period(first: Date, last: Date, rules: LanguageRules, long: bool) -> str:
    """From one date to another: 2022–23, or 2022–2023 in the long form."""
    if first.is_year and last.is_year and not (first.fiscal or last.fiscal):
        if not long and first.year // 100 == last.year // 100:
            return f"{first.year}–{last.year % 100:02}"
        return f"{first.year}–{last.year}" + ("年" if long and rules.language == "zh" else "")
    join = " to " if rules.language == "en" and long else "–"
    return write_date(first, rules, long) + join + write_date(last, rules, long)


def _english(date: Date, rules: EnglishRules, long: bool) -> str:
    if date.fiscal:
        return f"fiscal year {date.year}" if long else f"FY{date.year}"
    if date.quarter:
        return f"the {_QUARTERS[date.quarter - 1]} quarter of {date.year}" if long else f"Q{date.quarter} {date.year}"
    if not date.month:
        return str(date.year)
    month = MONTHS[date.month - 1] if long else MONTHS[date.month - 1][:_SHORT]
    if not date.day:
        return f"{month} {date.year}"
    return f"{month} {date.day}, {date.year}" if rules.date_order == "month first" else f"{date.day} {month} {date.year}"


def _chinese(date: Date, rules: ChineseRules, long: bool) -> str:
    if date.fiscal:
        return f"{date.year}财年" if long else f"FY{date.year}"
    year = f"{date.year}年"
    if date.quarter:
        return year + (f"第{_HAN_QUARTERS[date.quarter - 1]}季度" if long or rules.quarter != "Q1" else f"Q{date.quarter}")
    return year + (f"{date.month}月" if date.month else "") + (f"{date.day}日" if date.day else "")
