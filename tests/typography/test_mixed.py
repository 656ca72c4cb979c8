"""Chinese and Latin on one line, rule by rule (typography.md, section 3), on glyphs read back from specimen PDFs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.typography.conftest import SIZE, Setter
from tests.typography.reading import ReadLine

from reportgen.cli import main
from reportgen.text.runs import Style, TextRun
from reportgen.theme import INK

EDGE = 0.03
MEASURES = tuple(float(em) for em in range(5, 41, 2))


def gap_before(line: ReadLine, text: str) -> float:
    """From the end of the glyph before to the origin of the glyph."""
    k = next(k for k, glyph in enumerate(line.drawn) if glyph.text == text)
    left = line.drawn[k - 1]
    return line.drawn[k].x - left.x - left.advance


# --- the gap ----------------------------------------------------------------------------------------------------------


def test_mx_01_a_quarter_em_between_han_and_latin(setter: Setter) -> None:
    assert setter.line("在H100上跑").end == pytest.approx(5.89, abs=0.02)
    for text, after in (("用GPU跑", "G"), ("用αβ跑", "α"), ("有300台", "3"), ("见é版", "é")):
        assert gap_before(setter.line(text), after) == pytest.approx(0.25, abs=0.01)
    for text, han in (("用GPU跑", "跑"), ("有300台", "台"), ("用Ω跑", "跑")):
        assert gap_before(setter.line(text), han) == pytest.approx(0.25, abs=0.01)


def test_mx_01_the_gap_is_space_and_no_character(setter: Setter) -> None:
    """TX-03: nothing is written for it."""
    assert setter.line("在H100上跑，用GPU算").text == "在H100上跑，用GPU算"


@pytest.mark.parametrize("text", ["算力GPU卡脖子，电力TWh也卡", "我们用GPU和TPU训练模型再用CPU推理之后上线", "先有5G后有6G再有7G都要用电"])
def test_mx_02_no_gap_at_the_edges(setter: Setter, text: str) -> None:
    for em, page in zip(MEASURES, setter.pages(text, "zh", MEASURES), strict=True):
        for line in page[:-1]:
            assert line.drawn[0].x == pytest.approx(0, abs=0.01)
            assert line.end <= em + EDGE
        for line in page:
            assert line.drawn[0].x == pytest.approx(0, abs=0.01)


def test_mx_02_no_gap_at_a_forced_break(setter: Setter) -> None:
    lines = setter.lines("甲乙GPU\n丙丁\nGPU甲", "zh", 20)
    assert lines[0].end == pytest.approx(lines[0].at("U").x + lines[0].at("U").advance)
    assert [line.drawn[0].x for line in lines] == pytest.approx([0, 0, 0])


@pytest.mark.parametrize(
    ("text", "latin", "distance"),
    [("甲（A10）乙", "（", 1.0), ("甲《AI》乙", "《", 1.0), ("甲“AI”乙", "“", 1.0), ("甲，AI乙", "，", 1.0), ("甲。AI乙", "。", 1.0), ("甲：AI乙", "：", 1.0)],
)
def test_mx_03_no_gap_beside_a_full_width_mark(setter: Setter, text: str, latin: str, distance: float) -> None:
    line = setter.line(text)
    assert line.distance(latin, "A") == pytest.approx(distance, abs=0.01)


def test_mx_03_latin_stands_close_inside_brackets(setter: Setter) -> None:
    line = setter.line("甲（A10）乙")
    assert line.at("）").x - line.at("0").x - line.at("0").advance == pytest.approx(0, abs=0.01)
    for page in setter.pages("我们用一种（A10）芯片来训练并用（B20）芯片来推理的做法", "zh", tuple(em + 0.4 for em in MEASURES)):
        for line in page:
            for a, b in zip(line.drawn, line.drawn[1:], strict=False):
                if a.text == "（":
                    assert b.x - a.x == pytest.approx(1.0, abs=0.06)
                if b.text == "）":
                    assert b.x - a.x - a.advance == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(("typed", "same"), [("用 GPU 跑", "用GPU跑"), ("用  GPU\t跑", "用GPU跑"), ("甲， 乙", "甲，乙"), ("甲 （乙） 丙", "甲（乙）丙"),
                                             ("甲 “AI” 乙", "甲“AI”乙"), ("甲 —— 乙", "甲——乙"), ("有 300 台", "有300台")])  # fmt: skip
def test_mx_04_typed_spaces_give_way(setter: Setter, typed: str, same: str) -> None:
    one, other = setter.line(typed), setter.line(same)
    assert [g.x for g in one.drawn] == pytest.approx([g.x for g in other.drawn], abs=0.005)


def test_mx_04_a_space_between_han_is_one_word_space(setter: Setter) -> None:
    assert setter.line("人工 智能").distance("工", "智") == pytest.approx(1.224, abs=0.01)
    assert setter.line("人工   智能").distance("工", "智") == pytest.approx(1.224, abs=0.01)
    assert setter.line("Scale  AI").text.split() == ["Scale", "AI"]


@pytest.mark.parametrize("text", ["我们用GPU训练模型并且用TPU推理，其后再把CPU留给调度，如此AI的成本下降了", "算力（GPU）与电力（TWh）之间，AI公司选了后者，NVIDIA则两者都卖给它们"])
def test_mx_05_gaps_stay_between_an_eighth_and_a_half(setter: Setter, text: str) -> None:
    measures = tuple(12 + 0.3 * k for k in range(40))
    for page in setter.pages(text, "zh", measures):
        for line in page[:-1]:
            found = [
                b.x - a.x - a.advance
                for a, b in zip(line.drawn, line.drawn[1:], strict=False)
                if (a.text >= "\u4e00" and a.text <= "\u9fff" and b.text.isascii()) or (a.text.isascii() and "\u4e00" <= b.text <= "\u9fff")
            ]
            assert all(0.12 <= gap <= 0.51 for gap in found), (line.text, found)
            assert not found or max(found) - min(found) < 0.03


@pytest.mark.parametrize(
    ("text", "at", "gap"),
    [("用了C++与5G", "与", 0.25), ("升8%后", "后", 0.25), ("约~30台", "~", 0.25), ("付$30元", "$", 0.25), ("在#3号", "#", 0.25), ("温−5度", "−", 0.25),
     ("多100+台", "台", 0.25), ("甲(A)乙", "(", 0.0), ("甲(A)乙", "乙", 0.0), ("甲[1]乙", "[", 0.0), ('甲"A"乙', '"', 0.0), ("八‰后", "后", 0.0)],
)  # fmt: skip
def test_mx_06_the_gap_looks_at_the_whole_run(setter: Setter, text: str, at: str, gap: float) -> None:
    assert gap_before(setter.line(text), at) == pytest.approx(gap, abs=0.015)


# --- words, addresses, tokens -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["DeepSeek", "ChatGPT", "Kubernetes", "NVIDIA", "inference", "Transformer", "training", "H100", "GPT-4o", "v2.5.1"])
def test_mx_07_latin_words_stay_whole(setter: Setter, word: str) -> None:
    text = f"我们用{word}训练模型，也用{word}来推理，此外还要比较{word}与别家的差距在哪里"
    for page in setter.pages(text, "zh", tuple(float(em) for em in range(9, 31))):
        assert sum(line.text.count(word) for line in page) == 3, [line.text for line in page]


def test_mx_07_a_long_dictionary_word_is_hyphenated_where_the_line_would_gape(setter: Setter) -> None:
    lines = setter.lines("甲乙丙丁戊representation与己庚", "zh", 9)
    hyphened = [line for line in lines if line.glyphs and line.glyphs[-1].text == "\u00ad"]
    assert hyphened, [line.text for line in lines]


@pytest.mark.parametrize("address", ["https://a.example.com/x/y-z?id=7", "http://www.example.org/report_2026/chapter#part-3", "info@research.example.com",
                                     "docs.example.com/guide/install/index.html"])  # fmt: skip
def test_mx_08_addresses_break_after_their_marks_and_without_hyphen(setter: Setter, address: str) -> None:
    for page in setter.pages(f"全文见{address}，谢谢", "zh", tuple(float(em) for em in range(9, 30))):
        joined = "".join(line.text for line in page)
        assert joined == f"全文见{address}，谢谢"
        for line, following in zip(page, page[1:], strict=False):
            if address[:2] in joined and line.text[-1].isascii() and following.text[0].isascii():
                assert line.text[-1] in "/.?&=-_#@:", line.text
                assert not (line.text[-1] in ":/" and following.text[0] == "/")


def test_mx_08_example(setter: Setter) -> None:
    expected = "全文见https://a.|example.com/x/y-|z?id=7，谢谢"
    assert setter.broken(expected.replace("|", ""), "zh", 9) == expected


@pytest.mark.parametrize("lead", ["", "校验和为", "The digest is "])
def test_mx_09_what_is_wider_than_the_measure_is_cut(setter: Setter, lead: str) -> None:
    token = "0123456789abcdef" * 4
    for language in ("zh", "en"):
        lines = setter.lines(lead + token, language, 12)  # type: ignore[arg-type]
        assert "".join(line.text for line in lines).replace(" ", "") == (lead + token).replace(" ", "")
        assert all(line.end <= 12 + EDGE for line in lines)
        assert all(line.end > 11.3 for line in lines[1:-1])


@pytest.mark.parametrize(("token", "seams"), [("very_long_identifier_name_that_goes_on", "_"), ("path/to/some/deeply/nested/folder/file", "/"),
                                              ("com.example.service.module.component", ".")])  # fmt: skip
def test_mx_09_seams_are_tried_first(setter: Setter, token: str, seams: str) -> None:
    lines = setter.lines(f"变量{token}已弃用", "zh", 10)
    inside = [line.text for line in lines if not line.text.startswith("变") and line.text in token]
    assert inside
    assert all(text[-1] in seams for text in [line.text for line in lines[:-1]] if text in token and not token.endswith(text))


def test_mx_09_camel_case_parts_at_the_humps(setter: Setter) -> None:
    lines = setter.lines("AbstractServiceFactoryBeanProviderImplementation", "en", 12)
    assert all(line.text[0].isupper() for line in lines)


def test_mx_09_ten_thousand_characters_without_a_break(setter: Setter) -> None:
    text = "x" * 10_000
    layout_lines = setter.typesetter.text([TextRun(text, Style(SIZE, 400, INK))], "en", 300)
    assert "".join(line.text for line in layout_lines.lines) == text
    assert layout_lines.overfull == 0


# --- quotes and runs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "text"), [("zh", "我们don’t管"), ("en", "We don’t mind"), ("zh", "‘I don’t know’"), ("zh", "他说‘don’t’呢")])
def test_mx_10_the_apostrophe_is_proportional(setter: Setter, language: Any, text: str) -> None:
    line = setter.line(text, language)
    k = line.text.index("’t")
    mark = next(g for g, after in zip(line.drawn, line.drawn[1:], strict=False) if g.text == "’" and after.text == "t")
    after = line.drawn[line.drawn.index(mark) + 1]
    assert k > 0
    assert mark.advance < 0.35
    assert after.ink_left - mark.ink_right <= 0.2


def test_mx_10_quotes_follow_the_paragraph(setter: Setter) -> None:
    for text in ("称“AI”的", "称‘AI’的", "称“don’t”的", "‘I don’t know’的"):
        line = setter.line(text)
        quotes = [g for g in line.drawn if g.text in "“”‘’" and g.advance > 0.9]
        assert len(quotes) == 2, text
    for text in ("called “AI” and", "called ‘人工智能’ and", "the “人工智能” plan"):
        line = setter.line(text, "en")
        assert all(g.advance < 0.6 for g in line.drawn if g.text in "“”‘’"), text


def test_mx_11_a_dash_beside_latin_is_chinese(setter: Setter) -> None:
    for text in ("GPU——省电", "省电——GPU", "GPU——TPU"):
        dash = setter.line(text).at("——")
        assert dash.advance == pytest.approx(2.0, abs=0.01)
        assert 0.33 <= (dash.ink[1] + dash.ink[3]) / 2 <= 0.43


def test_mx_12_rules_look_across_styles(setter: Setter) -> None:
    """Bold and coloured words are spaced and broken as plain ones; at a change of size the gap is of the Han's size."""
    plain, bold = Style(SIZE, 400, INK), Style(SIZE, 400, INK, 0.0001)
    parts = ("用", "GPU", "跑：", "“好", "”，再", "说（", "嗯", "）。")
    for em in range(4, 20):
        one = setter.typesetter.text([TextRun("".join(parts), plain)], "zh", em * SIZE)
        other = setter.typesetter.text([TextRun(part, (plain, bold)[k % 2]) for k, part in enumerate(parts)], "zh", em * SIZE)
        assert [line.text for line in one.lines] == [line.text for line in other.lines]
        assert [line.width for line in one.lines] == pytest.approx([line.width for line in other.lines])
    small = setter.typesetter.text([TextRun("大", Style(20, 400, INK)), TextRun("AI", Style(10, 400, INK))], "zh", 400).lines[0]
    assert small.runs[1].x == pytest.approx(25.0)
    large = setter.typesetter.text([TextRun("小", Style(10, 400, INK)), TextRun("AI", Style(20, 400, INK))], "zh", 400).lines[0]
    assert large.runs[1].x == pytest.approx(12.5)


