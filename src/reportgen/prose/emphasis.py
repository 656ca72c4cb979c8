"""Whether the same words are emphasised on both sides, as far as a dictionary, the well-known names, figures and senses can tell.

Where in its sentence a word stands proves nothing, since Chinese orders them otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.known_names import known_names
from reportgen.prose.senses import Hit, hits_in
from reportgen.prose.sides import Side
from reportgen.prose.words import bases_in_dictionary, chinese_for, english_at

_Place = tuple[int, int]
_WORD = regex("[A-Za-z]+(?:[’'][a-z]+)?")
_DIGITS = regex(r"\d+(?:[.,]\d+)*")
_TELLING = frozenset("不没未无非勿莫她他它我你仅只若须应谁但或三四五六七八九")
"""Single characters that stand for a word of their own; others are mostly part of another word."""
_SAID_LIGHTLY = frozenset(["the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "with", "as", "is", "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those", "and", "or", "from", "has", "have", "had", "do", "does", "did", "than", "so"])


def check_emphasised_words(en: Side, zh: Side) -> Iterator[Finding]:
    """Stretches in English, as many as in Chinese, of which one has its counterpart outside the Chinese ones."""
    for first, second in ((en.strong, zh.strong), (en.emphasis, zh.emphasis)):
        if not first or len(first) != len(second):
            continue
        left, right = places_of(first, en.words), places_of(second, zh.words)
        if len(left) != len(first) or len(right) != len(second):
            continue
        for stretch in left:
            if _is_elsewhere(stretch, right, left, en.words, zh.words):
                marks = (Mark("en", *stretch, en.text[slice(*stretch)]), *(Mark("zh", *place, zh.text[slice(*place)]) for place in right[:1]))
                yield Finding("parity/emphasis", f"“{marks[0].text.strip()}” is emphasised in English, and other words are in Chinese", marks)
                return


def places_of(stretches: tuple[str, ...], words: str) -> list[_Place]:
    """Where stretches stand in their text, one after another; those that are not found are left out."""
    places, start = [], 0
    for stretch in stretches:
        at = words.find(stretch, start)
        if at >= 0:
            places.append((at, at + len(stretch)))
            start = at + len(stretch)
    return places


def _is_elsewhere(stretch: _Place, emphasised: list[_Place], all_english: list[_Place], en: str, zh: str) -> bool:
    """Something tells that the words of the stretch, or those emphasised in Chinese, stand plain on the other side; and nothing that they agree."""
    if any(_is_same(en[slice(*stretch)], zh[slice(*one)]) for one in emphasised):
        return False
    there = list(counterparts_in_chinese(stretch, en, zh))
    if any(meet(place, one) for place in there for one in emphasised):
        return False
    back = [place for one in emphasised for place in _counterparts_in_english(one, en, zh)]
    if any(meet(place, stretch) for place in back):
        return False
    alone = len(emphasised) == 1
    said = en[slice(*stretch)]
    whole = len(set(there)) > 1 or bool(_DIGITS.search(said)) or len(list(_words_in(said))) == 1
    return bool(there) and whole or alone and bool(back) and not any(meet(place, one) for place in back for one in all_english)


def _is_same(said: str, there: str) -> bool:
    """《自然》（*Nature*）: the Chinese emphasises the English words themselves."""
    first, second = said.casefold().removeprefix("the "), there.casefold().removeprefix("the ")
    return first == second


def meet(one: _Place, other: _Place) -> bool:
    """The two have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def counterparts_in_chinese(stretch: _Place, en: str, zh: str) -> Iterator[_Place]:
    """Where in the Chinese the English words of a stretch can stand."""
    said = en[slice(*stretch)]
    for digits in _DIGITS.findall(said):
        yield from _all(digits, zh)
    for word in _words_in(said):
        for chinese in chinese_for(word):
            if len(chinese) > 1 or chinese in _TELLING:
                yield from _all(chinese, zh)
    for name in known_names() if any(c.isupper() for c in said) else ():
        if any(form in said for form in name.en if len(form) > 2):
            for form in name.zh:
                if len(form) > 1:
                    yield from _all(form.strip("《》"), zh)
    yield from _of_one_sense((hit for hit in hits_in(en, "en") if meet((hit.start, hit.end), stretch)), hits_in(zh, "zh"))


def _counterparts_in_english(stretch: _Place, en: str, zh: str) -> Iterator[_Place]:
    """Where in the English the Chinese words of a stretch can stand."""
    start, end = stretch
    entries: set[str] = set()
    at = start
    while at < end:
        words, after = english_at(zh, at)
        if words and after <= end and (after - at > 1 or zh[at] in _TELLING):
            entries |= words
        at = max(after, at + 1) if after <= end else at + 1
    for match in _WORD.finditer(en):
        word = match[0].lower().removesuffix("’s")
        if not entries.isdisjoint({word, *bases_in_dictionary(word)}) or word.endswith(("n’t", "n't")) and "not" in entries:
            yield match.span()
    for digits in _DIGITS.findall(zh[slice(*stretch)]):
        yield from _all(digits, en)
    for phrase in entries:
        if " " in phrase:
            yield from _all(phrase, en.lower())
    yield from _of_one_sense((hit for hit in hits_in(zh, "zh") if meet((hit.start, hit.end), stretch)), hits_in(en, "en"))


def _words_in(said: str) -> Iterator[str]:
    """Words and groups of two, without those that carry little unless they stand alone."""
    words = [word.lower().removesuffix("’s") for word in _WORD.findall(said)]
    for word in words:
        if len(words) == 1 or word not in _SAID_LIGHTLY:
            yield "not" if word.endswith(("n’t", "n't")) else word
    yield from (f"{one} {other}" for one, other in zip(words, words[1:], strict=False))


def _of_one_sense(hits: Iterator[Hit], others: tuple[Hit, ...]) -> Iterator[_Place]:
    for hit in hits:
        meant = {(sense, pole) for sense, pole, proves in hit.meanings if proves}
        for other in others:
            if any((sense, pole) in meant for sense, pole, proves in other.meanings if proves):
                yield other.start, other.end


def _all(words: str, text: str) -> Iterator[_Place]:
    if words:
        yield from (match.span() for match in re.finditer(re.escape(words), text))
