"""Whether the marks on two texts agree: links, notes, references, emphasis, list items, table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.errors import how_many
from reportgen.patterns import regex
from reportgen.prose.emphasis import check_emphasised_words
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.links import check_swapped_links
from reportgen.prose.sides import Side

_LANGUAGE_PART = regex(r"(?<=[/.?&=_-])(?:en|zh|cn|zh-cn|zh_cn|zh-hans|en-us|en-gb|en_us|english|chinese|us|www|m)(?=[/.?&=_-]|$)|(?<=//)(?:en|zh|cn|www)\.", re.IGNORECASE)
_TITLE = regex("《[^》]*》")


def check_marks(en: Side, zh: Side) -> Iterator[Finding]:
    """Marks that stand on one side only."""
    if not (en.links or zh.links or en.notes or zh.notes or en.references or zh.references or en.strong or zh.strong or en.emphasis or zh.emphasis
            or en.items or zh.items or en.rows or zh.rows):  # fmt: skip
        return
    links = list(_compare("parity/link", "link", en.links, zh.links, en, zh))
    yield from links or check_swapped_links(en, zh)
    if en.bare != zh.bare and not links:
        yield Finding("parity/link", f"a link in {'English' if en.bare < zh.bare else 'Chinese'} is a bare address in {'Chinese' if en.bare < zh.bare else 'English'}")
    yield from _compare("parity/link", "reference", en.references, zh.references, en, zh)
    yield from _compare("parity/note", "note", en.notes, zh.notes, en, zh)
    yield from _emphasis(en, zh)
    if en.items != zh.items and max(en.items, zh.items) > 1:
        yield Finding("parity/list-length", f"the list has {how_many(en.items, 'item') if en.items else 'no items'} in English and {zh.items or 'none'} in Chinese")
    if en.rows != zh.rows:
        yield Finding("parity/table-shape", f"the table has {_shape(en.rows)} in English and {_shape(zh.rows)} in Chinese")


def _compare(rule: str, what: str, left: tuple[str, ...], right: tuple[str, ...], en: Side, zh: Side) -> Iterator[Finding]:
    """Each mark as often on one side as on the other; addresses may differ in their language."""
    key = _without_language if rule == "parity/link" else str
    first, second = Counter(map(key, left)), Counter(map(key, right))
    only_en = [word for word in left if first[key(word)] > second[key(word)]]
    only_zh = [word for word in right if second[key(word)] > first[key(word)]]
    only_en, only_zh = list(dict.fromkeys(only_en)), list(dict.fromkeys(only_zh))
    if not only_en and not only_zh:
        return
    marks = [_find("en", en.text, word) for word in only_en] + [_find("zh", zh.text, word) for word in only_zh]
    if only_en and only_zh:
        message = f"the {what} “{only_en[0]}” in English is “{only_zh[0]}” in Chinese"
    elif only_en:
        message = f"the {what} “{only_en[0]}” is missing in Chinese" + _times(first, second, key(only_en[0]))
    else:
        message = f"the {what} “{only_zh[0]}” is missing in English" + _times(second, first, key(only_zh[0]))
    yield Finding(rule, message, tuple(mark for mark in marks if mark))


def _times(more: Counter[str], fewer: Counter[str], word: str) -> str:
    return f" ({more[word]} times against {fewer[word]})" if fewer[word] else ""


def _find(side: str, text: str, word: str) -> Mark | None:
    start = text.find(word)
    return Mark(side, start, start + len(word), word) if start >= 0 else None  # type: ignore[arg-type]


def _without_language(address: str) -> str:
    return _LANGUAGE_PART.sub("", address).rstrip("/").replace("//", "/").lower()


def _emphasis(en: Side, zh: Side) -> Iterator[Finding]:
    """As many stretches of strong text, and of emphasis; a title in italics may be 《》 in Chinese."""
    if len(en.strong) != len(zh.strong):
        yield Finding("parity/emphasis", f"{_count(len(en.strong), 'strong')} in English and {_count(len(zh.strong), 'strong')} in Chinese", _some(en, zh, "strong"))
    titles = len(_TITLE.findall(zh.words))
    if len(en.emphasis) != len(zh.emphasis) and not 0 < len(en.emphasis) - len(zh.emphasis) <= titles:
        yield Finding("parity/emphasis", f"{_count(len(en.emphasis), 'emphasised')} in English and {_count(len(zh.emphasis), 'emphasised')} in Chinese",
                      _some(en, zh, "emphasis"))  # fmt: skip
    yield from check_emphasised_words(en, zh)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what} stretch{'es' if number != 1 else ''}"


def _some(en: Side, zh: Side, name: str) -> tuple[Mark, ...]:
    marks = [_find("en", en.text, word) for word in getattr(en, name)[:1]] + [_find("zh", zh.text, word) for word in getattr(zh, name)[:1]]
    return tuple(mark for mark in marks if mark)


def _shape(rows: tuple[int, ...]) -> str:
    if not rows:
        return "no rows"
    cells = sorted(set(rows))
    return f"{how_many(len(rows), 'row')} of {' or '.join(map(str, cells))} cell{'' if cells == [1] else 's'}"
