"""A report folder that is built again and again in one process: after a change, only what it touched is made anew.

Each build gives what a process of its own would give: the same bytes, problems and findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from reportgen.errors import ReportgenError, UsageError
from reportgen.memory import Memory
from reportgen.pipeline import BuildOptions, BuildResult, build_report
from reportgen.records import replace
from reportgen.watch import changes

_MOST_IN_VAIN = 8
"""Builds that stop at problems before what they did not come to is forgotten: enough for an editor to mend a slip."""


class Session:
    """Builds one report with the same options, and remembers what has not changed between builds.

    What a build leaves to be kept for other processes is written when there is time: at `catch_up`, or at the end.
    """

    def __init__(self, folder: Path, options: BuildOptions | None = None) -> None:
        """Raises `UsageError` for a folder that does not exist."""
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder}")
        self.folder = folder
        self._memory = Memory()
        self._options = replace(options or BuildOptions(), memory=self._memory)
        self._in_vain = 0

    def build(self) -> BuildResult:
        """Build the report as it is now; raises what `build_report` raises."""
        self._in_vain += 1
        if self._in_vain in (1, _MOST_IN_VAIN):
            self._memory.begin()
            self._in_vain = 1
        result = build_report(self.folder, self._options)
        self._in_vain = 0
        return result

    def follow(self) -> Iterator[BuildResult | ReportgenError]:
        """What a build gives or raises: now, and after every change of the folder. Ends only when it is interrupted."""
        for _ in changes(self.folder):
            try:
                yield self.build()
            except ReportgenError as error:
                yield error
            self.catch_up()

    def catch_up(self) -> None:
        """Write what is to be kept for other processes."""
        self._memory.catch_up()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.catch_up()
