"""A finding and its two sides in, the edits that mend it out: only where a machine can know what to write.

Those are marks and blanks: quotation marks that pair, half-width and doubled punctuation, typed spaces, dashes, full-width
letters, characters with one simplified form. Whatever changes a word, a name or a figure is for an editor. Where the
text leaves a doubt (a quotation mark without its partner, a bracket that is never closed), there is no edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportgen.patterns import regex
from reportgen.prose.chinese_style import traditional_characters
from reportgen.prose.finding import Finding, Mark, SideName
from reportgen.prose.han import is_han
from reportgen.records import dataclass

_FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_OPENERS, _CLOSERS = "(（", ")）"
_BLANKS_AFTER, _BLANKS_BEFORE = regex(" +(?=[^ ])"), regex("(?<=[^ ]) +$")
_SENTENCE = regex("[，。；！？]")
_LATIN = regex("[A-Za-z]")
_QUOTED = regex("《[^》]*》|「[^」]*」|“[^”]*”")
_STOP_AT_END = regex("[，。；：、]*。(?=[”）》]*$)")
_SHORTENED = regex(r"'(?:\d0s\b|n['’])")
_CLOSED_LATER = regex(r"(?<=[\w.,!?])['’](?!\w)")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Write `new` for the characters `start` to `end` of a side; never an insertion."""

    side: SideName
    start: int
    end: int
    new: str


def edits_of(finding: Finding, en: str, zh: str) -> tuple[Edit, ...]:
    """The edits that mend a finding, in the order of the text; none if that is for an editor to do."""
    mend = _MENDS.get(finding.rule)
    if mend is None or not finding.marks:
        return ()
    side = finding.marks[0].side
    edits = {Edit(side, start, end, new) for start, end, new in mend(en if side == "en" else zh, finding.marks)}
    return tuple(sorted(edits))


_Change = tuple[int, int, str]
_Mend = Callable[[str, tuple[Mark, ...]], Iterator[_Change]]


# --- Chinese ----------------------------------------------------------------------------------------------------------


