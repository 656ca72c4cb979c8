"""What may befall a second process, each by its name; run as a program of its own, since one with threads has no second.

    python tests/strength/beside.py SCENARIO

Ends with exit code 1 and a traceback if something is not as it should be.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from reportgen.beside import Beside, hands_at_work

LARGE = bytes(range(256)) * 8000


def doubled(request: bytes) -> bytes:
    return request * 2


def fail(_request: bytes) -> bytes:
    raise ValueError("this must not be printed")


def whose(_request: bytes) -> bytes:
    return b"%d" % os.getpid()


def spin(_request: bytes) -> bytes:
    while True:
        time.time()


TASKS = {"double": doubled, "fail": fail, "whose": whose, "spin": spin}


def children() -> list[int]:
    """The processes whose parent this one is, dead ones too."""
    return [pid for pid, parent, _ in processes() if parent == os.getpid()]


def processes() -> list[tuple[int, int, str]]:
    """Every process: its number, its parent's, and its state."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            about = path.read_text()
        except OSError:
            continue
        state, parent = about.rpartition(")")[2].split()[:2]
        found.append((int(path.parent.name), int(parent), state))
    return found


def lives(pid: int) -> bool:
    return any(one == pid and state not in "ZX" for one, _, state in processes())


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def ready() -> None:
    """Nothing to be loaded."""


def pid_of(beside: Beside) -> int:
    return int(beside.ask("whose", b"").answer() or 0)


def answers_in_turn() -> None:
    with hands_at_work(1, TASKS, ready) as (beside,):
        assert pid_of(beside) not in (0, os.getpid())
        asked = [beside.ask("double", request) for request in (b"", b"a", LARGE, b"\0\n", LARGE)]
        assert [one.answer() for one in reversed(asked)][::-1] == [b"", b"aa", LARGE * 2, b"\0\n\0\n", LARGE * 2]


def one_that_fails_is_silent() -> None:
    with hands_at_work(1, TASKS, ready) as (beside,):
        asked = [beside.ask(task, b"x") for task in ("double", "fail", "double")]
        assert [one.answer() for one in asked] == [b"xx", None, None]
        assert beside.ask("double", LARGE).answer() is None


def one_that_cannot_begin() -> None:
    with hands_at_work(1, TASKS, lambda: fail(b"")) as (beside,):
        assert beside.ask("double", b"x").answer() is None


def one_that_is_killed() -> None:
    with hands_at_work(1, TASKS, ready) as (beside,):
        pid = pid_of(beside)
        asked = beside.ask("spin", b"")
        os.kill(pid, signal.SIGKILL)
        assert asked.answer() is None
        assert beside.ask("double", b"x").answer() is None


def the_keyboard_interrupts_its_parent_alone() -> None:
    with hands_at_work(1, TASKS, ready) as (beside,):
        os.kill(pid_of(beside), signal.SIGINT)
        assert beside.ask("double", b"x").answer() == b"xx"


def none_is_left() -> None:
    """Idle, busy, dead already, or when something is raised."""
    files = open_files()
    for task in ("double", "spin", "fail"):
        with hands_at_work(1, TASKS, ready) as (beside,):
            assert children()
            beside.ask(task, b"x")
            time.sleep(0.05)
        assert not children()
    try:
        with hands_at_work(1, TASKS, ready):
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert not children()
    assert open_files() == files


def one_whose_parent_is_killed() -> None:
    """At work, so that it does not read that nobody will ask any more."""
    told, tell = os.pipe()
    middle = os.fork()
    if not middle:
        with hands_at_work(1, TASKS, ready) as (beside,):
            os.write(tell, b"%d\n" % pid_of(beside))
            beside.ask("spin", b"").answer()
    pid = int(os.read(told, 20))
    assert lives(pid)
    os.kill(middle, signal.SIGKILL)
    os.waitpid(middle, 0)
    until = time.monotonic() + 5
    while lives(pid) and time.monotonic() < until:
        time.sleep(0.02)
    if lives(pid):
        os.kill(pid, signal.SIGKILL)
        raise AssertionError("it has outlived its parent")


def none_beside_threads() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with hands_at_work(1, TASKS, ready) as hands:
            assert not hands
    finally:
        done.set()
        thread.join()


SCENARIOS: dict[str, Callable[[], None]] = {
    one.__name__: one
    for one in (
        answers_in_turn, one_that_fails_is_silent, one_that_cannot_begin, one_that_is_killed, the_keyboard_interrupts_its_parent_alone,
        none_is_left, one_whose_parent_is_killed, none_beside_threads,
    )
}  # fmt: skip


if __name__ == "__main__":
    if len(os.sched_getaffinity(0)) < 2:  # the machine has one core; all but that must be as it is elsewhere
        os.sched_getaffinity = lambda _pid: {0, 1}  # type: ignore[assignment]
    SCENARIOS[sys.argv[1]]()
