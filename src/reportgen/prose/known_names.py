"""Well-known names (`data/names.txt`) of which one side has one and the other side another: Germany against 法国."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from reportgen.patterns import regex
from reportgen.prose.english_words import MONTHS, WEEKDAYS
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import character_pairs
from reportgen.prose.sides import Side
from reportgen.records import dataclass

_CAPITAL = regex(r"(?<![A-Za-z-])[A-ZÉØÖÜ][A-Za-zÀ-ÿ]*")


@cache
def _capitals() -> dict[str, frozenset[str]]:
    """Words with a capital that are no names (`data/capitals.txt`), by what they are."""
    lines = files("reportgen.prose").joinpath("data/capitals.txt").read_text("utf-8").splitlines()
    return {kind: frozenset(" ".join(line.split(" ", 1)[1] for line in lines if line.startswith(kind)).split()) for kind in ("translated", "opening")}


@cache
def generic() -> frozenset[str]:
    """Capitalised words that Chinese translates."""
    return _capitals()["translated"] | MONTHS.keys() | WEEKDAYS.keys()


def openings() -> frozenset[str]:
    """Words that sentences begin with, of endings that names may have as well."""
    return _capitals()["opening"]


_LIKE = {"media": "source", "body": "source", "university": "source", "journal": "source"}
"""Kinds that may stand for one another where a text names its source."""

_ABBREVIATED = "美中华德法英日韩印俄乌意西葡荷比瑞奥挪丹芬波匈土以加墨澳马新泰越菲缅巴台柬朝欧非"
_BEFORE_A_COUNTRY = frozenset("对驻赴访在援抗亲反旅留入出涉与和、“" + _ABBREVIATED)
_AFTER_A_COUNTRY = frozenset("国方元军股债企资商籍裔媒圆系产制两超银航央联东西南北概外总首防财议官警队星铁油网语文式货车政府民人裔区关贸间双边新" + _ABBREVIATED)
_NO_COUNTRY = frozenset(["其中", "在中", "和中", "中央", "中东", "中西", "中北", "中超", "中间", "日新", "日前", "日间", "中外", "比方", "意外", "加总", "新方", "新式", "新政", "新人", "新区", "法人", "法官", "法警", "西方", "西北", "西南", "以外", "以西", "以东", "以南", "以北", "以和", "土方", "对比", "对以", "与以", "和以", "在加", "在新", "入新", "出新", "波及", "马车", "加油", "加新", "加入", "中加", "和新", "与新", "、新", "意在", "中新网", "在比", "与比", "和比", "在意", "在以", "在法", "中比", "法中"])
"""What abbreviates a country beside it, and pairs of characters that are another word."""
_ORDINARY = "ordinary"
_BROAD = frozenset({"country", "region", "body", "ministry"})
"""Kinds that Chinese may name where English says it by another word (the Fed, the bloc)."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in `data/names.txt`; a city or state lies `within` a country, which may be said instead of it."""

    kind: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    within: str = ""


_Table = dict[str, list[tuple[str, int]]]
"""Forms of names and their numbers under how they begin, the longest first, so that a text is gone through once."""


