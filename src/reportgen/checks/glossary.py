"""The report's own glossary against its texts, in both languages.

A glossary section is written for readers: an entry may be a remark, a label or a list. So the report itself tells which
entries are its terms: those that it keeps to nearly everywhere. Where it then departs from one, that is a finding; an
entry that the report mostly does not keep to is one finding, at the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.errors import Position
from reportgen.model.content import Glossary, Pair, Report
from reportgen.model.content import Term as GlossaryEntry
from reportgen.model.walk import nodes_of
from reportgen.prose.finding import Finding, Mark, SideName
from reportgen.prose.names import is_known_name
from reportgen.prose.sides import Side
from reportgen.prose.terms import Term, TermBook

_KEPT = 0.75
"""The share of its uses in which a term must be kept to, to be held to in the others."""
_LEAST_USES = 4
_LEAST_DEPARTURES = 3
_MOSTLY_NOT = 0.25
_KEPT_BY_CHINESE = 0.9
_LEAST_USES_OF_CHINESE = 8
_LEAST_HAN = 3
"""A Chinese word of two characters has many English counterparts (支出: spending, expenditure); longer ones are terms."""


def check_glossary(report: Report, pairs: Sequence[Pair], sides: Sequence[tuple[Side, Side]]) -> Iterator[tuple[Position, Pair, Finding]]:
    """Departures from the terms that the report keeps to, and entries that it does not keep to."""
    entries = [entry for node in nodes_of(report.sections) if isinstance(node, Glossary) for group in node.groups for entry in group.terms]
    if not entries:
        return
    book = TermBook([Term(_forms(entry.en.plain), _forms(entry.zh.plain)) for entry in entries])
    own = {(entry.en.plain, entry.zh.plain) for entry in entries}
    uses: dict[tuple[int, SideName], list[tuple[Pair, bool, Mark]]] = {}
    for pair, (en, zh) in zip(pairs, sides, strict=True):
        if (pair.en.plain, pair.zh.plain) not in own:
            for index, kept, mark in book.departures(en, zh):
                uses.setdefault((index, mark.side), []).append((pair, kept, mark))
    for (index, side), found in uses.items():
        yield from _judge(entries[index], side, found)


def _judge(entry: GlossaryEntry, side: SideName, found: Sequence[tuple[Pair, bool, Mark]]) -> Iterator[tuple[Position, Pair, Finding]]:
    kept = sum(ok for _, ok, _ in found)
    departing = [(pair, mark) for pair, ok, mark in found if not ok]
    form = (entry.zh if side == "en" else entry.en).plain
    language = "Chinese" if side == "en" else "English"
    if len(_forms(entry.en.plain)) > 1 and len(_forms(entry.zh.plain)) > 1:
        return  # a list of several terms
    least, share = (_LEAST_USES, _KEPT) if side == "en" else (_LEAST_USES_OF_CHINESE, _KEPT_BY_CHINESE)
    if (side == "zh" and min(len(mark.text) for _, _, mark in found) < _LEAST_HAN) or is_known_name(entry.en.plain):
        return  # 中美 has both countries and neither name
    if departing and len(found) >= least and kept / len(found) >= share:
        for pair, mark in departing:
            text = pair.en if side == "en" else pair.zh
            yield text.at, pair, Finding("consistency/term", f"“{mark.text}” is not “{form}” in {language}, as it is in {kept} of {len(found)} places", (mark,), "warning" if side == "en" else "info")
    elif side == "en" and len(departing) >= _LEAST_DEPARTURES and kept / len(found) <= _MOSTLY_NOT:
        said = f"the report does not keep to “{entry.en.plain}” = “{entry.zh.plain}”: {len(departing)} of {len(found)} places differ, the first at {departing[0][0].zh.at}"
        yield entry.en.at, Pair(entry.en, entry.zh), Finding("consistency/term", said, (), "warning")


def _forms(cell: str) -> tuple[str, ...]:
    """The forms of an entry, parted by “ / ”, “、” or “;”; what stands in brackets is a form if it is an abbreviation."""
    outside = re.sub(r"\s*[（(][^）)]*[）)]", "", cell)
    brackets = [part for bracket in re.findall(r"[（(]([^）)]*)[）)]", cell) for part in re.split(r"[/、；;]", bracket)]
    short = [part.strip() for part in brackets if re.fullmatch(r"[A-Z][\w&-]{1,7}", part.strip())]
    return tuple(dict.fromkeys(form for part in (*re.split(r" / |、|；|; |, ", outside), *short) if (form := part.strip())))
