"""The steps of a build as they begin in, where its time went out."""

from __future__ import annotations

import time
from collections.abc import Callable

_ALIKE = {"drawing": "charts: kept, or drawn"}
"""Steps that are many are shown as one, by their first word."""


class Timings:
    """Listens to a build's progress, and passes it on."""

    def __init__(self, passed_on: Callable[[str, float], None]) -> None:
        self._passed_on = passed_on
        self._seconds: dict[str, float] = {"starting and importing": time.process_time()}
        self._step = ""
        self._began = time.perf_counter()

    def show(self, step: str, share: float) -> None:
        """A step begins; the one before it has ended."""
        now = time.perf_counter()
        if self._step:
            self._seconds[self._step] = self._seconds.get(self._step, 0.0) + now - self._began
        self._step = _ALIKE.get(step.split()[0], step)
        self._passed_on(step, share)
        self._began = time.perf_counter()

    def lines(self) -> list[str]:
        """Milliseconds of each step, in their order, and of the whole."""
        rows = [*self._seconds.items(), ("all", sum(self._seconds.values()))]
        return [f"{1000 * seconds:8.1f} ms  {step}" for step, seconds in rows]
