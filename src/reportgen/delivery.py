"""Set editions in, checked files in their places out: one file for each kind of output, and the list of a whole set.

Every file is painted from the same pages by the same painter, read back, verified, and moved into place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from reportgen.beside import VERIFY, Company
from reportgen.errors import EnvironmentProblem, Position, Problem, ReportError
from reportgen.fonts.open import Fonts
from reportgen.layout.edition import OUTPUT_KINDS, Edition, OutputKind
from reportgen.layout.frame import Layout
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import Manifest, Report
from reportgen.model.load import MANIFEST
from reportgen.output import place_file
from reportgen.pdf.faults import Verification, unpacked
from reportgen.press.formes import Forme
from reportgen.press.imposition import ImpositionRefused
from reportgen.press.outputs import Printing, for_booklet, for_press
from reportgen.records import dataclass

if TYPE_CHECKING:
    from reportgen.pdf.attachments import Attachment
    from reportgen.pdf.metadata import DocumentInfo

MANIFEST_FILE = "manifest.json"
_THUMBNAIL_WIDTH = 600
"""Pixels of a cover's picture: sharp at half of it on a fine screen."""


Told = Callable[[str], None]


def _untold(_step: str) -> None:
    """What is being done, when nobody listens."""


def _nothing() -> None:
    """There is nothing more to be done."""


class FaultyFile(Exception):
    """A file that we wrote did not pass verification: a bug of ours. The last good file was left as it was."""


@runtime_checkable
class Painted(Protocol):
    """Pages that are painted, waiting to be joined."""

    def finish(self, layout: Layout, info: DocumentInfo, attachments: Sequence[Attachment]) -> bytes:
        """The document as a PDF."""

    def verified_pages(self, layout: Layout) -> tuple[frozenset[int], frozenset[str]]:
        """The pages, from 0, that were verified in an earlier build, and the places that their links lead to."""

    def keep(self) -> None:
        """Keep the pages for other builds: they have been verified."""


@dataclass(frozen=True, slots=True)
class Edited:
    """One edition that has been set: its pages and how they are printed.

    `date` is the edition's as YYYY-MM-DD, or empty. A press file must have one (ISO 15930-7, 6.7) and then takes `today`.
    """

    edition: Edition
    fonts: Fonts
    report: Report
    printing: Printing
    date: str
    today: str
    painted: Painted | None = None
    """The screen's pages, if they have been painted while they were set; the layout's are then empty."""
    memory: Memory = FORGETFUL

    @property
    def layout(self) -> Layout:
        return self.printing.layout

    @property
    def manifest(self) -> Manifest:
        return self.printing.manifest


@dataclass(frozen=True, slots=True)
class Escort:
    """Who goes along with a delivery: hears what is being done, verifies, and has a last word before a file is put in its place."""

    told: Told = _untold
    beside: Company | None = None
    """Verifies the file meanwhile, if it can."""
    last: Callable[[], None] = _nothing
    """Raises if nothing must be put in its place after all."""


ALONE = Escort()


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file in its place."""

    path: Path
    kind: str
    language: str
    pages: int
    sha256: str
    size_bytes: int


def deliver(edited: Edited, kind: OutputKind, path: Path, escort: Escort = ALONE) -> Delivered:
    """Write one kind of output to `path`.

    Raises `ReportError` for what the report's own settings make impossible or unfit for a press, `EnvironmentProblem`
    for the disk, and `FaultyFile` for a file of ours that is not sound.
    """
    escort.told(f"painting {kind}")
    formes = _formes(edited, kind)
    data = _painted(edited, kind, formes)
    pages = len(formes) or len(edited.layout.pages)

    def check(written: Path) -> None:
        escort.told(f"verifying {kind}")
        seen = edited.painted.verified_pages(edited.layout) if edited.painted is not None else (frozenset(), frozenset())
        _check(Verification(written, pages, *seen), path.name, escort)
        if kind == "press":
            _check_for_press(written.read_bytes(), edited, path.name)

    place_file(path, data, check)
    if edited.painted is not None:
        edited.painted.keep()
    return Delivered(path, kind, edited.edition.name, pages, hashlib.sha256(data).hexdigest(), len(data))


def file_name(edited: Edited, kind: OutputKind, *, whole_set: bool) -> str:
    """The manifest's name with what differs from a screen PDF in all languages on A4; in a set, with everything."""
    manifest, edition = edited.manifest, edited.edition
    if whole_set:
        return f"{manifest.file_name}-{edition.paper.name}-{edition.name}-{kind}.pdf"
    paper = "" if edition.paper.name == "a4" else f"-{edition.paper.name}"
    language = "" if edition.name == "both" else f"-{edition.name}"
    return f"{manifest.file_name}{paper}{language}{'' if kind == 'screen' else f'-{kind}'}.pdf"


# --- painting and checking ----------------------------------------------------------------------------------------


def _formes(edited: Edited, kind: OutputKind) -> tuple[Forme, ...]:
    """The sides of the sheets, if they are others than the pages."""
    if kind == "press":
        return for_press(edited.printing)
    if kind != "booklet":
        return ()
    try:
        return for_booklet(edited.printing)
    except ImpositionRefused as error:
        settings = edited.manifest.press
        at = settings.at if settings is not None else Position(MANIFEST)
        raise ReportError([Problem(at, str(error), "pages that can be folded", "set press: signature")]) from error


