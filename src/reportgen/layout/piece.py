"""What a page is filled with: pieces measured in rows of the baseline grid, which split or stay whole.

A piece that does not fit gives `(first, rest)`. Nothing here knows pages, columns or content.
"""

from __future__ import annotations

from reportgen.errors import Position
from reportgen.layout.frame import Fragment, Item, Text, as_repeated, moved
from reportgen.records import dataclass, field, replace
from reportgen.text.runs import SOFT_HYPHEN

_LEAST_LINES = 2
"""Lines that a split leaves on each side (typography.md, PG-01)."""
_EASILY_MOVED = 6
"""A paragraph of so many lines goes to the next page whole rather than end this one in a hyphen (PG-06)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece that is never split. `floats` may wait for the top of a later page."""

    fragment: Fragment
    rows: int
    before: int = 0
    keep: bool = False
    """Stays with the piece that follows."""
    floats: bool = False
    at: Position = field(default_factory=lambda: Position(""))

    @property
    def least(self) -> int:
        return self.rows

    def split(self, room: int) -> tuple[Block | None, Block | None]:
        """Whole if `room` rows hold it, or nothing."""
        return (self, None) if self.rows <= room else (None, self)

    def placed(self, x: float, y: float) -> list[Item]:
        """Its items with its top left corner at (x, y)."""
        return [moved(item, x, y) for item in self.fragment.items]


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Lines in one or more columns, level with one another: `columns[c][r]` are the items of row r in column c."""

    columns: tuple[tuple[tuple[Item, ...], ...], ...]
    pitch: float
    before: int = 0
    keep: bool = False
    at: Position = field(default_factory=lambda: Position(""))

    floats = False

    @property
    def rows(self) -> int:
        return max((len(column) for column in self.columns), default=0)

    @property
    def least(self) -> int:
        """Rows that must fit for the piece to begin here."""
        return next(iter(self._splits()), 0)

    def split(self, room: int) -> tuple[TextPiece | None, TextPiece | None]:
        """As many rows as fit, both languages cut at the same row, and what remains."""
        if self.rows <= room:
            return self, None
        at = next((r for r in reversed(self._splits()) if r <= room), 0)
        if not at:
            return None, self
        first = replace(self, columns=tuple(column[:at] for column in self.columns), keep=False)
        return first, replace(self, columns=tuple(column[at:] for column in self.columns), before=0)

    def _splits(self) -> list[int]:
        """The rows after which the piece may be cut, its last row among them: not after a hyphen if there is another way."""
        legal = [r for r in range(1, self.rows + 1) if self._may_split(r)]
        good = [r for r in legal if r == self.rows or not self._hyphenated(r)]
        return good if len(good) > 1 or self.rows <= _EASILY_MOVED else legal

    def _may_split(self, row: int) -> bool:
        """No column leaves or carries over a single line; a column that has ended does not mind."""
        if row >= self.rows:
            return True
        return all(row >= len(c) or row >= _LEAST_LINES and len(c) - row >= _LEAST_LINES for c in self.columns)

    def _hyphenated(self, row: int) -> bool:
        """A page would end in an inserted hyphen (PG-06)."""
        ends = [column[row - 1] for column in self.columns if row < len(column)]
        return any(isinstance(item, Text) and item.run.texts[-1] == SOFT_HYPHEN for items in ends for item in items[-1:])

    def placed(self, x: float, y: float) -> list[Item]:
        """Its items with its top left corner at (x, y)."""
        items: list[Item] = []
        for column in self.columns:
            for row, own in enumerate(column):
                down = row * self.pitch
                for item in own:
                    if isinstance(item, Text):  # nearly all of them
                        items.append(Text(item.run.moved(x, down, y), item.owner))
                    else:
                        items.append(moved(moved(item, 0.0, down), x, y))
        return items


@dataclass(frozen=True, slots=True)
class TablePiece:
    """A table whose heading row is repeated on every page and whose rows stay whole."""

    head: Fragment
    lines: tuple[Fragment, ...]
    pitch: float
    foot: Fragment | None = None
    """A note under the last row."""
    before: int = 0
    keep: bool = False
    at: Position = field(default_factory=lambda: Position(""))

    floats = False

    @property
    def rows(self) -> int:
        return self._rows(len(self.lines))

    @property
    def least(self) -> int:
        return self._rows(min(len(self.lines), 2))

    def _rows(self, count: int) -> int:
        """Grid rows that the head and the first `count` lines take, with the foot under the last of them."""
        height = self.head.height + sum(line.height for line in self.lines[:count])
        if self.foot is not None and count == len(self.lines):
            height += self.foot.height
        return int(-(-(height - 0.01) // self.pitch))

    def split(self, room: int) -> tuple[TablePiece | None, TablePiece | None]:
        """The rows that fit under a heading row, and a table of the rest."""
        if self.rows <= room:
            return self, None
        count = next((n for n in range(len(self.lines) - 1, 0, -1) if self._rows(n) <= room), 0)
        if not count:
            return None, self
        first = replace(self, lines=self.lines[:count], foot=None, keep=False)
        return first, replace(self, head=as_repeated(self.head), lines=self.lines[count:], before=0)

    def placed(self, x: float, y: float) -> list[Item]:
        """Its items with its top left corner at (x, y)."""
        fragment = Fragment()
        for part in (self.head, *self.lines, *((self.foot,) if self.foot is not None else ())):
            fragment.add(part, 0.0, fragment.height)
            fragment.height += part.height
        return [moved(item, x, y) for item in fragment.items]


Piece = Block | TextPiece | TablePiece
