"""What the commands that read prose print: findings in loose pairs, and the rules explained.

Results go to standard output, the summary to standard error; returns exit codes.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from textwrap import fill

from reportgen.errors import EXIT_CONTENT, EXIT_DONE, UsageError
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
                print(json.dumps({"id": result.pair.id, **finding_data(finding)}, ensure_ascii=False))
            else:
                print(show_finding(finding, f"{result.pair.at.file}:{result.pair.at.line}: {result.pair.id}", result.pair.en or "", result.pair.zh or "", colour))
    findings = [finding for result in results for finding in result.findings]
    if not quiet and not as_json:
        print(f"reportgen: {len(results)} pairs, {summary_of(findings)}", file=sys.stderr)
    return EXIT_CONTENT if any(severity_of(f) == "error" for f in findings) else EXIT_DONE


def summary_of(findings: Iterable[Finding]) -> str:
    """“2 errors, 1 warning”, or “no findings”."""
    counts = Counter(severity_of(finding) for finding in findings)
    parts = [f"{counts[name]} {name}{'' if counts[name] == 1 or name == 'info' else 's'}" for name in ("error", "warning", "info") if counts[name]]
    return ", ".join(parts) or "no findings"


def explain_rule(rule: str) -> str:
    """A rule in full; raises `UsageError` for one that does not exist."""
    known = RULES.get(rule)
    if known is None:
        near = nearest_rule(rule)
        raise UsageError(f"there is no rule “{rule}”" + (f"; did you mean “{near}”?" if near else "") + "\nreportgen explain lists them")
    return "\n".join([f"{known.id} ({known.severity}): {known.title}", "", fill(known.why, _LINE), "", fill(f"What to do: {known.fix}", _LINE)])


def list_rules() -> str:
    """Every rule on a line: id, severity, title."""
    widest = max(map(len, RULES))
    return "\n".join(f"{rule.id:{widest}}  {rule.severity:7}  {rule.title}" for rule in RULES.values())
