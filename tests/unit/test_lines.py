"""Line breaking and justification, by the ids of the typesetting rules (breaks worked out by hand)."""

from __future__ import annotations

import pytest

from reportgen.model.content import Language
from reportgen.text.runs import NOTE_ROLE, Line, Style, TextRun
from reportgen.text.setting import Mode, SetText, Typesetter
from reportgen.theme import INK

SIZE = 10.0


def set_text(typesetter: Typesetter, text: str, language: Language, em: float, mode: Mode = "justified") -> SetText:
    return typesetter.text([TextRun(text, Style(SIZE, 400, INK))], language, em * SIZE, mode)


def broken(result: SetText) -> str:
    return "|".join(line.text.strip() for line in result.lines)


def origins(line: Line) -> dict[str, float]:
    """Origin of each drawn character in em."""
    found = {}
    for run in line.runs:
        for text, origin in zip(run.texts, run.origins, strict=True):
            found[text] = (run.x + origin) / SIZE
    return found


@pytest.mark.parametrize(
    ("rule", "language", "em", "expected"),
    [
        ("ZH-01", "zh", 4, "先谈电|价，再谈|机价。"),
        ("ZH-01", "zh", 5, "先谈电价，|再谈机价。"),
        ("ZH-02", "zh", 4, "签了字|（补充件）|才算数"),
        ("ZH-03", "zh", 5, "方向变了|——卖水改|卖电"),
        ("ZH-04", "zh", 5, "还要等……|再等一季"),
        ("ZH-06", "zh", 6, "他答：“（保|密）。”随即|离场"),
        ("ZH-07", "zh", 7.5, "热度、速度、温度"),
        ("ZH-13", "zh", 4, "欧文·李|到任"),
        ("ZH-22", "zh", 6, "董事会批准|了它"),
        ("ZH-23", "zh", 5, "同比增|8.5%左右"),
        ("ZH-23", "zh", 5, "预算为|￥300万"),
        ("ZH-23", "zh", 5, "走势请看|图3与表1"),
        ("MX-08", "zh", 9, "全文见https://a.|example.com/x/y-|z?id=7，谢谢"),
        ("EN-08", "en", 9, "The rack draws|40 kW at peak load"),
    ],
)
def test_breaks(typesetter: Typesetter, rule: str, language: Language, em: float, expected: str) -> None:
    result = set_text(typesetter, expected.replace("|", " " if language == "en" else ""), language, em)
    assert broken(result) == expected, rule


@pytest.mark.parametrize(
    ("rule", "text", "left", "right", "distance"),
    [
        ("ZH-03", "了——卖", "了", "卖", 3.0),
        ("ZH-09", "说：“好", "说", "好", 2.5),
        ("ZH-09", "算）》。另", "算", "另", 3.0),
        ("ZH-09", "甲》、《乙", "甲", "乙", 3.0),
        ("ZH-09", "热、冷", "热", "冷", 2.0),
        ("ZH-13", "文·李", "文", "李", 1.5),
        ("ZH-16", "叫“惯", "叫", "惯", 2.0),
        ("MX-15", "算\u200b力", "算", "力", 1.0),
    ],
)
def test_distances(typesetter: Typesetter, rule: str, text: str, left: str, right: str, distance: float) -> None:
    places = origins(set_text(typesetter, text, "zh", 40).lines[0])
    assert places[right] - places[left] == pytest.approx(distance, abs=0.01), rule


def test_a_typed_space_between_scripts_is_the_gap(typesetter: Typesetter) -> None:
    """MX-04: with and without the space the words set alike."""
    spaced, plain = (set_text(typesetter, text, "zh", 40) for text in ("用 GPU 跑", "用GPU跑"))
    assert spaced.width == pytest.approx(plain.width)
    assert " " not in spaced.lines[0].text


def test_gap_beside_latin_is_a_quarter_em(typesetter: Typesetter) -> None:
    """MX-01: 在 to H is one em and a quarter."""
    places = origins(set_text(typesetter, "在H上", "zh", 40).lines[0])
    assert places["H"] - places["在"] == pytest.approx(1.25, abs=0.01)


