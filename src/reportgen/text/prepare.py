"""Styled runs in, atoms and joints out: what a line can be built from.

An *atom* is what no line break parts: a Han character, a mark, a Latin word or a piece of one. A *joint* lies between
two neighbouring atoms: the space there, how it may stretch and shrink, and what a line break there costs. Blanks of
full-width marks are joints, so a mark at a line's edge is trimmed by not setting the joint beside it.

Nothing here knows the measure.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.fonts.open import FontKey, Fonts
from reportgen.model.content import Language
from reportgen.records import dataclass, replace
from reportgen.text.characters import (
    FULL_WIDTH_MARKS,
    SPACE_WIDTHS_EM,
    Kind,
    is_combining,
    is_ignorable,
    kind_of,
)
from reportgen.text.hyphenation import HYPHEN_PENALTY, hyphenation_points
from reportgen.text.quotes import curled
from reportgen.text.runs import NOTE_ROLE, SOFT_HYPHEN, Style, TextRun
from reportgen.text.shape import Cluster, shape
from reportgen.text.spacing import FORCED, NEVER, Joint, JointKind, Typed, joint_between
from reportgen.text.words import are_bound, latin_pieces
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
    tail: float = 0.0
    """What the kerning to the next piece of the word took from the width, for a line that ends here (EN-13)."""
    word: str = ""
    """The whole word that a Latin atom is a piece of."""


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
        self._usual: set[str] = set()
        """Characters that are set as they are: they have a glyph or need none."""
        self._words: dict[tuple[str, int, float, Language], tuple[tuple[_Piece, Joint], ...]] = {}
        self._marks: dict[tuple[str, Kind, int, float], _Piece] = {}

    def shaped(self, text: str, font: FontKey, han: bool) -> tuple[Cluster, ...]:
        key = (text, font, han)
        clusters = self._shaped.get(key)
        if clusters is None:
            clusters = self._shaped[key] = shape(text, self.fonts, font, han=han)
        return clusters

    def prepare(self, runs: Sequence[TextRun], language: Language) -> Prepared:
        """The paragraph of `runs` as atoms and joints; characters without a glyph are listed and left out."""
        runs = tuple(runs)
        source, lost = self._source(runs)
        if language == "en" and self.spacing.curl_quotes:
            source.text = curled(source.text)
        main = max(runs, key=lambda run: len(run.text), default=None)
        prepared = Prepared([], [], runs, language, lost, main.style.size if main else 1.0)
        self._fill(prepared, source)
        return prepared

    def _source(self, runs: tuple[TextRun, ...]) -> tuple[_Source, tuple[MissingCharacter, ...]]:
        """The runs as one string without what draws nothing and what no font has."""
        characters: list[str] = []
        owners: list[int] = []
        soft: set[int] = set()
        lost: list[MissingCharacter] = []
        index = 0
        usual = self._usual
        for owner, run in enumerate(runs):
            if usual.issuperset(run.text):
                characters += run.text
                owners += [owner] * len(run.text)
                index += len(run.text)
                continue
            for character in run.text:
                if character == SOFT_HYPHEN:
                    soft.add(len(characters))
                elif is_ignorable(character):
                    pass
                elif _needs_no_glyph(character) or self.fonts.face_for(character) is not None:
                    usual.add(character)
                    characters.append(character)
                    owners.append(owner)
                else:
                    lost.append(MissingCharacter(character, index))
                index += 1
        return _Source("".join(characters), owners, soft), tuple(lost)

    def _fill(self, prepared: Prepared, source: _Source) -> None:
        language, text = prepared.language, source.text
        gap = ""
        before = ""
        for start, end, kind in _pieces(text, language):
            if kind in _GAPS:
                gap += text[start:end]
                continue
            first = len(prepared.atoms)
            if gap and (not first or "\n" in gap):
                self._indent(prepared, gap, source.owners[start - 1])
                first = len(prepared.atoms)
            if kind == Kind.LATIN:
                self._add_word(prepared, source, start, end)
            else:
                self._add_atom(prepared, text[start:end], kind, source.owners[start])
            if first and prepared.atoms[first - 1].kind != Kind.SPACE:
                left, right = prepared.atoms[first - 1], prepared.atoms[first]
                joint = prepared.joints[first - 1] = joint_between(left, right, Typed(gap, before, language), self.spacing)
                if joint.text and kind == left.kind == Kind.LATIN and are_bound(left.word, right.word):
                    _keep_whole(prepared, first)
                self._bind_notes(prepared, first)
            before = prepared.atoms[first - 1].text if first else ""
            gap = ""

    def _indent(self, prepared: Prepared, gap: str, owner: int) -> None:
        """Ideographic spaces typed at the start of a paragraph or of a forced line are its indent, and are kept."""
        line_start = gap[gap.rfind("\n") + 1 :]
        count = len(line_start) - len(line_start.lstrip("\u3000"))
        if count:
            if prepared.joints and "\n" in gap:
                prepared.joints[-1] = Joint(JointKind.NONE, 0.0, FORCED)
            self._add_atom(prepared, "\u3000" * count, Kind.SPACE, owner)

    def _bind_notes(self, prepared: Prepared, right: int) -> None:
        """A note's number stands close to what it follows, whatever the script, and never begins a line."""
        joint = prepared.joints[right - 1]
        roles = [prepared.runs[prepared.atoms[k].run].role for k in (right - 1, right)]
        if roles[1] == NOTE_ROLE:
            prepared.joints[right - 1] = Joint(JointKind.NONE, 0.0, NEVER)
        elif roles[0] == NOTE_ROLE and joint.kind == JointKind.GAP:
            prepared.joints[right - 1] = Joint(JointKind.HAN, 0.0, joint.penalty)

    def _add_word(self, prepared: Prepared, source: _Source, start: int, end: int) -> None:
        """A run of Latin characters without spaces, cut where it may break and where its style or face changes."""
        word = source.text[start:end]
        first = len(prepared.atoms)
        owners = source.owners
        owner = owners[start]
        style = prepared.runs[owner].style
        key = (word, style.weight, style.size, prepared.language)
        whole = owner == owners[end - 1] and not source.soft
        known = self._words.get(key) if whole else None
        if known is not None:
            for piece, joint in known:
                prepared.atoms.append(piece.atom(owner, style.size, word))
                prepared.joints.append(joint)
            return
        cuts = self._cuts(prepared.language, word, [k - start for k in range(start + 1, end) if k in source.soft] if source.soft else [])
        left = start
        face = self.fonts.face_for(word[0])
        for k in range(start + 1, end):
            other = self.fonts.face_for(source.text[k])
            if owners[k] != owners[left] or other != face:
                self._add_styled(prepared, source.text[left:k], owners[left], {c - left + start: j for c, j in cuts.items()})
                prepared.joints[-1] = cuts.get(k - start) or Joint(JointKind.NONE, 0.0, NEVER)
                left, face = k, other
        inner = cuts if left == start else {c - left + start: j for c, j in cuts.items()}
        self._add_styled(prepared, source.text[left:end], owners[left], inner)
        for atom in prepared.atoms[first:]:
            atom.word = word
        if whole:
            pieces = map(_Piece.of, prepared.atoms[first:])
            self._words[key] = tuple(zip(pieces, prepared.joints[first:], strict=True))

    def _cuts(self, language: Language, word: str, soft: list[int]) -> dict[int, Joint]:
        """The joints inside a word by the index of the character after them; soft hyphens stand instead of patterns."""
        cuts = {k: Joint(JointKind.NONE, 0.0, penalty) for k, penalty in latin_pieces(word)}
        points = [(k, HYPHEN_PENALTY) for k in soft] or hyphenation_points(word, language)
        for k, penalty in points:
            cuts.setdefault(k, Joint(JointKind.NONE, 0.0, penalty, hyphen=True))
        return cuts

    def _add_styled(self, prepared: Prepared, word: str, owner: int, cuts: dict[int, Joint]) -> None:
        """Latin characters of one style: shaped as a whole, then cut, so that kerning holds across the cuts."""
        style = prepared.runs[owner].style
        font = FontKey(self.fonts.face_for(word[0]) or 0, style.weight)
        piece: list[Cluster] = []
        position = 0
        for cluster in self.shaped(word, font, han=False):
            if piece and position in cuts:
                self._close_piece(prepared, piece, owner, font)
                prepared.atoms[-1].tail = self._kerning(font, piece[-1]) * style.size
                prepared.joints[-1] = cuts[position]
                piece = []
            piece.append(cluster)
            position += len(cluster.text)
        self._close_piece(prepared, piece, owner, font)

    def _kerning(self, font: FontKey, cluster: Cluster) -> float:
        """By how much, in em, the cluster's advance is less than its last glyph's own."""
        advance = self.fonts.instance(font).get_glyph_h_advance(cluster.glyphs[-1]) / self.fonts.units_per_em[font.face]
        lost = advance - cluster.advances[-1]
        return lost if lost < _MOST_KERNING_EM else 0.0

    def _close_piece(self, prepared: Prepared, piece: list[Cluster], owner: int, font: FontKey) -> None:
        size = prepared.runs[owner].style.size
        widths = tuple(cluster.advance * size for cluster in piece)
        words = "".join(cluster.text for cluster in piece)
        prepared.atoms.append(Atom(Kind.LATIN, words, sum(widths), owner, font, size, tuple(piece), widths))
        prepared.joints.append(Joint(JointKind.NONE, 0.0, NEVER))

    def _add_atom(self, prepared: Prepared, piece: str, kind: Kind, owner: int) -> None:
        """A Han character or a mark."""
        style = prepared.runs[owner].style
        key = (piece, kind, style.weight, style.size)
        known = self._marks.get(key)
        if known is None:
            known = self._marks[key] = _Piece.of(self._atom(piece, kind, style, owner))
        prepared.atoms.append(known.atom(owner, style.size, ""))
        prepared.joints.append(_WHOLE)

    def _atom(self, piece: str, kind: Kind, style: Style, owner: int) -> Atom:
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
        return Atom(kind, piece, sum(widths), owner, font, style.size, clusters, tuple(widths), shift)


