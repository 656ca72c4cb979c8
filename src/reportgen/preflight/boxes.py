"""Page boxes and what reaches over them: trim, bleed, safety margin (ISO 32000-1, 14.11.2; ISO 15930-7, 6.5)."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.preflight.findings import Finding, Limits, on_box, on_mark
from reportgen.preflight.marks import Box, Mark, Sheet

_SLACK = 0.1
"""Points by which a box may be off through rounding."""
_AT_EDGE = 0.75
"""What ends so near to the trim was meant to end on it."""
_PT_PER_MM = 72 / 25.4


def box_findings(sheet: Sheet, limits: Limits) -> Iterator[Finding]:
    """Missing, wrongly nested or scanty boxes, and what the cutter would spoil."""
    page = sheet.number
    if sheet.trim is None:
        yield Finding("trim-missing", "fault", "there is no TrimBox, so nobody knows where to cut", page)
    if sheet.bleed is None:
        yield Finding("bleed-missing", "fault", "there is no BleedBox", page)
    if sheet.rotation:
        yield Finding("page-turned", "warning", f"the page is turned by {sheet.rotation}°", page)
    trim, bleed = sheet.finished, sheet.bleed
    if bleed is not None and not bleed.within(sheet.media, _SLACK):
        yield Finding("boxes-nested", "fault", "the BleedBox reaches over the MediaBox", page)
    if sheet.trim is not None and not trim.within(bleed or sheet.media, _SLACK):
        yield Finding("boxes-nested", "fault", f"the TrimBox reaches over the {'BleedBox' if bleed else 'MediaBox'}", page)
    if sheet.crop is not None and bleed is not None and not bleed.within(sheet.crop, _SLACK):
        yield Finding("crop-in-bleed", "warning", "the CropBox cuts into the bleed", page)
    if sheet.trim is not None and bleed is not None:
        amount = bleed_of(sheet)
        if amount < limits.bleed_mm - 0.05:
            message = f"the bleed is {amount:.1f} mm, the shop asks for {limits.bleed_mm:g} mm"
            yield Finding("bleed-small", "fault", message, page)
    wanted = bleed or trim.grown(limits.bleed_mm * _PT_PER_MM)
    for mark in sheet.marks:
        yield from _edge_findings(sheet, mark, wanted, limits)
    for kind, box in sheet.annotations:
        if box.overlaps(wanted):
            yield on_box(sheet, box, "annotation", f"an annotation ({kind}) lies on the printed page (ISO 15930-7, 6.16)")


def bleed_of(sheet: Sheet) -> float:
    """The smallest distance from the trim to the bleed's edge, in millimetres."""
    trim, bleed = sheet.finished, sheet.bleed
    if bleed is None:
        return 0.0
    least = min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)
    return least / _PT_PER_MM


def _edge_findings(sheet: Sheet, mark: Mark, bleed: Box, limits: Limits) -> Iterator[Finding]:
    trim = sheet.finished
    if not mark.box.overlaps(trim) or mark.ink.white:
        return
    if mark.kind == "text":
        margin = trim.grown(-limits.safety_mm * _PT_PER_MM)
        if not mark.box.within(margin, _SLACK):
            message = f"type stands less than {limits.safety_mm:g} mm from the trim"
            yield on_mark(sheet, mark, "text-safety", "fault", message)
    elif any(_ends_short(edge, cut, end) for edge, cut, end in _edges(mark.box, trim, bleed)):
        yield on_mark(sheet, mark, "bleed-short", "fault", f"{_name(mark)} ends at the trim and does not run into the bleed")


def _edges(box: Box, trim: Box, bleed: Box) -> Iterator[tuple[float, float, float]]:
    """Each edge with the trim and the bleed on its side, all counted outwards."""
    yield -box.left, -trim.left, -bleed.left
    yield -box.bottom, -trim.bottom, -bleed.bottom
    yield box.right, trim.right, bleed.right
    yield box.top, trim.top, bleed.top


def _ends_short(edge: float, cut: float, end: float) -> bool:
    return cut - _AT_EDGE <= edge < end - _SLACK


def _name(mark: Mark) -> str:
    return {"fill": "an area", "stroke": "a line", "image": "an image", "shading": "a shading"}[mark.kind]
