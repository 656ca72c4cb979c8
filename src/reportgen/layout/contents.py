"""The table of contents: sections and their parts in both languages, with page numbers that are links."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.artwork import Stroke, line
from reportgen.layout.composer import Composer, Place
from reportgen.layout.frame import Fragment, Link, Shape
from reportgen.layout.piece import Block, Piece
from reportgen.model.content import AnySection, Contents, Cover, Faq, Features, Language, Pair
from reportgen.records import dataclass

_PAGE_ROOM = 24.0
_INDENT = 12.0
_RULE_RISE = 5.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its title, the anchor it leads to, and its depth."""

    title: Pair
    anchor: str
    level: int


def entries_of(sections: tuple[AnySection, ...]) -> list[Entry]:
    """Every section but the cover and the contents, with its features or questions."""
    entries = []
    for section in sections:
        if isinstance(section, Cover | Contents):
            continue
        entries.append(Entry(section.title, section.id, 0))
        if isinstance(section, Features):
            entries.extend(Entry(item.title, item.id, 1) for item in section.items)
        elif isinstance(section, Faq):
            entries.extend(Entry(question.question, question.id, 1) for question in section.questions)
    return entries


def contents_pieces(composer: Composer, entries: list[Entry], pages: Mapping[str, int], parent: int) -> list[Piece]:
    """A piece for each entry; a section's title stays with its first part."""
    pieces: list[Piece] = []
    tree, languages = composer.tree, composer.edition.languages
    tables = {language: [tree.add("TOC", parent, language)] for language in languages}
    for number, entry in enumerate(entries):
        following = entries[number + 1].level if number + 1 < len(entries) else 0
        nodes = {}
        for language in languages:
            open_tables = tables[language]
            del open_tables[entry.level + 1 :]
            nodes[language] = tree.add("TOCI", open_tables[-1], language)
            open_tables.append(tree.add("TOC", open_tables[-1], language))
        pieces.append(_entry(composer, entry, pages.get(entry.anchor, 0), nodes, keep=entry.level < following))
    return pieces


def _entry(composer: Composer, entry: Entry, page: int, nodes: Mapping[Language, int], *, keep: bool) -> Block:
    fragment = Fragment()
    theme, styles = composer.theme, composer.styles
    section = entry.level == 0
    style = styles.cell_strong.sized(theme.body_size) if section else styles.cell
    indent = 0.0 if section else _INDENT
    if section:
        fragment.items.append(Shape(line((0, -_RULE_RISE), (composer.edition.width, -_RULE_RISE), Stroke(theme.rule, 0.4))))
    bottom = 0.0
    for column in composer.edition.columns:
        language = column.language
        left, width = (column.x, column.width) if composer.edition.side is None else (0.0, composer.edition.width)
        owner = composer.tree.add("Link", composer.tree.add("Reference", nodes[language], language), language)
        place = Place(left + indent, 0.0, width - indent - _PAGE_ROOM, owner)
        y = composer.put(fragment, entry.title.side(language), style, language, place)
        composer.part(fragment.items)
        number = composer.words(str(page), style, language)
        title = entry.title.side(language).plain
        baseline = composer.baseline_in(style)
        fragment.items.extend(composer.items(number, left + width - number.width, baseline, owner))
        fragment.items.append(Link(left, 0.0, width, y, f"#{entry.anchor}", owner, title))
        bottom = max(bottom, y)
    return Block(fragment, composer.edition.small.rows(bottom), before=2 if section else 0, keep=keep, at=entry.title.en.at)
