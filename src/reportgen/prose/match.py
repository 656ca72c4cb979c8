"""Two lists of figures in, which are the same and which are left over out.

What counts as the same is an editor's judgement written down: a quarter is 25%, 150万千瓦 is 1.5 GW, tripled is 增长两倍.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reportgen.prose.measures import dimension, is_money, same_measure
from reportgen.prose.quantity import IMPLIED, STATED, Quantity
from reportgen.records import dataclass

_SOFT_UNITS = frozenset({"mag", "floor", "point", "deg", "age", "px", "Mpx", "pH", "qubit", "b", "kcal", "USc", "K"})
"""Units that one language may leave to the context."""
_PARTS = {"ppm": Fraction(1, 10**6), "ppb": Fraction(1, 10**9), "ppt": Fraction(1, 10**12), "‰": Fraction(1, 1000)}
_FAIR_SHARE = Fraction(7, 10)
_ROUGH_SHARE = Fraction(7, 2)
"""A third is 33%; 三成 for a third is rough and still right."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What agrees, and what is left on each side in the order of the text."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    en_left: tuple[Quantity, ...]
    zh_left: tuple[Quantity, ...]


def match_figures(en: Sequence[Quantity], zh: Sequence[Quantity]) -> Matching:
    """Pair the figures that agree, the surest and nearest first."""
    candidates = []
    for i, left in enumerate(en):
        for k, right in enumerate(zh):
            cost = likeness(left, right)
            if cost is not None:
                away = abs(i / max(len(en), 1) - k / max(len(zh), 1))
                differs = (left.qualifier != right.qualifier) * 0.5 + (left.rises * right.rises < 0) * 0.4 + (left.origin != right.origin) * 0.15
                differs += (left.end_of_range != right.end_of_range) * 0.1
                candidates.append((cost + differs + away + 0.2 * (left.weight < STATED) + 0.2 * (right.weight < STATED), i, k))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, k in sorted(candidates):
        if i not in partner and k not in taken:
            partner[i] = k
            taken.add(k)
    left_en, left_zh = ([q for i, q in enumerate(en) if i not in partner], [q for k, q in enumerate(zh) if k not in taken])
    for i, k in list(partner.items()):
        if _is_makeshift(en[i], zh[k], left_en, left_zh):
            del partner[i]
            taken.discard(k)
    return Matching(
        tuple(sorted(((en[i], zh[k]) for i, k in partner.items()), key=lambda pair: pair[0].start)),
        tuple(q for i, q in enumerate(en) if i not in partner),
        tuple(q for k, q in enumerate(zh) if k not in taken),
    )


def _is_makeshift(en: Quantity, zh: Quantity, en_left: Sequence[Quantity], zh_left: Sequence[Quantity]) -> bool:
    """A match of two kinds by a number that is only implied (twice, 二厂), while one of its own kind (三倍) is left over."""
    if en.kind == zh.kind or en.is_date or zh.is_date:
        return False
    return zh.weight < STATED and any(q.kind == en.kind and q.weight == STATED for q in zh_left) or en.weight < STATED and any(
        q.kind == zh.kind and q.weight == STATED for q in en_left
    )


def likeness(en: Quantity, zh: Quantity) -> float | None:
    """How far two quantities are from saying the same: 0 for the same words, None if they do not."""
    if en.is_date or zh.is_date:
        return _date_likeness(en, zh)
    if "multiple" in (en.kind, zh.kind):
        return _multiple_likeness(en, zh)
    if "fraction" in (en.kind, zh.kind):
        return _share_likeness(en, zh)
    if "vague" in (en.kind, zh.kind):
        return _vague_likeness(en, zh)
    if "ordinal" in (en.kind, zh.kind):
        if en.low != zh.low:
            return None
        return 0.0 if en.kind == zh.kind else 1.5
    return _number_likeness(en, zh)


