"""Straight quotes and apostrophes as typed in, curly ones out (EN-09): English only.

Chicago Manual of Style, 6.115 to 6.117. A mark after a figure that closes nothing is a prime and stays straight.
"""

from __future__ import annotations

_DOUBLE, _SINGLE = ("“", "”"), ("‘", "’")
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u2009\u200a\u202f\u3000([{“‘—–-/")


def curled(text: str) -> str:
    """The text with its straight marks curled; it keeps its length."""
    if '"' not in text and "'" not in text:
        return text
    characters = list(text)
    open_double = open_single = False
    for k, character in enumerate(characters):
        if character not in "\"'":
            continue
        before = characters[k - 1] if k else " "
        after = text[k + 1] if k + 1 < len(text) else " "
        opens = before in _BEFORE_OPENING and not after.isspace()
        if character == '"':
            if before.isdigit() and not open_double:
                continue
            opens = opens and not (open_double and before in "—–-/")
            characters[k] = _DOUBLE[0] if opens else _DOUBLE[1]
            open_double = opens
        elif before.isdigit() and not after.isalpha() and not open_single:
            continue
        else:
            opens = opens and not after.isdigit()  # the ’90s leave out a century
            characters[k] = _SINGLE[0] if opens else _SINGLE[1]
            open_single = opens or open_single and before.isalnum() and after.isalnum()
    return "".join(characters)
