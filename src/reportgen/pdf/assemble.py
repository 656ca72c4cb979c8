"""The objects of a finished ReportLab document in, the bytes of its file out (ISO 32000-1, 7.5).

What ReportLab's own `format` gives, in a quarter of its time: thousands of our objects are bytes already. For a packed file
each object is numbered by the part of the file where it will stand, so that it is written once and nothing is renumbered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from reportgen.memory import FORGETFUL, Memory
from reportgen.pdf.engine import pdfdoc
from reportgen.pdf.linearise import Group, ObjectStream, Sections, Trailer, linearised, object_stream
from reportgen.pdf.numbering import Numbering, groups_of
from reportgen.pdf.objects import Stream, Written, array, dictionary, page_reference

_COMMENT = b"%\xe2\xe3\xcf\xd3\n"
"""Bytes above 127 in the second line tell that the file is binary (7.5.2)."""
_NAME = "__InternalName__"
"""Where ReportLab keeps an object's name."""
_UNUSED = b"null"
T = TypeVar("T")
R = TypeVar("R")


class Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A ReportLab document; with a numbering, its objects take the numbers that they have in a packed file.

    What all pages need is numbered last, when it is known how much that is; until then it is known by name alone.
    """

    def __init__(
        self, version: tuple[int, int], language: str, numbering: Numbering | None = None, memory: Memory = FORGETFUL
    ) -> None:  # fmt: skip
        self.numbering = numbering
        self.memory = memory
        self._shared: list[Any] = []
        self._sharing = True
        if numbering is not None:
            self._streams = iter(numbering.streams)
            self._links = iter([number for group in numbering.groups for number in group.numbers])
        self._ready: dict[int, bytes] = {}
        self._runs: list[tuple[int, Sequence[bytes]]] = []
        """Objects in a row, with the number of the first."""
        super().__init__(invariant=1, pdfVersion=version, lang=language)
        self._sharing = False
        if numbering is not None:
            self.objectcounter = numbering.small.start - 1

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """All pages need the objects that are made meanwhile."""
        self._sharing = True
        yield
        self._sharing = False

    def Reference(self, obj: Any, name: str | None = None) -> Any:  # noqa: N802 - ReportLab's name
        """A reference to an object, which is given a number if it has none."""
        known = hasattr(obj, _NAME) or name in self.idToObject
        if self.numbering is None or known or not isinstance(obj, pdfdoc.PDFObject) or isinstance(obj, pdfdoc.PDFObjectReference):
            return super().Reference(obj, name)
        number = self._number(obj, self.numbering) if not self._sharing else None
        if number is None:
            self._shared.append(obj)
            return self._named(obj, name or f"S{len(self._shared)}")
        return self._named(obj, name or f"R{number}", number)

    def place(self, obj: Any, number: int) -> Any:
        """A reference to a new object that has a number of its own."""
        return self._named(obj, f"R{number}", number)

    def settle(self) -> tuple[list[Any], list[Any]]:
        """Number what all pages need, when there is no more to come: streams, and what will be in object streams."""
        if self.numbering is None:
            return [], []
        streams = [obj for obj in self._shared if isinstance(obj, Stream)]
        small = [obj for obj in self._shared if not isinstance(obj, Stream)]
        first = self.numbering.shared
        for number, obj in enumerate(streams, first):
            self._numbered(obj, number)
        after_hints = first + len(streams) + len(groups_of(range(len(small)))) + 1
        for number, obj in enumerate(small, after_hints):
            self._numbered(obj, number)
        return streams, small

    def _number(self, obj: Any, numbering: Numbering) -> int | None:
        """The number of a new object; None if it goes with what all pages need."""
        if obj is self.Catalog:
            return numbering.catalog
        if isinstance(obj, pdfdoc.PDFPage):
            return numbering.pages[len(self.Pages.pages)]
        if isinstance(obj, Stream):
            return next(self._streams)
        return self.reserve(1)

    def reserve(self, count: int) -> int:
        """The first of so many numbers in a row, for objects whose bytes will be given to `fill`.

        Raises `ValueError` if there are none left.
        """
        first: int = self.objectcounter + 1
        self.objectcounter += count
        if self.numbering is not None and self.objectcounter >= self.numbering.first_half:
            raise ValueError("there are more objects than were numbered")
        return first

    def fill(self, first: int, contents: Sequence[bytes]) -> None:
        """The objects that are numbered on from the `first`."""
        if self.numbering is not None:
            self._runs.append((first, contents))
        else:
            self._ready.update(enumerate(contents, first))

    def place_links(self, page: int, areas: Sequence[bytes]) -> Sequence[int] | None:
        """The numbers of the areas of links on the page at an index from 0; None if they go with what all pages need."""
        if self.numbering is None:
            first = self.reserve(len(areas))
            numbers: Sequence[int] = range(first, first + len(areas))
        else:
            own = self.numbering.pages[page] + 2
            alone = range(own, own + self.numbering.own[page] - 2)
            others = list(islice(self._links, len(areas) - len(alone)))
            if len(alone) + len(others) < len(areas):
                return None
            numbers = [*alone, *others]
        self._ready.update(zip(numbers, areas, strict=True))
        return numbers

    def place_outline(self, outline: Any, write: Callable[[int], Sequence[bytes]], count: int) -> None:
        """Number the outline and its entries, and write them from the number of the first."""
        first = self.numbering.outline.start if self.numbering is not None else self.reserve(count)
        self.place(outline, first)
        self.fill(first, write(first))

    def number_of(self, reference: Any) -> int:
        number: int = self.idToObjectNumberAndVersion[reference.name][0]
        return number

    def page_number(self, index: int) -> int:
        """The number of the page at an index from 0, which has been painted."""
        return self.number_of(page_reference(index))

    def _named(self, obj: Any, name: str, number: int | None = None) -> Any:
        setattr(obj, _NAME, name)
        self.idToObject[name] = obj
        if number is not None:
            self._numbered(obj, number)
        return pdfdoc.PDFObjectReference(name)

    def _numbered(self, obj: Any, number: int) -> None:
        name = getattr(obj, _NAME)
        self.idToObjectNumberAndVersion[name] = (number, 0)
        self.numberToId[number] = name

    def written(self, number: int) -> bytes | None:
        """The bytes of the object of a number; None if there is no such object."""
        return self._ready.get(number) or self._alone(number)

    def _alone(self, number: int) -> bytes | None:
        name = self.numberToId.get(number)
        return self.bytes_of(self.idToObject[name]) if name is not None else None

    def listed(self, numbers: range) -> list[bytes]:
        """The bytes of the objects of these numbers; a number that none has stands for nothing (ISO 32000-1, 7.3.9)."""
        if not numbers:
            return []
        found: list[bytes | None] = [None] * len(numbers)
        for first, run in self._runs:
            begin, end = max(first, numbers.start), min(first + len(run), numbers.stop)
            if begin < end:
                found[begin - numbers.start : end - numbers.start] = run[begin - first : end - first]
        ready, alone = self._ready, self._alone
        return [content or ready.get(number) or alone(number) or _UNUSED for number, content in zip(numbers, found, strict=True)]

    def bytes_of(self, obj: Any) -> bytes:
        """The bytes of an object without its number."""
        if isinstance(obj, Written):
            return obj.content
        if isinstance(obj, pdfdoc.PDFPage):
            return bytes(self._page(obj).format(self))
        return bytes(pdfdoc.pdfdocEnc(obj.format(self)).rstrip())

    def _page(self, page: Any) -> Any:
        """A page's dictionary, with whatever was set of what it can hold."""
        entries = {key: value for key in page.__NoDefault__ if (value := getattr(page, key)) is not None}
        entries["Contents"] = self.Reference(page.Contents)
        entries["MediaBox"] = self.memory.of(_media_box, by=(page.pagewidth, page.pageheight))
        return dictionary({**entries, "Type": "/Page", "Parent": self.Reference(self.Pages)})


