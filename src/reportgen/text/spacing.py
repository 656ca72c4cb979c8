"""What lies between two atoms: the space, how far it gives, and what a line break there costs.

Sources: GB/T 15834-2011, 5.1; clreq, 3.1.6 (width adjustment) and 3.2 (mixed text); typography.md, ZH-01 to ZH-24,
MX-01 to MX-09, EN-02 to EN-11. Lengths in points, amounts in em in `Spacing`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Protocol

from reportgen.model.content import Language
from reportgen.records import dataclass
from reportgen.text.characters import (
    CLOSING,
    FULL_WIDTH_MARKS,
    ITERATION_MARKS,
    MEASURE_WORDS,
    NO_BREAK_SPACES,
    SPACE_WIDTHS_EM,
    Kind,
    is_combining,
    takes_gap_after,
    takes_gap_before,
)
from reportgen.text.words import CLOSERS, OPENERS, are_bound, are_number_and_unit
from reportgen.theme import Spacing

NEVER = float("inf")
FORCED = float("-inf")

_DASH_START_PENALTY = 150.0
_RANGE_PENALTY = 200.0
_MEASURE_WORD_PENALTY = 100.0
_NAME_PENALTY = 50.0
"""After the interpunct of a name."""


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
    opens: bool = True
    """Stretches in the last step (ZH-19); the blank between two marks, or between a mark and Latin, does not."""


class Neighbour(Protocol):
    """What a joint must know of the atoms that it parts."""

    @property
    def kind(self) -> Kind: ...
    @property
    def text(self) -> str: ...
    @property
    def size(self) -> float: ...
    @property
    def word(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed between two atoms: spaces, line ends, zero-width controls; `before` is the text of the atom
    before the left one."""

    gap: str
    before: str
    language: Language


AMONG_HAN = Joint(JointKind.HAN, 0.0, 0.0)
"""Between two Han with nothing typed between them."""


def joint_key(left: Neighbour, right: Neighbour, gap: str, before: str) -> tuple[object, ...]:
    """All that the joint between two atoms depends on beside the language, if not both are Latin words."""
    first, last = right.text[0], left.text
    if left.kind == Kind.HAN and last not in _NUMBERED:
        last = ""
    if right.kind == Kind.HAN and first not in MEASURE_WORDS and not is_combining(first):
        first = ""
    elif right.kind == Kind.POSTFIX:
        first = right.text
    before = before[-1:] if left.kind == Kind.CONNECTOR else ""
    return left.kind, last[-2:], left.size, right.kind, first, right.size, gap, before


def joint_between(left: Neighbour, right: Neighbour, typed: Typed, spacing: Spacing) -> Joint:
    """The joint between two atoms."""
    gap = typed.gap
    if not gap and left.kind == right.kind == Kind.HAN:
        return AMONG_HAN
    if "\n" in gap:
        apart = typed.language == "en" or left.kind == right.kind == Kind.LATIN
        return Joint(JointKind.NONE, 0.0, FORCED, " " if apart else "")
    space = next((c for c in gap if c in SPACE_WIDTHS_EM or c in " \t\u00a0"), "")
    penalty = _penalty(left, right, space, typed.before)
    if "\u200b" in gap and not _clings(left, right):
        penalty = 0.0
    if "\u2060" in gap or "\ufeff" in gap or space and space in NO_BREAK_SPACES:
        penalty = NEVER
    return _spaced(left, right, space, typed.language, spacing, penalty)


def _spaced(left: Neighbour, right: Neighbour, space: str, language: Language, spacing: Spacing, penalty: float) -> Joint:
    """The joint with its width, once it is known what a break there costs."""
    size = max(left.size, right.size)
    if space in SPACE_WIDTHS_EM:
        return Joint(JointKind.FIXED_SPACE, SPACE_WIDTHS_EM[space] * size, penalty, space)
    if left.kind in FULL_WIDTH_MARKS or right.kind in FULL_WIDTH_MARKS:
        kind, width = _blank(left.kind, right.kind, size)
        return Joint(kind, width, penalty, opens=_opens(left.kind, right.kind))
    if space and _is_unit(left, right):
        return Joint(JointKind.FIXED_SPACE, spacing.number_unit * size, NEVER, space)
    if space and (_same_script(left.kind, right.kind) or language == "en"):
        return Joint(JointKind.SPACE, spacing.space * size, penalty, space)
    kind, width = _unspaced(left, right, space, spacing)
    return Joint(kind, width, penalty)


def _is_unit(left: Neighbour, right: Neighbour) -> bool:
    """A number and the symbol of its unit."""
    if left.kind != Kind.LATIN:
        return False
    if right.kind == Kind.POSTFIX:
        return left.text[-1].isdigit()
    return right.kind == Kind.LATIN and are_number_and_unit(left.word, right.word)


def _same_script(left: Kind, right: Kind) -> bool:
    """Both Latin or both Chinese; an interpunct goes with either, and beside —— and …… no typed space is set."""
    if left in _LONG or right in _LONG:
        return False
    return (left == Kind.LATIN) == (right == Kind.LATIN) or Kind.DOT in (left, right)


