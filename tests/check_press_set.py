"""A second preflight, made of other people's readers alone: run as `python tests/check_press_set.py FOLDER`.

pdfminer for colours, lines and fonts, MuPDF for the four plates and the file's papers, pdfium for the boxes. Looks at every
`*-press.pdf` in the folder, prints what is wrong and ends with exit code 1, or says what was checked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

MM = 72 / 25.4
MOST_INK = 3.0
LEAST_LINE = 0.25
_DPI = 36


def box_faults(data: bytes, bleed_mm: float = 3.0) -> Iterator[str]:
    """pdfium: the trim inside the bleed inside the sheet, by the bleed that was asked for."""
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            media, bleed, trim = page.get_mediabox(), page.get_bleedbox(), page.get_trimbox()
            away = [abs(outer - inner) / MM for outer, inner in zip(bleed, trim, strict=True)]
            if min(away) < bleed_mm - 0.02:
                yield f"page {number}: the bleed is {min(away):.2f} mm"
            if bleed[0] < media[0] or bleed[1] < media[1] or bleed[2] > media[2] or bleed[3] > media[3]:
                yield f"page {number}: the bleed reaches over the sheet"


def marks_of(data: bytes) -> Iterator[tuple[int, Any]]:
    """Every character and every path that pdfminer sees, with its page."""

    def parts(container: Any) -> Iterator[Any]:
        for part in container:
            if isinstance(part, LTContainer):
                yield from parts(part)
            else:
                yield part

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.get_pages(BytesIO(data)), 1):
        interpreter.process_page(page)
        for part in parts(device.get_result()):
            yield number, part


def colours_of(part: Any) -> Iterator[tuple[float, ...]]:
    """The colours that a mark is painted in, as many components as there are inks."""
    if isinstance(part, LTChar):
        values = [part.graphicstate.ncolor]
    else:
        values = [value for value, used in ((part.non_stroking_color, part.fill), (part.stroking_color, part.stroke)) if used]
    for value in values:
        yield tuple(value) if isinstance(value, tuple | list) else (value,)


def mark_faults(data: bytes) -> Iterator[str]:
    """pdfminer: four inks or a separation for every mark, black type in black alone, no line too thin."""
    for number, part in marks_of(data):
        if not isinstance(part, LTChar | LTCurve):
            continue
        for inks in colours_of(part):
            if len(inks) not in (1, 4):
                yield f"page {number}: a colour of {len(inks)} components at {part.bbox}"
            elif len(inks) == 4 and sum(inks) > MOST_INK:
                yield f"page {number}: {sum(inks):.0%} of ink at {part.bbox}"
            elif isinstance(part, LTChar) and len(inks) == 4 and inks[3] > 0.9 and sum(inks[:3]):
                yield f"page {number}: black type in {inks}"
        if isinstance(part, LTCurve) and part.stroke and part.linewidth < LEAST_LINE:
            yield f"page {number}: a line of {part.linewidth} pt"
        if isinstance(part, LTChar) and part.fontname[6:7] != "+":
            yield f"page {number}: the font {part.fontname} is no subset"


def plates_of(page: Any, dpi: int = _DPI, clip: Any = None) -> tuple[Any, list[bytes]]:
    """MuPDF: a page's cyan, magenta, yellow and black plates, without colour management of its own."""
    pymupdf.TOOLS.set_icc(False)
    try:
        pixmap = page.get_pixmap(colorspace=pymupdf.csCMYK, dpi=dpi, clip=clip)
    finally:
        pymupdf.TOOLS.set_icc(True)
    return pixmap, [pixmap.samples[plate :: pixmap.n] for plate in range(4)]


def most_ink(page: Any) -> float:
    """The most ink on one spot of the trimmed page, overprinting and overlapping included."""
    trim = page.trimbox
    _, plates = plates_of(page, clip=pymupdf.Rect(trim))
    return max(map(sum, zip(*plates, strict=True))) / 255


def paper_faults(data: bytes) -> Iterator[str]:
    """MuPDF: what the file says of itself, and the ink on its plates."""
    with pymupdf.open(stream=data) as document:
        catalog = document.pdf_catalog()
        kind, intents = document.xref_get_key(catalog, "OutputIntents")
        if kind != "array" or "GTS_PDFX" not in document.xref_object(catalog) + intents + _objects(document, intents):
            yield "there is no output intent for PDF/X"
        packet = document.get_xml_metadata()
        for words in ("<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdf:Trapped>False<", "<xmp:CreateDate>"):
            if words not in packet:
                yield f"the metadata lack {words}"
        for page in document:
            if page.first_annot is not None or page.first_link is not None:
                yield f"page {page.number + 1}: something to click on"
            if most_ink(page) > MOST_INK + 0.005:
                yield f"page {page.number + 1}: {most_ink(page):.0%} of ink on one spot"


def _objects(document: Any, array: str) -> str:
    """The objects that an array refers to, as they are written."""
    numbers = [int(word) for word, after in zip(array.strip("[]").split(), array.strip("[]").split()[1:], strict=False) if after == "0"]
    return " ".join(document.xref_object(number) for number in numbers)


def faults_of(data: bytes) -> list[str]:
    """Everything that is wrong with a press file."""
    return list(dict.fromkeys([*box_faults(data), *mark_faults(data), *paper_faults(data)]))


def main(folder: Path) -> int:
    files = sorted(folder.glob("*-press.pdf"))
    if not files:
        print(f"no press file in {folder}", file=sys.stderr)
        return 1
    wrong = 0
    for path in files:
        faults = faults_of(path.read_bytes())
        wrong += bool(faults)
        print(f"{path}: {len(faults)} faults" if faults else f"{path}: nothing that a print shop would ask about")
        for fault in faults[:20]:
            print(f"  {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
