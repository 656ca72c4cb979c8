"""The bytes of a document's objects in, a file out whose first page shows before the rest is there (ISO 32000-1, annex F).

Small objects are in object streams (7.5.7), and cross-reference streams lead to all of them (7.5.8). The hint tables tell a
reader which bytes each page needs. The same objects give the same bytes. What the objects are, this module does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, count

from reportgen.pdf.flate import compressed
from reportgen.pdf.numbering import Numbering
from reportgen.records import dataclass, replace

_FIELDS = (1, 4, 2)
"""Bytes of kind, place and index in an entry of a cross-reference stream."""
_ROW = 1 + sum(_FIELDS)
"""With the byte before them that names the predictor."""
_UP = 2
"""The predictor that takes each byte's difference from the row above (ISO 32000-1, 7.4.4.4)."""
_FREE = bytes(6) + b"\xff\xff"
_ROOM = 16
"""Bytes by which the first page's cross-reference stream may grow once all places are known."""
_NOWHERE = b"startxref\n0\n%%EOF\n"
"""What ends the first cross-reference section; the place that counts stands at the file's end."""
_PARAMETERS = 160
"""Bytes that are kept for the linearisation dictionary: enough for numbers of ten digits."""


@dataclass(frozen=True, slots=True)
class ObjectStream:
    """So many objects, numbered on from the `first`, in one compressed stream; it may be kept for the next file."""

    first: int
    count: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """An object stream that these pages need and not the first; pages count from 0."""

    stream: ObjectStream
    pages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sections:
    """A file's objects as they are written, without their numbers, in the order of the parts of the file.

    `pages` has the objects that each page needs alone: its dictionary, its content, then others. All pages need `shared` and
    `shared_small`; `small` has what no page needs.
    """

    catalog: bytes
    pages: Sequence[Sequence[bytes]]
    shared: Sequence[bytes]
    shared_small: Sequence[ObjectStream]
    groups: Sequence[Group]
    outline: Sequence[bytes]
    streams: Sequence[bytes]
    small: Sequence[ObjectStream]


@dataclass(frozen=True, slots=True)
class Trailer:
    """The version of PDF, the number of the information dictionary, and the ID array as it is written."""

    version: tuple[int, int]
    info: int
    identifier: bytes


def object_stream(first: int, contents: Sequence[bytes]) -> ObjectStream:
    """Objects that are numbered on from the `first` in one stream."""
    offsets = accumulate((len(content) + 1 for content in contents), initial=0)
    index = b" ".join([b"%d %d" % place for place in zip(range(first, first + len(contents)), offsets, strict=False)])
    packed = compressed(b"\n".join([index, *contents]))
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(contents), len(index) + 1, len(packed))
    return ObjectStream(first, len(contents), _stream(head, packed))


def linearised(numbering: Numbering, sections: Sections, trailer: Trailer) -> bytes:
    """The file. Raises `ValueError` if the objects are others than were numbered."""
    first, rest = _Half(numbering.pages[0]), _Half(1)
    first.add(sections.pages[0])
    first.add(sections.shared)
    first.add_small(sections.shared_small)
    for page in sections.pages[1:]:
        rest.add(page)
    rest.add_small([group.stream for group in sections.groups])
    rest.add(sections.outline)
    rest.add(sections.streams)
    rest.add_small(sections.small)
    _check(numbering, sections, rest)
    plan = _Plan(_head(trailer), _indirect(numbering.catalog, sections.catalog), first, rest)
    table = _first_table(plan, numbering, trailer)
    while len(table) > plan.room:
        plan = replace(plan, room=len(table) + _ROOM, hints=b"")
        plan = replace(plan, hints=_indirect(first.next, _hint_stream(plan, numbering, sections)))
        table = _first_table(plan, numbering, trailer)
    last = _last_table(plan, trailer) + b"startxref\n%d\n%%%%EOF\n" % plan.table_at
    parameters = _indirect(
        numbering.first_half,
        b"<</Linearized 1/L %d/H[%d %d]/O %d/E %d/N %d/T %d>>"
        % (plan.end + len(last), plan.hints_at, len(plan.hints), numbering.pages[0], plan.rest_at, len(sections.pages), plan.end),
    )
    return b"".join((
        plan.head, parameters.ljust(_PARAMETERS - 1), b"\n", table.ljust(plan.room - 1), b"\n", _NOWHERE, plan.catalog, plan.hints,
        *first.parts, *rest.parts, last,
    ))  # fmt: skip


