"""A written PDF in, the same document in fewer bytes out, laid out so that its first page shows before the rest is there.

Small objects go into compressed object streams, and the file is linearised (ISO 32000-1, 7.5.7 and annex F; ISO 19005-3
allows both). The same bytes in give the same bytes out. What the objects are, this module does not know.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf


def pack_pdf(data: bytes) -> bytes:
    """The document, packed.

    The outline stays outside the object streams: linearised, its objects would be counted in two ways by qpdf 11 and 12,
    and the one would warn of the other's files.
    """
    slim, packed = BytesIO(), BytesIO()
    modes = pikepdf.ObjectStreamMode
    with pikepdf.open(BytesIO(data)) as whole:
        root: Any = whole.Root
        outline = root.get("/Outlines")
        if outline is not None:
            del root.Outlines
        whole.save(slim, object_stream_mode=modes.generate, compress_streams=False)
        with pikepdf.open(slim) as pdf:
            if outline is not None:
                pdf.Root.Outlines = pdf.copy_foreign(outline)
            pdf.save(packed, linearize=True, object_stream_mode=modes.preserve, deterministic_id=True)
    return packed.getvalue()
