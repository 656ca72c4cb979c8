"""Which fixes can be made together, and how a diff is written."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Position
from reportgen.mend.files import MendedFile, diff_lines, mended_file
from reportgen.mend.fixes import Fix, fix_of
from reportgen.mend.values import Typed
from reportgen.prose.edits import Edit

TEXT = "one, two  three"
TYPED = Typed(TEXT, tuple((at, at + 1) for at in range(len(TEXT))), Position("a.txt", 1, 1))


def fix(rule: str, *edits: tuple[int, int, str]) -> Fix:
    made = fix_of(rule, [Edit("en", *edit) for edit in edits], TYPED, None, TEXT)
    assert made is not None
    return made


def test_of_two_fixes_that_overlap_the_first_is_made_and_the_second_waits() -> None:
    fixes = [fix("b", (8, 12, " t")), fix("a", (3, 4, "，"), (8, 10, " "))]
    file = mended_file("a.txt", Path("a.txt"), TEXT, fixes, lambda new, values: True)
    assert file.after == "one， two three"
    assert [made.rule for made in file.fixed] == ["a"]
    assert [(left.rule, left.why) for left in file.left] == [("b", "it overlaps another fix; run again")]


def test_fixes_that_touch_or_agree_are_made_together() -> None:
    fixes = [fix("a", (3, 4, "，")), fix("b", (4, 5, "")), fix("c", (3, 4, "，"))]
    file = mended_file("a.txt", Path("a.txt"), TEXT, fixes, lambda new, values: values[0][1] == new)
    assert (file.after, len(file.fixed), file.left) == ("one，two  three", 3, ())


def test_a_fix_that_spoils_the_file_is_left_and_the_others_are_made() -> None:
    fixes = [fix("a", (0, 1, "%")), fix("b", (3, 4, "，"))]
    file = mended_file("a.txt", Path("a.txt"), TEXT, fixes, lambda new, values: not new.startswith("%"))
    assert file.after == "one， two  three"
    assert [(left.rule, left.why) for left in file.left] == [("a", "the file would no longer say the same")]


def test_a_diff_says_that_the_last_line_has_no_end() -> None:
    text = "".join(diff_lines(MendedFile("a.yaml", Path("a.yaml"), "x\na,b", "x\na，b")))
    assert text.endswith("-a,b\n\\ No newline at end of file\n+a，b\n\\ No newline at end of file\n")