class _Half:
    """Objects that stand by themselves, numbered on from the `first`, and the object streams among them."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.parts: list[bytes] = []
        self.small: list[tuple[ObjectStream, int]] = []
        """Each object stream with its own number."""

    @property
    def next(self) -> int:
        return self.first + len(self.parts)

    def add(self, contents: Iterable[bytes]) -> None:
        self.parts += [_indirect(number, content) for number, content in enumerate(contents, self.next)]

    def add_small(self, streams: Iterable[ObjectStream]) -> None:
        listed = list(streams)
        self.small += zip(listed, count(self.next), strict=False)
        self.add(stream.content for stream in listed)

    def entries(self, at: int) -> list[bytes]:
        """Entries of its cross-reference stream without those for the stream itself, if it stands at an offset."""
        offsets = accumulate(map(len, self.parts), initial=at)
        return [_entry(1, offset, 0) for offset, _ in zip(offsets, self.parts, strict=False)]

    def small_entries(self) -> list[bytes]:
        """Entries of what is in object streams, in the order of its numbers; those of one stream together."""
        entries: list[bytes] = []
        indices = [index.to_bytes(2, "big") for index in range(max((stream.count for stream, _ in self.small), default=0))]
        for stream, container in self.in_order():
            place = b"\0\2" + container.to_bytes(4, "big")
            entries.append(place + place.join(indices[: stream.count]))
        return entries

    @property
    def small_count(self) -> int:
        return sum(stream.count for stream, _ in self.small)

    def in_order(self) -> list[tuple[ObjectStream, int]]:
        """The object streams in the order of the numbers of what they hold."""
        return sorted(self.small, key=lambda pair: pair[0].first)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts stand; `room` is what the first page's cross-reference stream may take.

    Without `hints` the offsets are those that the hint tables give (F.4.1).
    """

    head: bytes
    catalog: bytes
    first: _Half
    rest: _Half
    room: int = 0
    hints: bytes = b""

    @property
    def table_at(self) -> int:
        return len(self.head) + _PARAMETERS

    @property
    def catalog_at(self) -> int:
        return self.table_at + self.room + len(_NOWHERE)

    @property
    def hints_at(self) -> int:
        return self.catalog_at + len(self.catalog)

    @property
    def first_at(self) -> int:
        return self.hints_at + len(self.hints)

    @property
    def rest_at(self) -> int:
        return self.first_at + sum(map(len, self.first.parts))

    @property
    def end(self) -> int:
        """Where the last cross-reference stream begins."""
        return self.rest_at + sum(map(len, self.rest.parts))


def _check(numbering: Numbering, sections: Sections, rest: _Half) -> None:
    """What would make references lead elsewhere."""
    if tuple(map(len, sections.pages)) != numbering.own or rest.next + 1 != numbering.first_compressed:
        raise ValueError(f"object {numbering.first_compressed} was to be the first in an object stream, but is {rest.next + 1}")
    expected = numbering.first_compressed
    for stream, _ in rest.in_order():
        if stream.first != expected:
            raise ValueError(f"object {expected} is in no object stream")
        expected += stream.count
    if expected != numbering.first_half:
        raise ValueError(f"object {numbering.first_half} was to be the first of the first half, but is {expected}")


# --- cross references ---------------------------------------------------------------------------------------------


