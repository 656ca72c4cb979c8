"""YAML text in, a tree of nodes with positions out.

Only the plain data part of YAML is accepted: anchors, aliases, merge keys, tags and several documents in one file are
refused, so a tree is never larger than its file. Values stay strings as they were typed; what they mean is decided
by `decode`, which knows what each key expects (so `en: No` is the word “No”).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from reportgen.errors import Position, Problem
from reportgen.patterns import regex
from reportgen.records import dataclass

if TYPE_CHECKING:
    import yaml

MAX_FILE_BYTES = 4_000_000
MAX_DEPTH = 40
_NOT_YAML = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What a YAML stream must not hold (YAML 1.2, 5.1), and byte order marks inside the text."""
_HINTS = (
    ("cannot start any token", "indent with spaces, not tabs, and put quotes around a value that begins with @, `, % or a tab"),
    ("mapping values are not allowed", "put quotes around a value that holds “: ”"),
    ("could not find expected ':'", "is a colon missing, or are quotes needed around the value?"),
    ("did not find expected key", "is the indentation the same as on the lines around it?"),
    ("did not find expected '-' indicator", "is the indentation the same as on the lines around it?"),
    ("found unexpected end of stream", "is a closing quote missing?"),
    ("did not find expected ',' or", "is a bracket, a comma or a quote missing?"),
)


FACT_FIRST = "put quotes around a text that begins with a fact"
_FACT_FIRST = regex(r"(?:[:,-]\s+|\{\s*)\{[A-Za-z][A-Za-z0-9_-]*(?::[a-z ]+)?\}")
"""A value that YAML takes for a mapping and that was meant as a text."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a number, as it was typed."""

    value: str
    plain: bool
    """Typed without quotes: only such a value can be a number, a boolean or null."""
    at: Position
    typed: str = ""
    """The value as it stands in the file, from `at` on."""

    def places_of(self, character: str) -> tuple[Position, ...]:
        """Where a character stands in the file, in order; `at` for each if escapes hide some."""
        count = self.value.count(character)
        if self.typed.count(character) != count:
            return (self.at,) * count
        places = []
        for line, words in enumerate(self.typed.split("\n")):
            first, at = 1 if line else self.at.column, words.find(character)
            while at >= 0:
                places.append(Position(self.at.file, self.at.line + line, first + at))
                at = words.find(character, at + 1)
        return tuple(places)


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed value, or the two of a range, kept as they stand in the file."""

    words: tuple[str, ...]
    places: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Position

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The file as text, or None with the reason added to `problems`; `name` is its path in the report folder."""
    try:
        about = path.stat()
        fault = ""
        if not S_ISREG(about.st_mode):
            fault = "this is not a plain file"
        elif not path.resolve().is_relative_to(path.parents[name.count("/")].resolve()):
            fault = "this is a link to a file outside the report folder"
        elif about.st_size > MAX_FILE_BYTES:
            fault = f"the file is larger than {MAX_FILE_BYTES:,} bytes"
        if fault:
            problems.append(Problem(Position(name), fault))
            return None
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(Position(name), "the file does not exist"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
        problems.append(Problem(_place(name, before), "the file is not UTF-8 text", hint="save it as UTF-8"))
    except OSError as error:
        problems.append(Problem(Position(name), f"the file cannot be read: {error.strerror}"))
    return None


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Node | None:
    """The file's single document, or None with the reason added to `problems`; `name` is the path to show."""
    text = read_text(path, name, problems)
    return None if text is None else parse_yaml(text, name, problems)


def parse_yaml(text: str, name: str, problems: list[Problem]) -> Node | None:
    """As `read_yaml`, from a string. A file without content is a problem too."""
    import yaml

    bad = _NOT_YAML.search(text)
    if bad:
        at = _place(name, text[: bad.start()])
        problems.append(Problem(at, f"the character U+{ord(bad[0]):04X} cannot stand in YAML", hint="remove it"))
        return None
    try:
        root = _compose(text, name, problems)
    except _Refused as refusal:
        problems.append(refusal.problem)
        return None
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(error, name, text))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(Position(name, 1, 1), f"this is not valid YAML: {' '.join(str(error).split())}"))
        return None
    if root is None:
        problems.append(Problem(Position(name, 1, 1), "the file is empty", "keys with their values"))
    return root


def _syntax_problem(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    at = _marked(name, error.problem_mark or error.context_mark)
    detail = " ".join(part for part in (error.context, error.problem) if part)
    hint = next((hint for words, hint in _HINTS if words in detail), "")
    lines = text.split("\n")
    if at.line <= len(lines) and _FACT_FIRST.search(lines[at.line - 1]):
        hint = FACT_FIRST
    return Problem(at, f"this is not valid YAML: {detail}", hint=hint)


def _typed(text: str, event: Any) -> str:
    """What stands in the file between the marks of an event."""
    return text[event.start_mark.index : event.end_mark.index] if event.start_mark and event.end_mark else ""


def _marked(name: str, mark: Any) -> Position:
    """The position of a mark of PyYAML's, which counts from 0."""
    return Position(name, mark.line + 1, mark.column + 1) if mark else Position(name, 1, 1)


def _place(name: str, before: str) -> Position:
    """The position that follows the text `before`."""
    return Position(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass(frozen=True, slots=True)
class TypedScalar:
    """A scalar as it stands in its file: `start` and `end` count characters of the text, quotes and block header included."""

    value: str
    style: str
    """The quotation mark, | or >; nothing for a plain one."""
    at: Position
    start: int
    end: int


Outline = tuple[TypedScalar | str, ...]
"""The scalars of a file in order, and between them the kinds of what begins and ends."""


def outline_yaml(text: str, name: str) -> Outline | None:
    """What stands where in a YAML text that `parse_yaml` reads; None for one that is no YAML."""
    import yaml

    found: list[TypedScalar | str] = []
    try:
        for event in _events(text):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start, end = event.start_mark.index, event.end_mark.index
                found.append(TypedScalar(event.value, event.style or "", _marked(name, event.start_mark), start, end))
            else:
                found.append(type(event).__name__)
    except yaml.YAMLError:
        return None
    return tuple(found)


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
    import yaml

    root: Node | None = None
    stack: list[_Open] = []
    documents = 0
    for event in _events(text):
        at = _marked(name, event.start_mark)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            _refuse_extras(event, at)
            node = Scalar(event.value, not event.style, at, _typed(text, event))
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


def _events(text: str) -> Iterator[Any]:
    import yaml  # not needed while nothing has been edited

    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _refuse_extras(event: yaml.NodeEvent, at: Position) -> None:
    if event.anchor:
        raise _Refused(Problem(at, f"the anchor “&{event.anchor}” is not allowed", hint="write the text out"))
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        raise _Refused(Problem(at, f"the tag “{tag}” is not allowed", hint="remove it"))
