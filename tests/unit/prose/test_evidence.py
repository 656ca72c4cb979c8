"""When a difference between the two languages is a fault, and when it is a turn of phrase: on pairs that an editor would pass or stop."""

from __future__ import annotations

import pytest

from reportgen.prose.editor import Conventions, check_pair
from reportgen.prose.rules import severity_of
from reportgen.prose.sides import side_of_markup


def findings(en: str, zh: str) -> set[tuple[str, str]]:
    return {(severity_of(f), f.rule) for f in check_pair(side_of_markup(en), side_of_markup(zh), Conventions())}


def errors(en: str, zh: str) -> set[str]:
    return {rule for severity, rule in findings(en, zh) if severity == "error"}


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("A hexagonal lattice with a spacing of 0.246 nm.", "间距为0.246 nm的六方晶格。"),
        ("The fares are €49, €79 and €129.", "票价分为49、79和129欧元三档。"),
        ("The yen slid past 155 to the dollar.", "日元跌破1美元兑155日元关口。"),
        ("The clinic is on the second floor.", "诊所在三楼。"),
        ("He won the race in 1:52.", "他以1分52秒的成绩夺冠。"),
        ("In 2023 and 2024 they opened more than 5,000 shops in all.", "2023年和2024年两年合计开设逾5000家门店。"),
        ("Roughly 380 of them took part.", "其中参与者约对应380人。"),
    ],
)
def test_what_one_language_leaves_to_the_context_is_no_error(en: str, zh: str) -> None:
    assert errors(en, zh) == set()


def test_a_hard_figure_on_one_side_is_an_error_a_word_is_not() -> None:
    assert errors("The bridge, opened in 1937, has 270 staff.", "这座大桥于1937年通车。") == {"parity/number"}
    assert errors("The company has three new plants.", "该公司有新工厂。") == set()


def test_two_words_that_clash_are_an_error() -> None:
    assert errors("The plant runs on three shifts.", "该厂实行四班生产。") == {"parity/number"}
    assert errors("Only a tenth of the funds raised has been spent.", "筹集的资金只花掉了百分之一。") == {"parity/number"}


def test_a_slip_in_value_and_unit_at_once_is_not_a_clash_but_two_figures() -> None:
    found = check_pair(side_of_markup("It weighs 14 tonnes."), side_of_markup("全长29公里。"), Conventions())
    assert all(len(f.marks) == 1 for f in found if f.rule.startswith("parity/"))


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("It will cut 6,000 jobs, or just under 3% of its workforce.", "将裁员6000人，略低于员工总数的3%。"),
        ("About four times what it spent in 2019.", "约为2019年的四倍。"),
        ("It has secured 1.72 trillion yen, about a third of the 5 trillion yen it needs.", "已获得1.72万亿日元，约为所需5万亿日元的三分之一。"),
        ("More rain fell than in the previous 20 months.", "降雨量超过了此前20个月的总和。"),
        ("The figure for 2024 was revised up to 3.1%.", "2024年的数字上修至3.1%。"),
    ],
)
def test_a_qualifier_may_stand_apart_from_its_number(en: str, zh: str) -> None:
    assert errors(en, zh) == set()


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Staff turnover exceeds 60% a year.", "员工年流失率接近60%。"),
        ("It took less than a week to wipe out the lender.", "用了一个多星期就拖垮了这家银行。"),
        ("The pipeline leaked some 20,000 litres.", "管道泄漏超过2万升。"),
        ("The bridge carries 46,000 vehicles a day.", "该桥日均通行车辆将达4.6万辆以上。"),
        ("More than 300 of the 900 staff left.", "900多名员工中有300人离职。"),
    ],
)
def test_a_qualifier_that_is_turned_round_or_lost_is_an_error(en: str, zh: str) -> None:
    assert errors(en, zh) == {"parity/qualifier"}


@pytest.mark.parametrize(
    ("rule", "en", "right", "wrong"),
    [
        ("parity/unit", "A barrel of Dubai crude cost $77.40.", "迪拜原油每桶77.40美元。", "迪拜原油每吨77.40美元。"),
        ("parity/date", "The manuscript dates from the fourth century AD.", "这份手稿可追溯至公元4世纪。", "这份手稿可追溯至公元前4世纪。"),
        ("parity/date", "The parade sets off at 10 a.m.", "游行队伍将于上午10点出发。", "游行队伍将于晚上10点出发。"),
        ("parity/date", "It was signed in the spring of 2015.", "合同于2015年春天签署。", "合同于2015年秋天签署。"),
        ("parity/name", "It was found by Otto Frisch and Ann Lee.", "发现者是奥托·弗里施。", "发现者是奥托·巴里莫尔。"),
        ("parity/name", "The plant will be built outside Dresden.", "工厂将建在德累斯顿郊外。", "工厂将建在莱比锡郊外。"),
        ("parity/name", "The Bank of Ruritania cut rates.", "鲁里坦尼亚银行降息。", "鲁里坦尼亚统计局降息。"),
        ("parity/source", "Shops are empty, says the British Retail Consortium.", "英国零售商协会称，店铺空置。", "店铺空置。"),
        ("parity/link", "See [Chart 4](https://example.com/c/4).", "见[图4](https://example.com/c/4)。", "见图4（https://example.com/c/4）。"),
        ("completeness/untranslated", "The shortage has eased, but prices have not.", "短缺有所缓解，但价格没有。", "短缺有所缓解，but prices have not."),
        ("completeness/untranslated", "Bogs hold more carbon than all forests.", "沼泽储存的碳超过所有森林。", "沼泽储存的carbon超过所有的forests。"),
        ("en/hyphen-as-dash", "It stayed open through the fire—and closed for want of pupils.", "熬过火灾，却因生源不足而关闭。", ""),
    ],
)
def test_a_fault_is_found_and_its_right_twin_is_not(rule: str, en: str, right: str, wrong: str) -> None:
    assert errors(en, right) == set()
    assert rule in (errors(en, wrong) if wrong else errors(en.replace("—", "-"), right))


def test_a_city_may_be_called_by_its_country_but_not_by_another_city() -> None:
    assert errors("Talks between Paris and Washington failed.", "法国与美国的会谈破裂。") == set()
    assert errors("The Munich firm moved its Chinese unit.", "这家德国企业迁走了上海分部。") == set()
    assert errors("Talks were held in Vienna.", "会谈在日内瓦举行。") == {"parity/name"}


def test_an_unknown_name_is_no_fault() -> None:
    assert errors("The mayor of Tampere resigned.", "坦佩雷市长辞职。") == set()
    assert errors("Rocket Lab and Bluebird signed a contract.", "火箭实验室与蓝鸟公司签署合同。") == set()
