"""Figures as English and Chinese write them; every expectation was worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.errors import Position
from reportgen.model.decode import Decoder
from reportgen.model.fact_book import FactBook
from reportgen.model.figures.amounts import (
    MAX_DIGITS,
    chinese_words,
    english_words,
    read_amount,
    rounded,
    scaled,
    written,
)
from reportgen.model.figures.dates import MONTHS, Date, read_date
from reportgen.model.figures.figure import QUALIFIERS, Earlier, Figure, Range
from reportgen.model.figures.forms import BASES, OPTIONS, FormFault, read_form
from reportgen.model.figures.rules import ChineseRules, EnglishRules, FigureRules
from reportgen.model.figures.units import UNITS as BUILT_IN
from reportgen.model.figures.units import counted, measure, price
from reportgen.model.figures.write import write_figure
from reportgen.model.markup import FactRef, parse_markup
from reportgen.model.read_facts import facts_from
from reportgen.model.source import parse_yaml

ALL_UNITS = BUILT_IN | {
    "organizations": counted("organizations", "organization", "organizations", "家", "机构"),
    "token_price": price("token_price", BUILT_IN["USD"], ("M tokens", "百万token"), ("million tokens", "百万token")),
    "km": measure("km", "km", "公里"),
}
HERE = Position("here", 1, 1)
UNITS = """\
units:
  - {id: organizations, count: {one: organization, many: organizations, counter: 家, zh: 机构}}
  - {id: projects, count: {one: project, many: projects, counter: 个, zh: 项目}}
  - {id: machines, count: {one: machine, many: machines, counter: 台, zh: 设备}}
  - {id: token_price, price: {money: USD, per: {en: M tokens, zh: 百万token}, per_long: {en: million tokens, zh: 百万token}}}
  - {id: seat_price, price: {money: EUR, per: {en: seat, zh: 席位}}}
  - {id: km, symbol: {en: km, zh: 公里}}
