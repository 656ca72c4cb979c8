"""What a report says about its printing, in points and with its profiles read; defaults where it says nothing."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Problem
from reportgen.model.content import Manifest
from reportgen.model.settings import PressSettings
from reportgen.press.imposition import Flip, SheetName
from reportgen.press.profiles import PressProfiles, own_profiles, read_profile
from reportgen.records import dataclass
from reportgen.units import Paper, mm

_BOOKLET_SHEETS: dict[str, SheetName] = {"a4": "a4", "letter": "letter"}
"""What an office printer holds: a report on A4 becomes a booklet in A5."""


@dataclass(frozen=True, slots=True)
class Press:
    """How a report is printed. Lengths in points, `most_ink` 3 for 300 %."""

    profiles: PressProfiles
    bleed: float
    safety_mm: float
    most_ink: float
    caliper: float
    recto_parts: bool
    fours: bool
    sheet: SheetName
    signature: int | None
    flip: Flip


def press_settings(manifest: Manifest, folder: Path, paper: Paper, problems: list[Problem]) -> Press:
    """The settings of a report on a paper; what cannot be used is added to the problems."""
    settings = manifest.press or PressSettings()
    profiles = own_profiles()
    if settings.profile:
        own = read_profile(folder, settings.profile, settings.at, problems)
        if own is not None:
            profiles = PressProfiles(own, own)
    return Press(
        profiles,
        mm(settings.bleed_mm),
        settings.safety_mm,
        settings.most_ink / 100,
        mm(settings.caliper_mm),
        settings.recto_parts,
        settings.fours,
        settings.sheet or _BOOKLET_SHEETS[paper.name],
        None if settings.signature == "none" else int(settings.signature),
        settings.flip,
    )
