"""Amounts in English: sign, currency, digits or words, scale and unit, from a place in the tokens.

“$376B”, “RMB500 million”, “twenty-one”, “two and a half million tonnes”. What an amount means in its sentence is for
`english`.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.prose import english_words as words
from reportgen.prose.measures import ENGLISH_UNITS, is_money
from reportgen.prose.tokens import Tokens, value_of
from reportgen.records import dataclass, replace

_ADJECTIVES = frozenset(["consecutive", "straight", "calendar", "full", "whole", "further", "more", "additional", "extra", "fiscal", "trading", "working", "business", "successive", "new", "long", "metric", "US", "U.S.", "American", "Chinese", "hard", "net", "gross", "short", "solid", "separate", "different", "statutory"])
CURRENCY_WORDS = frozenset(["USD", "RMB", "Rmb", "CNY", "EUR", "GBP", "JPY", "HKD", "AUD", "SKr", "NKr", "DKr", "SEK", "NOK", "DKK", "PLN", "HUF", "CZK", "BRL", "MXN", "ZAR", "TRY", "THB", "MYR", "IDR", "PHP", "VND", "RUB", "UAH", "NGN", "EGP", "PKR", "KES", "KWD", "QAR", "ILS", "KZT", "CAD", "SGD", "CHF", "SFr", "KRW", "INR", "TWD", "NZD", "Rs", "AED", "SAR"])
CURRENCY_PREFIXES = frozenset(["US", "HK", "A", "C", "S", "NT", "NZ", "R", "AU", "CA", "RMB", "Rmb", "SFr", "CN", "JP"])
SYMBOLS = frozenset("$€£¥￥₩₹₽¢₺₴₦₱₫₪฿₸")
_FLEX_UNITS = frozenset({"won", "rand", "real", "dong", "mu"})
_LINES_OF_A_PICTURE = frozenset((144, 240, 360, 480, 720, 1080, 1440, 2160, 4320))
"""1080p is no price."""
_DASHES = frozenset("-–—−~～‑")




@dataclass(frozen=True, slots=True)
class Amount:
    """A bare value with what stands directly before and after it."""

    value: Fraction
    start: int
    next: int
    """The token after it."""
    end: int
    currency: str = ""
    scale: int = 1
    digits: bool = True
    sign: int = 0
    plain: Fraction = Fraction(0)
    """The value before its scale."""


class AmountReader:
    """Reads amounts from the tokens of a text."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.tokens = tokens

    def read_amount(self, i: int) -> Amount | None:
        """Sign, currency, digits or words, and scale from token `i` on."""
        tokens = self.tokens
        begin, sign, currency = i, 0, ""
        while i < tokens.count and tokens.texts[i] in ("+", "−", "-", "–", "~", "≈", "about", "around", "nearly", "some", "over", "almost", "roughly"):
            sign = {"+": 1, "−": -1, "-": -1, "–": -1}.get(tokens.texts[i], sign)
            i += 1
        if i < tokens.count and (tokens.texts[i] in CURRENCY_WORDS or tokens.texts[i] in CURRENCY_PREFIXES):
            joined = tokens.texts[i] + (tokens.texts[i + 1] if tokens.glued(i, i + 1) and tokens.texts[i + 1] in SYMBOLS else "")
            currency = ENGLISH_UNITS.get(joined, "INR" if joined == "Rs" else "")
            if not currency:
                return None
            i += 2 if joined != tokens.texts[i] else 1
        elif i < tokens.count and tokens.texts[i] in SYMBOLS:
            currency = ENGLISH_UNITS[tokens.texts[i]]
            i += 1
        if i >= tokens.count:
            return None
        start = tokens.starts[i] if not currency else tokens.starts[begin if not sign else begin + 1]
        amount: Amount | None
        if tokens.is_number[i]:
            amount = self._digits(i, currency)
        elif currency and tokens.lower[i] in words.SCALES:
            amount = self.read_words(i)
        else:
            amount = None if currency else self.read_words(i)
        if amount is None:
            return None
        if not sign and begin and tokens.texts[begin - 1] in ("+", "−", "-") and tokens.glued(begin - 1, begin) and not tokens.glued(begin - 2, begin - 1):
            sign = 1 if tokens.texts[begin - 1] == "+" else -1
        return replace(amount, start=start, currency=currency, sign=sign)

    def _digits(self, i: int, currency: str) -> Amount:
        tokens = self.tokens
        plain = value_of(tokens.texts[i])
        scale, after = 1, i + 1
        if tokens.glued(i, i + 1) and tokens.texts[i + 1] in words.LETTER_SCALES:
            letter = tokens.texts[i + 1]
            other = i + 5 < tokens.count and tokens.lower[i + 2] in (*_DASHES, "to", "and", "or") and tokens.is_number[i + 3] and tokens.texts[i + 4] == letter and tokens.lower[i + 5] in ENGLISH_UNITS
            measured = other or i + 2 < tokens.count and len(tokens.texts[i + 2]) > 2 and (tokens.lower[i + 2] in ENGLISH_UNITS or tokens.lower[i + 2] in ("square", "cubic", "metric"))  # 1.4m hectares
            if letter not in ("m", "b", "mm") or currency or measured:
                scale, after = words.LETTER_SCALES[letter], i + 2
        elif currency and after < tokens.count and tokens.texts[after] in ("K", "M", "B", "T", "m"):
            scale, after = words.LETTER_SCALES[tokens.texts[after]], after + 1
        if scale == 1:
            if after < tokens.count and tokens.texts[after] in "-‑" and tokens.glued(i, after) and after + 1 < tokens.count and tokens.lower[after + 1] in words.SCALES:
                after += 1
            while after < tokens.count and tokens.lower[after] in words.SCALES and (currency or tokens.lower[after] != "mm"):
                scale *= words.SCALES[tokens.lower[after]]
                after += 1
        return Amount(plain if scale == 1 else plain * scale, tokens.starts[i], after, tokens.ends[after - 1], scale=scale, plain=plain)

    def read_words(self, i: int) -> Amount | None:
        """A number in words: twenty-one, one hundred and five, two and a half million, a hundred."""
        tokens, begin = self.tokens, i
        lower, count = tokens.lower, tokens.count
        total: int | Fraction = 0
        current: int | Fraction = 0
        seen, scale = False, 1
        if lower[i] in ("a", "an", "per"):
            if not (i + 1 < count and lower[i + 1] in words.SCALES):
                return None
            i += 1
        elif lower[i] not in words.NUMBER_WORDS and lower[i] not in words.SCALES:
            return None
        while i < count:
            word = lower[i]
            if word in words.TENS and current % 100 == 0:
                current += words.TENS[word]
            elif word in words.ONES and (current % 10 == 0 and (current % 100 != 10 or not seen)) and not (seen and current == 0 and total == 0):
                current += words.ONES[word]
            elif word == "hundred" and current < 100:
                current = max(current, 1) * 100
            elif word in words.SCALES and word != "hundred":
                scale = words.SCALES[word]
                total += max(current, 1) * scale
                current = 0
            elif word == "and" and seen and self._half_follows(i):
                current += words.HALF
                i += 2
            elif word in ("and", "-", "‑") and seen and i + 1 < count and self._continues(word, i, total, current):
                i += 1
                continue
            elif word == "point" and seen and i + 1 < count and lower[i + 1] in words.ONES:
                decimals = ""
                while i + 1 < count and lower[i + 1] in words.ONES:
                    decimals += str(words.ONES[lower[i + 1]])
                    i += 1
                current += Fraction(int(decimals), 10 ** len(decimals))
            else:
                break
            seen = True
            i += 1
        if not seen:
            return None
        while tokens.texts[i - 1] in "-‑" or lower[i - 1] == "and":
            i -= 1
        value = Fraction(total + current)
        if not total and current >= 100 and current % 100 == 0 and lower[i - 1] == "hundred":
            scale = 100  # three or four hundred
        return Amount(value, tokens.starts[begin], i, tokens.ends[i - 1], digits=False, scale=scale, plain=value if scale == 1 else value / scale)

    def _half_follows(self, i: int) -> bool:
        return self.tokens.lower[i + 1 : i + 3] == ["a", "half"]

    def _continues(self, joint: str, i: int, total: int | Fraction, current: int | Fraction) -> bool:
        """“and” or a hyphen stands inside a number, not between two."""
        following = self.tokens.lower[i + 1]
        if joint == "and":
            small = following in words.NUMBER_WORDS
            return small and ((current and current % 100 == 0) or (total > 0 and current == 0)) and self.tokens.lower[i - 1] in words.SCALES
        if not self.tokens.glued(i - 1, i + 1):
            return False
        return following in words.SCALES or (following in words.ONES and current % 10 == 0 and current > 0 and 0 < words.ONES[following] < 10)

    def is_plus(self, i: int) -> int:
        return int(i < self.tokens.count and self.tokens.texts[i] == "+" and self.tokens.glued(i - 1, i))

    def connector(self, i: int, begin: int) -> int:
        """The token after “–”, “to”, “and” (after “between”) or “or”, if a range can go on there."""
        tokens = self.tokens
        if i >= tokens.count - 1:
            return 0
        joint = tokens.lower[i]
        if joint in _DASHES:
            if joint in "—" or (joint in "-" and not tokens.glued(i, i + 1)):
                return 0
            if joint == "-" and tokens.lower[i + 1] == "to" and i + 3 < tokens.count and tokens.texts[i + 2] == "-":
                return i + 3
            return i + 1 if tokens.is_number[i + 1] or tokens.texts[i + 1] in SYMBOLS or tokens.lower[i + 1] in words.NUMBER_WORDS else 0
        if joint == "and":
            before = self.text[max(0, tokens.starts[begin] - 20) : tokens.starts[begin]].lower()
            return i + 1 if re.search(r"\bbetween (?:\w+ )?\S?$", before) else 0
        if joint in ("to", "or"):
            if tokens.is_number[i + 1] and tokens.texts[i + 2 : i + 3] and tokens.texts[i + 2] in words.MONTHS and begin < i - 1:
                return 0  # the 13 weeks to 30 September
            follows = tokens.lower[i + 1]
            return i + 1 if tokens.is_number[i + 1] or tokens.texts[i + 1] in SYMBOLS or follows in words.NUMBER_WORDS or tokens.texts[i + 1] in CURRENCY_PREFIXES else 0
        return 0

    def unit(self, amount: Amount) -> tuple[str, int]:
        """The unit after an amount and the token after it; a currency before the amount wins."""
        i = amount.next
        tokens = self.tokens
        if amount.currency:
            return amount.currency, i
        j = i
        if j < tokens.count and tokens.texts[j] in "-‑" and tokens.glued(i - 1, j + 1):
            j += 1
        unit, after = self.unit_at(j, amount)
        if not unit and j < tokens.count and tokens.texts[j] in _ADJECTIVES:
            unit, after = self.unit_at(j + 1, amount)
            if not unit and j + 1 < tokens.count and tokens.texts[j + 1] in _ADJECTIVES:
                unit, after = self.unit_at(j + 2, amount)
        if not unit and tokens.lower[j : j + 1] == ["of"]:
            skip = j + 1 + (tokens.lower[j + 1 : j + 2] in (["a"], ["an"]))
            unit, after = self.unit_at(skip, amount)
            if unit and not (is_money(unit) or amount.value < 1):
                unit = ""
        return (unit, after) if unit else ("", i)

    def unit_at(self, i: int, amount: Amount) -> tuple[str, int]:
        tokens, text = self.tokens, self.text
        if tokens.texts[i : i + 1] == ["p"] and tokens.glued(i - 1, i) and amount.digits and amount.value not in _LINES_OF_A_PICTURE:
            return "GBPp", i + 1
        for count in (4, 3, 2, 1):
            if i + count > tokens.count:
                continue
            source = " ".join(text[tokens.starts[i] : tokens.ends[i + count - 1]].split())
            unit = ENGLISH_UNITS.get(source) or (ENGLISH_UNITS.get(source.lower()) if len(source) > 2 else None)
            unit = unit or (ENGLISH_UNITS.get(source.lower().replace("-", " ")) or ENGLISH_UNITS.get(source.lower().replace("-", "")) if count > 1 else None)
            if unit is None:
                continue
            if source in _FLEX_UNITS and amount.value < 100:
                continue
            if source.lower() == "second" and (amount.value > 1 and not tokens.glued(i - 1, i) or tokens.texts[i + 1 : i + 2] == ["-"]):
                continue
            if source == "quarters" and tokens.lower[i + 1 : i + 2] == ["of"]:
                continue
            if count == 1 and tokens.texts[i + 1 : i + 2] == ["-"] and unit in ("km", "m", "ft", "point", "deg") and tokens.glued(i, i + 2):
                pass
            if unit == "USc" and tokens.lower[i + count : i + count + 3] == ["on", "the", "dollar"]:
                return "%", i + count + 3
            if source == "m" and tokens.glued(i - 1, i):
                unit = "m?"  # 4.2m passengers, or 100m freestyle
            return unit, i + count
        return "", i

