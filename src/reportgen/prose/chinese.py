"""Chinese text in, the quantities and dates that it states out, each with its place in the text.

Reads 逾2万亿美元, 每百万token 0.30美元, 三分之二, 八成五, 翻两番, 增长近两倍, 数十亿, 十余家, 2022—2023年. A lone numeral counts
only with a measure word after it, and idioms (一分为二, 三番五次) count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from reportgen.patterns import regex
from reportgen.prose import chinese_words as words
from reportgen.prose.chinese_context import direction_of, qualifier_after, qualifier_before
from reportgen.prose.chinese_dates import read_date, read_part_alone
from reportgen.prose.chinese_numbers import Amount, han_values, read_amount
from reportgen.prose.han import WORD_CHARACTER
from reportgen.prose.measures import dimension, is_money
from reportgen.prose.quantity import IMPLIED, OPTIONAL, STATED, Code, Figures, Qualifier, Quantity
from reportgen.records import replace

_CODE = regex(r"(?<![A-Za-z0-9])(?:[A-Za-z]+[-‑]?\d[A-Za-z0-9]*(?:[-‑.][A-Za-z0-9]+)*(?:/[A-Z]\d+)*\+*|\d+[A-Z]{1,2}(?:[-‑][A-Za-z0-9]+)?)(?![A-Za-z0-9])")
_NO_CODE = regex(
    r"(?:Q[1-4]|H[12]|FY\s?\d+|CY\d+|(?:US|USD|RMB|CNY|EUR|HKD|GBP|JPY)\d.*|token.*|T\+\d|\d+(?:[KMBT]|GW|MW|KW|TW|GB|MB|TB|PB|EB|ZB|KB|KV|W|V|HP|PP|BP|KM|KG|AM|PM|HZ))\Z"
)
_DIGIT = regex(r"\d")
_FIRST_QUARTERS = regex("前([两二三])个?季度?")
_BEFORE_SECOND = regex(r"[$€£￥¥]|近|约|人民币")
_SHARE_SIGNS = ("分之", "/", "每", "折", "成")
"""Each of the shares has one of these in it."""
_SHARE_STARTS = frozenset("0123456789每一二两三四五六七八九十百千万亿")
_SPECIAL_STARTS = frozenset("0123456789两翻倍加增提扩减腰折对一半过大十首榜居头第双俩百零前二三四五六七八九")
_MANY_STARTS = frozenset("成千数几好若上过")
"""What shares, the forms of `_special` and rough magnitudes can begin with; dates tell by themselves."""
_STARTS = frozenset(f"0123456789{words.NUMERALS}每半第首翻减腰数几成上近半过对双俩上下周星礼凌早清中正傍深夜当今晚年QHF本前折加春夏秋冬午子")
_RANGE = regex(r"\s?(?:[-–—~～至到]|——|或)\s?(?=[\d一二两三四五六七八九十百千$€£￥¥近约])")
_JOINTS = frozenset("-–—~～至到或")
_SHARE = regex(rf"(百|千|万)分之(\d+(?:\.\d+)?(?:[-–—~～至到]\d+(?:\.\d+)?)?|[{words.NUMERALS}]+(?:点[零〇一二三四五六七八九]+)?(?:[至到](?:百分之)?[{words.NUMERALS}]+)?)")
_FRACTION = regex(r"(\d+(?:\.\d+)?[万亿]?|[一二两三四五六七八九十百千万亿]+)分之(\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)")
_SLASH = regex(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/])")
_TENTHS = regex(r"([一二两三四五六七八九])成([一二三四五六七八九半])?(?!(?<=一成)为|[立功本果员就长品分绩因都语交熟效绩型套像见]|人(?![口士数])|家(?![庭长]))|([一二三四五六七八])[至到]?([二三四五六七八九])成(?![立功本])")
_DOUBLED = regex(r"翻了?(?:近|约|逾|超过|将近|不止|不到)?(?:([一两二三四])?番|倍)|翻了?(?:近|约|逾|超过|将近)?一倍|倍增|加倍(?=[至到])|(?:增加|增长|提高|扩大)(?:了)?(?:近|约|逾|超过|将近)?一倍")
_HALVED = regex(r"减半|腰斩|折半|对半|一半|半数|过半|大半|半价|(?<=[近超逾])半(?![年个小天导月])")
_ONE_IN = regex(rf"每(?:有)?(\d+|[{words.NUMERALS}]+)(?:名|个|位|人|家|辆|台|户|所|件|只|对|款|次|篇)?{WORD_CHARACTER}{{0,6}}?(?:中|里)[，,]?(?:就|便|约|大约|仅|只|至少)*有(?:约|近|超过)?(\d+|[{words.NUMERALS}]+)(?=名|个|位|人|家|辆|台|户|所|件|只|对|款|次|篇|，|。|是)")
_FIRST = regex(r"首(?:次|个|家|位|批|款|例|座|轮|度|季|日|台|架|艘|届|创|项|条)|榜首|居首|头号|首屈一指|首位")
_ORDINAL = regex(rf"第(\d+(?:\.\d+)?[万亿]?|[{words.NUMERALS}]+)(?!方|产业|三者)")
_PLAN = regex(r"(十[一二三四五六])五(?=规划|期间|时期|计划|”|」|以来|末|收官|开局|，|。)")
_MANY = regex(r"(?:成千上万|成千累万|千千万万|数以(?P<by>千万|百万|十万|亿|万|千|百|十)计|(?:(?P<few>数|几|好几|若干)|(?P<up>上|成|过))(?P<scale>十百万|[十百千万亿]+)(?P<more>多|余)?)(?!分|年来|名列|字|里挑|里迢|载|般|岁|足|全|世|物|事|元户)")
_NOT_MANY = regex("上[十百千万亿]+(?:证|汽|船)|过千禧|上万能|数字|数据|上亿元户|数十百千")
_TEN_ODD = regex(r"([二三四五六七八九]?十)几([万亿千百])?")
_TWO = regex(r"(?:双方|两者|二者|两国|两地|两人|两党|两院|俩|两位|两家|双)")
_DOZEN = regex("([一两三四五六半几数]|\\d{1,3})打(?![算击造开破败印扮赌动断听工折假分压气仗交通])")
_HALF = regex(r"半(个多?月|个世纪|个百分点|个小时|小时|年(?!轻|报|级)|天(?!空)|个学期|分钟|公里|英里|吨|公斤|斤|米)")
_IN_UNIT = {"个月": "month", "个多月": "month", "个世纪": "century", "个百分点": "pp", "个小时": "h", "小时": "h", "年": "year", "天": "day", "分钟": "min",
            "公里": "km", "英里": "mi", "吨": "t", "公斤": "kg", "斤": "jin", "米": "m"}  # fmt: skip
_CLAUSE_MARKS = frozenset("，。；、")


@lru_cache(maxsize=4096)
def read_chinese(text: str) -> Figures:
    """The figures of a Chinese text; markup must have been blanked out (`sides`)."""
    plain = text if words.FULL_WIDTH.isdisjoint(text) else text.translate(words.HALF_WIDTH)
    return _Reader(plain).read() if not _STARTS.isdisjoint(plain) else _NOTHING


class _Reader:
    """Goes through the characters once from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quantity] = []
        named = _CODE.finditer(text) if _DIGIT.search(text) else ()
        self.codes = tuple(Code(m[0], m.start(), m.end()) for m in named if not _NO_CODE.match(m[0]))
        self.may_share = any(sign in text for sign in _SHARE_SIGNS)
        self.skip = {c.start: c.end for c in self.codes}
        self.skip.update(words.idioms_in(text))

    def read(self) -> Figures:
        after, stops = 0, sorted(self.skip)
        for place in [at for at, character in enumerate(self.text) if character in _STARTS]:
            while stops and stops[0] <= place:
                stop = stops.pop(0)
                after = max(self.skip[stop], after + 1) if stop >= after else after
            if place >= after:
                after = max(self._at(place), place + 1)
        return Figures(tuple(self._with_joined_units()), self.codes)

    def _with_joined_units(self) -> Iterator[Quantity]:
        """An amount takes the currency of the one that it is joined to: 7800万和4500万欧元."""
        following: Quantity | None = None
        result: list[Quantity] = []
        for quantity in reversed(self.found):
            if following is not None and quantity.kind in ("number", "vague") and not quantity.unit and following.unit and (is_money(following.unit) or following.unit == "%"):
                between = self.text[quantity.end : following.start]
                if _JOINED.fullmatch(between) and quantity.low >= (1 if following.unit == "%" else 10):
                    quantity = replace(quantity, unit=following.unit)
            result.append(quantity)
            following = quantity if quantity.unit or quantity.kind != "number" else following
        return reversed(result)

    def _at(self, i: int) -> int:
        first = self.text[i]
        if self.may_share and first in _SHARE_STARTS and (after := self._shares(i)) > i:
            return after
        if first in _SPECIAL_STARTS and (after := self._special(i)) > i:
            return after
        if (after := self._date(i)) > i:
            return after
        if first in _MANY_STARTS and (after := self._many(i)) > i:
            return after
        return self._number(i) if first.isdigit() or first in words.NUMERALS else i

    def _date(self, i: int) -> int:
        after = read_date(self.text, i, self.found)
        return after if after > i else read_part_alone(self.text, i, self.found)

    # --- shares, multiples, ordinals ------------------------------------------------------------------------------

    def _shares(self, i: int) -> int:
        text = self.text
        is_parted = "分之" in text
        if is_parted and (match := _SHARE.match(text, i)):
            per = {"百": 1, "千": 10, "万": 100}[match[1]]
            ends = [part for part in re.split("百分之|[-–—~～至到]", match[2]) if part]
            for n, word in enumerate(ends):
                value = Fraction(word) if word[0].isdigit() else (han_values(word) or (Fraction(-1),))[0]
                if len(ends) == 1 and (measured := self._unit(match.end()))[0] and dimension(measured[0]) in ("time", "temp", "angle", "length", "mass"):
                    self._put("number", value / per / 100, i, measured[1], unit=measured[0])
                    return measured[1]
                which: Literal["", "low", "high"] = "" if len(ends) == 1 else "low" if n == 0 else "high"
                self._put("number", value / per, i, match.end(), unit="%", end_of_range=which)
            return match.end()
        if is_parted and (match := _FRACTION.match(text, i)):
            below = int(Fraction(match[1].rstrip("万亿")) * words.SCALES.get(match[1][-1], 1)) if match[1][0].isdigit() else int((han_values(match[1]) or (Fraction(0),))[0])
            share = (Fraction(match[2]) if match[2][0].isdigit() else (han_values(match[2]) or (Fraction(0),))[0]) / below
            if 0 < share < 2:
                unit, end = self._unit(match.end())
                if unit and not is_money(unit) and dimension(unit) not in ("index", "floor", "mag", "data"):
                    self._put("number", share, i, end, unit=unit)
                    return end
                self._put("fraction", share, i, match.end(), loose=True)
                return match.end()
        if "/" in text and (match := _SLASH.match(text, i)) and 0 < int(match[1]) < int(match[2]) <= 20:
            self._put("fraction", Fraction(int(match[1]), int(match[2])), i, match.end())
            return match.end()
        if text[i] == "每" and (match := _ONE_IN.match(text, i)):
            below, top = (int(w) if w.isdigit() else int((han_values(w) or (Fraction(0),))[0]) for w in match.groups())
            if 0 < top < below:
                self._put("fraction", Fraction(top, below), i, match.end(), loose=True, parts=(Fraction(top), Fraction(below)))
                return match.end()
        return self._tenths(i)

    def _tenths(self, i: int) -> int:
        """三成, 八成五, 七八成; and discounts, which count the other way round: 八折 is 20% off."""
        numerals = "零一二三四五六七八九"
        if "折" in self.text and (off := _OFF.match(self.text, i)):
            digits = [numerals.find(c) for c in (off[1], off[2]) if c]
            rest = Fraction(100) - (Fraction(off[3]) * 10 if off[3] else Fraction(digits[0] * 10 + (digits[1] if len(digits) > 1 else 0)))
            self._put("number", rest, i, off.end(), unit="%", loose=True)
            return off.end()
        match = _TENTHS.match(self.text, i) if "成" in self.text else None
        if not match:
            return i
        if match[3]:
            for word, end in ((match[3], "low"), (match[4], "high")):
                self._put("number", Fraction(10 * numerals.find(word)), i, match.end(), unit="%", end_of_range=end, loose=True)
            return match.end()
        first = 2 if match[1] == "两" else numerals.find(match[1])
        tenths = 5 if match[2] == "半" else numerals.find(match[2]) if match[2] else 0
        self._put("number", Fraction(10 * first + tenths), i, match.end(), unit="%", loose=True)
        return match.end()

    def _special(self, i: int) -> int:
        text, first = self.text, self.text[i]
        if first in "翻倍加增提扩" and ("倍" in text or "番" in text) and (match := _DOUBLED.match(text, i)):
            steps = {"两": 2, "二": 2, "三": 3, "四": 4}.get(match[1] or "", 1)
            self._put("multiple", Fraction(2**steps), i, match.end())
            return match.end()
        if first in "减腰折对一半过大" and ("半" in text or first == "腰") and (match := _HALVED.match(text, i)):
            self._put("fraction", words.HALF, i, match.end(), loose=True)
            if match[0] == "对半" or match[0] in ("一半", "半数") and text[:i].endswith(("各", "各占", "各有")):
                self.found[-1] = replace(self.found[-1], weight=IMPLIED)  # split down the middle
            if match[0] in ("过半", "大半"):
                self.found[-1] = replace(self.found[-1], qualifier="over", firm=True)
            return match.end()
        if first in "十" and "五" in text and (match := _PLAN.match(text, i)):
            self._put("ordinal", (han_values(match[1]) or (Fraction(0),))[0], i, match.end(), weight=IMPLIED)
            return match.end()
        if "打" in text and (match := _DOZEN.match(text, i)) and match[1] not in "几数":
            count = Fraction(match[1]) if match[1].isdigit() else words.HALF if match[1] == "半" else (han_values(match[1]) or (Fraction(1),))[0]
            self._put("number", 12 * count, i, match.end(), loose=True)
            return match.end()
        if first in "半" and (match := _HALF.match(text, i)):
            if text[i - 1 : i] not in ("上", "下", "前", "后", "大", "多") or not i:
                self._put("number", words.HALF, i, match.end(), unit=_IN_UNIT.get(match[1], ""), weight=OPTIONAL)
            return match.end()
        if first in "首榜居头" and (match := _FIRST.match(text, i)):
            self._put("ordinal", Fraction(1), i, match.end(), weight=OPTIONAL)
            return match.end()
        if first == "第" and (match := _ORDINAL.match(text, i)):
            return self._ordinal(i, match)
        if first in "双俩" and (match := _TWO.match(text, i)):
            self._put("number", Fraction(2), i, match.end(), weight=OPTIONAL)
            return match.end()
        if first in "一两三123" and "刻" in text and (match := _QUARTERS_OF_AN_HOUR.match(text, i)):
            self._put("number", Fraction((han_values(match[1]) or (Fraction(int(match[1])),))[0] if not match[1].isdigit() else int(match[1])) / 4, i, match.end(), unit="h")
            return match.end()
        if first in "一两二三四五六七八九123456789" and "分半" in text and (match := _MINUTES_AND_A_HALF.match(text, i)):
            self._put("number", (Fraction(match[1]) if match[1].isdigit() else (han_values(match[1]) or (Fraction(1),))[0]) + words.HALF, i, match.end(), unit="min")
            return match.end()
        if first in "五六七八九" and "旬" in text and (match := _AGES.match(text, i)):
            self._put("number", 10 * (han_values(match[1]) or (Fraction(0),))[0], i, match.end(), unit="age")
            return match.end()
        if first in "两二三四" and text[i - 1 : i] in ("中", "进", "入", "开") and _GOALS.match(text, i - 1):
            self._put("number", (han_values(first) or (Fraction(2),))[0], i, i + 2, weight=IMPLIED)
            return i + 2
        if first in "百零" and "加速" in text and (match := _FROM_REST.match(text, i)):
            for speed, which in ((0, "low"), (100, "high")):
                self._put("number", Fraction(speed), i, match.end(), unit="km/h", weight=IMPLIED, end_of_range=which)
            return match.end()
        if first in "前" and "季" in text and (match := _FIRST_QUARTERS.match(text, i)):
            self._put("number", (han_values(match[1]) or (Fraction(0),))[0], i, match.end(), unit="qtr")
            return match.end()
        return self._ten_odd(i) if first in "二三四五六七八九十" else i

    def _ordinal(self, i: int, match: re.Match[str]) -> int:
        date = read_date(self.text, i, self.found)
        if date > i:
            return date
        values = (Fraction(match[1].rstrip("万亿")) * words.SCALES.get(match[1][-1], 1),) if match[1][0].isdigit() else han_values(match[1])
        if not values:
            return i
        weight = OPTIONAL if values[0] == 1 else IMPLIED if values[0] == 2 else STATED
        self._put("ordinal", values[0], i, match.end(), weight=weight)
        if len(values) > 1:
            self._put("ordinal", values[1], i, match.end(), weight=weight)
        return match.end()

    def _ten_odd(self, i: int) -> int:
        """十几万, 二十几个."""
        match = _TEN_ODD.match(self.text, i) if "几" in self.text else None
        if not match:
            return i
        value = (han_values(match[1]) or (Fraction(0),))[0] * words.SCALES.get(match[2] or "", 1)
        unit, end = self._unit(match.end())
        self._put("number", value, i, end, unit=unit, qualifier="over", firm=False, loose=True)
        return end

    def _many(self, i: int) -> int:
        """数十亿, 几千, 上百, 成千上万, 数以万计."""
        match = _MANY.match(self.text, i)
        if not match or _NOT_MANY.match(self.text, i):
            return i
        if match["up"] == "成" and match["scale"] not in ("百", "千", "万", "百上"):
            return i
        if match["up"] == "过" and match["scale"][0] not in "百千万亿":
            return i
        if match["by"] or match["scale"]:
            magnitude = Fraction(1)
            for c in match["by"] or match["scale"]:
                magnitude *= words.SCALES[c]
        else:
            magnitude = Fraction(1000)
        unit, end = self._unit(match.end())
        end += self.text[end : end + 1] == "倍"
        self._put("vague", magnitude, i, end, unit=unit, loose=match["up"] is not None or not (match["by"] or match["scale"]))
        return end

    # --- numbers --------------------------------------------------------------------------------------------------

    def _number(self, i: int) -> int:
        first = read_amount(self.text, i)
        if first is None:
            return i
        unit, end, counted = self._what(first)
        join = self._joint(end) or (self._joint(first.end) if not unit and first.end != end else None)
        second = None
        if join:
            k = join.end()
            while (skip := _BEFORE_SECOND.match(self.text, k)):
                k = skip.end()
            second = read_amount(self.text, k)
        if second is not None and second.second is None and not read_date(self.text, second.start, []) > second.start:
            after = self._range(first, unit, end, second)
            if after:
                return after
        if first.han and not (unit or counted or self._stands_alone(first)):
            return i
        return self._add(first, unit, end, "")

    def _joint(self, end: int) -> re.Match[str] | None:
        """What joins an amount that ends here to the other end of its range."""
        following = self.text[end : end + 1]
        return _RANGE.match(self.text, end) if following in _JOINTS or following.isspace() else None

    def _range(self, first: Amount, unit: str, end: int, second: Amount) -> int:
        """12至18个月, 1–10亿, 四到五倍: the first end takes scale and unit of the second if it has none."""
        unit2, end2, counted = self._what(second)
        if second.han and not (unit2 or counted or self._stands_alone(second)):
            return 0
        times = self.text[end2 : end2 + 1] == "倍"
        scale = second.scale // 10 if second.han and self.text[second.start] == "十" else second.scale  # 五到十倍, 三到十万
        if not unit and first.scale == 1 and scale > 1 and first.value <= 100 * second.plain and end == first.end:
            first = replace(first, value=first.value * scale)
        count = len(self.found)
        self._add(first, unit or unit2, end, "low", times)
        after = self._add(second, unit2 or (unit if is_money(unit) else ""), end2, "high", times)
        low, high = self.found[count : count + 2]
        moved = re.search(r"[从由自][^，。；]{0,8}$", self.text[max(0, low.start - 9) : low.start]) or self.text[low.end : low.end + 1] == "到" and re.search("从|由", self.text[max(0, low.start - 6) : low.start])
        if not moved and low.qualifier != high.qualifier:
            shared: Qualifier = low.qualifier or high.qualifier
            firm = low.firm if low.qualifier else high.firm
            self.found[count : count + 2] = [replace(q, qualifier=shared, firm=firm) for q in (low, high)]
        return after

    def _what(self, amount: Amount) -> tuple[str, int, bool]:
        """The unit after an amount, where it ends, and whether a measure word follows instead."""
        unit, end = self._unit(amount.end)
        if not unit and self.text[amount.end : amount.end + 1] == "分" and re.match("分\\d{1,2}秒", self.text[amount.end : amount.end + 4]):
            unit, end = "min", amount.end + 1
        if self.text.startswith("个", amount.end) and (odd := _AND_ODD.match(self.text, amount.end)):
            unit, end = ("month", odd.end() + 1) if self.text[odd.end()] == "月" else self._unit(odd.end())
        if unit:
            return unit, end, False
        if prefix := self._prefix(amount.start):
            return prefix, amount.end, False
        k = amount.end + (self.text[amount.end : amount.end + 1] in ("多", "余", "几"))
        counted = words.counts(self.text, k) or self.text[k : k + 1] == "倍"
        return "", amount.end, counted

    def _unit(self, end: int) -> tuple[str, int]:
        text = self.text
        blank = end + (text[end : end + 1] == " ")
        for k in (end, blank, end + 1):
            if k > end and text[end : end + 1] not in (" ", "多", "余", "来", "整"):
                continue
            if word := words.unit_word(text, k):
                if word in ("K", "M", "B", "T") and k != end:
                    continue
                return words.UNIT_OF[word], k + len(word)
        if text[end : end + 1] == "月" and re.search("近(?:\\d+|[一二三四五六七八九十]+)$", text[max(0, end - 5) : end]):
            return "month", end + 1  # 近12月 is a stretch of time, not December
        return "", end

    def _prefix(self, start: int) -> str:
        head = self.text[max(0, start - 6) : start].rstrip("约近逾超")
        end = len(head) - head[-1:].isspace()
        prefix = next((head[at:end] for at in range(max(end - words.LONGEST_PREFIX, 0), end) if head[at:end] in words.PREFIXES), "")
        before = self.text[max(0, start - 6) + end - len(prefix) - 1 : max(0, start - 6) + end - len(prefix)]
        if not prefix or before and before in f"0123456789{words.NUMERALS}":
            return ""  # 129欧元三档: the currency belongs to the figure before
        return words.PREFIXES[prefix]

    def _stands_alone(self, amount: Amount) -> bool:
        """A numeral without a measure word is a number if it has more than one character and a scale, or a decimal point."""
        run = self.text[amount.start : amount.end]
        if len(run) > 1 and any(c in words.SCALES for c in run) and not (run[0] in "千万百" and len(run) == 2 and run in ("千万", "百万", "万千", "千百", "百千")):
            return True
        if run in ("百万", "千万") and self.text[amount.end : amount.end + 1] not in ("不", "别", "要"):
            return True
        return "点" in run or (len(run) >= 4 and all(c in words.DIGITS for c in run))

    def _add(self, amount: Amount, unit: str, end: int, end_of_range: Literal["", "low", "high"], times: bool = False) -> int:
        text = self.text
        end = max(end, amount.end)
        if (text[amount.end : amount.end + 2] in ("个半", "倍半", "杯半", "斤半", "桶半", "瓶半", "碗半") and not _NOT_HALF.match(text, amount.end + 1)) or (text[amount.end : amount.end + 1] in ("年", "天", "点", "岁", "米", "斤", "里", "吨") and not _NOT_HALF.match(text, amount.end + 1) and text[amount.end + 1 : amount.end + 2] == "半"):
            amount, end = self._and_a_half(amount, unit, end)
            if text[end : end + 1] == "月":
                unit, end = "month", end + 1
            if not unit:
                unit, end = self._unit(end)
        k = amount.end if not unit else end
        k += text[k : k + 1] in ("多", "余") and text[k + 1 : k + 2] == "倍"
        if (times or text[k : k + 1] == "倍") and not unit:
            return self._times(amount, k, end_of_range)
        run_is_bare = amount.han and len(text[amount.start : amount.end]) == 1
        weight = STATED
        if text[amount.end : amount.end + 1] == "秒" and (hundredths := re.match(r"\d\d(?!\d|[%年月日])|\d(?=[的，。、）夺获])", text[amount.end + 1 : amount.end + 4])) and not amount.han:
            amount, end = replace(amount, value=amount.value + Fraction(int(hundredths[0]), 10 ** len(hundredths[0]))), amount.end + 1 + len(hundredths[0])
        if text[max(0, amount.start - 1) : amount.start] in ("-", "‑") and "\u4e00" <= text[max(0, amount.start - 2) : amount.start - 1] <= "\u9fff":
            weight = OPTIONAL  # 碳-14
        elif amount.han and amount.value in (0, 1):
            weight = OPTIONAL
        elif run_is_bare and amount.value >= 10 or run_is_bare and (not unit or unit in _WEAK_UNITS) and (amount.value == 2 or text[amount.end : amount.end + 1] in ("大", "楼")) or amount.value >= 1 and text[amount.start : amount.end] in ("百年", "千年"):
            weight = IMPLIED
        self._put("number", amount.value, amount.start, end, unit=unit, weight=weight, end_of_range=end_of_range)
        last = self.found[-1]
        if (amount.more or text.startswith("个", amount.end) and _AND_ODD.match(text, amount.end)) and not last.qualifier:
            self.found[-1] = replace(last, qualifier="about" if "来" in text[amount.end - 1 : amount.end + 3] and "余" not in text[amount.start : amount.end] and "多" not in text[amount.start : amount.end] else "over", firm=True)
        if amount.second is not None:
            self.found[-1] = replace(self.found[-1], end_of_range="low")
            self.found.append(replace(self.found[-1], low=amount.second, end_of_range="high"))
        return end

    def _and_a_half(self, amount: Amount, unit: str, end: int) -> tuple[Amount, int]:
        """一个半, 三个半月, 一年半: half of what is counted, with the place after 半."""
        half = words.HALF * (amount.scale if amount.scale > 1 and amount.plain < 10 and not amount.han else 1)
        place = self.text.index("半", amount.end) + 1
        return replace(amount, value=amount.value + half, end=place), max(end, place)

    def _times(self, amount: Amount, k: int, end_of_range: Literal["", "low", "high"]) -> int:
        """N倍: reached, or added if the verb before says so (增长两倍 is to three times)."""
        before = words.STRIP_BEFORE_TIMES.sub("", self.text[max(0, amount.start - 10) : amount.start])
        grows = not words.REACHED_BEFORE_TIMES.search(before) and bool(words.GROWTH_BEFORE_TIMES.search(before))
        end = k + (self.text[k : k + 1] == "倍")
        value = amount.value
        if self.text[end : end + 1] == "半":
            value, end = value + words.HALF, end + 1
        if value == 1:
            value, grows = Fraction(2), False
        self._put("multiple", value, amount.start, end, grows=grows, end_of_range=end_of_range)
        if amount.more and not self.found[-1].qualifier:
            self.found[-1] = replace(self.found[-1], qualifier="over", firm=True)
        if amount.second is not None:
            self.found.append(replace(self.found[-1], low=amount.second))
        return end

    # --- making quantities ----------------------------------------------------------------------------------------

    def _put(self, kind: str, low: Fraction, start: int, end: int, **more: object) -> None:
        for pattern, faster in _PER_TIME:
            if more.get("unit") in faster and pattern.search(self.text[max(0, start - 12) : start]):
                more["unit"] = faster[str(more["unit"])]
        qualifier, firm = qualifier_before(self.text, start)
        if not qualifier and (more.get("unit") == "%" or kind in ("fraction", "multiple")) and (of := _OF.search(self.text[max(0, start - 8) : start])):
            lengths = range(2, len(of[0]) + 1)
            qualifier, firm = next((found for n in lengths if (found := self._qualifier_of_a_whole(start - n))[0]), ("", True))
        if (not qualifier or not firm) and "qualifier" not in more and (after := qualifier_after(self.text, end)):
            qualifier, firm = after, True
        if qualifier == "nearly" and self.text[start - 1] == "近" and (more.get("unit") in _SPANS or _RECENT.match(self.text, end)):
            firm = False  # 近三年 is mostly “the past three years”
        rises = direction_of(self.text, start, end)
        before = self.text[max(0, start - 9) : start]
        begin = max(before.rfind("从"), before.rfind("由"), before.rfind("自"))
        origin = 0 < len(before) - begin < 9 and begin >= 0 and _CLAUSE_MARKS.isdisjoint(before[begin + 1 :]) and before[-1] not in "升降增减涨跌至到为成变调改回"
        fields: dict[str, Any] = {"qualifier": qualifier, "firm": firm, "rises": rises, "origin": origin}
        self.found.append(Quantity(kind, low, start, end, **(fields | more)))  # type: ignore[arg-type]

    def _qualifier_of_a_whole(self, start: int) -> tuple[Qualifier, bool]:
        return ("", True) if _OVER_A_WHOLE.search(self.text[max(0, start - 14) : start]) else qualifier_before(self.text, start)


