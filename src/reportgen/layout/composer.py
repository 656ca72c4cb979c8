"""The compositor's bench: sets content in a role, and turns lines into items on the page.

Holds what every piece needs (theme, styles, typesetter, edition, structure) and collects what does not fit and which
characters no font has. The modules for the single pieces use it; it knows none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.errors import Position, Problem
from reportgen.layout.edition import Column, Edition
from reportgen.layout.frame import ARTIFACT, Anchor, Fragment, Item, Link
from reportgen.layout.frame import Text as TextItem
from reportgen.layout.numbering import Numbering
from reportgen.layout.piece import TextPiece
from reportgen.layout.styles import RunMaker, Styles, TextStyle, make_styles
from reportgen.layout.tree import Tree
from reportgen.model.content import Language, Pair
from reportgen.model.markup import Text
from reportgen.text.runs import NOTE_ROLE, Line, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme

_LINK_ASCENT_EM = 0.88


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
        self.problems: list[Problem] = []
        self.maker = RunMaker(theme, numbering)
        self._referred: set[str] = set()

    # --- trials ---------------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """What has been collected so far, for `rewind`."""
        return Checkpoint(self.tree.size, len(self.problems), frozenset(self._referred))

    def rewind(self, to: Checkpoint) -> None:
        """Forget what was set since the checkpoint: it was a trial."""
        self.tree.cut(to.nodes)
        del self.problems[to.problems :]
        self._referred = set(to.referred)

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
                Problem(position, f"“{widest.text.strip()[:40]}” is {result.overfull:.1f} pt too wide for its place",
                        f"at most {measure:.0f} pt", "shorten it")
            )  # fmt: skip
        return result.lines

    # --- lines to items -------------------------------------------------------------------------------------------

    def items(self, line: Line, x: float, baseline: float, owner: int) -> list[Item]:
        """The line's glyph runs and links with its left end at x on a baseline."""
        items: list[Item] = [
            TextItem(replace(run, x=run.x + x, y=run.y + baseline), owner) for run in line.runs
        ]
        size = max((run.size for run in line.runs), default=0.0)
        for link in line.links:
            top = baseline - size * _LINK_ASCENT_EM
            items.append(Link(x + link.x, top, link.width, size * 1.15, link.target, owner))
            if link.role == NOTE_ROLE and link.target not in self._referred:
                self._referred.add(link.target)
                items.append(Anchor(link.target.replace("#note-", "ref-"), top))
        return items

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

    # --- pairs ----------------------------------------------------------------------------------------------------

    def rows(self, lines: Sequence[Line], x: float, pitch: float, owner: int) -> tuple[tuple[Item, ...], ...]:
        """Lines as rows of a grid."""
        drop = pitch * 0.74
        return tuple(tuple(self.items(line, x, drop, owner)) for line in lines)

    def pair_piece(
        self, pair: Pair, style: TextStyle, role: str = "P", parent: int = 0, *, before: int = 1, keep: bool = False,
    ) -> TextPiece:  # fmt: skip
        """A pair level on the grid, one text in each column of the edition."""
        columns = []
        for column in self.edition.columns:
            text = pair.side(column.language)
            owner = self.tree.add(role, parent, column.language)
            lines = self.lines(text, style, column.language, column.width)
            columns.append(self.rows(lines, column.x, style.pitch, owner))
        return TextPiece(tuple(columns), style.pitch, before, keep, pair.en.at)

    def column_place(self, column: Column, y: float, owner: int = ARTIFACT) -> Place:
        return Place(column.x, y, column.width, owner)

    def too_tall(self, at: Position, excess: float) -> Problem:
        """What stands on one page takes `excess` points more than the page has."""
        return Problem(at, f"this does not fit on its page: it is {excess:.0f} pt too tall", "shorter texts", "shorten it")
