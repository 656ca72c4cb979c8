"""The sRGB colour space out, as an ICC profile of version 4 (ICC.1:2004-10) in some five hundred bytes.

Built from the numbers of IEC 61966-2-1, so that there is no file whose origin and licence would have to be shown, and
every build has the same bytes.
"""

from __future__ import annotations

import struct

_D50 = (0.9642, 1.0, 0.8249)
"""The white point of the profile connection space (ICC.1:2004-10, 6.3.4.3)."""
_COLORANTS = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
"""The primaries of IEC 61966-2-1, adapted from D65 to D50."""
_ADAPTATION = (1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678)
"""The linear Bradford matrix from D65 to D50 (ICC.1:2004-10, annex E)."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Exponent and coefficients of the transfer function (IEC 61966-2-1, 5.2)."""
_MADE = (2004, 10, 1, 0, 0, 0)
"""The month of the specification: a profile must have a date, and ours never changes."""


def srgb_profile() -> bytes:
    """The profile."""
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _numbers(_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": b"XYZ \0\0\0\0" + _numbers(_D50),
        b"chad": b"sf32\0\0\0\0" + _numbers(_ADAPTATION),
        **{tag: b"XYZ \0\0\0\0" + _numbers(values) for tag, values in _COLORANTS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, data = [struct.pack(">I", len(tags))], b""
    for tag, value in tags.items():
        if value not in places:
            places[value] = start + len(data)
            data += value + bytes(-len(value) % 4)
        table.append(struct.pack(">4sII", tag, places[value], len(value)))
    size = start + len(data)
    header = struct.pack(">I4sI4s4s4s6H4s4sI4s4sQI", size, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ", *_MADE,
                         b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0) + _numbers(_D50)  # fmt: skip
    return header.ljust(128, b"\0") + b"".join(table) + data


def _numbers(values: tuple[float, ...]) -> bytes:
    """Fixed-point numbers with 16 bits for the fraction."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _words(text: str) -> bytes:
    """A multi-localized text with one record, for English (United States)."""
    encoded = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded
