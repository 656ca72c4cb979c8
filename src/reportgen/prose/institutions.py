"""The kind of institution that is named: a Bank against 统计局, a University against 协会.

Most institutions are in no list, but their kind is said in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import words_of
from reportgen.prose.sides import Side

_KINDS: tuple[tuple[str, str, str], ...] = (
    # words of a name in English | how Chinese names it | all that Chinese may say for it
    ("University|College", "大学", "大学|学院|高校|院校|学校|帝国理工|麻省理工|加州理工|[清北复]大|[一-鿿]大(?![利陆])"),
    ("Bank", "银行|央行", "行|储|联储"),
    ("Ministry", "部(?=[长门，。表称发公宣说]|数据)", "部|省|委|署|厅"),
    ("Court", "法院|法庭", "法|庭"),
    ("Association|Federation|Consortium|Society|Union|Alliance|League|Chamber|Council", "协会|联合会|商会|学会|联盟|工会|理事会", "会|盟|联|组织|团体|院"),
    ("Commission|Committee", "委员会", "委|会|组"),
    ("Exchange", "交易所|证交所", "交易所|证交所|所|交所"),
    ("Fund", "基金会|基金组织", "基金|组织"),
    ("Bureau|Office|Agency|Administration|Authority", "统计局|总局|管理局|监管局|署(?=[，。表称发公宣说])", "局|署|办|厅|处|室|所|机构|部|政府|当局"),
    ("Institute|Laboratory|Academy|Centre|Center", "研究所|研究院|实验室|科学院", "所|院|室|中心|学会|智库|机构|协会"),
)  # fmt: skip
_NAME_BEFORE = r"\b(?:[A-Z][\w’'-]+ (?:(?:of|for|and|the|on) )*)*"
_PATTERNS = tuple(
    (regex(rf"(?<!^)\b(?:{en})\b(?= (?:of|for|on) (?:the )?[A-Z])|(?<=[a-z’'s&] )(?<![.!?] )(?:{en})\b"), regex(named), regex(any_of)) for en, named, any_of in _KINDS
)
_WORDS_OF_KIND = tuple(tuple(words.split("|")) for words, _, _ in _KINDS)
_WORDS = frozenset(word.lower() for words, _, _ in _KINDS for word in words.split("|"))


def check_institutions(en: Side, zh: Side) -> Iterator[Finding]:
    """One kind in English that the Chinese lacks, and one in Chinese that the English lacks."""
    if _WORDS.isdisjoint(words_of(en.words)):
        return
    english = [(k, match) for k, (word, _, any_of) in enumerate(_PATTERNS) if any(w in en.words for w in _WORDS_OF_KIND[k]) and (match := word.search(en.words)) and not any_of.search(zh.words)]
    if len(english) != 1:
        return
    kind, left = english[0]
    chinese = [match for k, (_, named, _) in enumerate(_PATTERNS) if k != kind and (match := named.search(zh.words)) and not re.search(rf"\b(?:{_KINDS[k][0]})\b", en.words, re.IGNORECASE)]
    if len(chinese) == 1:
        marks = (Mark("en", *left.span(), left[0]), Mark("zh", *chinese[0].span(), chinese[0][0]))
        yield Finding("parity/name", f"a “{left[0]}” in English is a “{chinese[0][0]}” in Chinese", marks)
