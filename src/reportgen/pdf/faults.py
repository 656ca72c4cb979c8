"""What is wrong with a written file, and the words in which a file is verified by another process.

Knows nothing of how a file is read: whoever only hears of faults need not load that.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from reportgen.records import dataclass

Kind = Literal["unreadable", "pages", "font", "content", "destination", "metadata"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a written file must not have."""

    kind: Kind
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verification:
    """A file to be verified: where it is, how many pages were laid out, and which of them, from 0, were seen before.

    `targets` are the places that the links of those pages lead to.
    """

    path: Path
    pages: int
    seen: frozenset[int] = frozenset()
    targets: frozenset[str] = frozenset()

    def packed(self) -> bytes:
        return json.dumps([str(self.path.absolute()), self.pages, sorted(self.seen), sorted(self.targets)]).encode()


def verification_of(request: bytes) -> Verification:
    """The verification that was `packed`."""
    path, pages, seen, targets = json.loads(request)
    return Verification(Path(path), pages, frozenset(seen), frozenset(targets))


def packed(faults: tuple[Fault, ...]) -> bytes:
    return json.dumps([(fault.kind, fault.message) for fault in faults]).encode()


def unpacked(answer: bytes) -> tuple[Fault, ...]:
    """The faults that were `packed`."""
    return tuple(Fault(kind, message) for kind, message in json.loads(answer))
