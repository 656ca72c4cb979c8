"""Where the lines of a paragraph end: the best set of breaks over the whole paragraph.

A prepared paragraph and a measure in, line ends out. Justified text follows Knuth & Plass 1981 with the demerits of
typography.md, section 6, for both languages; ragged text evens out its lines. Draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.text.characters import FULL_WIDTH_MARKS, HANGING_MARKS, Kind
from reportgen.text.prepare import Atom, Prepared
from reportgen.text.spacing import FORCED, NEVER, Joint, JointKind
from reportgen.theme import Spacing

_TOLERANCES = {"en": (100.0, 200.0), "zh": (200.0,)}
_FORBIDDEN = 1e12
"""Cost of what no rule allows: taken only when nothing else can be set."""
_RUNT = 1e9
_DOUBLE_HYPHEN = 1e4
_LAST_HYPHEN = 5e3
_CLASS_JUMP = {"en": 1e4, "zh": 3e3}
_RELAXED_PENALTY = 800.0
_CUT_PENALTY = 2_000.0
_SHRINK_BADNESS = {"spaces": 15.0, "brackets": 30.0, "pauses": 50.0, "gaps": 60.0, "stops": 120.0}
_ANY = float("inf")
_EPSILON = 1e-4


@dataclass(frozen=True, slots=True)
class BreakSpec:
    """How the lines are to end. `measure` in points."""

    measure: float
    justified: bool = True
    balanced: bool = False
    """Ragged lines of even length, as headings want them."""
    hyphenate: bool = True
    hang: bool = False
    """A comma or stop at a line's end stands outside the measure (ZH-12)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A line: atoms `start` to `end`, the end not included. `last` lines are set natural."""

    start: int
    end: int
    last: bool


def break_lines(prepared: Prepared, spec: BreakSpec, spacing: Spacing) -> list[Span]:
    """The lines of the paragraph; none is wider than the measure unless a single glyph is."""
    if not prepared.atoms:
        return []
    _make_room(prepared, spec)
    spans: list[Span] = []
    start = 0
    for k, joint in enumerate(prepared.joints):
        if joint.penalty == FORCED or k == len(prepared.joints) - 1:
            segment = _Segment(prepared, (start, k + 1), spacing, spec.hang)
            ends = segment.justified(spec) if spec.justified else segment.ragged(spec)
            edges = [start, *ends]
            spans.extend(Span(a, b, b == k + 1) for a, b in pairwise(edges))
            start = k + 1
    return spans


def hanging(prepared: Prepared, index: int) -> float:
    """How far the mark `index` may hang: half an em for ，。、 that touch no other mark, else 0."""
    atom = prepared.atoms[index]
    if atom.text not in HANGING_MARKS or index == 0:
        return 0.0
    after = prepared.atoms[index + 1].kind if index + 1 < len(prepared.atoms) else Kind.HAN
    return 0.0 if prepared.atoms[index - 1].kind in FULL_WIDTH_MARKS or after in FULL_WIDTH_MARKS else atom.width


# --- what does not fit ---------------------------------------------------------------------------------------------


def _make_room(prepared: Prepared, spec: BreakSpec) -> None:
    """Allow breaks inside what is wider than the measure: first where words are bound, then inside a word (MX-09)."""
    start = k = 0
    width = 0.0
    while k < len(prepared.atoms):
        atom = prepared.atoms[k]
        if atom.width > spec.measure and _cut_atom(prepared, k):
            continue
        if width + atom.width > spec.measure:
            _relax(prepared, start, k)
        joint = prepared.joints[k]
        if joint.penalty != NEVER and (spec.hyphenate or not joint.hyphen):
            start, width = k + 1, 0.0
        else:
            width += atom.width + joint.width
        k += 1


def _relax(prepared: Prepared, start: int, end: int) -> None:
    """Bound words that are together too wide may part, at a cost."""
    for k in range(start, end):
        joint = prepared.joints[k]
        left, right = prepared.atoms[k], prepared.atoms[k + 1]
        if joint.penalty == NEVER and left.kind == right.kind == Kind.LATIN and joint.text:
            prepared.joints[k] = replace(joint, penalty=_RELAXED_PENALTY)


