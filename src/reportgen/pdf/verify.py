"""The bytes of a written PDF in, what is wrong with it out; the file is read anew, with another library.

Faults are values: whoever asked decides what becomes of a file that has some. Knows nothing of how the file
was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf.models import PdfParsingError

from reportgen.pdf.faults import Fault, Verification, packed, verification_of

_STANDARD_FONTS = re.compile(
    r"Times-(Roman|Bold|Italic|BoldItalic)|(Helvetica|Courier)(-(Bold|Oblique|BoldOblique))?"
    r"|Symbol|ZapfDingbats"
)
_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_OPERANDS = {
    operator: count
    for count, operators in (
        (0, "b B b* B* BT EMC ET f f* h n q Q s S T* W W*"),
        (1, "BMC cs CS Do g G gs i j J M MP ri scn SCN sh Tc Tj TJ TL Tr Ts Tw Tz w '"),
        (2, "BDC d DP l m Td TD Tf"),
        (3, 'rg RG "'),
        (4, "k K re v y"),
        (6, "c cm Tm"),
    )
    for operator in operators.split()
}
"""The operators of content streams (ISO 32000-1, annex A), without those for inline images and patterns;
scn with the one operand of a spot ink."""
_ENDS = {"BT": "ET", "q": "Q", "BMC": "EMC", "BDC": "EMC"}
_CLOSERS = frozenset(_ENDS.values())
_XMP_TWINS = (("/Title", "dc:title"), ("/Producer", "pdf:Producer"))
"""Entries that every file of ours has in Info and, with the same words, in XMP."""


_Seen = tuple[frozenset[int], frozenset[str]]
"""Pages that were seen before, from 0, and where their links lead."""


def verify_pdf(data: bytes | Path, expected_pages: int, seen: _Seen = (frozenset(), frozenset())) -> tuple[Fault, ...]:
    """The faults of a file or of its bytes, empty for a sound one; raises `OSError` if there is no such file.

    The content streams and links of pages that are `seen` were found to be sound before and are not read again; but the places
    that they lead to must exist in this file too.
    """
    try:
        with pikepdf.open(data if isinstance(data, Path) else BytesIO(data), attempt_recovery=False) as pdf:
            return tuple(_faults(pdf, expected_pages, seen))
    except pikepdf.PdfError as error:
        return (Fault("unreadable", _first_line(error)),)


def verify_file(file: Verification) -> tuple[Fault, ...]:
    """The faults of a file on the disk; raises `OSError` if there is none."""
    return verify_pdf(file.path, file.pages, (file.seen, file.targets))


def answer(request: bytes) -> bytes:
    """The faults of a file that another process asks about."""
    return packed(verify_file(verification_of(request)))


def _faults(pdf: pikepdf.Pdf, expected_pages: int, known: _Seen) -> Iterator[Fault]:
    seen, targets = known
    if len(pdf.pages) != expected_pages:
        yield Fault("pages", f"{len(pdf.pages)} pages, but {expected_pages} were laid out")
    for resource, font in _fonts(pdf):
        yield from _font_faults(resource, font)
    for index, page in enumerate(pdf.pages):
        if index not in seen:
            yield from _content_faults(index + 1, page)
    yield from _destination_faults(pdf, seen, targets)
    yield from _metadata_faults(pdf)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Each font of the pages, and of the forms on them, once."""
    seen: set[Any] = set()
    waiting: list[Any] = _resources(pdf)
    while waiting:
        resources = waiting.pop()
        for resource, font in resources.get("/Font", {}).items():
            if not font.is_indirect or font.objgen not in seen:
                seen.add(font.objgen)
                yield resource, font
        for form in resources.get("/XObject", {}).values():
            if form.objgen not in seen and "/Resources" in form:
                seen.add(form.objgen)
                waiting.append(form.Resources)


def _resources(pdf: pikepdf.Pdf) -> list[Any]:
    """The resources of the pages; what several pages share, once."""
    found: dict[Any, Any] = {}
    for number, page in enumerate(pdf.pages):
        resources: Any = page.get("/Resources", {})
        shared = isinstance(resources, pikepdf.Object) and resources.is_indirect
        found.setdefault(resources.objgen if shared else number, resources)
    return list(found.values())


