"""JSON Schema (draft 2020-12) of the content files, made from the classes that the decoder is driven by.

For editors that complete and check YAML. It says what a file looks like, not whether references resolve; the decoder
stays the judge.
"""

from __future__ import annotations

import inspect
import types
from typing import Any, Literal, Union, get_args, get_origin

from reportgen.model.content import SECTION_KINDS, Chart, Manifest, Pair
from reportgen.model.decode import fields_of
from reportgen.model.facts import FactFile
from reportgen.model.fields import FACT_NAME, FieldSpec
from reportgen.model.markup import FactRef, Text
from reportgen.model.settings import FontList
from reportgen.model.source import Typed
from reportgen.records import is_dataclass

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORDS: Schema = {"type": ["string", "number", "boolean"]}
"""YAML reads 2026 as a number; as a text it is the word that was typed."""
_TEXT: Schema = {**_WORDS, "minLength": 1}
_FACT = f"^{FACT_NAME.pattern}(:[a-z ]+)?$"
FILE_KINDS: dict[str, type] = {"report": Manifest, **SECTION_KINDS, "chart": Chart, "facts": FactFile, "fonts": FontList}


def file_schemas() -> dict[str, Schema]:
    """A schema for each kind of content file, by the kind's name."""
    return {name: file_schema(name) for name in FILE_KINDS}


def file_schema(kind: str) -> Schema:
    """The schema of one kind of content file."""
    writer = _SchemaWriter()
    cls = FILE_KINDS[kind]
    body = writer.object(cls)
    if kind in SECTION_KINDS:
        properties = {"kind": {"const": kind, "description": "The kind of section."}, **body["properties"]}
        body |= {"properties": properties, "required": ["kind", *body.get("required", [])]}
    return {"$schema": _DIALECT, "title": f"reportgen: {kind}", **body, "$defs": dict(sorted(writer.definitions.items()))}


class _SchemaWriter:
    """Writes the schema of one file, collecting the classes that it refers to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def object(self, cls: type) -> Schema:
        """The schema of a mapping."""
        specs = fields_of(cls)
        schema: Schema = {
            "type": "object",
            "properties": {spec.name: self._property(spec) for spec in specs},
            "required": [spec.name for spec in specs if spec.required],
            "additionalProperties": False,
        }
        doc = _own_doc(cls)
        return {"description": doc, **schema} if doc else schema

    def _property(self, spec: FieldSpec) -> Schema:
        schema = self._restricted(self.value(spec.type), spec)
        if spec.doc:
            schema["description"] = spec.doc
        if isinstance(spec.default, bool | int | float | str) and spec.default != "":
            schema["default"] = spec.default
        return schema

    def _restricted(self, schema: Schema, spec: FieldSpec) -> Schema:
        """The schema with the form and the limits of the key, which hold for the items of a list."""
        schema = dict(schema)
        if schema.get("type") == "array" and (spec.form or spec.limits):
            return {**schema, "items": self._restricted(schema["items"], spec)}
        if spec.form:
            schema["pattern"] = f"^(?:{spec.form.pattern})$"
        if spec.limits:
            schema |= {"minimum": spec.limits.least, "maximum": spec.limits.most}
        return schema

    def value(self, hint: Any) -> Schema:
        """The schema of a value of the hinted type."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            choices = [self.value(choice) for choice in get_args(hint) if choice is not types.NoneType]
            if len(choices) == 1:
                return _nullable(choices[0])
            return {"anyOf": choices + ([{"type": "null"}] if types.NoneType in get_args(hint) else [])}
        if origin is tuple:
            return {"type": "array", "items": self.value(get_args(hint)[0]), "minItems": 1}
        if origin is Literal:
            return {"type": "string", "enum": list(get_args(hint))}
        if hint is Text:
            return dict(_TEXT)
        if hint is FactRef:
            return {"type": "string", "pattern": _FACT}
        if hint is Typed:
            return {"anyOf": [dict(_WORDS), {"type": "array", "items": dict(_WORDS), "minItems": 2, "maxItems": 2}]}
        if is_dataclass(hint):
            return self._reference(hint)  # type: ignore[arg-type]
        return {bool: {"type": "boolean"}, float: {"type": "number"}, str: dict(_WORDS)}[hint]

    def _reference(self, cls: type) -> Schema:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # so that a class that holds itself ends
            self.definitions[name] = _pair_schema(self.object(cls)) if cls is Pair else self.object(cls)
        return {"$ref": f"#/$defs/{name}"}


def _pair_schema(both: Schema) -> Schema:
    """Both languages, or a fact or source of content/facts.yaml that has both."""
    named = [
        {"type": "object", "properties": {name: schema}, "required": [name], "additionalProperties": False}
        for name, schema in (("fact", {"type": "string", "pattern": _FACT}), ("source", {"type": "string"}))
    ]
    return {"anyOf": [both, *named]}


def _nullable(schema: Schema) -> Schema:
    """The schema, or nothing typed after the colon."""
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _own_doc(cls: type) -> str:
    """The docstring that we wrote, not the signature that `dataclass` puts in its place."""
    doc = inspect.cleandoc(cls.__doc__ or "")
    return "" if doc.startswith(f"{cls.__name__}(") else " ".join(doc.split())