def _first_table(plan: _Plan, numbering: Numbering, trailer: Trailer) -> bytes:
    """The cross-reference stream of the first half (F.3.4); its trailer is that of the file."""
    rows = [_entry(1, len(plan.head), 0), _entry(1, plan.table_at, 0), _entry(1, plan.catalog_at, 0)]
    rows += plan.first.entries(plan.first_at)
    rows += [_entry(1, plan.hints_at, 0), *plan.first.small_entries()]
    count = 4 + len(plan.first.parts) + plan.first.small_count
    keys = b"/Index[%d %d]/Size %d/Prev %d/Root %d 0 R/Info %d 0 R" % (
        numbering.first_half, count, numbering.first_half + count, plan.end, numbering.catalog, trailer.info
    )  # fmt: skip
    return _indirect(numbering.first_half + 1, _table(rows, keys, trailer))


def _last_table(plan: _Plan, trailer: Trailer) -> bytes:
    """The cross-reference stream of the second half, which begins with object 0 (F.3.11)."""
    rows = [_FREE, *plan.rest.entries(plan.rest_at)]
    rows += [_entry(1, plan.end, 0), *plan.rest.small_entries()]
    return _indirect(plan.rest.next, _table(rows, b"/Size %d" % (2 + len(plan.rest.parts) + plan.rest.small_count), trailer))


def _entry(kind: int, place: int, index: int) -> bytes:
    """An entry with the predictor's byte before it (table 18); of kind 1 with an offset, of kind 2 with container and index."""
    return b"\0%c%b%b" % (kind, place.to_bytes(4, "big"), index.to_bytes(2, "big"))


def _table(rows: Sequence[bytes], keys: bytes, trailer: Trailer) -> bytes:
    packed = compressed(_differences(rows))
    head = b"<</Type/XRef/W[%d %d %d]%b/ID%b/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>" % (
        *_FIELDS, keys, trailer.identifier, _ROW - 1, len(packed)
    )  # fmt: skip
    return _stream(head, packed)


