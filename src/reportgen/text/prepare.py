"""Styled runs in, atoms and joints out: what a line can be built from.

An *atom* is what no line break parts: a Han character, a mark, a Latin word or a piece of one. A *joint* lies between
two neighbouring atoms: the space there, how it may stretch and shrink, and what a line break there costs. Blanks of
full-width marks are joints, so a mark at a line's edge is trimmed by not setting the joint beside it.

Nothing here knows the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportgen.fonts.open import FontKey, Fonts
from reportgen.model.content import Language
from reportgen.records import dataclass, field, replace
from reportgen.text.characters import FULL_WIDTH_MARKS, SPACE_WIDTHS_EM, Kind, is_ignorable
from reportgen.text.hyphenation import HYPHEN_PENALTY, hyphenation_points
from reportgen.text.quotes import curled
from reportgen.text.runs import NOTE_ROLE, SOFT_HYPHEN, Style, TextRun
from reportgen.text.shape import UNMOVED, Cluster, shape
from reportgen.text.spacing import AMONG_HAN, FORCED, NEVER, Joint, JointKind, Typed, joint_between, joint_key
from reportgen.text.stretches import GAPS, stretches_of
from reportgen.text.words import are_bound, latin_pieces, meet_freely
from reportgen.theme import Spacing

Plain = tuple[tuple[int, ...], tuple[str, ...]]
"""Glyphs, and the text of each."""


def plain_of(clusters: Sequence[Cluster]) -> Plain | None:
    """The glyphs and texts of clusters that are one glyph each, in its own place, as nearly all are."""
    if any([cluster.offsets is not UNMOVED for cluster in clusters]):
        return None
    return tuple([cluster.glyphs[0] for cluster in clusters]), tuple([cluster.text for cluster in clusters])


@dataclass(frozen=True, slots=True)
class Atom:
    """An unbreakable piece of text. `width` in points; `run` is the index of the run that it belongs to.

    The same atom stands in every paragraph that has the same text in the same style.
    """

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
    plain: Plain | None = None
    """What the clusters come to, if each is one glyph in its own place."""


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


_WHOLE = Joint(JointKind.NONE, 0.0, NEVER)
"""No place to break; joints are replaced and never changed, so one serves for all."""


@dataclass(slots=True)
class _Case:
    """The sorts of one style: the atoms that paragraphs of a language take from it for their run of this number."""

    style: Style
    owner: int
    language: Language
    words: dict[str, tuple[tuple[Atom, ...], tuple[Joint, ...]]] = field(default_factory=dict)
    """Latin words without a soft hyphen, cut where they may break."""
    marks: dict[tuple[str, Kind], Atom] = field(default_factory=dict)
    han: dict[str, Atom] = field(default_factory=dict)
    fonts: dict[int, FontKey] = field(default_factory=dict)
    """The fonts of the style by their faces."""
    space: Joint = _WHOLE
    """Between two words of the style."""

    def font(self, face: int) -> FontKey:
        key = self.fonts.get(face)
        if key is None:
            key = self.fonts[face] = FontKey(face, self.style.weight)
        return key


class Itemiser:
    """Prepares paragraphs with one chain of fonts, keeping the shape of what it has met before."""

    def __init__(self, fonts: Fonts, spacing: Spacing) -> None:
        self.fonts = fonts
        self.spacing = spacing
        self._shaped: dict[tuple[str, FontKey, bool], tuple[Cluster, ...]] = {}
        self._usual: set[str] = set()
        """Characters that are set as they are: they have a glyph or need none."""
        self._words: dict[tuple[str, int, Language], list[tuple[list[_Part], Joint]]] = {}
        self._cases: dict[tuple[float, int, int, Language], _Case] = {}
        self._joints: dict[tuple[object, ...], Joint] = {}
        """Joints of which one side at least is no Latin word, by all that they depend on."""

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
            usual.update([character for character in set(run.text).difference(usual) if self._is_usual(character)])
            if usual.issuperset(run.text):
                characters.append(run.text)
                owners += [owner] * len(run.text)
                index += len(run.text)
                continue
            for character in run.text:
                if character in usual:
                    characters.append(character)
                    owners.append(owner)
                elif character == SOFT_HYPHEN:
                    soft.add(len(owners))
                elif not is_ignorable(character):
                    lost.append(MissingCharacter(character, index))
                index += 1
        return _Source("".join(characters), owners, soft), tuple(lost)

    def _is_usual(self, character: str) -> bool:
        if is_ignorable(character):
            return False
        return _needs_no_glyph(character) or self.fonts.face_for(character) is not None

    def _fill(self, prepared: Prepared, source: _Source) -> None:
        language, text, owners = prepared.language, source.text, source.owners
        atoms, joints = prepared.atoms, prepared.joints
        cases = [self._case(run.style, owner, language) for owner, run in enumerate(prepared.runs)]
        noted = any([run.role == NOTE_ROLE for run in prepared.runs])
        gap = before = ""
        for start, end, kind in stretches_of(text, language, owners if len(cases) > 1 else ()):
            if kind in GAPS:
                gap += text[start:end]
                continue
            first = len(atoms)
            if gap and (not first or "\n" in gap):
                self._indent(prepared, gap, cases[owners[start - 1]])
                first = len(atoms)
            case = cases[owners[start]]
            if kind == Kind.LATIN:
                known = case.words.get(text[start:end]) if not source.soft and owners[end - 1] == case.owner else None
                if known is not None:
                    atoms += known[0]
                    joints += known[1]
                else:
                    self._add_word(prepared, source, (start, end), cases)
            elif kind is None:
                self._add_han(prepared, text[start:end], case)
            else:
                atoms.append(self._mark(text[start:end], kind, case))
                joints.append(_WHOLE)
            if first and atoms[first - 1].kind != Kind.SPACE:
                left, right = atoms[first - 1], atoms[first]
                if left.word and kind == Kind.LATIN:
                    self._join_words(prepared, first, (gap, before), case)
                else:
                    joints[first - 1] = self._joint(left, right, (gap, before), language)
            if noted:
                for k in range(max(first, 1), len(atoms) if kind is None else first + 1):
                    _bind_notes(prepared, k)
            before = atoms[first - 1].text if first else ""
            gap = ""

    def _case(self, style: Style, owner: int, language: Language) -> _Case:
        key = (style.size, style.weight, owner, language)
        case = self._cases.get(key)
        if case is None:
            space = Joint(JointKind.SPACE, self.spacing.space * style.size, 0.0, " ")
            case = self._cases[key] = _Case(style, owner, language, space=space)
        return case

    # --- joints ---------------------------------------------------------------------------------------------------

    def _join_words(self, prepared: Prepared, first: int, typed: tuple[str, str], case: _Case) -> None:
        """The joint before the word that begins with the atom `first`, after another word."""
        gap, before = typed
        left, right = prepared.atoms[first - 1], prepared.atoms[first]
        if gap == " " and left.size == right.size and meet_freely(left.word, right.word):
            prepared.joints[first - 1] = case.space
            return
        joint = joint_between(left, right, Typed(gap, before, prepared.language), self.spacing)
        prepared.joints[first - 1] = joint
        if joint.text and are_bound(left.word, right.word):
            _keep_whole(prepared, first)

    def _joint(self, left: Atom, right: Atom, typed: tuple[str, str], language: Language) -> Joint:
        """The joint between two atoms of which one at least is Chinese."""
        gap, before = typed
        if not gap and left.kind == right.kind == Kind.HAN:
            return AMONG_HAN
        key = (joint_key(left, right, gap, before), language)
        joint = self._joints.get(key)
        if joint is None:
            joint = self._joints[key] = joint_between(left, right, Typed(gap, before, language), self.spacing)
        return joint

    def _indent(self, prepared: Prepared, gap: str, case: _Case) -> None:
        """Ideographic spaces typed at the start of a paragraph or of a forced line are its indent, and are kept."""
        line_start = gap[gap.rfind("\n") + 1 :]
        count = len(line_start) - len(line_start.lstrip("\u3000"))
        if count:
            if prepared.joints and "\n" in gap:
                prepared.joints[-1] = Joint(JointKind.NONE, 0.0, FORCED)
            prepared.atoms.append(self._mark("\u3000" * count, Kind.SPACE, case))
            prepared.joints.append(_WHOLE)

    # --- Latin words ----------------------------------------------------------------------------------------------

    def _add_word(self, prepared: Prepared, source: _Source, reach: tuple[int, int], cases: list[_Case]) -> None:
        """A run of Latin characters without spaces, cut where it may break and where its style or face changes."""
        start, end = reach
        word = source.text[start:end]
        owners = source.owners
        atoms: list[Atom] = []
        joints: list[Joint] = []
        if owners[start] == owners[end - 1] and not source.soft:
            case = cases[owners[start]]
            for parts, joint in self._word_parts(word, case):
                _add_parts((atoms, joints), parts, case, word)
                joints[-1] = joint
            case.words[word] = (tuple(atoms), tuple(joints))
        else:
            soft = [k - start for k in range(start + 1, end) if k in source.soft]
            cuts = self._cuts(prepared.language, word, soft)
            for left, right in self._uniform(word, owners[start:end]):
                case = cases[owners[start + left]]
                inner = {c - left: joint for c, joint in cuts.items() if left < c < right}
                _add_parts((atoms, joints), self._parts(word[left:right], case, inner), case, word)
                joints[-1] = cuts.get(right, _WHOLE)
        prepared.atoms += atoms
        prepared.joints += joints

    def _word_parts(self, word: str, case: _Case) -> list[tuple[list[_Part], Joint]]:
        """The parts of a word in one style, those of each face together, with the joint after these."""
        key = (word, case.style.weight, case.language)
        known = self._words.get(key)
        if known is None:
            cuts = self._cuts(case.language, word, [])
            known = self._words[key] = [
                (self._parts(word[left:right], case, {c - left: joint for c, joint in cuts.items() if left < c < right}), cuts.get(right, _WHOLE))
                for left, right in self._uniform(word)
            ]  # fmt: skip
        return known

    def _uniform(self, word: str, owners: Sequence[int] = ()) -> list[tuple[int, int]]:
        """The stretches of a word that are of one face and have one owner."""
        faces = [self.fonts.face_for(character) for character in word]
        if not owners and faces.count(faces[0]) == len(faces):
            return [(0, len(word))]
        kinds = list(zip(faces, owners or faces, strict=True))
        starts = [0, *(k for k in range(1, len(word)) if kinds[k] != kinds[k - 1])]
        return list(pairwise([*starts, len(word)]))

    def _cuts(self, language: Language, word: str, soft: list[int]) -> dict[int, Joint]:
        """The joints inside a word by the index of the character after them; soft hyphens stand instead of patterns."""
        cuts = {k: Joint(JointKind.NONE, 0.0, penalty) for k, penalty in latin_pieces(word)}
        points = [(k, HYPHEN_PENALTY) for k in soft] or hyphenation_points(word, language)
        for k, penalty in points:
            cuts.setdefault(k, Joint(JointKind.NONE, 0.0, penalty, hyphen=True))
        return cuts

    def _parts(self, text: str, case: _Case, cuts: dict[int, Joint]) -> list[_Part]:
        """Latin characters of one style and face: shaped as a whole, then cut, so that kerning holds across the cuts."""
        font = case.font(self.fonts.face_for(text[0]) or 0)
        clusters = self.shaped(text, font, han=False)
        if not cuts:
            return [_part(clusters, font, 0.0, _WHOLE)]
        parts: list[_Part] = []
        first = position = 0
        for k, cluster in enumerate(clusters):
            if k > first and position in cuts:
                parts.append(_part(clusters[first:k], font, self._kerning(font, clusters[k - 1]), cuts[position]))
                first = k
            position += len(cluster.text)
        return [*parts, _part(clusters[first:], font, 0.0, _WHOLE)]

    def _kerning(self, font: FontKey, cluster: Cluster) -> float:
        """By how much, in em, the cluster's advance is less than its last glyph's own."""
        advance = self.fonts.instance(font).get_glyph_h_advance(cluster.glyphs[-1]) / self.fonts.units_per_em[font.face]
        lost = advance - cluster.advances[-1]
        return lost if lost < _MOST_KERNING_EM else 0.0

    # --- Han and marks --------------------------------------------------------------------------------------------

    def _add_han(self, prepared: Prepared, text: str, case: _Case) -> None:
        """Han characters, each an atom."""
        known = case.han.get
        prepared.atoms += [known(character) or self._han(character, case) for character in text]
        prepared.joints += [AMONG_HAN] * (len(text) - 1)
        prepared.joints.append(_WHOLE)

    def _han(self, character: str, case: _Case) -> Atom:
        atom = case.han[character] = self._mark(character, Kind.HAN, case)
        return atom

    def _mark(self, piece: str, kind: Kind, case: _Case) -> Atom:
        """A Han character or a mark."""
        key = (piece, kind)
        known = case.marks.get(key)
        if known is None:
            known = case.marks[key] = self._atom(piece, kind, case)
        return known

    def _atom(self, piece: str, kind: Kind, case: _Case) -> Atom:
        size = case.style.size
        font = case.font(self.fonts.face_for(piece[0]) or 0)
        clusters = self.shaped(piece, font, han=True)
        widths = [cluster.advance * size for cluster in clusters]
        shift = 0.0
        if kind in FULL_WIDTH_MARKS and abs(clusters[0].advance - 1) < 0.01:
            widths[0] = size / 2
            shift = -size / 2 if kind == Kind.OPEN else 0.0
        elif kind == Kind.DOT and abs(clusters[0].advance - 1) < 0.01:
            widths[0] = size / 2
            shift = -size / 4
        return Atom(kind, piece, sum(widths), case.owner, font, size, clusters, tuple(widths), shift, 0.0, "", plain_of(clusters))


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, or a piece of it, in any size. Advances and the kerning that it loses at a line's end in em."""

    text: str
    font: FontKey
    clusters: tuple[Cluster, ...]
    advances: tuple[float, ...]
    kerning: float
    plain: Plain | None
    joint: Joint


