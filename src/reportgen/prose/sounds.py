"""How alike a name in Latin letters and Chinese characters sound: Kigali and 基加利, Osei and 奥塞, Zhang Min and 张敏.

Both are turned into sounds and aligned. A consonant weighs more than a vowel, and a letter that is spoken in several ways
(ch in Bach and Chopin, g in Gates and George) is near to each of them. Only the usual characters of foreign names count
(`data/syllables.txt`); Chinese names go by their readings (`data/pinyin.txt`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_GROUPS = (
    ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "C"), ("th", "T"), ("ph", "F"), ("gh", "h"), ("ck", "K"), ("qu", "Ku"), ("ce", "Se"), ("ci", "Si"), ("cy", "Si"), ("ge", "Ge"),
    ("gi", "Gi"), ("gy", "Gi"), ("wr", "L"), ("kn", "N"), ("ts", "S"), ("tz", "S"), ("dz", "S"), ("zh", "S"), ("x", "KS"), ("j", "J"),
)  # fmt: skip
_LETTERS = {**dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("fv", "F"), "w": "W", **dict.fromkeys("gkqc", "K"), "l": "L", "r": "R", **dict.fromkeys("sz", "S"),
            **dict.fromkeys("mn", "N"), "h": "h", **dict.fromkeys("iy", "i"), **{vowel: vowel for vowel in "aeou"}}  # fmt: skip
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "e", "đ": "d", "ı": "i"})
_INITIALS = {"zh": "J", "ch": "C", "sh": "S", "b": "P", "p": "P", "m": "N", "f": "F", "w": "W", "d": "T", "t": "T", "n": "N", "l": "L", "r": "R", "g": "K", "k": "K", "z": "S", "c": "S", "s": "S",
             "j": "G", "q": "C", "x": "X", "h": "h", "y": "i"}  # fmt: skip
_FINALS = {"uo": "o", "ue": "e", "ao": "ao", "ei": "e", "ia": "ia", "ie": "e", "ou": "ou", "v": "u", "ve": "e", "io": "o"}
_HARD_G, _MUTE = "加嘉伽迦", "斯尔特克德姆格普布夫茨兹"
"""Characters that are read with a hard g in names, and those whose vowel is hardly heard there."""
_VOWELS = frozenset("aeiou")
_NEAR_VOWELS = ({"e", "i"}, {"o", "u"}, {"a", "e"}, {"a", "o"})
_NEAR = {
    "CS": 0.0, "CK": 0.3, "Ch": 0.4, "CT": 0.5, "CG": 0.3, "JS": 0.2, "JG": 0.0, "JC": 0.2, "JT": 0.6, "Ji": 0.1, "JK": 0.7, "Jh": 0.3, "GK": 0.0, "GS": 0.4, "Gh": 0.5, "Gi": 0.5, "XS": 0.0, "Xh": 0.0, "XC": 0.1,
    "XK": 0.6, "WF": 0.0, "Wu": 0.1, "Wo": 0.2, "Wh": 0.4, "WK": 0.8, "RL": 0.05, "Rh": 0.6, "RS": 0.5, "hK": 0.4, "hF": 0.6, "ST": 0.7, "FP": 0.5,
}  # fmt: skip
"""How far two sounds are apart that may be one letter, from 0 to 1."""
_APART = 1.3
_NAME_OF_SYLLABLES = re.compile(r"[a-zü’']+")
_NO_VOWEL = re.compile("[^aeiouv]+")


@lru_cache(maxsize=8192)
def likeness(chinese: str, english: str) -> float:
    """1 for the same sounds, about 0 for sounds that have nothing in common; `chinese` is in spelling characters alone."""
    first, second = sounds_of_characters(chinese), sounds_of_letters(english)
    row = [0.0]
    for b in second:
        row.append(row[-1] + _left_out(b))
    for a in first:
        new = [row[0] + _left_out(a)]
        for k, b in enumerate(second, 1):
            new.append(min(row[k - 1] + _apart(a, b), row[k] + _left_out(a), new[-1] + _left_out(b)))
        row = new
    whole = sum(map(_weight, first)) + sum(map(_weight, second))
    return 1 - 2 * row[-1] / whole if whole else 0.0


@lru_cache(maxsize=4096)
def sounds_of_letters(word: str) -> str:
    """The sounds of a name in Latin letters."""
    from unicodedata import normalize

    text = "".join(c for c in normalize("NFD", word.lower().translate(_PLAIN)) if c.isascii() and c.isalpha())
    text = re.sub("ng(?![aeiouy])", "n", text)
    sounds, i = "", 0
    while i < len(text):
        letters, said = next(((group, s) for group, s in _GROUPS if text.startswith(group, i)), (text[i], _LETTERS.get(text[i], "")))
        for sound in said:
            sounds += sound if not sounds.endswith(sound) else ""
        i += len(letters)
    return sounds[:-1] if len(sounds) > 3 and text.endswith("e") and sounds.endswith("e") else sounds


@lru_cache(maxsize=8192)
def sounds_of_characters(characters: str) -> str:
    """The sounds of characters that spell a foreign name."""
    sounds = ""
    for character in characters:
        for sound in _sounds_of(character, spelling()[character]):
            sounds += sound if not sounds.endswith(sound) else ""
    return sounds


def _sounds_of(character: str, reading: str) -> str:
    if reading == "er":
        return "L"
    initial = next((i for i in ("zh", "ch", "sh", reading[0]) if reading.startswith(i) and i in _INITIALS), "")
    final = reading[len(initial) :]
    sound = "K" if character in _HARD_G else _INITIALS.get(initial, "")
    nasal = "N" if final.endswith(("n", "ng")) else ""
    final = "a" if character in _HARD_G else final.removesuffix("g").removesuffix("n") if nasal else final
    return sound + ("" if character in _MUTE else _FINALS.get(final, final)) + nasal


@lru_cache(maxsize=1024)
def _apart(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.2 if {a, b} in _NEAR_VOWELS else 0.3
    return _NEAR.get(a + b, _NEAR.get(b + a, _APART))


def _left_out(sound: str) -> float:
    """What it costs that one side lacks a sound: a vowel, an h or an r hardly anything."""
    return 0.2 if sound in _VOWELS else 0.15 if sound == "h" else 0.45 if sound in "LR" else 0.7 if sound in "NSTK" else 1.0


def _weight(sound: str) -> float:
    return 0.3 if sound in _VOWELS or sound == "h" else 1.0


@cache
def spelling() -> dict[str, str]:
    """The reading of each character that spells foreign names."""
    return {character: readings[0] for character, readings in _table("data/syllables.txt").items()}


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The readings without tone of each character in use."""
    return _table("data/pinyin.txt")


