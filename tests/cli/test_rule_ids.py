"""The ids of rules: each that is explained occurs, each that occurs is explained, and docs/checks.md lists them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.prose.rules import RULES

Run = Callable[..., Any]
_ID = re.compile(r'"((?:parity|consistency|completeness|acceptance|zh|en|page|content)/[a-z-]+)"')
_NAMED = re.compile(r"(?<![\w/.-])(?:parity|consistency|completeness|acceptance|zh|en|page)/[a-z-]+\b(?![\w/.*…]|-)")
_TABLE = "| rule | severity | what it finds |\n|---|---|---|\n"
TABLE = """\
  - table:
      id: sizes
      title: {en: Sizes, zh: 大小}
      columns: [{label: {en: Thing, zh: 事物}}, {label: {en: Size, zh: 大小}}]
      rows: [[{en: One, zh: 一}]]
"""


@pytest.mark.parametrize(
    ("rule", "file", "old", "new"),
    [
        ("page/no-glyph", "content/opening.yaml", "没有说多少", "没有\U00020bb7"),
        ("page/no-glyph", "charts/growth.yaml", "zh: 一}, value", "zh: \U00020bb7}, value"),
        ("page/too-long", "content/opening.yaml", "en: Opening", f"en: {'Opening ' * 60}"),
        ("page/too-long", "charts/growth.yaml", "en: 1%", f"en: {'1' * 120}"),
        ("page/labels-overlap", "charts/growth.yaml", "kind: bars", "kind: python\nfunction: own.py:draw"),
        ("page/description", "charts/growth.yaml", "en: Two bars.", "en: growth.png"),
        ("page/unused-note", "content/opening.yaml", "[^first]", ""),
        ("page/unplaced-chart", "content/opening.yaml", "  - chart: growth\n", ""),
        ("page/unplaced-chart", "content/opening.yaml", "  - chart: growth\n", "  - chart: growth\n  - chart: growth\n"),
        ("page/reference", "content/opening.yaml", "[@growth]", "[@nothing]"),
        ("page/reference", "content/opening.yaml", "chart: growth", "chart: grwoth"),
        ("page/name", "content/notes.yaml", "notes:\n", "notes:\n  - {id: first, title: {en: Twice, zh: 两次}, body: [{en: Again., zh: 又。}]}\n"),
        ("page/name", "content/notes.yaml", "id: first", "id: note-first"),
        ("page/table-rows", "content/opening.yaml", "  - chart: growth\n", f"  - chart: growth\n{TABLE}"),
        ("page/plain-text", "content/opening.yaml", "en: Opening", 'en: "Opening[^first]"'),
        ("zh/half-width-punctuation", "content/opening.yaml", "没有说多少", "没有,说多少"),
        ("completeness/missing-side", "content/opening.yaml", "zh: 开篇", ""),
        ("completeness/empty-side", "content/opening.yaml", "zh: 开篇", 'zh: ""'),
        ("content/form", "content/opening.yaml", "body:", "bdoy:"),
    ],
)
def test_problems_name_their_rule(folder: Any, run: Run, rule: str, file: str, old: str, new: str) -> None:
    if "own.py" in new:
        folder.change("content/report.yaml", "author:", "run_python: true\nauthor:")
        folder.write("charts/own.py", OVERLAP)
    folder.change(file, old, new)
    problems = run("check", folder.path, "--json").json["problems"]
    assert rule in {problem["rule"] for problem in problems}, problems
    (log,) = run("check", folder.path, "--sarif").json["runs"]
    assert rule in {result["ruleId"] for result in log["results"]}
    assert rule not in run("check", folder.path).out


OVERLAP = """\
def draw(figure, chart):
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    axes.text(0.5, 0.5, "One label")
    axes.text(0.5, 0.5, "Another label")
"""


def test_every_page_rule_has_an_input() -> None:
    (mark,) = test_problems_name_their_rule.pytestmark  # type: ignore[attr-defined]
    tried = {case[0] for case in mark.args[1]}
    assert {rule for rule in RULES if rule.startswith(("page/", "content/"))} <= tried


def test_the_source_raises_the_rules_that_are_explained_and_no_others(repository: Path) -> None:
    files = [file for file in (repository / "src/reportgen").rglob("*.py") if file.name != "rules.py"]
    raised = {found for file in files for found in _ID.findall(file.read_text("utf-8"))}
    assert raised == set(RULES)


def test_the_page_for_editors_lists_every_rule(repository: Path, request: pytest.FixtureRequest) -> None:
    """`pytest --update-expected` rewrites the table and fails once."""
    page = repository / "docs/checks.md"
    before, found, after = page.read_text("utf-8").partition(_TABLE)
    assert found, "the head of the table is not in docs/checks.md"
    rows, blank, rest = after.partition("\n\n")
    expected = "\n".join(f"| `{rule.id}` | {rule.severity} | {rule.title} |" for rule in RULES.values())
    if request.config.getoption("--update-expected") and rows != expected:
        page.write_text(f"{before}{_TABLE}{expected}{blank}{rest}", "utf-8")
        pytest.fail("the table of docs/checks.md was rewritten; look at it and run again")
    assert rows == expected, "run pytest --update-expected"


def test_the_pages_and_explanations_name_no_rule_that_does_not_exist(repository: Path) -> None:
    texts = [(page.name, page.read_text("utf-8")) for page in (repository / "README.md", *sorted((repository / "docs").glob("*.md")))]
    texts += [(rule.id, f"{rule.why} {rule.fix}") for rule in RULES.values()]
    strangers = [(name, found) for name, text in texts for found in _NAMED.findall(text) if found not in RULES]
    assert strangers == []
