"""Charts with their captions: number and message above, unit with them, caution and source below."""

from __future__ import annotations

from reportgen.artwork import Artwork, Stroke, line
from reportgen.layout.composer import Composer, Place
from reportgen.layout.frame import Anchor, Drawing, Fragment, Shape
from reportgen.layout.piece import Block
from reportgen.model.content import Chart, Language, Pair
from reportgen.model.markup import Text, plain_text

_RULE = 0.6
_GAP = 5.0
FIGURE_WORDS: dict[Language, str] = {"en": "Figure {}", "zh": "图{}"}
SOURCE_WORDS: dict[Language, str] = {"en": "Source: ", "zh": "资料来源："}


def chart_block(composer: Composer, chart: Chart, artwork: Artwork, parent: int) -> Block:
    """The chart over the whole width of the type area."""
    fragment = Fragment()
    owner = composer.tree.add("Figure", parent, alt=chart.alt.en.plain, name=chart.id)
    fragment.items.append(Anchor(f"figure-{chart.id}", 0.0))
    fragment.items.append(Shape(line((0, 0.3), (composer.edition.width, 0.3), Stroke(composer.theme.ink, _RULE))))
    y = caption_above(composer, fragment, (chart.id, chart.title, chart.unit), parent)
    fragment.items.append(Drawing(artwork, 0.0, y + _GAP, owner))
    y += artwork.height + 2 * _GAP
    lines = [text for text in (chart.note, _credit(chart)) if text is not None]
    y = caption_below(composer, fragment, lines, y, parent)
    grid = composer.edition.body
    return Block(fragment, grid.rows(y), before=1, floats=True, at=chart.at)


def caption_above(composer: Composer, fragment: Fragment, caption: tuple[str, Pair, Pair | None], parent: int) -> float:
    """Number, message and unit in each language; returns the y below the taller of them."""
    name, title, unit = caption
    styles = composer.styles
    bottom = 0.0
    for column in composer.edition.columns:
        language = column.language
        owner = composer.tree.add("Caption", parent, language)
        x, width = (column.x, column.width) if composer.edition.side is None else (0.0, composer.edition.width)
        number = plain_text(FIGURE_WORDS[language].format(composer.numbering.label(name)) + "\u2002")
        head = Text((*number.spans, *title.side(language).spans), title.side(language).at)
        y = composer.put(fragment, head, styles.caption_title, language, Place(x, 3.0, width, owner))
        if unit is not None:
            y = composer.put(fragment, unit.side(language), styles.caption, language, Place(x, y, width, owner))
        bottom = max(bottom, y)
    return bottom


def caption_below(composer: Composer, fragment: Fragment, lines: list[Pair], y: float, parent: int) -> float:
    """Small lines under a figure or table, level in each language; returns the y below them."""
    for pair in lines:
        bottom = y
        for column in composer.edition.columns:
            owner = composer.tree.add("P", parent, column.language)
            x, width = (column.x, column.width) if composer.edition.side is None else (0.0, composer.edition.width)
            place = Place(x, y, width, owner)
            bottom = max(bottom, composer.put(fragment, pair.side(column.language), composer.styles.caption, column.language, place))
        y = bottom
    return y


def _credit(chart: Chart) -> Pair:
    """The source line, with the date of the data where the chart gives one."""
    sides = {}
    for language in ("en", "zh"):
        source = chart.source.side(language)
        words = plain_text(SOURCE_WORDS[language])
        spans = [*words.spans, *source.spans]
        if chart.as_of is not None:
            spans += [*plain_text(". " if language == "en" else "。").spans, *chart.as_of.side(language).spans]
        sides[language] = Text(tuple(spans), source.at)
    return Pair(sides["en"], sides["zh"])