def _differences(rows: Sequence[bytes]) -> bytes:
    """Each row's bytes less those of the row above, modulo 256, after the predictor's byte.

    All bytes at once: two long numbers are subtracted with each byte's top bit set aside, so that nothing is borrowed.
    """
    table = b"".join(rows)
    tops = int.from_bytes(b"\x80" * len(table), "big")
    these, above = int.from_bytes(table, "big"), int.from_bytes(bytes(_ROW) + table[:-_ROW], "big")
    differences = ((these | tops) - (above & ~tops)) ^ ((these ^ ~above) & tops)
    predictors = int.from_bytes((b"%c" % _UP + bytes(_ROW - 1)) * (len(table) // _ROW), "big")
    return (differences | predictors).to_bytes(len(table), "big")


# --- hint tables --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PageHint:
    """What a reader fetches for a page: its own objects, where its content is among them, and what it shares by index."""

    objects: int
    length: int
    content_at: int
    content_length: int
    shared: Sequence[int]


def _hint_stream(plan: _Plan, numbering: Numbering, sections: Sections) -> bytes:
    """The primary hint stream (F.4) with the tables for pages, shared objects and the outline."""
    lengths = list(map(len, plan.rest.parts))
    first_lengths = list(map(len, plan.first.parts))
    group_at = sum(numbering.own[1:])
    shared = [*first_lengths, *lengths[group_at : group_at + len(sections.groups)]]
    pages = _page_table(_page_hints(numbering, sections, first_lengths, lengths), plan.first_at, len(shared))
    grouped_at = plan.rest_at + sum(lengths[:group_at])
    objects = _shared_table(shared, len(first_lengths), (1 + group_at, grouped_at) if sections.groups else (0, 0))
    outline_at = group_at + len(sections.groups)
    outlined = lengths[outline_at : outline_at + len(sections.outline)]
    entries = (1 + outline_at, plan.rest_at + sum(lengths[:outline_at]), len(outlined), sum(outlined))
    outline = b"".join([value.to_bytes(4, "big") for value in entries]) if outlined else b""
    packed = compressed(pages + objects + outline)
    place = b"/O %d" % (len(pages) + len(objects)) if outline else b""
    return _stream(b"<</S %d%b/Filter/FlateDecode/Length %d>>" % (len(pages), place, len(packed)), packed)


def _page_hints(
    numbering: Numbering, sections: Sections, first_lengths: Sequence[int], lengths: Sequence[int]
) -> list[_PageHint]:  # fmt: skip
    """The first page has everything in its part and shares nothing (table F.4)."""
    hints = [_PageHint(len(first_lengths), sum(first_lengths), first_lengths[0], first_lengths[1], ())]
    everyone = range(numbering.own[0], len(first_lengths))
    groups: dict[int, list[int]] = {}
    for index, group in enumerate(sections.groups, len(first_lengths)):
        for page in group.pages:
            groups.setdefault(page, []).append(index)
    start = 0
    for page, size in enumerate(numbering.own[1:], 1):
        own = lengths[start : start + size]
        hints.append(_PageHint(size, sum(own), own[0], own[1], (*everyone, *groups.get(page, ()))))
        start += size
    return hints


def _page_table(pages: Sequence[_PageHint], first_at: int, shared: int) -> bytes:
    """The page offset hint table (tables F.3 and F.4); where in a page a shared object is first used it does not say."""
    least, rows = [], []
    columns = (
        [page.objects for page in pages], [page.length for page in pages],
        [page.content_at for page in pages], [page.content_length for page in pages],
    )  # fmt: skip
    for column in columns:
        lowest = min(column)
        width = (max(column) - lowest).bit_length()
        least.append((lowest, width))
        rows.append(_bits((value - lowest for value in column), width))
    counts = [len(page.shared) for page in pages]
    count_width, identifier_width = max(counts).bit_length(), shared.bit_length()
    head = b"".join(
        value.to_bytes(size, "big")
        for value, size in (
            (least[0][0], 4), (first_at, 4), (least[0][1], 2), (least[1][0], 4), (least[1][1], 2), (least[2][0], 4),
            (least[2][1], 2), (least[3][0], 4), (least[3][1], 2), (count_width, 2), (identifier_width, 2), (0, 2), (1, 2),
        )
    )  # fmt: skip
    identifiers = _bits((index for page in pages for index in page.shared), identifier_width)
    return b"".join((head, rows[0], rows[1], _bits(counts, count_width), identifiers, rows[2], rows[3]))


def _shared_table(lengths: Sequence[int], of_first_page: int, first: tuple[int, int]) -> bytes:
    """The shared object hint table (tables F.5 and F.6): every object of the first page, then those that others share.

    Each is a group by itself, without a signature; `first` is number and offset of the first that the first page lacks.
    """
    least, width = min(lengths), (max(lengths) - min(lengths)).bit_length()
    head = b"".join(
        value.to_bytes(size, "big")
        for value, size in ((first[0], 4), (first[1], 4), (of_first_page, 4), (len(lengths), 4), (0, 2), (least, 4), (width, 2))
    )
    return head + _bits((length - least for length in lengths), width) + _bits((0 for _ in lengths), 1)


def _bits(values: Iterable[int], width: int) -> bytes:
    """Numbers of so many bits each, the highest bit first, filled up to a whole byte."""
    if width == 0:
        return b""
    written = "".join([f"{value:0{width}b}" for value in values])
    size = (len(written) + 7) // 8
    return int(written.ljust(size * 8, "0"), 2).to_bytes(size, "big") if written else b""


# --- objects ------------------------------------------------------------------------------------------------------


def _head(trailer: Trailer) -> bytes:
    """Bytes above 127 in the second line tell that the file is binary (7.5.2)."""
    return b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % trailer.version


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"%b\nstream\n%b\nendstream" % (entries, content)