def _painted(edited: Edited, kind: OutputKind, formes: Sequence[Forme]) -> bytes:
    from reportgen.datasheets import attachments_of
    from reportgen.pdf.kinds import output_for
    from reportgen.pdf.metadata import DocumentInfo
    from reportgen.pdf.paint import write_formes, write_pdf

    manifest, layout, printing = edited.manifest, edited.layout, edited.printing

    def sides(name: str) -> tuple[str, ...]:
        return tuple(getattr(manifest, name).side(language).plain for language in layout.languages)

    date = edited.date or (edited.today if kind == "press" else "")
    job = printing.job.line("en" if "en" in layout.languages else "zh") if kind == "press" else ""
    info = DocumentInfo(
        sides("title"), sides("author"), sides("subject"), sides("keywords"), date, layout.languages, job
    )  # fmt: skip
    output = output_for(kind, printing.typesetter.theme, printing.press)
    if formes:
        return write_formes(layout, edited.fonts, info, output, formes)
    attachments = attachments_of(edited.report, layout.languages, edited.memory) if kind == "screen" else ()
    if edited.painted is not None:
        return edited.painted.finish(layout, info, attachments)
    return write_pdf(layout, edited.fonts, info, output, attachments)


def _check(file: Verification, name: str, escort: Escort) -> None:
    asked = escort.beside.ask(VERIFY, file.packed()) if escort.beside is not None else None
    escort.last()
    answer = asked.answer() if asked is not None else None
    if answer is not None:
        faults = unpacked(answer)
    else:
        from reportgen.pdf.verify import verify_file

        faults = verify_file(file)
    if faults:
        raise FaultyFile(f"{name} was not written, since it would be faulty: {'; '.join(map(str, faults))}")


def _check_for_press(written: bytes, edited: Edited, name: str) -> None:
    """Preflight our own file: what a chart's own code or a setting has put there is the report's to mend.

    Coarse images were told of when they were placed, and do not keep the file from being written.
    """
    from reportgen.preflight.findings import Limits
    from reportgen.preflight.survey import survey_pdf

    press = edited.printing.press
    limits = Limits(bleed_mm=press.bleed / 72 * 25.4, safety_mm=press.safety_mm, most_ink=press.most_ink)
    faults = [finding for finding in survey_pdf(written, limits).faults if finding.rule != "image-coarse"]
    if faults:
        raise ReportError(Problem(Position(name), f"not written, since a print shop would refuse it: {fault}") for fault in faults)


# --- a set --------------------------------------------------------------------------------------------------------


def write_set_list(out: Path, edited: Sequence[Edited], delivered: Sequence[Delivered]) -> Path:
    """The list of a set of files as JSON, in the order of their names."""
    first = edited[0]
    by_language = {item.edition.name: item for item in edited}
    data = {
        "title": _both(first.manifest.title),
        "edition": _both(first.manifest.edition),
        "date": first.date,
        "files": [_entry(file, by_language[file.language]) for file in sorted(delivered, key=lambda file: file.path.name)],  # type: ignore[index]
    }
    path = out / MANIFEST_FILE
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    place_file(path, text.encode("utf-8"), lambda _: None)
    return path


def _entry(file: Delivered, edited: Edited) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "file": file.path.name,
        "kind": file.kind,
        "language": file.language,
        "edition": _both(edited.manifest.edition),
        "paper": edited.edition.paper.name,
        "pages": file.pages,
        "bytes": file.size_bytes,
        "sha256": file.sha256,
    }
    if file.kind == "press":
        entry["spine_mm"] = edited.printing.spine_mm
    if file.kind == "booklet":
        entry |= {"sheet": edited.printing.press.sheet, "report_pages": len(edited.layout.pages)}
    return entry


def _both(pair: Any) -> dict[str, str]:
    return {"en": pair.en.plain, "zh": pair.zh.plain}


def write_thumbnail(screen: Path, path: Path, language: str) -> Delivered:
    """A picture of the first page of a screen PDF; raises `EnvironmentProblem` if PDFs cannot be rendered here."""
    try:
        import pypdfium2
    except ImportError as error:
        raise EnvironmentProblem("the cover's picture needs the package pypdfium2, which is not installed") from error
    with pypdfium2.PdfDocument(screen) as document:
        page = document[0]
        picture = page.render(scale=_THUMBNAIL_WIDTH / page.get_width()).to_pil()
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    data = buffer.getvalue()
    place_file(path, data, lambda _: None)
    return Delivered(path, "cover", language, 1, hashlib.sha256(data).hexdigest(), len(data))


def deliver_all(edited: Edited, out: Path, escort: Escort = ALONE) -> list[Delivered]:
    """Every kind of output of an edition, from its one layout, with its cover's picture."""
    delivered = [deliver(edited, kind, out / file_name(edited, kind, whole_set=True), escort) for kind in OUTPUT_KINDS]
    screen = next(file.path for file in delivered if file.kind == "screen")
    delivered.append(write_thumbnail(screen, screen.with_name(screen.name.replace("-screen.pdf", "-cover.png")), edited.edition.name))
    return delivered
