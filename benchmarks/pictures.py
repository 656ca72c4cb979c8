"""Charts and fonts made ready for the peers: SVG pictures with real text, and the font at the weights that are used."""

from __future__ import annotations

from html import escape
from pathlib import Path

import uharfbuzz as hb

from reportgen.artwork import Artwork
from reportgen.artwork import Path as Outline
from reportgen.theme import Colour

WEIGHTS = (400, 500, 700)


def svg(artwork: Artwork) -> str:
    """A drawing as SVG, its text as text."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{artwork.width:.2f}pt" height="{artwork.height:.2f}pt" '
             f'viewBox="0 0 {artwork.width:.2f} {artwork.height:.2f}" font-family="Noto Sans SC">']  # fmt: skip
    for item in artwork.items:
        if isinstance(item, Outline):
            steps = " ".join(verb + " ".join(f"{p:.2f}" for p in points) for verb, points in item.commands)
            stroke = f' stroke="{_hex(item.stroke.colour)}" stroke-width="{item.stroke.width:.2f}"' if item.stroke else ""
            parts.append(f'<path d="{steps}" fill="{_hex(item.fill) if item.fill else "none"}"{stroke}/>')
        else:
            parts.append(f'<text x="{item.x:.2f}" y="{item.y:.2f}" font-size="{item.size:.2f}" font-weight="{item.font.weight}" '
                         f'fill="{_hex(item.colour)}">{escape(item.text)}</text>')  # fmt: skip
    return "\n".join([*parts, "</svg>"])


def static_fonts(font: Path, folder: Path) -> dict[int, Path]:
    """The variable font as one file for each weight, all glyphs and features kept; made once."""
    made = {weight: folder / f"NotoSansSC-{weight}.ttf" for weight in WEIGHTS}
    folder.mkdir(parents=True, exist_ok=True)
    for weight, path in made.items():
        if not path.exists():
            face = hb.Face(hb.Blob.from_file_path(str(font)))
            request = hb.SubsetInput.from_everything() if hasattr(hb.SubsetInput, "from_everything") else hb.SubsetInput()
            request.keep_everything()
            request.pin_axis_location(face, "wght", float(weight))
            path.write_bytes(_named(bytes(hb.subset(face, request).blob.data), weight))
    return made


def _named(data: bytes, weight: int) -> bytes:
    """The font with its weight in the table that says it (OpenType, OS/2 usWeightClass)."""
    font = bytearray(data)
    for entry in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[entry : entry + 4] == b"OS/2":
            at = int.from_bytes(font[entry + 8 : entry + 12], "big") + 4
            font[at : at + 2] = weight.to_bytes(2, "big")
    return bytes(font)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour.rgb)