"""


def book_of(fact: str, rules: FigureRules | None = None) -> FactBook:
    """A book with the one fact `it`, given as the keys of a mapping."""
    problems: list = []
    node = parse_yaml(f"{UNITS}facts:\n  - {{id: it, label: {{en: It, zh: 它}}, {fact}}}\n", "facts.yaml", problems)
    book = facts_from(node, Decoder(problems), rules or FigureRules())
    assert not problems, problems
    return book


def sides(book: FactBook, form: str) -> tuple[str | None, str | None]:
    problems: list = []
    pair = tuple(book.write(FactRef("it", form, HERE), language, problems) for language in ("en", "zh"))
    assert not problems, problems
    return pair


@pytest.mark.parametrize(
    ("fact", "form", "en", "zh"),
    [
        # money
        ("unit: USD, value: 700 billion", "", "$700B", "7000亿美元"),
        ("unit: USD, value: 700 billion", "long", "$700 billion", "7000亿美元"),
        ("unit: USD, value: 700 billion", "value", "700B", "7000亿"),
        ("unit: USD, value: 700 billion", "billions", "700", "700"),
        ("unit: USD, value: 9.9 billion", "", "$9.9B", "99亿美元"),
        ("unit: USD, value: 29300000000", "", "$29.3B", "293亿美元"),
        ("unit: USD, value: 1.29 trillion", "", "$1.29T", "1.29万亿美元"),
        ("unit: USD, value: 1.29万亿", "long", "$1.29 trillion", "1.29万亿美元"),
        ("unit: USD, value: 600 million", "", "$600M", "6亿美元"),
        ("unit: USD, value: 5 million", "", "$5M", "500万美元"),
        ("unit: USD, value: 12345", "", "$12,345", "12,345美元"),
        ("unit: USD, value: 1500000", "long", "$1.5 million", "150万美元"),
        ("unit: EUR, value: -3 billion", "", "−€3B", "−30亿欧元"),
        ("unit: CNY, value: 1234567890123", "", "¥1,234,567,890,123", "1,234,567,890,123元"),
        ("unit: USD, value: 376 billion, qualifier: about", "", "~$376B", "约3760亿美元"),
        ("unit: USD, value: 376 billion, qualifier: about", "long", "about $376 billion", "约3760亿美元"),
        ("unit: USD, value: 376 billion, qualifier: about", "long bare", "$376 billion", "3760亿美元"),
        ("unit: USD, value: 2 trillion, qualifier: over", "", "$2T+", "逾2万亿美元"),
        ("unit: USD, value: 150 billion, qualifier: over", "long", "more than $150 billion", "逾1500亿美元"),
        ("unit: USD, value: [150 million, 350 million]", "", "$150–350M", "1.5–3.5亿美元"),
        ("unit: USD, value: [150 million, 350 million]", "long", "$150–350 million", "1.5–3.5亿美元"),
        ("unit: USD, value: [100 million, 1 billion], qualifier: open", "", "$100M–$1B+", "1–10亿美元以上"),
        ("unit: USD, value: [100 million, 1 billion], qualifier: open", "long high", "more than $1 billion", "逾10亿美元"),
        ("unit: USD, value: [50 million, 1 billion]", "long", "$50 million to $1 billion", "5000万至10亿美元"),
        ("unit: USD, value: 700 billion, as_of: 2026", "long year", "$700 billion in 2026", "2026年7000亿美元"),
        ("unit: USD, value: 700 billion, as_of: FY2026", "year", "$700B (FY2026)", "7000亿美元（FY2026）"),
        # per cent
        ("unit: percent, value: [26, 30]", "", "26–30%", "26%–30%"),
        ("unit: percent, value: [26, 30]", "low long", "26%", "26%"),
        ("unit: percent, value: 52.8", "", "52.8%", "52.8%"),
        ("unit: percent, value: 20, qualifier: about", "", "~20%", "约20%"),
        ("unit: percent, value: 30, qualifier: at_least", "", "30%+", "30%+"),
        ("unit: percent, value: 30, qualifier: at_least", "long", "30% or more", "30%以上"),
        ("unit: percent, value: -2.5", "", "−2.5%", "−2.5%"),
        ("unit: percent, value: [-3, 5]", "", "−3 to 5%", "−3%至5%"),
        ("unit: points, value: 1", "", "1 point", "1个百分点"),
        # counts
        ("unit: organizations, value: 1993", "", "1,993", "1,993家"),
        ("unit: organizations, value: '1,993'", "long", "1,993 organizations", "1,993家机构"),
        ("unit: organizations, value: 1993", "value", "1,993", "1,993"),
        ("unit: organizations, value: 1", "long", "1 organization", "1家机构"),
        ("unit: organizations, value: 5", "words", "five", "五家"),
        ("unit: organizations, value: 2", "words long capital", "Two organizations", "两家机构"),
        ("unit: organizations, value: 12", "words value", "twelve", "十二"),
        ("unit: projects, value: 2600, qualifier: over", "", "2,600+", "逾2,600个"),
        ("unit: count, value: 100000, qualifier: over", "", "100K+", "逾10万"),
        ("unit: machines, value: 100000", "long", "100,000 machines", "10万台设备"),
        ("unit: machines, value: 12345", "", "12,345", "12,345台"),
        # time, multiples, measures
        ("unit: months, value: [12, 18]", "", "12–18 months", "12–18个月"),
        ("unit: months, value: 12", "words", "twelve months", "十二个月"),
        ("unit: years, value: 2, qualifier: under", "words", "under two years", "不足两年"),
        ("unit: years, value: 1", "", "1 year", "1年"),
        ("unit: multiple, value: [4, 5]", "", "4–5×", "4–5倍"),
        ("unit: multiple, value: [4, 5]", "words", "four to five times", "四至五倍"),
        ("unit: multiple, value: 3, qualifier: nearly", "words", "nearly three times", "近三倍"),
        ("unit: nm, value: [3, 5]", "", "3–5nm", "3–5nm"),
        ("unit: nm, value: 13.5", "", "13.5nm", "13.5nm"),
        ("unit: GW, value: 245", "", "245 GW", "245 GW"),
        ("unit: GB, value: 80, qualifier: up_to", "", "up to 80GB", "至多80GB"),
        ("unit: bit, value: 16", "", "16-bit", "16位"),
        ("unit: km, value: 10", "", "10 km", "10公里"),
        # prices
        ("unit: token_price, value: 0.30", "", "$0.30/M tokens", "每百万token 0.30美元"),
        ("unit: token_price, value: 0.30", "long", "$0.30 per million tokens", "每百万token 0.30美元"),
        ("unit: token_price, value: 0.30", "amount", "$0.30", "0.30美元"),
        ("unit: token_price, value: 0.30", "value", "0.30", "0.30"),
        ("unit: seat_price, value: 25, qualifier: from", "long", "from €25 per seat", "每席位25欧元起"),
        # dates
        ("unit: date, value: 2026-Q1", "", "Q1 2026", "2026年Q1"),
        ("unit: date, value: 2026-Q1", "long", "the first quarter of 2026", "2026年第一季度"),
        ("unit: date, value: 2026-04", "", "Apr 2026", "2026年4月"),
        ("unit: date, value: 2026-04", "long", "April 2026", "2026年4月"),
        ("unit: date, value: 2026-04-15", "", "Apr 15, 2026", "2026年4月15日"),
        ("unit: date, value: 2033", "", "2033", "2033年"),
        ("unit: date, value: 2033", "value", "2033", "2033"),
        ("unit: date, value: [2022, 2023]", "", "2022–23", "2022–23"),
        ("unit: date, value: [2022, 2023]", "long", "2022–2023", "2022–2023年"),
        ("unit: date, value: [1999, 2001]", "", "1999–2001", "1999–2001"),
        ("unit: date, value: [2025-Q4, 2026-Q1]", "", "Q4 2025–Q1 2026", "2025年Q4–2026年Q1"),
        ("unit: date, value: 2025, qualifier: from", "", "2025–now", "2025至今"),
        ("unit: date, value: 2025, qualifier: from", "long", "since 2025", "2025年以来"),
        ("unit: date, value: 2025, qualifier: early", "", "early 2025", "2025年初"),
        ("unit: date, value: 2027, qualifier: up_to", "", "through 2027", "至2027年"),
        ("unit: date, value: FY2026", "", "FY2026", "FY2026"),
        ("unit: date, value: FY2026", "long", "fiscal year 2026", "2026财年"),
        # previous values
        ("unit: percent, value: 88, as_of: 2026, previous: {value: 55, as_of: 2024}", "previous", "55%", "55%"),
        ("unit: percent, value: 88, as_of: 2026, previous: {value: 55, as_of: 2024}", "previous year long", "55% in 2024", "2024年55%"),
        ("unit: percent, value: 88, as_of: 2026, previous: {value: 55, as_of: 2024}", "previous date", "2024", "2024年"),
        ("unit: percent, value: 88, as_of: 2026, previous: {value: 55, as_of: 2024}", "previous date value", "2024", "2024"),
        ("unit: USD, value: 7, as_of: 2026-Q1", "date", "Q1 2026", "2026年Q1"),
        # significant figures
        ("unit: USD, value: 1462 billion, digits: 2, qualifier: about", "", "~$1.5T", "约1.5万亿美元"),
        ("unit: percent, value: 53.0249, digits: 3", "", "53.0%", "53.0%"),
        ("unit: percent, value: 2.5, digits: 1", "", "3%", "3%"),
    ],
)
def test_a_figure_in_both_languages(fact: str, form: str, en: str, zh: str) -> None:
    assert sides(book_of(fact), form) == (en, zh)


@pytest.mark.parametrize(
    ("fact", "form", "message"),
    [
        ("unit: USD, value: 7", "shrt", "“shrt” is no form of a fact"),
        ("unit: USD, value: 7", "long short", "“long short” asks for two forms at once"),
        ("unit: USD, value: 7", "bare bare", "the form “bare” stands twice"),
        ("unit: USD, value: [7, 8]", "low high", "a figure cannot be the lower and the upper end at once"),
        ("unit: USD, value: 7", "low", "the fact is not a range"),
        ("unit: USD, value: 7", "year", "the fact has no “as_of”"),
        ("unit: USD, value: 7", "date", "the fact has no “as_of”"),
        ("unit: USD, value: 7", "previous", "the fact has no previous value"),
        ("unit: USD, value: 7", "words", "the unit “USD” has no form “words”"),
        ("unit: GW, value: 7", "words", "the unit “GW” has no form “words”"),
        ("unit: USD, value: 7", "amount", "the fact is not a price"),
        ("unit: percent, value: 7", "billions", "the unit “percent” has no form “billions”"),
        ("unit: organizations, value: 1993", "words", "1993 is not written in words"),
        ("unit: years, value: 2.5", "words", "2.5 is not written in words"),
        ("unit: date, value: 2026", "words", "a date has no form “words”"),
    ],
)
def test_a_form_that_a_figure_does_not_have(fact: str, form: str, message: str) -> None:
    problems: list = []
    assert book_of(fact).write(FactRef("it", form, HERE), "en", problems) is None
    assert len(problems) == 1
    assert problems[0].position == HERE
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("rules", "fact", "form", "en", "zh"),
    [
        (FigureRules(zh=ChineseRules(percent_range="last")), "unit: percent, value: [26, 30]", "", "26–30%", "26–30%"),
        (FigureRules(EnglishRules(percent_range="both")), "unit: percent, value: [26, 30]", "", "26%–30%", "26%–30%"),
        (FigureRules(zh=ChineseRules(grouping=False)), "unit: organizations, value: 1993", "", "1,993", "1993家"),
        (FigureRules(EnglishRules(scales=("B", "T"))), "unit: USD, value: 600 million", "", "$600,000,000", "6亿美元"),
        (FigureRules(zh=ChineseRules(scales=("亿",))), "unit: USD, value: 2 trillion", "", "$2T", "20000亿美元"),
        (FigureRules(zh=ChineseRules(over="超过{}")), "unit: USD, value: 2 trillion, qualifier: over", "long",
         "more than $2 trillion", "超过2万亿美元"),
        (FigureRules(zh=ChineseRules(over_short="超{}")), "unit: USD, value: 2 trillion, qualifier: over", "", "$2T+", "超2万亿美元"),
        (FigureRules(EnglishRules(date_order="day first")), "unit: date, value: 2026-04-15", "long", "15 April 2026", "2026年4月15日"),
        (FigureRules(zh=ChineseRules(quarter="第一季度")), "unit: date, value: 2026-Q3", "", "Q3 2026", "2026年第三季度"),
    ],
)  # fmt: skip
def test_house_rules(rules: FigureRules, fact: str, form: str, en: str, zh: str) -> None:
    assert sides(book_of(fact, rules), form) == (en, zh)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("88", "88"), ("0.30", "0.30"), ("1,993", "1993"), ("7e11", "7E11"), ("700 billion", "7E11"), ("1.29万亿", "1.29E12"),
     ("6亿", "6E8"), ("−5", "-5"), (".5", "0.5"), ("-0", "0")],
)  # fmt: skip
def test_amounts_as_they_are_typed(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "nan", "inf", "-Infinity", "1_000", "12,34", "1,9930", "twelve", "１９９３", "三", "两", "廿", "〇", "壹", "７00 billion",
     "1" * 40, "1e400", "9e18 billion", "0x10", "1 / 3", "$700B", "7 8"],
)  # fmt: skip
def test_what_is_no_amount(typed: str) -> None:
    assert isinstance(read_amount(typed), str)


@pytest.mark.parametrize("typed", ["2026-13", "2026-00", "2026-02-30", "2026-Q5", "2026-Q0", "0000", "26", "FY2026-Q1", "2026/04", ""])
def test_what_is_no_date(typed: str) -> None:
    assert isinstance(read_date(typed), str)


def test_a_leap_day_is_a_day() -> None:
    assert read_date("2028-02-29") == Date(2028, 0, 2, 29)


AMOUNTS = st.decimals(min_value=0, max_value=10**13 - 1, places=2, allow_nan=False, allow_infinity=False)


@given(AMOUNTS, st.sampled_from([("K", "M", "B", "T"), ("万", "亿", "万亿")]))
def test_writing_loses_nothing(amount: Decimal, scales: tuple[str, ...]) -> None:
    """What is written in a power of ten and read again is the same amount."""
    part, scale = scaled(amount, scales)
    words = {"K": " thousand", "M": " million", "B": " billion", "T": " trillion"}.get(scale, scale)
    assert read_amount(written(part, grouping=not scale, keep_zeros=not scale) + words) == amount


@given(AMOUNTS.filter(bool), st.integers(1, MAX_DIGITS))
def test_rounding_keeps_so_many_figures(amount: Decimal, figures: int) -> None:
    result = rounded(amount, figures)
    assert len(result.normalize().as_tuple().digits) <= figures
    assert abs(result - amount) * 2 <= Decimal(1).scaleb(amount.adjusted() - figures + 1)


@given(st.integers(0, 10**14))
def test_grouping_is_that_of_cldr(number: int) -> None:
    assert written(Decimal(number), grouping=True) == format_decimal(number, locale="en") == format_decimal(number, locale="zh")


@given(st.integers(1, 999), st.sampled_from([10**9, 10**10, 10**11, 10**12]))
def test_powers_of_ten_are_those_of_cldr(digits: int, power: int) -> None:
    """Babel's compact numbers in Chinese and short English, where ours need no decimals."""
    number = digits * power
    for locale, scales in (("en", ("K", "M", "B", "T")), ("zh", ("万", "亿", "万亿"))):
        part, scale = scaled(Decimal(number), scales)
        assume(part < 10_000)
        assert written(part, False, keep_zeros=False) + scale == format_compact_decimal(number, locale=locale, fraction_digits=4)


