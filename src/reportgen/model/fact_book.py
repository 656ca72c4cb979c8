"""The facts of a report while its texts are read: each name in, the words for it out.

A name that does not exist, or a form that its unit does not have, becomes a problem where it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.errors import Position, Problem, nearest
from reportgen.model.content import LANGUAGES, Language, Pair
from reportgen.model.facts import Fact
from reportgen.model.figures.forms import FormFault, read_form
from reportgen.model.figures.rules import FigureRules
from reportgen.model.figures.write import write_figure
from reportgen.model.markup import FactRef, fact_text, plain_text
from reportgen.records import dataclass, field

FACTS = "content/facts.yaml"


@dataclass(frozen=True, slots=True)
class FactBook:
    """The facts and sources by their names, and the house rules to write them by."""

    rules: FigureRules = field(default_factory=FigureRules)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: Mapping[str, Pair] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()
    """Names of facts that could not be read; their problems have been reported."""
    exists: bool = False
    whole: bool = True
    """The file could be parsed, so that what is not in `facts` or `faulty` exists nowhere."""

    def find(self, ref: FactRef, problems: list[Problem]) -> Fact | None:
        """The fact, or None with the problem reported."""
        fact = self.facts.get(ref.fact)
        if fact is None and self.whole and ref.fact not in self.faulty:
            if self.exists:
                expected, hint = "the id of a fact in content/facts.yaml", nearest(ref.fact, list(self.facts))
            else:
                expected, hint = "", "the report has no content/facts.yaml; write \\{ for the brace itself"
            problems.append(Problem(ref.at, f"there is no fact “{ref.fact[:64]}”", expected, hint))
        return fact

    def write(self, ref: FactRef, language: Language, problems: list[Problem]) -> str | None:
        """The words for the fact in a language, or None with the problem reported."""
        fact = self.find(ref, problems)
        if fact is None:
            return None
        try:
            return write_figure(fact.figure, read_form(ref.form), self.rules.side(language))
        except FormFault as fault:
            message = f"the fact “{fact.id}” cannot be written so: {fault.message}"
            problems.append(Problem(ref.at, message, fault.expected, fault.hint))
            return None

    def pair(self, ref: FactRef, languages: tuple[Language, ...], problems: list[Problem]) -> Pair | None:
        """The fact in both languages, blank in one that the report is not written in; None with the problem reported."""
        sides = {}
        for language in LANGUAGES:
            if language not in languages:
                sides[language] = plain_text("", ref.at)
                continue
            words = self.write(ref, language, problems)
            if words is None:
                return None
            sides[language] = fact_text(words, ref)
        return Pair(sides["en"], sides["zh"])

    def source(self, name: str, at: Position, problems: list[Problem]) -> Pair | None:
        """The source of that name, or None with the problem reported."""
        source = self.sources.get(name)
        if source is None and self.whole:
            hint = nearest(name, list(self.sources))
            problems.append(Problem(at, f"there is no source “{name[:64]}”", "the id of a source in content/facts.yaml", hint))
        return source
