"""A glossary, and where a pair of texts departs from it. Longest term first, in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import character_pairs, words_of
from reportgen.prose.sides import Side
from reportgen.prose.tokens import lower_case
from reportgen.records import dataclass

_FIRST_LETTERS = regex("[a-z]+|.", re.DOTALL)
_LETTERS, _DIGITS = frozenset("abcdefghijklmnopqrstuvwxyz"), frozenset("0123456789")
_WORD = regex("[a-z0-9]+")
_ENDINGS = ("ing", "es", "ed", "e", "s", "d")
_MASS_NOUN = regex("[a-z]+(?:ence|ance|ness|ism|hood)")
"""A single word that has no plural, or another sense in it: inference, but inferences from a sample."""
_PARTED, _DASHES = regex("([ -])"), regex("[ -]{2,}")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the forms that each language may use."""

    en: tuple[str, ...]
    zh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The terms that a form stands for, and the forms that they have in the other language."""

    terms: tuple[int, ...]
    others: tuple[str, ...]
    lower: tuple[str, ...]
    """The same in lower case."""


_Use = tuple[int, str, _Meaning]
"""Where a form of a term begins, in what words, and what it stands for."""


class TermBook:
    """The terms, ready to be looked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(term for term in terms if term.en and term.zh)
        meanings_en, meanings_zh = self._meanings()
        self._en: dict[str, list[tuple[str, _Meaning]]] = {}
        """Forms by the letters that a use of them begins with, the longest first."""
        for form in _longest_first(form for term in self.terms for form in term.en):
            for beginning in _beginnings(form):
                self._en.setdefault(beginning, []).append((form, meanings_en[_joined(form)]))
        self._signs = tuple(beginning for beginning in self._en if not _LETTERS.issuperset(beginning))
        self._zh: dict[str, list[tuple[str, _Meaning]]] = {}
        """Forms in lower case by their first two characters, the longest first."""
        for form in _longest_first(form.lower() for term in self.terms for form in term.zh):
            self._zh.setdefault(form[:2], []).append((form, meanings_zh[form]))
        self._single = frozenset(form for form in self._zh if len(form) == 1)

    def _meanings(self) -> tuple[dict[str, _Meaning], dict[str, _Meaning]]:
        """What the forms of each language stand for."""
        en: dict[str, list[int]] = {}
        zh: dict[str, list[int]] = {}
        for number, term in enumerate(self.terms):
            for form in term.en:
                en.setdefault(_joined(form), []).append(number)
            for form in term.zh:
                zh.setdefault(form.lower(), []).append(number)

        def meaning(numbers: list[int], others: tuple[str, ...]) -> _Meaning:
            return _Meaning(tuple(numbers), others, tuple(map(str.lower, others)))

        return (
            {form: meaning(numbers, tuple(other for n in numbers for other in self.terms[n].zh)) for form, numbers in en.items()},
            {form: meaning(numbers, tuple(other for n in numbers for other in self.terms[n].en)) for form, numbers in zh.items()},
        )

    def _english_uses(self, text: str) -> list[_Use]:
        """The uses of terms in an English text, the longest at each place."""
        lower_text = lower_case(text)
        beginnings = self._en.keys() & words_of(text)
        beginnings.update(sign for sign in self._signs if sign in lower_text)
        found, end = [], 0
        for start, beginning in sorted((start, b) for b in beginnings for start in _places_of(b, lower_text)):
            for form, meaning in self._en[beginning] if start >= end else ():
                if after := _spelling(form).end_of_use(text, lower_text, start):
                    end = after
                    found.append((start, text[start:end], meaning))
                    break
        return found

    def _chinese_uses(self, text: str) -> list[_Use]:
        """The same in a Chinese text."""
        table, lower_text = self._zh, lower_case(text)
        places = [at for at, pair in enumerate(character_pairs(lower_text)) if pair in table]
        if not self._single.isdisjoint(lower_text):
            places = sorted({*places, *(at for at, character in enumerate(lower_text) if character in self._single)})
        found, end = [], 0
        for start in places:
            first = lower_text[start : start + 2]
            for form, meaning in (*table.get(first, ()), *table.get(first[:1], ())) if start >= end else ():
                if lower_text.startswith(form, start) and (not form.isascii() or _stands_alone(text, start, start + len(form))):
                    end = start + len(form)
                    found.append((start, text[start:end], meaning))
                    break
        return found

    def departures(self, en: Side, zh: Side) -> Iterator[tuple[int, bool, Mark]]:
        """Each term that a side has: its number, whether the other side has one of its forms, and where it stands."""
        if uses := self._english_uses(en.words):
            zh_lower = zh.words.lower()
            for start, words, meaning in uses:
                yield meaning.terms[0], any(map(zh_lower.__contains__, meaning.lower)), Mark("en", start, start + len(words), words)
        if uses := self._chinese_uses(zh.words):
            stems = _stemmed(en.words)
            for start, words, meaning in uses:
                yield meaning.terms[0], any(map(stems.__contains__, map(_stemmed, meaning.others))), Mark("zh", start, start + len(words), words)

    def check(self, en: Side, zh: Side) -> Iterator[Finding]:
        """Terms that one side has and for which the other side has none of its forms."""
        zh_lower = zh.words.lower()
        told: set[str] = set()
        matched: set[int] = set()
        for start, words, meaning in self._english_uses(en.words):
            if any(form in zh_lower for form in meaning.lower):
                matched.update(meaning.terms)
            elif words.lower() not in told:
                told.add(words.lower())
                yield Finding("consistency/term", f"“{words}” is not “{'” or “'.join(dict.fromkeys(meaning.others))}” in Chinese",
                              (Mark("en", start, start + len(words), words),))  # fmt: skip
        if told:
            return
        for start, words, meaning in self._chinese_uses(zh.words):
            if words in told or any(_stemmed(form) in _stemmed(en.words) for form in meaning.others) or not matched.isdisjoint(meaning.terms):
                continue
            told.add(words)
            yield Finding("consistency/term", f"“{words}” is not “{'” or “'.join(dict.fromkeys(meaning.others))}” in English",
                          (Mark("zh", start, start + len(words), words),))  # fmt: skip


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(set(forms), key=lambda form: (-len(form), form))


