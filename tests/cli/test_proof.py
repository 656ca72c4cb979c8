"""What `check` and `build` say of the words and figures of a report: findings, acceptances, the lock, strictness."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CLASH = ("没有说多少", "说了3760万")


def _spoil(folder: Any) -> None:
    folder.change("content/opening.yaml", "says little", "says $376B")
    folder.change("content/opening.yaml", "没有说多少", "说了3760万美元")


def _findings(run: Run, folder: Any) -> list[tuple[str, str]]:
    return [(f["rule"], f["severity"]) for f in run("check", folder.path, "--json").json["findings"]]


def test_a_clash_is_found_in_its_place(folder: Any, run: Run) -> None:
    _spoil(folder)
    outcome = run("check", folder.path)
    assert outcome.code == 1
    assert outcome.out.startswith("content/opening.yaml:5:9 [")
    assert "error parity/scale: “$376B” against “3760万美元”: one is 10,000 times the other" in outcome.out
    assert outcome.err == "reportgen: no problems; 1 error in the words (reportgen check)\n"
    (finding,) = run("check", folder.path, "--json").json["findings"]
    assert (finding["file"], finding["line"], finding["column"]) == ("content/opening.yaml", 5, 9)
    assert [w["text"] for w in finding["words"]] == ["$376B", "3760万美元"]


def test_findings_are_counted_by_a_build_and_stop_a_strict_one(folder: Any, run: Run, tmp_path: Path) -> None:
    _spoil(folder)
    built = run("build", folder.path, "--out", tmp_path / "out")
    assert built.code == 0
    assert built.err.splitlines()[-1].endswith("; 1 error in the words (reportgen check)")
    strict = run("build", folder.path, "--out", tmp_path / "strict", "--strict")
    assert strict.code == 1
    assert "content/opening.yaml:5:9: “$376B” against" in strict.err
    assert "rule parity/scale" in strict.err
    assert not list((tmp_path / "strict").glob("*.pdf"))


def test_warnings_stop_nothing(folder: Any, run: Run, tmp_path: Path) -> None:
    folder.change("content/opening.yaml", "没有说多少", "没有 说多少")
    outcome = run("build", folder.path, "--out", tmp_path / "out", "--strict")
    assert outcome.code == 0
    assert outcome.err.splitlines()[-1].endswith("; 1 warning in the words (reportgen check)")
    assert run("check", folder.path).code == 0


def test_a_finding_is_accepted_by_its_text_and_only_while_it_stands(folder: Any, run: Run) -> None:
    _spoil(folder)
    key = run("check", folder.path, "--json").json["findings"][0]["text"]
    folder.write("content/accepted.yaml", f"- {{rule: parity/scale, text: {key}, reason: a joke of the authors}}\n")
    assert _findings(run, folder) == []
    assert run("check", folder.path).code == 0
    folder.change("content/opening.yaml", "says $376B", "says just $376B")
    assert _findings(run, folder) == [("acceptance/unused", "warning"), ("parity/scale", "error")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {rule: parity/scale, text: abc}\n", "accepted.yaml:1:3: this is not an acceptance; expected rule, text and reason"),
        ("- {rule: parity/scal, text: abc, reason: x}\n", "there is no rule “parity/scal”"),
        ("- {rule: page/too-long, text: abc, reason: x}\n", "accepted.yaml:1:3: what page/too-long finds cannot be accepted; expected a rule whose findings stop no build (mend"),
        ("- {rule: content/form, text: abc, reason: x}\n", "what content/form finds cannot be accepted"),
        ("- {rule: completeness/missing-side, text: abc, reason: x}\n", "what completeness/missing-side finds cannot be accepted"),
        ("rule: parity/scale\n", "accepted.yaml:1:1: this is not a list of acceptances"),
    ],
)
def test_a_faulty_list_of_acceptances_is_a_problem(folder: Any, run: Run, text: str, expected: str) -> None:
    folder.write("content/accepted.yaml", text)
    outcome = run("check", folder.path)
    assert outcome.code == 1
    assert expected in outcome.out


def test_a_side_that_changes_alone_is_found(folder: Any, run: Run) -> None:
    agreed = run("agree", folder.path)
    assert agreed.code == 0
    lock = (folder.path / "content/agreed.lock").read_text("utf-8")
    assert "opening.body.1  " in lock
    assert "A paragraph that says little." in lock
    assert _findings(run, folder) == []
    folder.change("content/opening.yaml", "says little", "says a little less")
    assert _findings(run, folder) == [("completeness/changed-since-agreed", "warning")]
    folder.change("content/opening.yaml", "没有说多少", "说得更少")
    assert _findings(run, folder) == []
    run("agree", folder.path)
    changed = [a for a, b in zip(lock.splitlines(), (folder.path / "content/agreed.lock").read_text("utf-8").splitlines(), strict=True) if a != b]
    assert len(changed) == 1


def test_a_text_that_only_moves_stays_agreed(folder: Any, run: Run) -> None:
    run("agree", folder.path)
    folder.change("content/opening.yaml", "body:", "body:\n  - {en: A new one., zh: 新的一段。}")
    assert _findings(run, folder) == []


def test_only_some_texts_are_agreed(folder: Any, run: Run) -> None:
    run("agree", folder.path)
    folder.change("content/opening.yaml", "says little", "says a little less")
    folder.change("content/notes.yaml", "It explains.", "It explains all.")
    run("agree", folder.path, "notes")
    assert _findings(run, folder) == [("completeness/changed-since-agreed", "warning")]
    assert run("check", folder.path).out.startswith("content/opening.yaml:4:9")


def test_sarif_names_rules_levels_and_places(folder: Any, run: Run) -> None:
    _spoil(folder)
    (log,) = run("check", folder.path, "--sarif").json["runs"]
    rules = {rule["id"] for rule in log["tool"]["driver"]["rules"]}
    (result,) = log["results"]
    assert result["ruleId"] == "parity/scale"
    assert result["ruleId"] in rules
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "content/opening.yaml"}, "region": {"startLine": 5, "startColumn": 9}}


def test_facts_are_looked_after(folder: Any, run: Run) -> None:
    folder.write(
        "content/facts.yaml",
        "facts:\n"
        "  - {id: market, label: {en: Market, zh: 市场}, unit: USD, value: 376 billion, as_of: 2025, source: {en: A house, zh: 一家机构}}\n"
        "  - {id: other, label: {en: Market, zh: 市场}, unit: USD, value: 380 billion, as_of: 2025, source: {en: A house, zh: 一家机构}}\n"
        "  - {id: bare, label: {en: Share, zh: 占比}, unit: percent, value: 12, as_of: 2020}\n",
    )
    folder.change("content/report.yaml", "date: 2026-07-01", "date: 2026-07-01")
    folder.change("content/opening.yaml", "says little", "says {market} and {other}")
    folder.change("content/opening.yaml", "没有说多少", "说了{market}和{other}")
    folder.change("content/notes.yaml", "It explains.", "It explains $376 billion.")
    folder.change("content/notes.yaml", "作出解释", "解释了3760亿美元")
    assert sorted(_findings(run, folder)) == [
        ("consistency/fact-without-source", "warning"),
        ("consistency/old-fact", "info"),
        ("consistency/two-values", "error"),
        ("consistency/typed-figure", "warning"),
        ("consistency/unused-fact", "warning"),
    ]


def test_a_name_in_two_forms_is_found(folder: Any, run: Run) -> None:
    folder.change("content/opening.yaml", "says little", "names NVIDIA, NVIDIA and Nvidia")
    folder.change("content/opening.yaml", "没有说多少", "点了英伟达的名")
    assert ("consistency/name-form", "warning") in _findings(run, folder)


def test_the_declared_spelling_is_held_to(folder: Any, run: Run) -> None:
    folder.change("content/report.yaml", "author:", "spelling: american\nauthor:")
    folder.change("content/opening.yaml", "says little", "says little of the colour")
    assert _findings(run, folder) == [("en/spelling-variant", "warning")]


def test_our_own_report_is_clean(repository: Path, run: Run) -> None:
    outcome = run("check", repository, "--json")
    assert outcome.code == 0
    assert [f for f in outcome.json["findings"] if f["severity"] != "info"] == []
    assert json.loads(outcome.out)["problems"] == []
    assert not (repository / "content" / "accepted.yaml").exists()
