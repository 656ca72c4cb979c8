"""Names that are in no list: one that is spelt by sound in Chinese (奥塞, 奥托·哈恩) and is another in English.

A clash takes a name on each side that sounds like nothing on the other. What one side alone has may be left out there or
said in other words, so it proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.patterns import regex
from reportgen.prose.eastern_names import is_pinyin_name
from reportgen.prose.finding import Finding, Mark, Severity
from reportgen.prose.known_names import generic, has_known_names, is_known_name, lone_known_names, openings
from reportgen.prose.sides import Side
from reportgen.prose.sounds import as_pinyin, is_spelt_in, likeness, spelling
from reportgen.prose.spelt_names import spelt_names, spelt_runs

_WORD = regex(r"[A-Za-zÀ-ÿ’']{2,}")
_CAPITAL = regex(r"(?<![\w-])[A-ZÀ-Þ][a-zà-ÿ]+(?:[’'-][A-ZÀ-Þ][a-zà-ÿ]+|[A-Z][a-zà-ÿ]+)*(?:-[a-zà-ÿ]+)?(?![\w-])")
_SENTENCE_START = regex(r"(?:^|[.!?:;•\n]\s*|[.!?]?[“”\"'‘(*]+\s*)$")
_BESIDE_A_NAME = regex(r"(?:’s\b|'s\b|,? who\b| (?:said|says|told|wrote|warned|argued|added|joined|founded|won|scored)\b)")
_MAY_BE_A_WORD = regex(r".{1,3}|.*(?:s|ing|ly|ed|ion|ity|ness|ment|ance|ence|ancy|ency|ship|hood|dom|ism|ist|ful|less|able|ible|ous|ive|ical|ward|wide|age|ure|ery|ally|th|ght|ck|tt|ss|ow|ers?)")
"""How a word in small letters ends; names of other endings may begin a sentence."""
_LONGEST_PART = 6
_SHORTEST_BESIDE_A_KNOWN = 4
_UNLIKE, _ALIKE, _ALIKE_BY_TWO = 0.55, 0.6, 0.75
"""Below the first two names are not one; two names that may stand anywhere must be more alike, those of two characters still more."""
_SURELY_ALIKE, _FOR_GIVEN_NAMES = 0.7, 0.4
"""Above the first a surname tells alone; else the given name counts for so much of the whole."""
_FOR_A_WORD, _FOR_CLINGING = 0.2, 0.12
"""How much more alike a word in small letters must be (marathon, 马拉松), and a name from which a character is left out."""


def check_unlisted_names(en: Side, zh: Side) -> Iterator[Finding]:
    """The first name in Chinese that the English has not, where the English has another instead."""
    dotted = list(_dotted_names(zh.words)) if "·" in zh.words else []
    spelt = [*dotted, *(span for span in spelt_names(zh.words) if not any(start <= span[0] < end for start, end in dotted))]
    if not spelt and not has_known_names(zh.words):
        return
    listed = lone_known_names(en, zh)
    spelt = [span for span in spelt if not any(_covers(mark, span, listed.zh_kept) for mark in listed.zh_all)]
    known = [mark for mark in listed.zh if not _is_in_a_run(mark, zh.words)]
    if not spelt and not known:
        return
    words = _WORD.findall(en.words)
    strange = [_mark(zh, *span) for span in spelt if _best(zh.words[slice(*span)], words) < _UNLIKE]
    strange += [mark for mark in known if not all(c in spelling() for c in mark.text) or _best(mark.text, words) < _UNLIKE]
    if not strange:
        return
    lone = list(lone_names(en.words, zh.words, [zh.words[slice(*span)] for span in spelt], [(m.start, m.end) for m in listed.en_all]))
    if strange[0] in known:
        lone = [name for name in lone if len(name.text) >= _SHORTEST_BESIDE_A_KNOWN and _is_surely_a_name(en.words, name)]
    for name in lone or (listed.en if strange[0] not in known else ()):
        yield Finding("parity/name", f"“{name.text}” in English is “{strange[0].text}” in Chinese", (name, strange[0]), _how_surely(name, strange[0]))
        return


def _covers(mark: Mark, span: tuple[int, int], kept: frozenset[Mark]) -> bool:
    """A well-known name is what the stretch spells; 马里 in 马里奥 is not."""
    return mark.start < span[1] and span[0] < mark.end and (mark in kept or mark.end - mark.start >= span[1] - span[0] - 1)


def _is_surely_a_name(english: str, name: Mark) -> bool:
    """Not the first word of a sentence, unless more than its capital tells that it is a name."""
    return not _SENTENCE_START.search(english[: name.start]) or " " in name.text or bool(_BESIDE_A_NAME.match(english, name.end))


def _is_in_a_run(mark: Mark, text: str) -> bool:
    """A short name inside a longer one that is spelt by sound: 利兹 in 伯利兹."""
    return mark.text.isascii() or mark.end - mark.start < 3 and (text[mark.start - 1 : mark.start] in spelling() or text[mark.end : mark.end + 1] in spelling())


def _mark(side: Side, start: int, end: int) -> Mark:
    return Mark("zh", start, end, side.words[start:end])


def _how_surely(name: Mark, said: Mark) -> Severity | None:
    """Two characters may be an ordinary word."""
    return None if "·" in said.text or len(said.text) > 2 or is_known_name(said.text) else "warning"


def lone_names(english: str, chinese: str, spelt: Sequence[str] = (), listed: Sequence[tuple[int, int]] = ()) -> Iterator[Mark]:
    """Names in the English, outside those `listed`, that neither stand in the Chinese nor sound like anything there, least of all like the names `spelt`."""
    taken = -1
    matches = list(_CAPITAL.finditer(english))
    for index, match in enumerate(matches):
        if match.start() < taken or not _is_a_name(english, matches, index):
            continue
        span = [match]
        while index + len(span) < len(matches) and english[span[-1].end() : matches[index + len(span)].start()] == " " and len(span) < 3:
            span.append(matches[index + len(span)])
        taken = span[-1].end()
        if any(start < taken and match.start() < end for start, end in listed):
            continue
        words = [word[0] for word in span]
        if is_pinyin_name(words):
            continue
        dotted = [said for said in spelt if "·" in said]
        if len(words) > 1 and dotted and words[0] not in generic():
            found = any(_best_of_full_name(said, words) >= _UNLIKE for said in dotted) or _is_in(words[-1], chinese, [said for said in spelt if said not in dotted])
        else:
            found = any(_is_in(word, chinese, spelt) for word in words)
        if not found:
            yield Mark("en", match.start(), taken, english[match.start() : taken])


def _is_a_name(english: str, matches: Sequence[re.Match[str]], index: int) -> bool:
    match = matches[index]
    if match[0] in generic() or is_known_name(match[0]) or is_known_name(match[0].removesuffix("s")) or len(match[0]) < 3:
        return False
    if not _SENTENCE_START.search(english[: match.start()]):
        return True
    following = matches[index + 1] if index + 1 < len(matches) else None
    if following is not None and english[match.end() : following.start()] == " " and following[0] not in generic() and not is_known_name(following[0]):
        return True
    return bool(_BESIDE_A_NAME.match(english, match.end())) or not _MAY_BE_A_WORD.fullmatch(match[0]) and match[0] not in openings()


def _is_in(name: str, chinese: str, spelt: Sequence[str]) -> bool:
    if name.lower() in chinese.lower() or name in generic() or is_known_name(name):
        return True
    if any(is_spelt_in(syllables, chinese) for syllables in as_pinyin(name)):
        return True
    if any(_best(part, (name,)) >= _UNLIKE for said in spelt for part in said.split("·") if len(part) > 1):
        return True
    rest = chinese
    for said in spelt:
        rest = rest.replace(said, " ")
    return any(
        likeness(rest[i:k], name) >= (_ALIKE if k - i > 2 else _ALIKE_BY_TWO)
        for start, end in spelt_runs(rest)
        for i in range(start, end - 1)
        for k in range(i + 2, min(end, i + 8) + 1)
    )


def _best(characters: str, words: Sequence[str]) -> float:
    """How much a spelt name sounds like any of the words, or two of them in a row."""
    return _best_of_full_name(characters, words) if "·" in characters else _best_of(characters, words, 1)


def _best_of_full_name(characters: str, words: Sequence[str]) -> float:
    """The same for a name of several parts, by its last part, to which words may cling, and the first one."""
    parts = [part for part in characters.split("·") if part]
    names = [word for word in words if word[0].isupper()]
    surname = _best_of(parts[-1], names, 6)
    if surname >= _SURELY_ALIKE or len(parts[0]) < 2 or len(names) < 2:
        return surname
    given = max((_best_of(parts[0][n:], names, 0) for n in range(min(3, len(parts[0]) - 1))), default=0.0)
    return min(surname, (1 - _FOR_GIVEN_NAMES) * surname + _FOR_GIVEN_NAMES * given)


def _best_of(characters: str, words: Sequence[str], slack: int) -> float:
    run = next((characters[:n] for n, c in enumerate(characters + " ") if c not in spelling()), "")
    if len(run) < 2:
        return 1.0
    joined = [a + b for a, b in zip(words, words[1:], strict=False) if a[0].isupper() and len(a) < 5]
    best = 0.0
    for first in range(min(1 if slack == 1 else 0, len(run) - 2) + 1):
        for last in range(max(first + 2, len(run) - slack), len(run) + 1):
            clinging = (_FOR_CLINGING if slack == 1 else _FOR_CLINGING / 2) * (first + len(run) - last)
            for word in (*words, *joined):
                best = max(best, likeness(run[first:last], word) - clinging - (0 if word[0].isupper() else _FOR_A_WORD))
    return best


def _dotted_names(text: str) -> Iterator[tuple[int, int]]:
    """Full names with a dot between their parts, from the first character that can spell a sound to the last."""
    end = 0
    while (dot := text.find("·", end)) >= 0:
        start = dot
        while start > end and dot - start < _LONGEST_PART and text[start - 1] in spelling():
            start -= 1
        end = dot + 1
        while end < len(text) and (text[end] in spelling() or text[end] == "·"):
            end += 1
        if start < dot < end - 1 and text[start - 1 : start] not in ("《", "〈"):
            yield start, end
