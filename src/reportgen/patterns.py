"""Regular expressions that are compiled when they are first used.

The checks have some two hundred, which take longer to compile than to search a text with, and a text without figures
needs few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class Regex:
    """Stands for a compiled pattern; takes over its methods with the first one that is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern to be used like the result of `re.compile`; a fault in it is found with its first use."""
    return cast("re.Pattern[str]", Regex(source, flags))
