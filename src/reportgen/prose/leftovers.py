"""Figures that have no match on the other side in, what they prove out.

One side may rightly say what the other leaves to the context (both, the first floor, a year), and a reader may know a turn
of phrase that the other does not. So a figure that is left on one side alone is a fault only if it is a hard one and
nothing on the other side can be it; two that are left over and differ in one respect clash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose.evidence import answered, mentions_unit
from reportgen.prose.finding import Finding, Mark, Severity, SideName
from reportgen.prose.match import Matching, likeness
from reportgen.prose.measures import ENGLISH_UNITS, UNITS, dimension, is_money, readings
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Figures, Quantity
from reportgen.prose.sides import Side

_RELATIVE_YEAR = {"zh": regex("今年|去年|明年|同年|当年|前一年|次年|上年|翌年|本年|前年|后年|同比|上一年|来年|年内|一年前|近一年|过去一年"),
                  "en": regex(r"\b(?:this|last|next|previous|following|prior|the same|preceding|past|current|that) year\b|a year (?:earlier|ago|before|later)|year[- ]on[- ]year|year[- ]over[- ]year", re.IGNORECASE)}  # fmt: skip
_RELATIVE_MONTH = {"zh": regex("环比|本月|上月|上个月|下月|下个月|当月|同月|次月|今日|今天|昨日|昨天|明天|当天|当日"),
                   "en": regex(r"\b(?:this|last|next|previous|the same|that) month\b|\b(?:today|yesterday|tomorrow|that day|the same day|the month)\b", re.IGNORECASE)}  # fmt: skip
_ENUMERATION_ZH = regex("[、和与及]|以及")
_EACH = regex(r"\b(?:every|each|per|an?|the) (?:(?:extra|additional|single) )?([A-Za-z]+)", re.IGNORECASE)
_RICH = {10**6: "millionaire", 10**9: "billionaire"}
_RICH_WORD = regex("[mb]illionaire")
_AS_MANY = regex(r"\bas many [a-z]+s\b", re.IGNORECASE)
_SMALL = 10
_SHARES = frozenset({"%", "pp", "bp", "‰"})
_LIST_JOINT = regex(r"(?:[\s,、，;；/–—-]|\band\b|\bor\b|\bto\b|[和与及至到或]|以及|[\d.,]|[$€£¥])+")


class Leftovers:
    """The figures of a pair that have no match, and all that the two sides say besides."""

    def __init__(self, en: Side, zh: Side, left: Figures, right: Figures, matching: Matching) -> None:
        self.en, self.zh = en, zh
        self.left, self.right = left, right
        self.matching = matching
        self.taken = {"en": [(q.start, q.end) for q, _ in matching.pairs], "zh": [(q.start, q.end) for _, q in matching.pairs]}

    def findings(self) -> Iterator[Finding]:
        """A finding for each clash and for each figure that is missed on the other side."""
        counts = any(map(_is_small_count, self.matching.en_left)) and any(map(_is_small_count, self.matching.zh_left))
        en_left = [q for q in self.matching.en_left if counts and _is_small_count(q) or not self._is_repeated(q, self.left.quantities, self.matching.en_left)]
        zh_left = [q for q in self.matching.zh_left if counts and _is_small_count(q) or not self._is_repeated(q, self.right.quantities, self.matching.zh_left)]
        for en, zh in _paired(en_left, zh_left):
            if en is not None and zh is not None:
                if en.low == zh.low and self._unit_is_understood(en, zh):
                    continue
                sure = en.low == zh.low or en.kind == zh.kind != "number" or {en.unit, zh.unit} <= _SHARES and _is_hundredfold(en.low, zh.low)
                there, here = (False, False) if sure else (self._is_answered(en, "en", zh), self._is_answered(zh, "zh", en))
                if not there and not here:
                    yield _clash(en, zh, self.en.text, self.zh.text)
                elif not there:
                    yield from self._missed(en, "en")
                elif not here:
                    yield from self._missed(zh, "zh")
            elif en is not None:
                yield from self._missed(en, "en")
            elif zh is not None:
                yield from self._missed(zh, "zh")

    # --- what may answer a figure ---------------------------------------------------------------------------------

    def _is_repeated(self, quantity: Quantity, all_of_side: Sequence[Quantity], left: Sequence[Quantity]) -> bool:
        """The same figure is said once more on its own side, and that one has its match."""
        return quantity.kind not in ("part", "season", "daypart") and any(
            likeness(quantity, q) is not None
            for q in all_of_side
            if q not in left and (q.kind == quantity.kind or {q.kind, quantity.kind} == {"number", "fraction"})
        )

    def _is_answered(self, quantity: Quantity, side: SideName, partner: Quantity | None = None) -> bool:
        own, other, name = (self.en.words, self.zh.words, "zh") if side == "en" else (self.zh.words, self.en.words, "en")
        return answered(quantity, own, name, self.taken[name], other, partner)  # type: ignore[arg-type]

    def _unit_is_understood(self, en: Quantity, zh: Quantity) -> bool:
        """The side that names no unit says it for the list that the number stands in, or elsewhere in the text."""
        if bool(en.unit) == bool(zh.unit):
            return False
        bare_words = self.en.text[en.start : en.end] if zh.unit else self.zh.text[zh.start : zh.end]
        if not any(c.isdigit() for c in bare_words) and not is_money(en.unit or zh.unit) and (en.unit or zh.unit) not in _SHARES:
            return True  # five times, 五度: a word that is read as a unit and is none
        if mentions_unit(self.en.words if zh.unit else self.zh.words, en.unit or zh.unit, "en" if zh.unit else "zh"):
            return True
        bare, named, all_of_side, text = (en, zh, self.left.quantities, self.en.words) if not en.unit else (zh, en, self.right.quantities, self.zh.words)
        for other in all_of_side:
            if other.unit != named.unit or other is bare:
                continue
            first, second = sorted((bare, other), key=lambda q: q.start)
            if is_money(named.unit) or dimension(named.unit) not in ("share", "points") or _LIST_JOINT.fullmatch(text[first.end : second.start]):
                return True
        return False

    # --- what is missed -------------------------------------------------------------------------------------------

    def _missed(self, quantity: Quantity, side: SideName) -> Iterator[Finding]:
        if self._is_context(quantity, side) or self._is_answered(quantity, side):
            return
        severity = _certainty(quantity, (self.en if side == "en" else self.zh).text)
        if severity:
            yield _lone(quantity, side, (self.en if side == "en" else self.zh).text, severity)

    def _is_context(self, quantity: Quantity, side: SideName) -> bool:
        """Something that the other language rightly says without a figure."""
        if quantity.weight < STATED:
            return True
        other: SideName = "zh" if side == "en" else "en"
        text, own = (self.zh.words, self.en.words) if side == "en" else (self.en.words, self.zh.words)
        if quantity.unit == "month" and quantity.low == 12 and _RELATIVE_YEAR[other].search(text):
            return True  # twelve months before, 上年末
        if quantity.kind == "year" and _RELATIVE_YEAR[other].search(text) and not _RELATIVE_YEAR[side].search(own):
            return True
        if side == "zh" and is_money(quantity.unit) and _RICH.get(int(quantity.low)) in _RICH_WORD.findall(text.lower()):
            return True  # billionaires, 身家十亿美元的富豪
        if quantity.end_of_range and any(
            e.unit == quantity.unit != z.unit and 0 <= max(e.start, quantity.start) - min(e.end, quantity.end) < 8 for e, z in self.matching.pairs if side == "en"
        ):
            return True  # 8–9 inches as 20多厘米
        if side == "zh" and quantity.low == 1 and quantity.unit and any(quantity.unit in readings(ENGLISH_UNITS.get(m[1], "")) for m in _EACH.finditer(text)):
            return True  # for every dollar spent
        if side == "zh" and _AS_MANY.search(text) and any(q.low == quantity.low for q in self.left.quantities):
            return True  # the third time in as many years
        if quantity.kind in ("month", "day") and _RELATIVE_MONTH[other].search(text) and not _RELATIVE_MONTH[side].search(own):
            return True
        if quantity.kind == "number" and not quantity.unit and 1 < quantity.low <= _SMALL and quantity.low.denominator == 1:
            return self._is_a_count(quantity)
        return False

    def _is_a_count(self, quantity: Quantity) -> bool:
        """三家 after three names, “the five” for five that are listed: the number only counts what is there."""
        listed = {len(_ENUMERATION_ZH.findall(self.zh.words)) + 1, _listed_in_english(self.en.words), self.en.items, self.zh.items}
        listed |= {len(re.findall("、", part)) + 1 + bool(re.search("[和与及]", part)) for part in re.split("[，。；：]", self.zh.words)}
        return int(quantity.low) in listed


def _is_small_count(quantity: Quantity) -> bool:
    """Two to ten of something."""
    return quantity.kind == "number" and not quantity.unit and quantity.weight > OPTIONAL and 2 <= quantity.low <= _SMALL and quantity.low.denominator == 1


def _certainty(quantity: Quantity, text: str) -> Severity | None:
    """How surely a figure that stands on one side alone is a fault: a hard number is, one in words may be a turn of phrase."""
    words = text[quantity.start : quantity.end]
    has_digits = any(c.isdigit() for c in words)
    if quantity.kind in ("year", "month", "day", "quarter", "clock"):
        return "error" if has_digits or quantity.kind in ("month", "quarter") else "warning"
    if quantity.is_date or quantity.kind == "vague":
        return None
    small = quantity.low.denominator == 1 and (quantity.low <= _SMALL or not quantity.unit and quantity.low in (100, 1000, 10**4, 10**6))
    exact = is_money(quantity.unit) or quantity.unit in _SHARES
    if has_digits:
        if quantity.kind == "ordinal" or (small and not exact and not quantity.unit):
            return "warning"
        return "warning" if quantity.low == 1 and not exact else "error"
    if quantity.kind == "ordinal" or (quantity.kind == "number" and small and not exact):
        return None
    return "warning"


def _listed_in_english(text: str) -> int:
    """How many things the longest list “a, b and c” names."""
    best = 0
    for part in re.split(r"[.;:()]", text):
        pieces = re.split(r",\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+", part)
        if len(pieces) > 1:
            best = max(best, len(pieces))
    return best


# --- pairing what is left ---------------------------------------------------------------------------------------------


def _paired(en_left: Sequence[Quantity], zh_left: Sequence[Quantity]) -> list[tuple[Quantity | None, Quantity | None]]:
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
    """How likely two clashing figures are meant to be one; None if they are not.

    A slip changes the value or the unit of a figure, hardly ever both: two that differ in both are two other things.
    """
    weights = (en.weight, zh.weight)
    if max(weights) < STATED or (min(weights) == OPTIONAL and not (en.unit and en.unit == zh.unit) and not en.kind == zh.kind == "weekday"):
        if en.kind == zh.kind == "ordinal" and min(weights) == IMPLIED and min(en.low, zh.low) > 1:
            return 0.5
        return {"weekday": 0.5, "half": 0.5, "season": 0.5, "daypart": 0.5, "part": 0.6}.get(en.kind) if en.kind == zh.kind else None
    if en.is_date or zh.is_date:
        if en.kind == zh.kind:
            return 0.3 if en.kind != "part" else 0.5
        pairable = {en.kind, zh.kind}
        date, other = (en, zh) if en.is_date else (zh, en)
        if other.kind == "number" and date.kind == "year" and not other.unit and 1000 <= other.low < 2200:
            return 0.8
        return 1.0 if pairable in ({"quarter", "half"}, {"month", "quarter"}, {"decade", "year"}, {"decade", "century"}) else None
    if {en.kind, zh.kind} == {"fraction", "number"} and "%" in (en.unit, zh.unit):
        return 0.6  # a tenth, 百分之一
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
        if {en.unit, zh.unit} <= _SHARES and _is_hundredfold(en.low, zh.low):
            return cost  # half a percentage point as 50%
        if not same and en.low != zh.low and (en.unit and zh.unit or not _is_power_of_ten(en.low, zh.low)):
            return None
    return cost if cost < 2.4 else None


def _is_hundredfold(first: Fraction, second: Fraction) -> bool:
    """Half a point and 50%."""
    return min(first, second) > 0 and max(first, second) == 100 * min(first, second)


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
    marks = marks_of(en, zh, en_text, zh_text)
    said = f"“{marks[0].text}” against “{marks[1].text}”"
    rule, why = _rule_of(en, zh)
    unknown = rule == "parity/unit" and bool(en.unit) != bool(zh.unit)
    return Finding(rule, f"{said}: {why}", marks, "warning" if unknown else None)  # a unit may go by a name that is not read


def _rule_of(en: Quantity, zh: Quantity) -> tuple[str, str]:
    if en.is_date or zh.is_date:
        return "parity/date", f"the {en.kind if en.is_date else zh.kind} differs"
    if en.unit != zh.unit and en.low == zh.low:
        if is_money(en.unit) or is_money(zh.unit):
            return "parity/currency", "the currency differs" if en.unit and zh.unit else "the currency is missing on one side"
        if {en.unit, zh.unit} & _SHARES:
            return "parity/percent", "per cent, percentage points and plain numbers are not the same"
        return "parity/unit", "the unit differs" if en.unit and zh.unit else "the unit is missing on one side"
    if "multiple" in (en.kind, zh.kind) and not (en.loose and zh.kind == "number" and not zh.unit):
        return "parity/multiple", "the multiple differs (增长两倍 is to three times)"
    if (en.end_of_range and zh.end_of_range) or (en.origin and zh.origin and en.rises | zh.rises):
        return "parity/range", "an end of the range differs"
    if _is_power_of_ten(en.low, zh.low) and (en.unit == zh.unit or not en.unit or not zh.unit or dimension(en.unit) != dimension(zh.unit)) and max(en.low, zh.low) >= 100:
        return "parity/scale", f"one is {int(max(en.low, zh.low) / min(en.low, zh.low)):,} times the other"
    if en.unit != zh.unit and (first := UNITS.get(en.unit)) and (second := UNITS.get(zh.unit)) and first.dimension == second.dimension and _is_power_of_ten(en.low * first.base, zh.low * second.base):
        return "parity/scale", "the same digits at another power of ten"
    if en.unit and zh.unit and en.unit != zh.unit and not set(readings(en.unit)) & set(readings(zh.unit)) and not is_money(en.unit):
        if {en.unit, zh.unit} & _SHARES and dimension(en.unit) != dimension(zh.unit):
            return "parity/percent", "per cent, percentage points and plain numbers are not the same"
        return "parity/unit", "value and unit differ"
    return "parity/number", "the values differ"


def _lone(quantity: Quantity, side: SideName, text: str, severity: Severity) -> Finding:
    mark = Mark(side, quantity.start, quantity.end, text[quantity.start : quantity.end])
    there, missing = ("English", "Chinese") if side == "en" else ("Chinese", "English")
    rule = "parity/date" if quantity.is_date else "parity/multiple" if quantity.kind == "multiple" else "parity/number"
    if quantity.end_of_range:
        rule = "parity/range"
    message = f"“{mark.text.strip()}” stands in {there} only; {missing} has no such figure"
    return Finding(rule, message, (mark,), None if severity == "error" else severity)


def marks_of(en: Quantity, zh: Quantity, en_text: str, zh_text: str, wide: bool = False) -> tuple[Mark, Mark]:
    """The words of both figures; `wide` takes in the qualifier before."""
    spans = []
    for quantity, text in ((en, en_text), (zh, zh_text)):
        start, end = quantity.start, quantity.end
        if wide and quantity.qualifier:
            before = re.search(r"[A-Za-z~≈]+(?: (?:than|to|of|least|most|as))?\s*\S?$" if quantity is en else r"[\u4e00-\u9fff]{1,3}$", text[max(0, start - 14) : start])
            start = max(0, start - 14) + before.start() if before else start
        spans.append((start, end))
    return Mark("en", *spans[0], en_text[slice(*spans[0])]), Mark("zh", *spans[1], zh_text[slice(*spans[1])])
