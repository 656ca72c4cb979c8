"""Imposition: sheets are printed, turned, folded and read, and the pages come in order (orders worked out by hand)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.layout.frame import Shape
from reportgen.press.imposition import (
    MOST_FOLDED,
    SHEETS,
    FoldedSide,
    ImpositionRefused,
    SheetName,
    fitted,
    impose,
    padded,
    reading_order,
    signatures_of,
    spine_width,
)
from reportgen.press.marks import cut_marks
from reportgen.units import PAPERS, mm


def pages_of(side: FoldedSide) -> tuple[int | None, int | None]:
    left, right = side.halves
    return left.page, right.page


def folded_by_hand(sides: tuple[FoldedSide, ...]) -> list[int | None]:
    """The leaves of real sheets: what is printed at the right of a front has the left of its back behind it.

    The sheets of a signature lie on one another with the first printed outside; folding along the middle puts all right
    halves, from the outermost to the innermost, before all left halves, from the innermost to the outermost.
    """
    leaves: list[tuple[int | None, int | None]] = []
    for signature in dict.fromkeys(side.signature for side in sides):
        own = [side for side in sides if side.signature == signature]
        sheets = list(zip(own[::2], own[1::2], strict=True))
        rights = [(pages_of(front)[1], pages_of(back)[0]) for front, back in sheets]
        lefts = [(pages_of(back)[1], pages_of(front)[0]) for front, back in sheets]
        leaves += [*rights, *reversed(lefts)]
    return [page for leaf in leaves for page in leaf]


def test_eight_pages_on_two_sheets() -> None:
    assert [pages_of(side) for side in impose(8)] == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_six_pages_leave_the_last_two_blank() -> None:
    assert [pages_of(side) for side in impose(6)] == [(None, 1), (2, None), (6, 3), (4, 5)]


def test_one_page_is_one_sheet_with_three_blanks() -> None:
    assert [pages_of(side) for side in impose(1)] == [(None, 1), (None, None)]


def test_signatures_follow_one_another_and_the_last_is_shorter() -> None:
    assert signatures_of(34, 16) == (16, 16, 4)
    third = [side for side in impose(34, 16) if side.signature == 3]
    assert [pages_of(side) for side in third] == [(None, 33), (34, None)]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.sampled_from([None, 4, 8, 12, 16, 32, 80]))
def test_a_folded_booklet_reads_in_order(pages: int, signature: int | None) -> None:
    if signature is None and padded(pages) // 4 > MOST_FOLDED:
        signature = 16
    sides = impose(pages, signature)
    expected: list[int | None] = [*range(1, pages + 1)] + [None] * (padded(pages) - pages)
    assert folded_by_hand(sides) == expected == list(reading_order(sides))


def test_creep_grows_towards_the_middle_and_begins_anew_in_each_signature() -> None:
    sides = impose(32, 16, caliper=0.3)
    fronts = [(side.signature, side.halves[0].creep) for side in sides if side.side == "front"]
    assert fronts == [(s, pytest.approx(0.3 * depth)) for s in (1, 2) for depth in range(4)]


def test_a_thousand_pages_are_not_stapled() -> None:
    with pytest.raises(ImpositionRefused, match="1000 pages make 250 sheets, and 20 at most"):
        impose(1000)
    assert len(impose(1000, 32)) == 500


@pytest.mark.parametrize(("pages", "signature", "words"), [(0, None, "no pages"), (8, 6, "multiple of 4"), (8, 96, "24 sheets")])
def test_what_cannot_be_folded_is_refused(pages: int, signature: int | None, words: str) -> None:
    with pytest.raises(ImpositionRefused, match=words):
        impose(pages, signature)


def test_pages_fill_the_half_of_their_sheet() -> None:
    a4, letter = PAPERS["a4"], PAPERS["letter"]
    on_a4 = fitted(a4, SHEETS["a4"])
    assert on_a4.scale == pytest.approx(2**-0.5, abs=0.002) and on_a4.width == pytest.approx(mm(148.5), abs=0.2)
    assert fitted(a4, SHEETS["a3"]).scale == 1
    on_letter = fitted(letter, SHEETS["letter"])
    assert on_letter.scale == pytest.approx(5.5 / 8.5) and on_letter.y == pytest.approx((8.5 - 11 * 5.5 / 8.5) / 2 * 72)
    assert fitted(letter, SHEETS["tabloid"]).scale == 1
    for sheet in SHEETS.values():
        for paper in (a4, letter):
            place = fitted(paper, sheet)
            assert place.x + place.width == pytest.approx(sheet.width / 2, abs=0.01) or place.x == 0
            assert place.y >= -0.01 and place.y + place.height <= sheet.height + 0.01


def test_cut_marks_stand_where_there_is_something_to_cut() -> None:
    def marks(paper: str, sheet: SheetName, creep: float = 0.0) -> list[tuple[float, ...]]:
        place = fitted(PAPERS[paper], SHEETS[sheet])
        left = SHEETS[sheet].width / 2 - creep
        made = cut_marks((left, place.y, place.width, place.height), SHEETS[sheet], right=True)
        return [point for item in made if isinstance(item, Shape) for _, point in item.path.commands]

    assert marks("a4", "a3") == []
    place = fitted(PAPERS["a4"], SHEETS["letter"])
    heads = {round(y, 3) for _, y in marks("a4", "letter")}
    assert heads == {round(place.y, 3), round(place.y + place.height, 3)}
    for x, y in marks("letter", "a4"):
        assert 0 <= x <= SHEETS["a4"].width and 0 <= y <= SHEETS["a4"].height


def test_the_spine_is_as_thick_as_its_leaves() -> None:
    assert spine_width(35, mm(0.1)) == pytest.approx(mm(1.8))
