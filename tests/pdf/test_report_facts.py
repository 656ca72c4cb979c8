"""Our own report: a number that is changed in its file of facts changes on every page, and no figure is typed twice."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from reportgen.model.content import Language, Pair, Paragraph, Term
from reportgen.model.load import load_report
from reportgen.model.markup import Text
from reportgen.model.walk import nodes_of
from reportgen.pipeline import BuildOptions, build_report

CHANGES = {
    "value: 700 billion, as_of: 2026": "value: 711 billion, as_of: 2026",  # capex_2026
    "value: 2.5 trillion": "value: 2.6 trillion",  # market_2033
    "value: 88, as_of: 2026": "value: 89, as_of: 2026",  # adoption
}
FORMS = [
    ("$700B", "$711B"), ("$700billion", "$711billion"), ("7000亿美元", "7110亿美元"),
    ("$2.5T", "$2.6T"), ("$2.5trillion", "$2.6trillion"), ("2.5万亿美元", "2.6万亿美元"),
    ("88%", "89%"),
    ("26.7%", "27.3%"),  # (2.6 / 0.376) ^ (1 / 8) - 1, derived from the second
]  # fmt: skip
PLACES = {
    "cover": ("$2.6T", "2.6万亿美元"),
    "glance": ("$711B", "7110亿美元", "$711billion", "89%", "$2.6T"),  # cards, text, the charts coverage and market-growth
    "companies": ("$711B+", "7110亿美元以上"),
    "faq": ("$711B", "7110亿美元", "$711billion"),
    "notes": ("$711billion", "7110亿美元", "$2.6T", "2.6万亿美元"),
}
CITED = re.compile(r"R1|G42|Am Law 100|Llama-8B|单位为10亿美元|10亿美元[，；]|[,，]\s2026;|[，、]2026年；")
"""Names, the unit of an axis, and the years of cited sources: not figures of the report."""
FIGURE = re.compile(r"[~$€]?\d(?:[\d.,–]*\d)?\s?(?:%|[KMBT]\b|万亿|亿|万|nm|GW|GB|年|月|个|家|倍|×|位)?(?:美元)?")
Pages = dict[str, str]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> tuple[Pages, Pages]:
    """The words of each section, without blanks, as the report is and with the changes."""
    folder = tmp_path_factory.mktemp("facts")
    for room in ("content", "charts"):
        shutil.copytree(repository / room, folder / room)
    before = words_by_section(build_report(folder, BuildOptions(folder / "before")).paths[0], folder)
    facts = (folder / "content/facts.yaml").read_text("utf-8")
    for old, new in CHANGES.items():
        assert facts.count(old) == 1
        facts = facts.replace(old, new)
    (folder / "content/facts.yaml").write_text(facts, "utf-8")
    return before, words_by_section(build_report(folder, BuildOptions(folder / "after")).paths[0], folder)


def words_by_section(path: Path, folder: Path) -> Pages:
    names = [section.id for section in load_report(folder).sections]
    with PdfDocument(path) as document:
        starts = [item.get_dest().get_index() for item in document.get_toc() if item.level == 0]
        words = [page.get_textpage().get_text_bounded() for page in document]
    clean = ["".join(text.replace("\u00ad", "").replace("\ufffe", "").split()) for text in words]
    ends = [*starts[1:], len(clean)]
    return {name: "".join(clean[a : max(b, a + 1)]) for name, a, b in zip(names, starts, ends, strict=True)}


@pytest.mark.parametrize(("old", "new"), FORMS)
def test_a_changed_number_leaves_no_old_one(changed: tuple[Pages, Pages], old: str, new: str) -> None:
    before, after = ("".join(pages.values()) for pages in changed)
    assert before.count(old) > 0
    assert after.count(old) == 0
    assert after.count(new) - before.count(new) == before.count(old)


@pytest.mark.parametrize("section", PLACES)
def test_a_changed_number_stands_on_cover_cards_charts_tables_and_questions(changed: tuple[Pages, Pages], section: str) -> None:
    missing = [form for form in PLACES[section] if form not in changed[1][section]]
    assert missing == []


def texts_outside_facts(folder: Path) -> Iterator[tuple[Language, Text, str]]:
    """Every text of the sections and charts with what its facts wrote, and what is only cited, blanked out."""
    report = load_report(folder)
    for node in nodes_of((report.manifest, report.sections, report.charts)):
        if not isinstance(node, Pair | Paragraph | Term) or node.en.at.file == "content/facts.yaml":
            continue
        sides: tuple[tuple[Language, Text], ...] = (("en", node.en), ("zh", node.zh))
        for language, text in sides:
            words = text.plain
            for mark in text.facts:
                words = words[: mark.start] + "·" * (mark.end - mark.start) + words[mark.end :]
            yield language, text, CITED.sub("", words)


def test_no_figure_is_typed_twice(repository: Path) -> None:
    places: dict[tuple[Language, str], set[str]] = defaultdict(set)
    for language, text, words in texts_outside_facts(repository):
        for found in FIGURE.finditer(words):
            places[language, found[0].strip()].add(f"{text.at} +{found.start()}")
    assert {figure: found for figure, found in places.items() if len(found) > 1} == {}
