"""The figures of a pair of texts in, what their numbers, units, dates and qualifiers disagree about out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark, SideName
from reportgen.prose.match import Matching, likeness, match_figures
from reportgen.prose.measures import ENGLISH_UNITS, dimension, is_money, readings
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Figures, Quantity
from reportgen.prose.sides import Side
from reportgen.records import replace

_RELATIVE_YEAR = {"zh": regex("今年|去年|明年|同年|当年|前一年|次年|上年|翌年|本年|前年|后年|同比|上一年|来年|年内"),
                  "en": regex(r"\b(?:this|last|next|previous|following|prior|the same|preceding|past|current|that) year\b|a year (?:earlier|ago|before|later)|year[- ]on[- ]year|year[- ]over[- ]year", re.IGNORECASE)}  # fmt: skip
_RELATIVE_MONTH = {"zh": regex("本月|上月|上个月|下月|下个月|当月|同月|次月|今日|今天|昨日|昨天|明天|当天|当日"),
                   "en": regex(r"\b(?:this|last|next|previous|the same|that) month\b|\b(?:today|yesterday|tomorrow|that day|the same day|the month)\b", re.IGNORECASE)}  # fmt: skip
_ENUMERATION_ZH = regex("[、和与及]|以及")
_ROUNDED = frozenset({"length", "area", "volume", "mass", "speed"})
_EACH = regex(r"\b(?:every|each|per|an?|the) (?:(?:extra|additional|single) )?([A-Za-z]+)", re.IGNORECASE)
_RICH = {10**6: "millionaire", 10**9: "billionaire"}
_RICH_WORD = regex("[mb]illionaire")
_AS_MANY = regex(r"\bas many [a-z]+s\b", re.IGNORECASE)
_LENIENT_SMALL = 10
_HAN_DIGITS = "一二三四五六七八九十"


def compare_figures(en: Side, zh: Side, left: Figures, right: Figures) -> list[Finding]:
    """Every clash between the figures that were read from the two sides."""
    en_said = _taken_apart(left.quantities, right.quantities)
    zh_said = _taken_apart(right.quantities, left.quantities)
    left, right = replace(left, quantities=en_said), replace(right, quantities=zh_said)
    matching = match_figures(en_said, zh_said)
    judge = _Judge(en, zh, left, right, matching)
    return [*judge.clashes(), *judge.qualifiers(), *judge.directions(), *judge.orders()]


def _taken_apart(own: Sequence[Quantity], other: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The figures with a share (52 of 67, 12场赢5场) as two numbers if the other side does not say it as a share."""
    result: list[Quantity] = []
    for quantity in own:
        if quantity.parts and not any(q.kind == "fraction" and q.low == quantity.low or q.unit == "%" and q.low == quantity.low * 100 for q in other):
            result += [replace(quantity, kind="number", low=part, parts=(), loose=False, weight=IMPLIED if part == 1 else quantity.weight) for part in quantity.parts]
        else:
            result.append(quantity)
    return tuple(result)