def test_brackets_shrink_before_commas(typesetter: Typesetter) -> None:
    """ZH-18: a line over by 0.25 em takes it from the brackets alone."""
    natural = set_text(typesetter, "算（力）电，价高", "zh", 40)
    tight = set_text(typesetter, "算（力）电，价高", "zh", natural.width / SIZE - 0.25)
    assert len(tight.lines) == 1
    places = origins(tight.lines[0])
    assert places["价"] - places["，"] == pytest.approx(1.0, abs=0.01)


def test_last_line_is_natural(typesetter: Typesetter) -> None:
    """ZH-21: the Han of a one-line paragraph stand exactly one em apart."""
    places = origins(set_text(typesetter, "本季持平。", "zh", 20).lines[0])
    assert [places[c] for c in "本季持平"] == pytest.approx([0, 1, 2, 3])


def test_seven_han_open_evenly(typesetter: Typesetter) -> None:
    """ZH-19: 7 Han at 7.6 em open six gaps of 0.1 em."""
    line = set_text(typesetter, "甲乙丙丁戊己庚辛壬癸子丑寅卯", "zh", 7.6).lines[0]
    places = list(origins(line).values())
    gaps = [b - a - 1 for a, b in zip(places, places[1:], strict=False)]
    assert gaps == pytest.approx([0.1] * 6, abs=0.001)


@pytest.mark.parametrize("word", ["Kubernetes", "ChatGPT", "OpenAI", "TSMC", "Nvidia"])
def test_names_are_not_hyphenated(typesetter: Typesetter, word: str) -> None:
    """EN-04: at any measure that holds the word it stays whole."""
    text = f"They deploy the whole of {word} and {word} again for these enterprises and {word} too"
    for em in range(8, 30):
        assert f"{word[:2]}" not in {line.text.rstrip("\u00ad")[-2:] for line in set_text(typesetter, text, "en", em).lines if line.hyphenated}
        assert all(not line.hyphenated or not any(word.startswith(t) for t in [line.text.split()[-1].rstrip("\u00ad")]) for line in set_text(typesetter, text, "en", em).lines)


def test_an_inserted_hyphen_is_soft_in_the_text(typesetter: Typesetter) -> None:
    """TX-04: the drawn hyphen stands for U+00AD, so that the word can be searched for."""
    text = "Infrastructure representation characteristically notwithstanding " * 6
    result = set_text(typesetter, text, "en", 18)
    assert any(line.hyphenated for line in result.lines)
    assert "-" not in "".join(line.text for line in result.lines)
    assert "".join(line.text for line in result.lines).replace("\u00ad", "").split() == text.split()


def test_a_note_number_clings_to_its_word(typesetter: Typesetter) -> None:
    """The number has no gap before it and never begins a line."""
    style = Style(SIZE, 400, INK)
    raised = Style(6, 400, INK, 3.5)
    for em in range(3, 14):
        runs = [TextRun("市场规模逐年扩大", style), TextRun("12", raised, "#note-a", NOTE_ROLE), TextRun("，增速不减。", style)]
        result = typesetter.text(runs, "zh", em * SIZE)
        assert all(not line.text.startswith("1") for line in result.lines)


def test_too_wide_a_word_is_cut(typesetter: Typesetter) -> None:
    """MX-09: 64 digits at 12 em fill whole lines and none passes the measure."""
    result = set_text(typesetter, "0123456789abcdef" * 4, "zh", 12)
    assert result.overfull == 0
    assert all(line.width <= 12 * SIZE + 0.01 for line in result.lines)


def test_a_balanced_heading_has_even_lines(typesetter: Typesetter) -> None:
    """PG-05: 23 Han at 22 em become 12 and 11, not 22 and 1."""
    result = set_text(typesetter, "二十三个汉字的标题应当分成两行而不是留下一个字", "zh", 22, "balanced")
    assert sorted(len(line.text) for line in result.lines) == [11, 12]
