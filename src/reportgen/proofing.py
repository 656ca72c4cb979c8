"""What the commands that read prose print: findings in loose pairs, and the rules explained.

Results go to standard output, the summary to standard error; returns exit codes.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from reportgen.checks.placed import Placed
from reportgen.errors import EXIT_CONTENT, EXIT_DONE, Position, Problem, UsageError, how_many
from reportgen.output import place_file
from reportgen.prose.finding import Finding
from reportgen.prose.rules import RULES, nearest_rule, severity_of

_LINE = 100


def check_pairs_file(path: Path, glossary: Path | None, as_json: bool, quiet: bool) -> int:
    """Check a file of loose pairs; exit code 1 if an error was found, 0 with warnings alone."""
    from reportgen.prose.pairs import check_pairs, read_pairs, read_terms
    from reportgen.prose.show import finding_data, show_finding

    for file in filter(None, (path, glossary)):
        if not file.is_file():
            raise UsageError(f"there is no file {file}")
    results = check_pairs(read_pairs(path), read_terms(glossary) if glossary else None)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for result in results:
        for finding in result.findings:
            if as_json:
                print(json.dumps({"id": result.pair.id, **finding_data(finding, result.pair.en or "", result.pair.zh or "")}, ensure_ascii=False))
            else:
                print(show_finding(finding, f"{result.pair.at.file}:{result.pair.at.line}: {result.pair.id}", result.pair.en or "", result.pair.zh or "", colour))
    findings = [finding for result in results for finding in result.findings]
    if not quiet and not as_json:
        print(f"reportgen: {how_many(len(results), 'pair')}, {summary_of(findings)}", file=sys.stderr)
    return EXIT_CONTENT if any(severity_of(f) == "error" for f in findings) else EXIT_DONE


def summary_of(findings: Iterable[Finding]) -> str:
    """“2 errors, 1 warning”, or “no findings”."""
    counts = Counter(severity_of(finding) for finding in findings)
    parts = [how_many(counts[name], name, "info" if name == "info" else "") for name in ("error", "warning", "info") if counts[name]]
    return ", ".join(parts) or "no findings"


def show_findings(findings: Sequence[Placed], with_info: bool) -> None:
    """Each finding of a report with its two sides, on standard output; the mildest kind only if asked for."""
    from reportgen.prose.show import show_finding

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for placed in (p for p in findings if with_info or p.severity != "info"):
        print(show_finding(placed.finding, f"{placed.at} [{placed.key}]", placed.en, placed.zh, colour))


def findings_data(findings: Iterable[Placed]) -> list[dict[str, Any]]:
    """The findings of a report as plain data, for JSON."""
    from reportgen.prose.show import finding_data

    return [
        {"file": p.at.file, "line": p.at.line, "column": p.at.column, "text": p.key, **finding_data(p.finding, p.en, p.zh), "en": p.en, "zh": p.zh}
        for p in findings
    ]


def counted(findings: Sequence[Placed]) -> str:
    """“; 2 errors, 1 warning in the words”, or nothing; remarks of the mildest kind are not counted."""
    grave = [placed.finding for placed in findings if placed.severity != "info"]
    return f"; {summary_of(grave)} in the words (reportgen check)" if grave else ""


def worst_exit(findings: Iterable[Placed]) -> int:
    """1 if there is an error among the findings."""
    return EXIT_CONTENT if any(placed.severity == "error" for placed in findings) else EXIT_DONE


def rule_of(problem: Problem) -> str:
    """The id of the rule that a problem breaks; what has none of its own is a fault of form."""
    return problem.rule or "content/form"


def sarif_data(problems: Iterable[Problem], findings: Iterable[Placed]) -> dict[str, Any]:
    """Problems and findings as SARIF 2.1.0 (OASIS), one run."""
    results = [_sarif_result(rule_of(p), "error", str(p).removeprefix(f"{p.position}: "), p.position) for p in problems]
    results += [
        {**_sarif_result(p.finding.rule, _SARIF_LEVELS[p.severity], p.finding.message, p.at), "partialFingerprints": {"text/v1": p.key}} for p in findings
    ]
    rules = [{"id": rule.id, "shortDescription": {"text": rule.title}, "fullDescription": {"text": rule.why}, "help": {"text": rule.fix},
              "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]}} for rule in RULES.values()]  # fmt: skip
    driver = {"name": "reportgen", "rules": rules}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def _sarif_result(rule: str, level: str, message: str, at: Position) -> dict[str, Any]:
    region = {"region": {"startLine": at.line, "startColumn": max(at.column, 1)}} if at.line else {}
    place = {"physicalLocation": {"artifactLocation": {"uri": at.file}, **region}}
    return {"ruleId": rule, "level": level, "message": {"text": message}, "locations": [place]}


def agree_report(folder: Path, places: Sequence[str]) -> str:
    """Write content/agreed.lock anew, for all texts or those at `places`; returns what to tell. Raises `ReportError`."""
    from reportgen.checks.agreed import LOCK, agree, read_lock
    from reportgen.model.load import load_report

    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    report = load_report(folder)
    path = folder / LOCK
    old = path.read_text("utf-8") if path.exists() else ""
    new = agree(report, old, places)
    before = {(line.en, line.zh) for line in read_lock(old)}
    lines = read_lock(new)
    place_file(path, new.encode(), lambda _: None)
    return f"{path}: {how_many(len(lines), 'text')} agreed, {sum((line.en, line.zh) not in before for line in lines)} of them new or changed"


def explain_rule(rule: str) -> str:
    """A rule in full; raises `UsageError` for one that does not exist."""
    from reportgen.prose.edits import MENDED

    known = RULES.get(rule)
    if known is None:
        near = nearest_rule(rule)
        raise UsageError(f"there is no rule “{rule}”" + (f"; did you mean “{near}”?" if near else "") + "\nreportgen explain lists them")
    mended = ["", fill("reportgen check --fix does it where there is no doubt.", _LINE)] if known.id in MENDED else []
    return "\n".join([f"{known.id} ({known.severity}): {known.title}", "", fill(known.why, _LINE), "", fill(f"What to do: {known.fix}", _LINE), *mended])


def list_rules() -> str:
    """Every rule on a line: id, severity, title."""
    widest = max(map(len, RULES))
    return "\n".join(f"{rule.id:{widest}}  {rule.severity:7}  {rule.title}" for rule in RULES.values())