class _Judge:
    """Looks at one matching from several sides."""

    def __init__(self, en: Side, zh: Side, left: Figures, right: Figures, matching: Matching) -> None:
        self.en, self.zh = en, zh
        self.left, self.right = left, right
        self.matching = matching

    # --- what is left over ----------------------------------------------------------------------------------------

    def clashes(self) -> Iterator[Finding]:
        en_left = [q for q in self.matching.en_left if not self._is_repeated(q, self.left.quantities, self.matching.en_left)]
        zh_left = [q for q in self.matching.zh_left if not self._is_repeated(q, self.right.quantities, self.matching.zh_left)]
        for en, zh in _paired(en_left, zh_left, len(self.left.quantities), len(self.right.quantities)):
            if en is not None and zh is not None and is_money(zh.unit) and not en.unit and any(q.unit == zh.unit for q in self.left.quantities):
                continue  # of every 100 yuan, 27 …: the currency is said once
            if en is not None and zh is not None:
                yield _clash(en, zh, self.en.text, self.zh.text)
            elif en is not None and self._is_missed(en, "en"):
                yield _lone(en, "en", self.en.text)
            elif zh is not None and self._is_missed(zh, "zh"):
                yield _lone(zh, "zh", self.zh.text)

    def _is_repeated(self, quantity: Quantity, all_of_side: Sequence[Quantity], left: Sequence[Quantity]) -> bool:
        """The same figure is said once more on its own side, and that one has its match."""
        return any(
            likeness(quantity, q) is not None
            for q in all_of_side
            if q not in left and (q.kind == quantity.kind or {q.kind, quantity.kind} == {"number", "fraction"})
        )

    def _is_missed(self, quantity: Quantity, side: SideName) -> bool:
        if quantity.weight < STATED:
            return False
        other: SideName = "zh" if side == "en" else "en"
        text, own = (self.zh.words, self.en.words) if side == "en" else (self.en.words, self.zh.words)
        if quantity.kind == "year" and _RELATIVE_YEAR[other].search(text) and not _RELATIVE_YEAR[side].search(own):
            return False
        if side == "zh" and is_money(quantity.unit) and _RICH.get(int(quantity.low)) in _RICH_WORD.findall(text.lower()):
            return False  # billionaires, 身家十亿美元的富豪
        if quantity.end_of_range and any(
            e.unit == quantity.unit != z.unit and 0 <= max(e.start, quantity.start) - min(e.end, quantity.end) < 8 for e, z in self.matching.pairs if side == "en"
        ):
            return False  # 8–9 inches as 20多厘米
        if side == "zh" and quantity.low == 1 and quantity.unit and any(quantity.unit in readings(ENGLISH_UNITS.get(m[1], "")) for m in _EACH.finditer(text)):
            return False  # for every dollar spent
        if side == "zh" and _AS_MANY.search(text) and any(q.low == quantity.low for q in self.left.quantities):
            return False  # the third time in as many years
        if quantity.kind in ("month", "day") and _RELATIVE_MONTH[other].search(text) and not _RELATIVE_MONTH[side].search(own):
            return False
        small = quantity.kind == "number" and not quantity.unit and quantity.low.denominator == 1 and 0 < quantity.low <= _LENIENT_SMALL
        if side == "en" and small and _HAN_DIGITS[int(quantity.low) - 1] in text:
            return False  # a numeral without a measure word is not read, but it stands there
        if quantity.kind == "number" and not quantity.unit and 1 < quantity.low <= _LENIENT_SMALL and quantity.low.denominator == 1:
            return not self._is_a_count(quantity, side)
        return True

    def _is_a_count(self, quantity: Quantity, side: SideName) -> bool:
        """三家 after three names, “the five” for five that are listed: the number only counts what is there."""
        spoken = not any(c.isdigit() for c in (self.en if side == "en" else self.zh).text[quantity.start : quantity.end])
        if not spoken:
            return False
        listed = {len(_ENUMERATION_ZH.findall(self.zh.words)) + 1, _listed_in_english(self.en.words), self.en.items, self.zh.items}
        listed |= {len(re.findall("、", part)) + 1 + bool(re.search("[和与及]", part)) for part in re.split("[，。；：]", self.zh.words)}
        return int(quantity.low) in listed

    # --- what agrees in value -------------------------------------------------------------------------------------

    def qualifiers(self) -> Iterator[Finding]:
        told: set[tuple[int, int]] = set()
        for en, zh in self.matching.pairs:
            if en.is_date or "vague" in (en.kind, zh.kind) or min(en.weight, zh.weight) < STATED:
                continue
            if en.low != zh.low and (en.loose or zh.loose) and en.kind == zh.kind == "number":
                continue
            if en.low != zh.low and en.unit != zh.unit and not (en.qualifier and zh.qualifier) and dimension(en.unit) in _ROUNDED:
                continue  # a converted measure is rightly an approximate one
            if zh.loose and zh.end_of_range and {en.qualifier, zh.qualifier} == {"", "about"}:
                continue  # 七至八成 is rough as it stands
            verdict = _compare_qualifiers(en, zh)
            if verdict is None or self._other_end_agrees(en) or (en.end_of_range == "high" and (en.start, en.end) in told):
                continue
            if en.end_of_range == "low":
                told.update((q.start, q.end) for q in self.left.quantities if q.end_of_range == "high" and 0 <= q.start - en.end < 12)
            said = f"“{self.en.text[en.start:en.end].strip()}” is {_CALLED[en.qualifier]} in English and {_CALLED[zh.qualifier]} in Chinese"
            yield Finding("parity/qualifier", said, _marks(en, zh, self.en.text, self.zh.text, True), None if verdict else "warning")

    def _other_end_agrees(self, en: Quantity) -> bool:
        """The qualifier of a range may stand at either end: $100M–$1B+, 1亿至10亿以上."""
        if not en.end_of_range:
            return False
        near = [(e, z) for e, z in self.matching.pairs if e.end_of_range and e is not en and min(abs(e.start - en.end), abs(en.start - e.end)) < 12]
        return any(e.qualifier and e.qualifier == z.qualifier for e, z in near)

    def directions(self) -> Iterator[Finding]:
        for en, zh in self.matching.pairs:
            if not en.is_date and en.rises * zh.rises < 0 and "multiple" not in (en.kind, zh.kind):
                up, down = ("English", "Chinese") if en.rises > 0 else ("Chinese", "English")
                yield Finding("parity/direction", f"{up} says up and {down} says down", _marks(en, zh, self.en.text, self.zh.text))

    def orders(self) -> Iterator[Finding]:
        """from A to B against 从B到A, and ranges that run the other way."""
        pairs = self.matching.pairs
        for (en, zh), (en_next, zh_next) in zip(pairs, pairs[1:], strict=False):
            if en.unit != en_next.unit or en.kind != en_next.kind or en.low == en_next.low:
                continue
            is_range = en.end_of_range == "low" and en_next.end_of_range == "high" and zh.end_of_range == "high" and zh_next.end_of_range == "low"
            if is_range or (en.origin and not en_next.origin and zh_next.origin and not zh.origin and not en.is_date):
                yield Finding("parity/range", "the two ends stand the other way round in Chinese",
                              (*_marks(en, zh_next, self.en.text, self.zh.text), *_marks(en_next, zh, self.en.text, self.zh.text)))  # fmt: skip


