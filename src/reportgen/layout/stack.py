"""The stack diagram: layers from upstream to downstream, boxes of a layer aligned, arrows between layers.

One picture on one page. Every box holds both languages; its parts begin level across the layer.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.artwork import Path, rectangle
from reportgen.layout.composer import Composer, Place
from reportgen.layout.figures import FIGURE_WORDS, FigureNodes, figure_nodes
from reportgen.layout.frame import Anchor, Fragment, Shape
from reportgen.layout.piece import Block
from reportgen.layout.styles import TextStyle
from reportgen.model.content import Box, Language, Pair, Stack, StackLayer
from reportgen.model.markup import Text, plain_text
from reportgen.records import dataclass, replace
from reportgen.theme import Colour

_GUTTER = 5.0
_PAD = 4.0
_LABEL_GAP = 5.0
_STRIP = 12.5
_KEY = 44.0
"""The end of a strip that is hatched where there are no hues; no name reaches it."""
_ARROW = 7.5
_ARROWS = 4
_OPENNESS = ((9.0, 2.4), (9.0, 1.6), (9.0, 0.8), (9.0, 0.0), (8.8, 0.0), (8.6, 0.0), (8.4, 0.0), (8.2, 0.0), (8.0, 0.0))
"""Distance of the lines, and the space between the two languages of a box: the first pair that fits the page is taken."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One kind of line in every box of a layer: which text, in which language and style."""

    part: str
    language: Language
    style: TextStyle


def stack_block(composer: Composer, section: Stack, parent: int) -> Block:
    """The diagram with its caption, set as openly as one page allows."""
    grid = composer.edition.body
    fragment = Fragment()
    before = composer.checkpoint()
    for openness in _OPENNESS:
        composer.rewind(before)
        fragment = _diagram(composer, section, parent, openness)
        if grid.rows(fragment.height) <= grid.count:
            break
    return Block(fragment, grid.rows(fragment.height), before=1, floats=True, at=section.title.en.at)


def _diagram(composer: Composer, section: Stack, parent: int, openness: tuple[float, float]) -> Fragment:
    whole = Fragment()
    nodes = figure_nodes(composer, parent, section.id, section.alt)
    layers = composer.tree.add_with("L", parent, None, ListNumbering="None")
    whole.items.append(Anchor(f"figure-{section.id}", 0.0))
    y = _caption(composer, whole, section, nodes)
    for number, layer in enumerate(section.layers):
        if number:
            _arrows(composer, whole, y, nodes.last)
            y += _ARROW
        y = _layer(composer, whole, layer, (y, layers, nodes), openness)
    whole.height = y
    return whole


def _caption(composer: Composer, whole: Fragment, section: Stack, nodes: FigureNodes) -> float:
    bottom = 0.0
    style = composer.styles.caption_title
    for column in composer.edition.columns:
        owner = nodes.captions[column.language]
        words = FIGURE_WORDS[column.language].format(composer.numbering.label(section.id)) + "\u2002"
        title = section.caption.side(column.language)
        x, width = (column.x, column.width) if composer.edition.side is None else (0.0, composer.edition.width)
        text = Text((*plain_text(words).spans, *title.spans), title.at)
        bottom = max(bottom, composer.put(whole, text, style, column.language, Place(x, 0.0, width, owner)))
    return bottom + 4.0


def _arrows(composer: Composer, whole: Fragment, y: float, owner: int) -> None:
    """Four arrows pointing down, from one layer to the next."""
    step = composer.edition.width / _ARROWS
    for k in range(_ARROWS):
        x = step * (k + 0.5)
        points = ((x - 4.0, y + 1.8), (x + 4.0, y + 1.8), (x, y + _ARROW - 1.0))
        commands = (("M", points[0]), ("L", points[1]), ("L", points[2]), ("Z", ()))
        whole.items.append(Shape(Path(commands, composer.theme.grey), owner))


def _layer(composer: Composer, whole: Fragment, layer: StackLayer, at: tuple[float, int, FigureNodes], openness: tuple[float, float]) -> float:
    """The strip with the layer's name, and its boxes; returns the y below them."""
    y, layers, nodes = at
    theme = composer.theme
    colour = theme.layer(layer.layer)
    width = composer.edition.width
    node = composer.tree.add("LBody", composer.tree.add("LI", layers))
    whole.items.append(Shape(rectangle(0, y, width - _KEY, _STRIP, colour), nodes.first))
    whole.items.append(Shape(replace(rectangle(width - _KEY, y, _KEY, _STRIP, colour), keyed=True), nodes.first))
    _names(composer, whole, layer.name, (y, node))
    top = y + _STRIP + 2.0
    count = len(layer.boxes)
    box_width = (width - _GUTTER * (count - 1)) / count
    lefts = [k * (box_width + _GUTTER) for k in range(count)]
    mark = len(whole.items)
    bottom = _boxes(composer, whole, layer.boxes, (top, node), (lefts, box_width, colour), openness)
    grounds = []
    for left in lefts:
        grounds.append(Shape(rectangle(left, top, box_width, bottom - top, colour.tint(0.09)), nodes.first))
        grounds.append(Shape(rectangle(left, top, 1.4, bottom - top, colour), nodes.last))
    whole.items[mark:mark] = grounds
    return bottom


