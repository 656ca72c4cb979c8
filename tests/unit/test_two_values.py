"""A figure that is typed although a fact says otherwise: planted in our own report, and what must not be taken for one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.checks.findings import findings_of
from reportgen.model.load import load_report

RULE = "consistency/two-values"
PLANTED = [
    ("market_2025", "error", "content/glance.yaml", "put at {market_2025:year long} and", "put at about $390 billion in 2025 and", "规模约为{market_2025:bare}", "规模约为3900亿美元"),
    ("openai", "error", "content/segments.yaml", "OpenAI is valued at {openai:long}", "OpenAI is valued at $900 billion", "OpenAI估值{openai}", "OpenAI估值9000亿美元"),
    ("sales_adoption", "error", "content/stack.yaml", "reported at {sales_adoption}", "reported at 46%", "{sales_adoption}", "46%"),
    ("genai_uae", "error", "content/regions.yaml", "reported at {genai_uae}", "reported at 58%", "{genai_uae}", "58%"),
    ("price_gemini", "warning", "content/forces.yaml", "quoted at {price_gemini}", "quoted at $0.35 per million tokens", "报价为{price_gemini}", "报价为每百万token 0.35美元"),
    ("semis_2026", "warning", "content/glance.yaml", "value: {fact: semis_2026}\n    label", "value: {en: $1.34T, zh: 1.34万亿美元}\n    label", "", ""),
    ("agents_growth", "warning", "charts/segment-growth.yaml", "AI agents {agents_growth},", "AI agents 44%,", "AI智能体{agents_growth}，", "AI智能体44%，"),
]  # fmt: skip
MANIFEST = """\
title: {en: A small report, zh: 小报告}
edition: {en: First edition, zh: 第一版}
author: {en: The editors, zh: 编写组}
subject: {en: What is small., zh: 何谓小。}
keywords: {en: small; report, zh: 小；报告}
sections: [opening]
file_name: small
date: 2026-07-01
"""
FACTS = """\
facts:
  - {id: riders, label: {en: "Daily riders in Lisbon", zh: 里斯本每日骑行人数}, unit: count, value: 48200, as_of: 2026, previous: {value: 41300, as_of: 2025}, source: {en: A count, zh: 统计}}
  - {id: budget, label: {en: Budget of the Lisbon cycling plan, zh: 里斯本自行车计划预算}, unit: USD, value: 376 million, as_of: 2026, source: {en: A plan, zh: 计划}}
  - {id: porto, label: {en: Budget of the Porto cycling plan, zh: 波尔图自行车计划预算}, unit: USD, value: 210 million, as_of: 2026, source: {en: A plan, zh: 计划}}
