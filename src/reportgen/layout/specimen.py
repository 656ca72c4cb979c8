"""Plain text set in one column, so that a user can judge the type and a test can read it back.

Nothing else stands on the page: the column's left edge is 72 pt from the left edge of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.errors import Position, Problem, Remark
from reportgen.layout.frame import ARTIFACT, Item, Layout, Node, Page, ReadingPlan, Text
from reportgen.model.content import Language
from reportgen.records import dataclass, replace
from reportgen.text.characters import described
from reportgen.text.runs import Line, Style, TextRun
from reportgen.text.setting import Mode, SetText, Typesetter
from reportgen.units import Paper

MARGIN = 72.0
_LEADING = 1.5
_LABEL_SIZE = 7.0
_PARAGRAPH = 1
_QUOTED = 40
_SOUGHT = 4
"""By so many characters a line is looked for in its paragraph."""
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


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
    """A paragraph of the specimen, its lines joined by forced breaks, and where it stands in its file."""

    text: str
    file: str
    line: int

    def position(self, index: int) -> Position:
        """The place in the file of the character at `index`."""
        before = self.text[:index]
        return Position(self.file, self.line + before.count("\n"), index - before.rfind("\n"))


def read_passages(source: str, file: str) -> tuple[Passage, ...]:
    """Paragraphs parted by blank lines; a single line end is a forced break."""
    passages: list[Passage] = []
    lines: list[str] = []
    for number, line in enumerate([*_LINE_END.split(source), ""], 1):
        if line.strip(" \t"):
            lines.append(line)
        elif lines:
            passages.append(Passage("\n".join(lines), file, number - len(lines)))
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
        self.nodes = [Node("Document", -1)]
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []
        self.y = 0.0

    def page(self, em: float) -> None:
        self.pages.append([])
        self.y = MARGIN
        if self.spec.label:
            style = replace(self.style, size=_LABEL_SIZE, weight=400)
            line = self.typesetter.line([TextRun(f"{em:g} em, {self.spec.size:g} pt", style)], "en")
            self.put(line, MARGIN - 2 * _LABEL_SIZE, ARTIFACT)

    def put(self, line: Line, baseline: float, owner: int) -> None:
        self.pages[-1].extend(Text(replace(run, x=run.x + MARGIN, y=run.y + baseline), owner) for run in line.runs)

    def set(self, passages: Sequence[Passage], em: float) -> None:
        """All the passages at one measure, from the top of a new page."""
        self.page(em)
        leading = self.spec.size * _LEADING
        for passage in passages:
            result = self.typesetter.text([TextRun(passage.text, self.style)], self.spec.language, em * self.spec.size, self.spec.mode)
            self.report(passage, result, em)
            self.nodes.append(Node("P", 0, self.spec.language))
            for line in result.lines:
                if self.y + leading > self.paper.height - MARGIN and self.y > MARGIN:
                    self.page(em)
                self.put(line, self.y + self.spec.size, len(self.nodes) - 1)
                self.y += leading
            self.y += leading * _PARAGRAPH

    def report(self, passage: Passage, result: SetText, em: float) -> None:
        """Collect what the passage lacks and where it is not well set."""
        places: dict[str, list[int]] = {}
        for missing in result.missing:
            places.setdefault(missing.character, []).append(missing.index)
        for character, found in places.items():
            times = "" if len(found) == 1 else f", used {len(found)} times"
            self.problems.append(
                Problem(passage.position(found[0]), f"no font has the character {described(character)}{times}",
                        "a character of the fonts", rule="page/no-glyph")
            )  # fmt: skip
        for faulty in result.faulty:
            words = result.lines[faulty.index].text.strip()
            at = passage.position(max(passage.text.find(words[:_SOUGHT]), 0))
            self.remarks.append(Remark(at, f"at {em:g} em, in the line “{words[:_QUOTED]}” {faulty.fault}"))
        if result.overfull:
            self.problems.append(Problem(passage.position(0), f"a line passes its measure of {em:g} em by {result.overfull:.1f} pt", rule="page/too-long"))


def specimen_layout(
    passages: Sequence[Passage], spec: SpecimenSpec, typesetter: Typesetter, paper: Paper
) -> tuple[Layout, tuple[Problem, ...], tuple[Remark, ...]]:
    """The specimen's pages, the characters and lines that could not be set, and the lines that are set badly."""
    specimen = _Specimen(typesetter, paper, spec)
    for em in spec.measures_em:
        specimen.set(passages, em)
    pages = tuple(Page(number, paper.width, paper.height, tuple(items), str(number)) for number, items in enumerate(specimen.pages, 1))
    layout = Layout.of_pages(pages, tuple(specimen.nodes), (), ReadingPlan((spec.language,)))
    return layout, tuple(sorted(set(specimen.problems))), tuple(sorted(set(specimen.remarks)))
