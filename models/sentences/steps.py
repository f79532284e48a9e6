"""What to do next, where the program says it and not the pack."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "step.mend": "Fill or mend the cell.",
    "step.mend_entry": "Mend the cell; until then the entry is not counted.",
    "step.row.sanctioned": (
        "Ask the board of licensure, and decide how the registry lists this person."
    ),
    "step.row.required": "Fill the cell.",
    "step.row.category": "Type the category as a code or as its full name.",
    "step.row.status": "Type one of the known statuses.",
    "step.row.unreadable": "Mend the cell.",
    "step.row.future_date": (
        "Mend the date if it is a slip; otherwise it counts when the day has come."
    ),
    "step.row.date_order": "Mend one of the two dates.",
    "step.row.duplicate": (
        "If it is one person, keep one row; if not, make the id, e-mail or name differ."
    ),
    "step.log.unknown": "Mend the name or id in the log, or add the person to the roster.",
    "step.log.ambiguous": (
        "Write the member's id or e-mail, so that it is clear which one is meant."
    ),
    "step.log.duplicate": "Delete one of the two rows, or mend it if they are two trainings.",
    "step.log.hours_range": "Mend the hours or the date, or give the last day of a longer course.",
    "step.log.group_differs": (
        "Ask the provider how long the group met, and mend the row that is wrong."
    ),
    "step.compare.log": "Compare the column with the log, and mend the one that is wrong.",
    "step.compare.tab": "Compare the column with the tab, and mend the one that is wrong.",
    "step.compare.jobs": "Compare the column with the tab of jobs, and mend the one that is wrong.",
    "step.compare.ratings": (
        "Compare the column with the tab of ratings, and mend the one that is wrong."
    ),
    "step.date.submitted": "Type the date of submission.",
    "step.date.endorsed": "Type the date of endorsement.",
    "step.date.since": "Type the date in {field}.",
    "step.rating.role": "Ask for one more rating, from {roles}.",
    "step.rating.vouching": (
        "Ask for one more rating, from somebody who holds one of {scopes} or was vetted."
    ),
    "step.rsc.time": "Nothing is wrong with the log: RSC has to go on until the time is full.",
    "step.waiver": "Complete the row; until then the waiver is not applied.",
    "step.waiver.noted": (
        'Look at "rostercheck waivers list", withdraw it there, and grant it anew as it should be.'
    ),
}

BRIEF: Mapping[str, str] = {}
