"""Up on one side and down on the other: a sense of which one text has one pole and the other text only the opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.senses import Hit, Sense, hits_in, senses
from reportgen.prose.sentences import aligned_sentences
from reportgen.prose.sides import Side


def check_directions(en: Side, zh: Side) -> Iterator[Finding]:
    """One finding at most."""
    right = hits_in(zh.words, "zh")
    left = hits_in(en.words, "en") if right else ()
    if not left or not _may_clash(left, right):
        return
    aligned = aligned_sentences(en.words, zh.words)
    one_by_one = len(aligned) > 1 or max(len(left), len(right)) < _MANY
    for (en_start, en_end), (zh_start, zh_end) in aligned:
        here, there = ([hit for hit in hits if start <= hit.start < end] for hits, start, end in ((left, en_start, en_end), (right, zh_start, zh_end)))
        clash = _against(here, there) or (_clash(*_left_over(here, there)) if one_by_one else None) if here and there else None
        if clash:
            first, second, sense = clash
            if senses()[sense].rule == "parity/date" and _YEAR.search(f"{en.words} {zh.words}"):
                continue  # next year may be 2027年 on the other side, beside a year that it names from now
            marks = (Mark("en", first.start, first.end, en.text[first.start : first.end]), Mark("zh", second.start, second.end, zh.text[second.start : second.end]))
            yield Finding(senses()[sense].rule, f"“{marks[0].text}” in English is “{marks[1].text}” in Chinese, its opposite", marks)
            return


def _may_clash(en: Sequence[Hit], zh: Sequence[Hit]) -> bool:
    """A quick look whether both texts prove opposite poles of anything."""
    known = senses()
    here, there = ({(known[sense].family or sense, pole) for hit in hits for sense, pole, proves in hit.meanings if proves} for hits in (en, zh))
    return any((sense, -pole) in there for sense, pole in here)


def _against(en: Sequence[Hit], zh: Sequence[Hit]) -> tuple[Hit, Hit, int] | None:
    """Two words that prove opposite poles, where nothing in the one text can stand for the pole of the other."""
    known = senses()
    of_en, of_zh = ({(sense, pole) for hit in hits for sense, pole, _ in hit.meanings} for hits in (en, zh))
    for first, second, sense, other in _opposed(en, zh):
        kin = {sense} if sense == other else {n for n, one in enumerate(known) if one.family == known[sense].family}
        pole = next(pole for s, pole, proves in first.meanings if s == sense and proves)
        if not any((n, pole) in of_zh or (n, -pole) in of_en for n in kin):
            return first, second, sense
    return None


def _left_over(en: Sequence[Hit], zh: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The words without a counterpart, after each was given the surest one that is left: of its own sense before one of its family."""
    likely = sorted((_unlikeness(first, second), abs(i / len(en) - k / len(zh)), i, k) for i, first in enumerate(en) for k, second in enumerate(zh))
    en_taken: set[int] = set()
    zh_taken: set[int] = set()
    for cost, _, i, k in likely:
        if cost < _UNLIKE and i not in en_taken and k not in zh_taken:
            en_taken.add(i)
            zh_taken.add(k)
    return [hit for i, hit in enumerate(en) if i not in en_taken], [hit for k, hit in enumerate(zh) if k not in zh_taken]


_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNLIKE = 9
_MANY = 12
"""So many words of senses in two texts whose sentences do not stand beside one another are too many to tell which belongs to which."""


def _are_kin(one: Sense, other: Sense) -> bool:
    return bool(one.family) and one.family == other.family


def _unlikeness(en: Hit, zh: Hit) -> int:
    known = senses()
    cost = _UNLIKE
    for sense, pole, proves in en.meanings:
        for other, other_pole, other_proves in zh.meanings:
            if pole == other_pole and (sense == other or proves and other_proves and _are_kin(known[sense], known[other])):
                cost = min(cost, (not proves) + (not other_proves) + 3 * (sense != other))
    return cost


def _clash(en: Sequence[Hit], zh: Sequence[Hit]) -> tuple[Hit, Hit, int] | None:
    """Two words that prove the opposite poles of a sense."""
    return next(((first, second, sense) for first, second, sense, _ in _opposed(en, zh)), None)


def _opposed(en: Sequence[Hit], zh: Sequence[Hit]) -> Iterator[tuple[Hit, Hit, int, int]]:
    """Pairs of words that prove the opposite poles of one sense or family, with the two senses."""
    known = senses()
    for first in en:
        for sense, pole, proves in first.meanings:
            for second in zh if proves else ():
                for other, other_pole, other_proves in second.meanings:
                    if other_proves and pole == -other_pole and (sense == other or _are_kin(known[sense], known[other]) and known[sense].contradicts and known[other].contradicts):
                        yield first, second, sense, other
