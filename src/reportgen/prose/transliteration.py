"""People's names that are spelt by sound in Chinese: 奥托·哈恩 is not Otto Frisch.

A full name in Chinese has a dot between its parts, so it can be told from other words. Its syllables and the English are
compared by their consonants, which survive the spelling; vowels and h hardly do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.han import WORD_CHARACTER
from reportgen.prose.known_names import GENERIC, is_known_name
from reportgen.prose.sides import Side

_PART = regex(f"{WORD_CHARACTER}+")
_NAME = regex(f"(?<![《〈·])(?<!{WORD_CHARACTER}){WORD_CHARACTER}{{1,12}}(?:·{WORD_CHARACTER}{{1,12}})+(?![^《]{{0,12}}》)")
_ENGLISH = regex(r"\b[A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+")
_LETTERS = (("sch", "S"), ("tch", "S"), ("ch", "C"), ("sh", "S"), ("th", "T"), ("ph", "F"), ("gh", ""), ("ck", "K"), ("qu", "K"), ("x", "KS"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("ge", "G"),
            ("gi", "G"), ("gy", "G"), ("wr", "L"), ("kn", "N"))  # fmt: skip
_LETTER = {**dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("fvw", "F"), **dict.fromkeys("gkqc", "K"), **dict.fromkeys("lr", "L"), **dict.fromkeys("szjßçñ", "S"), "m": "N", "n": "N", "ñ": "N"}
_SYLLABLE = {"b": "P", "p": "P", "m": "N", "f": "F", "w": "F", "d": "T", "t": "T", "n": "N", "l": "L", "r": "L", "g": "K", "k": "K", "zh": "S", "ch": "S", "sh": "S", "z": "S", "c": "S", "s": "S", "j": "S",
             "q": "S", "x": "S"}  # fmt: skip
_EITHER = {"C": "KS", "G": "KS"}
"""Letters that are two sounds: ch in Bach and Chopin, g in Gates and George."""
_UNLIKE, _ALIKE = 0.45, 0.6
_PURE = "阿埃艾奥巴贝博布达德蒂杜多厄恩尔法费弗夫戈格古哈赫基吉卡凯科克库拉莱兰勒雷里丽利莉卢鲁伦罗洛玛马曼迈麦米莫姆穆纳娜内尼涅诺欧帕佩皮普奇乔琼茹若萨塞桑瑟森沙莎什施斯丝苏索塔泰坦汤特滕提托瓦万韦维沃乌西希夏谢辛雅亚耶伊因约扎兹朱佐"
_PURE_RUN = regex(f"[{_PURE}]{{3,8}}")
_WORD = regex(r"[A-Za-zÀ-ÿ’'-]{3,}")
_INNER_NAME = regex(r"(?<=[a-z,’] )[A-ZÀ-Þ][a-zà-ÿ]{3,}(?![\w-])")


@cache
def _readings() -> dict[str, str]:
    table = {}
    for line in files("reportgen.prose").joinpath("data/syllables.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            reading, characters = line.split()
            table.update(dict.fromkeys(characters, reading))
    return table


def check_transliterations(en: Side, zh: Side) -> Iterator[Finding]:
    """A full name in Chinese of which the last part sounds like no name in the English, or a single one with nothing like it."""
    if "·" in zh.words:
        yield from _full_names(en, zh)
    elif _PURE_RUN.search(zh.words):
        yield from _single_names(en, zh)


def _full_names(en: Side, zh: Side) -> Iterator[Finding]:
    english = list(_ENGLISH.finditer(en.words))
    for match in _NAME.finditer(zh.words):
        last = match[0].rsplit("·", 1)[1]
        surname = _leading_syllables(last)
        if len(english) < 2 or len(surname) < 2 or not all(c in _readings() for part in _PART.findall(match[0])[1:-1] for c in part):
            continue
        best = max(_likeness(surname[:length], word[0]) for word in english for length in range(2, len(surname) + 1))
        if best < _UNLIKE and (partner := _full_name(en.words)):
            yield Finding("parity/name", f"“{match[0]}” does not sound like “{partner[0]}”", (Mark("en", *partner.span(), partner[0]), Mark("zh", *match.span(), match[0])))
            return


def _single_names(en: Side, zh: Side) -> Iterator[Finding]:
    """Characters that hardly do anything but spell sounds, like no word in the English, and a name there like nothing in the Chinese."""
    words = _WORD.findall(en.words)
    for match in _PURE_RUN.finditer(zh.words):
        run = match[0]
        if any(_likeness(run[i:k], word) >= _ALIKE for i in range(len(run) - 1) for k in range(i + 2, len(run) + 1) for word in words):
            continue
        for name in _INNER_NAME.finditer(en.words):
            if name[0] not in GENERIC and not is_known_name(name[0]) and len(_consonants(name[0])) > 1 and not _sounds_in(name[0], zh.words):
                yield Finding("parity/name", f"“{name[0]}” in English is “{run}” in Chinese", (Mark("en", *name.span(), name[0]), Mark("zh", *match.span(), run)), "warning")
                return


def _sounds_in(name: str, chinese: str) -> bool:
    """Some characters of the Chinese sound like the English name, or it stands there in Latin letters."""
    if name.lower() in chinese.lower():
        return True
    for match in _PART.finditer(chinese):
        for part in _spelling_runs(match[0]):
            if any(_likeness(part[i:k], name) >= _ALIKE for i in range(len(part) - 1) for k in range(i + 2, min(len(part), i + 7) + 1)):
                return True
    return False


def _spelling_runs(part: str) -> list[str]:
    runs = [""]
    for character in part:
        if character in _readings():
            runs[-1] += character
        elif runs[-1]:
            runs.append("")
    return [run for run in runs if len(run) > 1]


def _leading_syllables(part: str) -> str:
    """The characters at the beginning that spell sounds; words may follow without a mark."""
    end = 0
    while end < len(part) and part[end] in _readings():
        end += 1
    return part[:end]


def _full_name(text: str) -> re.Match[str] | None:
    """Two capitalised words in a row, such as a first name and a surname."""
    return re.search(r"\b[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-Z]\.)?(?: (?:van|von|de|der|da|del|bin|al))* [A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+", text)


def _likeness(chinese: str, english: str) -> float:
    """Twice the longest common run of consonants over those of both, from 0 to 1."""
    first, second = _consonants_of_syllables(chinese), _consonants(english)
    if not first or not second:
        return 1.0 if not first and not second else 0.5
    if len(second) == 1 < len(first):
        return 0.0  # Lee is in every other name
    row = [0] * (len(second) + 1)
    for a in first:
        before = 0
        for k, b in enumerate(second, 1):
            before, row[k] = row[k], before + 1 if a in _EITHER.get(b, b) else max(row[k], row[k - 1])
    return 2 * row[-1] / (len(first) + len(second))


@lru_cache(maxsize=1024)
def _consonants(word: str) -> str:
    from unicodedata import normalize

    text = "".join(c for c in normalize("NFD", word.lower()) if c.isascii() and c.isalpha())
    found, i = "", 0
    while i < len(text):
        letters, sound = next(((group, s) for group, s in _LETTERS if text.startswith(group, i)), (text[i], _LETTER.get(text[i], "")))
        found += sound if not found.endswith(sound) or not sound else ""
        i += len(letters) - (letters in ("ce", "ci", "cy", "ge", "gi", "gy"))
    return found


@lru_cache(maxsize=1024)
def _consonants_of_syllables(characters: str) -> str:
    found = ""
    for character in characters:
        reading = _readings()[character]
        initial = next((i for i in ("zh", "ch", "sh", reading[0]) if reading.startswith(i)), "")
        found += _SYLLABLE.get(initial, "")
        found += "L" if reading == "er" else "N" if reading.endswith(("n", "ng")) and initial not in ("m", "n") else ""
    return re.sub(r"(.)\1", r"\1", found)
