"""How well the report's own text is set: by this engine, by a greedy breaker, and by Typst.

    python benchmarks/typography.py --work build/typography

Each paragraph is set alone in a column, with the same font, weight, size and measure, and everything is measured on the
characters that MuPDF reads back from the PDFs. Writes benchmarks/TYPOGRAPHY.md.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pymupdf
import typst
from pictures import static_fonts

import reportgen.pipeline as pipeline
from reportgen.fonts.open import Fonts
from reportgen.layout.frame import DOCUMENT, Item, Layout, Node, Page, ReadingPlan, Text
from reportgen.model.content import Language
from reportgen.model.load import load_report
from reportgen.model.walk import texts_of
from reportgen.pdf.metadata import DocumentInfo
from reportgen.pdf.paint import write_pdf
from reportgen.text.runs import GlyphRun, Style, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import INK, Theme

ROOT = Path(__file__).parent.parent
SIZE, LEADING, MARGIN = 10.0, 15.0, 20.0
COLUMNS: tuple[tuple[Language, float], ...] = (("zh", 12.0), ("zh", 18.0), ("zh", 25.0), ("en", 25.0), ("en", 36.0))
LEAST_CHARACTERS = {"zh": 50, "en": 150}
EDGE = 0.03
WORST = 10_000.0
"""A line's badness counts up to this, so that no single line decides."""
NO_START = frozenset("，。、；：！？”’）〕］】》〉」』·～／％‰℃々")
NO_END = frozenset("“‘（〔［【《〈「『￥")
HALF = frozenset("，。、；：！？”’）〕］】》〉」』")


@dataclass(frozen=True)
class Line:
    """Characters of a line with their origins in em from the column's left edge, and where the last one ends."""

    text: str
    origins: tuple[float, ...]
    end: float


Paragraphs = list[list[Line]]


def read(data: bytes) -> Paragraphs:
    """The lines of each page."""
    return [list(_lines(page)) for page in pymupdf.open(stream=data)]


def _lines(page: pymupdf.Page) -> Iterator[Line]:
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block["lines"]:
            for span in line["spans"]:
                for char in span["chars"]:
                    x, y = char["origin"]
                    key = next((k for k in rows if abs(k / 10 - y) < 2), round(y * 10))
                    rows.setdefault(key, []).append(((x - MARGIN) / SIZE, (char["bbox"][2] - MARGIN) / SIZE, char["c"]))
    for key in sorted(rows):
        chars = sorted(c for c in rows[key])
        while chars and chars[-1][2].isspace():
            chars.pop()
        if chars:
            last = chars[-1]
            wide = last[2] in HALF and last[1] - last[0] > 0.9
            yield Line("".join(c for _, _, c in chars), tuple(x for x, _, _ in chars), last[0] + 0.5 if wide else last[1])


@dataclass
class Score:
    """What was counted over all paragraphs of one language at one measure."""

    lines: int = 0
    justified: int = 0
    exact: int = 0
    overfull: int = 0
    edges: int = 0
    lone: int = 0
    loose: int = 0
    hyphens: int = 0
    badness: float = 0.0


def score(paragraphs: Paragraphs, language: Language, em: float) -> Score:
    found = Score()
    for lines in paragraphs:
        found.lines += len(lines)
        letters = [c for c in lines[-1].text if c.isalnum()]
        few = len(letters) < 2 if language == "zh" else len(lines[-1].text.split()) < 2
        found.lone += len(lines) > 1 and few
        for index, line in enumerate(lines):
            found.edges += language == "zh" and (index > 0 and line.text[0] in NO_START or index < len(lines) - 1 and line.text[-1] in NO_END)
            found.overfull += line.end > em + EDGE
            if index == len(lines) - 1:
                continue
            found.justified += 1
            found.hyphens += line.text[-1] in "-\u00ad‐"
            found.exact += abs(line.end - em) <= EDGE and (abs(line.origins[0]) <= EDGE or line.text[0] in NO_END)
            gap = _opened(line, language)
            found.loose += gap > (0.25 if language == "zh" else 0.672 - 0.224)
            found.badness += min(_badness(gap, language), WORST)
    return found


def _opened(line: Line, language: Language) -> float:
    """The mean space added between Han, or to each word space, in em."""
    pairs = list(zip(line.text, line.text[1:], line.origins, line.origins[1:], strict=False))
    if language == "en":
        spaces = [b - a - 0.224 for left, _, a, b in pairs if left in " \u00a0"]
        return statistics.median(spaces) if spaces else 0.0
    gaps = [b - a - 1 for left, right, a, b in pairs if "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff"]
    return statistics.median(gaps) if gaps else 0.0


def _badness(gap: float, language: Language) -> float:
    """As the optimisers count it (typographic rules, table of settings)."""
    if language == "zh":
        return 100 * (gap / 0.08) ** 2
    return 100 * (gap / 0.112) ** 3 if gap > 0 else 100 * (-gap / 0.0448) ** 3


# --- the three setters ------------------------------------------------------------------------------------------------


def ours(texts: list[str], language: Language, em: float, setter: Typesetter) -> bytes:
    """A page for each paragraph."""
    pages = []
    for number, text in enumerate(texts, 1):
        lines = setter.text([TextRun(text, Style(SIZE, 400, INK))], language, em * SIZE).lines
        items: list[Item] = []
        for index, line in enumerate(lines):
            y = MARGIN + SIZE + index * LEADING
            items += [Text(_moved(run, y), 1) for run in line.runs]
        pages.append(Page(number, em * SIZE + 2 * MARGIN, 2 * MARGIN + LEADING * (len(lines) + 1), tuple(items), str(number)))
    layout = Layout.of_pages(tuple(pages), (DOCUMENT, Node("P", 0, language)), (), ReadingPlan((language,)))
    return write_pdf(layout, setter.fonts, DocumentInfo(("Sample",), languages=(language,)))


