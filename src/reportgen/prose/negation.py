"""A “not” that one side has lost. Only what can hardly be said without a negation is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side

_EN_STRONG = regex(
    r"\b(?:not(?! (?:only|just|least|to mention|until|unlike|so much|far|merely|simply|necessarily the only))|[a-z]+n[’']t|cannot(?! but)|never|"
    r"no longer|neither|no(?= (?!one of|\w+er than|more|less|fewer|doubt|matter|wonder|other than|small)[a-z]))\b",
    re.IGNORECASE,
)
_EN_HINTS = ("no", "n't", "n’t", "never", "neither")
"""Each denial of `_EN_STRONG` has one of these letters in it."""
_EN_SPARED = regex(r"whether or not|if not\b|why not|or not\b|(?:could|can)(?:not|n[’']t) (?:be )?more|not long (?:ago|after)|nothing but|no\. ?\d|not a few|not unlike|isn[’']t it", re.IGNORECASE)
_ZH_ANY = regex("[不没未无非否莫勿甭别休难毫免缺少拒零禁停止反空失离差欠乏绝弃罢防避除盲外假罕仅只才远毋弗]|暂停|有待|以前|直到|落选|告吹|流产|搁浅|落空|惟|唯")
_ZH_STRONG = regex("并未|未能|不能(?!不)|并非|尚未|从未|无法|不得(?!不|已|而知)|不再|不具|不允许|不支持|不打算|不适用|从不")
"""Left out are those that Chinese uses where English says it without a denial: 没有, 不会, 不可, 不应."""
_EN_ANY = regex(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|hardly|scarcely|barely|rarely|seldom|few|fewer|little|less|least|only|unless|until|before|too|instead|rather|"
    r"against|beyond|free|yet|ever|exclu\w+|except|out|away|far|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ial)|reject\w*|bann?\w*|barr?\w*|prohibit\w*|forbid\w*|forbad\w*|stop\w*|"
    r"prevent\w*|unable|miss\w*|absen\w*|short|avoid\w*|declin\w*|ceas\w*|end\w*|los[te]\w*|off|impossib\w*|inca\w+|incomplete\w*|insignif\w+|invisib\w+|invalid\w*|inab\w+|inadeq\w+|"
    r"insuff\w+|ineff\w+|ineligib\w+|infeasib\w+|irre\w+|illegal\w*|illiquid\w*|immun\w+|im(?:practical|possible|perfect|mobile|plausib\w+)\w*|dis\w+|non\w*|un(?!i|der|til)\w+|"
    r"de(?:void|spite)|zero|cannot|spar(?:e|ed|ing)\w*|still|remain\w*|pending|other than|waiv\w*|abandon\w*|drop\w*|cancel\w*|halt\w*|resist\w*|immune|empty|keep\w* from|so far|elud\w+|opaque|open|differ\w*|"
    r"whatever|any\w*|withh?eld|withdr\w+|ignor\w+|neglect\w*|indefinite\w*|instead|closed?|limit\w*|bottleneck\w*|secret|doubt\w*|hard|difficult|silent|moot)\b|[a-z]n[’']t\b|\w+less\b|\bnon-",
    re.IGNORECASE,
)


_DENIED = (("prevent", "预防|防止|阻止"), ("avoid", "避免"), ("ban", "禁止"), ("stop", "停止"), ("reject", "拒绝"), ("exclud", "排除"), ("cancel", "取消"))
"""Verbs that are negative themselves: “does not prevent” needs a “not” beside 预防."""


def check_negation(en: Side, zh: Side) -> Iterator[Finding]:
    """A denial in one language of which nothing is left in the other."""
    lower = en.words.lower()
    may_deny = any(word in lower for word in _EN_HINTS) and (any(verb in lower for verb, _ in _DENIED) or not _ZH_ANY.search(zh.words))
    if may_deny and (match := _denial(en, zh, lower)):
        yield Finding("parity/negation", f"“{match[0]}” has no counterpart in Chinese", (Mark("en", match.start(), match.end(), match[0]),))
    elif (match := _ZH_STRONG.search(zh.words)) and not _EN_ANY.search(en.words):
        yield Finding("parity/negation", f"“{match[0]}” has no counterpart in English", (Mark("zh", match.start(), match.end(), match[0]),), "warning")


def _denial(en: Side, zh: Side, lower: str) -> re.Match[str] | None:
    """What the English denies, if nothing in the Chinese does."""
    spared, chinese = _EN_SPARED.sub(lambda m: " " * len(m[0]), en.words), zh.words
    for verb, words in _DENIED:
        if verb in lower and re.search(rf"(?:\bnot|n[’']t) (?:\w+ )?{verb}", spared, re.IGNORECASE):
            chinese = re.sub(words, "", chinese)
    match = _EN_STRONG.search(spared)
    return None if match and _ZH_ANY.search(chinese) else match
