"""Generic walks over the content: every text with its language, every block of a section.

They follow the dataclasses themselves, so a new kind of section is covered without a change here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from reportgen.model.content import (
    Block,
    ChartBlock,
    ImageBlock,
    ItemList,
    Language,
    Pair,
    Paragraph,
    Report,
    Subheading,
    TableBlock,
    Takeaway,
    Term,
)
from reportgen.model.figures.figure import Figure
from reportgen.model.markup import Text
from reportgen.records import fields, is_dataclass

_BLOCKS = (Paragraph, ItemList, Subheading, ChartBlock, ImageBlock, TableBlock, Takeaway)


def blocks_of(node: Any) -> Iterator[Block]:
    """Every block under `node`, in reading order, blocks inside blocks included."""
    for part in nodes_of(node):
        if isinstance(part, _BLOCKS):
            yield part


def texts_of(node: Any) -> Iterator[tuple[Language, Text]]:
    """Every text under `node` with its language, in reading order: English before Chinese."""
    return texts_in(nodes_of(node))


def texts_in(nodes: Iterable[Any]) -> Iterator[tuple[Language, Text]]:
    """The texts of these parts themselves."""
    for part in nodes:
        if isinstance(part, Pair | Paragraph | Term):
            yield "en", part.en
            yield "zh", part.zh


def pairs_of(node: Any) -> Iterator[Pair]:
    """Every pair under `node`, in reading order."""
    for part in nodes_of(node):
        if isinstance(part, Pair):
            yield part
        elif isinstance(part, Paragraph | Term):
            yield Pair(part.en, part.zh)


def nodes_of(node: Any) -> Iterator[Any]:
    """Every typed part under `node`, itself first, in the order of the fields."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting.extend(part[::-1])
            continue
        names = _names_in(type(part))  # type: ignore[arg-type]
        if names is not None:
            yield part
            waiting.extend([getattr(part, name) for name in names])


def all_nodes(node: Any) -> tuple[Any, ...]:
    """What `nodes_of` gives, to be kept."""
    return tuple(nodes_of(node))


def parts_of(report: Report) -> tuple[Any, ...]:
    """What each file of the report gave, in the order in which `nodes_of` walks through the report."""
    return (report.manifest, *report.sections, *report.charts, *report.fonts, *report.facts)


_LEAVES = ("str", "bool", "int", "float", "str | None", "float | None", "Position", "Layer | None", "Icon | None")
"""Types, as the fields write them, that hold no more content."""


@cache
def _names_in(cls: type) -> tuple[str, ...] | None:
    """The fields of a class of content that may lead to more, from the last to the first; None for what is a leaf."""
    if not is_dataclass(cls) or cls in (Text, Figure):
        return None
    return tuple(field.name for field in reversed(fields(cls)) if field.type not in _LEAVES)
