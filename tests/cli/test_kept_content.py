"""Content kept between runs: the same as read anew, whatever was changed, and nothing but content is taken from it."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.cache import Cache
from reportgen.model import source
from reportgen.model.kept import CODE, KeptReadings
from reportgen.model.load import Reading, load_font_list, read_report
from reportgen.records import asdict, replace

FACTS = """\
facts:
  - {id: sum, label: {en: A sum, zh: 一个数}, unit: USD, value: 45 billion, as_of: 2025, qualifier: about}
  - {id: part, label: {en: A part, zh: 一部分}, unit: USD, value: [9 billion, 10 billion]}
  - {id: whole, label: {en: All, zh: 全部}, unit: USD, derived: {sum: [sum, sum]}, digits: 2, qualifier: about, note: first}
"""
TABLE = "label_en,label_zh,value,display_en,display_zh\nOne,一,1,1%,1%\n"
CHART = """\
kind: bars
title: {en: From a table, zh: 来自表格}
unit: {en: Per cent, zh: 百分比}
source: {en: Nobody, zh: 无}
alt: {en: A bar., zh: 一条。}
height_mm: 30
csv: table.csv
"""


@pytest.fixture()
def report(folder: Any) -> Any:
    """A report with facts, a note with a formula, and a chart from a table."""
    folder.write("content/facts.yaml", FACTS)
    folder.write("charts/table.csv", TABLE)
    folder.write("charts/tabled.yaml", CHART)
    folder.change("content/opening.yaml", "says little", "says {sum} and *little*")
    folder.change("content/opening.yaml", "没有说多少", "说了{sum}")
    return folder


@pytest.fixture()
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose YAML was parsed, in order."""
    names: list[str] = []
    parse = source.parse_yaml

    def noting(text: str, name: str, *rest: Any) -> Any:
        names.append(name)
        return parse(text, name, *rest)

    monkeypatch.setattr(source, "parse_yaml", noting)
    return names


def kept_in(report: Any) -> Cache:
    return Cache(report.path / ".reportgen-cache" / "content")


def unnamed(reading: Reading) -> Reading:
    return replace(reading, name="")


def test_kept_content_is_that_of_a_reading(report: Any, parsed: list[str]) -> None:
    fresh = read_report(report.path)
    cold = read_report(report.path, kept_in(report))
    assert not fresh.problems
    del parsed[:]
    warm = read_report(report.path, kept_in(report))
    assert parsed == []
    assert unnamed(warm) == unnamed(cold) == fresh
    assert asdict(warm) == asdict(cold)
    assert warm.name == cold.name != ""


