"""What each kind of output asks of the file: the one place where outputs differ.

The same layout is painted by the same painter for every kind. A kind chooses what becomes of colours, which standards
the file claims, and what it carries beside its pages.
"""

from __future__ import annotations

from reportgen.layout.edition import OutputKind
from reportgen.pdf.colour import MonoPalette, Palette, PressPalette, ScreenPalette
from reportgen.pdf.icc import srgb_profile
from reportgen.pdf.metadata import Claims
from reportgen.press.settings import Press
from reportgen.records import dataclass
from reportgen.theme import Theme


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent (ISO 32000-1, 14.11.5): the colour space that the file's device colours are meant in."""

    subtype: str
    condition: str
    profile: bytes
    components: int
    info: str = ""
    registry: str = ""
    """Where the condition is registered, if it is."""


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
    version: tuple[int, int] = (1, 7)


_SRGB = Intent("GTS_PDFA1", "sRGB IEC61966-2.1", srgb_profile(), 3)

_ICC_REGISTRY = "http://www.color.org"
SCREEN = Output("screen", ScreenPalette(), Claims("3a", "1"), _SRGB, tagged=True, packed=True)


def output_for(kind: OutputKind, theme: Theme, press: Press) -> Output:
    """What a kind asks for; a booklet is printed in colour by an office printer, which takes RGB."""
    match kind:
        case "press":
            return _press(press)
        case "mono":
            return Output("mono", MonoPalette(theme), Claims("3a", "1"), _SRGB, tagged=True, packed=True)
        case "booklet":
            return Output("booklet", ScreenPalette(), Claims(), None, tagged=False, packed=True)
        case _:
            return SCREEN


def _press(press: Press) -> Output:
    """PDF/X-4 (ISO 15930-7), which is PDF 1.6."""
    from reportgen.press.conversion import Separation  # brings an image library, which few outputs need

    profile = press.profiles.intent
    registry = _ICC_REGISTRY if profile.condition else ""
    intent = Intent("GTS_PDFX", profile.condition or "Custom", profile.data, 4, profile.name, registry)
    palette = PressPalette(Separation(press.profiles.separation, press.most_ink))
    return Output("press", palette, Claims(pdfx="PDF/X-4"), intent, tagged=False, packed=False, version=(1, 6))
