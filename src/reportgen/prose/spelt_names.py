"""Stretches of a Chinese text that spell a foreign name by its sounds, told from ordinary words in the same characters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from reportgen.patterns import regex
from reportgen.prose.han import WORD_CHARACTER
from reportgen.prose.sounds import spelling

_PURE = "阿埃艾奥巴贝博布达德蒂杜厄恩尔菲费弗夫戈格古哈赫霍基吉卡凯科克库拉莱兰勒雷丽莉卢鲁伦罗洛玛曼迈麦姆穆纳娜尼涅诺欧帕佩皮普乔琼茹若萨塞桑瑟森莎什施斯丝苏索塔泰汤特滕提托瓦韦维沃乌希谢辛雅亚耶伊因约扎兹佐"
"""Characters that hardly do anything but spell sounds."""
_PURE_CHARACTERS = frozenset(_PURE)
PART = regex(f"{WORD_CHARACTER}+")
_TITLE_BEFORE = regex("(?:首相|总统|总理|主席|部长|大臣|市长|州长|省长|议员|法官|教授|博士|院士|主教|教皇|国王|女王|王子|公主|将军|上校|律师|医生|作家|画家|诗人|导演|教练|队长|球员|选手|经理|主管|总裁|主任|发言人|分析师|经济学家|科学家|"
                      "物理学家|化学家|生物学家|数学家|天文学家|哲学家|创始人|首席执行官|记者|专家|代表|秘书长|研究员|工程师|居民|农民|店主|小镇|城市|附近的|港口|村庄|岛屿|位于)$")  # fmt: skip
_CUE_AFTER = regex("(?:先生|女士|博士|教授|表示|指出|认为|告诉|称|说|写道|回忆|坦言|省|市|州|县|郡|镇|岛|湖|河|海峡|山脉|山|半岛|沙漠|盆地|群岛|港|机场|陨石坑|环形山|撞击坑|冰川|冰盖|冰架|火山|断层|遗址|条约|协议|协定|公约|宣言|定律|定理|效应|方程|常数|综合征|病毒|星云|星系|奖|杯|宫|城堡|大桥|水坝|油田|气田|矿|广场|大学|学院|队|公司|集团|银行|附近|的(?:实验室|团队|研究|著作|小说|论文))")
_SHORTEST = 3
_INSIDE = "得"
"""What spells a sound inside a name only: 彼得罗娃."""


def spelt_runs(text: str) -> Iterator[tuple[int, int]]:
    """Where at least two characters in a row can spell sounds."""
    table = spelling()
    start = -1
    for i, character in enumerate(text + " "):
        if character in table:
            start = i if start < 0 else start
        elif start >= 0:
            end = i
            while start < end and text[start] in _INSIDE:
                start += 1
            while start < end and text[end - 1] in _INSIDE:
                end -= 1
            if end - start > 1:
                yield start, end
            start = -1


def spelt_names(text: str) -> Iterator[tuple[int, int]]:
    """Where a name is spelt that no dot parts: three characters or more, or two between a title and what a person does."""
    if _PURE_CHARACTERS.isdisjoint(text):
        return
    for start, end in spelt_runs(text):
        for first, last in _without_words(text, start, end):
            pure = sum(c in _PURE for c in text[first:last])
            if text[first - 1 : first].isdigit() or text[first] in "万千百亿":
                continue  # 3万瓦, 百万人
            if last - first >= _SHORTEST:
                if pure >= 1:
                    yield first, last
            elif pure and (_TITLE_BEFORE.search(text[:first]) or _CUE_AFTER.match(text, last)):
                yield first, last


def _without_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a run that hold no ordinary word."""
    words, i, begin = _words(), start, start
    while i < end:
        length = next((n for n in (4, 3, 2) if i + n <= end and text[i : i + n] in words), 0)
        if length:
            if i - begin > 1:
                yield begin, i
            i += length
            begin = i
        else:
            i += 1
    if end - begin > 1:
        yield begin, end


@cache
def _words() -> frozenset[str]:
    text = files("reportgen.prose").joinpath("data/sound_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
