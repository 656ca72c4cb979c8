r"""Inline markup: a string as typed in, spans out.

The whole language: `*emphasis*`, `**strong**`, `[words](https://… or #id)`, `[^note]` for a note reference,
`[@id]` for the number of a figure, table or section, `{fact}` or `{fact:form}` for a figure of content/facts.yaml, a
line end inside the value for a line break, and a backslash before any of `\ * [ ] { }` to mean the character itself. A
star with blanks on both sides is a star. Everything else is text. Nothing can reach the PDF as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from unicodedata import category, normalize

from reportgen.errors import Position, Problem
from reportgen.records import dataclass, replace

LINK_SCHEMES = ("http://", "https://", "mailto:")
MAX_TEXT_CHARACTERS = 20_000

TOKEN = re.compile(
    r"""\\(?P<escaped>[\\*\[\]{}])
      | (?P<stars>\*\*|\*)
      | \[\^(?P<note>[^\[\]\s]+)\]
      | \[@(?P<reference>[^\[\]\s]+)\]
      | \[(?P<words>(?![\^@])(?:\\.|[^\[\]\\])+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
      | \{(?P<fact>[^{}\s:]+)(?::(?P<form>[^{}]*))?\}
      | (?P<stray>\[[\^@]|\]\(|\{)
      | (?P<line_break>\n)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"[ \t\r\f\v]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What has the category Cc, but for the tab and the ends of lines."""
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
class FactRef:
    """A fact that the content names, the form that it asks for (empty for the usual one), and where."""

    fact: str
    form: str
    at: Position


@dataclass(frozen=True, slots=True)
class FactMark:
    """The characters `start` to `end` of `Text.plain`, which a fact has written."""

    ref: FactRef
    start: int
    end: int


FactWriter = Callable[[FactRef], str | None]
"""Writes a fact in the language of the text; None if it cannot, its problem reported."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader reads in one language, with the place where it was typed and the facts in it."""

    spans: tuple[Span, ...]
    at: Position
    facts: tuple[FactMark, ...] = ()

    @property
    def plain(self) -> str:
        """The words alone; line breaks as single spaces."""
        spans = self.spans
        if len(spans) == 1 and not spans[0].line_break:
            return spans[0].text
        return "".join(" " if span.line_break else span.text for span in spans)


def plain_text(words: str, at: Position | None = None) -> Text:
    """Words of our own making (numbers, labels) as a `Text` without markup."""
    return Text((Span(words),), at or Position("reportgen"))


def is_blank(text: Text) -> bool:
    """Nothing in the text leaves a mark on the page."""
    return all(
        not (span.note or span.reference) and all(c.isspace() or category(c) == "Cf" for c in span.text)
        for span in text.spans
    )


def fact_text(words: str, ref: FactRef) -> Text:
    """A text that is nothing but a fact."""
    return Text((Span(words),), ref.at, (FactMark(ref, 0, len(words)),))


def parse_markup(
    source: str, at: Position, problems: list[Problem], write: FactWriter | None = None, braces: Sequence[Position] = ()
) -> Text:
    """Spans of `source`; what cannot be right is added to `problems` and the text is kept as typed.

    `write` gives the words of facts; without it no fact can stand in the text. `braces` are the places of the opening
    braces of the source, in order; without them, facts are found at `at`.
    """
    source = _LINE_ENDS.sub("\n", normalize("NFC", source).strip())
    bad = _CONTROL.search(source)
    if bad:
        problems.append(Problem(at, f"the text holds the control character U+{ord(bad[0]):04X}", hint="remove it"))
        source = _CONTROL.sub("", source)
    if len(source) > MAX_TEXT_CHARACTERS:
        problems.append(
            Problem(at, f"the text has {len(source):,} characters", f"at most {MAX_TEXT_CHARACTERS:,} in one paragraph",
                    "split it into paragraphs")
        )  # fmt: skip
        return plain_text(" ".join(source[:200].split()), at)
    parser = _Parser(at, problems, write, braces)
    parser.parse(source, "")
    if parser.style.strong or parser.style.emphasis:
        mark = "**" if parser.style.strong else "*"
        problems.append(Problem(at, f"“{mark}” is opened and never closed", hint=f"write \\{mark[0]} for the character itself"))
    return Text(tuple(parser.spans), at, tuple(parser.facts))


class _Parser:
    """The spans of one text while it is read."""

    def __init__(self, at: Position, problems: list[Problem], write: FactWriter | None, braces: Sequence[Position]) -> None:
        self.at, self.problems = at, problems
        self.write, self.braces = write, braces
        self.spans: list[Span] = []
        self.facts: list[FactMark] = []
        self.style = Span("")
        self.braces_seen = 0

    def parse(self, source: str, link: str) -> None:
        """Read `source`, which is a whole text or the words of a link."""
        position = 0
        for match in TOKEN.finditer(source):
            self._words(source[position : match.start()], link)
            position = match.end()
            if match["escaped"]:
                self.braces_seen += match["escaped"] == "{"
                self._words(match["escaped"], link)
            elif match["fact"]:
                self._fact(match["fact"], match["form"], link)
            elif match["stars"]:
                self._stars(match["stars"], source[match.start() - 1 : match.start()] or " ", source[match.end() : match.end() + 1], link)
            elif match["note"]:
                self.spans.append(replace(self.style, note=match["note"]))
            elif match["reference"]:
                self.spans.append(replace(self.style, reference=match["reference"]))
            elif match["words"]:
                self.parse(match["words"].replace("\n", " "), _checked_target(match["target"], self.at, self.problems))
                self.braces_seen += match["target"].count("{")
            elif match["stray"]:
                self._stray(match["stray"], link)
            else:
                self.spans.append(Span("", line_break=True))
        self._words(source[position:], link)

    def _words(self, words: str, link: str) -> None:
        words = _SPACES.sub(" ", words)
        if not words:
            return
        style, last = self.style, self.spans[-1] if self.spans else None
        if last and not (last.note or last.reference or last.line_break) and (
            (last.emphasis, last.strong, last.link) == (style.emphasis, style.strong, link)
        ):
            words = last.text + words
            self.spans.pop()
        self.spans.append(Span(words, style.emphasis, style.strong, link))

    def _fact(self, name: str, form: str | None, link: str) -> None:
        """The words of a fact; a fact that cannot be written stays as it was typed."""
        at = self._brace()
        ref = FactRef(name, (form or "").strip(), at)
        typed = f"{{{name}}}" if form is None else f"{{{name}:{form}}}"
        if form is not None and not ref.form:
            self.problems.append(Problem(at, f"{typed} names no form", f"a form after the colon, or {{{name}}}"))
            words = None
        elif self.write is None:
            self.problems.append(Problem(at, f"no fact can stand here, but {typed} does", "words alone",
                                         "write \\{ for the brace itself"))  # fmt: skip
            words = None
        else:
            words = self.write(ref)
        start = self._length()
        self._words(typed if words is None else words, link)
        if words is not None:
            self.facts.append(FactMark(ref, start, self._length()))

    def _length(self) -> int:
        """How long `Text.plain` is by now."""
        return sum(1 if span.line_break else len(span.text) for span in self.spans)

    def _brace(self) -> Position:
        """The place of the opening brace that is being read."""
        number, self.braces_seen = self.braces_seen, self.braces_seen + 1
        return self.braces[number] if number < len(self.braces) else self.at

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
        at = self._brace() if mark == "{" else self.at
        what = {"[^": "a note reference [^id]", "[@": "a reference [@id]", "](": "a link [words](address) without blanks",
                "{": "a fact {id} or {id:form}"}[mark]  # fmt: skip
        self.problems.append(
            Problem(at, f"“{mark}” begins or ends nothing", what, f"write \\{mark[0]} for the character itself")
        )


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
