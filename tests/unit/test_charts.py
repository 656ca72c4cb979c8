"""Charts: real text in both languages, nothing on top of anything, colours of the theme, and a cache that can be trusted."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import reportgen
from reportgen.artwork import Artwork
from reportgen.artwork import Path as Shape
from reportgen.cache import Cache
from reportgen.charts.cache import artwork_data, artwork_from, cached_chart, chart_key
from reportgen.charts.draw import draw_chart
from reportgen.charts.fit import ink_of, label_problems
from reportgen.charts.lettering import Lettered, Lettering, language_pieces
from reportgen.charts.palette import Palette
from reportgen.charts.renderer import DrawingRefused, ItemRenderer
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.errors import Position, ReportError
from reportgen.fonts.open import Fonts
from reportgen.model.content import Chart, Datum, Language, Pair, Reference
from reportgen.model.load import read_report
from reportgen.model.markup import plain_text
from reportgen.model.settings import FontFile
from reportgen.text.characters import is_han
from reportgen.text.runs import GlyphRun
from reportgen.text.setting import Typesetter
from reportgen.theme import Colour, Theme

ROOT = Path(__file__).parents[2]
FONT = ROOT / "fonts" / "NotoSansSC[wght].ttf"
EDITIONS: tuple[tuple[Language, ...], ...] = (("en", "zh"), ("en",), ("zh",))
WIDTHS = (330.0, 342.0, 485.0, 509.0)
FULL, NARROW = 485.0, 330.0
HERE = Position("charts/test.yaml", 1, 1)


@cache
def tools() -> ChartTools:
    data = FONT.read_bytes()
    file = FontFile(FONT.name, "Noto Sans SC", "1", "OFL-1.1", "OFL.txt", "c", "o", hashlib.sha256(data).hexdigest())
    return ChartTools(Theme(), Typesetter(Fonts([(file, data)]), Theme()), ROOT)


@cache
def charts() -> dict[str, Chart]:
    reading = read_report(ROOT)
    assert not [problem for problem in reading.problems if problem.position.file.startswith("charts/")]
    return {chart.id: chart for chart in reading.report.charts}


@cache
def drawn(name: str, width: float = FULL, languages: tuple[Language, ...] = ("en", "zh")) -> Artwork:
    return draw(charts()[name], width, languages)


def draw(chart: Chart, width: float = FULL, languages: tuple[Language, ...] = ("en", "zh"), folder: Path = ROOT) -> Artwork:
    settings = ChartSettings(width, languages, run_python=True)
    return draw_chart(chart, settings, tools().theme, tools().typesetter, folder)


def runs(artwork: Artwork) -> list[GlyphRun]:
    return [item for item in artwork.items if isinstance(item, GlyphRun)]


def shapes(artwork: Artwork) -> list[Shape]:
    return [item for item in artwork.items if isinstance(item, Shape)]


def words(artwork: Artwork) -> str:
    """All text, each baseline on its own line, runs of a label joined."""
    return "\n".join(run.text for run in runs(artwork)).replace("\n", "")


def pair(en: str, zh: str = "中文") -> Pair:
    return Pair(plain_text(en, HERE), plain_text(zh, HERE))


def chart_of(kind: str, *rows: Datum, **options: object) -> Chart:
    same = pair("English words")
    return Chart(id="test", kind=kind, title=same, unit=same, source=same, alt=same, rows=rows, at=HERE, **options)  # type: ignore[arg-type]


NAMES = (
    "adoption-enterprise", "adoption-genai", "companies", "cover", "coverage", "market-growth", "segment-growth", "token-prices",
)  # fmt: skip


def test_every_spec_has_a_name_here() -> None:
    assert set(NAMES) <= set(charts())


# --- the report's charts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("languages", EDITIONS)
@pytest.mark.parametrize("width", WIDTHS)
def test_labels_are_inside_and_apart(name: str, languages: tuple[Language, ...], width: float) -> None:
    artwork = drawn(name, width, languages)
    assert label_problems(artwork, tools().typesetter.fonts, HERE) == []
    assert artwork.width == width


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("languages", EDITIONS)
def test_labels_and_values_are_text_in_each_language(name: str, languages: tuple[Language, ...]) -> None:
    text = words(drawn(name, NARROW if len(languages) == 1 else FULL, languages))
    for row in charts()[name].rows:
        for language in languages:
            for side in (row.label, row.display, row.before_display):
                if side is not None:
                    assert side.side(language).plain in text
    if languages == ("en",):
        assert not any(map(is_han, text))


@pytest.mark.parametrize("name", NAMES)
def test_runs_have_the_language_of_their_script(name: str) -> None:
    for run in runs(drawn(name)):
        if any(map(is_han, run.text)):
            assert run.language == "zh", run.text
        elif sum(c.isalpha() for c in run.text) > 1:
            assert run.language == "en", run.text
    assert {run.language for run in runs(drawn(name))} == ({"en", "zh"})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("languages", EDITIONS)
def test_no_type_below_seven_points(name: str, languages: tuple[Language, ...]) -> None:
    assert min(run.size for run in runs(drawn(name, FULL, languages))) >= 7.0


@pytest.mark.parametrize("name", NAMES)
def test_colours_are_the_theme_s(name: str) -> None:
    theme = Theme()
    named = {theme.ink, theme.paper, theme.accent, theme.grey, theme.rule, theme.wash, theme.night, *dict(theme.layers).values()}
    for item in drawn(name).items:
        colours = [item.colour] if isinstance(item, GlyphRun) else [item.fill, item.stroke.colour if item.stroke else None]
        for colour in filter(None, colours):
            assert any(colour.name.startswith(known.name) for known in named), colour


@pytest.mark.parametrize("name", [name for name in NAMES if name != "cover"])
def test_text_can_be_read_on_paper(name: str) -> None:
    """Contrast against white, WCAG 2.2, 1.4.3."""
    assert min(contrast(run.colour) for run in runs(drawn(name))) >= 4.5


def contrast(colour: Colour) -> float:
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in colour.rgb]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def test_every_spec_says_what_it_must() -> None:
    for chart in charts().values():
        assert chart.title.en.plain and chart.title.zh.plain and chart.alt.en.plain and chart.source.zh.plain
        assert not set(",;:!?()") & {
            zh[k] for zh in (chart.title.zh.plain, chart.alt.zh.plain) for k in range(1, len(zh)) if is_han(zh[k - 1])
        }


# --- kinds ------------------------------------------------------------------------------------------------------------


def bar_widths(artwork: Artwork) -> list[float]:
    filled = [shape for shape in shapes(artwork) if shape.fill]
    return [max(p[0] for _, p in s.commands if p) - min(p[0] for _, p in s.commands if p) for s in filled]


def test_bars_are_as_long_as_their_numbers() -> None:
    artwork = draw(chart_of("bars", Datum(pair("a"), value=10), Datum(pair("b"), value=40), height_mm=20))
    short, long = bar_widths(artwork)
    assert long == pytest.approx(4 * short, abs=0.01)


def test_an_open_bar_ends_in_chevrons() -> None:
    closed = draw(chart_of("bars", Datum(pair("a"), value=10), height_mm=20))
    opened = draw(chart_of("bars", Datum(pair("a"), value=10, open=True), height_mm=20))
    assert len(shapes(opened)) == len(shapes(closed)) + 2


def test_log_dots_stand_at_equal_ratios() -> None:
    rows = [Datum(pair(str(k)), value=10.0**k) for k in range(3)]
    artwork = draw(chart_of("dots", *rows, scale="log", height_mm=40))
    round_shapes = [shape for shape in shapes(artwork) if any(verb == "C" for verb, _ in shape.commands)]
    xs = [sum(p[0] for _, p in s.commands if p) / sum(1 for _, p in s.commands if p) for s in round_shapes]
    assert xs[2] - xs[1] == pytest.approx(xs[1] - xs[0], abs=0.02)
    assert {"1", "10", "100"} <= {run.text for run in runs(artwork)}


def test_the_cone_is_compound_growth() -> None:
    rows = (Datum(pair("2025"), value=1), Datum(pair("2027"), value=3))
    artwork = draw(chart_of("projection", *rows, reference=Reference(pair("growth"), 50, 100), maximum=4, height_mm=60))
    cone = next(s for s in shapes(artwork) if s.fill and len(s.commands) > 12 and not any(v == "C" for v, _ in s.commands))
    ys = [p[1] for _, p in cone.commands if p]
    bottom = next(s for s in shapes(artwork) if s.stroke and s.stroke.width == 0.75).commands[0][1][1]
    start, low, high = bottom - ys[0], bottom - ys[8], bottom - ys[9]
    assert low == pytest.approx(2.25 * start, abs=0.05)
    assert high == pytest.approx(4 * start, abs=0.05)


@pytest.mark.parametrize(
    ("chart", "fault"),
    [
        (chart_of("bars", Datum(pair("a"), value=-3)), "-3 (“a”) cannot be drawn from zero up"),
        (chart_of("bars", Datum(pair("a"), value=0)), "all numbers of the chart are zero"),
        (chart_of("bars", Datum(pair("a"), value=9), maximum=5), "a number lies beyond the end of the scale, 5"),
        (chart_of("projection", Datum(pair("2025"), value=1)), "a projection has one row"),
        (chart_of("projection", Datum(pair("now"), value=1), Datum(pair("2030"), value=2)), "“now” names no year"),
        (chart_of("projection", Datum(pair("2031"), value=1), Datum(pair("2030"), value=2)), "the last year is not after the first"),
        (chart_of("bars", Datum(pair("a" * 120), value=9)), "does not fit into the drawing"),
        (chart_of("bars", *(Datum(pair("a"), value=9),) * 30, height_mm=20), "stand on each other"),
        (chart_of("bars", Datum(pair("a\U0001f600"), value=9)), "no font has the character"),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(chart: Chart, fault: str) -> None:
    with pytest.raises(ReportError) as caught:
        draw(chart)
    assert fault in str(caught.value)
    assert all(problem.position.file == "charts/test.yaml" for problem in caught.value.problems)


# --- lettering and colours --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "pieces"),
    [
        ("Consumer AI 消费级AI", [("Consumer AI", "en"), ("消费级AI", "zh")]),
        ("约20%", [("约20%", "zh")]),
        ("3760亿美元", [("3760亿美元", "zh")]),
        ("$1.29T", [("$1.29T", "en")]),
        ("$1.29T\u20031.29万亿美元", [("$1.29T", "en"), ("1.29万亿美元", "zh")]),
        ("中文 English", [("中文", "zh"), ("English", "en")]),
    ],
)
def test_mixed_labels_are_parted_by_language(label: str, pieces: list[tuple[str, str]]) -> None:
    assert list(language_pieces(label)) == pieces


def test_a_label_is_measured_as_it_is_set() -> None:
    lettering = Lettering(tools().typesetter, Theme(), ("en", "zh"))
    line = lettering.line("AI agents AI智能体", Lettered(8.0))
    last = line.runs[-1]
    assert last.x + last.width == pytest.approx(line.width)
    for left, right in zip(line.runs, line.runs[1:], strict=False):
        assert left.x + left.width <= right.x + 0.01
    assert ink_of(last, tools().typesetter.fonts)[2] <= line.width + 0.5


def test_transparency_becomes_a_tint_and_unknown_colours_are_made_up() -> None:
    palette = Palette(Theme())
    assert palette.find(Theme().accent.rgb) == Theme().accent
    assert palette.find(Theme().accent.rgb, 0.5) == Theme().accent.tint(0.5)
    assert palette.find(palette.use(Theme().night.tint(0.3))) == Theme().night.tint(0.3)
    assert palette.find((1.0, 0.0, 0.0)).cmyk == (0.0, 1.0, 1.0, 0.0)
    assert palette.find((0.0, 0.0, 0.0)).cmyk == (0.0, 0.0, 0.0, 1.0)


# --- the renderer -----------------------------------------------------------------------------------------------------


def rendered(paint: Callable[..., object]) -> list[Shape | GlyphRun]:
    import matplotlib
    from matplotlib.figure import Figure

    lettering = Lettering(tools().typesetter, Theme(), ("en", "zh"))
    renderer = ItemRenderer(100, 100, lettering, Palette(Theme()))
    with matplotlib.rc_context({"text.parse_math": False}):
        figure = Figure(figsize=(100 / 72, 100 / 72), dpi=72)
        figure.patch.set_facecolor("none")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, 100)
        axes.set_ylim(0, 100)
        paint(axes)
        figure.draw(renderer)
    return renderer.items


def test_y_grows_downwards_and_text_is_text() -> None:
    (run,) = rendered(lambda axes: axes.text(10, 90, "$5 and $6", fontsize=10))
    assert isinstance(run, GlyphRun)
    assert (run.x, run.y) == (pytest.approx(10), pytest.approx(10, abs=2))
    assert run.text == "$5 and $6"


def test_turned_text_keeps_its_angle() -> None:
    (run,) = rendered(lambda axes: axes.text(50, 50, "up", rotation=90))
    assert isinstance(run, GlyphRun)
    assert run.angle == 90


def test_a_quadratic_curve_becomes_the_same_cubic() -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    curve = Outline([(0, 0), (30, 60), (60, 0)], [1, 3, 3])
    (shape,) = rendered(lambda axes: axes.add_patch(PathPatch(curve, fill=False)))
    assert isinstance(shape, Shape)
    assert shape.commands[1] == ("C", (20.0, 60.0, 40.0, 60.0, 60.0, 100.0))


def test_lines_and_shapes_are_cut_at_the_edge_of_their_axes() -> None:
    items = rendered(lambda axes: (axes.plot([-50, 150], [50, 50]), axes.barh(20, 400, 10, left=-100)))
    for item in items:
        assert isinstance(item, Shape)
        for _, points in item.commands:
            assert all(-1.5 <= p <= 101.5 for p in points)


@pytest.mark.parametrize(
    "paint",
    [
        lambda axes: axes.imshow([[0, 1], [1, 0]]),
        lambda axes: axes.text(1, 1, "$x^2$", parse_math=True),
        lambda axes: axes.barh(1, 1, hatch="//"),
        lambda axes: axes.plot([0, 1], [0, 1], clip_path=axes.patch, clip_on=True)[0].set_clip_path(circle(axes)),
    ],
)
def test_what_an_artwork_cannot_hold_is_refused(paint: Callable[..., object]) -> None:
    with pytest.raises(DrawingRefused):
        rendered(paint)


def circle(axes: object) -> object:
    from matplotlib.patches import Circle

    return Circle((50, 50), 20, transform=axes.transData)  # type: ignore[attr-defined]


# --- functions --------------------------------------------------------------------------------------------------------


def function_chart(folder: Path, code: str, function: str = "pic.py:draw") -> Chart:
    (folder / "charts").mkdir(exist_ok=True)
    (folder / "charts" / "pic.py").write_text(code, "utf-8")
    return chart_of("python", function=function, height_mm=20)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("def draw(figure, chart):\n    raise ValueError('no rows')\n", "the function draw in charts/pic.py failed: ValueError: no rows (line 2)"),
        ("def draw(figure, chart):\n    import sys; sys.exit(3)\n", "the function draw in charts/pic.py failed: SystemExit: 3"),
        ("def draw(figure, chart:\n    pass\n", "loading charts/pic.py failed: line 1"),
        ("def drow(figure, chart):\n    pass\n", "charts/pic.py has no function “draw”"),
        ("def draw(figure, chart):\n    chart.colour('purpel')\n", "the theme has no colour “purpel”"),
        ("def draw(figure, chart):\n    figure.add_axes((0, 0, 1, 1)).imshow([[1]])\n", "a picture made of pixels cannot be drawn"),
    ],
)
def test_a_bad_function_is_a_problem_and_no_traceback(tmp_path: Path, code: str, fault: str) -> None:
    with pytest.raises(ReportError) as caught:
        draw(function_chart(tmp_path, code), folder=tmp_path)
    (problem,) = caught.value.problems
    assert problem.position == HERE
    assert fault in str(problem)
    assert "\n" not in str(problem)
    assert not list(tmp_path.rglob("*.pyc"))


def test_code_runs_only_where_it_is_allowed(tmp_path: Path) -> None:
    chart = function_chart(tmp_path, "raise SystemExit('ran')")
    settings = ChartSettings(FULL)
    with pytest.raises(ReportError, match="does not allow"):
        draw_chart(chart, settings, tools().theme, tools().typesetter, tmp_path)


def test_a_function_outside_the_folder_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "out.py").write_text("def draw(figure, chart): pass\n")
    chart = function_chart(tmp_path, "", "../out.py:draw")
    with pytest.raises(ReportError, match="does not exist"):
        draw(chart, folder=tmp_path)


def test_the_context_writes_both_languages(tmp_path: Path) -> None:
    code = "def draw(figure, chart):\n    chart.axes().text(9, 30, chart.label(en='Hello', zh='你好'), color=chart.colour('accent', 0.9))\n"
    chart = function_chart(tmp_path, code)
    assert [run.text for run in runs(draw(chart, folder=tmp_path))] == ["Hello", "你好"]
    (run,) = runs(draw(chart, languages=("zh",), folder=tmp_path))
    assert (run.text, run.colour) == ("你好", Theme().accent.tint(0.9))


# --- the cache --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_artworks_survive_the_cache_unchanged(name: str, tmp_path: Path) -> None:
    settings = ChartSettings(FULL, run_python=True)
    first = cached_chart(charts()[name], settings, tools(), Cache(tmp_path))
    again = cached_chart(charts()[name], settings, tools(), Cache(tmp_path))
    assert first == again == artwork_from(artwork_data(first))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [lambda b: b[:-40], lambda b: b.replace(b"path", b"pith", 1), lambda b: b"", lambda b: b"\xff\xfe"])
def test_a_damaged_file_is_drawn_again(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    settings = ChartSettings(FULL)
    chart = charts()["token-prices"]
    first = cached_chart(chart, settings, tools(), Cache(tmp_path))
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert cached_chart(chart, settings, tools(), Cache(tmp_path)) == first
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert cached_chart(charts()["token-prices"], ChartSettings(FULL), tools(), Cache(tmp_path / "file" / "cache")).items


def test_the_key_follows_what_is_drawn(tmp_path: Path) -> None:
    chart, settings = charts()["token-prices"], ChartSettings(FULL)
    key = chart_key(chart, settings, tools())
    assert chart_key(replace(chart, at=Position("charts/token-prices.yaml", 99)), settings, tools()) == key
    assert chart_key(replace(chart, rows=chart.rows[:1]), settings, tools()) != key
    assert chart_key(chart, ChartSettings(NARROW), tools()) != key
    assert chart_key(chart, settings, replace(tools(), theme=replace(Theme(), accent=Theme().night))) != key
    coded = function_chart(tmp_path, "a = 1")
    before = chart_key(coded, settings, replace(tools(), folder=tmp_path))
    function_chart(tmp_path, "a = 2")
    assert chart_key(coded, settings, replace(tools(), folder=tmp_path)) != before


_HIT = """
import hashlib, sys
from pathlib import Path
from reportgen.cache import Cache
from reportgen.charts.cache import cached_chart
from reportgen.charts.settings import ChartSettings, ChartTools
from reportgen.fonts.open import Fonts
from reportgen.model.settings import FontFile
from reportgen.model.load import read_report
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme
root, cache = Path(sys.argv[1]), Path(sys.argv[2])
path = root / "fonts" / "NotoSansSC[wght].ttf"
data = path.read_bytes()
file = FontFile(path.name, "f", "1", "l", "l", "c", "o", hashlib.sha256(data).hexdigest())
tools = ChartTools(Theme(), Typesetter(Fonts([(file, data)]), Theme()), root)
settings = ChartSettings(485.0, run_python=True)
drawn = [cached_chart(chart, settings, tools, Cache(cache)) for chart in read_report(root).report.charts]
print(len(drawn), "matplotlib" in sys.modules)
"""


def test_a_hit_needs_no_matplotlib(tmp_path: Path) -> None:
    """In a process of its own, since this one has imported matplotlib long ago."""
    environment = {**os.environ, "PYTHONPATH": str(Path(reportgen.__file__).parents[1])}
    command = [sys.executable, "-c", _HIT, str(ROOT), str(tmp_path / "cache")]
    outputs = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert outputs == [f"{len(charts())} True\n", f"{len(charts())} False\n"]
