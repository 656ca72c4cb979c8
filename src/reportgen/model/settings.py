"""What a report sets beside its content: its fonts, how it is printed, and where it departs from the theme."""

from __future__ import annotations

from typing import Literal

from reportgen.errors import Position
from reportgen.model.fields import COLOUR, SHA256, SPOT_INK, Limits, key
from reportgen.model.figures.rules import FigureRules
from reportgen.model.type_rules import TypeRules
from reportgen.records import dataclass

ReadingOrder = Literal["pairs", "languages"]
"""An English block and then its Chinese partner, or one language whole and then the other."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file of fonts/fonts.yaml."""

    file: str = key("The file in fonts/.")
    family: str = key("The family's name.")
    version: str = key("The font's version.")
    licence: str = key("The licence, by its SPDX name.")
    licence_file: str = key("The file in fonts/ that holds the licence text.")
    copyright: str = key("The copyright line.")
    origin: str = key("Where the file was taken from.")
    sha256: str = key("The file's SHA-256, in hexadecimal.", form=SHA256)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class FontList:
    """fonts/fonts.yaml: the font files, the first being the report's own and the others its fallbacks."""

    fonts: tuple[FontFile, ...] = key("The font files in the order in which a character is looked for.")


@dataclass(frozen=True, slots=True)
class InkSettings:
    """A colour as the four inks of the press, each in per cent."""

    c: float = key("Cyan.", limits=Limits(0, 100))
    m: float = key("Magenta.", limits=Limits(0, 100))
    y: float = key("Yellow.", limits=Limits(0, 100))
    k: float = key("Black.", limits=Limits(0, 100))
    at: Position = key("", default=Position(""))

    @property
    def percents(self) -> tuple[float, float, float, float]:
        return self.c, self.m, self.y, self.k


@dataclass(frozen=True, slots=True)
class PressSettings:
    """How the report is printed. Nothing here changes the screen PDF but `recto_parts` and `fours`, which add pages."""

    profile: str = key("The print shop's ICC profile: a CMYK output profile in the folder profiles/.", default="")
    bleed_mm: float = key("How far colour runs over the trim, in millimetres.", limits=Limits(0, 20), default=3.0)
    safety_mm: float = key("Margin inside the trim that type keeps clear of, in millimetres.", limits=Limits(0, 15), default=5.0)
    most_ink: float = key("The most ink on one spot, in per cent of one solid ink.", limits=Limits(200, 400), default=300.0)
    caliper_mm: float = key("Thickness of one leaf of the paper, in millimetres.", limits=Limits(0.03, 0.6), default=0.1)
    recto_parts: bool = key("Each section begins on a right-hand page.", default=False)
    fours: bool = key("Add blank pages at the end until their number is a multiple of 4.", default=False)
    sheet: Literal["a4", "a3", "letter", "tabloid"] | None = key(
        "The sheet that the booklet is printed on, two pages to a side; A4 or Letter if left out.", default=None)
    signature: Literal["none", "8", "16", "24", "32", "48", "64"] = key(
        "Pages of a signature of the booklet; `none` folds all sheets at once.", default="none")
    flip: Literal["short", "long"] = key("The edge over which the office printer turns the sheet.", default="short")
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """What a report may change of the theme; everything else keeps its default."""

    accent: str | None = key("The accent colour as #rrggbb.", form=COLOUR, default=None)
    accent_cmyk: InkSettings | None = key("The accent colour's inks on the press; found through the press's profile if left out.",
                                          default=None)
    accent_spot: str = key("A spot ink that the press prints the accent colour with, by its full name.", form=SPOT_INK, default="")
    body_size: float | None = key("Size of the text in points.", limits=Limits(8, 12), default=None)
    leading: float | None = key("Distance of the baselines in points.", limits=Limits(10, 20), default=None)
    english_share: float | None = key("The English column's share of the two columns.", limits=Limits(0.4, 0.6), default=None)
    typography: TypeRules = key("What the typesetting rules leave to the publisher.", default=TypeRules())
    figures: FigureRules = key("House rules for the facts of content/facts.yaml.", default=FigureRules())
    reading_order: ReadingOrder = key("What a screen reader reads after an English block: its Chinese partner, or the next English block.",
                                      default="pairs")
    sections: Literal["page", "run-on"] = key("Whether each section begins a page, or runs on where a third of the page is left.",
                                              default="page")
