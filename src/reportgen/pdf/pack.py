"""A written PDF in, the same document in fewer bytes out, laid out so that its first page shows before the rest is there.

The object streams of the file stay as they are, now compressed, and the file is linearised (ISO 32000-1, 7.5.7 and
annex F; ISO 19005-3 allows both). The same bytes in give the same bytes out. What the objects are, this module does not
know.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf


def pack_pdf(data: bytes) -> bytes:
    """The document, packed."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(packed, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve, deterministic_id=True)
    return packed.getvalue()
