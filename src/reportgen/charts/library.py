"""Matplotlib, imported so that a drawing depends on nothing of the machine and leaves nothing on it.

Left to itself, matplotlib lists all fonts of the system when it is first imported, starting other programs to find them,
and keeps the list in the user's home. The renderer sets all words itself, so an empty list serves. Changes no drawing.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import sys
import tempfile
from pathlib import Path

_VERSION = re.compile(r"^    __version__ = '([^']+)'", re.MULTILINE)


def import_matplotlib() -> None:
    """Import matplotlib with a list of fonts that is empty."""
    if "matplotlib.font_manager" in sys.modules:
        return
    before = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            _write_font_list(Path(folder))
            importlib.import_module("matplotlib.font_manager")
        finally:
            del os.environ["MPLCONFIGDIR"]
            if before is not None:
                os.environ["MPLCONFIGDIR"] = before


def _write_font_list(folder: Path) -> None:
    """An empty list under the name where this version of matplotlib looks for it."""
    spec = importlib.util.find_spec("matplotlib.font_manager")
    source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    found = _VERSION.search(source)
    if found is None:
        return
    listed: dict[str, object] = {
        "__class__": "FontManager", "_version": found[1], "_FontManager__default_weight": "normal", "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"}, "afmlist": [], "ttflist": [],
    }  # fmt: skip
    (folder / f"fontlist-v{found[1]}.json").write_text(json.dumps(listed), "utf-8")
