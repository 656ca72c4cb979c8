"""The sheet that goes with a booklet: how to print, fold and staple it, in both languages, set by our own typesetter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.layout.frame import ARTIFACT, Item, Text
from reportgen.model.content import Language
from reportgen.press.formes import Forme
from reportgen.press.imposition import FoldedSide, Scaled, SheetName
from reportgen.press.settings import Press
from reportgen.records import dataclass, replace
from reportgen.text.runs import Style, TextRun
from reportgen.text.setting import Typesetter
from reportgen.theme import INK
from reportgen.units import Paper, mm

_MARGIN, _INDENT = 42.0, 16.0
_HEAD_SIZE, _SIZE, _PITCH, _BETWEEN = 15.0, 9.5, 14.0, 5.0
_SHEET_WORDS: dict[SheetName, str] = {"a4": "A4", "a3": "A3", "letter": "Letter", "tabloid": "Tabloid (11 × 17 in)"}


@dataclass(frozen=True, slots=True)
class Booklet:
    """What the instructions speak of."""

    title: dict[Language, str]
    pages: int
    sides: tuple[FoldedSide, ...]
    sheet: Paper
    place: Scaled
    press: Press

    @property
    def sheets(self) -> int:
        return len(self.sides) // 2

    @property
    def marked(self) -> bool:
        """The pages are smaller than their halves of the sheet, so that there is room for cut marks."""
        return max(self.place.x, self.place.y) > mm(2)

    @property
    def signatures(self) -> int:
        return self.sides[-1].signature


def instruction_formes(booklet: Booklet, languages: Sequence[Language], typesetter: Typesetter) -> tuple[Forme, Forme]:
    """The words on the front of a sheet of their own, and its blank back, so that the sheets after it stay in pairs."""
    items: list[Item] = []
    half = booklet.sheet.width / 2
    for column, language in enumerate(languages):
        items.extend(_column(booklet, language, typesetter, (column * half + _MARGIN, half - 2 * _MARGIN)))
    size = booklet.sheet.width, booklet.sheet.height
    return Forme(*size, (), tuple(items)), Forme(*size, ())


def _column(booklet: Booklet, language: Language, typesetter: Typesetter, place: tuple[float, float]) -> Iterator[Item]:
    x, width = place
    theme = typesetter.theme
    head = Style(theme.size(_HEAD_SIZE, language), theme.weight(language, "strong"), INK)
    body = Style(theme.size(_SIZE, language), theme.weight(language), INK)
    strong = replace(body, weight=theme.weight(language, "strong"))
    y = _MARGIN + _HEAD_SIZE
    for words, style, pitch in ((_HEADS[language], head, 21.0), (booklet.title[language], strong, _PITCH)):
        for line in typesetter.text([TextRun(words, style)], language, width, "ragged").lines:
            yield from (Text(replace(run, x=run.x + x, y=run.y + y), ARTIFACT) for run in line.runs)
            y += pitch
    y += 2 * _BETWEEN
    for number, words in enumerate(_steps(booklet, language), 1):
        mark = typesetter.line([TextRun(f"{number}.", strong)], language)
        yield from (Text(replace(run, x=run.x + x, y=run.y + y), ARTIFACT) for run in mark.runs)
        for line in typesetter.text([TextRun(words, body)], language, width - _INDENT, "ragged").lines:
            yield from (Text(replace(run, x=run.x + x + _INDENT, y=run.y + y), ARTIFACT) for run in line.runs)
            y += _PITCH
        y += _BETWEEN


_HEADS: dict[Language, str] = {"en": "How to print this booklet", "zh": "小册子打印说明"}


def _steps(booklet: Booklet, language: Language) -> list[str]:
    return _english(booklet) if language == "en" else _chinese(booklet)


def _english(booklet: Booklet) -> list[str]:
    press, sheets = booklet.press, booklet.sheets
    steps = [
        f"Load {sheets} sheet{'s' if sheets > 1 else ''} of {_SHEET_WORDS[press.sheet]} paper.",
        "In the print dialogue choose: both sides, flip on the "
        f"{press.flip} edge, actual size (100 %), landscape. Do not let the dialogue fit or centre the pages.",
        "Print from page 3 of this file to its end. Pages 1 and 2 are this sheet. To try it out, print pages 3 to 6 first.",
        "Keep the sheets in the order in which they leave the printer: the first one is the outermost.",
    ]
    if booklet.signatures > 1:
        steps += [
            f"There are {booklet.signatures} signatures of {press.signature} pages, the last may be shorter. Take "
            f"{(press.signature or 4) // 4} sheets at a time, fold them together along the dashes, and lay the signatures one on another.",
            "Sew or glue the signatures at their backs.",
        ]
    else:
        steps.append("Fold all sheets together along the dashes and staple them twice through the fold, from outside.")
    if booklet.marked:
        steps.append("Cut the open edges at the small marks beside the pages’ corners.")
    else:
        steps.append("Cut the open edge straight: the inner pages have been moved towards the fold, so that their margins stay even.")
    steps.append(f"Page 1 lies on top; the booklet has {booklet.pages} pages at {booklet.place.scale:.0%} of their size.")
    return steps


def _chinese(booklet: Booklet) -> list[str]:
    press, sheets = booklet.press, booklet.sheets
    edge = "短边" if press.flip == "short" else "长边"
    steps = [
        f"装入{sheets}张{_SHEET_WORDS[press.sheet]}纸。",
        f"在打印对话框中选择：双面打印、沿{edge}翻转、实际大小（100%）、横向。不要选择“适合页面”或“居中”。",
        "从本文件第3页打印到最后一页；第1、2页是本说明。可先试印第3至6页。",
        "按出纸顺序保持各张纸的次序，第一张在最外面。",
    ]
    if booklet.signatures > 1:
        steps += [
            f"全书分为{booklet.signatures}帖，每帖{press.signature}页，最后一帖可能较短。每次取{(press.signature or 4) // 4}张纸，"
            "沿虚线一起对折，再把各帖依次叠放。",
            "在书脊处缝线或上胶。",
        ]
    else:
        steps.append("把全部纸张沿虚线一起对折，从外侧在折线上钉两枚钉。")
    if booklet.marked:
        steps.append("沿页面四角旁的小标记裁切开口的各边。")
    else:
        steps.append("裁齐开口的一边：内侧页面已向折线移动，裁后页边距仍然均匀。")
    steps.append(f"第1页在最上面；小册子共{booklet.pages}页，为原尺寸的{booklet.place.scale:.0%}。")
    return steps
