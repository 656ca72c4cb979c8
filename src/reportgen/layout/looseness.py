"""Pages in, counts out: how many gaps between Han, and how many word spaces, are wide enough to be seen.

Read from the glyphs on the page, whatever set them (typography.md, section 8).
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import sub

from reportgen.layout.frame import Page, Text
from reportgen.records import dataclass
from reportgen.text.runs import GlyphRun

_HAN_GAP_EM = 0.25
_WORD_SPACE_EM = 0.45


@dataclass(frozen=True, slots=True)
class LoosePage:
    """A page with gaps between Han over 0.25 em or word spaces over 0.45 em, and how many of each."""

    number: int
    han_gaps: int
    word_spaces: int


def loose_pages(pages: Iterable[Page]) -> tuple[LoosePage, ...]:
    """The pages that have any."""
    counted = (_counted(page) for page in pages)
    return tuple(page for page in counted if page.han_gaps or page.word_spaces)


def _counted(page: Page) -> LoosePage:
    gaps = spaces = 0
    for item in page.items:
        if isinstance(item, Text):
            han, words = _wide_places(item.run)
            gaps += han
            spaces += words
    return LoosePage(page.number, gaps, spaces)


def _wide_places(run: GlyphRun) -> tuple[int, int]:
    """Wide gaps between two Han of the run, and its wide word spaces."""
    gap = (1 + _HAN_GAP_EM) * run.size
    space = _WORD_SPACE_EM * run.size
    han = words = 0
    origins, texts = run.origins, run.texts
    if max(map(sub, origins[1:], origins), default=0.0) <= space:
        return 0, 0
    for k in range(len(origins) - 1):
        step = origins[k + 1] - origins[k]
        if step > space:
            if texts[k] == " ":
                words += 1
            elif step > gap and _is_ideograph(texts[k]) and _is_ideograph(texts[k + 1]):
                han += 1
    return han, words


def _is_ideograph(text: str) -> bool:
    return len(text) == 1 and "\u4e00" <= text <= "\u9fff"
