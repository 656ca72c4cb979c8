"""Glyphs that were used in, embedded and subset fonts out: one Type 0 font for each weight of each face.

A code stands for a glyph together with the text that it was set for, so that a glyph that serves two
characters (a hyphen typed and a hyphen inserted at a line's end) copies as the right one. The same glyph and text have
the same code in every document, so that a page can be kept as it was painted. Where glyphs stand on a page, this module
does not know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb

from reportgen.fonts.open import FontKey, Fonts
from reportgen.pdf.objects import Stream, array, dictionary, name, text_string
from reportgen.records import dataclass

_FULL_WIDTH = 1000
_SYMBOLIC = 4
_SILENT = range(0xD800, 0xE000)
"""Codes of glyphs without a text. A reader that takes a code for a character where the map says that there is none
(PDFium does) finds none here, since no character has these numbers."""
_PLAIN = range(1, _SILENT.start)
_LEAST_SPARE = range(0xE000, 0x10000)
"""Codes of glyphs that stand for something else than their own character, if the face leaves no more."""
_SHARING = frozenset("\u00a0\u00ad\u2010\u2011\u202f")
"""Characters that are often shown by the glyph of another: spaces and hyphens."""
_NEEDLESS_TABLES = (
    "BASE", "GDEF", "GPOS", "GSUB", "OS/2", "STAT", "VORG", "cmap", "gasp", "name", "post", "vhea", "vmtx",
)  # fmt: skip
"""A CIDFontType2 is read through its CIDToGIDMap and the font descriptor (ISO 32000-1, 9.9, table 126)."""

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


@dataclass(frozen=True, slots=True)
class Code:
    """A glyph with its text as a content stream names it; the advance is in thousandths of an em."""

    number: int
    hex: str
    glyph: int
    text: str
    advance: float
    steady: bool
    """No other glyph or text has taken the code that this one has in every document."""


class EmbeddedFont:
    """One weight of one face as a font of the file; `resource` is its name in the pages' resources."""

    def __init__(self, fonts: Fonts, key: FontKey) -> None:
        self.key = key
        self.resource = f"F{key.face + 1}-{key.weight}"
        self._fonts = fonts
        self._instance = fonts.instance(key)
        self._scale = 1000 / fonts.units_per_em[key.face]
        free = range(max(fonts.faces[key.face].glyph_count, 1), _SILENT.start)
        self._spare = max(free, _LEAST_SPARE, key=len)
        self._codes: dict[tuple[int, str], Code] = {}
        self._taken: dict[int, tuple[int, str]] = {}
        self.used: dict[tuple[int, str], Code] = {}
        """The glyphs and texts that were shown since this was emptied."""

    def code(self, glyph: int, text: str) -> Code:
        """The code of a glyph that stands for `text`; empty for the second and later glyphs of a cluster."""
        pair = (glyph, text)
        code = self._codes.get(pair)
        if code is None:
            number = preferred = self._preferred(glyph, text)
            if number in self._taken:
                number = self._free(pair)
            code = self._add(pair, number, steady=number == preferred)
        self.used[pair] = code
        return code

    def agrees(self, glyph: int, text: str, number: int) -> bool:
        """The glyph and text have this code, or could have it."""
        known = self._codes.get((glyph, text))
        return known.number == number if known is not None else number not in self._taken

    def adopt(self, glyph: int, text: str, number: int) -> None:
        """Give the glyph and text a code that `agrees`."""
        if (glyph, text) not in self._codes:
            self._add((glyph, text), number, steady=True)

    def _add(self, pair: tuple[int, str], number: int, *, steady: bool) -> Code:
        advance = self._instance.get_glyph_h_advance(pair[0]) * self._scale
        code = self._codes[pair] = Code(number, f"{number:04X}", *pair, advance, steady)
        self._taken[number] = pair
        return code

    def _preferred(self, glyph: int, text: str) -> int:
        """The glyph's own index if the text is its character, else a place among the spare codes."""
        plain = len(text) == 1 and text not in _SHARING and glyph in _PLAIN
        if plain and self._instance.get_nominal_glyph(ord(text)) == glyph:
            return glyph
        room = self._spare if text else _SILENT
        digest = hashlib.blake2b(f"{glyph} {text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return room[int.from_bytes(digest, "big") % len(room)]

    def _free(self, pair: tuple[int, str]) -> int:
        """A code for a glyph whose own is taken."""
        room = self._spare if pair[1] else _SILENT
        number = next((code for code in room if code not in self._taken), None)
        if number is None:
            raise ValueError(f"more than {len(room)} glyphs with an unusual text in one weight of a font")
        return number

    def write(self, document: Any) -> bytes:
        """Add the font's objects to a ReportLab document; returns the font program."""
        codes = tuple(sorted(self._codes.values(), key=lambda code: code.number))
        face = self._fonts.faces[self.key.face]
        program, indices = _subset(face, self.key.weight, {code.glyph for code in codes})
        base_font = self._name(codes)
        program_stream = document.Reference(Stream(program, {"Length1": len(program)}))
        descriptor = self._descriptor(base_font, codes, program_stream)
        descendant = dictionary({
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": name(base_font),
            "CIDSystemInfo": dictionary({"Registry": b"(Adobe)", "Ordering": b"(Identity)", "Supplement": 0}),
            "FontDescriptor": document.Reference(descriptor),
            "DW": _FULL_WIDTH,
            "W": array(_widths(codes)),
            "CIDToGIDMap": document.Reference(Stream(_glyph_map(codes, indices))),
        })  # fmt: skip
        font = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": name(base_font),
                "Encoding": name("Identity-H"),
                "DescendantFonts": array([document.Reference(descendant)]),
                "ToUnicode": document.Reference(Stream(to_unicode(codes))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(font)
        return program

    def _name(self, codes: Iterable[Code]) -> str:
        """The instance's PostScript name (Adobe Technical Note 5902), after a tag made from its glyphs."""
        family = self._fonts.files[self.key.face].family
        plain = "".join(letter for letter in family if letter.isascii() and letter.isalnum())
        content = repr([(code.glyph, code.text) for code in codes]).encode("utf-8")
        digest = hashlib.sha256(content).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        return f"{tag}+{plain or 'Font'}_{self.key.weight}wght"

    def _descriptor(self, base_font: str, codes: Iterable[Code], program: Any) -> Any:
        extents = self._instance.get_font_extents("ltr")
        capital = self._instance.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT)
        if capital is None:
            capital = extents.ascender
        return dictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": name(base_font),
                "FontFamily": text_string(self._fonts.files[self.key.face].family),
                "Flags": _SYMBOLIC,
                "FontBBox": array(self._box(codes)),
                "ItalicAngle": 0,
                "Ascent": round(extents.ascender * self._scale),
                "Descent": round(extents.descender * self._scale),
                "CapHeight": round(capital * self._scale),
                "StemV": _stem(self.key.weight),
                "FontFile2": program,
            }
        )

    def _box(self, codes: Iterable[Code]) -> tuple[int, int, int, int]:
        """The box around the ink of all glyphs that are embedded."""
        left = bottom = right = top = 0.0
        for glyph in sorted({0, *(code.glyph for code in codes)}):
            ink = self._fonts.extents(self.key, glyph)
            left, right = min(left, ink.x), max(right, ink.x + ink.width)
            bottom, top = min(bottom, ink.y + ink.height), max(top, ink.y)
        return round(left), round(bottom), round(right), round(top)


