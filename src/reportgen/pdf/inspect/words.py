"""An inspection in, the lines that tell a person of it out."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.pdf.inspect.checks import Check
from reportgen.pdf.inspect.report import Inspection
from reportgen.pdf.inspect.structure import StructureNode

_SIGNS = {"passed": "ok ", "failed": "NO ", "no object": "-  "}
_WIDTH = 11


def inspection_lines(found: Inspection) -> Iterator[str]:
    """The whole inspection, the structure last, since it is as long as the document."""
    rows = [
        ("title", found.title),
        ("author", found.author),
        ("language", found.language),
        ("pages", str(found.pages)),
        *(("boxes", f"{size.pages} × " + ", ".join(f"{name} {w} × {h} mm" for name, (w, h) in size.boxes_mm.items()))
          for size in found.sizes),
        ("file", f"PDF {found.version}, {found.size_bytes:,} bytes{', linearised' if found.linearised else ''}"),
        ("standards", ", ".join(found.standards) or "none claimed"),
        *(("font", f"{font.name} ({font.kind}, {'' if font.embedded else 'not '}embedded{', subset' if font.subset else ''})")
          for font in found.fonts),
        ("languages", ", ".join(f"{name} {share:.1%}" for name, share in found.language_shares.items()) or "no words"),
        ("colours", f"{found.colours} in " + (", ".join(found.colour_spaces) or "no space")),
        *(("intent", intent) for intent in found.intents),
        *(("attachment", f"{file.name} ({file.mime}, {file.relationship}, {file.size_bytes:,} bytes): {file.description}")
          for file in found.attachments),
    ]  # fmt: skip
    for name, value in rows:
        yield f"{name:{_WIDTH}} {value}"
    yield ""
    yield "checks of our own"
    for check in found.checks:
        yield from _check(check)
    yield ""
    if found.structure is None:
        yield "no structure; the text as it is painted, page by page"
        for number, text in enumerate(found.text, 1):
            yield f"  {number}: {' '.join(text.split())}"
    else:
        yield "structure, with what is read"
        for kid in found.structure.kids:
            yield from _outline(kid, 1)


def _check(check: Check) -> Iterator[str]:
    yield f"  {_SIGNS[check.state]} {check.clause:{_WIDTH + 2}} {check.sentence}"
    for fault in check.faults:
        yield f"      {fault}"


def _outline(node: StructureNode, depth: int) -> Iterator[str]:
    """The blocks of the tree, each with its role, language and words; what stands inside a line is part of its block."""
    words = ""
    if node.alt:
        words = f"[{node.alt}]"
    elif node.is_block_of_text:
        words = " ".join(node.words.split())
    yield f"{'  ' * depth}{node.role} ({node.language}) {words}".rstrip()
    if not node.is_block_of_text and not node.alt:
        for kid in node.kids:
            yield from _outline(kid, depth + 1)
