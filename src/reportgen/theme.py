"""How a report looks: colours, sizes, the grid, and the amounts that the typesetting rules leave open.

One frozen object, made once in the pipeline from the defaults and the report's own settings. Each colour has an sRGB
and a CMYK value that a person chose; body text is black ink alone.
"""

from __future__ import annotations

from reportgen.model.content import Language, Layer
from reportgen.model.settings import ReadingOrder, ThemeSettings
from reportgen.model.type_rules import TypeRules
from reportgen.records import dataclass, field, replace
from reportgen.units import mm


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour: sRGB components from 0 to 1 for the screen, inks from 0 to 1 for the press."""

    name: str
    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    chosen: bool = True
    """A person chose the inks; otherwise the press converts the sRGB through its profile."""
    spot: str = ""
    """An ink of its own that a press prints the colour with, by the name on its tin."""
    amount: float = 1.0
    """What is left of the full colour in a tint."""
    base: str = ""
    """The name of the colour that this is a tint of."""

    @property
    def root(self) -> str:
        """The name of the full colour."""
        return self.base or self.name

    def tint(self, amount: float) -> Colour:
        """The colour thinned with paper white; `amount` 1 is the full colour, 0 is white."""
        red, green, blue = (1 - (1 - part) * amount for part in self.rgb)
        cyan, magenta, yellow, black = (part * amount for part in self.cmyk)
        return Colour(
            f"{self.name} {amount:.0%}", (red, green, blue), (cyan, magenta, yellow, black), self.chosen, self.spot,
            self.amount * amount, self.root,
        )  # fmt: skip


def _colour(name: str, rgb: str, *cmyk_percent: int) -> Colour:
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (1, 3, 5))
    cyan, magenta, yellow, black = (part / 100 for part in cmyk_percent)
    return Colour(name, (red, green, blue), (cyan, magenta, yellow, black))


@dataclass(frozen=True, slots=True)
class Hatch:
    """Parallel white lines over an area: their angle in degrees, distance and width in points."""

    angle: float
    pitch: float
    width: float


WHITE = Colour("white", (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))
INK = _colour("ink", "#1b1c1e", 0, 0, 0, 100)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Amounts in em of the type size (typography.md, sections 2 to 4)."""

    han_latin: float = 0.25
    han_latin_least: float = 0.125
    han_latin_wide: float = 1 / 3
    han_latin_most: float = 0.5
    han_stretch_good: float = 0.08
    han_stretch_most: float = 0.25
    han_stretch_last: float = 0.6
    space: float = 0.224
    space_stretch: float = 0.112
    space_shrink: float = 0.0448
    space_most_zh: float = 0.5
    space_most_en: float = 0.672
    """Three word spaces (EN-01)."""
    number_unit: float = 0.2
    hanging: bool = False
    """Chinese commas and stops at a line's end stand outside the measure."""
    hanging_more: bool = False
    """So do ；：！？."""
    optical_margin: bool = False
    """Points and hyphens at the end of Latin lines stand partly outside the measure."""
    curl_quotes: bool = True
    """Straight quotes and apostrophes typed in English are set curly."""
    full_width_grid: bool = False
    """Chinese lines are a whole number of em long, so that Han of neighbouring lines stand under each other."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything about the look that is not content."""

    ink: Colour = INK
    paper: Colour = WHITE
    accent: Colour = _colour("accent", "#b8371f", 0, 92, 100, 24)
    note_mark: Colour = _colour("note mark", "#b8371f", 0, 0, 0, 100)
    """The small raised numbers: in the accent colour on a screen, too small for three inks in register on a press."""
    grey: Colour = _colour("grey", "#5c5f63", 0, 0, 0, 76)
    rule: Colour = _colour("rule", "#b9bbbe", 0, 0, 0, 34)
    wash: Colour = _colour("wash", "#f4f2ee", 0, 1, 4, 5)
    night: Colour = _colour("night", "#16293f", 95, 57, 0, 82)
    layers: tuple[tuple[Layer, Colour], ...] = (
        ("upstream", _colour("upstream", "#22406b", 92, 61, 0, 50)),
        ("midstream", _colour("midstream", "#27698c", 77, 25, 0, 47)),
        ("model", _colour("model", "#24745f", 77, 0, 56, 47)),
        ("downstream", _colour("downstream", "#83620f", 0, 32, 100, 58)),
        ("market", _colour("market", "#7b3f6e", 40, 84, 0, 40)),
    )
    """Every hue is two inks and black, none of them over 240 % together: grey in a colour comes from black, so that a
    press that drifts makes it lighter or darker but not pink or green. Each is within 3 (CIE76) of its sRGB on coated
    paper (FOGRA39)."""
    greys: tuple[tuple[str, float], ...] = (
        ("ink", 1.0), ("accent", 0.74), ("accent 60%", 0.3), ("note mark", 1.0), ("grey", 0.72), ("rule", 0.32), ("wash", 0.06),
        ("night", 0.96),
        ("upstream", 0.9), ("midstream", 0.66), ("model", 0.78), ("downstream", 0.6), ("market", 0.72),
    )  # fmt: skip
    """For printing in black alone; a tint that stands on a dark ground has a grey of its own. Neighbouring layers differ by at least 12 %; white type on each keeps 4.5 : 1."""
    hatches: tuple[tuple[Layer, tuple[Hatch, ...]], ...] = (
        ("midstream", (Hatch(45, 4.2, 1.1),)),
        ("model", (Hatch(0, 3.6, 0.9),)),
        ("downstream", (Hatch(45, 4.6, 0.8), Hatch(-45, 4.6, 0.8))),
        ("market", (Hatch(90, 3.6, 0.9),)),
    )
    """What tells areas apart where hue is missing; upstream is solid."""
    spacing: Spacing = field(default_factory=Spacing)

    body_size: float = 9.2
    leading: float = 13.5
    small_size: float = 7.6
    small_leading: float = 10.8
    caption_size: float = 7.2
    least_size: float = 7.0
    legal_size: float = 6.5
    zh_scale: float = 0.97
    """Chinese is set a little smaller: a Han square fills its em where Latin lower case fills half of it."""
    weights: tuple[tuple[Language, str, int], ...] = (
        ("en", "text", 400), ("en", "medium", 560), ("en", "strong", 700),
        ("zh", "text", 380), ("zh", "medium", 540), ("zh", "strong", 660),
    )  # fmt: skip
    """Han strokes crowd; a slightly lighter instance gives the two columns the same grey."""
    english_share: float = 0.58
    """Chinese runs shorter than English; this share gave the least blank space over the 2026 report."""
    gutter: float = mm(7.5)
    inner_margin: float = mm(20)
    outer_margin: float = mm(16.5)
    head_margin: float = mm(25)
    foot_margin: float = mm(21)
    dense_size: float = 7.0
    reading_order: ReadingOrder = "pairs"
    """How a screen reader goes through two languages: pair by pair, or one language whole and then the other."""
    sections_run_on: bool = False
    """Sections begin on the page on which the last one ends, if there is room; good for short reports."""

    def layer(self, name: Layer) -> Colour:
        return dict(self.layers)[name]

    def weight(self, language: Language, role: str = "text") -> int:
        """The weight of the role text, medium or strong in a language."""
        return next(weight for lang, name, weight in self.weights if (lang, name) == (language, role))

    def size(self, size: float, language: Language) -> float:
        """The size at which Chinese looks as large as English of `size`; scaling takes nothing below the least size."""
        return max(size * self.zh_scale, min(size, self.least_size)) if language == "zh" else size


