"""Bytes in, a file in its place out: whole, or not at all.

A file is written under a temporary name in the folder where it will stand, checked, and then moved over the old one.
Whatever goes wrong, Ctrl-C included, the old file stays as it was and nothing else stays behind.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reportgen.errors import EnvironmentProblem

Check = Callable[[bytes], None]


def require_writable(folder: Path) -> None:
    """Raises `EnvironmentProblem` if no file can be put into `folder`; makes nothing."""
    nearest = folder.absolute()
    while not os.path.lexists(nearest):
        nearest = nearest.parent
    if not nearest.is_dir():
        raise EnvironmentProblem(f"{nearest} is not a folder, so nothing can be written to {folder}")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise EnvironmentProblem(f"nothing can be written to {folder}: {nearest} is read-only or belongs to someone else")


def place_file(path: Path, data: bytes, check: Check) -> None:
    """Put `data` at `path`. `check` is given the bytes as they were read back, and raises if they must not be used.

    Raises `EnvironmentProblem` when the disk is full or the folder cannot be written to.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        check(part.read_bytes())
        part.replace(path)
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
