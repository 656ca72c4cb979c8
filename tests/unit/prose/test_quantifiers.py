"""Parts of a whole without a figure, years that are named from now, and links over each other's words."""

from __future__ import annotations

import pytest

from reportgen.errors import Position
from reportgen.prose.pairs import LoosePair, check_pairs


def _rules(en: str, zh: str) -> set[str]:
    (found,) = check_pairs([LoosePair("pair", en, zh, Position("pairs.jsonl", 1))], None)
    return {finding.rule for finding in found.findings}


@pytest.mark.parametrize(
    ("en", "right", "wrong"),
    [
        ("Almost all of the crop was lost.", "几乎所有庄稼都已受损。", "一小部分庄稼受损。"),
        ("Some of the workers refused to sign.", "一些工人拒绝签字。", "所有工人拒绝签字。"),
        ("Some patients had no symptoms.", "有些患者没有症状。", "所有患者没有症状。"),
        ("All the workers signed.", "工人全部签了字。", "部分工人签了字。"),
        ("Only a few of the homes were sold.", "仅少数住宅售出。", "大部分住宅售出。"),
    ],
)
def test_another_part_of_the_whole_is_found(en: str, right: str, wrong: str) -> None:
    assert _rules(en, right) == set()
    assert _rules(en, wrong) == {"parity/qualifier"}


def test_what_is_said_of_something_else_is_no_clash() -> None:
    assert _rules("Some of the villages lost power, and all schools were shut.", "停电波及某村，所有学校停课。") == set()
    assert _rules("All parts of the country are affected.", "全国各地和部分海域受到影响。") == set()


@pytest.mark.parametrize(("en", "right", "wrong"), [("next year", "明年", "今年"), ("last year", "去年", "今年"), ("this year", "今年", "明年")])
def test_years_named_from_now_are_told_apart(en: str, right: str, wrong: str) -> None:
    assert _rules(f"The law takes effect {en}.", f"该法律{right}生效。") == set()
    assert _rules(f"The law takes effect {en}.", f"该法律{wrong}生效。") == {"parity/date"}


def test_links_over_each_others_words_are_found_and_another_order_is_none() -> None:
    en = "Read the [budget](https://e.org/b) and the [census](https://e.org/c)."
    assert _rules(en, "请阅读[预算](https://e.org/c)和[人口普查](https://e.org/b)。") == {"parity/link"}
    assert _rules(en, "请阅读[人口普查](https://e.org/c)和[预算](https://e.org/b)。") == set()