_CALLED = {"": "without a qualifier", "about": "“about”", "over": "“more than” or “at least”", "under": "“less than”", "up to": "“up to” or “at most”", "nearly": "“nearly”"}
_NEAR = ({"nearly", "about"}, {"nearly", "up to"})


def _compare_qualifiers(en: Quantity, zh: Quantity) -> bool | None:
    """None if the two agree, True for a clear clash, False for one that is only likely."""
    if en.qualifier == zh.qualifier or {en.qualifier, zh.qualifier} in ({"nearly", "under"}, {"up to", "under"}):
        return None
    if not en.qualifier or not zh.qualifier:
        present = en if en.qualifier else zh
        return True if present.firm else None
    if {en.qualifier, zh.qualifier} in _NEAR:
        return False
    if not (en.firm and zh.firm):
        return False if {en.qualifier, zh.qualifier} != {"over", "up to"} else None
    return True


def _listed_in_english(text: str) -> int:
    """How many things the longest list “a, b and c” names."""
    best = 0
    for part in re.split(r"[.;:()]", text):
        pieces = re.split(r",\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+", part)
        if len(pieces) > 1:
            best = max(best, len(pieces))
    return best


# --- pairing what is left ---------------------------------------------------------------------------------------------


def _paired(
    en_left: Sequence[Quantity], zh_left: Sequence[Quantity], en_count: int, zh_count: int
) -> list[tuple[Quantity | None, Quantity | None]]:
    """The likeliest partner for each figure that has no match, and those without one."""
    candidates = []
    for i, en in enumerate(en_left):
        for k, zh in enumerate(zh_left):
            cost = _affinity(en, zh)
            if cost is not None:
                candidates.append((cost + abs(i / max(len(en_left), 1) - k / max(len(zh_left), 1)), i, k))
    free_en, free_zh = dict(enumerate(en_left)), dict(enumerate(zh_left))
    result: list[tuple[Quantity | None, Quantity | None]] = []
    for _, i, k in sorted(candidates):
        if i in free_en and k in free_zh:
            result.append((free_en.pop(i), free_zh.pop(k)))
    result += [(q, None) for q in free_en.values()]
    result += [(None, q) for q in free_zh.values()]
    return result


def _affinity(en: Quantity, zh: Quantity) -> float | None:
    """How likely two clashing figures are meant to be one; None if they are not."""
    weights = (en.weight, zh.weight)
    if max(weights) < STATED or (min(weights) == OPTIONAL and not (en.unit and en.unit == zh.unit) and not en.kind == zh.kind == "weekday"):
        return (0.5 if en.kind == zh.kind and en.kind in ("weekday", "part", "half") and en.kind != "part" else 0.6 if en.kind == zh.kind == "part" else None)
    if en.is_date or zh.is_date:
        if en.kind == zh.kind:
            return 0.3 if en.kind != "part" else 0.5
        pairable = {en.kind, zh.kind}
        date, other = (en, zh) if en.is_date else (zh, en)
        if other.kind == "number" and date.kind == "year" and not other.unit and 1000 <= other.low < 2200:
            return 0.8
        return 1.0 if pairable in ({"quarter", "half"}, {"month", "quarter"}, {"decade", "year"}, {"decade", "century"}) else None
    cost = 0.0 if en.kind == zh.kind else 1.0
    if en.low == zh.low:
        cost -= 0.5
    elif _is_power_of_ten(en.low, zh.low):
        cost += 0.1
    else:
        ratio = max(en.low, zh.low) / min(en.low, zh.low) if min(en.low, zh.low) > 0 else Fraction(1000)
        cost += 0.3 if ratio <= 10 else 0.8
    if en.unit != zh.unit:
        same = dimension(en.unit) == dimension(zh.unit) or (is_money(en.unit) and is_money(zh.unit))
        cost += 0.4 if same else 1.0
        if not same and en.unit and zh.unit and en.low != zh.low:
            cost += 1.0
    return cost if cost < 2.4 else None


