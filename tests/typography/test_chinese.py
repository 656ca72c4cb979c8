"""Chinese lines, rule by rule (typography.md, section 2), on glyphs read back from specimen PDFs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.typography.conftest import Setter
from tests.typography.reading import OPENERS, ReadLine

MEASURES = tuple(float(em) for em in range(4, 41, 2))
EDGE = 0.03
STARTS_NO_LINE = "，。、；：！？．‼⁇⁈⁉”’）〕］｝】〗》〉」』·～〜–－—／/々％%‰℃°,.;:!?)]}"
ENDS_NO_LINE = "“‘（〔［｛【〖《〈「『([{￥$¥€£№#@"
FILLER = "人工智能推理成本逐季下降电网扩容却要数年之久算力需求因而先行一步"


@pytest.fixture(scope="module")
def breaks(setter: Setter) -> Callable[[str, float], str]:
    return lambda text, em: setter.broken(text, "zh", em)


def gaps(line: ReadLine) -> list[float]:
    """Space added between neighbouring Han."""
    pairs = zip(line.drawn, line.drawn[1:], strict=False)
    return [b.x - a.x - 1 for a, b in pairs if is_han(a.text) and is_han(b.text)]


def is_han(text: str) -> bool:
    return len(text) == 1 and "\u4e00" <= text <= "\u9fff"


# --- line edges -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("em", "expected"), [(4, "先谈电|价，再谈|机价。"), (5, "先谈电价，|再谈机价。")])
def test_zh_01_example(breaks: Callable[..., str], em: float, expected: str) -> None:
    assert breaks(expected.replace("|", ""), em) == expected


@pytest.mark.parametrize("mark", STARTS_NO_LINE)
def test_zh_01_no_line_begins_with(setter: Setter, mark: str) -> None:
    """The mark after 3 to 12 Han, so that at some measure each line end falls before it."""
    text = "".join(FILLER[k : k + n] + mark for k, n in ((0, 3), (3, 5), (8, 4), (12, 6), (18, 2), (20, 7))) + "后来居上"
    for page in setter.pages(text, "zh", MEASURES):
        assert all(line.text[0] != mark for line in page[1:]), [line.text for line in page]


@pytest.mark.parametrize("mark", ENDS_NO_LINE)
def test_zh_02_no_line_ends_with(setter: Setter, mark: str) -> None:
    after = "3" if mark in "￥$¥€£№#@" else "甲"
    text = "".join(FILLER[k : k + n] + mark + after for k, n in ((0, 3), (3, 5), (8, 4), (12, 6), (18, 2), (20, 7))) + "后来居上"
    for page in setter.pages(text, "zh", MEASURES):
        assert all(line.text[-1] != mark for line in page[:-1]), [line.text for line in page]


@pytest.mark.parametrize("slash", "/／")
def test_zh_02_a_slash_between_terms_stays_inside_the_line(setter: Setter, slash: str) -> None:
    text = f"训练{slash}推理之外，买方{slash}卖方都要看输入{slash}输出的价格，而不是总价"
    for page in setter.pages(text, "zh", MEASURES):
        for line in page:
            assert slash not in (line.text[0], line.text[-1])


def test_zh_02_example(breaks: Callable[..., str]) -> None:
    assert breaks("签了字（补充件）才算数", 4) == "签了字|（补充件）|才算数"


# --- dashes and ellipses ----------------------------------------------------------------------------------------------


def test_zh_03_the_dash_is_one_stroke_two_em_wide(setter: Setter) -> None:
    assert setter.broken("方向变了——卖水改卖电", "zh", 5) == "方向变了|——卖水改|卖电"
    line = setter.line("方向变了——卖水改卖电")
    assert line.distance("了", "卖") == pytest.approx(3.0, abs=0.01)
    dash = line.at("——")
    assert dash.ink[2] - dash.ink[0] > 1.85
    assert 0.33 <= (dash.ink[1] + dash.ink[3]) / 2 <= 0.43


@pytest.mark.parametrize("text", ["甲乙——丙丁戊己庚辛——壬癸", "GPU——省电，TPU——更省电——或许", "“好”——他说——“再等等”", "⸺甲⸺乙⸺丙丁戊己⸺庚辛"])
def test_zh_03_the_dash_is_never_split_or_stretched(setter: Setter, text: str) -> None:
    for page in setter.pages(text, "zh", MEASURES):
        for line in page:
            assert "—" not in {glyph.text for glyph in line.glyphs}
            for dash in (g for g in line.glyphs if g.text in ("——", "⸺")):
                assert dash.advance == pytest.approx(2.0, abs=0.01)


def test_zh_04_the_ellipsis_is_six_dots_two_em_wide(setter: Setter) -> None:
    assert setter.broken("还要等……再等一季", "zh", 5) == "还要等……|再等一季"
    line = setter.line("还要等……再等一季")
    assert line.distance("等", "再") == pytest.approx(3.0, abs=0.01)
    for dots in (g for g in line.glyphs if g.text == "…"):
        assert 0.30 <= dots.ink[1] < dots.ink[3] <= 0.46


@pytest.mark.parametrize("text", ["甲乙……丙丁戊己庚辛……壬癸子丑寅……", "他说……“再等等……”随后走了……"])
def test_zh_04_the_ellipsis_is_never_split(setter: Setter, text: str) -> None:
    for page in setter.pages(text, "zh", MEASURES):
        assert all(line.text.count("…") % 2 == 0 for line in page)


def test_zh_04_a_single_ellipsis_in_chinese_is_one_em(setter: Setter) -> None:
    line = setter.line("甲…乙")
    assert line.distance("甲", "乙") == pytest.approx(2.0, abs=0.01)
    assert line.at("…").ink[1] >= 0.30


@pytest.mark.parametrize("text", ["他们转而卖电——比卖水更稳当也更赚钱得多", "还要再等一等……比原先预计的更久一些才行"])
def test_zh_05_a_dash_begins_a_line_only_where_it_must(setter: Setter, text: str) -> None:
    """Where the line before could hold it with gaps under 0.1 em, it does."""
    mark = "——" if "——" in text else "……"
    before = text.index(mark)
    for em in (before + 2.0, before + 2.5):
        lines = setter.lines(text, "zh", em)
        assert lines[0].text.endswith(mark)


# --- pulling in and pushing out ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("em", "text"),
    [(6, "他答：“（保|密）。”随即|离场"), (6, "他问：“为什|么？！”无人|应答"), (7, "见附件（表一）。|另有说明")],
)
def test_zh_06_runs_of_marks_stay_together(breaks: Callable[..., str], em: float, text: str) -> None:
    assert breaks(text.replace("|", ""), em) == text


def test_zh_06_runs_of_marks_at_every_measure(setter: Setter) -> None:
    text = "据称（“按《办法》〔试行〕”）。另据《纪要》：“（保密！）”……随即离场；“‘好’”。"
    for page in setter.pages(text, "zh", MEASURES):
        for line, following in zip(page, page[1:], strict=False):
            assert line.text[-1] not in ENDS_NO_LINE
            assert following.text[0] not in STARTS_NO_LINE


@pytest.mark.parametrize(
    ("em", "text"),
    [
        (7.5, "热度、速度、温度"), (7, "热度、速度、温度"), (10, "电价（含税）又涨了一分"), (8.5, "水、电、气都涨价"),
        (10.5, "甲方：付款；乙方：交货"), (9, "“电”比“水”贵了"),
    ],
)  # fmt: skip
def test_zh_07_the_rest_is_pulled_in(setter: Setter, em: float, text: str) -> None:
    """One line, because its blanks can give what it lacks."""
    lines = setter.lines(text, "zh", em)
    assert len(lines) == 1
    assert lines[0].end <= em + EDGE


def test_zh_07_commas_give_alike(setter: Setter) -> None:
    line = setter.lines("热度、速度、温度", "zh", 7.5)[0]
    assert line.at("速").x - line.at("、").x == pytest.approx(0.75, abs=0.01)
    assert line.at("温").x - line.at("、", 1).x == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("text", ["人工智能，尤其是推理，已经耗去，电力的大头，而且，还在涨。后来，电网扩容，赶不上了。",
                                  "电价、水价、气价、煤价，样样都涨；机价、租价、工价，也跟着涨起来。"])  # fmt: skip
def test_zh_07_a_mark_is_pulled_in_where_blanks_allow(setter: Setter, text: str) -> None:
    """No line ends before a Han with its mark if the blanks of the line could have held both."""
    for em in (9.0, 10.0, 11.0, 12.0, 13.0, 14.0):
        lines = setter.lines(text, "zh", em)
        for line, following in zip(lines, lines[1:], strict=False):
            if len(following.text) < 2 or following.text[1] not in "，。、；：":
                continue
            natural = sum(0.5 if g.text in "，。、；：" else 1.0 for g in line.drawn) + 0.5 * sum(
                g.text in "，。、；：" for g in line.drawn[:-1]
            )
            blanks = 0.5 * sum(g.text in "，。、；：" for g in line.drawn)
            added = 1.5 + (0.5 if line.text[-1] in "，。、；：" else 0.0)
            assert natural + added - blanks > em - EDGE, (em, line.text, following.text)


# --- cells of marks ---------------------------------------------------------------------------------------------------


def test_zh_08_marks_stand_in_their_half_of_the_cell(setter: Setter) -> None:
    line = setter.line("甲，乙。丙、丁；戊：己！庚？辛）壬》癸（子《丑「寅")
    for mark in "，。、；：！？）》":
        glyph = line.at(mark)
        assert glyph.advance == pytest.approx(1.0, abs=0.001)
        assert glyph.ink[0] >= 0
        assert glyph.ink[2] <= 0.5
    for mark in "，。、":
        assert line.at(mark).ink[1] >= -0.25
        assert line.at(mark).ink[3] <= 0.30
    for mark in "（《「":
        assert line.at(mark).ink[0] >= 0.5
        assert line.at(mark).ink[2] <= 1.0


@pytest.mark.parametrize(
    ("text", "left", "right", "distance"),
    [
        ("说：“好", "说", "好", 2.5), ("算）》。另", "算", "另", 3.0), ("甲》、《乙", "甲", "乙", 3.0), ("热、冷", "热", "冷", 2.0),
        ("甲，“乙", "甲", "乙", 2.5), ("甲”，乙", "甲", "乙", 2.5), ("甲（《乙", "甲", "乙", 2.5), ("甲）》乙", "甲", "乙", 2.5),
        ("甲“‘《乙", "甲", "乙", 3.0), ("甲》’”。乙", "甲", "乙", 3.5), ("甲。”乙", "甲", "乙", 2.5), ("甲（）乙", "甲", "乙", 3.0),
        ("甲“”乙", "甲", "乙", 3.0), ("甲。　乙", "甲", "乙", 2.5), ("甲　（乙", "甲", "乙", 2.5), ("甲　乙", "甲", "乙", 2.0),
        ("甲）（乙", "甲", "乙", 2.5), ("甲：（乙", "甲", "乙", 2.5), ("甲！”乙", "甲", "乙", 2.5), ("甲】【乙", "甲", "乙", 2.5),
        ("甲「乙", "甲", "乙", 2.0), ("甲』乙", "甲", "乙", 2.0), ("甲；乙", "甲", "乙", 2.0), ("甲》》》乙", "甲", "乙", 3.0),
    ],
)  # fmt: skip
def test_zh_09_neighbours_share_blanks(setter: Setter, text: str, left: str, right: str, distance: float) -> None:
    assert setter.line(text).distance(left, right) == pytest.approx(distance, abs=0.01)


@pytest.mark.parametrize("opener", sorted(OPENERS))
def test_zh_10_an_opener_at_the_start_loses_its_left_half(setter: Setter, opener: str) -> None:
    """The text is set so that the opener begins the first line and a later one, both justified and ragged."""
    text = f"{opener}白皮书》称\n{opener}甲乙丙丁戊己"
    for mode in ("justified", "ragged"):
        for line in setter.lines(text, "zh", 12, mode):  # type: ignore[arg-type]
            most = 0.3 if opener in "（［｛" else 0.25
            assert 0 <= line.glyphs[0].ink_left <= most
            assert line.drawn[1].x == pytest.approx(0.5, abs=0.01)


def test_zh_10_after_a_typed_indent_the_ink_begins_at_the_indent(setter: Setter) -> None:
    line = setter.line("　　《白皮书》称")
    assert line.at("《").ink_left == pytest.approx(2.03, abs=0.03)
    assert setter.line("　　白皮书").at("白").x == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("mark", "，。、；：！？”’）〕］｝】〗》〉」』")
def test_zh_11_a_mark_at_the_end_takes_half_a_cell(setter: Setter, mark: str) -> None:
    lines = setter.lines(f"先谈电价{mark}再谈机价吧", "zh", 4.5)
    assert lines[0].text == f"先谈电价{mark}"
    assert lines[0].end == pytest.approx(4.5, abs=EDGE)
    assert [g.x for g in lines[0].drawn[:4]] == pytest.approx([0, 1, 2, 3], abs=0.01)
    ragged = setter.lines(f"先谈电价{mark}再谈机价吧", "zh", 4.5, "ragged")
    assert ragged[0].text == f"先谈电价{mark}"


# --- hanging ----------------------------------------------------------------------------------------------------------


HANGING = "先谈电价，再谈机价。后谈、租价；“末了”，收场。甲乙丙！丁戊？己庚：辛壬——癸子……丑寅"


def test_zh_12_nothing_hangs_by_default(setter: Setter) -> None:
    for em, page in zip(MEASURES, setter.pages(HANGING, "zh", MEASURES), strict=True):
        assert all(line.end <= em + EDGE for line in page)


@pytest.mark.parametrize(("more", "marks"), [(False, "，。、"), (True, "，。、；：！？")])
def test_zh_12_one_mark_may_hang_by_half_an_em(themed_setter: Callable[..., Setter], more: bool, marks: str) -> None:
    hanging = themed_setter(hanging=True, hanging_more=more)
    hung = set()
    for em, page in zip(MEASURES, hanging.pages(HANGING, "zh", MEASURES), strict=True):
        for line in page:
            assert line.end <= em + 0.5 + EDGE
            if line.end > em + EDGE:
                hung.add(line.text[-1])
                assert line.text[-2] not in "，。、；：！？”"
                assert line.drawn[-1].x <= em + EDGE
    assert hung
    assert hung <= set(marks)


# --- interpuncts and connectors ---------------------------------------------------------------------------------------


def test_zh_13_the_interpunct_takes_half_an_em(setter: Setter) -> None:
    assert setter.broken("欧文·李到任", "zh", 4) == "欧文·李|到任"
    line = setter.line("欧文·李到任")
    assert line.distance("文", "李") == pytest.approx(1.5, abs=0.01)
    dot = line.at("·")
    assert (dot.ink_left + dot.ink_right) / 2 == pytest.approx(line.at("文").x + 1.25, abs=0.02)


@pytest.mark.parametrize("text", ["黛安娜·斯宾塞与欧文·李先后到任于伦敦", "《人工智能·算力篇》与《人工智能·电力篇》"])
def test_zh_13_nothing_stretches_beside_the_interpunct(setter: Setter, text: str) -> None:
    for page in setter.pages(text, "zh", MEASURES):
        for line in page:
            for left, dot, right in zip(line.drawn, line.drawn[1:], line.drawn[2:], strict=False):
                if dot.text == "·":
                    assert right.x - left.x == pytest.approx(1.5, abs=0.01)


def test_zh_14_connectors_keep_their_width(setter: Setter) -> None:
    line = setter.line("约15～20台")
    assert line.at("台").x + 1 == pytest.approx(5.72, abs=0.02)
    assert setter.line("北京—上海").distance("京", "上") == pytest.approx(2.0, abs=0.01)
    assert setter.line("北京～上海").distance("京", "上") == pytest.approx(2.0, abs=0.01)
    assert 1.35 < setter.line("北京–上海").distance("京", "上") < 1.65
    assert 1.3 < setter.line("训练/推理").distance("练", "推") < 1.65


@pytest.mark.parametrize("text", ["京沪线（北京—上海）与广深线（广州—深圳）都已提速", "北京–上海一线与广州–深圳一线相比差得不多",
                                  "训练/推理之比与买方/卖方之比", "从北京～上海到广州～深圳"])  # fmt: skip
def test_zh_14_nothing_stretches_beside_a_connector(setter: Setter, text: str) -> None:
    for page in setter.pages(text, "zh", MEASURES):
        for line in page:
            for left, mark, right in zip(line.drawn, line.drawn[1:], line.drawn[2:], strict=False):
                if mark.text in "—–/～" and is_han(left.text) and is_han(right.text):
                    assert mark.x - left.x == pytest.approx(1.0, abs=0.01)
                    assert right.x - mark.x == pytest.approx(mark.advance, abs=0.01)


@pytest.mark.parametrize("span", ["2021—2023", "2021–2023", "10%—20%", "2021-2023", "15~20"])
def test_zh_14_ranges_stay_whole(setter: Setter, span: str) -> None:
    text = f"预计在{span}年间增至原先的{span}倍左右，之后放缓"
    for page in setter.pages(text, "zh", tuple(float(em) for em in range(8, 30))):
        assert sum(line.text.count(span) for line in page) == 2, [line.text for line in page]


def test_zh_14_a_wave_breaks_only_after_it(setter: Setter) -> None:
    for page in setter.pages("每年约150～200台，另有1500～2000台备用，共计1650～2200台", "zh", MEASURES):
        assert all(not line.text.startswith("～") for line in page)


@pytest.mark.parametrize("marks", ["？！", "！！", "？？", "！？"])
def test_zh_15_doubled_marks(setter: Setter, marks: str) -> None:
    line = setter.line(f"真的{marks}不")
    assert 2.0 <= line.distance("的", "不") <= 2.55
    for page in setter.pages(f"真的{marks}不会吧{marks}当真如此{marks}怎么可能呢", "zh", MEASURES):
        assert sum(line.text.count(marks) for line in page) == 3


def test_zh_16_quotes_are_full_width_and_unchanged(setter: Setter) -> None:
    line = setter.line("这叫“惯性”吗")
    assert line.distance("叫", "惯") == pytest.approx(2.0, abs=0.01)
    assert line.distance("性", "吗") == pytest.approx(2.0, abs=0.01)
    assert setter.line("他说‘好’吗").distance("说", "好") == pytest.approx(2.0, abs=0.01)
    for text in ("“外‘内’外”", "《书〈篇〉》", '"直"'):
        assert setter.line(text).text == text


# --- justification ----------------------------------------------------------------------------------------------------


PARAGRAPH = (
    "人工智能的成本正从训练转向推理。算力、电力与资本三者之间，谁先见顶，谁就成为瓶颈；2026年上半年，数据中心用电同比增8.5%左右，"
    "而GPU的租价跌了三成。“电价（含税）若再涨，”一位采购经理说，“我们就搬去水电便宜的地方。”"
)


@pytest.mark.parametrize("em", [8.0, 10.0, 11.0, 12.5, 15.0, 18.0, 20.0, 25.0, 30.0, 33.3])
def test_zh_17_every_line_but_the_last_meets_both_edges(setter: Setter, em: float) -> None:
    lines = setter.lines(PARAGRAPH, "zh", em)
    for line in lines[:-1]:
        first = line.drawn[0]
        left = first.x + 0.5 if first.text in OPENERS else first.x
        assert left == pytest.approx(0, abs=0.07 if first.text in OPENERS else EDGE)
        assert line.end == pytest.approx(em, abs=EDGE)


def test_zh_17_a_line_that_ends_in_digits_has_no_hidden_gap(setter: Setter) -> None:
    lines = setter.lines("本季度的营收已经超过2026年全年的预期水平之和", "zh", 12.7)
    assert any(line.text[-1].isdigit() or line.text[0].isdigit() for line in lines[:-1])
    for line in lines[:-1]:
        assert line.end == pytest.approx(12.7, abs=EDGE)


def test_zh_18_brackets_shrink_first(setter: Setter) -> None:
    text = "算（力）电，价高"
    natural = setter.line(text).end
    line = setter.lines(text, "zh", natural - 0.25)[0]
    assert line.distance("，", "价") == pytest.approx(1.0, abs=0.01)
    assert line.distance("算", "电") == pytest.approx(4.0 - 1.0 - 0.25 + 1.0, abs=0.3)
    assert line.end == pytest.approx(natural - 0.25, abs=EDGE)


def test_zh_18_steps_one_after_another(setter: Setter) -> None:
    """Brackets, then commas, then gaps to an eighth, then stops; each used up before the next."""
    text = "甲（乙）丙，丁AB戊。己庚"
    natural = setter.line(text)
    for shrink, bracket, comma, gap, stop in (
        (0.5, 0.25, 0.5, 0.25, 0.5), (1.0, 0.0, 0.5, 0.25, 0.5), (1.25, 0.0, 0.25, 0.25, 0.5), (1.5, 0.0, 0.0, 0.25, 0.5),
        (1.625, 0.0, 0.0, 0.1875, 0.5), (1.75, 0.0, 0.0, 0.125, 0.5), (2.0, 0.0, 0.0, 0.125, 0.25), (2.25, 0.0, 0.0, 0.125, 0.0),
    ):  # fmt: skip
        line = setter.lines(text, "zh", natural.end - shrink + 0.001)[0]
        assert line.text == text, shrink
        assert line.distance("）", "丙") - 0.5 == pytest.approx(bracket, abs=0.02), shrink
        assert line.distance("，", "丁") - 0.5 == pytest.approx(comma, abs=0.02), shrink
        assert line.distance("丁", "A") - 1 == pytest.approx(gap, abs=0.02), shrink
        assert line.distance("。", "己") - 0.5 == pytest.approx(stop, abs=0.02), shrink


def test_zh_19_seven_han_open_alike(setter: Setter) -> None:
    line = setter.lines("甲乙丙丁戊己庚辛壬癸子丑寅卯", "zh", 7.6)[0]
    assert gaps(line) == pytest.approx([0.1] * 6, abs=0.01)


def test_zh_19_spaces_then_gaps_then_all(setter: Setter) -> None:
    """Word spaces to a half, then gaps to a third, and only then Han part."""
    head = "用AI Infra搭建平台"
    natural = setter.line(head).end
    tail = "电" * 30
    for added, space, gap in ((0.1, 0.324, 0.25), (0.276, 0.5, 0.25), (0.4, 0.5, 0.312), (0.6, 0.5, 0.3333 + 0.02)):
        em = natural + added
        line = setter.lines(head + "\n" + tail, "zh", em)[0]
        assert line.text == head
        line = setter.lines(head + tail, "zh", em)[0]
        if line.text != head:
            continue
        assert line.distance("I", "I") >= 0
        assert line.at("I", 1).x - line.at(" ").x == pytest.approx(space, abs=0.03)
        assert line.distance("用", "A") - 1 == pytest.approx(gap, abs=0.05)


def test_zh_19_nothing_opens_inside_brackets_or_words(setter: Setter) -> None:
    text = "甲乙“丙丁”戊己（庚辛）壬癸GPU子丑2026寅卯——辰巳午未"
    for page in setter.pages(text, "zh", tuple(em + 0.4 for em in MEASURES)):
        for line in page[:-1]:
            for a, b in zip(line.drawn, line.drawn[1:], strict=False):
                if a.text in OPENERS:
                    assert b.x - a.x == pytest.approx(1.0, abs=0.08), line.text
                if b.text in "”）" and is_han(a.text):
                    assert b.x - a.x == pytest.approx(1.0, abs=0.01), line.text
                if a.text.isascii() and b.text.isascii() and a.text.isalnum() and b.text.isalnum():
                    assert abs(b.x - a.x - a.advance) < 0.05, line.text


def test_zh_20_han_gaps_stay_within_limits(setter: Setter) -> None:
    fifty = "人工智能推理成本逐季下降电网扩容却要数年之久算力需求因而先行一步资本开支随之上升债务也在加长风险不小"
    for em in (11.0, 12.0, 13.3, 15.0, 17.7, 20.0, 24.5):
        for text in (fifty, "".join(fifty[k : k + 7] + "，" for k in range(0, 49, 7))[:-1] + "。"):
            for line in setter.lines(text, "zh", em)[:-1]:
                found = gaps(line)
                assert max(found) <= 0.25
                assert max(found) - min(found) <= 0.02


def test_zh_21_the_last_line_is_natural(setter: Setter) -> None:
    assert [g.x for g in setter.line("本季持平。", em=20).drawn[:4]] == pytest.approx([0, 1, 2, 3], abs=0.005)
    for em in (9.0, 12.0, 15.5):
        last = setter.lines(PARAGRAPH, "zh", em)[-1]
        assert max(gaps(last), default=0) < 0.005


@pytest.mark.parametrize("text", ["董事会批准了它", "董事会批准了它。", "董事会批准了“它”。", "董事会批准了它……", "电价又涨了一分钱啊！", PARAGRAPH])
def test_zh_22_no_lone_han_at_the_end(setter: Setter, text: str) -> None:
    for em in [4 + 0.5 * k for k in range(40)]:
        lines = setter.lines(text, "zh", em)
        if len(lines) > 1:
            assert sum(is_han(c) or c.isalnum() for c in lines[-1].text) >= 2, [line.text for line in lines]
    assert setter.broken("董事会批准了它", "zh", 6) == "董事会批准|了它"


@pytest.mark.parametrize(
    "number",
    ["8.5%", "￥300万", "US$300", "$3.1", "€45", "25℃", "25°C", "3‰", "1,234,567.89", "12:30", "3/4", "−5", "±5%", "1.5–2.5", "~30",
     "2026-07-01", "№7", "40 kW", "3 nm", "3.1 T", "85 TWh", "8 GPUs", "3 x", "25 ℃", "7.5 %", "40 MW", "500 PFLOPS", "3.2 GHz"],
)  # fmt: skip
def test_zh_23_numbers_keep_their_signs_and_units(setter: Setter, number: str) -> None:
    kept = number.removesuffix("万")
    text = f"去年同期约为{number}左右，今年预计达到{number}上下，明年或许还能超过{number}之多"
    for page in setter.pages(text, "zh", tuple(float(em) for em in range(9, 30))):
        joined = [line.text.replace(" ", "") for line in page]
        assert sum(line.count(kept.replace(" ", "")) for line in joined) == 3, joined


@pytest.mark.parametrize(("text", "em"), [("同比增|8.5%左右", 5), ("预算为|￥300万", 5)])
def test_zh_23_examples(breaks: Callable[..., str], text: str, em: float) -> None:
    assert breaks(text.replace("|", ""), em) == text


@pytest.mark.parametrize("word", "年月日元亿万台倍个")
def test_zh_24_a_number_and_its_measure_word_part_reluctantly(setter: Setter, word: str) -> None:
    """Where the line can as well end before the number, it does."""
    text = f"据称今年他们预计要在各地新增的机柜约计，30{word}，明年再增三成到五成之间"
    for em in (20.0, 20.5, 20.7):
        assert setter.lines(text, "zh", em)[0].text.endswith("约计，")
    free = text.replace(f"30{word}", "AI可")
    assert any(setter.lines(free, "zh", em)[0].text.endswith("AI") for em in (20.5, 20.7))
