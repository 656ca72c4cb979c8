"""How a dataclass declares what its keys may hold: a sentence, a form, limits. Read by the decoder and the schema."""

from __future__ import annotations

import re
from typing import Any

from reportgen.records import MISSING, Field, dataclass, field


@dataclass(frozen=True, slots=True)
class Form:
    """What a word must look like. The pattern means the same in Python and in JSON Schema (ECMA-262)."""

    pattern: str
    expected: str

    def fits(self, word: str) -> bool:
        return re.fullmatch(self.pattern, word) is not None


@dataclass(frozen=True, slots=True)
class Limits:
    """The range of a number, both ends included."""

    least: float
    most: float


NAME = Form("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", "letters a–z, digits, “-”, “_” and “.”")
FILE_NAME = Form(r'[^\s./\\:*?"<>|][^\s/\\:*?"<>|]{0,59}', "a file name without spaces, slashes or any of : * ? \" < > |")
FACT_NAME = Form("[A-Za-z][A-Za-z0-9_-]{0,63}", "a letter, then letters a–z, digits, “-” and “_”")
DATE_WORDS = Form("(?:FY)?[0-9]{4}(?:-(?:Q[0-9]|[0-9]{2}(?:-[0-9]{2})?))?", "a date such as 2026, 2026-Q1, 2026-04, 2026-04-15 or FY2026")
DATE = Form("[0-9]{4}-[0-9]{2}-[0-9]{2}", "YYYY-MM-DD")
COLOUR = Form("#[0-9a-fA-F]{6}", "#rrggbb in hexadecimal")
SPOT_INK = Form(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}", "the name of an ink in Latin letters and digits, such as PANTONE 485 C")
SHA256 = Form("[0-9a-fA-F]{64}", "64 hexadecimal digits")
CHART_FUNCTION = Form(r"[^:]+\.py:[A-Za-z_][A-Za-z0-9_]*", "file.py:name")


def key(doc: str, *, like: str = "", form: Form | None = None, limits: Limits | None = None, **options: Any) -> Any:
    """A dataclass field with the sentence that explains it; left out, it takes the value of the key `like`."""
    return field(metadata={"doc": doc, "like": like, "form": form, "limits": limits}, **options)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One key of a mapping, as the dataclass declares it. `form` holds for the items of a list as well."""

    name: str
    type: Any
    required: bool
    doc: str
    like: str
    form: Form | None
    limits: Limits | None
    default: Any


def spec_of(declared: Field[Any], hint: Any) -> FieldSpec:
    """What a dataclass field says about its key."""
    about = declared.metadata
    like = about.get("like", "")
    required = declared.default is MISSING and not like
    return FieldSpec(declared.name, hint, required, about.get("doc", ""), like, about.get("form"), about.get("limits"),
                     None if declared.default is MISSING else declared.default)  # fmt: skip
