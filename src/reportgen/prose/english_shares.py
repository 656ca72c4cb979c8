"""Parts of a whole in English: two-thirds, a quarter of, half a million, one in five, an hour and a half, in her twenties."""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose import english_words as words
from reportgen.prose.english_context import qualifier_before
from reportgen.prose.english_numbers import Amount
from reportgen.prose.english_quantities import QuantityReader
from reportgen.prose.quantity import IMPLIED, STATED

_SHARE = regex(
    r"([\w,]+)(?: (?!million|billion|thousand|hundred)[a-z]+)?[ -](?:in|out of|of|in every|out of every|of every|per(?= 1?0{2}|(?: 1,000| 10,000| 100,000| hundred| thousand)))[ -](?:every |an? )?([\w,]+(?:\.\d+)?)\b(?: (thousand|million|billion)\b)?"
    r"(?! (?:thousand|million|billion|trillion)\b)(?! (?:years|months|weeks|days|hours|minutes|weeks|quarters|cases where)|-)", re.IGNORECASE
)
_AGES = regex(r"(?:(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|(\d\d)['’]?s)\b", re.IGNORECASE)
_AGES_OF = regex(r"\b(?:(over|under)[-‑ ]|(?:his|her|their|our|my|your) (?:(?:early|mid|late)[- ])?)$", re.IGNORECASE)
_AND_A_HALF = regex(r"(an?|one) (\w+) and a half\b", re.IGNORECASE)
_TINY = regex(r"(?:an?|one) (two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred)[- ](thousand|million|billion)th\b", re.IGNORECASE)
_OF_A_UNIT = regex(r"(half|quarter|three[- ]quarters) of an? (\w+)", re.IGNORECASE)
_POINT_PARTS = regex(r"(quarter|half|three-quarters?)[- ](?:percentage[- ])?point\b", re.IGNORECASE)


_SMALL_PARTS = {"hundredths": 100, "thousandths": 1000, "millionths": 10**6, "billionths": 10**9, "trillionths": 10**12}


