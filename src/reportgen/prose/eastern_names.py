"""Names of people that Chinese writes in characters of its own: Zhang Min 张敏, Park Ji-won 朴智媛, Nguyen Van Hai 阮文海.

A Chinese name is known by its readings, a Korean or Vietnamese one by the characters that its surname can have. Such a name
is hardly ever left out or put in other words, so that its absence tells by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.han import WORD_CHARACTER
from reportgen.prose.known_names import generic
from reportgen.prose.sides import Side
from reportgen.prose.sounds import as_pinyin, is_spelt_in, readings

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔常汤康易乔赖文朴阮"
_TITLE = "厂长|董事长|总经理|经理|教授|博士|主任|部长|局长|院士|研究员|工程师|律师|法官|发言人|分析师|创始人|首席执行官|总裁|记者|专家|医生|书记|市长|省长|校长|院长|村民|店主|作家|导演|选手|同事|负责人|居民|农民|司机"
_SPEAKS = "表示|说|称|指出|认为|告诉|坦言|介绍|强调|回忆|透露|写道|先生|女士"
_PERSON = regex(
    rf"(?<!{WORD_CHARACTER})([{_SURNAMES}]{WORD_CHARACTER}{{1,2}}?)(?={_SPEAKS}|教授|博士)"
    rf"|(?:{_TITLE})([{_SURNAMES}]{WORD_CHARACTER}{{1,2}}?)(?={_SPEAKS}|在|把|将|于|对|向|从|和|与|[，。、])"
)
_TITLED = regex(rf"(?:{_TITLE})([{_SURNAMES}]{WORD_CHARACTER})")
_FULL_NAME = regex(r"(?<![A-Za-z-])([A-Z][a-zü]+) ([A-Z][a-zü]+(?:[-’'][A-Za-z][a-z]+)?)(?: ([A-Z][a-z]+))?(?![A-Za-z-])")
_KOREAN = {
    "Kim": "金", "Lee": "李", "Park": "朴", "Choi": "崔", "Jung": "郑", "Jeong": "郑", "Chung": "郑", "Kang": "姜康", "Cho": "赵曹", "Jo": "赵曹", "Yoon": "尹", "Yun": "尹", "Jang": "张", "Chang": "张", "Lim": "林",
    "Han": "韩", "Oh": "吴", "Seo": "徐", "Suh": "徐", "Shin": "申辛", "Kwon": "权", "Hwang": "黄", "Ahn": "安", "Song": "宋", "Ryu": "柳刘", "Yoo": "柳刘俞", "Hong": "洪", "Jeon": "全田", "Ko": "高", "Moon": "文", "Son": "孙",
    "Bae": "裴", "Baek": "白", "Heo": "许", "Hur": "许", "Nam": "南", "Shim": "沈", "Noh": "卢", "Roh": "卢", "Kwak": "郭", "Sung": "成", "Cha": "车", "Koo": "具", "Min": "闵", "Na": "罗", "Yang": "梁杨",
}  # fmt: skip
_VIETNAMESE = {"Nguyen": "阮", "Tran": "陈", "Pham": "范", "Hoang": "黄", "Huynh": "黄", "Phan": "潘", "Vo": "武", "Dang": "邓", "Bui": "裴", "Ngo": "吴", "Duong": "杨", "Truong": "张", "Dinh": "丁"}
_DYNASTIES = frozenset(["Dynasty", "Tombs", "Kong", "River", "Island", "Province", "County", "Chinese", "Lake"])


def check_eastern_names(en: Side, zh: Side) -> Iterator[Finding]:
    """An English name of this kind that the Chinese has not, beside another there or missing altogether."""
    for name, sure in lone_eastern_names(en.words, zh.words):
        person = next(iter(strange_persons(en.words, zh.words)), None)
        if person:
            yield Finding("parity/name", f"“{name.text}” in English is “{person.text}” in Chinese", (name, person))
        elif sure:
            yield Finding("parity/name", f"no characters in Chinese read “{name.text}”", (name,))
        return


def lone_eastern_names(english: str, chinese: str) -> Iterator[tuple[Mark, bool]]:
    """Full names of which the Chinese has neither surname and given name nor the letters, and whether they can hardly be anything else."""
    for match in _FULL_NAME.finditer(english):
        surname, given = match[1], match[2]
        if given in generic() or given in _DYNASTIES or surname in chinese or given in chinese:
            continue
        last = match.end(2)
        if is_pinyin_name((surname, given)) and not match[3]:
            sure = len(min(as_pinyin(given), key=len)) > 1
            found = _is_read_in(surname, given, chinese) or not sure and surname in generic()
        elif surname in _KOREAN and "-" in given and given.rsplit("-", 1)[1][0].islower():
            found, sure = any(character in chinese for character in _KOREAN[surname]), True
        elif surname in _VIETNAMESE and match[3]:
            found, sure, last = any(character in chinese for character in _VIETNAMESE[surname]), True, match.end()
        else:
            continue
        if not found:
            yield Mark("en", match.start(), last, english[match.start() : last]), sure


def strange_persons(english: str, chinese: str) -> Iterator[Mark]:
    """Chinese names of people, by what stands beside them, of which the English has neither surname nor given name."""
    words = re.findall(r"[A-Za-zü’']{2,}", english)
    for match in (*_PERSON.finditer(chinese), *_TITLED.finditer(chinese)):
        group = match.lastindex or 0
        if not any(_is_read_as(match[group], word) for word in words):
            yield Mark("zh", *match.span(group), match[group])


def is_pinyin_name(words: Sequence[str]) -> bool:
    """A surname and a given name of one or two syllables in pinyin."""
    return len(words) == 2 and words[0].lower() in _surnames() and any(len(given) < 3 for given in as_pinyin(words[1]))


@cache
def _surnames() -> frozenset[str]:
    """The usual surnames in pinyin."""
    return frozenset(reading for character in _SURNAMES for reading in readings().get(character, ()))


def _is_read_in(surname: str, given: str, chinese: str) -> bool:
    """Surname and given name stand in a row in the Chinese, or a given name of two syllables by itself."""
    return any(is_spelt_in((surname.lower(), *syllables), chinese) or len(syllables) > 1 and is_spelt_in(syllables, chinese) for syllables in as_pinyin(given.replace("-", "")))


def _is_read_as(person: str, word: str) -> bool:
    """The word is the reading of the surname or of what follows it, or a Korean or Vietnamese spelling of it."""
    table = readings()
    if person[0] in _KOREAN.get(word, "") or person[0] in _VIETNAMESE.get(word, ""):
        return True
    return any(syllables[0] in table.get(person[0], ()) or is_spelt_in(syllables, person[1:]) for syllables in as_pinyin(word))
