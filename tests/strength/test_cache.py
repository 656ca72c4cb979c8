"""What is kept between runs: never wrong, never more than its limit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from reportgen.cache import Cache
from reportgen.errors import EnvironmentProblem
from reportgen.fonts.open import open_fonts
from reportgen.model.load import load_font_list
from reportgen.output import part_file, remove_leftovers
from reportgen.pipeline import FINDINGS_BYTES


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_gives_back_what_was_put_under_that_name(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("b", b"two")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"one", b"two", None)


@pytest.mark.parametrize("damage", [lambda d: d[:-1], lambda d: d + b"x", lambda d: b"", lambda d: b"\0" * len(d), lambda d: d[:20] + b"?" + d[21:]])
def test_what_is_damaged_was_never_kept(tmp_path: Path, damage: object) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"0123456789" * 10)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert cache.get("a") is None


def test_a_file_under_another_name_is_not_taken_for_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"one")
    (tmp_path / "a.kept").rename(tmp_path / "b.kept")
    assert cache.get("b") is None


def test_the_limit_holds_and_the_least_used_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit_bytes=10_000)
    for number in range(9):
        cache.put(str(number), b"x" * 1000)
        os.utime(tmp_path / f"{number}.kept", (number, number))
    assert cache.get("0") is not None  # used just now, though made first
    cache.put("9", b"x" * 1000)
    cache.put("10", b"x" * 1000)
    left = names(tmp_path)
    assert sum((tmp_path / name).stat().st_size for name in left) <= 10_000
    assert {"0.kept", "9.kept", "10.kept"} <= set(left)
    assert not {"1.kept", "2.kept"} & set(left)


def test_other_peoples_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "dear.txt").write_bytes(b"x" * 5000)
    Cache(tmp_path, limit_bytes=1000).put("a", b"x" * 2000)
    assert "dear.txt" in names(tmp_path)


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        with part_file(tmp_path / "dead.pdf"):
            os._exit(0)
    os.waitpid(child, 0)
    with part_file(tmp_path / "alive.pdf") as (part, file):
        file.write(b"half")
        (tmp_path / "mine.part").write_text("not one of ours")
        assert len(names(tmp_path)) == 3
        remove_leftovers(tmp_path)
        assert names(tmp_path) == sorted([part.name, "mine.part"])
    assert names(tmp_path) == ["mine.part"]


def test_a_font_that_was_touched_is_compared_again(repository: Path, tmp_path: Path) -> None:
    """Also one that keeps its size and is given its old time back."""
    shutil.copytree(repository / "fonts", tmp_path / "fonts")
    listed, stamps = load_font_list(tmp_path, []), Cache(tmp_path / "stamps")
    for _ in range(2):
        open_fonts(tmp_path / "fonts", listed, stamps)
    assert len(names(tmp_path / "stamps")) == 1
    path = tmp_path / "fonts" / listed[0].file
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"damage")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(EnvironmentProblem, match="damaged or was replaced"):
        open_fonts(tmp_path / "fonts", listed, stamps)


def test_what_was_read_in_a_long_report_outlasts_many_edits(tmp_path: Path) -> None:
    """Nine hundred pages have 2.2 MB of gists, and each state of their words has its findings beside them."""
    cache = Cache(tmp_path, FINDINGS_BYTES)
    cache.put("gists", b"x" * 2_200_000)
    for state in range(100):
        assert cache.get("gists") is not None
        cache.put(str(state), b"x" * 600_000)
    assert len(names(tmp_path)) < 60
