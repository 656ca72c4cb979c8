"""What a report is: typed, frozen content in both languages, as the YAML files give it.

Nothing here knows of fonts, pages or PDF. Each field carries the sentence that `reportgen schema` shows to an editor.
The decoder (`decode`) and the JSON Schema (`schema`) are both driven by these classes, so they cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reportgen.errors import Position
from reportgen.model.fields import CHART_FUNCTION, DATE, FILE_NAME, NAME, Limits, key
from reportgen.model.markup import FactRef, Text
from reportgen.model.settings import FontFile, PressSettings, ThemeSettings
from reportgen.records import dataclass

if TYPE_CHECKING:
    from reportgen.model.facts import Fact

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
LANGUAGE_TAGS = {"en": "en", "zh": "zh-Hans"}

Layer = Literal["upstream", "midstream", "model", "downstream", "market"]
Icon = Literal["gear", "network", "wrench", "building", "cross", "robot", "bolt", "crane", "globe", "arrows", "target", "coins"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same words in English and in Chinese."""

    en: Text = key("In English.")
    zh: Text = key("In Chinese.")

    def side(self, language: Language) -> Text:
        return self.en if language == "en" else self.zh


# --- blocks -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in both languages, with an optional run-in heading before it."""

    en: Text = key("The English paragraph.")
    zh: Text = key("The Chinese paragraph.")
    lead: Pair | None = key("A short run-in heading, set bold before the paragraph.", default=None)

    @property
    def pair(self) -> Pair:
        return Pair(self.en, self.zh)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; numbered when its items are steps."""

    list: tuple[Pair, ...] = key("The items, each a pair.")
    numbered: bool = key("Number the items.", default=False)


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    heading: Pair = key("The heading.")


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart from the folder charts/, placed here or at the top of the next page."""

    chart: str = key("The chart's name: its file in charts/ without the ending.")
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """A photograph or a picture of pixels from the folder images/, numbered and captioned as a figure."""

    image: str = key("The file in images/: a PNG or a JPEG.")
    id: str = key("A name to refer to it by.", form=NAME)
    title: Pair = key("The caption.")
    alt: Pair = key("What the image shows, for those who cannot see it.")
    source: Pair | None = key("Who took or made it, and where it comes from.", default=None)
    width_mm: float | None = key("Its width in millimetres; the width of the text if left out.", limits=Limits(10, 400), default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: Pair = key("The column's heading.")
    align: Literal["left", "right", "decimal"] = key("How the cells of the column stand.", default="left")
    share: float = key("The column's share of the table's width, compared with the other columns.", limits=Limits(0.1, 20), default=1.0)
    paired: bool = key("In a wide table: set the two languages side by side in this column, not one under the other.",
                       default=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A small table inside a text, set once for each language."""

    id: str = key("A name to refer to it by.", form=NAME)
    title: Pair = key("The table's caption.")
    columns: tuple[Column, ...] = key("The columns from left to right.")
    rows: tuple[tuple[Pair, ...], ...] = key("The rows, each a list of cells.")
    note: Pair | None = key("A line under the table.", default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, set once for each language side by side, or `wide` over both columns."""

    table: Table = key("The table.")
    wide: bool = key("One table over the whole width, both languages in each cell.", default=False)


@dataclass(frozen=True, slots=True)
class Takeaway:
    """The key point of an answer, set off from the text."""

    takeaway: tuple[Paragraph, ...] = key("The paragraphs of the key point.")


Block = Paragraph | ItemList | Subheading | ChartBlock | ImageBlock | TableBlock | Takeaway

# --- sections -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeroFigure:
    """A figure on the cover."""

    label: Pair = key("What the figure is.")
    value: Pair = key("The figure as it is shown.")
    note: str = key("The note that defines it.", default="")
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the industry."""

    name: Pair = key("The phase's name.")
    dates: Pair = key("When it ran.")
    text: Pair = key("What marked it.")
    current: bool = key("The phase that the industry is in now.", default=False)


@dataclass(frozen=True, slots=True)
class Phases:
    """The phases on the cover, under their heading."""

    title: Pair = key("The heading over the phases.")
    items: tuple[Phase, ...] = key("The phases in order.")


@dataclass(frozen=True, slots=True)
class Section:
    """What every section has."""

    id: str
    title: Pair = key("The section's heading.")
    short: Pair = key("The running head; the title if it is left out.", like="title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Section):
    """The first page: titles, hero figures, phases and a picture drawn from the data."""

    lines: tuple[Pair, ...] = key("The title as it is broken into lines on the cover.")
    kicker: Pair = key("The line above the title.")
    figures: tuple[HeroFigure, ...] = key("The figures on the cover.", default=())
    phases: Phases | None = key("The phases of the industry.", default=None)
    picture: str = key("The chart that is drawn as the cover's picture.", default="")
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class Contents(Section):
    """The table of contents; it fills itself."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A sub-figure of a card."""

    label: Pair = key("What the sub-figure is.")
    value: Pair = key("The sub-figure.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A metric card."""

    id: str = key("A name to refer to it by.", form=NAME)
    value: Pair = key("The big figure.")
    label: Pair = key("What the figure is.")
    measures: Pair = key("What exactly it measures.")
    change: Pair | None = key("The change since the last edition or the last reading.", default=None)
    details: tuple[Detail, ...] = key("Sub-figures.", default=())
    source: Pair | None = key("Where the figure comes from.", default=None)
    layer: Layer | None = key("The layer of the stack whose colour the card takes.", default=None)


@dataclass(frozen=True, slots=True)
class Cards(Section):
    """Metric cards, two in a row, with text before and after them."""

    intro: tuple[Block, ...] = key("What stands before the cards.", default=())
    cards: tuple[Card, ...] = key("The cards.", default=())
    body: tuple[Block, ...] = key("What stands after the cards.", default=())


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the stack diagram."""

    label: Pair = key("The small line at the head of the box.")
    title: Pair = key("The box's title.")
    text: Pair = key("What happens there.")
    companies: Pair | None = key("Who is there.", default=None)


@dataclass(frozen=True, slots=True)
class StackLayer:
    """A row of the stack diagram."""

    name: Pair = key("The layer's name.")
    layer: Layer = key("The layer's colour.")
    boxes: tuple[Box, ...] = key("The boxes from left to right.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack(Section):
    """The diagram of the layers, from upstream to downstream."""

    intro: tuple[Block, ...] = key("What stands before the diagram.", default=())
    layers: tuple[StackLayer, ...] = key("The layers from top to bottom.")
    caption: Pair = key("The figure's caption.")
    alt: Pair = key("What the diagram shows, for those who cannot see it.")
    body: tuple[Block, ...] = key("What stands after the diagram.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A segment, a force or a region."""

    id: str = key("A name to refer to it by.", form=NAME)
    title: Pair = key("The heading.")
    body: tuple[Block, ...] = key("The paragraphs.")
    icon: Icon | None = key("A drawn icon.", default=None)
    code: str = key("A short code in place of an icon, such as an ISO country code.", default="")
    figure: Pair | None = key("The one figure that is pulled out.", default=None)
    figure_label: Pair | None = key("What the pulled figure is.", default=None)
    companies: Pair | None = key("Key companies.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Features(Section):
    """Segments, forces or regions: items with a heading, a pulled figure and paired paragraphs."""

    intro: tuple[Block, ...] = key("What stands before the items.", default=())
    items: tuple[Feature, ...] = key("The items.")
    body: tuple[Block, ...] = key("What stands after the items.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its answer."""

    id: str = key("A name to refer to it by.", form=NAME)
    question: Pair = key("The question.")
    answer: tuple[Block, ...] = key("The answer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq(Section):
    """Numbered questions with their answers."""

    intro: tuple[Block, ...] = key("What stands before the questions.", default=())
    questions: tuple[Question, ...] = key("The questions.")


@dataclass(frozen=True, slots=True)
class Note:
    """A definition or a source."""

    id: str = key("The name that [^name] in a text refers to.", form=NAME)
    title: Pair = key("What the note is about.")
    body: tuple[Pair, ...] = key("The note's paragraphs.")
    source: Pair | None = key("The sources.", default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(Section):
    """Definitions and sources; numbered in the order in which the report refers to them."""

    intro: tuple[Block, ...] = key("What stands before the notes.", default=())
    notes: tuple[Note, ...] = key("The notes.")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in both languages."""

    en: Text = key("The term in English.")
    zh: Text = key("The term in Chinese.")
    note: Pair | None = key("What it means.", default=None)


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that belong together."""

    title: Pair = key("The group's heading.")
    terms: tuple[Term, ...] = key("The terms.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary(Section):
    """The key terms in both languages."""

    intro: tuple[Block, ...] = key("What stands before the terms.", default=())
    groups: tuple[TermGroup, ...] = key("The groups of terms.")


@dataclass(frozen=True, slots=True)
class Prose(Section):
    """A section of text, lists, charts and tables."""

    body: tuple[Block, ...] = key("The blocks.")


@dataclass(frozen=True, slots=True)
class Imprint(Section):
    """Disclaimer, edition, and the fonts with their licences (filled in from fonts/fonts.yaml)."""

    body: tuple[Block, ...] = key("The disclaimer and whatever else belongs here.")
    fonts: Pair | None = key("The heading over the list of fonts.", default=None)


AnySection = Cover | Contents | Cards | Stack | Features | Prose | Faq | Notes | Glossary | Imprint

SECTION_KINDS: dict[str, type[Section]] = {
    "cover": Cover,
    "contents": Contents,
    "cards": Cards,
    "stack": Stack,
    "features": Features,
    "prose": Prose,
    "faq": Faq,
    "notes": Notes,
    "glossary": Glossary,
    "imprint": Imprint,
}

# --- charts -------------------------------------------------------------------------------------------------------
ChartKind = Literal["bars", "dots", "slope", "projection", "python"]


@dataclass(frozen=True, slots=True)
class Datum:
    """One row of a chart's data."""

    label: Pair = key("What the row is.")
    value: float | None = key("The number that is drawn.", default=None)
    low: float | None = key("Lower end of a range.", default=None)
    high: float | None = key("Upper end of a range.", default=None)
    before: float | None = key("The earlier reading (slope charts).", default=None)
    display: Pair | None = key("The number as it is written beside the mark.", default=None)
    before_display: Pair | None = key("The earlier reading as it is written.", default=None)
    group: str = key("The group that the row belongs to.", default="")
    open: bool = key("The number is a floor (“more than”): the mark is drawn open at its far end.", default=False)
    highlight: bool = key("Draw the row in the accent colour.", default=False)
    fact: FactRef | None = key("The fact that gives the number and how it is written, as name or name:form.", default=None)
    before_fact: FactRef | None = key("The fact that gives the earlier reading, as name or name:form.", default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of rows, such as a layer, in a chart."""

    id: str = key("The name used in the rows.")
    label: Pair = key("What the group is.")
    layer: Layer | None = key("The colour of the group.", default=None)


@dataclass(frozen=True, slots=True)
class Reference:
    """A band or line that the marks are compared with."""

    label: Pair = key("What it is.")
    low: float = key("Where it begins; it can be left out where a fact says it.", default=0.0)
    high: float | None = key("Where it ends, for a band.", default=None)
    fact: FactRef | None = key("The fact that gives the band or line.", default=None)
    at: Position = key("", default=Position(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: what it says, its data, and how it is drawn."""

    id: str
    kind: ChartKind = key("How the data is drawn.")
    title: Pair = key("The one message of the chart.")
    unit: Pair = key("What the numbers count.")
    source: Pair = key("Where the data comes from.")
    alt: Pair = key("What the chart shows, for those who cannot see it.")
    note: Pair | None = key("A caution under the chart.", default=None)
    as_of: Pair | None = key("The date of the data.", default=None)
    rows: tuple[Datum, ...] = key("The data.", default=())
    csv: str = key("A CSV file in charts/ that holds the data instead of `rows`.", default="")
    groups: tuple[Group, ...] = key("The groups of the rows, in order.", default=())
    reference: Reference | None = key("A band or line to compare with.", default=None)
    counted_in: Literal["ones", "thousands", "millions", "billions", "trillions"] = key(
        "What the drawn numbers count when facts give them: 7e11 is drawn as 700 in billions.", default="ones")  # fmt: skip
    scale: Literal["linear", "log"] = key("The scale of the numbers.", default="linear")
    maximum: float | None = key("Where the scale ends.", default=None)
    periods: tuple[Pair, ...] = key("The headings of the two readings of a slope chart.", default=())
    function: str = key("For kind `python`: the function that draws the chart, as file.py:name.", form=CHART_FUNCTION, default="")
    height_mm: float = key("The height of the drawing in millimetres.", limits=Limits(8, 200), default=60.0)
    at: Position = key("", default=Position(""))


# --- the report ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Manifest:
    """content/report.yaml: titles, edition, paper, theme and the order of the sections."""

    title: Pair = key("The report's title.")
    edition: Pair = key("The edition, as the running head shows it.")
    author: Pair = key("Who publishes the report.")
    subject: Pair = key("One sentence on what the report is about, for the file's metadata.")
    keywords: Pair = key("Keywords for the file's metadata, parted by semicolons.")
    sections: tuple[str, ...] = key("The section files in content/, in order, without their ending.", form=NAME)
    languages: tuple[Language, ...] = key("The languages that the report is written in.", default=LANGUAGES)
    paper: Literal["a4", "letter"] = key("The sheet.", default="a4")
    file_name: str = key("The name of the PDF without its ending.", form=FILE_NAME, default="report")
    date: str = key("The date of the edition, as YYYY-MM-DD; it stands in the file's metadata.", form=DATE, default="")
    spelling: Literal["american", "british"] | None = key("The spelling of the English; words of the other one are reported.", default=None)
    run_python: bool = key("Allow charts of kind `python` to run the code in charts/.", default=False)
    theme: ThemeSettings | None = key("Departures from the theme.", default=None)
    press: PressSettings | None = key("How the report is printed.", default=None)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report folder, read and checked for form."""

    manifest: Manifest
    sections: tuple[AnySection, ...]
    charts: tuple[Chart, ...]
    fonts: tuple[FontFile, ...]
    facts: tuple[Fact, ...] = ()

    def fact(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.id == name), None)

    def chart(self, name: str) -> Chart | None:
        return next((chart for chart in self.charts if chart.id == name), None)

    def notes(self) -> tuple[Note, ...]:
        return tuple(n for s in self.sections if isinstance(s, Notes) for n in s.notes)
