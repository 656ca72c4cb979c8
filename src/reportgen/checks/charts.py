"""Each chart stands in the report, once."""

from __future__ import annotations

from reportgen.errors import Position, Problem, nearest
from reportgen.memory import Memory
from reportgen.model.content import AnySection, ChartBlock, Cover
from reportgen.model.load import Reading
from reportgen.model.walk import blocks_of


def check_charts(reading: Reading, memory: Memory) -> list[Problem]:
    """Charts that are placed and do not exist, are placed twice, or exist and are placed nowhere."""
    report = reading.report
    known = dict.fromkeys(chart.id for chart in report.charts)
    problems = []
    placed: dict[str, Position] = {}
    for name, at, is_block in (place for section in report.sections for place in memory.of(_places, section)):
        if name not in known:
            if not reading.problems or name not in reading.ids:
                problems.append(Problem(at, f"there is no chart “{name}”", f"a file charts/{name}.yaml", nearest(name, list(known)), "page/reference"))
        elif is_block and name in placed:
            problems.append(Problem(at, f"the chart “{name}” is placed twice", "one place", f"the first is at {placed[name]}", "page/unplaced-chart"))
        placed.setdefault(name, at)
    if not reading.problems:
        problems += [
            Problem(chart.at, "the chart is placed nowhere in the report", hint=f"place it with “- chart: {chart.id}” or remove it", rule="page/unplaced-chart")
            for chart in report.charts
            if chart.id not in placed
        ]
    return problems


def _places(section: AnySection) -> tuple[tuple[str, Position, bool], ...]:
    """Name, place, and whether it is a chart in the text (and not the cover's picture)."""
    cover = [(section.picture, section.at, False)] if isinstance(section, Cover) and section.picture else []
    return (*cover, *((block.chart, block.at, True) for block in blocks_of(section) if isinstance(block, ChartBlock)))
