"""Real content in, spoilt content out: changes of structure, of words and of the written file, all from one seed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

Tree = Any
"""Lists, dicts, strings; a word that was typed without quotes is a `Plain`."""


class Plain(str):
    """A scalar without quotes: a number, a name, true or false."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a tree: what holds it, and under which key."""

    holder: Any
    key: Any

    @property
    def value(self) -> Tree:
        return self.holder[self.key]

    def put(self, value: Tree) -> None:
        self.holder[self.key] = value


HOSTILE = (
    "", " ", "\n", "\t", "*", "**", "***", "[", "]", "[^", "[^x]", "[@x]", "[@]", "](", "[x](#y)", "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHN2Zz4=)", "[x](file:///etc/passwd)", "[x](https://例子.中国/a(b)c?q=“”)", "[x](mailto:)", "\\", "\\*",
    "[[[[[[[[", "*a*b*c**d**", "<b>&amp;</b>", "<script>alert(1)</script>", "${x}", "{{x}}", "%s%n", "=1+1", "=cmd|' /C calc'!A0",
    "../../etc/passwd", "/etc/passwd", "C:\\con", ") Tj ET Q (", "endstream endobj", "<</JS(app.alert(1))>>", "(((((", "\u202eabc",
    "e\u0301\u0301\u0301", "\u200b" * 50, "\u2060", "\ufeff", "\u00ad\u00ad", "👩‍👩‍👧", "\U00020bb7", "\ue000", "\uffff", "\u0000",
    "\u001b[31m", "مرحبا", "ไทย", "한국어", "ﷺ", "﷽", "„“”‚‘’", "……", "——————", "，。，。，。", "（（（（））））", "「『』」", "1" * 400,
    "字" * 3000, "word " * 2000, "q" * 6000, "，" * 500, "a\n" * 300, "https://" + "a/" * 500, "[" * 2000, "*" * 999, "x" * 20_001,
)  # fmt: skip
NUMBERS = ("0", "-1", "1", "1e308", "1e-320", "nan", ".nan", ".inf", "-.inf", "1_000", "0x10", "9" * 400, "1.5.2", "١٢", "true", "~", "8", "12", "20", "200")
RAW = (
    b"&a ", b"*a", b"<<: *a\n", b"!!python/object/apply:os.system ['true']", b"!!binary aGk=", b"!x ", b"---\n", b"...\n", b"\t", b"\0", b"\xff",
    b"\xef\xbb\xbf", b"%YAML 9.9\n---\n", b"\r", b"\r\n", b"#", b": ", b"- ", b"? ", b"| ", b"> ", b"'", b'"', b"{", b"}", b"[", b"]", b"\xc2\x85", b"\xe2\x80\xa8",
)  # fmt: skip
_BARE = re.compile(r"[A-Za-z0-9_.#+-]+")
_REFERENCES = re.compile(r"\[\^[^\]]*\]|\[@[^\]]*\]|\[([^\]]*)\]\(#[^)]*\)")


