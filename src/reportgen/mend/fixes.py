"""Edits of texts in, changes of their file out: which of them can be made, and the file's text with those made.

An edit is made only where the file has its characters side by side. Where two fixes want the same characters the first
is made and the second waits for another run. Afterwards the file is read again: every value must be what it was but for
the edits, or the fix that spoils one is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reportgen.errors import Position
from reportgen.mend.values import Typed
from reportgen.model.markup import Span, Text, parse_markup
from reportgen.model.origins import stretch_of, text_origins
from reportgen.prose.edits import Edit
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Write `new` for the characters `start` to `end` of a text."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends one finding in one text of a file: the same changes counted in the text, in the value and in the file."""

    rule: str
    at: Position
    """The first character that changes."""
    typed: Typed
    text: Text | None
    """What the value is read as; None if the value is the text."""
    edits: tuple[Change, ...]
    in_value: tuple[Change, ...]
    in_file: tuple[Change, ...]


IsSound = Callable[[str, Sequence[tuple[Typed, str]]], bool]
"""Whether a new text of the file reads as before, with the new values that are given for some of the old."""


def fix_of(rule: str, edits: Iterable[Edit], typed: Typed, text: Text | None, file: str) -> Fix | None:
    """The fix that makes the edits, which count characters of the text; None if the file does not have them as typed.

    A blank that goes with a mark stays if it is the end of a line in the file: the layout of the file is kept.
    """
    origins = text_origins(typed.value, text) if text else tuple((at, at + 1) for at in range(len(typed.value)))
    if origins is None:
        return None
    made = []
    for edit in edits:
        value = stretch_of(origins, edit.start, edit.end)
        place = stretch_of(typed.origins, *value) if value else None
        if value and place:
            made.append((Change(edit.start, edit.end, edit.new), Change(*value, edit.new), Change(*place, edit.new)))
        elif edit.new:
            return None
    if not made:
        return None
    of_text, of_value, of_file = (tuple(sorted(kind)) for kind in zip(*made, strict=True))
    return Fix(rule, _position(file, of_file[0].start, typed.at.file), typed, text, of_text, of_value, of_file)


def _position(text: str, at: int, name: str) -> Position:
    before = text[:at]
    return Position(name, before.count("\n") + 1, at - before.rfind("\n"))


def compatible(fixes: Iterable[Fix]) -> tuple[list[Fix], list[Fix]]:
    """The fixes in the order of the file that can be made together, and those that must wait for another run."""
    taken: set[Change] = set()
    kept: list[Fix] = []
    waiting: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: (fix.in_file[0], fix.rule)):
        if any(_overlap(new, old) for new in fix.in_file for old in taken):
            waiting.append(fix)
        else:
            taken.update(fix.in_file)
            kept.append(fix)
    return kept, waiting


def _overlap(one: Change, other: Change) -> bool:
    return one != other and one.start < other.end and other.start < one.end


def changed(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made; each is made once."""
    for change in sorted(set(changes), reverse=True):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def sound(text: str, fixes: Sequence[Fix], is_sound: IsSound) -> list[Fix]:
    """The fixes after which the file still reads as it did: all of them, or else those that do so one by one."""
    if _reads(text, fixes, is_sound):
        return list(fixes)
    kept: list[Fix] = []
    for fix in fixes:
        if _reads(text, [*kept, fix], is_sound):
            kept.append(fix)
    return kept


def _reads(text: str, fixes: Sequence[Fix], is_sound: IsSound) -> bool:
    by_value: dict[int, list[Fix]] = {}
    for fix in fixes:
        by_value.setdefault(id(fix.typed), []).append(fix)
    values = []
    for group in by_value.values():
        value = changed(group[0].typed.value, (change for fix in group for change in fix.in_value))
        if not all(_same_markup(fix.text, value, [change for one in group for change in one.edits]) for fix in group):
            return False
        values.append((group[0].typed, value))
    return is_sound(changed(text, (change for fix in fixes for change in fix.in_file)), values)


def _same_markup(text: Text | None, value: str, edits: Sequence[Change]) -> bool:
    """Whether the new value says what the text said but for the edits, with the same marks on it."""
    if text is None:
        return True
    words = iter([text.plain[mark.start : mark.end] for mark in text.facts])
    new = parse_markup(value, text.at, [], lambda _: next(words, None))
    return new.plain == changed(text.plain, edits) and list(map(_marks_of, new.spans)) == list(map(_marks_of, text.spans))


def _marks_of(span: Span) -> tuple[object, ...]:
    return span.emphasis, span.strong, span.link, span.note, span.reference, span.line_break
