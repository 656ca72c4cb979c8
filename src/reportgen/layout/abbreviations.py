"""A report's glossary in, the abbreviations that it explains out.

An entry explains an abbreviation if it holds both forms, such as “CAGR (Compound Annual Growth Rate)” or
“trailing twelve months / TTM”, and the letters of the one are the initials of the other. Everything else is left alone:
a wrong expansion is worse than none.
"""

from __future__ import annotations

import re

from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import Glossary, Report, Term
from reportgen.model.walk import nodes_of

_FORMS = re.compile(r"^\s*(?P<one>[^()/]+?)\s*(?:\((?P<inside>[^()]+)\)|/\s*(?P<other>[^()/]+?))\s*$")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")
_WORD = re.compile(r"[A-Za-z]+")


def find_expansions(report: Report, memory: Memory = FORGETFUL) -> tuple[tuple[str, str], ...]:
    """Each English abbreviation that the glossary explains, with what it stands for; the first explanation holds."""
    found: dict[str, str] = {}
    for section in report.sections:
        if isinstance(section, Glossary):
            for short, long in memory.of(_expansions_in, section):
                found.setdefault(short, long)
    return tuple(found.items())


def _expansions_in(section: Glossary) -> tuple[tuple[str, str], ...]:
    return tuple(pair for term in nodes_of(section) if isinstance(term, Term) and (pair := _expansion(term)))


def _expansion(term: Term) -> tuple[str, str] | None:
    sides = _FORMS.match(term.en.plain)
    if sides is None:
        return None
    one, other = sides["one"], sides["inside"] or sides["other"]
    for short, long in ((one, other), (other, one)):
        if _ABBREVIATION.fullmatch(short) and _stands_for(short, long):
            return short, long
    return None


def _stands_for(short: str, long: str) -> bool:
    """The capitals of the abbreviation are the initials of the words; small words may be left out."""
    wanted = [letter.lower() for letter in short if letter.isupper()]
    initials = [word[0].lower() for word in _WORD.findall(long)]
    if len(initials) < 2 or not wanted or initials[0] != wanted[0]:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in wanted)
