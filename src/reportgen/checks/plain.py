"""Texts that are also shown where nothing can be clicked hold no notes, links or references.

Titles stand in the contents, the running heads and the bookmarks, labels in drawings, and the manifest's words in the
file's metadata: only the words would be left there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.errors import Problem
from reportgen.model.content import (
    Chart,
    Datum,
    Feature,
    Group,
    Language,
    Manifest,
    Pair,
    Question,
    Reference,
    Section,
    Stack,
)
from reportgen.model.walk import pairs_of


def check_plain_texts(nodes: Sequence[Any], _languages: tuple[Language, ...]) -> list[Problem]:
    """Titles and labels with more than words in them."""
    problems = []
    for what, pair in _plain_pairs(nodes):
        for text in (pair.en, pair.zh):
            if any(span.note or span.reference or span.link for span in text.spans):
                problems.append(Problem(text.at, f"{what} holds a note, a reference or a link", "words alone", rule="page/plain-text"))
    return problems


def _plain_pairs(nodes: Sequence[Any]) -> Iterator[tuple[str, Pair]]:
    for node in nodes:
        match node:
            case Manifest():
                yield from (("a text of the manifest", pair) for pair in pairs_of(node))
            case Section():
                yield "the section’s title", node.title
                if node.short is not node.title:
                    yield "the running head", node.short
                if isinstance(node, Stack):
                    yield "the description of the figure", node.alt
            case Feature():
                yield "the title", node.title
            case Question():
                yield "the question", node.question
            case Chart():
                yield "the description of the chart", node.alt
                yield from (("the heading of a reading", pair) for pair in node.periods)
            case Datum() | Group() | Reference():
                yield from (("a label of the chart", pair) for pair in pairs_of(node))
