"""The description of a figure says what can be seen, in words of its own (ISO 14289-1, 7.3).

That there is one, that every table has a header and every figure a caption, the classes of the model demand already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from reportgen.errors import Problem
from reportgen.model.content import Chart, Language, Pair, Stack
from reportgen.patterns import regex

_LEAST_CHARACTERS: dict[Language, int] = {"en": 6, "zh": 3}
"""Shorter words can name a figure, but not describe it."""
_FILE_NAME = regex(r"\S+\.(png|jpe?g|gif|svg|tiff?|pdf|ya?ml|csv)", re.IGNORECASE)


def check_descriptions(nodes: Sequence[Any], languages: tuple[Language, ...]) -> list[Problem]:
    """Descriptions that repeat the caption, name a file, or are too short to describe anything."""
    problems: list[Problem] = []
    for node in nodes:
        if isinstance(node, Chart):
            problems += _faults(node.alt, node.title, languages)
        elif isinstance(node, Stack):
            problems += _faults(node.alt, node.caption, languages)
    return problems


def _faults(alt: Pair, title: Pair, languages: tuple[Language, ...]) -> list[Problem]:
    problems = []
    for language in languages:
        text = alt.side(language)
        words = text.plain.strip()
        if words.casefold() == title.side(language).plain.strip().casefold():
            message = "the description only repeats the caption, which is read anyway"
        elif _FILE_NAME.fullmatch(words):
            message = f"the description is the name of a file, “{words[:40]}”"
        elif len(words) < _LEAST_CHARACTERS[language]:
            message = f"“{words}” does not describe the figure"
        else:
            continue
        problems.append(Problem(text.at, message, "what the figure shows, for those who cannot see it", rule="page/description"))
    return problems
