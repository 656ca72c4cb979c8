"""Which words of a text are taken for a term of the glossary."""

from __future__ import annotations

import pytest

from reportgen.prose.sides import side_of_markup
from reportgen.prose.terms import Term, TermBook

BOOK = TermBook([
    Term(("open weights", "open weight model"), ("开放权重",)), Term(("AI agent",), ("AI智能体",)), Term(("capability",), ("能力",)),
    Term(("R&D",), ("研发",)), Term(("pre-training",), ("预训练",)), Term(("agent",), ("智能体",)), Term(("chip",), ("GPU",)),
])  # fmt: skip


def uses(en: str, zh: str = "无") -> list[str]:
    return [mark.text for _, _, mark in BOOK.departures(side_of_markup(en), side_of_markup(zh))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Agents and an agent", ["Agents", "agent"]),
        ("reagents, agent2, subagent", []),
        ("an AI agent, not an ai agent", ["AI agent", "agent"]),
        ("many AI agents", ["AI agents"]),
        ("Capabilities; capability; capable", ["Capabilities", "capability"]),
        ("Open weights, openweights", ["Open weights"]),
        ("open weight models and open weights", ["open weight models", "open weights"]),
        ("R&D, r&d", ["R&D"]),
        ("pre-training, pretraining, pre--training, pre training", ["pre-training", "pre training"]),
        ("AI-agents, AI  agent and AI\nagent", ["AI-agents", "AI  agent", "AI\nagent"]),
    ],
)
def test_english_terms_are_whole_words_singular_or_plural(text: str, found: list[str]) -> None:
    assert uses(text) == found


def test_chinese_terms_are_the_longest_and_latin_ones_stand_alone() -> None:
    assert uses("Nothing", "AI智能体与智能体，gpu、GPUs、能力") == ["AI智能体", "智能体", "gpu", "能力"]


def test_a_departure_is_told_however_the_term_is_joined() -> None:
    zh = side_of_markup("某物")
    assert [f.rule for f in BOOK.check(side_of_markup("An AI-agent."), zh)] == ["consistency/term"]
    assert list(BOOK.check(side_of_markup("An AI-agent."), side_of_markup("AI智能体"))) == []