_OF = regex(r"[^\W\d_]{1,7}的$")
_OVER_A_WHOLE = regex("(?:高于|低于|大于|小于|多于|少于|优于|最[高低大小长短多少重])[^，。]{0,5}$")
"""不超过房价的80% qualifies the share; 高于智能体的41% compares with it."""
_FROM_REST = regex("(?:[百零]百|百公里)(?=加速)")
_AND_ODD = regex("个[多来](?=月|小时|星期|礼拜|世纪|钟头|百分点|季度|学期)")
_QUARTERS_OF_AN_HOUR = regex("([一两三1-3])刻钟")
_MINUTES_AND_A_HALF = regex("([一两二三四五六七八九1-9])分半钟?(?![之成])")
_AGES = regex("(?<![上中下初每一数兼])([五六七八九])旬(?![中上下])")
_GOALS = regex("(?<=[独连梅])(?:中|进|入|开)([两二三四])[元球度]")
_NOT_HALF = regex("半[导成官自岛球径决固透月年天路]")
_OFF = regex("(?:([一二三四五六七八九])([一二三四五六七八九])?|(\\d(?:\\.\\d)?))折(?![叠射磨腾旧返断合线扇纸])")
_MEASURED = frozenset({"time", "length", "mass", "volume", "area"})
_PER_TIME = (
    (regex("(?:时速|每小时)(?:约|大约|达|高达|可达|超过|逾|为|最高|近|将近|不到|[^，。；\\d]{0,4})*$"), {"km": "km/h", "mi": "mph"}),
    (regex("每秒(?:约|大约|达|高达|可达|超过|逾|为|最高|近|将近|[^，。；\\d]{0,4})*$"), {"km": "km/s", "m": "m/s"}),
)
_JOINED = regex("(?:[和与及、，至到或]|以及|增至|升至|降至|跌至|减至|增加到|上升到|提高到|下降到|扩大到|增长到|升到|降到|，?其后|与上年的|和去年的|约|近|逾)+")
_WEAK_UNITS = frozenset({"point", "deg", "mag", "floor", "b"})
_SPANS = frozenset({"year", "month", "week", "day", "h", "min", "qtr", "decade"})
_RECENT = regex("个?(?:场|轮|届|期|个?赛季|季|次(?=比赛|会议|大选|选举|交手))")
_NOTHING = Figures((), ())
