"""Styled runs in, atoms and joints out: what a line can be built from.

An *atom* is what no line break parts: a Han character, a mark, a Latin word or a piece of one. A *joint* lies between
two neighbouring atoms: the space there, how it may stretch and shrink, and what a line break there costs. Blanks of
full-width marks are joints, so a mark at a line's edge is trimmed by not setting the joint beside it.

Nothing here knows the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.fonts.open import FontKey, Fonts
from reportgen.model.content import Language
from reportgen.text.characters import (
    FULL_WIDTH_MARKS,
    SPACE_WIDTHS_EM,
    Kind,
    is_ignorable,
    kind_of,
)
from reportgen.text.hyphenation import hyphenation_points
from reportgen.text.runs import NOTE_ROLE, TextRun
from reportgen.text.shape import Cluster, shape
from reportgen.text.spacing import NEVER, Joint, JointKind, joint_between, latin_pieces
from reportgen.theme import Spacing


@dataclass(slots=True)
class Atom:
    """An unbreakable piece of text. `width` in points; `run` is the index of the run that it belongs to."""

    kind: Kind
    text: str
    width: float
    run: int
    font: FontKey
    size: float
    clusters: tuple[Cluster, ...]
    widths: tuple[float, ...]
    """The advance of each cluster in points."""
    shift: float = 0.0
    """How far the drawn glyph is moved (an opening mark loses its left half)."""


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that no font of the chain has, and where it stands in the text of the paragraph's runs."""

    character: str
    index: int


@dataclass(slots=True)
class Prepared:
    """A paragraph ready for line breaking: `joints[i]` lies after `atoms[i]`, the last one ends the paragraph."""

    atoms: list[Atom]
    joints: list[Joint]
    runs: tuple[TextRun, ...]
    language: Language
    missing: tuple[MissingCharacter, ...]
    em: float
    """The size of the paragraph's main run, to which the limits in em refer."""


