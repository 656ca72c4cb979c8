"""Patterns that are compiled late: each of them can be compiled, and behaves as one that was compiled at once."""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

import reportgen.checks
import reportgen.prose
from reportgen.patterns import Regex, regex

ROOMS = (reportgen.prose, reportgen.checks)


def patterns_in(value: object) -> Iterator[Regex]:
    """The late patterns in a value of a module, those in its tuples and tables included."""
    if isinstance(value, Regex):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from patterns_in(part)


def test_every_pattern_can_be_compiled() -> None:
    for room in ROOMS:
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    found = {p for name, module in list(sys.modules.items()) if name.startswith("reportgen.") for value in vars(module).values() for p in patterns_in(value)}
    assert len(found) > 100
    for pattern in found:
        re.compile(pattern.pattern, pattern.flags)


def test_a_late_pattern_finds_what_one_compiled_at_once_finds() -> None:
    late, at_once = regex("(a)b*", re.IGNORECASE), re.compile("(a)b*", re.IGNORECASE)
    text = "xABby ab"
    assert late.sub("-", text) == at_once.sub("-", text)
    assert [m.span(1) for m in late.finditer(text, 2)] == [m.span(1) for m in at_once.finditer(text, 2)]
    assert late.findall(text) == at_once.findall(text)
    assert late.match(text) is None
    assert late.match(text, 1) is not None
    assert regex("a").split("bab") == ["b", "b"]


def test_a_faulty_pattern_is_told_with_its_first_use() -> None:
    faulty = regex("(")
    with pytest.raises(re.error):
        faulty.search("")
