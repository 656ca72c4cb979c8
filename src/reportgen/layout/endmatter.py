"""Notes, glossary and imprint: small type on a tighter grid, everything in pairs."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.layout.blocks import BlockSetter, Rows
from reportgen.layout.composer import BACK_WORDS, HEADING, Composer
from reportgen.layout.frame import Anchor, Item, Link
from reportgen.layout.piece import Piece, TextPiece
from reportgen.layout.styles import TextStyle
from reportgen.model.content import Imprint, Language, Note, Notes, Pair, Term, TermGroup
from reportgen.model.markup import Span, Text, plain_text
from reportgen.model.settings import FontFile
from reportgen.records import replace

_HANG = 17.0
_TERMS_IN_A_ROW = 2
_TERM_GUTTER = 14.0
_TERM_ENGLISH = 0.58
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
    nodes = {language: composer.tree.add_note(parent, language, f"note-{note.id}") for language in composer.edition.languages}
    styles = composer.styles
    if composer.edition.side is not None:
        return _note_aside(composer, note, nodes[composer.edition.languages[0]])
    parts: list[tuple[Pair, TextStyle]] = [(note.title, styles.small_strong)]
    parts += [(pair, styles.small) for pair in note.body]
    if note.source is not None:
        parts.append((_labelled(note.source), styles.small.coloured(composer.theme.grey)))
    return [_hanging(composer, part, nodes, note if number == 0 else None) for number, part in enumerate(parts)]


def _note_aside(composer: Composer, note: Note, node: int) -> list[Piece]:
    """In a one-language edition a note's number and title stand in the side column."""
    side, column, styles = composer.edition.side, composer.edition.columns[0], composer.styles
    assert side is not None
    label_owner = composer.tree.add("Lbl", node, column.language)
    owner = composer.tree.add("P", node, column.language)
    style = styles.small_strong
    titles = composer.lines(note.title.side(column.language), style, column.language, side.width - _HANG)
    rows = list(composer.rows(titles, side.x + _HANG, style.pitch, owner))
    rows[:1] = [(*_number(composer, note, (side.x, column.language), label_owner), *(rows[0] if rows else ()))]
    parts: list[tuple[Pair, TextStyle]] = [(pair, styles.small) for pair in note.body]
    if note.source is not None:
        parts.append((_labelled(note.source), styles.small.coloured(composer.theme.grey)))
    pieces: list[Piece] = []
    for number, (pair, text_style) in enumerate(parts):
        piece = composer.pair_piece(pair, text_style, "P", node, before=0 if number else 1)
        pieces.append(replace(piece, columns=(tuple(rows), *piece.columns)) if number == 0 else piece)
    return pieces


def _labelled(source: Pair) -> Pair:
    sides = {}
    for language in ("en", "zh"):
        label = plain_text(SOURCES[language] + (": " if language == "en" else "："))
        text = source.side(language)
        sides[language] = Text((*label.spans, *text.spans), text.at)
    return Pair(sides["en"], sides["zh"])


def _hanging(composer: Composer, part: tuple[Pair, TextStyle], nodes: dict[Language, int], numbered: Note | None) -> TextPiece:
    """A pair indented by the room of the note numbers; with the number where `numbered` names the note."""
    pair, style = part
    columns = []
    for column in composer.edition.columns:
        language = column.language
        label_owner = composer.tree.add("Lbl", nodes[language], language)
        owner = composer.tree.add("P", nodes[language], language)
        lines = composer.lines(pair.side(language), style, language, column.width - _HANG)
        rows = list(composer.rows(lines, column.x + _HANG, style.pitch, owner))
        if numbered is not None and rows:
            rows[0] = (*_number(composer, numbered, (column.x, language), label_owner), *rows[0])
        columns.append(tuple(rows))
    return TextPiece(tuple(columns), style.pitch, 1 if numbered else 0, numbered is not None, pair.en.at)


def _number(composer: Composer, note: Note, at: tuple[float, Language], owner: int) -> list[Item]:
    x, language = at
    style = composer.styles.small_strong.coloured(composer.theme.accent)
    count = composer.numbering.notes[note.id]
    number = composer.words(str(count), style, language)
    link = composer.tree.add("Link", composer.tree.add("Reference", owner, language), language)
    items = composer.items(number, x, style.pitch * 0.74, link)
    words = BACK_WORDS[language].format(count)
    items.append(Link(x, 0.0, max(number.width, 8.0), style.pitch, f"#ref-{note.id}", link, words))
    if language == composer.edition.languages[0]:
        items.append(Anchor(f"note-{note.id}", 0.0))
    return items


