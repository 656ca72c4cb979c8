"""Metric cards, two in a row: the big figure, what it is, what it measures, the change, sub-figures and the source.

Inside a card English stands left of Chinese, and each part begins at the same height in both.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.artwork import Stroke, line, rectangle
from reportgen.layout.composer import Composer, Place
from reportgen.layout.frame import Anchor, Fragment, Item, Shape
from reportgen.layout.piece import Block
from reportgen.layout.styles import TextStyle
from reportgen.model.content import Card, Language, Pair
from reportgen.records import dataclass, replace
from reportgen.theme import Colour

_GAP = 12.0
_PAD = 9.0
_INNER_GUTTER = 10.0
_BAR = 3.0
_LEAST_FIGURE = 14.0
_RULE = 0.4


@dataclass(frozen=True, slots=True)
class _Part:
    """A text column inside a card."""

    language: Language
    x: float
    width: float


class _CardSetter:
    """Sets one card; `y` is the height that is filled."""

    def __init__(self, composer: Composer, card: Card, width: float, node: int) -> None:
        self.composer, self.card, self.width, self.node = composer, card, width, node
        self.fragment = Fragment()
        theme = composer.theme
        self.colour: Colour = theme.layer(card.layer) if card.layer else theme.accent
        inner = width - 2 * _PAD
        languages = composer.edition.languages
        part = (inner - _INNER_GUTTER * (len(languages) - 1)) / len(languages)
        self.parts = [_Part(lang, _PAD + k * (part + _INNER_GUTTER), part) for k, lang in enumerate(languages)]
        self.y = _BAR + _PAD
        self.lists: dict[Language, int] = {}

    def set(self) -> Fragment:
        card, styles = self.card, self.composer.styles
        self.fragment.items.append(Anchor(card.id, 0.0))
        self._value()
        self._level(card.label, styles.small_strong, 2.0)
        self._level(card.measures, styles.dense, 3.0)
        if card.change is not None:
            self._level(card.change, styles.dense_strong.coloured(self.colour), 4.0)
        for detail in card.details:
            self._detail(detail.label, detail.value)
        if card.source is not None:
            self._level(card.source, styles.caption, 6.0)
        self.fragment.height = self.y + _PAD
        return self.fragment

    def _value(self) -> None:
        """The big figure in both languages, in the largest size at which both fit."""
        style = replace(self.composer.styles.figure, colour=self.colour, size=self.composer.theme.body_size * 2.6)
        while style.size > _LEAST_FIGURE and any(self._width(style, part) > part.width for part in self.parts):
            style = style.sized(style.size - 0.5)
        baseline = self.y + style.size * 0.86
        bottom = self.y + style.size * 1.3
        for part in self.parts:
            text = self.card.value.side(part.language)
            owner = self.composer.tree.add("P", self.node, part.language)
            if self._width(style, part) > part.width:
                bottom = max(bottom, self.composer.put(self.fragment, text, replace(style, pitch=style.size * 1.3), part.language, Place(part.x, self.y, part.width, owner)))
                continue
            self.fragment.items.extend(self.composer.items(self.composer.line(text, style, part.language), part.x, baseline, owner))
        self.y = bottom

    def _width(self, style: TextStyle, part: _Part) -> float:
        return self.composer.line(self.card.value.side(part.language), style, part.language).width

    def _level(self, pair: Pair, style: TextStyle, gap: float) -> None:
        """A text in each language from the same height."""
        top = self.y + gap
        bottom = top
        for part in self.parts:
            owner = self.composer.tree.add("P", self.node, part.language)
            place = Place(part.x, top, part.width, owner)
            bottom = max(bottom, self.composer.put(self.fragment, pair.side(part.language), style, part.language, place))
        self.y = bottom

    def _detail(self, label: Pair, value: Pair) -> None:
        """A sub-figure: its label at the left and its value at the right, or under it where they do not fit."""
        styles = self.composer.styles
        top = self.y + 4.0
        bottom = top
        for part in self.parts:
            language = part.language
            owner, value_owner = self._detail_nodes(language)
            stroke = Stroke(self.composer.theme.rule, _RULE)
            self.fragment.items.append(Shape(line((part.x, top), (part.x + part.width, top), stroke)))
            figure = self.composer.line(value.side(language), styles.dense_strong, language)
            beside = figure.width <= part.width * 0.5
            room = part.width - figure.width - 6.0 if beside else part.width
            y = self.composer.put(self.fragment, label.side(language), styles.dense, language, Place(part.x, top + 2.0, room, owner))
            if beside:
                baseline = y - styles.dense.pitch + self.composer.baseline_in(styles.dense)
                x = part.x + part.width - figure.width
                self.fragment.items.extend(self.composer.items(figure, x, baseline, value_owner))
            else:
                y = self.composer.put(self.fragment, value.side(language), styles.dense_strong, language, Place(part.x, y, part.width, value_owner))
            bottom = max(bottom, y)
        self.y = bottom

    def _detail_nodes(self, language: Language) -> tuple[int, int]:
        """A list of sub-figures for each language: the label names what the body gives."""
        tree = self.composer.tree
        if language not in self.lists:
            self.lists[language] = tree.add_with("L", self.node, language, ListNumbering="None")
        item = tree.add("LI", self.lists[language], language)
        body = tree.add("LBody", item, language)
        return tree.add("P", body, language), tree.add("P", body, language)


def card_blocks(composer: Composer, cards: Sequence[Card], parent: int) -> list[Block]:
    """The cards, two in a row; cards of a row are equally tall."""
    width = (composer.edition.width - _GAP) / 2
    grid = composer.edition.body
    blocks = []
    for first in range(0, len(cards), 2):
        row = cards[first : first + 2]
        fragments = [_CardSetter(composer, card, width, composer.tree.add("Sect", parent, name=card.id)).set() for card in row]
        height = max(fragment.height for fragment in fragments)
        whole = Fragment(height)
        for k, (card, fragment) in enumerate(zip(row, fragments, strict=True)):
            whole.items.extend(_ground(composer, card, k * (width + _GAP), (width, height)))
            whole.add(fragment, k * (width + _GAP), 0.0)
        blocks.append(Block(whole, grid.rows(height), before=1, at=row[0].value.en.at))
    return blocks


def _ground(composer: Composer, card: Card, x: float, size: tuple[float, float]) -> list[Item]:
    theme = composer.theme
    colour = theme.layer(card.layer) if card.layer else theme.accent
    return [
        Shape(rectangle(x, 0, size[0], size[1], theme.wash)),
        Shape(rectangle(x, 0, size[0], _BAR, colour)),
    ]
