"""Names in Latin letters and Chinese characters, by their sounds and readings."""

from __future__ import annotations

import pytest

from reportgen.prose.eastern_names import lone_eastern_names
from reportgen.prose.sounds import as_pinyin, is_spelt_in, likeness
from reportgen.prose.spelt_names import spelt_names


@pytest.mark.parametrize(
    ("english", "right", "wrong"),
    [("Osei", "奥塞", "曼古"), ("Kowalczyk", "科瓦尔奇克", "桑托斯"), ("Frederiksen", "弗雷泽里克森", "克里斯特松"), ("Whitaker", "惠特克", "桑切斯"), ("Kigali", "基加利", "坎帕拉"), ("Phoenix", "菲尼克斯", "图森")],
)
def test_a_name_is_more_like_its_own_spelling_than_like_another(english: str, right: str, wrong: str) -> None:
    assert likeness(right, english) >= 0.6
    assert likeness(wrong, english) < 0.5


def test_pinyin_is_read_in_every_way_and_nothing_else_is() -> None:
    assert ("he", "fei") in as_pinyin("Hefei")
    assert {("xi", "an"), ("xian",)} <= set(as_pinyin("Xian"))
    assert as_pinyin("Xi’an") == (("xi", "an"),)
    assert not as_pinyin("Smith")


def test_characters_are_found_by_their_readings_and_rare_ones_may_have_any() -> None:
    assert is_spelt_in(("zhang", "min"), "厂长张敏说")
    assert not is_spelt_in(("zhang", "min"), "厂长王芳说")
    assert is_spelt_in(("zhong", "shan", "shan"), "创始人钟睒睒说")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("这颗卫星由马斯特里赫特的团队研制。", ["马斯特里赫特"]),
        ("这家公司加大了马达的产能，达到300万瓦。", []),
        ("法官奥塞驳回了上诉。", ["奥塞"]),
    ],
)
def test_spelt_names_are_told_from_words_in_the_same_characters(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in spelt_names(text)] == names


@pytest.mark.parametrize(
    ("en", "right", "wrong"),
    [
        ("Sun Lihua farms near the coast.", "孙丽华在海边务农。", "周桂芳在海边务农。"),
        ("Park Ji-won heads the team.", "朴智媛领导该团队。", "金敏洙领导该团队。"),
        ("Nguyen Van Hai runs the port.", "阮文海管理港口。", "陈文海管理港口。"),
    ],
)
def test_a_name_in_characters_is_missed_by_its_surname_or_reading(en: str, right: str, wrong: str) -> None:
    assert not list(lone_eastern_names(en, right))
    assert [mark.text for mark, sure in lone_eastern_names(en, wrong) if sure]
