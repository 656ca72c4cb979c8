"""Units: what a figure counts, and the words that stand before and after the digits in each language.

The units of `UNITS` are known everywhere; a report adds its own (counted things, prices, measures) in
content/facts.yaml.
"""

from __future__ import annotations

from typing import Literal

from reportgen.records import dataclass

Kind = Literal["money", "percent", "points", "multiple", "count", "measure", "time", "price", "date"]


@dataclass(frozen=True, slots=True)
class Dress:
    """What stands around the digits in one language. `one` and `many` are the long form after one and after more."""

    before: str = ""
    after: str = ""
    one: str = ""
    many: str = ""
    per: str = ""
    per_long: str = ""
    per_before: bool = False
    """The price's “per …” stands before the amount, as in Chinese."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its dress in both languages."""

    id: str
    kind: Kind
    en: Dress
    zh: Dress

    def side(self, language: Literal["en", "zh"]) -> Dress:
        return self.en if language == "en" else self.zh

    @property
    def is_scaled(self) -> bool:
        """Large figures are written in powers of ten."""
        return self.kind in ("money", "price", "count")


def same(words: str) -> Dress:
    """Words that do not change with the number or the form."""
    return Dress(after=words, one=words, many=words)


def _money(code: str, sign: str, name: str) -> Unit:
    return Unit(code, "money", Dress(before=sign), same(name))


def _measure(name: str, space: str = " ") -> Unit:
    return Unit(name, "measure", same(space + name), same(space + name))


def _time(name: str, chinese: str) -> Unit:
    one, many = f" {name.removesuffix('s')}", f" {name}"
    return Unit(name, "time", Dress(after=many, one=one, many=many), same(chinese))


UNITS: dict[str, Unit] = {
    unit.id: unit
    for unit in (
        _money("USD", "$", "美元"), _money("EUR", "€", "欧元"), _money("GBP", "£", "英镑"),
        _money("CNY", "¥", "元"), _money("JPY", "JP¥", "日元"),
        Unit("percent", "percent", same("%"), same("%")),
        Unit("points", "points", Dress(after=" points", one=" point", many=" points"), same("个百分点")),
        Unit("multiple", "multiple", Dress(after="×", one=" times", many=" times"), same("倍")),
        Unit("count", "count", Dress(), Dress()),
        _measure("GW"), _measure("MW"), _measure("kW"), _measure("TWh"), _measure("GB", ""), _measure("TB", ""),
        _measure("nm", ""),
        Unit("bit", "measure", same("-bit"), same("位")),
        _time("years", "年"), _time("months", "个月"), _time("weeks", "周"), _time("days", "天"), _time("hours", "小时"),
        Unit("date", "date", Dress(), Dress()),
    )
}  # fmt: skip


def counted(name: str, one: str, many: str, counter: str, noun: str) -> Unit:
    """A unit of counted things: 1,993 organizations, 1,993家机构."""
    return Unit(name, "count", Dress(one=f" {one}", many=f" {many}"),
                Dress(after=counter, one=counter + noun, many=counter + noun))  # fmt: skip


def price(name: str, money: Unit, per: tuple[str, str], per_long: tuple[str, str]) -> Unit:
    """A price per something, given in English and Chinese, short and long: $0.30/M tokens, 每百万token 0.30美元."""
    (en, zh), (en_long, zh_long) = per, per_long
    english = Dress(before=money.en.before, per=f"/{en}", per_long=f" per {en_long}")
    chinese = Dress(after=money.zh.after, one=money.zh.one, many=money.zh.many, per=_each(zh), per_long=_each(zh_long),
                    per_before=True)  # fmt: skip
    return Unit(name, "price", english, chinese)


def measure(name: str, en: str, zh: str) -> Unit:
    """A measure: the words after the digits, with a blank before them if Latin letters follow."""
    def spaced(words: str) -> Dress:
        return same((" " if words[:1].isascii() and words[:1].isalnum() else "") + words)

    return Unit(name, "measure", spaced(en), spaced(zh))


def _each(thing: str) -> str:
    return f"每{thing}" + (" " if thing[-1:].isascii() else "")
