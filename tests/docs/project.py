"""What the tests of the docs share: where the pages are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "NOTICE.md", "CHANGELOG.md")),
    ROOT / "sample_workbooks" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def text(name: str) -> str:
    """Give the text of a page by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def ids(path: Path) -> str:
    """Name a page in the list of tests."""
    return path.relative_to(ROOT).as_posix()