@cache
def known_names() -> tuple[KnownName, ...]:
    """The well-known names."""
    names = []
    for line in files("reportgen.prose").joinpath("data/names.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, en, zh, within = (*map(str.strip, line.split("|")), "")[:4]
        if kind == _ORDINARY:
            continue
        names.append(KnownName(kind, _forms(en), _forms(zh), within))
    return tuple(names)


@cache
def _ordinary_words() -> frozenset[str]:
    """Forms that are ordinary words too: they tell that a name is there, never that one stands for another."""
    lines = files("reportgen.prose").joinpath("data/names.txt").read_text("utf-8").splitlines()
    return frozenset(form for line in lines if line.startswith(_ORDINARY) for form in _forms(line.split("|")[2]))


def _forms(words: str) -> tuple[str, ...]:
    return tuple(map(str.strip, words.split(",")))


@cache
def _english() -> _Table:
    """The English forms by their first words."""
    table: _Table = {}
    for number, name in enumerate(known_names()):
        for form in name.en:
            table.setdefault(_first_word(form), []).append((form, number))
    return _longest_first(table)


@cache
def _chinese() -> _Table:
    """The Chinese forms by their first two characters."""
    table: _Table = {}
    for number, name in enumerate(known_names()):
        for form in name.zh:
            if len(form) > 1:
                table.setdefault(form[:2], []).append((form, number))
    return _longest_first(table)


def _longest_first(table: _Table) -> _Table:
    for forms in table.values():
        if len(forms) > 1:
            forms.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _parents() -> dict[int, int]:
    """The countries in which places lie."""
    names = known_names()
    countries = {name.en[0]: number for number, name in enumerate(names) if name.kind == "country"}
    return {number: countries[name.within] for number, name in enumerate(names) if name.within}


def _first_word(form: str) -> str:
    """What `_CAPITAL` finds where the form begins."""
    head = form.partition(" ")[0]
    if head.isascii() and head.isalpha() and head[0].isupper():
        return head
    first = _CAPITAL.match(form)
    return first[0] if first else form


@cache
def _every_english_form() -> frozenset[str]:
    return frozenset(form for name in known_names() for form in name.en)


def is_known_name(word: str) -> bool:
    """The English word is one of the well-known names."""
    return word in _every_english_form()


def has_known_names(chinese: str) -> bool:
    """One of the well-known names stands in the Chinese text."""
    return bool(_in_chinese(chinese))


@dataclass(frozen=True, slots=True)
class LoneNames:
    """Well-known names that one side has alone, and where any stand in the Chinese."""

    en: tuple[Mark, ...]
    zh: tuple[Mark, ...]
    en_all: tuple[Mark, ...]
    zh_all: tuple[Mark, ...]
    zh_kept: frozenset[Mark]
    """Those of `zh_all` that the English has as well."""


def lone_known_names(en: Side, zh: Side) -> LoneNames:
    """The well-known names that have no counterpart; of the Chinese ones none that is also part of an ordinary word."""
    left, right = _in_english(en.words), _in_chinese(zh.words)
    names = known_names()
    only_en = tuple(mark for mark, numbers in left if not any(_is_in_chinese(n, zh.words, right) for n in numbers))
    only_zh = tuple(mark for mark, numbers in right if mark.text not in _ordinary_words() and not any(_is_in_english(n, en.words, left) or names[n].kind in _BROAD for n in numbers))
    kept = frozenset(mark for mark, numbers in right if any(_is_in_english(n, en.words, left) for n in numbers))
    return LoneNames(only_en, only_zh, tuple(mark for mark, _ in left), tuple(mark for mark, _ in right), kept)


def check_known_names(en: Side, zh: Side) -> Iterator[Finding]:
    """A name that the Chinese has not, where the Chinese has another of its kind that the English has not."""
    right = _in_chinese(zh.words)
    if not right or not (left := _in_english(en.words)):
        return
    names = known_names()
    only_en = [mark for mark, numbers in left if not any(_is_in_chinese(n, zh.words, right) for n in numbers)]
    only_zh = [mark for mark, numbers in right if not (mark.text in _ordinary_words() and names[numbers[0]].kind in _LIKE) and not any(_is_in_english(n, en.words, left) for n in numbers)]
    numbers_of = dict((*left, *right))
    for first in only_en:
        kinds = {_LIKE.get(names[n].kind, names[n].kind) for n in numbers_of[first]}
        second = next((m for m in only_zh if kinds & {_LIKE.get(names[n].kind, names[n].kind) for n in numbers_of[m]}), None)
        if second:
            yield Finding("parity/name", f"“{first.text}” in English is “{second.text}” in Chinese", (first, second))
            return


@lru_cache(maxsize=16)
def _in_english(text: str) -> list[tuple[Mark, tuple[int, ...]]]:
    """Where well-known names stand, the longest at each place, and which they may be."""
    index, found, end = _english(), [], 0
    for word in _CAPITAL.finditer(text):
        start = word.start()
        for form, _ in index.get(word[0], ()) if start >= end else ():
            after = start + len(form)
            if text.startswith(form, start) and not (text[after : after + 1].isalpha() and text[after : after + 1].isascii()):
                found.append((Mark("en", start, after, form), tuple(n for f, n in index[word[0]] if f == form)))
                end = after
                break
    return found


@lru_cache(maxsize=16)
def _in_chinese(text: str) -> list[tuple[Mark, tuple[int, ...]]]:
    index, found, end = _chinese(), [], 0
    for start, beginning in enumerate(character_pairs(text)):
        if beginning in index and start >= end:
            candidates = index[beginning]
            for form, _ in candidates:
                if text.startswith(form, start):
                    end = start + len(form)
                    found.append((Mark("zh", start, end, form), tuple(n for f, n in candidates if f == form)))
                    break
    return found


def _is_in_chinese(number: int, text: str, right: list[tuple[Mark, tuple[int, ...]]]) -> bool:
    """The name itself, its country, or a place in it."""
    names, parents = known_names(), _parents()
    name = names[number]
    if any(_holds(form, text) if name.kind == "country" else form in text for form in name.zh) or any(form in text for form in name.en if len(form) > 2):
        return True
    parent = parents.get(number)
    if parent is not None and any(_holds(form, text) for form in names[parent].zh):
        return True
    return any(parents.get(n) == number for _, numbers in right for n in numbers)


def _holds(form: str, text: str) -> bool:
    """The form stands in the text; a single character counts only where it can be the country: 访日, 日企, 中美, not 周日 or 其中."""
    if len(form) > 1:
        return form in text
    at = text.find(form)
    while at >= 0:
        if text[at - 1 : at] in _BEFORE_A_COUNTRY and at or text[at + 1 : at + 2] in _AFTER_A_COUNTRY and text[at + 1 : at + 2]:
            return text[at : at + 2] not in _NO_COUNTRY and text[at - 1 : at + 1] not in _NO_COUNTRY
        at = text.find(form, at + 1)
    return False


def _is_in_english(number: int, text: str, left: list[tuple[Mark, tuple[int, ...]]]) -> bool:
    names, parents = known_names(), _parents()
    there = {n for _, numbers in left for n in numbers}
    if number in there or parents.get(number) in there or any(parents.get(n) == number for n in there):
        return True
    lower = text.lower()
    return any(form.lower() in lower for form in (*names[number].en, *(f for f in names[number].zh if f.isascii())))
