"""The document's structure while it grows: elements with their roles, languages and parents."""

from __future__ import annotations

from reportgen.layout.frame import ROOT, Node
from reportgen.model.content import LANGUAGE_TAGS, Language

_MOST_LEVELS = 6
"""Headings have the levels H1 to H6 (ISO 32000-1, table 335)."""


class Tree:
    """Hands out the numbers by which items name their owner; number 0 is the document itself."""

    def __init__(self) -> None:
        self._nodes: list[Node] = [Node("Document", -1)]

    def add(self, role: str, parent: int = ROOT, language: Language | None = None, alt: str = "", name: str = "") -> int:
        """A new element under `parent`; its place among its siblings is the order of adding."""
        self._nodes.append(Node(role, parent, language, alt, name))
        return len(self._nodes) - 1

    def add_with(self, role: str, parent: int, language: Language | None, **attributes: str) -> int:
        """A new element with attributes, such as `Scope="Column"`."""
        self._nodes.append(Node(role, parent, language, attributes=tuple(attributes.items())))
        return len(self._nodes) - 1

    def add_note(self, parent: int, language: Language, name: str) -> int:
        """A note, which has an id of its own (ISO 14289-1, 7.9)."""
        self._nodes.append(Node("Note", parent, language, name=name, id=f"{name}-{LANGUAGE_TAGS[language]}"))
        return len(self._nodes) - 1

    def add_heading(self, parent: int, language: Language | None, below: int = 0) -> int:
        """A heading of the section that `parent` lies in, or of one `below` it; no level is ever skipped."""
        depth, node = below, parent
        while node > ROOT:
            depth += self._nodes[node].role == "Sect"
            node = self._nodes[node].parent
        return self.add(f"H{min(max(depth, 1), _MOST_LEVELS)}", parent, language)

    def language(self, node: int) -> Language | None:
        """The language of an element, its own or that of what it lies in."""
        while node > ROOT and self._nodes[node].language is None:
            node = self._nodes[node].parent
        return self._nodes[node].language if node > ROOT else None

    @property
    def size(self) -> int:
        return len(self._nodes)

    def cut(self, size: int) -> None:
        """Drop every element added after the first `size`."""
        del self._nodes[size:]

    def nodes(self) -> tuple[Node, ...]:
        return tuple(self._nodes)
