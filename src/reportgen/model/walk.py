"""Generic walks over the content: every text with its language, every block of a section.

They follow the dataclasses themselves, so a new kind of section is covered without a change here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
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
    return iter(all_nodes(node))


def all_nodes(node: Any) -> tuple[Any, ...]:
    """What `nodes_of` gives, to be kept. Called some hundred times in a build, so it takes the shortest way."""
    found = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind is tuple:
            waiting += part[::-1]
            continue
        try:
            inner = _INNER[kind]
        except KeyError:
            inner = _INNER[kind] = _inner_of(kind)
        if inner is not None:
            found.append(part)
            waiting += inner(part)
    return tuple(found)


def parts_of(report: Report) -> tuple[Any, ...]:
    """What each file of the report gave, in the order in which `nodes_of` walks through the report."""
    return (report.manifest, *report.sections, *report.charts, *report.fonts, *report.facts)


_LEAVES = ("str", "bool", "int", "float", "str | None", "float | None", "Position", "Layer | None", "Icon | None", "Text")
"""Types, as the fields write them, that hold no more parts."""
_INNER: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}
"""For each class of content, what gives the fields that may lead to more, from the last to the first; None for a leaf."""


def _inner_of(cls: type) -> Callable[[Any], tuple[Any, ...]] | None:
    if not is_dataclass(cls) or cls in (Text, Figure):
        return None
    names = [field.name for field in reversed(fields(cls)) if field.type not in _LEAVES]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda part: tuple([getattr(part, name) for name in names])
