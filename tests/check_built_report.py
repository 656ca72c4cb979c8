"""Our own checks on the finished report: run as `python tests/check_built_report.py dist`.

Reads the PDF with other people's readers and compares it with what the report must hold. Prints what is wrong and
ends with exit code 1, or says what was checked.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pikepdf
import pypdfium2
import yaml

from reportgen.model.load import load_report
from reportgen.pdf.inspect.report import inspect_pdf
from reportgen.pdf.verify import verify_pdf

sys.path.insert(0, str(Path(__file__).parent / "pdf"))
from judges import findings  # noqa: E402
from reading_order import read_aloud, unheard  # noqa: E402

LEAST_PAGES = 20
REPOSITORY = Path(__file__).parent.parent
FIGURES = Path(__file__).parent / "data" / "figures.yaml"


def text_of(path: Path) -> str:
    """The text of all pages without white space and soft hyphens."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    # pdfium gives U+FFFE for a hyphen that it takes to end a broken word
    return "".join("".join(pages).replace("\u00ad", "").replace("\ufffe", "").split())


def languages_of(path: Path) -> tuple[str, ...]:
    """The languages of an edition, by the end of its file's name."""
    last = path.stem.rpartition("-")[2]
    return (last,) if last in ("en", "zh") else ("en", "zh")


def missing_figures(text: str, languages: tuple[str, ...]) -> list[str]:
    """The brief's figures that are not on the pages in one of their forms, by language."""
    figures = yaml.safe_load(FIGURES.read_text("utf-8"))
    lost = []
    for name, forms in figures.items():
        for language in languages:
            wanted = ["".join(str(form).split()) for form in forms.get(language, [])]
            if wanted and not any(form in text for form in wanted):
                lost.append(f"{name} ({language}): none of {', '.join(wanted)}")
    return lost


def check(path: Path) -> list[str]:
    """Everything that is wrong with the file."""
    with pikepdf.open(path) as document:
        count = len(document.pages)
        found = [f"qpdf: {line}" for line in document.check_pdf_syntax()]
    found += [str(fault) for fault in verify_pdf(path.read_bytes(), count)]
    if count < LEAST_PAGES:
        found.append(f"only {count} pages, at least {LEAST_PAGES} are expected")
    return [*found, *missing_figures(text_of(path), languages_of(path)), *unreadable(path)]


def unreadable(path: Path) -> list[str]:
    """What would be wrong for a reader who listens: checkers, languages, the order of the words."""
    seen = inspect_pdf(path)
    if "PDF/UA-1" not in seen.standards:
        return []
    assert seen.structure is not None
    faults = [f"{check.clause}: {', '.join(check.faults)}" for check in seen.checks if check.state == "failed"]
    spoken = read_aloud(load_report(REPOSITORY), languages_of(path))
    return [*findings(path), *faults, *unheard(seen.structure, spoken)]


def main(folder: Path) -> int:
    files = sorted(folder.glob("*.pdf"))
    if not files:
        print(f"no PDF in {folder}", file=sys.stderr)
        return 1
    for path in files:
        faults = check(path)
        print(f"{path}: {len(faults)} faults" if faults else f"{path}: sound, and every figure is on its pages")
        for fault in faults:
            print(f"  {fault}")
        if faults:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