def test_mx_13_one_baseline_and_one_form_of_digits(setter: Setter) -> None:
    line = setter.line("算力 GPU 2026 年")
    assert max(g.baseline for g in line.glyphs) - min(g.baseline for g in line.glyphs) < 0.1
    english = setter.line("Compute 2026", "en")
    for digit in "206":
        assert line.at(digit).ink[3] == pytest.approx(english.at(digit).ink[3], abs=0.004)
        assert line.at(digit).advance == pytest.approx(english.at(digit).advance, abs=0.01)
    pitches = {
        round(a.glyphs[0].baseline - b.glyphs[0].baseline, 3)
        for text in ("算力\nGPU\n2026\n算GPU力", "abc\ndef\nghi")
        for page in [setter.lines(text, "zh", 20)]
        for a, b in zip(page, page[1:], strict=False)
    }
    assert len(pitches) == 1


# --- what the font lacks and what draws nothing -----------------------------------------------------------------------


@pytest.mark.parametrize(("text", "code"), [("野家𠮷野", "U+20BB7"), ("火箭🚀发射", "U+1F680"), ("比特₿币", "U+20BF"), ("家族👨‍👩‍👧", "U+1F468"), ("水H₂O", "U+2082")])
def test_mx_14_a_missing_character_is_told_and_drawn_as_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, setter: Setter, text: str, code: str
) -> None:
    (tmp_path / "t.txt").write_text(text, "utf-8")
    arguments = ["specimen", str(tmp_path / "t.txt"), "--lang", "zh", "--measure-em", "20", "-o", str(tmp_path / "o.pdf")]
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert f"t.txt:1:{next(k for k, c in enumerate(text, 1) if f'U+{ord(c):04X}' == code)}: no font has the character" in told
    assert code in told
    assert all(g.advance <= 1 for g in setter.line(text).glyphs)


