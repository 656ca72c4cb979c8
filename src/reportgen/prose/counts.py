"""Small counts in words: “one of them” against 其中三人, “four volumes” against 数卷, “almost all” against 全部.

A number in words that one side alone has proves little, so these look for the words that the other side has for it instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose.chinese_numbers import han_values
from reportgen.prose.chinese_words import CLASSIFIERS
from reportgen.prose.english_words import ONES
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import words_of
from reportgen.prose.match import Matching
from reportgen.prose.quantity import Quantity
from reportgen.prose.sides import Side

_OF_THEM = regex(r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) of (?:them|whom|the(?:se|m)? (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b)", re.IGNORECASE)
_AMONG_THEM = regex(r"(?:其中|当中)(?:的|有|就有|只有|仅有|至少有)?(\d{1,3}|[一两二三四五六七八九十]{1,2})(?=" + CLASSIFIERS.pattern + "|成)")
_VAGUE_ZH = regex(
    r"(?:(?<![\d人参岁倍次总指函分代复少多无计])数(?!字|据|目|值|学|码|[百十千万亿]|列|位数|组|轴|级)|(?<![十百千万亿第])几(?![十百千万亿何乎经率内年]))(?=" + CLASSIFIERS.pattern + ")|若干"
)
_SEVERAL_EN = regex(r"\b(?:several|a few|a handful of|a number of)(?= [a-z]+s\b)", re.IGNORECASE)
_VAGUE_WORDS_EN = regex(r"\b(?:several|few|some|handful|number of|many|multiple|various|couple|numerous|any|dozens?|scores|hundreds|thousands)\b", re.IGNORECASE)
_VAGUE_WORDS_ZH = regex("[数几多些]|若干|少数|一批|众多|不少|一系列|各")
_NEARLY_ALL_EN = regex(r"\b(?:almost|nearly|virtually|practically|close to|not quite|all but) (?:all|every|everyone|everything|everybody|the (?:whole|entire))\b", re.IGNORECASE)
_NEARLY_EN = regex(r"\b(?:almost|nearly|virtually|practically|most|mostly|hardly|barely|close|all but|not quite|largely|essentially|effectively|just about|near|vast|majority|bulk|scarcely|few|predominantly)\b", re.IGNORECASE)
_ALL_EN = regex(r"\b(?:all|every|everyone|everything|entire|whole)\b", re.IGNORECASE)
_ALL_WORDS = frozenset(["all", "every", "everyone", "everything", "everybody", "entire", "whole"])
_ALL_ZH, _NEARLY_ZH = regex("所有|全部|全都|全体|每[个家名位人户]|一切|悉数|整个"), regex("几乎|近乎|差不多|绝大|大多|大部分|基本|接近|近|将近|多数|除|主要")
_NEARLY_ALL_ZH = regex("(?:几乎|近乎|差不多)(?:把|将|在|对|让)?(?:所有|全部|全都|全体|每)")


def check_counts(en: Side, zh: Side, matching: Matching) -> Iterator[Finding]:
    """Each small count of one side for which the other has another word."""
    yield from _of_them(en, zh)
    yield from _exact_and_vague(en, zh, matching)


def _of_them(en: Side, zh: Side) -> Iterator[Finding]:
    """How many of those that were named: one such phrase on each side, with another number."""
    if " of " not in en.words or "中" not in zh.words:
        return
    left, right = list(_OF_THEM.finditer(en.words)), list(_AMONG_THEM.finditer(zh.words))
    if len(left) != len(right) or Counter(_value(match[1]) for match in left) == Counter(_value(match[1]) for match in right):
        return
    for said, heard in zip(left, right, strict=True):
        if _value(said[1]) != _value(heard[1]) > 0:
            yield Finding("parity/number", f"“{said[0]}” against “{heard[0]}”: the values differ", (Mark("en", *said.span(), said[0]), Mark("zh", *heard.span(), heard[0])))
            return


def _value(word: str) -> int:
    return int(word) if word.isdigit() else ONES.get(word.lower()) or int((han_values(word) or (Fraction(0),))[0])


def _exact_and_vague(en: Side, zh: Side, matching: Matching) -> Iterator[Finding]:
    """A small exact number on one side and “several” on the other, where neither has anything else to stand for it."""
    exact = _only_small(matching.en_left)
    if exact and (vague := _VAGUE_ZH.search(zh.words)) and not _only_small(matching.zh_left) and not _VAGUE_WORDS_EN.search(en.words):
        yield Finding("parity/number", f"“{en.text[exact.start : exact.end]}” is only “{vague[0]}” in Chinese",
                      (Mark("en", exact.start, exact.end, en.text[exact.start : exact.end]), Mark("zh", *vague.span(), vague[0])))  # fmt: skip
        return
    exact = _only_small(matching.zh_left)
    if exact and (said := _SEVERAL_EN.search(en.words)) and not _only_small(matching.en_left) and not _VAGUE_WORDS_ZH.search(zh.words):
        yield Finding("parity/number", f"“{said[0]}” is “{zh.text[exact.start : exact.end]}” in Chinese",
                      (Mark("en", *said.span(), said[0]), Mark("zh", exact.start, exact.end, zh.text[exact.start : exact.end])))  # fmt: skip


def _only_small(left: Sequence[Quantity]) -> Quantity | None:
    """The one figure from three to nine that is left over."""
    small = [q for q in left if q.kind == "number" and not q.unit and 3 <= q.low <= 9 and q.low.denominator == 1]
    return small[0] if len(small) == 1 else None


def check_nearly_all(en: Side, zh: Side) -> Iterator[Finding]:
    """Almost all on one side, and all without any reservation on the other."""
    everything = not _ALL_WORDS.isdisjoint(words_of(en.words))
    if everything and (left := _NEARLY_ALL_EN.search(en.words)) and (right := _ALL_ZH.search(zh.words)) and not _NEARLY_ZH.search(zh.words):
        yield Finding("parity/qualifier", f"“{left[0]}” is “{right[0]}” in Chinese", (Mark("en", *left.span(), left[0]), Mark("zh", *right.span(), right[0])))
    elif everything and (right := _NEARLY_ALL_ZH.search(zh.words)) and (said := _ALL_EN.search(en.words)) and not _NEARLY_EN.search(en.words):
        yield Finding("parity/qualifier", f"“{said[0]}” is “{right[0]}” in Chinese", (Mark("en", *said.span(), said[0]), Mark("zh", *right.span(), right[0])))

