"""Pieces in, a Typst document out, written as a Typst author would: functions for what repeats, grids for the pairs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pieces import (
    CardRow,
    Diagram,
    Figure,
    Heading,
    NoteText,
    Piece,
    Pieces,
    TableOfContents,
    Tabular,
    Terms,
    Title,
    Words,
)

from reportgen.model.content import Pair
from reportgen.model.markup import Text

PREAMBLE = """
#set document(title: "{title}", author: "{author}")
#set page(paper: "a4", margin: (inside: 20mm, outside: 18mm, top: 22mm, bottom: 20mm), numbering: "1",
  header: context {{ if here().page() > 1 [#text(7.5pt, fill: luma(90))[{running}]] }})
#set text(font: "Noto Sans SC", size: 9.2pt, fill: rgb("#1a1f2b"))
#set par(justify: true, leading: 0.62em, spacing: 0.9em)
#set heading(numbering: none)
#set list(marker: [–])
#show heading.where(level: 1): it => {{ pagebreak(weak: true); text(22pt, weight: "bold", it.body); v(6pt) }}
#show heading.where(level: 2): it => text(12.4pt, weight: "bold", it.body)
#show heading.where(level: 3): it => text(10.3pt, weight: "bold", fill: rgb("#1f4e8c"), it.body)
#let en(body) = text(lang: "en", hyphenate: true, body)
#let zh(body) = text(lang: "zh", region: "cn", size: 8.9pt, body)
#let pair(e, z) = grid(columns: (53fr, 47fr), column-gutter: 18pt, en(e), zh(z))
#let item(mark, e, z) = grid(columns: (53fr, 47fr), column-gutter: 18pt,
  grid(columns: (13pt, 1fr), mark, en(e)), grid(columns: (13pt, 1fr), mark, zh(z)))
#let keypoint(e, z) = grid(columns: (53fr, 47fr), column-gutter: 18pt,
  block(stroke: (left: 2pt + rgb("#1f4e8c")), inset: (left: 11pt), en(e)),
  block(stroke: (left: 2pt + rgb("#1f4e8c")), inset: (left: 11pt), zh(z)))
#let titled(e, z) = grid(columns: (53fr, 47fr), column-gutter: 18pt, e, z)
#let card(value, ..parts) = block(fill: rgb("#f3f5f8"), stroke: (top: 3pt + rgb("#1f4e8c")), inset: 9pt, width: 100%,
  {{ value; for part in parts.pos() {{ part }} }})
#let halves(e, z) = grid(columns: (1fr, 1fr), column-gutter: 10pt, en(e), zh(z))
#let box-of(colour, label, title, words, companies) = block(fill: colour, inset: 6pt, width: 100%, breakable: false,
  text(7.2pt, {{ label; title; words; companies }}))
