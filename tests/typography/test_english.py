"""English lines, rule by rule (typography.md, section 4), on glyphs read back from specimen PDFs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.typography.conftest import SIZE, Setter
from tests.typography.reading import ReadLine

from reportgen.text.hyphenation import hyphenation_points
from reportgen.text.linebreak import first_fit_ends
from reportgen.text.optimum import total_demerits
from reportgen.text.prepare import Itemiser
from reportgen.text.runs import NOTE_ROLE, Style, TextRun
from reportgen.text.segment import BreakSpec, Segment
from reportgen.theme import INK, Spacing

EDGE = 0.03
MEASURES = tuple(float(em) for em in range(10, 41, 2))
PARAGRAPHS = (
    "The cost of running a model has overtaken the cost of training it, and the bill is paid in power rather than in chips. Operators who "
    "signed long contracts with their utilities early now find that a connection to the grid is worth more than the hardware behind it.",
    "Infrastructure spending by the largest operators reached $3.1 T in Q2 2026 (see Fig. 3 and Table 2), according to Dr. Lin and J. Doe "
    "of TSMC. “We didn’t expect power—not chips—to be the bottleneck,” said one executive; the state-of-the-art models of 2025–2026 need "
    "cost-saving, data-center-grade tools for inference workloads, and Kubernetes, PyTorch and ChatGPT remain the names that come up most.",
    "Every representative organization that participated in the international investigation acknowledged considerable responsibility for "
    "the infrastructure, notwithstanding characteristic disagreements concerning administration, standardization and interoperability.",
)


def spaces(line: ReadLine) -> list[float]:
    """Widths of the word spaces."""
    found = []
    for space, after in zip(line.glyphs, line.glyphs[1:], strict=False):
        if space.text == " ":
            found.append(after.x - space.x)
    return found


def last_letters(line: ReadLine) -> str:
    return line.text.rstrip("\u00ad").split()[-1]


def is_hyphenated(line: ReadLine) -> bool:
    return line.text.endswith("\u00ad")


def test_en_01_word_spaces(setter: Setter) -> None:
    assert spaces(setter.line("a few words", "en")) == pytest.approx([0.224, 0.224], abs=0.01)
    for text in PARAGRAPHS[:2]:
        for line in setter.lines(text, "en", 30)[:-1]:
            assert all(0.16 <= space <= 0.5 for space in spaces(line) if abs(space - 0.2) > 0.002), (line.text, spaces(line))
        for em in (24.0, 26.0, 28.0, 34.0, 40.0):
            told = {faulty.index for faulty in setter.typesetter.text([TextRun(text, setter.style("en"))], "en", em * SIZE).faulty}
            for index, line in enumerate(setter.lines(text, "en", em)[:-1]):
                assert all(0.17 <= space <= 0.672 for space in spaces(line)) or index in told, (em, line.text)
            assert len(told) <= 2


def test_en_01_letters_are_not_spaced(setter: Setter) -> None:
    natural = setter.line("infrastructure", "en")
    for em in (16.0, 20.0, 25.0):
        for line in setter.lines("the infrastructure " * 12, "en", em):
            found = "".join(g.text for g in line.glyphs).find("infrastructure")
            if found >= 0:
                start = next(k for k in range(len(line.glyphs)) if "".join(g.text for g in line.glyphs[k:]).startswith("infrastructure"))
                word = line.glyphs[start : start + len(natural.glyphs)]
                assert word[-1].x - word[0].x == pytest.approx(natural.glyphs[-1].x - natural.glyphs[0].x, abs=0.01)


def test_en_02_hyphenation_leaves_two_letters_before_and_three_after(setter: Setter) -> None:
    seen = 0
    for em, page in ((em, setter.lines(text, "en", em)) for em in MEASURES for text in PARAGRAPHS):
        for line, following in zip(page, page[1:], strict=False):
            if is_hyphenated(line):
                seen += 1
                head = last_letters(line).lstrip("(“‘").split("—")[-1]
                tail = following.text.split()[0].rstrip("\u00ad").rstrip(".,;:)”’").split("—")[0]
                assert len(head) >= 2, (em, head)
                assert len(tail) >= 3, (em, head, tail)
                assert len(head + tail) >= 6
    assert seen > 20
    assert [k for k, _ in hyphenation_points("inference", "en")] == [2, 5]
    for word in ("only", "into", "other", "among"):
        assert hyphenation_points(word, "en") == ()


@pytest.mark.parametrize("em", [9.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0])
def test_en_03_no_ladder_of_three_hyphens(setter: Setter, em: float) -> None:
    for text in PARAGRAPHS:
        ends = [is_hyphenated(line) for line in setter.lines(text, "en", em)]
        assert not any(all(ends[k : k + 3]) for k in range(len(ends) - 2)), em


@pytest.mark.parametrize(
    "word", ["TSMC", "PyTorch", "Nvidia", "OpenAI", "ChatGPT", "Anthropic", "Kubernetes", "Databricks", "snake_case_name", "H100s", "company’s", "Perplexity",
             "COVID-19", "GPT-4o", "INFRASTRUCTURE", "e-mail"],
)  # fmt: skip
def test_en_04_names_and_codes_stay_whole(setter: Setter, word: str) -> None:
    text = f"{word} and the others, {word} among them, use what {word} offers; a {word} of ours, in “{word}” or ({word}), is: {word}."
    for page in setter.pages(text, "en", MEASURES):
        assert sum(line.text.count(word) for line in page) == 7, [line.text for line in page]


@pytest.mark.parametrize("compound", ["cost-saving", "data-center-grade", "state-of-the-art", "long-standing", "infrastructure-dependent"])
def test_en_05_compounds_break_at_their_own_hyphens(setter: Setter, compound: str) -> None:
    text = f"It is a {compound} tool and a {compound} way, {compound} as they say, or {compound}"
    for page in setter.pages(text, "en", MEASURES):
        assert "\u00ad" not in "".join(line.text for line in page)
        for line, following in zip(page, page[1:], strict=False):
            if line.text.endswith("-"):
                assert any(following.text.startswith(part) for part in compound.split("-")[1:])


def test_en_06_demerits_are_no_more_than_those_of_first_fit(setter: Setter) -> None:
    """And much less on the whole."""
    spacing = Spacing()
    total = [0.0, 0.0]
    for em in range(18, 41):
        for text in PARAGRAPHS:
            spec = BreakSpec(em * SIZE)
            prepared = Itemiser(setter.fonts, spacing).prepare([TextRun(text, Style(SIZE, 400, INK))], "en")
            segment = Segment(prepared, (0, len(prepared.atoms)), spacing, spec)
            optimum = [line for line in setter.lines(text, "en", em)]
            ours = total_demerits(segment, spec)
            greedy = total_demerits(segment, spec, first_fit_ends(segment, spec))
            assert ours <= greedy + 1e-6
            assert optimum
            total[0] += min(ours, 1e9)
            total[1] += min(greedy, 1e9)
    assert total[0] < 0.5 * total[1]


@pytest.mark.parametrize("text", [*PARAGRAPHS, "There was nothing left for the operator but to wait it out.", "They had run it through a and then had to stop at b."])
def test_en_07_the_last_line(setter: Setter, text: str) -> None:
    for em in [12 + 0.5 * k for k in range(50)]:
        lines = setter.lines(text, "en", em)
        if len(lines) < 2:
            continue
        last = lines[-1]
        assert len(last.text.split()) >= 2, (em, last.text)
        assert last.end >= 2
        assert spaces(last) == pytest.approx([0.224] * len(spaces(last)), abs=0.06)
        if em >= 24 and text is not PARAGRAPHS[2]:
            assert not is_hyphenated(lines[-2]), (em, lines[-2].text)


BOUND = [
    "40 kW", "25 °C", "$3.1 T", "5.2 bn", "80K+ GPUs", "7.5 %", "Q2 2026", "H1 2026", "FY 2026", "Fig. 3", "Table 2", "No. 7", "p. 9", "Dr. Lin", "J. Doe",
    "version 3.11", "Figs. 3", "pp. 9–12", "~40 kW", "40–60 kW", "3.2 GHz", "100 GB/s", "5 km", "12 MW", "3 nm", "$5.2 bn", "2.5 million", "Section 4", "Mr. Wu",
    "J. K. Rowling", "85 TWh", "10 tokens/s", "Part 2", "May 5", "700 W",
]  # fmt: skip


@pytest.mark.parametrize("pair", BOUND)
def test_en_08_what_belongs_together_stays_together(setter: Setter, pair: str) -> None:
    text = f"about {pair} of it, then {pair} more and once again {pair} in all (see {pair}), with {pair}"
    for page in setter.pages(text, "en", tuple(float(em) for em in range(11, 34))):
        assert sum(line.text.count(pair) for line in page) == 5, [line.text for line in page]


def test_en_08_example_and_the_space_before_a_unit(setter: Setter) -> None:
    expected = "The rack draws|40 kW at peak load"
    assert setter.broken(expected.replace("|", " "), "en", 9) == expected
    for em in (9.0, 9.7, 12.0, 18.0):
        for text in ("The rack draws 40 kW at peak load and 25 °C", "The rack draws 40\u00a0kW at peak load and 25\u2009°C"):
            for line in setter.lines(text, "en", em):
                for pair in ("0k", "5°"):
                    found = [
                        b.x - a.x - a.advance
                        for a, b in zip(line.drawn, line.drawn[1:], strict=False)
                        if a.text + b.text[0] == pair
                    ]
                    assert found == pytest.approx([0.2] * len(found), abs=0.01)


@pytest.mark.parametrize("word", ["re\u2011use", "v2.5.1", "3.11.4", "well\u2011known"])
def test_en_08_no_break_hyphens_and_versions(setter: Setter, word: str) -> None:
    for page in setter.pages(f"they {word} it and {word} them and {word} all of it or {word}", "en", MEASURES):
        assert sum(line.text.count(word) for line in page) == 4


def test_en_09_quotes(setter: Setter) -> None:
    line = setter.line("it is “quoted” here and don’t", "en")
    k = [g.text for g in line.drawn].index("”")
    assert line.drawn[k + 1].ink_left - line.drawn[k].ink_right <= 0.5
    assert all(g.advance < 0.6 for g in line.drawn if g.text in "“”‘’")
    text = "He said (and “repeated”) that [some] ‘of it’ (or “all”), in “this” (one) case, is “true”; so (be) it."
    for page in setter.pages(text, "en", MEASURES):
        assert all(line.text[-1] not in "([“‘" for line in page[:-1])
        assert all(line.text[0] not in ")]”’,.;:!?" for line in page[1:])


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [('"Yes," he said.', "“Yes,” he said."), ("It's the grid's fault", "It’s the grid’s fault"), ("'So' he said", "‘So’ he said"), ("the '90s", "the ’90s"),
     ('("quoted")', "(“quoted”)"), ("rock 'n' roll", "rock ‘n’ roll"), ('a 5" disk', 'a 5" disk'), ("6' tall", "6' tall"), ('he said "don\'t"', "he said “don’t”"),
     ('power—"not chips"—is', "power—“not chips”—is")],
)  # fmt: skip
def test_en_09_straight_quotes_are_curled(setter: Setter, themed_setter: Callable[..., Setter], typed: str, set_as: str) -> None:
    assert setter.line(typed, "en").text == set_as
    assert themed_setter(curl_quotes=False).line(typed, "en").text == typed
    assert setter.line(typed, "zh").text.replace(" ", "") == typed.replace(" ", "")


@pytest.mark.parametrize("text", ["power—not|chips", "the bottleneck is power—not chips—and that is what they say—or so we hear"])
def test_en_10_em_dashes(setter: Setter, text: str) -> None:
    for page in setter.pages(text.replace("|", ""), "en", tuple(4 + 0.5 * k for k in range(40))):
        assert all(line.text[0] not in "—–" for line in page)
    dash = setter.line("power—not", "en").at("—")
    assert 0.7 <= dash.advance <= 1.02
    assert 0.18 <= dash.ink[1] < dash.ink[3] <= 0.34
    line = setter.line("power—not", "en")
    assert abs(line.at("n").x - dash.x - dash.advance) < 0.05


def test_en_10_ranges_stay_whole(setter: Setter) -> None:
    for page in setter.pages("in 2021–2023 and then 10–20 of 1990–1995, all of 2021–2023", "en", MEASURES):
        assert sum(line.text.count("2021–2023") for line in page) == 2


def test_en_11_the_ellipsis_clings_to_its_word(setter: Setter) -> None:
    dots = setter.line("paused…then", "en").at("…")
    assert dots.ink[1] < 0.02
    assert dots.ink[3] < 0.2
    assert any("paused…|then" in setter.broken("they paused…then went", "en", em) for em in (6.5, 7.0, 7.5))
    for text in ("they paused…then went on…and on … as ever…", "they paused… then went on… and on…"):
        for page in setter.pages(text, "en", tuple(4 + 0.5 * k for k in range(40))):
            assert all(line.text[0] != "…" for line in page)


def test_en_12_figures_are_tabular_and_lining(setter: Setter) -> None:
    lines = setter.lines("1111\n8888\n1234\n9.75", "en", 20)
    assert [g.x for g in lines[0].drawn] == pytest.approx([g.x for g in lines[1].drawn])
    assert [g.x for g in lines[0].drawn] == pytest.approx([g.x for g in lines[2].drawn])
    digits = setter.line("0123456789", "en").drawn
    assert all(0.69 < g.ink[3] < 0.75 and -0.03 < g.ink[1] < 0.03 for g in digits)
    line = setter.line("−5 and 3 × 4", "en")
    assert line.text == "−5 and 3 × 4"
    assert line.at("−").ink[2] > line.at("−").ink[0]


def test_en_12_note_numbers_are_raised_and_move_no_line(setter: Setter) -> None:
    style = Style(SIZE, 400, INK)
    runs = [TextRun("word", style), TextRun("12", Style(SIZE * 0.6, 400, INK, SIZE * 0.35), "#note-a", NOTE_ROLE), TextRun(" next", style)]
    line = setter.typesetter.text(runs, "en", 300).lines[0]
    assert [round(run.y, 2) for run in line.runs] == [0, -3.5, 0]


def test_en_13_kerning_and_ligatures(setter: Setter) -> None:
    line = setter.line("To", "en")
    assert line.at("T").advance - line.distance("T", "o") == pytest.approx(0.076, abs=0.01)
    assert [g.text for g in setter.line("office flow first", "en").glyphs if g.text in ("ffi", "fl", "fi")] == ["ffi", "fl", "fi"]
    for page in setter.pages("a difference of sufficient difficulty in the office of officials affecting efficiency " * 2, "en", MEASURES):
        for line, following in zip(page, page[1:], strict=False):
            if is_hyphenated(line):
                assert line.glyphs[-2].text[-1:] != "f" or following.text[0] != "f" or len(line.glyphs[-2].text) == 1


def test_en_13_the_optical_margin_is_an_option(setter: Setter, themed_setter: Callable[..., Setter]) -> None:
    optical = themed_setter(optical_margin=True)
    passed = 0
    for em in (14.0, 18.0, 22.0, 26.0):
        for text in PARAGRAPHS:
            assert all(line.end <= em + EDGE for line in setter.lines(text, "en", em))
            for line in optical.lines(text, "en", em):
                assert line.end <= em + 0.25 + 0.005
                if line.end > em + EDGE:
                    passed += 1
                    assert line.text[-1] in ".,:;-’”\u00ad"
    assert passed > 5
