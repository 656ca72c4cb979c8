"""content/agreed.lock: what both sides of each pair said when an editor last agreed to them.

One line a pair: where it stands, a short hash of each side, and the first words; sorted by place, so that a diff reads.
A pair is found again by its hashes, not by its place: texts may be moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from reportgen.errors import Position
from reportgen.model.content import Pair, Paragraph, Report, Term
from reportgen.model.markup import Text
from reportgen.prose.finding import Finding, Mark
from reportgen.records import dataclass, fields, is_dataclass

LOCK = Path("content", "agreed.lock")
_HEAD = """\
# What both languages said when they were last agreed: place, hash of the English, hash of the Chinese, first words.
# Kept by “reportgen agree”; not to be edited by hand.
"""
_HASH_LENGTH = 10
_WORDS_SHOWN = 48


@dataclass(frozen=True, slots=True)
class Agreed:
    """One line of the lock."""

    place: str
    en: str
    zh: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}  {self.en}  {self.zh}  {self.words}".rstrip()


def hash_of(words: str) -> str:
    """A short hash of a side as it is read: line breaks are blanks."""
    return sha256(words.encode()).hexdigest()[:_HASH_LENGTH]


def key_of(en: str, zh: str) -> str:
    """The name of a pair by what it says; it changes with either side."""
    return hash_of(f"{en}\n{zh}")[:8]


def pairs_with_places(report: Report) -> Iterator[tuple[str, Pair]]:
    """Every pair with the path that leads to it: the section or chart, then keys, ids and numbers."""
    yield from _walk(report.manifest, "report")
    for section in report.sections:
        yield from _walk(section, section.id)
    for chart in report.charts:
        yield from _walk(chart, f"charts/{chart.id}")


def _walk(node: object, place: str) -> Iterator[tuple[str, Pair]]:
    if isinstance(node, tuple):
        for number, item in enumerate(node, 1):
            name = getattr(item, "id", "") or str(number)
            yield from _walk(item, f"{place}.{name}")
    elif is_dataclass(node) and not isinstance(node, Text | type):
        if isinstance(node, Pair | Paragraph | Term):
            yield place, Pair(node.en, node.zh)
        for field in fields(node):
            yield from _walk(getattr(node, field.name), f"{place}.{field.name}")


def agree(report: Report, lock: str, only: Iterable[str] = ()) -> str:
    """The new text of the lock. With `only`, pairs whose place begins with none of those keep the line that they had."""
    wanted = tuple(only)
    old = {line.place: line for line in read_lock(lock)}
    lines = []
    for place, pair in _distinct(report):
        if wanted and not place.startswith(wanted):
            if place in old:
                lines.append(old[place])
        else:
            words = " ".join(pair.en.plain.split())[:_WORDS_SHOWN]
            lines.append(Agreed(place, hash_of(pair.en.plain), hash_of(pair.zh.plain), words))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _distinct(report: Report) -> Iterator[tuple[str, Pair]]:
    """Each pair once, at its first place: a running head is often the title itself."""
    seen: set[tuple[str, str]] = set()
    for place, pair in pairs_with_places(report):
        words = (pair.en.plain, pair.zh.plain)
        if words not in seen:
            seen.add(words)
            yield place, pair


def read_lock(text: str) -> list[Agreed]:
    """The lines of a lock; a line that is not one is left out, as if the pair had never been agreed."""
    lines = []
    for line in text.splitlines():
        parts = line.split("  ", 3)
        if not line.startswith("#") and len(parts) >= 3:
            lines.append(Agreed(parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else ""))
    return lines


def changed_since_agreed(report: Report, lock: str) -> Iterator[tuple[Position, Pair, Finding]]:
    """The pairs of which one side is as it was agreed and the other is not."""
    lines = read_lock(lock)
    if not lines:
        return
    agreed = {(line.en, line.zh) for line in lines}
    en_known, zh_known = {line.en: line.zh for line in lines}, {line.zh: line.en for line in lines}
    for _, pair in _distinct(report):
        en, zh = hash_of(pair.en.plain), hash_of(pair.zh.plain)
        if (en, zh) in agreed or (en in en_known) == (zh in zh_known):
            continue
        changed, kept = ("Chinese", "English") if en in en_known else ("English", "Chinese")
        text, side = (pair.zh, "zh") if en in en_known else (pair.en, "en")
        mark = Mark(side, 0, len(text.plain), text.plain)  # type: ignore[arg-type]
        yield text.at, pair, Finding("completeness/changed-since-agreed", f"the {changed} has changed since both were agreed, the {kept} has not", (mark,))
