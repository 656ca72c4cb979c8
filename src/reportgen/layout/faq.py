"""The FAQ appendix: numbered questions in both languages, then their answers as blocks."""

from __future__ import annotations

from reportgen.artwork import Stroke, line
from reportgen.layout.blocks import BlockSetter
from reportgen.layout.composer import Place
from reportgen.layout.frame import Anchor, Fragment, Shape
from reportgen.layout.piece import Block, Piece
from reportgen.model.content import Question
from reportgen.records import replace

_HANG = 24.0
_RULE = 0.5


def question_pieces(setter: BlockSetter, question: Question, parent: int) -> list[Piece]:
    """The question and its answer, the question kept with the first lines of the answer."""
    composer = setter.composer
    node = composer.tree.add("Sect", parent, name=question.id)
    edition, theme = composer.edition, composer.theme
    fragment = Fragment()
    fragment.items.append(Anchor(question.id, 0.0))
    fragment.items.append(Shape(line((0, 0), (edition.width, 0), Stroke(theme.rule, _RULE))))
    style = composer.styles.heading
    number = str(composer.numbering.questions[question.id])
    bottom = 0.0
    for column in edition.columns:
        language = column.language
        owner = composer.tree.add_heading(node, language)
        label_owner = composer.tree.add("Lbl", owner, language)
        label = composer.words(number, replace(style, colour=theme.accent), language)
        hang = _HANG if edition.side is None else 0.0
        left = column.x if edition.side is None else edition.side.x
        fragment.items.extend(composer.items(label, left, 6.0 + composer.baseline_in(style), label_owner))
        composer.part(fragment.items)
        place = Place(column.x + hang, 6.0, column.width - hang, owner)
        bottom = max(bottom, composer.put(fragment, question.question.side(language), style, language, place))
    head = Block(fragment, edition.body.rows(bottom), before=2, keep=True, at=question.question.en.at)
    return [head, *setter.pieces(question.answer, node)]
