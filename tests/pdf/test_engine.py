"""ReportLab as we load it: little of it, and all of it for whoever uses it beside us."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OURS = "import reportgen.pdf.engine"
THEIRS = "import reportlab.pdfgen.canvas"
USED = """
import os, platform, sys
from reportlab.lib import colors, utils
assert utils.rl_safe_eval("1 + 1", g={}, l={}) == 2
assert colors.toColor("rgb(255, 0, 0)") == colors.red
assert os.path.isdir(utils.get_rl_tempdir("reportgen-test"))
assert platform.system() and platform.python_implementation() == "CPython" and not utils.isPyPy
"""


def run(code: str, **more: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, **more}).stdout


@pytest.mark.parametrize("first", [OURS, f"{OURS}; {THEIRS}", f"{THEIRS}; {OURS}"], ids=["alone", "before", "after"])
def test_whoever_uses_reportlab_beside_us_has_all_of_it(first: str, tmp_path: Path) -> None:
    run(f"{first}\n{USED}", TMPDIR=str(tmp_path))


def test_what_no_painter_needs_is_not_loaded() -> None:
    loaded = set(run(f"{OURS}; import sys; print(*sys.modules)").split())
    assert "reportlab.pdfgen.canvas" in loaded
    assert loaded.isdisjoint({"tempfile", "platform", "PIL", "reportlab.lib.rl_safe_eval", "reportlab.lib.rltempfile", "reportlab.platypus"})
