"""Slotted dataclasses that cost little to define: `dataclass`, `field`, `fields`, `replace` and their like.

The standard library writes and compiles six methods for each frozen class while it is imported, and loads `inspect` to
do so: for the classes of a build a third of its starting time. Here `__init__` is compiled when the first instance is
made, and comparing, hashing and showing need no code of their own. To a type checker, and to whoever uses an instance,
these are the dataclasses of the standard library, whose own functions take them as well. What no class of ours needs is
refused or missing: classes without slots, `InitVar`, fields that are not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copyreg import __newobj__  # type: ignore[attr-defined]
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

_MISSING: Any = type("Missing", (), {"__doc__": "Stands where a field has no default."})()


class _Field:
    """A field as its class declares it; the attributes are those of the standard library's."""

    __slots__ = ("default", "default_factory", "kw_only", "metadata", "name", "type")

    def __init__(self, default: Any, default_factory: Any, metadata: dict[str, Any]) -> None:
        self.default = default
        self.default_factory = default_factory
        self.metadata = metadata
        self.name = self.type = ""
        self.kw_only = False

    @property
    def required(self) -> bool:
        return self.default is _MISSING and self.default_factory is _MISSING


def _field(*, default: Any = _MISSING, default_factory: Any = _MISSING, metadata: dict[str, Any] | None = None) -> Any:
    return _Field(default, default_factory, metadata or {})


def _dataclass(*, frozen: bool = False, slots: bool = False, order: bool = False, kw_only: bool = False) -> Callable[[type], type]:
    if not slots:
        raise TypeError("give the dataclass slots")
    return lambda cls: _made(cls, frozen, order, kw_only)


def _fields(record: Any) -> tuple[_Field, ...]:
    return record.__record_fields__  # type: ignore[no-any-return]


def _is_dataclass(thing: object) -> bool:
    return hasattr(thing, "__record_fields__")


def _replace(record: Any, /, **changes: Any) -> Any:
    return record.__class__(**dict(zip(record.__record_names__, record.__record_values__(record), strict=True)) | changes)


def _asdict(record: Any) -> dict[str, Any]:
    return {name: _plain(value, _asdict) for name, value in zip(record.__record_names__, record.__record_values__(record), strict=True)}


def _astuple(record: Any) -> tuple[Any, ...]:
    return tuple(_plain(value, _astuple) for value in record.__record_values__(record))


def _plain(value: Any, plain: Callable[[Any], Any]) -> Any:
    """A value with the records made plain that are in it, or in its tuples, lists and mappings."""
    if _is_dataclass(value):
        return plain(value)
    if isinstance(value, tuple | list):
        return type(value)(_plain(item, plain) for item in value)
    if isinstance(value, dict):
        return {_plain(key, plain): _plain(item, plain) for key, item in value.items()}
    return value


# --- a class as it is made --------------------------------------------------------------------------------------------


def _made(cls: type, frozen: bool, order: bool, kw_only: bool) -> type:
    """The class anew, since slots cannot be given to one that exists, with what makes it a dataclass."""
    own = dict(cls.__dict__)
    own.pop("__dict__", None)
    own.pop("__weakref__", None)
    inherited = {f.name: f for base in cls.__mro__[:0:-1] for f in base.__dict__.get("__record_fields__", ())}
    added = {f.name: f for f in _declared(own, kw_only)}
    every = tuple((inherited | added).values())
    names = tuple(f.name for f in every)
    values = _values_getter(names)
    methods = _methods(every, values, frozen, order)
    methods["__init__"] = _first_init(lambda: made, every, frozen)
    made = type(cls)(cls.__name__, cls.__bases__, methods | own | {
        "__qualname__": cls.__qualname__,
        "__slots__": tuple(name for name in added if name not in inherited),
        "__match_args__": tuple(f.name for f in every if not f.kw_only),
        "__record_fields__": every,
        "__record_names__": names,
        "__record_values__": staticmethod(values),
        "__dataclass_fields__": _StandardFields(),
    })  # fmt: skip
    return made


