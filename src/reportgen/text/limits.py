"""When a set line is not good enough to pass in silence: looser than the rules allow, or short of its measure.

Limits of typography.md: ZH-17, ZH-20 and MX-05 for Chinese, EN-01 for English. A line beyond them is the best that could
be had (a long name in a narrow column); whoever set it should hear of it.
"""

from __future__ import annotations

from reportgen.model.content import Language
from reportgen.text.runs import Line
from reportgen.theme import Spacing

_PURE_FROM_EM = 11.0
_GAP_FROM_EM = 12.0
_SHORT_EM = 0.03
_ROUNDING_EM = 0.005


def fault_of(line: Line, language: Language, measure_em: float, spacing: Spacing) -> str:
    """What is wrong with a justified line that is not the last, as a phrase with the figures; empty if nothing is."""
    size = line.runs[0].size if line.runs else 1.0
    lacking = measure_em - (line.width - line.room) / size
    if lacking > _SHORT_EM:
        return f"the line is {lacking:.2f} em short of its measure"
    loose = line.loose
    if language == "en":
        if loose.space > spacing.space_most_en + _ROUNDING_EM:
            return f"word spaces are {loose.space:.2f} em wide, more than {spacing.space_most_en:.2f} em"
        return ""
    pure = measure_em >= _PURE_FROM_EM and not any(c.isascii() and c.isalnum() for c in line.text)
    most = spacing.han_stretch_most if pure else spacing.han_stretch_last
    if loose.han > most + _ROUNDING_EM:
        return f"characters stand {loose.han:.2f} em apart, more than {most:.2f} em"
    if measure_em >= _GAP_FROM_EM and loose.gap > spacing.han_latin_most + _ROUNDING_EM:
        return f"gaps between Chinese and Latin are {loose.gap:.2f} em wide, more than {spacing.han_latin_most:.2f} em"
    if loose.space > spacing.han_stretch_last + _ROUNDING_EM:
        return f"word spaces are {loose.space:.2f} em wide, more than {spacing.han_stretch_last:.2f} em"
    return ""
