"""Texts that are passed over because nothing in them can be a figure: reading every word of them finds nothing either."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench_checks import CORPUS, read_cases
from reportgen.model.load import read_report
from reportgen.model.walk import texts_of
from reportgen.prose.english import may_state, read_english, read_every_word

ROOT = Path(__file__).resolve().parents[3]


def english_texts() -> list[str]:
    """Every English side of the corpus and of our own report."""
    pairs = [case.pair for file in sorted(CORPUS.glob("*.txt")) for case in read_cases(file)]
    return [pair.en for pair in pairs if pair.en] + [text.plain for language, text in texts_of(read_report(ROOT).report) if language == "en"]


def test_what_is_passed_over_states_nothing() -> None:
    texts = [text for whole in english_texts() for text in (whole, *whole.split(". "), *whole.split(", "), whole.upper(), whole.title())]
    passed_over = [text for text in dict.fromkeys(texts) if not may_state(text)]
    assert len(passed_over) > 1000
    for text in passed_over:
        found = read_every_word(text)
        assert (found.quantities, found.codes) == ((), ()), text


@pytest.mark.parametrize("text", ["a week", "Less than an hour", "half of it", "The twenties", "Part VII", "in May", "TTM", "a dozen", "per million", "a hundred", "24/7 is no figure"])
def test_what_may_state_something_is_read(text: str) -> None:
    assert may_state(text)
    assert read_english(text) == read_every_word(text)
