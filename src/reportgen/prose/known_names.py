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
_TRANSLATED = """
Northern Southern Eastern Western Central Upper Lower Great Greater New Old Big Royal National International Federal European American Asian African Arctic Antarctic Pacific Atlantic
River Lake Mountain Mountains Mount Sea Ocean Island Islands Bay Gulf Strait Straits Canal Desert Valley Peninsula Basin Delta Coast Cape Forest Park Bridge Tower Station Airport Port Square Road Avenue Hall Church Cathedral
Museum Library Theatre Theater Hospital School College Academy Center Centre Party Senate Congress Parliament Assembly Union League Cup Prize Award Games Olympics Olympic Championship Festival Conference Summit Treaty Agreement
Accord Law Bill Code Rule Phase Category Class Level Stage Type Model Version Series Chapter Section Part Figure Table Note Article Appendix Reactor Unit Line Flight Route Project Program Programme Mission Earth Sun Moon Lights
War Revolution Depression Renaissance Age Era Period Dynasty Empire Republic Kingdom Queen King Prince Princess Pope Lord Lady Sir Dame Senator Governor Mayor General Colonel Captain Sergeant Officer Chief Director Secretary
Chancellor Ambassador Justice Attorney Representative Mr Mrs Ms Dr Prof Professors Christmas Easter Thanksgiving Ramadan Black White Red Green Blue Golden Silver Internet Web Labour Labor Conservative Conservatives Democrat
Democrats Republican Republicans Liberal Liberals Greens Social Foundation Trust Fund Society Association Federation Alliance Board Service Services System Systems Research Technology Technologies Science Sciences Energy Power
Health Capital Holdings Partners Journal Review Times Post Herald Tribune News Press Magazine Report Survey Index Study Plan Vision Initiative Belt God Bible Buddhist Muslim Muslims Christian Christians Jewish Catholic Nobel
""".split()
GENERIC = frozenset(["Ministry", "Department", "University", "Institute", "Bank", "Court", "Office", "Agency", "Bureau", "Commission", "Committee", "Council", "President", "Minister", "Prime",
                      "Chairman", "Doctor", "Professor", "Judge", "North", "South", "East", "West", "State", "Street", "City", "House", "Act", "Day", "Group", "Company", "Inc", "Ltd", "Corp", *_TRANSLATED,
                      *MONTHS, *WEEKDAYS])  # fmt: skip
"""Capitalised words that Chinese translates."""
_LIKE = {"media": "source", "body": "source", "university": "source", "journal": "source"}
"""Kinds that may stand for one another where a text names its source."""

_BROAD = frozenset({"country", "region", "body", "ministry"})
"""Kinds that Chinese may name where English says it by another word (the Fed, the bloc)."""


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


@dataclass(frozen=True, slots=True)
class LoneNames:
    """Well-known names that one side has alone, and where any stand in the Chinese."""

    en: tuple[Mark, ...]
    zh: tuple[Mark, ...]
    en_all: tuple[Mark, ...]
    zh_all: tuple[Mark, ...]


def lone_known_names(en: Side, zh: Side) -> LoneNames:
    """The well-known names that have no counterpart; of the Chinese ones none that is also part of an ordinary word."""
    left, right = _in_english(en.words), _in_chinese(zh.words)
    names = _index().names
    only_en = tuple(mark for mark, numbers in left if not any(_is_in_chinese(n, zh.words, right) for n in numbers))
    only_zh = tuple(mark for mark, numbers in right if not any(_is_in_english(n, en.words, left) or names[n].kind in _BROAD for n in numbers))
    return LoneNames(only_en, only_zh, tuple(mark for mark, _ in left), tuple(mark for mark, _ in right))


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
    lower = text.lower()
    return any(form.lower() in lower for form in (*index.names[number].en, *(f for f in index.names[number].zh if f.isascii())))
