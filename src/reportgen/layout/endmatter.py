"""Notes, glossary and imprint: small type on a tighter grid, everything in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.layout.blocks import BlockSetter
from reportgen.layout.composer import Composer
from reportgen.layout.frame import Anchor, Item, Link
from reportgen.layout.piece import Piece, TextPiece
from reportgen.layout.styles import TextStyle
from reportgen.model.content import FontFile, Imprint, Language, Note, Notes, Pair, TermGroup
from reportgen.model.markup import Text, plain_text

_HANG = 17.0
SOURCES: dict[Language, str] = {"en": "Sources", "zh": "来源"}


def note_pieces(setter: BlockSetter, section: Notes, parent: int) -> list[Piece]:
    """The notes in the order of their numbers, each linked back to where it is first referred to."""
    composer = setter.composer
    numbers = composer.numbering.notes
    pieces: list[Piece] = []
    for note in sorted(section.notes, key=lambda note: numbers[note.id]):
        pieces.extend(_note(composer, note, parent))
    return pieces


def _note(composer: Composer, note: Note, parent: int) -> list[Piece]:
    node = composer.tree.add("Note", parent, name=f"note-{note.id}")
    styles = composer.styles
    parts: list[tuple[Pair, TextStyle]] = [(note.title, styles.small_strong)]
    parts += [(pair, styles.small) for pair in note.body]
    pieces: list[Piece] = []
    for number, (pair, style) in enumerate(parts):
        pieces.append(_hanging(composer, (pair, style), node, note if number == 0 else None))
    if note.source is not None:
        pieces.append(_hanging(composer, (_labelled(note.source), styles.small.coloured(composer.theme.grey)), node, None))
    return pieces


def _labelled(source: Pair) -> Pair:
    sides = {}
    for language in ("en", "zh"):
        label = plain_text(SOURCES[language] + (": " if language == "en" else "："))
        text = source.side(language)
        sides[language] = Text((*label.spans, *text.spans), text.at)
    return Pair(sides["en"], sides["zh"])


def _hanging(composer: Composer, part: tuple[Pair, TextStyle], node: int, numbered: Note | None) -> TextPiece:
    """A pair indented by the room of the note numbers; with the number where `numbered` names the note."""
    pair, style = part
    columns = []
    for column in composer.edition.columns:
        language = column.language
        owner = composer.tree.add("P", node, language)
        lines = composer.lines(pair.side(language), style, language, column.width - _HANG)
        rows = list(composer.rows(lines, column.x + _HANG, style.pitch, owner))
        if numbered is not None and rows:
            rows[0] = (*_number(composer, numbered, (column.x, language), owner), *rows[0])
        columns.append(tuple(rows))
    return TextPiece(tuple(columns), style.pitch, 1 if numbered else 0, numbered is not None, pair.en.at)


def _number(composer: Composer, note: Note, at: tuple[float, Language], owner: int) -> list[Item]:
    x, language = at
    style = composer.styles.small_strong.coloured(composer.theme.accent)
    number = composer.words(str(composer.numbering.notes[note.id]), style, language)
    items = composer.items(number, x, style.pitch * 0.74, owner)
    items.append(Link(x, 0.0, max(number.width, 8.0), style.pitch, f"#ref-{note.id}", owner))
    if language == composer.edition.languages[0]:
        items.append(Anchor(f"note-{note.id}", 0.0))
    return items


def glossary_pieces(composer: Composer, groups: Sequence[TermGroup], parent: int) -> list[Piece]:
    """The terms in pairs: the term strong, what it means after it."""
    pieces: list[Piece] = []
    style = composer.styles.small
    for group in groups:
        heading = replace(composer.styles.subheading, pitch=style.pitch)
        pieces.append(composer.pair_piece(group.title, heading, "H2", parent, keep=True))
        for number, term in enumerate(group.terms):
            columns = []
            for column in composer.edition.columns:
                language = column.language
                owner = composer.tree.add("P", parent, language)
                text = _term(term.en if language == "en" else term.zh, term.note, language)
                lines = composer.lines(text, replace(style, mode="ragged"), language, column.width)
                columns.append(composer.rows(lines, column.x, style.pitch, owner))
            pieces.append(TextPiece(tuple(columns), style.pitch, 0, number == 0 and len(group.terms) > 1, term.en.at))
    return pieces


def _term(term: Text, note: Pair | None, language: Language) -> Text:
    strong = tuple(replace(span, strong=True) for span in term.spans)
    if note is None:
        return Text(strong, term.at)
    gap = plain_text("\u2002" if language == "en" else "\u3000").spans
    return Text((*strong, *gap, *note.side(language).spans), term.at)


def font_pieces(composer: Composer, section: Imprint, fonts: Sequence[FontFile], parent: int) -> list[Piece]:
    """The fonts with their versions and licences, as fonts/fonts.yaml gives them."""
    if section.fonts is None:
        return []
    style = composer.styles.small
    heading = replace(composer.styles.subheading, pitch=style.pitch)
    pieces: list[Piece] = [composer.pair_piece(section.fonts, heading, "H2", parent, keep=True)]
    for font in fonts:
        words = f"{font.family} {font.version}, {font.licence}. {font.copyright}. {font.origin}."
        text = plain_text(words, font.at)
        pieces.append(composer.pair_piece(Pair(text, text), replace(style, mode="ragged"), "P", parent, before=0))
    return pieces

