"""The sheet divided: type area, baseline grid and columns of an edition. Lengths in points, nothing is placed here."""

from __future__ import annotations

from math import ceil
from typing import Literal

from reportgen.model.content import Language
from reportgen.records import dataclass
from reportgen.theme import Theme
from reportgen.units import Paper

EditionName = Literal["both", "en", "zh"]
OutputKind = Literal["screen", "press", "booklet", "mono"]
"""What a file is made for."""
OUTPUT_KINDS: tuple[OutputKind, ...] = ("screen", "press", "booklet", "mono")

_SIDE_SHARE = 0.285
"""Share of the side column in a one-language edition: leaves about 66 English or 36 Chinese characters a line."""
_DROP = 0.74
"""Share of a row above its baseline."""


@dataclass(frozen=True, slots=True)
class Column:
    """A text column; `x` from the left edge of the type area."""

    language: Language
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Side:
    """The side column of a one-language edition, for titles, figures and numbers."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a page: `count` rows of `pitch` points from `top` down."""

    pitch: float
    top: float
    count: int

    @property
    def drop(self) -> float:
        """From the top of a row to its baseline."""
        return self.pitch * _DROP

    def rows(self, height: float) -> int:
        """Whole rows that hold `height` points."""
        return max(ceil(height / self.pitch - 0.01), 0)


@dataclass(frozen=True, slots=True)
class Edition:
    """A sheet and the columns on it. English stands left of Chinese, always."""

    name: EditionName
    paper: Paper
    columns: tuple[Column, ...]
    side: Side | None
    width: float
    body: Grid
    small: Grid
    inner_margin: float
    outer_margin: float

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(column.language for column in self.columns)

    def left(self, number: int) -> float:
        """Left edge of the type area on page `number`; odd pages are rectos, bound at the left."""
        return self.inner_margin if number % 2 else self.outer_margin


def make_edition(name: EditionName, paper: Paper, theme: Theme) -> Edition:
    """The columns and grids of an edition on a sheet."""
    width = paper.width - theme.inner_margin - theme.outer_margin
    side: Side | None = None
    if name == "both":
        english = (width - theme.gutter) * theme.english_share
        columns: tuple[Column, ...] = (
            Column("en", 0.0, english),
            Column("zh", english + theme.gutter, width - theme.gutter - english),
        )
    else:
        side_width = width * _SIDE_SHARE
        side = Side(0.0, side_width)
        columns = (Column(name, side_width + theme.gutter, width - side_width - theme.gutter),)
    height = paper.height - theme.head_margin - theme.foot_margin

    def grid(pitch: float) -> Grid:
        return Grid(pitch, theme.head_margin, int(height / pitch))

    return Edition(name, paper, columns, side, width, grid(theme.leading), grid(theme.leading * 0.8),
                   theme.inner_margin, theme.outer_margin)  # fmt: skip
