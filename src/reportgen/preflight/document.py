"""The file as a whole: PDF/X claim, output intent, trapping, encryption, dates (ISO 15930-7; ISO 32000-1, 14.11.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from reportgen.preflight.findings import Finding
from reportgen.records import dataclass

_CLAIM = re.compile(rb"GTS_PDFXVersion(?:>|=\")\s*([^<\"]+)")
_MODERN = re.compile(r"PDF/X-(4|5|6)")
_XMP_NEEDED = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title", "pdf:Trapped",
               "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")  # fmt: skip
"""ISO 15930-7, 6.7: what the metadata of a PDF/X-4 file must hold."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What the file says about itself."""

    standard: str
    intent: str
    trapped: str
    findings: tuple[Finding, ...]


def read_papers(pdf: pikepdf.Pdf) -> Papers:
    """The claims of the file and what is wrong with them."""
    packet = _packet(pdf)
    claim = _CLAIM.search(packet)
    standard = claim.group(1).decode("utf-8", "replace").strip() if claim else str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    trapped = str(pdf.docinfo.get("/Trapped", ""))[1:]
    intent, findings = _intent(pdf)
    found = [*findings, *_claim_findings(standard, packet, pdf), *_trap_findings(trapped)]
    return Papers(standard, intent, trapped or "not said", tuple(found))


def _packet(pdf: pikepdf.Pdf) -> bytes:
    root: Any = pdf.Root
    return bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""


def _claim_findings(standard: str, packet: bytes, pdf: pikepdf.Pdf) -> Iterator[Finding]:
    if not standard:
        yield Finding("pdfx-missing", "fault", "the file does not say that it is PDF/X")
    elif not _MODERN.match(standard):
        yield Finding("pdfx-old", "warning", f"the file claims {standard}; PDF/X-4 is what shops ask for today")
    else:
        missing = [name for name in _XMP_NEEDED if name.encode() not in packet]
        if missing:
            yield Finding("pdfx-metadata", "fault", f"the metadata lack {', '.join(missing)}, which PDF/X-4 asks for")
    if pdf.is_encrypted:
        yield Finding("encrypted", "fault", "the file is encrypted")
    if "/ID" not in pdf.trailer:
        yield Finding("file-id", "fault", "the file has no identifier (ISO 15930-7, 6.1)")
    root: Any = pdf.Root
    for key, what in (("/OpenAction", "an action on opening"), ("/AA", "actions"), ("/AcroForm", "a form to fill in")):
        entry = root.get(key)
        if entry is not None and (key != "/OpenAction" or isinstance(entry, pikepdf.Dictionary)):
            yield Finding("interactive", "fault", f"the file has {what}")
    names = root.get("/Names", {})
    if "/JavaScript" in names:
        yield Finding("interactive", "fault", "the file holds JavaScript")


def _trap_findings(trapped: str) -> Iterator[Finding]:
    if trapped not in ("True", "False"):
        yield Finding("trapped", "fault", "the file does not say whether it is trapped")


def _intent(pdf: pikepdf.Pdf) -> tuple[str, list[Finding]]:
    root: Any = pdf.Root
    intents = [intent for intent in root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFX"]
    if not intents:
        return "", [Finding("intent-missing", "fault", "there is no output intent for PDF/X")]
    found = []
    if len(intents) > 1:
        found.append(Finding("intent-several", "fault", f"{len(intents)} output intents for PDF/X"))
    intent = intents[0]
    name = str(intent.get("/OutputConditionIdentifier", ""))
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        found.append(Finding("intent-profile", "fault", f"the output intent “{name}” has no embedded profile"))
        return name, found
    head = bytes(profile.read_bytes()[:128])
    if len(head) < 128 or head[36:40] != b"acsp":
        found.append(Finding("intent-profile", "fault", "the profile of the output intent is not an ICC profile"))
    elif head[16:20] != b"CMYK" or head[12:16] != b"prtr" or int(profile.get("/N", 0)) != 4:
        kind = f"{head[12:16].decode('latin-1')} {head[16:20].decode('latin-1').strip()}"
        found.append(Finding("intent-profile", "fault", f"the profile of the output intent is {kind}, not prtr CMYK"))
    return name, found
