"""The figures of a pair of texts in, what their numbers, units, dates and qualifiers disagree about out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.prose.counts import check_counts
from reportgen.prose.finding import Finding
from reportgen.prose.leftovers import Leftovers, marks_of
from reportgen.prose.match import Matching, match_figures
from reportgen.prose.qualifiers import check_qualifiers
from reportgen.prose.quantity import IMPLIED, Figures, Quantity
from reportgen.prose.sides import Side
from reportgen.records import replace


def compare_figures(en: Side, zh: Side, left: Figures, right: Figures) -> list[Finding]:
    """Every clash between the figures that were read from the two sides."""
    en_said = _taken_apart(left.quantities, right.quantities)
    zh_said = _taken_apart(right.quantities, left.quantities)
    left, right = replace(left, quantities=en_said), replace(right, quantities=zh_said)
    matching = match_figures(en_said, zh_said)
    judge = _Judge(en, zh, left, right, matching)
    return [*Leftovers(en, zh, left, right, matching).findings(), *check_qualifiers(en, zh, left, right, matching), *check_counts(en, zh, matching), *judge.directions(), *judge.orders()]


def _taken_apart(own: Sequence[Quantity], other: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The figures with a share (52 of 67, 12场赢5场) as two numbers if the other side does not say it as a share."""
    result: list[Quantity] = []
    for quantity in own:
        if quantity.parts and not any(q.kind == "fraction" and q.low == quantity.low or q.unit == "%" and q.low == quantity.low * 100 for q in other) and (
            {q.low for q in other} >= set(quantity.parts) - {1}
        ):
            result += [replace(quantity, kind="number", low=part, parts=(), loose=False, weight=IMPLIED if part == 1 else quantity.weight) for part in quantity.parts]
        else:
            result.append(quantity)
    return tuple(result)


class _Judge:
    """Looks at one matching from several sides."""

    def __init__(self, en: Side, zh: Side, left: Figures, right: Figures, matching: Matching) -> None:
        self.en, self.zh = en, zh
        self.left, self.right = left, right
        self.matching = matching

    def directions(self) -> Iterator[Finding]:
        for en, zh in self.matching.pairs:
            if not en.is_date and en.rises * zh.rises < 0 and "multiple" not in (en.kind, zh.kind):
                up, down = ("English", "Chinese") if en.rises > 0 else ("Chinese", "English")
                yield Finding("parity/direction", f"{up} says up and {down} says down", marks_of(en, zh, self.en.text, self.zh.text))

    def orders(self) -> Iterator[Finding]:
        """from A to B against 从B到A, and ranges that run the other way."""
        pairs = self.matching.pairs
        for (en, zh), (en_next, zh_next) in zip(pairs, pairs[1:], strict=False):
            if en.unit != en_next.unit or en.kind != en_next.kind or en.low == en_next.low:
                continue
            is_range = en.end_of_range == "low" and en_next.end_of_range == "high" and zh.end_of_range == "high" and zh_next.end_of_range == "low"
            if is_range or (en.origin and not en_next.origin and zh_next.origin and not zh.origin and not en.is_date):
                yield Finding("parity/range", "the two ends stand the other way round in Chinese",
                              (*marks_of(en, zh_next, self.en.text, self.zh.text), *marks_of(en_next, zh, self.en.text, self.zh.text)))  # fmt: skip
