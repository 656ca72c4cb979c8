"""ReportLab, imported so that a file depends on nothing of the machine; the only module that imports it.

Left to itself, ReportLab runs `~/.reportlab_mods` and obeys `~/.reportlab_settings`, and brings in an image library that
costs a fifth of its time. Empty modules stand where it would find them; no file of ours holds an image.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_SETTINGS = ("reportlab_mods", "reportlab_settings")


@contextmanager
def _alone() -> Iterator[None]:
    """Empty modules in the place of the user's settings, for good, and of the image library, for the moment."""
    for name in _SETTINGS:
        sys.modules.setdefault(name, ModuleType(name))
    if "PIL" in sys.modules:
        yield
        return
    images = ModuleType("PIL")
    images.Image = ModuleType("PIL.Image")  # type: ignore[attr-defined]
    sys.modules["PIL"] = images
    try:
        yield
    finally:
        del sys.modules["PIL"]


with _alone():
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Canvas", "pdfdoc"]