def _part(clusters: tuple[Cluster, ...], font: FontKey, kerning: float, joint: Joint) -> _Part:
    plain = plain_of(clusters)
    text = "".join(plain[1]) if plain is not None else "".join([cluster.text for cluster in clusters])
    return _Part(text, font, clusters, tuple([cluster.advance for cluster in clusters]), kerning, plain, joint)


def _add_parts(to: tuple[list[Atom], list[Joint]], parts: list[_Part], case: _Case, word: str) -> None:
    """The parts of a word at the size of a style."""
    atoms, joints = to
    size, owner = case.style.size, case.owner
    for part in parts:
        widths = tuple([advance * size for advance in part.advances])
        atoms.append(Atom(Kind.LATIN, part.text, sum(widths), owner, part.font, size, part.clusters, widths, 0.0,
                          part.kerning * size, word, part.plain))  # fmt: skip
        joints.append(part.joint)


def _bind_notes(prepared: Prepared, right: int) -> None:
    """A note's number stands close to what it follows, whatever the script, and never begins a line."""
    joint = prepared.joints[right - 1]
    roles = [prepared.runs[prepared.atoms[k].run].role for k in (right - 1, right)]
    if roles[1] == NOTE_ROLE:
        prepared.joints[right - 1] = Joint(JointKind.NONE, 0.0, NEVER)
    elif roles[0] == NOTE_ROLE and joint.kind == JointKind.GAP:
        prepared.joints[right - 1] = Joint(JointKind.HAN, 0.0, joint.penalty)


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


def _needs_no_glyph(character: str) -> bool:
    return character in "\n\u200b\u2060\ufeff" or character in SPACE_WIDTHS_EM or character in "\u00a0\t" or is_ignorable(character)
