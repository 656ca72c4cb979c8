"""Dates in English: 3 March 2026, Mar 2026, Q1, H1, FY2026, the 1990s, the 21st century, mid-2025, Tuesday, 9:30 a.m.

Each part of a date is a quantity of its own (year, month, day …), since Chinese may say them in another order or once
for several.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose.english_words import MONTHS, ONES, ORDINALS, WEEKDAYS
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Quantity
from reportgen.prose.tokens import Tokens
from reportgen.records import replace

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[0-9]|20|21)\d\d\b"
_DASH = r"\s?(?:[-–—]|to|and|or)\s?"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_SOURCES = {
    "iso": r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>\d{2})\b",
    "month_day": rf"(?P<m>{_MONTH})\s(?:the\s)?(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY})(?!\s?%))?(?:,?\s(?P<y>{_YEAR}))?(?![\d%])",
    "day_month": rf"(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY}))?\s(?:of\s)?(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?",
    "month_year": rf"(?P<m>{_MONTH})(?:{_DASH}(?P<m2>{_MONTH}))?,?\s(?:of\s)?(?P<y>{_YEAR})",
    "months": rf"(?P<m>{_MONTH}){_DASH}(?P<m2>{_MONTH})",
    "quarter": r"(?:Q(?P<q>[1-4])|(?P<qq>[1-4])Q)(?:[-–](?:Q)?(?P<q2>[1-4])(?!\d))?(?:\s?(?:of\s)?(?:FY\s?)?['’]?(?P<y>20\d\d|\d\d)(?!\d))?(?![\w])",
    "half": r"(?:H(?P<h>[12])|(?P<hh>[12])H)(?:\s?(?:of\s)?(?:FY\s?)?['’]?(?P<y>20\d\d|\d\d)(?!\d))?(?![\w])",
    "fiscal": r"(?:FY|CY|fiscal(?:[\s-]year)?|financial year)[\s-]?['’]?(?P<y>20\d\d|\d\d)(?:[/–-](?P<y2>\d\d|20\d\d))?(?!\d)",
    "quarter_word": rf"(?P<qw>{_ORDINAL})[\s-](?:(?:calendar|fiscal)[\s-])?quarters?\b",
    "half_word": r"(?P<hw>first|second|1st|2nd)[\s-](?:half(?:-year)?)\b(?!-)",
    "century": r"(?P<cw>[A-Za-z]+(?:-[a-z]+)?|\d{1,2}(?:st|nd|rd|th))[\s-](?:century|centuries)\b",
    "decade": r"(?P<dec>1[5-9]\d0|20\d0)['’]?s\b",
    "short_decade": r"['’](?P<dec>\d0)s\b",
    "spoken_decade": r"(?:the\s|mid-|early\s|late\s)(?P<dec>[2-9]0)s\b",
    "years": r"(?P<y>(?:1[0-9]|20|21)\d\d)\s?[/–—-]\s?(?P<y2>\d\d)(?![\d%,.]\d|\d|%)",
    "clock": r"(?P<hr>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?!\d|[.,:]\d)\s?(?P<half>[ap]\.?m\b\.?)?",
    "dotted_clock": r"(?P<hr>1[0-2]|[1-9])\.(?P<min>[0-5]\d)\s?(?P<half>[ap]\.?m\b)",
    "spoken_clock": r"(?P<to>half past|quarter past|quarter to|ten past|twenty past|five past|(?<=at )(?:ten|twenty|five) to) (?P<spoken>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|1[0-2]|[1-9])\b",
    "zoned_clock": r"(?P<hr>[01]\d|2[0-3])(?P<min>[0-5]\d)\s?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PT|PST|PDT|JST|IST|hours\b|local time|Beijing time)",
    "hour": r"(?P<hr>1[0-2]|[1-9])\s?(?P<half>[ap]\.m\.|[ap]m\b)",
}
_COMPILED = {name: regex(source) for name, source in _SOURCES.items()}
_MONTH_FIRST = tuple(_COMPILED[name] for name in ("month_day", "month_year", "months"))
_NUMBER_FIRST = tuple(_COMPILED[name] for name in ("iso", "day_month", "quarter", "half", "quarter_word", "half_word", "century", "decade", "years", "clock", "dotted_clock", "zoned_clock", "hour"))
_AFTER_NUMBER = frozenset(["-", "–", "—", "/", ":", "’", "'", "s", "st", "nd", "rd", "th", "to", "and", "or", "of", "a", "p", "a.m.", "p.m.", "am", "pm",
                           "gmt", "utc", "bst", "cet", "cest", "est", "edt", "et", "pt", "pst", "pdt", "jst", "ist", "hours", "local", "beijing"])  # fmt: skip
"""What can follow the number that a date begins with, in lower case, beside a month, and Q or H with what is joined to it."""
_LETTER_FIRST = tuple(_COMPILED[name] for name in ("quarter", "half", "fiscal"))
_SPOKEN_FIRST = (_COMPILED["spoken_clock"],)
_SPOKEN_STARTS = frozenset(["half", "quarter", "ten", "twenty", "five"])
_ORDINAL_FIRST = tuple(_COMPILED[name] for name in ("quarter_word", "half_word", "century"))
_DECADE_FIRST = tuple(_COMPILED[name] for name in ("short_decade", "spoken_decade"))
_DECADE_STARTS = frozenset(["the", "mid", "early", "late", "'", "’"])
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON_HINTS = frozenset(["the", "this", "last", "next", "early", "late", "mid", "by", "in", "every", "each", "previous", "following"])
DAYPARTS = {"dawn": 1, "daybreak": 1, "sunrise": 1, "dusk": 4, "sunset": 4, "nightfall": 4, "morning": 1, "noon": 2, "midday": 2, "afternoon": 3, "evening": 4, "night": 4, "tonight": 4, "midnight": 5}
"""Parts of the day; night and midnight count as one where one language says the one and the other the other."""
_MONTHS_OF_YEARS = {f"{month}s": number for month, number in MONTHS.items() if len(month) > 3 and month != "March" or month == "May"}
"""A run of wet Julys, two Mays; Mays may also be a name, and marches are none."""
_SEVERAL = frozenset(["few", "several", "many", "recent", "past", "previous", "successive", "consecutive", "warm", "wet", "dry", "cold", "hot"])
_LETTER_STARTS = frozenset(["q", "h", "fy", "cy", "fiscal", "financial"])
_POSSESSIVE = regex("[’']s$")
_NAMED = [w.lower() for w in (*MONTHS, *WEEKDAYS)] + [*SEASONS, *DAYPARTS]
DATE_STARTS = {f"{w}{mark}s" for w in _NAMED for mark in "’'"} | _SPOKEN_STARTS | {m.lower() for m in MONTHS} | {m.lower() for m in _MONTHS_OF_YEARS} | {w.lower() for w in WEEKDAYS} | {f"{w.lower()}s" for w in WEEKDAYS} | ORDINALS.keys() | _DECADE_STARTS | _LETTER_STARTS | {"twenty"} | SEASONS.keys() | DAYPARTS.keys()
"""What the first token of a date can be, in lower case, if it is not a number."""
_MONTH_HINTS = frozenset(["in", "by", "of", "since", "until", "from", "to", "between", "and", "through", "before", "after", "during", "for", "any", "a", "last", "next", "this", "early", "mid", "late", "every", "each", "on", "around", ",", "(", "–", "-", "or", "than", "ending", "ended", "starting", "per"])  # fmt: skip
_YEAR_HINTS = frozenset(["in", "by", "since", "until", "till", "from", "before", "after", "of", "early", "mid", "late", "year", "to", "through", "for", "during", "and", "between", "the", "around", "about", "circa", "than", "(", "–", "-", "—", "/", "c", "post", "pre", "end", "over", "on", ",", "summer", "winter", "spring", "autumn", "fall"])  # fmt: skip
_NOT_AFTER_A_YEAR = frozenset(["percent", "per", "years", "months", "days", "hours", "weeks", "minutes", "people", "workers", "employees", "metres", "meters", "km", "miles", "feet", "tonnes", "tons", "dollars", "yuan", "euros", "yen", "times", "companies", "staff", "jobs", "homes", "units", "vehicles"])  # fmt: skip
_ABOUT = ("around", "circa", "about", "roughly", "c.")
_PART = regex(r"(?:\b(early|mid|late)(?:dle)?(?:[\s-]|[\s-]in[\s-](?:the[\s-])?)|\b(beginning|start|middle|end|close|turn)\s(?:of\s)(?:the\s)?|\b(year)-(?=end))$", re.IGNORECASE)
_PART_ENDS = frozenset(" \t\n\u00a0-")
_PARTS = {"early": 1, "beginning": 1, "start": 1, "turn": 1, "mid": 2, "middle": 2, "late": 3, "end": 3, "close": 3}
_TENS = {"twentieth": 20, "twenty-first": 21, "nineteenth": 19}
_ORDINAL_VALUE = {**ORDINALS, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def read_date(text: str, tokens: Tokens, i: int, found: list[Quantity]) -> int:
    """Add the parts of a date that begins at token `i`; returns the token after it, or `i` if there is none."""
    start = tokens.starts[i]
    for pattern in _patterns_for(tokens, i):
        match = pattern.match(text, start)
        if match and _is_free(text, match.start()) and _put_match(text, match, found):
            return max(tokens.index_at(match.end()), i + 1)
    if tokens.is_number[i]:
        return _bare_year(text, tokens, i, found)
    return _single_word(text, tokens, i, found)


def _patterns_for(tokens: Tokens, i: int) -> tuple[re.Pattern[str], ...]:
    """The patterns that can begin with this token."""
    if tokens.is_number[i]:
        following = tokens.texts[i + 1] if i + 1 < tokens.count else ""
        return _NUMBER_FIRST if following.lower() in _AFTER_NUMBER or following[:1] in ("Q", "H") or following in MONTHS else ()
    word = tokens.lower[i]
    if tokens.texts[i] in MONTHS:
        return _MONTH_FIRST
    if word in _LETTER_STARTS:
        return _LETTER_FIRST
    if word in _SPOKEN_STARTS and word != "twenty":
        return _SPOKEN_FIRST
    if word == "twenty":
        return (*_SPOKEN_FIRST, *_ORDINAL_FIRST)
    if word in ORDINALS:
        return _ORDINAL_FIRST
    return _DECADE_FIRST if word in _DECADE_STARTS else ()


def _is_free(text: str, start: int) -> bool:
    """A date does not begin inside a number or after a currency."""
    before = text[start - 1 : start]
    return not (before and (before in "$€£¥.,:/" and text[start : start + 1].isdigit() and not text[start - 2 : start - 1].isspace() or before.isdigit())) or before == ""


def _put_match(text: str, match: re.Match[str], found: list[Quantity]) -> bool:
    groups = match.groupdict()
    parts: list[tuple[str, int]] = []
    if groups.get("cw"):
        century = _century(groups["cw"])
        if not century:
            return False
        parts.append(("century", century))
    if groups.get("m"):
        name = groups["m"].rstrip(".")
        if not name.isdigit() and name == "May" and not groups.get("y") and not groups.get("d") and not groups.get("m2"):
            return False
    for group in ("d", "d2"):
        if groups.get(group):
            parts.append(("day", int(re.sub(r"\D", "", groups[group]))))
    for group in ("m", "m2"):
        if groups.get(group):
            name = groups[group].rstrip(".")
            parts.append(("month", int(name) if name.isdigit() else MONTHS[name]))
    for group in ("q", "qq", "q2", "qw"):
        if groups.get(group):
            parts.append(("quarter", _ORDINAL_VALUE.get(groups[group].lower(), 0) or int(groups[group])))
    for group in ("h", "hh", "hw"):
        if groups.get(group):
            parts.append(("half", _ORDINAL_VALUE.get(groups[group].lower(), 0) or int(groups[group])))
    if groups.get("dec"):
        parts.append(("decade", int(groups["dec"])))
    for group in ("y", "y2"):
        if groups.get(group):
            parts.append(("year", _full_year(groups[group], groups.get("y") if group == "y2" else None)))
    if groups.get("hr"):
        parts.append(("clock", _minutes(groups)))
    if spoken := groups.get("spoken"):
        parts.append(("clock", _spoken_minutes(groups["to"] or "", spoken.lower())))
    if groups.get("y2") and parts[-1][1] <= parts[-2][1]:
        return False
    for kind, value in parts:
        weight = IMPLIED if kind == "half" and groups.get("hw") else STATED
        _put(text, kind, value, match.span(), found, weight)
    if groups.get("spoken") or groups.get("hr") and not groups.get("half") and int(groups["hr"]) <= 12:
        found[-1] = replace(found[-1], loose=True)  # three o’clock of the morning or the afternoon
    _put_part(text, match.start(), found)
    return bool(parts)


def _century(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else _TENS.get(words.lower(), ORDINALS.get(words.lower(), 0))


def _full_year(digits: str, first: str | None) -> int:
    if len(digits) == 4:
        return int(digits)
    return int((first[:2] if first and len(first) == 4 else "20") + digits)


def _spoken_minutes(to: str, hour: str) -> int:
    """half past nine, a quarter to six; of the morning or the afternoon."""
    hours = int(hour) if hour.isdigit() else {"noon": 12, "midnight": 0}.get(hour) or ONES.get(hour, 0)
    minutes = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}[to.split()[0].lower()]
    return (hours * 60 + (minutes if to.endswith("past") else -minutes)) % 720


def _minutes(groups: dict[str, str | None]) -> int:
    hours, minutes = int(groups["hr"] or 0), int(groups.get("min") or 0)
    half = (groups.get("half") or "").lower()
    if half.startswith("p") and hours < 12:
        hours += 12
    if half.startswith("a") and hours == 12:
        hours = 0
    return hours * 60 + minutes


def _put(text: str, kind: str, value: int, span: tuple[int, int], found: list[Quantity], weight: int = STATED) -> None:
    before = text[max(0, span[0] - 12) : span[0]].lower()
    origin = "from" in before and bool(re.search(r"\bfrom (?:the )?$", before))
    about = kind == "year" and any(word in before for word in _ABOUT) and bool(re.search(r"\b(?:around|circa|about|roughly)\s$|\bc\.\s?$", before))
    found.append(Quantity(kind, Fraction(value), *span, weight=weight, origin=origin, qualifier="about" if about else ""))  # type: ignore[arg-type]


def _put_part(text: str, start: int, found: list[Quantity]) -> None:
    """early, mid, late, the end of, directly before a date."""
    before = text[max(0, start - 24) : start]
    match = _PART.search(before) if before[-1:] in _PART_ENDS else None
    if match:
        word = next(group for group in match.groups() if group).lower()
        begin = max(0, start - 24) + match.start()
        if word in _PARTS:
            found.append(Quantity("part", Fraction(_PARTS[word]), begin, start, weight=IMPLIED))


def _bare_year(text: str, tokens: Tokens, i: int, found: list[Quantity]) -> int:
    digits = tokens.texts[i]
    if len(digits) != 4 or not digits.isdigit() or not 1000 <= int(digits) <= 2150 or tokens.texts[i - 1 : i] in (["$"], ["€"], ["£"], ["¥"]):
        return i
    following = tokens.lower[i + 1 : i + 2]
    if following and (following[0] in _NOT_AFTER_A_YEAR or following[0] in ("%", "°")):
        return i
    if tokens.glued(i, i + 1) and (following[0].isalpha() or following[0] == "+"):
        return i
    before = tokens.lower[i - 1 : i]
    hinted = not before or before[0] in _YEAR_HINTS or tokens.texts[i - 1] in MONTHS
    if not hinted and int(digits) < 1800 or (int(digits) < 1400 and before and before[0] in ("of", "the", "and", "over", "to", "for", "about", "around", "than")):
        return i
    lower_noun = bool(following) and following[0].isalpha() and tokens.texts[i + 1].islower() and following[0].endswith("s") and len(following[0]) > 4
    if lower_noun and not (before and before[0] in ("in", "since", "by", "the", "from")):
        return i
    _put(text, "year", int(digits), (tokens.starts[i], tokens.ends[i]), found)
    _put_part(text, tokens.starts[i], found)
    return i + 1


def _single_word(text: str, tokens: Tokens, i: int, found: list[Quantity]) -> int:
    """A month or a weekday alone, a season, a part of the day."""
    word = _POSSESSIVE.sub("", tokens.texts[i])
    span = (tokens.starts[i], tokens.ends[i])
    lower = word.lower()
    if lower in SEASONS and (lower not in ("spring", "fall") or tokens.lower[i - 1 : i] and tokens.lower[i - 1] in _SEASON_HINTS or tokens.lower[i + 1 : i + 2] == ["of"]):
        _put(text, "season", SEASONS[lower], span, found, OPTIONAL)
        return i + 1
    if lower in DAYPARTS:
        _put(text, "daypart", DAYPARTS[lower], span, found, OPTIONAL)
        return i + 1
    name = word[:-1] if word.endswith("s") and word[:-1] in WEEKDAYS else word
    if word in _MONTHS_OF_YEARS and (word != "Mays" or i and (tokens.is_number[i - 1] or tokens.lower[i - 1] in _SEVERAL or tokens.lower[i - 1] in ONES)):
        _put(text, "month", _MONTHS_OF_YEARS[word], span, found, OPTIONAL)
        return i + 1
    if name in WEEKDAYS:
        _put(text, "weekday", WEEKDAYS[name], span, found, OPTIONAL)
        return i + 1
    if word in MONTHS and (len(word) > 3 or word == "May" or tokens.texts[i + 1 : i + 2] == ["."] or tokens.lower[i - 1 : i] == ["in"]):
        before = tokens.lower[i - 1 : i]
        if tokens.lower[i + 1 : i + 2] == ["quarter"] and MONTHS[word] % 3 == 0:
            _put(text, "quarter", MONTHS[word] // 3, span, found, OPTIONAL)
            _put(text, "month", MONTHS[word], span, found, OPTIONAL)
            return i + 2
        if word in ("May", "March", "August") and not (before and before[0] in _MONTH_HINTS and i > 0):
            return i
        if word == "May" and before and tokens.lower[i - 2 : i - 1] not in (["mid"], ["early"], ["late"]) and before[0] in ("and", ",", "or", "than", "on", "for", "to", "(", "-"):
            return i
        _put(text, "month", MONTHS[word], span, found)
        _put_part(text, span[0], found)
        return i + 1
    return i
