"""Lines that were set before, by what they were set from; so that a text is broken once and not in every build.

Within a run they are kept as they are. Between runs they are kept as numbers: read as data, never as anything that
could run, and taken for nothing if they are not what was written. Where they are kept, this module does not know. What
is found is what setting the text anew would give; who makes a `KeptText` answers for that, by giving it nothing that
was kept by other code, fonts or rules.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence

from reportgen.fonts.open import FontKey
from reportgen.model.content import LANGUAGES, Language
from reportgen.records import dataclass
from reportgen.text.runs import TIGHT, GlyphRun, Line, LinkSpan, Looseness, TextRun
from reportgen.theme import Colour

Key = tuple[str, float, Language, tuple[TextRun, ...]]
"""Mode, measure, language and runs: all that lines depend on beside fonts and rules."""

_DIGEST_BYTES = 16
_HEAD = 5
"""Numbers before the lines of an entry: how many numbers, glyphs, letters and faults, and by how much it is too wide."""
_PARTED = "\0"
"""Stands between the texts of glyphs; no text holds it, since control characters are refused."""

CODE = ("text", "fonts", "theme.py")
LIBRARIES = ("uharfbuzz", "pyphen")
"""What makes lines out of a key."""


@dataclass(frozen=True, slots=True)
class KeptLines:
    """Lines, by how many points the widest passes the measure, and what is wrong with which of them."""

    lines: tuple[Line, ...]
    overfull: float = 0.0
    faults: tuple[tuple[int, str], ...] = ()


class KeptText:
    """What has been set in this run, and what `data` brings from earlier ones."""

    def __init__(self, data: bytes | None = None, before: KeptText | None = None) -> None:
        """`before` has what was set in an earlier run in this process."""
        self._before = before._set if before is not None else {}
        self._set: dict[int, tuple[Key, KeptLines]] = {}
        """Keys and lines by the hashes of the keys, which take longer to make than to compare."""
        self._digests: dict[int, bytes] = {}
        self._kept = _entries(data) if data else {}
        self.grown = False
        """Something was set that was not kept."""

    def get(self, key: Key) -> KeptLines | None:
        """The lines of a text, if it was set before."""
        short = hash(key)
        found = self._set.get(short) or self._before.get(short)
        if found is not None and found[0] == key:
            self._set[short] = found
            return found[1]
        if not self._kept:
            return None
        digest = self._digests[short] = _digest(key)
        data = self._kept.get(digest)
        entry = _decoded(data, key[3]) if data is not None else None
        if entry is not None:
            self._set[short] = key, entry
        return entry

    def put(self, key: Key, entry: KeptLines) -> None:
        self._set[hash(key)] = key, entry
        self.grown = True

    def close(self) -> KeptText:
        """What this run has used and nothing else, to be the `before` of the next."""
        self._before, self._kept = {}, {}
        return self

    def data(self) -> bytes:
        """All that this run has used, for the next one."""
        parts = []
        for short, (key, entry) in self._set.items():
            digest = self._digests.get(short) or _digest(key)
            body = self._kept.get(digest) or _encoded(entry, key[3])
            parts += [digest, len(body).to_bytes(4, "little"), body]
        return b"".join(parts)


def _digest(key: Key) -> bytes:
    """A name for what lines depend on.

    Colours and the addresses of links pass through setting untouched; what counts is which runs share one.
    """
    mode, measure, language, runs = key
    parts = [mode, repr(measure), language]
    places, targets = _first_places(runs)
    for run in runs:
        style = run.style
        parts += (run.text, repr(style.size), str(style.weight), repr(style.rise), run.role)
        if len(runs) > 1 or run.target:
            parts.append(f"{places[style.colour]} {targets[run.target, run.role]} {bool(run.target)}")
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()


def _first_places(runs: Sequence[TextRun]) -> tuple[dict[Colour, int], dict[tuple[str, str], int]]:
    """For each colour, and each address of a link with its role, the first run that has it."""
    places: dict[Colour, int] = {}
    targets: dict[tuple[str, str], int] = {}
    for index, run in enumerate(runs):
        places.setdefault(run.style.colour, index)
        targets.setdefault((run.target, run.role), index)
    return places, targets


def _entries(data: bytes) -> dict[bytes, memoryview]:
    """The entries by their digests, not yet read."""
    found: dict[bytes, memoryview] = {}
    view = memoryview(data)
    at = 0
    while at + _DIGEST_BYTES + 4 <= len(data):
        start = at + _DIGEST_BYTES + 4
        end = start + int.from_bytes(data[start - 4 : start], "little")
        found[data[at : at + _DIGEST_BYTES]] = view[start:end]
        at = end
    return found


def _encoded(entry: KeptLines, runs: Sequence[TextRun]) -> bytes:
    numbers: list[float] = []
    glyphs = array("I")
    texts: list[str] = []
    places, targets = _first_places(runs)
    for line in entry.lines:
        loose = line.loose
        numbers += (line.width, line.natural_width, line.hyphenated, line.room, loose.han, loose.gap, loose.space,
                    len(line.runs), len(line.links))  # fmt: skip
        for run in line.runs:
            numbers += (places[run.colour], run.font.face, run.font.weight, run.size, LANGUAGES.index(run.language),
                        run.x, run.y, run.width, run.angle, len(run.glyphs))  # fmt: skip
            numbers += run.origins
            glyphs.extend(run.glyphs)
            texts += run.texts
        for link in line.links:
            numbers += (targets[link.target, link.role], link.x, link.width)
    numbers += [index for index, _ in entry.faults]
    words = _PARTED.join(texts + [fault for _, fault in entry.faults]).encode("utf-8")
    head = array("d", (len(numbers), len(glyphs), len(words), len(entry.faults), entry.overfull))
    return head.tobytes() + array("d", numbers).tobytes() + glyphs.tobytes() + words


def _decoded(data: memoryview, runs: Sequence[TextRun]) -> KeptLines | None:
    """The entry, with the colours and addresses of these runs; None if it is not one of ours."""
    try:
        return _read(data, runs)
    except (ValueError, IndexError, OverflowError):
        return None


def _read(data: memoryview, runs: Sequence[TextRun]) -> KeptLines:
    head = array("d", bytes(data[: 8 * _HEAD]))
    count, glyph_count, letters, fault_count = (int(number) for number in head[:4])
    start = 8 * (_HEAD + count)
    numbers = array("d", bytes(data[8 * _HEAD : start])).tolist()
    glyphs = array("I", bytes(data[start : start + 4 * glyph_count])).tolist()
    words = str(data[start + 4 * glyph_count :], "utf-8")
    texts = words.split(_PARTED) if glyphs or fault_count else []
    if len(numbers) != count or len(texts) != len(glyphs) + fault_count or len(data) != start + 4 * glyph_count + letters:
        raise ValueError("the parts of the entry do not fit together")
    lines: list[Line] = []
    at = shown = 0
    while at < count - fault_count:
        width, natural, hyphenated, room, han, gap, space, run_count, link_count = numbers[at : at + 9]
        at += 9
        made: list[GlyphRun] = []
        for _ in range(int(run_count)):
            run, face, weight, size, language, x, y, run_width, angle, glyphs_here = numbers[at : at + 10]
            at += 10
            length = int(glyphs_here)
            end = shown + length
            made.append(GlyphRun(
                FontKey(int(face), int(weight)), size, runs[int(run)].style.colour, LANGUAGES[int(language)], x, y,
                tuple(glyphs[shown:end]), tuple(numbers[at : at + length]), tuple(texts[shown:end]), run_width, angle,
            ))  # fmt: skip
            at += length
            shown = end
        links: list[LinkSpan] = []
        for _ in range(int(link_count)):
            run, x, link_width = numbers[at : at + 3]
            at += 3
            links.append(LinkSpan(x, link_width, runs[int(run)].target, runs[int(run)].role))
        loose = Looseness(han, gap, space) if han or gap or space else TIGHT
        lines.append(Line(tuple(made), width, natural, tuple(links), bool(hyphenated), loose, room))
    indices = [int(number) for number in numbers[count - fault_count :]]
    return KeptLines(tuple(lines), head[4], tuple(zip(indices, texts[glyph_count:], strict=True)))