_WHOLE = Joint(JointKind.NONE, 0.0, NEVER)
"""No place to break; joints are replaced and never changed, so one serves for all."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What an atom is in every paragraph that it stands in."""

    kind: Kind
    text: str
    width: float
    font: FontKey
    clusters: tuple[Cluster, ...]
    widths: tuple[float, ...]
    shift: float
    tail: float

    @classmethod
    def of(cls, atom: Atom) -> _Piece:
        return cls(atom.kind, atom.text, atom.width, atom.font, atom.clusters, atom.widths, atom.shift, atom.tail)

    def atom(self, run: int, size: float, word: str) -> Atom:
        return Atom(self.kind, self.text, self.width, run, self.font, size, self.clusters, self.widths, self.shift, self.tail, word)


def _keep_whole(prepared: Prepared, first: int) -> None:
    """Words that are bound to one another are not broken either: the one that begins with atom `first`, and the one before."""
    for k in range(first, len(prepared.joints) - 1):
        prepared.joints[k] = replace(prepared.joints[k], penalty=NEVER, hyphen=False)
    k = first - 2
    while k >= 0 and prepared.joints[k].hyphen:
        prepared.joints[k] = replace(prepared.joints[k], penalty=NEVER, hyphen=False)
        k -= 1


@dataclass(slots=True)
class _Source:
    """The text of a paragraph, the run that each character belongs to, and where soft hyphens were typed."""

    text: str
    owners: list[int]
    soft: set[int]


_MOST_KERNING_EM = 0.2
"""A larger difference is no kerning but a sign that was narrowed."""
_GAPS = (Kind.SPACE, Kind.BREAK, Kind.ZERO, Kind.JOINER)


def _needs_no_glyph(character: str) -> bool:
    return character in "\n\u200b\u2060\ufeff" or character in SPACE_WIDTHS_EM or character in "\u00a0\t" or is_ignorable(character)


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
        while end < length and kind not in _GAPS and is_combining(text[end]):
            end += 1
        pieces.append((index, end, kind))
        index = end
    return pieces
