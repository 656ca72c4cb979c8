"""Ragged lines: as few as can be, no runt at the end, and for headings lines of even length that break by sense.

The costs are of our own making; what they bring about is typography.md, ZH-22, EN-07 and PG-05.
"""

from __future__ import annotations

from reportgen.text.characters import MEASURE_WORDS, Kind
from reportgen.text.segment import BreakSpec, Segment
from reportgen.text.sense import break_cost
from reportgen.text.spacing import NEVER

_LINE_COST = 10_000.0
_SLACK_COST = 10_000.0
_RUNT_COST = 25_000.0
_INSIDE_WORD_COST = 30_000.0
_BETWEEN_WORDS_COST = 150.0
_PENALTY_SHARE = 2.0
_EPSILON = 1e-4
_ENDS_SENSE = (Kind.PAUSE, Kind.STOP, Kind.CLOSE, Kind.DASH)
_AFTER_SENSE = frozenset(",:;—")


def ragged_ends(segment: Segment, spec: BreakSpec) -> list[int]:
    """Line ends for text that is not justified."""
    start = segment.start
    joints, ends, width = segment.prepared.joints, segment.ends, segment.width
    sense = _sense(segment) if spec.balanced and ends[-1] > spec.measure else {}
    measure, most = spec.measure, spec.measure + _EPSILON
    demerits, before = {start: 0.0}, {start: start}
    alive = [start]
    last = segment.end - 1
    for k in range(start, segment.end):
        joint = joints[k]
        final = k == last
        if not final and (joint.penalty == NEVER or joint.hyphen):
            continue
        end = ends[k - start]
        fitting = [p for p in alive if end - width[p - start] <= most] or alive[-1:]
        if final and not spec.balanced:
            costs = [demerits[p] + _LINE_COST for p in fitting]
        else:
            costs = [demerits[p] + (_LINE_COST + _SLACK_COST * (max(measure - (end - width[p - start]), 0.0) / measure) ** 2)
                     for p in fitting]  # fmt: skip
        extra = 0.0
        if final:
            costs = [cost + _RUNT_COST * segment.is_runt(p) for cost, p in zip(costs, fitting, strict=True)]
        else:
            extra = _PENALTY_SHARE * max(joint.penalty, 0.0) + sense.get(k, 0.0)
        cost = min(costs)
        demerits[k + 1] = cost + extra
        before[k + 1] = fitting[costs.index(cost)]
        alive = [*fitting, k + 1]
    found = [segment.end]
    while before[found[-1]] != start:
        found.append(before[found[-1]])
    return found[::-1]


def _sense(segment: Segment) -> dict[int, float]:
    """What a heading loses when it is broken after each atom: nothing after a mark, most inside a word (PG-05)."""
    atoms = segment.prepared.atoms[segment.start : segment.end]
    sentence = "".join(atom.text for atom in atoms)
    costs = {}
    index = 0
    for k, atom in enumerate(atoms[:-1]):
        index += len(atom.text)
        if atom.kind in _ENDS_SENSE or atom.text[-1] in _AFTER_SENSE:
            continue
        costs[segment.start + k] = _BETWEEN_WORDS_COST
        if atom.kind == atoms[k + 1].kind == Kind.HAN:
            costs[segment.start + k] += _INSIDE_WORD_COST * break_cost(sentence, index)
        elif atom.text[-1].isdigit() and atoms[k + 1].text[0] in MEASURE_WORDS:
            costs[segment.start + k] += _INSIDE_WORD_COST
    return costs
