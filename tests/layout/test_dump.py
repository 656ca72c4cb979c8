"""Small sections laid out, compared with what their pages held before: `case.yaml` against `case.expected.txt`.

`pytest --update-expected` rewrites the expected texts and fails once, so that the change is looked at before it is kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.layout.document import Bench, layout_report
from reportgen.layout.dump import dump_layout
from reportgen.layout.edition import make_edition
from reportgen.model.load import read_report
from reportgen.text.setting import Typesetter
from reportgen.units import PAPERS

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
MANIFEST = """\
title: {en: A report, zh: 报告}
edition: {en: First edition, zh: 第一版}
author: {en: The editors, zh: 编写组}
subject: {en: A case., zh: 一例。}
keywords: {en: case, zh: 例}
sections: [case]
"""


class Bare:
    """A gallery in which nothing hangs."""

    def get(self, _name: str) -> None:
        return None

    def digest(self, _name: str) -> str:
        return ""


def dump(case: Path, folder: Path, typesetter: Typesetter) -> str:
    content = folder / "content"
    content.mkdir()
    (content / "report.yaml").write_text(MANIFEST, "utf-8")
    (content / "case.yaml").write_bytes(case.read_bytes())
    reading = read_report(folder)
    assert reading.problems == ()
    edition = make_edition("both", PAPERS["a4"], typesetter.theme)
    laid_out = layout_report(reading.report, edition, Bench(typesetter, Bare()))
    assert laid_out.problems == ()
    return dump_layout(laid_out.layout)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, typesetter: Typesetter, request: pytest.FixtureRequest) -> None:
    found = dump(case, tmp_path, typesetter)
    expected = case.with_suffix(".expected.txt")
    if request.config.getoption("--update-expected"):
        old = expected.read_text("utf-8") if expected.exists() else ""
        expected.write_text(found, "utf-8")
        assert found == old, f"{expected.name} has been rewritten; look at the difference and run again"
    assert found == expected.read_text("utf-8")
