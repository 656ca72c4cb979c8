"""Colour spaces and operands of a content stream in, inks out (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from reportgen.preflight.marks import Ink, Model

_MODELS: dict[str, tuple[Model, int]] = {
    "DeviceGray": ("grey", 1), "CalGray": ("grey", 1),
    "DeviceRGB": ("rgb", 3), "CalRGB": ("rgb", 3),
    "DeviceCMYK": ("cmyk", 4), "Lab": ("lab", 3), "Pattern": ("pattern", 0),
}  # fmt: skip
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_ICC_MODELS: dict[int, tuple[Model, str]] = {1: ("grey", "Gray"), 3: ("rgb", "RGB"), 4: ("cmyk", "CMYK")}


class Space:
    """A colour space: what it is called, how many components it has, and what inks they are."""

    def __init__(self, name: str, model: Model, components: int, colorants: tuple[str, ...] = ()) -> None:
        self.name, self.model, self.components, self.colorants = name, model, components, colorants

    def ink(self, values: Sequence[float]) -> Ink:
        """The ink of a colour of this space."""
        if self.model == "grey":
            return Ink(self.name, "grey", (0.0, 0.0, 0.0, round(1 - values[0], 4) if values else 1.0))
        if self.model == "cmyk":
            cyan, magenta, yellow, black = (*values, 0.0, 0.0, 0.0, 0.0)[:4]
            return Ink(self.name, "cmyk", (cyan, magenta, yellow, black))
        if self.model == "spot":
            return _process(self.name, dict(zip(self.colorants, values, strict=False)))
        return Ink(self.name, self.model)

    @property
    def first(self) -> Ink:
        """The colour that is current as soon as the space is chosen (ISO 32000-1, 8.6.8, table 74)."""
        if self.model == "cmyk":
            return self.ink((0.0, 0.0, 0.0, 1.0))
        return self.ink([1.0 if self.model == "spot" else 0.0] * self.components)


def _process(name: str, tints: dict[str, float]) -> Ink:
    """Colorants that are process inks count on their plates; None prints nowhere."""
    plates = [tints.pop(plate, 0.0) for plate in ("Cyan", "Magenta", "Yellow", "Black")]
    tints.pop("None", None)
    cyan, magenta, yellow, black = plates
    return Ink(name, "spot", (cyan, magenta, yellow, black), tuple(sorted(tints.items())))


GREY = Space("DeviceGray", "grey", 1)
RGB = Space("DeviceRGB", "rgb", 3)
CMYK = Space("DeviceCMYK", "cmyk", 4)


def space_of(value: Any, resources: Any) -> Space:
    """The colour space that a name or an array stands for; an unknown one counts as its name says."""
    if isinstance(value, pikepdf.Name):
        name = _SHORT.get(str(value)[1:], str(value)[1:])
        if name in _MODELS:
            model, components = _MODELS[name]
            return Space(name, model, components)
        named = resources.get("/ColorSpace", {}).get(str(value))
        return GREY if named is None else space_of(named, {})
    family = str(value[0])[1:] if len(value) else ""
    if family == "ICCBased":
        count = int(value[1].get("/N", 3))
        model, label = _ICC_MODELS.get(count, ("rgb", f"{count} components"))
        return Space(f"ICCBased {label}", model, count)
    if family in ("Indexed", "I"):
        base = space_of(value[1], resources)
        return Space(f"Indexed {base.name}", base.model, 1)
    if family == "Separation":
        name = str(value[1])[1:]
        return Space(f"Separation {name}", "spot", 1, (name,))
    if family == "DeviceN":
        names = tuple(str(name)[1:] for name in value[1])
        return Space(f"DeviceN {'+'.join(names)}", "spot", len(names), names)
    if family in ("Pattern", "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "Lab"):
        model, components = _MODELS[family]
        return Space(family, model, components)
    return Space(family or "unknown", "rgb", 3)
