"""Findings -> the marks that should stand in a book; compared with what stands -> edits.

The workbook carries its own memory, on a hidden tab, so that whoever opens it next, on whatever
machine, can take off what we wrote and nothing else.
"""

from __future__ import annotations

from sync.marks.diff import clearing, diff
from sync.marks.looks import further, to_look_at
from sync.marks.owned import Owned, hers, owned
from sync.marks.wanted import Wanted, wanted

__all__ = [
    "Owned",
    "Wanted",
    "clearing",
    "diff",
    "further",
    "hers",
    "owned",
    "to_look_at",
    "wanted",
]
