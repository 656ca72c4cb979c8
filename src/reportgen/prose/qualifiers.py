"""“About”, “over”, “up to”: whether figures that agree in value are qualified alike.

A qualifier that one reader saw beside its number the other language may hold a few words away (约对应380名, 略低于员工总数
的3%) or say with another word. So a qualifier counts as lost only if nothing of its kind stands between the number and its
neighbours; two qualifiers that point to opposite sides clash wherever they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, SideName
from reportgen.prose.leftovers import marks_of
from reportgen.prose.match import Matching
from reportgen.prose.measures import dimension
from reportgen.prose.quantity import STATED, Figures, Qualifier, Quantity
from reportgen.prose.sides import Side

_CALLED = {"": "without a qualifier", "about": "“about”", "over": "“more than” or “at least”", "under": "“less than”", "up to": "“up to” or “at most”", "nearly": "“nearly”"}
_CONVERTED = frozenset({"length", "area", "volume", "mass", "speed"})
_SIDES: dict[Qualifier, int] = {"over": 1, "under": -1, "up to": -1, "nearly": -1}
_ALIKE = ({"nearly", "under"}, {"up to", "under"})
_NEAR = ({"nearly", "about"}, {"nearly", "up to"}, {"about", "up to"})
_CLAUSE = {"en": regex(r"[,;:()—–\n]|\.(?!\d)"), "zh": regex("[，。；：！？（）\n]")}
_REACH = {"en": (48, 30), "zh": (24, 8)}
"""How many characters before and after a number its qualifier can stand."""

_HINTS: dict[SideName, dict[Qualifier, re.Pattern[str]]] = {
    "en": {
        "over": regex(r"\b(?:over|above|more|exceed\w*|excess|least|beyond|surpass\w*|topp?(?:s|ed|ing)?|pass(?:es|ed|ing)?|past|cross\w*|upwards?|north|minimum|greater|higher|"
                           r"older|longer|larger|better|odd|outstripp?\w*|broke|breaking|breach\w*|through|than|clear\w*|later|at and|no (?:fewer|less|lower)|not (?:less|fewer|lower))\b", re.IGNORECASE),
        "under": regex(r"\b(?:less|fewer|under|below|within|lower|shy|short|south|younger|smaller|shorter|nearly|almost|not (?:quite|even)|inside|sub|barely|scarcely|hardly)\b|\bsub-", re.IGNORECASE),
        "nearly": regex(r"\b(?:near\w*|almost|clos\w+|approach\w*|virtually|verging|shy|short|(?:just|slightly|little) (?:under|below|less)|not quite|practically|towards?|brink|within|barely|scarcely|hardly)\b", re.IGNORECASE),
        "up to": regex(r"\b(?:up to|as (?:many|much|high|large|long|far|low|little|few)|maximum|max|most|more than|exceed\w*|limit\w*|capp?\w*|ceiling|within|under|below|less|fewer|no later|by|until|peak\w*|high)\b", re.IGNORECASE),
        "about": regex(r"\b(?:about|around|roughly|approx\w*|some|circa|ca?\.|or so|estimat\w+|region|odd|give or take|close to|near\w*|almost|perhaps|maybe|average\w*|order of|something|equivalent|broadly|likely|like|put at|thereabouts|barely|scarcely|hardly)\b|[~≈∼]", re.IGNORECASE),
    },
    "zh": {
        "over": regex("[超逾过多余越破满]|以上|不止|至少|不少于|不低于|不小于|起码|最低|最少|最短|最早|甚至更|或更|突破|站上|高于|大于|开外|出头|上[百千万亿]|[＞>+]|不下|不亚于|远|有余|之外|早于"),
        "under": regex("不足|不到|低于|少于|小于|未满|不满|未达|未到|以下|以内|之内|[内近]|短于|不及|跌破|跌穿|失守|仅|只|不超过|至多|最多|将近|接近"),
        "nearly": regex("近|几乎|差不多|几近|逼|略低于|略少|不到|不足|差|直追|上下"),
        "up to": regex("最多|至多|不超|最高|最大|最长|最迟|多达|高达|可达|长达|达|以内|之内|以下|上限|封顶|为限|内|不高于|不多于|未超|不足|不到|之多|顶|一度|(?<![有无极期权年界])限(?!公司)"),
        "about": regex("约|大概|左右|上下|前后|估|近|大致|差不多|几|许|来|或|上百|上千|附近|平均|余|多"),
    },
}  # fmt: skip
_AFTER: dict[SideName, re.Pattern[str]] = {
    "en": regex(r"[\s-]*(?:\w+[\s-]){0,3}?(?:or (?:more|so|less|fewer|above|below|over|under|higher|lower|older|younger|longer|better|thereabouts)|and (?:above|over|up|older|under|below)|plus|odd|at (?:the )?(?:very )?(?:least|most)|tops|mark|give or take|threshold|level|barrier|limit|maximum|minimum)\b|\+", re.IGNORECASE),
    "zh": regex(".{0,5}?(?:甚至更|或更|以上|以下|左右|上下|前后|[多余来许]|开外|有余|出头|不止|以内|之内|内|封顶|之多|关口|大关)"),
}  # fmt: skip
_NEXT_IN_A_LIST = 16
"""How many characters may stand between two figures of a list."""
_TAIL = regex(r"[多余来几]|以上|左右|以下|\+")


def check_qualifiers(en: Side, zh: Side, left: Figures, right: Figures, matching: Matching) -> Iterator[Finding]:
    """Qualifiers that one side has lost or turned round."""
    told: set[tuple[int, int]] = set()
    for first, second in matching.pairs:
        if first.is_date or "vague" in (first.kind, second.kind) or not _are_comparable(first, second):
            continue
        if _shares_its_qualifier(first, second, matching):
            continue
        verdict = _verdict(first, second, en, zh, left, right)
        if verdict is None or _other_end_agrees(first, matching) or (first.end_of_range == "high" and (first.start, first.end) in told):
            continue
        if first.end_of_range == "low":
            told.update((q.start, q.end) for q in left.quantities if q.end_of_range == "high" and 0 <= q.start - first.end < 12)
        said = f"“{en.text[first.start:first.end].strip()}” is {_CALLED[first.qualifier]} in English and {_CALLED[second.qualifier]} in Chinese"
        yield Finding("parity/qualifier", said, marks_of(first, second, en.text, zh.text, True), None if verdict else "warning")


def _shares_its_qualifier(en: Quantity, zh: Quantity, matching: Matching) -> bool:
    """about 350 m by 170 m, 约30名男子和20名女子: one qualifier for the figures of a list, on the one side or the other."""
    if en.qualifier and zh.qualifier:
        return False
    wanted = en.qualifier or zh.qualifier
    return any(
        e is not en and e.unit == en.unit and e.kind == en.kind and e.qualifier == z.qualifier == wanted and 0 <= en.start - e.end < _NEXT_IN_A_LIST and -_NEXT_IN_A_LIST < zh.start - z.end < _NEXT_IN_A_LIST
        for e, z in matching.pairs
    )


def _are_comparable(en: Quantity, zh: Quantity) -> bool:
    if min(en.weight, zh.weight) < STATED and not (en.firm and zh.firm and _SIDES.get(en.qualifier, 0) * _SIDES.get(zh.qualifier, 0) < 0):
        return False
    if en.low != zh.low and (en.loose or zh.loose) and en.kind == zh.kind == "number":
        return False
    if en.low != zh.low and en.unit != zh.unit and not (en.qualifier and zh.qualifier) and dimension(en.unit) in _CONVERTED:
        return False  # a converted measure is rightly an approximate one
    return not (zh.loose and zh.end_of_range and {en.qualifier, zh.qualifier} == {"", "about"})  # 七至八成 is rough as it stands


def _verdict(en: Quantity, zh: Quantity, en_side: Side, zh_side: Side, left: Figures, right: Figures) -> bool | None:
    """None if the two agree, True for a clear clash, False for one that is only likely."""
    pair = {en.qualifier, zh.qualifier}
    if len(pair) == 1 or pair in _ALIKE:
        return None
    first, second = _SIDES.get(en.qualifier, 0), _SIDES.get(zh.qualifier, 0)
    hinted_en = zh.qualifier and _is_hinted(en, zh.qualifier, "en", en_side.words, left.quantities)
    hinted_zh = en.qualifier and _is_hinted(zh, en.qualifier, "zh", zh_side.words, right.quantities)
    if "" in pair:
        present = en if en.qualifier else zh
        return None if not present.firm or hinted_en or hinted_zh else True
    if first * second < 0:
        soft = not en.firm or not zh.firm
        return None if soft and (hinted_en or hinted_zh) else True
    if pair in _NEAR:
        return None if hinted_en or hinted_zh else False
    sided = en if first else zh
    return bool(sided.firm and not hinted_en and not hinted_zh)


def _is_hinted(quantity: Quantity, qualifier: Qualifier, side: SideName, text: str, neighbours: Sequence[Quantity]) -> bool:
    """A word of this kind stands between the number and the next ones in its clause."""
    before, after = _REACH[side]
    start = max([0, quantity.start - before, *(q.end for q in neighbours if q.end <= quantity.start and not q.is_date and not _is_whole(q, quantity, side, text) and not _is_other_end(q, quantity))])
    end = min([len(text), quantity.end + after, *(q.start for q in neighbours if q.start >= quantity.end)])
    head = _CLAUSE[side].split(text[start : quantity.start])[-1]
    if start and (tail := _TAIL.match(head)) and any(q.end == start for q in neighbours):
        head = head[tail.end() :]
    if _HINTS[side][qualifier].search(head):
        return True
    rest = _CLAUSE[side].split(text[quantity.end : end])[0]
    match = _AFTER[side].match(rest)
    return bool(match and (_HINTS[side][qualifier].search(match[0]) or qualifier in ("over", "up to", "under") and match[0].endswith(("mark", "threshold", "level", "barrier", "limit", "关口", "大关"))))


def _is_whole(of: Quantity, part: Quantity, side: SideName, text: str) -> bool:
    """约为5万亿日元的三分之一: the qualifier before the whole belongs to the part."""
    return side == "zh" and (part.unit == "%" or part.kind in ("fraction", "multiple")) and text[of.end : part.start] == "的"


def _is_other_end(low: Quantity, high: Quantity) -> bool:
    return low.end_of_range == "low" and high.end_of_range == "high" and high.start - low.end < 12


def _other_end_agrees(en: Quantity, matching: Matching) -> bool:
    """The qualifier of a range may stand at either end: $100M–$1B+, 1亿至10亿以上."""
    if not en.end_of_range:
        return False
    near = [(e, z) for e, z in matching.pairs if e.end_of_range and e is not en and min(abs(e.start - en.end), abs(en.start - e.end)) < 12]
    return any(e.qualifier and e.qualifier == z.qualifier for e, z in near)