def _font_faults(resource: str, font: Any) -> Iterator[Fault]:
    base_font = str(font.get("/BaseFont", ""))[1:]
    label = f"{resource[1:]} ({base_font or 'no name'})"
    if font.get("/Subtype") == "/Type3":
        yield Fault("font", f"{label} is a Type 3 font")
        return
    if _STANDARD_FONTS.fullmatch(_SUBSET_TAG.sub("", base_font)):
        yield Fault("font", f"{label} is one of the standard 14 fonts")
    if "/ToUnicode" not in font:
        yield Fault("font", f"{label} has no ToUnicode map")
    if not _SUBSET_TAG.match(base_font):
        yield Fault("font", f"{label} is not subset")
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield Fault("font", f"{label} is not embedded")


def _content_faults(number: int, page: pikepdf.Page) -> Iterator[Fault]:
    try:
        instructions = pikepdf.parse_content_stream(page)
    except (pikepdf.PdfError, PdfParsingError) as error:
        yield Fault("content", f"page {number} cannot be read: {_first_line(error)}")
        return
    resources: Any = page.get("/Resources", {})
    known = resources.get("/Font", {})
    opened: list[str] = []
    for instruction in instructions:
        operator, operands = str(instruction.operator), instruction.operands
        if _OPERANDS.get(operator) != len(operands):
            yield Fault(
                "content",
                f"page {number} has {operator!r} with {len(operands)} operands, which is no operation",
            )
            return
        if operator == "Tf" and str(operands[0]) not in known:
            yield Fault(
                "content",
                f"page {number} uses the font {str(operands[0])[1:]}, which is not in its resources",
            )
        if operator in _ENDS:
            opened.append(_ENDS[operator])
        elif operator in _CLOSERS and (not opened or opened.pop() != operator):
            yield Fault("content", f"page {number} has an {operator} that ends nothing")
            return
    if opened:
        yield Fault("content", f"page {number} is without its last {opened[-1]}")


def _destination_faults(pdf: pikepdf.Pdf, seen: frozenset[int], targets: frozenset[str]) -> Iterator[Fault]:
    root: Any = pdf.Root
    names = root.get("/Names", {})
    known = {str(key) for key in pikepdf.NameTree(names.Dests)} if "/Dests" in names else set()
    for target in sorted(targets - known):
        yield Fault("destination", f"a link leads to “{target}”, which is nowhere")
    for number, page in enumerate(pdf.pages, 1):
        if number - 1 in seen:
            continue
        annotations: Any = page.get("/Annots", ())
        for annotation in annotations:
            action = annotation.get("/A", {})
            target = action.get("/D") if action.get("/S") == "/GoTo" else annotation.get("/Dest")
            if isinstance(target, pikepdf.String) and str(target) not in known:
                yield Fault("destination", f"a link on page {number} leads to “{target}”, which is nowhere")
    for entry in _bookmarks(root.get("/Outlines", {})):
        target = entry.get("/Dest")
        if isinstance(target, pikepdf.String) and str(target) not in known:
            yield Fault("destination", f"the bookmark “{entry.Title}” leads to “{target}”, which is nowhere")


def _bookmarks(parent: Any) -> Iterator[Any]:
    entry = parent.get("/First")
    while entry is not None:
        yield entry
        yield from _bookmarks(entry)
        entry = entry.get("/Next")


def _metadata_faults(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    if "/Metadata" not in pdf.Root:
        yield Fault("metadata", "there is no XMP packet")
        return
    try:
        metadata = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True)
        packet = {twin: str(metadata.get(twin, "")) for _, twin in _XMP_TWINS}
    except (ValueError, SyntaxError) as error:
        yield Fault("metadata", f"the XMP packet cannot be read: {_first_line(error)}")
        return
    for key, twin in _XMP_TWINS:
        value = str(pdf.docinfo.get(key, ""))
        if not value:
            yield Fault("metadata", f"Info has no {key[1:]}")
        elif value != packet[twin]:
            yield Fault("metadata", f"Info's {key[1:]} is “{value}” but {twin} is “{packet[twin]}”")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
