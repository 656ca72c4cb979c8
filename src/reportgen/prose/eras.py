"""Before or after the beginning of the era: AD 400 against 公元前400年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.sides import Side

_BEFORE_EN = regex(r"\bB\.?C\.?(?:E\b\.?)?(?![A-Za-z])|\bbefore (?:Christ\b|the [Cc]ommon [Ee]ra)")
_AFTER_EN = regex(r"\b(?:AD|A\.D\.|CE)\b")
_BEFORE_ZH = regex("公元前|西元前|(?<!\\d)前\\d{3,4}年|史前")
_AFTER_ZH = regex("公元(?!前)")


def check_eras(en: Side, zh: Side) -> Iterator[Finding]:
    """An era before on one side, and none or the one after on the other."""
    left = _BEFORE_EN.search(en.words) if "B" in en.words or "before " in en.words else None
    right = _BEFORE_ZH.search(zh.words) if "前" in zh.words else None
    if bool(left) == bool(right):
        return
    if right and (after := _AFTER_EN.search(en.words) or re.search(r"\bcentury\b|\b\d{3,4}\b", en.words)) and right[0].startswith(("公元", "西元")):
        yield Finding("parity/date", "the Chinese is before the common era, the English is not", (Mark("en", *after.span(), after[0]), Mark("zh", *right.span(), right[0])))
    elif left and (after := _AFTER_ZH.search(zh.words) or re.search("世纪|\\d{3,4}年", zh.words)):
        yield Finding("parity/date", "the English is before the common era, the Chinese is not", (Mark("en", *left.span(), left[0]), Mark("zh", *after.span(), after[0])))
