"""The Chinese words that carry numbers: numerals, measure words, qualifiers, directions, and idioms that count nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from reportgen.patterns import regex
from reportgen.prose.glance import character_pairs
from reportgen.prose.measures import CHINESE_UNITS, ENGLISH_UNITS
from reportgen.prose.phrases import by_first
from reportgen.prose.quantity import Qualifier

DIGITS = {c: n for n, chars in enumerate(("零〇○", "一壹", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
          for c in chars}  # fmt: skip
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
NUMERALS = "".join(DIGITS) + "".join(SCALES) + "廿卅"
FULL_WIDTH = frozenset("０１２３４５６７８９％．，＋－～＄")
HALF_WIDTH = str.maketrans("０１２３４５６７８９％．，＋－～＄", "0123456789%.，+-~$")
"""Full-width digits and signs as half-width ones, place for place; the full-width comma stays a comma of the sentence."""
LETTER_SCALES = {"K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}

_IDIOM_WORDS = ["三番五次", "一分为二", "三三两两", "四面八方", "五花八门", "七上八下", "乱七八糟", "九牛一毛", "十全十美", "百花齐放", "千方百计", "千家万户", "万无一失", "五湖四海", "三心二意", "朝三暮四", "举一反三", "接二连三", "再三", "不三不四", "两全其美", "两败俱伤", "一举两得", "一石二鸟", "三思", "三言两语", "五光十色", "六神无主", "七嘴八舌", "八仙过海", "九死一生", "十拿九稳", "百年不遇", "百尺竿头", "千载难逢", "千军万马", "千变万化", "千差万别", "千钧一发", "万众一心", "万象更新", "万水千山", "四分五裂", "一日千里", "三位一体", "独一无二", "说一不二", "数一数二", "二话不说", "丢三落四", "颠三倒四", "低三下四", "略知一二", "一五一十", "三五成群", "三令五申", "五体投地", "四通八达", "七拼八凑", "横七竖八", "九霄云外", "十之八九", "十有八九", "百发百中", "百里挑一", "百战百胜", "百废待兴", "千篇一律", "千言万语", "万事", "万物", "万能", "万万", "亿万富翁", "百万富翁", "千万富翁", "百万富豪", "亿万富豪", "百姓", "百货", "百科", "百度", "百事", "百搭", "百叶", "百合", "十足", "十字", "三角", "四川", "九江", "九龙", "三亚", "三峡", "三星", "三菱", "三井", "三一重工", "五粮液", "五角大楼", "五金", "五四", "六一", "七一", "七夕", "八一", "八卦", "九寨沟", "双十一", "双十二", "三明治", "三文鱼", "三轮", "四季如", "四处", "四肢", "二氧化", "三氧化", "四氧化", "一氧化", "二进制", "十进制", "二维码", "二手", "两会", "两岸", "两难", "两极", "两栖", "两性", "两用", "三军", "三农", "三公经费", "五险一金", "八达岭", "万科", "万达", "万向", "万豪", "百胜", "百威", "百特", "千禧", "千里马", "万维网", "万圣节", "万里长城", "两弹一星", "万一", "统一", "唯一", "之一", "同一", "单一", "逐一", "进一步", "第一时间", "一带一路", "一体", "一系列", "一方面", "另一方面", "一部分", "一般", "一样", "一直", "一起", "一定", "一旦", "一切", "一致", "一律", "一再", "一边", "一向", "一同", "一流", "一贯", "一经", "一味", "一度", "一线", "二线", "三线城市", "四线城市", "半导体", "半径", "半岛", "半决赛", "半夜", "半成品", "半固态", "半球", "半途", "半信半疑", "半自动", "半年报", "半官方", "半透明", "大半", "多半", "半天", "半路", "半空", "成倍", "百分点", "百分比", "三国演义", "七国集团", "八国集团", "二十国集团", "十国集团", "七十七国集团", "五眼联盟", "五常", "六和塔", "三里屯", "五道口", "四维图新", "三七互娱", "五菱", "八方", "千古", "万古", "千秋", "百感", "百感交集", "百家争鸣", "百无", "万幸", "万全", "万丈", "千金", "十恶", "八成是", "四平八稳", "不管三七二十一", "二人转", "三联", "三维", "四舍五入", "千叮万嘱", "万万没想到", "二次元", "三下乡", "四重奏", "双重", "双边", "双向", "双赢", "双碳", "双循环", "双刃剑", "无双", "双创", "双鱼", "双簧", "双胞胎", "双手", "双眼", "双脚", "双腿", "双臂", "双脚", "双休", "双语", "双轨", "双子", "双拼", "双曲", "双流", "成双", "双双", "三伏", "三九天", "九九归一", "万千", "万般", "万家", "百忙", "百口", "百余年来", "千帆", "百态", "千亿级别", "七七事变", "九一八", "五一", "十一黄金周", "三八妇女节", "六四", "四人帮", "三令", "六合", "三清山", "五台山", "九华山", "八宝", "五谷", "六畜", "七窍", "五脏", "六腑", "三分球", "一心", "一口气", "一席之地", "一手", "一目了然", "一如既往", "一波三折", "一锤定音", "一蹴而就", "一意孤行", "一厢情愿", "半壁江山", "二氧化硅", "三聚氰胺", "四环素", "七星", "百色", "百日咳", "三氯", "二甲", "百年大计", "十年树木", "十月革命", "三元", "四氟", "六氟", "二恶英", "三体", "两手", "两回事", "两码事", "两翼", "两线", "两头", "两侧", "两旁", "两边", "两面", "两端", "两口子", "三原色", "四合院", "四大天王", "五大湖区", "五星红旗", "第三方", "第二产业", "第三产业", "第一产业"]
_CONDITIONAL_IDIOMS = regex(
    "四周(?![后内前以时])|加倍(?![至到])|十分(?![钟之])|万分(?!之)|千万(?=不|别|要|得|小心|注意)|(?<![零〇一二两三四五六七八九十百千万亿\\d数几上])亿万(?!美元|元|欧元)|[一二三四五六七八九]是(?=[^一])|其[一二三四五](?=[，是、])"
)
_CONDITIONAL_PAIRS = frozenset([
    "四周", "加倍", "十分", "万分", "千万", "亿万", *(f"{n}是" for n in "一二三四五六七八九"), *(f"其{n}" for n in "一二三四五"),
])  # fmt: skip
"""What `_CONDITIONAL_IDIOMS` begin with."""


@cache
def _idioms() -> dict[str, tuple[str, ...]]:
    """The idioms by their first two characters, the longest first."""
    return by_first(_IDIOM_WORDS, 2)


def idioms_in(text: str) -> Iterator[tuple[int, int]]:
    """Where idioms with numerals stand that count nothing."""
    end, table = 0, _idioms()
    for start, pair in enumerate(character_pairs(text)):
        if start < end or (pair not in table and pair not in _CONDITIONAL_PAIRS):
            continue
        idiom = next((word for word in table.get(pair, ()) if text.startswith(word, start)), "")
        if not idiom and pair in _CONDITIONAL_PAIRS and (match := _CONDITIONAL_IDIOMS.match(text, start)):
            idiom = match[0]
        if idiom:
            end = start + len(idiom)
            yield start, end


_CLASSIFIERS = ["个", "家", "男", "女", "名", "位", "人", "次", "项", "款", "种", "台", "辆", "架", "艘", "座", "条", "件", "只", "头", "匹", "套", "部", "份", "支", "枚", "颗", "粒", "块", "片", "张", "本", "册", "篇", "幅", "间", "栋", "幢", "户", "所", "处", "笔", "批", "起", "场", "届", "轮", "期", "代", "类", "门", "国", "省", "市", "县", "州", "区", "地", "方", "步", "大", "者", "员", "股", "票", "分", "球", "人次", "宗", "道", "株", "胎", "孩", "口", "席", "桌", "杯", "瓶", "箱", "袋", "车", "船", "趟", "回", "遍", "声", "句", "段", "页", "行", "列", "排", "组", "队", "对", "副", "串", "堆", "群", "束", "朵", "棵", "发", "挺", "强", "星", "维", "轴", "核", "端", "面", "季", "环", "路", "号", "院", "校", "党", "军", "胞胎", "夜", "宿", "餐", "重", "室", "厅", "位数", "成员", "岛", "洲", "族", "站", "店", "厂", "村", "镇", "乡", "城", "湖", "河", "江", "山", "派", "案", "罪", "罚", "金", "银", "铜", "胜", "负", "平", "连冠", "连胜", "连败", "把", "根", "盏", "尊", "具", "节", "课", "单", "样", "色", "字", "词", "首", "曲", "幕", "集", "季", "版", "卷", "章", "篇", "款", "例", "宗", "起", "支球队", "层级", "架次", "艘次", "台次", "例次", "车次", "班", "剂", "针", "剂次", "片区", "折", "周岁", "连涨", "连跌", "连阳", "连阴", "连降", "连升", "驾马车", "名列", "巨头", "国集团", "家公司", "级", "层", "楼", "桶", "盒", "罐", "枪", "弹", "炮", "拍", "点"]
_CLASSIFIERS_BY_START = by_first(_CLASSIFIERS)
_SINGLE = "".join(first for first, same in _CLASSIFIERS_BY_START.items() if first in same)
CLASSIFIERS = regex(f"(?:[{_SINGLE}]|" + "|".join(word for word in _CLASSIFIERS if word[0] not in _SINGLE) + ")")
"""What tells that a measure word stands somewhere, though not how long it is."""


def counts(text: str, at: int) -> bool:
    """A measure word stands at `at`."""
    return any(text.startswith(word, at) for word in _CLASSIFIERS_BY_START.get(text[at : at + 1], ()))


def _units() -> dict[str, str]:
    """All Chinese unit words, and the Latin symbols that Chinese texts use as they are."""
    names = dict(CHINESE_UNITS)
    for word, unit in ENGLISH_UNITS.items():
        if word.isascii() and (" " not in word) and len(word) < 6 and not word.islower() or word in ("nm", "km", "kg", "mm", "cm", "m", "g", "kWh", "bp", "bps", "pp", "ms", "mg", "ml", "ppm", "km/h", "m/s", "μm", "µm"):
            names.setdefault(word, unit)
    for symbol in "$€£¥￥":
        names.pop(symbol, None)
    return names


UNIT_OF = _units()
_UNITS_BY_START = by_first(UNIT_OF)
_NO_UNIT_BEFORE = {
    "元": "素|器件|件|宇宙|年|旦|首|老|气|勋|凶|组", "点": "燃|评|名|击|赞|明|出|钟|一|二|三|四|五|六|七|八|九|0|1|2|3|4|5|6|7|8|9", "克": "隆|服|制|难|里|罗|莱|拉|斯|强|己|勤",
    "米": "其|饭|粉|兰|勒", "度": "过|假|量|数", "码": "头", "升": "至|到|级|温|值|幅|高|破|势", "层": "面|次|级", "级": "别",
    "年": "轻|级|龄|均|复合|报|终|货|会|薪", "斤": "斤", "节": "目|日|能|约|省|点", "安": "全|装|置", "瓦": "解", "伏": "击|特加", "卡": "车|片|塔尔", "寸": "步", "周": "边|围|期|转",
    "天": "空|气|然|津|文|使", "桶": "装", "帕": "金森", "秒": "杀", "盾": "牌", "比": "索引", "赫": "尔", "焦": "虑|点",
}  # fmt: skip
"""What makes a unit the beginning of another word."""
_OTHER_WORDS = {first: tuple(after.split("|")) for first, after in _NO_UNIT_BEFORE.items()}


def unit_word(text: str, at: int) -> str:
    """The unit that stands at `at`, or nothing."""
    first = text[at : at + 1]
    if first not in _UNITS_BY_START or text.startswith(_OTHER_WORDS.get(first, ()), at + 1):
        return ""
    if first == "位" and text[at + 1 : at + 2] and text[at + 1] not in "，。、的处元微架机宽模及":
        return ""
    if first == "周" and text[at + 1 : at + 2] in "一二三四五六日" and text[at + 1 : at + 2] and text[at + 2 : at + 3] not in ("次", "个", "天"):
        return ""
    is_latin = first.isascii() and first.isalpha()
    for word in _UNITS_BY_START[first]:
        if text.startswith(word, at) and not (is_latin and text[at + len(word) : at + len(word) + 1].isalnum() and text[at + len(word)].isascii()):
            return word
    return ""


PREFIXES = {"人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "美元": "USD", "US$": "USD", "USD": "USD", "HK$": "HKD", "港币": "HKD", "NT$": "TWD",
            "$": "USD", "＄": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "¥", "￥": "¥", "A$": "AUD", "C$": "CAD", "S$": "SGD",
            "欧元": "EUR", "英镑": "GBP", "JPY": "JPY", "HKD": "HKD", "₩": "KRW", "₹": "INR"}  # fmt: skip
LONGEST_PREFIX = max(map(len, PREFIXES))

FILLERS = (
    "了|有|为|是|达|至|到|在|占|过|将|能|会|于|共|计|可|仅|只|(?:原来|原先|此前|先前|去年|上年|前一年|目前|当前|同期|过去|之前)的?|人民币|US$|HK$|$|€|£|￥|¥|-|−|\\+|的?历史最高|了?零下|"
    "全球|全国|需要?|要|获得?|相当于|每(?:年|月|秒|小时|分钟|平方米|立方米)|每[桶吨盎股瓦人户年月天周日件台辆份张枚公度](?:(?:司|斤|里|顷|担))?"
)
"""What may stand between a qualifier and its number, again and again, and blanks; in the notation of `phrases`."""
QUALIFIERS_BEFORE: tuple[tuple[Qualifier, bool, str], ...] = (
    ("up to", True, "不超过|不多于|不高于|不大于|不超|至多|最多|最高(?:可达?|能|将?达|限)?|上限|封顶|不得超过|不逾|未超过|没有超过|最长可?|最大可?|最迟|最重"),
    ("over", True, "不少于|不低于|不下于|不小于|不下|至少|起码|最少|最低|下限|不止|不亚于|最短|不晚于"),
    ("nearly", False, "接近|逼近|临近|直逼|趋近"),
    ("nearly", True, "几近|将近|近乎|几乎|差不多|略低于|略少于|略不足|略不到|近"),
    ("under", False, "跌破|跌穿|失守"),
    ("under", True, "不足|不到|低于|少于|小于|未满|不满|未达|未到|不及|短于|未足|弱于|轻于|小于"),
    ("over", True, "超过|超出|逾|大于|多于|高于|远超|略高于|略超|超|过|早于|长于|＞|>|重于|优于|不得低于|不得少于|不能低于"),
    ("over", False, "年满|已满|突破|升破|涨破|站上|冲破|越过|跨过|翻过|破|打破"),
    ("up to", False, "高达|多达|可达|长达|远达|重达|达"),
    ("about", True, "大约|大概|约莫|约合|约|估计|大致|平均约|左右|≈|~|上下|粗略"),
)  # fmt: skip
"""In the notation of `phrases`; the first that is met counts."""
FAR_REACHING = {"至多": 4, "最多": 4, "至少": 4, "起码": 3, "最少": 3}
"""Qualifiers that other words may follow before the number, and how many characters."""
QUALIFIERS_AFTER: tuple[tuple[Qualifier, str, str], ...] = (
    ("over", "\\+|多|余|出头|挂零|以远", "及以上|或以上|以上|之多以上|或更多|或更高|有余|开外|不止"),
    ("up to", "", "及以下|或以下|以下|以内|之内|或更少|或更低|封顶|为限"),
    ("about", "", "左右|上下|前后|许|来[个家名人年元]"),
    ("nearly", "不到|差一点", ""),
)
"""What stands directly after a number, and what up to three characters may part from it."""
NO_QUALIFIER_BEFORE = {
    "多": ("样", "元", "年来", "少", "数", "种", "边", "方", "极", "模", "达", "项", "次", "为", "是"), "余": ("下", "额", "地", "震", "热", "量", "温"), "许": ("可", "多"),
    **{f"来{what}": ("自", "源") for what in "个家名人年元"},
}  # fmt: skip
"""What makes a word of these another word."""

RISES = "增长|增加|上升|上涨|上调|升至|升到|增至|增到|提高|提升|攀升|飙升|激增|猛增|大增|扩大|回升|反弹|走高|涨至|涨到|涨|增幅|涨幅|高出|跃升|跃至|暴涨|加快|走阔|盈余|顺差|溢价|扩张|上扬|走强|抬升|爬升|净增|增收|多出|增|升"
FALLS = "下降|下跌|减少|降至|降到|降低|下滑|回落|缩减|萎缩|减至|减到|缩短|下调|走低|跌至|跌到|跌|降幅|跌幅|低于|削减|收窄|大降|骤降|锐减|暴跌|下挫|下探|裁减|裁员|亏损|赤字|逆差|折价|缩水|负增长|放缓|少了|缩小|降|减|零下|折扣|负|损失|流失|衰退|收缩|压缩|砍"
NO_DIRECTION_BEFORE = {"升": ("级",), "降": ("雨", "水", "雪", "温", "落", "临", "噪"), "减": ("排",), "负": ("责", "担", "债", "面")}
RISES_AFTER = ("增长", "增幅", "涨幅", "增加", "上涨", "升幅")
FALLS_AFTER = ("降幅", "跌幅", "下降", "下跌", "减少", "减幅", "降低")
RISEN, FALLEN = ("盈余", "顺差"), ("赤字", "逆差")
"""States that are named right behind their amount."""
GROWTH_BEFORE_TIMES = regex("(?:增长|增加|上升|上涨|提高|提升|扩大|飙升|激增|猛增|增|涨|多|高|高出|快|大|贵|长|强|重|远|攀升|翻|增多|加快|拉长|暴涨|跃升|扩张|高过|超出|提速|增大|扩充|升)(?:了|出|出了)?$")
REACHED_BEFORE_TIMES = regex("(?:[至到为是达的于当]|相当于|达到|相差)$")
STRIP_BEFORE_TIMES = regex("(?:近|约|逾|超过|超|将近|接近|大约|至少|不止|几乎|大概|不到|不足|最多|最高|高达|整整|足足|了(?=近|约|逾|超|将|接|大|至少|不)|[一二两三四五六七八九十\\d]+(?:倍)?[至到\\-–—~]|\\s)+$")
HALF = Fraction(1, 2)
