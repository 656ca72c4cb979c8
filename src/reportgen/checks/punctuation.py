"""Half-width punctuation where Chinese needs its own (GB/T 15834-2011, 5.1).

Only what is clearly wrong is a problem: a mark directly after a Han character, and a bracket with Han inside it. Marks
beside Latin letters and digits are left to the author.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.errors import Problem
from reportgen.model.content import Language
from reportgen.model.walk import texts_in
from reportgen.patterns import regex
from reportgen.prose.finding import Mark
from reportgen.prose.han import HAN, shape_of

RULE = "zh/half-width-punctuation"
_WRONG = regex(rf"(?<={HAN})[,;:!?)]|(?<={HAN})\.(?=$|\s|{HAN})|\((?={HAN})")
_MARK = regex("[,;:!?().]")
_RIGHT = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_AROUND = 6


def check_punctuation(nodes: Sequence[Any], _languages: tuple[Language, ...]) -> list[Problem]:
    """Each Chinese text with half-width marks, by its first."""
    problems = []
    for language, text in texts_in(nodes):
        words = text.plain if language == "zh" else ""
        found = half_width_marks(words)
        if found:
            mark, at = found[0].text, found[0].start
            around = words[max(at - _AROUND, 0) : at + _AROUND]
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            problems.append(Problem(text.at, f"half-width “{mark}” in Chinese: “{around}”{more}", f"“{_RIGHT[mark]}”", rule=RULE))
    return problems


def half_width_marks(zh: str) -> tuple[Mark, ...]:
    """The marks of a Chinese text that are clearly wrong, in order."""
    if not _MARK.search(zh):
        return ()
    return tuple(Mark("zh", match.start(), match.end(), match[0]) for match in _WRONG.finditer(shape_of(zh)))
