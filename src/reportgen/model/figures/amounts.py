"""Amounts: exact decimal numbers, read from what an editor types and written in digits, powers of ten or words.

English counts in thousands (K, M, B, T), Chinese in ten thousands (万, 亿, 万亿). Nothing is rounded unless `rounded`
is asked to.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

MAX_DIGITS = 15
"""What a figure may have; more are not a figure of a report but a slip."""
MAX_AMOUNT = Decimal(10) ** 18
_SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "万": 4, "亿": 8, "万亿": 12,
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<sign>[-−+]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<exponent>[eE][+-]?\d{1,3})?"
    rf"(?:\s*(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}))?",
    re.ASCII,
)
_POWERS = {"K": 3, "M": 6, "B": 9, "T": 12, "万": 4, "亿": 8, "万亿": 12}
LONG_SCALES = {"K": " thousand", "M": " million", "B": " billion", "T": " trillion"}
_MOST_DECIMALS = 4
"""A figure that would need more after a power of ten is written out."""
_LEAST_K = Decimal(100_000)
"""Smaller counts are easier to read in digits: 2,600 and not 2.6K."""
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]
_HAN = "零一二三四五六七八九"
MOST_WORDS = 99


def read_amount(typed: str) -> Decimal | str:
    """The amount of a typed figure such as 88, 1,993, 0.30, 7e11 or 700 billion; or what is wrong with it."""
    typed = typed.strip()
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        wide = any(not c.isascii() and (c.isdigit() or c.isnumeric()) for c in typed)
        return "the digits are not 0 to 9" if wide else "this is not a number"
    digits = match["digits"].replace(",", "")
    count = len(digits.replace(".", "").lstrip("0"))
    if count > MAX_DIGITS:
        return f"the number has {count} digits, and a figure may have {MAX_DIGITS}"
    amount = Decimal(("-" if match["sign"] in ("-", "−") else "") + digits)
    power = _SCALES.get(match["scale"] or "", 0) + int((match["exponent"] or "e0")[1:])
    if power and amount:
        amount = (amount.scaleb(power)).normalize()
    elif not amount:
        amount = abs(amount)
    return "the number is larger than 10 to the power of 18" if abs(amount) > MAX_AMOUNT else amount


def rounded(amount: Decimal, figures: int) -> Decimal:
    """The amount with so many significant figures; a half goes away from zero."""
    if not amount:
        return amount
    step = Decimal(1).scaleb(amount.adjusted() - figures + 1)
    return amount.quantize(step, rounding=ROUND_HALF_UP) if step < 1 else (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def scaled(amount: Decimal, scales: tuple[str, ...]) -> tuple[Decimal, str]:
    """The amount in the largest of the powers of ten that writes it shortly, and that power's sign."""
    size = abs(amount)
    for scale in sorted(scales, key=lambda name: _POWERS[name], reverse=True):
        power = _POWERS[scale]
        part = size.scaleb(-power)
        if part < 1 or decimals(part) > _MOST_DECIMALS:
            continue
        if scale == "K" and (size < _LEAST_K or decimals(part)):
            continue
        if scale == "万" and decimals(part) > 1:
            continue
        return amount.scaleb(-power), scale
    return amount, ""


def decimals(amount: Decimal) -> int:
    """How many digits stand after the point when no zero is written in vain."""
    exponent = amount.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def written(amount: Decimal, grouping: bool, keep_zeros: bool = True) -> str:
    """The amount in digits, with a true minus; zeros typed after the point are kept, as in 0.30."""
    if not keep_zeros or amount == amount.to_integral_value() and amount.as_tuple().exponent > 0:  # type: ignore[operator]
        amount = amount.quantize(Decimal(1)) if not decimals(amount) else amount.normalize()
    words = f"{abs(amount):,f}" if grouping else f"{abs(amount):f}"
    return f"−{words}" if amount < 0 else words


def english_words(number: int) -> str:
    """A number from 0 to 99 in words."""
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def chinese_words(number: int) -> str:
    """A number from 0 to 99 in Han numerals, as it stands before what it counts: 两, and not 二."""
    if number == 2:
        return "两"
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十"
    return ten + (_HAN[ones] if ones or not tens else "")
