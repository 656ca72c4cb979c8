"""The artworks of a report by name: its charts, kept or drawn when a page first shows them, and its images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reportgen.artwork import Artwork
from reportgen.charts.cache import cached_chart, chart_key, files_digest
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.errors import Problem, ReportError
from reportgen.memory import Kept
from reportgen.model.content import Chart


class ReportGallery:
    """What a report shows. A chart that cannot be drawn leaves its problems in `problems` and is not shown."""

    def __init__(
        self, charts: Mapping[str, Chart], settings: ChartSettings, tools: ChartTools, kept: Kept,
        images: Mapping[str, Artwork], told: Callable[[str], None],
    ) -> None:  # fmt: skip
        """`told` hears what is being drawn, and nothing when it is done."""
        self._files: Sequence[str] = ()
        """Digests of what a chart's own code can read."""
        self._charts = charts
        self._settings = settings
        self._tools = tools
        self._kept = kept
        self._images = images
        self._told = told
        self._drawn: dict[str, Artwork | None] = {}
        self.problems: list[Problem] = []

    def be_silent(self) -> None:
        """Tell nobody what is being drawn."""
        self._told = lambda _: None

    def get(self, name: str) -> Artwork | None:
        chart = self._charts.get(name)
        if chart is None:
            return self._images.get(name)
        if name not in self._drawn:
            self._told(f"drawing {name}")
            try:
                self._drawn[name] = self._artwork(chart)
            except ReportError as error:
                self._drawn[name] = None
                self.problems.extend(error.problems)
            self._told("")
        return self._drawn[name]

    def _artwork(self, chart: Chart) -> Artwork:
        """The chart, drawn if it is not remembered; raises `ReportError`."""
        key = self.digest(chart.id) if self._kept.memory.lasting else ""
        known: Artwork | None = self._kept.memory.get(("artwork", key)) if key else None
        artwork = known or cached_chart(chart, self._settings, self._tools, self._kept.cache)
        return self._kept.memory.put(("artwork", key), artwork) if key else artwork

    def digest(self, name: str) -> str:
        """Empty for an image, and for a drawing whose code must not run: its problem is told again in every build."""
        chart = self._charts.get(name)
        if chart is None or (chart.kind == "python" and not self._settings.run_python):
            return ""
        if chart.kind == "python" and not self._files:
            self._files = files_digest(self._tools.folder, self._kept.memory)
        return chart_key(chart, self._settings, self._tools, self._kept.memory, self._files)
