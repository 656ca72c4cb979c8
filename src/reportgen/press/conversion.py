"""Colours and pictures that only have sRGB in, inks of the press out, through ICC profiles (LittleCMS, by Pillow).

The intent is relative colorimetric with black point compensation, for colours and pictures alike: paper white stays
without ink and shadows keep their drawing. What a profile makes that is over the ink limit loses cyan, magenta and
yellow in proportion; black stays.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from PIL import Image, ImageCms

from reportgen.artwork import Pixels
from reportgen.press.profiles import Profile

Inks = tuple[float, float, float, float]
INTENT = "relative colorimetric with black point compensation"
_NEUTRAL = 0.012
"""Red, green and blue that differ by no more are a grey, and are printed with black alone."""


class Separation:
    """Converts for one profile, at most `limit` of ink (3 is 300 %)."""

    def __init__(self, profile: Profile, limit: float = 3.0) -> None:
        self.profile, self.limit = profile, limit
        self._press = ImageCms.ImageCmsProfile(BytesIO(profile.data))
        self._transform = self._from(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), "RGB")
        self.inks = lru_cache(maxsize=4096)(self._inks)

    def _from(self, source: ImageCms.ImageCmsProfile, mode: str) -> Any:
        return ImageCms.buildTransform(source, self._press, mode, "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC,
                                       ImageCms.Flags.BLACKPOINTCOMPENSATION)  # fmt: skip

    def _inks(self, rgb: tuple[float, float, float]) -> Inks:
        """The inks of an sRGB colour; a grey becomes black ink alone, as light as it was."""
        if max(rgb) - min(rgb) <= _NEUTRAL:
            return (0.0, 0.0, 0.0, round(1 - sum(rgb) / 3, 3))
        pixel = Image.new("RGB", (1, 1), cast(Any, tuple(round(part * 255) for part in rgb)))
        converted = ImageCms.applyTransform(pixel, self._transform)
        assert converted is not None
        cyan, magenta, yellow, black = cast(Any, converted.getpixel((0, 0)))
        return limited((cyan / 255, magenta / 255, yellow / 255, black / 255), self.limit)

    def picture(self, picture: Image.Image, icc: bytes | None = None) -> Image.Image:
        """A picture in RGB or grey, with the profile it carries or else as sRGB, separated for the press.

        Raises `ImageCms.PyCMSError` if its own profile cannot be used.
        """
        if picture.mode == "L":
            return _grey_picture(picture)
        transform = self._transform
        if icc:
            transform = self._from(ImageCms.ImageCmsProfile(BytesIO(icc)), "RGB")
        converted = ImageCms.applyTransform(picture, transform)
        assert converted is not None
        return _limited_picture(converted, self.limit)


    def samples(self, pixels: Pixels) -> bytes:
        """The image's samples as four inks."""
        return self.picture(_opened(pixels)).tobytes()


def grey_samples(pixels: Pixels) -> bytes:
    """The image's samples as grey, by the lightness of its colours (ITU-R BT.601)."""
    return pixels.samples if pixels.mode == "L" else _opened(pixels).convert("L").tobytes()


def _opened(pixels: Pixels) -> Image.Image:
    return Image.frombytes(pixels.mode, (pixels.width_px, pixels.height_px), pixels.samples)


def limited(inks: Inks, limit: float) -> Inks:
    """The inks with cyan, magenta and yellow lowered in proportion until the sum is within the limit."""
    coloured, black = sum(inks[:3]), inks[3]
    share = min(1.0, max(limit - black, 0.0) / coloured) if coloured else 1.0
    cyan, magenta, yellow = (round(part * share, 4) for part in inks[:3])
    return (cyan, magenta, yellow, round(black, 4))


def _grey_picture(picture: Image.Image) -> Image.Image:
    """Black ink alone."""
    from PIL import ImageChops

    none = Image.new("L", picture.size, 0)
    return Image.merge("CMYK", (none, none, none, ImageChops.invert(picture)))


def _limited_picture(picture: Image.Image, limit: float) -> Image.Image:
    import numpy as np

    inks = np.asarray(picture, dtype=np.uint16)
    coloured = inks[..., :3].sum(axis=2)
    allowed = np.maximum(round(limit * 255) - inks[..., 3].astype(np.int32), 0)
    over = coloured > allowed
    if not over.any():
        return picture
    share = np.ones(coloured.shape)
    share[over] = allowed[over] / coloured[over]
    inks = inks.astype(np.float64)
    inks[..., :3] = np.floor(inks[..., :3] * share[..., None])
    return Image.fromarray(inks.astype(np.uint8), "CMYK")