def _names(composer: Composer, whole: Fragment, name: Pair, at: tuple[float, int]) -> None:
    """The layer's name, white on its colour, in each language."""
    y, node = at
    style = replace(composer.styles.small_strong, colour=composer.theme.paper, size=8.4)
    for column in composer.edition.columns:
        owner = composer.tree.add("P", node, column.language)
        line = composer.line(name.side(column.language), style, column.language)
        x = column.x + 7.0 if composer.edition.side is None else 7.0
        whole.items.extend(composer.items(line, x, y + _STRIP * 0.72, owner))


def _boxes(
    composer: Composer, whole: Fragment, boxes: Sequence[Box], at: tuple[float, int],
    frame: tuple[list[float], float, Colour], openness: tuple[float, float],
) -> float:  # fmt: skip
    """The texts of a layer's boxes, part by part so that each part begins level; returns the y below."""
    y, node = at
    lefts, width, colour = frame
    pitch, air = openness
    boxes_node = composer.tree.add_with("L", node, None, ListNumbering="None")
    owners = [_box_nodes(composer, boxes_node) for _ in boxes]
    y += _PAD - 1.0
    y = _labels(composer, whole, (boxes, owners), y, (lefts, width, colour, pitch))
    for row in _rows(composer, pitch):
        bottom = y
        for box, left, owner in zip(boxes, lefts, owners, strict=True):
            pair: Pair | None = getattr(box, row.part)
            if pair is None or _said(pair, row.language, composer):
                continue
            place = Place(left + _PAD + 2.0, y, width - 2 * _PAD - 2.0, composer.tree.add("P", owner[row.language], row.language))
            bottom = max(bottom, composer.put(whole, pair.side(row.language), row.style, row.language, place))
        paired = row.language == "en" and len(composer.edition.languages) == 2
        y = bottom + (air if row.part == "text" else 0.0) if paired else bottom + 1.5 + air / 2
    return y + _PAD - 3.5


def _box_nodes(composer: Composer, boxes: int) -> dict[Language, int]:
    """A box in the list of its layer: a group for each language, so that one is read to its end before the other."""
    body = composer.tree.add("LBody", composer.tree.add("LI", boxes))
    return {language: composer.tree.add("Div", body, language) for language in composer.edition.languages}


def _labels(
    composer: Composer, whole: Fragment, boxes: tuple[Sequence[Box], list[dict[Language, int]]], y: float,
    frame: tuple[list[float], float, Colour, float],
) -> float:  # fmt: skip
    """The small line at the head of each box: both languages on one line where they fit."""
    lefts, width, colour, pitch = frame
    style = replace(composer.styles.dense, pitch=pitch, colour=colour, weight="medium")
    bottom = y
    for box, owner, left in zip(*boxes, lefts, strict=True):
        x, top = left + _PAD + 2.0, y
        room = width - 2 * _PAD - 2.0
        for language in composer.edition.languages:
            line = composer.line(box.label.side(language), style, language)
            if x > left + _PAD + 2.0 and x + line.width > left + _PAD + 2.0 + room:
                x, top = left + _PAD + 2.0, top + pitch
            node = composer.tree.add("P", owner[language], language)
            composer.put_lines(whole, (line,), style, Place(x, top, room, node))
            x += line.width + _LABEL_GAP
        bottom = max(bottom, top + pitch)
    return bottom + 1.0


def _said(pair: Pair, language: Language, composer: Composer) -> bool:
    """The Chinese side repeats the English one (a list of names), which stands right above it."""
    return language == "zh" and len(composer.edition.languages) == 2 and pair.en.plain == pair.zh.plain


def _rows(composer: Composer, pitch: float) -> list[_Row]:
    styles = composer.styles
    dense = replace(styles.dense, pitch=pitch)
    strong = replace(styles.dense_strong, pitch=pitch)
    looks = {
        "title": strong,
        "text": dense,
        "companies": replace(dense, colour=composer.theme.grey),
    }
    return [_Row(part, language, style) for part, style in looks.items() for language in composer.edition.languages]
