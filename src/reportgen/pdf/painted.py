"""A chapter as finished pieces of a file: compressed content streams, link areas, its part of the structure tree.

Nothing in it knows the numbers of objects or what stands in other chapters, so it can be kept between builds: as data
behind lengths, read as numbers and text, never as anything that could run.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

from reportgen.cache import joined, parted
from reportgen.errors import Position, Remark
from reportgen.fonts.open import FontKey
from reportgen.layout.chapters import Outline
from reportgen.layout.looseness import LoosePage
from reportgen.pdf.font_parts import Use
from reportgen.pdf.structure import StructurePart
from reportgen.records import dataclass

_GO_TO = b"/GoTo/D"


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A page's compressed content stream, and its links' annotations, each with a `%d` for its key in the parent tree
    if it has one."""

    width: float
    height: float
    stream: bytes
    links: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class PaintedChapter:
    """A chapter's pages, and what they need of the rest of the file."""

    pages: tuple[PaintedPage, ...]
    digest: str
    """Of the streams before they were compressed."""
    structure: StructurePart | None = None
    places: tuple[tuple[str, int, float], ...] = ()
    """Anchors: name, page from 0 and height above its lower edge."""
    uses: tuple[tuple[FontKey, tuple[Use, ...]], ...] = ()
    images: tuple[str, ...] = ()
    """The names of images in the resources."""
    overprints: bool = False


def targets_of(pages: Sequence[PaintedPage]) -> frozenset[str]:
    """The named places that the links of the pages lead to."""
    return frozenset(_target(link) for page in pages for link in page.links if _GO_TO in link)


def _target(link: bytes) -> str:
    """Where a link leads, which stands at its end."""
    written = link[link.index(_GO_TO) + len(_GO_TO) :].removesuffix(b">>>>")
    if written.startswith(b"<"):
        return bytes.fromhex(written[1:-1].decode("ascii")).decode("utf-16")
    name = written[1:-1].decode("ascii").replace("%%", "%")
    return name.replace("\\(", "(").replace("\\)", ")").replace("\\\\", "\\")


def to_bytes(chapter: PaintedChapter, outline: Outline) -> bytes:
    """The chapter and its outline, to be kept; one with images cannot be."""
    if chapter.images:
        raise ValueError("images are not kept with a chapter")
    part = chapter.structure
    head = {
        "digest": chapter.digest,
        "overprints": chapter.overprints,
        "sizes": [(page.width, page.height) for page in chapter.pages],
        "links": [[link.decode("latin-1") for link in page.links] for page in chapter.pages],
        "places": chapter.places,
        "uses": [(key.face, key.weight, *zip(*uses, strict=True)) for key, uses in chapter.uses],
        "structure": None if part is None else (part.count, part.tops, part.owners, part.links, part.ids, part.figures),
        "numbered": outline.numbered,
        "anchors": outline.anchors,
        "remarks": [(r.position.file, r.position.line, r.position.column, r.message) for r in outline.remarks],
        "loose": [(page.number, page.han_gaps, page.word_spaces) for page in outline.loose],
    }
    blobs = [page.stream for page in chapter.pages]
    if part is not None:
        blobs += [part.template, array("i", part.numbers).tobytes()]
    words = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return joined((words, *blobs))


def from_bytes(data: bytes) -> tuple[PaintedChapter, Outline] | None:
    """What `to_bytes` was given; None if it is not that."""
    try:
        return _read(data)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, OverflowError):
        return None


def _read(data: bytes) -> tuple[PaintedChapter, Outline]:
    parts = parted(data)
    head = json.loads(parts[0])
    sizes = head["sizes"]
    pages = tuple(
        PaintedPage(width, height, stream, tuple([link.encode("latin-1") for link in links]))
        for (width, height), stream, links in zip(sizes, parts[1:], head["links"], strict=False)
    )
    structure = None
    if head["structure"] is not None:
        structure = _part(head["structure"], *parts[1 + len(sizes) :])
    painted = PaintedChapter(
        pages, head["digest"], structure, tuple((name, page, height) for name, page, height in head["places"]),
        tuple([(FontKey(face, weight), tuple(zip(*uses, strict=True))) for face, weight, *uses in head["uses"]]),
        (), head["overprints"],
    )  # fmt: skip
    remarks = tuple(Remark(Position(file, line, column), message) for file, line, column, message in head["remarks"])
    outline = Outline(tuple(head["numbered"]), tuple((name, page) for name, page in head["anchors"]), remarks,
                      tuple(LoosePage(*counts) for counts in head["loose"]))  # fmt: skip
    return painted, outline


def _part(head: Sequence[Any], template: bytes, numbers: bytes) -> StructurePart:
    count, tops, owners, links, ids, figures = head
    return StructurePart(
        template, array("i", numbers), count, tuple(map(tuple, tops)), tuple(map(tuple, owners)), tuple(map(tuple, links)),
        tuple((name, place) for name, place in ids), tuple(figures),
    )  # fmt: skip
