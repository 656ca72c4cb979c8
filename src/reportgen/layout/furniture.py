"""Running heads and folios: what stands on every page but the cover, and is not part of the text."""

from __future__ import annotations

from reportgen.artwork import Stroke, line
from reportgen.layout.composer import Composer
from reportgen.layout.flow import Sheet
from reportgen.layout.frame import RUNNING_FOOT, RUNNING_HEAD, Item, Shape, moved
from reportgen.model.content import AnySection, Language, Manifest
from reportgen.model.markup import Text, plain_text

_HEAD_RISE = 27.0
_RULE_RISE = 18.0
_FOOT_DROP = 30.0
_IMPRINT_GAP = 14.0


def furniture(composer: Composer, manifest: Manifest, section: AnySection, sheet: Sheet) -> list[Item]:
    """Section above each column in its language; folio outside, title and edition inside, at the foot."""
    edition, theme = composer.edition, composer.theme
    top = theme.head_margin
    left = edition.left(sheet.number)
    style = composer.styles.furniture
    items: list[Item] = []
    for column in edition.columns:
        x = column.x if edition.side is None else 0.0
        text = composer.line(section.short.side(column.language), style, column.language)
        items.extend(composer.items(text, x, top - _HEAD_RISE + 5.0, RUNNING_HEAD))
    stroke = Stroke(theme.rule, 0.5)
    items.append(Shape(line((0, top - _RULE_RISE), (edition.width, top - _RULE_RISE), stroke), RUNNING_HEAD))
    baseline = edition.paper.height - theme.foot_margin + _FOOT_DROP
    folio = composer.words(str(sheet.number), composer.styles.cell_strong, edition.languages[0])
    recto = sheet.number % 2 == 1
    items.extend(composer.items(folio, edition.width - folio.width if recto else 0.0, baseline, RUNNING_FOOT))
    imprints = [composer.line(_imprint(manifest, language), style, language) for language in edition.languages]
    x = 0.0 if recto else edition.width - sum(text.width for text in imprints) - _IMPRINT_GAP * (len(imprints) - 1)
    for text in imprints:
        items.extend(composer.items(text, x, baseline, RUNNING_FOOT))
        x += text.width + _IMPRINT_GAP
    return [moved(item, left, 0.0) for item in items]


def _imprint(manifest: Manifest, language: Language) -> Text:
    """The report's title and edition."""
    title = manifest.title.side(language)
    return Text((*title.spans, *plain_text(" · ").spans, *manifest.edition.side(language).spans), title.at)
