"""A PDF file in, what a person may want to know of it out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from reportgen.errors import UsageError
from reportgen.pdf.inspect.checks import Check, Subject, run_checks
from reportgen.pdf.inspect.stream import FontShelf, PageContent, read_page
from reportgen.pdf.inspect.structure import StructureNode, read_structure
from reportgen.pdf.inspect.typefaces import UsedFont, used_font
from reportgen.records import dataclass
from reportgen.units import POINTS_PER_MM

_BOXES = ("media", "crop", "bleed", "trim", "art")
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CLAIMS = (
    ("pdfaid:part", "PDF/A-{}"), ("pdfuaid:part", "PDF/UA-{}"), ("pdfxid:GTS_PDFXVersion", "{}"), ("pdfx:GTS_PDFXVersion", "{}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageSize:
    """Boxes that pages have in common, in millimetres: width and height of each box that differs from the one around it."""

    boxes_mm: Mapping[str, tuple[int, int]]
    pages: int


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the file."""

    name: str
    description: str
    mime: str
    relationship: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds. Shares are of all letters and Han; a language is “?” where the file says none."""

    pages: int
    sheets_mm: tuple[tuple[int, int], ...]
    sizes: tuple[PageSize, ...]
    title: str
    author: str
    language: str
    version: str
    linearised: bool
    size_bytes: int
    standards: tuple[str, ...]
    checks: tuple[Check, ...]
    fonts: tuple[UsedFont, ...]
    language_shares: Mapping[str, float]
    colour_spaces: Mapping[str, int]
    colours: int
    intents: tuple[str, ...]
    attachments: tuple[AttachedFile, ...]
    structure: StructureNode | None
    text: tuple[str, ...]
    """What is read, block by block in the order of the structure; page by page in a file without one."""


def inspect_pdf(path: Path) -> Inspection:
    """What the file holds; raises `UsageError` if it is not a PDF that can be read."""
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            return _inspection(pdf, path.stat().st_size)
    except (OSError, pikepdf.PdfError) as error:
        raise UsageError(f"{path} cannot be read as a PDF: {getattr(error, 'strerror', '') or error}") from error


def _inspection(pdf: pikepdf.Pdf, size_bytes: int) -> Inspection:
    shelf = FontShelf()
    pages = [read_page(page, shelf) for page in pdf.pages]
    root = read_structure(pdf, pages)
    fonts = {used_font(font, shelf.decoders[key]): None for key, font in shelf.fonts.items()}
    ordered = tuple(sorted(fonts, key=lambda font: font.name))
    metadata = _metadata(pdf)
    title = metadata.get("dc:title", "") or str(pdf.docinfo.get("/Title", ""))
    sizes = _sizes(pdf)
    return Inspection(
        len(pdf.pages), tuple(dict.fromkeys(size.boxes_mm.get("trim", size.boxes_mm["media"]) for size in sizes)), sizes,
        title, str(pdf.docinfo.get("/Author", "")), str(pdf.Root.get("/Lang", "")), pdf.pdf_version, pdf.is_linearized,
        size_bytes, _standards(metadata, pdf), run_checks(Subject(pdf, pages, root, ordered, title)), ordered,
        _shares(root, pages), dict(sum((page.spaces for page in pages), Counter())),
        len(set().union(*(page.colours for page in pages))), tuple(_intents(pdf)), tuple(_attachments(pdf)), root,
        tuple(_blocks(root)) if root is not None else tuple("".join(page.plain) for page in pages),
    )  # fmt: skip


def _metadata(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The simple values of the XMP packet that we look at; empty if there is none that can be read."""
    names = ["dc:title", "pdfaid:conformance", *(name for name, _ in _CLAIMS)]
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=False) as packet:
            return {name: str(packet[name]) for name in names if name in packet}
    except (ValueError, SyntaxError, KeyError, pikepdf.PdfError):
        return {}


def _standards(metadata: Mapping[str, str], pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What the file claims to keep."""
    claims = [form.format(metadata[name]) for name, form in _CLAIMS if name in metadata]
    level = metadata.get("pdfaid:conformance", "").lower()
    claims = [claim + level if claim.startswith("PDF/A") else claim for claim in claims]
    old = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    return tuple(dict.fromkeys([*claims, *([old] if old else [])]))


def _sizes(pdf: pikepdf.Pdf) -> tuple[PageSize, ...]:
    counted: Counter[tuple[tuple[str, tuple[int, int]], ...]] = Counter()
    for page in pdf.pages:
        boxes = [(name, _size(getattr(page, f"{name}box"))) for name in _BOXES]
        counted[tuple((name, size) for name, size in boxes if name == "media" or size != boxes[0][1])] += 1
    return tuple(PageSize(dict(boxes), count) for boxes, count in counted.items())


def _size(box: Any) -> tuple[int, int]:
    left, bottom, right, top = (float(edge) for edge in box)
    return round((right - left) / POINTS_PER_MM), round((top - bottom) / POINTS_PER_MM)


def _shares(root: StructureNode | None, pages: Sequence[PageContent]) -> dict[str, float]:
    """Each language's share of the letters; by script where no structure says a language."""
    counts: Counter[str] = Counter()
    if root is not None:
        for language, text in root.voices():
            counts[language or "?"] += len(_LETTER.findall(text))
    else:
        whole = "".join(part for page in pages for part in page.plain)
        han = len(_HAN.findall(whole))
        counts.update({"Han": han, "other scripts": len(_LETTER.findall(whole)) - han})
    total = sum(counts.values()) or 1
    return {language: round(count / total, 4) for language, count in counts.most_common() if count}


def _intents(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents: Any = pdf.Root.get("/OutputIntents", ())
    for intent in intents:
        condition = str(intent.get("/OutputConditionIdentifier", "?"))
        profile = "profile embedded" if "/DestOutputProfile" in intent else "no profile"
        yield f"{condition} ({str(intent.get('/S', '/?'))[1:]}, {profile})"


def _attachments(pdf: pikepdf.Pdf) -> Iterator[AttachedFile]:
    for name, spec in pdf.attachments.items():
        entry: Any = spec.obj
        file = spec.get_file()
        yield AttachedFile(name, str(entry.get("/Desc", "")), file.mime_type, str(entry.get("/AFRelationship", "/?"))[1:],
                           len(file.read_bytes()))  # fmt: skip


def _blocks(node: StructureNode) -> Iterator[str]:
    """What each block reads; a figure reads its description, and not the labels inside it."""
    if node.standard in ("Figure", "Formula") and node.alt:
        yield node.alt
    elif node.is_block_of_text:
        if text := " ".join(node.words.split()):
            yield text
    else:
        for kid in node.kids:
            yield from _blocks(kid)
