"""A text of one language as the checks read it: its words, and the marks that were set on them.

`side_of_markup` reads a loose string with inline markup and keeps its offsets: what is markup becomes blanks.
"""

from __future__ import annotations

import re

from reportgen.model.markup import Span, Text
from reportgen.patterns import regex
from reportgen.records import dataclass

_LINK = regex(r"\[((?![\^@])[^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_NOTE = regex(r"\[\^([^\[\]\s]+)\]")
_REFERENCE = regex(r"\[@([^\[\]\s]+)\]")
_STRONG = regex(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)")
_EMPHASIS = regex(r"(?<![*\w])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)")
_CJK_EMPHASIS = regex(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)")
_URL = regex(r"(?:https?://|www\.)[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff)>\]]+|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z0-9]")
_URL_END = regex(r"[.,;:!?'\"]+$")
_ITEM = regex(r"^[ \t]*(?:[-*•·‣●–]\s+|\(?\d{1,2}[.)、](?!\d)\s*|（?\d{1,2}）|[①-⑳]|（?[一二三四五六七八九十]{1,2}[）、．.]\s*|[a-h][.)]\s+)", re.MULTILINE)
_INLINE_ITEM = regex(r"(?<![A-Za-z0-9)])\((?:\d{1,2}|[ivx]{1,4}|[a-h])\)|（(?:\d{1,2}|[ivx]{1,4}|[a-h]|[一二三四五六七八九十]{1,2})）|[①-⑳]")
_ROW = regex(r"^\s*\|(.+)\|\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Side:
    """One language's text. Offsets of `words` are those of `text`."""

    text: str
    words: str
    """The text with markup, addresses and list numbers as blanks."""
    strong: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    items: int = 0
    """Items of a list that is typed in the text, by bullets or numbers; 0 for none."""
    rows: tuple[int, ...] = ()
    """The cells of each row of a table that is typed with bars."""
    bare: int = 0
    """How many of the links are addresses that stand in the text without a mark."""
    anchors: tuple[str, ...] = ()
    """The words of the links that are marked, in their order."""
    as_typed: bool = True
    """Blanks stand as they were typed; in a report, markup has joined them and numbers of figures are not yet set."""


def side_of_markup(text: str) -> Side:
    """A loose string with inline markup (or none)."""
    words = text
    marked = [(m[2], m[1]) for m in _LINK.finditer(words)]
    words = _LINK.sub(lambda m: f" {m[1]}{' ' * (len(m[0]) - len(m[1]) - 1)}", words)
    notes, words = _taken(_NOTE, words)
    references, words = _taken(_REFERENCE, words)
    bare_links = tuple(_URL_END.sub("", m[0]) for m in _URL.finditer(words))
    words = _URL.sub(lambda m: " " * len(m[0]), words)
    strong = tuple(m[1] or m[2] for m in _STRONG.finditer(words))
    words = _STRONG.sub(lambda m: f"  {m[1] or m[2]}  ", words)
    emphasis = tuple(m[1] for m in _CJK_EMPHASIS.finditer(words))
    words = _CJK_EMPHASIS.sub(lambda m: f" {m[1]} ", words)
    rows = tuple(row[1].count("|") + 1 for row in _ROW.finditer(words) if set(row[1]) - set("|-: "))
    items = len(_ITEM.findall(words)) if "\n" in words or _ITEM.match(words) else 0
    items = items if items > 1 else 0
    inline = len(_INLINE_ITEM.findall(words))
    words = _blank(_INLINE_ITEM, _blank(_ITEM, words)).replace("|", " ").replace("\\*", " *").replace("`", " ")
    return Side(text, words, strong, emphasis, (*(link for link, _ in marked), *bare_links), notes, references, items or (inline if inline > 1 else 0), rows, len(bare_links), tuple(said for _, said in marked))


def side_of_text(text: Text) -> Side:
    """A text of a report, whose markup has been read."""
    plain = text.plain
    words = _blank(_URL, plain) if "@" in plain or "://" in plain or "www." in plain else plain
    if len(text.spans) == 1 and text.spans[0] == Span(plain):
        return Side(plain, words, as_typed=False)
    return Side(
        plain,
        words,
        tuple(s.text for s in text.spans if s.strong),
        tuple(s.text for s in text.spans if s.emphasis),
        tuple(s.link for s in text.spans if s.link),
        tuple(s.note for s in text.spans if s.note),
        tuple(s.reference for s in text.spans if s.reference),
        anchors=tuple(s.text for s in text.spans if s.link),
        as_typed=False,
    )


def _taken(pattern: re.Pattern[str], words: str) -> tuple[tuple[str, ...], str]:
    return tuple(m[1] for m in pattern.finditer(words)), pattern.sub(lambda m: " " * len(m[0]), words)


def _blank(pattern: re.Pattern[str], words: str) -> str:
    return pattern.sub(lambda m: " " * len(m[0]), words)
