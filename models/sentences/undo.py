"""What an undo says: what was put back, and what has to stay as it is."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "undo.done": (
        '{target}: run {number} was undone ({changes} changes). This is run {run}; "rostercheck '
        'undo {run}" takes it back.'
    ),
    "undo.open_in_excel": (
        "The workbook is open in Excel, and this was done there. Rostercheck does not save it: "
        "save it when you like."
    ),
    "undo.next_check": (
        'The next check writes flags anew. To have none, say flags = "none" for this book.'
    ),
    "undo.nothing": "{target}: nothing of run {number} was left to put back.",
    "undo.stays": "{sheet}: {cells} as before, such as {example}: {why}.",
    "undo.why.changed": "something else stands there by now",
    "undo.why.lost": "the row or the column cannot be found again",
    "undo.why.no_tab": "the tab is not there any more",
    "undo.why.taken": "something stands where our columns were",
    "undo.tab_changed": 'The tab "{tab}" says something else by now; it was left as it is.',
}

BRIEF: Mapping[str, str] = {}
