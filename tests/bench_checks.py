"""How well the checks read prose: precision and recall of each rule on the corpus of pairs in tests/corpus.

Run by `make bench-checks`, which fails if a figure falls short; the tests assert the same figures. A corpus file has a pair a line: `rule ¦ English ¦ Chinese` with
`{right→wrong}` where a fault is planted (its right twin is a clean pair), `rule ¦ English ¦ Chinese` without it for a pair
that is faulty as it stands, or `English ¦ Chinese` for a clean pair. ∅ is a side that is missing. A .csv file of the same name
is the glossary that the pairs of a corpus file are held to.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import Position
from reportgen.prose.pairs import LoosePair, PairFindings, check_pairs, read_terms
from reportgen.prose.rules import RULES, severity_of

LEAST_OVERALL, LEAST_EACH = 0.97, 0.90
"""The least precision and recall of all errors together, and of each rule."""
CORPUS = Path(__file__).resolve().parent / "corpus"
_MISSING = "∅"
_PLANTED = re.compile(r"\{([^{}→]*)→([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """A pair, and the rule that must find a fault in it; an empty rule for a clean pair."""

    rule: str
    pair: LoosePair
    glossary: Path | None = None


@dataclass(slots=True)
class Measure:
    """Counts for each rule. `false` are findings on clean pairs, `errors_false` those of them that are errors."""

    cases: list[Case]
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    errors_false: int = 0
    remarks: list[str] = field(default_factory=list)

    def precision(self, rule: str) -> float:
        return _share(self.found[rule], self.false[rule])

    def recall(self, rule: str) -> float:
        return _share(self.found[rule], self.missed[rule])

    def overall(self) -> tuple[float, float]:
        """Precision and recall of the rules whose findings are errors."""
        errors = [rule for rule in RULES if RULES[rule].severity == "error"]
        found, missed = (sum(counts[rule] for rule in errors) for counts in (self.found, self.missed))
        return _share(found, self.errors_false), _share(found, missed)

    def shortfalls(self) -> list[str]:
        """What falls short of what an editor needs to trust the checks, a line each; rules that the corpus never tries as well."""
        lines = [f"errors of all rules: {what} {value:.3f}, below {LEAST_OVERALL}" for what, value in zip(("precision", "recall"), self.overall(), strict=True) if value < LEAST_OVERALL]
        for rule in filter(is_tried_by_pairs, RULES):
            found, missed, false = self.found[rule], self.missed[rule], self.false[rule]
            counts = f"{found + missed} planted, {found} found, {false} false"
            if not found + missed:
                lines.append(f"{rule}: the corpus has no fault of this rule")
            lines += [f"{rule}: {what} {value:.3f}, below {LEAST_EACH} ({counts})"
                      for what, value in (("precision", self.precision(rule)), ("recall", self.recall(rule))) if value < LEAST_EACH]  # fmt: skip
        return lines


def is_tried_by_pairs(rule: str) -> bool:
    """Whether a loose pair can break the rule; the others need a whole report or a lock."""
    return rule == "consistency/term" or not (rule == "completeness/changed-since-agreed" or rule.startswith(("consistency/", "acceptance/", "page/", "content/")))


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0


def read_cases(path: Path) -> list[Case]:
    """The cases of a corpus file; a planted fault gives two, the faulty pair and its right twin."""
    cases = []
    beside = path.with_suffix(".csv")
    glossary = beside if beside.exists() else None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        parts = [part.removeprefix(" ").removesuffix(" ").replace("⏎", "\n") for part in line.split("¦")]
        at = Position(path.name, number)
        if len(parts) == 2:
            cases.append(_case("", f"{path.stem}:{number}", (parts[0], parts[1]), at, glossary))
            continue
        rule, en, zh = parts
        rule = rule.strip()
        planted = len(_PLANTED.findall(en + zh))
        if rule not in RULES or planted > 1:
            raise ValueError(f"{path.name}:{number}: not a rule, or more than one planted fault")
        if not planted:
            cases.append(_case(rule, f"{path.stem}:{number}", (en, zh), at, glossary))
            continue
        for label, group in ((rule, 2), ("", 1)):
            sides = [_PLANTED.sub(rf"\{group}", side) for side in (en, zh)]
            cases.append(_case(label, f"{path.stem}:{number}{'' if label else ' (right)'}", (sides[0], sides[1]), at, glossary))
    return cases


def _case(rule: str, name: str, sides: tuple[str, str], at: Position, glossary: Path | None) -> Case:
    en, zh = (None if side == _MISSING else side for side in sides)
    return Case(rule, LoosePair(name, en, zh, at), glossary)


def _checked(cases: list[Case]) -> Iterator[tuple[Case, PairFindings]]:
    for glossary in dict.fromkeys(case.glossary for case in cases):
        alike = [case for case in cases if case.glossary == glossary]
        yield from zip(alike, check_pairs([case.pair for case in alike], read_terms(glossary) if glossary else None), strict=True)


def measure(cases: list[Case]) -> Measure:
    """Check the cases that share a glossary, or have none, as one file of pairs, and count."""
    result = Measure(cases)
    for case, findings in _checked(cases):
        rules = {finding.rule for finding in findings.findings}
        if case.rule and case.rule in rules:
            result.found[case.rule] += 1
        elif case.rule:
            result.missed[case.rule] += 1
            result.remarks.append(f"missed {case.rule} in {case.pair.id}: found {', '.join(sorted(rules)) or 'nothing'}\n    {case.pair.en}\n    {case.pair.zh}")
        else:
            for finding in findings.findings:
                result.false[finding.rule] += 1
                result.errors_false += severity_of(finding) == "error"
                result.remarks.append(f"false {severity_of(finding)} {finding.rule} in {case.pair.id}: {finding.message}\n    {case.pair.en}\n    {case.pair.zh}")
    return result


def report(result: Measure) -> str:
    """A table of the rules that the corpus has, and the errors of all rules together."""
    rules = [rule for rule in RULES if result.found[rule] + result.missed[rule] + result.false[rule]]
    clean = sum(not case.rule for case in result.cases)
    lines = [f"{'rule':32}{'planted':>9}{'found':>7}{'false':>7}{'precision':>11}{'recall':>8}"]
    for rule in rules:
        planted = result.found[rule] + result.missed[rule]
        lines.append(f"{rule:32}{planted:9}{result.found[rule]:7}{result.false[rule]:7}{result.precision(rule):11.3f}{result.recall(rule):8.3f}")
    precision, recall = result.overall()
    lines.append(f"{clean} clean pairs, {len(result.cases) - clean} with one fault; errors of all rules: precision {precision:.3f}, recall {recall:.3f}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(CORPUS.glob("*.txt")), help="corpus files (default: all)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what was missed and what was found wrongly")
    options = parser.parse_args(arguments)
    result = measure([case for path in options.files for case in read_cases(path)])
    if options.verbose:
        print("\n".join(result.remarks))
    print(report(result))
    shortfalls = result.shortfalls() if options.files == sorted(CORPUS.glob("*.txt")) else []
    print("".join(f"{line}\n" for line in shortfalls), end="", file=sys.stderr)
    return 1 if shortfalls else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
