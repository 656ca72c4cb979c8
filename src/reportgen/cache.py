"""Bytes kept between runs, under names made of what went into them.

A folder of files, each behind a checksum, written under a temporary name and moved into place: builds that run side by
side share it, and one that is killed spoils nothing. What is damaged or cannot be read was never kept; what cannot be
written costs only the time to make it again. When the folder grows past its limit, what has not been used for longest
goes. Safe to delete at any time. Whoever keeps something makes a name that changes with anything that matters.
"""

from __future__ import annotations

import hashlib
import os
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportgen.output import part_file, remove_leftovers

ENDING = ".kept"
LIMIT_BYTES = 200_000_000
_AFTER_EVICTION = 0.8
"""Share of the limit that eviction leaves, so that it is not needed again with the next file."""
_CHECK_BYTES = 16
_LENGTH_BYTES = 8


class Cache:
    """One folder of kept bytes. Never follows a symbolic link out of it, nor touches a file that it has not made."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._open = not any(path.is_symlink() for path in (folder, folder.parent))
        self._held: list[tuple[str, bytes]] | None = None

    def get(self, name: str) -> bytes | None:
        """What was kept under the name, or None."""
        if not self._open:
            return None
        path = self._folder / (name + ENDING)
        try:
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as file:
                check, data = file.read(_CHECK_BYTES), file.read()
            if check != _check(name, data):
                return None
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name; nothing happens if they cannot be kept."""
        if not self._open:
            return
        if self._held is not None:
            self._held.append((name, data))
            return
        path = self._folder / (name + ENDING)
        with suppress(OSError):  # a cache that cannot be written is no reason to fail
            self._folder.mkdir(parents=True, exist_ok=True)
            remove_leftovers(self._folder)
            with part_file(path) as (part, file):
                file.write(_check(name, data) + data)
                file.flush()
                part.replace(path)
            self._evict()

    def put_later(self, name: str, make: Callable[[], bytes]) -> None:
        """Keep what `make` gives under a name: now, or when there is time for it."""
        self.put(name, make())

    def hold_back(self) -> None:
        """Write nothing from now on: what is to be kept waits for whoever asks what is `held`."""
        self._held = []

    def held(self) -> list[tuple[str, bytes]]:
        """Names and bytes that were held back since this was asked last."""
        held, self._held = self._held or [], []
        return held

    def _evict(self) -> None:
        """Remove what was not used for longest once all is larger than the limit."""
        kept: list[tuple[float, int, str]] = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(ENDING) and entry.is_file(follow_symlinks=False):
                    with suppress(FileNotFoundError):  # another build has removed it
                        about = entry.stat(follow_symlinks=False)
                        kept.append((about.st_mtime, about.st_size, entry.path))
        size = sum(one[1] for one in kept)
        if size <= self._limit:
            return
        for _, bytes_freed, path in sorted(kept):
            if size <= self._limit * _AFTER_EVICTION:
                return
            with suppress(OSError):
                Path(path).unlink()
            size -= bytes_freed


def _check(name: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECK_BYTES, key=name.encode()[:64]).digest()


def joined(parts: Sequence[bytes]) -> bytes:
    """Several pieces of bytes as one, for `parted`."""
    return array("q", [len(parts), *map(len, parts)]).tobytes() + b"".join(parts)


def parted(data: bytes) -> list[bytes]:
    """The pieces that were `joined`; raises `ValueError` for anything else."""
    if len(data) < _LENGTH_BYTES:
        raise ValueError("too short")
    start = _LENGTH_BYTES * (1 + int.from_bytes(data[:_LENGTH_BYTES], sys.byteorder))
    if not 0 < start <= len(data):
        raise ValueError("a wrong number of pieces")
    parts: list[bytes] = []
    for length in array("q", data[_LENGTH_BYTES:start]):
        parts.append(data[start : start + length])
        start += length
    if start != len(data):
        raise ValueError("the pieces do not fit together")
    return parts


@cache
def code_version(rooms: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """A digest of our own code in these rooms, and of the versions of the libraries under it."""
    digest = hashlib.sha256()
    for room in rooms:
        digest.update(room.encode() + b"\0" + _room_digest(room))
    for library in libraries:
        digest.update(f"{library} {_installed_version(library)}".encode())
    return digest.hexdigest()


@cache
def _room_digest(room: str) -> bytes:
    """A digest of a file beside this one, or of the Python files in a folder there."""
    digest = hashlib.sha256()
    path = os.path.join(os.path.dirname(__file__), room)  # noqa: PTH118, PTH120 - two hundred files: pathlib takes most of the time
    for file in _python_files(path) if os.path.isdir(path) else [path]:  # noqa: PTH112
        with open(file, "rb", buffering=0) as code:  # noqa: PTH123
            digest.update(os.path.basename(file).encode() + b"\0" + code.read())  # noqa: PTH119
    return digest.digest()


def _python_files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.path, entry.is_dir()) for entry in entries)
    for name, path, is_folder in found:
        if is_folder:
            yield from _python_files(path)
        elif name.endswith(".py"):
            yield path


@cache
def _installed_version(library: str) -> str:
    """The version of an installed library, from the name of its description: cheaper than asking for it."""
    spec = find_spec(library)
    if spec is not None and spec.origin:
        home = Path(spec.origin).parents[1 if spec.submodule_search_locations else 0]
        found = sorted(entry.name for entry in home.glob(f"{library}-*.dist-info"))
        if found:
            return " ".join(found)
    from importlib.metadata import version

    return version(library)