def _half_width(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    """The full-width mark, and no blank beside it: it has its own. Brackets change in pairs."""
    for mark in marks:
        at = mark.start
        if text[at] in "()":
            yield from _bracket_pair(text, at)
            continue
        end = at + 1
        while text[at] in "!?" and text[end : end + 1] in ("!", "?"):
            end += 1
        yield from ((place, place + 1, _FULL[text[place]]) for place in range(at, end))
        yield from _blanks_after(text, end)


def _bracket_pair(text: str, at: int) -> Iterator[_Change]:
    partner = _partner(text, at)
    if partner is None:
        return
    first, last = sorted((at, partner))
    for place in (first, last):
        if text[place] in _FULL:
            yield place, place + 1, _FULL[text[place]]
    if before := _BLANKS_BEFORE.search(text[:first]):
        yield before.start(), first, ""
    yield from _blanks_after(text, last + 1)


def _partner(text: str, at: int) -> int | None:
    """The place of the other bracket of a pair, whatever its width."""
    opens = text[at] in _OPENERS
    depth = 0
    for place in range(at, len(text)) if opens else range(at, -1, -1):
        depth += (text[place] in _OPENERS) - (text[place] in _CLOSERS)
        if depth == 0:
            return place
    return None


def _blanks_after(text: str, end: int) -> Iterator[_Change]:
    if blanks := _BLANKS_AFTER.match(text, end):
        yield blanks.start(), blanks.end(), ""


def _chinese_quotes(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    """Single marks stand inside double ones alone (GB/T 15834-2011, 4.8.3)."""
    doubles = {mark.start for mark in marks if mark.text == '"'}
    yield from _paired(text, doubles, '"', "“”", english=False)
    singles = {mark.start for mark in marks if mark.text == "'"}
    for start, end, single in _paired(text, singles, "'", "‘’", english=False):
        outer = not (text.count("“", 0, start) - text.count("”", 0, start) + text.count('"', 0, start) % 2)
        yield start, end, {"‘": "“", "’": "”"}[single] if outer else single


def _typed_spaces(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    """A blank between two Han parts the words of a title or a list; in a sentence it is a slip."""
    sentence = bool(_SENTENCE.search(text))
    for mark in marks:
        both_han = is_han(text[mark.start - 1]) and is_han(text[mark.end : mark.end + 1])
        if sentence or not both_han:
            yield mark.start, mark.end, ""


def _half_width_letters(_text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    for mark in marks:
        yield mark.start, mark.end, "".join(chr(ord(c) - 0xFEE0) for c in mark.text)


def _simplified(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    """What is quoted may be traditional on purpose."""
    table = traditional_characters()
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for mark in marks:
        if not any(start <= mark.start < end for start, end in quoted):
            yield mark.start, mark.end, table[mark.text]


def _one_mark(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    for mark in marks:
        run = "".join(mark.text.split())
        if run[0] == "。" and run[-1] == "。" and run[1:-1].strip("”’」") == "" and len(run) > 2:
            yield mark.end - 1, mark.end, ""
        elif run in ("...", "....", ".....", "......"):
            yield mark.start, mark.end, "……"
        elif len(run) > 1 and len(set(run)) == 1 and run[0] in "，；：、！？" or run == "。。":
            yield mark.start, mark.end, run[0]
        elif len(run) > 1 and "。。。" not in run and (stop := _STOP_AT_END.match(text, mark.start)) and stop.end() == mark.end:
            yield mark.start, mark.end, "。"


# --- English ----------------------------------------------------------------------------------------------------------


def _english_quotes(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    doubles = {mark.start for mark in marks if mark.text == '"'}
    yield from _paired(text, doubles, '"', "“”", english=True)
    for mark in marks:
        if mark.text == "'" and (curly := _single_quote(text, mark.start)):
            yield mark.start, mark.end, curly


def _single_quote(text: str, at: int) -> str:
    """An apostrophe and a closing mark are one sign; an opening mark needs one that closes it."""
    before = text[at - 1 : at]
    if before and (before.isalnum() or before in ".,!?”’%)"):
        return "’"
    if _SHORTENED.match(text, at):
        return "’"
    return "‘" if _CLOSED_LATER.search(text, at + 2) else ""


def _english_dashes(text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    """An en dash in a range, else an em dash; between two figures, and before a word without a blank, it may be something else."""
    for mark in marks:
        hyphens = re.search("-+", mark.text)
        if hyphens is None:
            continue
        start, end = mark.start + hyphens.start(), mark.start + hyphens.end()
        if any(c.isdigit() for c in mark.text):
            yield start, end, "–"
            continue
        around = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
        lopsided = text[start - 1].isspace() != text[end : end + 1].isspace()
        if not all(c.isdigit() for c in around) and not lopsided:
            yield start, end, "—"


def _one_blank(_text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    for mark in marks:
        if set(mark.text) == {" "}:
            yield mark.start, mark.end, " "


def _one_english_mark(_text: str, marks: tuple[Mark, ...]) -> Iterator[_Change]:
    """Of two unlike marks either may be meant."""
    for mark in marks:
        run = "".join(mark.text.split())
        if len(set(run)) == 1:
            yield mark.start, mark.end, run[0]


# --- both -------------------------------------------------------------------------------------------------------------


def _paired(text: str, places: set[int], straight: str, curly: str, *, english: bool) -> list[_Change]:
    """Straight marks as curly ones, if all marks of the text pair; none if they do not.

    After a figure a mark may stand for inches or minutes of arc; it closes what was opened, and opens nothing.
    """
    changes: list[_Change] = []
    is_open = False
    for at, character in enumerate(text if places else ""):
        inside_word = straight == "'" and bool(_LATIN.match(text[at - 1 : at]) and _LATIN.match(text[at + 1 : at + 2]))
        if character not in (straight, *curly) or inside_word:
            continue
        after_figure = text[at - 1 : at].isdigit()
        if character == straight and at not in places and not (after_figure and is_open):
            continue
        if character == straight and after_figure and not is_open:
            return []
        opens = character == curly[0] or (character == straight and not is_open)
        if opens == is_open or (character == straight and not _may_stand(text, at, opens, english)):
            return []
        is_open = opens
        if character == straight:
            changes.append((at, at + 1, curly[0] if opens else curly[1]))
    return [] if is_open else changes


def _may_stand(text: str, at: int, opens: bool, english: bool) -> bool:
    """Whether a mark that opens or closes can stand at `at`; in English a blank or mark is outside of it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if opens:
        return bool(after.strip()) and after not in "，。；：、！？）,.;:!?)" and not (english and before.isalnum())
    return bool(before.strip()) and before not in "([{“‘（《：" and not (english and after.isalnum())


_MENDS: dict[str, _Mend] = {
    "zh/half-width-punctuation": _half_width,
    "zh/straight-quotes": _chinese_quotes,
    "zh/space-han-latin": _typed_spaces,
    "zh/traditional": _simplified,
    "zh/full-width-alnum": _half_width_letters,
    "zh/doubled-punctuation": _one_mark,
    "en/straight-quotes": _english_quotes,
    "en/hyphen-as-dash": _english_dashes,
    "en/full-width-alnum": _half_width_letters,
    "en/double-space": _one_blank,
    "en/doubled-punctuation": _one_english_mark,
}
MENDED = frozenset(_MENDS)
"""The rules whose findings may have edits."""
