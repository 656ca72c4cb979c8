"""Segments, forces and regions: a drawn icon or a code, a heading, one figure pulled out, paired paragraphs."""

from __future__ import annotations

from reportgen.artwork import Stroke, line, rectangle
from reportgen.layout.blocks import BlockSetter
from reportgen.layout.composer import Composer, Place
from reportgen.layout.edition import Column
from reportgen.layout.frame import Anchor, Fragment, Shape
from reportgen.layout.icons import icon
from reportgen.layout.piece import Block, Piece, TextPiece
from reportgen.model.content import Feature, Language
from reportgen.model.markup import Text, plain_text
from reportgen.records import replace

_ICON = 16.0
_RULE = 0.5
_LABEL_GAP = 8.0
_FIGURE_GAP = 2.0
_MOST_LABEL_LINES = 2
"""More lines beside a figure would rise into the heading above it."""
COMPANIES: dict[Language, str] = {"en": "Key companies", "zh": "代表企业"}


def feature_pieces(setter: BlockSetter, feature: Feature, parent: int) -> list[Piece]:
    """The pieces of one feature, its heading kept with its figure and first paragraph."""
    composer = setter.composer
    node = composer.tree.add("Sect", parent, name=feature.id)
    pieces: list[Piece] = [_head(composer, feature, node)]
    aside = [composer.tree.add("P", node, composer.edition.languages[0]) for _ in range(2)]
    body = setter.pieces(feature.body, node)
    if composer.edition.side is not None and feature.figure is not None:
        body = _with_figure_aside(composer, feature, body, aside)
    pieces += body
    if feature.companies is not None:
        pieces.append(_companies(composer, feature, node))
    return pieces


def _with_figure_aside(composer: Composer, feature: Feature, body: list[Piece], nodes: list[int]) -> list[Piece]:
    """In a one-language edition the pulled figure stands in the side column, beside the first paragraph."""
    side, first = composer.edition.side, body[0] if body else None
    if side is None or feature.figure is None or not isinstance(first, TextPiece):
        return body
    language = composer.edition.languages[0]
    owner, label_owner = nodes
    pitch = composer.edition.body.pitch
    style = composer.styles.figure
    value = composer.line(feature.figure.side(language), style, language)
    if value.width > side.width:
        style = style.sized(style.size * side.width / value.width)
        value = composer.line(feature.figure.side(language), style, language)
    rows = [(), tuple(composer.items(value, side.x, pitch * 0.5, owner))]
    if feature.figure_label is not None:
        lines = composer.lines(feature.figure_label.side(language), composer.styles.caption, language, side.width)
        rows += [tuple(composer.items(line, side.x, pitch * 0.4, label_owner)) for line in lines]
    return [replace(first, columns=(tuple(rows), *first.columns)), *body[1:]]


def _head(composer: Composer, feature: Feature, node: int) -> Block:
    edition, theme = composer.edition, composer.theme
    fragment = Fragment()
    fragment.items.append(Anchor(feature.id, 0.0))
    fragment.items.append(Shape(line((0, 0), (edition.width, 0), Stroke(theme.rule, _RULE))))
    headings = {language: composer.tree.add_heading(node, language) for language in edition.languages}
    marked = _mark(composer, fragment, feature, headings[edition.languages[0]])
    if edition.side is not None:
        bottom = _heading(composer, fragment, feature, edition.columns[0], (0.0, headings[edition.languages[0]]))
    else:
        bottom = 0.0
        for number, column in enumerate(edition.columns):
            indent = marked if number == 0 else 0.0
            bottom = max(bottom, _heading(composer, fragment, feature, column, (indent, headings[column.language])))
        if feature.figure is not None:
            bottom = max(_figure(composer, fragment, feature, column, (bottom + _FIGURE_GAP, node)) for column in edition.columns)
    return Block(fragment, edition.body.rows(bottom), before=2, keep=True, at=feature.title.en.at)


def _mark(composer: Composer, fragment: Fragment, feature: Feature, heading: int) -> float:
    """Draw the icon or code at the left; returns how far the heading beside it moves."""
    theme = composer.theme
    top = 6.0
    if feature.icon is not None:
        for path in icon(feature.icon, _ICON, theme.accent):
            fragment.items.append(Shape(path.moved(0.0, top)))
        return _ICON + 8.0
    if feature.code:
        style = composer.styles.dense_strong.coloured(theme.paper)
        label = composer.words(feature.code, style, "en")
        width = label.width + 8.0
        fragment.items.append(Shape(rectangle(0, top + 1.5, width, 13.0, theme.accent)))
        fragment.items.extend(composer.items(label, 4.0, top + 10.6, composer.tree.add("Lbl", heading, "en")))
        composer.part(fragment.items)
        return width + 8.0
    return 0.0


def _heading(composer: Composer, fragment: Fragment, feature: Feature, column: Column, at: tuple[float, int]) -> float:
    indent, owner = at
    place = Place(column.x + indent, 6.0, column.width - indent, owner)
    return composer.put(fragment, feature.title.side(column.language), composer.styles.heading, column.language, place)


def _figure(composer: Composer, fragment: Fragment, feature: Feature, column: Column, at: tuple[float, int]) -> float:
    """The pulled figure with its label on the same baseline, or under it where they do not fit side by side."""
    top, node = at
    assert feature.figure is not None
    styles, language = composer.styles, column.language
    owner, label_owner = composer.tree.add("P", node, language), composer.tree.add("P", node, language)
    value = composer.line(feature.figure.side(language), styles.figure, language)
    if value.width > column.width:
        return composer.put(fragment, feature.figure.side(language), styles.heading, language, Place(column.x, top, column.width, owner))
    baseline = top + styles.figure.pitch * 0.76
    fragment.items.extend(composer.items(value, column.x, baseline, owner))
    bottom = top + styles.figure.pitch
    if feature.figure_label is None:
        return bottom
    label = feature.figure_label.side(language)
    room = column.width - value.width - _LABEL_GAP
    lines = composer.lines(label, styles.caption, language, room) if room > 60 else ()
    if not lines or len(lines) > _MOST_LABEL_LINES:
        return composer.put(fragment, label, styles.caption, language, Place(column.x, bottom, column.width, label_owner))
    y = baseline - (len(lines) - 1) * styles.caption.pitch - composer.baseline_in(styles.caption)
    composer.put_lines(fragment, lines, styles.caption, Place(column.x + value.width + _LABEL_GAP, y, room, label_owner))
    return bottom


def _companies(composer: Composer, feature: Feature, node: int) -> TextPiece:
    """The key companies, run in after their label in small type on the rows of the text."""
    style = composer.styles.small
    pitch = composer.edition.body.pitch
    columns = []
    for column in composer.edition.columns:
        assert feature.companies is not None
        text: Text = feature.companies.side(column.language)
        owner = composer.tree.add("P", node, column.language)
        lines = composer.lines(text, style, column.language, column.width, plain_text(COMPANIES[column.language]))
        columns.append(composer.rows(lines, column.x, pitch, owner))
    return TextPiece(tuple(columns), pitch, 1, at=text.at)
