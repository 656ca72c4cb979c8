"""The base forms that an English word may be a form of, so that a table of words need only have those."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"
_HISSING = ("ses", "xes", "zes", "ches", "shes", "oes")


def bases_of(word: str) -> Iterator[str]:
    """The word itself and what it may be an inflected form of, by its ending: cuts, falling, dropped, carries."""
    yield word
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("ies"):
            yield f"{word[:-3]}y"
        elif word.endswith(_HISSING):
            yield word[:-2]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        yield stem
        yield f"{stem}e"
        if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            yield stem[:-1]
        if ending == "ed" and stem.endswith("i"):
            yield f"{stem[:-1]}y"
