"""Characters in, glyphs with advances out. The only module that asks HarfBuzz to shape.

Script and language are always given, never guessed: Han and full-width marks are shaped as zh-Hans/Hani, all else as
en/Latn, digits included, so that they have one form through a document (typography.md, MX-11 and MX-13).
"""

from __future__ import annotations

import uharfbuzz as hb

from reportgen.fonts.open import FontKey, Fonts
from reportgen.records import dataclass

_HAN_FEATURES = {"kern": True, "liga": True, "locl": True, "ccmp": True, "palt": False, "dlig": False}
_LATIN_FEATURES = {**_HAN_FEATURES, "pwid": True}
"""pwid gives the proportional quotes and apostrophes, which Noto Sans SC otherwise sets on a full em (section 1)."""

_WIDE_SYMBOLS = frozenset("×±÷≈≤≥·•→←")
"""Signs that the Chinese font centres on a full em; among Latin they stand on their ink plus side bearings."""
_SIDE_BEARING_EM = 0.06
_CENTRED_INK = 100
"""Ink whose middle is this close to its origin, in thousandths of an em, is a mark to be set over a letter."""


UNMOVED = ((0.0, 0.0),)
"""The offsets of a cluster that is one glyph in its own place; there is one such tuple, so that it can be told by identity."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that belong together and the characters they stand for. Lengths in em."""

    text: str
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...]

    @property
    def advance(self) -> float:
        return sum(self.advances)


def shape(text: str, fonts: Fonts, font: FontKey, *, han: bool) -> tuple[Cluster, ...]:
    """The clusters of `text` in reading order; `text` is of one face and one script."""
    buffer = hb.Buffer()
    buffer.add_str(text if han else text.replace("‐", "-"))
    buffer.direction = "ltr"
    buffer.script = "Hani" if han else "Latn"
    buffer.language = "zh-Hans" if han else "en"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(fonts.instance(font), buffer, _HAN_FEATURES if han else _LATIN_FEATURES)
    em = fonts.units_per_em[font.face]
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [info.cluster for info in infos]
    if starts == list(range(len(text))) and (han or _WIDE_SYMBOLS.isdisjoint(text)):  # each character has its glyph
        return tuple([_single(character, info.codepoint, place, em)
                      for character, info, place in zip(text, infos, positions, strict=True)])  # fmt: skip
    clusters: list[Cluster] = []
    ends = [*(k for k in range(1, len(starts)) if starts[k] != starts[k - 1]), len(starts)]
    start = 0
    for end in ends if starts else ():
        last = starts[end] if end < len(starts) else len(text)
        characters = text[starts[start] : last]
        glyphs = tuple(infos[k].codepoint for k in range(start, end))
        advances = tuple(positions[k].x_advance / em for k in range(start, end))
        offsets = tuple((positions[k].x_offset / em, positions[k].y_offset / em) for k in range(start, end))
        if not han and characters in _WIDE_SYMBOLS:
            advances, offsets = _narrowed(fonts, font, glyphs[0], advances[0])
        elif han and len(glyphs) > 1:
            offsets = _centred(fonts, font, glyphs, advances, offsets)
        clusters.append(Cluster(characters, glyphs, advances, UNMOVED if offsets == UNMOVED else offsets))
        start = end
    return tuple(clusters)


def _single(character: str, glyph: int, place: hb.GlyphPosition, em: int) -> Cluster:
    """The cluster of a character that has a glyph to itself."""
    across, up = place.x_offset, place.y_offset
    return Cluster(character, (glyph,), (place.x_advance / em,), ((across / em, up / em),) if across or up else UNMOVED)


def _centred(
    fonts: Fonts, font: FontKey, glyphs: tuple[int, ...], advances: tuple[float, ...], offsets: tuple[tuple[float, float], ...]
) -> tuple[tuple[float, float], ...]:
    """Marks for Latin letters moved over the middle of a Han, where the font does not say how they are attached."""
    placed = [offsets[0]]
    for glyph, advance, (across, up) in zip(glyphs[1:], advances[1:], offsets[1:], strict=True):
        ink = fonts.extents(font, glyph)
        if not advance and not across and abs(ink.x + ink.width / 2) < _CENTRED_INK:
            across = -advances[0] / 2
        placed.append((across, up))
    return tuple(placed)


def _narrowed(fonts: Fonts, font: FontKey, glyph: int, advance: float) -> tuple[tuple[float], tuple[tuple[float, float]]]:
    ink = fonts.extents(font, glyph)
    width = ink.width / 1000 + 2 * _SIDE_BEARING_EM
    if width >= advance:
        return (advance,), ((0.0, 0.0),)
    return (width,), ((_SIDE_BEARING_EM - ink.x / 1000, 0.0),)
