"""Text that was set in an earlier run is what setting it anew would give."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from reportgen.fonts.open import Fonts
from reportgen.text.kept import KeptText
from reportgen.text.runs import NOTE_ROLE, GlyphRun, Line, LinkSpan, Looseness, Style, TextRun
from reportgen.text.setting import SetText, Typesetter
from reportgen.theme import Theme

THEME = Theme()
PLAIN = Style(9.2, 400, THEME.ink)
STRONG = Style(9.2, 700, THEME.accent)
RAISED = Style(5.5, 400, THEME.accent, 3.2)
ENGLISH = (
    TextRun("Six structural forces run through every layer of the stack, and “they pull against one another”: ", PLAIN),
    TextRun("cheaper inference", STRONG, "https://example.org"),
    TextRun("1", RAISED, "#note-a", NOTE_ROLE),
    TextRun(" widens demand beyond recognition; demand meets the limits of power in 2026.", PLAIN),
)
CHINESE = (
    TextRun("六股结构性力量贯穿产业链的每一层，彼此牵制：（推理越便宜，需求就越大；）需求越大，越受制于电力。", PLAIN),
    TextRun("GPU 2026", STRONG, "#gpu"),
    TextRun("而下一批算力与模型落在哪里，则取决于各国政府与投资者……", PLAIN),
)


def texts(typesetter: Typesetter) -> list[SetText | Line]:
    """Both languages in every mode and in columns so narrow that lines are faulty."""
    found: list[SetText | Line] = []
    for runs, language in ((ENGLISH, "en"), (CHINESE, "zh")):
        found.append(typesetter.line(runs, language))
        for measure in (38.0, 60.0, 220.0):
            found += [typesetter.text(runs, language, measure, mode) for mode in ("justified", "ragged", "balanced")]
    return found


def test_what_is_read_is_what_was_set(fonts: Fonts) -> None:
    first = Typesetter(fonts, THEME)
    set_text = texts(first)
    assert any(result.faulty for result in set_text if isinstance(result, SetText)), "the case should hold faulty lines"
    second = Typesetter(fonts, THEME, kept=KeptText(first.kept.data()))
    second._itemiser = None  # type: ignore[assignment]  # nothing may be set anew
    assert texts(second) == set_text
    assert not second.kept.grown
    assert second.kept.data() == first.kept.data()


def test_colours_and_addresses_are_those_of_the_asker(fonts: Fonts) -> None:
    first = Typesetter(fonts, THEME)
    first.text(ENGLISH, "en", 220.0)
    asked = tuple(replace(run, style=replace(run.style, colour=run.style.colour.tint(0.5)), target=run.target and run.target + "x") for run in ENGLISH)
    second = Typesetter(fonts, THEME, kept=KeptText(first.kept.data()))
    assert second.text(asked, "en", 220.0) == Typesetter(fonts, THEME).text(asked, "en", 220.0)
    assert not second.kept.grown


@pytest.mark.parametrize(
    "change",
    [
        lambda runs: (replace(runs[0], text=runs[0].text + "x"), *runs[1:]),
        lambda runs: (replace(runs[0], style=replace(PLAIN, size=9.3)), *runs[1:]),
        lambda runs: (replace(runs[0], style=replace(PLAIN, weight=500)), *runs[1:]),
        lambda runs: (replace(runs[0], style=replace(PLAIN, colour=STRONG.colour)), *runs[1:]),
        lambda runs: (replace(runs[0], target="#x"), *runs[1:]),
        lambda runs: (replace(runs[0], role=NOTE_ROLE), *runs[1:]),
        lambda runs: (TextRun(runs[0].text[:9], PLAIN), TextRun(runs[0].text[9:], PLAIN), *runs[1:]),
    ],
)  # fmt: skip
def test_whatever_matters_is_set_anew(fonts: Fonts, change: object) -> None:
    first = Typesetter(fonts, THEME)
    first.text(ENGLISH, "en", 220.0)
    second = Typesetter(fonts, THEME, kept=KeptText(first.kept.data()))
    changed = change(ENGLISH)  # type: ignore[operator]
    assert second.text(changed, "en", 220.0) == Typesetter(fonts, THEME).text(changed, "en", 220.0)
    assert second.kept.grown
    assert second.text(ENGLISH, "zh", 220.0) != first.text(ENGLISH, "en", 220.0)
    assert second.text(ENGLISH, "en", 220.0, "ragged") != first.text(ENGLISH, "en", 220.0)


@pytest.mark.parametrize("end", [1, 20, 21, 60, 300, -1])
def test_what_is_cut_short_is_set_anew(fonts: Fonts, end: int) -> None:
    first = Typesetter(fonts, THEME)
    right = first.text(CHINESE, "zh", 220.0)
    second = Typesetter(fonts, THEME, kept=KeptText(first.kept.data()[:end]))
    assert second.text(CHINESE, "zh", 220.0) == right


def test_everything_of_a_line_is_kept() -> None:
    """A field that is added to one of these must be added to what is kept, and here."""
    fields = {cls: [field.name for field in dataclasses.fields(cls)] for cls in (Line, GlyphRun, LinkSpan, Looseness, SetText)}
    assert fields == {
        Line: ["runs", "width", "natural_width", "links", "hyphenated", "loose", "room"],
        GlyphRun: ["font", "size", "colour", "language", "x", "y", "glyphs", "origins", "texts", "width", "angle"],
        LinkSpan: ["x", "width", "target", "role"],
        Looseness: ["han", "gap", "space"],
        SetText: ["lines", "missing", "overfull", "faulty"],
    }
