"""Our dataclasses behave as those of the standard library, for whoever uses a class and for the library's own functions."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any, ClassVar

import pytest

from reportgen import records


class Classes:
    """The same classes made by our decorator and by the standard library's."""

    def __init__(self, source: Any) -> None:
        dataclass, field = source.dataclass, source.field

        @dataclass(frozen=True, slots=True, order=True)
        class Place:
            """A place."""

            file: str
            line: int = 0
            kind: ClassVar[str] = "text"

            def next(self) -> Any:
                return self.__class__(self.file, self.line + 1)

        @dataclass(frozen=True, slots=True)
        class One:
            value: Any

        @dataclass(frozen=True, slots=True)
        class Nothing:
            """No fields."""

        @dataclass(slots=True)
        class Basket:
            name: str
            items: list[Any] = field(default_factory=list)

        @dataclass(frozen=True, slots=True)
        class Part:
            id: str
            title: str = field(metadata={"doc": "the heading"})
            short: str = ""

        @dataclass(frozen=True, slots=True, kw_only=True)
        class Chapter(Part):
            pages: tuple[Any, ...]
            at: Any = Place("")

        @dataclass(frozen=True, slots=True)
        class Share:
            percent: float

            def __post_init__(self) -> None:
                if self.percent > 100:
                    raise ValueError(f"{self.percent} % is more than all")

        self.Share = Share
        self.Place, self.One, self.Nothing, self.Basket, self.Part, self.Chapter = Place, One, Nothing, Basket, Part, Chapter


OURS: Any = Classes(records)
THEIRS: Any = Classes(dataclasses)
MAKE: list[Callable[[Any], Any]] = [
    lambda c: c.Place("a"),
    lambda c: c.Place("a", 2),
    lambda c: c.Place(line=3, file="b"),
    lambda c: c.Place("a").next(),
    lambda c: c.One(1),
    lambda c: c.One((1, "two")),
    lambda c: c.Nothing(),
    lambda c: c.Part("x", "X"),
    lambda c: c.Chapter("x", "X", pages=(1, 2)),
    lambda c: c.Chapter("x", "X", "y", pages=(), at=c.Place("f", 9)),
]


@pytest.mark.parametrize("make", MAKE)
def test_instances_show_compare_and_hash_alike(make: Callable[[Any], Any]) -> None:
    ours, theirs = make(OURS), make(THEIRS)
    assert repr(ours) == repr(theirs)
    assert [ours == other(OURS) for other in MAKE] == [theirs == other(THEIRS) for other in MAKE]
    assert hash(ours) == hash(theirs) == hash(make(OURS))
    assert ours != theirs


@pytest.mark.parametrize("make", MAKE)
def test_instances_are_copied_and_taken_apart_alike(make: Callable[[Any], Any]) -> None:
    ours, theirs = make(OURS), make(THEIRS)
    assert copy.copy(ours) == ours and copy.deepcopy(ours) == ours
    assert ours.__match_args__ == theirs.__match_args__
    assert records.asdict(ours) == dataclasses.asdict(theirs) == dataclasses.asdict(ours)
    assert records.astuple(ours) == dataclasses.astuple(theirs) == dataclasses.astuple(ours)
    assert records.is_dataclass(ours) and records.is_dataclass(type(ours)) and dataclasses.is_dataclass(ours)
    assert [f.name for f in records.fields(ours)] == [f.name for f in dataclasses.fields(theirs)]
    declared = [(f.name, f.type, f.kw_only, dict(f.metadata)) for f in dataclasses.fields(theirs)]
    assert [(f.name, f.type, f.kw_only, dict(f.metadata)) for f in dataclasses.fields(ours)] == declared
    assert [(f.name, f.type, f.kw_only, dict(f.metadata)) for f in records.fields(ours)] == declared


def test_places_are_ordered() -> None:
    first, second = OURS.Place("a", 2), OURS.Place("a", 10)
    assert first < second and first <= second and second > first and second >= first and first <= OURS.Place("a", 2)
    assert sorted([second, first]) == [first, second]
    with pytest.raises(TypeError):
        assert first < THEIRS.Place("a", 3)


@pytest.mark.parametrize("replace", [records.replace, dataclasses.replace])
def test_a_field_is_replaced(replace: Callable[..., Any]) -> None:
    chapter = OURS.Chapter("x", "X", pages=(1,))
    assert replace(chapter, title="Y", pages=(2,)) == OURS.Chapter("x", "Y", pages=(2,))
    with pytest.raises(TypeError, match="pagse"):
        replace(chapter, pagse=())


def test_what_is_frozen_stays() -> None:
    place = OURS.Place("a", 2)
    with pytest.raises(FrozenInstanceError):
        place.line = 3
    with pytest.raises(FrozenInstanceError):
        del place.line
    with pytest.raises(FrozenInstanceError):
        place.other = 3
    assert place == OURS.Place("a", 2)


def test_what_is_not_frozen_changes_and_is_no_key() -> None:
    basket, other = OURS.Basket("a"), OURS.Basket("b")
    basket.items.append(1)
    basket.name = "c"
    assert (basket.name, basket.items, other.items) == ("c", [1], [])
    assert repr(basket) == repr(THEIRS.Basket("c", [1]))
    with pytest.raises(TypeError):
        hash(basket)
    with pytest.raises(AttributeError):
        basket.other = 1


@pytest.mark.parametrize("wrong", [lambda c: c.Place(), lambda c: c.Place("a", 1, 2), lambda c: c.Place("a", lin=2), lambda c: c.Chapter("x", "X")])
def test_a_wrong_call_is_told_in_the_same_words(wrong: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError) as theirs:
        wrong(THEIRS)
    for _ in range(2):  # the first call compiles, the second is compiled
        with pytest.raises(TypeError) as ours:
            wrong(OURS)
        assert str(ours.value) == str(theirs.value)


@pytest.mark.parametrize("classes", [OURS, THEIRS])
def test_values_are_looked_at_after_the_making(classes: Any) -> None:
    assert classes.Share(100).percent == 100
    with pytest.raises(ValueError, match="101 %"):
        classes.Share(101)


@records.dataclass(frozen=True, slots=True)
class Named:
    """A class that pickle can find."""

    a: int
    b: tuple[int, ...] = ()


def test_an_instance_is_pickled() -> None:
    named = Named(1, (2, 3))
    assert pickle.loads(pickle.dumps(named)) == named


def test_a_class_matches() -> None:
    match Named(1, (2,)):
        case Named(a, (b,)):
            assert (a, b) == (1, 2)
        case _:
            pytest.fail("does not match")


def test_a_class_without_slots_is_refused() -> None:
    with pytest.raises(TypeError):
        records.dataclass(frozen=True)


def test_defining_classes_does_not_load_the_standard_library() -> None:
    script = "import sys, reportgen.model.content; print('dataclasses' in sys.modules or 'inspect' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
