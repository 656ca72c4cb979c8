"""Pages for printing on both sides: mirrored margins, right-hand beginnings, and blanks that are blank."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reportgen.layout.edition import make_edition
from reportgen.layout.flow import Pager
from reportgen.pipeline import BuildOptions, build_report
from reportgen.preflight.survey import survey_pdf
from reportgen.scaffold import new_report
from reportgen.theme import Theme
from reportgen.units import PAPERS, mm


def test_the_inner_margin_is_the_wider_one_on_both_sides_of_a_leaf() -> None:
    edition = make_edition("both", PAPERS["a4"], Theme())
    recto, verso = edition.left(1), edition.left(2)
    assert recto > verso and recto == pytest.approx(PAPERS["a4"].width - verso - edition.width)
    assert min(recto, verso) >= mm(10)


def test_sections_begin_on_right_hand_pages_if_asked() -> None:
    edition = make_edition("both", PAPERS["a4"], Theme())
    pager = Pager(edition)
    pager.recto_sections = True
    for section in range(3):
        pager.begin_section(section, edition.body)
    assert [sheet.blank for sheet in pager.sheets] == [False, True, False, True, False]


def test_a_report_is_filled_up_to_whole_sheets_with_blank_pages(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    new_report(folder)
    path = folder / "content/report.yaml"
    paged = path.read_text("utf-8").replace("sections: run-on", "sections: page")
    path.write_text(paged + "press: {recto_parts: true, fours: true}\n", "utf-8")
    result = build_report(folder, BuildOptions(tmp_path / "out", kind="press"))
    assert result.pages % 4 == 0 and result.spine_mm == pytest.approx(result.pages / 2 * 0.1)
    assert survey_pdf(result.paths[0].read_bytes()).findings == ()
    screen = build_report(folder, BuildOptions(tmp_path / "out")).paths[0]
    with pymupdf.open(screen) as document:
        starts = [page for level, _, page in document.get_toc() if level == 1]
        blanks = [page.number for page in document if not page.get_text().strip() and not page.get_drawings()]
    assert blanks and len(starts) > 4 and all(page % 2 for page in starts)
