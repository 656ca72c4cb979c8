"""Processes that work beside this one, on other cores: what it is asked for in, bytes out.

It is forked while this process has no threads, and it changes nothing: it writes no file and keeps
nothing. Whatever befalls it (it fails, it is killed, the system gives none), the answer is None, and who asked does the
work itself: so an error comes out where it would have come out without it. It ends with whoever started it, however that ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from select import PIPE_BUF

Task = Callable[[bytes], bytes]

VERIFY = "verify"
"""The task to verify a written file."""
_ONE = ""
"""The task of a process that has no other."""
_LENGTH_BYTES = 8
_KILL = 9
"""SIGKILL (POSIX); the module that names it takes longer to load than all that is done with it."""
_MOST_AT_ONCE = 1 << 20
_MOST_HANDS = 4
"""Each has a share of the memory of its own, and the one that joins their work is not four times as fast as they."""
_THREADS = Path("/proc/self/task")
_LOOK_AROUND_SECONDS = 0.1
"""How long it may work on after its parent was killed."""


class Asked:
    """What the second process was asked for."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._answer: bytes | None = None
        self.done = False

    def answer(self) -> bytes | None:
        """The answer, waited for; None if none will come."""
        while not self.done:
            self._beside.receive()
        return self._answer

    def settle(self, answer: bytes | None) -> None:
        self._answer, self.done = answer, True


class Beside:
    """The second process as its parent sees it. Asked for several things, it does them in turn."""

    def __init__(self, child: int, requests: int, answers: int) -> None:
        self._child = child
        self._requests, self._answers = requests, answers
        self._waiting: list[Asked] = []
        self._lives = True

    def ask(self, task: str, request: bytes) -> Asked:
        """Ask for one of the tasks by its name."""
        message = task.encode() + b"\0" + request
        if len(message) > PIPE_BUF - _LENGTH_BYTES:
            while self._waiting:  # it could be waiting for us to take an answer, and we for it to take this
                self.receive()
        asked = Asked(self)
        self._waiting.append(asked)
        if self._lives:
            with suppress(OSError):  # it has died, which the end of its answers will tell
                _write(self._requests, message)
        else:
            self._give_up()
        return asked

    def receive(self) -> None:
        """Take the next answer; if there will be none, nothing that was asked for will be answered."""
        try:
            answer = _read(self._answers)
        except (OSError, EOFError):
            self._give_up()
        else:
            self._waiting.pop(0).settle(answer)

    def _give_up(self) -> None:
        self._lives = False
        for asked in self._waiting:
            asked.settle(None)
        self._waiting.clear()

    def end(self) -> None:
        """End it, whatever it is doing: there is nothing that it could leave half done."""
        os.close(self._requests)
        os.close(self._answers)
        self._give_up()
        with suppress(ChildProcessError):  # somebody has waited for all children, and the number may be another's by now
            if os.waitpid(self._child, os.WNOHANG) == (0, 0):
                os.kill(self._child, _KILL)
                os.waitpid(self._child, 0)

    def fileno(self) -> int:
        """Where its answers come from, to be waited for."""
        return self._answers


def receive_any(hands: Sequence[Beside]) -> None:
    """Wait until one of them has an answer, and take what there is."""
    from select import select

    for hand in select(hands, (), ())[0]:
        hand.receive()


def is_to_be_had() -> bool:
    """A second process can be forked safely, and has a core to work on.

    Where other threads are (or system libraries that may have some, as on macOS) a fork may come to a standstill.
    """
    if not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2:
        return False
    try:
        return len(list(_THREADS.iterdir())) == 1
    except OSError:
        return False


def hands_to_be_had() -> int:
    """How many processes can work at a time, this one not counted, which waits for them."""
    return min(len(os.sched_getaffinity(0)), _MOST_HANDS) if is_to_be_had() else 0


def _nothing() -> None:
    """There is nothing to be done before."""


@contextmanager
def hands_at_work(count: int, tasks: Mapping[str, Task], prepare: Callable[[], object]) -> Iterator[tuple[Beside, ...]]:
    """So many processes, each of which can be asked for `tasks`; fewer, or none, if there are no more to be had."""
    hands: list[Beside] = []
    try:
        while len(hands) < count and is_to_be_had():
            hand = _forked(tasks, prepare)
            if hand is None:
                break
            hands.append(hand)
        yield tuple(hands)
    finally:
        for hand in hands:
            hand.end()


class Company:
    """The processes that work beside this one while it does something else; none where there are none to be had."""

    def __init__(self, hands: Sequence[Beside]) -> None:
        """`hands` can be asked for tasks."""
        self._hands = hands
        self._begun: list[Beside] = []

    def ask(self, task: str, request: bytes) -> Asked | None:
        """Ask for one of the tasks by its name."""
        return self._hands[0].ask(task, request) if self._hands else None

    def begin(self, work: Callable[[], bytes]) -> Asked | None:
        """Have one piece of work done by a further process, which knows all that this one knows by now."""
        hand = _forked({_ONE: lambda _: work()}, _nothing) if is_to_be_had() else None
        if hand is None:
            return None
        self._begun.append(hand)
        return hand.ask(_ONE, b"")

    def end(self) -> None:
        """End what was begun."""
        for hand in self._begun:
            hand.end()


@contextmanager
def company(tasks: Mapping[str, Task] | None = None, prepare: Callable[[], object] = _nothing) -> Iterator[Company]:
    """A process that can be asked for `tasks`, if there are any, and that does `prepare` before anything; and what is begun later."""
    with hands_at_work(1 if tasks else 0, tasks or {}, prepare) as hands:
        made = Company(hands)
        try:
            yield made
        finally:
            made.end()


def _forked(tasks: Mapping[str, Task], prepare: Callable[[], object]) -> Beside | None:
    parent = os.getpid()
    pipes: list[int] = []
    try:
        for _ in range(2):
            pipes += os.pipe()
        child = os.fork()
    except OSError:  # too many processes or open files
        for end in pipes:
            os.close(end)
        return None
    if not child:
        try:
            os.close(pipes[1])  # only the parent's end stays open, so that the last byte is the end of the parent
            os.close(pipes[2])
            _end_with(parent)
            prepare()
            _serve(tasks, pipes[0], pipes[3])
        finally:
            os._exit(0)  # nothing of the parent's is done twice: no output written, no file removed
    os.close(pipes[0])
    os.close(pipes[3])
    return Beside(child, pipes[1], pipes[2])


def _end_with(parent: int) -> None:
    """From now on, end soon after the parent has; an interruption from the keyboard is the parent's to answer."""
    import signal

    def look(_signal: int, _frame: object) -> None:
        if os.getppid() != parent:
            os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK_AROUND_SECONDS, _LOOK_AROUND_SECONDS)


def _serve(tasks: Mapping[str, Task], requests: int, answers: int) -> None:
    """Do what is asked until there is nobody to ask, which is an `EOFError`."""
    while True:
        task, _, request = _read(requests).partition(b"\0")
        _write(answers, tasks[task.decode()](request))


def _read(end: int) -> bytes:
    """The next message; raises `EOFError` if there is none, or half of one."""
    return _read_bytes(end, int.from_bytes(_read_bytes(end, _LENGTH_BYTES), "little"))


def _read_bytes(end: int, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = os.read(end, min(count, _MOST_AT_ONCE))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _write(end: int, message: bytes) -> None:
    view = memoryview(len(message).to_bytes(_LENGTH_BYTES, "little") + message)
    while view:
        view = view[os.write(end, view) :]
