"""ICC profiles: those that come with reportgen, and a print shop's own, checked before anything relies on them."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path

from reportgen.errors import EnvironmentProblem, Position, Problem
from reportgen.model.load import inside
from reportgen.records import dataclass

HOME = Path(__file__).resolve().parent.parent / "profiles"
ROOM = "profiles"
"""The folder of a report that holds profiles of its own."""
_LARGEST_BYTES = 32 * 2**20
_HEADER = 128
_SHA256 = {
    "FOGRA39L_coated.icc": "b35713ef7eff09349d4c3249e5f377736d06d8a2671c54712971a3546bf17c57",
    "ISOcoated_v2_300_bas.icc": "b424c77f40c3423c925536f8ae08634985ccd0fe80eb253d5d229197ded7e886",
}
"""As in profiles.yaml beside the files, which also names their licence and origin."""
_CLASSES = {b"prtr": "an output", b"mntr": "a display", b"scnr": "a scanner", b"link": "a device-link",
            b"spac": "a colour-space", b"abst": "an abstract", b"nmcl": "a named-colour"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A CMYK output profile. `condition` names the printing condition as the ICC registry does, or is empty."""

    name: str
    condition: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PressProfiles:
    """What is embedded as the output intent, and what colours are converted through."""

    intent: Profile
    separation: Profile


@cache
def own_profiles() -> PressProfiles:
    """FOGRA39L coated as the intent; ISO Coated v2 300 %, of the same printing condition, to convert with.

    Raises `EnvironmentProblem` if a file is missing or not the one that was committed.
    """
    return PressProfiles(
        Profile("FOGRA39L coated", "FOGRA39", _committed("FOGRA39L_coated.icc")),
        Profile("ISO Coated v2 300 %", "FOGRA39", _committed("ISOcoated_v2_300_bas.icc")),
    )


def _committed(name: str) -> bytes:
    try:
        data = (HOME / name).read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"the profile {name} that comes with reportgen cannot be read: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != _SHA256[name]:
        raise EnvironmentProblem(f"the profile {name} that comes with reportgen is damaged: its SHA-256 is another")
    return data


def read_profile(folder: Path, name: str, at: Position, problems: list[Problem]) -> Profile | None:
    """The shop's profile from the folder profiles/ of a report; None with a problem if a press cannot use it."""
    path = inside(folder, ROOM, name, at, problems)
    if path is None:
        return None
    data = path.read_bytes() if path.stat().st_size <= _LARGEST_BYTES else b""
    fault = profile_fault(data)
    if fault:
        problems.append(Problem(at, f"{ROOM}/{name} cannot be the press's profile: {fault}", "a CMYK output profile (ICC version 2 or 4)"))
        return None
    return Profile(_description(data) or path.stem, "", data)


def profile_fault(data: bytes) -> str:
    """Why a press cannot use these bytes as its profile (ICC.1:2010, 7.2), or an empty string."""
    if len(data) < _HEADER or data[36:40] != b"acsp":
        return "it is not an ICC profile"
    size = int.from_bytes(data[:4], "big")
    if size > len(data):
        return f"it is cut off: {len(data):,} of {size:,} bytes"
    if data[8] not in (2, 4):
        return f"it is of ICC version {data[8]}"
    space, kind = data[16:20].decode("latin-1").strip(), data[12:16]
    if space != "CMYK":
        return f"it is a profile for {space or 'no colour space'}"
    if kind != b"prtr":
        return f"it is {_CLASSES.get(kind, 'an unknown kind of')} profile"
    return _opening_fault(data)


def _opening_fault(data: bytes) -> str:
    """What LittleCMS says when it is to make a separation with the profile."""
    from PIL import Image, ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK")
        if ImageCms.applyTransform(Image.new("RGB", (1, 1)), transform) is None:
            return "nothing can be converted with it"
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        return f"it is broken: {error}"
    return ""


def _description(data: bytes) -> str:
    from PIL import ImageCms

    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(data))).strip()
