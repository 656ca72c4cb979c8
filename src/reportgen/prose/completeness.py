"""Whether both sides are there and say about as much: empty, untranslated, far too short or too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import log
from statistics import median

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import words_of
from reportgen.prose.han import HAN, count_han, has_han, shape_of
from reportgen.prose.sides import Side
from reportgen.records import dataclass

_HAN_RUN = regex(HAN + "[" + HAN[1:-1] + "，。；：、！？“”（）]*")
_WORD = regex(r"[A-Za-z][A-Za-z'’-]*")
_TOKEN = regex(r"[A-Za-z0-9][\w.,%'’+-]*")
_LATIN_CHARACTERS = regex("[A-Za-z0-9]")
_ENGLISH_RUN = regex(r"(?:\b[A-Za-z][a-z'’-]*\b[ ,]*){3,}")
_FINITE = regex(r"\b(?:is|are|was|were|has|have|had|will|would|not|but|they|it|we|this|that|says?|said|can|may|could)\b")
_FUNCTION = regex(r"\b(?:the|of|and|to|in|is|are|was|were|for|that|with|by|on|as|at|from|has|have|will|its|it|be|which|an?)\b")
ONE_SIDED = frozenset({"completeness/missing-side", "completeness/empty-side", "completeness/untranslated"})
"""Rules whose findings leave nothing to compare."""
_PLAIN_IN_CHINESE = regex("(?<=" + HAN + ")[a-z]{4,}(?=[，。；" + HAN[1:-1] + "])")
_BORROWED = frozenset(["token", "tokens", "agent", "agents", "prompt", "prompts", "embedding", "chip", "chiplet", "chiplets", "wafer", "benchmark", "transformer", "scaling", "app", "apps",
                       "tokenizer", "checkpoint", "batch", "cache", "kernel", "shader", "pixel", "docker", "python", "flops", "sigma", "alpha", "beta", "gamma", "delta", "bitcoin", "blog"])  # fmt: skip
USUAL_RATIO = 1.75
"""Han characters for each English word in running text, Latin words and numbers in Chinese counted as one and a half."""
_SENTENCE_EN, _SENTENCE_ZH = regex(r"[.!?][”’]?(?=\s+[A-Z“])"), regex("[。！？；]")
_ENDS = frozenset(".!?")
_SHORT_OF_A_SENTENCE = 0.62
_LEAST_WORDS = 10
_SHORT, _LONG = 0.52, 1.95
"""Bounds of a side's length against the usual ratio of its report, for texts of 25 words; wider for shorter ones."""


_LEAST_PAIRS = 20
"""Fewer pairs do not tell what is usual."""
_PLACEHOLDERS = frozenset(["TODO", "TBD", "XXX", "待译", "待翻译", "TK", "N/A TODO"])
_LONGEST_PLACEHOLDER = max(map(len, _PLACEHOLDERS))


@dataclass(frozen=True, slots=True)
class Lengths:
    """English words, Han characters, and Latin words and numbers in the Chinese, of one pair."""

    words: int
    han: int
    latin: int

    @property
    def ratio(self) -> float | None:
        """How long the Chinese is for the English; None for texts that are too short to tell or are mostly names and figures."""
        if (self.words < _LEAST_WORDS and self.han < _LEAST_WORDS * USUAL_RATIO) or not self.words or not self.han:
            return None
        return (self.han + 1.5 * self.latin) / self.words


def check_sides(en: str | None, zh: str | None) -> Finding | None:
    """A side that is missing or empty."""
    for text, called in ((en, "English"), (zh, "Chinese")):
        if text is None:
            return Finding("completeness/missing-side", f"the {called} side is missing")
    blank = [called for text, called in ((en, "English"), (zh, "Chinese")) if not _has_words(text or "")]
    if blank:
        return Finding("completeness/empty-side", f"the {' and the '.join(blank)} side is empty")
    return None


def _has_words(text: str) -> bool:
    words = text.strip()
    if len(words) > _LONGEST_PLACEHOLDER and words[0].isalnum():
        return True
    return any(not c.isspace() and c not in "\u200b\u200c\u200d\u2060\ufeff" for c in words) and words.upper() not in _PLACEHOLDERS


