"""What an English amount states where it stands, as a quantity: with qualifier, direction, origin and how surely it is meant.

Amounts come from `english_numbers`; which words state one is for `english` and `english_shares`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Literal

from reportgen.patterns import regex
from reportgen.prose.english_context import comes_from, direction_of, qualifier_after, qualifier_before
from reportgen.prose.english_numbers import Amount, AmountReader
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Quantity
from reportgen.prose.tokens import Tokens
from reportgen.records import replace

_FACTOR = regex(r"\bfactor of (?:about |roughly |around |nearly |almost |at least |more than )?$", re.IGNORECASE)
_DETERMINERS = frozenset(["the", "these", "those", "all", "its", "their", "our", "his", "her", "both", "other", "last", "first", "next"])
_SPANS = frozenset({"year", "month", "week", "day", "decade", "hour", "qtr", "century", "h", "min"})


class QuantityReader(AmountReader):
    """Keeps the quantities that were read so far."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        super().__init__(text, tokens)
        self.found: list[Quantity] = []

    def _add(self, amount: Amount, unit: str, after: int, end_of_range: Literal["", "low", "high"]) -> None:
        """A number, an ordinal (21st) or a multiple (5x), as what follows it tells."""
        tokens = self.tokens
        after = max(after, amount.next)
        following = tokens.lower[after : after + 1]
        start, end = amount.start, tokens.ends[after - 1]
        if not unit and following in (["st"], ["nd"], ["rd"], ["th"]) and tokens.glued(after - 1, after):
            self._put("ordinal", amount.value, start, tokens.ends[after])
            return
        j = after + (tokens.texts[after : after + 1] in (["-"], ["‑"]))
        if not unit and tokens.lower[j : j + 1] in (["x"], ["×"], ["times"], ["fold"]) and not amount.currency:
            self._put("multiple", amount.value, start, tokens.ends[j], loose=True, end_of_range=end_of_range)
            return
        if not unit and "actor of" in self.text[:start] and _FACTOR.search(self.text[:start]):
            self._put("multiple", amount.value, start, end, loose=True)
            return
        weight = STATED if amount.digits else self._weight(amount, unit, after)
        self._put("number", amount.value, start, end, unit=unit, weight=weight, end_of_range=end_of_range)
        if amount.sign:
            self.found[-1] = replace(self.found[-1], rises=amount.sign)

    def _weight(self, amount: Amount, unit: str, after: int) -> int:
        """How surely a number in words is meant as a number."""
        if amount.value in (0, 1):
            return OPTIONAL
        before = self.tokens.lower[max(self.tokens.index_at(amount.start) - 1, 0) : self.tokens.index_at(amount.start)]
        if amount.value <= 10 and not unit and before and before[0] in _DETERMINERS:
            return IMPLIED
        if amount.value == 2 and not unit:
            return IMPLIED
        compound = self.tokens.texts[after : after + 1] in (["-"], ["‑"]) and not unit and amount.scale == 1
        return IMPLIED if compound else STATED

    def _vague(self, magnitude: Fraction, first: int, last: int) -> None:
        tokens = self.tokens
        amount = Amount(magnitude, tokens.starts[first], last + 1, tokens.ends[last])
        unit, after = self.unit(amount)
        end = tokens.ends[after - 1] if unit else tokens.ends[last]
        self._put("vague", magnitude, tokens.starts[first], end, unit=unit)

    def _put(self, kind: str, low: Fraction, start: int, end: int, **more: object) -> None:
        qualifier, firm = qualifier_before(self.text, start)
        if (not qualifier or not firm) and (after := qualifier_after(self.text, end)):
            qualifier, firm = after, True
        if qualifier == "over" and firm and more.get("unit") in _SPANS and re.search(r"\bover\s*$", self.text[:start], re.IGNORECASE):
            firm = False  # “over three years” is mostly “during”
        rises = direction_of(self.tokens, start, end)
        fields: dict[str, Any] = {"qualifier": qualifier, "firm": firm, "rises": rises, "origin": comes_from(self.text, start)}
        self.found.append(Quantity(kind, low, start, end, **(fields | more)))  # type: ignore[arg-type]
