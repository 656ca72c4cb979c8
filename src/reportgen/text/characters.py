"""Characters and what the typesetting rules call them. No fonts, no widths.

Sources: GB/T 15834-2011; clreq, 3.1 (punctuation marks) and 3.2 (mixed text); UAX #14.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from unicodedata import category, east_asian_width, name

from reportgen.model.content import Language


class Kind(IntEnum):
    """Classes of characters for spacing and line breaking."""

    HAN = 0
    OPEN = 1
    CLOSE = 2
    PAUSE = 3
    """，、；： — they give up their blank before 。！？ do (clreq, 3.6.3)."""
    STOP = 4
    DOT = 5
    """The interpunct, half an em wide between Han."""
    DASH = 6
    ELLIPSIS = 7
    CONNECTOR = 8
    """～ － ／ and a single – or — joining two items."""
    POSTFIX = 9
    """A sign that belongs to what stands before it: ％ ℃ 々."""
    PREFIX = 10
    """A full-width sign that belongs to what follows: ￥."""
    LATIN = 11
    SPACE = 12
    BREAK = 13
    """A forced line break."""
    ZERO = 14
    """Zero width space: a place to break."""
    JOINER = 15
    """Word joiner: no place to break."""


FULL_WIDTH_MARKS = frozenset((Kind.OPEN, Kind.CLOSE, Kind.PAUSE, Kind.STOP))
HANGING_MARKS = frozenset("，。、")
HANGING_ON_REQUEST = frozenset("；：！？")
CLOSING = frozenset((Kind.CLOSE, Kind.PAUSE, Kind.STOP))

_FIXED = {
    **dict.fromkeys("（〔［｛【〖《〈「『〘〚〝", Kind.OPEN),
    **dict.fromkeys("）〕］｝】〗》〉」』〙〛〞〟", Kind.CLOSE),
    **dict.fromkeys("，、；：", Kind.PAUSE),
    **dict.fromkeys("。！？．", Kind.STOP),
    **dict.fromkeys("·‧・", Kind.DOT),
    **dict.fromkeys("～〜／－", Kind.CONNECTOR),
    **dict.fromkeys("％‰℃℉￠々〻‼⁇⁈⁉", Kind.POSTFIX),
    **dict.fromkeys("￥￡＄＃＠", Kind.PREFIX),
    "\u2e3a": Kind.DASH,
    "\n": Kind.BREAK,
    "\u200b": Kind.ZERO,
    "\u2060": Kind.JOINER,
    "\ufeff": Kind.JOINER,
}
_IN_CHINESE = {"“": Kind.OPEN, "‘": Kind.OPEN, "”": Kind.CLOSE, "…": Kind.ELLIPSIS, "⋯": Kind.ELLIPSIS}

SPACES = frozenset(" \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
NO_BREAK_SPACES = frozenset("\u00a0\u2007\u202f\u2009\u200a")
"""Thin and hair spaces are typed to bind (EN-08), so they do not break either."""
SPACE_WIDTHS_EM = {
    "\u2002": 0.5, "\u2003": 1.0, "\u2004": 1 / 3, "\u2005": 0.25, "\u2006": 1 / 6, "\u2007": 0.555, "\u2008": 0.25,
    "\u2009": 0.2, "\u200a": 0.063, "\u202f": 0.2, "\u205f": 0.222, "\u3000": 1.0,
}  # fmt: skip
"""Fixed spaces are set by these widths, since the fonts do not have them; the others are word spaces."""

ITERATION_MARKS = frozenset("々〻")
"""They stand for the ideograph before them, and take space as one."""
MEASURE_WORDS = frozenset("年月日元亿万台倍个家项座层种次位名款代纳")
_GAP_BEFORE = frozenset("$€£#~+−-№@&")
_GAP_AFTER = frozenset("%‰°+#℃&")


def is_ignorable(character: str) -> bool:
    """Draws nothing and must not hide its neighbours from any rule (MX-15)."""
    code = ord(character)
    return (
        code in (0xAD, 0x34F, 0x61C, 0x200C, 0x200D, 0x200E, 0x200F)
        or 0x180B <= code <= 0x180F
        or 0x202A <= code <= 0x202E
        or 0x2061 <= code <= 0x206F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or 0xE0000 <= code <= 0xE007F
    )


def described(character: str) -> str:
    """The character with its code and name, for a message."""
    called = name(character, "").lower()
    return f"“{character}” (U+{ord(character):04X}{', ' + called if called else ''})"


def kind_of(text: str, index: int, language: Language) -> Kind:
    """The class of the character at `index` in the context of its text and the paragraph's language."""
    character = text[index]
    if language == "zh" and character in "’—–":
        if character == "’":
            return Kind.LATIN if is_apostrophe(text, index) else Kind.CLOSE
        if character == "—":
            paired = text[index + 1 : index + 2] == "—" or text[max(index - 1, 0) : index] == "—"
            return Kind.DASH if paired else Kind.CONNECTOR
        return Kind.LATIN if _between_latin(text, index) else Kind.CONNECTOR
    return _plain_kind(character, language)


@cache
def _plain_kind(character: str, language: Language) -> Kind:
    """The class of a character that means the same in every context."""
    if character in SPACES:
        return Kind.SPACE
    fixed = _FIXED.get(character)
    if fixed is not None:
        return fixed
    if language == "zh" and character in _IN_CHINESE:
        return _IN_CHINESE[character]
    return Kind.HAN if is_han(character) else Kind.LATIN


def is_han(character: str) -> bool:
    """An ideograph, kana or other character that fills an em square and breaks on both sides."""
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    if code < 0x2E80:
        return 0x2460 <= code <= 0x24FF or 0x25A0 <= code <= 0x25FF
    return east_asian_width(character) in "WF" or category(character) == "Lo" and code > 0x3000


def is_combining(character: str) -> bool:
    """Drawn over or beside the character before it, and never parted from it."""
    return character > "\u02ff" and category(character) in ("Mn", "Mc", "Me")


def is_apostrophe(text: str, index: int) -> bool:
    """’ after a Latin letter that no ‘ opened (MX-10)."""
    before, after = text[max(index - 1, 0) : index], text[index + 1 : index + 2]
    if _is_latin_letter(after) and (_is_latin_letter(before) or before.isdigit()):
        return True
    if not _is_latin_letter(before):
        return False
    opened = text.rfind("‘", 0, index)
    if opened < 0:
        return True
    return any(text[k] == "’" and not _joins_letters(text, k) for k in range(opened + 1, index))


def _joins_letters(text: str, index: int) -> bool:
    return _is_latin_letter(text[max(index - 1, 0) : index]) and _is_latin_letter(text[index + 1 : index + 2])


def _is_latin_letter(character: str) -> bool:
    return character.isalpha() and character < "\u0250"


def _between_latin(text: str, index: int) -> bool:
    before, after = text[max(index - 1, 0) : index], text[index + 1 : index + 2]
    return bool(before and after) and before < "\u0250" and after < "\u0250"


def takes_gap_before(character: str) -> bool:
    """A Latin run that begins so is parted from a Han before it by the Han–Latin gap (MX-01, MX-06)."""
    return character.isalnum() or character in _GAP_BEFORE


def takes_gap_after(character: str) -> bool:
    """The same for a Latin run's last character and a Han after it."""
    return character.isalnum() or character in _GAP_AFTER
