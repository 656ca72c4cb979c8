"""Glyphs that were used in, embedded and subset fonts out: one Type 0 font for each weight of each face.

A code stands for a glyph together with the text that it was set for, so that a glyph that serves two
characters (a hyphen typed and a hyphen inserted at a line's end) copies as the right one. The same glyph and text have
the same code in every document, so that a page can be kept as it was painted. Where glyphs stand on a page, this module
does not know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from reportgen.cache import Cache
from reportgen.fonts.open import FontKey, Fonts
from reportgen.memory import FORGETFUL, Memory
from reportgen.pdf.font_parts import FULL_WIDTH, FontParts, Use, kept_parts
from reportgen.pdf.objects import Stream, array, dictionary, name, text_string
from reportgen.records import dataclass

_SYMBOLIC = 4
_SILENT = range(0xD800, 0xE000)
"""Codes of glyphs without a text. A reader that takes a code for a character where the map says that there is none
(PDFium does) finds none here, since no character has these numbers."""
_PLAIN = range(1, _SILENT.start)
_LEAST_SPARE = range(0xE000, 0x10000)
"""Codes of glyphs that stand for something else than their own character, if the face leaves no more."""
_SHARING = frozenset("\u00a0\u00ad\u2010\u2011\u202f")
"""Characters that are often shown by the glyph of another: spaces and hyphens."""
_POOL = 200_000
"""Uses that are shared before the pool is begun anew: more than a report of a thousand pages has."""


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

    def __init__(self, fonts: Fonts, key: FontKey, known: dict[tuple[int, str], tuple[int, float]] | None = None) -> None:
        """`known` are the code that each glyph and text has in every document, and its advance, as far as they were worked out."""
        self._same = known if known is not None else {}
        self.key = key
        self.resource = f"F{key.face + 1}-{key.weight}"
        self._fonts = fonts
        self._instance = fonts.instance(key)
        self._scale = 1000 / fonts.units_per_em[key.face]
        free = range(max(fonts.faces[key.face].glyph_count, 1), _SILENT.start)
        self._spare = max(free, _LEAST_SPARE, key=len)
        self._numbers: dict[tuple[int, str], int] = {}
        self._taken: dict[int, tuple[int, str]] = {}
        self._uses: set[Use] = set()
        self._known: frozenset[Use] = frozenset()
        """Uses that were found among the others."""
        self._codes: dict[tuple[int, str], Code] = {}
        self.used: dict[tuple[int, str], Code] = {}
        """The glyphs and texts that were shown since this was emptied."""

    def code(self, glyph: int, text: str) -> Code:
        """The code of a glyph that stands for `text`; empty for the second and later glyphs of a cluster."""
        pair = (glyph, text)
        code = self._codes.get(pair)
        if code is None:
            known = self._same.get(pair)
            if known is None:
                advance = self._instance.get_glyph_h_advance(glyph) * self._scale
                known = self._same[pair] = self._preferred(glyph, text), advance
            preferred, advance = known
            number = self._numbers.get(pair)
            if number is None:
                number = preferred if preferred not in self._taken else self._free(pair)
                self._numbers[pair] = number
                self._taken[number] = pair
                self._uses.add((glyph, text, number))
            code = self._codes[pair] = Code(number, f"{number:04X}", glyph, text, advance, number == preferred)
        self.used[pair] = code
        return code

    def agrees(self, uses: frozenset[Use]) -> bool:
        """Each of these glyphs and texts has its code, or could have it."""
        taken, numbers = self._taken, self._numbers
        if uses <= self._uses:
            self._known = uses
            return True
        for glyph, text, number in uses - self._uses:
            pair = taken.get(number)
            if pair != (glyph, text) and (pair is not None or (glyph, text) in numbers):
                return False
        return True

    def adopt(self, uses: frozenset[Use]) -> None:
        """Give glyphs and texts codes that `agrees`."""
        if uses is self._known:
            return
        new = uses - self._uses
        for glyph, text, number in new:
            pair = (glyph, text)
            self._taken[number] = pair
            self._numbers[pair] = number
        self._uses |= new

    def may_recall(self, codes: Mapping[tuple[int, str], Code]) -> bool:
        """Each of these glyphs and texts has its code, or could have it."""
        numbers, taken = self._numbers, self._taken
        return all(
            numbers.get(pair, code.number) == code.number and taken.get(code.number, pair) == pair for pair, code in codes.items()
        )  # fmt: skip

    def recall(self, codes: Mapping[tuple[int, str], Code]) -> None:
        """Show glyphs and texts with codes that `may_recall`."""
        for pair, code in codes.items():
            self._numbers[pair] = code.number
            self._taken[code.number] = pair
            self._uses.add((*pair, code.number))
        self._codes.update(codes)
        self.used.update(codes)

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

    def write(self, document: Any, kept: Cache | None = None, memory: Memory = FORGETFUL) -> bytes:
        """Add the font's objects to a ReportLab document; returns a digest of the font program.

        What they are made of is kept between builds.
        """
        uses = memory.of(_in_order, memory.same(frozenset(self._uses)))
        known = ("font", self._fonts.files[self.key.face].sha256, self.key.weight, frozenset(self._uses))
        parts: FontParts = memory.get(known) or memory.put(known, kept_parts(self._fonts, uses, kept, self.key))
        base_font = memory.of(_name, self._fonts, uses, by=(self.key,))
        program = document.Reference(Stream(parts.program, {"Length1": parts.program_length}, squeezed=True))
        descriptor = dictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": name(base_font),
                "FontFamily": text_string(self._fonts.files[self.key.face].family),
                "Flags": _SYMBOLIC,
                "FontBBox": array(parts.box),
                "ItalicAngle": 0,
                "Ascent": parts.ascent,
                "Descent": parts.descent,
                "CapHeight": parts.capital,
                "StemV": _stem(self.key.weight),
                "FontFile2": program,
            }
        )
        descendant = dictionary({
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": name(base_font),
            "CIDSystemInfo": dictionary({"Registry": b"(Adobe)", "Ordering": b"(Identity)", "Supplement": 0}),
            "FontDescriptor": document.Reference(descriptor),
            "DW": FULL_WIDTH,
            "W": memory.of(_widths, parts),
            "CIDToGIDMap": document.Reference(Stream(parts.glyph_map, squeezed=True)),
        })  # fmt: skip
        font = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": name(base_font),
                "Encoding": name("Identity-H"),
                "DescendantFonts": array([document.Reference(descendant)]),
                "ToUnicode": document.Reference(Stream(parts.to_unicode, squeezed=True)),
            }
        )
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(font)
        return parts.digest.encode("ascii")


def shared_uses(uses: Sequence[Use], pool: dict[Use, Use]) -> frozenset[Use]:
    """The uses as a set whose members are the same objects as in other sets of the pool, which makes them quick to compare."""
    if len(pool) > _POOL:
        pool.clear()
    return frozenset([pool.setdefault(use, use) for use in uses])


def _in_order(uses: frozenset[Use]) -> tuple[Use, ...]:
    return tuple(sorted(uses, key=itemgetter(2)))


def _name(fonts: Fonts, uses: tuple[Use, ...], key: FontKey) -> str:
    """The instance's PostScript name (Adobe Technical Note 5902), after a tag made from its glyphs."""
    family = fonts.files[key.face].family
    plain = "".join(letter for letter in family if letter.isascii() and letter.isalnum())
    digest = hashlib.sha256(repr([(glyph, text) for glyph, text, _ in uses]).encode("utf-8")).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    return f"{tag}+{plain or 'Font'}_{key.weight}wght"


def _widths(parts: FontParts) -> bytes:
    """The W array as it is written."""
    written: bytes = array([part if isinstance(part, int) else array(part) for part in parts.widths]).format(None)
    return written


def _stem(weight: int) -> int:
    """The width of upright stems, which no table holds; the estimate that PDF makers share."""
    return 50 + round((weight / 65) ** 2)
