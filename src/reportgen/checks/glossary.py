"""The report's own glossary against its texts, in both languages.

A glossary section is written for readers: an entry may be a remark, a label or a list. So the report itself tells which
entries are its terms: those that it keeps to nearly everywhere. Where it then departs from one, that is a finding; an
entry that the report mostly does not keep to is one finding, at the entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportgen.checks.gist import Gist
from reportgen.errors import Position
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.content import Glossary, Pair, Report
from reportgen.model.content import Term as GlossaryEntry
from reportgen.model.markup import Text
from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark, SideName

_KEPT = 0.75
"""The share of its uses in which a term must be kept to, to be held to in the others."""
_LEAST_USES = 4
_LEAST_DEPARTURES = 3
_MOSTLY_NOT = 0.25
_KEPT_BY_CHINESE = 0.9
_LEAST_USES_OF_CHINESE = 8
_LEAST_HAN = 3
"""A Chinese word of two characters has many English counterparts (支出: spending, expenditure); longer ones are terms."""

_BRACKETS, _IN_BRACKETS = regex(r"\s*[（(][^）)]*[）)]"), regex(r"[（(]([^）)]*)[）)]")
_BETWEEN, _BETWEEN_SHORT = regex(r" / |、|；|; |, "), regex(r"[/、；;]")
_PARTING = frozenset("/、；;,(（")
"""What parts the forms of an entry."""
_SHORT = regex(r"[A-Z][\w&-]{1,7}")


_Use = tuple[Pair, bool, int, int]
"""A term in a pair: whether the other side keeps to it, and the characters that name it."""


def glossary_of(report: Report, memory: Memory = FORGETFUL) -> list[GlossaryEntry]:
    """The entries of the report's glossary that have a form in both languages, in their order."""
    return [entry for section in report.sections if isinstance(section, Glossary) for entry in memory.of(_entries_of, section)]


def _entries_of(section: Glossary) -> tuple[GlossaryEntry, ...]:
    return tuple(entry for group in section.groups for entry in group.terms if forms_of(entry.en) and forms_of(entry.zh))


def check_glossary(entries: Sequence[GlossaryEntry], pairs: Sequence[Pair], gists: Sequence[Gist]) -> Iterator[tuple[Position, Pair, Finding]]:
    """Departures from the terms that the report keeps to, and entries that it does not keep to."""
    own = {(entry.en.plain, entry.zh.plain) for entry in entries}
    uses: dict[tuple[int, SideName], list[_Use]] = {}
    for pair, gist in zip(pairs, gists, strict=True):
        if gist.terms and (pair.en.plain, pair.zh.plain) not in own:
            for index, kept, side, start, end in gist.terms:
                uses.setdefault((index, side), []).append((pair, kept, start, end))
    for (index, side), found in uses.items():
        yield from _judge(entries[index], side, found)


def _judge(entry: GlossaryEntry, side: SideName, found: Sequence[_Use]) -> Iterator[tuple[Position, Pair, Finding]]:
    kept = sum([use[1] for use in found])
    departing = [use for use in found if not use[1]]
    least, share = (_LEAST_USES, _KEPT) if side == "en" else (_LEAST_USES_OF_CHINESE, _KEPT_BY_CHINESE)
    is_kept_to = departing and len(found) >= least and kept / len(found) >= share
    is_not_kept_to = side == "en" and len(departing) >= _LEAST_DEPARTURES and kept / len(found) <= _MOSTLY_NOT
    if not (is_kept_to or is_not_kept_to) or not _is_a_term(entry, side, found):
        return
    if is_kept_to:
        form, language = (entry.zh.plain, "Chinese") if side == "en" else (entry.en.plain, "English")
        for pair, _, start, end in departing:
            text = pair.side(side)
            mark = Mark(side, start, end, text.plain[start:end])
            yield text.at, pair, Finding("consistency/term", f"“{mark.text}” is not “{form}” in {language}, as it is in {kept} of {len(found)} places", (mark,), "warning" if side == "en" else "info")
    else:
        said = f"the report does not keep to “{entry.en.plain}” = “{entry.zh.plain}”: {len(departing)} of {len(found)} places differ, the first at {departing[0][0].zh.at}"
        yield entry.en.at, Pair(entry.en, entry.zh), Finding("consistency/term", said, (), "warning")


def _is_a_term(entry: GlossaryEntry, side: SideName, found: Sequence[_Use]) -> bool:
    """Not a list of several terms, nor one whose Chinese is too short to tell, nor a name: 中美 has both countries and neither name."""
    if len(forms_of(entry.en)) > 1 and len(forms_of(entry.zh)) > 1:
        return False
    if side == "zh" and min(end - start for _, _, start, end in found) < _LEAST_HAN:
        return False
    from reportgen.prose.known_names import is_known_name  # reads the names, which few reports call for

    return not is_known_name(entry.en.plain)


def forms_of(text: Text) -> tuple[str, ...]:
    """The forms of an entry, parted by “ / ”, “、” or “;”; what stands in brackets is a form if it is an abbreviation."""
    return _forms_in(text.plain)


@lru_cache(maxsize=4096)
def _forms_in(cell: str) -> tuple[str, ...]:
    if _PARTING.isdisjoint(cell):
        return (cell.strip(),) if cell.strip() else ()
    brackets = [part for bracket in _IN_BRACKETS.findall(cell) for part in _BETWEEN_SHORT.split(bracket)]
    short = [part.strip() for part in brackets if _SHORT.fullmatch(part.strip())]
    return tuple(dict.fromkeys(form for part in (*_BETWEEN.split(_BRACKETS.sub("", cell)), *short) if (form := part.strip())))
