"""Pieces in, HTML and CSS out as one would write them for WeasyPrint: semantic elements, fixed tables
for the pairs, which it lays out in two thirds of the time that it takes for grid or flex boxes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
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

from reportgen.model.content import Card, Pair
from reportgen.model.markup import Text

STYLE = """
@page { size: A4; margin: 22mm 18mm 20mm 20mm; @bottom-right { content: counter(page); font-size: 7.5pt }
  @top-left { content: string(running); font-size: 7.5pt; color: #5a5a5a } }
@page :first { @top-left { content: none } }
body { font-family: "Noto Sans SC"; font-size: 9.2pt; line-height: 13.2pt; color: #1a1f2b; margin: 0 }
.pair { display: table; table-layout: fixed; width: 100%; border-spacing: 9pt 0; margin: 0 -9pt 8pt }
.halves { display: table; table-layout: fixed; width: 100%; border-spacing: 5pt 0; margin: 0 -5pt }
.pair > *, .halves > * { display: table-cell; width: 50% } .pair > :first-child { width: 53% } .pair > :last-child { width: 47% }
[lang=en] { text-align: justify; hyphens: auto } [lang=zh-Hans] { text-align: justify; font-size: .97em }
h1 { break-before: page; font-size: 22pt; line-height: 1.25; string-set: running content(text) } h2 { font-size: 12.4pt } h3 { font-size: 10.3pt; color: #1f4e8c }
h1, h2, h3 { break-after: avoid; font-weight: 700 } h1 .pair, h2 .pair, h3 .pair { margin: 0 } h1 [lang], h2 [lang], h3 [lang] { text-align: left; hyphens: none }
.key > * { border-left: 2pt solid #1f4e8c; padding-left: 11pt } .item > *::before { content: "– " }
.cards { display: grid; grid-template-columns: 1fr 1fr; column-gap: 12pt; margin-bottom: 10pt }
.card { background: #f3f5f8; border-top: 3pt solid #1f4e8c; padding: 9pt } .value { font-size: 20pt; line-height: 1.3; font-weight: 700 }
.layer { display: grid; gap: 6pt; grid-auto-flow: column; grid-auto-columns: 1fr; font-size: 7.2pt; line-height: 9.4pt; margin-bottom: 6pt } .box { padding: 6pt }
table { border-collapse: collapse; width: 100%; font-size: 8.2pt; line-height: 11pt } td, th { border-bottom: .4pt solid #999; text-align: left; vertical-align: top; padding: 3pt }
tr { break-inside: avoid } figure { margin: 8pt 0; break-inside: avoid } figure img { width: 100% } .note, .terms { font-size: 7.6pt; line-height: 10.4pt }
.terms { columns: 2 } .toc a { display: block; color: inherit; text-decoration: none } .toc a::after { content: leader(".") target-counter(attr(href), page) }
sup { font-size: .6em; line-height: 0 }
"""
_FACE = '@font-face {{ font-family: "Noto Sans SC"; font-weight: {weight}; src: url("{url}") }}\n'
_LAYERS = {"upstream": "#fbe9d0", "midstream": "#f9d9d3", "model": "#d9e5f3", "downstream": "#dfe8d5", "market": "#e6ddef"}


def html_document(pieces: Pieces, charts: Path, faces: dict[int, Path]) -> str:
    """The page; `charts` is the folder of the prepared pictures, `faces` the font files by weight."""
    writer = _Writer(pieces, charts)
    manifest = pieces.report.manifest
    style = "".join(_FACE.format(weight=weight, url=path.as_uri()) for weight, path in faces.items()) + STYLE
    listed = list(pieces)
    body = "\n".join(writer.piece(piece, listed) for piece in listed)
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(manifest.title.en.plain)}</title>'
            f'<meta name="author" content="{escape(manifest.author.en.plain)}"><style>{style}</style></head><body>{body}</body></html>')  # fmt: skip


class _Writer:
    def __init__(self, pieces: Pieces, charts: Path) -> None:
        self.numbering, self.charts = pieces.numbering, charts

    def piece(self, piece: Piece, listed: list[Piece]) -> str:
        match piece:
            case Title(cover):
                lines = "".join(f'<p class="value">{self.text(p.en)}<br>{self.text(p.zh)}</p>' for p in cover.lines)
                figures = "".join(f'<div class="card"><p class="value">{self.halves(f.value)}</p>{self.halves(f.label)}</div>' for f in cover.figures)
                return f'{self.halves(cover.kicker)}{lines}<div class="cards">{figures}</div>'
            case TableOfContents(title):
                entries = "".join(f'<a href="#{p.id}">{self.text(p.pair.en)} {self.text(p.pair.zh)}</a>' for p in listed if isinstance(p, Heading) and p.id)
                return f'<h1>{self.pair(title)}</h1><div class="toc">{entries}</div>'
            case Heading(level, pair, name, figure, label):
                extra = (f'<p class="value">{self.halves(figure)}</p>' if figure else "") + (self.pair(label) if label else "")
                return f'<h{level}{f" id={chr(34)}{name}{chr(34)}" if name else ""}>{self.pair(pair)}</h{level}>{extra}'
            case Words(pair, lead, mark, set_off):
                return self.pair(pair, "item" if mark else "key" if set_off else "", lead)
            case Figure(chart, number):
                source = (self.charts / f"{chart.id.split('-c')[0]}.svg").as_uri()
                caption = f'<div class="halves"><p lang="en"><b>Figure {number}</b> {self.text(chart.title.en)}</p><p lang="zh-Hans"><b>图{number}</b> {self.text(chart.title.zh)}</p></div>'
                return f'<figure><img src="{source}" alt="{escape(chart.alt.en.plain)}"><figcaption>{caption}</figcaption></figure>'
            case Tabular():
                return self.table(piece)
            case Diagram(layers, caption):
                rows = "".join(
                    f"<p><b>{self.text(layer.name.en)} {self.text(layer.name.zh)}</b></p><div class='layer'>"
                    + "".join(
                        f'<div class="box" style="background: {_LAYERS.get(layer.layer, "#eee")}">{self.halves(b.label)}{self.halves(b.title)}{self.halves(b.text)}'
                        + (self.halves(b.companies) if b.companies else "") + "</div>" for b in layer.boxes
                    ) + "</div>" for layer in layers
                )  # fmt: skip
                return rows + (self.pair(caption) if caption else "")
            case CardRow(cards):
                return f'<div class="cards">{"".join(map(self.card, cards))}</div>'
            case NoteText(number, note):
                body = "".join(self.halves(p) for p in (*note.body, *((note.source,) if note.source else ())))
                return f'<div class="note" id="note-{note.id}"><b>{number}.</b> {self.halves(note.title)}{body}</div>'
            case Terms(title, terms):
                rows = "".join(f"<p><b>{self.text(t.en)}</b> {self.text(t.zh)} {f'{self.text(t.note.en)} {self.text(t.note.zh)}' if t.note else ''}</p>" for t in terms)
                return f'<h3>{self.pair(title)}</h3><div class="terms">{rows}</div>'

    def card(self, card: Card) -> str:
        parts = [p for p in (card.label, card.measures, card.change, *(q for d in card.details for q in (d.label, d.value)), card.source) if p]
        return f'<div class="card"><div class="value">{self.halves(card.value)}</div>{"".join(map(self.halves, parts))}</div>'

    def table(self, piece: Tabular) -> str:
        table = piece.table
        caption = f'<div class="pair"><p lang="en"><b>Table {piece.number}</b> {self.text(table.title.en)}</p><p lang="zh-Hans"><b>表{piece.number}</b> {self.text(table.title.zh)}</p></div>'
        if piece.wide:
            head = "".join(f"<th>{self.text(c.label.en)} {self.text(c.label.zh)}</th>" for c in table.columns)
            rows = "".join("<tr>" + "".join(f'<td><span lang="en">{self.text(p.en)}</span><br><span lang="zh-Hans">{self.text(p.zh)}</span></td>' for p in row) + "</tr>"
                           for row in table.rows)  # fmt: skip
            return f"{caption}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        sides = ""
        for k, tag in enumerate(("en", "zh-Hans")):
            head = "".join(f"<th>{self.text((c.label.en, c.label.zh)[k])}</th>" for c in table.columns)
            rows = "".join("<tr>" + "".join(f"<td>{self.text((p.en, p.zh)[k])}</td>" for p in row) + "</tr>" for row in table.rows)
            sides += f'<table lang="{tag}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        return f'{caption}<div class="pair">{sides}</div>'

    def pair(self, pair: Pair, kind: str = "", lead: Pair | None = None) -> str:
        heads = (f"<b>{self.text(lead.en)}</b> ", f"<b>{self.text(lead.zh)}</b> ") if lead else ("", "")
        return f'<div class="pair {kind}"><div lang="en">{heads[0]}{self.text(pair.en)}</div><div lang="zh-Hans">{heads[1]}{self.text(pair.zh)}</div></div>'

    def halves(self, pair: Pair) -> str:
        return f'<div class="halves"><div lang="en">{self.text(pair.en)}</div><div lang="zh-Hans">{self.text(pair.zh)}</div></div>'

    def text(self, text: Text) -> str:
        return "".join(self.spans(text))

    def spans(self, text: Text) -> Iterable[str]:
        for span in text.spans:
            words = escape(span.text)
            if span.line_break:
                yield "<br>"
            elif span.note:
                yield f'<sup><a href="#note-{span.note}">{self.numbering.notes.get(span.note, 0)}</a></sup>'
            elif span.reference:
                yield self.numbering.label(span.reference)
            elif span.link and not span.link.startswith("#"):
                yield f'<a href="{escape(span.link)}">{words}</a>'
            elif span.strong or span.emphasis:
                yield f"<b>{words}</b>" if span.strong else f'<span style="font-weight: 500">{words}</span>'
            else:
                yield words
