"""A reading of a report folder in, what is wrong with its words and references out: one rule a module.

Nothing here knows how the report will look; what does not fit is found by layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportgen.checks.charts import check_charts
from reportgen.checks.descriptions import check_descriptions
from reportgen.checks.ids import check_ids
from reportgen.checks.lengths import check_lengths
from reportgen.checks.notes import check_notes
from reportgen.checks.plain import check_plain_texts
from reportgen.checks.punctuation import check_punctuation
from reportgen.checks.references import check_references
from reportgen.checks.tables import check_tables
from reportgen.errors import Problem
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import Language
from reportgen.model.load import Reading
from reportgen.model.walk import all_nodes, parts_of

_RULES: tuple[Callable[[Reading, Memory], list[Problem]], ...] = (check_ids, check_references, check_charts, check_notes)
"""Rules about the whole report."""
_PART_RULES: tuple[Callable[[Sequence[Any], tuple[Language, ...]], list[Problem]], ...] = (
    check_descriptions,
    check_tables,
    check_plain_texts,
    check_lengths,
    check_punctuation,
)
"""Rules that look at one typed part after another, and at no other to judge it."""


def check_reading(reading: Reading, memory: Memory = FORGETFUL) -> list[Problem]:
    """What every rule finds, those that need fonts excepted; parts that `memory` knows are not looked at again."""
    languages = reading.report.manifest.languages
    found = [problem for rule in _RULES for problem in rule(reading, memory)]
    return found + [problem for part in parts_of(reading.report) for problem in memory.of(_problems_in, part, by=(languages,))]


def _problems_in(part: Any, languages: tuple[Language, ...]) -> tuple[Problem, ...]:
    nodes = all_nodes(part)
    return tuple(problem for rule in _PART_RULES for problem in rule(nodes, languages))
