"""Names that are in no list, and small counts in words: the wrong one is found, the right one is not."""

from __future__ import annotations

import pytest

from reportgen.prose.editor import Conventions, check_pair
from reportgen.prose.rules import severity_of
from reportgen.prose.sides import side_of_markup


def errors(en: str, zh: str) -> set[str]:
    return {f.rule for f in check_pair(side_of_markup(en), side_of_markup(zh), Conventions()) if severity_of(f) == "error"}


@pytest.mark.parametrize(
    ("en", "right", "wrong"),
    [
        ("Tarek Abboud runs the workshop.", "塔里克·阿布德经营这家工坊。", "马里奥·费拉里经营这家工坊。"),
        ("Judge Ellen Whitaker adjourned the hearing.", "法官艾伦·惠特克宣布休庭。", "法官艾伦·惠特曼宣布休庭。"),
        ("Ms. Lindqvist joined the board.", "林德奎斯特女士加入董事会。", "安德松女士加入董事会。"),
        ("Farmers near Kisumu have switched.", "基苏木附近的农民已改种。", "蒙巴萨附近的农民已改种。"),
        ("Chen Wei, the plant manager, blamed the weather.", "厂长陈伟归咎于天气。", "厂长刘洋归咎于天气。"),
        ("Flights to Osaka resumed on Sunday.", "飞往大阪的航班周日恢复。", "飞往名古屋的航班周日恢复。"),
        ("The reef lies off Zlín.", "礁石位于兹林附近。", "礁石位于布尔诺附近。"),
    ],
)
def test_another_name_is_an_error(en: str, right: str, wrong: str) -> None:
    assert "parity/name" not in errors(en, right)
    assert "parity/name" in errors(en, wrong)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Fraud detection and wealth management are growing.", "欺诈检测与财富管理正在增长。"),
        ("The hurricane weakened to a Category 2 storm before reaching Belize.", "飓风在抵达伯利兹之前减弱为二级飓风。"),
        ("Golfers finished 11 under par.", "高尔夫球手低于标准杆11杆。"),
        ("Advanced Micro Devices lifted its forecast.", "AMD上调了预期。"),
        ("Its founder, Masayoshi Son, called it a fish.", "其创始人孙正义称之为一条鱼。"),
        ("It was found in Yakutia by a gold miner, who sold it for 1.5 million roubles.", "它由一名淘金者在雅库特发现，后以150万卢布卖出。"),
    ],
)
def test_a_name_that_is_said_otherwise_is_no_error(en: str, zh: str) -> None:
    assert errors(en, zh) == set()


@pytest.mark.parametrize(
    ("rule", "en", "right", "wrong"),
    [
        ("parity/number", "She met eight; one of them had moved.", "她见了八人，其中一人已搬走。", "她见了八人，其中三人已搬走。"),
        ("parity/number", "The archive runs to six volumes.", "该档案共六卷。", "该档案共数卷。"),
        ("parity/number", "Several plants were closed.", "数家工厂关闭。", "三家工厂关闭。"),
        ("parity/number", "The two sides met on three occasions.", "双方会晤了三次。", "双方会晤了两次。"),
        ("parity/number", "Her third novel sold well.", "她的第三部小说卖得很好。", "她的第二部小说卖得很好。"),
        ("parity/qualifier", "Nearly every household has a phone.", "几乎每个家庭都有电话。", "每个家庭都有电话。"),
        ("parity/date", "The museum opens at half past nine.", "博物馆九点半开门。", "博物馆上午10点半开门。"),
        ("parity/unit", "The magnet generates a field of 45 tesla.", "磁场为45特斯拉。", "磁场为45高斯。"),
        ("parity/range", "The staff went from 48 to 84.", "员工从48人变为84人。", "员工从84人变为48人。"),
    ],
)
def test_counts_times_and_ranges_in_words(rule: str, en: str, right: str, wrong: str) -> None:
    assert errors(en, right) == set()
    assert rule in errors(en, wrong)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("She has moved house four times.", "她搬过四次家。"),
        ("The tour grossed $780 million over 149 shows.", "巡演149场，票房7.8亿美元。"),
        ("The portfolio grew by $45 billion more than twelve months earlier.", "投资组合比12个月前多增450亿美元。"),
        ("They won two of their past nine games.", "他们近九场比赛取得两胜。"),
        ("The parent company turned over €38.6bn.", "母公司营业额为386亿欧元。"),
        ("It was down from 4.4 gigawatts a year before.", "低于上年同期的4.4吉瓦。"),
        ("Trains run every quarter of an hour.", "列车每15分钟一班。"),
        ("The gap is 38 trillionths of a degree.", "差距为万亿分之三十八度。"),
        ("The bond was priced at 98.6 cents on the dollar.", "该债券定价为面值的98.6%。"),
        ("The odds are one in 3.5 million.", "概率为350万分之一。"),
        ("The yuan fell by 0.3% to 7.31 a dollar.", "人民币下跌0.3%，至1美元兑7.31元。"),
        ("The asteroid measures about 350 m by 170 m.", "这颗小行星长约350米、宽约170米。"),
    ],
)
def test_turns_of_phrase_that_say_the_same(en: str, zh: str) -> None:
    assert errors(en, zh) == set()
