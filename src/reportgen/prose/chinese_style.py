"""A Chinese text in, faults of its own typography out (GB/T 15834-2011; characters of zh-Hans)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark
from reportgen.prose.glance import character_pairs
from reportgen.prose.han import HAN, IDEOGRAPH, has_han, shape_of
from reportgen.prose.sides import Side

_HALF_WIDTH = regex(
    rf"(?<={HAN})[,;:!?)](?!\w*[(（]?\))|(?<={HAN})\)|(?<={HAN})\.(?=$|\s|{HAN})|(?<={HAN})\((?!\d*\))|\((?={HAN})|(?<=[A-Za-z0-9%”》）’])[,;!?:](?=\s?{HAN})"
    rf"|(?<=[A-Za-z0-9%])\)(?=\s?{HAN})|(?<=[A-Za-z0-9%”》）])\.(?={HAN})|(?<=[%”》）])\.$|(?<={HAN}[0-9])\.$|(?<={HAN}[0-9][0-9])\.$"
)
_FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_STRAIGHT = regex(r"\"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])")
_SPACED = regex(rf"(?<![表图]\d)(?<![表图]\d\d)(?:(?<={HAN}) +(?=[A-Za-z0-9$€£¥])(?! *vs)|(?<=[A-Za-z0-9%]) +(?={HAN})|(?<={HAN}) +(?={HAN})|(?<=[，。；：、！？“（《]) +(?=[^\\s|*])|(?<=[^\\s|*]) +(?=[，。；：、！？”）》]))")
_BOUNDARY = regex(rf"(?<={HAN})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?={HAN})")
_TITLE_YEAR = regex(r" +(?:19|20)\d\d$")
_FULL_WIDTH = regex("[０-９Ａ-Ｚａ-ｚ％＄＋]+")
_TO_HALF = {c: chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF01, 0xFF5F))}
_DOUBLED = regex("[，。；：、][，。；：、]+|！{2,}|？{2,}|(?<![.\\d])[.]{2,5}(?=" + IDEOGRAPH + "|$)|，\\s+，|[，、；：](?=[”）》]?。)|。[”’」]+。|（（|））|《《|》》")
_PARTICLE = regex(
    "(?<=变)的(?=更|越来越|非常|十分|很)|(?<=[做说跑走干踢打唱写睡吃玩演])的(?=很好|很快|很慢|很远|非常|越来越|十分|更好)|(?<=进展)的(?=很|非常|十分)"
    "|(?<=悄悄)的|(?<=渐渐)的|(?<=慢慢)的|(?<=默默)的|(?<=逐渐)的|(?<=牢牢)的|(?<=紧紧)的|(?<=不断)的(?=提高|增长|上升|扩大|下降|推进|加强|改进|优化|完善)"
    "|(?<=[速快稳])的(?=增长了|下降了|上升了|推进了|完成了)|(?<=很好)的(?=解决了|完成了|控制了|利用了)|的的|了了(?!解|然|结|之|事)|是是(?!非)|在在|和和(?!气|睦|平)|与与|将将(?!军)"
)

_PARTICLE_PAIRS = frozenset([*(f"{c}的" for c in "变做说跑走干踢打唱写睡吃玩演展悄渐慢默牢紧断速快稳好的"), "了了", "是是", "在在", "和和", "与与", "将将"])
"""Each match of `_PARTICLE` has one of these in it, or begins right after the first of them."""
_STOPS = "，。；：、"
_DOUBLED_PAIRS = frozenset([*(first + second for first in _STOPS for second in _STOPS + "”）》 \t\n\u3000\u00a0"), "！！", "？？", "..", "（（", "））", "《《", "》》"])
"""Each match of `_DOUBLED` begins with one of these."""
_HALF_WIDTH_MARKS, _FULL_WIDTH_SIGNS = frozenset(",;:!?()."), frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF04, 0xFF0B)))
_IN_NAMES = frozenset("昇陞甦喆堃犇龢迺徵濛夥勠劄")
"""Characters of names that the Table of General Standard Chinese Characters (2013) admits again, as in 昇腾."""


def check_chinese(zh: Side, spaced: bool = False) -> Iterator[Finding]:
    """Faults of typography in Chinese; `spaced` if the text keeps blanks between Han and Latin as its convention."""
    text = zh.words
    if not has_han(text):
        return
    pairs = character_pairs(text)
    if not _HALF_WIDTH_MARKS.isdisjoint(text):
        yield from _all("zh/half-width-punctuation", _places(_HALF_WIDTH, shape_of(text)), text, "half-width “{}” in Chinese", lambda m: _FULL[m])
    if '"' in text or "'" in text:
        yield from _all("zh/straight-quotes", _places(_STRAIGHT, text), text, "straight quotation mark {} in Chinese")
    if not _FULL_WIDTH_SIGNS.isdisjoint(text):
        yield from _all("zh/full-width-alnum", _places(_FULL_WIDTH, text), text, "full-width “{}”", lambda m: "".join(_TO_HALF[c] for c in m))
    if not _DOUBLED_PAIRS.isdisjoint(pairs):
        yield from _all("zh/doubled-punctuation", _places(_DOUBLED, shape_of(text)), text, "“{}”: two marks where one belongs")
    if not _PARTICLE_PAIRS.isdisjoint(pairs):
        yield from _all("zh/particle", _places(_PARTICLE, text), text, "“{}” is probably the wrong particle here")
    if not spaced and " " in zh.text:
        year = _TITLE_YEAR.search(text)
        until = year.start() if year and not re.search("[，。；]", text) else len(text)
        typed = zh.text if len(zh.text) == len(text) else text
        places = [place for place in _places(_SPACED, shape_of(typed)) if place[0] < until]
        yield from _all("zh/space-han-latin", places, typed, "a typed space beside Han or a full-width mark", lambda _: "")
    yield from _traditional(text)


def spacing_of(zh: Side) -> tuple[int, int]:
    """How many meetings of Han and Latin have a typed space, and how many have none."""
    shape = shape_of(zh.text)
    return len(_SPACED.findall(shape)), len(_BOUNDARY.findall(shape))


def _places(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _all(rule: str, places: Sequence[tuple[int, int]], text: str, message: str, fix: Callable[[str], str] | None = None) -> Iterator[Finding]:
    """One finding for all places, marked at each."""
    if places:
        start, end = places[0]
        first = text[start:end]
        more = f" ({len(places)} places)" if len(places) > 1 else ""
        around = text[max(0, start - 5) : end + 5].strip()
        marks = tuple(Mark("zh", start, end, text[start:end]) for start, end in places)
        said = message.format(first or "—")
        yield Finding(rule, f"{said}: …{around}…{more}", marks, fix=fix(marks[-1].text) if fix else "")


def _traditional(text: str) -> Iterator[Finding]:
    table = traditional_characters()
    if table.keys().isdisjoint(text):
        return
    found = [(i, c) for i, c in enumerate(text) if c in table]
    if found:
        characters = "".join(dict.fromkeys(c for _, c in found))
        simplified = "".join(table[c] for c in characters)
        yield Finding("zh/traditional", f"traditional “{characters}” in a simplified text; simplified “{simplified}”",
                      tuple(Mark("zh", i, i + 1, c) for i, c in found), fix=table[found[-1][1]])  # fmt: skip


@cache
def traditional_characters() -> dict[str, str]:
    """Characters that simplified text does not use, each with its simplified form."""
    lines = files("reportgen.prose").joinpath("data/traditional.txt").read_text("utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split() if pair[0] not in _IN_NAMES}
