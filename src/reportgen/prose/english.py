"""English text in, the quantities and dates that it states out, each with its place in the text.

Reads as an editor does: “$376B”, “12 to 18 months”, “nearly triple”, “a quarter of”, “twenty-one”, “mid-2025”. What it
cannot be sure of is marked optional, so that it may match a number of the other language and is never missed alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from reportgen.prose import english_words as words
from reportgen.prose.english_dates import DATE_STARTS, read_date
from reportgen.prose.english_numbers import CURRENCY_PREFIXES, CURRENCY_WORDS, SYMBOLS, Amount, AmountReader
from reportgen.prose.measures import is_money
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Code, Figures, Qualifier, Quantity
from reportgen.prose.tokens import tokens_of

_FACTOR = re.compile(r"\bfactor of (?:about |roughly |around |nearly |almost |at least |more than )?$", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![\w$€£¥.])(?:[A-Za-z]+[-‑]?\d[A-Za-z0-9]*(?:[-‑.][A-Za-z0-9]+)*(?:/[A-Z]\d+)*\+*|\d+[A-Z]{1,2}(?:[-‑]\w+)?|[248]K(?=[- ](?:TV|video|display|screen|resolution|content|camera|footage|ultra|UHD)))"
    r"(?![\w])"
)
_NO_CODE = re.compile(
    r"(?:Q[1-4]|[1-4]Q\d{2,4}|[12]H\d{2,4}|H[12]|(?:FY|CY)[- ]?\d{2,4}|(?:USD?|RMB|Rmb|CNY|EUR|GBP|JPY|HKD?|AUD|CAD|SGD|CHF|SFr|KRW|INR|TWD|NT|Rs)\d.*"
    r"|(?:mid|pre|post|sub|early|late|non|[Uu]nder|[Oo]ver|top|ex|about|plus|circa|c|ca|x|No|no|par|and|to|or|up)[-‑]?\d.*"
    r"|\d+(?:[KMBT]|MM|BN|TN|TW|GW|MW|KW|GB|MB|TB|PB|EB|ZB|KB|GV|MV|KV|W|V|Q|H|X|MP|HP|PP|BP|YO|KM|KG|AM|PM|HZ))(?:[-‑]\w+)?\+*\Z"
)
_WORD_AND_NUMBER = re.compile(r"[a-z]{4,}[-‑][\d.]+$")
"""magnitude-6.4 is a word and a number, COVID-19 a name."""
_DETERMINERS = frozenset(["the", "these", "those", "all", "its", "their", "our", "his", "her", "both", "other", "last", "first", "next"])
_IDIOMS = re.compile(
    r"\b(?:one another|no one|at one point|one day|square one|one-off|one-stop|one-size-fits-all|one-sided|one-way|second to none|"
    r"second thoughts?|second nature|second-guess\w*|second-rate|first-rate|first-hand|second-hand|third-rate|24/7|360-degree|"
    r"at (?:first|once)|in the first place|first and foremost|first of all|for one thing|one thing|one by one|one after another|"
    r"a hundred percent sure|half-heart\w*|half-hour mark|halfway|half-baked|two sides of the same coin|nine times out of ten|"
    r"back to square one|on the one hand|on the other hand|for the first time|sixth sense|seventh heaven|zero-sum|one-to-one|"
    r"one way or another|one and all|once in a while|once more|once again|all at once|double down|doubl\w+ down|double check|"
    r"third[- ]part(?:y|ies)|third world|(?:two|three)-dimensional|double-edged|double-blind|Five-Year Plan|double standards?|million-dollar question|one of)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def read_english(text: str) -> Figures:
    """The figures of an English text; markup must have been blanked out (`sides`)."""
    return _Reader(text).read()


class _Reader(AmountReader):
    """Goes through the tokens once from left to right."""

    def __init__(self, text: str) -> None:
        self.codes = tuple(Code(m[0], m.start(), m.end()) for m in _CODE.finditer(text) if not _NO_CODE.match(m[0]) and not _WORD_AND_NUMBER.match(m[0]))
        covered = [(c.start, c.end) for c in self.codes] + [m.span() for m in _IDIOMS.finditer(text)]
        super().__init__(text, tokens_of(text, covered))
        self.found: list[Quantity] = []

    def read(self) -> Figures:
        position, count = 0, len(self.tokens)
        lower, texts, is_number = self.tokens.lower, self.tokens.texts, self.tokens.is_number
        while position < count:
            if not (is_number[position] or lower[position] in _STARTS or texts[position] in _NAMED_STARTS):
                position += 1
                continue
            after = self._at(position)
            position = after if after > position else position + 1
        return Figures(tuple(self.found), self.codes)

    def _at(self, i: int) -> int:
        """Read what begins at token `i`; returns the token after it, or `i` if nothing begins there."""
        tokens = self.tokens
        if after := self._age_group(i):
            return after
        if tokens.lower[i] in ("a", "an", "one", "quarter", "half", "three") and (after := self._parts_of_units(i)):
            return after
        after = read_date(self.text, tokens, i, self.found)
        if after > i:
            return after
        if tokens.is_number[i] or tokens.texts[i] in SYMBOLS or tokens.texts[i] in CURRENCY_WORDS or (tokens.texts[i] in CURRENCY_PREFIXES and tokens.glued(i, i + 1)):
            return self._measure(i)
        word = tokens.lower[i]
        if word in words.NUMBER_WORDS or word in ("a", "an", "per", "half", "several", "few", "multi", "thousand", "million", "billion", "hundred"):
            return self._spoken(i, word)
        return self._single(i, word)

    # --- measures -------------------------------------------------------------------------------------------------

    def _measure(self, i: int) -> int:
        """An amount with its unit, and the second end if it is a range."""
        if self.tokens.is_number[i] and (share := self._share_words(i)):
            return share
        first = self.read_amount(i)
        if first is None:
            return i
        if first.digits and (after := self._fraction_digits(first)):
            return after
        unit, after = self.unit(first)
        plus = self.is_plus(after)
        join = self.connector(after + plus, i)
        second = self.read_amount(join) if join else None
        if second is None:
            self._add(first, unit, after, "")
            return max(after, first.next)
        if second.scale > 1 and first.scale == 1 and first.plain <= 100 * second.plain and first.digits == second.digits and not (unit and not first.currency):
            first = replace(first, value=first.value * second.scale)
        currency = first.currency or second.currency
        second = replace(second, currency=currency)
        unit_of_second, after_second = self.unit(second)
        unit = unit or unit_of_second
        if not unit_of_second and is_money(unit):
            unit_of_second = unit
        if not unit and not currency and (after_times := self._multiple(first)):
            return after_times
        count = len(self.found)
        self._add(first, unit, after, "low")
        self._add(second, unit_of_second or unit, after_second, "high")
        low, high = self.found[count : count + 2]
        if not low.origin and low.qualifier != high.qualifier:
            shared: Qualifier = low.qualifier or high.qualifier
            firm = low.firm if low.qualifier else high.firm
            self.found[count:] = [replace(q, qualifier=shared, firm=firm) for q in (low, high)]
        return max(after_second, second.next)

    def _fraction_digits(self, first: Amount) -> int:
        """1/3 and 3/4, but not 24/7."""
        tokens, i = self.tokens, first.next
        if not (i + 1 < len(tokens) and tokens.texts[i] == "/" and tokens.glued(i - 1, i + 1) and tokens.is_number[i + 1]):
            return 0
        below = tokens.texts[i + 1]
        if not below.isdigit() or not 0 < first.value < int(below) <= 20 or first.value.denominator != 1:
            return 0
        self._put("fraction", first.value / int(below), first.start, tokens.ends[i + 1])
        return i + 2

    # --- numbers in words -----------------------------------------------------------------------------------------

    def _spoken(self, i: int, word: str) -> int:
        tokens = self.tokens
        if (after := self._fraction_words(i, word)) or (after := self._share_words(i)) or (after := self._several(i, word)):
            return after
        if after := self._dozens(i):
            return after
        if word in ("a", "an", "half", "few", "several", "multi") and not (i + 1 < len(tokens) and tokens.lower[i + 1] in words.SCALES and word in ("a", "an")):
            return i
        if word == "per" and not (i + 1 < len(tokens) and tokens.lower[i + 1] in words.SCALES):
            return i
        return self._times(i) or self._measure(i)

    def _parts_of_units(self, i: int) -> int:
        """an hour and a half, a quarter-point cut."""
        start = self.tokens.starts[i]
        if match := _AND_A_HALF.match(self.text, start):
            amount = Amount(Fraction(3, 2), start, i + 2, match.end())
            unit, _ = self.unit_at(i + 1, amount)
            if unit or match[2] in words.SCALES:
                self._put("number", amount.value * words.SCALES.get(match[2], 1), start, match.end(), unit=unit)
                return self.tokens.index_at(match.end())
        if match := _POINT_PARTS.match(self.text, start):
            share = {"q": Fraction(1, 4), "h": words.HALF, "t": Fraction(3, 4)}[match[1][0].lower()]
            self._put("number", share, start, match.end(), unit="pp")
            return self.tokens.index_at(match.end())
        return 0

    def _age_group(self, i: int) -> int:
        """in her twenties, in their 30s, the over-65s."""
        start = self.tokens.starts[i]
        match = _AGES.match(self.text, start)
        owner = _AGES_OF.search(self.text[max(0, start - 16) : start]) if match else None
        if match is None or owner is None or (match[1] and owner[1]):
            return 0
        years = words.TENS[f"{match[1].lower()}y"] if match[1] else int(match[2])
        self._put("number", Fraction(years), start, match.end(), unit="age", qualifier="under" if (owner[1] or "").lower() == "under" else "over",
                  firm=owner[1] is not None, weight=STATED if owner[1] else IMPLIED)  # fmt: skip
        return self.tokens.index_at(match.end())

    def _fraction_words(self, i: int, word: str) -> int:
        """two-thirds, a quarter of, half a million, three and a half handled elsewhere."""
        tokens = self.tokens
        if word == "half":
            return self._half(i)
        count = 1 if word in ("a", "an") else words.ONES.get(word, 0)
        j = i + 1
        hyphen = j < len(tokens) and tokens.texts[j] in "-‑"
        j += hyphen
        if not count or j >= len(tokens) or tokens.lower[j] not in words.PARTS:
            return 0
        part = tokens.lower[j]
        below = words.PARTS[part]
        if below == 2 and word in ("a", "an"):
            return self._half(j)
        if count == 1 and not self._is_share(j, part, word == "one"):
            return 0
        if count > 1 and (not part.endswith(("s", "halves")) or (part == "quarters" and not hyphen and tokens.lower[j + 1 : j + 2] != ["of"])):
            return 0
        value = Fraction(count, below)
        after = self._of_a_scale(j + 1, value, tokens.starts[i])
        if not after:
            self._put("fraction", value, tokens.starts[i], tokens.ends[j], loose=True)
            after = j + 1
        return after

    def _is_share(self, j: int, part: str, spelled: bool) -> bool:
        """“a third” and “a quarter” are shares before “of” and comparisons or after “by”, not before a noun."""
        tokens = self.tokens
        if part in ("quarter", "third", "fourth", "fifth") or not spelled:
            following = tokens.lower[j + 1] if j + 1 < len(tokens) else "."
            before = tokens.lower[max(j - 3, 0) : j - 1]
            if following in ("of", "less", "more", "higher", "lower", "fewer", "cheaper", "larger", "smaller", "off", "as", "are", "were", "do", "say", "said", "have", "the"):
                return True
            if not spelled or part == "quarter":
                return bool({"by", "than", "nearly", "almost", "about", "roughly", "over", "around"} & set(before)) or spelled
            return following not in ("straight", "consecutive")
        return True

    def _half(self, j: int) -> int:
        """half a million, half an hour, half of, more than half."""
        tokens = self.tokens
        if j and tokens.lower[j - 1] in ("first", "second", "other", "better", "latter", "1st", "2nd") and tokens.lower[j + 1 : j + 2] != ["of"]:
            return 0
        begin = tokens.starts[j]
        if dozen := re.match(r"half[- ](?:a[- ])?dozen\b", self.text[begin : begin + 16], re.IGNORECASE):
            self._put("number", Fraction(6), begin, begin + dozen.end())
            return tokens.index_at(begin + dozen.end())
        k = j + 1
        if k < len(tokens) and tokens.texts[k] in "-‑":
            k += 1
        article = tokens.lower[k : k + 1] in (["a"], ["an"])
        after = self._of_a_scale(k, words.HALF, begin)
        if after:
            return after
        amount = Amount(words.HALF, begin, k + article, tokens.ends[j])
        unit, after = self.unit_at(k + article, amount) if k + article < len(tokens) else ("", 0)
        if unit and (article or k > j + 1) and unit != "%":
            self._put("number", words.HALF, begin, tokens.ends[after - 1], unit=unit, weight=IMPLIED)
            return after
        stated = tokens.lower[j + 1 : j + 2] in (["of"], ["the"]) or bool(self._qualifier(begin)[0]) or tokens.lower[max(j - 1, 0) : j] == ["by"]
        self._put("fraction", words.HALF, begin, tokens.ends[j], loose=True, weight=STATED if stated else IMPLIED)
        return j + 1

    def _of_a_scale(self, k: int, value: Fraction, begin: int) -> int:
        """“of a million” after a fraction, “a million” after half."""
        tokens = self.tokens
        j = k + (tokens.lower[k : k + 1] == ["of"])
        if tokens.lower[j : j + 1] not in (["a"], ["one"]) or tokens.lower[j + 1 : j + 2] == []:
            return 0
        scale = tokens.lower[j + 1]
        if scale in words.SCALES and scale != "hundred":
            amount = Amount(value * words.SCALES[scale], begin, j + 2, tokens.ends[j + 1])
            unit, after = self.unit(amount)
            self._add(amount, unit, after, "")
            return max(after, j + 2)
        amount = Amount(value, begin, j + 1, tokens.ends[j])
        unit, after = self.unit_at(j + 1, amount)
        if unit and tokens.lower[k : k + 1] == ["of"]:
            self._put("number", value, begin, tokens.ends[after - 1], unit=unit)
            return after
        return 0

    def _share_words(self, i: int) -> int:
        """one in five, nine out of ten, one of every six."""
        match = _SHARE.match(self.text, self.tokens.starts[i])
        if not match:
            return 0
        top, below = (_small(match[n]) for n in (1, 2))
        below *= words.SCALES.get((match[3] or "").lower(), 1)
        if not top or not below or top >= below or (match[2].isdigit() and len(match[2]) == 4 and " out " not in match[0]):
            return 0
        if " of " in match[0].lower() and " out of " not in match[0].lower() and " of every " not in match[0].lower():
            return 0
        self._put("fraction", Fraction(top, below), match.start(), match.end(), loose=True, parts=(Fraction(top), Fraction(below)))
        return self.tokens.index_at(match.end())

    def _several(self, i: int, word: str) -> int:
        """a few hundred, several million, multi-billion."""
        tokens = self.tokens
        j = i + (word in ("a", "an"))
        if tokens.lower[j : j + 1] not in (["few"], ["several"], ["multi"]):
            return 0
        k = j + 1 + (tokens.texts[j + 1 : j + 2] in (["-"], ["‑"]))
        if tokens.lower[k : k + 1] == ["dozen"]:
            self._vague(Fraction(10), i, k)
            return k + 1
        scale, last = 1, k
        while last < len(tokens) and tokens.lower[last] in words.SCALES:
            scale *= words.SCALES[tokens.lower[last]]
            last += 1
        if last == k:
            return 0
        self._vague(Fraction(scale), i, last - 1)
        return last

    def _dozens(self, i: int) -> int:
        tokens = self.tokens
        j = i + 1 + (tokens.texts[i + 1 : i + 2] in (["-"], ["‑"]))
        if tokens.lower[j : j + 1] != ["dozen"]:
            return 0
        count = 1 if tokens.lower[i] in ("a", "an") else words.ONES.get(tokens.lower[i], 0)
        if not count:
            return 0
        self._put("number", Fraction(12 * count), tokens.starts[i], tokens.ends[j], loose=True)
        return j + 1

    def _times(self, i: int) -> int:
        """five times, two to three times, four-fold; read from the words that precede “times”."""
        first = self.read_words(i)
        return self._multiple(first) if first else 0

    def _multiple(self, first: Amount) -> int:
        tokens, i = self.tokens, first.next
        join = self.connector(i, self.tokens.index_at(first.start))
        second = self.read_amount(join) if join else None
        last = second or first
        j = last.next + (tokens.texts[last.next : last.next + 1] in (["-"], ["‑"]))
        mark = tokens.lower[j : j + 1]
        if mark not in (["times"], ["fold"], ["x"], ["×"]):
            return 0
        for amount, end in ((first, "low" if second else ""), (second, "high")):
            if amount is not None:
                self._put("multiple", amount.value, amount.start, tokens.ends[j] if amount is last else amount.end, loose=True,
                          end_of_range=end)
        return j + 1

    # --- single words ---------------------------------------------------------------------------------------------

    def _single(self, i: int, word: str) -> int:
        """Words that are a number by themselves: doubled, dozens, second, both, VIII."""
        tokens = self.tokens
        start, end = tokens.starts[i], tokens.ends[i]
        if word in words.PLURALS:
            return self._plural(i, word)
        if word in words.MULTIPLES:
            verb = word.endswith(("ed", "ing")) or word in ("twice", "thrice") or "fold" in word
            bare = word in ("double", "triple", "treble", "quadruple") and tokens.lower[i + 1 : i + 2] not in (["the"], ["its"], ["their"], ["in"], ["to"], ["that"], ["what"], ["by"], ["again"], ["."], [","], ["since"], ["from"])
            loose = word in ("twice", "thrice") or (word.endswith("fold"))
            weight = OPTIONAL if bare or not verb else IMPLIED if word == "twice" else STATED
            if word == "twice" and tokens.lower[i + 1 : i + 2] in (["as"], ["the"], ["its"], ["that"], ["what"]) or not verb and not bare:
                weight = STATED
            self._put("multiple", Fraction(words.MULTIPLES[word]), start, end, weight=weight, loose=loose)
            return i + 1
        if word in words.HALVINGS:
            self._put("fraction", words.HALF, start, end, loose=True)
            return i + 1
        if word in words.ORDINALS and not (word == "second" and tokens.lower[max(i - 1, 0) : i] in (["per"], ["a"], ["each"], ["every"])):
            number = words.ORDINALS[word]
            ranked = tokens.texts[i + 1 : i + 2] == ["-"] or tokens.lower[i + 1 : i + 2] in (["largest"], ["biggest"], ["straight"], ["consecutive"])
            weight = OPTIONAL if number == 1 else STATED if ranked else IMPLIED
            self._put("ordinal", Fraction(number), start, end, weight=weight)
            return i + 1
        if word in words.IMPLIED:
            unit = {"fortnight": "week", "decade": "decade", "century": "century"}.get(word, "")
            self._put("number", Fraction(words.IMPLIED[word]), start, end, unit=unit, weight=OPTIONAL if word in ("either", "neither", "dual", "twin") else IMPLIED)
            return i + 1
        if tokens.texts[i] in words.ROMAN and tokens.texts[i] not in ("V", "X"):
            self._put("number", Fraction(words.ROMAN[tokens.texts[i]]), start, end, weight=IMPLIED)
            return i + 1
        if tokens.texts[i] in ("TTM", "LTM"):
            self._put("number", Fraction(12), start, end, unit="month", weight=IMPLIED)
            return i + 1
        if word == "/" and tokens.glued(i, i + 1) and tokens.texts[i + 1] in ("M", "MTok", "Mtok", "K"):
            self._put("number", Fraction(1000 if tokens.texts[i + 1] == "K" else 10**6), start, tokens.ends[i + 1], weight=IMPLIED)
            return i + 2
        if word == "once":
            self._put("number", Fraction(1), start, end, weight=OPTIONAL)
        return i

    def _plural(self, i: int, word: str) -> int:
        """dozens of, tens of thousands of, hundreds of millions of dollars."""
        tokens = self.tokens
        value, last = Fraction(words.PLURALS[word]), i
        while tokens.lower[last + 1 : last + 2] == ["of"] and tokens.lower[last + 2 : last + 3] and tokens.lower[last + 2] in words.PLURALS:
            last += 2
            value *= words.PLURALS[tokens.lower[last]]
        if word == "tens" and last == i:
            return i
        self._vague(value, i, last)
        return last + 1

    def _vague(self, magnitude: Fraction, first: int, last: int) -> None:
        tokens = self.tokens
        amount = Amount(magnitude, tokens.starts[first], last + 1, tokens.ends[last])
        unit, after = self.unit(amount)
        end = tokens.ends[after - 1] if unit else tokens.ends[last]
        self._put("vague", magnitude, tokens.starts[first], end, unit=unit)

    # --- making quantities ----------------------------------------------------------------------------------------

    def _add(self, amount: Amount, unit: str, after: int, end_of_range: Literal["", "low", "high"]) -> None:
        """A number, an ordinal (21st) or a multiple (5x), as what follows it tells."""
        tokens = self.tokens
        after = max(after, amount.next)
        following = tokens.lower[after : after + 1]
        start, end = amount.start, tokens.ends[after - 1]
        if not unit and following in (["st"], ["nd"], ["rd"], ["th"]) and tokens.glued(after - 1, after):
            self._put("ordinal", amount.value, start, tokens.ends[after])
            return
        j = after + (tokens.texts[after : after + 1] in (["-"], ["‑"]))
        if not unit and tokens.lower[j : j + 1] in (["x"], ["×"], ["times"], ["fold"]) and not amount.currency:
            self._put("multiple", amount.value, start, tokens.ends[j], loose=True, end_of_range=end_of_range)
            return
        if not unit and _FACTOR.search(self.text[:start]):
            self._put("multiple", amount.value, start, end, loose=True)
            return
        weight = STATED if amount.digits else self._weight(amount, unit, after)
        self._put("number", amount.value, start, end, unit=unit, weight=weight, end_of_range=end_of_range)
        if amount.sign:
            self.found[-1] = replace(self.found[-1], rises=amount.sign)

    def _weight(self, amount: Amount, unit: str, after: int) -> int:
        """How surely a number in words is meant as a number."""
        if amount.value in (0, 1):
            return OPTIONAL
        before = self.tokens.lower[max(self.tokens.index_at(amount.start) - 1, 0) : self.tokens.index_at(amount.start)]
        if amount.value <= 10 and not unit and before and before[0] in _DETERMINERS:
            return IMPLIED
        if amount.value == 2 and not unit:
            return IMPLIED
        compound = self.tokens.texts[after : after + 1] in (["-"], ["‑"]) and not unit and amount.scale == 1
        return IMPLIED if compound else STATED

    def _put(self, kind: str, low: Fraction, start: int, end: int, **more: object) -> None:
        qualifier, firm = self._qualifier(start)
        if not qualifier:
            qualifier, firm = self._qualifier_after(end), True
        if qualifier == "over" and firm and more.get("unit") in _SPANS and re.search(r"\bover\s*$", self.text[:start], re.IGNORECASE):
            firm = False  # “over three years” is mostly “during”
        origin = bool(re.search(r"\bfrom(?: (?:about|around|just|some|only|under|over|nearly|a))*\s*\S{0,3}$", self.text[max(0, start - 24) : start], re.IGNORECASE))
        quantity = Quantity(kind, low, start, end, qualifier=qualifier, firm=firm, rises=self._direction(start, end), origin=origin)  # type: ignore[arg-type]
        self.found.append(replace(quantity, **more))  # type: ignore[arg-type]

    def _qualifier(self, start: int) -> tuple[Qualifier, bool]:
        before = self.text[max(0, start - 34) : start]
        if not words.QUALIFIER_HINT.search(before):
            return "", True
        for qualifier, firm, pattern in words.QUALIFIERS_BEFORE:
            if pattern.search(before):
                return qualifier, firm
        return "", True

    def _qualifier_after(self, end: int) -> Qualifier:
        after = self.text[end : end + 28]
        if not after or after[0] not in "+ -p,":
            return ""
        return next((qualifier for qualifier, pattern in words.QUALIFIERS_AFTER if pattern.match(after)), "")

    def _direction(self, start: int, end: int) -> int:
        """Whether the nearest word before (or right after) says that it went up or down."""
        tokens = self.tokens
        i = tokens.index_at(start)
        said: set[int] = set()
        for k in range(i - 1, max(i - 7, -1), -1):
            word = tokens.lower[k]
            if word in (",", ";", ".", "(", ":", "while", "and", "but"):
                break
            if word == "up" and tokens.lower[k + 1 : k + 2] == ["to"]:
                continue
            if word in words.RISING or word in words.FALLING:
                said.add(1 if word in words.RISING else -1)
        if said:
            return said.pop() if len(said) == 1 else 0  # “paring gains to” goes both ways
        j = tokens.index_at(end)
        for k, word in enumerate(tokens.lower[j : j + 3]):
            if k and word in ("higher", "lower", "more", "less", "fewer", "cheaper"):
                break
            if word in ("increase", "rise", "jump", "gain", "growth", "higher", "hike", "surge", "climb", "more"):
                return 1
            if word in ("decline", "drop", "fall", "decrease", "cut", "reduction", "lower", "slump", "plunge", "less", "fewer", "cheaper"):
                return -1
            if not word.isalpha():
                break
        return 0


_SPOKEN = frozenset(["a", "an", "per", "half", "several", "few", "multi", "thousand", "million", "billion", "hundred", "quarter", "three"])
_STARTS = (
    DATE_STARTS | words.NUMBER_WORDS | words.PLURALS.keys() | words.MULTIPLES.keys() | words.HALVINGS | words.ORDINALS.keys() | words.IMPLIED.keys()
    | _SPOKEN | SYMBOLS | {"once", "/", "two-way"} | {f"{tens[:-1]}ies" for tens in words.TENS}
)  # fmt: skip
_NAMED_STARTS = frozenset(words.ROMAN) | CURRENCY_WORDS | CURRENCY_PREFIXES | {"TTM", "LTM"}
"""The tokens that something can begin with: all others are passed over."""
_SHARE = re.compile(
    r"([\w,]+)(?: (?!million|billion|thousand|hundred)[a-z]+)? (?:in|out of|of|in every|out of every|of every|per(?= 1?0{2}|(?: 1,000| 10,000| 100,000| hundred| thousand))) (?:every |an? )?([\w,]+)\b(?: (thousand|million|billion)\b)?"
    r"(?! (?:years|months|weeks|days|hours|minutes|weeks|quarters|cases where)|-)", re.IGNORECASE
)
_AGES = re.compile(r"(?:(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|(\d\d)['’]?s)\b", re.IGNORECASE)
_AGES_OF = re.compile(r"\b(?:(over|under)[-‑ ]|(?:his|her|their|our|my|your) (?:(?:early|mid|late)[- ])?)$", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(an?|one) (\w+) and a half\b", re.IGNORECASE)
_POINT_PARTS = re.compile(r"(quarter|half|three-quarters?)[- ](?:percentage[- ])?point\b", re.IGNORECASE)
_SPANS = frozenset({"year", "month", "week", "day", "decade", "hour", "qtr", "century", "h", "min"})


def _small(word: str) -> int:
    """A number from 1 to 99 999 in digits or one word, else 0."""
    word = word.replace(",", "")
    if word.isdigit() and len(word) < 6:
        return int(word)
    return words.ONES.get(word.lower()) or words.TENS.get(word.lower()) or {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}.get(word.lower(), 0)
