"""Pages, pairs and headings, rule by rule (typography.md, section 5), read back from the PDF of a small report."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pymupdf
import pytest
from tests.cli.conftest import CHART, MANIFEST, NOTES
from tests.typography.conftest import Setter

from reportgen.pipeline import BuildOptions, build_report
from reportgen.theme import Theme

ENGLISH = (
    "The cost of running a model has overtaken the cost of training it, and the bill is paid in power rather than in chips. ",
    "Operators who signed long contracts with their utilities early now find that a connection to the grid is worth more. ",
    "Nobody had planned for this, and the representative organizations acknowledged considerable responsibility. ",
)
CHINESE = (
    "模型的运行成本已经超过训练成本，账单以电力而不是芯片来支付。", "早早与电力公司签下长约的运营商发现，一条接入电网的线路比机柜更值钱。",
    "没有谁预先料到这一点，各方都承认自己负有不小的责任。",
)


def make_report(folder: Path, heads: int = 9) -> Path:
    """Paragraphs of many lengths under headings, enough to fill several pages in every way."""
    blocks = []
    for k in range(heads):
        blocks.append(f"  - {{heading: {{en: Section number {k}, zh: 第{k}节的标题}}}}")
        for n in range(1, 5):
            count = (k * n + n) % 5 + 1
            en = "".join(ENGLISH[(n + i) % 3] for i in range(count)).strip()
            zh = "".join(CHINESE[(n + i) % 3] for i in range(count))
            blocks.append(f"  - {{en: 'K{k}{n} {en}', zh: 'K{k}{n}{zh}'}}")
    (folder / "content").mkdir(parents=True)
    (folder / "charts").mkdir()
    (folder / "content/report.yaml").write_text(MANIFEST, "utf-8")
    (folder / "content/opening.yaml").write_text(
        "kind: prose\ntitle: {en: Opening, zh: 开篇}\nbody:\n" + "\n".join(blocks) + "\n  - {en: 'End.[^first]', zh: '完[^first]。'}\n  - chart: growth\n", "utf-8"
    )
    (folder / "content/notes.yaml").write_text(NOTES, "utf-8")
    (folder / "charts/growth.yaml").write_text(CHART, "utf-8")
    return folder


class Row:
    """A line of one column on a page."""

    def __init__(self, page: int, x: float, y: float, size: float, text: str) -> None:
        self.page, self.x, self.y, self.size, self.text = page, x, y, size, text


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """All lines of the body, in reading order of the file."""
    folder = make_report(tmp_path_factory.mktemp("pages") / "report")
    path = build_report(folder, BuildOptions(out=folder / "out")).paths[0]
    found = []
    for number, page in enumerate(pymupdf.open(path)):
        lines: dict[tuple[bool, float], list[tuple[float, float, str]]] = defaultdict(list)
        middle = 0.56 * page.rect.width
        for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
            for line in block["lines"]:
                for span in line["spans"]:
                    for char in span["chars"]:
                        x, y = char["origin"]
                        lines[(x > middle, round(y, 1))].append((x, span["size"], char["c"]))
        for (right, y), chars in sorted(lines.items(), key=lambda entry: (entry[0][1], entry[0][0])):
            chars.sort()
            found.append(Row(number, 1.0 if right else 0.0, y, chars[0][1], "".join(c for _, _, c in chars)))
    return found


def paragraphs(rows: list[Row]) -> dict[tuple[str, bool], list[Row]]:
    """The lines of each marked paragraph, by its mark and whether it is the Chinese one."""
    found: dict[tuple[str, bool], list[Row]] = {}
    for right in (0.0, 1.0):
        current: list[Row] | None = None
        for row in rows:
            if row.x != right:
                continue
            mark = re.match(r"K\d\d", row.text)
            if mark:
                current = found[(mark[0], bool(right))] = [row]
            elif current is not None and row.y < 800 and 8 < row.size < 10 and row.y > 60:
                if "Section" in row.text or "节的标题" in row.text or row.text.startswith(("End", "完")):
                    current = None
                else:
                    current.append(row)
    return found


def test_pg_01_no_single_line_is_left_or_carried_over(rows: list[Row]) -> None:
    found = paragraphs(rows)
    assert len(found) == 72
    split = 0
    for key, lines in found.items():
        pages = [row.page for row in lines]
        for page in set(pages):
            if len(set(pages)) > 1:
                split += 1
                assert pages.count(page) >= 2, (key, [row.text for row in lines])
        if len(lines) <= 3:
            assert len(set(pages)) == 1, key
    assert split, "some paragraph is split"


def test_pg_02_a_heading_stays_with_what_follows(rows: list[Row]) -> None:
    for k, row in enumerate(rows):
        if row.text.startswith("Section number"):
            following = [r for r in rows[k + 1 :] if r.x == 0.0][:2]
            assert [r.page for r in following] == [row.page, row.page], row.text


def test_pg_03_pairs_begin_level(rows: list[Row]) -> None:
    found = paragraphs(rows)
    for (mark, right), lines in found.items():
        if not right:
            partner = found[(mark, True)]
            assert lines[0].page == partner[0].page
            assert lines[0].y == pytest.approx(partner[0].y, abs=0.05 * 9)


def test_pg_04_one_grid(rows: list[Row]) -> None:
    pitch = Theme().leading
    for page in {row.page for row in rows}:
        body = [row for row in rows if row.page == page and 8.8 < row.size < 9.3 and 60 < row.y < 790]
        lines = [row for (key, lines) in paragraphs(rows).items() for row in lines if row.page == page]
        first = min(lines, key=lambda row: row.y, default=None)
        if first is None:
            continue
        for row in lines:
            off = (row.y - first.y) / pitch
            assert abs(off - round(off)) * pitch <= 0.1, row.text
        assert body


def test_pg_05_headings_are_balanced_and_break_by_sense(setter: Setter) -> None:
    lines = setter.broken("二十三个汉字的标题应当分成两行而不是留下一个字", "zh", 22, "balanced").split("|")
    assert sorted(map(len, lines)) == [11, 12]
    for text, words in (
        ("人工智能行业全景报告：算力、电力与资本", ("人工", "智能", "行业", "全景", "报告", "算力", "电力", "资本")),
        ("大语言模型价格持续下降的原因", ("语言", "模型", "价格", "持续", "下降", "原因")),
        ("台积电与阿斯麦：半导体供应链的咽喉", ("台积电", "阿斯麦", "半导体", "供应链", "咽喉")),
        ("英伟达与微软的数据中心投资", ("英伟达", "微软", "数据", "中心", "投资")),
    ):
        for em in range(5, 18):
            broken = setter.broken(text, "zh", em, "balanced").split("|")
            assert len(broken[-1]) > 1
            for word in words:
                assert sum(line.count(word) for line in broken) == text.count(word), (em, broken)
    for em in range(12, 30):
        broken = setter.broken("The representative infrastructure of international administration in 2026", "en", em, "balanced").split("|")
        assert all("\u00ad" not in line for line in broken)
        assert len(broken) == 1 or len(broken[-1].split()) >= 2 or len(broken[-1]) > 8


def test_pg_06_no_page_ends_in_an_inserted_hyphen(rows: list[Row]) -> None:
    for lines in paragraphs(rows).values():
        for row, following in zip(lines, lines[1:], strict=False):
            if row.page != following.page:
                assert not row.text.rstrip().endswith(("\u00ad", "-"))


def test_pg_06_the_last_full_line_is_not_hyphenated(setter: Setter) -> None:
    for text in (ENGLISH[0] * 2, ENGLISH[1] * 2, ENGLISH[0] + ENGLISH[1]):
        for em in range(27, 41):
            lines = setter.lines(text, "en", em)
            assert len(lines) < 2 or not lines[-2].text.endswith("\u00ad"), em