def _beginnings(form: str) -> list[str]:
    """The letters that uses of an English form begin with, in lower case: whole words, or one digit or sign."""
    lower = form.lower()
    first = _FIRST_LETTERS.match(lower)
    if first and first[0] == lower:
        body, endings = _endings(form)
        return [body.lower() + ending for ending in endings]
    return [first[0]] if first else []


def _places_of(beginning: str, text: str) -> Iterator[int]:
    """Where a text has these letters as a word, or the digit or sign as the first of one."""
    inside = _LETTERS if beginning[0] in _LETTERS else frozenset[str]()
    start = text.find(beginning)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(beginning) : start + len(beginning) + 1]
        if before not in _LETTERS and before not in _DIGITS and after not in inside:
            yield start
        start = text.find(beginning, start + 1)


def _joined(form: str) -> str:
    """One name for the forms that differ in blanks, hyphens and capitals alone."""
    return _DASHES.sub(" ", form.lower().replace("-", " "))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """An English form as a whole word, singular or plural; a name or abbreviation in its own case, other words in any."""

    pieces: tuple[str, ...]
    """Its words, and between them a blank (which any blanks and hyphens may stand for) or a hyphen (any one of them)."""
    endings: tuple[str, ...]
    has_case: bool

    def end_of_use(self, text: str, lower_text: str, start: int) -> int:
        """Where a use that begins at `start` ends, or 0 if there is none; no letter or digit of English stands before it."""
        written, position = text if self.has_case else lower_text, start
        for piece in self.pieces:
            if piece in (" ", "-"):
                after = position
                while after < len(text) and (text[after] == "-" or text[after].isspace()) and (piece == " " or after == position):
                    after += 1
                if after == position:
                    return 0
            elif written.startswith(piece, position):
                after = position + len(piece)
            else:
                return 0
            position = after
        for ending in self.endings:
            if written.startswith(ending, position):
                following = text[position + len(ending) : position + len(ending) + 1]
                if not (following.isascii() and following.isalnum()):
                    return position + len(ending)
        return 0


def _endings(form: str) -> tuple[str, tuple[str, ...]]:
    """An English form without its ending, and the endings that it has as singular and plural."""
    if form.endswith("y") and form[-2:-1] not in "aeou":
        return form[:-1], ("y", "ies")
    return form, ("s", "es", "") if form[-1:].isalpha() and not form.endswith("s") and not _MASS_NOUN.fullmatch(form) else ("",)


@cache
def _spelling(form: str) -> _Spelling:
    has_case = any(c.isupper() for c in form[1:])
    body, endings = _endings(form)
    body = _DASHES.sub(" ", body) if has_case else _DASHES.sub(" ", body).lower()
    return _Spelling(tuple(piece for piece in _PARTED.split(body) if piece), endings, has_case)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No letter or digit of English touches the stretch."""
    return not any(c.isascii() and c.isalnum() for c in (text[start - 1 : start], text[end : end + 1]))


@lru_cache(maxsize=4096)
def _stemmed(text: str) -> str:
    """The words without the endings of plurals and verbs, each between blanks."""
    return " " + " ".join(map(_stem, _WORD.findall(text.lower().replace("’", "").replace("'", "")))) + " "


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    if word.endswith(("ies", "ied")):
        stem = f"{word[:-3]}i"
    elif word.endswith("y"):
        stem = f"{word[:-1]}i"
    else:
        stem = next((word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending) and _is_a_stem(word[: -len(ending)])), word)
    return stem[:-1] if len(stem) > 1 and stem[-1] == stem[-2] else stem


def _is_a_stem(word: str) -> bool:
    """At least three letters stand before the ending."""
    return len(word) > 2 and word[-3:].isalpha()