def _date_likeness(en: Quantity, zh: Quantity) -> float | None:
    if en.kind == zh.kind:
        if en.kind == "decade" and min(en.low, zh.low) < 100:
            return 0.1 if en.low % 100 == zh.low % 100 else None
        if en.kind == "clock":
            return 0.0 if en.low == zh.low else 0.3 if en.low % 720 == zh.low % 720 and (en.loose or zh.loose) else None
        if en.kind == "daypart" and {en.low, zh.low} == {4, 5}:
            return 0.2
        return 0.0 if en.low == zh.low else None
    date, other = (en, zh) if en.is_date else (zh, en)
    if other.is_date:
        return None
    if other.kind == "ordinal" and date.kind in ("quarter", "half", "century", "day") and date.low == other.low:
        return 1.2
    fitting = {"year": ("", "year"), "day": ("", "day"), "clock": ("", "h"), "month": (), "quarter": ()}.get(date.kind, ())
    if other.kind in ("number", "ordinal") and other.unit in fitting and date.low == other.low:
        return 1.0
    return None


def _multiple_likeness(en: Quantity, zh: Quantity) -> float | None:
    if en.kind == zh.kind:
        if zh.grows:
            if zh.low + 1 == en.low:
                return 0.0 if not en.loose else 0.2
            return 0.3 if en.loose and zh.low == en.low else None
        return 0.0 if zh.low == en.low else None
    multiple, other = (en, zh) if en.kind == "multiple" else (zh, en)
    total = multiple.low + 1 if multiple.grows else multiple.low
    if other.kind == "number" and other.unit == "%":
        return 1.5 if other.low in (100 * (total - 1), 100 * multiple.low) else None
    if other.kind == "number" and not other.unit and other.low == multiple.low:
        return 1.0 if multiple.loose or zh is other else 1.8
    if other.kind == "vague" and not other.unit and other.low == multiple.low:
        return 1.0
    if other.kind == "fraction" and (other.low == total or (other.low * total == 1 and multiple.loose)):
        return 1.5
    return None


def _share_likeness(en: Quantity, zh: Quantity) -> float | None:
    if en.kind == zh.kind:
        return 0.0 if en.low == zh.low else None
    fraction, other = (en, zh) if en.kind == "fraction" else (zh, en)
    if other.kind == "ordinal" and other is en:
        return 1.5 if fraction.low * other.low == 1 and (other.weight < STATED or other.low > 10) else None  # half to wages, a third to rent
    if other.kind != "number":
        return None
    if other.unit == "%":
        away = abs(fraction.low * 100 - other.low)
        if away == 0:
            return 0.4
        if fraction.loose and (away <= _FAIR_SHARE or (other.loose and away <= _ROUGH_SHARE)):
            return 0.8
        return None
    if (parts := _PARTS.get(other.unit)) and fraction.low == other.low * parts:
        return 0.4
    return 1.0 if fraction.low == other.low and (fraction.weight == IMPLIED or not other.unit) else None


def _vague_likeness(en: Quantity, zh: Quantity) -> float | None:
    if en.unit != zh.unit and (is_money(en.unit) or is_money(zh.unit)):
        return None
    if en.kind == zh.kind:
        if en.low == zh.low:
            return 0.0
        return 1.0 if zh.loose and max(en.low, zh.low) <= 10 * min(en.low, zh.low) else None
    vague, other = (en, zh) if en.kind == "vague" else (zh, en)
    if other.kind != "number" or other.low != vague.low:
        return None
    return 1.0 if vague.loose or other.qualifier else None


def _number_likeness(en: Quantity, zh: Quantity) -> float | None:
    if en.unit == "m?" and zh.low == en.low * 10**6:
        return 0.3  # 200m more
    if en.unit == "m?" and not zh.unit:
        return None
    if en.unit == zh.unit:
        if en.low == zh.low:
            return 0.0
        return _dozen_likeness(en, zh)
    if not en.unit or not zh.unit:
        unit = en.unit or zh.unit
        if en.low == zh.low and (unit in _SOFT_UNITS or dimension(unit) == "time"):
            return 0.8  # “11 of the past 12 quarters” names the unit once
        return None
    return 0.4 if same_measure(en.low, en.unit, zh.low, zh.unit) else None


def _dozen_likeness(en: Quantity, zh: Quantity) -> float | None:
    """A dozen is 十几 or 十余, two dozen 二十多."""
    if en.loose and not en.unit and en.low % 12 == 0 and zh.qualifier in ("over", "about", "nearly") and zh.low in (10 * en.low / 12, en.low):
        return 0.8
    return None
