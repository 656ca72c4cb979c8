"""Our own checks of a file, ours or not: each a sentence with the clause that it comes from, passed, failed or without object.

They show what a file keeps; they do not certify a standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import pikepdf

from reportgen.pdf.inspect.stream import PageContent
from reportgen.pdf.inspect.structure import StructureNode
from reportgen.pdf.inspect.typefaces import UNKNOWN, UsedFont
from reportgen.records import dataclass

State = Literal["passed", "failed", "no object"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])")
_HEADING = re.compile(r"H([1-6])")
_STANDARD = frozenset(
    ["Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"]
)
"""Standard structure types (ISO 32000-1, 14.8.4)."""
_ACTIVE = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Rendition")


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, the clause, the result, and the faults that were found (a few of them)."""

    clause: str
    sentence: str
    state: State
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A file as far as the checks need it."""

    pdf: pikepdf.Pdf
    pages: Sequence[PageContent]
    root: StructureNode | None
    fonts: Sequence[UsedFont]
    title: str

    @property
    def nodes(self) -> list[StructureNode]:
        return list(self.root.walk()) if self.root is not None else []


Rule = Callable[[Subject], Iterable[str] | None]
"""The faults that a rule finds; None if the file has nothing that it is about."""
_MOST_FAULTS = 5


def run_checks(subject: Subject) -> tuple[Check, ...]:
    """Every rule's result, in the order of the clauses."""
    results = []
    for clause, sentence, rule in _RULES:
        found = rule(subject)
        faults = tuple(found) if found is not None else ()
        state: State = "no object" if found is None else "failed" if faults else "passed"
        more = (f"and {len(faults) - _MOST_FAULTS} more",) if len(faults) > _MOST_FAULTS else ()
        results.append(Check(clause, sentence, state, (*faults[:_MOST_FAULTS], *more)))
    return tuple(results)


# --- the document -----------------------------------------------------------------------------------------------------


def _is_tagged(subject: Subject) -> Iterator[str]:
    marked: Any = subject.pdf.Root.get("/MarkInfo", {})
    if subject.root is None:
        yield "there is no structure tree"
    if not marked.get("/Marked", False):
        yield "MarkInfo does not say that the file is tagged"


def _all_marked(subject: Subject) -> Iterator[str]:
    for number, page in enumerate(subject.pages, 1):
        if page.unmarked:
            yield f"page {number}: {page.unmarked} texts or shapes are neither tagged nor artifacts"
        if page.unread:
            yield f"page {number} cannot be read: {page.unread}"


def _title_shown(subject: Subject) -> Iterator[str]:
    preferences: Any = subject.pdf.Root.get("/ViewerPreferences", {})
    if not subject.title:
        yield "the metadata has no title"
    if not preferences.get("/DisplayDocTitle", False):
        yield "viewers are not asked to show the title"


def _language_said(subject: Subject) -> Iterator[str]:
    if not str(subject.pdf.Root.get("/Lang", "")):
        yield "the document has no language"


def _open_to_readers(subject: Subject) -> Iterable[str] | None:
    if not subject.pdf.is_encrypted:
        return None
    return [] if subject.pdf.allow.accessibility else ["screen readers are locked out"]


def _voices_fit(subject: Subject) -> Iterable[str] | None:
    return None if subject.root is None else list(_misread(subject.root))


def _misread(root: StructureNode) -> Iterator[str]:
    for language, text in root.voices():
        if not language.startswith("zh") and (han := _HAN.search(text)):
            yield f"Han in {language or 'no language'}: “{text[max(han.start() - 8, 0) : han.end() + 12].strip()}”"
        elif not language.startswith("en") and (word := _WORD.search(text)):
            yield f"a word in {language or 'no language'}: “{word[0]}”"


# --- the structure ----------------------------------------------------------------------------------------------------


def _roles_known(subject: Subject) -> Iterable[str] | None:
    if subject.root is None:
        return None
    strange = dict.fromkeys(node.role for node in subject.nodes[1:] if node.standard not in _STANDARD)
    return [f"{role} stands for no standard role" for role in strange]


def _figures_described(subject: Subject) -> Iterable[str] | None:
    figures = [node for node in subject.nodes if node.standard in ("Figure", "Formula")]
    return [f"page {node.page}: a {node.role} without a description" for node in figures if not node.alt.strip()] if figures else None


def _headings_in_steps(subject: Subject) -> Iterable[str] | None:
    headings = [(int(found[1]), node) for node in subject.nodes if (found := _HEADING.fullmatch(node.standard))]
    if not headings:
        return None
    levels = [0, *(level for level, _ in headings)]
    return [
        f"page {node.page}: H{level} after {'H' + str(before) if before else 'nothing'}: “{node.text.strip()[:40]}”"
        for before, (level, node) in zip(levels, headings, strict=False) if level > before + 1
    ]  # fmt: skip


def _tables_headed(subject: Subject) -> Iterable[str] | None:
    tables = [node for node in subject.nodes if node.standard == "Table"]
    return [f"page {table.page}: {fault}" for table in tables for fault in _table_faults(table)] if tables else None


def _table_faults(table: StructureNode) -> Iterator[str]:
    rows = [[kid for kid in row.kids if kid.standard in ("TH", "TD")] for row in table.walk() if row.standard == "TR"]
    heads = [cell for row in rows for cell in row if cell.standard == "TH"]
    if not heads:
        yield "a table without header cells"
    for cell in heads:
        if not cell.text.strip() and not cell.alt:
            yield "an empty header cell"
        if "Scope" not in cell.attributes and not cell.id:
            yield f"the header cell “{cell.text.strip()[:30]}” says neither scope nor id"
    widths = {sum(int(cell.attributes.get("ColSpan", "1")) for cell in row) for row in rows}
    spans = any("RowSpan" in cell.attributes for row in rows for cell in row)
    if len(widths) > 1 and not spans:
        yield f"a table whose rows have {', '.join(map(str, sorted(widths)))} cells"


