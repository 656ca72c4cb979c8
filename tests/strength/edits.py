"""Edits of the starter report, each of which changes another part of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], None]


def replacing(file: str, old: str, new: str) -> Edit:
    def edit(report: Path) -> None:
        path = report / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


LONG = "".join(f"  - {{en: Paragraph {k} of many that fill the page and the next., zh: 第{k}段，与其他各段一起写满这一页和下一页。}}\n" for k in range(60))
EDITS: dict[str, Edit] = {
    "a word": replacing("content/findings.yaml", "protected lane goes", "separate lane goes"),
    "a fact on several pages": replacing("content/facts.yaml", "value: 126", "value: 127"),
    "more pages before others": replacing("content/findings.yaml", "body:\n", f"body:\n{LONG}"),
    "a note before others": replacing("content/glance.yaml", "intro:\n", "intro:\n  - {en: 'More.[^lanes]', zh: '另见[^lanes]。'}\n"),
    "a figure in a table": replacing("content/facts.yaml", '"23,500"', '"23,600"'),
    "a title in the contents": replacing("content/questions.yaml", "title: {en: ", "title: {en: More "),
    "the running foot": replacing("content/report.yaml", "Sample edition", "Second edition"),
    "the theme": replacing("content/report.yaml", "#a04020", "#205080"),
    "characters that nothing had": replacing("content/findings.yaml", "隔离车道对应", "隔离车道（Ω、龘）对应"),
}
