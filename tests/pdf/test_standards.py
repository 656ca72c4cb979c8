"""Whole reports, built and then judged by other people's checkers of PDF/UA and PDF/A."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from judges import findings
from odd_reports import ODD, write_odd
from pikepdf import pdfa

from reportgen import pipeline
from reportgen.pdf import kinds, paint
from reportgen.pdf.inspect.report import inspect_pdf
from reportgen.pdf.kinds import SCREEN
from reportgen.pdf.metadata import Claims
from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

EDITIONS = [(lang, paper) for lang in ("both", "en", "zh") for paper in ("a4", "letter")]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter report, as `reportgen new` makes it."""
    folder = tmp_path_factory.mktemp("reports") / "starter"
    new_report(folder)
    return folder


@pytest.mark.nightly
@pytest.mark.parametrize(("lang", "paper"), EDITIONS)
def test_our_report_keeps_the_standards(repository: Path, tmp_path: Path, lang: Any, paper: Any) -> None:
    (path,) = build_report(repository, BuildOptions(tmp_path, paper, lang)).paths
    assert findings(path) == []
    assert [check for check in inspect_pdf(path).checks if check.state == "failed"] == []


@pytest.mark.parametrize(("lang", "paper"), EDITIONS)
def test_starter_keeps_the_standards(starter: Path, tmp_path: Path, lang: Any, paper: Any) -> None:
    (path,) = build_report(starter, BuildOptions(tmp_path, paper, lang)).paths
    assert findings(path) == []


@pytest.mark.parametrize("name", ODD)
def test_odd_reports_keep_the_standards(tmp_path: Path, name: str) -> None:
    (path,) = build_report(write_odd(name, tmp_path / name), BuildOptions(tmp_path)).paths
    assert findings(path) == []
    with pikepdf.open(path) as pdf:
        assert pdf.is_linearized and pdf.check_linearization() and pdf.check_pdf_syntax() == []
    assert [check for check in inspect_pdf(path).checks if check.state == "failed"] == []


def test_the_mono_file_keeps_them_as_well(starter: Path, tmp_path: Path) -> None:
    (path,) = build_report(starter, BuildOptions(tmp_path, kind="mono")).paths
    assert findings(path) == []


@pytest.fixture
def twin(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Path], Path]:
    """Builds a report without what pikepdf.pdfa does not know: the claim of PDF/UA and of level a, and attachments."""
    plain = replace(SCREEN, claims=Claims("3b"))
    finish = paint.Painter.finish

    def build(folder: Path, out: Path) -> Path:
        monkeypatch.setattr(kinds, "SCREEN", plain)
        monkeypatch.setattr(paint.Painter, "finish", lambda painter, layout, info, *_: finish(painter, layout, info))
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
