r"""Inline markup: a string as typed in, spans out.

The whole language: `*emphasis*`, `**strong**`, `[words](https://… or #id)`, `[^note]` for a note reference,
`[@id]` for the number of a figure, table or section, a line end inside the value for a line break, and a backslash
before any of `\ * [ ]` to mean the character itself. Everything else is text. Nothing can reach the PDF as code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from unicodedata import category, normalize

from reportgen.errors import Position, Problem

LINK_SCHEMES = ("http://", "https://", "mailto:")
MAX_TEXT_CHARACTERS = 20_000

_TOKEN = re.compile(
    r"""\\(?P<escaped>[\\*\[\]])
      | (?P<stars>\*\*|\*)
      | \[\^(?P<note>[^\]\s]+)\]
      | \[@(?P<reference>[^\]\s]+)\]
      | \[(?P<words>(?:\\.|[^\[\]\\])+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
      | (?P<line_break>\n)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style. `note` and `reference` spans have no text of their own: it is their number."""

    text: str
    emphasis: bool = False
    strong: bool = False
    link: str = ""
    note: str = ""
    reference: str = ""
    line_break: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader reads in one language, with the place where it was typed."""

    spans: tuple[Span, ...]
    at: Position

    @property
    def plain(self) -> str:
        """The words alone; line breaks as single spaces."""
        return "".join(" " if span.line_break else span.text for span in self.spans)


def plain_text(words: str, at: Position | None = None) -> Text:
    """Words of our own making (numbers, labels) as a `Text` without markup."""
    return Text((Span(words),), at or Position("reportgen"))


def parse_markup(source: str, at: Position, problems: list[Problem]) -> Text:
    """Spans of `source`; what cannot be right is added to `problems` and the text is kept as typed."""
    source = normalize("NFC", source).strip()
    bad = next((c for c in source if category(c) == "Cc" and c not in "\n\t\r"), None)
    if bad:
        problems.append(Problem(at, f"the text holds the control character U+{ord(bad):04X}", hint="remove it"))
        source = "".join(c for c in source if category(c) != "Cc" or c in "\n\t\r")
    if len(source) > MAX_TEXT_CHARACTERS:
        problems.append(
            Problem(at, f"the text has {len(source):,} characters", f"at most {MAX_TEXT_CHARACTERS:,} in one paragraph",
                    "split it into paragraphs")
        )
        source = source[:200]
    spans: list[Span] = []
    style = Span("")
    position = 0

    def add(text: str) -> None:
        text = _SPACES.sub(" ", text)
        if not text:
            return
        if spans and _same_style(spans[-1], style):
            spans[-1] = replace(spans[-1], text=spans[-1].text + text)
        else:
            spans.append(replace(style, text=text))

    for match in _TOKEN.finditer(source):
        add(source[position : match.start()])
        position = match.end()
        if match["escaped"]:
            add(match["escaped"])
        elif match["stars"]:
            name = "strong" if match["stars"] == "**" else "emphasis"
            style = replace(style, **{name: not getattr(style, name)})
        elif match["note"]:
            spans.append(replace(style, note=match["note"]))
        elif match["reference"]:
            spans.append(replace(style, reference=match["reference"]))
        elif match["words"]:
            words = re.sub(r"\\(.)", r"\1", match["words"])
            spans.append(replace(style, text=_SPACES.sub(" ", words), link=_checked_target(match["target"], at, problems)))
        else:
            spans.append(Span("", line_break=True))
    add(source[position:])
    if style.strong or style.emphasis:
        mark = "**" if style.strong else "*"
        problems.append(Problem(at, f"“{mark}” is opened and never closed", hint=f"write \\{mark[0]} for the character itself"))
    return Text(tuple(spans), at)


def _same_style(span: Span, style: Span) -> bool:
    special = span.note or span.reference or span.link or span.line_break
    return not special and (span.emphasis, span.strong) == (style.emphasis, style.strong)


def _checked_target(target: str, at: Position, problems: list[Problem]) -> str:
    if target.startswith("#") and len(target) > 1:
        return target
    if target.lower().startswith(LINK_SCHEMES) and target.isprintable():
        return target
    problems.append(
        Problem(at, f"the link “{target}” goes nowhere", "an address that begins with https://, http:// or mailto:, or #id")
    )
    return ""
