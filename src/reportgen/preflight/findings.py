"""What preflight says: findings with their place, the limits that they are measured against, and the survey of a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reportgen.preflight.marks import Box, FontUse, Mark, Sheet
from reportgen.records import dataclass, replace

Level = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sheet-fed offset shop asks for, unless it says otherwise."""

    bleed_mm: float = 3.0
    safety_mm: float = 5.0
    most_ink: float = 3.0
    """Sum of the inks on one spot: 3 is 300 %, the limit of ISO 12647-2 sheet-fed work on coated paper in common use."""
    least_line: float = 0.25
    least_text: float = 4.0
    """Points; black type under it fills in on the plate."""
    least_coloured_text: float = 6.0
    """Points; type of three and more inks under it shows every error of register."""
    least_dpi: float = 150.0
    good_dpi: float = 225.0
    """1.5 times a screen of 150 lines an inch."""
    rich_black_pt: float = 28.0
    """The smaller side of an area that may be printed in black with other inks under it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a shop would call about. `at_mm`: from the left and the top edge of the trimmed page.

    `page` is 0 for the file as a whole. `count` is how often it stands on the page; the place is the first one's.
    """

    rule: str
    level: Level
    message: str
    page: int = 0
    at_mm: tuple[float, float] | None = None
    count: int = 1

    def __str__(self) -> str:
        place = f"page {self.page}" if self.page else "file"
        if self.at_mm is not None:
            place += f" at {self.at_mm[0]:g}, {self.at_mm[1]:g} mm"
        often = f" ({self.count} times on this page)" if self.count > 1 else ""
        return f"{place}: {self.level}: {self.message}{often} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Place:
    """A measured extreme and where it stands."""

    value: float
    page: int
    at_mm: tuple[float, float]


@dataclass(frozen=True, slots=True)
class SpaceCount:
    """How many marks of each page use a colour space: pairs of page and count."""

    space: str
    pages: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.pages)


@dataclass(frozen=True, slots=True)
class BlackText:
    """How black type is printed, in marks."""

    overprinting: int = 0
    knocking_out: int = 0
    several_inks: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is to a printer. Sizes in millimetres, lengths of type and lines in points, ink 1 for one solid."""

    pages: int
    trim_mm: tuple[tuple[float, float], ...]
    bleed_mm: tuple[float, ...]
    """The smallest bleed of each page, without repetition."""
    standard: str
    output_intent: str
    trapped: str
    spaces: tuple[SpaceCount, ...]
    spots: tuple[str, ...]
    most_ink: Place | None
    black_text: BlackText
    fonts: tuple[FontUse, ...]
    smallest_text: Place | None
    thinnest_line: Place | None
    lowest_dpi: Place | None
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level == "fault")


def on_mark(sheet: Sheet, mark: Mark, rule: str, level: Level, message: str) -> Finding:
    """A finding about something that is painted."""
    return Finding(rule, level, message, sheet.number, sheet.place_mm(mark.box))


def on_box(sheet: Sheet, box: Box, rule: str, message: str) -> Finding:
    return Finding(rule, "fault", message, sheet.number, sheet.place_mm(box))


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same thing said once for each page, with how often it stands there, in the order of pages."""
    first: dict[tuple[str, int, str], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.page, finding.message)
        known = first.get(key)
        first[key] = finding if known is None else replace(known, count=known.count + 1)
    return tuple(sorted(first.values(), key=lambda found: (found.page, found.level, found.rule)))
