"""What else a text says that may answer a figure of the other language, read loosely: any digits, any numeral, any word of number.

The readers state only what they are sure of, so a figure that one of them reads and the other does not is no proof of a
fault. Before a figure is said to be missing, the other text is looked through for anything that could be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache

from reportgen.patterns import regex
from reportgen.prose import chinese_words, english_words
from reportgen.prose.chinese_numbers import han_values
from reportgen.prose.finding import SideName
from reportgen.prose.measures import CHINESE_UNITS, ENGLISH_UNITS
from reportgen.prose.quantity import Quantity

_DIGITS = regex(r"\d+(?:,\d{3})*(?:\.\d+)?")
_GROUPS = regex(r"\d+")
_WORD = regex(r"[A-Za-z]+")
_SCALE_EN = regex(r"[\s-]?(hundred|thousand|million|billion|trillion|bn|trn|tn|mn|mln|m|k|b|K|M|B|T)(?![A-Za-z])")
_SCALE_ZH = regex("[多余几]?([十百千万亿兆]+)")
_HAN_NUMERALS = regex(f"[{chinese_words.NUMERALS}]+(?:点[零〇一二三四五六七八九]+)?")
_PER_THOUSAND = regex("[千万]分")
_HALVES_ZH, _TWOS_ZH = regex("半|对开"), regex("[双俩对倍番再又次孪]")
_COUNTS_NOTHING = frozenset(["三文鱼", "三明治", "三轮", "二手", "四川", "九江", "三亚", "三峡", "三星", "三菱", "三井", "五角大楼", "五金", "二氧化", "三氧化", "一氧化", "二维码", "统一", "唯一", "万科", "万达", "百度", "百姓", "百货", "百威", "四肢", "三角", "十字", "七夕"])
"""Words with numerals that never answer a figure."""
_LETTER_SCALES = {**english_words.SCALES, "m": 10**6, "k": 10**3, "b": 10**9, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_STEMS = regex(
    r"(?P<n2>bilat\w+|biann\w+|bienn\w+|biling\w+|bipart\w+|binary|bicycl\w+|bimonth\w+|biweek\w+|duo\w*|dual|pairs?|other|again|re-?doubl\w+|duplic\w+)|(?P<n3>trian\w+|trilat\w+|trilog\w+|tripart\w+|tricyc\w+|trimest\w+|trident)"
    r"|(?P<n4>quart\w+|quadr\w+|tetra\w+)|(?P<n5>quint\w+|penta\w+)|(?P<n6>hexa\w+|sextu\w+)|(?P<n7>septu\w+)|(?P<n8>octag\w+|octet|octup\w+)|(?P<n10>decade\w*|decath\w+|decim\w+)"
    r"|(?P<n24>clock)|(?P<n100>centen\w+|centur\w+|percent\w*)|(?P<n1000>millen\w+)|(?P<n1>single|sole|alone|per|an?|every|each|mono\w+|uni(?:form|lat)\w+|only|once)|(?P<half>major\w*|most|semi\w*|half\w*|mid\w*|even|equal\w*)"
)
"""How words begin that hold a number: triangle, quarterly, hexagonal, centenary."""


def answered(quantity: Quantity, words: str, other: SideName, taken: Sequence[tuple[int, int]], other_words: str, partner: Quantity | None = None) -> bool:
    """Whether the text `other_words` holds, outside the spans that are `taken`, something that may be this figure of `words`.

    Beside a `partner`, a figure that may be meant instead, only its very value will do, and inside the partner only digits
    with a scale that was not read.
    """
    free = [(value, start, end) for value, start, end in _rough(other_words, other) if not any(start < b and a < end for a, b in taken)]
    if partner is not None and not quantity.parts and (partner.unit == quantity.unit or partner.unit and quantity.unit):
        free = [(value, start, end) for value, start, end in free if not (partner.start <= start < partner.end and not other_words[start].isdigit())]
    values = {value for value, _, _ in free}
    if quantity.unit == "%" and (small := _PER_THOUSAND.search(words, quantity.start, quantity.end)) and quantity.low * (10 if small[0][0] == "千" else 100) in values:
        return True  # 12 per thousand to three
    if values & ({quantity.low} - {Fraction(1)} if partner is not None else set(_as_said(quantity))):
        return True
    if (partner is None or partner.kind == "number" and not partner.unit) and quantity.parts and set(quantity.parts) - {1} <= values:
        return True
    exactly = partner is not None
    if not exactly and other == "en" and quantity.low in _stems(other_words):
        return True
    if _has_digits_in_a_row(words[quantity.start : quantity.end], other_words):
        return True
    digits = [Fraction(d.replace(",", "")) for d in _DIGITS.findall(words[quantity.start : quantity.end])]
    return bool(digits) and len(digits) > 1 and all(d in values for d in digits)


def _has_digits_in_a_row(said: str, other: str) -> bool:
    """The same digits in the same order, parted by other marks: 4.40 and 4时40分, 0930 and 9时30分."""
    digits = re.sub(r"\D", "", said).lstrip("0")
    if len(digits) < 3:
        return False
    groups = list(_GROUPS.finditer(other))
    return any(
        re.sub(r"\D", "", other[first.start() : second.end()]).lstrip("0") == digits
        for first, second in zip(groups, groups[1:], strict=False)
        if second.start() - first.end() <= 2 and other[first.end() : second.start()].strip(" ,.，、和与及至到–—-")
    )


def mentions_unit(text: str, unit: str, side: SideName) -> bool:
    """A text names the currency or the measure `unit` in a word anywhere (the yen slid past 155)."""
    pattern = _unit_words(side).get(unit)
    return bool(pattern and pattern.search(text))


@cache
def _unit_words(side: SideName) -> dict[str, re.Pattern[str]]:
    """The words of each unit; signs and single letters are left out, since they belong to a number."""
    words: dict[str, list[str]] = {}
    for word, unit in (ENGLISH_UNITS if side == "en" else CHINESE_UNITS).items():
        if len(word) > 2 and word.islower() or side == "zh" and len(word) > 1:
            words.setdefault(unit, []).append(re.escape(word))
    edge = r"\b" if side == "en" else ""
    return {unit: regex(f"{edge}(?:{'|'.join(forms)}){edge}", re.IGNORECASE) for unit, forms in words.items()}


def _as_said(quantity: Quantity) -> Iterator[Fraction]:
    """The numbers that the words of a figure can show."""
    low = quantity.low
    yield low
    if quantity.unit == "%":
        yield low / 100
        yield 1 - low / 100
    if quantity.kind == "fraction":
        yield 1 - low
        yield low * 100
        yield Fraction(low.denominator)
        if low:
            yield 1 / low
    if quantity.kind == "multiple":
        yield low + 1
        yield low - 1
        yield 100 * low
        yield 100 * (low - 1)
    if quantity.kind in ("decade", "year"):
        yield low % 100
    if quantity.kind == "clock":
        yield Fraction(low // 60)
        yield Fraction(low // 60 % 12)


@lru_cache(maxsize=512)
def _rough(text: str, side: SideName) -> tuple[tuple[Fraction, int, int], ...]:
    return tuple(_rough_english(text) if side == "en" else _rough_chinese(text))


def _rough_english(text: str) -> Iterator[tuple[Fraction, int, int]]:
    scaled = set()
    for match in _DIGITS.finditer(text):
        value = Fraction(match[0].replace(",", ""))
        scale = _SCALE_EN.match(text, match.end())
        if scale is None or len(scale[1]) == 1:
            yield value, match.start(), match.end()
        if scale:
            scaled.add(scale.start(1))
            yield value * _LETTER_SCALES[scale[1]], match.start(), scale.end()
    for match in _WORD.finditer(text):
        for value in _values_of_word(match[0].lower()) if match.start() not in scaled else ():
            yield value, match.start(), match.end()


@lru_cache(maxsize=8192)
def _values_of_word(word: str) -> tuple[Fraction, ...]:
    """What an English word may count: its own number, one that it begins with, or a denominator."""
    values = [Fraction(n) for table in (english_words.ONES, english_words.TENS, english_words.ORDINALS, english_words.SCALES, english_words.PLURALS,
                                        english_words.MULTIPLES, english_words.IMPLIED) if (n := table.get(word))]  # fmt: skip
    if word in english_words.PARTS:
        values += [Fraction(english_words.PARTS[word]), Fraction(1, english_words.PARTS[word])]
    if word in english_words.HALVINGS or word in ("once", "one"):
        values.append(english_words.HALF if word != "once" and word != "one" else Fraction(1))
    if word.endswith("ties") and (tens := english_words.TENS.get(f"{word[:-3]}y")):
        values.append(Fraction(tens))
    return tuple(values)


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[Fraction]:
    """The numbers that words hold in their beginning."""
    found = (_STEMS.fullmatch(word[0].lower()) for word in _WORD.finditer(text))
    return frozenset(english_words.HALF if match.lastgroup == "half" else Fraction(int(match.lastgroup[1:])) for match in found if match and match.lastgroup)


def _rough_chinese(text: str) -> Iterator[tuple[Fraction, int, int]]:
    scaled, words = set(), list(chinese_words.idioms_in(text))
    for match in _DIGITS.finditer(text):
        value = Fraction(match[0].replace(",", ""))
        scale = _SCALE_ZH.match(text, match.end())
        scaled.add(scale.start(1) if scale else -1)
        for character in scale[1] if scale else "":
            value *= chinese_words.SCALES[character]
        yield value, match.start(), scale.end() if scale else match.end()
    for match in _HAN_NUMERALS.finditer(text):
        if match.start() in scaled or any(start <= match.start() and match.end() <= end and text[start:end] in _COUNTS_NOTHING for start, end in words):
            continue
        for value in han_values(match[0]) or ():
            yield value, match.start(), match.end()
        for place, character in enumerate(match[0], match.start()):
            if (digit := chinese_words.DIGITS.get(character, chinese_words.SCALES.get(character))) is not None:
                yield Fraction(digit), place, place + 1
    for match in _HALVES_ZH.finditer(text):
        yield english_words.HALF, match.start(), match.end()
    for match in _TWOS_ZH.finditer(text):
        yield Fraction(2), match.start(), match.end()
