"""Files to be carried in a PDF in, their objects in a ReportLab document out (ISO 19005-3, 6.8 and annex E)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Literal

from reportgen.pdf.flate import compressed
from reportgen.pdf.objects import Stream, array, dictionary, name, text_bytes, text_string
from reportgen.records import dataclass

Relationship = Literal["Data", "Source", "Supplement", "Alternative"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the document carries; `figure` names the figure or table that it belongs to, if it is one's own."""

    file_name: str
    data: bytes
    mime: str
    description: str
    relationship: Relationship = "Data"
    figure: str = ""


@dataclass(frozen=True, slots=True)
class AttachedFiles:
    """The written files: object numbers of their specifications, all in order and by figure."""

    references: tuple[Any, ...]
    names: Any
    by_figure: dict[str, list[int]]


def attach(document: Any, attachments: Sequence[Attachment], moment: str) -> AttachedFiles:
    """Write the files; `moment` is their date as PDF has it, or empty."""
    references: list[Any] = []
    by_figure: dict[str, list[int]] = {}
    listed: list[tuple[bytes, bytes, Any]] = []
    for attachment in attachments:
        reference = document.Reference(_specification(document, attachment, moment))
        references.append(reference)
        listed.append((text_bytes(attachment.file_name), text_string(attachment.file_name), reference))
        if attachment.figure:
            by_figure.setdefault(attachment.figure, []).append(document.idToObjectNumberAndVersion[reference.name][0])
    entries = [part for _, title, reference in sorted(listed, key=lambda item: item[0]) for part in (title, reference)]
    return AttachedFiles(tuple(references), dictionary({"Names": array(entries)}), by_figure)


def _specification(document: Any, attachment: Attachment, moment: str) -> Any:
    """The file specification with the embedded file (ISO 32000-1, 7.11.3 and 7.11.4)."""
    data = attachment.data
    memory = document.memory
    parameters = {
        "Size": len(data),
        "ModDate": text_string(moment) if moment else None,
        "CheckSum": memory.of(_checksum, data),
    }
    entries = {
        "Type": name("EmbeddedFile"),
        "Subtype": name(attachment.mime),
        "Params": dictionary(parameters),
    }
    content = memory.of(compressed, data) if memory.lasting else data
    stream = document.Reference(Stream(content, entries, squeezed=memory.lasting))
    title = text_string(attachment.file_name)
    return dictionary(
        {
            "Type": name("Filespec"),
            "F": title,
            "UF": title,
            "Desc": text_string(attachment.description),
            "AFRelationship": name(attachment.relationship),
            "EF": dictionary({"F": stream, "UF": stream}),
        }
    )


def _checksum(data: bytes) -> bytes:
    return b"<" + hashlib.md5(data, usedforsecurity=False).hexdigest().upper().encode("ascii") + b">"
