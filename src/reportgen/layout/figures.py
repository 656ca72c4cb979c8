"""Charts with their captions: number and message above, unit with them, caution and source below."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.artwork import Artwork, Path, Raster, Stroke, line
from reportgen.layout.composer import Composer, Place
from reportgen.layout.frame import ARTIFACT, Anchor, Drawing, Fragment, Item, Shape
from reportgen.layout.piece import Block
from reportgen.model.content import Chart, ImageBlock, Language, Pair
from reportgen.model.markup import Text, plain_text
from reportgen.records import dataclass, replace
from reportgen.text.runs import GlyphRun

_RULE = 0.6
_GAP = 5.0
FIGURE_WORDS: dict[Language, str] = {"en": "Figure {}", "zh": "图{}"}
SOURCE_WORDS: dict[Language, str] = {"en": "Source: ", "zh": "资料来源："}


@dataclass(frozen=True, slots=True)
class FigureNodes:
    """A figure in the structure: for each language a caption, the figure with its description, and what stands below.

    A figure's description stands in for all that the figure holds, so the caption is its neighbour and not its part,
    and each language has a description of its own, in its own voice.
    """

    groups: dict[Language, int]
    captions: dict[Language, int]
    figures: dict[Language, int]

    @property
    def first(self) -> int:
        return next(iter(self.figures.values()))

    @property
    def last(self) -> int:
        return next(reversed(self.figures.values()))


def figure_nodes(composer: Composer, parent: int, name: str, alt: Pair) -> FigureNodes:
    """The elements of the figure `name`, in reading order."""
    tree = composer.tree
    whole = tree.add("Div", parent, name=name)
    nodes = FigureNodes({}, {}, {})
    for language in composer.edition.languages:
        nodes.groups[language] = group = tree.add("Div", whole, language)
        nodes.captions[language] = tree.add("Caption", group, language)
        nodes.figures[language] = tree.add("Figure", group, language, alt.side(language).plain, name)
    return nodes


def drawings(artwork: Artwork, x: float, y: float, figures: Mapping[Language, int]) -> list[Item]:
    """The artwork in painting order, each label in the figure of its language.

    A drawing whose labels are all in one language gives its last part to the other, whose figure would be empty.
    """
    first = next(iter(figures.values()))
    parts: list[tuple[int, list[Path | GlyphRun | Raster]]] = [(first, [])]
    for item in artwork.items:
        owner = figures.get(item.language, first) if isinstance(item, GlyphRun) else parts[-1][0]
        if owner != parts[-1][0]:
            parts.append((owner, []))
        parts[-1][1].append(item)
    for missing in set(figures.values()) - {owner for owner, items in parts if items}:
        owner, items = max(parts, key=lambda part: len(part[1]))
        if len(items) > 1:
            split = parts.index((owner, items))
            parts[split : split + 1] = [(owner, items[:-1]), (missing, items[-1:])]
    return [Drawing(replace(artwork, items=tuple(items)), x, y, owner) for owner, items in parts if items]


def chart_block(composer: Composer, chart: Chart, artwork: Artwork, parent: int) -> Block:
    """The chart over the whole width of the type area."""
    fragment = Fragment()
    nodes = figure_nodes(composer, parent, chart.id, chart.alt)
    fragment.items.append(Anchor(f"figure-{chart.id}", 0.0))
    fragment.items.append(Shape(line((0, 0.3), (composer.edition.width, 0.3), Stroke(composer.theme.ink, _RULE))))
    y = caption_above(composer, fragment, (chart.id, chart.title, chart.unit), nodes)
    fragment.items.extend(drawings(artwork, 0.0, y + _GAP, nodes.figures))
    y += artwork.height + 2 * _GAP
    lines = [text for text in (chart.note, _credit(chart)) if text is not None]
    y = caption_below(composer, fragment, lines, y, nodes.groups)
    grid = composer.edition.body
    return Block(fragment, grid.rows(y), before=1, floats=True, at=chart.at)


def image_block(composer: Composer, image: ImageBlock, artwork: Artwork, parent: int) -> Block:
    """An image with its caption; where it is narrower than the type area, it stands at its left edge."""
    fragment = Fragment()
    nodes = figure_nodes(composer, parent, image.id, image.alt)
    fragment.items.append(Anchor(f"figure-{image.id}", 0.0))
    # The picture is in the first language's figure; the rule keeps the other's from being empty, which no reader speaks.
    owner = nodes.last if nodes.last != nodes.first else ARTIFACT
    fragment.items.append(Shape(line((0, 0.3), (composer.edition.width, 0.3), Stroke(composer.theme.ink, _RULE)), owner))
    y = caption_above(composer, fragment, (image.id, image.title, None), nodes)
    fragment.items.append(Drawing(artwork, 0.0, y + _GAP, nodes.first))
    y += artwork.height + 2 * _GAP
    if image.source is not None:
        y = caption_below(composer, fragment, [_credited(image.source)], y, nodes.groups)
    return Block(fragment, composer.edition.body.rows(y), before=1, floats=True, at=image.at)


def caption_above(composer: Composer, fragment: Fragment, caption: tuple[str, Pair, Pair | None], nodes: FigureNodes) -> float:
    """Number, message and unit in each language; returns the y below the taller of them."""
    name, title, unit = caption
    styles = composer.styles
    bottom = 0.0
    for column in composer.edition.columns:
        language = column.language
        owner = composer.tree.add("P", nodes.captions[language], language)
        x, width = (column.x, column.width) if composer.edition.side is None else (0.0, composer.edition.width)
        number = plain_text(FIGURE_WORDS[language].format(composer.numbering.label(name)) + "\u2002")
        head = Text((*number.spans, *title.side(language).spans), title.side(language).at)
        y = composer.put(fragment, head, styles.caption_title, language, Place(x, 3.0, width, owner))
        if unit is not None:
            owner = composer.tree.add("P", nodes.captions[language], language)
            y = composer.put(fragment, unit.side(language), styles.caption, language, Place(x, y, width, owner))
        bottom = max(bottom, y)
    return bottom


def caption_below(
    composer: Composer, fragment: Fragment, lines: list[Pair], y: float, parents: Mapping[Language, int]
) -> float:  # fmt: skip
    """Small lines under a figure or table, level in each language; returns the y below them."""
    for pair in lines:
        bottom = y
        for column in composer.edition.columns:
            owner = composer.tree.add("P", parents[column.language], column.language)
            x, width = (column.x, column.width) if composer.edition.side is None else (0.0, composer.edition.width)
            place = Place(x, y, width, owner)
            bottom = max(bottom, composer.put(fragment, pair.side(column.language), composer.styles.caption, column.language, place))
        y = bottom
    return y


def _credit(chart: Chart) -> Pair:
    """The source line, with the date of the data where the chart gives one."""
    return _credited(chart.source, chart.as_of)


def _credited(given: Pair, as_of: Pair | None = None) -> Pair:
    sides = {}
    for language in ("en", "zh"):
        source = given.side(language)
        words = plain_text(SOURCE_WORDS[language])
        spans = [*words.spans, *source.spans]
        if as_of is not None:
            spans += [*plain_text(". " if language == "en" else "。").spans, *as_of.side(language).spans]
        sides[language] = Text(tuple(spans), source.at)
    return Pair(sides["en"], sides["zh"])

