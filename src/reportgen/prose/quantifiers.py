"""All, most, some, few: whether a part of a whole that one side names without a figure is another part on the other side.

Only plain words are compared, and only where nothing else in either text can stand for what the other side says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.inflection import bases_of
from reportgen.prose.sides import Side
from reportgen.prose.words import chinese_for

_HINTS = ("部分", "所有", "全部", "全体", "少数", "一些", "有些", "某些", "多数")
"""Each of the Chinese parts below has one of these in it."""
_ALL_EN = r"\b(?<!not )(?<!almost )(?<!nearly )(?<!virtually )(?<!at )(?<!after )(?<!above )(?<!of )(?<!for )(?<!in )(?:all (?:of )?(?:the|its|their|his|her|our|these|those|[a-z]{4,}s)|every (?!few|other|now)[a-z]+)\b"
_MOST_EN = r"\b(?:(?:almost|nearly|virtually) all|most of|most [a-z]{3,}s|the (?:vast |great |overwhelming |large )?majority)\b"
_SOME_EN = r"\b(?<!with )(?<!for )(?<!in )(?:some of (?:the|its|their|his|her|our|these|those)|some (?!of|years|days|weeks|months|hours|minutes|times|hundreds|thousands|millions|billions|dozens)[a-z]{3,}s)\b"
_FEW_EN = r"\b(?:a (?:small|tiny) (?:part|share|fraction|minority|proportion)|a minority|only a few)\b"
_CLASHES = tuple(
    (regex(en, re.IGNORECASE), regex(but_en, re.IGNORECASE), regex(zh), regex(but_zh))
    for en, but_en, zh, but_zh in (
        (_SOME_EN, r"\b(?:all|every\w*|each|both|any\w*|no|none|never|not|entire\w*|whole|total|full\w*|always|throughout|wherever|whatever|overall|across)\b", "(?<!国家)(?<!集体)所有(?![权制者，。；、])|全部|全体", "部分|一些|有[些的人]|某|若干|个别|少[数量]|[几数多]|不少|许|约"),
        (_ALL_EN, r"\b(?:some|part\w*|most\w*|few|several|certain|many|not|but|except|section|component)\b", "(?<!大)(?<!小)(?<!少)(?<!多)(?<!组成)(?<!各)部分|一些|有些|某些", "所有|[全都均各每皆凡整完总满尽逐共悉无不未没]|一切|任何|一律|一概|统统|通通"),
        (_MOST_EN, r"\b(?:few|small\w*|minorit\w+|little|part|handful|rest|remain\w*|left|others?|except)\b", "[一极]?小部分|少部分|极少数|少数(?!民族|派|股|族|群)", "[大多最绝]|所有|几[乎近]|近乎|主要|基本"),
        (_FEW_EN, r"\b(?:most|majority|all|many|bulk)\b", "大部分|大多数|绝大|多数|(?<!国家)(?<!集体)所有(?![权制者，。；、])|全部", "[小少]|仅|只|个别"),
    )
)  # fmt: skip
"""A part in English and what there may stand for the Chinese one; another part in Chinese and what there may stand for the English one."""


def check_quantifiers(en: Side, zh: Side) -> Iterator[Finding]:
    """One finding at most."""
    if not any(hint in zh.words for hint in _HINTS):
        return
    for of_en, but_en, of_zh, but_zh in _CLASHES:
        second = of_zh.search(zh.words)
        first = of_en.search(en.words) if second else None
        if first and second and not but_zh.search(_without(zh.words, second)) and (_are_of_one_noun(first, second) or not but_en.search(_without(en.words, first))):
            marks = (Mark("en", *first.span(), first[0]), Mark("zh", *second.span(), second[0]))
            yield Finding("parity/qualifier", f"“{first[0]}” in English is “{second[0]}” in Chinese", marks)
            return


def _are_of_one_noun(en: re.Match[str], zh: re.Match[str]) -> bool:
    """some patients, 所有患者: nothing else in the English text is meant by the Chinese part."""
    noun = en[0].lower().rsplit(" ", 1)[-1]
    return any(zh.string[zh.end() :].lstrip("的").startswith(chinese) for base in bases_of(noun) for chinese in chinese_for(base))


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