def _table(name: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in files("reportgen.prose").joinpath(name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            reading, characters = line.split()
            for character in characters:
                table[character] = (*table.get(character, ()), reading)
    return table


@cache
def _syllables() -> frozenset[str]:
    return frozenset(reading for found in readings().values() for reading in found if not _NO_VOWEL.fullmatch(reading))


class _Any:
    """A rare character may be read in any way."""

    def __contains__(self, reading: object) -> bool:
        return True


_ANY = _Any()


@lru_cache(maxsize=2048)
def as_pinyin(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a word in Latin letters as one to four syllables of pinyin: Hefei, Xi’an, Zhengfei."""
    text = word.lower().replace("ü", "v")
    if not _NAME_OF_SYLLABLES.fullmatch(text):
        return ()
    found: list[tuple[str, ...]] = []
    _split(text, (), found)
    return tuple(found)


def _split(rest: str, before: tuple[str, ...], found: list[tuple[str, ...]]) -> None:
    rest = rest.lstrip("’'-") if before else rest
    if not rest:
        found.append(before)
    for length in range(1, min(6, len(rest)) + 1) if len(before) < 4 else ():
        if rest[:length] in _syllables():
            _split(rest[length:], (*before, rest[:length]), found)


def is_spelt_in(syllables: tuple[str, ...], chinese: str) -> bool:
    """Characters with these readings stand in a row in the Chinese."""
    table, count = readings(), len(syllables)
    return any(all(syllable in table.get(chinese[i + k], _ANY if chinese[i + k] > "\u4e00" else ()) for k, syllable in enumerate(syllables)) for i in range(len(chinese) - count + 1))
