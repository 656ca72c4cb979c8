"""What `reportgen check --fix` does and prints: files changed or a diff on standard output, the rest on standard error.

Exit codes are those of `reportgen check` for what is left: 1 if there is a problem or an error, else 0.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reportgen.checks.proof import proofread
from reportgen.errors import EXIT_CONTENT, EXIT_DONE, Problem, ReportError, UsageError, how_many
from reportgen.mend.files import Left, MendedFile, diff_lines, write_mended
from reportgen.mend.fixes import Fix
from reportgen.mend.report import mend_report
from reportgen.model.load import read_report
from reportgen.model.source import read_text
from reportgen.pipeline import BuildOptions, check_report
from reportgen.proofing import summary_of
from reportgen.prose.finding import Finding
from reportgen.prose.rules import severity_of
from reportgen.records import dataclass

_CHANGED = "the file was changed while it was being checked, and has been left alone; run again"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to go about it and what to tell. `dry` changes nothing and prints a diff."""

    dry: bool = False
    as_json: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was changed, or would be, and what was left."""

    files: tuple[MendedFile, ...]
    fixed: tuple[Fix, ...]
    left: tuple[Left, ...]


def fix_report(folder: Path, options: BuildOptions, manner: Manner) -> int:
    """Mend the content files of a report. Raises `ReportError` for one that cannot be read, and nothing is changed then."""
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    reading = read_report(folder)
    proof = proofread(reading, folder)
    if reading.problems or proof.problems:
        raise ReportError([*reading.problems, *proof.problems])
    outcome = _made(mend_report(folder, reading.report, proof.findings), manner)
    problems, after = check_report(folder, options)
    return _told(outcome, manner, problems, [placed.finding for placed in after.findings])


def fix_pairs(path: Path, glossary: Path | None, manner: Manner) -> int:
    """Mend a file of loose pairs. Raises `ReportError` for one that cannot be read, and nothing is changed then."""
    from reportgen.mend.pairs import mend_pairs
    from reportgen.prose.pairs import PairFindings, check_pairs, pairs_in, read_terms

    for file in filter(None, (path, glossary)):
        if not file.is_file():
            raise UsageError(f"there is no file {file}")
    terms = read_terms(glossary) if glossary else None

    def checked(text: str, problems: list[Problem]) -> list[PairFindings]:
        pairs = list(pairs_in(text, path.name, problems))
        if problems:
            raise ReportError(problems)
        return check_pairs(pairs, terms)

    problems: list[Problem] = []
    text = read_text(path, path.name, problems)
    results = checked(text or "", problems)
    outcome = _made([mend_pairs(path, text or "", results)], manner)
    after = checked(outcome.files[0].after, problems) if outcome.files and not manner.dry else results
    return _told(outcome, manner, (), [finding for result in after for finding in result.findings])


def _made(files: Sequence[MendedFile], manner: Manner) -> _Outcome:
    """Write the files, or in a dry run none."""
    written: list[MendedFile] = []
    fixed: list[Fix] = []
    left = [one for file in files for one in file.left]
    for file in files:
        if file.fixed and (manner.dry or write_mended(file)):
            written.append(file)
            fixed += file.fixed
        else:
            left += [Left(fix.rule, fix.at, _CHANGED) for fix in file.fixed]
    return _Outcome(tuple(written), tuple(fixed), tuple(left))


def _told(outcome: _Outcome, manner: Manner, problems: Sequence[Problem], findings: Sequence[Finding]) -> int:
    """Print what was done and return the exit code."""
    grave = [finding for finding in findings if severity_of(finding) != "info"]
    if manner.as_json:
        print(json.dumps(_data(outcome, manner), ensure_ascii=False, indent=2))
    else:
        for file in outcome.files:
            if manner.dry:
                sys.stdout.writelines(diff_lines(file))
            else:
                print(file.path)
    if not manner.quiet and not manner.as_json:
        for fix in outcome.fixed:
            print(f"{fix.at}: {fix.rule}: {_said(fix)}", file=sys.stderr)
        for one in outcome.left:
            print(f"{one.at}: {one.rule}: left: {one.why}", file=sys.stderr)
        print(f"reportgen: {_summary(outcome, manner)}; {'now' if manner.dry else 'left'}: {_left_over(problems, grave)}", file=sys.stderr)
    errors = any(severity_of(finding) == "error" for finding in findings)
    return EXIT_CONTENT if problems or errors else EXIT_DONE


def _summary(outcome: _Outcome, manner: Manner) -> str:
    if not outcome.fixed:
        return "nothing to fix"
    would = "would be " if manner.dry else ""
    return f"{how_many(len(outcome.fixed), 'finding')} {would}fixed in {how_many(len(outcome.files), 'file')}"


def _left_over(problems: Sequence[Problem], findings: Sequence[Finding]) -> str:
    parts = [how_many(len(problems), "problem")] if problems else []
    parts += [summary_of(findings)] if findings or not problems else []
    return ", ".join(parts)


def _said(fix: Fix) -> str:
    """“,” → “，”, each once; a blank that goes is “ ” → “”."""
    words = fix.text.plain if fix.text else fix.typed.value
    changes = dict.fromkeys(f"“{words[change.start : change.end]}” → “{change.new}”" for change in fix.edits)
    more = f" ({len(fix.edits)} places)" if len(fix.edits) > len(changes) else ""
    return ", ".join(changes) + more


def _data(outcome: _Outcome, manner: Manner) -> dict[str, Any]:
    """The outcome as plain data; `changed` are the files, of which a dry run has changed none."""
    return {
        "dry_run": manner.dry,
        "changed": [file.name for file in outcome.files],
        "fixed": [{**_place(fix), "edits": _edits(fix)} for fix in outcome.fixed],
        "left": [{**_place(one), "why": one.why} for one in outcome.left],
    }


def _place(one: Fix | Left) -> dict[str, Any]:
    return {"file": one.at.file, "line": one.at.line, "column": one.at.column, "rule": one.rule}


def _edits(fix: Fix) -> Iterable[dict[str, str]]:
    words = fix.text.plain if fix.text else fix.typed.value
    return [{"old": words[change.start : change.end], "new": change.new} for change in fix.edits]
