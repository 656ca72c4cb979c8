"""Chapters set and painted by other processes, ahead of the document that asks for them one after another.

How many pages the chapters before it have is all that a chapter must know of them, and which notes they refer to; neither
moves a line. So a hand first sets a chapter and says how long it is, and finishes it when its first number is known.
Nothing here decides what a document is like: what a hand has made is looked up under the chapter's key, like what was kept
from another build, and what it has not made, for whatever reason, the document makes itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from reportgen.beside import Asked, Beside, Task, hands_at_work, receive_any
from reportgen.layout.chapters import Outline
from reportgen.records import dataclass

_MEASURE, _FINISH = "measure", "finish"
_IN_HAND = 3
"""Chapters that a hand has set and not finished, at most: they take the memory of all that stands on their pages."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A chapter's pages if its first number is odd, and if it is even, and the notes that it refers to."""

    lengths: tuple[int, int]
    references: frozenset[str]


class Workshop(Protocol):
    """Who makes chapters, in whatever process; `place` counts them in the order of the document."""

    def begin(self) -> None:
        """From now on this process works for another one: it tells nobody what it does, and writes no file."""

    def measured(self, place: int) -> Measured | None:
        """Set a chapter, for `finished`; None if there is something to be told of it."""

    def finished(self, place: int, first: int, referred: frozenset[str]) -> bytes:
        """The chapter that has been set, with its first number, after these notes were referred to; empty as above."""


class Desk(Protocol):
    """Who gathers the chapters of a document."""

    def outline(self, place: int, first: int, referred: frozenset[str]) -> Outline | None:
        """What is known of a chapter that need not be made."""

    def receive(self, place: int, first: int, referred: frozenset[str], data: bytes) -> None:
        """Take a chapter that a hand has finished for these numbers."""


class Ahead:
    """Has the chapters `places` made by hands; the first of them begins with the page `first`."""

    def __init__(self, desk: Desk, places: Sequence[int], first: int, referred: frozenset[str]) -> None:
        self._desk = desk
        self._places = tuple(places)
        self._begun = 0
        """How many of the places somebody has been asked to measure."""
        self._counted = 0
        """How many of them have their first numbers."""
        self._next, self._referred = first, referred
        self._measured: dict[int, Measured] = {}
        self._firsts: dict[int, tuple[int, frozenset[str]]] = {}
        """First numbers and notes referred to before, of what is still to be finished."""
        self._holders: dict[int, Beside] = {}
        """Who holds which chapter."""
        self._at: dict[Beside, tuple[Asked, int, str]] = {}
        """What each is at: one thing at a time, so that what comes to be more urgent need not wait."""
        self._broken = False

    def run(self, workshop: Workshop, count: int) -> None:
        """Have everything made that can be made so."""
        with hands_at_work(count, _tasks(workshop), workshop.begin) as hands:
            while not self._broken:
                self._count()
                for hand in hands:
                    if hand not in self._at:
                        self._employ(hand)
                if not self._at:
                    return
                receive_any(list(self._at))
                for hand in list(self._at):
                    if self._at[hand][0].done:
                        self._take(hand)

    def _employ(self, hand: Beside) -> None:
        held = [place for place, holder in self._holders.items() if holder is hand]
        ready = next((place for place in held if place in self._firsts), None)
        if ready is not None:
            first, referred = self._firsts[ready]
            self._request(hand, ready, _FINISH, [ready, first, sorted(referred & self._measured[ready].references)])
            del self._holders[ready]
        elif len(held) < _IN_HAND:
            while self._begun < len(self._places):
                place = self._places[self._begun]
                self._begun += 1
                if self._begun > self._counted:  # else it is known
                    self._holders[place] = hand
                    self._request(hand, place, _MEASURE, [place])
                    return

    def _request(self, hand: Beside, place: int, task: str, words: list[object]) -> None:
        self._at[hand] = (hand.ask(task, json.dumps(words).encode()), place, task)

    def _take(self, hand: Beside) -> None:
        """Take what a hand has answered."""
        asked, place, task = self._at.pop(hand)
        answer = asked.answer()
        if task == _FINISH:
            if answer:
                self._desk.receive(place, *self._firsts.pop(place), answer)
        elif answer:
            odd, even, *references = json.loads(answer)
            self._measured[place] = Measured((odd, even), frozenset(references))
        else:
            self._broken = True  # the chapters after it have no numbers

    def _count(self) -> None:
        """Number the chapters as far as those before them have been measured or are known."""
        while self._counted < len(self._places):
            place = self._places[self._counted]
            measured = self._measured.get(place)
            if measured is None:
                if place in self._holders:
                    return
                outline = self._desk.outline(place, self._next, self._referred)
                if outline is None:
                    return
                measured = Measured((len(outline.numbered), len(outline.numbered)), outline.references)
            else:
                self._firsts[place] = self._next, self._referred
            self._counted += 1
            self._next += measured.lengths[1 - self._next % 2]
            self._referred |= measured.references


def _tasks(workshop: Workshop) -> dict[str, Task]:
    def measure(request: bytes) -> bytes:
        (place,) = json.loads(request)
        measured = workshop.measured(place)
        return json.dumps([*measured.lengths, *measured.references]).encode() if measured is not None else b""

    def finish(request: bytes) -> bytes:
        place, first, referred = json.loads(request)
        return workshop.finished(place, first, frozenset(referred))

    return {_MEASURE: measure, _FINISH: finish}