def _media_box(width: float, height: float) -> bytes:
    box: bytes = array((0, 0, width, height)).format(None)
    return box


def file_bytes(document: Document, identifier: bytes) -> bytes:
    """The file, packed if its objects were numbered for that; its `identifier` is the ID array as it is written.

    New objects may be made while others are written.
    """
    if document.numbering is None:
        return _with_table(document, identifier)
    with ThreadPoolExecutor(1) as pool:
        sections = _sections(document, document.numbering, pool)
    info = document.idToObjectNumberAndVersion[getattr(document.info, _NAME)][0]
    return linearised(document.numbering, sections, Trailer(document._pdfVersion, info, identifier))


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """A value that is written as it is."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, _document: Any) -> bytes:
        return self.content


def _with_table(document: Document, identifier: bytes) -> bytes:
    """Every object by itself, and a cross-reference table (7.5.4)."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    parts = [b"%%PDF-%d.%d\n%b" % (*document._pdfVersion, _COMMENT)]
    size = len(parts[0])
    offsets: list[int] = []
    while (content := document.written(len(offsets) + 1)) is not None:
        written = b"%d 0 obj\n%b\nendobj\n" % (len(offsets) + 1, content)
        offsets.append(size)
        parts.append(written)
        size += len(written)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    parts.append(b"".join([b"%010d 00000 n \n" % offset for offset in offsets]))
    keys = {"Size": len(offsets) + 1, "Root": root, "Info": info, "ID": _Raw(identifier)}
    entries = pdfdoc.pdfdocEnc(dictionary(keys).format(document)).rstrip()
    parts.append(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (entries, size))
    return b"".join(parts)