def themed(settings: ThemeSettings | None) -> Theme:
    """The default theme with a report's own settings."""
    theme = Theme()
    if settings is None:
        return theme
    accent = _accent(theme.accent, settings)
    theme = replace(theme, accent=accent, note_mark=replace(theme.note_mark, rgb=accent.rgb))
    if settings.body_size:
        theme = replace(theme, body_size=settings.body_size, leading=round(settings.body_size * 1.47, 2))
    if settings.leading:
        theme = replace(theme, leading=settings.leading)
    if settings.english_share:
        theme = replace(theme, english_share=settings.english_share)
    theme = replace(theme, spacing=_spacing(settings.typography), zh_scale=settings.typography.chinese_size)
    return replace(theme, sections_run_on=settings.sections == "run-on", reading_order=settings.reading_order)


def _spacing(rules: TypeRules) -> Spacing:
    """The amounts of the rules, in the proportions of the default ones: a gap from half to twice its width and so on."""
    gap, space = rules.han_latin, rules.word_space
    return Spacing(
        han_latin=gap, han_latin_least=gap / 2, han_latin_wide=gap * 4 / 3, han_latin_most=gap * 2,
        space=space, space_stretch=space / 2, space_shrink=space / 5, space_most_en=space * 3, number_unit=rules.number_unit,
        hanging=rules.hanging != "none", hanging_more=rules.hanging == "all", full_width_grid=rules.full_width_grid,
        optical_margin=rules.optical_margin, curl_quotes=rules.curl_quotes,
    )  # fmt: skip


def _accent(accent: Colour, settings: ThemeSettings) -> Colour:
    """The accent as the report sets it; inks that it does not name are left for the press's profile to find."""
    if settings.accent:
        red, green, blue = (int(settings.accent[i : i + 2], 16) / 255 for i in (1, 3, 5))
        accent = replace(complement("accent", (red, green, blue)), chosen=False)
    if settings.accent_cmyk:
        cyan, magenta, yellow, black = (part / 100 for part in settings.accent_cmyk.percents)
        accent = replace(accent, cmyk=(cyan, magenta, yellow, black), chosen=True)
    return replace(accent, spot=settings.accent_spot)


def complement(name: str, rgb: tuple[float, float, float]) -> Colour:
    """A colour that nobody chose inks for: the plain complement, its grey part in black, until a profile converts it."""
    black = 1 - max(rgb)
    rest = 1 - black
    cyan, magenta, yellow = (round((1 - part - black) / rest, 4) if rest else 0.0 for part in rgb)
    return Colour(name, rgb, (cyan, magenta, yellow, round(black, 4)), chosen=False)