class ShareReader(QuantityReader):
    """Reads what is said as a part."""

    def _fraction_digits(self, first: Amount) -> int:
        """1/3 and 3/4, but not 24/7."""
        tokens, i = self.tokens, first.next
        if not (i + 1 < tokens.count and tokens.texts[i] == "/" and tokens.glued(i - 1, i + 1) and tokens.is_number[i + 1]):
            return 0
        below = tokens.texts[i + 1]
        if not below.isdigit() or not 0 < first.value < int(below) <= 20 or first.value.denominator != 1:
            return 0
        self._put("fraction", first.value / int(below), first.start, tokens.ends[i + 1])
        return i + 2

    def _parts_of_units(self, i: int) -> int:
        """an hour and a half, a quarter-point cut."""
        start = self.tokens.starts[i]
        if "and a half" in self.text and (match := _AND_A_HALF.match(self.text, start)):
            amount = Amount(Fraction(3, 2), start, i + 2, match.end())
            unit, _ = self.unit_at(i + 1, amount)
            if unit or match[2] in words.SCALES:
                self._put("number", amount.value * words.SCALES.get(match[2], 1), start, match.end(), unit=unit)
                return self.tokens.index_at(match.end())
        if " of " in self.text and (match := _OF_A_UNIT.match(self.text, start)) and (unit := self.unit_at(self.tokens.index_at(match.start(2)), Amount(words.HALF, start, i, match.end()))[0]):
            self._put("number", {"h": words.HALF, "q": Fraction(1, 4), "t": Fraction(3, 4)}[match[1][0].lower()], start, match.end(), unit=unit)
            return self.tokens.index_at(match.end())
        if "point" in self.text and (match := _POINT_PARTS.match(self.text, start)):
            share = {"q": Fraction(1, 4), "h": words.HALF, "t": Fraction(3, 4)}[match[1][0].lower()]
            self._put("number", share, start, match.end(), unit="pp")
            return self.tokens.index_at(match.end())
        return 0

    def _small_parts(self, first: Amount) -> int:
        """38 trillionths of a degree, five thousandths of a second."""
        tokens, i = self.tokens, first.next
        if i + 1 < tokens.count and tokens.texts[i] in "-‑" and tokens.glued(i - 1, i + 1):
            i += 1
        if i >= tokens.count or first.currency or (below := _SMALL_PARTS.get(tokens.lower[i])) is None:
            return 0
        value = first.value / below
        after = self._of_a_scale(i + 1, value, first.start)
        if not after:
            self._put("fraction", value, first.start, tokens.ends[i], loose=True)
        return after or i + 1

    def _age_group(self, i: int) -> int:
        """in her twenties, in their 30s, the over-65s."""
        start = self.tokens.starts[i]
        match = _AGES.match(self.text, start) if self.tokens.is_number[i] or self.tokens.lower[i].endswith("ies") else None
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
        if count == 1 and (tiny := _TINY.match(self.text, tokens.starts[i])):
            below = (words.ONES.get(tiny[1].lower()) or words.TENS.get(tiny[1].lower()) or 100) * words.SCALES[tiny[2].lower()]
            self._put("fraction", Fraction(1, below), tokens.starts[i], tiny.end(), loose=True)
            return tokens.index_at(tiny.end())
        j = i + 1
        hyphen = j < tokens.count and tokens.texts[j] in "-‑"
        j += hyphen
        if not count or j >= tokens.count or tokens.lower[j] not in words.PARTS:
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
        if value >= 1:
            return 0
        after = self._of_a_scale(j + 1, value, tokens.starts[i])
        if not after:
            self._put("fraction", value, tokens.starts[i], tokens.ends[j], loose=True)
            after = j + 1
        return after

    def _is_share(self, j: int, part: str, spelled: bool) -> bool:
        """“a third” and “a quarter” are shares before “of” and comparisons or after “by”, not before a noun."""
        tokens = self.tokens
        if part in ("quarter", "third", "fourth", "fifth") or not spelled:
            following = tokens.lower[j + 1] if j + 1 < tokens.count else "."
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
        if k < tokens.count and tokens.texts[k] in "-‑":
            k += 1
        article = tokens.lower[k : k + 1] in (["a"], ["an"])
        after = self._of_a_scale(k, words.HALF, begin)
        if after:
            return after
        amount = Amount(words.HALF, begin, k + article, tokens.ends[j])
        unit, after = self.unit_at(k + article, amount) if k + article < tokens.count else ("", 0)
        if unit and (article or k > j + 1) and unit != "%":
            self._put("number", words.HALF, begin, tokens.ends[after - 1], unit=unit, weight=IMPLIED)
            return after
        stated = tokens.lower[j + 1 : j + 2] in (["of"], ["the"]) or bool(qualifier_before(self.text, begin)[0]) or tokens.lower[max(j - 1, 0) : j] == ["by"]
        self._put("fraction", words.HALF, begin, tokens.ends[j], loose=True, weight=STATED if stated else IMPLIED)
        return j + 1

    def _of_a_scale(self, k: int, value: Fraction, begin: int) -> int:
        """“of a million” after a fraction, “a million” after half."""
        tokens = self.tokens
        j = k + (tokens.lower[k : k + 1] == ["of"])
        if tokens.lower[j : j + 1] not in (["a"], ["an"], ["one"]) or tokens.lower[j + 1 : j + 2] == []:
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
        top: int | Fraction
        below: int | Fraction
        top, below = (_small(match[n]) for n in (1, 2))
        if not below and "." in match[2]:
            below = Fraction(match[2].replace(",", "")) if match[2].replace(",", "").replace(".", "", 1).isdigit() else 0
        below *= words.SCALES.get((match[3] or "").lower(), 1)
        if not top or not below or top >= below or (match[2].isdigit() and len(match[2]) == 4 and " out " not in match[0]):
            return 0
        if "-" in match[0] and "-in-" not in match[0].lower():
            return 0
        if " of " in match[0].lower() and " out of " not in match[0].lower() and " of every " not in match[0].lower():
            return 0
        self._put("fraction", Fraction(top, below), match.start(), match.end(), loose=True, parts=(Fraction(top), Fraction(below)))
        return self.tokens.index_at(match.end())


def _small(word: str) -> int:
    """A number from 1 to 99 999 in digits or one word, else 0."""
    word = word.replace(",", "")
    if word.isdigit() and len(word) < 6:
        return int(word)
    return words.ONES.get(word.lower()) or words.TENS.get(word.lower()) or {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}.get(word.lower(), 0)
