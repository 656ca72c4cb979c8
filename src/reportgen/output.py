"""Bytes in, a file in its place out: whole, or not at all.

A file is written under a temporary name in the folder where it will stand, checked, and then moved over the old one.
Whatever goes wrong, Ctrl-C included, the old file stays as it was. A process that is killed leaves its temporary file;
the next one that writes to the same place removes it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reportgen.errors import EnvironmentProblem

try:
    import fcntl
except ImportError:  # not on Windows, where an open file cannot be removed anyway
    fcntl = None  # type: ignore[assignment]

Check = Callable[[Path], None]

PART = ".part"
_STALE_SECONDS = 3600.0
"""Where files cannot be locked, a temporary file of this age is taken to be left over."""


def require_writable(folder: Path) -> None:
    """Raises `EnvironmentProblem` if no file can be put into `folder`; makes nothing."""
    nearest = folder.absolute()
    while not os.path.lexists(nearest):
        nearest = nearest.parent
    if not nearest.is_dir():
        raise EnvironmentProblem(f"{nearest} is not a folder, so nothing can be written to {folder}")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise EnvironmentProblem(f"nothing can be written to {folder}: {nearest} is read-only or belongs to someone else")


def place_file(path: Path, data: bytes, check: Check, mode: int | None = None) -> None:
    """Put `data` at `path`. `check` is given the file as it was written, under its temporary name, and raises if it must not
    be used.

    `mode` are the permissions of the file; None for those of a new one.

    Raises `EnvironmentProblem` when the disk is full or the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(path.parent, f".{path.name}.")
        with part_file(path) as (part, file):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if mode is not None:
                part.chmod(mode)
            check(part)
            part.replace(path)
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be written: {error.strerror or error}") from error


@contextmanager
def part_file(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A temporary file beside `path`, open and locked; it is removed at the end unless it was moved into place."""
    while True:
        part = path.with_name(f".{path.name}.{os.urandom(4).hex()}{PART}")
        try:
            with part.open("xb") as file:
                _lock(file)
                if os.fstat(file.fileno()).st_nlink or fcntl is None:
                    yield part, file
                    return
                # taken for a leftover in the moment between opening and locking: once more
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _lock(file: BinaryIO) -> None:
    """Hold the file as in use until it is closed; the system lets go of it when the process dies."""
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks: leftovers are then known by their age
            fcntl.flock(file, fcntl.LOCK_EX)


def remove_leftovers(folder: Path, prefix: str = ".") -> None:
    """Remove the temporary files of writers that no longer live, whose names begin with `prefix`."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(prefix) and entry.name.endswith(PART)]
    for name in names:
        with suppress(OSError):  # somebody else was faster
            _remove_if_left(folder / name)


def _remove_if_left(part: Path) -> None:
    """Remove a temporary file that nobody holds."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(part, flags), "rb") as file:
        left = time.time() - os.fstat(file.fileno()).st_mtime > _STALE_SECONDS
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left = True
            except BlockingIOError:
                left = False
            except OSError:  # a file system without locks: its age decides
                pass
        if left:
            part.unlink()
