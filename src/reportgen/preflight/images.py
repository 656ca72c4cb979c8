"""Image objects in, their resolution where they are placed and the most ink that a pixel of theirs takes, out."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from reportgen.preflight.marks import Pixels

_LARGEST_LOOKED_AT = 80_000_000
"""Pixels; a larger image is measured but not opened."""
_SAMPLE = 640
"""Pixels of the longer side at which the inks of an image are added up."""


def pixels_of(image: Any, size: tuple[float, float], known: dict[Any, float | None]) -> Pixels:
    """The image as it is placed at a size in points; `known` keeps the ink of images seen before."""
    width = int(image.get("/Width", image.get("/W", 0)))
    height = int(image.get("/Height", image.get("/H", 0)))
    placed_width, placed_height = size
    across = width / placed_width * 72 if placed_width else 0.0
    down = height / placed_height * 72 if placed_height else 0.0
    key = image.objgen if isinstance(image, pikepdf.Object) and image.is_indirect else None
    if key is None or key not in known:
        most = _most_ink(image) if width * height <= _LARGEST_LOOKED_AT else None
        if key is None:
            return Pixels(width, height, min(across, down), most)
        known[key] = most
    return Pixels(width, height, min(across, down), known[key])


def _most_ink(image: Any) -> float | None:
    """The largest sum of inks of a CMYK image; None for one of another colour space, or that cannot be opened."""
    if image.get("/ColorSpace") != "/DeviceCMYK" and not _icc_cmyk(image.get("/ColorSpace")):
        return None
    with suppress(pikepdf.PdfError, OSError, ValueError):
        picture = _opened(image)
        if picture is None or picture.mode != "CMYK":
            return None
        decode = image.get("/Decode")
        if decode is not None and float(decode[0]) > float(decode[1]):
            picture = ImageChops.invert(picture)
        if max(picture.size) > _SAMPLE:
            share = _SAMPLE / max(picture.size)
            size = (max(round(picture.width * share), 1), max(round(picture.height * share), 1))
            picture = picture.resize(size, Image.Resampling.NEAREST)
        data = picture.tobytes()
        return max(map(sum, zip(data[0::4], data[1::4], data[2::4], data[3::4], strict=True)), default=0) / 255
    return None


def _opened(image: Any) -> Image.Image | None:
    """The samples as they are stored, without mask; None for a depth other than eight bits."""
    filters = image.get("/Filter", ())
    last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if last == "/DCTDecode":
        picture = Image.open(BytesIO(image.read_raw_bytes()))
        picture.load()
        # Pillow turns over what Adobe's encoders wrote upside down; a PDF reader does not (ISO 32000-1, 7.4.8).
        return ImageChops.invert(picture) if "adobe" in picture.info and picture.mode == "CMYK" else picture
    if int(image.get("/BitsPerComponent", 8)) != 8:
        return None
    return Image.frombytes("CMYK", (int(image.Width), int(image.Height)), image.read_bytes())


def _icc_cmyk(space: Any) -> bool:
    is_icc = isinstance(space, pikepdf.Array) and len(space) > 1 and space[0] == "/ICCBased"
    return is_icc and int(space[1].get("/N", 3)) == 4
