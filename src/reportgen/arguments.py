"""Arguments of a command line read in our way: wrong ones are a `UsageError`, and nothing is loaded that only help needs.

Knows no commands.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache
from typing import Any, NoReturn

from reportgen.errors import UsageError


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal; left to itself, argparse loads the library of archives to ask for the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ours."""

    def __init__(self, **about: Any) -> None:
        super().__init__(formatter_class=_Help, **about)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}\n{self.format_usage().strip()}")


class Version(argparse.Action):
    """Prints the version; it is looked up only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"reportgen {version('reportgen')}")
        except PackageNotFoundError:
            print("reportgen, run without being installed")
        parser.exit()


@cache
def _terminal_width() -> int:
    """Columns of the terminal by COLUMNS or by its own word; 80 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80