def test_months_are_those_of_cldr() -> None:
    assert list(get_month_names("wide", locale="en").values()) == MONTHS
    assert list(get_month_names("abbreviated", locale="en").values()) == [month[:3] for month in MONTHS]


@pytest.mark.parametrize("typed", ["0", "1", "2", "1.0", "1.5", "21", "101"])
def test_plurals_are_those_of_cldr(typed: str) -> None:
    """English has a singular for a 1 without decimals alone (CLDR: i = 1 and v = 0)."""
    ours = sides(book_of(f"unit: organizations, value: {typed}"), "long")[0]
    if typed != "1.0":  # Babel takes the number, which has lost its zero
        one = Locale("en").plural_form(Decimal(typed)) == "one"
        assert ours is not None and ours.endswith("organization") == one


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    """No text makes the readers of amounts, dates and facts fail in another way."""
    amount, date = read_amount(typed), read_date(typed)
    assert isinstance(amount, Decimal | str)
    assert isinstance(date, Date | str)
    problems: list = []
    book = book_of("unit: USD, value: 7 billion")
    parse_markup(f"a {{it:{typed}}} {{{typed}}} b", HERE, problems, lambda ref: book.write(ref, "en", problems))
    assert all(problem.message and problem.position for problem in problems)


AMOUNT_UNITS = ("USD", "CNY", "percent", "points", "multiple", "count", "GW", "bit", "years", "organizations", "token_price", "km")
ALL_FORMS = [f"{base} {more}".strip() for base in BASES for more in ("", *OPTIONS, "words bare", "previous date", "high bare capital")]


