"""What `runs`, `history` and `ledger` say of what the ledger remembers."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # runs
    "runs.none": "There are no runs yet.",
    "runs.none_of": "There are no runs of {book}.",
    "runs.undo_of": "undo of run {number}",
    "runs.state.done": "done",
    "runs.state.unchanged": "unchanged",
    "runs.state.failed": "failed",
    "runs.state.put_off": "put off",
    "runs.state.broken_off": "broken off",
    "runs.state.writing": "writing",
    "runs.counts": ", {people} people, {findings} findings",
    "runs.edits": ", {edits} changes on record",
    # history
    "history.none": "The ledger knows no books yet.",
    "history.who": "{name} in {book}",
    "history.open": "Open: {number}",
    "history.mended": "Mended or past: {number}",
    "history.edits": "Cells changed by Rostercheck and still on record: {number}",
    "history.then": "{who}: as the checks up to {day} found it",
    "history.open_then": "Open then: {number}",
    "history.since": "since {day}: {what}",
    "history.from_to": "{first} to {last}: {what}",
    "history.waived": "Waived on {day}: {rule} ({why})",
    "history.read": "Read on {sheet} as {kind}: {columns}",
    "history.sent": "{kind} to {whom} on {day}",
    "history.sent.digest": "digest to {whom} on {day}",
    "history.sent.member": "member to {whom} on {day}",
    "history.sent.warning": "warning to {whom} on {day}",
    "history.table.roster": "roster",
    "history.table.training": "training",
    "history.table.rsc": "rsc",
    "history.table.memberships": "memberships",
    "history.table.references": "references",
    "history.table.work": "work",
    "history.table.exam": "exam",
    "history.table.providers": "providers",
    "history.table.education": "education",
    "history.table.waivers": "waivers",
    # ledger prune, export, forget
    "ledger.pruned": "Older than {days} days, and gone: {list}.",
    "ledger.exported": (
        "The ledger is in {path}. It holds names: keep it where the rosters are kept."
    ),
    "ledger.ask_forget": (
        'Everything that the ledger holds about "{person}" will be gone for good. Go on?'
    ),
    "ledger.nothing_changed": "Nothing was changed.",
    "ledger.forgotten": "Gone: {list}.",
    "ledger.still_in_workbook": (
        "The workbooks were not touched. While the person stands in one, the next check notes "
        "them anew; so take the row out first."
    ),
    "ledger.gone.edits": "{number} edits",
    "ledger.gone.findings": "{number} findings",
    "ledger.gone.closed_findings": "{number} closed findings",
    "ledger.gone.figures_for_boards": "{number} figures for boards",
    "ledger.gone.kept_workbooks": "{number} kept workbooks",
    "ledger.gone.runs": "{number} runs",
    "ledger.gone.nights": "{number} nights",
    "ledger.gone.waivers": "{number} waivers",
}

BRIEF: Mapping[str, str] = {}
