"""What a process that builds again and again remembers: results of things that do not change, and files that have not.

A result is found by what made it and by the very objects that it was made of; those are kept with it, so an identity never
comes to stand for something else. What two builds in a row did not ask for is forgotten: a memory holds one report and not its
history. One that is not `lasting` holds nothing, and everything is made anew.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from reportgen.cache import Cache
from reportgen.records import dataclass

T = TypeVar("T")

_MOST_WAITING = 64
"""Things that are put off: more than an edit brings, fewer than a first build, which does them at once."""

_SETTLED_NS = 2_000_000_000
"""A file that was written so shortly before it was read may be written again without a sign: clocks of file systems have steps
of up to two seconds (FAT)."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was read: what the system said of it, and whether that would tell of any later change."""

    stamp: tuple[int, ...]
    settled: bool
    content: Any


class Memory:
    """The results of this build and, if it is `lasting`, of the one before."""

    def __init__(self, *, lasting: bool = True) -> None:
        self.lasting = lasting
        self._now: dict[Hashable, tuple[Any, tuple[object, ...]]] = {}
        self._before: dict[Hashable, tuple[Any, tuple[object, ...]]] = {}
        self._waiting: dict[Hashable, Callable[[], None]] = {}

    def begin(self) -> None:
        """Another build begins."""
        self._before, self._now = self._now, {}

    def of(self, make: Callable[..., T], *about: object, by: tuple[Hashable, ...] = ()) -> T:
        """What a pure function makes of these very objects, and of values that are compared: `make(*about, *by)`."""
        if not self.lasting:
            return make(*about, *by)
        key = (make, by, *map(id, about))
        entry = self._now.get(key)
        if entry is None:
            entry = self._before.get(key) or (make(*about, *by), about)
            self._now[key] = entry
        return entry[0]

    def get(self, key: Hashable) -> Any:
        """What was put under a key, or None."""
        entry = self._now.get(key)
        if entry is None:
            entry = self._before.get(key)
            if entry is None:
                return None
            self._now[key] = entry
        return entry[0]

    def put(self, key: Hashable, value: T) -> T:
        """Keep a value under a key that changes with all that it depends on; returns it."""
        if self.lasting:
            self._now[key] = value, ()
        return value

    def same(self, value: T) -> T:
        """The first of all values that are equal to this one, so that what is made of it is found again."""
        return self.get(("same", value)) or self.put(("same", value), value)

    def later(self, key: Hashable, act: Callable[[], None]) -> None:
        """Do something that nothing in this build waits for: at `catch_up`, unless something newer has the key by then."""
        if not self.lasting:
            act()
            return
        self._waiting[key] = act
        if len(self._waiting) > _MOST_WAITING:
            self.catch_up()

    def is_waiting(self, key: Hashable) -> bool:
        return key in self._waiting

    def catch_up(self) -> None:
        """Do what has waited."""
        while self._waiting:
            self._waiting.pop(next(iter(self._waiting)))()

    def file(self, path: Path, read: Callable[[], T]) -> T:
        """What `read` gives of a file, or gave before the file was changed; an equal content stays the same object.

        A link is always read.
        """
        stamp = _plain_stamp(path) if self.lasting else None
        if stamp is None:
            return read()
        key = ("file", str(path))
        seen: _Seen | None = self.get(key)
        if seen is not None and seen.settled and seen.stamp == stamp:
            return seen.content  # type: ignore[no-any-return]
        now = time.time_ns()
        content = read()
        if seen is not None and seen.content == content:
            content = seen.content
        self.put(key, _Seen(stamp, now - max(stamp[:2]) > _SETTLED_NS, content))
        return content


FORGETFUL = Memory(lasting=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where results of one kind are found again: by other processes, if there is a cache, and by later builds of this one."""

    cache: Cache | None = None
    memory: Memory = FORGETFUL


class WriteBehind(Cache):
    """A cache that a process with a memory writes to when there is time."""

    def __init__(self, folder: Path, limit_bytes: int, memory: Memory) -> None:
        super().__init__(folder, limit_bytes)
        self._memory = memory

    def put_later(self, name: str, make: Callable[[], bytes]) -> None:
        self._memory.later((self._folder, name), lambda: self.put(name, make()))

    def get(self, name: str) -> bytes | None:
        if self._memory.is_waiting((self._folder, name)):
            self._memory.catch_up()
        return super().get(name)


def stamp_of(path: Path) -> tuple[int, ...]:
    """What the system says of a file that changes whenever the file does, the times first; raises `OSError`."""
    return _stamp(path.stat())


def _plain_stamp(path: Path) -> tuple[int, ...] | None:
    """The stamp of a file; None for what is no plain file in a plain folder."""
    try:
        about, room = os.lstat(path), os.lstat(path.parent)
    except OSError:
        return None
    return _stamp(about) if stat.S_ISREG(about.st_mode) and stat.S_ISDIR(room.st_mode) else None


def _stamp(about: os.stat_result) -> tuple[int, ...]:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino, about.st_dev, about.st_mode
