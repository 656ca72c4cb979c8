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
_AMOUNT = r"(?:[\d%¢]|\b(?:[mb]illion|thousand|hundred|dollars?|yuan|euros?|pounds?|yen|cents?|pence|rupees|tons|tonnes|barrels|people|times))"


def check_rates(en: Side, zh: Side) -> Iterator[Finding]:
    """One unit that something is counted by on each side, of which the other side knows nothing."""
    if "每" not in zh.words:
        return
    right = list(_per_in_chinese(zh.words))
    if len(right) != 1:
        return
    zh_unit = CHINESE_UNITS[right[0][1]]
    if re.search(rf"(?:per|an?|each|every|/|the) (?:\w+ )?{_words_of(zh_unit, True).pattern}", en.words, re.IGNORECASE) or len(left := list(_per_in_english(en.words))) != 1:
        return
    en_unit = ENGLISH_UNITS[(left[0][1] or left[0][2] or left[0][3]).lower()]
    if "time" in (dimension(en_unit), dimension(zh_unit)) and dimension(en_unit) != dimension(zh_unit):
        return
    if en_unit == zh_unit or re.search(f"(?:每|/|一|a )(?:{_words_of(en_unit, False).pattern})|(?:{_words_of(en_unit, False).pattern})[均价]", zh.words):
        return
    marks = (Mark("en", *left[0].span(), left[0][0]), Mark("zh", *right[0].span(), right[0][0]))
    yield Finding("parity/unit", f"“{left[0][0]}” against “{right[0][0]}”: counted by another unit", marks)


@cache
def _counting() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of both languages for units that something is counted by."""
    return (
        tuple(word for word, unit in ENGLISH_UNITS.items() if dimension(unit).startswith(_COUNTED_BY) and len(word) > 1 and word.islower()),
        tuple(word for word, unit in CHINESE_UNITS.items() if dimension(unit).startswith(_COUNTED_BY) and not word.isascii()),
    )


def _per_in_english(text: str) -> Iterator[re.Match[str]]:
    """per barrel, $77 a barrel, a barrel of. The pattern has only the units that are in the text: all of them would take long to compile."""
    lower = text.lower()
    present = [word for word in _counting()[0] if word in lower]
    units, amounts = _any_of(present), _any_of(word for word in present if word not in ("quarter", "second"))
    parts = [rf"\b(?:per|each|every) ({units})\b", rf"{_AMOUNT} an? ({amounts})\b", rf"\ban? ({amounts}) of\b"] if amounts else [rf"\b(?:per|each|every) ({units})\b()()"]
    return re.finditer("|".join(parts), text, re.IGNORECASE) if units else iter(())


def _per_in_chinese(text: str) -> Iterator[re.Match[str]]:
    """每桶."""
    units = _any_of(word for word in _counting()[1] if word in text)
    return re.finditer(f"每({units})(?!多)", text) if units else iter(())


@cache
def _words_of(unit: str, in_english: bool) -> re.Pattern[str]:
    """All words of a unit in a language."""
    words = _any_of(word for word, of in (ENGLISH_UNITS if in_english else CHINESE_UNITS).items() if of == unit)
    edge = r"\b" if in_english else ""
    return regex(f"{edge}(?:{words or '(?!)'}){edge}", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