def _subset(face: hb.Face, weight: int, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font program with these glyphs at one weight, and where each glyph stands in it."""
    request = hb.SubsetInput()
    request.glyph_set.update({0, *glyphs})
    request.drop_table_tag_set.update(
        {int.from_bytes(tag.encode("ascii"), "big") for tag in _NEEDLESS_TABLES}
    )
    request.flags = (
        hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    )
    axes = {axis.tag for axis in face.axis_infos}
    if axes:
        request.pin_all_axes_to_default(face)
    if "wght" in axes:
        request.pin_axis_location(face, "wght", float(weight))
    plan = hb.SubsetPlan(face, request)
    program = bytes(plan.execute().blob.data)
    return program, dict(plan.old_to_new_glyph_mapping)


def _glyph_map(codes: Iterable[Code], indices: dict[int, int]) -> bytes:
    """The glyph of each code up to the last; a code that is not used leads to no glyph (ISO 32000-1, 9.7.4.2)."""
    listed = tuple(codes)
    places = bytearray(2 * (listed[-1].number + 1)) if listed else bytearray(2)
    for code in listed:
        places[2 * code.number : 2 * code.number + 2] = indices[code.glyph].to_bytes(2, "big")
    return bytes(places)


def _widths(codes: tuple[Code, ...]) -> list[Any]:
    """The W array (ISO 32000-1, 9.7.4.3): runs of codes whose advance is not the default."""
    widths: list[Any] = []
    run: list[float] = []
    following = -1
    for code in codes:
        if code.advance == _FULL_WIDTH:
            continue
        if code.number != following:
            run = []
            widths.extend((code.number, run))
        run.append(round(code.advance, 3))
        following = code.number + 1
    return [array(item) if isinstance(item, list) else item for item in widths]


def to_unicode(codes: Iterable[Code]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3); several characters for one code are allowed.

    A code without text says so: readers that find no entry at all make up a character.
    """
    entries = [f"<{code.hex}> <{code.text.encode('utf-16-be').hex().upper()}>" for code in codes]
    parts = [_CMAP_HEAD]
    for first in range(0, len(entries), 100):
        block = entries[first : first + 100]
        parts += [f"{len(block)} beginbfchar\n", "\n".join(block), "\nendbfchar\n"]
    parts.append(_CMAP_FOOT)
    return "".join(parts).encode("ascii")


def _stem(weight: int) -> int:
    """The width of upright stems, which no table holds; the estimate that PDF makers share."""
    return 50 + round((weight / 65) ** 2)
