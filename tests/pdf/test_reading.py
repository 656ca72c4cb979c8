"""What a screen reader reads: everything that the content says, in its order and in its language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from odd_reports import ODD, write_odd
from reading_order import read_aloud, squeezed, unheard

from reportgen.model.load import load_report
from reportgen.pdf.inspect.report import inspect_pdf
from reportgen.pdf.inspect.structure import StructureNode
from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

LANGUAGES = {"both": ("en", "zh"), "en": ("en",), "zh": ("zh",)}


def structure_of(path: Path) -> StructureNode:
    root = inspect_pdf(path).structure
    assert root is not None
    return root


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading") / "starter"
    new_report(folder)
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_starter_is_read_in_order(starter: Path, tmp_path: Path, lang: Any) -> None:
    (path,) = build_report(starter, BuildOptions(tmp_path, lang=lang)).paths
    assert unheard(structure_of(path), read_aloud(load_report(starter), LANGUAGES[lang])) == []  # type: ignore[arg-type]


@pytest.mark.nightly
def test_our_report_is_read_in_order(repository: Path, tmp_path: Path) -> None:
    (path,) = build_report(repository, BuildOptions(tmp_path)).paths
    assert unheard(structure_of(path), read_aloud(load_report(repository), ("en", "zh"))) == []


@pytest.mark.parametrize("name", [name for name in ODD if name != "one_language_whole"])
def test_odd_reports_are_read_in_order(tmp_path: Path, name: str) -> None:
    folder = write_odd(name, tmp_path / name)
    report = load_report(folder)
    (path,) = build_report(folder, BuildOptions(tmp_path)).paths
    assert unheard(structure_of(path), read_aloud(report, report.manifest.languages)) == []


def test_one_language_whole_and_then_the_other(tmp_path: Path) -> None:
    """With `reading_order: languages`: nothing English after the first Chinese word, and nothing lost in either."""
    folder = write_odd("one_language_whole", tmp_path / "report")
    (path,) = build_report(folder, BuildOptions(tmp_path)).paths
    root = structure_of(path)
    english, chinese = root.kids[0].kids
    assert (english.role, english.language, chinese.role, chinese.language) == ("Part", "en", "Part", "zh-Hans")
    report = load_report(folder)
    for part, language in ((english, "en"), (chinese, "zh")):
        expected = read_aloud(report, (language,))
        same = {squeezed(words) for words in ("TSMC", "NVIDIA", "AMD")}
        assert unheard(part, [said for said in expected if said[1] not in same]) == []
    assert [node.alt for node in chinese.walk() if node.standard == "TH" and node.alt] == ["TSMC"]


def test_the_order_is_tested(starter: Path, tmp_path: Path) -> None:
    """The test itself: a pair the wrong way round, a lost word and a wrong language are found."""
    (path,) = build_report(starter, BuildOptions(tmp_path)).paths
    root = structure_of(path)
    expected = read_aloud(load_report(starter), ("en", "zh"))
    assert any(fault.startswith("too early") for fault in unheard(root, [expected[1], expected[0], *expected[2:]]))
    assert any(fault.startswith("nowhere") for fault in unheard(root, [("en", expected[0][1] + "x"), *expected[1:]]))
    assert any(fault.startswith("in ") for fault in unheard(root, [(("en"), words) for _, words in expected]))


@pytest.mark.parametrize("name", ["long_table", "long_tables_side_by_side"])
def test_a_heading_row_is_read_once_on_whatever_pages_it_stands(tmp_path: Path, name: str) -> None:
    (path,) = build_report(write_odd(name, tmp_path / name), BuildOptions(tmp_path)).paths
    tables = [node for node in structure_of(path).walk() if node.standard == "Table"]
    rows = [[squeezed(cell.text) for cell in row.kids] for row in tables[0].walk() if row.standard == "TR"]
    both = name == "long_table"
    assert len(rows) == 41
    assert rows[0][:2] == (["Column1第1栏", "Column2第2栏"] if both else ["Column1", "Column2"])
    assert rows[-1][0] == ("Row40,cell1第40行第1格" if both else "Row40,cell1")
