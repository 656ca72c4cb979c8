"""A text set as a specimen and read back from its PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from tests.typography.reading import ReadLine, read_pages

from reportgen.fonts.open import Fonts
from reportgen.layout.specimen import SpecimenSpec, read_passages, specimen_layout
from reportgen.model.content import Language
from reportgen.pdf.metadata import DocumentInfo
from reportgen.pdf.paint import write_pdf
from reportgen.text.runs import Style
from reportgen.text.setting import Mode, Typesetter
from reportgen.theme import Theme
from reportgen.units import PAPERS, Paper

SIZE = 10.0
WIDE = Paper("wide", 1000.0, PAPERS["a4"].height)


@dataclass(frozen=True)
class Setter:
    """Sets texts with one theme."""

    fonts: Fonts
    typesetter: Typesetter

    def pages(self, text: str, language: Language, measures: tuple[float, ...], mode: Mode = "justified") -> list[list[ReadLine]]:
        """A page of lines for each measure; the text must be short enough for that."""
        spec = SpecimenSpec(language, measures, SIZE, mode)
        layout, _, _ = specimen_layout(read_passages(text, "text"), spec, self.typesetter, WIDE)
        assert len(layout.pages) == len(measures), "a page for each measure"
        return read_pages(write_pdf(layout, self.fonts, DocumentInfo(("Test",), languages=layout.languages)), SIZE)

    def style(self, language: Language) -> Style:
        """The style in which a specimen is set."""
        theme = self.typesetter.theme
        return Style(SIZE, theme.weight(language), theme.ink)

    def lines(self, text: str, language: Language, em: float, mode: Mode = "justified") -> list[ReadLine]:
        return self.pages(text, language, (em,), mode)[0]

    def line(self, text: str, language: Language = "zh", em: float = 60.0) -> ReadLine:
        """A text that fits on one line."""
        lines = self.lines(text, language, em)
        assert len(lines) == 1, [line.text for line in lines]
        return lines[0]

    def broken(self, text: str, language: Language, em: float, mode: Mode = "justified") -> str:
        return "|".join(line.text for line in self.lines(text, language, em, mode))


@pytest.fixture(scope="session")
def setter(fonts: Fonts, typesetter: Typesetter) -> Setter:
    return Setter(fonts, typesetter)


@pytest.fixture(scope="session")
def themed_setter(fonts: Fonts) -> Callable[..., Setter]:
    """A setter whose theme's spacing departs from the default."""

    def make(**changes: object) -> Setter:
        theme = Theme()
        return Setter(fonts, Typesetter(fonts, replace(theme, spacing=replace(theme.spacing, **changes))))  # type: ignore[arg-type]

    return make
