"""The words beside the page: the job ticket line in both languages, set by our own typesetter."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.layout.frame import ARTIFACT, Item, Text
from reportgen.model.content import Language, Manifest
from reportgen.records import dataclass, replace
from reportgen.text.runs import Style, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import INK
from reportgen.units import POINTS_PER_MM, Paper, mm

_SIZE, _PITCH = 5.5, 8.0
_INSET = mm(12)
"""From the trim's left edge, and from the register mark in the middle."""
_PAPER_NAMES = {"a4": "A4", "letter": "US Letter"}


@dataclass(frozen=True, slots=True)
class Job:
    """What a shop must know to print: `colours` such as CMYK + Gold, `condition` that the colours are made for."""

    title: str
    title_zh: str
    edition: str
    edition_zh: str
    pages: int
    paper: Paper
    bleed: float
    colours: str
    condition: str

    def parts(self, language: Language) -> tuple[str, str]:
        """What is printed, and how."""
        width, height = (round(side / POINTS_PER_MM, 1) for side in (self.paper.width, self.paper.height))
        sheet = f"{_PAPER_NAMES.get(self.paper.name, self.paper.name)} {width:g} × {height:g} mm"
        bleed = f"{self.bleed / POINTS_PER_MM:g} mm"
        if language == "en":
            return f"{self.title} | {self.edition} | {self.pages} pages", f"{sheet} | bleed {bleed} | {self.colours} | {self.condition}"
        return f"{self.title_zh} | {self.edition_zh} | 共{self.pages}页", f"{sheet} | 出血 {bleed} | {self.colours} | {self.condition}"

    def line(self, language: Language) -> str:
        """The job ticket line, without the number of the page."""
        return " | ".join(self.parts(language))


def job_of(manifest: Manifest, pages: int, paper: Paper, bleed: float, inks: tuple[str, str]) -> Job:
    """The job of a report; `inks` are its colours and the printing condition."""
    title, edition = manifest.title, manifest.edition
    return Job(title.en.plain, title.zh.plain, edition.en.plain, edition.zh.plain, pages, paper, bleed, *inks)


def slug_lines(job: Job, languages: Sequence[Language], typesetter: Typesetter, number: int) -> list[Item]:
    """Two lines for each language with the number of the page, English left of the register mark and Chinese right of it.

    The corner of the first is at (0, 0), at the left edge of the trim.
    """
    items: list[Item] = []
    for column, language in enumerate(languages):
        page = f"page {number} of {job.pages}" if language == "en" else f"第{number}页，共{job.pages}页"
        what, how = job.parts(language)
        style = Style(_SIZE, typesetter.theme.weight(language), INK)
        for row, words in enumerate((f"{page} | {what}", how)):
            line = typesetter.line([TextRun(words, style)], language)
            x, baseline = _INSET + column * job.paper.width / 2, _SIZE + row * _PITCH
            items.extend(Text(replace(run, x=run.x + x, y=run.y + baseline), ARTIFACT) for run in line.runs)
    return items
