"""English text as words, numbers and signs with their offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from fractions import Fraction

from reportgen.patterns import regex

_TOKEN = regex(
    r"(?P<number>\d*[½¼¾⅓⅔⅕⅛⅜⅝⅞]|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>[ap]\.m\.|U\.S\.|sq\.? ?(?:km|m|ft)\b|[A-Za-zµμ]+(?:[²³](?!\w))?(?:/(?:h|s)\b)?(?:['’][a-z]+)?)"
    r"|(?P<sign>[^\s\w])|\w"
)
_NUMBER = 1
"""The group of a number."""


_PARTS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "⅕": Fraction(1, 5),
          "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8)}  # fmt: skip


def value_of(digits: str) -> Fraction:
    """The value of a number token: 1,993, 0.5, 1½."""
    if digits[-1] in _PARTS:
        return Fraction(digits[:-1] or 0) + _PARTS[digits[-1]]
    return Fraction(digits.replace(",", ""))


class Tokens:
    """The tokens of a text as columns; a slice past the end is empty."""

    __slots__ = ("ends", "is_number", "lower", "starts", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lower: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.is_number: list[bool] = []

    def __len__(self) -> int:
        return len(self.texts)

    def glued(self, first: int, last: int) -> bool:
        """No blank stands between two tokens, nor between those inside."""
        if first < 0 or last >= len(self):
            return False
        return all(self.ends[k] == self.starts[k + 1] for k in range(first, last))

    def index_at(self, offset: int) -> int:
        """The first token that begins at `offset` or after it."""
        return bisect_left(self.starts, offset)


def tokens_of(text: str, covered: Iterable[tuple[int, int]] = ()) -> Tokens:
    """The tokens outside the spans `covered`; each of those is one token “¤”, so that nothing joins across it."""
    tokens = Tokens()
    texts, starts, is_number = tokens.texts, tokens.starts, tokens.is_number
    position = 0
    for start, end in [*sorted(covered), (len(text), len(text))]:
        if start < position:
            position = max(position, end)
            continue
        for match in _TOKEN.finditer(text, position, start):
            texts.append(match[0])
            starts.append(match.start())
            is_number.append(match.lastindex == _NUMBER)
        if end > start:
            texts.append("¤")
            starts.append(start)
            is_number.append(False)
        position = end
    tokens.lower = [word.lower() for word in texts]
    tokens.ends = [start + len(word) for start, word in zip(starts, texts, strict=True)]
    return tokens


def lower_case(text: str) -> str:
    """The text in lower case, place for place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
