"""The sentences of two texts beside one another, where they have as many; else both texts as a whole."""

from __future__ import annotations

import re

from reportgen.patterns import regex

Span = tuple[int, int]

_END_EN = regex(r"(?<!\b[A-Z])(?<!\b[MDSJ]r)(?<!\b(?:Ms|St|No|vs|Co))(?<!\b(?:Mrs|Inc|Ltd))(?<!\bCorp)[.!?][”’)\"']*\s+(?=[A-Z“‘(\"\d$€£¥*])")
_END_ZH = regex("[。！？][”’）》]*(?!$)")
_SEMICOLONS = {"en": regex(r";\s+"), "zh": regex("；")}


def aligned_sentences(en: str, zh: str) -> list[tuple[Span, Span]]:
    """The sentences in their order, with what a semicolon parts as well if both have as many; or the two wholes."""
    left, right = _parts(en, [_END_EN, _SEMICOLONS["en"]]), _parts(zh, [_END_ZH, _SEMICOLONS["zh"]])
    if len(left) != len(right):
        left, right = _parts(en, [_END_EN]), _parts(zh, [_END_ZH])
    if len(left) != len(right):
        return [((0, len(en)), (0, len(zh)))]
    return list(zip(left, right, strict=True))


def _parts(text: str, ends: list[re.Pattern[str]]) -> list[Span]:
    cuts = sorted({match.end() for end in ends for match in end.finditer(text) if text[match.end() :].strip()})
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))