@given(
    st.sampled_from(AMOUNT_UNITS), st.sampled_from(ALL_FORMS), st.sampled_from(QUALIFIERS["amount"]),
    st.decimals(-(10**12), 10**12, places=3), st.integers(0, 15), st.booleans(),
)  # fmt: skip
def test_every_form_of_every_unit_is_written_or_refused(
    unit: str, form: str, qualifier: Any, amount: Decimal, digits: int, is_range: bool
) -> None:
    """What is written is never empty, and holds no template or exponent."""
    value = Range(amount, amount + 1) if is_range else amount
    figure = Figure(value, ALL_UNITS[unit], "about" if is_range else qualifier, Date(2026), digits, Earlier(Decimal(3), Date(2025)))
    for rules in (EnglishRules(), ChineseRules()):
        try:
            words = write_figure(figure, read_form(form), rules)
        except FormFault as fault:
            assert fault.message
        else:
            assert words and "{" not in words and "E+" not in words and words == words.strip()


def test_number_words() -> None:
    assert [english_words(n) for n in (0, 12, 20, 21, 99)] == ["zero", "twelve", "twenty", "twenty-one", "ninety-nine"]
    assert [chinese_words(n) for n in (0, 2, 10, 12, 20, 22, 99)] == ["零", "两", "十", "十二", "二十", "二十二", "九十九"]


@pytest.mark.parametrize(
    ("typed", "plain", "written_by_facts"),
    [
        ("*{x}* and **{x}**, [see {x} now](https://a.b/{q}) {y}[^n] {x}", "$7B and $7B, see $7B now a b $7B", ["$7B"] * 3 + ["a b", "$7B"]),
        ("{x}\n{x}", "$7B $7B", ["$7B", "$7B"]),
        (r"\{{x}\} \{x}", "{$7B} {x}", ["$7B"]),
        ("a } b {x: long }", "a } b $7B", ["$7B"]),
    ],
)
def test_a_text_keeps_where_its_facts_stand(typed: str, plain: str, written_by_facts: list[str]) -> None:
    problems: list = []
    text = parse_markup(typed, HERE, problems, lambda ref: {"x": "$7B", "y": "a  b"}.get(ref.fact))
    assert not problems
    assert text.plain == plain
    assert [text.plain[mark.start : mark.end] for mark in text.facts] == written_by_facts