def _declared(own: dict[str, Any], kw_only: bool) -> Iterator[_Field]:
    """The fields that the class itself declares; their defaults leave `own`."""
    for name, annotation in own.get("__annotations__", {}).items():
        if not annotation.startswith("ClassVar"):
            default = own.pop(name, _MISSING)
            one = default if isinstance(default, _Field) else _Field(default, _MISSING, {})
            one.name, one.type, one.kw_only = name, annotation, kw_only
            yield one


def _methods(declared: tuple[_Field, ...], values: Callable[[Any], tuple[Any, ...]], frozen: bool, order: bool) -> dict[str, Any]:
    """The methods of a class but `__init__`; those that the class writes itself go before them."""
    shown = f"({', '.join(f'{f.name}=%r' for f in declared)})"
    methods: dict[str, Any] = {
        "__repr__": lambda self: self.__class__.__qualname__ + shown % values(self),
        "__eq__": lambda self, other: values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented,
        "__hash__": (lambda self: hash(values(self))) if frozen else None,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_change, "__delattr__": _refuse_change, "__setstate__": _set_state}
        if any(f.kw_only for f in declared):
            methods["__reduce__"] = lambda self: (__newobj__, (self.__class__,), values(self))
        else:  # to be made anew by one call, not field by field
            methods["__reduce__"] = lambda self: (self.__class__, values(self))
    if order:
        methods |= {
            "__lt__": lambda self, other: values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented,
            "__le__": lambda self, other: values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented,
            "__gt__": lambda self, other: values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented,
            "__ge__": lambda self, other: values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented,
        }
    return methods


def _values_getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of the fields as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _first_init(made: Callable[[], Any], declared: tuple[_Field, ...], frozen: bool) -> Callable[..., None]:
    """An `__init__` that compiles the one that stays, when the first instance is made."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        made().__init__ = lasting = _compiled_init(made(), declared, frozen)
        lasting(self, *args, **kwargs)

    return __init__


def _compiled_init(cls: Any, declared: tuple[_Field, ...], frozen: bool) -> Callable[..., None]:
    scope: dict[str, Any] = {"__missing": _MISSING}
    parameters, body = ["self"], []
    for f in sorted(declared, key=lambda f: f.kw_only):
        name = f.name
        if f.kw_only and "*" not in parameters:
            parameters.append("*")
        value = name
        if f.default_factory is not _MISSING:
            scope[f"__make_{name}"] = f.default_factory
            value = f"__make_{name}() if {name} is __missing else {name}"
        scope[f"__default_{name}"] = f.default
        parameters.append(name if f.required else f"{name}=__default_{name}")
        if frozen:
            scope[f"__set_{name}"] = getattr(cls, name).__set__  # the slot itself, which knows no freezing
            body.append(f"__set_{name}(self, {value})")
        else:
            body.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), scope)
    init: Callable[..., None] = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _refuse_change(self: Any, name: str, _value: Any = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _set_state(self: Any, state: tuple[Any, ...]) -> None:
    for name, value in zip(self.__record_names__, state, strict=True):
        object.__setattr__(self, name, value)


class _StandardFields:
    """The fields in the form of the standard library, made for the first of its functions that asks."""

    def __get__(self, _record: object, cls: Any) -> Any:
        import dataclasses

        def standard(f: _Field) -> Any:
            given = {} if f.default is _MISSING else {"default": f.default}
            given |= {} if f.default_factory is _MISSING else {"default_factory": f.default_factory}
            return f.name, f.type, dataclasses.field(metadata=f.metadata, kw_only=f.kw_only, **given)

        made: Any = dataclasses.make_dataclass(cls.__name__, map(standard, cls.__record_fields__))
        cls.__dataclass_fields__ = made.__dataclass_fields__
        return cls.__dataclass_fields__


if TYPE_CHECKING:
    from dataclasses import MISSING, Field, asdict, astuple, dataclass, field, fields, is_dataclass, replace
else:
    MISSING, Field, asdict, astuple, dataclass = _MISSING, _Field, _asdict, _astuple, _dataclass
    field, fields, is_dataclass, replace = _field, _fields, _is_dataclass, _replace

__all__ = ["MISSING", "Field", "asdict", "astuple", "dataclass", "field", "fields", "is_dataclass", "replace"]
