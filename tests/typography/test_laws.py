"""Laws that hold for any text at any measure: order kept, nothing lost, nothing too wide, no forbidden line edge, no gap
outside its limits that is not told."""

from __future__ import annotations

import re
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.typography.conftest import SIZE, Setter

from reportgen.model.content import Language
from reportgen.text.characters import is_han
from reportgen.text.runs import GlyphRun, TextRun
from reportgen.text.setting import SetText
from reportgen.theme import Spacing

NO_START = "，。、；：！？．‼⁇⁈⁉”’）〕］｝】〗》〉」』·～〜－／々％‰℃"
NO_END = "“‘（〔［｛【〖《〈「『￥／"
PIECES = [
    *"人工智能算力电价数据中心模型推理的了在是", *"，。；：、！？（）“”‘’《》〈〉「」·～／％℃々", "——", "……", "—", "–", "。”", "（“", "GPU", "H100", "8.5%", "￥300", "$3.1 T",
    "40 kW", "2021—2023", "15～20", "infrastructure", "representation", "DeepSeek", "don’t", "C++", "(A10)", "[1]", "https://a.example.com/x/y-z?id=7",
    "0123456789abcdef", " ", " ", "\u00a0", "\u200b", "\u2060", "\u200d", "\u00ad", "\u3000", "e\u0301", "x\u0304", "\t",
]  # fmt: skip
WORDS = [
    "the", "power", "of", "inference", "infrastructure", "a", "representative", "Nvidia", "PyTorch", "40 kW", "$3.1 T", "Q2 2026", "Fig. 3", "Dr. Lin",
    "cost-saving", "power—not", "paused…then", "“quoted”", "(see", "Table 2)", "2021–2023", "don’t", "characteristic,", "https://a.example.com/x/y-z?id=7",
    "算力", "《白皮书》", "internationalization.", "x\u0304y", "a\u00a0b", "snake_case_identifier_name",
]  # fmt: skip
chinese = st.lists(st.sampled_from(PIECES), min_size=1, max_size=70).map("".join)
english = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
measures = st.floats(6, 60)


def visible(text: str) -> str:
    """What must come out as it went in: all but white space and what draws nothing."""
    return re.sub("[\\s\u200b\u2060\u200d\u00ad]", "", normalize("NFC", text))


def set_text(setter: Setter, text: str, language: Language, em: float) -> SetText:
    return setter.typesetter.text([TextRun(normalize("NFC", text), setter.style(language))], language, em * SIZE)


def holds(result: SetText, text: str, em: float) -> None:
    assert visible("".join(line.text for line in result.lines)) == visible(text)
    if not result.overfull:
        assert all(line.width <= em * SIZE + 0.02 for line in result.lines)
    for line in result.lines:
        origins = [run.x + origin for run in line.runs for origin in run.origins]
        assert all(b >= a - 0.65 * SIZE for a, b in zip(origins, origins[1:], strict=False)), "no glyph before the one it follows"
    told = {faulty.index for faulty in result.faulty}
    for index, line in enumerate(result.lines[:-1]):
        if index not in told and line.width < (em - 0.03) * SIZE:
            raise AssertionError(f"short, and not told: {line.text}")


def gaps(runs: tuple[GlyphRun, ...]) -> list[float]:
    """Space between neighbouring Han, in em."""
    placed = [(text, run.x + origin) for run in runs for text, origin in zip(run.texts, run.origins, strict=True)]
    pairs = zip(placed, placed[1:], strict=False)
    return [(b - a) / SIZE - 1 for (left, a), (right, b) in pairs if "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff"]


@settings(max_examples=250, deadline=None)
@given(chinese, measures)
def test_chinese_and_mixed_lines(setter: Setter, text: str, em: float) -> None:
    result = set_text(setter, text, "zh", em)
    holds(result, text, em)
    shown = [re.sub("[\u200b\u2060]", "", line.text.strip()) for line in result.lines]
    if not result.overfull:
        for line in shown[1:]:
            assert line[:1] not in NO_START, shown
        for line, following in zip(shown, shown[1:], strict=False):
            # a solidus is bound to what follows between Chinese terms (ZH-02); before a word or number it may end a line
            assert line[-1:] not in NO_END or line[-1:] == "／" and not is_han(following[:1] or "一"), shown
    told = {faulty.index for faulty in result.faulty}
    for index, line in enumerate(result.lines[:-1]):
        found = gaps(line.runs)
        assert index in told or max(found, default=0) <= 0.6 + 0.01
        assert min(found, default=0) >= -0.01, "Han never overlap"


@settings(max_examples=200, deadline=None)
@given(english, measures)
def test_english_lines(setter: Setter, text: str, em: float) -> None:
    result = set_text(setter, text, "en", em)
    holds(result, text, em)
    told = {faulty.index for faulty in result.faulty}
    shown = [line.text.strip() for line in result.lines]
    for line in shown[1:]:
        assert line[0] not in ",.;:!?)]’”—–…", shown
    for line in shown[:-1]:
        assert line[-1] not in "([“‘", shown
    ends = [line.hyphenated for line in result.lines]
    assert not any(all(ends[k : k + 3]) for k in range(len(ends) - 2))
    for index, line in enumerate(result.lines[:-1]):
        assert index in told or line.loose.space <= Spacing().space_most_en + 0.01
