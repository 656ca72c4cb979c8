"""What a document says about itself in, the Info dictionary's entries and the XMP packet out, in agreement.

Info has one string for each entry, so both languages stand in it side by side; XMP has alternatives by
language, and its default is Info's string (ISO 19005-2, 6.6.3; XMP specification part 1, 8.2.2.4). No clock
is read: a document has the date that it is given. Knows no ReportLab.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from reportgen.model.content import LANGUAGE_TAGS, LANGUAGES, Language
from reportgen.records import dataclass

_BETWEEN_LANGUAGES = " / "
_CREATOR = "reportgen"
_PRODUCER = "ReportLab"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"{namespaces}>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


_UA_SCHEMA = """<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag>
</pdfaExtension:schemas>"""
"""What a file must say of a schema that PDF/A does not know (ISO 19005-3, 6.6.2.3.3)."""


_PRESS_NAMESPACES = """
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" """


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file says it keeps: part and level of ISO 19005, such as `3a`; part of ISO 14289; PDF/X."""

    pdfa: str = ""
    pdfua: str = ""
    pdfx: str = ""


NO_CLAIMS = Claims()


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a document says about itself; each tuple has one string for each of `languages`, in their order.

    Keywords are parted by semicolons. `date` is YYYY-MM-DD, or empty for a document that has none.
    """

    title: tuple[str, ...]
    author: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    date: str = ""
    languages: tuple[Language, ...] = LANGUAGES
    job: str = ""
    """The job ticket line of a press file."""

    def __post_init__(self) -> None:
        for words in (self.title, self.author, self.subject, self.keywords):
            if words and len(words) != len(self.languages):
                raise ValueError(f"{len(words)} strings for {len(self.languages)} languages: {words}")
        if self.date:
            date.fromisoformat(self.date)

    @property
    def moment(self) -> str:
        """The date as Info and embedded files have it (ISO 32000-1, 7.9.4); empty without one."""
        return f"D:{self.date.replace('-', '')}000000Z" if self.date else ""

    @property
    def keyword_list(self) -> tuple[str, ...]:
        """Each keyword of each language."""
        parts = (part.strip() for words in self.keywords for part in words.replace("；", ";").split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


def info_entries(info: DocumentInfo) -> tuple[tuple[str, str], ...]:
    """The text entries of the Info dictionary (ISO 32000-1, 14.3.3), without those that are empty."""
    entries = (
        ("Title", _joined(info.title)),
        ("Author", _joined(info.author)),
        ("Subject", _joined(info.subject)),
        ("Keywords", "; ".join(info.keyword_list)),
        ("Creator", _CREATOR),
        ("Producer", _PRODUCER),
        ("CreationDate", info.moment),
        ("ModDate", info.moment),
        ("JobTicket", info.job),
    )
    return tuple((key, value) for key, value in entries if value)


def xmp_packet(info: DocumentInfo, claims: Claims = NO_CLAIMS) -> bytes:
    """The XMP packet, in UTF-8, with the standards that the file claims."""
    entries = dict(info_entries(info))
    moment = f"{info.date}T00:00:00Z" if info.date else ""
    properties = [
        _simple("dc:format", "application/pdf"),
        _alternatives("dc:title", info.title, info.languages),
        _list("dc:creator", "Seq", [entries["Author"]] if info.author else []),
        _alternatives("dc:description", info.subject, info.languages),
        _list("dc:subject", "Bag", info.keyword_list),
        _list("dc:language", "Bag", [LANGUAGE_TAGS[language] for language in info.languages]),
        _simple("pdf:Keywords", entries.get("Keywords", "")),
        _simple("pdf:Producer", entries["Producer"]),
        _simple("xmp:CreatorTool", entries["Creator"]),
        _simple("xmp:CreateDate", moment),
        _simple("xmp:ModifyDate", moment),
        _simple("xmp:MetadataDate", moment),
        _simple("pdfaid:part", claims.pdfa[:-1]),
        _simple("pdfaid:conformance", claims.pdfa[-1:].upper()),
        _simple("pdfuaid:part", claims.pdfua),
        _UA_SCHEMA if claims.pdfa and claims.pdfua else "",
        *(_press_properties(info, claims) if claims.pdfx else ()),
    ]
    namespaces = _PRESS_NAMESPACES if claims.pdfx else ""
    return _PACKET.format(namespaces=namespaces, properties="\n".join(part for part in properties if part)).encode("utf-8")


def _press_properties(info: DocumentInfo, claims: Claims) -> tuple[str, ...]:
    """What PDF/X-4 asks of the metadata (ISO 15930-7, 6.7.3); the identifier is made of what the file says of itself."""
    content = "\n".join("=".join(entry) for entry in info_entries(info))
    return (
        _simple("pdfxid:GTS_PDFXVersion", claims.pdfx),
        _simple("pdf:Trapped", "False"),
        _simple("xmpMM:DocumentID", f"uuid:{uuid5(NAMESPACE_URL, content)}"),
        _simple("xmpMM:VersionID", "1"),
        _simple("xmpMM:RenditionClass", "default"),
        _simple("pdfx:JobTicket", info.job),
    )


def _joined(words: Iterable[str]) -> str:
    return _BETWEEN_LANGUAGES.join(dict.fromkeys(word for word in words if word))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def _simple(name: str, value: str) -> str:
    return f"<{name}>{_escaped(value)}</{name}>" if value else ""


def _alternatives(name: str, words: tuple[str, ...], languages: tuple[Language, ...]) -> str:
    default = _joined(words)
    if not default:
        return ""
    pairs = [
        ("x-default", default),
        *((LANGUAGE_TAGS[lang], word) for lang, word in zip(languages, words, strict=True)),
    ]
    items = "".join(f'<rdf:li xml:lang="{tag}">{_escaped(word)}</rdf:li>' for tag, word in pairs if word)
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _list(name: str, kind: str, words: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{_escaped(word)}</rdf:li>" for word in words)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
