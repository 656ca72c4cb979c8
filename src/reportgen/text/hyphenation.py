"""Where English words may be hyphenated.

Liang's patterns for en-US (pyphen), under the house rules: whole lower-case dictionary words only, at least two letters
before the hyphen and three after (typography.md, EN-02 to EN-05). A capital may be a name, and names are kept whole.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_letters

from reportgen.model.content import Language
from reportgen.patterns import regex

HYPHEN_PENALTY = 50.0
_IN_CHINESE_PENALTY = 400.0
_SHORT_START_PENALTY = 15.0
_EASY_START = 4
_LEAST_LETTERS = {"en": 6, "zh": 8}
"""Latin words in Chinese are hyphenated only when they are long (MX-07)."""
_WORD = regex(r"(?:^|(?<=—))[(\[“‘]*([a-z]+)[)\]”’.,;:!?…]*(?=$|—)")


_DICTIONARY = "en_US"
_LEFT, _RIGHT = 2, 3
"""The fewest letters before a hyphen and after it."""
_WEIGHTS = b"123456789"
_ENCODING = b"UTF-8\n"
_PLAIN = ascii_letters.encode() + _WEIGHTS + b".'- \n" + bytes(range(0x80, 0x100))
"""What a file of patterns is made of, if they say nothing but where hyphens may stand."""


class Patterns:
    """A file of patterns (F. M. Liang, “Word Hy-phen-a-tion by Com-put-er”, 1983), each taken apart when a word holds its letters.

    There are eleven thousand, and a paragraph that was edited brings ten new words.
    """

    def __init__(self, data: bytes) -> None:
        """Raises `ValueError` if the file says more than where hyphens may stand, such as what becomes of the letters."""
        if not data.startswith(_ENCODING) or data.translate(None, _PLAIN) or any(odd in data for odd in (b" \n", b"\n ")):
            raise ValueError("not plain patterns")
        letters = data.translate(None, _WEIGHTS)
        pairs = zip(letters.split(b"\n"), data.split(b"\n"), strict=True)
        self._typed = {letters: typed for letters, typed in pairs if letters != typed}
        self._longest = max(map(len, self._typed), default=0)

    def positions(self, letters: str) -> list[int]:
        """Where a hyphen may stand in a word of lower-case letters."""
        word = f".{letters}.".encode()
        weights = bytearray(len(word) + 1)
        for start in range(len(word) - 1):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                typed = self._typed.get(word[start:end])
                if typed is not None:
                    _weigh(weights, start, typed)
        return [k for k in range(_LEFT, len(letters) - _RIGHT + 1) if weights[k + 1] % 2]


def _weigh(weights: bytearray, start: int, typed: bytes) -> None:
    """Raise the weights between letters to those of a pattern that begins at `start`."""
    at = start
    for byte in typed:
        if byte in _WEIGHTS:
            weights[at] = max(weights[at], byte - ord("0"))
        else:
            at += 1


@cache
def _positions() -> Callable[[str], list[int]]:
    """What finds positions. To look into pyphen's file takes a fortieth of the time of pyphen itself, which takes every
    pattern apart; pyphen is asked if its file has another form."""
    spec = find_spec("pyphen")
    if spec is not None and spec.origin:
        path = Path(spec.origin).parent / "dictionaries" / f"hyph_{_DICTIONARY}.dic"
        try:
            return Patterns(path.read_bytes()).positions
        except (OSError, ValueError):
            pass
    from pyphen import Pyphen

    return Pyphen(lang=_DICTIONARY, left=_LEFT, right=_RIGHT).positions  # type: ignore[no-any-return]


def hyphenation_points(word: str, language: Language) -> tuple[tuple[int, float], ...]:
    """Places in `word` where a hyphen may be inserted in a paragraph of the language, each with its cost."""
    least = _LEAST_LETTERS[language]
    if len(word) < least:
        return ()
    found: list[tuple[int, float]] = []
    for match in _WORD.finditer(word):
        if len(match[1]) >= least:
            found += [(match.start(1) + k, _penalty(k, language)) for k in _points(match[1])]
    return tuple(found)


def _penalty(letters_before: int, language: Language) -> float:
    if language == "zh":
        return _IN_CHINESE_PENALTY
    return HYPHEN_PENALTY + _SHORT_START_PENALTY * max(0, _EASY_START - letters_before)


@cache
def _points(letters: str) -> tuple[int, ...]:
    return tuple(_positions()(letters))
