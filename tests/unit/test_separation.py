"""Profiles and what is converted through them."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageCms

from reportgen.errors import Position, Problem
from reportgen.press.conversion import Separation, limited
from reportgen.press.profiles import HOME, own_profiles, profile_fault, read_profile
from reportgen.theme import INK, Colour, Theme

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_the_committed_profiles_are_those_that_their_list_describes() -> None:
    listed = yaml.safe_load((HOME / "profiles.yaml").read_text("utf-8"))["profiles"]
    assert {entry["file"] for entry in listed} == {path.name for path in HOME.glob("*.icc")}
    for entry in listed:
        data = (HOME / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"] and not profile_fault(data)
        assert entry["licence"] and entry["origin"] and (HOME / entry["licence_file"]).is_file()


def test_what_is_no_cmyk_profile_is_said_to_be_none(tmp_path: Path) -> None:
    good = own_profiles().intent.data
    spoilt = bytearray(good)
    spoilt[200:9000] = bytes(8800)
    assert profile_fault(b"not a profile") == "it is not an ICC profile"
    assert profile_fault(SRGB) == "it is a profile for RGB"
    assert profile_fault(good[:5000]) == "it is cut off: 5,000 of 121,368 bytes"
    assert profile_fault(bytes(spoilt)).startswith("it is broken")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "shop.icc").write_bytes(SRGB)
    (tmp_path / "profiles" / "good.icc").write_bytes(good)
    problems: list[Problem] = []
    at = Position("content/report.yaml", 3, 1)
    assert read_profile(tmp_path, "shop.icc", at, problems) is None
    assert read_profile(tmp_path, "none.icc", at, problems) is None
    assert read_profile(tmp_path, "../content/x.icc", at, problems) is None
    assert [str(p).split(";")[0].split(": ", 1)[1] for p in problems] == [
        "profiles/shop.icc cannot be the press's profile: it is a profile for RGB",
        "the file profiles/none.icc does not exist",
        "“../content/x.icc” lies outside the folder profiles/",
    ]
    found = read_profile(tmp_path, "good.icc", at, [])
    assert found is not None and found.name == "FOGRA39L Coated"


def test_colours_are_separated_within_the_limit_and_greys_take_black_alone() -> None:
    separation = Separation(own_profiles().separation)
    assert separation.inks((1.0, 1.0, 1.0)) == (0, 0, 0, 0)
    assert separation.inks((0.5, 0.5, 0.5)) == (0, 0, 0, 0.5)
    steps = [k / 5 for k in range(6)]
    assert max(sum(separation.inks((r, g, b))) for r in steps for g in steps for b in steps) <= 3.0001


def test_the_limit_takes_colour_and_leaves_black() -> None:
    assert limited((0.9, 0.9, 0.9, 0.9), 3.0) == pytest.approx((0.7, 0.7, 0.7, 0.9), abs=1e-3)
    assert limited((0.2, 0.1, 0.0, 0.9), 3.0) == (0.2, 0.1, 0.0, 0.9)


def test_a_picture_is_separated_within_the_limit() -> None:
    ramp = Image.linear_gradient("L").resize((64, 64))
    picture = Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180)))
    for limit in (3.0, 2.4):
        inks = Separation(own_profiles().intent, limit).picture(picture)
        data = inks.tobytes()
        assert inks.mode == "CMYK" and max(map(sum, zip(*[iter(data)] * 4, strict=True))) / 255 <= limit + 0.01
    grey = Separation(own_profiles().separation).picture(ramp)
    assert not any(grey.tobytes()[channel::4].strip(b"\0") for channel in range(3))


def _lab(inks: tuple[float, ...], mode: str) -> tuple[float, ...]:
    lab = ImageCms.createProfile("LAB")
    source = ImageCms.createProfile("sRGB") if mode == "RGB" else ImageCms.ImageCmsProfile(BytesIO(own_profiles().intent.data))
    transform = ImageCms.buildTransform(source, lab, mode, "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
    pixel = ImageCms.applyTransform(Image.new(mode, (1, 1), tuple(round(v * 255) for v in inks)), transform)
    assert pixel is not None
    lightness, a, b = pixel.tobytes()
    return lightness / 2.55, float((a + 128) % 256 - 128), float((b + 128) % 256 - 128)


def test_chosen_inks_look_like_the_screen_and_are_kind_to_the_press() -> None:
    """CIE76 through FOGRA39; greys are of black alone, so they may miss the bluish cast that the screen has."""
    theme = Theme()
    hues = [theme.accent, theme.night, theme.wash, *(colour for _, colour in theme.layers)]
    for colour in (*hues, theme.grey, theme.rule):
        away = sum((x - y) ** 2 for x, y in zip(_lab(colour.rgb, "RGB"), _lab(colour.cmyk, "CMYK"), strict=True)) ** 0.5
        assert away < (3 if colour in hues else 5), (colour.name, away)
        assert sum(colour.cmyk) <= 2.4 and sum(part > 0 for part in colour.cmyk) <= 3
        assert min(colour.cmyk[:3]) == 0
    for grey in (INK, theme.grey, theme.rule, theme.note_mark):
        assert grey.cmyk[:3] == (0, 0, 0)
    assert sum(theme.wash.cmyk) <= 0.12


def test_a_tint_remembers_what_it_was_thinned_from() -> None:
    half = Colour("gold", (0.5, 0.4, 0.0), (0, 0.2, 1, 0), spot="Gold").tint(0.5).tint(0.5)
    assert (half.root, half.amount, half.spot) == ("gold", 0.25, "Gold")
