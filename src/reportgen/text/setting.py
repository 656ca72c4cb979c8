"""Styled runs in, set lines out: the one door through which all text goes.

A `Typesetter` joins the steps: prepare, break, justify, place. What a text means, and where its lines come to stand on
the page, it does not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportgen.fonts.open import FontKey, Fonts
from reportgen.model.content import Language
from reportgen.records import dataclass, replace
from reportgen.text.characters import HANGING_MARKS, HANGING_ON_REQUEST
from reportgen.text.justify import LineSetter, joint_widths
from reportgen.text.kept import KeptLines, KeptText
from reportgen.text.limits import fault_of
from reportgen.text.linebreak import break_lines
from reportgen.text.prepare import Itemiser, MissingCharacter, Prepared
from reportgen.text.runs import TIGHT, GlyphRun, Line, TextRun
from reportgen.text.segment import BreakSpec, Span, Strategy, overhang
from reportgen.theme import Theme

Mode = Literal["justified", "ragged", "balanced"]
"""Text is justified; cells and captions are ragged; headings are ragged with lines of even length."""

_TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line that is set as well as can be and still is not good: its index, and what is wrong with it."""

    index: int
    fault: str


@dataclass(frozen=True, slots=True)
class SetText:
    """The lines of one text. `overfull` is by how many points the widest line passes the measure, 0 if none does."""

    lines: tuple[Line, ...]
    missing: tuple[MissingCharacter, ...] = ()
    overfull: float = 0.0
    faulty: tuple[FaultyLine, ...] = ()

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)


class Typesetter:
    """Sets text with one chain of fonts under one theme."""

    def __init__(self, fonts: Fonts, theme: Theme, strategy: Strategy = "optimum", kept: KeptText | None = None) -> None:
        self.fonts = fonts
        self.kept = kept or KeptText()
        self.theme = theme
        self._strategy = strategy
        self._itemiser = Itemiser(fonts, theme.spacing)
        self._setter = LineSetter(self._find, lambda font, glyph: fonts.extents(font, glyph).x / 1000)
        self._found: dict[tuple[FontKey, str], tuple[int, float]] = {}

    def line(self, runs: Sequence[TextRun], language: Language) -> Line:
        """The text on one line at its natural width; a forced break in it becomes nothing."""
        key = ("line", 0.0, language, tuple(runs))
        entry = self.kept.get(key)
        if entry is None:
            prepared = self._itemiser.prepare(runs, language)
            line = Line((), 0.0, 0.0)
            if prepared.atoms:
                widths = [joint.width for joint in prepared.joints[:-1]]
                line = self._setter.set(prepared, Span(0, len(prepared.atoms), True), widths)
            entry = KeptLines((line,))
            if not prepared.missing:
                self.kept.put(key, entry)
        return entry.lines[0]

    def parted(self, run: GlyphRun) -> GlyphRun:
        """The run with a space at its end, which moves nothing: it parts the run from what is read next."""
        glyph, _ = self._find(run.font, " ")
        return replace(run, glyphs=(*run.glyphs, glyph), origins=(*run.origins, run.width), texts=(*run.texts, " "))

    def text(self, runs: Sequence[TextRun], language: Language, measure: float, mode: Mode = "justified") -> SetText:
        """The text broken into lines of at most `measure` points."""
        key = (mode, measure, language, tuple(runs))
        entry = self.kept.get(key)
        if entry is not None:
            return SetText(entry.lines, (), entry.overfull, tuple(FaultyLine(index, fault) for index, fault in entry.faults))
        prepared = self._itemiser.prepare(runs, language)
        spec = self._spec(prepared, measure, mode)
        spans = break_lines(prepared, spec, self.theme.spacing)
        lines = tuple(self._set(prepared, span, spec) for span in spans)
        excess = max((line.width - line.room for line in lines), default=0.0) - spec.measure
        overfull = excess if excess > _TOLERANCE else 0.0
        faulty = self._faulty(spans, lines, prepared, spec) if spec.justified else ()
        if not prepared.missing:
            self.kept.put(key, KeptLines(lines, overfull, tuple((line.index, line.fault) for line in faulty)))
        return SetText(lines, prepared.missing, overfull, faulty)

    def _faulty(
        self, spans: Sequence[Span], lines: Sequence[Line], prepared: Prepared, spec: BreakSpec
    ) -> tuple[FaultyLine, ...]:
        em = spec.measure / prepared.em
        faults = (
            FaultyLine(index, fault_of(line, prepared.language, em, self.theme.spacing))
            for index, (span, line) in enumerate(zip(spans, lines, strict=True))
            if not span.last and (line.loose is not TIGHT or line.width - line.room < spec.measure - _TOLERANCE)
        )
        return tuple(faulty for faulty in faults if faulty.fault)

    def _spec(self, prepared: Prepared, measure: float, mode: Mode) -> BreakSpec:
        spacing = self.theme.spacing
        chinese = prepared.language == "zh"
        if spacing.full_width_grid and mode == "justified" and chinese and measure > prepared.em:
            measure = measure // prepared.em * prepared.em
        hang: frozenset[str] = frozenset()
        if spacing.hanging and chinese:
            hang = HANGING_MARKS | HANGING_ON_REQUEST if spacing.hanging_more else HANGING_MARKS
        optical = spacing.optical_margin and mode == "justified"
        return BreakSpec(measure, mode == "justified", mode == "balanced", hang, optical, self._strategy)

    def _set(self, prepared: Prepared, span: Span, spec: BreakSpec) -> Line:
        hyphen = 0.0
        room = overhang(prepared, span.end - 1, spec)
        if prepared.joints[span.end - 1].hyphen and not span.last:
            atom = prepared.atoms[span.end - 1]
            hyphen = self._find(atom.font, "-")[1] * atom.size
        widths, loose = joint_widths(prepared, span, spec.measure + room - hyphen, spec.justified, self.theme.spacing)
        return self._setter.set(prepared, span, widths, loose, room)

    def _find(self, font: FontKey, character: str) -> tuple[int, float]:
        key = (font, character)
        found = self._found.get(key)
        if found is None:
            instance = self.fonts.instance(font)
            glyph = instance.get_nominal_glyph(ord(character)) or 0
            found = self._found[key] = (glyph, instance.get_glyph_h_advance(glyph) / self.fonts.units_per_em[font.face])
        return found
