"""Sources that a text names: on one side only, or more of them than on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side

_EN = regex(r"\b(?:Data s|S|s)ources?:\s*(?P<names>[^\n)]+)")
_ZH = regex("(?:资料|数据|图片|信息)?来源(?:于)?\\s?[:：]\\s*(?P<names>[^\n）)]+)")
_ACCORDING = regex(r"\baccording to (?!plan|schedule|the rules|their|its|his|her|need|size|how|what|whether|taste|type|age)", re.IGNORECASE)
_SAID = regex(r"[,”] ?(?:says|said|reckons?|estimates|reports|reported|according to) (?:the )?[A-Z][\w’.-]+(?: [\w’.&-]+){0,6}[.,]?(?= |$)")
_SAID_LAST = regex(r",(?: the)?(?: [A-Z][\w’.&-]*)(?: [\w’.&-]+){0,6} (?:says|said|reckons|estimates|reported|reports|found|warned|warns|shows)\.(?= |$)")
_ATTRIBUTED = regex("[据按依]|称|说|表示|显示|指出|认为|来自|援引|引述|统计|数据|报告|报道|调查|估|预测|预计|看来|透露|公布|发布|发现|披露|写道|介绍|所示|测算|来源|计算|口径|认|宣布|承认|警告|强调|坦言|告诉|要求|呼吁|敦促|回应|相信|证实|提醒|否认|讲|：|“|宣称|主张|判断|评价|公告|记载|得出|研究|看|估算")


def check_sources(en: Side, zh: Side) -> Iterator[Finding]:
    """A source line without its partner, and an attribution that was lost."""
    left, right = _lines(en, zh)
    if left and not right and not re.search("来源|资料|据|出处", zh.words):
        yield Finding("parity/source", f"the source “{left['names'].strip()[:60]}” is not named in Chinese", (_mark("en", left, en),))
    elif right and not left and not re.search(r"\bsources?\b|\baccording\b|\bdata\b|\bfrom\b", en.words, re.IGNORECASE):
        yield Finding("parity/source", f"the source “{right['names'].strip()[:40]}” is not named in English", (_mark("zh", right, zh),))
    elif left and right:
        named = _count(left["names"], r"[,;，；]|\band\b|&"), _count(right["names"], "[,;、，；和与及]")
        if named[0] != named[1] and min(named) > 0 and abs(named[0] - named[1]) <= 3 and _is_a_list(left["names"], right["names"]):
            yield Finding("parity/source", f"{named[0]} sources in English and {named[1]} in Chinese", (_mark("en", left, en), _mark("zh", right, zh)))
    elif not _ATTRIBUTED.search(zh.words) and (match := _ACCORDING.search(en.words) or _SAID.search(en.words) or _SAID_LAST.search(en.words)):
        end = min(len(en.text), match.end() + 20)
        yield Finding("parity/source", "“according to” has no counterpart in Chinese", (Mark("en", match.start(), end, en.text[match.start() : end]),))


def source_spans(en: Side, zh: Side) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where the source lines stand, so that a name that clashes there is reported as a source."""
    left, right = _lines(en, zh)
    return (left.span() if left else None), (right.span() if right else None)


def _lines(en: Side, zh: Side) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    return (_EN.search(en.words) if "ource" in en.words else None), (_ZH.search(zh.words) if "来源" in zh.words else None)


def _count(names: str, between: str) -> int:
    """Names without dates and pages."""
    parts = [part.strip(" .。") for part in re.split(between, names)]
    return sum(1 for part in parts if part and not re.fullmatch(r"(?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?\d{4}(?:年?(?:\d{1,2}月)?(?:\d{1,2}日)?)?|[\d年月日第季度Q\s]+", part))


def _is_a_list(en: str, zh: str) -> bool:
    return len(en) < 160 and len(zh) < 100


def _mark(side: str, match: re.Match[str], text: Side) -> Mark:
    return Mark(side, match.start(), match.end(), text.text[match.start() : match.end()])  # type: ignore[arg-type]
