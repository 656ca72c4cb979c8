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
    best: dict[int, tuple[float, int]] = {start: (0.0, start)}
    alive = [start]
    for k in range(start, segment.end):
        joint = joints[k]
        final = k == segment.end - 1
        if not final and (joint.penalty == NEVER or joint.hyphen):
            continue
        end = ends[k - start]
        fitting = [p for p in alive if end - width[p - start] <= spec.measure + _EPSILON] or alive[-1:]
        costs = [(best[p][0] + _line_cost(segment, spec, p, k), p) for p in fitting]
        cost, position = min(costs)
        extra = 0.0 if final else _PENALTY_SHARE * max(joint.penalty, 0.0) + sense.get(k, 0.0)
        best[k + 1] = (cost + extra, position)
        alive = [*fitting, k + 1]
    found = [segment.end]
    while best[found[-1]][1] != start:
        found.append(best[found[-1]][1])
    return found[::-1]


def _line_cost(segment: Segment, spec: BreakSpec, position: int, k: int) -> float:
    width = segment.ends[k - segment.start] - segment.width[position - segment.start]
    final = k == segment.end - 1
    cost = _LINE_COST
    if not final or spec.balanced:
        cost += _SLACK_COST * (max(spec.measure - width, 0.0) / spec.measure) ** 2
    if final and segment.is_runt(position):
        cost += _RUNT_COST
    return cost


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
