"""What stands around a number in Chinese: a qualifier before or after it, and the way it moves."""

from __future__ import annotations

from functools import cache

from reportgen.patterns import regex
from reportgen.prose import chinese_words as words
from reportgen.prose.phrases import by_first, expanded, ranked
from reportgen.prose.quantity import Qualifier

_REACH, _REACH_AFTER, _REACH_OF_DIRECTION = 14, 12, 12
"""How many characters before and after a number are looked at."""
_NOT_APART = 3
"""How many characters may stand between a number and a qualifier after it."""
_NO_PREFIX = {
    "过": ("通", "经", "不", "透", "越", "渡", "见", "做", "用", "去", "难", "看", "有", "来", "开", "办", "走", "吃", "拿", "获得", "得", "获", "出现", "发生", "举", "讨论", "翻", "掠"),
    "近": ("最", "附", "新", "靠", "亲", "走", "邻", "就", "远", "相", "贴", "凑", "挨"),
    "约": ("契", "合", "预", "制", "节", "纽", "公", "条", "违", "大", "签", "简", "邀", "解", "履", "隐"),
    "超": ("高", "马", "英", "中"),
}
"""Characters that make a qualifier the end of another word."""
_REFERENCE = ("去年", "上年", "前一年", "同期", "原来", "原先", "此前", "先前", "目前", "当前", "之前", "过去")
"""低于上年同期的4.4吉瓦 compares two figures and qualifies neither."""
_MANY_AFTER = regex("\\d{2}|\\d+(?:[%.,]|万|亿|千)|[一二两三四五六七八九]?[十百千万亿]|[$€£¥]|半")
_CLAUSE = frozenset("，。；：！？、（）\n")


@cache
def _fillers() -> tuple[frozenset[str], frozenset[str], int]:
    """What may stand between a qualifier and its number, the last characters of it, and how long it is at most."""
    fillers = frozenset(expanded(words.FILLERS))
    return fillers, frozenset(word[-1] for word in fillers), max(map(len, fillers))


@cache
def _qualifiers() -> tuple[dict[str, int], frozenset[str], int]:
    """The qualifiers with the number of their kind, their last characters, and how long one is at most."""
    found = ranked(source for _, _, source in words.QUALIFIERS_BEFORE)
    return found, frozenset(word[-1] for word in found), max(map(len, found))


def qualifier_before(text: str, start: int) -> tuple[Qualifier, bool]:
    """The qualifier that ends before `start`, and whether it is firmly meant."""
    before = text[max(0, start - _REACH) : start]
    first = _first_places(before)
    for rank in sorted(first):
        head, said = before[: first[rank]], before[first[rank] :]
        if head.endswith(_NO_PREFIX.get(said[0], ())) or (said[0] == "过" and not _MANY_AFTER.match(text, start)):
            continue  # 通过, 搬过四次家
        qualifier, firm, _ = words.QUALIFIERS_BEFORE[rank]
        return qualifier, firm and said[0] != "过" and not any(word in said for word in _REFERENCE)
    return "", True


def _first_places(before: str) -> dict[int, int]:
    """The kinds of qualifiers that lead up to the end, and the first place of each."""
    qualifiers, last_characters, longest = _qualifiers()
    found: dict[int, int] = {}
    for end in _ends(before):
        if before[end - 1] in last_characters:
            for at in range(max(end - longest, 0), end):
                rank = qualifiers.get(before[at:end])
                if rank is not None and found.get(rank, end) >= at and (at < end - 1 or before[at] != "过" or end == len(before)):
                    found[rank] = at
        for at, rank in _from_afar(before, end):
            found[rank] = min(found.get(rank, at), at)
    return found


def _ends(before: str) -> list[int]:
    """Where a qualifier can end: at the number, or before what may stand between."""
    fillers, last_characters, longest = _fillers()
    ends = [len(before)] if before else []
    for end in ends:  # grows while it is gone through
        last = before[end - 1]
        if last in last_characters:
            ends += [at for at in range(max(end - longest, 1), end) if before[at:end] in fillers and at not in ends]
        elif last.isspace() and end > 1 and end - 1 not in ends:
            ends.append(end - 1)
    return ends


def _from_afar(before: str, end: int) -> list[tuple[int, int]]:
    """Qualifiers that other words part from `end`: place and kind."""
    if not ("至" in before or "最" in before or "起" in before):
        return []
    qualifiers, found = _qualifiers()[0], []
    for between in range(1, max(words.FAR_REACHING.values()) + 1):
        at = end - between
        if at < 2 or not _is_word_character(before[at]) or before[at] == "的":
            break
        word = before[at - 2 : at]
        if words.FAR_REACHING.get(word, 0) >= between:
            found.append((at - 2, qualifiers[word]))
    return found


def _is_word_character(character: str) -> bool:
    """A letter that is not Latin; in Chinese an ideograph."""
    return character.isalnum() and not character.isascii() and not character.isdecimal()


@cache
def _qualifiers_after() -> tuple[tuple[Qualifier, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((qualifier, tuple(expanded(near)) if near else (), tuple(expanded(apart)) if apart else ()) for qualifier, near, apart in words.QUALIFIERS_AFTER)


@cache
def _first_after() -> frozenset[str]:
    """The characters that a qualifier after a number begins with."""
    return frozenset(word[0] for _, near, apart in _qualifiers_after() for word in (*near, *apart))


def qualifier_after(text: str, end: int) -> Qualifier:
    """The qualifier that begins at `end`: 以上, 左右."""
    after = text[end : end + _REACH_AFTER]
    begin = int(after[:1].isspace())
    firsts = _first_after()
    if after[:1] == "\n" or not any(c in firsts for c in after[begin : begin + _NOT_APART + 1]):
        return ""
    for qualifier, near, apart in _qualifiers_after():
        if any(after.startswith(word, begin) and _is_whole(after, begin, word) for word in near):
            return qualifier
        for at in range(begin, begin + _NOT_APART + 1):
            if any(after.startswith(word, at) and _is_whole(after, at, word) for word in apart):
                return qualifier
            if not _is_word_character(after[at : at + 1]):
                break
    return ""


def _is_whole(after: str, at: int, word: str) -> bool:
    """The word does not go on as another one."""
    end = at + len(word)
    if word == "不到":
        return end == len(after) or after[end] in "，。；、\n"
    return not after.startswith(words.NO_QUALIFIER_BEFORE.get(word, ()), end)


_TURNED = regex("[转变]为|[转变]成")
"""14亿英镑的赤字转为2.3亿英镑的盈余: what stands before belongs to what was."""


@cache
def _directions() -> dict[str, tuple[tuple[str, int], ...]]:
    """Words that say up and down, under their first characters."""
    said = dict.fromkeys(expanded(words.RISES), 1) | dict.fromkeys(expanded(words.FALLS), -1)
    return {first: tuple((word, said[word]) for word in same) for first, same in by_first(said).items()}


def direction_of(text: str, start: int, end: int) -> int:
    """Whether the nearest word before (or right after) says that it went up or down."""
    before = text[max(0, start - _REACH_OF_DIRECTION) : start]
    state = text[end : end + 4].removeprefix("的")
    if state.startswith((*words.RISEN, *words.FALLEN)):
        return 1 if state.startswith(words.RISEN) else -1
    clause = max(map(before.rfind, _CLAUSE)) if not _CLAUSE.isdisjoint(before) else -1
    before = _TURNED.split(before[clause + 1 :])[-1]
    said = _said_in(before)
    if said == {1} and before[-1:] in "-−" and _is_word_character(before[-2:-1]):
        return -1  # 增长-1.4%
    if said:
        return said.pop() if len(said) == 1 else 0  # 涨幅收窄至 goes both ways
    sign = before.rstrip()[-1:]
    if sign and sign in "+-−" and before.rstrip()[-2:-1] in ("", " ", "（", "为"):
        return 1 if sign == "+" else -1
    after = text[end : end + 4].removeprefix("的")
    if after.startswith(words.RISES_AFTER):
        return 1
    return -1 if after.startswith(words.FALLS_AFTER) else 0


def _said_in(before: str) -> set[int]:
    """+1 if the words say up, −1 if they say down."""
    directions, said = _directions(), set()
    for at, first in enumerate(before):
        for word, way in directions.get(first, ()):
            if way not in said and before.startswith(word, at) and not before.startswith(words.NO_DIRECTION_BEFORE.get(word, ()), at + len(word)):
                said.add(way)
    return said
