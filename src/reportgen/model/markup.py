r"""Inline markup: a string as typed in, spans out.

The whole language: `*emphasis*`, `**strong**`, `[words](https://… or #id)`, `[^note]` for a note reference,
`[@id]` for the number of a figure, table or section, a line end inside the value for a line break, and a backslash
before any of `\ * [ ]` to mean the character itself. A star with blanks on both sides is a star. Everything else is
text. Nothing can reach the PDF as code.
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
      | \[\^(?P<note>[^\[\]\s]+)\]
      | \[@(?P<reference>[^\[\]\s]+)\]
      | \[(?P<words>(?![\^@])(?:\\.|[^\[\]\\])+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
      | (?P<stray>\[[\^@]|\]\()
      | (?P<line_break>\n)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


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


def is_blank(text: Text) -> bool:
    """Nothing in the text leaves a mark on the page."""
    return all(
        not (span.note or span.reference) and all(c.isspace() or category(c) == "Cf" for c in span.text)
        for span in text.spans
    )


def parse_markup(source: str, at: Position, problems: list[Problem]) -> Text:
    """Spans of `source`; what cannot be right is added to `problems` and the text is kept as typed."""
    source = _LINE_ENDS.sub("\n", normalize("NFC", source).strip())
    bad = next((c for c in source if _is_control(c)), None)
    if bad:
        problems.append(Problem(at, f"the text holds the control character U+{ord(bad):04X}", hint="remove it"))
        source = "".join(c for c in source if not _is_control(c))
    if len(source) > MAX_TEXT_CHARACTERS:
        problems.append(
            Problem(at, f"the text has {len(source):,} characters", f"at most {MAX_TEXT_CHARACTERS:,} in one paragraph",
                    "split it into paragraphs")
        )  # fmt: skip
        return plain_text(" ".join(source[:200].split()), at)
    parser = _Parser(at, problems)
    parser.parse(source, "")
    if parser.style.strong or parser.style.emphasis:
        mark = "**" if parser.style.strong else "*"
        problems.append(Problem(at, f"“{mark}” is opened and never closed", hint=f"write \\{mark[0]} for the character itself"))
    return Text(tuple(parser.spans), at)


class _Parser:
    """The spans of one text while it is read."""

    def __init__(self, at: Position, problems: list[Problem]) -> None:
        self.at, self.problems = at, problems
        self.spans: list[Span] = []
        self.style = Span("")

    def parse(self, source: str, link: str) -> None:
        """Read `source`, which is a whole text or the words of a link."""
        position = 0
        for match in _TOKEN.finditer(source):
            self._words(source[position : match.start()], link)
            position = match.end()
            if match["escaped"]:
                self._words(match["escaped"], link)
            elif match["stars"]:
                self._stars(match["stars"], source[match.start() - 1 : match.start()] or " ", source[match.end() : match.end() + 1], link)
            elif match["note"]:
                self.spans.append(replace(self.style, note=match["note"]))
            elif match["reference"]:
                self.spans.append(replace(self.style, reference=match["reference"]))
            elif match["words"]:
                self.parse(match["words"].replace("\n", " "), _checked_target(match["target"], self.at, self.problems))
            elif match["stray"]:
                self._stray(match["stray"], link)
            else:
                self.spans.append(Span("", line_break=True))
        self._words(source[position:], link)

    def _words(self, words: str, link: str) -> None:
        words = _SPACES.sub(" ", words)
        if not words:
            return
        last = self.spans[-1] if self.spans else None
        if last and last == replace(self.style, text=last.text, link=link):
            self.spans[-1] = replace(last, text=last.text + words)
        else:
            self.spans.append(replace(self.style, text=words, link=link))

    def _stars(self, stars: str, before: str, after: str, link: str) -> None:
        """Switch a style on before words and off after words; between blanks stars are text."""
        style = self.style
        on = style.strong if stars == "**" else style.emphasis
        if (before if on else after or " ").isspace():
            self._words(stars, link)
        elif stars == "**":
            self.style = replace(style, strong=not on)
        else:
            self.style = replace(style, emphasis=not on)

    def _stray(self, mark: str, link: str) -> None:
        self._words(mark, link)
        what = {"[^": "a note reference [^id]", "[@": "a reference [@id]", "](": "a link [words](address) without blanks"}[mark]
        self.problems.append(
            Problem(self.at, f"“{mark}” begins or ends nothing", what, f"write \\{mark[0]} for the character itself")
        )


def _is_control(character: str) -> bool:
    return category(character) == "Cc" and character not in "\n\t\r"


def _checked_target(target: str, at: Position, problems: list[Problem]) -> str:
    if target.startswith("#") and len(target) > 1:
        return target
    scheme = next((scheme for scheme in LINK_SCHEMES if target.lower().startswith(scheme)), None)
    if scheme and len(target) > len(scheme) and target.isprintable():
        return target
    problems.append(
        Problem(at, f"the link “{target}” goes nowhere", "an address that begins with https://, http:// or mailto:, or #id")
    )
    return ""
