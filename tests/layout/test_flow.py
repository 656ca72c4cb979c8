"""How pages fill: splits, headings, figures that wait, and tables that repeat their head."""

from __future__ import annotations

import pytest

from reportgen.artwork import rectangle
from reportgen.layout.edition import Edition, make_edition
from reportgen.layout.flow import Pager
from reportgen.layout.frame import Fragment, Item, Shape
from reportgen.layout.piece import Block, Piece, TablePiece, TextPiece
from reportgen.theme import Theme
from reportgen.units import PAPERS

MARK = Shape(rectangle(0, 0, 1, 1))


@pytest.fixture
def edition() -> Edition:
    return make_edition("both", PAPERS["a4"], Theme())


def text(english: int, chinese: int, *, before: int = 0, keep: bool = False) -> TextPiece:
    """A pair of columns with so many lines."""
    row: tuple[Item, ...] = (MARK,)
    return TextPiece(((row,) * english, (row,) * chinese), 13.5, before, keep)


def block(rows: int, *, keep: bool = False, floats: bool = False) -> Block:
    fragment = Fragment(rows * 13.5, [MARK])
    return Block(fragment, rows, 0, keep, floats)


def pages(edition: Edition, *pieces: Piece) -> list[int]:
    """Number of marks on each page."""
    pager = Pager(edition)
    pager.begin_section(0, edition.body)
    pager.fill(pieces)
    pager.flush()
    return [len(sheet.items) for sheet in pager.sheets]


def test_both_languages_are_cut_at_the_same_row() -> None:
    """PG-03: the remainder of each language begins level on the next page."""
    first, rest = text(9, 7).split(5)
    assert first is not None and rest is not None
    assert [len(c) for c in first.columns] == [5, 5]
    assert [len(c) for c in rest.columns] == [4, 2]


@pytest.mark.parametrize(
    ("english", "chinese", "room", "expected"),
    [
        (5, 5, 4, 3),  # four would leave one line for the next page
        (6, 4, 5, 4),  # five would leave one English line; at four the Chinese side has ended
        (6, 5, 4, 3),  # at four the Chinese side would carry one line over
        (3, 3, 2, 0),  # three lines stay whole
        (2, 2, 1, 0),
        (6, 1, 4, 4),  # a side that has ended does not mind
    ],
)
def test_no_side_leaves_or_carries_a_single_line(english: int, chinese: int, room: int, expected: int) -> None:
    """PG-01, for both languages at once."""
    first, _ = text(english, chinese).split(room)
    assert (first.rows if first else 0) == expected


def test_a_heading_goes_with_two_lines_of_its_text(edition: Edition) -> None:
    """PG-02: room for the heading and one line sends both to the next page."""
    rows = edition.body.count
    assert pages(edition, block(rows - 3), block(2, keep=True), text(4, 4)) == [1, 9]
    assert pages(edition, block(rows - 4), block(2, keep=True), text(4, 4)) == [6, 4]


def test_a_figure_waits_while_the_text_goes_on(edition: Edition) -> None:
    rows = edition.body.count
    filled = pages(edition, block(rows - 10), block(20, floats=True), text(30, 30))
    assert filled == [1 + 20, 1 + 40]


def test_a_figure_is_never_lost_at_the_end(edition: Edition) -> None:
    rows = edition.body.count
    assert pages(edition, block(rows - 10), block(30, floats=True), block(30, floats=True)) == [1, 1, 1]


def test_a_table_repeats_its_head_and_keeps_rows_whole(edition: Edition) -> None:
    line = Fragment(100.0, [MARK, MARK])
    head = Fragment(20.0, [MARK])
    filled = pages(edition, TablePiece(head, (line,) * 12, 13.5))
    assert filled == [1 + 2 * 6, 1 + 2 * 6]


def test_what_is_too_tall_is_reported(edition: Edition) -> None:
    pager = Pager(edition)
    pager.begin_section(0, edition.body)
    pager.fill([block(edition.body.count + 1)])
    assert [problem.message for problem in pager.problems if "does not fit on a page" in problem.message]


def test_margins_are_mirrored(edition: Edition) -> None:
    assert edition.left(1) > edition.left(2)
    assert edition.left(1) + edition.width + edition.outer_margin == pytest.approx(edition.paper.width)


def test_a_note_stands_under_the_last_row_of_a_split_table() -> None:
    head, row, note = Fragment(13.5, [MARK]), Fragment(13.5, [MARK]), Fragment(27.0, [MARK] * 5)
    table = TablePiece(head, (row,) * 6, 13.5, note)
    assert table.rows == 9
    first, rest = table.split(5)
    assert first is not None and rest is not None
    assert [len(part.placed(0.0, 0.0)) for part in (first, rest)] == [5, 1 + 2 + 5]
    assert (first.rows, rest.rows) == (5, 5)
    whole, nothing = table.split(9)
    assert whole is table and nothing is None
    assert table.split(8)[0] is not None  # the rows fit, the note does not: a row goes with it
    assert len(table.split(8)[1].lines) == 1  # type: ignore[union-attr]


def section_pages(edition: Edition, pieces: list[Piece]) -> list[int]:
    pager = Pager(edition)
    pager.begin_section(0, edition.body)
    pager.fill_section(pieces)
    return [len(sheet.items) for sheet in pager.sheets]


def test_a_page_of_scraps_is_saved_by_setting_the_section_closer(edition: Edition) -> None:
    """Twelve parts two rows apart would carry a few lines over; one row apart they fit their page."""
    count = edition.body.count
    parts: list[Piece] = [text(2, 2, before=2) for _ in range(count // 4)]
    rest = count - sum(piece.before + piece.rows for piece in parts) + 2
    parts.append(text(rest + 4, rest + 4))
    assert len(pages(edition, *parts)) == 2
    assert len(section_pages(edition, parts)) == 1


def test_a_well_filled_last_page_leaves_the_section_open(edition: Edition) -> None:
    parts: list[Piece] = [text(2, 2, before=2) for _ in range(edition.body.count // 2)]
    assert section_pages(edition, parts) == pages(edition, *parts)
