"""ReportLab, imported so that a file depends on nothing of the machine; the only module that imports it.

Left to itself, ReportLab runs `~/.reportlab_mods` and obeys `~/.reportlab_settings`, and brings in an image library that
costs a fifth of its time. Empty modules stand where it would find them; no file of ours holds an image. What it loads for
things that a painter does not do (to evaluate colours that are written as Python, to find a folder for temporary files, to
ask on which Python it runs) takes half of the rest, and is loaded with the first call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_SETTINGS = ("reportlab_mods", "reportlab_settings")
_PYTHONS = {"cpython": "CPython", "pypy": "PyPy"}
_PUT_OFF = {
    "reportlab.lib.rl_safe_eval": ("rl_safe_exec", "rl_safe_eval", "safer_globals", "rl_extended_literal_eval"),
    "reportlab.lib.rltempfile": ("get_rl_tempfile", "get_rl_tempdir"),
}
"""Modules, and what ReportLab takes from them while it is imported; all can be called."""


@contextmanager
def _alone() -> Iterator[None]:
    """Empty modules in the place of the user's settings, for good; of the image library and of what is put off, for the moment."""
    for name in _SETTINGS:
        sys.modules.setdefault(name, ModuleType(name))
    stand_ins = {name: _stand_in(name, functions) for name, functions in _PUT_OFF.items() if name not in sys.modules}
    if "platform" not in sys.modules:  # asked for one thing, which it finds out by patterns that take longer than all of ours
        stand_ins["platform"] = ModuleType("platform")
        stand_ins["platform"].python_implementation = lambda: _PYTHONS.get(sys.implementation.name, "")  # type: ignore[attr-defined]
    if "PIL" not in sys.modules:
        stand_ins["PIL"] = ModuleType("PIL")
        stand_ins["PIL"].Image = ModuleType("PIL.Image")  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(module: str, functions: tuple[str, ...]) -> ModuleType:
    """A module whose functions are those of the real one, which is loaded when one of them is called."""
    made = ModuleType(module)
    for name in functions:
        setattr(made, name, _put_off(module, name))
    return made


def _put_off(module: str, name: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*given, **named)

    return call


with _alone():
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Canvas", "pdfdoc"]
