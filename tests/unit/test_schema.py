"""The JSON Schemas agree with the decoder: what builds is valid, and what an editor gets wrong is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from reportgen.model.schema import file_schema, file_schemas


class _YamlCore(yaml.CSafeLoader):
    """As editors read YAML 1.2: days stay words."""


_YamlCore.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def tree_of(text: str) -> Any:
    return yaml.load(text, _YamlCore)


def kind_of(path: Path, tree: Any) -> str:
    if path.parent.name == "charts":
        return "chart"
    return {"report": "report", "facts": "facts"}.get(path.stem) or str(tree["kind"])


def faults(kind: str, tree: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(file_schema(kind)).iter_errors(tree)]


@pytest.mark.parametrize("root", [".", "src/reportgen/starter"])
def test_every_file_of_our_reports_is_valid(repository: Path, root: str) -> None:
    for path in sorted([*(repository / root / "content").glob("*.yaml"), *(repository / root / "charts").glob("*.yaml")]):
        tree = tree_of(path.read_text("utf-8"))
        assert faults(kind_of(path, tree), tree) == [], path


@pytest.mark.parametrize(
    "fact",
    [
        "{id: a b, label: {en: It, zh: 它}, unit: USD, value: 1}",
        "{label: {en: It, zh: 它}, unit: USD, value: 1}",
        "{id: a, label: {en: It}, unit: USD, value: 1}",
        "{id: a, label: {en: It, zh: 它}, unit: USD, value: [1, 2, 3]}",
        "{id: a, label: {en: It, zh: 它}, unit: USD, value: 1, qualifier: roughly}",
        "{id: a, label: {en: It, zh: 它}, unit: USD, value: 1, as_of: soon}",
        "{id: a, label: {en: It, zh: 它}, unit: USD, derived: {product: [b, c]}}",
        "{id: a, label: {en: It, zh: 它}, unit: USD, value: 1, digits: 16}",
    ],
)
def test_a_wrong_fact_is_not_valid(fact: str) -> None:
    sound = "{id: a, label: {en: It, zh: 它}, unit: USD, value: 1, source: {en: IDC, zh: IDC}, as_of: 2026}"
    assert faults("facts", tree_of(f"facts: [{sound}]")) == []
    assert faults("facts", tree_of(f"facts: [{fact}]"))


@pytest.mark.parametrize(("value", "is_valid"), [
    ("{en: $7B, zh: 70亿美元}", True), ("{fact: capex}", True), ("{fact: 'capex:long bare'}", True), ("{source: idc}", True),
    ("{fact: capex, en: $7B}", False), ("{fact: capex+long}", False), ("{en: $7B}", False), ("$7B", False),
])  # fmt: skip
def test_a_pair_is_two_languages_a_fact_or_a_source(value: str, is_valid: bool) -> None:
    label = "label: {en: It, zh: 它}"
    card = f"{{kind: cards, title: {{en: It, zh: 它}}, cards: [{{id: a, {label}, measures: {{en: It, zh: 它}}, value: {value}}}]}}"
    assert (faults("cards", tree_of(card)) == []) == is_valid


def test_the_schemas_beside_our_content_are_those_of_the_code(repository: Path) -> None:
    """`make schema` writes them; an editor completes keys from them by the first line of each file."""
    folder = repository / "content/schema"
    written = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    assert written == file_schemas()
    for path in (*(repository / "content").glob("*.yaml"), *(repository / "charts").glob("*.yaml")):
        hint = path.read_text("utf-8").splitlines()[0].partition("$schema=")[2]
        assert (path.parent / hint).resolve().is_file(), path.name
