"""Words that move one way and their opposites (`data/senses.txt`): where they stand in a text, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from reportgen.patterns import regex
from reportgen.prose.finding import SideName
from reportgen.prose.inflection import bases_of
from reportgen.prose.negation_words import without_pseudo_zh
from reportgen.records import dataclass

_WORD = regex("[A-Za-zé]+")
_NEGATIONS_EN = frozenset(["not", "no", "never", "nor", "neither", "without", "cannot", "t", "nothing", "none", "stop", "stopped", "avoid", "avoided", "unable", "fail", "failed", "prevent", "prevented", "hardly", "barely",
                           "refuse", "refused", "instead", "than", "anything", "far", "unlikely", "rather", "against"])  # fmt: skip
_NEGATIONS_ZH = regex("[不未没非无难勿]|免[得于受]|以免|避免|防止|阻止|停止|拒绝|放弃|而非|失败|暂停|结束|反对|终止|取消|如果不")
_DENYING = frozenset("不未没非无难勿免避防阻停拒放失暂结反终取而如")
"""Each of `_NEGATIONS_ZH` has one of these in it."""
_REACH_EN, _REACH_ZH = 3, 5
_CLAUSE_ZH = regex("[，。；：！？、]")


@dataclass(frozen=True, slots=True)
class Sense:
    """Two poles; senses of one family may stand for one another, and the opposites of one may contradict another that `contradicts`."""

    name: str
    family: str
    rule: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A word in a text, and what it means: the sense, its pole, and whether the word proves it. Under a “not” it proves nothing and may mean the opposite."""

    start: int
    end: int
    meanings: tuple[tuple[int, int, bool], ...]


_Entry = tuple[int, int, bool]
"""The number of the sense, the pole, and whether the word proves it."""
_Table = dict[str, list[_Entry]]


@dataclass(frozen=True, slots=True)
class _Book:
    """The words of all senses; those of several words also under the first."""

    senses: tuple[Sense, ...]
    bases: _Table
    """English of which the first word may be inflected."""
    forms: _Table
    """English that stands as it is."""
    longer: dict[str, list[str]]
    zh: _Table
    beginnings: dict[str, int]
    """The first characters of Chinese words, each with the length of its longest word."""


@cache
def _book() -> _Book:
    senses: list[Sense] = []
    bases: _Table = {}
    forms: _Table = {}
    zh: _Table = {}
    for line in files("reportgen.prose").joinpath("data/senses.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name, family, rule = line.strip("[]").split()
            senses.append(Sense(name, "" if family == "lone" else family.rstrip("~"), f"parity/{rule}", family[-1] != "~"))
        elif line and not line.startswith("#"):
            sign, side, words = line.split(" ", 2)
            entry = (len(senses) - 1, _POLES[sign[-1]], sign[0] != "~")
            if side == "zh":
                for word in words.split(" "):
                    zh.setdefault(word, []).append(entry)
                continue
            for word in words.replace("-", " ").split(", "):
                base, *others = word.split("/")
                for form in others:
                    forms.setdefault(form, []).append(entry)
                if base[0] == "=":
                    forms.setdefault(base[1:], []).append(entry)
                else:
                    bases.setdefault(base, []).append(entry)
    longer: dict[str, list[str]] = {}
    for phrase in (*bases, *forms):
        if " " in phrase:
            first, rest = phrase.split(" ", 1)
            longer.setdefault(first, []).append(rest)
    beginnings: dict[str, int] = {}
    for word in zh:
        beginnings[word[0]] = max(len(word), beginnings.get(word[0], 0))
    return _Book(tuple(senses), bases, forms, longer, zh, beginnings)


_POLES = {"+": 1, "-": -1, "0": 0}


def _meanings(word: str, rest: str) -> tuple[_Entry, ...]:
    """What an English word means in any of its forms, or it and the words after it."""
    book = _book()
    tail = f" {rest}" if rest else ""
    return (*book.forms.get(word + tail, ()), *(entry for base in bases_of(word) for entry in book.bases.get(base + tail, ())))


def _may_follow(word: str) -> tuple[str, ...]:
    """What may follow an English word in a group of words of the tables, the longest first; at last nothing."""
    longer = _book().longer
    return (*sorted({rest for base in bases_of(word) for rest in longer.get(base, ())}, key=len, reverse=True), "")


def senses() -> tuple[Sense, ...]:
    """All senses, by their number."""
    return _book().senses


@lru_cache(maxsize=256)
def hits_in(text: str, side: SideName) -> tuple[Hit, ...]:
    """The words of all senses, the longest at each place."""
    return tuple(_english_hits(text) if side == "en" else _chinese_hits(text))


class _Found(dict[str, tuple[tuple[str, tuple[_Entry, ...]], ...]]):
    """For English words, what stands in the tables for them and what may follow them there, the longest first; filled in as words are met."""

    def __missing__(self, word: str) -> tuple[tuple[str, tuple[_Entry, ...]], ...]:
        self[word] = found = tuple((rest, entries) for rest in _may_follow(word) if (entries := _meanings(word, rest)))
        return found


_FOUND = _Found()


def _english_hits(text: str) -> Iterator[Hit]:
    lower = [word.lower() for word in _WORD.findall(text)]
    known = [i for i, word in enumerate(lower) if _FOUND[word]]
    if not known:
        return
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    plain = text.lower().replace("-", " ") if len(text.lower()) == len(text) else text
    done = 0
    for i in known:
        start = words[i][1]
        if start < done or _is_name(text, words, i):
            continue
        for rest, entries in _FOUND[lower[i]]:
            end = words[i][2] + (len(rest) + 1 if rest else 0)
            if rest and (not plain.startswith(rest, words[i][2] + 1) or plain[words[i][2]] != " " or plain[end : end + 1].isalpha()):
                continue
            done = end
            yield from _as_hit(entries, start, end, not _NEGATIONS_EN.isdisjoint(lower[max(0, i - _REACH_EN) : i]))
            break


def _is_name(text: str, words: list[tuple[str, int, int]], i: int) -> bool:
    """A capital inside a sentence."""
    word, start, _ = words[i]
    return word[0].isupper() and i > 0 and text[words[i - 1][2] : start] in (" ", "’s ", " & ", "-")


def _chinese_hits(text: str) -> Iterator[Hit]:
    book = _book()
    plain = without_pseudo_zh(text)
    done = 0
    for i, character in enumerate(text):
        longest = book.beginnings.get(character)
        if longest is None or i < done:
            continue
        word = next((text[i : i + n] for n in range(longest, 0, -1) if text[i : i + n] in book.zh), None)
        if word is None:
            continue
        done = i + len(word)
        before = plain[max(0, i - _REACH_ZH) : i]
        denied = not _DENYING.isdisjoint(before) and bool(_NEGATIONS_ZH.search(_CLAUSE_ZH.split(before)[-1]))
        yield from _as_hit(book.zh[word], i, done, denied)


def _as_hit(entries: Sequence[_Entry], start: int, end: int, denied: bool) -> Iterator[Hit]:
    meanings = [entry for entry in entries if entry[1]]
    if denied:
        meanings = [(sense, sign * pole, False) for sense, pole, _ in meanings for sign in (1, -1)]
    if meanings:
        yield Hit(start, end, tuple(meanings))
