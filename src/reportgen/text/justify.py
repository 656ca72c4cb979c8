"""Lines set to their measure: how much each joint of a line gives, and the glyphs where they come to stand.

Shrinking follows clreq 3.6.3 and stretching 3.6.4 (typography.md, ZH-18 and ZH-19): step by step, each step equal for
all its members and used up before the next. Knows nothing of paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportgen.fonts.open import FontKey
from reportgen.model.content import Language
from reportgen.text.characters import Kind
from reportgen.text.linebreak import Span
from reportgen.text.prepare import Atom, Prepared
from reportgen.text.runs import SOFT_HYPHEN, GlyphRun, Line, LinkSpan, TextRun
from reportgen.text.spacing import Joint, JointKind
from reportgen.theme import Spacing

_EPSILON = 1e-4
GlyphFinder = Callable[[FontKey, str], tuple[int, float]]
"""Glyph and advance in em of one character: for spaces and inserted hyphens."""

_STRETCHES = (JointKind.HAN, JointKind.GAP, JointKind.BRACKET, JointKind.PAUSE, JointKind.STOP)


def joint_widths(prepared: Prepared, span: Span, measure: float, justified: bool, spacing: Spacing) -> list[float]:
    """The widths of the joints inside the line, in points."""
    joints = prepared.joints[span.start : span.end - 1]
    widths = [joint.width for joint in joints]
    natural = sum(widths) + sum(atom.width for atom in prepared.atoms[span.start : span.end])
    need = measure - natural
    sizes = [prepared.atoms[k].size for k in range(span.start, span.end - 1)]
    if need < -_EPSILON:
        _shrink(joints, widths, sizes, -need, spacing)
    elif justified and not span.last and need > _EPSILON:
        _stretch(joints, widths, sizes, need, (spacing, prepared.language))
    return widths


def _shrink(joints: list[Joint], widths: list[float], sizes: list[float], need: float, spacing: Spacing) -> None:
    steps: tuple[tuple[JointKind, Callable[[int], float]], ...] = (
        (JointKind.SPACE, lambda k: (spacing.space - spacing.space_shrink) * sizes[k]),
        (JointKind.BRACKET, lambda k: 0.0),
        (JointKind.PAUSE, lambda k: 0.0),
        (JointKind.GAP, lambda k: spacing.han_latin_least * sizes[k]),
        (JointKind.STOP, lambda k: 0.0),
    )
    for kind, least in steps:
        members = [k for k, joint in enumerate(joints) if joint.kind == kind]
        room = sum(widths[k] - least(k) for k in members)
        if room <= _EPSILON:
            continue
        share = min(need / room, 1.0)
        for k in members:
            widths[k] -= share * (widths[k] - least(k))
        need -= share * room
        if need <= _EPSILON:
            return


def _stretch(joints: list[Joint], widths: list[float], sizes: list[float], need: float, rule: tuple[Spacing, Language]) -> None:
    spacing, language = rule
    spaces = [k for k, joint in enumerate(joints) if joint.kind == JointKind.SPACE]
    if language == "en" and spaces:
        total = sum(sizes[k] for k in spaces)
        for k in spaces:
            widths[k] += need * sizes[k] / total
        return
    gaps = [k for k, joint in enumerate(joints) if joint.kind == JointKind.GAP]
    for members, most in ((spaces, spacing.space_most_zh), (gaps, spacing.han_latin_wide)):
        room = sum(max(most * sizes[k] - widths[k], 0.0) for k in members)
        if room <= _EPSILON:
            continue
        share = min(need / room, 1.0)
        for k in members:
            widths[k] += share * max(most * sizes[k] - widths[k], 0.0)
        need -= share * room
    places = [k for k, joint in enumerate(joints) if joint.kind in _STRETCHES] or spaces
    total = sum(sizes[k] for k in places)
    if need > _EPSILON and total:
        for k in places:
            widths[k] += need * sizes[k] / total


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
    end: float = 0.0


class LineSetter:
    """Turns a span of atoms and the widths of its joints into a `Line`."""

    def __init__(self, find: GlyphFinder) -> None:
        self._find = find

    def set(self, prepared: Prepared, span: Span, widths: list[float]) -> Line:
        """The line with its runs on baseline 0, from x 0."""
        runs: list[_Open] = []
        x = 0.0
        stops: list[tuple[int, float, float]] = []
        for k in range(span.start, span.end):
            atom = prepared.atoms[k]
            current = self._run_for(runs, atom, prepared, x)
            self._add_atom(current, atom, x)
            stops.append((atom.run, x, x + atom.width))
            x += atom.width
            if k < span.end - 1:
                if prepared.joints[k].text:
                    self._add_space(current, x)
                x += widths[k - span.start]
        joint = prepared.joints[span.end - 1]
        hyphenated = joint.hyphen and span.end < len(prepared.atoms)
        if hyphenated:
            glyph, advance = self._find(runs[-1].font, "-")
            _append(runs[-1], glyph, x, SOFT_HYPHEN)
            x += advance * runs[-1].run.style.size
            runs[-1].end = x
        elif joint.text and span.end < len(prepared.atoms):
            self._add_space(runs[-1], x)
        natural = x - sum(widths) + sum(prepared.joints[k].width for k in range(span.start, span.end - 1))
        return Line(tuple(map(_close, runs)), x, natural, _links(prepared, stops), hyphenated)

    def _run_for(self, runs: list[_Open], atom: Atom, prepared: Prepared, x: float) -> _Open:
        language = _language_of(atom, prepared.language)
        if runs:
            last = runs[-1]
            if last.font == atom.font and last.language == language and last.run is prepared.runs[atom.run]:
                return last
        opened = _Open(atom.font, prepared.runs[atom.run], language, x, [], [], [])
        runs.append(opened)
        return opened

    def _add_atom(self, current: _Open, atom: Atom, x: float) -> None:
        x += atom.shift
        size = atom.size
        for cluster, width in zip(atom.clusters, atom.widths, strict=True):
            pen = x
            text = cluster.text
            for glyph, advance, (offset, _) in zip(cluster.glyphs, cluster.advances, cluster.offsets, strict=True):
                _append(current, glyph, pen + offset * size, text)
                text = ""
                pen += advance * size
            x += width
        current.end = x - atom.shift

    def _add_space(self, current: _Open, x: float) -> None:
        glyph, _ = self._find(current.font, " ")
        _append(current, glyph, x, " ")


def _append(current: _Open, glyph: int, x: float, text: str) -> None:
    current.glyphs.append(glyph)
    current.origins.append(x - current.x)
    current.texts.append(text)


def _close(run: _Open) -> GlyphRun:
    style = run.run.style
    return GlyphRun(
        run.font, style.size, style.colour, run.language, run.x, -style.rise,
        tuple(run.glyphs), tuple(run.origins), tuple(run.texts), run.end - run.x,
    )  # fmt: skip


def _language_of(atom: Atom, language: Language) -> Language:
    """Words of the other script are in the other language; figures belong to the sentence around them (TX-05)."""
    if language == "en" and atom.kind == Kind.HAN:
        return "zh"
    if language == "zh" and atom.kind == Kind.LATIN and sum(c.isalpha() for c in atom.text) > 1:
        return "en"
    return language


def _links(prepared: Prepared, stops: list[tuple[int, float, float]]) -> tuple[LinkSpan, ...]:
    """The stretches of the line that lead somewhere, neighbouring atoms of one run joined."""
    links: list[LinkSpan] = []
    last = -1
    for index, left, right in stops:
        run = prepared.runs[index]
        if run.target:
            if index == last:
                links[-1] = LinkSpan(links[-1].x, right - links[-1].x, run.target, run.role)
            else:
                links.append(LinkSpan(left, right - left, run.target, run.role))
        last = index
    return tuple(links)
