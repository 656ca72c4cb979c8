"""What stands around a number in English: a qualifier before or after it, the way it moves, and whether it is where a movement began."""

from __future__ import annotations

import re

from reportgen.patterns import regex
from reportgen.prose import english_words as words
from reportgen.prose.quantity import Qualifier
from reportgen.prose.tokens import Tokens

_COMPARES = regex(r"than\b")
_AFTER_AN_AMOUNT = regex(r"(?:\d[%mk]?|\b(?:million|billion|trillion|bn|thousand|hundred|percent|per cent|points?))$")
"""$45 billion more than twelve months earlier compares two figures."""
_ACROSS = regex(r"^[\s(\[]*(?:over|above|beyond|past)\b")
_AFTER_A_COUNT = regex(r"(?:\d|%|\b(?:million|billion|trillion|bn|thousand|hundred|dollars|yuan|euros|pounds|yen|times|goals|people|points|games|tickets|copies|votes))$")
"""$780 million over 149 shows, 12 goals over three seasons."""
_TOPIC = regex(r"\b(?:books?|films?|movies?|story|stories|novels?|plays?|documentary|articles?|reports?|questions?|complaints?|concerns?|worr(?:y|ies|ied)|talk\w*|kn[eo]w\w*|learn\w*|wr[io]te|wrote|think\w*|news|information|songs?|jokes?|lectures?|hear[ds]?|asked?|warned) about\s*$")
_FROM = regex(r"\bfrom(?: (?:about|around|just|some|only|under|over|nearly|a))*\s*\S{0,3}$", re.IGNORECASE)


def qualifier_before(text: str, start: int) -> tuple[Qualifier, bool]:
    """The qualifier that ends before `start`, and whether it is firmly meant."""
    before = text[max(0, start - 34) : start].lower()
    if not words.QUALIFIER_HINT.search(before):
        return "", True
    for qualifier, firm, pattern in words.QUALIFIERS_BEFORE:
        if match := pattern.search(before):
            compared = _COMPARES.search(match[0]) and _AFTER_AN_AMOUNT.search(before[: match.start()]) or _ACROSS.search(match[0]) and _AFTER_A_COUNT.search(before[: match.start()])
            return ("", True) if compared or _TOPIC.search(before) else (qualifier, firm)
    return "", True


def qualifier_after(text: str, end: int) -> Qualifier:
    """The qualifier that begins at `end`: “or more”, “or so”."""
    after = text[end : end + 28]
    if not after or after[0] not in "+ -,":
        return ""
    return next((qualifier for qualifier, pattern in words.QUALIFIERS_AFTER if pattern.match(after)), "")


def comes_from(text: str, start: int) -> bool:
    """“from” leads up to the number."""
    before = text[max(0, start - 24) : start].lower()
    return "from" in before and bool(_FROM.search(before))


def direction_of(tokens: Tokens, start: int, end: int) -> int:
    """Whether the nearest word before (or right after) says that it went up or down."""
    i = tokens.index_at(start)
    said: set[int] = set()
    for k in range(i - 1, max(i - 7, -1), -1):
        word = tokens.lower[k]
        if tokens.is_number[k] and k < i - 1:
            break  # it belongs to the number before
        if word in (",", ";", ".", "(", ":", "while", "and", "but"):
            break
        if word == "up" and tokens.lower[k + 1 : k + 2] == ["to"]:
            continue
        if word in words.RISING or word in words.FALLING:
            said.add(1 if word in words.RISING else -1)
    if said:
        return said.pop() if len(said) == 1 else 0  # “paring gains to” goes both ways
    j = tokens.index_at(end)
    for k, word in enumerate(tokens.lower[j : j + 3]):
        if k and word in ("higher", "lower", "more", "less", "fewer", "cheaper"):
            break
        if word in ("increase", "rise", "jump", "gain", "growth", "higher", "hike", "surge", "climb", "more"):
            return 1
        if word in ("decline", "drop", "fall", "decrease", "cut", "reduction", "lower", "slump", "plunge", "less", "fewer", "cheaper"):
            return -1
        if not word.isalpha():
            break
    return 0
