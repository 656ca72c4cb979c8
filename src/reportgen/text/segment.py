"""A stretch of a paragraph between two forced breaks, measured: what all ways of breaking it share.

Prefix sums over the atoms, so that the width of any line, and what it can give, cost a few subtractions.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Literal

from reportgen.records import dataclass
from reportgen.text.characters import FULL_WIDTH_MARKS, Kind
from reportgen.text.prepare import Prepared
from reportgen.text.spacing import JointKind
from reportgen.theme import Spacing

_NONE, _SPACE, _GAP, _HAN = JointKind.NONE, JointKind.SPACE, JointKind.GAP, JointKind.HAN
_BRACKET, _PAUSE, _FIXED = JointKind.BRACKET, JointKind.PAUSE, JointKind.FIXED_SPACE

Strategy = Literal["optimum", "first-fit"]
"""First-fit is there to be measured against."""

_OPTICAL = {".": 0.5, ",": 0.5, "-": 0.5, "’": 0.5, "”": 0.3, ":": 0.3, ";": 0.3}
"""How much of a mark at a line's end stands outside an optical margin (EN-13: 0.25 em at most)."""
_OPTICAL_MOST_EM = 0.25


@dataclass(frozen=True, slots=True)
class BreakSpec:
    """How the lines are to end. `measure` in points."""

    measure: float
    justified: bool = True
    balanced: bool = False
    """Ragged lines of even length, as headings want them."""
    hang: frozenset[str] = frozenset()
    """Chinese marks that stand outside the measure at a line's end (ZH-12)."""
    optical: bool = False
    """Latin points and hyphens stand partly outside the measure (EN-13)."""
    strategy: Strategy = "optimum"


@dataclass(frozen=True, slots=True)
class Span:
    """A line: atoms `start` to `end`, the end not included. `last` lines are set natural."""

    start: int
    end: int
    last: bool


def overhang(prepared: Prepared, index: int, spec: BreakSpec) -> float:
    """How far a line that ends with the atom may pass the measure, in points."""
    atom = prepared.atoms[index]
    if spec.hang and atom.text in spec.hang:
        return _hanging(prepared, index)
    if spec.optical and atom.kind == Kind.LATIN:
        if prepared.joints[index].hyphen:
            return 0.15 * atom.size
        share = _OPTICAL.get(atom.text[-1], 0.0)
        return min(share * atom.widths[-1], _OPTICAL_MOST_EM * atom.size)
    return 0.0


def _hanging(prepared: Prepared, index: int) -> float:
    """Half an em for a mark that touches no other mark."""
    if index == 0:
        return 0.0
    atom = prepared.atoms[index]
    after = prepared.atoms[index + 1].kind if index + 1 < len(prepared.atoms) else Kind.HAN
    return 0.0 if prepared.atoms[index - 1].kind in FULL_WIDTH_MARKS or after in FULL_WIDTH_MARKS else atom.width


_NOTHING = (0.0,) * 5


class Segment:
    """The atoms `start` to `end` of a paragraph. All lists are indexed from `start`.

    `width[k]` is the natural width of the first k atoms with their joints, `ends[k]` of the first k + 1 atoms without
    the joint at the end; `least` and `tips` are the same with everything shrunk. `give[k]` is how far each step of ZH-18
    shrinks them, `given[k]` all steps together; `spaces`, `gaps` and `places` count what stretches, in points of type size.
    """

    __slots__ = (
        "prepared", "spacing", "start", "end", "language", "em", "hyphen_width", "width", "ends", "least", "tips", "give",
        "given", "spaces", "gaps", "places", "_runts",
    )  # fmt: skip

    def __init__(self, prepared: Prepared, reach: tuple[int, int], spacing: Spacing, spec: BreakSpec) -> None:
        self.prepared, self.spacing = prepared, spacing
        self.start, self.end = reach
        self.language = prepared.language
        self.em = prepared.em
        self.hyphen_width = 0.35 * prepared.em
        atoms, joints = prepared.atoms[self.start : self.end], prepared.joints[self.start : self.end]
        self.width = list(accumulate([atom.width + joint.width for atom, joint in zip(atoms, joints, strict=True)], initial=0.0))
        self.ends = [width + atom.width + atom.tail for width, atom in zip(self.width, atoms, strict=False)]
        if spec.hang or spec.optical:
            self.ends = [end - overhang(prepared, self.start + k, spec) for k, end in enumerate(self.ends)]
        self.least: list[float] = []
        self.tips: list[float] = []
        self.give: list[tuple[float, ...]] = [_NOTHING]
        self.given = [0.0]
        self.spaces = [0.0]
        self.gaps = [0.0]
        self.places = [0.0]
        self._runts: dict[int, bool] = {}

    def sum_up(self) -> None:
        """Count what stretches and shrinks; lines that are not justified need none of it."""
        if self.least:
            return
        spacing = self.spacing
        of_space, of_gap = spacing.space_shrink, spacing.han_latin - spacing.han_latin_least
        brackets = pauses = stops = word_spaces = han_latin = 0.0
        spaces = gaps = places = 0.0
        given, give = 0.0, _NOTHING
        reach = slice(self.start, self.end)
        atoms, joints = self.prepared.atoms[reach], self.prepared.joints[reach]
        add_give, add_given = self.give.append, self.given.append
        add_spaces, add_gaps, add_places = self.spaces.append, self.gaps.append, self.places.append
        for atom, joint in zip(atoms, joints, strict=True):
            kind = joint.kind
            if kind is _HAN:
                places += atom.size
            elif kind is not _NONE:
                size = atom.size
                if kind is _SPACE:
                    word_spaces += of_space * size
                    spaces += size
                elif kind is _GAP:
                    han_latin += of_gap * size
                    gaps += size
                    places += size
                elif kind is not _FIXED:
                    if kind is _BRACKET:
                        brackets += joint.width
                    elif kind is _PAUSE:
                        pauses += joint.width
                    else:
                        stops += joint.width
                    if joint.opens:
                        places += size
                given = word_spaces + brackets + pauses + han_latin + stops
                give = (word_spaces, brackets, pauses, han_latin, stops)
            add_give(give)
            add_given(given)
            add_spaces(spaces)
            add_gaps(gaps)
            add_places(places)
        self.tips = [end - given for end, given in zip(self.ends, self.given, strict=False)]
        self.least = [width - given for width, given in zip(self.width, self.given, strict=True)]

    def is_runt(self, position: int) -> bool:
        """A last line from the atom `position` would hold too little: one Han, or less than two words (ZH-22, EN-07)."""
        runt = self._runts.get(position)
        if runt is None:
            runt = self._runts[position] = position != self.start and self._too_little(position)
        return runt

    def _too_little(self, position: int) -> bool:
        atoms = self.prepared.atoms[position : self.end]
        width = sum([atom.width for atom in atoms])
        if width >= 8 * self.em:
            return False
        if self.language == "zh":
            return sum(len(atom.text) for atom in atoms if atom.kind in (Kind.HAN, Kind.LATIN)) < 2
        if self._words(self.start) < _LEAST_WORDS:
            return False
        return self._words(position) < 2 or width < 2 * self.em

    def _words(self, position: int) -> int:
        joints = self.prepared.joints
        return 1 + sum(joints[k].kind in (JointKind.SPACE, JointKind.FIXED_SPACE) for k in range(position, self.end - 1))


_LEAST_WORDS = 5
"""A paragraph of fewer words may end as it likes (EN-07)."""
