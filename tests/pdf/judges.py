"""What checkers that others have written find in a file."""

from __future__ import annotations

import re
from pathlib import Path

import outloud
import pdfua
from pikepdf import pdfa

FALSE_ALARMS = (
    # The checker reads level b alone; the file claims level a, which holds all of b.
    r"6\.6\.4-3 .*pdfaid:conformance is 'A', expected 'B'",
    # The claim of PDF/UA, and the extension schema that PDF/A asks for with it (ISO 19005-3, 6.6.2.3.3).
    r"6\.6\.2\.3\.1-1 .*XMP (namespace pdfa(Extension|Schema|Property)=.*|property (pdfuaid:part|pdfaExtension:schemas)) is not",
    # What PDF/A-3 is for (ISO 19005-3, 6.8 and annex E), and what the checker does not look into.
    r"pikepdf:(embedded-file|associated-files) .*are not supported",
)
"""What pikepdf.pdfa finds in a sound file because it does not know it."""


def findings(path: Path) -> list[str]:
    """What outloud, pdfua and pikepdf.pdfa have to say against the file, warnings included, false alarms left out."""
    heard = outloud.check(str(path))
    assert heard.error is None and heard.stats["pages"]
    seen = pdfua.validate(str(path))
    kept = [str(finding) for finding in pdfa.validate_written(path, "3b").findings]
    return [
        *(f"{f.rule}: {f.message}" for f in heard.findings),
        *(f"{f.rule_id}: {f.message}" for f in seen.findings),
        *(f for f in kept if not any(re.search(alarm, f) for alarm in FALSE_ALARMS)),
    ]
