"""Facts in a report folder: what is printed, where it is reported from, and every way to get them wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from reportgen.model.fact_uses import fact_rows, fact_uses
from reportgen.model.load import load_report

Run = Callable[..., Any]
FACTS = """\
sources:
  - {id: idc, name: {en: IDC, zh: IDC公司}}
units:
  - {id: organizations, count: {one: organization, many: organizations, counter: 家, zh: 机构}}
facts:
  - {id: market, label: {en: Market size, zh: 市场规模}, unit: USD, value: 376 billion, qualifier: about, as_of: 2025, source: idc}
  - {id: market_2033, label: {en: Market size, zh: 市场规模}, unit: USD, value: 2.5 trillion, as_of: 2033, source: idc}
  - {id: sample, label: {en: Sample, zh: 样本}, unit: organizations, value: 1993, as_of: 2026-04}
"""
LINE = len(FACTS.splitlines()) + 1
"""The line of a fact that is added."""
DERIVED = "  - {{id: it, label: {{en: It, zh: 它}}, {}}}\n"


@pytest.fixture
def facts(folder: Any) -> Any:
    """The small report with facts in its text and its chart."""
    folder.write("content/facts.yaml", FACTS)
    folder.change("content/opening.yaml", "A paragraph that says little.", "A market of {market:long}, by {sample:long}.")
    folder.change("content/opening.yaml", "一个没有说多少的段落", "“{market:long}”的市场，{sample:long}")
    folder.change("charts/growth.yaml", "value: 2, display: {en: 2%, zh: 2%}", "fact: market")
    folder.change("charts/growth.yaml", "height_mm", "counted_in: billions\nheight_mm")
    return folder


def add(folder: Any, keys: str) -> None:
    folder.write("content/facts.yaml", FACTS + DERIVED.format(keys))


def words_of(path: Path) -> str:
    with PdfDocument(path) as document:
        return "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_a_fact_stands_in_texts_and_charts(facts: Any, run: Run, tmp_path: Path) -> None:
    outcome = run("build", facts.path, "--out", tmp_path)
    assert outcome.code == 0, outcome.err
    words = words_of(tmp_path / "small.pdf")
    for expected in ("Amarketofabout$376billion,by1,993organizations.", "约3760亿美元”的市场，1,993家机构", "~$376B"):
        assert expected in words
    chart = load_report(facts.path).chart("growth")
    assert chart is not None
    assert [row.value for row in chart.rows] == [1.0, 376.0]


def test_one_number_changes_every_place(facts: Any, run: Run, tmp_path: Path) -> None:
    facts.change("content/facts.yaml", "value: 376 billion", "value: 401 billion")
    assert run("build", facts.path, "--out", tmp_path).code == 0
    words = words_of(tmp_path / "small.pdf")
    assert "376" not in words
    for expected in ("about$401billion", "约4010亿美元”的市场", "~$401B"):
        assert expected in words


def test_the_list_for_people(facts: Any, run: Run) -> None:
    outcome = run("facts", facts.path)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "market  ~$376B | 约3760亿美元",
        "    Market size; of 2025, 6 months old; IDC",
        "    used at content/opening.yaml:4, content/opening.yaml:5, charts/growth.yaml:10",
        "market_2033  $2.5T | 2.5万亿美元",
        "    Market size; of 2033, 8 years ahead; IDC",
        "    UNUSED",
        "sample  1,993 | 1,993家",
        "    Sample; of 2026-04, 2 months old; no source named",
        "    used at content/opening.yaml:4, content/opening.yaml:5",
    ]
    assert outcome.err == "reportgen: 3 facts, 1 unused\n"


def test_the_list_as_json(facts: Any, run: Run) -> None:
    listed = run("facts", facts.path, "--json", "--date", "2026-12-31").json["facts"]
    assert [fact["age_days"] for fact in listed] == [365, -2557, 245]
    first = listed[0]
    assert first["value"] == "376000000000"
    assert (first["display_en"], first["display_zh"]) == ("~$376B", "约3760亿美元")
    assert (first["unit"], first["qualifier"], first["source_zh"]) == ("USD", "about", "IDC公司")
    assert first["uses"] == ["content/opening.yaml:4:21", "content/opening.yaml:5:10", "charts/growth.yaml:10:37"]
    assert first["at"] == "content/facts.yaml:6:5"


def test_wrong_calls_of_the_list(facts: Any, run: Run, tmp_path: Path) -> None:
    assert run("facts", facts.path, "--date", "2026-02-30").code == 2
    assert run("facts", tmp_path / "nowhere").code == 2
    facts.change("content/opening.yaml", "{market:long}", "{market:lnog}")
    assert run("facts", facts.path).code == 1


def test_ages_without_a_date_of_the_edition_are_counted_from_today(facts: Any, run: Run) -> None:
    facts.change("content/report.yaml", "date: 2026-07-01\n", "")
    aged = run("facts", facts.path, "--json").json["facts"][0]["age_days"]
    assert aged == (datetime.date.today() - datetime.date(2025, 12, 31)).days


def test_a_report_without_facts_lists_none(folder: Any, run: Run) -> None:
    outcome = run("facts", folder.path, "--json")
    assert (outcome.code, outcome.json) == (0, {"facts": []})


def test_uses_and_rows(facts: Any) -> None:
    report = load_report(facts.path)
    uses = [use for use in fact_uses(report) if use.fact == "market"]
    assert [(use.language, use.form, use.printed) for use in uses] == [
        ("en", "long", "about $376 billion"), ("zh", "long", "约3760亿美元"),
        (None, "", ""), ("en", "", "~$376B"), ("zh", "", "约3760亿美元"),
    ]  # fmt: skip
    for use in uses:
        assert use.text is None or use.text.plain[use.start : use.end] == use.printed
    row = fact_rows(report)[1]
    assert (row.id, row.value, row.as_of, row.source_en, row.display_zh) == ("market_2033", "2500000000000", "2033", "IDC", "2.5万亿美元")


def test_braces_that_are_text(folder: Any, run: Run, tmp_path: Path) -> None:
    folder.change("content/opening.yaml", "says little.", r"says \{market} and \{\}.")
    assert run("build", folder.path, "--out", tmp_path).code == 0
    assert "says{market}and{}." in words_of(tmp_path / "small.pdf")


def test_a_pair_can_be_a_fact_or_a_source(facts: Any, run: Run, tmp_path: Path) -> None:
    facts.change("content/notes.yaml", "{en: It explains., zh: 作出解释。}", "{fact: market_2033:long}")
    facts.change("charts/growth.yaml", "source: {en: Nobody, zh: 无}", "source: {source: idc}")
    assert run("build", facts.path, "--out", tmp_path).code == 0
    words = words_of(tmp_path / "small.pdf")
    for expected in ("$2.5trillion", "2.5万亿美元", "Source:IDC", "IDC公司"):
        assert expected in words


def test_a_csv_can_name_facts(facts: Any) -> None:
    chart = (facts.path / "charts/growth.yaml").read_text("utf-8")
    facts.write("charts/growth.yaml", chart[: chart.index("rows:")] + "csv: rows.csv\n")
    facts.write("charts/rows.csv", "label_en,label_zh,value,fact\nOne,一,1,\nMarket,市场,,market_2033:long\n")
    report = load_report(facts.path)
    rows = report.charts[0].rows
    assert [row.value for row in rows] == [1.0, 2500.0]
    assert rows[1].display is not None and rows[1].display.en.plain == "$2.5 trillion"
    assert [str(use.at) for use in fact_uses(report) if use.fact == "market_2033" and use.text is None] == ["charts/rows.csv:3:12"]


def test_a_rate_is_drawn_as_it_is_beside_money_in_billions(facts: Any) -> None:
    facts.write("content/facts.yaml", FACTS + "  - {id: cagr, label: {en: Growth, zh: 增速}, unit: percent, value: [26, 30]}\n")
    facts.change("charts/growth.yaml", "height_mm", "reference: {label: {en: Growth, zh: 增速}, fact: cagr}\nheight_mm")
    chart = load_report(facts.path).charts[0]
    assert chart.reference is not None
    assert (chart.reference.low, chart.reference.high, chart.rows[1].value) == (26.0, 30.0, 376.0)


@pytest.mark.parametrize(("qualifier", "is_open"), [("exact", False), ("about", False), ("over", True), ("at_least", True), ("up_to", False)])
def test_a_floor_is_drawn_open(facts: Any, qualifier: str, is_open: bool) -> None:
    facts.change("content/facts.yaml", "qualifier: about", f"qualifier: {qualifier}")
    assert load_report(facts.path).charts[0].rows[1].open == is_open


def test_house_rules_stand_in_the_theme(facts: Any, run: Run, tmp_path: Path) -> None:
    facts.change("content/report.yaml", "file_name", 'theme: {figures: {zh: {about: "大约{}", grouping: false}}}\nfile_name')
    assert run("build", facts.path, "--out", tmp_path).code == 0
    assert "大约3760亿美元”的市场，1993家机构" in words_of(tmp_path / "small.pdf")


def test_a_derived_fact_shows_its_formula_in_its_note(facts: Any, run: Run, tmp_path: Path) -> None:
    add(facts, "unit: percent, derived: {cagr: [market, market_2033]}, digits: 3, qualifier: about, note: first")
    assert run("build", facts.path, "--out", tmp_path).code == 0
    words = words_of(tmp_path / "small.pdf")
    assert "It:($2.5T÷~$376B)^(1/8)−1≈26.7%." in words
    assert "它：（2.5万亿美元÷约3760亿美元）^(1/8)−1≈26.7%。" in words


@pytest.mark.parametrize(
    ("keys", "en", "zh"),
    [  # 376 + 2500 = 2876; 2500 - 376 = 2124; 376 / 2500 = 15.04 %; 2500 / 376 = 6.6489…; 2500 / 376 - 1 = 564.89… %
        ("unit: USD, derived: {sum: [market, market_2033]}, digits: 4", "~$2.876T", "约2.876万亿美元"),
        ("unit: USD, derived: {difference: [market_2033, market]}, digits: 2", "~$2.1T", "约2.1万亿美元"),
        ("unit: percent, derived: {share: [market, market_2033]}, digits: 2", "~15%", "约15%"),
        ("unit: multiple, derived: {ratio: [market_2033, market]}, digits: 2", "~6.6×", "约6.6倍"),
        ("unit: percent, derived: {growth: [market, market_2033]}, digits: 3", "~565%", "约565%"),
        ("unit: percent, derived: {cagr: [market, market_2033]}, digits: 3", "~26.7%", "约26.7%"),
    ],
)
def test_derived_facts_worked_out_by_hand(facts: Any, keys: str, en: str, zh: str) -> None:
    add(facts, f"{keys}, qualifier: about, note: first")
    row = fact_rows(load_report(facts.path))[-1]
    assert (row.display_en, row.display_zh) == (en, zh)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("unit: USD", "has neither “value” nor “derived”"),
        ("unit: USD, value: 1, derived: {sum: [market, market]}, digits: 2", "has both “value” and “derived”"),
        ("unit: UDS, value: 1", "the unit “UDS” is not known; expected one of USD"),
        ("unit: USD, value: nan", "“nan”: this is not a number"),
        ("unit: USD, value: .inf", "“.inf”: this is not a number"),
        (f"unit: USD, value: {'9' * 40}", "the number has 40 digits, and a figure may have 15"),
        ("unit: USD, value: 1e300", "the number is larger than 10 to the power of 18"),
        ("unit: USD, value: ３７６", "the digits are not 0 to 9"),
        ("unit: USD, value: 两万", "the digits are not 0 to 9"),
        ("unit: USD, value: $376B", "“$376B”: this is not a number; expected a number such as 88"),
        ("unit: USD, value: [5, 3]", "the range begins at 5 and ends at 3"),
        ("unit: USD, value: [5, 5]", "the lower end first, and the two not the same"),
        ("unit: USD, value: [1, 2, 3]", "the list has 3 values; expected two, the ends of a range"),
        ("unit: USD, value: {low: 1}", "a mapping stands here; expected a value, or a range [low, high]"),
        ("unit: date, value: 2026-02-30", "there is no day 2026-02-30"),
        ("unit: date, value: 2026-Q5", "there is no quarter 5"),
        ("unit: date, value: 2026-13", "there is no month 13"),
        ("unit: date, value: 88 billion", "this is not a date; expected a date such as 2026"),
        ("unit: date, value: [FY2025, 2026]", "one end is a fiscal year and the other is not"),
        ("unit: USD, value: 1, as_of: 2026-02-31", "“2026-02-31” as the date of the fact: there is no day 2026-02-31"),
        ("unit: USD, value: 1, as_of: soon", "“soon” stands here; expected a date such as 2026"),
        ("unit: USD, value: 1, as_of: 2025, previous: {value: 2, as_of: 2026}", "the previous value of “it” is of 2026"),
        ("unit: USD, value: 1, previous: {value: two}", "“two”: this is not a number"),
        ("unit: USD, value: 1, qualifier: aboot", "“aboot” is not known here"),
        ("unit: USD, value: 1, qualifier: early", "is a single amount and cannot be “early”"),
        ("unit: USD, value: [1, 2], qualifier: over", "is a range and cannot be “over”; expected one of exact, about, open"),
        ("unit: date, value: 2026, qualifier: over", "is a date and cannot be “over”"),
        ("unit: date, value: 2026, digits: 2", "is a date and has no significant figures"),
        ("unit: USD, value: 1, digits: 2.5", "2.5 is not a number of figures"),
        ("unit: USD, value: 1, source: icd", "names the source “icd”, which does not exist"),
        ("unit: USD, value: 1, note: frist", "the note “frist” of the fact “it” does not exist"),
        ("unit: USD, derived: {}, digits: 2", "“derived” holds no operation"),
        ("unit: USD, derived: {sum: [market, market], share: [market, market]}, digits: 2", "holds sum and share"),
        ("unit: USD, derived: {sum: [market]}, digits: 2", "a sum of one fact is the fact itself"),
        ("unit: percent, derived: {share: [market, market, market]}, digits: 2", "“share” is given 3 facts; expected two"),
        ("unit: USD, derived: {sum: [market, nowhere]}, digits: 2", "there is no fact “nowhere”"),
        ("unit: USD, derived: {sum: [market, it]}, digits: 2", "it needs itself (it → it)"),
        ("unit: USD, derived: {sum: [market, sample]}, digits: 2", "different units: market in USD, sample in organizations"),
        ("unit: USD, derived: {share: [market, market_2033]}, digits: 2", "a share of USD is not in USD; expected unit: percent"),
        ("unit: percent, derived: {sum: [market, market_2033]}, digits: 2", "a sum of USD is not in percent; expected unit: USD"),
        ("unit: USD, derived: {sum: [market, market_2033]}", "it does not say how far it is rounded"),
        ("unit: USD, derived: {sum: [market, market_2033]}, digits: 2", "“market” is “about”, so the result is not exact"),
        ("unit: percent, derived: {cagr: [market_2033, market]}, digits: 2", "“market” is not later than “market_2033”"),
        ("unit: percent, derived: {cagr: [sample, sample]}, digits: 2", "a yearly growth needs years"),
        ("unit: USD, derived: {sum: [market_2033, market_2033]}, digits: 2", "the derived fact “it” has no note"),
    ],
)
def test_faults_in_the_file(facts: Any, run: Run, keys: str, said: str) -> None:
    add(facts, keys)
    outcome = run("check", facts.path)
    assert outcome.code == 1
    assert len(outcome.problems) == 1, outcome.problems
    assert outcome.problems[0].startswith(f"content/facts.yaml:{LINE}:")
    assert said in outcome.problems[0]


def test_division_by_zero(facts: Any, run: Run) -> None:
    zero = "  - {id: zero, label: {en: Zero, zh: 零}, unit: USD, value: 0}\n"
    facts.write("content/facts.yaml", FACTS + zero + DERIVED.format(
        "unit: percent, derived: {share: [market, zero]}, digits: 2, qualifier: about, note: first"))  # fmt: skip
    problems = run("check", facts.path).problems
    assert len(problems) == 1
    assert problems[0].startswith(f"content/facts.yaml:{LINE + 1}:")
    assert "“zero” is zero, and nothing can be divided by it" in problems[0]


def test_growth_from_below_zero(facts: Any, run: Run) -> None:
    loss = "  - {id: loss, label: {en: Loss, zh: 亏损}, unit: USD, value: -5}\n"
    facts.write("content/facts.yaml", FACTS + loss + DERIVED.format("unit: percent, derived: {growth: [loss, market_2033]}, digits: 2, note: first"))
    assert "“loss” is below zero, and growth from there means nothing" in run("check", facts.path).problems[0]


def test_no_section_is_called_facts(facts: Any, run: Run) -> None:
    facts.change("content/report.yaml", "[opening, notes]", "[opening, facts, notes]")
    assert run("check", facts.path).problems == ["content/report.yaml:6:21: the name “facts” is kept for the figures; expected another name of the section"]


def test_a_circle_of_facts_is_shown_whole(facts: Any, run: Run) -> None:
    circle = "".join(
        f"  - {{id: {name}, label: {{en: It, zh: 它}}, unit: USD, derived: {{sum: [market_2033, {other}]}}, digits: 2, note: first}}\n"
        for name, other in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    facts.write("content/facts.yaml", FACTS + circle)
    assert any("(a → b → c → a)" in problem for problem in run("check", facts.path).problems)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{markte}", "there is no fact “markte”; expected the id of a fact in content/facts.yaml (did you mean “market”?)"),
        ("{market:lnog}", "“lnog” is no form of a fact"),
        ("{market:words}", "the unit “USD” has no form “words”"),
        ("{market:low}", "the fact is not a range"),
        ("{market:previous}", "the fact has no previous value"),
        ("{market:}", "{market:} names no form"),
        ("{market", "“{” begins or ends nothing; expected a fact {id} or {id:form} (write \\{ for the character itself)"),
        ("{}", "“{” begins or ends nothing"),
    ],
)
def test_faults_in_a_text(facts: Any, run: Run, typed: str, said: str) -> None:
    facts.change("content/opening.yaml", "{sample:long}.", f"{typed}.")
    problems = run("check", facts.path).problems
    assert len(problems) == 1, problems
    assert problems[0].startswith("content/opening.yaml:4:39: ")
    assert said in problems[0]


def test_the_place_of_a_fact_in_a_folded_text(facts: Any, run: Run) -> None:
    facts.change("content/opening.yaml", "en: A market of {market:long}, by", "en: >-\n      A brace \\{\n      and {market} of {markte} by")
    problems = run("check", facts.path).problems
    assert problems[0].startswith("content/opening.yaml:6:23: there is no fact “markte”")


@pytest.mark.parametrize(
    ("old", "new"), [("zh: “{market:long}”的", "zh: {market:long}的"), ("zh: 一", "zh: {market}")]
)  # fmt: skip
def test_a_text_that_begins_with_a_fact_needs_quotes(facts: Any, run: Run, old: str, new: str) -> None:
    facts.change("content/opening.yaml" if "“" in old else "charts/growth.yaml", old, new)
    assert "(put quotes around a text that begins with a fact)" in run("check", facts.path).problems[0]


def test_without_the_file_a_brace_says_so(folder: Any, run: Run) -> None:
    folder.change("content/opening.yaml", "says little.", "says {market}.")
    problems = run("check", folder.path).problems
    assert len(problems) == 1
    assert problems[0].endswith("there is no fact “market” (the report has no content/facts.yaml; write \\{ for the brace itself)")


def test_one_faulty_fact_is_reported_once(facts: Any, run: Run) -> None:
    """Its uses are not unknown, and the others are still read."""
    facts.change("content/facts.yaml", "value: 376 billion", "value: many")
    facts.change("content/opening.yaml", "{sample:long}.", "{smaple}.")
    problems = run("check", facts.path).problems
    assert len(problems) == 2
    assert "“many”: this is not a number" in problems[0]
    assert "there is no fact “smaple”" in problems[1]


def test_a_file_that_cannot_be_parsed_makes_nothing_unknown(facts: Any, run: Run) -> None:
    facts.write("content/facts.yaml", "facts: [\n")
    problems = run("check", facts.path).problems
    assert len(problems) == 1
    assert problems[0].startswith("content/facts.yaml:2:1: this is not valid YAML")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fact: market", "fact: markte", "there is no fact “markte”"),
        ("fact: market", "fact: market, value: 3", "the row has a fact and value as well"),
        ("fact: market", "fact: when", "the fact “when” is not a number that can be drawn here"),
        ("fact: market", "fact: market:lnog", "“lnog” is no form of a fact"),
        ("height_mm", "reference: {label: {en: All, zh: 全部}}\nheight_mm", "the key “low” is missing"),
        ("counted_in: billions", "counted_in: billion", "did you mean “billions”?"),
    ],
)
def test_faults_in_a_chart(facts: Any, run: Run, old: str, new: str, said: str) -> None:
    facts.write("content/facts.yaml", FACTS + "  - {id: when, label: {en: When, zh: 何时}, unit: date, value: 2026}\n")
    facts.change("charts/growth.yaml", old, new)
    problems = run("check", facts.path).problems
    assert problems and all(problem.startswith("charts/growth.yaml:") for problem in problems)
    assert said in problems[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("over: plenty", "“plenty” stands here; expected words with {} where the figure stands"),
        ("ovre: '{}'", "the key “ovre” is not known here"),
        ("scales: [K]", "“K” is not known here; expected one of 万, 亿, 万亿"),
    ],
)
def test_faults_in_the_house_rules(facts: Any, run: Run, typed: str, said: str) -> None:
    facts.change("content/report.yaml", "file_name", f"theme: {{figures: {{zh: {{{typed}}}}}}}\nfile_name")
    problems = run("check", facts.path).problems
    assert len(problems) == 1
    assert said in problems[0]


def test_a_unit_needs_the_words_of_the_reports_languages_alone(facts: Any, run: Run, tmp_path: Path) -> None:
    facts.change("content/facts.yaml", "facts:\n", "  - {id: clicks, count: {one: click, many: clicks}}\nfacts:\n")
    assert "the unit “clicks” has no counter (Chinese)" in run("check", facts.path).problems[0]
    facts.change("content/report.yaml", "file_name", "languages: [en]\nfile_name")
    facts.change("content/facts.yaml", "unit: organizations", "unit: clicks")
    assert run("build", facts.path, "--out", tmp_path).code == 0
    assert "by1,993clicks" in words_of(tmp_path / "small-en.pdf")


def test_units_that_say_too_little_or_too_much(facts: Any, run: Run) -> None:
    facts.change("content/facts.yaml", "facts:\n", "  - {id: nothing}\n  - {id: USD, symbol: {en: a, zh: 一}}\nfacts:\n")
    problems = run("check", facts.path).problems
    assert "the unit “nothing” holds nothing; expected exactly one of count, price, symbol" in problems[0]
    assert "the unit “USD” stands twice" in problems[1]