"""
USES = "  - {en: 'We give {riders}, {budget} and {porto} of 2026.', zh: '本报告给出2026年的{riders}、{budget}和{porto}。'}\n"


def report_in(folder: Path, *pairs: tuple[str, str]) -> Path:
    (folder / "content").mkdir()
    (folder / "content/report.yaml").write_text(MANIFEST, "utf-8")
    (folder / "content/facts.yaml").write_text(FACTS, "utf-8")
    body = "".join(f'  - en: "{en}"\n    zh: "{zh}"\n' for en, zh in pairs)
    (folder / "content/opening.yaml").write_text(f"kind: prose\ntitle: {{en: Opening, zh: 开篇}}\nbody:\n{USES}{body}", "utf-8")
    return folder


def found_in(folder: Path) -> list[tuple[str, str, str]]:
    """Severity, first marked words and message of each finding of the rule."""
    found = [placed for placed in findings_of(load_report(folder), "") if placed.finding.rule == RULE]
    return [(placed.severity, placed.finding.marks[0].text, placed.finding.message) for placed in found]


def test_faults_planted_in_our_own_report_are_found(repository: Path, tmp_path: Path) -> None:
    for room in ("content", "charts"):
        shutil.copytree(repository / room, tmp_path / room)
    for _, _, name, en, wrong_en, zh, wrong_zh in PLANTED:
        text = (tmp_path / name).read_text("utf-8")
        assert en in text
        assert zh in text
        (tmp_path / name).write_text(text.replace(en, wrong_en, 1).replace(zh or en, wrong_zh), "utf-8")
    found = {(severity, message.split("“")[2].split("”")[0]) for severity, _, message in found_in(tmp_path)}
    assert found == {(severity, fact) for fact, severity, *_ in PLANTED}


@pytest.mark.parametrize(
    ("severity", "en", "zh"),
    [
        ("error", "In 2026 the budget of the Lisbon cycling plan was $384 million.", "2026年里斯本自行车计划预算为3.84亿美元。"),
        ("error", "Lisbon’s cycling plan has a budget of $384 million.", "里斯本自行车计划的预算为3.84亿美元。"),
        ("warning", "After long debates the council gave the Lisbon cycling plan a budget of $384 million.", "经过长期辩论，市议会为里斯本自行车计划批准了3.84亿美元预算。"),
        ("warning", "The budget of the Lisbon cycling plan is $384 million with its reserves.", "计入储备，里斯本自行车计划预算为3.84亿美元。"),
        ("warning", "The Porto cycling plan has a budget of {porto}, the Lisbon plan has a cycling budget of $384 million.", "波尔图自行车计划预算为{porto}，里斯本自行车计划预算为3.84亿美元。"),
    ],
)
def test_a_typed_figure_that_a_fact_contradicts(tmp_path: Path, severity: str, en: str, zh: str) -> None:
    (found,) = found_in(report_in(tmp_path, (en, zh)))
    assert found[:2] == (severity, "$384 million")
    assert "the fact “budget” (Budget of the Lisbon cycling plan) has another value; write {budget}" in found[2]


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("In 2024 the budget of the Lisbon cycling plan was $340 million.", "2024年里斯本自行车计划预算为3.4亿美元。"),
        ("The budget of the Lisbon cycling plan is about $380 million.", "里斯本自行车计划预算约为3.8亿美元。"),
        ("The budget of the Lisbon cycling plan is about $400 million.", "里斯本自行车计划预算约为4亿美元。"),
        ("The budget of the Lisbon cycling plan rose by $300 million.", "里斯本自行车计划预算增加了3亿美元。"),
        ("The budget of the Lisbon cycling plan is $300 million more than it was.", "里斯本自行车计划预算比原先多3亿美元。"),
        ("The budget of the Lisbon cycling plan, of which $290 million is for lanes, was approved.", "里斯本自行车计划预算获批，其中2.9亿美元用于车道。"),
        ("The Lisbon cycling plan needs a loan of $384 million.", "里斯本自行车计划需要3.84亿美元贷款。"),
        ("The budget of the Madrid cycling plan is $384 million.", "马德里自行车计划预算为3.84亿美元。"),
        ("The budget of the Lisbon cycling plan is split into 384,000 square metres of lanes.", "里斯本自行车计划预算用于38.4万平方米车道。"),
        ("Daily riders in Lisbon were 41,300 the year before.", "上一年里斯本每日骑行人数为41300人。"),
        ("The budgets of the Lisbon and the Porto cycling plan together are $586 million.", "里斯本与波尔图自行车计划预算合计5.86亿美元。"),
        ("The Lisbon cycling plan has a budget of {budget}, and Faro has $384 million.", "里斯本自行车计划预算为{budget}，法鲁为3.84亿美元。"),
    ],
)
def test_what_is_no_second_value(tmp_path: Path, en: str, zh: str) -> None:
    assert found_in(report_in(tmp_path, (en, zh))) == []


def test_two_typed_figures_of_one_thing(tmp_path: Path) -> None:
    folder = report_in(
        tmp_path,
        ("The Faro harbor bridge cost $52 million in 2025.", "2025年法鲁港大桥造价5200万美元。"),
        ("In 2025 the Faro harbor bridge cost $57 million.", "法鲁港大桥2025年造价5700万美元。"),
        ("The Faro harbor bridge cost $61 million in 2024.", "2024年法鲁港大桥造价6100万美元。"),
        ("The Faro railway bridge cost $64 million in 2025.", "2025年法鲁铁路桥造价6400万美元。"),
    )
    assert found_in(folder) == [("warning", "$57 million", "“$57 million” here and “$52 million” in content/opening.yaml:5:9 are said of the same thing")]
