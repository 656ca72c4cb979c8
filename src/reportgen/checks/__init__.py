"""A reading of a report folder in, what is wrong with its words and references out: one rule a module.

Nothing here knows how the report will look; what does not fit is found by layout.
"""

from __future__ import annotations

from collections.abc import Callable

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
from reportgen.model.load import Reading

Rule = Callable[[Reading], list[Problem]]

_RULES: tuple[Rule, ...] = (
    check_ids,
    check_references,
    check_charts,
    check_descriptions,
    check_notes,
    check_tables,
    check_plain_texts,
    check_lengths,
    check_punctuation,
)


def check_reading(reading: Reading) -> list[Problem]:
    """What every rule finds, those that need fonts excepted."""
    return [problem for rule in _RULES for problem in rule(reading)]
