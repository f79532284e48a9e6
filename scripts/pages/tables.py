"""Writes a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a table; a bar or a line break inside a cell does not break it."""
    lines = [_row(headers), _row("---" for _ in headers), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    """Give a text as it is typed."""
    return f"`{text}`"


def listed(words: Iterable[str]) -> str:
    """Join words with commas."""
    return ", ".join(words)
