"""Hyphens stand where pyphen would put them, whose file of patterns is read in our own way."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest

import reportgen.text.hyphenation as hyphenation
from reportgen.text.hyphenation import Patterns, hyphenation_points

DICTIONARY = Path(pyphen.__file__).parent / "dictionaries/hyph_en_US.dic"


@pytest.fixture
def asked_anew() -> Iterator[None]:
    hyphenation._positions.cache_clear()
    hyphenation._points.cache_clear()
    yield
    hyphenation._positions.cache_clear()
    hyphenation._points.cache_clear()


def test_every_pattern_says_what_it_says_to_pyphen() -> None:
    """In words that are patterns joined, so that each of them counts with others beside it."""
    theirs = pyphen.Pyphen(lang="en_US", left=2, right=3)
    ours = Patterns(DICTIONARY.read_bytes())
    pieces = sorted({piece for pattern in theirs.hd.patterns if (piece := pattern.strip(".")).isascii() and piece.isalpha()})
    shuffled = random.Random(1).sample(pieces, len(pieces))
    words = {*pieces, *map("".join, zip(shuffled, pieces, strict=True))}
    assert len(words) > 15_000
    assert [word for word in words if ours.positions(word) != theirs.positions(word)] == []


def test_a_pattern_is_weighed_where_it_begins() -> None:
    patterns = Patterns(b"UTF-8\nLEFTHYPHENMIN 2\n.in1f\n1fer\ne1re\n4rence.\n")
    assert patterns.positions("inference") == [2]
    assert patterns.positions("reinfer") == [4]


@pytest.mark.parametrize("odd", [b"ISO8859-1\nab1c\n", b"UTF-8\nab1c/b=c,2,1\n", b"UTF-8\nab1^^e9\n", b"UTF-8\na0b1c\n", b"UTF-8\nab1c \n", b"UTF-8\n% ab1c\n", b""])
def test_a_file_of_another_form_is_refused(odd: bytes) -> None:
    with pytest.raises(ValueError):
        Patterns(odd)


def test_pyphen_is_asked_where_its_file_has_another_form(asked_anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hyphenation_points("hyphenation", "en")
    hyphenation._positions.cache_clear()
    hyphenation._points.cache_clear()

    def refuse(_data: bytes) -> Patterns:
        raise ValueError

    monkeypatch.setattr(hyphenation, "Patterns", refuse)
    assert hyphenation_points("hyphenation", "en") == before != ()
    assert isinstance(getattr(hyphenation._positions(), "__self__", None), pyphen.Pyphen)


def test_a_word_is_hyphenated_without_loading_pyphen() -> None:
    code = "import sys; from reportgen.text.hyphenation import hyphenation_points as points; print(points('hyphenation', 'en'), 'pyphen' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["((2,", "80.0),", "(6,", "50.0))", "False"]
