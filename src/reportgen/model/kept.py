"""What the files of a report were read as, kept between runs and, within one process, in its memory.

Each file's content stands under a digest of all that it depends on: its own words, those of the manifest and of the facts,
what lies in the folder beside it, and the code of `model/`. An edited file is read anew and the others are not; while none
has changed, no YAML is parsed. Only what was read without a problem is kept. What is kept is made of the classes of this
room and of numbers and strings: nothing else is accepted when it is read back, so that it can run nothing.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from reportgen.cache import Cache, code_version
from reportgen.errors import Problem
from reportgen.memory import FORGETFUL, Memory
from reportgen.model.source import read_text
from reportgen.records import is_dataclass

CODE = ("model", "errors.py", "memory.py", "records.py", "patterns.py")
"""Where everything stands that may change what a file is read as."""
LIMIT_BYTES = 50_000_000
_OTHERS = (("reportgen.errors", "Position"), ("decimal", "Decimal"))
"""The classes outside this room that content is made of."""
_DAMAGED = (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, KeyError, TypeError, ValueError)

Read = TypeVar("Read")


class KeptReadings:
    """Readings of the files of one report folder; without a cache or a memory, each file is read every time."""

    def __init__(self, folder: Path, cache: Cache | None, memory: Memory = FORGETFUL) -> None:
        self._folder = folder
        self._cache = cache
        self._memory = memory
        self._keeping = cache is not None or memory.lasting

    def once(self, name: str, again: Callable[[], str], read: Callable[[], Read], problems: list[Problem]) -> Read:
        """What `read` gives, or gave under the same name without adding to `problems`.

        `again` works the name out anew. Where it has become another, files were edited while they were read, and nothing
        that is read from then on is kept.
        """
        if not self._keeping:
            return read()
        value: Read | None = self._memory.get(("read", name))
        if value is None and self._cache:
            value = _unpacked(self._cache.get(name))
        if value is None:
            before = len(problems)
            value = read()
            if again() != name:
                self._keeping = False
                return value
            if len(problems) > before:
                return value
            if self._cache:
                self._cache.put_later(name, partial(pickle.dumps, value, protocol=5))
        return self._memory.put(("read", name), value)

    def name(self, *parts: str) -> str:
        """A name made of parts, of our code and of the Python that reads it; empty if nothing is kept."""
        return _digest(*parts) if self._keeping else ""

    def name_of(self, kind: str, file: str, *parts: str) -> str:
        """A name made of the words of one file, its kind, and parts; empty if nothing is kept."""
        return self._memory.of(_name_of, self._text(file), by=(kind, file, *parts)) if self._keeping else ""

    def texts(self, files: Iterable[str]) -> str:
        """The words of some files of the folder, with what stands for one that cannot be read."""
        return "".join(f"{file}\0{self._text(file)}\0" for file in files)

    def _text(self, file: str) -> str | None:
        path = self._folder / file
        return self._memory.file(path, lambda: read_text(path, file, []))

    def listing(self, room: str) -> str:
        """What lies in a room of the folder: names, whether they are files, and where links lead."""
        try:
            with os.scandir(self._folder / room) as entries:
                return "\n".join(sorted(f"{e.name} {e.is_file()} {os.path.realpath(e) if e.is_symlink() else ''}" for e in entries))
        except OSError:
            return ""


def _digest(*parts: str) -> str:
    digest = hashlib.sha256(f"{code_version(CODE, ())} {sys.version}".encode())
    for part in parts:
        words = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(words) + words)
    return digest.hexdigest()[:40]


def _name_of(text: str | None, kind: str, *parts: str) -> str:
    return _digest(kind, str(text), *parts)


class _ContentAlone(pickle.Unpickler):
    """Makes content and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith("reportgen.model.") and (module, name) not in _OTHERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no content")
        found = super().find_class(module, name)
        if not is_dataclass(found) and (module, name) not in _OTHERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no content")
        return found


def _unpacked(data: bytes | None) -> Any:
    """What was kept, or None if it was not or cannot be read."""
    if data is None:
        return None
    try:
        return _ContentAlone(BytesIO(data)).load()
    except _DAMAGED:
        return None
