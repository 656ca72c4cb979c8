"""A report in, the pieces that any typesetter would be given out: what is said, in order, without how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.layout.numbering import Numbering, number_report
from reportgen.model.content import (
    Block,
    Card,
    Cards,
    Chart,
    ChartBlock,
    Cover,
    Faq,
    Features,
    Glossary,
    Imprint,
    ItemList,
    Note,
    Notes,
    Pair,
    Paragraph,
    Prose,
    Report,
    Stack,
    StackLayer,
    Subheading,
    Table,
    TableBlock,
    Takeaway,
    Term,
)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a page."""

    level: int
    pair: Pair
    id: str = ""
    figure: Pair | None = None
    figure_label: Pair | None = None


@dataclass(frozen=True)
class Words:
    """A paragraph in both languages, level with one another; `mark` stands before a list's item."""

    pair: Pair
    lead: Pair | None = None
    mark: str = ""
    set_off: bool = False


@dataclass(frozen=True)
class Figure:
    chart: Chart
    number: str


@dataclass(frozen=True)
class Tabular:
    table: Table
    number: str
    wide: bool


@dataclass(frozen=True)
class Diagram:
    layers: tuple[StackLayer, ...]
    caption: Pair | None


@dataclass(frozen=True)
class CardRow:
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class NoteText:
    number: str
    note: Note


@dataclass(frozen=True)
class Terms:
    title: Pair
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Title:
    cover: Cover


@dataclass(frozen=True)
class TableOfContents:
    title: Pair


Piece = Heading | Words | Figure | Tabular | Diagram | CardRow | NoteText | Terms | Title | TableOfContents


class Pieces:
    """The pieces of one report, with the numbers of its notes, figures and tables."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.numbering: Numbering = number_report(report)

    def __iter__(self) -> Iterator[Piece]:
        for section in self.report.sections:
            match section:
                case Cover():
                    yield Title(section)
                    continue
                case Cards() | Stack() | Features() | Faq() | Prose() | Notes() | Glossary() | Imprint():
                    yield Heading(1, section.title, section.id)
                case _:
                    yield TableOfContents(section.title)
                    continue
            yield from self._section(section)

    def _section(self, section: Cards | Stack | Features | Faq | Prose | Notes | Glossary | Imprint) -> Iterator[Piece]:
        if not isinstance(section, Prose | Imprint):
            yield from self._blocks(section.intro)
        match section:
            case Cards():
                yield from (CardRow(section.cards[k : k + 2]) for k in range(0, len(section.cards), 2))
            case Stack():
                yield Diagram(section.layers, section.caption)
            case Features():
                for item in section.items:
                    yield Heading(2, item.title, item.id, item.figure, item.figure_label)
                    if item.companies is not None:
                        yield Words(item.companies)
                    yield from self._blocks(item.body)
            case Faq():
                for number, question in enumerate(section.questions, 1):
                    yield Heading(2, question.question, question.id, None, None)
                    yield from self._blocks(question.answer)
                    del number
            case Notes():
                for note in section.notes:
                    yield NoteText(str(self.numbering.notes.get(note.id, 0)), note)
            case Glossary():
                yield from (Terms(group.title, group.terms) for group in section.groups)
            case _:
                pass
        if isinstance(section, Cards | Stack | Features | Prose | Imprint):
            yield from self._blocks(section.body)

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield Words(block.pair, block.lead)
                case ItemList(items, numbered):
                    yield from (Words(pair, None, f"{k}." if numbered else "–") for k, pair in enumerate(items, 1))
                case Subheading(pair):
                    yield Heading(3, pair)
                case ChartBlock(name):
                    chart = self.report.chart(name)
                    if chart is not None:
                        yield Figure(chart, self.numbering.label(name))
                case TableBlock(table, wide):
                    yield Tabular(table, self.numbering.label(table.id), wide)
                case Takeaway(paragraphs):
                    yield from (Words(paragraph.pair, paragraph.lead, "", True) for paragraph in paragraphs)