def check_translated(en: Side, zh: Side) -> Iterator[Finding]:
    """A side that is written in the other language, wholly or for a whole clause."""
    if not has_han(zh.words):
        en_words = _WORD.findall(en.words)
        plain = [w for w in en_words if w[0].islower() and len(w) > 1]
        lower = [w for w in _WORD.findall(zh.words) if w.islower() and len(w) > 1]
        if len(lower) >= 2 or (lower and len(plain) >= 2 and len(lower) == len(plain)) or (plain and len(en_words) > 3 and _same(en.words, zh.words)):
            yield Finding("completeness/untranslated", "the Chinese side is not in Chinese", (Mark("zh", 0, len(zh.text), zh.text),))
            return
    else:
        for run in _ENGLISH_RUN.finditer(zh.words) if words_of(zh.words) and sum(map(zh.words.count, " ,-'’")) > 1 else ():
            count = len(run[0].split())
            spoken = _FINITE.search(run[0]) and sum(word.islower() for word in run[0].split()) >= count - 1 and not _is_cited(zh.words, *run.span())
            if spoken or (count >= 5 and len(_FUNCTION.findall(run[0])) >= 2) or (count >= 7 and _FUNCTION.search(run[0])):
                yield Finding("completeness/untranslated", f"English words stand in the Chinese: “{run[0].strip()[:60]}”", (Mark("zh", run.start(), run.end(), run[0]),))
                return
        if len(left := _left_in_english(en.words, zh.words)) > 1:
            yield Finding("completeness/untranslated", f"English words stand in the Chinese: “{left[0][0]}” and “{left[1][0]}”", tuple(Mark("zh", *m.span(), m[0]) for m in left))
            return
    if not has_han(en.words):
        return
    if not _WORD.search(en.words):
        yield Finding("completeness/untranslated", "the English side is not in English", (Mark("en", 0, len(en.text), en.text),))
        return
    for run in _HAN_RUN.finditer(shape_of(en.words)):
        words = en.words[run.start() : run.end()]
        before, after = en.words[: run.start()].rstrip(), en.words[run.end() :].lstrip()
        cited = before.endswith(("(", "（", "“", '"', "‘", "[", "*", "/", "·")) or after.startswith((")", "）", "”", '"', "’", "]", "*"))
        if count_han(run[0]) >= (12 if cited else 4):
            yield Finding("completeness/untranslated", f"Chinese words stand in the English: “{words[:30]}”", (Mark("en", run.start(), run.end(), words),))
            return


def _is_cited(text: str, start: int, end: int) -> bool:
    """The words stand in quotation marks or brackets, as a title, or as a term that is explained."""
    return text[:start].rstrip()[-1:] in tuple("(（“‘\"'《[【「") or text[end:].lstrip()[:1] in tuple(")）”’\"'》]】」")


def _left_in_english(english: str, chinese: str) -> list[re.Match[str]]:
    """Plain English words between Chinese ones that the English has as they are; terms of the trade are left out."""
    if not words_of(chinese) or not _PLAIN_IN_CHINESE.search(shape_of(chinese)):
        return []
    plain = {word for word in _WORD.findall(english) if word.islower()}
    found = (m for m in _PLAIN_IN_CHINESE.finditer(shape_of(chinese)) if m[0] in plain and m[0] not in _BORROWED and not _is_cited(chinese, *m.span()))
    return list({m[0]: m for m in found}.values())


def _same(en: str, zh: str) -> bool:
    return " ".join(en.split()).lower() == " ".join(zh.split()).lower()


def lengths_of(en: Side, zh: Side) -> Lengths:
    """How long the two sides are."""
    latin = zh.words if zh.words.isascii() else _LATIN_CHARACTERS.search(zh.words)
    return Lengths(len(_TOKEN.findall(en.words)), count_han(zh.words), len(_TOKEN.findall(zh.words)) if latin else 0)


def usual_ratio(pairs: Iterable[Lengths]) -> float:
    """The ratio that is usual in a report or a file of pairs; the general one for too few pairs to tell."""
    ratios = [ratio for lengths in pairs if (ratio := lengths.ratio) is not None]
    return median(ratios) if len(ratios) >= _LEAST_PAIRS else USUAL_RATIO


def check_ratio(lengths: Lengths, usual: float) -> Finding | None:
    """A length ratio far from the usual one: something was left out, or added."""
    ratio = lengths.ratio
    if ratio is None:
        return None
    away = log(ratio / usual)
    if log(_SHORT) - _slack(lengths) <= away <= log(_LONG) + _slack(lengths):
        return None
    what = "short" if away < 0 else "long"
    return Finding("completeness/length-ratio", f"the Chinese is unusually {what} for the English ({ratio:.1f} characters a word, usual {usual:.1f})")


def _slack(lengths: Lengths) -> float:
    return 0.22 * max(0.0, (25 - lengths.words) / 15)


def check_sentences(en: Side, zh: Side) -> Iterator[Finding]:
    """Fewer sentences in Chinese, and rather short for it: a sentence was left out, though the length alone would pass."""
    here = len(_SENTENCE_EN.findall(en.words)) if not _ENDS.isdisjoint(en.words) else 0
    if not here:
        return
    there = len(_SENTENCE_ZH.findall(zh.words.rstrip("。！？；….”")))
    if here <= there + zh.words.count("，") or "\n" in en.words:
        return
    lengths = lengths_of(en, zh)
    ratio = lengths.ratio
    if ratio is not None and log(_SHORT) - _slack(lengths) <= log(ratio / USUAL_RATIO) < log(_SHORT_OF_A_SENTENCE):
        yield Finding("completeness/length-ratio", f"the Chinese is rather short and has {there + 1} of the {here + 1} sentences of the English")
