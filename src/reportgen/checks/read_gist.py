"""A pair of texts in, its gist out.

Loads the reading of numbers, dates and names, which takes longer than to look at what was kept: only
`reportgen.checks.findings` calls it, for pairs whose words have changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.checks.gist import Figure, Gist
from reportgen.checks.glossary import forms_of
from reportgen.checks.name_forms import names_in
from reportgen.model.content import Pair
from reportgen.model.content import Term as GlossaryEntry
from reportgen.prose.completeness import lengths_of
from reportgen.prose.editor import Conventions, check_pair
from reportgen.prose.english import read_english
from reportgen.prose.english_style import Variety
from reportgen.prose.quantity import STATED, Quantity
from reportgen.prose.sides import side_of_text
from reportgen.prose.terms import Term, TermBook

_LEAST_COUNT = 1000
"""Smaller counts without a unit are typed: three companies are no fact."""
_SPANS = frozenset({"year", "day", "month", "week", "h", "min"})


class GistReader:
    """Reads pairs of one report, whose glossary and spelling it knows."""

    def __init__(self, entries: Sequence[GlossaryEntry], variety: Variety | None) -> None:
        self._book = TermBook([Term(forms_of(entry.en), forms_of(entry.zh)) for entry in entries])
        self._conventions = Conventions(variety=variety, usual_ratio=None)

    def read(self, pair: Pair) -> Gist:
        en, zh = side_of_text(pair.en), side_of_text(pair.zh)
        terms = self._book.departures(en, zh) if self._book.terms else ()
        return Gist(
            tuple(check_pair(en, zh, self._conventions)),
            lengths_of(en, zh),
            tuple(_figure(q) for q in read_english(pair.en.plain).quantities if _is_a_figure(q)),
            tuple(names_in(pair)),
            tuple((index, kept, mark.side, mark.start, mark.end) for index, kept, mark in terms),
        )


def _is_a_figure(quantity: Quantity) -> bool:
    """It could be a fact: a stated number with a unit, or a large one; a stretch of time is none."""
    return quantity.weight == STATED and quantity.kind == "number" and (bool(quantity.unit) or quantity.low >= _LEAST_COUNT) and quantity.unit not in _SPANS


def _figure(quantity: Quantity) -> Figure:
    return quantity.kind, str(quantity.low), quantity.unit, quantity.start, quantity.end
