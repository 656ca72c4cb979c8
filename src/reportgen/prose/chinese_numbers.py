"""Chinese numbers in: 1.29万亿, 3.76千亿, 2亿5000万, 一百零五, 二〇二六, 廿三, 两三百, 三点五. Values out.

Knows numerals only; what they count is for `chinese`.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose.chinese_words import DIGITS, LETTER_SCALES, NUMERALS, SCALES
from reportgen.records import dataclass

_ARABIC = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?")
_HAN = regex(rf"[{NUMERALS}]+(?:点[零〇一二三四五六七八九]+[万亿]*)?")
_UNIT_AFTER_SCALE = {
    "千": "克米瓦卡焦赫帕伏兆字吨比电贝戈秒道牛",
    "兆": "瓦赫字帕焦比欧电贝秒伏巴",
    "百": "分帕升",
    "十": "字",
    "万": "伏",
}
"""千克 and 兆瓦 are units: their first character is no scale. (万伏 is read as a scale: 10 thousand volts.)"""
_MORE = regex("(?:[多余几]|来(?![自源到说看了临，。]))(?![样元数少种额下边极模])")
_TAKEN = {"千": "千", "兆": "兆", "百": "百"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and where it stands; `second` is the far end of 两三百 or 五六个."""

    value: Fraction
    start: int
    end: int
    han: bool = False
    more: bool = False
    """多, 余 or 几 inside or after it: 二十多万, 十几."""
    second: Fraction | None = None
    scale: int = 1
    plain: Fraction = Fraction(0)
    """The value before its scale."""


def read_amount(text: str, i: int) -> Amount | None:
    """The number that begins at `i`, Arabic or Chinese."""
    arabic = _ARABIC.match(text, i)
    return _arabic(text, arabic) if arabic else _han(text, i)


def _arabic(text: str, match: re.Match[str]) -> Amount:
    plain = Fraction(match[0].replace(",", ""))
    j, scale, more = match.end(), 1, False
    if text[j : j + 1] in ("多", "余") and text[j + 1 : j + 2] in ("万", "亿", "千", "百"):
        more, j = True, j + 1
    if text[j : j + 1] in LETTER_SCALES and not text[j + 1 : j + 2].isascii() or (text[j : j + 1] in LETTER_SCALES and not text[j + 1 : j + 2].isalnum()):
        scale, j = LETTER_SCALES[text[j]], j + 1
    while j < len(text) and text[j] in SCALES and not _is_unit(text, j):
        scale *= SCALES[text[j]]
        j += 1
    value = plain * scale
    if scale > 1 and not more and (rest := _ARABIC.match(text, j)) and text[rest.end() : rest.end() + 1] in SCALES:
        tail = _arabic(text, rest)
        if tail.scale < scale and tail.value < scale:
            return Amount(value + tail.value, match.start(), tail.end, more=tail.more, scale=scale, plain=plain)
    if text[j : j + 1] in ("多", "余") and not more and not text.startswith("多元化", j) and text[j + 1 : j + 2] not in ("样", "数", "少", "种", "额", "下", "边", "极", "模", "维", "个月") :
        more, j = True, j + 1
    return Amount(value, match.start(), j, more=more, scale=scale, plain=plain)


def _is_unit(text: str, j: int) -> bool:
    return text[j + 1 : j + 2] in tuple(_UNIT_AFTER_SCALE.get(text[j], "")) and not (text[j] == "万" or (text[j] == "十" and j == 0)) and text[j + 1 : j + 2] != ""


def _han(text: str, i: int) -> Amount | None:
    match = _HAN.match(text, i)
    if not match:
        return None
    run, end = match[0], match.end()
    while run and run[-1] in _TAKEN and _is_unit(text, end - 1):
        run, end = run[:-1], end - 1
    if not run:
        return None
    values = han_values(run)
    if values is None:
        return None
    more = False
    scale = 1
    if (run[-1] in SCALES or run[-1] in "廿卅") and _MORE.match(text, end):
        more, end = True, end + 1
        while text[end : end + 1] in ("万", "亿"):
            scale *= SCALES[text[end]]
            end += 1
    value = values[0] * scale
    second = values[1] * scale if len(values) > 1 else None
    tail = 1
    for character in reversed(run):
        if character not in SCALES or character in "十百千" and tail == 1 and character != run[-1]:
            break
        tail *= SCALES[character]
    return Amount(value, i, end, True, more, second, tail * scale, value / (tail * scale))


def han_values(run: str) -> tuple[Fraction, ...] | None:
    """The value of a run of numerals, two values for 三四十 or 五六, or None if it is no number."""
    whole, point, decimals = run.partition("点")
    if point:
        digits = "".join(str(DIGITS[c]) for c in decimals if c in DIGITS)
        scale = 1
        for c in decimals:
            scale *= SCALES.get(c, 1)
        base = han_values(whole)
        if not base or not digits:
            return None
        return ((base[0] + Fraction(int(digits), 10 ** len(digits))) * scale,)
    run = run.replace("廿", "二十").replace("卅", "三十").replace("二十十", "二十")
    if all(c in DIGITS for c in run):
        return _digits_only(run)
    pair = re.search(r"([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿])", run)
    if pair and DIGITS[pair[2]] == DIGITS[pair[1]] + 1:
        first = _compose(run[: pair.start(2)] + run[pair.end(2) :])
        second = _compose(run[: pair.start(1)] + run[pair.start(2) :])
        return None if first is None or second is None else (first, second)
    value = _compose(run)
    return None if value is None else (value,)


def _digits_only(run: str) -> tuple[Fraction, ...] | None:
    values = [DIGITS[c] for c in run]
    if len(run) == 1:
        return (Fraction(values[0]),)
    if len(run) == 2 and values[1] == values[0] + 1 and values[0] > 0:
        return Fraction(values[0]), Fraction(values[1])
    if len(run) == 2 and run in ("三五",):
        return Fraction(3), Fraction(5)
    return (Fraction(int("".join(map(str, values)))),)


def _compose(run: str) -> Fraction | None:
    """Numerals with scales: 一百零五, 三千五百万, 两万亿, 一万二."""
    total, section, current, last, zero = Fraction(0), Fraction(0), None, 1, False
    for c in run:
        if c in DIGITS:
            if current is not None and current != 0:
                return None
            current, zero = Fraction(DIGITS[c]), zero or DIGITS[c] == 0
            continue
        scale = SCALES[c]
        if scale >= 10**4:
            amount = section + (current or 0)
            if amount == 0 and total == 0:
                amount = Fraction(1)
            if scale == 10**8 and total:
                total = (total + amount) * scale if last == 10**4 or amount == 0 else total + amount * scale
            elif amount == 0:
                total *= scale
            else:
                total += amount * scale
            section, current, zero = Fraction(0), None, False
        else:
            section += (current if current is not None and current != 0 else Fraction(1)) * scale
            current, zero = None, False
        last = scale
    if current is not None and current and last >= 100 and not zero:
        current *= last // 10
    return total + section + (current or 0)
