"""Dates in Chinese: 2026年3月3日, 二〇二六年, 2022—2023年, 第一季度, 上半年, 20世纪90年代, 周三, 下午3点半, 年初.

Each part of a date is a quantity of its own, as in `english_dates`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from reportgen.patterns import regex
from reportgen.prose.chinese_numbers import han_values
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Quantity

_HAN_YEAR = "[一二三四五六七八九〇零○]{4}"
_DASH = r"\s?(?:[-–—~～至到、和与]|——)\s?"
_YEAR_DASH = r"\s?(?:[-–—~～至到、和与/]|——)\s?"
_N12 = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_N31 = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = rf"(?:(?<!\d)(?:1[0-9]|20|21)\d\d|{_HAN_YEAR})"
_AFTER_MONTH = "(?!球|亮|饼|光|色|嫂|薪|供|牙|经|票|季|度|均|台|食|租|入|收|活|费|龄)"
_DIGITS, _HAN = "0123456789", "一二三四五六七八九十"
_DAY_STARTS = "上下晚凌早清中傍深夜当今"
_PATTERNS = tuple(
    (starts, frozenset(needs), regex(pattern))
    for starts, needs, pattern in (
        (_DIGITS, "-/.", r"(?P<y>\d{4})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[0-3]?\d)(?!\d)"),
        (_DIGITS + _HAN + "〇零○", "年", rf"(?P<y>{_YEAR})年?{_YEAR_DASH}(?P<y2>\d{{4}}|\d\d)(?:财年|年度|年)(?!代)"),
        (_DIGITS, "–—/-", r"(?P<y>(?<!\d)(?:19|20)\d\d)[–—/-](?P<y2>\d\d)(?![\d年%.])"),
        (_DIGITS + _HAN + "〇零○", "年", rf"(?P<y>{_YEAR})\s?(?:财年|财政年度|年度|年)(?!代)(?:度(?!假))?"),
        (_DIGITS, "代", r"(?P<dec>1[5-9]\d0|20\d0)年代"),
        (_DIGITS + _HAN + "上本", "代", r"(?:(?P<dc>上个?|本|\d\d|[二十一九八]{2,4})世纪)?(?P<dec>\d0|[一二三四五六七八九]十)年代"),
        (_DIGITS + "二十", "世", r"(?P<c>\d{1,2}|二十一?|十[一二三四五六七八九])世纪"),
        ("FC", "Y", r"(?:FY|CY)\s?(?P<y>20\d\d|\d\d)(?:[/–-](?P<y2>\d\d|20\d\d))?"),
        (_DIGITS, "财", r"(?P<y>\d\d)\s?(?:财年|财政年度)"),
        (_DIGITS + _HAN, "月", rf"(?P<m>{_N12})月?{_DASH}(?P<m2>{_N12})月份?{_AFTER_MONTH}"),
        (_DIGITS + _HAN, "日号", rf"(?P<m>{_N12})月\s?(?P<d>{_N31})(?:[日号]?{_DASH}(?P<d2>{_N31}))?[日号]"),
        (_DIGITS + _HAN, "月", rf"(?P<m>{_N12})月份?{_AFTER_MONTH}"),
        (_DIGITS + _HAN + "廿", "日", rf"(?P<d>{_N31})日?{_DASH}(?P<d2>{_N31})日"),
        (_DIGITS, "日号", r"(?P<d>3[01]|[12]\d|0?[1-9])[日号](?!元|圆|本|内|线|均|程|常|楼|机|令|召|码|称|文件|院|选手|门|店|馆)"),
        ("Q", "Q", r"Q(?P<q>[1-4])(?:\s?[-–—至到]\s?Q?(?P<q2>[1-4]))?(?!\d)"),
        ("第一二三四1234", "季", r"(?:第(?P<qo>[一二三四1-4])季(?!节|风|后)度?|(?P<q>[一二三四1-4])(?:[、至到—–-](?P<q2>[一二三四1-4]))?季(?:度|(?=报)))"),
        ("H", "H", r"H(?P<h>[12])(?!\d)"),
        ("上下前后", "半", r"(?P<hw>上半|下半|前半|后半)(?:年|叶|场|程|期|段|部|个)"),
        ("周星礼", "周星礼", r"(?:周|星期|礼拜)(?P<w>[一二三四五六日天])(?![次个天回周半至到\d一二三四五六七八九十]|年|期)"),
        (_DIGITS + _DAY_STARTS, ":", r"(?P<ap>上午|下午|晚上|晚间|凌晨|早上|清晨|中午|傍晚|深夜|夜间|当晚|今晚|早晨)?\s?(?P<hr>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?!\d)"),
        (_DAY_STARTS, "点时", r"(?P<ap>上午|下午|晚上|晚间|凌晨|早上|清晨|中午|傍晚|深夜|夜间|当晚|今晚|早晨)(?:快|约|近|大约|将近)?\s?(?P<hr>2[0-4]|1\d|\d|零|十[一二]?|[一二两三四五六七八九])[点时](?:(?P<min>[0-5]?\d|[一二三四五]?十[一二三四五六七八九]?)分?|(?P<hm>半)|整|许|钟)?"),
        (_DIGITS + _HAN + "两" + _DAY_STARTS, "刻", r"(?P<ap>上午|下午|晚上|晚间|凌晨|早上|清晨|中午|傍晚|早晨)?(?P<hr>1\d|\d|十[一二]?|[一二两三四五六七八九])点(?P<ke>[一三])刻(?!钟)"),
        (_DIGITS + _HAN + "两", "差", r"(?:差一刻|差15分)(?P<hr>\d|[一二两三四五六七八九十])点"),
        (_DIGITS + _HAN, "点时", r"(?P<hr>2[0-4]|1\d|\d|十[一二]?|[一二两三四五六七八九])(?:点|时)(?:(?P<min>[0-5]\d)分?|(?P<hm>半)|(?=钟|整|许))"),
        (_DIGITS, "时", r"(?P<hr>2[0-4]|1\d|\d)时(?!间|代|期|候|常|速|尚|差|刻|隔|而|年|薪|段|效)"),
    )
)
"""Each with the characters that it can begin with, and those of which it has one."""
_ARABIC, _AFTER_DIGITS = regex("[0-9]+"), frozenset("年月日号世财季时点:-–—~～至到、和与/.")
"""What can follow the first number of a date in Arabic digits, beside a blank."""
_STARTS = frozenset(first for starts, _, _ in _PATTERNS for first in starts)
_PART = regex(r"\s?(?:(?P<p1>年初|初期?|早期|前期|上旬|年头|伊始)|(?P<p2>年中|中期|中旬|中叶|中(?=[，。；、]|$))|(?P<p3>年底|年末|月底|月末|末期?|底|下旬|晚期|后期|岁末))(?!步|衷|次|级|创|始|见)")
_ALONE = regex(r"(?<=[今去明当前上下次])年(?P<p>初|中|底|末)|(?P<q>年初|年底|年末|年中)")
_SEASON = regex("([春夏秋冬])(?:[天季](?!奥|运)|(?<=[今去明年][春夏秋冬])(?![节晚招奥粮]))")
_DAYPART = regex("(?P<p1>上午|黎明|拂晓|破晓|凌晨(?!\\d|[一二三四五零])|早上|清晨|早晨|今早)|(?P<p2>中午|正午)|(?P<p3>下午|午后)|(?P<p4>黄昏|日落|晚上|晚间|傍晚|当晚|今晚|深夜|夜间|夜里)|(?P<p5>午夜|子夜|半夜|零点|零时)")
_DAYPART_STARTS, _DAYPART_ENDS = frozenset("上早清今中正下午晚傍当深夜子半零黎拂破凌黄日"), frozenset("午上晨早后间晚夜里点时明晓昏落")
_LASTING = regex("(?:至[多少]|长达|超过|不到|不足|近|逾|历时|持续|最多|历经|接近|不超过|存在了|延续)$")
"""Before 1000年 a stretch of time, not a year."""
_PART_VALUE = {"初": 1, "中": 2, "底": 3, "末": 3}
_HALF_YEAR = {"上半": 1, "前半": 1, "下半": 2, "后半": 2}


def read_date(text: str, i: int, found: list[Quantity]) -> int:
    """Add the parts of a date that begins at `i`; returns where it ends, or `i` if there is none."""
    if text[i] not in _STARTS or (text[i].isdigit() and text[i - 1 : i] in tuple("0123456789.,$€£¥￥") and i > 0):
        return i
    if (digits := _ARABIC.match(text, i)) and (following := text[digits.end() : digits.end() + 1]) not in _AFTER_DIGITS and not following.isspace():
        return i
    for starts, pattern in _patterns_in(text):
        match = pattern.match(text, i) if text[i] in starts else None
        if match and _may_begin(text, i, match):
            parts = _parts(match.groupdict())
            if parts and _is_sound(parts):
                for kind, value, weight in parts:
                    found.append(Quantity(kind, Fraction(value), *match.span(), weight=weight, origin=_is_origin(text, i), qualifier=_about(text, match), loose=kind == "clock" and _is_either(match)))  # type: ignore[arg-type]
                return _put_part(text, match.end(), found)
    return i


@lru_cache(maxsize=2)
def _patterns_in(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns that anything in the text can match."""
    characters = set(text)
    return [(starts, pattern) for starts, needs, pattern in _PATTERNS if not needs.isdisjoint(characters)]


