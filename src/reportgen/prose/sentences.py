"""The sentences of two texts beside one another, where they have as many of like length; else both texts as a whole."""

from __future__ import annotations

import re

from reportgen.patterns import regex

Span = tuple[int, int]

_END_EN = regex(r"(?<!\b[A-Z])(?<!\b[MDSJ]r)(?<!\b(?:Ms|St|No|vs|Co))(?<!\b(?:Mrs|Inc|Ltd))(?<!\bCorp)[.!?][”’)\"']*\s+(?=[A-Z“‘(\"\d$€£¥*])")
_END_ZH = regex("[。！？][”’）》]*")
_LEAST_LIKE = 2.4
"""How many times longer for its text one sentence may be than its counterpart."""


def aligned_sentences(en: str, zh: str) -> list[tuple[Span, Span]]:
    """The sentences in their order, or the two wholes. What semicolons part is not told apart: the languages set them in other places."""
    whole = [((0, len(en)), (0, len(zh)))]
    return _side_by_side(_parts(en, _END_EN), _parts(zh, _END_ZH)) or whole


def _side_by_side(en: list[Span], zh: list[Span]) -> list[tuple[Span, Span]]:
    """Pairs in order; none if there are not as many, or some are too unlike in length to belong together."""
    if len(en) != len(zh):
        return []
    usual = (zh[-1][1] - zh[0][0]) / max(1, en[-1][1] - en[0][0])
    for (start, end), (zh_start, zh_end) in zip(en, zh, strict=True):
        likeness = (zh_end - zh_start + 3) / (usual * (end - start) + 3)
        if not 1 / _LEAST_LIKE < likeness < _LEAST_LIKE:
            return []
    return list(zip(en, zh, strict=True))


def _parts(text: str, between: re.Pattern[str]) -> list[Span]:
    cuts = [match.end() for match in between.finditer(text) if text[match.end() :].strip()]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))
