"""Image files of a report in, pictures for the page out: PNG and JPEG, as sRGB or grey, opaque, eight bits deep.

What is unusual is made usual and told: transparency is set on white, an embedded profile is applied, a turned photograph
is turned upright. What is broken, too large to be honest, or of another kind is a problem. Knows no page.
"""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from reportgen.artwork import Artwork, Pixels, Raster
from reportgen.errors import Position, Problem, Remark
from reportgen.model.content import ImageBlock
from reportgen.model.load import inside
from reportgen.units import POINTS_PER_MM

ROOM = "images"
_LARGEST_FILE_BYTES = 100 * 2**20
_LARGEST_PIXELS = 100_000_000
"""More than a sheet of A2 holds at 450 dpi; what unpacks to more is a mistake or meant to do harm."""
_GOOD_DPI = 225
"""1.5 times the usual screen of 150 lines an inch."""
_KINDS = ("PNG", "JPEG")
_SCAN = 0xDA
_DROPPED = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))
"""JPEG segments with what a camera or a program noted (ITU-T T.81, B.1.1.3), without JFIF and Adobe's own."""
_ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held; 1 is upright."""
_Notes = list[Remark]


class _Refused(Exception):
    """Why a file cannot be a picture."""


def open_picture(block: ImageBlock, folder: Path, width: float, problems: list[Problem]) -> tuple[Artwork | None, tuple[Remark, ...]]:
    """The block's image as a drawing that is at most `width` points wide, with what there is to say of it.

    None with a problem if the file does not exist or cannot be used.
    """
    path = inside(folder, ROOM, block.image, block.at, problems)
    if path is None:
        return None, ()
    remarks: _Notes = []
    try:
        raster = _raster(path, block.at, remarks)
    except _Refused as refused:
        problems.append(Problem(block.at, f"{ROOM}/{block.image} {refused}", "a PNG or a JPEG in RGB or grey"))
        return None, ()
    placed_width = min(block.width_mm * POINTS_PER_MM if block.width_mm else width, width)
    height = placed_width * raster.height_px / raster.width_px
    dpi = raster.width_px / placed_width * 72
    if dpi < _GOOD_DPI:
        remarks.append(Remark(block.at, f"{ROOM}/{block.image} has {dpi:.0f} dpi at this size; {_GOOD_DPI} dpi prints well"))
    return Artwork(placed_width, height, (Raster(0.0, 0.0, placed_width, height, raster),)), tuple(remarks)


def _raster(path: Path, at: Position, remarks: _Notes) -> Pixels:
    if path.stat().st_size > _LARGEST_FILE_BYTES:
        raise _Refused(f"is larger than {_LARGEST_FILE_BYTES // 2**20} MB")
    data = path.read_bytes()
    name = f"{ROOM}/{path.name}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a camera's notes may be broken in a sound picture
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                _measure(picture)
                picture.load()
                turned = picture.getexif().get(_ORIENTATION, 1) != 1
                upright = ImageOps.exif_transpose(picture)
                icc = picture.info.get("icc_profile")
                opaque = _opaque(upright, name, at, remarks)
                plain = _in_srgb(opaque, icc, name, at, remarks)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _Refused("unpacks to more pixels than a report can use") from error
        except UnidentifiedImageError as error:
            raise _Refused(_what_else(data)) from error
        except (OSError, SyntaxError, ValueError, MemoryError) as error:
            raise _Refused(f"is broken: {error}") from error
    samples = plain.tobytes()
    untouched = plain is upright and not turned
    jpeg = _without_metadata(data) if untouched and picture.format == "JPEG" else b""
    return Pixels(hashlib.sha256(samples).hexdigest()[:16], plain.width, plain.height, plain.mode, samples, jpeg)


def _without_metadata(data: bytes) -> bytes:
    """The JPEG file without where, when and with what it was taken; the picture itself stays bit for bit."""
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _SCAN:
            break
        if marker == 0xFF:  # a fill byte before a marker
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker not in _DROPPED:
            kept += data[at:end]
        at = end
    return bytes(kept + data[at:])


def _measure(picture: Image.Image) -> None:
    if picture.width * picture.height > _LARGEST_PIXELS:
        raise _Refused(f"has {picture.width} × {picture.height} pixels, more than a report can use")
    if picture.mode == "CMYK":
        raise _Refused("is in CMYK; its colours are right for one press only: save it as RGB with its profile")


def _what_else(data: bytes) -> str:
    head = data[:512].lstrip()
    if head.startswith(b"<") and b"<svg" in data[:4096]:
        return "is an SVG, which is not read: draw it as a chart, or save it as PNG at 300 dpi"
    return "is not an image that can be read"


def _opaque(picture: Image.Image, name: str, at: Position, remarks: _Notes) -> Image.Image:
    """The picture without transparency, on white."""
    if not picture.has_transparency_data:
        return picture
    layered = picture.convert("RGBA")
    if layered.getchannel("A").getextrema() == (255, 255):
        return layered.convert("RGB")
    remarks.append(Remark(at, f"{name} is transparent; it was set on white"))
    ground = Image.new("RGBA", layered.size, (255, 255, 255, 255))
    ground.alpha_composite(layered)
    return ground.convert("RGB")


def _in_srgb(picture: Image.Image, icc: bytes | None, name: str, at: Position, remarks: _Notes) -> Image.Image:
    """The picture as eight bits of grey or sRGB."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode in ("1", "L", "LA"):
        return picture if picture.mode == "L" else picture.convert("L")
    rgb = picture if picture.mode == "RGB" else picture.convert("RGB")
    if not icc:
        return rgb
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        if "srgb" in ImageCms.getProfileDescription(profile).lower():
            return rgb
        converted = ImageCms.profileToProfile(rgb, profile, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC)
    except (ImageCms.PyCMSError, OSError, ValueError):
        remarks.append(Remark(at, f"the colour profile in {name} cannot be used; its colours are taken as sRGB"))
        return rgb
    return converted if converted is not None else rgb
