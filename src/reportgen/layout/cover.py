"""The cover: titles of equal dignity, the picture drawn from the data, the hero figures and the phases."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.artwork import Artwork, Path, Stroke, line, rectangle
from reportgen.errors import Position
from reportgen.layout.composer import Composer, Place
from reportgen.layout.figures import drawings, figure_nodes
from reportgen.layout.frame import Anchor, Fragment, Shape
from reportgen.layout.styles import TextStyle
from reportgen.model.content import Chart, Cover, HeroFigure, Language, Manifest, Pair, Phase
from reportgen.model.markup import Span, Text
from reportgen.records import replace

_TOP = 52.0
_LARGEST_TITLE = 33.0
_KICKER_GAP = 26.0
_LARGEST_VALUE = 13.0
_LEAST_VALUE = 9.4
_GUTTER = 13.0
_DOT = 4.0
_CIRCLE = 0.5523
_FOOT = 34.0
_SPARE_SHARES = {True: (0.2, 0.2, 0.25), False: (0.5, 0.12, 0.1)}
"""What of the spare height goes under the titles, before the figures and before the phases; with and without a picture."""


Picture = tuple[Chart, Artwork]
_Items = list[dict[Language, int]]


class _CoverSetter:
    """Sets the cover downwards; `y` is the height that is filled, from the top of the sheet."""

    def __init__(self, composer: Composer, section: Cover, spare: float) -> None:
        self.composer, self.section, self.spare = composer, section, spare
        self.node = composer.tree.add("Sect", name=section.id)
        self.fragment = Fragment()
        self.left = composer.edition.left(1)
        self.width = composer.edition.width
        self.y = _TOP

    def set(self, manifest: Manifest, picture: Picture | None) -> Fragment:
        self.fragment.items.append(Anchor(self.section.id, 0.0))
        self._titles()
        if picture is not None:
            chart, artwork = picture
            nodes = figure_nodes(self.composer, self.node, chart.id, chart.alt)
            self.fragment.items.extend(drawings(artwork, self.left, self.y, nodes.figures))
            self.y += artwork.height
        ground_share, figures_share, phases_share = _SPARE_SHARES[picture is not None]
        self.y += 14.0 + ground_share * self.spare
        ground = rectangle(0, 0, self.composer.edition.paper.width, self.y, self.composer.theme.night)
        self.fragment.items.insert(0, Shape(ground))
        self.y += 22.0 + figures_share * self.spare
        self._figures()
        self.y += 20.0 + phases_share * self.spare
        self._phases()
        self._foot(manifest)
        return self.fragment

    @property
    def foot(self) -> float:
        """Top of the last line of the cover."""
        return self.composer.edition.paper.height - _FOOT - self.composer.styles.caption.pitch

    def _titles(self) -> None:
        """Kicker and title in each language, all in the largest size that every line fits."""
        composer, section = self.composer, self.section
        paper = composer.theme.paper
        kicker = replace(composer.styles.caption, colour=paper, size=8.0, weight="medium")
        size = self._title_size()
        title = replace(composer.styles.title, colour=paper, size=size, pitch=size * 1.24, mode="ragged")
        bottom = self.y
        for column in self._columns():
            language, x, width = column
            owner = composer.tree.add("P", self.node, language)
            self.fragment.items.append(Shape(rectangle(x, self.y, 36.0, 3.0, composer.theme.accent)))
            composer.put(self.fragment, section.kicker.side(language), kicker, language, Place(x, self.y + 9.0, width, owner))
            y = self.y + _KICKER_GAP
            owner = composer.tree.add("Title", self.node, language)
            y = composer.put(self.fragment, _broken(section.lines, language), title, language, Place(x, y, width, owner))
            bottom = max(bottom, y)
        self.y = bottom + 12.0 + 0.15 * self.spare

    def _columns(self) -> list[tuple[Language, float, float]]:
        edition = self.composer.edition
        if edition.side is not None:
            return [(edition.languages[0], self.left, self.width)]
        return [(column.language, self.left + column.x, column.width) for column in edition.columns]

    def _title_size(self) -> float:
        size = _LARGEST_TITLE
        style = self.composer.styles.title
        for language, _, width in self._columns():
            for pair in self.section.lines:
                natural = self.composer.line(pair.side(language), style.sized(10.0), language).width
                if natural > 0:
                    size = min(size, 10.0 * (width - 2.0) / natural)
        return size

    def _figures(self) -> None:
        figures = self.section.figures
        if not figures:
            return
        composer = self.composer
        width = (self.width - _GUTTER * (len(figures) - 1)) / len(figures)
        value = self._value_style(width)
        label = replace(composer.styles.dense, colour=composer.theme.grey)
        rows: list[tuple[Callable[[HeroFigure], Pair], TextStyle, float]] = [
            (lambda figure: figure.label, label, 0.0),
            (_value_with_note, value, 1.0),
        ]
        for k in range(len(figures)):
            x = self.left + k * (width + _GUTTER)
            self.fragment.items.append(Shape(line((x, self.y), (x + width, self.y), Stroke(composer.theme.ink, 0.8))))
        self.y += 5.0
        nodes = self._list(len(figures))
        for language in composer.edition.languages:
            for part, style, gap in rows:
                self._level([part(figure) for figure in figures], style, (language, nodes), (width, gap))
            self.y += 6.0

    def _value_style(self, width: float) -> TextStyle:
        """The largest size at which no figure breaks but where its author broke it."""
        composer = self.composer
        style = replace(composer.styles.heading, colour=composer.theme.accent, size=_LARGEST_VALUE, mode="balanced")
        texts = [(_value_with_note(f).side(lang), lang) for f in self.section.figures for lang in composer.edition.languages]
        while style.size > _LEAST_VALUE and any(
            len(composer.lines(text, style, lang, width)) > 1 + sum(span.line_break for span in text.spans) for text, lang in texts
        ):
            style = style.sized(style.size - 0.4)
        return replace(style, pitch=style.size * 1.3)

    def _level(self, pairs: list[Pair], style: TextStyle, who: tuple[Language, _Items], room: tuple[float, float]) -> None:
        """One text of each column from the same height, each in the item of its column."""
        language, nodes = who
        width, gap = room
        top = self.y + gap
        bottom = top
        for k, pair in enumerate(pairs):
            owner = self.composer.tree.add("P", nodes[k][language], language)
            place = Place(self.left + k * (width + _GUTTER), top, width, owner)
            bottom = max(bottom, self.composer.put(self.fragment, pair.side(language), style, language, place))
        self.y = bottom

    def _phases(self) -> None:
        """The phases along a line, the current one as a filled dot."""
        phases = self.section.phases
        if phases is None:
            return
        composer, theme = self.composer, self.composer.theme
        style = composer.styles.small_strong
        x = self.left
        bottom = self.y
        for language, column_x, column_width in self._columns():
            owner = composer.tree.add("P", self.node, language)
            bottom = max(bottom, composer.put(self.fragment, phases.title.side(language), style, language, Place(column_x, self.y, column_width, owner)))
        self.y = bottom + 8.0
        items = phases.items
        width = (self.width - _GUTTER * (len(items) - 1)) / len(items)
        self.fragment.items.append(Shape(line((x, self.y), (x + self.width, self.y), Stroke(theme.rule, 1.0))))
        for k, phase in enumerate(items):
            dot_x = x + k * (width + _GUTTER) + _DOT
            self.fragment.items.append(Shape(_dot(dot_x, self.y, _DOT, composer, phase)))
        self.y += _DOT + 5.0
        strong, dense = composer.styles.dense_strong, composer.styles.dense
        nodes = self._list(len(items))
        for language in composer.edition.languages:
            self._level([p.name for p in items], strong.sized(8.0), (language, nodes), (width, 0.0))
            self._level([p.dates for p in items], dense.coloured(theme.accent), (language, nodes), (width, 0.0))
            self._level([p.text for p in items], dense, (language, nodes), (width, 1.0))
            self.y += 5.0

    def _list(self, count: int) -> _Items:
        """A list of `count` items with a group for each language in each."""
        tree = self.composer.tree
        whole = tree.add_with("L", self.node, None, ListNumbering="None")
        bodies = [tree.add("LBody", tree.add("LI", whole)) for _ in range(count)]
        return [{language: tree.add("Div", body, language) for language in self.composer.edition.languages} for body in bodies]

    def _foot(self, manifest: Manifest) -> None:
        composer = self.composer
        y = self.foot
        if self.y > y:
            composer.problems.append(composer.too_tall(self.section.title.en.at, self.y - y))
        for language, x, width in self._columns():
            owner = composer.tree.add("P", self.node, language)
            edition, author = manifest.edition.side(language), manifest.author.side(language)
            text = Text((*edition.spans, Span("\u2002·\u2002" if language == "en" else " · "), *author.spans), edition.at)
            composer.put(self.fragment, text, composer.styles.caption, language, Place(x, y, width, owner))


def cover_fragment(composer: Composer, section: Cover, manifest: Manifest, picture: Picture | None) -> Fragment:
    """The cover in coordinates of the sheet, spread over its height; page 1 is a recto."""
    scratch = Composer(composer.theme, composer.typesetter, composer.edition, composer.numbering)
    trial = _CoverSetter(scratch, section, 0.0)
    trial.set(manifest, picture)
    spare = max(trial.foot - trial.y - 8.0, 0.0)
    return _CoverSetter(composer, section, spare).set(manifest, picture)


def _broken(lines: tuple[Pair, ...], language: Language) -> Text:
    """The lines as one text with forced breaks."""
    spans: list[Span] = []
    for number, pair in enumerate(lines):
        spans += [Span("", line_break=True)] if number else []
        spans += pair.side(language).spans
    return Text(tuple(spans), lines[0].side(language).at if lines else Position(""))


def _value_with_note(figure: HeroFigure) -> Pair:
    if not figure.note:
        return figure.value
    mark = Span("", note=figure.note)
    en, zh = figure.value.en, figure.value.zh
    return Pair(Text((*en.spans, mark), en.at), Text((*zh.spans, mark), zh.at))


def _dot(x: float, y: float, radius: float, composer: Composer, phase: Phase) -> Path:
    """A disc for the current phase, a ring for the others."""
    k = radius * _CIRCLE
    commands = (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    )
    theme = composer.theme
    return Path(commands, theme.accent if phase.current else theme.paper, Stroke(theme.accent, 1.2))
