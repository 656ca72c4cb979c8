"""English words: which belong together across a space, and where a word without spaces may be broken.

Knows characters only: no widths, no fonts. Sources: SI Brochure, 5.4 (a number and its unit); Bringhurst, 2.4;
UAX #14, section 8 (addresses); typography.md, EN-05 to EN-11, ZH-23, MX-08.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.patterns import regex
from reportgen.text.characters import is_combining

CLOSERS = frozenset(",.;:!?)]}%‰°’”…—–/»")
"""What no line begins with."""
OPENERS = frozenset("([{“‘$¥€£#@№/«")
"""What no line ends with."""

_HYPHEN_PENALTY = 50.0
_SLASH_PENALTY = 100.0
_URL_PENALTY = 30.0

_TAIL = r"[,.;:!?)\]”’…]*$"
_NUMBER = regex(r"[(\[“‘~<>≈≤≥±+−–-]*(?:(?:US|HK|A|C|S|NT|R)?[$€£¥])?\d(?:[\d.,:/–−~-]*\d)?(?:[KMBTkmbt]|bn|tn|mn)?[+%]?$")
_SYMBOLS = (
    r"(?:[kMGTPEZµμnmcd]?(?:W|Wh|m|g|s|Hz|V|A|B|b|bit|bps|FLOPS|FLOP/s|OPS|t|L|l|J|N|Pa|Ω|K|Wp|eV)(?:[²³]|/(?:s|h|d|m|km|kg|kWh|"
    r"year|yr|month|token|GPU|rack|mm²|cm²|m²))?|°C|°F|°|%|‰|pp|ms|nm|km|kg|ha|dB|bn|tn|mn|trn|T|M|K|k|x|×|GPUs?|CPUs?|TPUs?|NPUs?"
    r"|USD|EUR|RMB|CNY|GBP|JPY|min|h|d|yr|px|pt|em|ft|mi|mph|rpm|fps|tok/s|tokens/s)"
)
_UNIT_SYMBOL = regex(_SYMBOLS + _TAIL)
_SCALE = regex(
    r"(?:million|billion|trillion|thousand|hundred|tokens?|months?|years?|days?|hours?|weeks?|minutes?|seconds?|percent|bits?"
    r"|bytes?|points?|times|a\.m\.|p\.m\.)" + _TAIL
)
_BEFORE_NUMBER = regex(
    r"[(\[“‘]*(?:Q[1-4]|H[12]|FY|CY|Figs?\.|Tables?|Figures?|Nos?\.|[Vv]ol\.|pp?\.|[Vv]s?\.|Sections?|Sec\.|Parts?|Chapters?|Ch\.|Notes?"
    r"|Eqs?\.|Items?|Appendix|[Vv]ersions?|[Rr]elease|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|c\.|ca\.|[≈~<>≤≥±§×=+−])\.?$"
)
_BEFORE_NAME = regex(r"[(\[“‘]*(?:Drs?|Mr|Ms|Mrs|Prof|St|Sr|Jr|Gen|Sen|Rep|Gov|Hon|Rev)\.$|[(\[“‘]*(?:[A-Z]\.(?:-?[A-Z]\.)*)$")
_PRODUCT = regex(r"[(\[“‘]*[A-Z][A-Za-z-]*$")
_VERSION = regex(r"v?\d+\.\d+(?:\.\d+)*" + _TAIL)
_OPERATORS = frozenset("×÷=<>≤≥≈±+−")


@lru_cache(maxsize=4096)
def are_bound(left: str, right: str) -> bool:
    """The words stay on one line across the space between them (EN-08, ZH-23)."""
    if are_number_and_unit(left, right):
        return True
    if right[0].isdigit() and _BEFORE_NUMBER.match(left):
        return True
    if right[0].isupper() and _BEFORE_NAME.match(left):
        return True
    if left in _OPERATORS or right in _OPERATORS:
        return left[-1].isdigit() or right[0].isdigit()
    if _PRODUCT.match(left) and _VERSION.match(right):
        return True
    return bool(_SCALE.match(right) and _NUMBER.match(left))


@lru_cache(maxsize=4096)
def are_number_and_unit(left: str, right: str) -> bool:
    """A number and the symbol of its unit or scale, which stand a fixed space apart."""
    return left[-1] in _NUMBER_ENDS and bool(_NUMBER.match(left) and _UNIT_SYMBOL.match(right))


def meet_freely(left: str, right: str) -> bool:
    """Plain words: a line may break at the space between them, and no rule binds them. Others need a closer look."""
    return _manners(left)[0] & _manners(right)[1] != 0


@lru_cache(maxsize=16384)
def _manners(word: str) -> tuple[int, int]:
    """Before what words a word may end a line, and after what words begin one: 1 small ones, 2 capitals, 3 either, 0 none.

    Every rule that binds two words wants a figure in one of them, an operator, or a point and a capital (`are_bound`).
    """
    if word in _OPERATORS or any([character.isdigit() for character in word]):
        return 0, 0
    before = 0 if word[-1] in OPENERS else 1 if word[-1] == "." else 3
    after = 0 if word[0] in CLOSERS or is_combining(word[0]) else 2 if word[0].isupper() else 1
    return before, after


_OPENERS_IN_TOKENS = OPENERS - frozenset("/#@")
"""Within a long token / # @ are seams."""
_NUMBER_ENDS = frozenset("0123456789KMBTkmbtn+%")


def has_edge(left: str, right: str) -> bool:
    """The left text cannot end a line, or the right one cannot begin one."""
    return left[-1] in _OPENERS_IN_TOKENS or right[0] in CLOSERS


# --- inside a word ------------------------------------------------------------------------------------------------

_ADDRESS = regex(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|[^\s@]+@[^\s@]+\.\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE
)
_ADDRESS_BREAK = frozenset("/.?&=-_#@:")
_HYPHENS = frozenset("-‐")


def latin_pieces(word: str) -> list[tuple[int, float]]:
    """Places inside a word without spaces where a line may break, with their cost."""
    if word.isalnum():
        return []
    address = _ADDRESS.search(word) if "." in word else None
    if address:
        return [(k, _URL_PENALTY) for k in range(address.start() + 1, len(word)) if _address_break(word, k, address)]
    cuts = []
    for k in range(1, len(word)):
        penalty = _cut_penalty(word, k)
        if penalty is not None:
            cuts.append((k, penalty))
    return cuts


def _cut_penalty(word: str, k: int) -> float | None:
    """What a break before the character `k` costs, or None where there may be none."""
    left, right = word[k - 1], word[k]
    if left in _HYPHENS:
        both = word[max(k - 3, 0) : k - 1].isalpha() and k > 2 and word[k : k + 2].isalpha() and len(word) - k > 1
        return _HYPHEN_PENALTY if both else None
    if right in CLOSERS or right in _HYPHENS:
        return None
    if left == "—":
        return 0.0
    if left == "…":
        return 0.0 if k > 1 else None
    if left == "–":
        return _HYPHEN_PENALTY if right.isalpha() and word[k - 2 : k - 1].isalpha() else None
    if left == "/":
        return _SLASH_PENALTY if right.isalpha() and k > 3 and word[k - 2].isalpha() and len(word) - k > 2 else None
    return None


def _address_break(word: str, k: int, address: re.Match[str]) -> bool:
    if k >= address.end() or word[k - 1] not in _ADDRESS_BREAK:
        return False
    if word[k] in "/:" or word[k - 1] == ":" and word[k : k + 2] == "//":
        return False
    return len(word) - k > 1 and not all(c in CLOSERS for c in word[k:])
