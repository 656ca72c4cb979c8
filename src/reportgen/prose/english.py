"""English text in, the quantities and dates that it states out, each with its place in the text.

Reads as an editor does: “$376B”, “12 to 18 months”, “nearly triple”, “a quarter of”, “twenty-one”, “mid-2025”. What it
cannot be sure of is marked optional, so that it may match a number of the other language and is never missed alone.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from reportgen.patterns import regex
from reportgen.prose import english_words as words
from reportgen.prose.english_context import qualifier_before
from reportgen.prose.english_dates import DATE_STARTS, read_date
from reportgen.prose.english_numbers import CURRENCY_PREFIXES, CURRENCY_WORDS, SYMBOLS, Amount
from reportgen.prose.english_shares import ShareReader
from reportgen.prose.glance import words_of
from reportgen.prose.measures import ENGLISH_UNITS, is_money
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Code, Figures, Qualifier
from reportgen.prose.tokens import lower_case, tokens_of
from reportgen.records import replace

_CODE = regex(
    r"(?<![\w$€£¥.,])(?:[A-Za-z]+[-‑]?\d[A-Za-z0-9]*(?:[-‑.][A-Za-z0-9]+)*(?:/[A-Z]\d+)*\+*|\d+[A-Z]{1,2}(?:[-‑]\w+)?|[248]K(?=[- ](?:TV|video|display|screen|resolution|content|camera|footage|ultra|UHD)))"
    r"(?![\w])"
)
_NO_CODE = regex(
    r"(?:Q[1-4]|[1-4]Q\d{2,4}|[12]H\d{2,4}|H[12]|(?:FY|CY)[- ]?\d{2,4}|(?:USD?|RMB|Rmb|CNY|EUR|GBP|JPY|HKD?|AUD|CAD|SGD|CHF|SFr|KRW|INR|TWD|NT|Rs|[SND]?Kr|kr|RM|Rp|THB|MYR|IDR|PHP|BRL|ZAR|MXN|TRY|NZD)\d.*"
    r"|(?:mid|pre|post|sub|early|late|non|[Uu]nder|[Oo]ver|top|ex|about|plus|circa|c|ca|x|No|no|par|and|to|or|up)[-‑]?\d.*"
    r"|\d+(?:[KMBT]|MM|BN|TN|TW|GW|MW|KW|GB|MB|TB|PB|EB|ZB|KB|GV|MV|KV|W|V|Q|H|X|MP|HP|PP|BP|YO|KM|KG|AM|PM|HZ))(?:[-‑]\w+)?\+*\Z"
)
_DIGIT = regex(r"\d")
_WORD_AND_NUMBER = regex(r"[a-z]{4,}[-‑][\d.]+$")
"""magnitude-6.4 is a word and a number, COVID-19 a name."""
_IDIOMS = regex(
    r"\b(?:one another|no one|at one point|one day|square one|one-off|one-stop|one-size-fits-all|one-sided|one-way|second to none|"
    r"second thoughts?|second nature|second-guess\w*|second-rate|first-rate|first-hand|second-hand|third-rate|24/7|360-degree|"
    r"at (?:first|once)|in the first place|first and foremost|first of all|for one thing|one thing|one by one|one after another|"
    r"a hundred percent sure|half-heart\w*|half-hour mark|halfway|half-baked|two sides of the same coin|nine times out of ten|"
    r"back to square one|on the one hand|on the other hand|for the first time|sixth sense|seventh heaven|zero-sum|one-to-one|"
    r"one way or another|one and all|once in a while|once more|once again|all at once|fifty-fifty|double down|doubl\w+ down|double check|"
    r"third[- ]part(?:y|ies)|third world|(?:two|three)-dimensional|double-edged|double-blind|five-year plan|double standards?|million-dollar question|one of(?! (?:them|whom|the (?:two|three|four|five|six|seven|eight|nine|ten|\\d+)\b)))\b",
)
"""Searched in the text in lower case."""
_IDIOM_WORDS = frozenset(["one", "ones", "second", "first", "third", "once", "two", "nine", "three", "seventh", "sixth", "zero", "hundred", "double", "five", "million", "fifty"])
_IDIOM_PARTS = ("24/7", "360-", "half", "doubl")
"""Each of `_IDIOMS` has one of these words or parts of words in it."""


@lru_cache(maxsize=4096)
def read_english(text: str) -> Figures:
    """The figures of an English text; markup must have been blanked out (`sides`)."""
    return read_every_word(text) if may_state(text) else _NOTHING


def may_state(text: str) -> bool:
    """Whether anything in a text can be a figure: a digit or sign, a word of a number, or an article before a unit."""
    if _FIGURE_SIGN.search(text):
        return True
    found = words_of(text)
    if not _STATING.isdisjoint(found):
        return True
    return any(word in _ARTICLES and after in _AFTER_ARTICLES for word, after in pairwise(found))


def read_every_word(text: str) -> Figures:
    """The figures of an English text, whether it looks as if it had any or not."""
    return _Reader(text).read()


class _Reader(ShareReader):
    """Goes through the tokens once from left to right."""

    def __init__(self, text: str) -> None:
        named = _CODE.finditer(text) if _DIGIT.search(text) else ()
        self.codes = tuple(Code(m[0], m.start(), m.end()) for m in named if not _NO_CODE.match(m[0]) and not _WORD_AND_NUMBER.match(m[0]))
        covered = [(c.start, c.end) for c in self.codes]
        lower = lower_case(text)
        if not _IDIOM_WORDS.isdisjoint(words_of(text)) or any(part in lower for part in _IDIOM_PARTS):
            covered += [m.span() for m in _IDIOMS.finditer(lower)]
        super().__init__(text, tokens_of(text, covered))

    def read(self) -> Figures:
        tokens, after = self.tokens, 0
        starts, named = _STARTS, _NAMED_STARTS
        places = [i for i, (word, text, is_number) in enumerate(zip(tokens.lower, tokens.texts, tokens.is_number, strict=True)) if is_number or word in starts or text in named]
        for place in places:
            if place >= after and not self._is_a_mere_article(place):
                after = self._at(place)
        if any(q.unit == "¥" for q in self.found) and (yen := bool(_YEN.search(self.text))) != bool(_YUAN.search(self.text)):
            self.found = [replace(q, unit="JPY" if yen else "CNY") if q.unit == "¥" else q for q in self.found]
        return Figures(tuple(self.found), self.codes)

    def _is_a_mere_article(self, i: int) -> bool:
        """“a” before a word that is neither a number nor a unit."""
        tokens = self.tokens
        if tokens.lower[i] not in _ARTICLES:
            return False
        return i + 1 == tokens.count or (tokens.texts[i + 1].isalpha() and tokens.texts[i + 1].isascii() and tokens.lower[i + 1] not in _AFTER_ARTICLES)

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
        if (first.digits and (after := self._fraction_digits(first))) or (after := self._small_parts(first)):
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
        if unit == "%" and not unit_of_second and self.tokens.lower[join - 1] == "to":
            self._add(first, unit, after, "")  # fell by 0.3% to 7.31
            return max(after, first.next)
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

    # --- numbers in words -----------------------------------------------------------------------------------------

    def _spoken(self, i: int, word: str) -> int:
        tokens = self.tokens
        if (after := self._fraction_words(i, word)) or (after := self._share_words(i)) or (after := self._several(i, word)):
            return after
        if (after := self._dozens(i)) or (after := self._long_ordinal(i)):
            return after
        if word in ("a", "an") and (after := self._about_one(i)):
            return after
        if word in ("a", "an", "half", "few", "several", "multi") and not (i + 1 < tokens.count and tokens.lower[i + 1] in words.SCALES and word in ("a", "an")):
            return i
        if word == "per" and not (i + 1 < tokens.count and tokens.lower[i + 1] in words.SCALES):
            return i
        return self._times(i) or self._measure(i)

    def _long_ordinal(self, i: int) -> int:
        """twenty-first, one hundred and fiftieth, ten-millionth; “thirty-second” is left to seconds."""
        tokens = self.tokens
        amount = self.read_words(i) if tokens.lower[i] in words.NUMBER_WORDS or tokens.lower[i + 1 : i + 2] == ["hundred"] else None
        if amount is None or amount.next + 1 >= tokens.count:
            return 0
        joint, last = tokens.lower[amount.next], tokens.lower[amount.next + 1]
        value = Fraction(0)
        if joint in "-‑" and tokens.glued(amount.next - 1, amount.next + 1):
            if last in words.ORDINALS and words.ORDINALS[last] < 10 and amount.value % 10 == 0 and last != "second":
                value = amount.value + words.ORDINALS[last]
            elif last.endswith("th") and last[:-2] in words.SCALES:
                value = amount.value * words.SCALES[last[:-2]]
        elif joint == "and" and last in words.ORDINALS and amount.value % 100 == 0:
            value = amount.value + words.ORDINALS[last]
        if not value:
            return 0
        self._put("ordinal", value, amount.start, tokens.ends[amount.next + 1])
        return amount.next + 2

    def _about_one(self, i: int) -> int:
        """less than a week, over an hour: the article is a number that is qualified."""
        tokens = self.tokens
        qualifier, firm = qualifier_before(self.text, tokens.starts[i])
        if not qualifier or not firm:
            return 0
        unit, after = self.unit_at(i + 1, Amount(Fraction(1), tokens.starts[i], i + 1, tokens.ends[i]))
        if not unit or after >= tokens.count:
            return 0
        self._put("number", Fraction(1), tokens.starts[i], tokens.ends[after - 1], unit=unit, weight=OPTIONAL)
        return after

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
        while last < tokens.count and tokens.lower[last] in words.SCALES:
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


_YEN = regex(r"\b(?:Japan\w*|Tokyo|Osaka|[Yy]en|Nikkei|JPY|Toyota|Honda|Nissan|Sony|SoftBank|Mitsubishi|Hitachi|Panasonic|Nintendo|Toshiba|Mazda|Subaru|Suzuki|Canon|Sharp|Fujitsu|NEC|NTT|KDDI|Rakuten|Mizuho|Nomura|Uniqlo|Takeda|Komatsu|Kyoto|Nagoya|Yokohama)\b")
_YUAN = regex(r"\b(?:Chin\w+|Beijing|Shanghai|[Yy]uan|[Rr]enminbi|RMB|CNY|Shenzhen)\b")
"""What tells which currency ¥ is."""
_SPOKEN = frozenset(["a", "an", "per", "half", "several", "few", "multi", "thousand", "million", "billion", "hundred", "quarter", "three"])
_STARTS = (
    DATE_STARTS | words.NUMBER_WORDS | words.PLURALS.keys() | words.MULTIPLES.keys() | words.HALVINGS | words.ORDINALS.keys() | words.IMPLIED.keys()
    | _SPOKEN | SYMBOLS | {"once", "/", "two-way"} | {f"{tens[:-1]}ies" for tens in words.TENS}
)  # fmt: skip
_NAMED_STARTS = frozenset(words.ROMAN) | CURRENCY_WORDS | CURRENCY_PREFIXES | {"TTM", "LTM"}
"""The tokens that something can begin with: all others are passed over."""
_NOTHING = Figures((), ())
_ARTICLES = frozenset(["a", "an"])
_NEED_DIGITS = frozenset(["the", "mid", "early", "late", "q", "h", "fy", "cy", "fiscal", "financial"])
"""Words that something can begin with only if a digit follows."""
_LETTERS, _FIGURE_SIGN = regex("[a-z]+"), regex("[\\d/°%‰½¼¾⅓⅔⅕⅛⅜⅝⅞" + "".join(SYMBOLS) + "]")
_STATING = frozenset(
    (_STARTS | {word.lower() for word in words.ROMAN} | {"ttm", "ltm", "dozen"} | words.SCALES.keys() | words.PARTS.keys()) - _ARTICLES - _NEED_DIGITS - {"per"}
)
"""The words of which a text without digits must have one to state anything, but for “a week”."""
_AFTER_ARTICLES = _STATING | {word for unit in ENGLISH_UNITS for word in _LETTERS.findall(unit.lower())[:1]}