def tree_of(text: str) -> Tree:
    """The tree of a YAML text, with what was typed bare kept so."""

    def build(node: yaml.Node) -> Tree:
        if isinstance(node, yaml.MappingNode):
            return {build(key): build(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [build(item) for item in node.value]
        bare = not node.style and _BARE.fullmatch(node.value)
        return Plain(node.value) if bare else node.value

    return build(yaml.compose(text, Loader=yaml.CSafeLoader))


def text_of(tree: Tree) -> str:
    """The tree as YAML, which has all of JSON in it."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_key(key)}: {text_of(value)}" for key, value in tree.items()) + "}\n"
    if isinstance(tree, list):
        return "[" + ",\n ".join(map(text_of, tree)) + "]"
    return str(tree) if isinstance(tree, Plain) else json.dumps(tree, ensure_ascii=False)


def _key(key: str) -> str:
    """A key; what makes two of one (a blank at its end) is taken off as it is written."""
    return json.dumps(key.rstrip(" ") if isinstance(key, str) else key, ensure_ascii=False)


def without_references(tree: Tree) -> Tree:
    """The tree without notes and cross references, so that a part of a report can stand alone."""
    if isinstance(tree, dict):
        kept = {key: value for key, value in tree.items() if key != "note" or isinstance(value, dict)}
        return {key: without_references(value) for key, value in kept.items()}
    if isinstance(tree, list):
        return [without_references(item) for item in tree]
    return tree if isinstance(tree, Plain) else _REFERENCES.sub(r"\1", tree)


def trimmed(tree: Tree, most: int, rng: random.Random) -> Tree:
    """The tree with at most `most` neighbouring items in each long list."""
    if isinstance(tree, dict):
        return {key: trimmed(value, most, rng) for key, value in tree.items()}
    if isinstance(tree, list):
        first = rng.randrange(max(len(tree) - most, 0) + 1)
        return [trimmed(item, most, rng) for item in tree[first : first + most]]
    return tree


def copy_of(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: copy_of(value) for key, value in tree.items()}
    return [copy_of(item) for item in tree] if isinstance(tree, list) else tree


def places_in(tree: Tree) -> list[Place]:
    """Every node below the root."""
    found: list[Place] = []
    waiting: list[Tree] = [tree]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append(Place(holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found


# --- changes of the tree: each is given a place, the random numbers, and the places of other content ------------------


def _hostile(place: Place, rng: random.Random, _: list[Place]) -> None:
    place.put(rng.choice(HOSTILE))


def _inserted(place: Place, rng: random.Random, _: list[Place]) -> None:
    if isinstance(place.value, str):
        at = rng.randrange(len(place.value) + 1)
        place.put(place.value[:at] + rng.choice(HOSTILE) + place.value[at:])


def _number(place: Place, rng: random.Random, _: list[Place]) -> None:
    place.put(Plain(rng.choice(NUMBERS)))


def _dropped(place: Place, _rng: random.Random, _: list[Place]) -> None:
    del place.holder[place.key]


def _renamed(place: Place, rng: random.Random, _: list[Place]) -> None:
    if isinstance(place.holder, dict):
        place.holder[rng.choice([place.key[:-1], place.key + "s", place.key.upper(), "id", "at", "__class__"])] = place.holder.pop(place.key)


def _doubled(place: Place, rng: random.Random, _: list[Place]) -> None:
    if isinstance(place.holder, dict):
        place.holder[place.key + " " * rng.randrange(1, 3)] = place.value
    else:
        place.holder[place.key : place.key] = [place.value] * rng.choice([1, 2, 40])


def _wrapped(place: Place, rng: random.Random, _: list[Place]) -> None:
    for _step in range(rng.choice([1, 1, 2, 60])):
        place.put([place.value] if rng.random() < 0.5 else {rng.choice(["en", "body", "x"]): place.value})


def _emptied(place: Place, rng: random.Random, _: list[Place]) -> None:
    place.put(rng.choice([[], {}, Plain("~"), Plain("null"), "", [[]], [{}]]))


def _from_elsewhere(place: Place, rng: random.Random, others: list[Place]) -> None:
    place.put(copy_of(rng.choice(others).value))


def _swapped(place: Place, rng: random.Random, _: list[Place]) -> None:
    holder = place.holder
    other = rng.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    holder[place.key], holder[other] = holder[other], holder[place.key]


def _repeated(place: Place, rng: random.Random, _: list[Place]) -> None:
    if isinstance(place.value, str):
        place.put(place.value * rng.choice([2, 10, 100]))


Change = Callable[[Place, random.Random, list[Place]], None]
CHANGES: tuple[Change, ...] = (
    _hostile, _inserted, _inserted, _inserted, _number, _dropped, _renamed, _doubled, _wrapped, _emptied, _from_elsewhere, _swapped, _repeated,
)  # fmt: skip


def spoil(tree: Tree, rng: random.Random, others: list[Place]) -> str:
    """Change one place of the tree; returns what was done."""
    place = rng.choice(places_in(tree))
    change = rng.choice(CHANGES)
    change(place, rng, others)
    return f"{change.__name__.strip('_')} at {place.key}"


def spoil_bytes(data: bytes, rng: random.Random) -> bytes:
    """Change the written file: a piece put in, taken out, doubled, or a bit turned over."""
    at = rng.randrange(len(data) + 1)
    end = min(at + rng.choice([1, 3, 30, 1000]), len(data))
    piece = rng.choice(RAW)
    if at < len(data) and rng.random() < 0.2:
        return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
    return rng.choice([data[:at] + piece + data[at:], data[:at] + data[end:], data[:at] + data[at:end] * 2 + data[end:], data[:at]])