class Itemiser:
    """Prepares paragraphs with one chain of fonts, keeping the shape of what it has met before."""

    def __init__(self, fonts: Fonts, spacing: Spacing) -> None:
        self.fonts = fonts
        self.spacing = spacing
        self._shaped: dict[tuple[str, FontKey, bool], tuple[Cluster, ...]] = {}

    def shaped(self, text: str, font: FontKey, han: bool) -> tuple[Cluster, ...]:
        key = (text, font, han)
        clusters = self._shaped.get(key)
        if clusters is None:
            clusters = self._shaped[key] = shape(text, self.fonts, font, han=han)
        return clusters

    def prepare(self, runs: Sequence[TextRun], language: Language) -> Prepared:
        """The paragraph of `runs` as atoms and joints; characters without a glyph are listed and left out."""
        runs = tuple(runs)
        text, owners = _joined(runs)
        missing = {c for c in set(text) if not _needs_no_glyph(c) and self.fonts.face_for(c) is None}
        if missing:
            kept = [k for k, c in enumerate(text) if c not in missing]
            owners = [owners[k] for k in kept]
            lost = tuple(MissingCharacter(c, k) for k, c in enumerate("".join(run.text for run in runs)) if c in missing)
            text = "".join(text[k] for k in kept)
        else:
            lost = ()
        main = max(runs, key=lambda run: len(run.text), default=None)
        prepared = Prepared([], [], runs, language, lost, main.style.size if main else 1.0)
        self._fill(prepared, text, owners)
        return prepared

    def _fill(self, prepared: Prepared, text: str, owners: list[int]) -> None:
        language = prepared.language
        gap = ""
        for start, end, kind in _pieces(text, language):
            if kind in (Kind.SPACE, Kind.BREAK, Kind.ZERO, Kind.JOINER):
                gap += text[start:end]
                continue
            first = len(prepared.atoms)
            if kind == Kind.LATIN:
                self._add_word(prepared, text, start, end, owners)
            else:
                self._add_atom(prepared, text[start:end], kind, owners[start])
            if first and len(prepared.atoms) > first:
                left, right = prepared.atoms[first - 1], prepared.atoms[first]
                size = max(left.size, right.size)
                prepared.joints[first - 1] = joint_between(
                    left.kind, left.text, right.kind, right.text, gap, language, size, self.spacing, text[: start - len(gap)]
                )
                self._bind_notes(prepared, first)
            gap = ""

    def _bind_notes(self, prepared: Prepared, right: int) -> None:
        """A note's number stands close to what it follows, whatever the script, and never begins a line."""
        joint = prepared.joints[right - 1]
        roles = [prepared.runs[prepared.atoms[k].run].role for k in (right - 1, right)]
        if roles[1] == NOTE_ROLE:
            prepared.joints[right - 1] = Joint(JointKind.NONE, 0.0, NEVER)
        elif roles[0] == NOTE_ROLE and joint.kind == JointKind.GAP:
            prepared.joints[right - 1] = Joint(JointKind.HAN, 0.0, joint.penalty)

    def _add_word(self, prepared: Prepared, text: str, start: int, end: int, owners: list[int]) -> None:
        """A run of Latin characters without spaces, cut where it may break and where its style or face changes."""
        word = text[start:end]
        cuts = {k: Joint(JointKind.NONE, 0.0, penalty) for k, penalty in latin_pieces(word)}
        if prepared.language == "en":
            for k, penalty in hyphenation_points(word, text[:start]):
                cuts.setdefault(k, Joint(JointKind.NONE, 0.0, penalty, hyphen=True))
        left = start
        for k in range(start + 1, end + 1):
            changes = k < end and (owners[k] != owners[left] or self.fonts.face_for(text[k]) != self.fonts.face_for(text[left]))
            if k == end or changes:
                self._add_styled(prepared, text[left:k], owners[left], {c - left + start: j for c, j in cuts.items()})
                if k < end:
                    prepared.joints[-1] = cuts.get(k - start) or Joint(JointKind.NONE, 0.0, NEVER)
                left = k

    def _add_styled(self, prepared: Prepared, word: str, owner: int, cuts: dict[int, Joint]) -> None:
        """Latin characters of one style: shaped as a whole, then cut, so that kerning holds across the cuts."""
        style = prepared.runs[owner].style
        font = FontKey(self.fonts.face_for(word[0]) or 0, style.weight)
        piece: list[Cluster] = []
        position = 0
        for cluster in self.shaped(word, font, han=False):
            if piece and position in cuts:
                self._close_piece(prepared, piece, owner, font)
                prepared.joints[-1] = cuts[position]
                piece = []
            piece.append(cluster)
            position += len(cluster.text)
        self._close_piece(prepared, piece, owner, font)

    def _close_piece(self, prepared: Prepared, piece: list[Cluster], owner: int, font: FontKey) -> None:
        size = prepared.runs[owner].style.size
        widths = tuple(cluster.advance * size for cluster in piece)
        words = "".join(cluster.text for cluster in piece)
        prepared.atoms.append(Atom(Kind.LATIN, words, sum(widths), owner, font, size, tuple(piece), widths))
        prepared.joints.append(Joint(JointKind.NONE, 0.0, NEVER))

    def _add_atom(self, prepared: Prepared, piece: str, kind: Kind, owner: int) -> None:
        """A Han character or a mark."""
        style = prepared.runs[owner].style
        font = FontKey(self.fonts.face_for(piece[0]) or 0, style.weight)
        clusters = self.shaped(piece, font, han=True)
        widths = [cluster.advance * style.size for cluster in clusters]
        shift = 0.0
        if kind in FULL_WIDTH_MARKS and abs(clusters[0].advance - 1) < 0.01:
            widths[0] = style.size / 2
            shift = -style.size / 2 if kind == Kind.OPEN else 0.0
        elif kind == Kind.DOT and abs(clusters[0].advance - 1) < 0.01:
            widths[0] = style.size / 2
            shift = -style.size / 4
        prepared.atoms.append(Atom(kind, piece, sum(widths), owner, font, style.size, clusters, tuple(widths), shift))
        prepared.joints.append(Joint(JointKind.NONE, 0.0, NEVER))


def _needs_no_glyph(character: str) -> bool:
    return character in "\n\u200b\u2060\ufeff" or character in SPACE_WIDTHS_EM or character in "\u00a0\t" or is_ignorable(character)


def _joined(runs: tuple[TextRun, ...]) -> tuple[str, list[int]]:
    """The runs as one string, what draws nothing removed, with the run that each character belongs to."""
    characters: list[str] = []
    owners: list[int] = []
    for index, run in enumerate(runs):
        for character in run.text:
            if not is_ignorable(character):
                characters.append(character)
                owners.append(index)
    return "".join(characters), owners


def _pieces(text: str, language: Language) -> list[tuple[int, int, Kind]]:
    """Stretches of the text that become one atom, one word, or one gap."""
    pieces: list[tuple[int, int, Kind]] = []
    index, length = 0, len(text)
    while index < length:
        kind = kind_of(text, index, language)
        end = index + 1
        if kind == Kind.LATIN:
            while end < length and kind_of(text, end, language) == Kind.LATIN:
                end += 1
        elif kind == Kind.DASH or kind == Kind.ELLIPSIS:
            while end < min(length, index + 2) and text[end] == text[index]:
                end += 1
        pieces.append((index, end, kind))
        index = end
    return pieces
