"""What a price or rate is counted by: “$77 a barrel” against 每吨77美元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.measures import CHINESE_UNITS, ENGLISH_UNITS, dimension
from reportgen.prose.sides import Side

_COUNTED_BY = ("mass", "volume", "area", "length", "energy", "time")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    """What follows “per” or “a” in English and 每 in Chinese, and all words of each unit in both languages."""
    en, zh = ({word: unit for word, unit in table.items() if dimension(unit).startswith(_COUNTED_BY) and (len(word) > 1 or not word.isascii())}
              for table in (ENGLISH_UNITS, CHINESE_UNITS))  # fmt: skip
    by_unit_en: dict[str, list[str]] = {}
    by_unit_zh: dict[str, list[str]] = {}
    for table, by_unit in ((en, by_unit_en), (zh, by_unit_zh)):
        for word, unit in table.items():
            by_unit.setdefault(unit, []).append(re.escape(word))
    return (
        regex(rf"(?:\b(?:per|each|every)|(?<=[\d%s]) an?) ({_any_of(w for w in en if w.islower())})\b|\ban? ({_any_of(w for w in en if w.islower())}) of\b", re.IGNORECASE),
        regex(f"每({_any_of(w for w in zh if not w.isascii())})(?!多)"),
        {unit: regex(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for unit, words in by_unit_en.items()},
        {unit: regex("|".join(words)) for unit, words in by_unit_zh.items()},
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def check_rates(en: Side, zh: Side) -> Iterator[Finding]:
    """One unit that something is counted by on each side, of which the other side knows nothing."""
    if "每" not in zh.words:
        return
    per_en, per_zh, words_en, words_zh = _patterns()
    right = list(per_zh.finditer(zh.words))
    if len(right) != 1 or not (left := list(per_en.finditer(en.words))):
        return
    unit = CHINESE_UNITS[right[0][1]]
    if (unit in words_en and words_en[unit].search(en.words)) or len(left) != 1:
        return
    own = ENGLISH_UNITS[(left[0][1] or left[0][2]).lower()]
    if own == unit or dimension(own).split(":")[0] != dimension(unit).split(":")[0] and "time" in (dimension(own), dimension(unit)) or words_zh.get(own, _NOTHING).search(zh.words):
        return
    marks = (Mark("en", *left[0].span(), left[0][0]), Mark("zh", *right[0].span(), right[0][0]))
    yield Finding("parity/unit", f"“{left[0][0]}” against “{right[0][0]}”: counted by another unit", marks)


_NOTHING = regex(r"(?!)")
