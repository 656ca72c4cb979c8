"""House rules: what a report may choose about its figures, for each language.

The defaults are the house's own; content/report.yaml changes them under `theme: figures:`. A template is words with
{} where the figure stands. Whatever ends in `_short` goes with the short forms of a figure.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from reportgen.model.fields import Form, key
from reportgen.records import dataclass

TEMPLATE = Form(r"[^{}]*\{\}[^{}]*", "words with {} where the figure stands")


def _words(doc: str, template: str) -> str:
    return key(doc, form=TEMPLATE, default=template)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """How English writes figures."""

    language: ClassVar[Literal["en", "zh"]] = "en"

    grouping: bool = key("Commas between thousands.", default=True)
    scales: tuple[Literal["K", "M", "B", "T"], ...] = key(
        "The powers of ten that large figures may be written in.", default=("K", "M", "B", "T"))  # fmt: skip
    percent_range: Literal["last", "both"] = key("A range of per cents: 26–30% (last) or 26%–30% (both).", default="last")
    date_order: Literal["month first", "day first"] = key("April 15, 2026 or 15 April 2026.", default="month first")
    about: str = _words("For “about”.", "about {}")
    about_short: str = _words("For “about”, short.", "~{}")
    over: str = _words("For “more than”.", "more than {}")
    over_short: str = _words("For “more than”, short.", "{}+")
    at_least: str = _words("For “at least”.", "{} or more")
    at_least_short: str = _words("For “at least”, short.", "{}+")
    up_to: str = _words("For “up to”.", "up to {}")
    nearly: str = _words("For “nearly”.", "nearly {}")
    under: str = _words("For “under”.", "under {}")
    starting: str = _words("For “from” before an amount.", "from {}")
    open: str = _words("For a range that is open at the top.", "{} or more")
    open_short: str = _words("For a range that is open at the top, short.", "{}+")
    since: str = _words("For “from” before a date.", "since {}")
    since_short: str = _words("For “from” before a date, short.", "{}–now")
    through: str = _words("For “up to” before a date.", "through {}")
    early: str = _words("For the beginning of a year or month.", "early {}")
    mid: str = _words("For the middle of a year or month.", "mid-{}")
    late: str = _words("For the end of a year or month.", "late {}")


@dataclass(frozen=True, slots=True)
class ChineseRules:
    """How Chinese writes figures."""

    language: ClassVar[Literal["en", "zh"]] = "zh"

    grouping: bool = key("Commas between thousands.", default=True)
    scales: tuple[Literal["万", "亿", "万亿"], ...] = key(
        "The powers of ten that large figures may be written in.", default=("万", "亿", "万亿"))  # fmt: skip
    percent_range: Literal["last", "both"] = key("A range of per cents: 26–30% (last) or 26%–30% (both).", default="both")
    quarter: Literal["Q1", "第一季度"] = key("How a quarter is written in the short forms.", default="Q1")
    about: str = _words("For “about”.", "约{}")
    about_short: str = _words("For “about”, short.", "约{}")
    over: str = _words("For “more than”.", "逾{}")
    over_short: str = _words("For “more than”, short.", "逾{}")
    at_least: str = _words("For “at least”.", "{}以上")
    at_least_short: str = _words("For “at least”, short.", "{}+")
    up_to: str = _words("For “up to”.", "至多{}")
    nearly: str = _words("For “nearly”.", "近{}")
    under: str = _words("For “under”.", "不足{}")
    starting: str = _words("For “from” before an amount.", "{}起")
    open: str = _words("For a range that is open at the top.", "{}以上")
    open_short: str = _words("For a range that is open at the top, short.", "{}以上")
    since: str = _words("For “from” before a date.", "{}以来")
    since_short: str = _words("For “from” before a date, short.", "{}至今")
    through: str = _words("For “up to” before a date.", "至{}")
    early: str = _words("For the beginning of a year or month.", "{}初")
    mid: str = _words("For the middle of a year or month.", "{}中")
    late: str = _words("For the end of a year or month.", "{}末")


LanguageRules = EnglishRules | ChineseRules


@dataclass(frozen=True, slots=True)
class FigureRules:
    """How the report writes its figures."""

    en: EnglishRules = key("In English.", default=EnglishRules())
    zh: ChineseRules = key("In Chinese.", default=ChineseRules())

    def side(self, language: Literal["en", "zh"]) -> LanguageRules:
        return self.en if language == "en" else self.zh
