"""What a chart is drawn with: the measure and languages of the place, and the tools of the run.

Knows nothing of matplotlib, so that asking the cache for a chart costs no import of it.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.model.content import LANGUAGES, Language
from reportgen.records import dataclass
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme


@dataclass(frozen=True, slots=True)
class ChartSettings:
    """How one drawing is wanted: `width` in points; `run_python` lets charts of kind `python` run their code.

    `no_code` says that it was not the report that forbade it.
    """

    width: float
    languages: tuple[Language, ...] = LANGUAGES
    run_python: bool = False
    no_code: bool = False


@dataclass(frozen=True, slots=True)
class ChartTools:
    """What all charts of a run share; `folder` is the report's folder, which holds charts/."""

    theme: Theme
    typesetter: Typesetter
    folder: Path
