"""What a report says, in the order in which it is to be read: worked out from the content alone, not from the layout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportgen.layout.numbering import Numbering, number_report
from reportgen.model.content import (
    LANGUAGE_TAGS,
    AnySection,
    Block,
    Cards,
    ChartBlock,
    Contents,
    Cover,
    Faq,
    Features,
    Glossary,
    Imprint,
    ItemList,
    Language,
    Notes,
    Pair,
    Paragraph,
    Prose,
    Report,
    Stack,
    Subheading,
    TableBlock,
    Takeaway,
)
from reportgen.model.markup import Text
from reportgen.pdf.inspect.structure import StructureNode
from reportgen.text.quotes import curled

Said = tuple[Language, str]


def squeezed(words: str) -> str:
    """The words without white space and marks that are not read."""
    return "".join(words.replace("\u00ad", "").replace("\u200b", "").split())


def read_aloud(report: Report, languages: Sequence[Language]) -> list[Said]:
    """Every text with its language: a heading or paragraph in English, then in Chinese, and so on to the end."""
    reader = _Reader(report, languages)
    return [said for section in report.sections for said in reader.section(section)]


class _Reader:
    def __init__(self, report: Report, languages: Sequence[Language]) -> None:
        self.report, self.languages = report, languages
        self.numbers: Numbering = number_report(report)

    def words(self, text: Text, language: Language) -> str:
        parts: list[str] = []
        after_note = False
        for span in text.spans:
            if span.note:
                parts.append(f"{',' if after_note else ''}{self.numbers.notes[span.note]}")
            elif span.reference:
                parts.append(self.numbers.label(span.reference))
            else:
                parts.append(" " if span.line_break else span.text)
            after_note = bool(span.note)
        whole = "".join(parts)
        return squeezed(curled(whole) if language == "en" else whole)

    def pairs(self, *pairs: Pair | None) -> Iterator[Said]:
        """Each pair in its languages, one pair after another."""
        for pair in pairs:
            if pair is not None:
                yield from ((language, self.words(pair.side(language), language)) for language in self.languages)

    def groups(self, *pairs: Pair | None) -> Iterator[Said]:
        """All in the one language, then all in the other."""
        for language in self.languages:
            yield from ((language, self.words(pair.side(language), language)) for pair in pairs if pair is not None)

    def section(self, section: AnySection) -> Iterator[Said]:
        if not isinstance(section, Cover):
            yield from self.pairs(section.title)
        match section:
            case Cover():
                for figure in section.figures:
                    yield from self.groups(figure.label, figure.value)
                if section.phases is not None:
                    yield from self.pairs(section.phases.title)
                    for phase in section.phases.items:
                        yield from self.groups(phase.name, phase.dates, phase.text)
            case Contents():
                titles = [title for other in self.report.sections for title in entries(other)]
                yield from self.groups(*titles)
            case Cards():
                yield from self.blocks(section.intro)
                for card in section.cards:
                    yield from self.pairs(card.value, card.label, card.measures, card.change)
                    yield from self.groups(*(part for detail in card.details for part in (detail.label, detail.value)))
                    yield from self.pairs(card.source)
                yield from self.blocks(section.body)
            case Stack():
                yield from self.blocks(section.intro)
                yield from self.pairs(section.caption)
                for layer in section.layers:
                    yield from self.pairs(layer.name)
                    for box in layer.boxes:
                        yield from self.groups(box.label, box.title, box.text)
                yield from self.blocks(section.body)
            case Features():
                yield from self.blocks(section.intro)
                for item in section.items:
                    yield from self.pairs(item.title)
                    if item.figure is not None:
                        yield from self.groups(item.figure, item.figure_label)
                    yield from self.blocks(item.body)
                    yield from self.pairs(item.companies)
                yield from self.blocks(section.body)
            case Faq():
                yield from self.blocks(section.intro)
                for question in section.questions:
                    yield from self.pairs(question.question)
                    yield from self.blocks(question.answer)
            case Notes():
                yield from self.blocks(section.intro)
                for note in sorted(section.notes, key=lambda note: self.numbers.notes[note.id]):
                    yield from self.groups(note.title, *note.body, note.source)
            case Glossary():
                yield from self.blocks(section.intro)
                for group in section.groups:
                    yield from self.pairs(group.title)
                    if len(self.languages) == 2:
                        for term in group.terms:
                            yield from self.groups(Pair(term.en, term.zh), term.note)
            case Prose() | Imprint():
                yield from self.blocks(section.body)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Said]:
        for block in blocks:
            match block:
                case Paragraph(lead=lead, pair=pair):
                    if len(self.languages) == 2:
                        yield from self.groups(*((lead, pair) if lead else (pair,)))
                    else:
                        yield from self.pairs(lead, pair)
                case ItemList(items, _):
                    yield from self.groups(*items)
                case Subheading(heading):
                    yield from self.pairs(heading)
                case ChartBlock(name):
                    chart = self.report.chart(name)
                    assert chart is not None
                    yield from self.groups(chart.title, chart.unit, chart.note, chart.source)
                case TableBlock(table, wide):
                    cells = [pair for row in ([c.label for c in table.columns], *table.rows) for pair in row]
                    if wide:
                        yield from self.pairs(table.title)
                        yield from (said for cell in cells for said in self._shared(cell))
                        yield from self.pairs(table.note)
                    else:
                        yield from self.groups(table.title, *cells, table.note)
                case Takeaway(paragraphs):
                    yield from self.blocks(paragraphs)

    def _shared(self, cell: Pair) -> Iterator[Said]:
        """A cell of a table for both languages; what is the same in both is said once."""
        said = list(self.pairs(cell))
        return iter(said[:1] if len({words for _, words in said}) == 1 else said)


def entries(section: AnySection) -> Iterator[Pair]:
    """The lines of the contents for a section."""
    if isinstance(section, Cover | Contents):
        return
    yield section.title
    if isinstance(section, Features):
        yield from (item.title for item in section.items)
    elif isinstance(section, Faq):
        yield from (question.question for question in section.questions)


# --- compared with a file --------------------------------------------------------------------------------------------


def stretches(root: StructureNode) -> tuple[str, list[int], list[str]]:
    """All text that is read, where each stretch of it begins, and the language of each."""
    whole, starts, languages, length = [], [], [], 0
    for language, text in root.voices():
        whole.append(squeezed(text))
        starts.append(length)
        languages.append(language)
        length += len(whole[-1])
    return "".join(whole), starts, languages


def unheard(root: StructureNode, expected: list[Said]) -> list[str]:
    """The expected texts that are not read after the ones before them, or begin in another language."""
    whole, starts, languages = stretches(root)
    faults, place = [], 0
    for language, words in expected:
        found = whole.find(words, place)
        if found < 0:
            earlier = "too early" if words in whole else "nowhere"
            faults.append(f"{earlier}: {language} “{words[:50]}”, expected after “{whole[max(place - 30, 0) : place]}”")
            continue
        place = found + len(words)
        spoken = {languages[bisect_right(starts, k) - 1] for k in range(found, place)}
        if LANGUAGE_TAGS[language] not in spoken and not words.isascii():
            faults.append(f"in {spoken}, not in {language}: “{words[:50]}”")
    return faults
