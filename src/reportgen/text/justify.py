"""Lines set to their measure: how much each joint of a line gives, and the glyphs where they come to stand.

Shrinking follows clreq 3.6.3 and stretching 3.6.4 (typography.md, ZH-18 and ZH-19): step by step, each step equal for
all its members and used up before the next. Knows nothing of paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable

from reportgen.fonts.open import FontKey
from reportgen.model.content import Language
from reportgen.records import dataclass, field, replace
from reportgen.text.characters import Kind
from reportgen.text.prepare import Atom, Prepared
from reportgen.text.runs import SOFT_HYPHEN, TIGHT, GlyphRun, Line, LinkSpan, Looseness, TextRun
from reportgen.text.segment import Span
from reportgen.text.shape import Cluster
from reportgen.text.spacing import Joint, JointKind
from reportgen.theme import Spacing

_EPSILON = 1e-4
_LEAST_LETTERS = 2
"""A single letter among Chinese, as in A股 or H100, belongs to the Chinese word around it."""
GlyphFinder = Callable[[FontKey, str], tuple[int, float]]
"""Glyph and advance in em of one character: for spaces and inserted hyphens."""
InkFinder = Callable[[FontKey, int], float]
"""Where the ink of a glyph begins, in em from its origin."""
_INK_FROM_EDGE_EM = 0.245

_STRETCHES = frozenset((JointKind.HAN, JointKind.GAP, JointKind.BRACKET, JointKind.PAUSE, JointKind.STOP))


def joint_widths(prepared: Prepared, span: Span, measure: float, justified: bool, spacing: Spacing) -> tuple[list[float], Looseness]:
    """The widths of the joints inside the line in points, and how loose they make it."""
    joints = prepared.joints[span.start : span.end - 1]
    atoms = prepared.atoms[span.start : span.end]
    widths = [joint.width for joint in joints]
    need = measure - sum(widths) - sum([atom.width for atom in atoms]) - atoms[-1].tail
    if need < -_EPSILON:
        _shrink(joints, widths, [atom.size for atom in atoms], -need, spacing)
    elif justified and not span.last and need > _EPSILON:
        return widths, _stretch(joints, widths, [atom.size for atom in atoms], need, (spacing, prepared.language))
    return widths, TIGHT


def _members(joints: list[Joint], kind: JointKind) -> list[int]:
    """The places of the joints of a kind."""
    return [k for k, joint in enumerate(joints) if joint.kind is kind]


def _shrink(joints: list[Joint], widths: list[float], sizes: list[float], need: float, spacing: Spacing) -> None:
    steps: tuple[tuple[JointKind, float], ...] = (
        (JointKind.SPACE, spacing.space - spacing.space_shrink),
        (JointKind.BRACKET, 0.0),
        (JointKind.PAUSE, 0.0),
        (JointKind.GAP, spacing.han_latin_least),
        (JointKind.STOP, 0.0),
    )
    present = {joint.kind for joint in joints}
    for kind, least in steps:
        if kind not in present:
            continue
        members = _members(joints, kind)
        room = sum([max(widths[k] - least * sizes[k], 0.0) for k in members])
        if room <= _EPSILON:
            continue
        share = min(need / room, 1.0)
        for k in members:
            widths[k] -= share * max(widths[k] - least * sizes[k], 0.0)
        need -= share * room
        if need <= _EPSILON:
            return


def _stretch(
    joints: list[Joint], widths: list[float], sizes: list[float], need: float, rule: tuple[Spacing, Language]
) -> Looseness:
    spacing, language = rule
    spaces = _members(joints, JointKind.SPACE)
    if language == "en" and spaces:
        added = _open(widths, sizes, spaces, need)
        return Looseness(space=spacing.space + added)
    gaps = _members(joints, JointKind.GAP)
    for members, most in ((spaces, spacing.space_most_zh), (gaps, spacing.han_latin_wide)):
        room = sum([max(most * sizes[k] - widths[k], 0.0) for k in members])
        if room <= _EPSILON:
            continue
        share = min(need / room, 1.0)
        for k in members:
            widths[k] += share * max(most * sizes[k] - widths[k], 0.0)
        need -= share * room
    added = _open_places(joints, widths, sizes, need, spacing) if need > _EPSILON else 0.0
    return Looseness(added, _widest(widths, sizes, gaps), _widest(widths, sizes, spaces))


def _open_places(joints: list[Joint], widths: list[float], sizes: list[float], need: float, spacing: Spacing) -> float:
    """The last step of ZH-19: all places alike, Han–Latin gaps to their limit (MX-05). Returns what each got, in em."""
    places = [k for k, joint in enumerate(joints) if joint.kind in _STRETCHES and joint.opens]
    places = places or [k for k, joint in enumerate(joints) if joint.kind in _STRETCHES]
    if not places:
        return _open(widths, sizes, _members(joints, JointKind.SPACE), need)
    gaps = [k for k in places if joints[k].kind is JointKind.GAP]
    others = [k for k in places if joints[k].kind is not JointKind.GAP] if gaps else places
    room = spacing.han_latin_most - spacing.han_latin_wide
    if gaps and others and need > room * sum([sizes[k] for k in places]):
        need -= room * sum([sizes[k] for k in gaps])
        for k in gaps:
            widths[k] += room * sizes[k]
        places = others
    return _open(widths, sizes, places, need)


def _open(widths: list[float], sizes: list[float], places: list[int], need: float) -> float:
    """Share out `need` points in proportion to the type size; returns the share in em."""
    total = sum([sizes[k] for k in places])
    if not total:
        return 0.0
    for k in places:
        widths[k] += need * sizes[k] / total
    return need / total


def _widest(widths: list[float], sizes: list[float], members: list[int]) -> float:
    return max([widths[k] / sizes[k] for k in members], default=0.0)


@dataclass(slots=True)
class _Open:
    """A glyph run being filled."""

    font: FontKey
    run: TextRun
    language: Language
    x: float
    glyphs: list[int]
    origins: list[float]
    texts: list[str]
    up: float = 0.0
    end: float = 0.0
    raised: list[_Open] = field(default_factory=list)


class LineSetter:
    """Turns a span of atoms and the widths of its joints into a `Line`."""

    def __init__(self, find: GlyphFinder, ink_left: InkFinder) -> None:
        self._find = find
        self._ink_left = ink_left

    def set(self, prepared: Prepared, span: Span, widths: list[float], loose: Looseness = TIGHT, room: float = 0.0) -> Line:
        """The line with its runs on baseline 0, from x 0; its end may pass the measure by `room`."""
        first = prepared.atoms[span.start]
        if first.kind is Kind.OPEN:
            prepared.atoms[span.start] = self._at_edge(first)
        atoms = prepared.atoms[span.start : span.end]
        joints = prepared.joints[span.start : span.end]
        runs, x = self._filled(prepared, span.start, atoms, (joints, widths))
        x += atoms[-1].tail
        joint = joints[-1]
        hyphenated = joint.hyphen and span.end < len(prepared.atoms)
        if hyphenated:
            glyph, advance = self._find(runs[-1].font, "-")
            _append(runs[-1], glyph, x, SOFT_HYPHEN)
            x += advance * runs[-1].run.style.size
            runs[-1].end = x
        elif joint.text and span.end < len(prepared.atoms):
            _append(runs[-1], self._find(runs[-1].font, " ")[0], x, " ")
        natural = x - sum(widths) + sum([joint.width for joint in joints[:-1]])
        closed = tuple([_close(run) for opened in runs for run in ((opened, *opened.raised) if opened.raised else (opened,))])
        links = _links(prepared, atoms, widths) if any([run.target for run in prepared.runs]) else ()
        return Line(closed, x, natural, links, hyphenated, loose, room)

    def _filled(
        self, prepared: Prepared, start: int, atoms: list[Atom], between: tuple[list[Joint], list[float]]
    ) -> tuple[list[_Open], float]:  # fmt: skip
        """The runs of a line's atoms, of which the first is the paragraph's atom `start`, and where the last one ends."""
        joints, widths = between
        runs: list[_Open] = []
        x = 0.0
        last = len(atoms) - 1
        chinese, owner, space = prepared.language == "zh", -1, 0
        font: FontKey | None = None
        language: Language = "en"
        for k, atom in enumerate(atoms):
            latin = atom.kind is Kind.LATIN
            if latin:
                spoken = _language_of(start + k, prepared) if chinese else "en"
            else:
                spoken = "zh" if chinese or atom.kind is Kind.HAN else "en"
            if atom.run != owner or spoken != language or atom.font is not font:
                current = self._run_for(runs, atom, prepared, (spoken, x))
                owner, language, font = atom.run, spoken, atom.font
                space = self._find(font, " ")[0]
                origin, glyphs, origins, texts = current.x, current.glyphs, current.origins, current.texts
            pen = x + atom.shift
            if atom.plain is not None:
                glyphs += atom.plain[0]
                texts += atom.plain[1]
                for width in atom.widths:
                    origins.append(pen - origin)
                    pen += width
            else:
                for cluster, width in zip(atom.clusters, atom.widths, strict=True):
                    self._add_moved(current, cluster, pen, atom.size)
                    pen += width
            current.end = pen - atom.shift
            x += atom.width
            if k < last:
                if joints[k].text:
                    glyphs.append(space)
                    origins.append(x - origin)
                    texts.append(" ")
                x += widths[k]
        return runs, x

    def _at_edge(self, mark: Atom) -> Atom:
        """An opening mark at the start of a line: its ink begins a quarter of an em from the edge at most (ZH-10)."""
        ink = self._ink_left(mark.font, mark.clusters[0].glyphs[0])
        shift = min(mark.shift, (_INK_FROM_EDGE_EM - ink) * mark.size) if mark.shift else 0.0
        return replace(mark, shift=shift)

    def _run_for(self, runs: list[_Open], atom: Atom, prepared: Prepared, at: tuple[Language, float]) -> _Open:
        """The run that the atom belongs to: the last one, or a new one."""
        language, x = at
        run = prepared.runs[atom.run]
        if runs:
            last = runs[-1]
            if last.font == atom.font and last.language == language and last.run is run:
                return last
        opened = _Open(atom.font, run, language, x, [], [], [])
        runs.append(opened)
        return opened

    def _add_moved(self, current: _Open, cluster: Cluster, pen: float, size: float) -> None:
        """A cluster of several glyphs, or of one that does not stand in its own place."""
        text = cluster.text
        for glyph, advance, (offset, up) in zip(cluster.glyphs, cluster.advances, cluster.offsets, strict=True):
            if up:
                self._add_raised(current, glyph, (pen + offset * size, up * size), text)
            else:
                _append(current, glyph, pen + offset * size, text)
            text = ""
            pen += advance * size

    def _add_raised(self, current: _Open, glyph: int, place: tuple[float, float], text: str) -> None:
        """A mark that the font lifts over its letter; it needs a run of its own, since a run has one baseline."""
        x, up = place
        current.raised.append(_Open(current.font, current.run, current.language, x, [glyph], [0.0], [text], up, x))


def _append(current: _Open, glyph: int, x: float, text: str) -> None:
    current.glyphs.append(glyph)
    current.origins.append(x - current.x)
    current.texts.append(text)


def _close(run: _Open) -> GlyphRun:
    style = run.run.style
    return GlyphRun(
        run.font, style.size, style.colour, run.language, run.x, -style.rise - run.up,
        tuple(run.glyphs), tuple(run.origins), tuple(run.texts), run.end - run.x,
    )  # fmt: skip


def _language_of(index: int, prepared: Prepared) -> Language:
    """Words of the other script are in the other language; figures belong to the sentence around them (TX-05)."""
    atom = prepared.atoms[index]
    if prepared.language == "en":
        return "zh" if atom.kind == Kind.HAN else "en"
    if atom.kind != Kind.LATIN:
        return "zh"
    letters = _letters(atom)
    for step in (-1, 1):  # a word may be cut into pieces, and each is read as the whole is
        k = index
        while letters < _LEAST_LETTERS and 0 <= k + step < len(prepared.atoms):
            joint = prepared.joints[min(k, k + step)]
            k += step
            if joint.text or joint.kind != JointKind.NONE or prepared.atoms[k].kind != Kind.LATIN:
                break
            letters += _letters(prepared.atoms[k])
    return "en" if letters >= _LEAST_LETTERS else "zh"


def _letters(atom: Atom) -> int:
    return len(atom.text) if atom.text.isalpha() else sum([character.isalpha() for character in atom.text])


def _links(prepared: Prepared, atoms: list[Atom], widths: list[float]) -> tuple[LinkSpan, ...]:
    """The stretches of the line that lead somewhere, neighbouring atoms of one run joined."""
    links: list[LinkSpan] = []
    last = -1
    left = 0.0
    for atom, space in zip(atoms, [*widths, 0.0], strict=True):
        run = prepared.runs[atom.run]
        right = left + atom.width
        if run.target:
            if atom.run == last:
                links[-1] = LinkSpan(links[-1].x, right - links[-1].x, run.target, run.role)
            else:
                links.append(LinkSpan(left, right - left, run.target, run.role))
        last = atom.run
        left = right + space
    return tuple(links)
