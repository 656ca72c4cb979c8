"""English text as words, numbers and signs with their offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from operator import add

from reportgen.patterns import regex

_TOKEN = regex(
    r"\d*[½¼¾⅓⅔⅕⅛⅜⅝⅞]|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|(?<![\w.])\.\d+"
    r"|[ap]\.m\.|U\.S\.|sq\.? ?(?:km|m|ft)\b|[A-Za-zµμ]+(?:[²³](?!\w))?(?:/(?:h|s)\b)?(?:['’][a-z]+)?"
    r"|[^\s\w]|\w"
)
"""A number, a word, a sign, or any other letter."""
_PARTS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "⅕": Fraction(1, 5),
          "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8)}  # fmt: skip


def value_of(digits: str) -> Fraction:
    """The value of a number token: 1,993, 0.5, 1½."""
    if digits[-1] in _PARTS:
        return Fraction(digits[:-1] or 0) + _PARTS[digits[-1]]
    return decimal(digits.replace(",", ""))


def decimal(digits: str) -> Fraction:
    """The value of digits with or without a decimal point."""
    whole, _, decimals = digits.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))


class Tokens:
    """The tokens of a text as columns; a slice past the end is empty."""

    __slots__ = ("count", "ends", "is_number", "lower", "starts", "texts")

    def __init__(self, texts: list[str], starts: list[int]) -> None:
        self.texts = texts
        self.starts = starts
        self.count = len(texts)
        self.lower = list(map(str.lower, texts))
        self.ends = list(map(add, starts, map(len, texts)))
        self.is_number = list(map(_is_number, texts))

    def glued(self, first: int, last: int) -> bool:
        """No blank stands between two tokens, nor between those inside."""
        if first < 0 or last >= self.count:
            return False
        return all(self.ends[k] == self.starts[k + 1] for k in range(first, last))

    def index_at(self, offset: int) -> int:
        """The first token that begins at `offset` or after it."""
        return bisect_left(self.starts, offset)


def tokens_of(text: str, covered: Iterable[tuple[int, int]] = ()) -> Tokens:
    """The tokens outside the spans `covered`; each of those is one token “¤”, so that nothing joins across it."""
    texts: list[str] = []
    starts: list[int] = []
    position = 0
    for start, end in [*sorted(covered), (len(text), len(text))]:
        if start < position:
            position = max(position, end)
            continue
        for word in _TOKEN.findall(text, position, start):
            position = text.index(word, position)
            texts.append(word)
            starts.append(position)
            position += len(word)
        if end > start:
            texts.append("¤")
            starts.append(start)
        position = end
    return Tokens(texts, starts)


def _is_number(token: str) -> bool:
    first = token[0]
    return first.isdecimal() or first in _PARTS or (first == "." and len(token) > 1)


@lru_cache(maxsize=8)
def lower_case(text: str) -> str:
    """The text in lower case, place for place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