def _cut_atom(prepared: Prepared, index: int) -> bool:
    """Cut a word wider than the measure into clusters that may part; True if it was cut."""
    atom = prepared.atoms[index]
    if len(atom.clusters) < 2:
        return False
    pieces = [
        Atom(atom.kind, cluster.text, width, atom.run, atom.font, atom.size, (cluster,), (width,))
        for cluster, width in zip(atom.clusters, atom.widths, strict=True)
    ]
    joints = [
        Joint(JointKind.NONE, 0.0, _CUT_PENALTY / 10 if left.text[-1] in "_-./" or _case_changes(left.text, right.text) else _CUT_PENALTY)
        for left, right in pairwise(pieces)
    ]
    prepared.atoms[index : index + 1] = pieces
    prepared.joints[index:index] = joints
    return True


def _case_changes(left: str, right: str) -> bool:
    return left[-1:].islower() and right[:1].isupper()


# --- one segment between forced breaks ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    """A feasible line end: atoms before `position` are set."""

    position: int
    demerits: float
    tightness: int
    hyphens: int
    before: _Node | None


class _Segment:
    """Prefix sums over the atoms `start` to `end`, so that a line's width and give cost a few subtractions."""

    def __init__(self, prepared: Prepared, reach: tuple[int, int], spacing: Spacing, hang: bool) -> None:
        self.prepared, self.spacing, self.hang = prepared, spacing, hang
        self.start, self.end = start, end = reach
        self.language = prepared.language
        self.em = prepared.em
        self.hyphen_width = 0.35 * prepared.em
        size = end - start
        self.width = [0.0] * (size + 1)
        self.ends = [0.0] * size
        self.give = [(0.0,) * 5] * (size + 1)
        self.spaces = [0.0] * (size + 1)
        self.gaps = [0.0] * (size + 1)
        self.places = [0.0] * (size + 1)
        self._sum_up()

    def _sum_up(self) -> None:
        spacing = self.spacing
        give = [0.0] * 5
        width = spaces = gaps = places = 0.0
        atoms, joints = self.prepared.atoms, self.prepared.joints
        for k in range(self.end - self.start):
            atom, joint = atoms[self.start + k], joints[self.start + k]
            kind = joint.kind
            size = atom.size
            self.ends[k] = width + atom.width - (hanging(self.prepared, self.start + k) if self.hang else 0.0)
            width += atom.width + joint.width
            if kind == JointKind.SPACE:
                give[0] += spacing.space_shrink * size
                spaces += size
            elif kind == JointKind.GAP:
                give[3] += (spacing.han_latin - spacing.han_latin_least) * size
                gaps += size
                places += size
            elif kind == JointKind.HAN:
                places += size
            elif kind == JointKind.BRACKET:
                give[1] += joint.width
                places += size
            elif kind == JointKind.PAUSE:
                give[2] += joint.width
                places += size
            elif kind == JointKind.STOP:
                give[4] += joint.width
                places += size
            self.width[k + 1], self.spaces[k + 1], self.gaps[k + 1], self.places[k + 1] = width, spaces, gaps, places
            self.give[k + 1] = (give[0], give[1], give[2], give[3], give[4])

    # --- justified ---

    def justified(self, spec: BreakSpec) -> list[int]:
        """Line ends with the fewest demerits; looser and looser passes until one succeeds."""
        tolerances = _TOLERANCES[self.language]
        if self.language == "en":
            passes = [(tolerances[0], False, 0.0), (tolerances[1], True, 0.0), (tolerances[1], True, 3 * self.em), (_ANY, True, 3 * self.em)]
        else:
            passes = [(tolerances[0], True, 0.0), (_ANY, True, 0.0)]
        for tolerance, hyphenate, emergency in passes:
            node = self._best(spec, tolerance, hyphenate and spec.hyphenate, emergency)
            if node is not None:
                return _positions(node)
        return self.ragged(replace(spec, justified=False))

    def _best(self, spec: BreakSpec, tolerance: float, hyphenate: bool, emergency: float) -> _Node | None:
        nodes = [_Node(self.start, 0.0, 1, 0, None)]
        first = 0
        for k in range(self.start, self.end):
            joint = self.prepared.joints[k]
            final = k == self.end - 1
            if not final and (joint.penalty == NEVER or joint.hyphen and not hyphenate):
                continue
            hyphen = self.hyphen_width if joint.hyphen and not final else 0.0
            reach = spec.measure - hyphen
            while first < len(nodes) and self._least(nodes[first].position, k) > reach + _EPSILON:
                first += 1
            if first == len(nodes):
                return None
            found: dict[int, _Node] = {}
            for node in nodes[first:]:
                candidate = self._line(node, k, reach, emergency, final)
                if candidate is None:
                    continue
                demerits, tightness, badness = candidate
                if badness > tolerance:
                    if tightness > 1 and not final:
                        break
                    continue
                demerits += self._extra(node, joint, tightness, k, final)
                best = found.get(tightness)
                if best is None or demerits < best.demerits:
                    hyphens = node.hyphens + 1 if hyphen else 0
                    found[tightness] = _Node(k + 1, demerits, tightness, hyphens, node)
            nodes.extend(found.values())
        ends = [node for node in nodes[first:] if node.position == self.end]
        best_end = min(ends, key=lambda node: node.demerits, default=None)
        if best_end is not None and best_end.demerits >= _RUNT and tolerance < _ANY:
            return None
        return best_end

    def _least(self, start: int, k: int) -> float:
        """Width of the atoms `start` to `k` with everything shrunk."""
        a, b = start - self.start, k - self.start
        left, right = self.give[a], self.give[b]
        return self.ends[b] - self.width[a] - (right[0] + right[1] + right[2] + right[3] + right[4]
                                               - left[0] - left[1] - left[2] - left[3] - left[4])  # fmt: skip

    def _line(self, node: _Node, k: int, reach: float, emergency: float, final: bool) -> tuple[float, int, float] | None:
        """Demerits, tightness class and badness of the line from `node` to atom `k`."""
        a, b = node.position - self.start, k - self.start
        need = reach - (self.ends[b] - self.width[a])
        if need < -_EPSILON:
            badness = self._shrink_badness(a, b, -need)
            if badness is None:
                return None
            tightness = 0
        elif final:
            badness, tightness = 0.0, 1
        else:
            badness = self._stretch_badness(a, b, need, emergency)
            tightness = 1 if badness < 13 else 2 if badness < 100 else 3
        return node.demerits + (10 + badness) ** 2, tightness, badness

    def _shrink_badness(self, a: int, b: int, need: float) -> float | None:
        left, right = self.give[a], self.give[b]
        if self.language == "en":
            capacity = sum(right) - sum(left)
            ratio = need / capacity if capacity > _EPSILON else 2.0
            return 100 * ratio**3 if ratio <= 1 + _EPSILON else None
        badness = 0.0
        for step, worst in enumerate(_SHRINK_BADNESS.values()):
            capacity = right[step] - left[step]
            if need <= capacity + _EPSILON:
                return badness + (worst - badness) * (need / capacity if capacity else 0.0)
            if capacity:
                badness = worst
            need -= capacity
        return None

    def _stretch_badness(self, a: int, b: int, need: float, emergency: float) -> float:
        spacing = self.spacing
        spaces = self.spaces[b] - self.spaces[a]
        places = self.places[b] - self.places[a]
        if self.language == "en":
            capacity = spaces * spacing.space_stretch + places * spacing.han_stretch_good + emergency
            return 100 * (need / capacity) ** 3 if capacity > _EPSILON else self._stiff_badness(need)
        soft = spaces * (spacing.space_most_zh - spacing.space)
        soft += (self.gaps[b] - self.gaps[a]) * (spacing.han_latin_wide - spacing.han_latin)
        if need <= soft:
            return 20 * need / soft if soft else 0.0
        if places < _EPSILON:
            return self._stiff_badness(need)
        return 20 + 100 * ((need - soft) / places / spacing.han_stretch_good) ** 2

    def _stiff_badness(self, need: float) -> float:
        """A line that cannot stretch at all counts as if all it lacks lay in one place: the fuller the better."""
        return 20 + 100 * (need / self.em / self.spacing.han_stretch_good) ** 2

    def _extra(self, node: _Node, joint: Joint, tightness: int, k: int, final: bool) -> float:
        """What a break costs beside its line's badness."""
        cost = 0.0
        if final:
            if node.hyphens:
                cost += _LAST_HYPHEN
            if self._is_runt(node.position):
                cost += _RUNT
        else:
            cost += max(joint.penalty, 0.0) ** 2
            if joint.hyphen and node.hyphens:
                cost += _DOUBLE_HYPHEN if node.hyphens < 2 else _FORBIDDEN
        if node.before is not None and abs(node.tightness - tightness) > 1:
            cost += _CLASS_JUMP[self.language]
        return cost

    def _is_runt(self, position: int) -> bool:
        """The last line would hold too little: one Han, or less than two words (ZH-22, EN-07)."""
        if position == self.start:
            return False
        atoms = self.prepared.atoms[position : self.end]
        if sum(atom.width for atom in atoms) >= 8 * self.em:
            return False
        if self.language == "zh":
            return sum(len(atom.text) for atom in atoms if atom.kind in (Kind.HAN, Kind.LATIN)) < 2
        words = 1 + sum(self.prepared.joints[k].kind in (JointKind.SPACE, JointKind.FIXED_SPACE) for k in range(position, self.end - 1))
        return words < 2 or sum(atom.width for atom in atoms) < 2 * self.em

    # --- ragged ---

    def ragged(self, spec: BreakSpec) -> list[int]:
        """Line ends for text that is not justified: as few lines as can be, even ones where `balanced`."""
        best: dict[int, tuple[float, int]] = {self.start: (0.0, self.start)}
        alive = [self.start]
        for k in range(self.start, self.end):
            joint = self.prepared.joints[k]
            final = k == self.end - 1
            if not final and (joint.penalty == NEVER or joint.hyphen):
                continue
            options = [o for o in (self._ragged_cost(best[p][0], p, k, spec) + (p,) for p in alive)]
            fitting = [o for o in options if o[1] <= spec.measure + _EPSILON] or options[-1:]
            extra = 0.0 if final else 0.02 * max(joint.penalty, 0.0) + (self._sense(k) if spec.balanced else 0.0)
            cost, _, position = min(fitting)
            best[k + 1] = (cost + extra, position)
            alive = [p for p in alive if self.ends[k - self.start] - self.width[p - self.start] <= spec.measure + _EPSILON] or alive[-1:]
            alive.append(k + 1)
        ends = [self.end]
        while best[ends[-1]][1] != self.start:
            ends.append(best[ends[-1]][1])
        return ends[::-1]

    def _sense(self, k: int) -> float:
        """What a heading loses when it is broken here: nothing after a mark, most inside a run of Han (PG-05)."""
        left, right = self.prepared.atoms[k], self.prepared.atoms[k + 1]
        if left.kind in (Kind.PAUSE, Kind.STOP, Kind.CLOSE) or left.text[-1] in ",:;—":
            return 0.0
        return 8.0 if left.kind == right.kind == Kind.HAN else 4.0

    def _ragged_cost(self, before: float, position: int, k: int, spec: BreakSpec) -> tuple[float, float]:
        width = self.ends[k - self.start] - self.width[position - self.start]
        slack = max(spec.measure - width, 0.0) / spec.measure
        final = k == self.end - 1
        cost = before + 1_000.0
        if not final or spec.balanced:
            cost += 100 * slack**2
        if final and self._is_runt(position):
            cost += 60.0 if spec.balanced else 40.0
        return cost, width


def _positions(node: _Node) -> list[int]:
    ends = []
    current: _Node | None = node
    while current is not None and current.before is not None:
        ends.append(current.position)
        current = current.before
    return ends[::-1]