def read_part_alone(text: str, i: int, found: list[Quantity]) -> int:
    """年底, 明年初 without a year that is read as a date; seasons and parts of the day."""
    first = text[i]
    if first in "春夏秋冬" and (season := _SEASON.match(text, i)):
        found.append(Quantity("season", Fraction("春夏秋冬".index(season[1]) + 1), *season.span(), weight=OPTIONAL))
        return season.end()
    if first in _DAYPART_STARTS and text[i + 1 : i + 2] in _DAYPART_ENDS and (daypart := _DAYPART.match(text, i)):
        value = next(n for n in range(1, 6) if daypart[f"p{n}"])
        found.append(Quantity("daypart", Fraction(value), *daypart.span(), weight=OPTIONAL))
        return daypart.end()
    match = _ALONE.match(text, i) if first == "年" else None
    if not match:
        return i
    found.append(Quantity("part", Fraction(_PART_VALUE[match["p"] or match["q"][1]]), *match.span(), weight=OPTIONAL))
    return match.end()


def _is_either(match: re.Match[str]) -> bool:
    """The hour may be of the morning or the afternoon."""
    return not match.groupdict().get("ap") and _number(match["hr"]) <= 12


def _may_begin(text: str, i: int, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    before = text[i - 1 : i]
    if groups.get("y") and not groups.get("y2") and not groups.get("m") and match[0].endswith("年") and _LASTING.search(text[max(0, i - 4) : i]):
        return False
    if groups.get("w"):
        return before not in tuple("0123456789一二两三四五六七八九十几数") or not before
    if before == "近" and groups.get("m") and not groups.get("d"):
        return False
    if before and before in "0123456789." and match[0][0].isdigit():
        return False
    if before and before in "一二三四五六七八九十百千万亿第零" and match[0][0] in "一二三四五六七八九十" and (groups.get("m") or groups.get("d") or groups.get("q") or groups.get("hr")):
        return False
    if groups.get("h") and before.isascii() and before.isalnum():
        return False
    return not (groups.get("y") and len(match["y"]) == 2 and before.isdigit())


def _parts(groups: dict[str, str | None]) -> list[tuple[str, int, int]]:
    parts: list[tuple[str, int, int]] = []
    for group, kind in (("d", "day"), ("d2", "day"), ("m", "month"), ("m2", "month"), ("q", "quarter"), ("qo", "quarter"), ("q2", "quarter"), ("h", "half"),
                        ("c", "century")):  # fmt: skip
        if word := groups.get(group):
            parts.append((kind, _number(word), STATED))
    if word := groups.get("hw"):
        parts.append(("half", _HALF_YEAR[word], IMPLIED))
    if word := groups.get("w"):
        parts.append(("weekday", "一二三四五六日".find("日" if word == "天" else word) + 1, OPTIONAL))
    if word := groups.get("dec"):
        parts.append(("decade", _decade(word, groups.get("dc")), STATED))
    first = groups.get("y")
    if first:
        year = _number(first)
        parts.append(("year", year + 2000 if len(first) == 2 else year, STATED))
        if second := groups.get("y2"):
            value = _number(second)
            parts.append(("year", value if len(second) == 4 else parts[-1][1] // 100 * 100 + value, STATED))
    if hour := groups.get("hr"):
        parts.append(("clock", _minutes(_number(hour), groups), STATED))
    return parts


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    values = han_values(word.replace("○", "〇"))
    if values and len(values) == 1:
        return int(values[0])
    digits = "".join(str("零一二三四五六七八九".find("零" if c in "〇○" else c)) for c in word)
    return int(digits) if digits.isdigit() else -1


def _decade(word: str, century: str | None) -> int:
    value = _number(word)
    if not century or value >= 1000:
        return value
    if century.startswith("上"):
        return 1900 + value
    return 2000 + value if century == "本" else (_number(century) - 1) * 100 + value


def _minutes(hour: int, groups: dict[str, str | None]) -> int:
    minute = 30 if groups.get("hm") else 15 if groups.get("ke") == "一" else 45 if groups.get("ke") else _number(groups["min"]) if groups.get("min") else 0  # type: ignore[arg-type]
    part = groups.get("ap") or ""
    if hour == 12 and part in ("晚上", "晚间", "深夜", "夜间", "当晚", "今晚", "凌晨"):
        return minute
    if part in ("中午", "傍晚") and hour < 6:
        hour += 12
    if part in ("下午", "晚上", "晚间", "傍晚", "深夜", "夜间", "当晚", "今晚") and hour < 12:
        hour += 12
    return hour % 24 * 60 + minute


def _is_sound(parts: list[tuple[str, int, int]]) -> bool:
    years = [value for kind, value, _ in parts if kind == "year"]
    return all(value >= 0 for _, value, _ in parts) and (len(years) < 2 or years[1] > years[0])


def _is_origin(text: str, i: int) -> bool:
    return text[i - 1 : i] in ("从", "由", "自")


def _about(text: str, match: re.Match[str]) -> str:
    return "about" if "y" in match.groupdict() and text[match.end() : match.end() + 2] in ("前后", "左右") else ""


def _put_part(text: str, end: int, found: list[Quantity]) -> int:
    match = _PART.match(text, end)
    if not match:
        return end
    value = 1 if match["p1"] else 2 if match["p2"] else 3
    found.append(Quantity("part", Fraction(value), end, match.end(), weight=IMPLIED))
    return match.end()
