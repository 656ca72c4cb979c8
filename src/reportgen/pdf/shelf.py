"""Chapters as they are set in, a painted document out: paints each chapter at once, and keeps it for other builds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reportgen.cache import Cache
from reportgen.layout.chapters import Outline
from reportgen.layout.frame import Chapter, Layout
from reportgen.memory import FORGETFUL, Memory
from reportgen.pdf.attachments import Attachment
from reportgen.pdf.metadata import DocumentInfo
from reportgen.pdf.paint import Painter
from reportgen.pdf.painted import PaintedChapter, from_bytes, targets_of, to_bytes
from reportgen.records import replace


class KnownChapters:
    """The shelf of those who only ask what a document would be like: finds kept chapters and takes none."""

    def __init__(self, kept: Cache) -> None:
        self._kept = kept

    def known(self, place: int, key: str) -> Outline | None:
        del place
        found = _read(self._kept, key)
        return found[1] if found is not None else None

    def take(self, place: int, key: str, chapter: Chapter, outline: Outline) -> Chapter:
        del place, key, outline
        return chapter

    def length(self, key: str, measure: Callable[[], int]) -> int:
        return _length(self._kept, key) or measure()


class PaintingShelf:
    """Paints what it is given. What it has painted is kept only when somebody has looked at the file: `keep`."""

    def __init__(self, painter: Painter, kept: Cache | None, memory: Memory = FORGETFUL) -> None:
        self._painter = painter
        self._kept = kept
        self._memory = memory
        self._new: list[tuple[str, PaintedChapter, Outline]] = []
        self._seen: dict[int, PaintedChapter] = {}
        self._lengths: dict[str, int] = {}
        self._received: dict[str, tuple[PaintedChapter, Outline]] = {}
        self._packed: dict[str, bytes] = {}
        """What was received, as it is kept."""

    def known(self, place: int, key: str) -> Outline | None:
        received = self._received.pop(key, None)
        found = received or self._read(key)
        if found is None or not self._painter.agrees(found[0]):
            return None
        self._memory.put(("chapter", key), found)
        self._painter.put(place, found[0])
        if received is not None:
            self._new.append((key, *received))
        else:
            self._seen[place] = found[0]
        return found[1]

    def outline(self, key: str) -> Outline | None:
        found = self._read(key)
        return found[1] if found is not None else None

    def packed(self, chapter: Chapter, outline: Outline) -> bytes:
        painted = self._painter.painted(chapter)
        return to_bytes(painted, outline) if self._painter.is_steady(painted) else b""

    def receive(self, key: str, data: bytes) -> None:
        found = from_bytes(data)
        if found is not None:
            self._received[key] = found
            if self._kept is not None:
                self._packed[key] = data

    def _read(self, key: str) -> tuple[PaintedChapter, Outline] | None:
        """The chapter as an earlier build has made it."""
        found: tuple[PaintedChapter, Outline] | None = self._memory.get(("chapter", key))
        return found or (_read(self._kept, key) if self._kept is not None else None)

    def take(self, place: int, key: str, chapter: Chapter, outline: Outline) -> Chapter:
        painted = self._painter.painted(chapter)
        self._painter.put(place, painted)
        if key and self._painter.is_steady(painted):
            self._new.append((key, painted, outline))
        return Chapter(tuple(replace(page, items=()) for page in chapter.pages))

    def length(self, key: str, measure: Callable[[], int]) -> int:
        known: int = self._memory.get(("length", key)) or (_length(self._kept, key) if self._kept is not None else 0)
        if not known:
            known = self._lengths[key] = measure()
        return self._memory.put(("length", key), known)

    def finish(self, layout: Layout, info: DocumentInfo, attachments: Sequence[Attachment]) -> bytes:
        """The document of the chapters."""
        return self._painter.finish(layout, info, attachments)

    def verified_pages(self, layout: Layout) -> tuple[frozenset[int], frozenset[str]]:
        """The pages, from 0, that were looked at in an earlier build, and the places that their links lead to."""
        seen: set[int] = set()
        targets: set[str] = set()
        first = 0
        for place, chapter in enumerate(layout.chapters):
            if place in self._seen:
                seen.update(range(first, first + len(chapter.pages)))
                targets |= self._memory.of(targets_of, self._seen[place].pages)
            else:
                for number, page in enumerate(self._painter.pages_at(place), first):
                    if self._memory.get(("sound", page)):
                        seen.add(number)
                        targets |= targets_of((page,))
            first += len(chapter.pages)
        return frozenset(seen), frozenset(targets)

    def keep(self) -> None:
        """Keep the new chapters: the file that they make up is sound."""
        for key, painted, outline in self._new:
            self._memory.put(("chapter", key), (painted, outline))
            for page in painted.pages:
                self._memory.put(("sound", page), True)
            if self._kept is not None:
                packed = self._packed.pop(key, b"")
                self._kept.put_later(key, partial(bytes, packed) if packed else partial(to_bytes, painted, outline))
        for key, length in self._lengths.items():
            if self._kept is not None:
                self._kept.put_later(key, partial(b"%d".__mod__, length))
        self._new.clear()
        self._lengths.clear()


def _length(kept: Cache, key: str) -> int:
    """The length that was kept, or 0."""
    data = kept.get(key) or b""
    return int(data) if data.isdigit() and len(data) < 6 else 0


def _read(kept: Cache, key: str) -> tuple[PaintedChapter, Outline] | None:
    data = kept.get(key)
    return from_bytes(data) if data is not None else None