"""
_SPECIAL = str.maketrans({c: "\\" + c for c in "\\*_`#$<>@[]~'\"/=-+"})
_LAYERS = {"upstream": "#fbe9d0", "midstream": "#f9d9d3", "model": "#d9e5f3", "downstream": "#dfe8d5", "market": "#e6ddef"}


def typst_document(report_pieces: Pieces, charts: Path) -> str:
    """The source; `charts` is the folder of the prepared pictures, beside the source."""
    manifest = report_pieces.report.manifest
    head = PREAMBLE.format(title=_string(manifest.title.en.plain), author=_string(manifest.author.en.plain),
                           running=_escaped(f"{manifest.title.en.plain} · {manifest.title.zh.plain}"))  # fmt: skip
    writer = _Writer(report_pieces, charts)
    return head + "\n".join(writer.piece(piece) for piece in report_pieces) + "\n"


class _Writer:
    def __init__(self, pieces: Pieces, charts: Path) -> None:
        self.numbering, self.charts = pieces.numbering, charts

    def piece(self, piece: Piece) -> str:
        match piece:
            case Title(cover):
                lines = "".join(f"#text(30pt, weight: 700)[{self.text(p.en)}]\\\n#text(28pt)[{self.text(p.zh)}]\\\n" for p in cover.lines)
                figures = ", ".join(f"card([#text(15pt, weight: 700)[{self.text(f.value.en)} #h(1fr) {self.text(f.value.zh)}]], halves({self.pair(f.label)}))"
                                    for f in cover.figures)  # fmt: skip
                return f"{self.text(cover.kicker.en)} · {self.text(cover.kicker.zh)}\\\n{lines}\n#grid(columns: (1fr, 1fr), gutter: 10pt, {figures})"
            case TableOfContents(title):
                return f"#pagebreak()\n#text(22pt, weight: 700)[{self.text(title.en)} {self.text(title.zh)}]\n#outline(title: none, depth: 2)"
            case Heading():
                return self.heading(piece)
            case Words(pair, lead, mark, set_off):
                sides = ", ".join(f"[{self.lead(lead, k)}{self.text(side)}]" for k, side in enumerate((pair.en, pair.zh)))
                if mark:
                    return f"#item([{_escaped(mark)}], {sides})"
                return f"#{'keypoint' if set_off else 'pair'}({sides})"
            case Figure(chart, number):
                return (f'#figure(image("{self.charts.name}/{chart.id.split("-c")[0]}.svg", width: 100%, alt: "{_string(chart.alt.en.plain)}"), supplement: none, '
                        f"numbering: none, caption: halves([*Figure {number}* {self.text(chart.title.en)}], [*图{number}* {self.text(chart.title.zh)}]))")  # fmt: skip
            case Tabular():
                return self.table(piece)
            case Diagram(layers, caption):
                return self.diagram(piece) if layers else str(caption)
            case CardRow(cards):
                return f"#grid(columns: (1fr, 1fr), column-gutter: 12pt, {', '.join(map(self.card, cards))})"
            case NoteText(number, note):
                body = "\n\n".join(f"#halves({self.pair(p)})" for p in (*note.body, *((note.source,) if note.source else ())))
                return f"#block[#text(7.6pt)[*{number}.* #halves([*{self.text(note.title.en)}*], [*{self.text(note.title.zh)}*]) <note-{note.id}>\n{body}]]"
            case Terms(title, terms):
                rows = ", ".join(f"[*{self.text(t.en)}* {self.text(t.zh)}{self.note(t.note)}]" for t in terms)
                return f"=== {self.text(title.en)} · {self.text(title.zh)}\n#text(7.6pt, grid(columns: (1fr, 1fr), gutter: 8pt, {rows}))"

    def heading(self, piece: Heading) -> str:
        marks = "=" * piece.level
        label = f" <{piece.id}>" if piece.id else ""
        figure = f"#text(16pt, weight: 700, fill: rgb(\"#1f4e8c\"))[{self.text(piece.figure.en)} #h(1fr) {self.text(piece.figure.zh)}]\n" if piece.figure else ""
        legend = f"#pair({self.pair(piece.figure_label)})\n" if piece.figure_label else ""
        return f"{marks} #titled([{self.text(piece.pair.en)}], [{self.text(piece.pair.zh)}]){label}\n{figure}{legend}"

    def table(self, piece: Tabular) -> str:
        table = piece.table
        caption = f"#pair([*Table {piece.number}* {self.text(table.title.en)}], [*表{piece.number}* {self.text(table.title.zh)}])"
        if piece.wide:
            shares = ", ".join(f"{c.share:g}fr" for c in table.columns)
            cells = [self.cell(pair) for row in (tuple(c.label for c in table.columns), *table.rows) for pair in row]
            head, rest = ", ".join(cells[: len(table.columns)]), ", ".join(cells[len(table.columns) :])
            body = f"#table(columns: ({shares}), stroke: (x: none, y: 0.4pt), table.header({head}), {rest})"
            return f"{caption}\n#text(8.2pt)[{body}]"
        sides = []
        for k in (0, 1):
            shares = ", ".join(f"{c.share:g}fr" for c in table.columns)
            rows = (tuple(c.label for c in table.columns), *table.rows)
            cells = [f"[{self.text((pair.en, pair.zh)[k])}]" for row in rows for pair in row]
            head, rest = ", ".join(cells[: len(table.columns)]), ", ".join(cells[len(table.columns) :])
            sides.append(f"table(columns: ({shares}), stroke: (x: none, y: 0.4pt), table.header({head}), {rest})")
        return f"{caption}\n#text(8.2pt, grid(columns: (53fr, 47fr), column-gutter: 18pt, {', '.join(sides)}))"

    def cell(self, pair: Pair) -> str:
        same = pair.en.plain == pair.zh.plain
        return f"[#en[{self.text(pair.en)}]" + ("" if same else f"\\\n#zh[{self.text(pair.zh)}]") + "]"

    def diagram(self, piece: Diagram) -> str:
        rows = []
        for layer in piece.layers:
            boxes = ", ".join(
                f'box-of(rgb("{_LAYERS.get(layer.layer, "#eeeeee")}"), halves({self.pair(b.label)}), halves({self.pair(b.title)}), halves({self.pair(b.text)}), '
                + (f"halves({self.pair(b.companies)})" if b.companies else "none") + ")" for b in layer.boxes
            )  # fmt: skip
            rows.append(f"[*{self.text(layer.name.en)}* {self.text(layer.name.zh)}]\n#grid(columns: ({'1fr, ' * len(layer.boxes)}), gutter: 6pt, {boxes})")
        caption = f"#pair({self.pair(piece.caption)})" if piece.caption else ""
        return "\n".join(f"#{row}" for row in rows) + "\n" + caption

    def card(self, card: object) -> str:
        c = card
        parts = [f"halves({self.pair(p)})" for p in (c.label, c.measures, c.change, *(q for d in c.details for q in (d.label, d.value)), c.source) if p]  # type: ignore[attr-defined]
        return f"card([#text(20pt, weight: 700)[{self.text(c.value.en)} #h(1fr) {self.text(c.value.zh)}]], {', '.join(parts)})"  # type: ignore[attr-defined]

    def note(self, note: Pair | None) -> str:
        return f" #text(fill: luma(90))[{self.text(note.en)} {self.text(note.zh)}]" if note else ""

    def pair(self, pair: Pair) -> str:
        return f"[{self.text(pair.en)}], [{self.text(pair.zh)}]"

    def lead(self, lead: Pair | None, side: int) -> str:
        return f"*{self.text((lead.en, lead.zh)[side])}* " if lead else ""

    def text(self, text: Text) -> str:
        return "".join(self.spans(text))

    def spans(self, text: Text) -> Iterable[str]:
        for span in text.spans:
            words = _escaped(span.text)
            if span.line_break:
                yield " \\\n"
            elif span.note:
                yield f"#super[{self.numbering.notes.get(span.note, 0)}]"
            elif span.reference:
                yield _escaped(self.numbering.label(span.reference))
            elif span.link and not span.link.startswith("#"):
                yield f'#link("{_string(span.link)}")[{words}]'
            elif span.strong:
                yield f"#strong[{words}]"
            elif span.emphasis:
                yield f"#text(weight: 500)[{words}]"
            else:
                yield words


def _escaped(words: str) -> str:
    return words.translate(_SPECIAL)


def _string(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')
