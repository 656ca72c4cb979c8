"""One thing with two values: a figure that is typed although a fact gives another, or two typed figures that clash.

A typed figure is held to say what a fact says only if its sentence has the words of the fact's label, in both languages
as far as they can be told apart, and nothing speaks against it: another date, a change (“up by”), a part (“of which”), a
fact of its own beside it. So a clash that is put in quite other words is not seen, and what is told is nearly always one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.checks.gist import Figure, Gist
from reportgen.errors import Position
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import AnySection, Card, Detail, Feature, HeroFigure, Pair, Report
from reportgen.model.fact_uses import FactUse
from reportgen.model.facts import Fact
from reportgen.model.markup import FactMark, plain_text
from reportgen.model.walk import nodes_of
from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.han import is_han
from reportgen.records import dataclass

_SENTENCE_END = regex(r"(?<=[.!?;])\s+(?=[A-Z“(])|\n")
_CHINESE_SENTENCE = regex("[。！？；\n]")
_WORD = regex(r"[A-Za-z]+")
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PART_OF_YEAR = regex(r"\bQ[1-4]\b|\bH[12]\b|\b(?:first|second|third|fourth) (?:quarter|half)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_CLAUSE = regex(r"[,;:()—]\s+|—|\(|\band\b")
_BRACKETS = regex(r"[（(][^）)]*[）)]")
_A_CHANGE = regex(r"\b(?:by|another|additional|an extra|further|each|every|per|of which|of these|from|including|only|part of|share of)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MORE = regex(r"\s*(?:more|less|fewer|higher|lower|above|below|extra|of (?:it|this|that|them|these|those|the|its|which)|each|apiece|a (?:day|week|month)|points?)\b")
_HEDGE = regex(r"(?:~|\b(?:about|around|roughly|nearly|almost|some|over|under|above|below|more than|less than|up to|at least|approximately|close to))\s*[$€£¥]?$", re.IGNORECASE)
_DIGIT = regex(r"\d")
_TOGETHER = regex(r"\b(?:together|combined|jointly|both|in all|in total|sum)\b")
_STOP = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "as", "is", "are", "was", "were", "be", "been",
    "being", "has", "have", "had", "will", "would", "may", "this", "that", "these", "those", "it", "its", "their", "his", "her", "our", "which",
    "who", "what", "when", "than", "then", "about", "around", "nearly", "over", "under", "more", "less", "up", "some", "all", "one", "two",
    "three", "into", "per", "out", "off", "so", "but", "not", "no", "if",
))  # fmt: skip
_NEUTRAL = frozenset((
    "size", "total", "totals", "totalled", "totaled", "figure", "figures", "number", "numbers", "level", "value", "amount", "amounts",
    "amounted", "projection", "projected", "forecast", "expected", "estimate", "estimated", "year", "years", "yearly", "annual", "annually",
    "reported", "reach", "reached", "reaches", "stood", "stands", "stand", "put", "came", "come", "comes", "said", "given", "quoted", "now",
    "today", "currently", "end", "latest", "recent", "according",
))  # fmt: skip
"""Words that do not say what a figure is of."""
_ALIKE = {
    "worldwide": "global", "world": "global", "grow": "growth", "grew": "growth", "grows": "growth", "growing": "growth",
    "sales": "revenue", "together": "combined", "jointly": "combined", "spend": "spending", "spent": "spending",
}  # fmt: skip
_LEAST_STEM, _STEM_SHARE = 4, 0.66
_FULL, _MOST, _HALF, _LEAST = 1.0, 0.9, 0.5, 0.1
_LEAST_WORDS, _ENOUGH_WORDS = 2, 3
_FIGURES = (Card, Detail, HeroFigure)
_NO_HEADING = Pair(plain_text(""), plain_text(""))
_TWO_FIGURES = 10
_FAR, _FAR_IN_A_TEXT = Fraction(3), Fraction(3, 2)
"""How many times another figure one of the same thing may be; less if the label is said in the text and not in the sentence."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A typed figure with its sentence."""

    pair: Pair
    figure: Figure
    before: str
    """What the sentence says before the figure."""
    words: tuple[str, ...]
    clause: tuple[str, ...]
    """The words of the part of the sentence that the figure stands in."""
    around: tuple[str, ...]
    """The words of the whole text."""
    dates: frozenset[str]
    facts: frozenset[str]
    """The facts that the sentence writes."""
    heading: Pair
    """What stands over the figure; blank in running text."""

    @property
    def zh(self) -> str:
        return f"{self.heading.zh.plain} {self.pair.zh.plain}"

    @property
    def value(self) -> Fraction:
        return Fraction(self.figure[1])

    @property
    def hedged(self) -> bool:
        """It is said to be rounded; the word for it may belong to the figure."""
        return bool(_HEDGE.search(self.before + _DIGIT.split(self.mark.text)[0]))

    @property
    def kind(self) -> tuple[str, str]:
        return self.figure[0], self.figure[2]

    @property
    def mark(self) -> Mark:
        start, end = self.figure[3:]
        return Mark("en", start, end, self.pair.en.plain[start:end])


