"""YAML text in, a tree of nodes with positions out.

Only the plain data part of YAML is accepted: anchors, aliases, merge keys, tags and several documents in one file are
refused, so a tree is never larger than its file. Values stay strings as they were typed; what they mean is decided
by `decode`, which knows what each key expects (so `en: No` is the word “No”).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from reportgen.errors import Position, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_FILE_BYTES = 4_000_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Scalar:
    value: str
    plain: bool
    """Typed without quotes: only such a value can be a number, a boolean or null."""
    at: Position


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[Scalar, Node], ...]
    at: Position

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Node | None:
    """The file's single document, or None with the reason added to `problems`; `name` is the path to show."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            problems.append(Problem(Position(name), f"the file is larger than {MAX_FILE_BYTES:,} bytes"))
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(Position(name), "the file does not exist"))
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(Position(name, line, 1), "the file is not UTF-8 text", hint="save it as UTF-8"))
        return None
    except OSError as error:
        problems.append(Problem(Position(name), f"the file cannot be read: {error.strerror}"))
        return None
    return parse_yaml(text, name, problems)


def parse_yaml(text: str, name: str, problems: list[Problem]) -> Node | None:
    """As `read_yaml`, from a string."""
    try:
        return _compose(text, name, problems)
    except _Refused as refusal:
        problems.append(refusal.problem)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
        detail = " ".join(part for part in (error.context, error.problem) if part)
        problems.append(Problem(at, f"this is not valid YAML: {detail}"))
    except yaml.YAMLError as error:  # a character that YAML forbids: libyaml gives no mark, only an offset
        problems.append(Problem(Position(name), f"this is not valid YAML: {' '.join(str(error).split())}"))
    return None


class _Open:
    """A collection whose end has not been seen."""

    __slots__ = ("at", "children", "is_mapping")

    def __init__(self, at: Position, is_mapping: bool) -> None:
        self.at = at
        self.is_mapping = is_mapping
        self.children: list[Node] = []

    def close(self, problems: list[Problem]) -> Node:
        if not self.is_mapping:
            return Sequence(tuple(self.children), self.at)
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Position] = {}
        for key, value in zip(self.children[::2], self.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                problems.append(Problem(key.at, "a key must be a single word"))
            elif key.value in seen:
                problems.append(
                    Problem(key.at, f"the key “{key.value}” stands twice", hint=f"first on line {seen[key.value].line}")
                )
            else:
                seen[key.value] = key.at
                entries.append((key, value))
        return Mapping(tuple(entries), self.at)


def _compose(text: str, name: str, problems: list[Problem]) -> Node | None:
    root: Node | None = None
    stack: list[_Open] = []
    documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        at = Position(name, mark.line + 1, mark.column + 1)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            _refuse_extras(event, at)
            node = Scalar(event.value, not event.style, at)
        elif isinstance(event, yaml.CollectionStartEvent):
            _refuse_extras(event, at)
            if len(stack) >= MAX_DEPTH:
                raise _Refused(Problem(at, f"lists and mappings are nested more than {MAX_DEPTH} deep"))
            stack.append(_Open(at, isinstance(event, yaml.MappingStartEvent)))
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().close(problems)
        elif isinstance(event, yaml.AliasEvent):
            raise _Refused(Problem(at, f"the alias “*{event.anchor}” is not allowed", hint="write the text out"))
        else:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _Refused(Problem(at, "a file holds one document only", hint="remove the line “---”"))
            continue
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
    return root


def _refuse_extras(event: yaml.NodeEvent, at: Position) -> None:
    if event.anchor:
        raise _Refused(Problem(at, f"the anchor “&{event.anchor}” is not allowed", hint="write the text out"))
    if getattr(event, "tag", None) not in (None, "!"):
        raise _Refused(Problem(at, f"the tag “{event.tag}” is not allowed", hint="remove it"))