@pytest.mark.parametrize("control", ["\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\ufe00", "\ufe0f", "\u2060", "\ufeff", "\u200b",
                                     "\u061c", "\u180e", "\U000e0100"])  # fmt: skip
def test_mx_15_controls_draw_nothing_and_hide_nothing(setter: Setter, control: str) -> None:
    def x(text: str) -> list[float]:
        return [g.x for g in setter.line(text).drawn]

    for text in ("算|力", "用|G|PU|跑", "甲|，|“乙", "甲|·|乙", "8|%|后", "（|甲|）", "—|—"):
        if text == "—|—" and control in "\u200b\u2060\ufeff":
            continue
        assert x(text.replace("|", control)) == pytest.approx(x(text.replace("|", "")), abs=0.06), text
    for page in setter.pages(f"先谈电价{control}，再谈{control}“机价{control}”。然后{control}（签字{control}）", "zh", MEASURES):
        assert all(line.text.strip(control)[0] not in "，”）。" for line in page[1:])
        assert all(line.text.strip(control)[-1] not in "“（" for line in page[:-1])


def test_mx_15_zero_width_space_breaks_and_word_joiner_does_not(setter: Setter) -> None:
    broken = {setter.broken("Kuber\u200bnetes Kuber\u200bnetes", "en", em) for em in (5.0, 6.0)}
    assert any("Kuber|netes" in text for text in broken)
    for mark in "\u2060\ufeff":
        for page in setter.pages(f"算力可{mark}分电力可{mark}分资本可{mark}分", "zh", MEASURES):
            assert sum(line.text.count("可分") for line in page) == 3


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007", "\u2009"])
def test_mx_15_no_break_spaces(setter: Setter, space: str) -> None:
    text = f"They hold a{space}b and c{space}d and e{space}f and so on for long"
    for page in setter.pages(text, "en", MEASURES[2:]):
        joined = [line.text for line in page]
        assert all(not line.endswith((" a", " c", " e")) for line in joined)
    line = setter.lines(f"a{space}b cd" + " incomprehensibilities" * 3, "en", 8.0)[0]
    assert line.text.replace(space, " ").startswith("a b cd")
    wide = line.at("b").x - line.at("a").x - line.at("a").advance
    assert wide > 0.5 if space == "\u00a0" else wide < 0.56
