"""The safe edits on the corpus: what was planted becomes what was right, and nothing else is touched."""

from __future__ import annotations

import re
from collections import Counter

from bench_checks import CORPUS, read_cases
from reportgen.mend.fixes import Change, changed
from reportgen.prose.edits import MENDED, Edit, edits_of
from reportgen.prose.pairs import LoosePair, PairFindings, check_pairs

_LEAST = 0.75
"""The share of the planted faults of each rule that leave no doubt about what is right."""


def edits_in(result: PairFindings) -> list[Edit]:
    return [edit for finding in result.findings for edit in edits_of(finding, result.pair.en or "", result.pair.zh or "")]


def mended(result: PairFindings) -> tuple[str, ...]:
    edits = edits_in(result)
    sides = (("en", result.pair.en or ""), ("zh", result.pair.zh or ""))
    return tuple(changed(text, (Change(e.start, e.end, e.new) for e in edits if e.side == side)) for side, text in sides)


def without_blanks_at_dashes(pair: LoosePair | tuple[str, ...]) -> tuple[str, ...]:
    """Whether a dash stands between blanks is for the author to choose."""
    sides = pair if isinstance(pair, tuple) else (pair.en or "", pair.zh or "")
    return tuple(re.sub(" ?— ?", "—", side) for side in sides)


def test_planted_faults_become_what_was_right_and_right_pairs_stay() -> None:
    """An edit may leave a fault to the editor; where the text is right there is none, and the second look finds nothing to do."""
    planted, restored = Counter[str](), Counter[str]()
    for path in sorted(CORPUS.glob("*.txt")):
        cases = read_cases(path)
        for number, (case, result) in enumerate(zip(cases, check_pairs([case.pair for case in cases]), strict=True)):
            if not case.rule:
                assert edits_in(result) == [], case.pair
            elif case.rule in MENDED and cases[number + 1 : number + 2] and cases[number + 1].pair.id == f"{case.pair.id} (right)":
                planted[case.rule] += 1
                restored[case.rule] += without_blanks_at_dashes(mended(result)) == without_blanks_at_dashes(cases[number + 1].pair)
    assert set(planted) == MENDED
    low = [f"{rule}: {restored[rule]} of {planted[rule]} restored" for rule in planted if restored[rule] < _LEAST * planted[rule]]
    assert low == []
