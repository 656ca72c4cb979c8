"""A “not” that one side has lost or added: sentence by sentence, by what denies there and by what is denied.

Chinese says many a “not” in another way (滞销 is “remain unsold”), and English many a 不; so a denial is only missed where
nothing in the other sentence can carry it, or where the other side affirms the very word that is denied here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark, SideName
from reportgen.prose.negation_words import (
    BARRING_VERBS,
    EN_DENIALS,
    EN_LATE,
    NEGATIVE_VERBS,
    ZH_CLAUSE_DENIALS,
    ZH_DENIALS,
    ZH_FIRM,
    ZH_HARD,
    ZH_LATE,
    may_carry_en,
    may_carry_zh,
    without_pseudo_en,
    without_pseudo_zh,
)
from reportgen.prose.sentences import aligned_sentences
from reportgen.prose.sides import Side
from reportgen.prose.words import bases_in_dictionary, chinese_for, english_at

_EN_HINTS = ("no", "without", "n't", "n’t", "never", "neither", "fail", "refus", "declin", "unable", "yet", "unlikely", "den", "rul", "few", "hardly", "lack", "miss")
"""Each denial of `EN_DENIALS` has one of these in it."""
_ZH_HINTS = regex("[不没未无非难勿莫别]|拒绝|否[认决]|[少罕]有|很少|避免|禁止|失败|毋")
_WORD = regex("[A-Za-z]+")
_CLAUSE_EN, _CLAUSE_ZH = regex(r"[,;:—()]|\b(?:but|and|or|though|although|while|because|which|who|whose|that|if|when|until|unless|than)\b"), regex("[，；：、（）—]|但|而(?!且)")
_ANY_DENIAL_EN = regex(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot|few|hardly|barely|rarely|only|unless|until|before|too|unable|little|less|least|"
    r"stop\w*|avoid\w*|prevent\w*|lack\w*|against|fail\w*|refus\w*|den\w+|reject\w*|bann?(?:s|ed|ing)?|yet|un(?!i|der|til)\w+|non\w*|unlikely|rule[sd]? out|"
    r"ruling out|all but|but (?:one|two|three)|free of|instead|rather|oppos\w+|declin\w+|than|far from|out of|short of|dis\w+|in\w+able|no longer|away|"
    r"impossible|doubt\w*|hard|difficult|struggl\w+|gross)\b|n[’']t\b|\w+less\b|\w+free\b",
    re.IGNORECASE,
)
_SOME_DENIAL_EN = regex(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot|few|hardly|barely|rarely|unless|unable|avoid\w*|prevent\w*|lack\w*|fail\w*|refus\w*|"
    r"den(?:y|ied|ies)|reject\w*|bann?(?:s|ed|ing)?|yet to|un(?!i|der|til)\w+|non\w*|hard|difficult|struggl\w+|all but|but (?:one|two|three)|free of|"
    r"free from|miss\w*|short of|ill|hesitat\w*|reluctan\w*|too|stop\w*|away|absen\w*|"
    r"abandon\w*|exclu\w+|prohibit\w*|forbid\w*|barred|cancel\w*|dropped|los[et]\w*|instead|rather|impossible|off|declin\w*|out of|private\w*|acquit\w*|clear(?:s|ed)|dis(?:agree|approv|miss)\w*)\b|n[’']t\b|\w+less\b",
    re.IGNORECASE,
)
_FUNCTION_WORDS = """a an the be been being is are was were am do does did has have had having will would can could may might must should shall to of for in on at by with as so
any all very it its he she they we you i his her their our my your yet ever also even still only just more much many such this that these those there from into up out than really fully yet actually currently always necessarily immediately seriously entirely directly
significantly any evidence plans plan and or but not no if then when who what how why where"""
_MEANING_NOTHING = frozenset(_FUNCTION_WORDS.split())
_REACH = 6
_QUANTIFIERS = ("none", "nobody", "no one", "neither", "few", "hardly", "no", "lack")
_AFFIRMED_BY = (
    (r"\bcan(?:not|[’']t)|could", "能够|可以|能(?!源|力|量|耗|效)|可(?!能|见|靠|持续|卡)"),
    (r"\b(?:has|have|had|is|are|was|were)(?: not|n[’']t| never)|never|yet to", "早?已经?(?!知)|曾经?"),
    (r"\b(?:will|would)(?: not| never|n[’']t)|\bwon[’']t", "将(?!军)|会(?![议员长谈见面计])"),
    (r"\bdid(?: not|n[’']t)|fail|miss", "已|成功|终于"),
    ("refus|declin", "同意|愿意|答应|接受"),
    ("unlikely", "可能|有望"),
    ("none|nobody|no one|neither", "所有|全部|均|都(?!市)|多[名人]|每"),
    ("few|hardly", "许多|很多|众多|大多|几乎"),
)
"""What in English denies, and what in Chinese affirms in its place."""
_AFFIRMED_IN_ENGLISH_BY = (("不能|无法|不可|不得", r"\b(?:can|may|could|able to|allowed)\b"), ("不会", r"\b(?:will|would)\b"), ("[未没]", r"\b(?:has|have|had) (?!no\b|to\b)\w+(?:ed|en|wn|de|id|ld|nd|ne)\b"), ("不[需用必]|无[需须]", r"\b(?:must|needs?|has to|have to|requires?)\b"))
_ELLIPSIS = regex(r"\s*(?:[.,;!?”]|$)")
"""“dogs do not.”: what is denied has been said before."""
_PLAIN_DENIAL = regex(r"\b(?:not|no|never|none|nor|neither|without|cannot|unable|hardly|yet)\b|n[’']t\b", re.IGNORECASE)
_WITHOUT = regex(r"\bwith(?:out| no)\b", re.IGNORECASE)
_WITHOUT_A_THING = regex(r"\bwithout (?:any |a |an |the )?((?:[a-z]+ )?[a-z]+)\b(?<!ing)", re.IGNORECASE)
_DOUBLE = regex(r"[^,.;:]{0,40}?\b(?:without|off the table|out of the question|impossible|un(?!i|der|til)\w+|fail\w*|inconceivable|exceptions?|excluded|beyond|inevitable|immune|exempt|spared|escap\w+)\b", re.IGNORECASE)
"""“Nothing is off the table”: a denial of a denial, which Chinese may say without either."""
_OF_A_NOUN = regex("(?:没有|无|未)[^，的]{1,6}的")
_OF_PEOPLE = regex("[未不](?=[^，。；：的]{1,6}者)")
"""未接触者: those who are left, whom English may call by no “not”."""
_DENIES_BEHIND = regex(r"\b(?:no|none|nothing|nobody|few|little|neither|nowhere|only|until|unless|not|but|less|too|never)\b", re.IGNORECASE)
_DENIES_OF_ZH = regex("[能会可曾再太很有被予以得到是在将应需要想愿打算敢肯够进行任何对把向这那其个名位家人所直接的地完全真正]")


def check_negation(en: Side, zh: Side) -> Iterator[Finding]:
    """A denial in one language that the other has lost; one finding at most."""
    lower = en.words.lower()
    in_english, in_chinese = any(hint in lower for hint in _EN_HINTS), _ZH_HINTS.search(zh.words)
    if not in_english and not in_chinese:
        return
    for (en_start, en_end), (zh_start, zh_end) in aligned_sentences(en.words, zh.words):
        pair = _Sentences(en.words[en_start:en_end], zh.words[zh_start:zh_end])
        sure = in_english and pair.affirmed("en") or in_chinese and (pair.denied_twice() or pair.affirmed("zh"))
        sure = sure or (pair.with_instead() if in_english else None)
        found = sure or in_english and pair.lost("en") or in_chinese and pair.lost("zh")
        if found:
            side, match = found
            milder = not sure and not pair.is_echoed(side, match)
            start = match.start() + (en_start if side == "en" else zh_start)
            missing = "Chinese" if side == "en" else "English"
            marks = (Mark(side, start, start + len(match[0]), match[0]),)
            yield Finding("parity/negation", f"“{match[0].strip()}” has no counterpart in {missing}", marks, "warning" if milder else None)
            return


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


_Found = tuple[SideName, re.Match[str]] | None


class _Sentences:
    """A sentence of each language, and the same without what only looks like a denial."""

    def __init__(self, en: str, zh: str) -> None:
        self.en, self.zh = en, zh
        self.en_plain, self.zh_plain = without_pseudo_en(en), without_pseudo_zh(zh)

    def lost(self, side: SideName) -> _Found:
        """A denial of this side, if nothing on the other can carry one."""
        if side == "en":
            match = next((match for match in EN_DENIALS.finditer(self.en_plain) if not _ELLIPSIS.match(self.en_plain, match.end()) and not _DOUBLE.match(self.en_plain, match.end())), None)
            carried = match and (may_carry_zh(self.zh_plain) or EN_LATE.search(self.en) and ZH_LATE.search(self.zh_plain))
            return (side, match) if match and not carried else None
        match = ZH_CLAUSE_DENIALS.search(_OF_PEOPLE.sub(_blank, self.zh_plain.replace("不同", "  ")))
        if match and may_carry_en(self.en):
            match = None if may_carry_en(self.en, firmly=True) else ZH_FIRM.search(self.zh_plain)
        return (side, match) if match else None

    def with_instead(self) -> _Found:
        """“without any supervision” against 需要监督: nothing in the Chinese can deny, and it has the very thing."""
        match = _WITHOUT_A_THING.search(self.en)
        if match is None or may_carry_zh(self.zh_plain):
            return None
        things = [chinese for word in match[1].lower().split() for chinese in chinese_for(word) if len(chinese) > 1]
        return ("en", match) if any(re.search(f"(?:需要?|须|必须|必需|有|在|经过?|凭|借助)[^，。；]{{0,6}}{re.escape(thing)}", self.zh_plain) for thing in things) else None

    def affirmed(self, side: SideName) -> _Found:
        """A denial of a word that the other side has, and never under a denial."""
        there = len(list(ZH_DENIALS.finditer(self.zh_plain)))
        if side == "en":
            return next((("en", match) for match in EN_DENIALS.finditer(self.en_plain) if self._denies_a_denial(match) or len(list(_SOME_DENIAL_EN.finditer(self.en_plain))) > there and self._is_affirmed_in_chinese(match)), None)
        if not there or _SOME_DENIAL_EN.search(self.en_plain):
            return None
        return next((("zh", match) for match in ZH_DENIALS.finditer(self.zh_plain) if self._is_affirmed_in_english(match)), None)

    def is_echoed(self, side: SideName, denial: re.Match[str]) -> bool:
        """The other side says what is denied here, or the verb that stands for it without a “not”; else it may only put the matter in other words."""
        if side == "en":
            clause = _CLAUSE_EN.split(self.en_plain[denial.end() : denial.end() + 60])[0] or self.en_plain
            content = [word for word in _WORD.findall(clause.lower()) if word not in _MEANING_NOTHING]
            of_all = denial[0].lower().startswith(_QUANTIFIERS)
            said = any(chinese in self.zh for word in content[: 5 if of_all else 2] for chinese in chinese_for(word) if len(chinese) > 1 or word == content[0])
            around = self.en_plain[max(0, denial.start() - 12) : denial.end()]
            return said or any(re.search(en, around, re.IGNORECASE) and re.search(zh, self.zh_plain) for en, zh in _AFFIRMED_BY)
        clause = re.split("[，。；：、]", self.zh_plain[denial.end() :])[0]
        found = [(at, *english_at(clause, at)) for at in range(len(clause))]
        entries = {entry for at, entries, end in found if end - at > 1 or at < 2 for entry in entries} - _MEANING_NOTHING
        words = {base for word in _WORD.findall(self.en.lower()) for base in (word, *bases_in_dictionary(word))}
        return not entries.isdisjoint(words) or any(re.search(zh, denial[0] + clause[:2]) and re.search(en, self.en, re.IGNORECASE) for zh, en in _AFFIRMED_IN_ENGLISH_BY)

    def denied_twice(self) -> _Found:
        """不能排除 against “ruled out”: the Chinese denies a verb that is negative itself, the English does not."""
        for verb, words in BARRING_VERBS:
            match = re.search(rf"(?:不[能会可应]|无法|未能?|没有?|并未|尚未|从未)(?:{words})", self.zh_plain)
            places = list(re.finditer(rf"\b(?:{verb})\b", self.en, re.IGNORECASE)) if match else []
            if match and places and not _PLAIN_DENIAL.search(self.en):
                return "zh", match
        return None

    def _denies_a_denial(self, denial: re.Match[str]) -> bool:
        """“did not rule out” against 排除: the verb is there, with no “not” in its clause."""
        after = self.en_plain[denial.end() : denial.end() + 30].lower()
        for verb, words in NEGATIVE_VERBS:
            if re.match(rf"\W*(?:\w+ )?(?:{verb})\b", after):
                places = [match for match in re.finditer(words, self.zh)]
                return bool(places) and not any(ZH_HARD.search(self._clause_around(match)) for match in places)
        return False

    def _is_affirmed_in_chinese(self, denial: re.Match[str]) -> bool:
        if denial[0].lower() in ("none", "nobody", "no one", "nothing", "neither", "nowhere", "no longer") or denial[0].lower().startswith(("few", "hardly", "lack")):
            return False
        clause = _CLAUSE_EN.split(self.en_plain[denial.end() : denial.end() + 60])[0]
        content = [word for word in _WORD.findall(clause.lower()) if word not in _MEANING_NOTHING]
        chinese = chinese_for(content[0]) if content else ()
        places = [match for word in chinese for match in re.finditer(re.escape(word), self.zh)]
        return bool(places) and not any(self._is_denied_in_chinese(match) for match in places)

    def _is_denied_in_chinese(self, match: re.Match[str]) -> bool:
        clause = self._clause_around(match)
        return bool(may_carry_zh(clause) or EN_LATE.search(self.en) and ZH_LATE.search(clause))

    def _clause_around(self, match: re.Match[str]) -> str:
        """The Chinese clause in which a word stands, without the word."""
        before = _CLAUSE_ZH.split(self.zh_plain[: match.start()])[-1]
        if _WITHOUT.search(self.en):
            before = _OF_A_NOUN.sub("", before)
        after = _CLAUSE_ZH.split(self.zh_plain[match.end() :])[0]
        return f"{before} {after}"

    def _is_affirmed_in_english(self, denial: re.Match[str]) -> bool:
        at = denial.end()
        for _ in range(_REACH):
            entries, end = english_at(self.zh_plain, at)
            if words := entries - _MEANING_NOTHING:
                break
            if not _DENIES_OF_ZH.match(self.zh_plain, at):
                return False
            at += 1
        else:
            return False
        places = [word for word in _WORD.finditer(self.en) if not words.isdisjoint(bases_in_dictionary(word[0].lower()))]
        if end - at > 1 and self.zh_plain.count(self.zh_plain[at:end]) > len(places):
            return False  # 接触者, 未接触者: the English word is the one that Chinese affirms as well
        return bool(places) and not any(_ANY_DENIAL_EN.search(self._english_around(match)) for match in places)

    def _english_around(self, match: re.Match[str]) -> str:
        before = re.split(r"[;:—]", self.en[: match.start()])[-1]
        return f"{before} {' '.join(_DENIES_BEHIND.findall(self.en[match.end() :][:25]))}"
