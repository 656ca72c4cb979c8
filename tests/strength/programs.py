"""Runs the programs of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import reportgen

HERE = Path(__file__).parent
SOURCE = Path(reportgen.__file__).parents[1]


def run_program(name: str, *arguments: object, **more: str) -> str:
    """What a program of this folder prints; it must end well."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **more}
    command = [sys.executable, str(HERE / name), *map(str, arguments)]
    outcome = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout
