"""A small general dictionary (`data/words.txt`): which Chinese words may say an English word, and the other way round."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from reportgen.prose.inflection import bases_of

_LONGEST = 6


@cache
def _entries() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in files("reportgen.prose").joinpath("data/words.txt").read_text("utf-8").splitlines():
        for entry in line.split("|") if not line.startswith("#") else ():
            words = entry.split(" ")
            first = next(k for k, word in enumerate(words) if not word.isascii())
            word, chinese = " ".join(words[:first]), words[first:]
            found[word.lower()] = (*found.get(word.lower(), ()), *chinese)
    return found


@cache
def _by_chinese() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, chinese in _entries().items():
        for one in chinese:
            found.setdefault(one, set()).add(word)
    return {word: frozenset(english) for word, english in found.items()}


_IRREGULAR = {
    "began": "begin", "begun": "begin", "broke": "break", "broken": "break", "brought": "bring", "built": "build", "bought": "buy", "caught": "catch", "chose": "choose", "chosen": "choose", "dealt": "deal",
    "drew": "draw", "drawn": "draw", "drank": "drink", "drunk": "drink", "drove": "drive", "driven": "drive", "ate": "eat", "eaten": "eat", "fell": "fall", "fallen": "fall", "felt": "feel", "found": "find",
    "flew": "fly", "flown": "fly", "forgot": "forget", "forgotten": "forget", "froze": "freeze", "frozen": "freeze", "gave": "give", "given": "give", "grew": "grow", "grown": "grow", "heard": "hear", "held": "hold",
    "hid": "hide", "hidden": "hide", "kept": "keep", "knew": "know", "known": "know", "led": "lead", "left": "leave", "lent": "lend", "lost": "lose", "made": "make", "meant": "mean", "met": "meet", "paid": "pay",
    "rose": "rise", "risen": "rise", "ran": "run", "said": "say", "saw": "see", "seen": "see", "sold": "sell", "sent": "send", "showed": "show", "shown": "show", "slept": "sleep", "sought": "seek", "spent": "spend",
    "spoke": "speak", "spoken": "speak", "stole": "steal", "stolen": "steal", "stood": "stand", "taught": "teach", "thought": "think", "told": "tell", "understood": "understand", "won": "win", "withdrew": "withdraw",
    "withdrawn": "withdraw", "wore": "wear", "worn": "wear", "wrote": "write", "written": "write", "became": "become", "died": "die", "dying": "die", "children": "child", "women": "woman", "men": "man", "took": "take",
    "taken": "take", "went": "go", "gone": "go", "got": "get", "came": "come", "mice": "mouse", "bacteria": "bacterium", "fungi": "fungus", "wives": "wife", "lives": "life", "proven": "prove", "lying": "lie", "fled": "flee",
}  # fmt: skip


@lru_cache(maxsize=4096)
def bases_in_dictionary(word: str) -> frozenset[str]:
    """The entries that an English word, in lower case, may be a form of."""
    entries = _entries()
    regular = frozenset(base for base in bases_of(word) if base in entries)
    irregular = _IRREGULAR.get(word)
    return regular | {irregular} if irregular in entries else regular


@lru_cache(maxsize=4096)
def chinese_for(word: str) -> frozenset[str]:
    """What Chinese may say for an English word, in lower case and in any form."""
    entries = _entries()
    return frozenset(chinese for base in bases_in_dictionary(word) for chinese in entries[base])


def english_at(text: str, start: int) -> tuple[frozenset[str], int]:
    """The English entries that the longest known Chinese word at `start` may say, and where it ends; nothing if none stands there."""
    known = _by_chinese()
    for length in range(_LONGEST, 0, -1):
        word = text[start : start + length]
        if len(word) == length and word in known:
            return known[word], start + length
    return frozenset(), start