def _lists_whole(subject: Subject) -> Iterable[str] | None:
    lists = [node for node in subject.nodes if node.standard in ("L", "LI")]
    if not lists:
        return None
    allowed = {"L": ("LI", "L", "Caption"), "LI": ("Lbl", "LBody")}
    return [f"page {node.page}: {kid.role} inside {node.role}" for node in lists for kid in node.kids
            if kid.standard not in allowed[node.standard]]  # fmt: skip


def _notes_named(subject: Subject) -> Iterable[str] | None:
    notes = [node for node in subject.nodes if node.standard == "Note"]
    if not notes:
        return None
    names = [node.id for node in notes]
    return [f"page {node.page}: a note without an id of its own" for node in notes if not node.id or names.count(node.id) > 1]


# --- pages and what lies on them --------------------------------------------------------------------------------------


def _links_described(subject: Subject) -> Iterable[str] | None:
    faults, count = [], 0
    for number, page in enumerate(subject.pdf.pages, 1):
        annotations: Any = page.get("/Annots", ())
        links = [annotation for annotation in annotations if annotation.get("/Subtype") == "/Link"]
        count += len(links)
        faults += [f"page {number}: a link without words for where it leads" for link in links if not str(link.get("/Contents", ""))]
        faults += [f"page {number}: a link outside the structure" for link in links if "/StructParent" not in link]
        if links and page.get("/Tabs") != "/S":
            faults.append(f"page {number}: the tab key does not follow the structure")
    return faults if count else None


def _fonts_embedded(subject: Subject) -> Iterable[str] | None:
    return [f"{font.name} is not embedded" for font in subject.fonts if not font.embedded] if subject.fonts else None


def _text_mapped(subject: Subject) -> Iterable[str] | None:
    if not subject.fonts:
        return None
    faults = [f"{font.name} does not say what its codes mean" for font in subject.fonts if not font.mapped]
    for number, page in enumerate(subject.pages, 1):
        unknown = sum(text.count(UNKNOWN) for text in page.plain)
        if unknown:
            faults.append(f"page {number}: {unknown} characters without a meaning")
    return faults


def _colours_meant(subject: Subject) -> Iterable[str] | None:
    spaces = {space for page in subject.pages for space in page.spaces if space.startswith("Device")}
    if not spaces:
        return None
    intents: Any = subject.pdf.Root.get("/OutputIntents", ())
    parts = {int(intent.DestOutputProfile.N) for intent in intents if "/DestOutputProfile" in intent}
    needed = {"DeviceRGB": {3}, "DeviceCMYK": {4}, "DeviceGray": {1, 3, 4}}
    return [f"{space} is used, and no output intent says what it means" for space in sorted(spaces)
            if space in needed and not needed[space] & parts]  # fmt: skip


def _nothing_active(subject: Subject) -> Iterator[str]:
    for item in subject.pdf.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if str(item.get("/S", "")) in _ACTIVE and item.get("/Type", "/Action") == "/Action":
            yield f"an action of the kind {str(item.S)[1:]}"
        if isinstance(item, pikepdf.Stream) and "/F" in item:
            yield "a stream whose data lies in another file"


def _attachments_explained(subject: Subject) -> Iterable[str] | None:
    attached = subject.pdf.attachments
    if not attached:
        return None
    faults = []
    for title, spec in attached.items():
        entry: Any = spec.obj
        if "/AFRelationship" not in entry:
            faults.append(f"“{title}” does not say how it belongs to the document")
        if not str(entry.get("/Desc", "")):
            faults.append(f"“{title}” has no description")
    return faults


_RULES: tuple[tuple[str, str, Rule], ...] = (
    ("14289-1 7.1", "The file is tagged.", _is_tagged),
    ("14289-1 7.1", "Everything painted is tagged or an artifact.", _all_marked),
    ("14289-1 7.1", "Every role is a standard one or mapped to one.", _roles_known),
    ("14289-1 7.1", "There is a title, and viewers show it.", _title_shown),
    ("14289-1 7.2", "The document has a language.", _language_said),
    ("14289-1 7.2", "Han are read in Chinese and words in English.", _voices_fit),
    ("14289-1 7.3", "Figures have descriptions.", _figures_described),
    ("14289-1 7.4", "Headings skip no level.", _headings_in_steps),
    ("14289-1 7.5", "Tables are regular and have header cells with scope or id.", _tables_headed),
    ("14289-1 7.6", "Lists hold items, and items labels and bodies.", _lists_whole),
    ("14289-1 7.9", "Notes have ids of their own.", _notes_named),
    ("14289-1 7.16", "Protection does not lock out screen readers.", _open_to_readers),
    ("14289-1 7.18", "Links are tagged and described, and the tab key follows the structure.", _links_described),
    ("14289-1 7.21", "Fonts are embedded.", _fonts_embedded),
    ("14289-1 7.21", "Every character has a meaning.", _text_mapped),
    ("19005-3 6.2", "Device colours have an output intent.", _colours_meant),
    ("19005-3 6.5", "Nothing is active, and nothing lies outside the file.", _nothing_active),
    ("19005-3 6.8", "Attachments say what they are and how they belong.", _attachments_explained),
)