def _moved(run: GlyphRun, y: float) -> GlyphRun:
    return replace(run, x=run.x + MARGIN, y=run.y + y)


def by_typst(texts: list[str], language: Language, em: float, fonts: Path) -> bytes:
    """The same as a Typst document."""
    region = ', region: "cn"' if language == "zh" else ""
    source = [
        f"#set page(width: {em * SIZE + 2 * MARGIN}pt, height: auto, margin: {MARGIN}pt)",
        f'#set text(font: "Noto Sans SC", size: {SIZE}pt, lang: "{language}"{region})',
        "#set par(justify: true, leading: 0.65em)",
    ]
    source.append("\n#pagebreak()\n".join(f"#{json.dumps(text, ensure_ascii=False)}" for text in texts))
    return typst.compile("\n".join(source).encode(), font_paths=[str(fonts)], ignore_system_fonts=True)


def times(folder: Path, work: Path, runs: int) -> tuple[float, float]:
    """Median seconds of a build with the whole engine and with the greedy breaker, in turn."""
    found: dict[str, list[float]] = {"optimum": [], "first-fit": []}
    plain = pipeline.Typesetter
    for _ in range(runs):
        for strategy, seconds in found.items():
            pipeline.Typesetter = partial(plain, strategy=strategy)  # type: ignore[assignment, misc]
            began = time.process_time()
            pipeline.build_report(folder, pipeline.BuildOptions(out=work / strategy))
            seconds.append(time.process_time() - began)
    pipeline.Typesetter = plain  # type: ignore[misc]
    return statistics.median(found["optimum"]), statistics.median(found["first-fit"])


# --- the table --------------------------------------------------------------------------------------------------------


def row(name: str, language: Language, em: float, s: Score) -> str:
    mean = s.badness / max(s.justified, 1)
    exact = 100 * s.exact / max(s.justified, 1)
    return (f"| {'Chinese' if language == 'zh' else 'English'}, {em:g} em | {name} | {s.lines} | {exact:.1f} % | {s.edges} | {s.lone} | "
            f"{s.overfull} | {s.loose} | {s.hyphens} | {mean:.0f} |")  # fmt: skip


HEAD = """# How well text is set

Made by `benchmarks/typography.py`: all running text of the report in this repository (Chinese paragraphs of 50 characters
or more, English of 150 or more), each paragraph alone in a column, Noto Sans SC at weight 400 and 10 pt, read back from
the PDFs with MuPDF. Typst is version {typst}, with `justify: true` and otherwise as it comes; in English it lets hyphens and
points hang over the edge, which counts here as *over*, and so needs fewer loose lines.

- *both edges*: justified lines that begin at the left edge and end at the right one, within 0.03 em;
- *edges*: lines that begin or end with a character that must not stand there (Chinese);
- *lone*: paragraphs that end in a single character (Chinese) or a single word (English);
- *over*: lines that pass the measure by more than 0.03 em;
- *loose*: lines with more than 0.25 em added between Han, or with word spaces over 0.672 em;
- *badness*: the mean over justified lines of 100·(gap / 0.08)² in Chinese and 100·|r|³ in English, a line counting up to
  10,000. Gaps are medians over a line.

| column | set by | lines | both edges | edges | lone | over | loose | hyphens | badness |
|---|---|---|---|---|---|---|---|---|---|
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/typography"))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    report = load_report(ROOT)
    files, home = pipeline.default_fonts()
    fonts: Fonts = pipeline.open_fonts(home, files)
    static = options.work / "fonts"
    static_fonts(home / files[0].file, static)
    setters = {"reportgen": Typesetter(fonts, Theme()), "reportgen, greedy": Typesetter(fonts, Theme(), "first-fit")}
    rows, factors = [], []
    for language, em in COLUMNS:
        texts = [text.plain for lang, text in texts_of(report) if lang == language]
        texts = [text for text in dict.fromkeys(texts) if len(text) >= LEAST_CHARACTERS[language]]
        scores = {name: score(read(ours(texts, language, em, setter)), language, em) for name, setter in setters.items()}
        scores["Typst"] = score(read(by_typst(texts, language, em, static)), language, em)
        rows += [row(name, language, em, found) for name, found in scores.items()]
        mean = {name: s.badness / max(s.justified, 1) for name, s in scores.items()}
        factors.append(f"{language} {em:g} em: {mean['reportgen'] / mean['reportgen, greedy']:.2f}")
    whole, greedy = times(ROOT, options.work, options.runs)
    tail = (f"\nMean badness against greedy: {', '.join(factors)}.\n\nA build of the report takes {whole:.2f} s of processor time with the whole "
            f"engine and {greedy:.2f} s with the greedy breaker: {100 * (whole / greedy - 1):+.0f} % "
            f"(medians of {options.runs}, in turn, charts from the cache).\n")  # fmt: skip
    out = ROOT / "benchmarks" / "TYPOGRAPHY.md"
    out.write_text(HEAD.format(typst=importlib.metadata.version("typst")) + "\n".join(rows) + "\n" + tail, "utf-8")
    print(out)


if __name__ == "__main__":
    main()
