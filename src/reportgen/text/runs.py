"""What text is set from and what it becomes: styled runs in, positioned glyphs out.

Lengths are points. A glyph run keeps its text, its language and the text of each glyph, so that copying, searching
and accessibility survive justification.
"""

from __future__ import annotations

from reportgen.fonts.open import FontKey
from reportgen.model.content import Language
from reportgen.records import dataclass
from reportgen.theme import Colour

NOTE_ROLE = "note"
SOFT_HYPHEN = "\u00ad"
"""What an inserted hyphen stands for in the text (typography.md, TX-04)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks. `rise` lifts the run above the baseline (note numbers)."""

    size: float
    weight: int
    colour: Colour
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in one style. `target` is a link's address; `role` marks a run that is more than words (a note number)."""

    text: str
    style: Style
    target: str = ""
    role: str = ""

    def __hash__(self) -> int:
        return hash(self.text)  # a string knows its own, and two runs of one text are mostly one run


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font and size on one baseline, from left to right.

    `origins` are the glyphs' distances from `x`; `texts` the characters that each glyph stands for, empty for the
    second and later glyphs of a cluster.
    """

    font: FontKey
    size: float
    colour: Colour
    language: Language
    x: float
    y: float
    glyphs: tuple[int, ...]
    origins: tuple[float, ...]
    texts: tuple[str, ...]
    width: float
    angle: float = 0.0
    """Degrees anticlockwise around the run's origin."""

    def moved(self, x: float, y: float, more: float = 0.0) -> GlyphRun:
        """The run shifted to the right by x and down by y, and then by more."""
        return GlyphRun(self.font, self.size, self.colour, self.language, self.x + x, self.y + y + more, self.glyphs, self.origins,
                        self.texts, self.width, self.angle)  # fmt: skip

    @property
    def text(self) -> str:
        return "".join(self.texts)


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """The stretch of a line that a link covers."""

    x: float
    width: float
    target: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Looseness:
    """How far a line was opened, in em: space added between Han, the largest Han–Latin gap, the largest word space."""

    han: float = 0.0
    gap: float = 0.0
    space: float = 0.0


TIGHT = Looseness()


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; its runs stand on baseline 0, from x 0."""

    runs: tuple[GlyphRun, ...]
    width: float
    natural_width: float
    links: tuple[LinkSpan, ...] = ()
    hyphenated: bool = False
    loose: Looseness = TIGHT
    room: float = 0.0
    """How far a mark at the end hangs outside the measure, in points."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)
