"""The texts that the cells of a workbook share, read only when a cell must be compared."""

from __future__ import annotations

from sync.books.xlsx.package import Package
from sync.books.xlsx.xml import Node, unescape_text


class SharedStrings:
    """The list of shared texts."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._texts: list[str] | None = None

    def __call__(self, index: int) -> str:
        """Give the text of that number; nothing when there is none."""
        if self._texts is None:
            self._texts = self._read()
        return self._texts[index] if index < len(self._texts) else ""

    def _read(self) -> list[str]:
        if not self._part:
            return []
        root = self._package.tree(self._part).root
        return [_text(item) for item in root.all("si")]


def _text(item: Node) -> str:
    """Join the runs; phonetic hints are not part of the text."""
    pieces = [n.text for n in item.all("t")]
    pieces += [t.text for run in item.all("r") for t in run.all("t")]
    return unescape_text("".join(pieces))
