"""What lies between two atoms: the space, how far it gives, and what a line break there costs.

Sources: GB/T 15834-2011, 5.1; clreq, 3.1.6 (width adjustment) and 3.2 (mixed text); typography.md, ZH-01 to ZH-24,
MX-01 to MX-09, EN-02 to EN-11. Lengths in points, amounts in em in `Spacing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from reportgen.model.content import Language
from reportgen.text.characters import (
    CLOSING,
    FULL_WIDTH_MARKS,
    MEASURE_WORDS,
    NO_BREAK_SPACES,
    SPACE_WIDTHS_EM,
    Kind,
    takes_gap_after,
    takes_gap_before,
)
from reportgen.theme import Spacing

NEVER = float("inf")
FORCED = float("-inf")

_DASH_START_PENALTY = 150.0
_RANGE_PENALTY = 200.0
_MEASURE_WORD_PENALTY = 100.0
_HYPHEN_PENALTY = 50.0
_SLASH_PENALTY = 100.0


class JointKind(IntEnum):
    """How a joint gives way: the order of clreq 3.6.3 for shrinking and 3.6.4 for stretching."""

    NONE = 0
    """Neither stretches nor shrinks."""
    SPACE = 1
    GAP = 2
    """Between Han and Latin."""
    HAN = 3
    """Between Han, or between a Han and a mark: opens last."""
    BRACKET = 4
    PAUSE = 5
    STOP = 6
    FIXED_SPACE = 7
    """A space of fixed width."""


BLANKS = (JointKind.BRACKET, JointKind.PAUSE, JointKind.STOP)
_BLANK_OF = {Kind.OPEN: JointKind.BRACKET, Kind.CLOSE: JointKind.BRACKET, Kind.PAUSE: JointKind.PAUSE, Kind.STOP: JointKind.STOP}


@dataclass(slots=True)
class Joint:
    """The place after an atom. `penalty` is NEVER, FORCED, or the cost of a line break; `text` the space typed there."""

    kind: JointKind
    width: float
    penalty: float
    text: str = ""
    hyphen: bool = False
    """A line break here draws a hyphen."""


def joint_between(
    left: Kind, left_text: str, right: Kind, right_text: str, gap: str, language: Language, size: float,
    spacing: Spacing, before: str,
) -> Joint:  # fmt: skip
    """The joint between two atoms with what was typed between them; `before` is the text up to the gap."""
    if "\n" in gap:
        apart = language == "en" or left == right == Kind.LATIN
        return Joint(JointKind.NONE, 0.0, FORCED, " " if apart else "")
    space = next((c for c in gap if c in SPACE_WIDTHS_EM or c in " \t\u00a0"), "")
    penalty = _penalty(left, left_text, right, right_text, space, before)
    if "\u200b" in gap:
        penalty = 0.0
    if "\u2060" in gap or "\ufeff" in gap or space in NO_BREAK_SPACES and space:
        penalty = NEVER
    if space in SPACE_WIDTHS_EM:
        return Joint(JointKind.FIXED_SPACE, SPACE_WIDTHS_EM[space] * size, penalty, space)
    if left in FULL_WIDTH_MARKS or right in FULL_WIDTH_MARKS:
        return Joint(*_blank(left, right, size), penalty)
    if space and (_same_script(left, right) or language == "en"):
        if left == right == Kind.LATIN and _binds_unit(left_text, right_text):
            return Joint(JointKind.FIXED_SPACE, spacing.number_unit * size, NEVER, space)
        return Joint(JointKind.SPACE, spacing.space * size, penalty, space)
    return Joint(*_no_space(left, left_text, right, right_text, space, size, spacing), penalty)


def _same_script(left: Kind, right: Kind) -> bool:
    """Both Latin or both Chinese; an interpunct goes with either."""
    return (left == Kind.LATIN) == (right == Kind.LATIN) or Kind.DOT in (left, right)


def _blank(left: Kind, right: Kind, size: float) -> tuple[JointKind, float]:
    """Neighbouring full-width marks share their blanks (ZH-09): each mark is half an em of ink and half of blank."""
    if left == Kind.OPEN:
        kind = JointKind.NONE
    elif left in CLOSING:
        kind = JointKind.NONE if right in CLOSING or right in (Kind.DOT, Kind.CONNECTOR, Kind.POSTFIX) else _BLANK_OF[left]
    elif right == Kind.OPEN:
        kind = JointKind.BRACKET
    else:
        kind = JointKind.NONE
    if kind == JointKind.NONE:
        stretches = left == Kind.HAN and right in (Kind.PAUSE, Kind.STOP)
        return (JointKind.HAN if stretches else JointKind.NONE), 0.0
    return kind, size / 2


def _no_space(
    left: Kind, left_text: str, right: Kind, right_text: str, space: str, size: float, spacing: Spacing
) -> tuple[JointKind, float]:
    rigid = (Kind.DOT, Kind.CONNECTOR)
    if left in rigid or right in rigid or right == Kind.POSTFIX or left == Kind.PREFIX:
        return JointKind.NONE, 0.0
    if left != Kind.LATIN and right != Kind.LATIN:
        return JointKind.HAN, 0.0
    if left == right:
        return JointKind.NONE, 0.0
    edge = takes_gap_after(left_text[-1]) if left == Kind.LATIN else takes_gap_before(right_text[0])
    if edge or space:
        return JointKind.GAP, spacing.han_latin * size
    return JointKind.HAN, 0.0


# --- breaks -------------------------------------------------------------------------------------------------------

_NUMBERED = frozenset("图表第")
"""What a number after them belongs to: 图3, 第2 (the Chinese side of EN-08)."""
_NO_START = (Kind.CLOSE, Kind.PAUSE, Kind.STOP, Kind.DOT, Kind.CONNECTOR, Kind.POSTFIX)
_NO_END = (Kind.OPEN, Kind.PREFIX)
_LATIN_CLOSERS = frozenset(",.;:!?)]}%‰°’”…—–/")
_LATIN_OPENERS = frozenset("([{“‘$€£#@№/")


def _penalty(left: Kind, left_text: str, right: Kind, right_text: str, space: str, before: str) -> float:
    if right in _NO_START or left in _NO_END:
        return NEVER
    if right == Kind.LATIN and right_text[0] in _LATIN_CLOSERS and not (space and right_text[0] in "…—–"):
        return NEVER
    if left == Kind.LATIN and left_text[-1] in _LATIN_OPENERS:
        return NEVER
    if left == Kind.LATIN == right:
        if not space or _binds(left_text, right_text, before):
            return NEVER
        if right_text[0] in "—–…":
            return NEVER
        return 0.0
    if left == Kind.CONNECTOR:
        return _RANGE_PENALTY
    if right in (Kind.DASH, Kind.ELLIPSIS):
        return _DASH_START_PENALTY
    if left == Kind.HAN and left_text in _NUMBERED and right == Kind.LATIN and right_text[0].isdigit():
        return NEVER
    if left == Kind.LATIN and right == Kind.HAN and left_text[-1].isdigit():
        if space:
            return _RANGE_PENALTY
        return _MEASURE_WORD_PENALTY if right_text[0] in MEASURE_WORDS else 0.0
    return 0.0


_NUMBER = re.compile(r"[(\[“‘~<>≈≤≥±+−–$€£¥-]*\d[\d.,:/–−~-]*[KMBTkmbt]?[+%]?$")
_UNITS = re.compile(
    r"(?:[kMGTPmµn]?(?:W|Wh|m|g|s|Hz|V|A|B|bit|b|FLOPS|bps|t)|°C|°F|°|%|‰|ms|nm|km|kg|bn|tn|mn|million|billion|trillion"
    r"|thousand|tokens?|months?|years?|days?|hours?|weeks?|GPUs?|CPUs?|TPUs?|x|×|pp|percent|bits?|points?|rows?|layers?|boxes)"
    r"[,.;:!?)\]”’]*$"
)
_UNIT_SYMBOL = re.compile(
    r"(?:[kMGTPmµn]?(?:W|Wh|m|g|s|Hz|V|A|B|bit|b|FLOPS|bps|t)|°C|°F|°|%|‰|ms|nm|km|kg|bn|tn|mn|T|K|M|x|×|pp|GPUs?)[,.;:!?)\]”’]*$"
)
_BINDING_FORWARD = re.compile(
    r"[(\[“‘]*(?:Q[1-4]|H[12]|FY|Figs?\.|Tables?|Figures?|Nos?\.|pp?\.|Dr\.|Mr\.|Ms\.|Mrs\.|Prof\.|St\.|vs\.|v\.|Section|Sec\.|"
    r"Part|Chapter|Note|Eq\.|[A-Z]\.|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_REFERENCE_START = re.compile(r"[\dA-Z(]")


def _binds(left: str, right: str, before: str) -> bool:
    """Words that stay on one line across a space (EN-08, ZH-23)."""
    if _binds_unit(left, right) or _NUMBER.match(left) and _UNITS.match(right):
        return True
    if _BINDING_FORWARD.match(left) and _REFERENCE_START.match(right):
        return right[0].isdigit() or len(left.strip("([“‘")) == 2 or left.endswith(".")
    return False


def _binds_unit(left: str, right: str) -> bool:
    """A number and a unit symbol: no break, and a space of fixed width."""
    return bool(_NUMBER.match(left) and _UNIT_SYMBOL.match(right))


_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_ADDRESS_BREAK = frozenset("/.?&=-_#@:")
_URL_PENALTY = 30.0


def latin_pieces(word: str) -> list[tuple[int, float]]:
    """Places inside a word without spaces where a line may break, with their cost (EN-05, EN-10, MX-08)."""
    address = _ADDRESS.search(word)
    if address:
        return [(k, _URL_PENALTY) for k in range(address.start() + 1, len(word)) if _address_break(word, k, address)]
    cuts = []
    for k in range(1, len(word)):
        left, right = word[k - 1], word[k]
        if left == "-" and k > 1 and word[k - 2].isalpha() and right.isalnum():
            cuts.append((k, _HYPHEN_PENALTY))
        elif left == "—" and right not in _LATIN_CLOSERS:
            cuts.append((k, 0.0))
        elif left == "–" and right.isalpha() and k > 1 and word[k - 2].isalpha():
            cuts.append((k, _HYPHEN_PENALTY))
        elif left == "/" and right.isalpha() and k > 3 and word[k - 2].isalpha() and len(word) - k > 2:
            cuts.append((k, _SLASH_PENALTY))
    return cuts


def _address_break(word: str, k: int, address: re.Match[str]) -> bool:
    if k >= address.end() or word[k - 1] not in _ADDRESS_BREAK:
        return False
    if word[k] in "/:" or word[k - 1] == ":" and word[k : k + 2] == "//":
        return False
    return len(word) - k > 1 and not all(c in _LATIN_CLOSERS for c in word[k:])