def check_two_values(
    report: Report, uses: Sequence[FactUse], pairs: Sequence[Pair], gists: Sequence[Gist], memory: Memory = FORGETFUL
) -> Iterator[tuple[Position, Pair, Finding]]:  # fmt: skip
    """Typed figures that clash with a fact, and typed figures that clash with one another."""
    typed = [(pair, gist) for pair, gist in zip(pairs, gists, strict=True) if bool(gist.figures) and memory.of(_has_typed, pair, gist)]
    if not typed:
        return
    headings = _headings(report, memory)
    said = [one for pair, gist in typed for one in memory.of(_said_in, pair, gist, headings.get(_words_of(pair), _NO_HEADING))]
    facts = _Known(report.facts, _values_of_facts(uses, pairs, gists))
    if memory.lasting:
        facts = memory.get(("facts", facts.name)) or memory.put(("facts", facts.name), facts)
    for one in said:
        found = memory.of(_clash_with, one, facts)
        if found:
            yield one.pair.en.at, one.pair, found
    yield from _against_each_other(said)


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts, and kind, unit and value of everything that each of them writes."""

    facts: Sequence[Fact]
    values: Mapping[str, set[tuple[str, str, Fraction]]]

    @property
    def name(self) -> tuple[object, ...]:
        """Equal for the same facts that write the same."""
        return self.facts, tuple((fact, frozenset(values)) for fact, values in self.values.items())


def _clash_with(said: _Said, known: _Known) -> Finding | None:
    return _against_facts(said, known.facts, known.values)


def _has_typed(pair: Pair, gist: Gist) -> bool:
    return any(_is_typed(pair, figure) for figure in gist.figures)


def _said_in(pair: Pair, gist: Gist, heading: Pair) -> tuple[_Said, ...]:
    return tuple(_said(pair, gist, heading))


def _headings(report: Report, memory: Memory) -> dict[tuple[str, str], Pair]:
    """What stands over the figures of cards, covers and features, by the words of the figures; none for words that stand twice."""
    found: dict[tuple[str, str], Pair] = {}
    twice: set[tuple[str, str]] = set()
    for section in report.sections:
        for words, label in memory.of(_headed_in, section):
            if found.setdefault(words, label) is not label:
                twice.add(words)
    return {words: label for words, label in found.items() if words not in twice}


def _headed_in(section: AnySection) -> tuple[tuple[tuple[str, str], Pair], ...]:
    """The words of each figure of a section that has a label, with the label."""
    found = []
    for node in nodes_of(section):
        figure, label = (node.figure, node.figure_label) if isinstance(node, Feature) else (node.value, node.label) if isinstance(node, _FIGURES) else (None, None)
        if figure is not None and label is not None:
            found.append((_words_of(figure), label))
    return tuple(found)


def _words_of(pair: Pair) -> tuple[str, str]:
    return pair.en.plain, pair.zh.plain


def _is_typed(pair: Pair, figure: Figure) -> bool:
    """It has digits, and no fact writes it."""
    start, end = figure[3:]
    return any(c.isdigit() for c in pair.en.plain[start:end]) and not any(mark.start < end and start < mark.end for mark in pair.en.facts)


def _said(pair: Pair, gist: Gist, heading: Pair) -> Iterator[_Said]:
    """The typed figures of a pair with what is said of them there and in the heading over it; changes and parts excepted."""
    text = pair.en.plain
    for figure in gist.figures:
        start, end = figure[3:]
        if not _is_typed(pair, figure):
            continue
        ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
        first, last = max(place for place in ends if place <= start), min(place for place in ends if place >= end)
        sentence, before = text[first:last], text[first:start]
        if _A_CHANGE.search(before) or _MORE.match(text, end):
            continue
        facts = frozenset(mark.ref.fact for mark in pair.en.facts if first <= mark.start < last and _writes_a_value(mark))
        clause = _CLAUSE.split(before)[-1] + _CLAUSE.split(text[end:last])[0]
        over = heading.en.plain
        yield _Said(pair, figure, f"{over} {before}", _words(f"{over} {sentence}"), _words(clause), _words(text), _dates(f"{over} {sentence}"), facts, heading)


def _writes_a_value(mark: FactMark) -> bool:
    return "date" not in mark.ref.form.split()


def _values_of_facts(uses: Sequence[FactUse], pairs: Sequence[Pair], gists: Sequence[Gist]) -> dict[str, set[tuple[str, str, Fraction]]]:
    """Kind, unit and value of everything that each fact writes."""
    figures = {pair.en.plain: gist.figures for pair, gist in zip(pairs, gists, strict=True) if gist.figures}
    written: dict[str, set[tuple[str, str, str]]] = {}
    for use in uses:
        if use.text is not None and use.language == "en":
            for kind, value, unit, start, _ in figures.get(use.text.plain, ()):
                if use.start <= start < use.end:
                    written.setdefault(use.fact, set()).add((kind, unit, value))
    return {fact: {(kind, unit, Fraction(value)) for kind, unit, value in values} for fact, values in written.items()}


# --- against facts ----------------------------------------------------------------------------------------------------


def _against_facts(said: _Said, facts: Sequence[Fact], values: Mapping[str, set[tuple[str, str, Fraction]]]) -> Finding | None:
    """The clash with the one fact that the sentence speaks of, if there is one."""
    ranked: list[tuple[tuple[float, int], Fact]] = []
    for one in facts:
        if one.id not in said.facts and any((kind, unit) == said.kind for kind, unit, _ in values.get(one.id, ())):
            likeness = _likeness(said, one)
            if likeness[0]:
                ranked.append((likeness, one))
    best = max((likeness for likeness, _ in ranked), default=(0.0, 0))
    fact = _nearest(said, [one for likeness, one in ranked if likeness == best])
    if fact is None or any(mark.ref.fact == fact.id and _writes_a_value(mark) for mark in said.pair.zh.facts):
        return None
    if _TOGETHER.search(said.before) and not _TOGETHER.search(fact.label.en.plain.lower()):
        return None
    if any((*said.kind, said.value) in values[one.id] for _, one in ranked):
        return None
    known = [value for kind, unit, value in values[fact.id] if (kind, unit) == said.kind]
    known += [earlier for value in known if (earlier := _earlier(fact, value)) is not None]
    far = _FAR if best[0] > _LEAST else _FAR_IN_A_TEXT
    if any(_rounds_to(value, said.value, said.hedged) for value in known) or not any(_near(said.value, value, far) for value in known):
        return None
    certain = best[0] == _FULL and _says_nothing_else(said, fact)
    message = f"“{said.mark.text}” is typed, but the fact “{fact.id}” ({fact.label.en.plain}) has another value; write {{{fact.id}}}, or say what sets them apart"
    return Finding("consistency/two-values", message, (said.mark,), None if certain else "warning")


def _earlier(fact: Fact, value: Fraction) -> Fraction | None:
    """The fact's previous value, in the measure that `value` is the fact's own in."""
    previous = fact.figure.previous
    if previous is None or not isinstance(previous.value, Decimal) or not isinstance(fact.figure.value, Decimal) or not fact.figure.value:
        return None
    return value * Fraction(previous.value) / Fraction(fact.figure.value)


def _likeness(said: _Said, fact: Fact) -> tuple[float, int]:
    """How surely the sentence speaks of the fact, 0 if not surely enough, and how much its label says."""
    label = _label_words(fact)
    dates = _dates(fact.label.en.plain) | ({str(fact.figure.as_of.last_day.year)} if fact.figure.as_of else frozenset())
    dated = bool(said.dates & dates)
    if said.dates and dates and not dated:
        return 0.0, 0
    named = any(word[0].isupper() for word in _WORD.findall(fact.label.en.plain)[1:])
    if len(label) < _LEAST_WORDS or not (dated or named or len(label) >= _ENOUGH_WORDS):
        return 0.0, 0
    en = sum(any(_alike(word, other) for other in said.words) for word in label) / len(label)
    coverage = _coverage(fact.label.zh.plain)
    zh = max(map(coverage, _CHINESE_SENTENCE.split(said.zh)), default=0.0)
    if (en == _FULL and zh >= _HALF) or (zh >= _MOST and en >= _HALF):
        return (_FULL if en == _FULL and zh >= _MOST else _HALF), len(label)
    over = [word for word in _words(_BRACKETS.sub("", said.heading.en.plain)) if word not in _NEUTRAL]
    if len(over) >= _LEAST_WORDS and dated and zh >= _HALF and all(any(_alike(word, other) for other in label) for word in over):
        return _HALF, len(over)
    in_clause = sum(any(_alike(word, other) for other in said.clause) for word in label) / len(label)
    if in_clause >= _HALF and coverage(said.zh) >= _HALF and all(any(_alike(word, other) for other in said.around) for word in label):
        return _LEAST, len(label)
    return 0.0, 0


def _nearest(said: _Said, facts: Sequence[Fact]) -> Fact | None:
    """Of facts that the sentence speaks of alike, the one whose own words stand last before the figure."""
    if len(facts) < 2:
        return facts[0] if facts else None
    before = _words(said.before)
    places = []
    for fact in facts:
        others = {word for other in facts if other is not fact for word in _label_words(other)}
        own = [word for word in _label_words(fact) if word not in others]
        places.append(max((at for at, word in enumerate(before) if any(_alike(word, other) for other in own)), default=-1))
    last = max(places)
    return facts[places.index(last)] if last >= 0 and places.count(last) == 1 else None


def _label_words(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _words(_BRACKETS.sub("", fact.label.en.plain)) if word not in _NEUTRAL))


def _coverage(label: str) -> Callable[[str], float]:
    """How much of a Chinese label a sentence has, by pairs of characters and Latin words."""
    plain = _YEAR.sub("", _BRACKETS.sub("", label)).replace("年", "").replace("的", "")
    parts = {plain[at : at + 2] for at in range(len(plain) - 1) if is_han(plain[at]) and is_han(plain[at + 1])} | set(_WORD.findall(plain))

    def share(sentence: str) -> float:
        plain = sentence.replace("的", "")
        return sum(part in plain for part in parts) / len(parts) if parts else 0.0

    return share


def _says_nothing_else(said: _Said, fact: Fact) -> bool:
    """Whether all that leads to the figure, and what follows in its clause, is the label, a date and words that say nothing of their own."""
    label = _label_words(fact)
    return all(word in _NEUTRAL or any(_alike(word, other) for other in label) for word in (*_words(said.before), *said.clause))


# --- against each other -----------------------------------------------------------------------------------------------


def _against_each_other(said: Sequence[_Said]) -> Iterator[tuple[Position, Pair, Finding]]:
    """Sentences that say the same of the same date but for the figure."""
    first: dict[tuple[object, ...], _Said] = {}
    for one in said:
        words = frozenset(word for word in one.words if word not in _NEUTRAL)
        if len(words) <= _ENOUGH_WORDS:
            continue
        other = first.setdefault((one.kind, words, one.dates, one.facts), one)
        same_text = other.pair.en.plain == one.pair.en.plain
        if other.value != one.value and not same_text and not _rounds_to(one.value, other.value, other.hedged) and not _rounds_to(other.value, one.value, one.hedged):
            message = f"“{one.mark.text}” here and “{other.mark.text}” in {other.pair.en.at} are said of the same thing"
            yield one.pair.en.at, one.pair, Finding("consistency/two-values", message, (one.mark,), "warning")


# --- words and numbers ------------------------------------------------------------------------------------------------


def _words(text: str) -> tuple[str, ...]:
    """The words that say something, in lower case and in one form where several mean the same."""
    words = (word if word.isupper() else word.lower() for word in _WORD.findall(text.replace("’s", "").replace("'s", "")))
    return tuple(_ALIKE.get(word, word) for word in words if word.lower() not in _STOP and (len(word) > 1 or word.isupper()))


def _dates(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text)) | frozenset(_PART_OF_YEAR.findall(text))


def _alike(one: str, other: str) -> bool:
    """Forms of one word: valued and valuation, adopt and adoption."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    common = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return common >= _LEAST_STEM and common >= _STEM_SHARE * shorter


def _near(one: Fraction, other: Fraction, far: Fraction) -> bool:
    return one * other > 0 and 1 / far <= one / other <= far


def _rounds_to(exact: Fraction, said: Fraction, hedged: bool) -> bool:
    """Whether the one is the other to fewer figures: 380 for 376, and about 400."""
    if said == 0 or said == exact:
        return said == exact
    step = Fraction(1)
    while said % step:
        step /= 10
    while said % (step * 10) == 0:
        step *= 10
    return abs(exact - said) <= step / 2 and (hedged or said / step >= _TWO_FIGURES)
