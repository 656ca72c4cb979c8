"""The objects of a finished ReportLab document in, the bytes of its file out (ISO 32000-1, 7.5).

What ReportLab's own `format` gives, in a quarter of its time: thousands of our objects are bytes already.
"""

from __future__ import annotations

from typing import Any

from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.objects import Written, dictionary

_COMMENT = b"%\xe2\xe3\xcf\xd3\n"
"""Bytes above 127 in the second line tell that the file is binary (7.5.2)."""


def file_bytes(document: Any, identifier: bytes) -> bytes:
    """The file; its `identifier` is the ID array as it is written. New objects may be made while others are written."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    parts = [b"%%PDF-%d.%d\n" % tuple(document._pdfVersion), _COMMENT]
    size = sum(map(len, parts))
    offsets: list[int] = []
    objects, names = document.idToObject, document.numberToId
    number = 1
    while number in names:
        one = objects[names[number]]
        content = one.content if isinstance(one, Written) else pdfdoc.pdfdocEnc(one.format(document))
        written = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        offsets.append(size)
        parts.append(written)
        size += len(written)
        number += 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % number)
    parts.append(b"".join([b"%010d 00000 n \n" % offset for offset in offsets]))
    trailer = dictionary({"Size": number, "Root": root, "Info": info})
    entries = pdfdoc.pdfdocEnc(trailer.format(document)).rstrip()
    parts.append(b"trailer\n%b /ID %b >>\nstartxref\n%d\n%%%%EOF\n" % (entries.removesuffix(b">>"), identifier, size))
    return b"".join(parts)
