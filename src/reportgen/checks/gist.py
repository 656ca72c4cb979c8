"""What one pair of texts tells by itself, without the others: all that the rules about a whole report ask of it.

A gist is read once (`read_gist`, which loads the reading of numbers, dates and names) and kept between runs in the bytes
of a `GistBook`, so that after a change only the pairs that it touched are read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from reportgen.checks.placed import finding_of, row_of
from reportgen.model.content import Pair
from reportgen.model.markup import Text
from reportgen.prose.completeness import Lengths
from reportgen.prose.finding import Finding, SideName
from reportgen.records import dataclass

Figure = tuple[str, str, str, int, int]
"""A figure of the English side that could be a fact: kind, exact value, unit, and the characters that state it."""
Name = tuple[SideName, str, int]
"""A Latin name: its side, its form, and where it begins."""
TermUse = tuple[int, bool, SideName, int, int]
"""A term of the glossary: its number, whether the other side keeps to it, its side, and the characters that name it."""
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Gist:
    """What was read in one pair."""

    findings: tuple[Finding, ...]
    """Everything but the length ratio, which other pairs have a say in."""
    lengths: Lengths
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    terms: tuple[TermUse, ...]


class GistBook:
    """The gists of a report's pairs by what the pairs say, as the `data` of an earlier run brings them.

    Who makes one answers for giving it nothing that was read by other code, another glossary or for another spelling.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._lines = {line[: 2 * _DIGEST_BYTES]: line for line in data.split(b"\n")}

    def get(self, key: bytes) -> Gist | None:
        """The gist of a pair, if it was kept and is of our making."""
        line = self._lines.get(key)
        return _unpacked(line[2 * _DIGEST_BYTES :]) if line else None


def gist_lines(pairs: Iterable[Pair], gists: Iterable[Gist]) -> bytes:
    """The `data` of a book that has the gists of these pairs."""
    return b"\n".join([key_of_pair(pair) + _packed(gist) for pair, gist in zip(pairs, gists, strict=True)])


def key_of_pair(pair: Pair) -> bytes:
    """A name for everything that the gist of a pair depends on: words, marks, links and references, not their place."""
    words = "\0".join((*_spans(pair.en), "\1", *_spans(pair.zh)))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest().encode()


def _spans(text: Text) -> Sequence[str]:
    return [
        span.text if not (span.emphasis or span.strong or span.link or span.note or span.reference or span.line_break)
        else f"{span.text}\2{span.emphasis:d}{span.strong:d}{span.line_break:d}\2{span.link}\2{span.note}\2{span.reference}"
        for span in text.spans
    ]  # fmt: skip


def _packed(gist: Gist) -> bytes:
    lengths = gist.lengths
    row = [[row_of(f) for f in gist.findings], [lengths.words, lengths.han, lengths.latin], gist.figures, gist.names, gist.terms]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _unpacked(data: bytes) -> Gist | None:
    """The gist that `_packed` wrote, or None if the bytes are not of its making."""
    try:
        findings, lengths, figures, names, terms = json.loads(data.decode("utf-8", "surrogatepass"))
        return Gist(
            tuple(map(finding_of, findings)), Lengths(*_row(lengths, (int, int, int))),
            tuple(_row(one, (str, str, str, int, int)) for one in figures), tuple(_row(one, (str, str, int)) for one in names),
            tuple(_row(one, (int, bool, str, int, int)) for one in terms),
        )  # fmt: skip
    except (ValueError, TypeError, RecursionError):
        return None


def _row(values: Any, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """The values as a tuple; raises `ValueError` if they are of other types."""
    row = tuple(values)
    if tuple(map(type, row)) != kinds:
        raise ValueError(row)
    return row
