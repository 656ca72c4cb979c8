"""A tree of YAML nodes in, typed content out, with every fault found on the way.

Driven by the type hints of the dataclasses in `content`. Knows no file names and no cross references. A value that
cannot be read is reported and stands as `INVALID` until the whole object is dropped; decoding always goes on, so
that one run shows all the faults.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from functools import cache
from math import isfinite
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from reportgen.errors import Position, Problem, nearest
from reportgen.model import content
from reportgen.model.content import LANGUAGES, Language, Pair
from reportgen.model.fields import FieldSpec, spec_of
from reportgen.model.markup import FactRef, Text, is_blank, parse_markup, plain_text
from reportgen.model.source import FACT_FIRST, Mapping, Node, Scalar, Sequence, Typed
from reportgen.records import fields

LANGUAGE_NAMES = {"en": "English", "zh": "Chinese"}
_NULLS = ("", "~", "null", "Null", "NULL")


class Facts(Protocol):
    """What the decoder needs of the report's facts (`fact_book`)."""

    def write(self, ref: FactRef, language: Language, problems: list[Problem]) -> str | None: ...

    def pair(self, ref: FactRef, languages: tuple[Language, ...], problems: list[Problem]) -> Pair | None: ...

    def source(self, name: str, at: Position, problems: list[Problem]) -> Pair | None: ...


class _Invalid:
    """Stands for a value whose fault has been reported."""


INVALID = _Invalid()


@cache
def fields_of(cls: type) -> tuple[FieldSpec, ...]:
    """The keys that a mapping for `cls` may have; `id` of a section or chart and `at` come from elsewhere."""
    hints = get_type_hints(cls, {**vars(content), **vars(sys.modules[cls.__module__])})
    derived = {"at"}
    if issubclass(cls, content.Section) or cls is content.Chart:
        derived.add("id")
    return tuple(spec_of(f, hints[f.name]) for f in fields(cls) if f.name not in derived)


