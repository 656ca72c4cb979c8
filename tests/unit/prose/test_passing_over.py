"""What the readers pass over because nothing can begin there: trying everything everywhere finds nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench_checks import CORPUS, read_cases
from reportgen.model.load import read_report
from reportgen.model.walk import texts_of
from reportgen.prose import chinese, chinese_dates
from reportgen.prose.english import may_state, read_english, read_every_word

ROOT = Path(__file__).resolve().parents[3]


def sides(language: str) -> list[str]:
    """Every text of the language in the corpus and in our own report."""
    pairs = [case.pair for file in sorted(CORPUS.glob("*.txt")) for case in read_cases(file)]
    found = [pair.en if language == "en" else pair.zh for pair in pairs]
    return [text for text in found if text] + [text.plain for side, text in texts_of(read_report(ROOT).report) if side == language]


def test_english_that_is_passed_over_states_nothing() -> None:
    texts = [text for whole in sides("en") for text in (whole, *whole.split(". "), *whole.split(", "), whole.upper(), whole.title())]
    passed_over = [text for text in dict.fromkeys(texts) if not may_state(text)]
    assert len(passed_over) > 1000
    for text in passed_over:
        found = read_every_word(text)
        assert (found.quantities, found.codes) == ((), ()), text


@pytest.mark.parametrize("text", ["a week", "Less than an hour", "half of it", "The twenties", "Part VII", "in May", "TTM", "a dozen", "per million", "a hundred", "24/7 is no figure"])
def test_english_that_may_state_something_is_read(text: str) -> None:
    assert may_state(text)
    assert read_english(text) == read_every_word(text)


class Everything(frozenset[str]):
    """A set that every character is in."""

    def __contains__(self, _: object) -> bool:
        return True


SPELT = ["三刻钟", "3刻钟", "百公里加速", "前三季度", "十四五规划", "翻两番", "加倍至", "一半", "近半", "首次", "二十几万", "双方", "成千上万", "好几百", "数以百计",
         "２０２６年３月３日", "2022 — 2023年", "12/25", "3:30", "下午3点半", "90年代", "上世纪90年代", "3季度", "FY 26", "周三", "3 月5日", "廿三日、廿四日", "每五人中就有三人"]  # fmt: skip


def test_chinese_is_tried_wherever_something_can_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(dict.fromkeys([*sides("zh"), *SPELT]))
    read = [chinese.read_chinese(text) for text in texts]
    for name in ("_SHARE_STARTS", "_SPECIAL_STARTS", "_MANY_STARTS"):
        monkeypatch.setattr(chinese, name, Everything())
    monkeypatch.setattr(chinese, "_SHARE_SIGNS", ("",))
    every = [("".join(chinese_dates._STARTS), pattern) for _, _, pattern in chinese_dates._PATTERNS]
    monkeypatch.setattr(chinese_dates, "_patterns_in", lambda _text: every)
    monkeypatch.setattr(chinese_dates, "_AFTER_DIGITS", Everything())
    chinese.read_chinese.cache_clear()
    try:
        for text, found in zip(texts, read, strict=True):
            assert chinese.read_chinese(text) == found, text
    finally:
        chinese.read_chinese.cache_clear()


@pytest.mark.parametrize("text", SPELT)
def test_chinese_forms_are_read(text: str) -> None:
    assert chinese.read_chinese(text).quantities
