"""One build that is watched, in both its processes; run as a program of its own, since a watch cannot be taken off again.

    python tests/strength/reads.py REPORT OUT ALLOWED…

Prints every file that was opened and is in none of the allowed folders, and every attempt to use the network, to start
a process, or to change a file outside OUT, the report's cache and TMPDIR. Ends with exit code 1 if there was any.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime", "shutil.")
_NOWHERE = ("/dev/null", "/dev/urandom")


class Watch:
    """Audit events held against what a build may do (PEP 578)."""

    def __init__(self, readable: list[Path], writable: list[Path]) -> None:
        self.readable = tuple(str(path.resolve()) for path in (*readable, *writable))
        self.writable = tuple(str(path.resolve()) for path in writable)
        self._found: set[str] = set()
        self._heard, self._tell = os.pipe()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_NEVER):
            self._add(f"{event} {arguments!r}")
        elif event == "open":
            self._opened(*arguments)
        elif event.startswith(_CHANGES):
            for path in arguments[: 2 if event == "os.rename" else 1]:
                if not any(isinstance(other, int) and other >= 0 for other in arguments[1:]):  # not within an open folder
                    self._check(path, self.writable, event)

    def _opened(self, path: Any, mode: str | None, flags: int) -> None:
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or any(letter in (mode or "") for letter in "wax+")
        self._check(path, self.writable if writes else self.readable, f"open {mode or flags}")

    def _check(self, path: Any, rooms: tuple[str, ...], event: str) -> None:
        if isinstance(path, int):
            return
        name = os.path.realpath(os.fsdecode(path))
        if name not in _NOWHERE and not any(name == room or name.startswith(room + os.sep) for room in rooms):
            self._add(f"{event} {name}")

    def _add(self, what: str) -> None:
        """Through a pipe, since the second process shares no memory with the first."""
        if what not in self._found:
            self._found.add(what)
            os.write(self._tell, f"{what}\n".encode())

    def found(self) -> str:
        """What was found, a line each, by all processes, which have ended."""
        os.close(self._tell)
        with os.fdopen(self._heard) as heard:
            return heard.read()


def main() -> int:
    report, out, *allowed = map(Path, sys.argv[1:])
    code = [Path(entry) for entry in sys.path if entry] + [Path(sys.prefix), Path(sys.base_prefix)]
    watch = Watch([report, *allowed, *code], [out, report / ".reportgen-cache", Path(tempfile.gettempdir())])
    out.mkdir(exist_ok=True)
    sys.addaudithook(watch)
    from reportgen.cli import main as run

    sys.argv = ["reportgen", "build", str(report), "--out", str(out), "-q"]
    exit_code = run()
    found = watch.found()
    print(found, end="")
    return exit_code or (1 if found else 0)


if __name__ == "__main__":
    sys.exit(main())
