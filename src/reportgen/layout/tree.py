"""The document's structure while it grows: elements with their roles, languages and parents."""

from __future__ import annotations

from reportgen.layout.frame import ROOT, Node
from reportgen.model.content import Language


class Tree:
    """Hands out the numbers by which items name their owner; number 0 is the document itself."""

    def __init__(self) -> None:
        self._nodes: list[Node] = [Node("Document", -1)]

    def add(self, role: str, parent: int = ROOT, language: Language | None = None, alt: str = "", name: str = "") -> int:
        """A new element under `parent`; its place among its siblings is the order of adding."""
        self._nodes.append(Node(role, parent, language, alt, name))
        return len(self._nodes) - 1

    @property
    def size(self) -> int:
        return len(self._nodes)

    def cut(self, size: int) -> None:
        """Drop every element added after the first `size`."""
        del self._nodes[size:]

    def nodes(self) -> tuple[Node, ...]:
        return tuple(self._nodes)
