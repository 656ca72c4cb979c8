"""Pieces in, pages out: fills pages row by row.

A heading stays with what follows it, a figure that does not fit waits for the top of the next page while the text goes
on, and a piece that splits goes on over the page in all its columns at once. Knows nothing of what the pieces say.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.errors import Problem
from reportgen.layout.edition import Edition, Grid
from reportgen.layout.frame import Item
from reportgen.layout.piece import Block, Piece
from reportgen.records import dataclass, field, replace

_STRANDED_SHARE = 0.3
"""A section whose last page is filled less than this is set closer if that saves the page."""


@dataclass(slots=True)
class Sheet:
    """A page being filled; `section` is the index of the section that its running head names."""

    number: int
    section: int
    items: list[Item] = field(default_factory=list)
    used: float = 0.0
    """Height that is filled, from the top of the type area."""
    blank: bool = False
    """Left empty on purpose: not even a running head stands on it."""


class Pager:
    """Fills the sheets of one edition, one section after another."""

    def __init__(self, edition: Edition, first: int = 1) -> None:
        self.edition = edition
        self._first = first
        self.sheets: list[Sheet] = []
        self.problems: list[Problem] = []
        self._row = 0
        self._waiting: list[Block] = []
        self._grid: Grid = edition.body
        self._section = 0
        self._under_figure = False
        self.recto_sections = False
        """A section that begins a page begins a right-hand one."""

    def begin_section(self, section: int, grid: Grid, least_room: int = 0) -> None:
        """Start a section: on a new page, or on this one if it is set on the same grid and has `least_room` rows left."""
        self.flush()
        runs_on = least_room and self.sheets and grid.pitch == self._grid.pitch and self._left() >= least_room
        self._section = section
        self._grid = grid
        if not runs_on:
            if self.recto_sections and (len(self.sheets) + self._first) % 2 == 0:
                self.add_blank()
            self.new_page()

    def add_blank(self) -> None:
        """A page that stays empty; what follows begins another."""
        self.sheets.append(Sheet(len(self.sheets) + self._first, self._section, blank=True))
        self._row = self._grid.count

    def new_page(self) -> Sheet:
        """A fresh page, with the figures that wait for it at its top."""
        sheet = Sheet(len(self.sheets) + self._first, self._section)
        self.sheets.append(sheet)
        self._row = 0
        while self._waiting and self._waiting[0].rows <= self._left():
            self._put(self._waiting.pop(0))
        return sheet

    def fill(self, pieces: Sequence[Piece]) -> None:
        """Place the pieces in order."""
        index = 0
        while index < len(pieces):
            group = [pieces[index]]
            while group[-1].keep and index + len(group) < len(pieces):
                group.append(pieces[index + len(group)])
            self._place_group(group)
            index += len(group)

    def fill_section(self, pieces: Sequence[Piece]) -> None:
        """Place the pieces of a section and what waits; closer together if its last page would else hold only scraps."""
        pages, rows = self._trial(pieces, self._grid)
        if pages > 1 and rows < _STRANDED_SHARE * self._grid.count:
            longer = replace(self._grid, count=self._grid.count + 1)
            for closer, grid in ((_closer(pieces), self._grid), (_closer(pieces), longer)):
                if self._trial(closer, grid)[0] < pages:
                    pieces, self._grid = closer, grid
                    break
        self.fill(pieces)
        self.flush()

    def _trial(self, pieces: Sequence[Piece], grid: Grid) -> tuple[int, int]:
        """How many pages the pieces would take, this one included, and the rows on the last of them."""
        pager = Counter(self.edition)
        pager._grid, pager._row = grid, self._row
        pager.sheets.append(Sheet(1, 0))
        pager.fill(pieces)
        pager.flush()
        return len(pager.sheets), pager._row

    def flush(self) -> None:
        """Place the figures that still wait."""
        while self._waiting:
            self.new_page()

    def _place_group(self, group: list[Piece]) -> None:
        last = group[-1]
        if isinstance(last, Block) and last.floats and len(group) == 1:
            if self._waiting or last.rows + self._before(last) > self._left():
                self._wait(last)
            else:
                self._put(last)
            return
        need = sum(piece.before + piece.rows for piece in group[:-1]) + last.before + last.least + self._under_figure
        while need > self._left() and self._row:
            self.new_page()
        for piece in group[:-1]:
            self._put(piece)
        self._place(last)

    def _wait(self, block: Block) -> None:
        if block.rows > self._grid.count:
            self._report_too_tall(block)
            return
        self._waiting.append(block)

    def _place(self, piece: Piece) -> None:
        """Place a piece, going on over as many pages as it needs."""
        rest: Piece | None = piece
        while rest is not None:
            room = self._left() - self._before(rest)
            first, remainder = rest.split(room)
            if first is None:
                if not self._row:
                    self._report_too_tall(rest)
                    return
                self.new_page()
                continue
            self._put(first)
            rest = remainder
            if rest is not None:
                self.new_page()

    def _put(self, piece: Piece) -> None:
        self._row += self._before(piece)
        self._draw(piece)
        self._row += piece.rows
        self._under_figure = isinstance(piece, Block) and piece.floats
        self.sheets[-1].used = self._row * self._grid.pitch

    def _draw(self, piece: Piece) -> None:
        sheet = self.sheets[-1]
        x = self.edition.left(sheet.number)
        y = self._grid.top + self._row * self._grid.pitch
        sheet.items += piece.placed(x, y)

    def _before(self, piece: Piece) -> int:
        """Blank rows before a piece: none at the top of a page, at least one under a figure."""
        if not self._row:
            return 0
        return max(piece.before, 1) if self._under_figure else piece.before

    def _left(self) -> int:
        return self._grid.count - self._row

    def _report_too_tall(self, piece: Piece) -> None:
        pitch = self._grid.pitch
        self.problems.append(
            Problem(piece.at, f"this does not fit on a page: it is {piece.rows * pitch:.0f} pt high",
                    f"at most {self._grid.count * pitch:.0f} pt", "shorten the text or split it", "page/too-long")
        )  # fmt: skip


class Counter(Pager):
    """Counts pages and places nothing."""

    def _draw(self, piece: Piece) -> None:
        """Nothing is drawn in a trial."""


def _closer(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with one blank row instead of two before those that begin a part."""
    return [replace(piece, before=1) if piece.before > 1 else piece for piece in pieces]
