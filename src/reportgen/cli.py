"""The command line: arguments in, results on standard output, everything else on standard error, an exit code out.

Knows the commands and how to tell a person what happened; all work is done elsewhere. Exit codes: 0 done, 1 problems in
the content, 2 wrong usage, 3 the environment, 70 a bug of ours, 130 interrupted.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.arguments import Parser, Version
from reportgen.beside import VERIFY, Company, company, hands_to_be_had
from reportgen.errors import (
    EXIT_BUG,
    EXIT_CONTENT,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_USAGE,
    Problem,
    ReportError,
    ReportgenError,
    UsageError,
    how_many,
)
from reportgen.layout.edition import OUTPUT_KINDS
from reportgen.messages import looseness, print_json, problem_data, remark_data, say, show_problems
from reportgen.progress import Bar
from reportgen.records import asdict, replace

if TYPE_CHECKING:
    from reportgen.checks.proof import Proof
    from reportgen.pipeline import BuildOptions, BuildResult
from reportgen.timings import Timings

EXIT_INTERRUPTED = 130
_COLLECT = (100_000, 50, 100)
"""One build makes many objects and few cycles: looking for cycles as often as Python does takes a tenth of its time."""
_GLOSSARY_ALONE = "--glossary goes with --pairs; a report has content/glossary.yaml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except BrokenPipeError:
        _drop_stdout()
        return EXIT_DONE
    except KeyboardInterrupt:
        say("interrupted; nothing was changed")
        return EXIT_INTERRUPTED
    except OSError as error:
        say(str(error))
        return EXIT_ENVIRONMENT
    except Exception:  # whatever is not one of our errors is a bug of ours, and must not look like the user's
        import traceback

        traceback.print_exc()
        say("this is a bug in reportgen; nothing was changed. Please report it with the lines above")
        return EXIT_BUG


def _run(arguments: Sequence[str] | None) -> int:
    as_json = False
    gc.set_threshold(*_COLLECT)
    try:
        words = sys.argv[1:] if arguments is None else arguments
        options = _parser(words[0] if words else "").parse_args(words)
        as_json = getattr(options, "json", False)
        options.own_process = arguments is None
        code = options.run(options)
    except ReportgenError as error:
        code = _show_error(error, as_json)
    sys.stdout.flush()
    if arguments is None:
        gc.freeze()  # the process ends: Python would look through all that it holds for cycles, for a tenth of a build's time
    return int(code)


def _show_error(error: ReportgenError, as_json: bool) -> int:
    """Say what is wrong; returns the exit code for it."""
    if isinstance(error, ReportError):
        show_problems(error.problems, as_json, sys.stderr)
    elif as_json:
        print_json({"error": {"kind": "usage" if error.exit_code == EXIT_USAGE else "environment", "message": str(error)}})
    else:
        say(str(error))
    return error.exit_code


# --- commands ---------------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    """Build, in two processes if this one was started for it: a program that only calls us may hold what must not be forked."""
    if options.watch:
        return _watch(options)
    with company(_TASKS, _prepare) if options.own_process else nullcontext() as beside:
        return _build_with(options, beside)


def _verify(request: bytes) -> bytes:
    from reportgen.pdf.verify import answer

    return answer(request)


def _prepare() -> None:
    """Load what the second process will need in any case."""
    import reportgen.pdf.verify  # noqa: F401


_TASKS = {VERIFY: _verify}


def _build_with(options: argparse.Namespace, beside: Company | None) -> int:
    from reportgen.pipeline import build_report

    bar = Bar(options.quiet)
    timings = Timings(bar.show) if options.timings else None
    try:
        hands = hands_to_be_had() if options.own_process else 0
        result = build_report(options.dir, replace(_wanted(options, timings.show if timings else bar.show), beside=beside, hands=hands))
    finally:
        bar.clear()
    _tell(result, options, timings)
    return EXIT_DONE


def _wanted(options: argparse.Namespace, progress: Callable[[str, float], None]) -> BuildOptions:
    from reportgen.pipeline import BuildOptions

    return BuildOptions(options.out, options.paper, options.lang, options.kind, cache=not options.no_cache,
                        code=not options.no_code, strict=options.strict, progress=progress)  # fmt: skip


def _watch(options: argparse.Namespace) -> int:
    """Build now and after every change, until the user interrupts; what is wrong is told and waits for the next change."""
    from reportgen.session import Session

    if options.timings:
        raise UsageError("--timings goes with a single build, not with --watch")
    bar = Bar(options.quiet)
    try:
        with Session(options.dir, _wanted(options, bar.show)) as session:
            for outcome in session.follow():
                bar.clear()
                if isinstance(outcome, ReportgenError):
                    _show_error(outcome, options.json)
                else:
                    _tell(outcome, options, None)
                sys.stdout.flush()
    except KeyboardInterrupt:
        pass  # the way to end it
    return EXIT_DONE


def _tell(result: BuildResult, options: argparse.Namespace, timings: Timings | None) -> None:
    """What a build made."""
    from reportgen.proofing import counted, findings_data

    for line in timings.lines() if timings else ():
        print(line, file=sys.stderr)
    if options.json:
        print_json({"paths": [str(path) for path in result.paths], "pages": result.pages,
                     "seconds": round(result.seconds, 3), "spine_mm": result.spine_mm, "problems": [],
                     "warnings": [remark_data(remark) for remark in result.remarks], "findings": findings_data(result.findings),
                     "loose": [asdict(page) for page in result.loose]})  # fmt: skip
        return
    for path in result.paths:
        print(path)
    if not options.quiet:
        for remark in result.remarks:
            print(remark, file=sys.stderr)
        spine = f"; spine {result.spine_mm:g} mm" if result.spine_mm else ""
        say(f"{how_many(result.pages, 'page')} in {result.seconds:.1f} s{looseness(result.loose)}{spine}{counted(result.findings)}")


def _check(options: argparse.Namespace) -> int:
    if options.fix:
        return _fix(options)
    if options.dry_run:
        raise UsageError("--dry-run goes with --fix")
    if options.pairs is not None:
        from reportgen.proofing import check_pairs_file

        return check_pairs_file(options.pairs, options.glossary, options.json, options.quiet)
    if options.glossary is not None:
        raise UsageError(_GLOSSARY_ALONE)
    from reportgen.proofing import counted, findings_data, sarif_data, show_findings, worst_exit

    with company() if options.own_process else nullcontext() as beside:
        problems, proof = _looked_over(options, beside)
    if options.sarif:
        print_json(sarif_data(problems, proof.findings))
    elif options.json:
        print_json({"problems": [problem_data(problem) for problem in problems], "findings": findings_data(proof.findings)})
    else:
        show_findings(proof.findings, options.info)
        if problems:
            show_problems(problems, False, sys.stdout)
        elif not options.quiet:
            say(f"no problems{counted(proof.findings)}")
    return EXIT_CONTENT if problems else worst_exit(proof.findings)


def _looked_over(options: argparse.Namespace, beside: Company | None) -> tuple[tuple[Problem, ...], Proof]:
    """The words are read beside the setting of the pages."""
    from reportgen.pipeline import BuildOptions, check_report

    bar = Bar(options.quiet)
    try:
        return check_report(options.dir, BuildOptions(paper=options.paper, lang=options.lang, code=not options.no_code, progress=bar.show, beside=beside))
    finally:
        bar.clear()


def _fix(options: argparse.Namespace) -> int:
    from reportgen.fixing import Manner, fix_pairs, fix_report

    if options.sarif:
        raise UsageError("--sarif lists findings; --fix mends them")
    manner = Manner(options.dry_run, options.json, options.quiet)
    if options.pairs is not None:
        return fix_pairs(options.pairs, options.glossary, manner)
    if options.glossary is not None:
        raise UsageError(_GLOSSARY_ALONE)
    from reportgen.pipeline import BuildOptions

    return fix_report(options.dir, BuildOptions(paper=options.paper, lang=options.lang, code=not options.no_code), manner)


def _agree(options: argparse.Namespace) -> int:
    from reportgen.proofing import agree_report

    print(agree_report(options.dir, options.place))
    return EXIT_DONE


def _facts(options: argparse.Namespace) -> int:
    from reportgen.fact_list import fact_data, fact_lines, list_facts

    facts = list_facts(options.dir, options.date, datetime.date.today())
    if options.json:
        print_json({"facts": fact_data(facts)})
        return EXIT_DONE
    for line in fact_lines(facts):
        print(line)
    unused = sum(not fact.uses for fact in facts)
    if not options.quiet:
        say(f"{how_many(len(facts), 'fact')}, {unused} unused")
    return EXIT_DONE


def _explain(options: argparse.Namespace) -> int:
    from reportgen.proofing import explain_rule, list_rules

    print(explain_rule(options.rule) if options.rule else list_rules())
    return EXIT_DONE


def _schema(options: argparse.Namespace) -> int:
    from reportgen.model.schema import file_schema, file_schemas
    from reportgen.scaffold import write_schemas

    if options.out is not None:
        for path in write_schemas(options.out):
            print(path)
    else:
        print_json(file_schema(options.kind) if options.kind else file_schemas())
    return EXIT_DONE


def _new(options: argparse.Namespace) -> int:
    from reportgen.scaffold import new_report

    new_report(options.dir)
    print(options.dir)
    say(f"build it with: reportgen build {options.dir}")
    return EXIT_DONE


def _inspect(options: argparse.Namespace) -> int:
    if options.press:
        return _preflight(options)
    from reportgen.pdf.inspect.report import inspect_pdf
    from reportgen.pdf.inspect.words import inspection_lines

    found = inspect_pdf(options.file)
    if options.json:
        print_json(asdict(found))
    else:
        for line in inspection_lines(found):
            print(line)
    return EXIT_DONE


def _specimen(options: argparse.Namespace) -> int:
    from reportgen.layout.specimen import SpecimenSpec
    from reportgen.specimen import SpecimenOptions, write_specimen
    from reportgen.text.setting import Mode

    mode: Mode = "balanced" if options.heading else "ragged" if options.ragged else "justified"
    spec = SpecimenSpec(options.lang, tuple(options.measure_em), options.size, mode, options.label)
    wanted = SpecimenOptions(spec, options.out, options.paper, options.hang, options.report)
    result = write_specimen(options.file, wanted)
    print(result.path)
    for remark in result.remarks:
        print(remark, file=sys.stderr)
    if result.problems:
        show_problems(result.problems, False, sys.stderr)
    return EXIT_CONTENT if result.problems else EXIT_DONE


def _preflight(options: argparse.Namespace) -> int:
    """What a print shop would find in the file; its faults are the content of the answer, so they exit with 1."""
    from reportgen.preflight.survey import survey_file
    from reportgen.preflight.words import survey_lines

    survey = survey_file(options.file)
    if options.json:
        print_json(asdict(survey))
    else:
        for line in survey_lines(survey):
            print(line)
    return EXIT_CONTENT if survey.faults else EXIT_DONE


# --- arguments --------------------------------------------------------------------------------------------------------


def _parser(command: str) -> argparse.ArgumentParser:
    """The parser of a command line that begins with `command`: the other commands are made for a word that is none."""
    parser = Parser(prog="reportgen", description="Bilingual English / Chinese reports, from a folder of YAML to a PDF.")
    parser.add_argument("--version", action=Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="reportgen")
    for name, (about, declare) in _COMMANDS.items():
        if command not in _COMMANDS or name == command:
            declare(commands.add_parser(name, help=about))
    return parser


def _declare_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="FOLDER", help="where the PDF goes (default: dist)")
    parser.add_argument("--for", dest="kind", choices=(*OUTPUT_KINDS, "all"), default="screen", help="what the file is made for (default: screen)")
    parser.add_argument("--timings", action="store_true", help="say where the time went, on standard error")
    parser.add_argument("--watch", action="store_true", help="build again after every change of the folder, until interrupted")
    parser.add_argument("--no-cache", action="store_true", help="draw every chart anew and keep none")
    parser.add_argument("--strict", action="store_true", help="stop at the errors that reportgen check finds in words and figures")
    _add_edition(parser)
    parser.set_defaults(run=_build)


def _declare_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="check loose pairs instead: a .csv or .jsonl file with id, en and zh")
    parser.add_argument("--glossary", type=Path, metavar="FILE", help="with --pairs: terms to hold to, a .csv or .yaml file with en and zh, forms parted by |")
    parser.add_argument("--info", action="store_true", help="show the mildest findings as well")
    parser.add_argument("--fix", action="store_true", help="mend marks, quotes, dashes and typed spaces in the files, where there is no doubt")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: print a diff and change nothing")
    parser.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for editors and code hosts")
    _add_edition(parser)
    parser.set_defaults(run=_check)


def _declare_agree(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", type=Path, default=Path(), metavar="DIR", help="the report folder (default: this one)")
    parser.add_argument("place", nargs="*", metavar="PLACE", help="only texts whose place in the lock begins so, such as faq.questions.power")
    parser.set_defaults(run=_agree)


def _declare_facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", type=Path, default=Path(), metavar="DIR", help="the report folder (default: this one)")
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="the day from which ages are counted (default: the edition's, else today)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary")
    parser.set_defaults(run=_facts)


def _declare_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", nargs="?", metavar="RULE", help="the id of a rule, such as parity/scale")
    parser.set_defaults(run=_explain)


def _declare_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=_FileKinds(), metavar="KIND", help="one kind of file: %(choices)s")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write a file for each kind")
    parser.set_defaults(run=_schema)


def _declare_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", type=Path, metavar="DIR", help="a folder that does not exist yet, or is empty")
    parser.set_defaults(run=_new)


def _declare_inspect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument("--press", action="store_true", help="look at it as a print shop does; exit code 1 if it has a fault")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_inspect)


def _declare_specimen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="paragraphs parted by blank lines; - for standard input")
    parser.add_argument("--lang", choices=("en", "zh"), required=True, help="the language of the text")
    parser.add_argument("--measure-em", type=_length, nargs="+", action="extend", required=True, metavar="EM", help="width of the column in em; each one given begins a page")
    parser.add_argument("--size", type=_length, default=10.0, metavar="PT", help="size of the type in points (default: 10)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the sheet (default: a4)")
    parser.add_argument("-o", "--out", type=Path, default=Path("specimen.pdf"), metavar="OUT.pdf", help="the PDF (default: specimen.pdf)")
    parser.add_argument("--report", type=Path, metavar="DIR", help="take the theme and the fonts of this report folder")
    setting = parser.add_mutually_exclusive_group()
    setting.add_argument("--ragged", action="store_true", help="lines of their own length")
    setting.add_argument("--heading", action="store_true", help="set as a heading: bold, lines of even length, broken by sense")
    parser.add_argument("--hang", action="store_true", help="let commas and stops at the end of Chinese lines stand outside the column")
    parser.add_argument("--label", action="store_true", help="say measure and size over each column")
    parser.set_defaults(run=_specimen)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "build": ("build the PDF", _declare_build),
    "check": ("list the problems of a report, each with file, line and column", _declare_check),
    "agree": ("note that both languages say the same now, in content/agreed.lock", _declare_agree),
    "facts": ("list the figures of content/facts.yaml: value, age, source and where each is used", _declare_facts),
    "explain": ("what a rule of the checks means; without a rule, all of them", _declare_explain),
    "schema": ("JSON Schema of the content files", _declare_schema),
    "new": ("make a small report to begin with", _declare_new),
    "inspect": ("standards, checks, fonts, structure, text and attachments of any PDF", _declare_inspect),
    "specimen": ("set a plain text in one column, to judge the type by", _declare_specimen),
}


def _length(word: str) -> float:
    """A length above 0."""
    try:
        length = float(word)
    except ValueError:
        length = 0.0
    if not 0 < length < float("inf"):
        raise argparse.ArgumentTypeError(f"“{word}” is not a length above 0")
    return length


def _add_edition(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", type=Path, default=Path(), metavar="DIR", help="the report folder (default: this one)")
    parser.add_argument("--paper", choices=("a4", "letter"), help="the sheet (default: the report's own)")
    parser.add_argument("--lang", choices=("both", "en", "zh", "all"), help="the languages (default: the report's own)")
    parser.add_argument("--no-code", action="store_true", help="never run Python in charts/: for a report from elsewhere")
    parser.add_argument("--json", action="store_true", help="print JSON, problems included")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")


def _day(typed: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no day “{typed}”; expected YYYY-MM-DD") from None


class _FileKinds:
    """The kinds of content files, looked up when somebody asks: a build does not."""

    def __iter__(self) -> Iterator[str]:
        from reportgen.model.schema import FILE_KINDS

        return iter(FILE_KINDS)

    def __contains__(self, kind: object) -> bool:
        return kind in list(self)


def _drop_stdout() -> None:
    """Point standard output at nothing, so that Python does not fail once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
