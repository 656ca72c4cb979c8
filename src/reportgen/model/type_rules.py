"""What a report may say about its typesetting, under `theme: typography:` in content/report.yaml."""

from __future__ import annotations

from typing import Literal

from reportgen.model.fields import Limits, key
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class TypeRules:
    """What the typesetting rules leave to the publisher; the defaults are those of a Chinese trade publisher."""

    hanging: Literal["none", "stops", "all"] = key("Chinese marks that stand outside the column at a line's end: none, “，。、”, or “；：！？” as well.",
                                                   default="none")
    full_width_grid: bool = key("Set Chinese lines a whole number of characters wide, so that characters stand under each other.", default=False)
    optical_margin: bool = key("Let points and hyphens at the end of English lines stand partly outside the column.", default=False)
    curl_quotes: bool = key("Set straight quotes and apostrophes in English curly.", default=True)
    han_latin: float = key("Space between Chinese and Latin in em; it gives way from a half to twice as much.", limits=Limits(0, 0.4), default=0.25)
    word_space: float = key("English word space in em; it gives way from 0.8 to 3 times as much.", limits=Limits(0.16, 0.4), default=0.224)
    number_unit: float = key("Fixed space between a number and the symbol of its unit in em.", limits=Limits(0, 0.4), default=0.2)
    chinese_size: float = key("Size of Chinese beside English of size 1.", limits=Limits(0.85, 1.1), default=0.97)
