"""Which characters are Han, for patterns and without them.

A range of Han in a pattern takes a millisecond to compile, each time that it stands there. Where a pattern only asks
whether a character is Han, it is searched in the `shape` of the text, in which one character stands for nearly all of them.
"""

from __future__ import annotations

from functools import lru_cache


class _Shape(dict[int, str]):
    """Each character in its shape, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = shaped = _ANY if "\u3400" <= character <= "\u9fff" and character not in _OWN_SHAPE else character
        return shaped


_ANY = "中"
_OWN_SHAPE = "表图"
"""Characters that patterns ask for by themselves."""
_SHAPE = _Shape()
IDEOGRAPH = f"[{_ANY}{_OWN_SHAPE}]"
"""Any character from U+3400 to U+9FFF, in a pattern that is searched in the shape of a text."""
HAN = f"[〇{_ANY}{_OWN_SHAPE}]"
"""The same, or the zero 〇."""
WORD_CHARACTER = r"[^\W\d_A-Za-z]"
"""A letter that is not Latin, and in a Chinese text an ideograph: what compiles fast and is searched in the text itself."""


@lru_cache(maxsize=16)
def shape_of(text: str) -> str:
    """The text with one ideograph for all but a few of them, place for place."""
    return text if text.isascii() else text.translate(_SHAPE)


def is_han(character: str) -> bool:
    """An ideograph of the unified block and its extension A, or the zero 〇."""
    return "\u3400" <= character <= "\u9fff" or character == "〇"


def has_han(text: str) -> bool:
    """Whether a Han character stands anywhere in the text."""
    return not text.isascii() and max(text) >= "〇" and any("\u3400" <= c <= "\u9fff" or c == "〇" for c in text)


def count_han(text: str) -> int:
    """How many Han characters stand in the text."""
    shape = shape_of(text)
    return sum(map(shape.count, (_ANY, *_OWN_SHAPE, "〇"))) if not text.isascii() else 0
