"""What each output makes of a colour: operators, overprint and hatching."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.pdf.colour import MonoPalette, PressPalette, lightness
from reportgen.press.conversion import Separation
from reportgen.press.profiles import own_profiles
from reportgen.theme import INK, WHITE, Colour, Theme, complement

THEME = Theme()


@pytest.fixture(scope="module")
def press() -> PressPalette:
    return PressPalette(Separation(own_profiles().separation))


def test_a_thin_line_of_several_inks_is_printed_in_black_as_light_as_it_was(press: PressPalette) -> None:
    red = THEME.accent
    black = 1 - lightness(red.rgb)
    assert press.stroke(red, 0.5) == f"0 0 0 {black:.3f}".rstrip("0") + " K"
    assert press.stroke(red, 0.6) == "0 0.92 1 0.24 K"
    assert press.overprints(red, "line", 0.5) and not press.overprints(red, "line", 0.6)


def test_a_thin_line_in_a_tint_of_the_ground_keeps_the_grounds_inks(press: PressPalette) -> None:
    line = THEME.night.tint(0.5)
    assert press.stroke(line, 0.4).endswith("0.41 K") and not press.stroke(line, 0.4).startswith("0 0 0 ")
    assert not press.overprints(line, "line", 0.4)


def test_black_overprints_and_white_and_light_greys_and_areas_do_not(press: PressPalette) -> None:
    assert press.overprints(INK, "text") and press.overprints(THEME.grey, "text") and press.overprints(THEME.rule, "line", 0.5)
    assert not press.overprints(WHITE, "text") and not press.overprints(INK, "area")
    assert not press.overprints(THEME.rule.tint(0.5), "line", 0.5)
    assert not press.overprints(THEME.accent, "text")


def test_a_colour_without_chosen_inks_goes_through_the_profile(press: PressPalette) -> None:
    green = complement("#2a8a3a", (0.16, 0.54, 0.23))
    assert press.inks(green) != green.cmyk and sum(press.inks(green)) <= 3
    assert press.inks(replace(green, chosen=True)) == green.cmyk


def test_a_spot_ink_is_thinned_as_such_and_keeps_its_full_stand_in() -> None:
    palette = PressPalette(Separation(own_profiles().separation))
    gold = Colour("accent", (0.6, 0.5, 0.1), (0, 0.2, 0.8, 0.2), spot="Gold 1")
    assert palette.fill(gold.tint(0.5)) == "/SGold1 cs 0.5 scn" and palette.stroke(gold) == "/SGold1 CS 1 SCN"
    assert palette.spots == {"SGold1": ("Gold 1", pytest.approx((0, 0.2, 0.8, 0.2)))}


def test_mono_takes_the_chosen_grey_of_a_colour_and_of_its_tints() -> None:
    mono = MonoPalette(THEME)
    assert mono.fill(THEME.accent) == "0.26 g" and mono.fill(THEME.night.tint(0.5)) == "0.52 g"
    assert mono.grey(THEME.accent.tint(0.6)) == pytest.approx(0.7)
    assert mono.grey(complement("#808080", (0.5, 0.5, 0.5))) == pytest.approx(0.5)
    assert mono.hatches(THEME.layer("market")) and not mono.hatches(THEME.layer("market").tint(0.09))
    assert not mono.hatches(THEME.layer("upstream"))
