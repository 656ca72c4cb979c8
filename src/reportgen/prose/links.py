"""Two links that lead to the same two places in both languages, but over each other's words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reportgen.patterns import regex
from reportgen.prose.emphasis import counterparts_in_chinese, meet, places_of
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side

_Place = tuple[int, int]


def check_swapped_links(en: Side, zh: Side) -> Iterator[Finding]:
    """Links whose words say that each leads where the other should; for sides that have the same links, each once."""
    if len(en.anchors) < 2 or len(set(en.links)) != len(en.links) or not len(en.anchors) == len(zh.anchors) == len(en.links) == len(zh.links):
        return
    left, right = places_of(en.anchors, en.words), places_of(zh.anchors, zh.words)
    if len(left) != len(right) or len(left) != len(en.links):
        return
    there = dict(zip(zh.links, right, strict=True))
    if there.keys() != set(en.links):
        return
    for (one, here), (other, beside) in combinations(zip(en.links, left, strict=True), 2):
        first = _leaning(here, there[one], there[other], en, zh)
        second = _leaning(beside, there[other], there[one], en, zh)
        worst, better = sorted((first, second))
        if worst < 0 and better <= (-1 if en.links == zh.links else 0):  # in the same order both must lean
            marks = (Mark("en", *here, en.text[slice(*here)]), Mark("zh", *there[one], zh.text[slice(*there[one])]))
            yield Finding("parity/link", f"“{marks[0].text.strip()}” and “{marks[1].text.strip()}” lead to the same place, and their words do not agree", marks)
            return


_NAME = regex("[A-Z][A-Za-z]+")


def _same_names(said: str, zh: str) -> Iterator[_Place]:
    """Where the Chinese has a name of the English words in Latin letters."""
    names = set(_NAME.findall(said))
    yield from (match.span() for match in _NAME.finditer(zh) if match[0] in names)


def _leaning(words: _Place, same: _Place, other: _Place, en: Side, zh: Side) -> int:
    """How many more counterparts the words of a link have over the same address than over the other one."""
    places = {*counterparts_in_chinese(words, en.words, zh.words), *_same_names(en.words[slice(*words)], zh.words)}
    return sum(meet(place, same) for place in places) - sum(meet(place, other) for place in places)
