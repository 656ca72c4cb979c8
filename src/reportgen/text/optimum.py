"""Justified lines, chosen over the whole paragraph (Knuth & Plass 1981; The TeXbook, chapter 14).

Demerits for both languages as in typography.md, section 6. What departs from it: in Chinese, a mark that could be
pulled in by shrinking is (ZH-07), so pushing it out costs more than any shrinking does; a hyphen before the last line
costs so much that it is only taken where nothing else fits (EN-07, PG-06); and there is no emergency stretch, which
makes all loose lines look alike: the third pass allows lines up to the limit of EN-01 at their full cost.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from math import sqrt

from reportgen.records import dataclass
from reportgen.text.characters import CLOSING, Kind
from reportgen.text.prepare import Atom
from reportgen.text.segment import BreakSpec, Segment
from reportgen.text.spacing import NEVER, Joint
from reportgen.text.words import CLOSERS

_FORBIDDEN = 1e13
"""Cost of what no rule allows: taken only when nothing else can be set."""
_RUNT = 1e13
"""Dearer than any loose line (ZH-22, EN-07)."""
_LOOSE = 1e8
"""A line beyond its limit (ZH-20, EN-01): anything is better, except a runt and a word cut up."""
_HYPHEN_IN_CHINESE = 5e7
"""Cheaper than a line beyond its limit, dearer than all lines within (MX-07)."""
_OVERFULL = 1e9
_DOUBLE_HYPHEN = 1e4
_LAST_HYPHEN = 1e7
_PUSH_OUT = 5e4
_NEXT_PASS = {"en": _LAST_HYPHEN, "zh": _RUNT}
"""What costs as much is only taken in a later pass."""
_CLASS_JUMP = {"en": 1e4, "zh": 3e3}
_SHRINK_BADNESS = (15.0, 30.0, 50.0, 60.0, 120.0)
"""At the end of each step of ZH-18: spaces, brackets, pauses, gaps, stops."""
_STRETCH_BASE = 20.0
"""What word spaces and Han–Latin gaps cost in Chinese before Han are parted."""
_ANY = float("inf")
_EPSILON = 1e-4
_ROUNDING = 1e-6


@dataclass(slots=True)
class _Node:
    """A feasible line end: atoms before `position` are set."""

    position: int
    demerits: float
    tightness: int
    hyphens: int
    before: _Node | None


@dataclass(frozen=True, slots=True)
class _Pass:
    """One try at the paragraph: the badness that a line may have, and whether words may be hyphenated."""

    tolerance: float
    hyphenate: bool


def optimum_ends(segment: Segment, spec: BreakSpec) -> list[int]:
    """Line ends with the fewest demerits; looser and looser passes until one succeeds."""
    breaker = _Breaker(segment, spec)
    node = None
    for attempt in breaker.passes():
        node = breaker.best(attempt)
        if node is not None:
            break
    ends = []
    while node is not None and node.before is not None:
        ends.append(node.position)
        node = node.before
    return ends[::-1]


class _Breaker:
    """Knuth and Plass's algorithm over one segment."""

    def __init__(self, segment: Segment, spec: BreakSpec) -> None:
        segment.sum_up()
        self.segment = segment
        self.measure = spec.measure
        self.chinese = segment.language == "zh"
        spacing = segment.spacing
        self.soft_space = spacing.space_most_zh - spacing.space
        self.soft_gap = spacing.han_latin_wide - spacing.han_latin
        self.gap_room = spacing.han_latin_most - spacing.han_latin_wide
        self.loosest = _STRETCH_BASE + 100 * (spacing.han_stretch_last / spacing.han_stretch_good) ** 2
        if not self.chinese:
            self.loosest = 100 * ((spacing.space_most_en - spacing.space) / spacing.space_stretch) ** 3
        self.may_end = [k for k in range(segment.start, segment.end) if segment.prepared.joints[k].penalty != NEVER]
        self.pulls: dict[int, int] = self._find_pulls() if self.chinese else {}
        self.finish_from = self._finish_from()

    def passes(self) -> tuple[_Pass, ...]:
        if self.chinese:
            return _Pass(200, False), _Pass(self.loosest, False), _Pass(self.loosest, True), _Pass(_ANY, True)
        return _Pass(100, False), _Pass(200, True), _Pass(self.loosest, True), _Pass(_ANY, True)

    def _find_pulls(self) -> dict[int, int]:
        """For each break before a Han that marks cling to: the last of these marks (ZH-07)."""
        atoms = self.segment.prepared.atoms
        return {k: tail for k, tail in pairwise(self.may_end) if tail - k > 1 and _closes(atoms[tail])}

    def _finish_from(self) -> int:
        """The first atom from which all the rest fits on one line (ZH-07)."""
        segment = self.segment
        floor = segment.tips[-1] - self.measure - _EPSILON
        return segment.start + bisect_left(segment.least, floor)

    def best(self, attempt: _Pass) -> _Node | None:
        """The end of the best chain of lines in this pass, or None if there is none."""
        segment = self.segment
        start, last = segment.start, segment.end - 1
        joints, least, tips = segment.prepared.joints, segment.least, segment.tips
        desperate = attempt.tolerance == _ANY
        furthest, begins = self._room(attempt.tolerance)
        nodes = [_Node(start, 0.0, 1, 0, None)]
        first = 0
        for k in self._line_ends(attempt):
            reach = self.measure
            if k != last:
                if joints[k].hyphen:
                    reach -= segment.hyphen_width
                if furthest[k - start] - begins[nodes[first].position - start] < reach:
                    continue  # the fullest line that could end here is too loose
            floor = tips[k - start] - reach - _EPSILON
            while first < len(nodes) and least[nodes[first].position - start] < floor:
                first += 1
            if first == len(nodes):
                if not desperate:
                    return None
                first -= 1
            nodes += self.ends_at(k, nodes[first:] if first else nodes, reach, attempt)
        best_end = min((node for node in nodes[first:] if node.position == segment.end), key=_demerits, default=None)
        if best_end is not None and best_end.demerits >= _NEXT_PASS[segment.language] and not desperate:
            return None
        return best_end

    def _line_ends(self, attempt: _Pass) -> list[int]:
        """The atoms that a line may end with in this pass."""
        joints, last = self.segment.prepared.joints, self.segment.end - 1
        ends = [k for k in self.may_end if k != last and (attempt.hyphenate or not joints[k].hyphen)]
        return [*ends, last]

    def _room(self, tolerance: float) -> tuple[list[float], list[float]]:
        """How far a line that ends with each atom reaches at most, and what counts from that for one that begins with it.

        A line is stretched beyond the tolerance if it falls short of the measure even so. It need not if it does not: what
        reaches the measure here is still to be looked at.
        """
        segment, spacing = self.segment, self.segment.spacing
        if tolerance == _ANY:
            return [_ANY] * len(segment.ends), segment.width
        stiff = spacing.han_stretch_good * sqrt((tolerance - _STRETCH_BASE) / 100)
        if self.chinese:
            of_space, of_gap, of_place = self.soft_space, self.soft_gap, stiff
        else:
            share = (tolerance / 100) ** (1 / 3)
            of_space, of_gap, of_place = share * spacing.space_stretch, 0.0, share * spacing.han_stretch_good
        slack = stiff * segment.em + _ROUNDING
        room = [spaces * of_space + gaps * of_gap + places * of_place
                for spaces, gaps, places in zip(segment.spaces, segment.gaps, segment.places, strict=True)]  # fmt: skip
        furthest = [end + more + slack for end, more in zip(segment.ends, room, strict=False)]
        return furthest, [width + more for width, more in zip(segment.width, room, strict=True)]

    def ends_at(self, k: int, nodes: list[_Node], reach: float, attempt: _Pass) -> list[_Node]:
        """The best lines that end with the atom `k`, one for each class of tightness and count of hyphens."""
        segment = self.segment
        start = segment.start
        joint = segment.prepared.joints[k]
        final = k == segment.end - 1
        hyphen = joint.hyphen and not final
        end, width, b = segment.ends[k - start], segment.width, k - start
        tolerance, chinese = attempt.tolerance, self.chinese
        found: dict[int, _Node] = {}
        for node in nodes:
            a = node.position - start
            need = reach - (end - width[a])
            if need < -_EPSILON:
                badness = self._shrink_badness(a, b, -need)
                tightness = 0
            elif final:
                badness, tightness = 0.0, 1
            else:
                badness = self._stretch_badness(a, b, need)
                tightness = 1 if badness < 13 else 2 if badness < 100 else 3
            if badness > tolerance:
                if tightness > 1:
                    break
                continue
            demerits = node.demerits + (10 + badness) ** 2 + self._extra(node, joint, tightness, k)
            if need > 0 and not final:
                if chinese:
                    demerits += self._push_out(node, k)
                if badness > self.loosest:
                    demerits += _LOOSE
            hyphens = node.hyphens + 1 if hyphen else 0
            key = tightness + 4 * min(hyphens, 2)
            best = found.get(key)
            if best is None or demerits < best.demerits:
                found[key] = _Node(k + 1, demerits, tightness, hyphens, node)
        return list(found.values())

    def _push_out(self, node: _Node, k: int) -> float:
        """What it costs to end the line at `k` if the marks after it, or the whole rest, could be pulled in."""
        segment = self.segment
        if node.position >= self.finish_from:
            return _PUSH_OUT
        pulled = self.pulls.get(k)
        if pulled is None:
            return 0.0
        width = segment.tips[pulled - segment.start] - segment.least[node.position - segment.start]
        return _PUSH_OUT if width <= self.measure + _EPSILON else 0.0

    def _shrink_badness(self, a: int, b: int, need: float) -> float:
        if not self.chinese:
            capacity = self.segment.given[b] - self.segment.given[a]
            ratio = need / capacity if capacity > _EPSILON else 2.0
            return 100 * ratio**3 if ratio <= 1 + _EPSILON else self._overfull_badness(need - capacity)
        left, right = self.segment.give[a], self.segment.give[b]
        badness = 0.0
        for step, worst in enumerate(_SHRINK_BADNESS):
            capacity = right[step] - left[step]
            if need <= capacity + _EPSILON:
                return badness + (worst - badness) * (need / capacity if capacity else 0.0)
            if capacity > _EPSILON:
                badness = worst
                need -= capacity
        return self._overfull_badness(need)

    def _overfull_badness(self, excess: float) -> float:
        """Beyond every tolerance but the last pass's, which takes what is least overfull."""
        return _OVERFULL * (1 + excess / self.segment.em)

    def _stretch_badness(self, a: int, b: int, need: float) -> float:
        segment = self.segment
        spacing = segment.spacing
        spaces = segment.spaces[b] - segment.spaces[a]
        places = segment.places[b] - segment.places[a]
        if not self.chinese:
            capacity = spaces * spacing.space_stretch + places * spacing.han_stretch_good
            return 100 * (need / capacity) ** 3 if capacity > _EPSILON else self._stiff_badness(need)
        gaps = segment.gaps[b] - segment.gaps[a]
        soft = spaces * self.soft_space + gaps * self.soft_gap
        if need <= soft:
            return _STRETCH_BASE * need / soft if soft else 0.0
        if places < _EPSILON:
            return self._stiff_badness(need)
        share = (need - soft) / places
        if share > self.gap_room and places > gaps + _EPSILON:
            share = (need - soft - gaps * self.gap_room) / (places - gaps)
        return _STRETCH_BASE + 100 * (share / spacing.han_stretch_good) ** 2

    def _stiff_badness(self, need: float) -> float:
        """A line that cannot stretch at all counts as if all it lacks lay in one place: the fuller the better."""
        return _STRETCH_BASE + 100 * (need / self.segment.em / self.segment.spacing.han_stretch_good) ** 2

    def _extra(self, node: _Node, joint: Joint, tightness: int, k: int) -> float:
        """What a break costs beside its line's badness."""
        cost = 0.0
        if k == self.segment.end - 1:
            if node.hyphens:
                cost += _LAST_HYPHEN
            if self.segment.is_runt(node.position):
                cost += _RUNT
        elif joint.hyphen:
            cost += _HYPHEN_IN_CHINESE if self.chinese else joint.penalty**2
            if node.hyphens:
                cost += _DOUBLE_HYPHEN if node.hyphens < 2 and not self.chinese else _FORBIDDEN
        elif joint.penalty > 0:
            cost += joint.penalty**2
        if node.before is not None and abs(node.tightness - tightness) > 1:
            cost += _CLASS_JUMP[self.segment.language]
        return cost


def _closes(atom: Atom) -> bool:
    """A mark that may be pulled into the line before (ZH-07), or a word that ends in one."""
    return atom.kind in CLOSING or atom.kind == Kind.LATIN and atom.text[-1] in CLOSERS


def _demerits(node: _Node) -> float:
    return node.demerits


def total_demerits(segment: Segment, spec: BreakSpec, ends: list[int] | None = None) -> float:
    """The demerits of a way of breaking the segment; of the optimum if no ends are given. For comparisons."""
    breaker = _Breaker(segment, spec)
    attempt = _Pass(_ANY, True)
    node = _Node(segment.start, 0.0, 1, 0, None)
    for end in optimum_ends(segment, spec) if ends is None else ends:
        joint = segment.prepared.joints[end - 1]
        hyphen = segment.hyphen_width if joint.hyphen and end < segment.end else 0.0
        node = breaker.ends_at(end - 1, [node], spec.measure - hyphen, attempt)[0]
    return node.demerits
