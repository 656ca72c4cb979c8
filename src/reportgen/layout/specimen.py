"""Plain text set in one column, so that a user can judge the type and a test can read it back.

Nothing else stands on the page: the column's left edge is 72 pt from the left edge of the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.errors import Position, Problem
from reportgen.layout.frame import Item, Layout, Node, Page, Text
from reportgen.model.content import Language
from reportgen.text.runs import Line, Style, TextRun
from reportgen.text.setting import Mode, Typesetter
from reportgen.units import Paper

MARGIN = 72.0
_LEADING = 1.5
_LABEL_SIZE = 7.0
_PARAGRAPH = 1


@dataclass(frozen=True, slots=True)
class SpecimenSpec:
    """How a specimen is set: `measures_em` in em of `size` points, one page or more for each."""

    language: Language
    measures_em: tuple[float, ...]
    size: float
    mode: Mode = "justified"
    label: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the specimen and where it stands in its file."""

    text: str
    at: Position


def read_passages(source: str, file: str) -> tuple[Passage, ...]:
    """Paragraphs parted by blank lines; a single line end is a forced break."""
    passages: list[Passage] = []
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*source.splitlines(), ""], 1):
        if line.strip():
            if not lines:
                start = number
            lines.append(line.strip("\r\n"))
        elif lines:
            passages.append(Passage("\n".join(lines), Position(file, start, 1)))
            lines = []
    return tuple(passages)


class _Specimen:
    """Pages filling with lines."""

    def __init__(self, typesetter: Typesetter, paper: Paper, spec: SpecimenSpec) -> None:
        self.typesetter, self.paper, self.spec = typesetter, paper, spec
        theme = typesetter.theme
        weight = "strong" if spec.mode == "balanced" else "text"
        self.style = Style(spec.size, theme.weight(spec.language, weight), theme.ink)
        self.pages: list[list[Item]] = []
        self.problems: list[Problem] = []
        self.y = 0.0

    def page(self, em: float) -> None:
        self.pages.append([])
        self.y = MARGIN
        if self.spec.label:
            style = replace(self.style, size=_LABEL_SIZE, weight=400)
            line = self.typesetter.line([TextRun(f"{em:g} em, {self.spec.size:g} pt", style)], "en")
            self.put(line, MARGIN - 2 * _LABEL_SIZE)

    def put(self, line: Line, baseline: float) -> None:
        self.pages[-1].extend(Text(replace(run, x=run.x + MARGIN, y=run.y + baseline), 1) for run in line.runs)

    def set(self, passages: Sequence[Passage], em: float) -> None:
        """All the passages at one measure, from the top of a new page."""
        self.page(em)
        leading = self.spec.size * _LEADING
        for passage in passages:
            result = self.typesetter.text([TextRun(passage.text, self.style)], self.spec.language, em * self.spec.size, self.spec.mode)
            for missing in dict.fromkeys(result.missing):
                count = result.missing.count(missing)
                times = "once" if count == 1 else f"{count} times"
                self.problems.append(Problem(passage.at, f"no font has the character {missing}, used {times}", "a character of the fonts"))
            if result.overfull:
                self.problems.append(Problem(passage.at, f"a line passes its measure of {em:g} em by {result.overfull:.1f} pt"))
            for line in result.lines:
                if self.y + leading > self.paper.height - MARGIN:
                    self.page(em)
                self.put(line, self.y + self.spec.size)
                self.y += leading
            self.y += leading * _PARAGRAPH


def specimen_layout(
    passages: Sequence[Passage], spec: SpecimenSpec, typesetter: Typesetter, paper: Paper
) -> tuple[Layout, tuple[Problem, ...]]:
    """The specimen's pages, and the characters and lines that could not be set."""
    specimen = _Specimen(typesetter, paper, spec)
    for em in spec.measures_em:
        specimen.set(passages, em)
    pages = tuple(Page(number, paper.width, paper.height, tuple(items), str(number)) for number, items in enumerate(specimen.pages, 1))
    nodes = (Node("Document", -1), Node("P", 0, spec.language))
    return Layout(pages, nodes, (), (spec.language,)), tuple(dict.fromkeys(specimen.problems))
