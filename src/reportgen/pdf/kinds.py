"""What each kind of output asks of the file: the one place where outputs differ.

The same layout is painted by the same painter for every kind. A kind chooses what becomes of colours, which standards
the file claims, and what it carries beside its pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.layout.edition import OutputKind
from reportgen.pdf.colour import Palette, ScreenPalette
from reportgen.pdf.icc import srgb_profile
from reportgen.pdf.metadata import Claims


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent (ISO 32000-1, 14.11.5): the colour space that the file's device colours are meant in."""

    subtype: str
    condition: str
    profile: bytes
    components: int


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of output."""

    kind: OutputKind
    palette: Palette
    claims: Claims
    intent: Intent | None
    tagged: bool
    """The file has a structure tree."""
    packed: bool
    """The file is compressed and linearised for reading over a network."""


_SRGB = Intent("GTS_PDFA1", "sRGB IEC61966-2.1", srgb_profile(), 3)

OUTPUTS: Mapping[OutputKind, Output] = {
    "screen": Output("screen", ScreenPalette(), Claims("3a", "1"), _SRGB, tagged=True, packed=True),
}