def glossary_pieces(composer: Composer, groups: Sequence[TermGroup], parent: int) -> list[Piece]:
    """The terms in pairs: the term strong, what it means after it."""
    pieces: list[Piece] = []
    style = composer.styles.small
    for group in groups:
        heading = replace(composer.styles.subheading, pitch=style.pitch)
        pieces.append(composer.pair_piece(group.title, heading, HEADING, parent, keep=True))
        terms = composer.tree.add_with("L", parent, None, ListNumbering="None")
        per_row = _TERMS_IN_A_ROW if composer.edition.side is None else 1
        for first in range(0, len(group.terms), per_row):
            row = group.terms[first : first + per_row]
            columns = tuple(column for k, term in enumerate(row) for column in _term_columns(composer, term, k, terms))
            keep = first == 0 and len(group.terms) > per_row
            pieces.append(TextPiece(columns, style.pitch, 0, keep, row[0].en.at))
    return pieces


def _term_columns(composer: Composer, term: Term, place: int, terms: int) -> tuple[Rows, ...]:
    """The term in both languages, `place` counting the terms of a row; its meaning stands under it."""
    edition, style = composer.edition, replace(composer.styles.small, mode="ragged")
    pair = Pair(term.en, term.zh)
    body = composer.tree.add("LBody", composer.tree.add("LI", terms))
    if edition.side is not None:
        column = edition.columns[0]
        own = column.language
        other: Language = "zh" if own == "en" else "en"
        owner, text_owner = composer.tree.add("P", body, own), composer.tree.add("P", body, own)
        head = composer.lines(_term(pair.side(own)), style, own, edition.side.width)
        words = Text((*pair.side(other).spans, *_meaning(term.note, own)), term.en.at)
        text = composer.lines(words, style, own, column.width)
        return (composer.rows(head, edition.side.x, style.pitch, owner), composer.rows(text, column.x, style.pitch, text_owner))
    half = (edition.width - _TERM_GUTTER) / _TERMS_IN_A_ROW
    english = (half - _TERM_GUTTER / 2) * _TERM_ENGLISH
    left = place * (half + _TERM_GUTTER)
    columns = []
    right = english + _TERM_GUTTER / 2
    places: tuple[tuple[Language, float, float], ...] = (("en", left, english), ("zh", left + right, half - right))
    for language, x, width in places:
        owner, note_owner = composer.tree.add("P", body, language), composer.tree.add("P", body, language)
        words = _term(pair.side(language)) if language == "en" else pair.side(language)
        rows = composer.rows(composer.lines(words, style, language, width), x, style.pitch, owner)
        if term.note is not None:
            grey = style.coloured(composer.theme.grey)
            rows += composer.rows(composer.lines(term.note.side(language), grey, language, width), x, style.pitch, note_owner)
        columns.append(rows)
    return tuple(columns)


def _term(term: Text) -> Text:
    return Text(tuple(replace(span, emphasis=True) for span in term.spans), term.at)


def _meaning(note: Pair | None, language: Language) -> tuple[Span, ...]:
    """What a term means, after a fixed space."""
    if note is None:
        return ()
    return (*plain_text("\u2002" if language == "en" else "\u3000").spans, *note.side(language).spans)


def font_pieces(composer: Composer, section: Imprint, fonts: Sequence[FontFile], parent: int) -> list[Piece]:
    """The fonts with their versions and licences, as fonts/fonts.yaml gives them."""
    if section.fonts is None:
        return []
    style = composer.styles.small
    heading = replace(composer.styles.subheading, pitch=style.pitch)
    pieces: list[Piece] = [composer.pair_piece(section.fonts, heading, HEADING, parent, keep=True)]
    for font in fonts:
        words = f"{font.family} {font.version}, {font.licence}. {font.copyright}. {font.origin}."
        text = plain_text(words, font.at)
        pieces.append(composer.pair_piece(Pair(text, text), replace(style, mode="ragged"), "P", parent, before=0))
    return pieces

