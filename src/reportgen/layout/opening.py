"""The opening of a section: a rule and the title in both languages, in the same size and at the same height."""

from __future__ import annotations

from reportgen.artwork import rectangle
from reportgen.layout.composer import Composer, Place
from reportgen.layout.frame import Anchor, Fragment, Shape
from reportgen.layout.piece import Block
from reportgen.model.content import Pair

_BAR_HEIGHT = 3.0
_BAR_WIDTH = 42.0
_HAIRLINE = 0.6


def opening(composer: Composer, name: str, title: Pair, parent: int, pitch: float) -> Block:
    """The title block of the section `name`, kept with what follows."""
    theme, edition = composer.theme, composer.edition
    fragment = Fragment()
    fragment.items.append(Anchor(name, 0.0))
    bottom = 0.0
    for column in edition.columns:
        x, width = (column.x, column.width) if edition.side is None else (0.0, edition.width)
        owner = composer.tree.add_heading(parent, column.language)
        fragment.items.append(Shape(rectangle(x, 0, _BAR_WIDTH, _BAR_HEIGHT, theme.accent)))
        fragment.items.append(Shape(rectangle(x, 0, width, _HAIRLINE, theme.ink)))
        place = Place(x, _BAR_HEIGHT + 4.0, width, owner)
        bottom = max(bottom, composer.put(fragment, title.side(column.language), composer.styles.title, column.language, place))
    rows = int(-(-(bottom - 0.01) // pitch))
    return Block(fragment, rows, before=2, keep=True, at=title.en.at)
