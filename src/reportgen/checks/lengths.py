"""Texts that are far too long for the place that they are typed in.

Layout finds what does not fit by a little; here it is said, in characters, what can never fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from reportgen.errors import Problem
from reportgen.model.content import (
    Box,
    Card,
    Column,
    Cover,
    Datum,
    Detail,
    Feature,
    HeroFigure,
    Language,
    Manifest,
    Pair,
    Phase,
    Question,
    Section,
    StackLayer,
    Subheading,
    Table,
)

_FIGURE, _LABEL, _TITLE, _TEXT = 80, 160, 300, 1_500
_LIMITS: tuple[tuple[type, int, tuple[str, ...]], ...] = (
    (Manifest, _TITLE, ("title", "edition", "author")),
    (Section, _TITLE, ("title", "short")),
    (Cover, _LABEL, ("kicker",)),
    (HeroFigure, _FIGURE, ("value",)),
    (HeroFigure, _LABEL, ("label",)),
    (Phase, _LABEL, ("name", "dates")),
    (Phase, _TEXT, ("text",)),
    (Card, _FIGURE, ("value",)),
    (Card, _TEXT, ("label", "measures", "change", "source")),
    (Detail, _LABEL, ("label", "value")),
    (StackLayer, _LABEL, ("name",)),
    (Box, _LABEL, ("label", "title")),
    (Box, _TEXT, ("text", "companies")),
    (Feature, _FIGURE, ("figure",)),
    (Feature, _TITLE, ("title", "figure_label")),
    (Question, _TITLE, ("question",)),
    (Subheading, _TITLE, ("heading",)),
    (Column, _LABEL, ("label",)),
    (Datum, _LABEL, ("label", "display", "before_display")),
)


def check_lengths(nodes: Sequence[Any], _languages: tuple[Language, ...]) -> list[Problem]:
    """Texts beyond the limit of their place."""
    problems: list[Problem] = []
    for node in nodes:
        for limit, name in _limits_of(type(node)):  # type: ignore[arg-type]
            _hold(getattr(node, name), limit, f"“{name}”", problems)
        if isinstance(node, Table):
            for row in node.rows:
                for cell in row:
                    _hold(cell, _TEXT, "a cell of a table", problems)
    return list(dict.fromkeys(problems))


@cache
def _limits_of(kind: type) -> tuple[tuple[int, str], ...]:
    """The limits of a class of content, with the fields that they hold for."""
    return tuple((limit, name) for cls, limit, names in _LIMITS if issubclass(kind, cls) for name in names)


def _hold(pair: Pair | None, limit: int, what: str, problems: list[Problem]) -> None:
    for text in (pair.en, pair.zh) if pair else ():
        if len(text.plain) > limit:
            problems.append(
                Problem(text.at, f"the text of {len(text.plain):,} characters is too long for {what}", f"at most {limit:,}", "shorten it", "page/too-long")
            )
