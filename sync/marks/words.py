"""The words and colours of the marks, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from models.findings import Outcome

STATUS_WORDS: Mapping[Outcome, str] = {
    Outcome.GAP: "Gap",
    Outcome.CANNOT_TELL: "Please look",
    Outcome.OPEN: "Open",
    Outcome.MEETS: "Appears to meet",
    Outcome.NOT_APPLICABLE: "Nothing due",
}

FILLS: Mapping[Outcome, str] = {
    Outcome.GAP: "F9D9DB",
    Outcome.CANNOT_TELL: "FDF1CC",
    Outcome.OPEN: "D9E8F6",
}
"""Light fills that leave black text readable; the words say the same without colour."""

STATUS, MISSING, NEXT_DUE, CHECKED = "Status", "What is missing", "Next due", "Checked as of"
HEADERS = (STATUS, MISSING, NEXT_DUE, CHECKED)
OTHER_NAME = "{} (Rostercheck)"
"""Our header or tab where she has one of that name herself."""

WIDTHS = (17.0, 66.0, 12.0, 14.0)
BULLET = "• "
"""Every text in *What is missing* starts so; a text that does not is somebody else's."""

LONGEST_LINE = 72
"""Longer texts in *What is missing* are cut short; the Gaps tab and the notes have all of it."""

GAPS_TAB = "Gaps"
GAPS_TITLE = "Gaps found by Rostercheck"
MEMORY_TAB = "_rostercheck"
MEMORY_TITLE = "Rostercheck keeps here what it needs to take its marks off again."

HEADER_NOTE = (
    "These four columns are written anew at each check. "
    "Please type in the columns to the left. "
    "They stand beside your table: after sorting the table alone, check again."
)
DATE_FORMAT = "yyyy-mm-dd"
