"""Named text styles, and content turned into the runs that the text engine sets.

The names are the roles that text plays on a page. Sizes are points of the English text; the theme says how much smaller
and lighter Chinese is set beside it.
"""

from __future__ import annotations

import re

from reportgen.layout.numbering import Numbering
from reportgen.model.content import Language
from reportgen.model.markup import Span, Text
from reportgen.records import dataclass, replace
from reportgen.text.runs import NOTE_ROLE, Style, TextRun
from reportgen.text.setting import Mode
from reportgen.theme import Colour, Theme

_NOTE_SCALE = 0.6
_ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9][-\w.:/?#@!$&'*+,;=%~]*[\w/#=]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
"""A web or mail address as it stands in a text; a mark that ends a sentence is not part of it."""
_NOTE_RISE_EM = 0.35


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a role is set. `pitch` is the distance of its lines in points."""

    size: float
    pitch: float
    colour: Colour
    weight: str = "text"
    """text, medium or strong; the theme gives the numbers for each language."""
    mode: Mode = "justified"

    def coloured(self, colour: Colour) -> TextStyle:
        return replace(self, colour=colour)

    def sized(self, size: float) -> TextStyle:
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class Styles:
    """All the roles of a report."""

    body: TextStyle
    item: TextStyle
    lead: TextStyle
    title: TextStyle
    heading: TextStyle
    subheading: TextStyle
    small: TextStyle
    small_strong: TextStyle
    caption: TextStyle
    caption_title: TextStyle
    dense: TextStyle
    dense_strong: TextStyle
    cell: TextStyle
    cell_strong: TextStyle
    figure: TextStyle
    furniture: TextStyle
    legal: TextStyle


def make_styles(theme: Theme) -> Styles:
    """The roles in the sizes and colours of the theme."""
    ink, grey, accent = theme.ink, theme.grey, theme.accent
    row, dense = theme.leading, theme.leading * 2 / 3
    return Styles(
        body=TextStyle(theme.body_size, row, ink),
        item=TextStyle(theme.body_size, row, ink),
        lead=TextStyle(theme.body_size, row, ink, "strong"),
        title=TextStyle(theme.body_size * 2.4, row * 2, ink, "strong", "balanced"),
        heading=TextStyle(theme.body_size * 1.35, row * 4 / 3, ink, "strong", "balanced"),
        subheading=TextStyle(theme.body_size * 1.12, row, accent, "strong", "balanced"),
        small=TextStyle(theme.small_size, row * 0.8, ink),
        small_strong=TextStyle(theme.small_size, row * 0.8, ink, "strong", "balanced"),
        caption=TextStyle(theme.caption_size, dense, grey, "text", "ragged"),
        caption_title=TextStyle(theme.body_size, row, ink, "strong", "balanced"),
        dense=TextStyle(theme.dense_size, dense, ink, "text", "ragged"),
        dense_strong=TextStyle(theme.dense_size, dense, ink, "strong", "balanced"),
        cell=TextStyle(theme.small_size, row * 0.8, ink, "text", "ragged"),
        cell_strong=TextStyle(theme.small_size, row * 0.8, ink, "strong", "ragged"),
        figure=TextStyle(theme.body_size * 2.2, row * 2, accent, "strong", "ragged"),
        furniture=TextStyle(theme.caption_size, row, grey, "text", "ragged"),
        legal=TextStyle(theme.legal_size, dense, grey),
    )


class RunMaker:
    """Turns content into styled runs under one theme and one numbering."""

    def __init__(self, theme: Theme, numbering: Numbering) -> None:
        self.theme = theme
        self.numbering = numbering

    def style(self, style: TextStyle, language: Language, strong: bool = False) -> Style:
        """The character style of a role in a language."""
        weight = self.theme.weight(language, "strong" if strong else style.weight)
        return Style(self.theme.size(style.size, language), weight, style.colour)

    def words(self, words: str, style: TextStyle, language: Language) -> list[TextRun]:
        """Words of our own as one run."""
        return [TextRun(words, self.style(style, language))]

    def runs(self, text: Text, style: TextStyle, language: Language) -> list[TextRun]:
        """The text's spans as runs, note and figure numbers filled in."""
        runs: list[TextRun] = []
        previous: Span | None = None
        for span in text.spans:
            runs.extend(self._span(span, previous, style, language))
            previous = span
        return runs

    def _span(self, span: Span, previous: Span | None, style: TextStyle, language: Language) -> list[TextRun]:
        plain = self.style(style, language, span.strong)
        if span.emphasis and style.weight == "text":
            plain = replace(plain, weight=self.theme.weight(language, "medium"))
        if span.line_break:
            return [TextRun("\n", plain)]
        if span.note:
            raised = replace(plain, size=plain.size * _NOTE_SCALE, rise=plain.size * _NOTE_RISE_EM, colour=self.theme.note_mark)
            comma = [TextRun(",", raised, "", NOTE_ROLE)] if previous is not None and previous.note else []
            number = str(self.numbering.notes.get(span.note, 0))
            return [*comma, TextRun(number, raised, f"#note-{span.note}", NOTE_ROLE)]
        if span.reference:
            return [TextRun(self.numbering.label(span.reference), plain, "#" + self.numbering.anchor(span.reference))]
        if span.link:
            return [TextRun(span.text, replace(plain, colour=self.theme.accent), self._target(span.link))]
        return self._with_addresses(span.text, plain)

    def _with_addresses(self, words: str, style: Style) -> list[TextRun]:
        """The words, with each address among them a link; it keeps the look of the text."""
        if "://" not in words and "www." not in words and "@" not in words:
            return [TextRun(words, style)] if words else []
        runs: list[TextRun] = []
        end = 0
        for found in _ADDRESS.finditer(words):
            address = found[0]
            runs.append(TextRun(words[end : found.start()], style))
            scheme = "" if "://" in address else "mailto:" if "@" in address else "https://"
            runs.append(TextRun(address, style, scheme + address))
            end = found.end()
        runs.append(TextRun(words[end:], style))
        return [run for run in runs if run.text]

    def _target(self, link: str) -> str:
        return "#" + self.numbering.link_anchor(link[1:]) if link.startswith("#") else link
