"""Well-known names (`data/names.txt`) of which one side has one and the other side another: Germany against 法国."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from reportgen.patterns import regex
from reportgen.prose.english_words import MONTHS, WEEKDAYS
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side
from reportgen.records import dataclass

_CAPITAL = regex(r"(?<![A-Za-z-])[A-ZÉØÖÜ][A-Za-zÀ-ÿ]*")
GENERIC = frozenset(["Ministry", "Department", "University", "Institute", "Bank", "Court", "Office", "Agency", "Bureau", "Commission", "Committee", "Council", "President", "Minister", "Prime",
                      "Chairman", "Doctor", "Professor", "Judge", "North", "South", "East", "West", "State", "Street", "City", "House", "Act", "Day", "Group", "Company", "Inc", "Ltd", "Corp",
                      *MONTHS, *WEEKDAYS])  # fmt: skip
"""Capitalised words that Chinese translates."""
_LIKE = {"media": "source", "body": "source", "university": "source", "journal": "source"}
"""Kinds that may stand for one another where a text names its source."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in `data/names.txt`; a city or state lies `within` a country, which may be said instead of it."""

    kind: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class _Index:
    """The names under how their forms begin, so that a text is gone through once."""

    names: tuple[KnownName, ...]
    en: dict[str, list[tuple[str, int]]]
    """Under the first word, the longest form first."""
    zh: dict[str, list[tuple[str, int]]]
    """Under the first two characters."""
    parent: dict[int, int]


@cache
def known_names() -> tuple[KnownName, ...]:
    """The well-known names."""
    names = []
    for line in files("reportgen.prose").joinpath("data/names.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, en, zh, within = (*(part.strip() for part in line.split("|")), "")[:4]
        names.append(KnownName(kind, _forms(en), _forms(zh), within))
    return tuple(names)


def _forms(words: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in words.split(","))


@cache
def _index() -> _Index:
    names = known_names()
    en: dict[str, list[tuple[str, int]]] = {}
    zh: dict[str, list[tuple[str, int]]] = {}
    for number, name in enumerate(names):
        for form in name.en:
            first = _CAPITAL.match(form)
            en.setdefault(first[0] if first else form, []).append((form, number))
        for form in name.zh:
            if len(form) > 1:
                zh.setdefault(form[:2], []).append((form, number))
    for table in (en, zh):
        for forms in table.values():
            forms.sort(key=lambda entry: -len(entry[0]))
    countries = {name.en[0]: number for number, name in enumerate(names) if name.kind == "country"}
    return _Index(names, en, zh, {number: countries[name.within] for number, name in enumerate(names) if name.within})


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(beginning[0] for beginning in _index().zh)


@cache
def _every_english_form() -> frozenset[str]:
    return frozenset(form for name in known_names() for form in name.en)


def is_known_name(word: str) -> bool:
    """The English word is one of the well-known names."""
    return word in _every_english_form()


def check_known_names(en: Side, zh: Side) -> Iterator[Finding]:
    """A name that the Chinese has not, where the Chinese has another of its kind that the English has not."""
    right = _in_chinese(zh.words)
    if not right or not (left := _in_english(en.words)):
        return
    names = _index().names
    only_en = [mark for mark, numbers in left if not any(_is_in_chinese(n, zh.words, right) for n in numbers)]
    only_zh = [mark for mark, numbers in right if not any(_is_in_english(n, en.words, left) for n in numbers)]
    numbers_of = dict((*left, *right))
    for first in only_en:
        kinds = {_LIKE.get(names[n].kind, names[n].kind) for n in numbers_of[first]}
        second = next((m for m in only_zh if kinds & {_LIKE.get(names[n].kind, names[n].kind) for n in numbers_of[m]}), None)
        if second:
            yield Finding("parity/name", f"“{first.text}” in English is “{second.text}” in Chinese", (first, second))
            return


def _in_english(text: str) -> list[tuple[Mark, tuple[int, ...]]]:
    """Where well-known names stand, the longest at each place, and which they may be."""
    index, found, end = _index().en, [], 0
    for word in _CAPITAL.finditer(text):
        start = word.start()
        for form, _ in index.get(word[0], ()) if start >= end else ():
            after = start + len(form)
            if text.startswith(form, start) and not (text[after : after + 1].isalpha() and text[after : after + 1].isascii()):
                found.append((Mark("en", start, after, form), tuple(n for f, n in index[word[0]] if f == form)))
                end = after
                break
    return found


def _in_chinese(text: str) -> list[tuple[Mark, tuple[int, ...]]]:
    index, found, end = _index().zh, [], 0
    firsts = _first_characters()
    for start, first in enumerate(text):
        candidates = index.get(text[start : start + 2]) if first in firsts and start >= end else None
        for form, _ in candidates or ():
            if text.startswith(form, start):
                end = start + len(form)
                found.append((Mark("zh", start, end, form), tuple(n for f, n in candidates or () if f == form)))
                break
    return found


def _is_in_chinese(number: int, text: str, right: list[tuple[Mark, tuple[int, ...]]]) -> bool:
    """The name itself, its country, or a place in it."""
    index = _index()
    name = index.names[number]
    if any(form in text for form in name.zh) or any(form in text for form in name.en if len(form) > 2):
        return True
    parent = index.parent.get(number)
    if parent is not None and any(form in text for form in index.names[parent].zh):
        return True
    return any(index.parent.get(n) == number for _, numbers in right for n in numbers)


def _is_in_english(number: int, text: str, left: list[tuple[Mark, tuple[int, ...]]]) -> bool:
    index = _index()
    there = {n for _, numbers in left for n in numbers}
    if number in there or index.parent.get(number) in there or any(index.parent.get(n) == number for n in there):
        return True
    return any(form in text for form in (*index.names[number].en, *(f for f in index.names[number].zh if f.isascii())))
