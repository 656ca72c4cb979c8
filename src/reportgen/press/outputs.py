"""A layout in, what is printed of it out: the formes of one kind of output, with the words that go with them."""

from __future__ import annotations

from reportgen.layout.frame import Layout
from reportgen.model.content import Manifest
from reportgen.press.formes import Forme, booklet_formes, press_formes
from reportgen.press.imposition import SHEETS, ImpositionRefused, fitted, impose, spine_width
from reportgen.press.instructions import Booklet, instruction_formes
from reportgen.press.settings import Press
from reportgen.press.slug import Job, job_of, slug_lines
from reportgen.records import dataclass
from reportgen.text.setting import Typesetter
from reportgen.units import POINTS_PER_MM, Paper


@dataclass(frozen=True, slots=True)
class Printing:
    """A report that has been set, and how it is to be printed."""

    layout: Layout
    manifest: Manifest
    paper: Paper
    press: Press
    typesetter: Typesetter

    @property
    def spine_mm(self) -> float:
        """Width of the spine of a perfect binding."""
        return round(spine_width(len(self.layout.pages), self.press.caliper) / POINTS_PER_MM, 2)

    @property
    def job(self) -> Job:
        spot = self.typesetter.theme.accent.spot
        colours = f"CMYK + {spot}" if spot else "CMYK"
        intent = self.press.profiles.intent
        return job_of(self.manifest, len(self.layout.pages), self.paper, self.press.bleed, (colours, intent.name))


def for_press(printing: Printing) -> tuple[Forme, ...]:
    """Each page with bleed, marks and its job ticket line."""
    job, layout = printing.job, printing.layout
    return press_formes(
        layout.pages,
        printing.press.bleed,
        lambda number, _: slug_lines(job, layout.languages, printing.typesetter, number),
    )


def for_booklet(printing: Printing) -> tuple[Forme, ...]:
    """A sheet of instructions, and the sheets to be folded; raises `ImpositionRefused`."""
    layout, press = printing.layout, printing.press
    sheet = SHEETS[press.sheet]
    if len(layout.pages) < 1:
        raise ImpositionRefused("there are no pages to fold")
    sides = impose(len(layout.pages), press.signature, press.caliper)
    languages = printing.manifest.languages  # whoever prints an English edition may read Chinese
    titles = {language: printing.manifest.title.side(language).plain for language in languages}
    booklet = Booklet(titles, len(layout.pages), sides, sheet, fitted(printing.paper, sheet), press)
    instructions = instruction_formes(booklet, languages, printing.typesetter)
    return (*instructions, *booklet_formes(layout.pages, sides, sheet, press.flip))
