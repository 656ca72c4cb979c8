"""A glossary, and where a pair of texts departs from it. Longest term first, in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side
from reportgen.prose.tokens import lower_case
from reportgen.records import dataclass

_EN_LETTERS, _ZH_LETTERS = 3, 2
"""How many letters of a text forms are looked up by."""
_WORD_START = regex(rf"(?<![A-Za-z0-9])(?=(\S.{{0,{_EN_LETTERS - 1}}}))", re.DOTALL)
_FIRST_WORD = regex("[a-z0-9]+|.", re.DOTALL)
_LONGEST_WORD = 40
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


class TermBook:
    """The terms, ready to be looked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(term for term in terms if term.en and term.zh)
        self._en: dict[str, list[int]] = {}
        self._zh: dict[str, list[int]] = {}
        for index, term in enumerate(self.terms):
            for form in term.en:
                self._en.setdefault(_joined(form), []).append(index)
            for form in term.zh:
                self._zh.setdefault(form.lower(), []).append(index)
        self._zh_lower = [[form.lower() for form in term.zh] for term in self.terms]
        self._en_starts, self._zh_starts = _Starts(self._forms("en"), _beginning, _EN_LETTERS), _Starts(self._forms("zh"), str.lower, _ZH_LETTERS)

    def _forms(self, side: str) -> set[str]:
        return {form for term in self.terms for form in getattr(term, side)}

    def _english_uses(self, text: str) -> Iterator[tuple[int, str, list[int]]]:
        """Where forms of terms stand in an English text, in what words, and whose forms they are; the longest form at each place."""
        end = 0
        lower_text, starts = lower_case(text), self._en_starts
        for word in _WORD_START.finditer(lower_text):
            candidates = starts.found.get(word[1])
            if candidates is None:
                candidates = starts.of(word[1])
            if not candidates or (start := word.start()) < end:
                continue
            for beginning, form in candidates:
                if lower_text.startswith(beginning, start) and (after := _spelling(form).end_of_use(text, lower_text, start)):
                    end = after
                    yield start, text[start:end], self._en[_joined(form)]
                    break

    def _chinese_uses(self, text: str) -> Iterator[tuple[int, str]]:
        """The same in a Chinese text."""
        starts, end = self._zh_starts, 0
        lower_text = lower_case(text)
        if starts.first.isdisjoint(lower_text):
            return
        for start, first in enumerate(lower_text):
            if first not in starts.first or start < end:
                continue
            for lower, form in starts.of(lower_text[start : start + _ZH_LETTERS]):
                written = text[start : start + len(form)]
                if lower_text.startswith(lower, start) and (not form.isascii() or _stands_alone(text, start, start + len(form))):
                    end = start + len(form)
                    yield start, written
                    break

    def departures(self, en: Side, zh: Side) -> Iterator[tuple[int, bool, Mark]]:
        """Each term that a side has: its number, whether the other side has one of its forms, and where it stands."""
        zh_lower = zh.words.lower()
        for start, words, entries in self._english_uses(en.words):
            kept = any(form in zh_lower for i in entries for form in self._zh_lower[i])
            yield entries[0], kept, Mark("en", start, start + len(words), words)
        en_stemmed = ""
        for start, words in self._chinese_uses(zh.words):
            if entries := self._zh.get(words.lower(), []):
                en_stemmed = en_stemmed or _stemmed(en.words)
                kept = any(_stemmed(form) in en_stemmed for i in entries for form in self.terms[i].en)
                yield entries[0], kept, Mark("zh", start, start + len(words), words)

    def check(self, en: Side, zh: Side) -> Iterator[Finding]:
        """Terms that one side has and for which the other side has none of its forms."""
        zh_lower = zh.words.lower()
        told: set[str] = set()
        matched: set[int] = set()
        for start, words, entries in self._english_uses(en.words):
            forms = [form for i in entries for form in self.terms[i].zh]
            if any(form.lower() in zh_lower for form in forms):
                matched.update(entries)
            elif words.lower() not in told:
                told.add(words.lower())
                yield Finding("consistency/term", f"“{words}” is not “{'” or “'.join(dict.fromkeys(forms))}” in Chinese",
                              (Mark("en", start, start + len(words), words),))  # fmt: skip
        if told:
            return
        for start, words in self._chinese_uses(zh.words):
            entries = self._zh.get(words.lower(), [])
            forms = [form for i in entries for form in self.terms[i].en]
            if words in told or any(_stemmed(form) in _stemmed(en.words) for form in forms) or any(i in matched for i in entries):
                continue
            told.add(words)
            yield Finding("consistency/term", f"“{words}” is not “{'” or “'.join(dict.fromkeys(forms))}” in English",
                          (Mark("zh", start, start + len(words), words),))  # fmt: skip


def _joined(form: str) -> str:
    """One name for the forms that differ in blanks, hyphens and capitals alone."""
    return _DASHES.sub(" ", form.lower().replace("-", " "))


class _Starts:
    """Forms by the first letters that a use of them has in lower case."""

    def __init__(self, forms: Iterable[str], beginning: Callable[[str], str], letters: int) -> None:
        self._letters = letters
        self._forms: dict[str, list[tuple[int, str, str]]] = {}
        for rank, form in enumerate(sorted(forms, key=lambda form: (-len(form), form))):
            begins = beginning(form)
            self._forms.setdefault(begins[:letters], []).append((rank, begins, form))
        self.found: dict[str, tuple[tuple[str, str], ...]] = {}
        """What `of` has answered so far."""
        self.first = frozenset(begins[:1] for begins in self._forms)

    def of(self, start: str) -> tuple[tuple[str, str], ...]:
        """What begins in a text that goes on with the letters `start`: beginning and form, the longest form first."""
        found = self.found.get(start)
        if found is None:
            keys = {start[:count] for count in range(1, self._letters + 1)}
            fitting = sorted(one for key in keys for one in self._forms.get(key, ()))
            found = self.found[start] = tuple((begins, form) for _, begins, form in fitting)
        return found


def _beginning(form: str) -> str:
    """The letters that every use of an English form begins with: its first word, less a y that may become ies."""
    lower = form.lower()
    word = _FIRST_WORD.match(lower)
    first = word[0] if word else ""
    return (first[:-1] if first == lower and len(first) > 1 and first.endswith("y") else first)[:_LONGEST_WORD]


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


@cache
def _spelling(form: str) -> _Spelling:
    has_case = any(c.isupper() for c in form[1:])
    body = form
    endings: tuple[str, ...] = ("s", "es", "") if form[-1:].isalpha() and not form.endswith("s") and not (_MASS_NOUN.fullmatch(form)) else ("",)
    if form.endswith("y") and form[-2:-1] not in "aeou":
        body, endings = form[:-1], ("y", "ies")
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
