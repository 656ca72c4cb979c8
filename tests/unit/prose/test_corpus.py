"""The checks on the corpus of pairs: as precise and as complete as an editor has to be able to trust."""

from __future__ import annotations

from collections import Counter

from bench_checks import CORPUS, Measure, is_tried_by_pairs, measure, read_cases
from reportgen.prose.rules import RULES


def test_precision_and_recall() -> None:
    """0.97 for the errors of all rules, 0.90 for each rule; the failure names the rules that fall short."""
    result = measure([case for path in sorted(CORPUS.glob("*.txt")) for case in read_cases(path)])
    clean = sum(not case.rule for case in result.cases)
    assert clean >= 300
    assert len(result.cases) - clean >= 300
    assert result.shortfalls() == []


def test_a_rule_that_falls_short_is_named() -> None:
    rules = [rule for rule in RULES if is_tried_by_pairs(rule)]
    good = Counter({rule: 100 for rule in rules})
    assert Measure([], found=good).shortfalls() == []
    weak = Measure([], found=Counter({**good, "parity/unit": 8, "parity/date": 0}), missed=Counter({"parity/unit": 2}), false=Counter({"parity/unit": 2}))
    assert weak.shortfalls() == [
        "parity/unit: precision 0.800, below 0.9 (10 planted, 8 found, 2 false)",
        "parity/unit: recall 0.800, below 0.9 (10 planted, 8 found, 2 false)",
        "parity/date: the corpus has no fault of this rule",
    ]
    errors = sum(RULES[rule].severity == "error" for rule in rules)
    assert Measure([], found=good, errors_false=100 * errors).shortfalls()[0] == "errors of all rules: precision 0.500, below 0.97"
