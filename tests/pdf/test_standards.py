"""Whole reports, built and then judged by other people's checkers of PDF/UA."""

from __future__ import annotations

from pathlib import Path

import outloud
import pdfua
import pytest

from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

EDITIONS = [(lang, paper) for lang in ("both", "en", "zh") for paper in ("a4", "letter")]


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter report, as `reportgen new` makes it."""
    folder = tmp_path_factory.mktemp("reports") / "starter"
    new_report(folder)
    return folder


def findings(path: Path) -> list[str]:
    """What outloud and pdfua have to say against the file, warnings included."""
    heard = outloud.check(str(path))
    assert heard.error is None and heard.stats["pages"]
    seen = pdfua.validate(str(path))
    return [f"{f.rule}: {f.message}" for f in heard.findings] + [f"{f.rule_id}: {f.message}" for f in seen.findings]


@pytest.mark.parametrize(("lang", "paper"), EDITIONS)
def test_starter_is_accessible(starter: Path, tmp_path: Path, lang: str, paper: str) -> None:
    (path,) = build_report(starter, BuildOptions(tmp_path, paper, lang)).paths  # type: ignore[arg-type]
    assert findings(path) == []
