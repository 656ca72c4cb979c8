"""A glossary, and where a pair of texts departs from it. Longest term first, in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side


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
                self._en.setdefault(form.lower(), []).append(index)
            for form in term.zh:
                self._zh.setdefault(form.lower(), []).append(index)
        self._en_pattern = re.compile("|".join(_english(form) for form in sorted(self._forms("en"), key=len, reverse=True)) or "(?!)")
        self._zh_pattern = re.compile("|".join(_chinese(form) for form in sorted(self._forms("zh"), key=len, reverse=True)) or "(?!)", re.IGNORECASE)

    def _forms(self, side: str) -> set[str]:
        return {form for term in self.terms for form in getattr(term, side)}

    def departures(self, en: Side, zh: Side) -> Iterator[tuple[int, bool, Mark]]:
        """Each term that a side has: its number, whether the other side has one of its forms, and where it stands."""
        zh_lower, en_stems = zh.words.lower(), _stemmed(en.words)
        for match in self._en_pattern.finditer(en.words):
            for index in self._entries(match[0])[:1]:
                kept = any(form.lower() in zh_lower for i in self._entries(match[0]) for form in self.terms[i].zh)
                yield index, kept, Mark("en", match.start(), match.end(), match[0])
        for match in self._zh_pattern.finditer(zh.words):
            entries = self._zh.get(match[0].lower(), [])
            for index in entries[:1]:
                kept = any(_stemmed(form) in en_stems for i in entries for form in self.terms[i].en)
                yield index, kept, Mark("zh", match.start(), match.end(), match[0])

    def check(self, en: Side, zh: Side) -> Iterator[Finding]:
        """Terms that one side has and for which the other side has none of its forms."""
        zh_lower, en_stems = zh.words.lower(), _stemmed(en.words)
        told: set[str] = set()
        matched: set[int] = set()
        for match in self._en_pattern.finditer(en.words):
            entries = self._entries(match[0])
            forms = [form for i in entries for form in self.terms[i].zh]
            if any(form.lower() in zh_lower for form in forms):
                matched.update(entries)
            elif entries and match[0].lower() not in told:
                told.add(match[0].lower())
                yield Finding("consistency/term", f"“{match[0]}” is not “{'” or “'.join(dict.fromkeys(forms))}” in Chinese",
                              (Mark("en", match.start(), match.end(), match[0]),))  # fmt: skip
        if told:
            return
        for match in self._zh_pattern.finditer(zh.words):
            entries = self._zh.get(match[0].lower(), [])
            forms = [form for i in entries for form in self.terms[i].en]
            if match[0] in told or any(_stemmed(form) in en_stems for form in forms) or any(i in matched for i in entries):
                continue
            told.add(match[0])
            yield Finding("consistency/term", f"“{match[0]}” is not “{'” or “'.join(dict.fromkeys(forms))}” in English",
                          (Mark("zh", match.start(), match.end(), match[0]),))  # fmt: skip

    def _entries(self, word: str) -> list[int]:
        lower = word.lower()
        candidates = [lower, lower.removesuffix("s"), lower.removesuffix("es"), re.sub("ies$", "y", lower), re.sub("['’]s$", "", lower)]
        return next((self._en[c] for c in candidates if c in self._en), [])


def _english(form: str) -> str:
    """The form as a whole word, singular or plural; a name or abbreviation in its own case, other words in any."""
    body = re.escape(form).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]")
    has_case = any(c.isupper() for c in form[1:]) or (form[:1].isupper() and " " not in form and form[1:].islower() and False)
    flags = "" if has_case else "(?i:"
    plural = r"(?:s|es)?" if form[-1:].isalpha() and not form.endswith("s") else ""
    if form.endswith("y") and form[-2:-1] not in "aeou":
        body, plural = body[:-1], "(?:y|ies)"
    return rf"(?<![A-Za-z0-9]){flags}{body}{plural}{')' if flags else ''}(?![A-Za-z0-9])"


def _chinese(form: str) -> str:
    return re.escape(form) if not form.isascii() else rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])"


def _stemmed(text: str) -> str:
    """The words without the endings of plurals and verbs, each between blanks."""
    words = (re.sub(r"(?:ies|ied|y)$", "i", w) for w in re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", "")))
    stems = (re.sub(r"(?:(?<=[a-z]{3})(?:es|ed|ing|e|s|d))$", "", w) for w in words)
    return " " + " ".join(re.sub(r"(.)\1$", r"\1", s) for s in stems) + " "