def _blank(left: Kind, right: Kind, size: float) -> tuple[JointKind, float]:
    """Neighbouring full-width marks share their blanks (ZH-09): each mark is half an em of ink and half of blank."""
    if left == Kind.OPEN:
        kind = JointKind.NONE
    elif left in CLOSING:
        kind = JointKind.NONE if right in CLOSING or right in _AFTER_CLOSING else _BLANK_OF[left]
    elif right == Kind.OPEN:
        kind = JointKind.BRACKET
    else:
        kind = JointKind.NONE
    if kind == JointKind.NONE:
        stretches = left == Kind.HAN and right in (Kind.PAUSE, Kind.STOP)
        return (JointKind.HAN if stretches else JointKind.NONE), 0.0
    return kind, size / 2


def _opens(left: Kind, right: Kind) -> bool:
    """Stretched places have a Han at one side and a Han or a mark at the other (ZH-19)."""
    other = right if left in FULL_WIDTH_MARKS else left
    return other not in FULL_WIDTH_MARKS and other != Kind.LATIN


def _unspaced(left: Neighbour, right: Neighbour, space: str, spacing: Spacing) -> tuple[JointKind, float]:
    """The joint where neither a mark nor a word space stands."""
    kinds = (left.kind, right.kind)
    if Kind.DOT in kinds or Kind.CONNECTOR in kinds or left.kind == Kind.PREFIX or is_combining(right.text[0]):
        return JointKind.NONE, 0.0
    if right.kind == Kind.POSTFIX and right.text not in ITERATION_MARKS:
        return JointKind.NONE, 0.0
    if Kind.LATIN not in kinds:
        return (JointKind.NONE if left.kind == right.kind and left.kind in _LONG else JointKind.HAN), 0.0
    if left.kind == right.kind:
        return JointKind.NONE, 0.0
    latin_first = left.kind == Kind.LATIN
    if (left.text[-1] if latin_first else right.text[0]) == "/":
        return JointKind.NONE, 0.0
    han = right if latin_first else left
    if han.kind in _LONG or han.kind in _SIGNS and not space and han.text not in ITERATION_MARKS:
        return JointKind.NONE, 0.0
    edge = takes_gap_after(left.text[-1]) if latin_first else takes_gap_before(right.text[0])
    if edge or space:
        return JointKind.GAP, spacing.han_latin * han.size
    return JointKind.HAN, 0.0


# --- breaks -------------------------------------------------------------------------------------------------------

_LONG = (Kind.DASH, Kind.ELLIPSIS)
_SIGNS = (Kind.POSTFIX, Kind.PREFIX)
_AFTER_CLOSING = (Kind.DOT, Kind.CONNECTOR, Kind.POSTFIX)
_NO_START = (Kind.CLOSE, Kind.PAUSE, Kind.STOP, Kind.DOT, Kind.CONNECTOR, Kind.POSTFIX)
_NO_END = (Kind.OPEN, Kind.PREFIX)
_NUMBERED = frozenset("图表第")
"""What a number after them belongs to: 图3, 第2 (the Chinese side of EN-08)."""
_SLASHES = frozenset("／/")
_WAVES = frozenset("～〜")
_AFTER_NUMBER = frozenset("%‰°％℃℉")


def _clings(left: Neighbour, right: Neighbour) -> bool:
    """No line break may part the two, whatever was typed between them (ZH-01, ZH-02, EN-09)."""
    if right.kind in _NO_START or left.kind in _NO_END or left.text in _SLASHES or is_combining(right.text[0]):
        return True
    if left.kind == right.kind and left.kind in _LONG:
        return True
    if right.kind == Kind.LATIN and right.text[0] in CLOSERS:
        return True
    return left.kind == Kind.LATIN and left.text[-1] in OPENERS


def _penalty(left: Neighbour, right: Neighbour, space: str, before: str) -> float:
    """What a line break costs where two atoms meet."""
    if _clings(left, right):
        return NEVER
    if left.kind == Kind.LATIN == right.kind:
        return 0.0 if space and not are_bound(left.word, right.word) else NEVER
    if left.kind == Kind.CONNECTOR:
        in_range = left.text not in _WAVES and (before[-1:].isdigit() or before[-1:] in _AFTER_NUMBER) and right.text[0].isdigit()
        return NEVER if in_range else _RANGE_PENALTY
    if left.kind == Kind.DOT:
        return _NAME_PENALTY
    if right.kind in _LONG:
        return _DASH_START_PENALTY
    if left.text in _NUMBERED and right.kind == Kind.LATIN and right.text[0].isdigit():
        return NEVER
    if left.kind == Kind.LATIN and right.kind == Kind.HAN and left.text[-1].isdigit():
        if space:
            return _RANGE_PENALTY
        return _MEASURE_WORD_PENALTY if right.text[0] in MEASURE_WORDS else 0.0
    return 0.0
