"""Pages of the starter report as pictures, every one compared with what it looked like before.

`pytest --update-expected` draws the pictures anew and fails once, so that they are looked at before they are kept.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

EXPECTED = Path(__file__).parent / "expected"
SCALE = 0.55
TOLERANCE = 0.6
"""Mean difference of grey levels (0 to 255) that a page may have: renderers of different versions smooth edges differently;
a line of text that moved by a row differs by more than 1."""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    folder = tmp_path_factory.mktemp("visual")
    new_report(folder / "mine")
    built = build_report(folder / "mine", BuildOptions(folder / "dist", paper="a4", lang="both")).paths[0]
    with pypdfium2.PdfDocument(built) as document:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in document]


def test_every_page_looks_as_it_did(pages: list[Image.Image], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-expected"):
        for path in EXPECTED.glob("*.png"):
            path.unlink()
        for number, page in enumerate(pages, 1):
            page.save(EXPECTED / f"page-{number}.png", optimize=True)
        pytest.fail("the pictures have been drawn anew; look at them and run again")
    assert len(list(EXPECTED.glob("*.png"))) == len(pages)
    for number, page in enumerate(pages, 1):
        with Image.open(EXPECTED / f"page-{number}.png") as picture:
            before = picture.convert("L")
        assert page.size == before.size, number
        assert ImageStat.Stat(ImageChops.difference(page, before)).mean[0] < TOLERANCE, number
