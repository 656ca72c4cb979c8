"""What stands around a number in English: a qualifier before or after it, the way it moves, and whether it is where a movement began."""

from __future__ import annotations

import re
from functools import cache

from reportgen.patterns import regex
from reportgen.prose import english_words as words
from reportgen.prose.phrases import ranked
from reportgen.prose.quantity import Qualifier
from reportgen.prose.tokens import Tokens

_AFTER_AN_AMOUNT = regex(r"(?:\d[%mk]?|\b(?:million|billion|trillion|bn|thousand|hundred|percent|per cent|points?))$")
"""$45 billion more than twelve months earlier compares two figures."""
_AFTER_A_COUNT = regex(r"(?:\d|%|\b(?:million|billion|trillion|bn|thousand|hundred|dollars|yuan|euros|pounds|yen|times|goals|people|points|games|tickets|copies|votes))$")
"""$780 million over 149 shows, 12 goals over three seasons."""
_TOPIC = regex(r"\b(?:books?|films?|movies?|story|stories|novels?|plays?|documentary|articles?|reports?|questions?|complaints?|concerns?|worr(?:y|ies|ied)|talk\w*|kn[eo]w\w*|learn\w*|wr[io]te|wrote|think\w*|news|information|songs?|jokes?|lectures?|hear[ds]?|asked?|warned) about\s*$")
_FROM = regex(r"\bfrom(?: (?:about|around|just|some|only|under|over|nearly|a))*\s*\S{0,3}$", re.IGNORECASE)
_REACH, _LONGEST, _NO_RANK = 34, 28, len(words.QUALIFIERS_BEFORE)
"""How many characters before a number are looked at, and how many a qualifier has at most."""
_SIGNS = frozenset("-+−–")
_FILLERS = frozenset(["a", "an", "another", "some", "us", "every", "in"])
"""What may stand between a qualifier and its number."""
_STATES = {"surplus": 1, "deficit": -1}
_EDGES = frozenset(" \t\n\r\v\f\u00a0\u2009\u202f\u3000([“‘\"'—–/,;:-")
"""What a qualifier can stand directly after."""


@cache
def _phrases() -> tuple[dict[str, int], frozenset[str]]:
    """Each phrase that qualifies, with the number of its kind; and the words that they end with."""
    phrases = ranked(source for _, _, source in words.QUALIFIERS_BEFORE)
    return phrases, frozenset(phrase.rsplit(" ", 1)[-1] for phrase in phrases)


def qualifier_before(text: str, start: int) -> tuple[Qualifier, bool]:
    """The qualifier that ends before `start`, and whether it is firmly meant."""
    said = text[max(0, start - _REACH) : start].lower()
    before = said.rstrip()
    if before[-1:] in _SIGNS:
        before = before[:-1].rstrip()
    rank, at = _rank_at_end(before)
    last = before.split()[-1:]
    if last and last[0] in _FILLERS and len(before) > len(last[0]):
        further = before[: -len(last[0])].rstrip()
        rank, at, before = min((rank, at, before), (*_rank_at_end(further), further))
    if rank == _NO_RANK or _compares(before, at) or (before.endswith("about") and _TOPIC.search(said)):
        return "", True
    return words.QUALIFIERS_BEFORE[rank][:2]


def _rank_at_end(before: str) -> tuple[int, int]:
    """The first kind of qualifier that the words end with, and where it begins."""
    phrases, last_words = _phrases()
    rank, place, is_possible = _NO_RANK, 0, False
    for at in range(len(before) - 1, max(len(before) - _LONGEST, 0) - 1, -1):
        if at and before[at - 1] not in _EDGES:
            continue
        phrase = before[at:]
        if not is_possible and phrase not in last_words:
            break
        is_possible = True
        if (found := phrases.get(phrase, _NO_RANK)) <= rank and found < _NO_RANK and not _is_other_sense(before, at):
            rank, place = found, at
        elif phrase.startswith(("no ", "not ")) and phrase.endswith("er than") and phrase.count(" ") == 2 and rank > words.NO_MORE_THAN:
            rank, place = words.NO_MORE_THAN, at
    return rank, place


def _is_other_sense(before: str, at: int) -> bool:
    """“rose up to” tells where something went, “3 over” divides, “turned over” is a verb."""
    phrase, head = before[at:], before[:at]
    if phrase not in words.OTHER_SENSE_AFTER or head[-1:] != " ":
        return False
    return head[:-1].endswith(words.OTHER_SENSE_AFTER[phrase]) or (phrase == "over" and head[-2:-1].isdigit())


def _compares(before: str, at: int) -> bool:
    """$45 billion more than twelve months earlier: two figures are compared, and neither is qualified."""
    phrase, head = before[at:], before[: max(at - 1, 0)]
    if phrase.endswith("than"):
        return bool(_AFTER_AN_AMOUNT.search(head))
    is_apart = not at or before[at - 1].isspace() or before[at - 1] in "(["
    return phrase in ("over", "above", "beyond", "past") and is_apart and bool(_AFTER_A_COUNT.search(head))


def qualifier_after(text: str, end: int) -> Qualifier:
    """The qualifier that begins at `end`: “or more”, “or so”."""
    after = text[end : end + 28]
    if not after or after[0] not in "+ -,":
        return ""
    lower = after.lower()
    if not any(hint in lower for hint in words.AFTER_HINTS):
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
    if state := _STATES.get("".join(tokens.lower[tokens.index_at(end) :][:1])):
        return state  # a deficit of £1.4 billion became a £230 million surplus
    next_word = tokens.lower[tokens.index_at(end) :][:1]
    if said and next_word in (["higher"], ["lower"]):
        return 1 if next_word == ["higher"] else -1  # “gave up gains to close 0.6% lower”
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
