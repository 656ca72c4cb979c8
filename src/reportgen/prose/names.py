"""Names of the two sides: one that stands for another, and Latin names in Chinese that the English does not have.

Without a glossary only what is reliable is found: names with digits (H100), Latin names kept in Chinese, and well-known
names (`data/names.txt`) of which one side has one and the other side another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.patterns import regex
from reportgen.prose.eastern_names import check_eastern_names
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import words_of
from reportgen.prose.known_names import check_known_names, generic, is_known_name
from reportgen.prose.measures import ENGLISH_UNITS
from reportgen.prose.quantity import Code
from reportgen.prose.sides import Side
from reportgen.prose.unlisted_names import check_unlisted_names

_LATIN = regex(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9.’'&+-]*[A-Za-zÀ-ÿ0-9+]|[A-Za-z]")
_ACCENTED = regex("[À-ÿ]")
_WORD = regex(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9’']*")
_COMMON = frozenset(["AI", "IT", "GDP", "CPI", "PPI", "PMI", "IPO", "CEO", "CFO", "CTO", "COO", "APP", "SaaS", "PaaS", "IaaS", "ETF", "DNA", "RNA", "WiFi", "VIP", "PC", "TV", "LED", "LCD", "GPS", "USB", "KTV", "ATM", "PPT", "EV", "SUV", "VR", "AR", "XR", "NGO", "MBA", "ESG", "PhD", "QR", "HR", "PR", "VC", "PE", "LP", "GP", "ROI", "ROE", "EPS", "EBITDA", "NFT", "B2B", "B2C", "C2C", "IP", "ID", "OK", "DIY", "CG", "API", "SDK", "IDC", "CPU", "GPU", "NPU", "TPU", "LLM", "UI", "UX", "PPA", "FDI", "GMV", "KPI", "OEM", "ODM", "R&D", "M&A", "REITs", "token", "tokens", "DRAM", "NAND", "HBM", "IoT", "V2X", "CT", "MRI", "PET", "ICU", "COVID", "HIV", "mRNA", "CRISPR", "PCR", "CO2", "pH", "UV", "EUV", "LNG", "LPG", "IPv6", "MW", "vs", "S&P", "QFII", "AGI", "ML", "NLP", "RMB", "USD", "GW", "kWh", "TTM", "FY", "Q", "H", "EP", "SIM", "KOL", "UPS", "CAGR", "YoY", "QoQ", "MoM", "A", "B", "C", "D", "E", "F", "G", "I", "J", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"])  # fmt: skip
_PARTING = regex(r"[\s‑–-]")
_SKIPPED = frozenset(["of", "the", "and", "for", "on", "in", "to", "de", "la", "a", "an", "by", "with"])
_SINGLE_HAN_NEEDS = 1


def check_names(en: Side, zh: Side, en_codes: tuple[Code, ...], zh_codes: tuple[Code, ...]) -> Iterator[Finding]:
    """Names that clash."""
    told = set()
    for finding in (*_codes(en, zh, en_codes, zh_codes), *_latin(en, zh, en_codes, zh_codes)):
        told.add(finding.marks[-1].text if finding.marks else "")
        yield finding
    known = list(check_known_names(en, zh))
    yield from known
    if not known:
        yield from list(check_eastern_names(en, zh)) or check_unlisted_names(en, zh)


# --- names with digits ------------------------------------------------------------------------------------------------


def _codes(en: Side, zh: Side, left: tuple[Code, ...], right: tuple[Code, ...]) -> Iterator[Finding]:
    """H100 against H200: a name with digits on each side that the other does not have."""
    if not right:
        return
    en_text, zh_text = _squeezed(en.words), _squeezed(zh.words)
    only_en = [c for c in left if _squeezed(c.text) not in zh_text]
    only_zh = [c for c in right if _squeezed(c.text) not in en_text]
    for second in only_zh:
        alike = [c for c in only_en if _is_alike(c.text, second.text)]
        first = alike[0] if alike else only_en[0] if len(only_en) == 1 else None
        if first:
            only_en.remove(first)
            yield Finding("parity/name", f"“{first.text}” in English is “{second.text}” in Chinese",
                          (Mark("en", first.start, first.end, first.text), Mark("zh", second.start, second.end, second.text)))  # fmt: skip


def _is_alike(first: str, second: str) -> bool:
    return re.sub(r"[\d.-]", "", first).lower()[:2] == re.sub(r"[\d.-]", "", second).lower()[:2]


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return _PARTING.sub("", text).lower()


# --- Latin names in Chinese -------------------------------------------------------------------------------------------


def _latin(en: Side, zh: Side, en_codes: tuple[Code, ...], zh_codes: tuple[Code, ...]) -> Iterator[Finding]:
    """A Latin name in the Chinese that the English does not have, nor words that it abbreviates."""
    if not words_of(zh.words) and not _ACCENTED.search(zh.words):
        return
    taken = {(c.start, c.end) for c in zh_codes}
    for match in _LATIN.finditer(zh.words):
        word = match[0].rstrip(".’'")
        if len(word) < 2 or word in _COMMON or word.lower() in _COMMON or word in en.words or word in ENGLISH_UNITS:
            continue
        squeezed, lower_zh = _squeezed(en.words), _squeezed(zh.words)
        if _squeezed(word) in squeezed:
            continue
        if any(start <= match.start() < end for start, end in taken) and not any(c.isalpha() and c.isupper() for c in word[:1]):
            continue
        stem = _squeezed(word.rstrip("s"))
        if stem in squeezed or _abbreviates(word, en.words) or _same_but_accents(word, en.words) or word.islower() or word[0].isdigit():
            continue
        if re.fullmatch(r"[A-Z]{1,8}\d*", word) and not _has_swapped(en, zh, lower_zh, word):
            continue
        partner = _partner(en, lower_zh)
        marks: tuple[Mark, ...] = (Mark("zh", match.start(), match.start() + len(word), word),)
        if partner:
            marks = (Mark("en", partner.start(), partner.end(), partner[0]), *marks)
            yield Finding("parity/name", f"“{partner[0]}” in English is “{word}” in Chinese", marks)
        else:
            yield Finding("parity/name", f"“{word}” stands in Chinese only", marks)
        return


def _partner(en: Side, zh_squeezed: str) -> re.Match[str] | None:
    """A capitalised English word, not the first of a sentence, that the Chinese lacks: the name that was meant."""
    for match in _LATIN.finditer(en.words):
        word = match[0]
        inner = any(c.isupper() for c in word[1:])
        first = re.search(r"(?:^|[.!?:“]\s*)$", en.words[: match.start()])
        if word[0].isupper() and (inner or not first) and len(word) > 2 and _squeezed(word) not in zh_squeezed and word not in generic() and not is_known_name(word):
            return match
    return None


def _has_swapped(en: Side, zh: Side, zh_squeezed: str, word: str) -> bool:
    """An abbreviation in Chinese is a wrong one if the English has another abbreviation that the Chinese lacks."""
    for match in re.finditer(r"\b[A-Z][A-Z&]{1,5}\b", en.words):
        if _squeezed(match[0]) not in zh_squeezed and match[0] not in _COMMON and not is_known_name(match[0]) and len(match[0]) > 1 and match[0] not in ENGLISH_UNITS:
            return True
    return False


def _abbreviates(word: str, english: str) -> bool:
    """The letters of `word` are the initials of successive English words (chief executive officer, CEO)."""
    letters = re.sub("[^a-z]", "", word.lower())
    words = [w.lower() for part in _WORD.findall(english.replace("-", " ")) for w in [part]]
    for skip in (True, False):
        initials = "".join(w[0] for w in words if not (skip and w in _SKIPPED))
        if len(letters) > 1 and letters in initials:
            return True
    if len(letters) > 2 and any(letters[:-1] in "".join(w[0] for w in words if w not in _SKIPPED) for _ in (0,)) and letters.endswith("s"):
        return True
    return bool(len(letters) > 2 and any(w.startswith(letters) for w in words))


def _same_but_accents(word: str, english: str) -> bool:
    from unicodedata import normalize

    def bare(text: str) -> str:
        return "".join(c for c in normalize("NFD", text.lower()) if c.isalpha() and c.isascii())

    return bare(word) in bare(english)
