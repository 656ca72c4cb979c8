"""Whole reports, built and then judged by other people's checkers of PDF/UA and PDF/A."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pikepdf
import pytest
from pikepdf import pdfa

from reportgen import pipeline
from reportgen.pdf import paint
from reportgen.pdf.kinds import SCREEN
from reportgen.pdf.metadata import Claims
from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

EDITIONS = [(lang, paper) for lang in ("both", "en", "zh") for paper in ("a4", "letter")]
FALSE_ALARMS = (
    # The checker reads level b alone; the file claims level a, which holds all of b.
    r"6\.6\.4-3 .*pdfaid:conformance is 'A', expected 'B'",
    # The claim of PDF/UA, and the extension schema that PDF/A asks for with it (ISO 19005-3, 6.6.2.3.3).
    r"6\.6\.2\.3\.1-1 .*XMP (namespace pdfa(Extension|Schema|Property)=.*|property (pdfuaid:part|pdfaExtension:schemas)) is not",
    # What PDF/A-3 is for (ISO 19005-3, 6.8 and annex E), and what the checker does not look into.
    r"pikepdf:(embedded-file|associated-files) .*are not supported",
)
"""What pikepdf.pdfa finds in a sound file because it does not know it."""


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter report, as `reportgen new` makes it."""
    folder = tmp_path_factory.mktemp("reports") / "starter"
    new_report(folder)
    return folder


def findings(path: Path) -> list[str]:
    """What the checkers have to say against the file, warnings included."""
    heard = outloud.check(str(path))
    assert heard.error is None and heard.stats["pages"]
    seen = pdfua.validate(str(path))
    kept = [str(f) for f in pdfa.validate_written(path, "3b").findings]
    return [
        *(f"{f.rule}: {f.message}" for f in heard.findings),
        *(f"{f.rule_id}: {f.message}" for f in seen.findings),
        *(f for f in kept if not any(re.search(alarm, f) for alarm in FALSE_ALARMS)),
    ]


@pytest.mark.parametrize(("lang", "paper"), EDITIONS)
def test_starter_keeps_the_standards(starter: Path, tmp_path: Path, lang: Any, paper: Any) -> None:
    (path,) = build_report(starter, BuildOptions(tmp_path, paper, lang)).paths
    assert findings(path) == []


@pytest.fixture
def twin(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Path], Path]:
    """Builds a report without what pikepdf.pdfa does not know: the claim of PDF/UA and of level a, and attachments."""
    plain = replace(SCREEN, claims=Claims("3b"))
    write = paint.write_pdf

    def build(folder: Path, out: Path) -> Path:
        monkeypatch.setattr(paint, "write_pdf", lambda layout, fonts, info, *_: write(layout, fonts, info, plain))
        return pipeline.build_report(folder, BuildOptions(out)).paths[0]

    return build


def test_twin_without_the_claims_has_no_findings(starter: Path, tmp_path: Path, twin: Callable[[Path, Path], Path]) -> None:
    path = twin(starter, tmp_path)
    assert [str(finding) for finding in pdfa.validate_written(path, "3b").findings] == []


def test_a_file_is_linearised_and_reproducible(starter: Path, tmp_path: Path) -> None:
    (first,) = build_report(starter, BuildOptions(tmp_path / "first")).paths
    (second,) = build_report(starter, BuildOptions(tmp_path / "second")).paths
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(first) as pdf:
        assert pdf.is_linearized and pdf.check_linearization()
        assert pdf.check_pdf_syntax() == []
