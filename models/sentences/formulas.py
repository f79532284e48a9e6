"""What a formula says in its cell: headings, answers, and what to mend in its arguments."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "formula.heading": "{header} (as of {day})",
}

BRIEF: Mapping[str, str] = {}
