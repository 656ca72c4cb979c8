"""A page's content in, what it shows out: the text of each marked sequence, what nothing marks, and the colours.

Follows forms (ISO 32000-1, 8.10 and 14.6). Where things stand on the page, this module does not know.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pikepdf
from pikepdf.models import PdfParsingError

from reportgen.pdf.inspect.typefaces import TextDecoder
from reportgen.records import dataclass, field

Key = tuple[int, int]
"""A sequence: the object number of its form, 0 for the page itself, and its number there."""

_DEEPEST = 12
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_PAINTS = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "EI"))
_DEVICE = {"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK"}
_WORD_GAP = -200
"""A step of so many thousandths of an em parts two words in files that show no spaces."""


@dataclass(slots=True)
class PageContent:
    """What a page's content holds."""

    texts: dict[Key, list[str]] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    unmarked: int = 0
    """Text and shapes that are neither tagged nor artifacts."""
    plain: list[str] = field(default_factory=list)
    """All text that is no artifact, in painting order."""
    spaces: Counter[str] = field(default_factory=Counter)
    colours: set[tuple[str, tuple[float, ...]]] = field(default_factory=set)
    unread: str = ""
    """Why the content could not be read to its end."""


@dataclass(slots=True)
class FontShelf:
    """The decoders of a file's fonts, each made once."""

    decoders: dict[Any, TextDecoder] = field(default_factory=dict)
    fonts: dict[Any, Any] = field(default_factory=dict)

    def decoder(self, font: Any) -> TextDecoder:
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.decoders:
            self.decoders[key] = TextDecoder(font)
            self.fonts[key] = font
        return self.decoders[key]


def read_page(page: pikepdf.Page, shelf: FontShelf) -> PageContent:
    """The content of a page and of the forms on it."""
    reader = _Reader(shelf)
    reader.read(page, page.get("/Resources", pikepdf.Dictionary()), 0)
    return reader.content


class _Reader:
    """Goes through the operators with the marks that are open."""

    def __init__(self, shelf: FontShelf) -> None:
        self.shelf = shelf
        self.content = PageContent()
        self.marks: list[Key | str] = []
        self.font: TextDecoder | None = None
        self.depth = 0

    def read(self, stream: Any, resources: Any, form: int) -> None:
        try:
            instructions = pikepdf.parse_content_stream(stream)
        except (pikepdf.PdfError, PdfParsingError) as error:
            self.content.unread = (str(error).splitlines() or ["?"])[0]
            return
        for instruction in instructions:
            operator = str(instruction.operator)
            operands: Any = instruction.operands
            if operator in _SHOWS:
                self._show(operands[-1] if operands else b"")
            elif operator in _PAINTS:
                self._mark(None)
            elif operator in ("BDC", "BMC"):
                self.marks.append(self._opened(operands, resources, form))
            elif operator == "EMC":
                if self.marks:
                    self.marks.pop()
            elif operator == "Tf":
                font = resources.get("/Font", {}).get(str(operands[0]))
                self.font = self.shelf.decoder(font) if font is not None else None
            elif operator == "Do":
                self._draw(resources.get("/XObject", {}).get(str(operands[0])), resources)
            elif operator in _DEVICE:
                self._colour(_DEVICE[operator], operands)
            elif operator in ("cs", "CS"):
                self.content.spaces[_family(operands[0], resources)] += 1

    def _opened(self, operands: Any, resources: Any, form: int) -> Key | str:
        tag = str(operands[0])[1:]
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties))
        if tag == "Artifact":
            return "Artifact"
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            return (form, int(properties.MCID))
        return ""

    def _show(self, shown: Any) -> None:
        if self.font is None:
            return
        parts: list[str] = []
        for item in shown if isinstance(shown, pikepdf.Array) else [shown]:
            if isinstance(item, pikepdf.String):
                parts.append(self.font.decode(bytes(item)))
            elif self.font.bytes_per_code == 1 and float(item) < _WORD_GAP and parts and not parts[-1].endswith(" "):
                parts.append(" ")
        self._mark("".join(parts))

    def _mark(self, text: str | None) -> None:
        """Text (None for a shape) belongs to the innermost sequence that has a number, or is an artifact."""
        content = self.content
        owner = next((mark for mark in reversed(self.marks) if mark), None)
        if owner == "Artifact":
            content.artifacts.append(text or "")
            return
        if text is not None:
            content.plain.append(text)
        if isinstance(owner, tuple):
            content.texts.setdefault(owner, []).append(text or "")
        else:
            content.unmarked += 1

    def _draw(self, drawn: Any, resources: Any) -> None:
        if drawn is None:
            return
        if drawn.get("/Subtype") != "/Form":
            self.content.spaces[_family(drawn.get("/ColorSpace", pikepdf.Name.DeviceGray), resources)] += 1
            self._mark(None)
        elif self.depth < _DEEPEST:
            self.depth += 1
            font = self.font
            self.read(drawn, drawn.get("/Resources", resources), drawn.objgen[0])
            self.font = font
            self.depth -= 1

    def _colour(self, space: str, operands: Any) -> None:
        self.content.spaces[space] += 1
        self.content.colours.add((space, tuple(round(float(part), 3) for part in operands)))


def _family(space: Any, resources: Any) -> str:
    """The family of a colour space (ISO 32000-1, table 62)."""
    if isinstance(space, pikepdf.Name):
        named = resources.get("/ColorSpace", {}).get(str(space))
        return str(space)[1:] if named is None else _family(named, pikepdf.Dictionary())
    if isinstance(space, pikepdf.Array) and len(space):
        return str(space[0])[1:]
    return "?"
