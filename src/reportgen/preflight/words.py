"""A survey in, the lines that a person reads out."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.preflight.findings import Place, SpaceCount, Survey

_SHOWN_PAGES = 8


def survey_lines(survey: Survey) -> Iterator[str]:
    """What the file is, then each finding on a line of its own."""
    for name, value in _facts(survey):
        yield f"{name:15} {value}"
    yield ""
    for finding in survey.findings:
        yield str(finding)
    faults, warnings = len(survey.faults), len(survey.findings) - len(survey.faults)
    yield f"{_counted(faults, 'fault')}, {_counted(warnings, 'warning')}"


def _facts(survey: Survey) -> Iterator[tuple[str, str]]:
    sizes = ", ".join(f"{width:g} × {height:g} mm" for width, height in survey.trim_mm)
    yield "pages", f"{survey.pages} ({sizes} trimmed)"
    yield "bleed", ", ".join(f"{bleed:g} mm" for bleed in survey.bleed_mm) or "none"
    yield "standard", survey.standard or "none"
    yield "output intent", survey.output_intent or "none"
    yield "trapped", survey.trapped
    for space in survey.spaces:
        yield "colour space", _space(space)
    yield "spot colours", ", ".join(survey.spots) or "none"
    yield "most ink", _place(survey.most_ink, "{:.0%}")
    text = survey.black_text
    yield "black type", f"{text.overprinting} overprinting, {text.knocking_out} knocking out, {text.several_inks} in several inks"
    yield "smallest type", _place(survey.smallest_text, "{:.2f} pt")
    yield "thinnest line", _place(survey.thinnest_line, "{:.2f} pt")
    yield "images", _place(survey.lowest_dpi, "{:.0f} dpi at least")
    for font in survey.fonts:
        state = ("embedded, subset" if font.subset else "embedded") if font.embedded else "not embedded"
        yield "font", f"{font.name} ({font.kind}, {state})"


def _space(space: SpaceCount) -> str:
    pages = ", ".join(f"{page}: {count}" for page, count in space.pages[:_SHOWN_PAGES])
    more = len(space.pages) - _SHOWN_PAGES
    return f"{space.space}: {space.total} marks (page {pages}{f' and {more} pages more' if more > 0 else ''})"


def _place(place: Place | None, form: str) -> str:
    if place is None:
        return "none"
    return f"{form.format(place.value)} (page {place.page} at {place.at_mm[0]:g}, {place.at_mm[1]:g} mm)"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
