"""A font's glyphs and codes in, the streams and numbers that embed it out; kept between builds, since they seldom change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

import uharfbuzz as hb

from reportgen.cache import Cache, code_version, joined, parted
from reportgen.fonts.open import FontKey, Fonts
from reportgen.pdf.flate import compressed
from reportgen.records import dataclass

FULL_WIDTH = 1000
"""The advance of a code that is not listed, in thousandths of an em."""
_CODE = ("pdf/font_parts.py", "pdf/flate.py", "fonts")
_LIBRARIES = ("uharfbuzz",)
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


Use = tuple[int, str, int]
"""A glyph that is shown: its index in the face, the text that it stands for, and its code."""


@dataclass(frozen=True, slots=True)
class FontParts:
    """What embeds one weight of one face; streams are compressed, lengths are thousandths of an em."""

    program: bytes
    program_length: int
    """Of the program before it was compressed."""
    digest: str
    """Of the program."""
    glyph_map: bytes
    to_unicode: bytes
    widths: tuple[int | tuple[float, ...], ...]
    """The W array: first codes, each followed by the advances of a run."""
    box: tuple[int, ...]
    ascent: int
    descent: int
    capital: int


def kept_parts(fonts: Fonts, uses: Sequence[Use], kept: Cache | None, key: FontKey) -> FontParts:
    """The parts for these uses, in the order of their codes, from the cache if they are there."""
    if kept is None:
        return make_parts(fonts, key, uses)
    words = (fonts.files[key.face].sha256, key.weight, uses, code_version(_CODE, _LIBRARIES))
    name = hashlib.sha256(repr(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    data = kept.get(name)
    parts = _read(data) if data is not None else None
    if parts is None:
        parts = make_parts(fonts, key, uses)
        kept.put(name, _written(parts))
    return parts


def make_parts(fonts: Fonts, key: FontKey, uses: Sequence[Use]) -> FontParts:
    """The parts, made anew."""
    font = fonts.instance(key)
    scale = 1000 / fonts.units_per_em[key.face]
    program, indices = _subset(fonts.faces[key.face], key.weight, {glyph for glyph, _, _ in uses})
    extents = font.get_font_extents("ltr")
    capital = font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT)
    if capital is None:
        capital = extents.ascender
    return FontParts(
        compressed(program), len(program), hashlib.md5(program, usedforsecurity=False).hexdigest(),
        compressed(_glyph_map(uses, indices)), compressed(to_unicode(uses)), _widths(font, scale, uses), _box(fonts, key, uses),
        round(extents.ascender * scale), round(extents.descender * scale), round(capital * scale),
    )  # fmt: skip


def _written(parts: FontParts) -> bytes:
    numbers = (parts.program_length, parts.digest, parts.widths, parts.box, parts.ascent, parts.descent, parts.capital)
    return joined((json.dumps(numbers).encode("ascii"), parts.program, parts.glyph_map, parts.to_unicode))


def _read(data: bytes) -> FontParts | None:
    """The parts that were written; None if these are none."""
    try:
        head, program, glyph_map, cmap = parted(data)
        length, digest, widths, box, ascent, descent, capital = json.loads(head)
        runs = tuple(tuple(part) if isinstance(part, list) else int(part) for part in widths)
        return FontParts(program, int(length), str(digest), glyph_map, cmap, runs, tuple(box), int(ascent), int(descent), int(capital))
    except (ValueError, TypeError, RecursionError):
        return None


def _box(fonts: Fonts, key: FontKey, uses: Iterable[Use]) -> tuple[int, int, int, int]:
    """The box around the ink of all glyphs that are embedded."""
    left = bottom = right = top = 0.0
    for glyph in sorted({0, *(glyph for glyph, _, _ in uses)}):
        ink = fonts.extents(key, glyph)
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


def _glyph_map(uses: Sequence[Use], indices: dict[int, int]) -> bytes:
    """The glyph of each code up to the last; a code that is not used leads to no glyph (ISO 32000-1, 9.7.4.2)."""
    places = bytearray(2 * (uses[-1][2] + 1)) if uses else bytearray(2)
    for glyph, _, number in uses:
        places[2 * number : 2 * number + 2] = indices[glyph].to_bytes(2, "big")
    return bytes(places)


def _widths(font: hb.Font, scale: float, uses: Sequence[Use]) -> tuple[int | tuple[float, ...], ...]:
    """The W array (ISO 32000-1, 9.7.4.3): runs of codes whose advance is not the default."""
    widths: list[tuple[int, list[float]]] = []
    following = -1
    for glyph, _, number in uses:
        advance = font.get_glyph_h_advance(glyph) * scale
        if advance == FULL_WIDTH:
            continue
        if number != following:
            widths.append((number, []))
        widths[-1][1].append(round(advance, 3))
        following = number + 1
    return tuple(part for first, run in widths for part in (first, tuple(run)))


def to_unicode(uses: Iterable[Use]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3); several characters for one code are allowed.

    A code without text says so: readers that find no entry at all make up a character.
    """
    entries = [f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>" for _, text, number in uses]
    parts = [_CMAP_HEAD]
    for first in range(0, len(entries), 100):
        block = entries[first : first + 100]
        parts += [f"{len(block)} beginbfchar\n", "\n".join(block), "\nendbfchar\n"]
    parts.append(_CMAP_FOOT)
    return "".join(parts).encode("ascii")