class Decoder:
    """Decodes nodes for a report in the given languages, collecting problems; without `facts` no text may name one."""

    def __init__(
        self, problems: list[Problem], languages: tuple[Language, ...] = LANGUAGES, facts: Facts | None = None
    ) -> None:
        self.problems = problems
        self.languages = languages
        self.facts = facts

    def object(self, cls: type, node: Node, ignore: tuple[str, ...] = (), **known: Any) -> Any:
        """An instance of `cls` from a mapping, or INVALID; `known` gives the fields that are not in the file."""
        if not isinstance(node, Mapping):
            return self._wrong(node, "a mapping with the keys " + ", ".join(f.name for f in fields_of(cls)))
        specs = {spec.name: spec for spec in fields_of(cls) if spec.name not in known}
        values: dict[str, Any] = dict(known)
        self._refuse_unknown(node, [*specs, *ignore])
        sound = True
        for name, spec in specs.items():
            child = node.get(name)
            if child is not None:
                values[name] = self._field(spec, child)
                sound = sound and values[name] is not INVALID
            elif spec.required:
                sound = False
                self.problems.append(Problem(node.at, f"the key “{name}” is missing", f"{name}: {_lower(spec.doc)}"))
            elif spec.like:
                values[name] = values.get(spec.like, INVALID)
        if any(f.name == "at" for f in fields(cls)):
            values["at"] = node.at
        return cls(**values) if sound else INVALID

    def _field(self, spec: FieldSpec, node: Node) -> Any:
        """The value of one key, held against the form and the limits that the key declares."""
        if spec.type is Text:  # the two sides of a term: the key is the language
            return self._text(node, "text", spec.name)  # type: ignore[arg-type]
        value = self.value(spec.type, node)
        if value is INVALID or value is None:
            return value
        words = list(zip(value, node.items, strict=True)) if isinstance(value, tuple) and isinstance(node, Sequence) else [(value, node)]
        sound = True
        for word, place in words:
            if spec.form is not None and not spec.form.fits(word):
                self._wrong(place, spec.form.expected)
                sound = False
            elif spec.limits is not None and not spec.limits.least <= word <= spec.limits.most:
                self._wrong(place, f"a number from {spec.limits.least:g} to {spec.limits.most:g}")
                sound = False
        return value if sound else INVALID

    def value(self, hint: Any, node: Node) -> Any:
        """A value of the hinted type, or INVALID with the fault reported."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self._union(get_args(hint), node)
        if origin is tuple:
            return self._list(get_args(hint)[0], node)
        if origin is Literal:
            return self._choice([str(choice) for choice in get_args(hint)], node)
        if hint is Pair:
            return self._pair(node)
        if hint in _SCALARS:
            return _SCALARS[hint](self, node)
        return self.object(hint, node)

    # --- parts ----------------------------------------------------------------------------------------------------

    def _union(self, choices: tuple[Any, ...], node: Node) -> Any:
        if types.NoneType in choices:
            if isinstance(node, Scalar) and node.plain and node.value in _NULLS:
                return None
            rest = tuple(choice for choice in choices if choice is not types.NoneType)
            return self.value(rest[0], node) if len(rest) == 1 else self._union(rest, node)
        if str in choices:
            return self.value(str if isinstance(node, Scalar) else choices[1 - choices.index(str)], node)
        return self._block(choices, node)

    def _block(self, choices: tuple[type, ...], node: Node) -> Any:
        """A block is known by its first own key: `en`/`zh` make a paragraph, `list` a list, and so on."""
        telling = {fields_of(cls)[0].name: cls for cls in choices}
        expected = "a paragraph (en and zh) or one of " + ", ".join(k for k in telling if k != "en")
        if not isinstance(node, Mapping):
            return self._wrong(node, expected)
        names = [name.value for name, _ in node.entries]
        cls = next((telling[name] for name in names if name in telling), None)
        if cls is None and ("zh" in names or "lead" in names):
            cls = content.Paragraph
        if cls is None:
            wrong = names[0] if names else ""
            hint = nearest(wrong, [*telling, "zh", "lead"])
            self.problems.append(Problem(node.at, f"“{wrong}” is not a kind of block", expected, hint))
            return INVALID
        if cls is content.Paragraph:
            return self._paragraph(node)
        return self.object(cls, node)

    def _paragraph(self, node: Mapping) -> Any:
        pair = self._pair(node, extra=("lead",))
        lead_node = node.get("lead")
        lead = self._pair(lead_node) if lead_node else None
        return INVALID if INVALID in (pair, lead) else content.Paragraph(pair.en, pair.zh, lead)

    def _pair(self, node: Node, extra: tuple[str, ...] = ()) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, "the same words in both languages (en: … and zh: …)")
        if self.facts is not None and not extra and len(node.entries) == 1 and node.entries[0][0].value in ("fact", "source"):
            return self._named_pair(*node.entries[0])
        self._refuse_unknown(node, [*LANGUAGES, *extra])
        sides: dict[str, Text] = {}
        for language in LANGUAGES:
            child = node.get(language)
            if child is not None:
                side = self._text(child, f"{LANGUAGE_NAMES[language]} text", language)
                if side is not INVALID:
                    sides[language] = side
            elif language in self.languages:
                self.problems.append(
                    Problem(node.at, f"the {LANGUAGE_NAMES[language]} side is missing", f"a key “{language}” with the text", rule="completeness/missing-side")
                )
            else:
                sides[language] = plain_text("", node.at)
        return Pair(sides["en"], sides["zh"]) if len(sides) == 2 else INVALID

    def _named_pair(self, name: Scalar, node: Node) -> Any:
        """A pair that is a fact or a source of content/facts.yaml."""
        assert self.facts is not None
        if not isinstance(node, Scalar):
            return self._wrong(node, f"the id of a {name.value}")
        if name.value == "source":
            pair = self.facts.source(node.value, node.at, self.problems)
        else:
            pair = self.facts.pair(fact_ref(node.value, node.at), self.languages, self.problems)
        return INVALID if pair is None else pair

    def _text(self, node: Node, what: str, language: Language) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong(node, what, FACT_FIRST if _is_bare_fact(node) else "")
        if not node.value.strip() or (node.plain and node.value in _NULLS):
            self.problems.append(Problem(node.at, f"the {what} is empty", "words", rule="completeness/empty-side"))
            return INVALID
        text = self.markup(node.value, node.at, language, node.places_of("{") if "{" in node.value else ())
        if is_blank(text):
            self.problems.append(Problem(node.at, f"the {what} has nothing to read in it", "words", rule="completeness/empty-side"))
            return INVALID
        return text

    def markup(self, words: str, at: Position, language: Language, braces: tuple[Position, ...] = ()) -> Text:
        """The text of typed words in a language, with the facts that it names written out."""
        facts = self.facts
        write = None if facts is None else lambda ref: facts.write(ref, language, self.problems)
        return parse_markup(words, at, self.problems, write, braces)

    def _list(self, hint: Any, node: Node) -> Any:
        if not isinstance(node, Sequence):
            return self._wrong(node, "a list (lines that begin with “- ”)")
        if not node.items:
            self.problems.append(Problem(node.at, "the list is empty", "at least one item"))
            return INVALID
        values = [self.value(hint, item) for item in node.items]
        return INVALID if INVALID in values else tuple(values)

    def _choice(self, choices: list[str], node: Node) -> Any:
        if isinstance(node, Scalar) and node.value in choices:
            return node.value
        if not isinstance(node, Scalar):
            return self._wrong(node, "one of " + ", ".join(choices))
        self.problems.append(
            Problem(node.at, f"“{_short(node.value)}” is not known here", "one of " + ", ".join(choices), nearest(node.value, choices))
        )
        return INVALID

    def _refuse_unknown(self, node: Mapping, known: list[str]) -> None:
        for name, _ in node.entries:
            if name.value not in known:
                self.problems.append(
                    Problem(name.at, f"the key “{_short(name.value)}” is not known here",
                            "one of " + ", ".join(known), nearest(name.value, known))
                )  # fmt: skip

    def _wrong(self, node: Node, expected: str, hint: str = "") -> _Invalid:
        found = "a list" if isinstance(node, Sequence) else "a mapping" if isinstance(node, Mapping) else f"“{_short(node.value)}”"
        self.problems.append(Problem(node.at, f"{found} stands here", expected, hint))
        return INVALID

    # --- scalars --------------------------------------------------------------------------------------------------

    def _str(self, node: Node) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong(node, "a word")
        return node.value

    def _fact_ref(self, node: Node) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong(node, "the id of a fact")
        return fact_ref(node.value, node.at)

    def _typed(self, node: Node) -> Any:
        """A value that is read later, or a list of two for a range."""
        items = node.items if isinstance(node, Sequence) else (node,)
        if isinstance(node, Mapping) or not all(isinstance(item, Scalar) for item in items):
            return self._wrong(node, "a value, or a range [low, high]")
        if isinstance(node, Sequence) and len(items) != 2:
            self.problems.append(Problem(node.at, f"the list has {len(items)} values", "two, the ends of a range"))
            return INVALID
        return Typed(tuple(i.value for i in items if isinstance(i, Scalar)), tuple(item.at for item in items))

    def _bool(self, node: Node) -> Any:
        if isinstance(node, Scalar) and node.value in ("true", "false"):
            return node.value == "true"
        return self._wrong(node, "true or false")

    def _float(self, node: Node) -> Any:
        if isinstance(node, Scalar) and node.plain:
            number = parse_number(node.value)
            if number is not None:
                return number
        return self._wrong(node, "a number such as 12.5")


def parse_number(text: str) -> float | None:
    """A finite number written with digits, a point and an optional sign or exponent; None for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    plain = "_" not in text and text.isascii() and isfinite(number)
    return number if plain else None


_SCALARS: dict[Any, Callable[[Decoder, Node], Any]] = {
    str: Decoder._str,
    bool: Decoder._bool,
    float: Decoder._float,
    Position: lambda decoder, node: node.at,
    FactRef: Decoder._fact_ref,
    Typed: Decoder._typed,
}


def fact_ref(typed: str, at: Position) -> FactRef:
    """The fact and form of `name` or `name:form`."""
    name, _, form = typed.partition(":")
    return FactRef(name.strip(), form.strip(), at)


def _is_bare_fact(node: Node) -> bool:
    """What `{fact}` without quotes is to YAML: a mapping with one key and nothing after it."""
    return isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0][1] == Scalar("", True, node.entries[0][1].at)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
