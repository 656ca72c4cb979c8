"""The objects of a finished ReportLab document in, the bytes of its file out (ISO 32000-1, 7.5).

What ReportLab's own `format` gives, in a quarter of its time: thousands of our objects are bytes already. For a file that
will be packed, small objects are written into object streams, so that no other program has to gather them first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.navigation import BOOKMARK, Outline
from reportgen.pdf.objects import Written, array, dictionary, name

_COMMENT = b"%\xe2\xe3\xcf\xd3\n"
"""Bytes above 127 in the second line tell that the file is binary (7.5.2)."""
_GROUP = 100
"""Objects in one object stream: enough to compress well, few enough to reach one of them quickly."""
_FREE = b"\0" + bytes(4) + b"\xff\xff"
_WIDTHS = (1, 4, 2)


def file_bytes(document: Any, identifier: bytes, *, object_streams: bool = False) -> bytes:
    """The file; its `identifier` is the ID array as it is written. New objects may be made while others are written."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    head = b"%%PDF-%d.%d\n%b" % (*document._pdfVersion, _COMMENT)
    trailer = {"Root": root, "Info": info, "ID": _Raw(identifier)}
    if object_streams:
        return _with_object_streams(document, head, trailer)
    return _with_table(document, head, trailer)


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """A value that is written as it is."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, _document: Any) -> bytes:
        return self.content


def _objects(document: Any) -> Iterator[tuple[int, Any, bytes]]:
    """Number, object and bytes of every object in the order of their numbers."""
    objects, names = document.idToObject, document.numberToId
    number = 1
    while number in names:
        one = objects[names[number]]
        yield number, one, one.content if isinstance(one, Written) else pdfdoc.pdfdocEnc(one.format(document))
        number += 1


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def _with_table(document: Any, head: bytes, trailer: dict[str, Any]) -> bytes:
    """Every object by itself, and a cross-reference table (7.5.4)."""
    parts, size = [head], len(head)
    offsets: list[int] = []
    for number, _, content in _objects(document):
        written = _indirect(number, content)
        offsets.append(size)
        parts.append(written)
        size += len(written)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    parts.append(b"".join([b"%010d 00000 n \n" % offset for offset in offsets]))
    entries = pdfdoc.pdfdocEnc(dictionary({"Size": len(offsets) + 1, **trailer}).format(document)).rstrip()
    parts.append(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (entries, size))
    return b"".join(parts)


def _with_object_streams(document: Any, head: bytes, trailer: dict[str, Any]) -> bytes:
    """Streams and the outline by themselves, all else in object streams, and a cross-reference stream (7.5.7, 7.5.8).

    The outline stays outside because, once the file is linearised, its objects would be counted in two ways by qpdf 11
    and 12, and the one would warn of the other's files.
    """
    parts, size = [head], len(head)
    entries: dict[int, bytes] = {0: _FREE}
    groups: list[list[tuple[int, bytes]]] = []
    for number, one, content in _objects(document):
        alone = content.rstrip().endswith(b"endstream") or isinstance(one, Outline)
        if alone or document.numberToId[number].startswith(BOOKMARK):
            entries[number] = _entry(1, size, 0)
            parts.append(_indirect(number, content))
            size += len(parts[-1])
        else:
            if not groups or len(groups[-1]) == _GROUP:
                groups.append([])
            groups[-1].append((number, content))
    following = len(document.numberToId) + 1
    for container, group in enumerate(groups, following):
        for index, (number, _) in enumerate(group):
            entries[number] = _entry(2, container, index)
        entries[container] = _entry(1, size, 0)
        parts.append(_indirect(container, _object_stream(document, group)))
        size += len(parts[-1])
    last = following + len(groups)
    entries[last] = _entry(1, size, 0)
    table = b"".join([entries[number] for number in range(last + 1)])
    keys = {"Type": name("XRef"), "Size": last + 1, "W": array(_WIDTHS), **trailer, "Length": len(table)}
    written = b"%b\nstream\n%b\nendstream" % (pdfdoc.pdfdocEnc(dictionary(keys).format(document)).rstrip(), table)
    parts.append(_indirect(last, written))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % size)
    return b"".join(parts)


def _entry(kind: int, first: int, second: int) -> bytes:
    """An entry of the cross-reference stream (table 18): of kind 1 with an offset, of kind 2 with container and index."""
    return b"".join(value.to_bytes(width, "big") for value, width in zip((kind, first, second), _WIDTHS, strict=True))


def _object_stream(document: Any, group: list[tuple[int, bytes]]) -> bytes:
    """An object stream, not compressed: whoever packs the file does that."""
    places, offset = [], 0
    for number, content in group:
        places.append(b"%d %d" % (number, offset))
        offset += len(content) + 1
    index = b" ".join(places) + b"\n"
    body = index + b"\n".join([content for _, content in group])
    keys = {"Type": name("ObjStm"), "N": len(group), "First": len(index), "Length": len(body)}
    return b"%b\nstream\n%b\nendstream" % (pdfdoc.pdfdocEnc(dictionary(keys).format(document)).rstrip(), body)
