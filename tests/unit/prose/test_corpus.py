"""The checks on the corpus of pairs: as precise and as complete as an editor has to be able to trust."""

from __future__ import annotations

from bench_checks import CORPUS, measure, read_cases
from reportgen.prose.rules import RULES


def test_precision_and_recall() -> None:
    result = measure([case for path in sorted(CORPUS.glob("*.txt")) for case in read_cases(path)])
    clean = sum(not case.rule for case in result.cases)
    assert clean >= 300
    assert len(result.cases) - clean >= 300
    precision, recall = result.overall()
    assert precision >= 0.97
    assert recall >= 0.97
    low = [rule for rule in RULES if min(result.precision(rule), result.recall(rule)) < 0.90]
    assert low == []
