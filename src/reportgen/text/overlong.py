"""Words wider than the measure, made to fit: breaks allowed where none were (typography.md, MX-09).

First bound words may part, then words are cut: after _ - . / and where lower case meets upper case, and only then between
any two characters. What still does not fit is reported by the setter.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from reportgen.records import replace
from reportgen.text.characters import Kind
from reportgen.text.prepare import Atom, Prepared, plain_of
from reportgen.text.segment import BreakSpec
from reportgen.text.shape import Cluster
from reportgen.text.spacing import BLANKS, NEVER, Joint, JointKind
from reportgen.text.words import has_edge
from reportgen.theme import Spacing

_PART_PENALTY = 800.0
_SEAM_PENALTY = 200.0
_CUT_PENALTY = 2_000.0
_HYPHEN_EM = 0.35
_SEAMS = frozenset("_-./")
Piece = list[tuple[Cluster, float]]


def make_room(prepared: Prepared, spec: BreakSpec, spacing: Spacing) -> None:
    """Allow breaks inside what is wider than the measure."""
    atoms, joints, measure = prepared.atoms, prepared.joints, spec.measure
    start = k = 0
    width = 0.0
    while k < len(atoms):
        joint = joints[k]
        width += atoms[k].width
        hyphen = _HYPHEN_EM * prepared.em if joint.hyphen else 0.0
        if width + hyphen > measure and (_part(prepared, start, k) or _cut_widest(prepared, start, k, measure)):
            k, width = start, 0.0
            continue
        if joint.hyphen and (not spec.justified or width + hyphen > measure):
            joints[k] = joint = replace(joint, penalty=NEVER, hyphen=False)
        if joint.penalty != NEVER:
            start, width = k + 1, 0.0
        else:
            width += _least(joint, atoms[k].size, spacing)
        k += 1


def _least(joint: Joint, size: float, spacing: Spacing) -> float:
    """The joint's width with everything shrunk."""
    if joint.kind is JointKind.NONE or joint.kind is JointKind.HAN:
        return joint.width
    if joint.kind in BLANKS:
        return 0.0
    give = spacing.space_shrink if joint.kind == JointKind.SPACE else 0.0
    if joint.kind == JointKind.GAP:
        give = spacing.han_latin - spacing.han_latin_least
    return joint.width - give * size


def _part(prepared: Prepared, start: int, end: int) -> bool:
    """Bound words and ends of a range that are together too wide may part, at a cost; True if some may."""
    found = False
    for k in range(start, end):
        joint = prepared.joints[k]
        left, right = prepared.atoms[k], prepared.atoms[k + 1]
        words = left.kind == right.kind == Kind.LATIN and joint.text and not has_edge(left.text, right.text)
        if joint.penalty == NEVER and (words or left.kind == Kind.CONNECTOR and right.kind in (Kind.LATIN, Kind.HAN)):
            prepared.joints[k] = replace(joint, penalty=_PART_PENALTY)
            found = True
    return found


def _cut_widest(prepared: Prepared, start: int, end: int, measure: float) -> bool:
    """Cut the widest word among the atoms `start` to `end`; True if there was one."""
    words = [k for k in range(start, end + 1) if prepared.atoms[k].kind == Kind.LATIN and len(prepared.atoms[k].clusters) > 1]
    if not words:
        return False
    index = max(words, key=lambda k: prepared.atoms[k].width)
    atom = prepared.atoms[index]
    whole: Piece = list(zip(atom.clusters, atom.widths, strict=True))
    pieces = _parted(whole, _is_seam) if atom.width > measure else []
    penalty = _SEAM_PENALTY
    if len(pieces) < 2:
        pieces = _parted(whole, _is_cut)
        penalty = _CUT_PENALTY
    if len(pieces) < 2:
        pieces = [[cluster] for cluster in whole]
    atoms = [_atom_of(atom, piece) for piece in pieces]
    prepared.atoms[index : index + 1] = atoms
    prepared.joints[index:index] = [Joint(JointKind.NONE, 0.0, penalty) for _ in atoms[1:]]
    return True


def _parted(whole: Piece, parts: Callable[[str, str], bool]) -> list[Piece]:
    """The clusters in pieces, parted where `parts(left text, right text)` holds."""
    pieces: list[Piece] = [[whole[0]]]
    for (left, _), (right, width) in pairwise(whole):
        if parts(left.text, right.text):
            pieces.append([])
        pieces[-1].append((right, width))
    return pieces


def _is_cut(left: str, right: str) -> bool:
    """Between any two characters that may stand at a line's edges."""
    return not has_edge(left, right)


def _is_seam(left: str, right: str) -> bool:
    return not has_edge(left, right) and _joins_parts(left, right)


def _joins_parts(left: str, right: str) -> bool:
    return left[-1] in _SEAMS and right[0] not in _SEAMS or left[-1].islower() and right[0].isupper()


def _atom_of(atom: Atom, piece: Piece) -> Atom:
    clusters, widths = zip(*piece, strict=True)
    text = "".join(cluster.text for cluster in clusters)
    return Atom(atom.kind, text, sum(widths), atom.run, atom.font, atom.size, clusters, widths, plain=plain_of(clusters))
