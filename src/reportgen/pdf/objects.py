"""Python values in, PDF objects that ReportLab can write out.

The corners of ReportLab's own objects that a strict reader would stumble over are cut here and nowhere else.
Knows nothing of pages, fonts or reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.flate import compressed

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\n": "\\n", "\r": "\\r"})


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream object, compressed unless `plain`.

    ReportLab's own leaves out the end of line before `endstream` (ISO 19005-2, 6.1.7.1).
    """

    content: bytes

    def __init__(
        self, content: bytes, entries: Mapping[str, Any] | None = None, *, plain: bool = False, squeezed: bool = False
    ) -> None:
        """The content is `squeezed` if it is compressed already."""
        super().__init__(dictionary(entries or {}), content, [])
        self.plain = plain
        self.squeezed = squeezed

    def format(self, document: Any) -> bytes:
        entries = dict(self.dictionary.dict)
        content = self.content
        if not self.plain:
            content = content if self.squeezed else compressed(content)
            entries["Filter"] = name("FlateDecode")
        entries["Length"] = len(content)
        head = bytes(dictionary(entries).format(document))
        return head + b"\nstream\n" + bytes(content) + b"\nendstream\n"


class Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are written elsewhere, where that is quicker; they may come later than its number."""

    def __init__(self, content: bytes = b"null") -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        del document
        return self.content


class _Dictionary(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """Writes what ReportLab's own would, in a third of its time."""

    def format(self, document: Any) -> bytes:
        entries = [b"%b %b" % (name(key).encode("ascii"), _written(value, document)) for key, value in sorted(self.dict.items())]
        return b"<<" + b"".join(entries) + b">>"


class _Array(pdfdoc.PDFArrayCompact):  # type: ignore[misc]
    """Writes what ReportLab's own would, in a third of its time."""

    def format(self, document: Any) -> bytes:
        return b"[" + b" ".join([_written(value, document) for value in self.sequence]) + b"]"


def _written(value: Any, document: Any) -> bytes:
    match value:
        case bytes():
            return value
        case str():
            return value.encode("ascii")
        case int():
            return b"%d" % value
        case float():
            return number(value, 6).encode("ascii")
    return bytes(pdfdoc.format(value, document))


def dictionary(entries: Mapping[str, Any]) -> Any:
    """A dictionary; entries that are None are left out."""
    return _Dictionary({key: value for key, value in entries.items() if value is not None})


def write_also(target: Any, entries: Mapping[str, Any]) -> None:
    """Entries that ReportLab would drop from a page or from the catalog, which write the keys that they know alone."""
    for key, value in entries.items():
        setattr(target, key, value)
    target.__NoDefault__ = [*target.__NoDefault__, *entries]


def array(values: Iterable[Any]) -> Any:
    return _Array(list(values))


def name(text: str) -> str:
    """A name; the slash of `text/csv`, which ReportLab lets stand, is escaped (ISO 32000-1, 7.3.5)."""
    if text.isalnum() and text.isascii():
        return "/" + text
    return "/" + str(pdfdoc.PDFName(text))[1:].replace("/", "#2F")


def page_reference(index: int) -> Any:
    """A reference to the page at an index from 0, which may not have been painted yet."""
    return pdfdoc.PDFObjectReference(f"Page{index + 1}")


def text_string(text: str) -> bytes:
    """A text string as a file writes it; equal texts give equal bytes."""
    if text.isascii():
        return f"({text.translate(_ESCAPES)})".encode("ascii")
    return b"<" + text_bytes(text).hex().upper().encode("ascii") + b">"


def text_bytes(text: str) -> bytes:
    """What a text string holds: ASCII as it is, all else as UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def number(value: float, decimals: int = 3) -> str:
    """A length or a colour component with so many decimals and no useless zeros."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
