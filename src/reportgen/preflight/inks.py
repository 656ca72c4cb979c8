"""Colours on the page: device colours that are not the press's, too much ink, black in several inks, overprint."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.preflight.findings import Finding, Limits, on_mark
from reportgen.preflight.marks import Ink, Mark, Sheet

_SLACK = 0.005
_BLACK = 0.9
"""Black ink that hides any colour under it."""
_DARK = 0.6
_NEUTRAL = 0.35
"""Cyan, magenta and yellow that lie no further apart look grey."""
_LARGE_TYPE = 24.0


def ink_findings(sheet: Sheet, limits: Limits) -> Iterator[Finding]:
    """What is wrong with the inks of each mark."""
    for mark in sheet.marks:
        yield from _space_findings(sheet, mark)
        yield from _amount_findings(sheet, mark, limits)
        yield from _overprint_findings(sheet, mark)
        if mark.transparent:
            yield on_mark(sheet, mark, "transparency", "warning", f"transparency: {mark.transparent}")
    if sheet.group_space not in ("", "DeviceCMYK"):
        message = f"the page's transparency is blended in {sheet.group_space}"
        yield Finding("group-space", "fault" if "RGB" in sheet.group_space else "warning", message, sheet.number)


def most_ink(mark: Mark) -> float:
    """The most ink that a mark puts on one spot; registration marks are outside what is kept and do not count."""
    if mark.pixels is not None and mark.pixels.most_ink is not None:
        return mark.pixels.most_ink
    return 0.0 if mark.ink.registration else mark.ink.total


def composite_black(ink: Ink) -> bool:
    """A black or dark grey made of several inks."""
    if ink.cmyk is None or ink.spots:
        return False
    cyan, magenta, yellow, black = ink.cmyk
    coloured = cyan + magenta + yellow
    if black >= _BLACK and coloured > _SLACK:
        return True
    lightest, darkest = min(cyan, magenta, yellow), max(cyan, magenta, yellow)
    return coloured > _SLACK and darkest - lightest <= _NEUTRAL and lightest + black >= _DARK


def _space_findings(sheet: Sheet, mark: Mark) -> Iterator[Finding]:
    if mark.ink.model in ("rgb", "lab"):
        yield on_mark(sheet, mark, "colour-rgb", "fault", f"{_NAMES[mark.kind]} in {mark.ink.space}")
    if mark.ink.registration and mark.box.overlaps(sheet.finished):
        yield on_mark(sheet, mark, "registration-colour", "fault", "registration colour on the printed page")


def _amount_findings(sheet: Sheet, mark: Mark, limits: Limits) -> Iterator[Finding]:
    amount = most_ink(mark)
    if amount > limits.most_ink + _SLACK:
        message = f"{amount:.0%} of ink, the limit is {limits.most_ink:.0%}"
        yield on_mark(sheet, mark, "ink-over", "fault", message)
    if mark.kind == "image" or not composite_black(mark.ink):
        return
    if mark.kind == "text" and mark.size < _LARGE_TYPE:
        yield on_mark(sheet, mark, "black-text-inks", "fault", f"black type in several inks ({_amounts(mark.ink)})")
    elif mark.kind == "stroke" or mark.kind == "fill" and min(mark.box.width, mark.box.height) < limits.rich_black_pt:
        message = f"black in several inks ({_amounts(mark.ink)}) on something small"
        yield on_mark(sheet, mark, "rich-black-small", "fault", message)


def _overprint_findings(sheet: Sheet, mark: Mark) -> Iterator[Finding]:
    if mark.overprint and mark.ink.white:
        yield on_mark(sheet, mark, "white-overprint", "fault", f"white {_NAMES[mark.kind]} overprints and will vanish")
    if mark.kind == "text" and solid_black(mark.ink) and not mark.overprint and mark.size < _LARGE_TYPE:
        yield on_mark(sheet, mark, "black-knockout", "fault", "black type does not overprint")


def solid_black(ink: Ink) -> bool:
    """Full black and nothing else."""
    return ink.black_alone and ink.cmyk is not None and ink.cmyk[3] > 0.995


def _amounts(ink: Ink) -> str:
    return " ".join(f"{plate}{part:.0%}" for plate, part in zip("CMYK", ink.cmyk or (), strict=False)).replace("%", "")


_NAMES = {"text": "type", "fill": "an area", "stroke": "a line", "image": "an image", "shading": "a shading"}
