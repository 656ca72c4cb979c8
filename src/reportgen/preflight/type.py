"""Type, lines and images that the press cannot hold, and fonts that it cannot have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.preflight.findings import Finding, Limits, on_mark
from reportgen.preflight.marks import FontUse, Mark, Sheet

_ROUNDING = 0.005


def size_findings(sheet: Sheet, limits: Limits) -> Iterator[Finding]:
    """Type that is too small, lines that are too thin, images that are too coarse."""
    for mark in sheet.marks:
        if mark.kind == "text":
            yield from _type_findings(sheet, mark, limits)
        elif is_line(mark) and mark.width < limits.least_line - _ROUNDING:
            message = f"a line of {mark.width:.2f} pt, at least {limits.least_line:g} pt is asked for"
            yield on_mark(sheet, mark, "hairline", "fault", message)
        elif mark.pixels is not None and mark.pixels.dpi < limits.good_dpi:
            level = "fault" if mark.pixels.dpi < limits.least_dpi else "warning"
            message = f"an image with {mark.pixels.dpi:.0f} dpi, {limits.good_dpi:.0f} dpi is good"
            yield on_mark(sheet, mark, "image-coarse", level, message)  # type: ignore[arg-type]


def is_line(mark: Mark) -> bool:
    """A stroke, or an area that is so thin that it was drawn as one."""
    return mark.kind == "stroke" or mark.kind == "fill" and 0 < mark.width < 1.0 and max(mark.box.width, mark.box.height) > 4.0


def _type_findings(sheet: Sheet, mark: Mark, limits: Limits) -> Iterator[Finding]:
    least = limits.least_coloured_text if mark.ink.count > 2 or mark.ink.white else limits.least_text
    if mark.size < least - _ROUNDING:
        how = "white " if mark.ink.white else f"in {mark.ink.count} inks " if mark.ink.count > 2 else ""
        message = f"type of {mark.size:.1f} pt {how}is too small, at least {least:g} pt is asked for"
        yield on_mark(sheet, mark, "text-small", "fault", message)


def font_findings(fonts: Iterable[FontUse]) -> Iterator[Finding]:
    """Fonts of the file that a shop cannot print from."""
    for font in fonts:
        if font.kind == "Type3":
            yield Finding("font-type3", "fault", f"the font {font.name or '(no name)'} is a Type 3 font")
        elif not font.embedded:
            yield Finding("font-missing", "fault", f"the font {font.name} is not embedded")
        elif not font.subset:
            yield Finding("font-whole", "warning", f"the font {font.name} is embedded whole, not as a subset")
