"""Sources that a text names: on one side only, or more of them than on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.inflection import bases_of
from reportgen.prose.known_names import known_names
from reportgen.prose.sides import Side
from reportgen.prose.source_words import (
    EN_ATTRIBUTED_FIRMLY,
    EN_ATTRIBUTION,
    EN_VERBS,
    GENERIC,
    KINDS,
    ZH_ATTRIBUTED,
    ZH_ATTRIBUTION,
)

_EN = regex(r"\b(?:Data s|S|s)ources?:\s*(?P<names>[^\n)]+)")
_ZH = regex("(?:资料|数据|图片|信息)?来源(?:于)?\\s?[:：]\\s*(?P<names>[^\n）)]+)")
_WORD = regex("[A-Za-z]+")


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
    else:
        yield from _attributions(en, zh)


def _attributions(en: Side, zh: Side) -> Iterator[Finding]:
    """Who says so on one side alone, or somebody of another kind on the other."""
    if not ZH_ATTRIBUTED.search(zh.words):
        left = _attribution(en.words)
        if left:
            yield Finding("parity/source", f"“{left[0].strip(' ,”')}” has no counterpart in Chinese", (_mark("en", left, en),))
        return
    right = ZH_ATTRIBUTION.search(zh.words)
    if right is None:
        return
    if not EN_ATTRIBUTED_FIRMLY.search(en.words):
        yield Finding("parity/source", f"“{right[0]}” has no counterpart in English", (_mark("zh", right, zh),))
    elif (_kinds_in(_named(right)) or _lone_name(_named(right), en.words)) and (left := _attribution(en.words)) and (sources := _other_source(_named(left), _named(right), en.words, zh.words)):
        yield Finding("parity/source", f"the source is “{sources[0]}” in English and “{sources[1]}” in Chinese", (_mark("en", left, en), _mark("zh", right, zh)))


def _attribution(text: str) -> re.Match[str] | None:
    """Who says so in an English text; looked for only where a word for it stands."""
    return None if EN_VERBS.isdisjoint(text.lower().replace(".", " ").replace(",", " ").split()) else EN_ATTRIBUTION.search(text)


def _lone_name(chinese: str, en: str) -> str | None:
    """A well-known name in Chinese words that the English text has not."""
    found = ((form.strip("《》"), name) for name in known_names() if name.kind in _SOURCES for form in name.zh if len(form) > 2)
    return next((form for form, name in found if form in chinese and not any(word in en for word in name.en)), None)


_SOURCES = ("media", "body", "journal", "company", "ministry")


def _kinds_in(chinese: str) -> list[tuple[tuple[str, ...], str]]:
    """The kinds of sources that Chinese words name, each with the word for it."""
    return [(english, word) for english, words in KINDS for word in words if word in chinese]


def _named(match: re.Match[str]) -> str:
    """The words for who says so."""
    return next((words for words in match.groupdict().values() if words), "")


def _other_source(left: str, right: str, en: str, zh: str) -> tuple[str, str] | None:
    return _other_name(left, right, en, zh) or _other_kind(left, right, en, zh)


def _other_kind(left: str, right: str, en: str, zh: str) -> tuple[str, str] | None:
    """A kind that the English names and the Chinese text has not, against one that the Chinese names and the English text has not."""
    named = {base for word in _WORD.findall(left.lower()) for base in bases_of(word)}
    anywhere = {base for word in _WORD.findall(en.lower()) for base in bases_of(word)}
    of_en = [(words, chinese) for words, chinese in KINDS if not named.isdisjoint(words) and not any(word in zh for word in chinese)]
    if not of_en:
        return None
    said = next((word for english, word in _kinds_in(right) if anywhere.isdisjoint(english) and word not in GENERIC), None) or _lone_name(right, en)
    return (next(word for word in of_en[0][0] if word in named), said) if said else None


def _other_name(left: str, right: str, en: str, zh: str) -> tuple[str, str] | None:
    """A well-known name that says so in English alone, against one that does in Chinese alone."""
    second = _lone_name(right, en)
    if second is None:
        return None
    forms = ((form, name) for name in known_names() if name.kind in _SOURCES for form in name.en if len(form) > 2)
    first = next((form for form, name in forms if re.search(rf"\b{re.escape(form)}\b", left) and not any(word in zh for word in (*name.zh, *name.en))), None)
    return (first, second) if first else None


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
