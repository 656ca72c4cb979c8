"""The compositor's bench: sets content in a role, and turns lines into items on the page.

Holds what every piece needs (theme, styles, typesetter, edition, structure) and collects what does not fit and which
characters no font has. The modules for the single pieces use it; it knows none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.artwork import Artwork
from reportgen.errors import Position, Problem, Remark
from reportgen.layout.chapters import reference_anchor
from reportgen.layout.edition import Column, Edition
from reportgen.layout.frame import ARTIFACT, ROOT, Anchor, Fragment, Item, Link
from reportgen.layout.frame import Text as TextItem
from reportgen.layout.numbering import Numbering
from reportgen.layout.piece import TextPiece
from reportgen.layout.styles import RunMaker, Styles, TextStyle, make_styles
from reportgen.layout.tree import Tree
from reportgen.model.content import Language, Pair
from reportgen.model.markup import Text
from reportgen.records import dataclass, replace
from reportgen.text.runs import NOTE_ROLE, Line, LinkSpan, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme

_QUOTED = 40
_LINK_ASCENT_EM = 0.88
_EDGE = 0.01
HEADING = "H"
"""The role of a heading whose level follows from where it stands."""
NOTE_WORDS: dict[Language, str] = {"en": "Note {}", "zh": "注释{}"}
BACK_WORDS: dict[Language, str] = {"en": "Back to the text from note {}", "zh": "由注释{}返回正文"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in a fragment: left edge, top, and the measure, in points; `owner` in the structure."""

    x: float
    y: float
    width: float
    owner: int = ARTIFACT


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How much a composer had collected at a moment."""

    nodes: int
    problems: int
    remarks: int
    referred: frozenset[str]


class Composer:
    """Sets content for one edition."""

    def __init__(self, theme: Theme, typesetter: Typesetter, edition: Edition, numbering: Numbering) -> None:
        self.theme = theme
        self.typesetter = typesetter
        self.edition = edition
        self.numbering = numbering
        self.styles: Styles = make_styles(theme)
        self.tree = Tree()
        self.pictures: Mapping[str, Artwork] = {}
        """The report's images by the names of their blocks."""
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []
        self.maker = RunMaker(theme, numbering)
        self._referred: set[str] = set()
        self._running: tuple[int, str, int] | None = None
        """Owner, target and element of the link that the line before ended in: the next line may go on with it."""

    @property
    def referred(self) -> frozenset[str]:
        """The notes that were referred to, as links name them."""
        return frozenset(self._referred)

    # --- trials ---------------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """What has been collected so far, for `rewind`."""
        return Checkpoint(self.tree.size, len(self.problems), len(self.remarks), frozenset(self._referred))

    def rewind(self, to: Checkpoint) -> None:
        """Forget what was set since the checkpoint: it was a trial."""
        self.tree.cut(to.nodes)
        del self.problems[to.problems :]
        del self.remarks[to.remarks :]
        self._referred = set(to.referred)
        self._running = None

    # --- text to lines --------------------------------------------------------------------------------------------

    def lines(self, text: Text, style: TextStyle, language: Language, measure: float, lead: Text | None = None) -> tuple[Line, ...]:
        """The text broken to the measure, with an optional run-in heading before it."""
        runs = self.maker.runs(text, style, language)
        if lead is not None:
            head = self.maker.runs(lead, replace(style, weight="strong"), language)
            stop = "\u2002" if language == "en" else "\u3000"
            runs = [*head, TextRun(stop, head[-1].style), *runs] if head else runs
        return self._checked(runs, style, language, (measure, text.at))

    def words(self, words: str, style: TextStyle, language: Language) -> Line:
        """Words of our own on one line."""
        return self.typesetter.line(self.maker.words(words, style, language), language)

    def line(self, text: Text, style: TextStyle, language: Language) -> Line:
        """The text on one line at its natural width."""
        return self.typesetter.line(self.maker.runs(text, style, language), language)

    def _checked(self, runs: Sequence[TextRun], style: TextStyle, language: Language, at: tuple[float, Position]) -> tuple[Line, ...]:
        measure, position = at
        result = self.typesetter.text(runs, language, measure, style.mode)
        if result.overfull:
            widest = max(result.lines, key=lambda line: line.width)
            self.problems.append(
                Problem(position, f"“{widest.text.strip()[:_QUOTED]}” is {result.overfull:.1f} pt too wide for its place",
                        f"at most {measure:.0f} pt", "shorten it", "page/too-long")
            )  # fmt: skip
        for faulty in result.faulty:
            words = result.lines[faulty.index].text.strip()[:_QUOTED]
            self.remarks.append(Remark(position, f"in the line “{words}” {faulty.fault}"))
        return result.lines

    # --- lines to items -------------------------------------------------------------------------------------------

    def items(self, line: Line, x: float, baseline: float, owner: int) -> list[Item]:
        """The line's glyph runs and links with its left end at x on a baseline."""
        links = _joined(line.links)
        elements = self._link_elements(line, links, owner)
        items: list[Item] = []
        for run in line.runs:
            inside = next((k for k, link in enumerate(links) if _covers(link, run.x)), None) if links else None
            mine = owner if inside is None else elements[inside]
            items.append(TextItem(run.moved(x, baseline), mine))
        size = max((run.size for run in line.runs), default=0.0)
        for link, element in zip(links, elements, strict=True):
            top = baseline - size * _LINK_ASCENT_EM
            words = self._link_words(line, link, owner)
            items.append(Link(x + link.x, top, link.width, size * 1.15, link.target, element, words))
            if link.role == NOTE_ROLE and link.target not in self._referred:
                self._referred.add(link.target)
                items.append(Anchor(reference_anchor(link.target), top))
        return items

    def _link_elements(self, line: Line, links: Sequence[LinkSpan], owner: int) -> list[int]:
        """An element for each link of the line; one that the line before ended in goes on."""
        running, self._running = self._running, None
        if owner <= ROOT:
            return [owner for _ in links]
        elements = []
        for link in links:
            begins = link.x <= _EDGE and running is not None and running[:2] == (owner, link.target)
            element = running[2] if begins and running is not None else self._link_element(link, owner)
            elements.append(element)
        if links and line.runs and _covers(links[-1], line.runs[-1].x):
            self._running = (owner, links[-1].target, elements[-1])
        return elements

    def _link_element(self, link: LinkSpan, owner: int) -> int:
        """A link; inside a reference if it leads to another place of the document (ISO 32000-1, table 338)."""
        language = self.tree.language(owner)
        parent = self.tree.add("Reference", owner, language) if link.target.startswith("#") else owner
        return self.tree.add("Link", parent, language)

    def _link_words(self, line: Line, link: LinkSpan, owner: int) -> str:
        """Where the link leads, in the language around it (ISO 14289-1, 7.18.5)."""
        words = "".join(run.text for run in line.runs if _covers(link, run.x)).strip()
        language = self.tree.language(owner) or self.edition.languages[0]
        if link.role == NOTE_ROLE:
            return NOTE_WORDS[language].format(words)
        return words if link.target.startswith("#") or words == link.target else f"{words} ({link.target})"

    def put(self, fragment: Fragment, text: Text, style: TextStyle, language: Language, place: Place) -> float:
        """Set a text into a fragment at its place; returns the y below it. Lines stand `style.pitch` apart."""
        lines = self.lines(text, style, language, place.width)
        return self.put_lines(fragment, lines, style, place)

    def put_lines(self, fragment: Fragment, lines: Sequence[Line], style: TextStyle, place: Place) -> float:
        """Place set lines one under another; returns the y below them."""
        y = place.y
        for line in lines:
            fragment.items.extend(self.items(line, place.x, y + self.baseline_in(style), place.owner))
            y += style.pitch
        fragment.height = max(fragment.height, y)
        return y

    def baseline_in(self, style: TextStyle) -> float:
        """From the top of a line of this role to its baseline: the type stands in the middle of its pitch."""
        return style.pitch / 2 + style.size * 0.36

    def part(self, items: list[Item]) -> None:
        """Put a space at the end of the last of these items' words: what is read next stands far from them, not after them.

        ISO 32000-1, 14.8.2.5: the words of a tagged document are parted by spaces, not by their places.
        """
        for index in range(len(items) - 1, -1, -1):
            item = items[index]
            if isinstance(item, TextItem):
                items[index] = replace(item, run=self.typesetter.parted(item.run))
                return

    # --- pairs ----------------------------------------------------------------------------------------------------

    def rows(self, lines: Sequence[Line], x: float, pitch: float, owner: int) -> tuple[tuple[Item, ...], ...]:
        """Lines as rows of a grid."""
        drop = pitch * 0.74
        return tuple(tuple(self.items(line, x, drop, owner)) for line in lines)

    def element(self, role: str, parent: int, language: Language) -> int:
        """An element of the role; `HEADING` is a heading below the one of the section that `parent` is."""
        return self.tree.add_heading(parent, language, 1) if role == HEADING else self.tree.add(role, parent, language)

    def pair_piece(
        self, pair: Pair, style: TextStyle, role: str = "P", parent: int = 0, *, before: int = 1, keep: bool = False,
    ) -> TextPiece:  # fmt: skip
        """A pair level on the grid, one text in each column of the edition."""
        columns = []
        for column in self.edition.columns:
            text = pair.side(column.language)
            owner = self.element(role, parent, column.language)
            lines = self.lines(text, style, column.language, column.width)
            columns.append(self.rows(lines, column.x, style.pitch, owner))
        return TextPiece(tuple(columns), style.pitch, before, keep, pair.en.at)

    def column_place(self, column: Column, y: float, owner: int = ARTIFACT) -> Place:
        return Place(column.x, y, column.width, owner)

    def too_tall(self, at: Position, excess: float) -> Problem:
        """What stands on one page takes `excess` points more than the page has."""
        return Problem(at, f"this does not fit on its page: it is {excess:.0f} pt too tall", "shorter texts", "shorten it", "page/too-long")


def _covers(link: LinkSpan, x: float) -> bool:
    """The run that begins at `x` is part of the link; a run lies in one text run, so in or out as a whole."""
    return link.x - _EDGE <= x < link.x + link.width - _EDGE


def _joined(links: Sequence[LinkSpan]) -> tuple[LinkSpan, ...]:
    """Neighbours that lead to the same place (words of a link in two styles) as one; notes stay apart."""
    joined: list[LinkSpan] = []
    for link in links:
        last = joined[-1] if joined else None
        touches = last is not None and link.x - last.x - last.width < 1.0 and last.target == link.target
        if last is not None and touches and link.role != NOTE_ROLE:
            joined[-1] = replace(last, width=link.x + link.width - last.x)
        else:
            joined.append(link)
    return tuple(joined)
