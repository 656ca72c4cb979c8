"""What is being done, as a bar on a terminal."""

from __future__ import annotations

import sys
import time

_AFTER_SECONDS = 1.0
_WIDTH = 24
_CLEAR_LINE = "\r\x1b[K"


class Bar:
    """Progress on a terminal, once the work has taken longer than a second."""

    def __init__(self, quiet: bool) -> None:
        self._watched = not quiet and sys.stderr.isatty()
        self._began = time.monotonic()
        self._drawn = False

    def show(self, step: str, share: float) -> None:
        if self._watched and time.monotonic() - self._began > _AFTER_SECONDS:
            full = round(share * _WIDTH)
            print(f"{_CLEAR_LINE}[{'#' * full}{'.' * (_WIDTH - full)}] {step}", end="", file=sys.stderr, flush=True)
            self._drawn = True

    def clear(self) -> None:
        """The work is done, or gives way to a message; what comes next is counted from now."""
        if self._drawn:
            print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)
            self._drawn = False
        self._began = time.monotonic()
