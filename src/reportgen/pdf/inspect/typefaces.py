"""A font of any PDF in, a decoder from its codes to text out (ISO 32000-1, 9.10).

ToUnicode first; for simple fonts without it, their encoding. What has no text gives U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from reportgen.records import dataclass

UNKNOWN = "\ufffd"
_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_BLOCK = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_NAMED = re.compile(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})")


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font of the file. `kind` is its PDF subtype; `mapped` says that every code has a text."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    mapped: bool


class TextDecoder:
    """Turns the strings that one font shows into text."""

    def __init__(self, font: Any) -> None:
        self.bytes_per_code = 2 if font.get("/Subtype") == "/Type0" else 1
        self.texts: dict[int, str] = {}
        self.has_map = "/ToUnicode" in font
        if self.has_map and isinstance(font.ToUnicode, pikepdf.Stream):
            self._read_map(font.ToUnicode.read_bytes())
        elif self.bytes_per_code == 1:
            self._read_encoding(font.get("/Encoding"))

    def decode(self, data: bytes) -> str:
        size = self.bytes_per_code
        codes = (int.from_bytes(data[k : k + size], "big") for k in range(0, len(data), size))
        return "".join(self.texts.get(code, UNKNOWN) for code in codes)

    def _read_map(self, cmap: bytes) -> None:
        for kind, body in _BLOCK.findall(cmap):
            values = list(_tokens(body))
            if kind == b"codespacerange":
                self.bytes_per_code = max((len(v) for v in values if isinstance(v, bytes)), default=self.bytes_per_code)
            elif kind == b"bfchar":
                for code, text in zip(values[::2], values[1::2], strict=False):
                    self.texts[_number(code)] = _text(text)
            else:
                self._read_ranges(values)

    def _read_ranges(self, values: list[bytes | list[bytes]]) -> None:
        for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=False):
            low, high = _number(first), min(_number(last), _number(first) + 0xFFFF)
            for code in range(low, high + 1):
                if isinstance(text, list):
                    if code - low < len(text):
                        self.texts[code] = _text(text[code - low])
                else:
                    words = _text(text)
                    self.texts[code] = words[:-1] + chr(ord(words[-1]) + code - low) if words else ""

    def _read_encoding(self, encoding: Any) -> None:
        base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
        codec = _CODECS.get(str(base), "latin-1")
        self.texts = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
        if isinstance(encoding, pikepdf.Dictionary):
            code = 0
            differences: Any = encoding.get("/Differences", ())
            for item in differences:
                if isinstance(item, pikepdf.Name):
                    self.texts[code] = _glyph_text(str(item)[1:])
                    code += 1
                else:
                    code = int(item)


def used_font(font: Any, decoder: TextDecoder) -> UsedFont:
    """What the file says of a font."""
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    embedded = font.get("/Subtype") == "/Type3" or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    name = str(font.get("/BaseFont", "/"))[1:]
    mapped = decoder.has_map or decoder.bytes_per_code == 1
    return UsedFont(name, str(font.get("/Subtype", "/"))[1:], embedded, bool(re.match(r"[A-Z]{6}\+", name)), mapped)


def _tokens(body: bytes) -> Iterator[bytes | list[bytes]]:
    """Hexadecimal strings, those in brackets as lists."""
    inside: list[bytes] | None = None
    for digits, opened, closed in _TOKEN.findall(body):
        if opened:
            inside = []
        elif closed:
            yield inside or []
            inside = None
        else:
            clean = b"".join(digits.split())
            value = bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode("ascii"))
            if inside is None:
                yield value
            else:
                inside.append(value)


def _number(value: bytes | list[bytes]) -> int:
    return int.from_bytes(value, "big") if isinstance(value, bytes) else 0


def _text(value: bytes | list[bytes]) -> str:
    return value.decode("utf-16-be", "replace") if isinstance(value, bytes) else ""


def _glyph_text(glyph: str) -> str:
    """The character of a glyph name: by Adobe's list where it is at hand, and by the names that hold a number."""
    found = _NAMED.fullmatch(glyph)
    if found:
        return chr(int(found[1] or found[2], 16))
    if len(glyph) == 1:
        return glyph
    try:
        from fontTools.agl import toUnicode
    except ImportError:
        return UNKNOWN
    return str(toUnicode(glyph)) or UNKNOWN
