"""Where the lines of a paragraph end.

A prepared paragraph and a measure in, line ends out. The paragraph is cut at its forced breaks; each segment is broken
by one of three ways: `optimum` for justified text, `ragged` for text that is not, and first-fit, which is there to be
measured against. Draws nothing.
"""

from __future__ import annotations

from itertools import pairwise

from reportgen.text.optimum import optimum_ends
from reportgen.text.overlong import make_room
from reportgen.text.prepare import Prepared
from reportgen.text.ragged import ragged_ends
from reportgen.text.segment import BreakSpec, Segment, Span
from reportgen.text.spacing import FORCED, NEVER
from reportgen.theme import Spacing


def break_lines(prepared: Prepared, spec: BreakSpec, spacing: Spacing) -> list[Span]:
    """The lines of the paragraph; none is wider than the measure unless there is no way to break it so."""
    if not prepared.atoms:
        return []
    make_room(prepared, spec, spacing)
    spans: list[Span] = []
    start = 0
    for k, joint in enumerate(prepared.joints):
        if joint.penalty == FORCED or k == len(prepared.joints) - 1:
            ends = _ends(Segment(prepared, (start, k + 1), spacing, spec), spec)
            spans.extend(Span(a, b, b == k + 1) for a, b in pairwise([start, *ends]))
            start = k + 1
    return spans


def _ends(segment: Segment, spec: BreakSpec) -> list[int]:
    if segment.ends[-1] <= spec.measure and not spec.balanced:
        return [segment.end]
    if not spec.justified:
        return ragged_ends(segment, spec)
    return optimum_ends(segment, spec) if spec.strategy == "optimum" else first_fit_ends(segment, spec)


def first_fit_ends(segment: Segment, spec: BreakSpec) -> list[int]:
    """Each line as full as it can be at its natural width, whatever that does to the next one."""
    ends: list[int] = []
    position, last_fit = segment.start, -1
    for k in range(segment.start, segment.end):
        joint = segment.prepared.joints[k]
        hyphen = segment.hyphen_width if joint.hyphen and k < segment.end - 1 else 0.0
        while position < k and segment.ends[k - segment.start] - segment.width[position - segment.start] + hyphen > spec.measure:
            if last_fit < 0 or joint.hyphen:
                break
            ends.append(last_fit + 1)
            position, last_fit = last_fit + 1, -1
        fits = segment.ends[k - segment.start] - segment.width[position - segment.start] + hyphen <= spec.measure
        if joint.penalty != NEVER and (fits or last_fit < 0):
            last_fit = k
    return [*ends, segment.end]