def _sections(document: Document, numbering: Numbering, pool: Executor) -> Sections:
    """Streams, pages and the outline by themselves, all else in object streams; another core compresses meanwhile.

    The outline stays outside because qpdf 11 and 12 would count its objects in two ways if they were in object streams, and
    the one would warn of what the other takes for right.
    """
    streams, small = document.settle()
    packing = _Packing(document, pool)
    shared = [packing.soon(document.bytes_of, stream) for stream in streams]
    catalog = document.bytes_of(document.Catalog)
    pages = [_page(document, numbering, index) for index in range(len(numbering.pages))]
    linked = [packing.group(group.numbers.start, document.listed(group.numbers)) for group in numbering.groups]
    after_hints = numbering.shared + len(streams) + len(groups_of(range(len(small)))) + 1
    shared_small = packing.block(range(after_hints, after_hints + len(small)))
    others = packing.block(numbering.small)
    outline = document.listed(numbering.outline)
    alone = [packing.soon(document.listed, numbers) for numbers in _singly(numbering.streams)]
    groups = [Group(stream.result(), group.pages) for stream, group in zip(linked, numbering.groups, strict=True)]
    return Sections(
        catalog=catalog,
        pages=pages,
        shared=[stream.result() for stream in shared],
        shared_small=[stream.result() for stream in shared_small],
        groups=groups,
        outline=outline,
        streams=[content for written in alone for content in written.result()],
        small=[stream.result() for stream in others],
    )


def _page(document: Document, numbering: Numbering, index: int) -> list[bytes]:
    """The page's dictionary, its content, and links that it has alone."""
    page, first = document.Pages.pages[index], numbering.pages[index]
    content = page.Contents
    page.Contents = document.place(content, first + 1)
    links = document.listed(range(first + 2, first + numbering.own[index]))
    return [document.bytes_of(page), document.bytes_of(content), *links]


def _singly(numbers: range) -> list[range]:
    return [numbers[index : index + 1] for index in range(len(numbers))]


class _Packing:
    """Puts objects into object streams, which are compressed while the next are written."""

    def __init__(self, document: Document, pool: Executor) -> None:
        self._document = document
        self._pool = pool

    def soon(self, write: Callable[[T], R], what: T) -> Future[R]:
        """Written on another core; here and now if there is little to compress, since most of it is remembered."""
        if not self._document.memory.lasting:
            return self._pool.submit(write, what)
        written: Future[R] = Future()
        written.set_result(write(what))
        return written

    def block(self, numbers: range) -> Sequence[Future[ObjectStream]]:
        if not self._document.memory.lasting:
            return [self.group(group.start, self._document.listed(group)) for group in groups_of(numbers)]
        contents = self._document.listed(numbers)
        return [self.group(group.start, contents[group.start - numbers.start : group.stop - numbers.start]) for group in groups_of(numbers)]

    def group(self, first: int, contents: Sequence[bytes]) -> Future[ObjectStream]:
        memory = self._document.memory
        if not memory.lasting:
            return self._pool.submit(object_stream, first, contents)
        key = ("object stream", first, tuple(contents))
        made: Future[ObjectStream] | None = memory.get(key)
        return made or memory.put(key, self._pool.submit(object_stream, first, contents))
