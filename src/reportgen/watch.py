"""A report folder in, a sign for every change of what it is built from out.

Looks at the times of files, a few times a second; knows nothing of what is in them or of what is done about it.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOMS = ("content", "charts", "fonts", "images")
"""Where everything lies that a report is built from."""
_PAUSE_SECONDS = 0.1
_QUIET_SECONDS = 0.04
"""How long nothing must change before a change is told: a file that is being saved is not whole yet."""
_DEEPEST = 8
_Stamps = dict[str, tuple[int, ...]]


def changes(folder: Path, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """A sign for the folder as it is, and one after every change; changes that come together are one.

    What changes while a sign is being followed is told next.
    """
    seen: _Stamps | None = None
    while True:
        now = _stamps(folder)
        while now != seen:
            pause(_QUIET_SECONDS)
            before, now = now, _stamps(folder)
            if now == before:
                seen = now
                yield
                now = _stamps(folder)
        pause(_PAUSE_SECONDS)


def _stamps(folder: Path) -> _Stamps:
    """What the system says of every file, and where links lead."""
    stamps: _Stamps = {}
    for room in ROOMS:
        _look(folder / room, stamps, 0)
    return stamps


def _look(room: Path, stamps: _Stamps, depth: int) -> None:
    try:
        with os.scandir(room) as entries:
            for entry in entries:
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(about.st_mode):
                    if depth < _DEEPEST and entry.name != "__pycache__":
                        _look(Path(entry.path), stamps, depth + 1)
                    continue
                if stat.S_ISLNK(about.st_mode):
                    about = entry.stat()
                stamps[entry.path] = (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
    except OSError:  # gone since it was listed, or a link to nowhere: the next look will tell
        stamps[str(room)] = ()