Edit = Callable[[Any], None]
EDITS: dict[str, Edit] = {
    "a word": lambda f: f.change("content/opening.yaml", "A paragraph", "Some paragraph"),
    "a comment that moves all lines": lambda f: f.change("content/opening.yaml", "kind:", "# one more\nkind:"),
    "an id": lambda f: f.change("content/notes.yaml", "id: first", "id: last"),
    "a fact": lambda f: f.change("content/facts.yaml", "45 billion", "46 billion"),
    "a rule of figures": lambda f: f.change("content/report.yaml", "file_name: small", "file_name: small\ntheme: {figures: {en: {scale: short}}}"),
    "a language": lambda f: f.change("content/report.yaml", "file_name: small", "file_name: small\nlanguages: [zh]"),
    "a fault": lambda f: f.change("content/opening.yaml", "kind: prose", "kind: prase"),
    "no YAML": lambda f: f.change("content/opening.yaml", "kind: prose", "kind: [prose"),
    "a cell": lambda f: f.change("charts/table.csv", "One,一,1", "One,一,2"),
    "no table": lambda f: (f.path / "charts/table.csv").unlink(),
    "no section": lambda f: (f.path / "content/notes.yaml").unlink(),
    "no facts": lambda f: (f.path / "content/facts.yaml").unlink(),
    "a chart more": lambda f: f.write("charts/other.yaml", CHART),
    "a chart less": lambda f: (f.path / "charts/growth.yaml").unlink(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_it_is_read_as_without_a_cache(report: Any, edit: str) -> None:
    before = read_report(report.path, kept_in(report))
    EDITS[edit](report)
    fresh = read_report(report.path)
    for _ in range(2):
        after = read_report(report.path, kept_in(report))
        assert unnamed(after) == fresh
        assert after.name != before.name


def test_an_edited_section_alone_is_read_anew(report: Any, parsed: list[str]) -> None:
    read_report(report.path, kept_in(report))
    report.change("content/opening.yaml", "A paragraph", "Some paragraph")
    del parsed[:]
    read_report(report.path, kept_in(report))
    assert parsed == ["content/opening.yaml"]


def test_a_list_of_fonts_is_kept_until_its_folder_changes(report: Any, parsed: list[str], repository: Path) -> None:
    (report.path / "fonts").mkdir()
    for path in (repository / "fonts").iterdir():
        if path.is_file():
            shutil.copyfile(path, report.path / "fonts" / path.name)
    problems: list[Any] = []
    listed = load_font_list(report.path, problems, kept=kept_in(report))
    del parsed[:]
    assert load_font_list(report.path, problems, kept=kept_in(report)) == listed
    assert parsed == []
    (report.path / "fonts" / listed[0].file).unlink()
    assert load_font_list(report.path, problems, kept=kept_in(report)) == load_font_list(report.path, [])
    assert problems


def test_a_file_that_is_edited_while_it_is_read_is_not_kept(report: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = source.parse_yaml

    def edited_meanwhile(text: str, name: str, *rest: Any) -> Any:
        if name == "content/opening.yaml":
            report.change(name, "A paragraph", "Some paragraph")
        return parse(text.replace("A paragraph", "Any paragraph"), name, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(source, "parse_yaml", edited_meanwhile)
        read_report(report.path, kept_in(report))
    for typed in ("Some paragraph", "A paragraph"):
        assert unnamed(read_report(report.path, kept_in(report))) == read_report(report.path)
        report.change("content/opening.yaml", typed, "A paragraph")


class Bomb:
    def __reduce__(self) -> Any:
        return os.mkdir, ("exploded",)


@pytest.mark.parametrize("data", [b"", b"no pickle", pickle.dumps(Bomb()), pickle.dumps(Path("x")), pickle.dumps(KeptReadings), pickle.dumps([Bomb()])[:-2]])
def test_what_is_not_content_is_not_taken(report: Any, data: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    fresh = read_report(report.path, kept_in(report))
    for kept in (report.path / ".reportgen-cache" / "content").iterdir():
        Cache(kept.parent).put(kept.stem, data)
    assert read_report(report.path, kept_in(report)) == fresh
    assert not (tmp_path / "exploded").exists()


def test_of_a_report_from_elsewhere_nothing_kept_is_used(report: Any, run: Any, parsed: list[str]) -> None:
    run("check", report.path)
    del parsed[:]
    run("check", report.path)
    assert "content/opening.yaml" not in parsed
    run("check", report.path, "--no-code")
    assert {"content/report.yaml", "content/opening.yaml", "charts/growth.yaml"} <= set(parsed)


def test_a_warm_build_loads_no_yaml(report: Any, run: Any, tmp_path: Path) -> None:
    run("build", report.path, "--out", tmp_path)
    script = f"import sys; from reportgen.cli import main; main(['build', {str(report.path)!r}, '--out', {str(tmp_path)!r}]); print('yaml' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.split()[-1] == "False"


def test_the_name_covers_all_code_that_content_comes_from() -> None:
    code = "import sys; import reportgen.model.load; print(*(name for name in sys.modules if name.startswith('reportgen.')))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    bystanders = {"cache", "output"}  # they move bytes and make none
    assert {name.split(".")[1] for name in names} - bystanders == {part.removesuffix(".py") for part in CODE}