def _is_power_of_ten(first: Fraction, second: Fraction) -> bool:
    if first <= 0 or second <= 0 or first == second:
        return False
    ratio = max(first, second) / min(first, second)
    while ratio % 10 == 0:
        ratio /= 10
    return ratio == 1


# --- findings ---------------------------------------------------------------------------------------------------------


def _clash(en: Quantity, zh: Quantity, en_text: str, zh_text: str) -> Finding:
    """The finding for two figures that should be one, under the rule that tells what differs."""
    marks = _marks(en, zh, en_text, zh_text)
    said = f"“{marks[0].text}” against “{marks[1].text}”"
    rule, why = _rule_of(en, zh)
    return Finding(rule, f"{said}: {why}", marks)


def _rule_of(en: Quantity, zh: Quantity) -> tuple[str, str]:
    if en.is_date or zh.is_date:
        return "parity/date", f"the {en.kind if en.is_date else zh.kind} differs"
    shares = {"%", "pp", "bp", "‰"}
    if en.unit != zh.unit and en.low == zh.low:
        if is_money(en.unit) or is_money(zh.unit):
            return "parity/currency", "the currency differs" if en.unit and zh.unit else "the currency is missing on one side"
        if {en.unit, zh.unit} & shares:
            return "parity/percent", "per cent, percentage points and plain numbers are not the same"
        return "parity/unit", "the unit differs" if en.unit and zh.unit else "the unit is missing on one side"
    if "multiple" in (en.kind, zh.kind) and not (en.loose and zh.kind == "number" and not zh.unit):
        return "parity/multiple", "the multiple differs (增长两倍 is to three times)"
    if (en.end_of_range and zh.end_of_range) or (en.origin and zh.origin):
        return "parity/range", "an end of the range differs"
    if _is_power_of_ten(en.low, zh.low) and (en.unit == zh.unit or not en.unit or not zh.unit or dimension(en.unit) != dimension(zh.unit)) and max(en.low, zh.low) >= 100:
        return "parity/scale", f"one is {int(max(en.low, zh.low) / min(en.low, zh.low)):,} times the other"
    if en.unit and zh.unit and en.unit != zh.unit and not set(readings(en.unit)) & set(readings(zh.unit)) and not is_money(en.unit):
        if {en.unit, zh.unit} & shares and dimension(en.unit) != dimension(zh.unit):
            return "parity/percent", "per cent, percentage points and plain numbers are not the same"
        return "parity/unit", "value and unit differ"
    return "parity/number", "the values differ"


def _lone(quantity: Quantity, side: SideName, text: str) -> Finding:
    mark = Mark(side, quantity.start, quantity.end, text[quantity.start : quantity.end])
    there, missing = ("English", "Chinese") if side == "en" else ("Chinese", "English")
    rule = "parity/date" if quantity.is_date else "parity/multiple" if quantity.kind == "multiple" else "parity/number"
    if quantity.end_of_range:
        rule = "parity/range"
    return Finding(rule, f"“{mark.text.strip()}” stands in {there} only; {missing} has no such figure", (mark,))


def _marks(en: Quantity, zh: Quantity, en_text: str, zh_text: str, wide: bool = False) -> tuple[Mark, Mark]:
    """The words of both; `wide` takes in the qualifier before and after."""
    spans = []
    for quantity, text in ((en, en_text), (zh, zh_text)):
        start, end = quantity.start, quantity.end
        if wide and quantity.qualifier:
            before = re.search(r"[A-Za-z~≈]+(?: (?:than|to|of|least|most|as))?\s*\S?$" if quantity is en else r"[\u4e00-\u9fff]{1,3}$", text[max(0, start - 14) : start])
            start = max(0, start - 14) + before.start() if before else start
        spans.append((start, end))
    return Mark("en", *spans[0], en_text[slice(*spans[0])]), Mark("zh", *spans[1], zh_text[slice(*spans[1])])
