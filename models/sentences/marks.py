"""The words of our marks: columns, the Gaps tab, notes. They are known again in every language."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "mark.watch.fresh": "is the day of the last nightly check.",
    "mark.watch.stale": (
        "NOT CHECKED SINCE THIS DAY: the nightly check did not run, and what stands here may be "
        "out of date."
    ),
    "mark.gap": "Gap",
    "mark.cannot_tell": "Please look",
    "mark.open": "Open",
    "mark.meets": "Appears to meet",
    "mark.not_applicable": "Nothing due",
    # our columns
    "mark.status": "Status",
    "mark.missing": "What is missing",
    "mark.next_due": "Next due",
    "mark.checked": "Checked as of",
    "mark.header_note": (
        "These four columns are written anew at each check. "
        "Please type in the columns to the left. "
        "They stand beside your table: after sorting the table alone, check again."
    ),
    "mark.more": "{more} more in {tab}",
    # notes
    "mark.note_line": "{status}: {message}",
    "mark.next_step": "Next step: {action}",
    "mark.note_end": "— end of Rostercheck{token} —",
    # the tab
    "mark.tab": "Gaps",
    "mark.tab_title": "Gaps found by Rostercheck",
    "mark.tab_rules": "Rules: {pack}, version {version}.",
    "mark.tab_about": (
        "What appears to be missing; the association decides. Written anew at each check."
    ),
    "mark.tab_nothing": "Checked as of {day}: nothing to flag.",
    "mark.tab_counted": "Checked as of {day}: {findings}, {people}.",
    "mark.nobody": "(nobody in the roster)",
    "mark.tab.who": "Who",
    "mark.tab.category": "Category",
    "mark.tab.outcome": "Outcome",
    "mark.tab.what": "What",
    "mark.tab.have": "Have",
    "mark.tab.need": "Need",
    "mark.tab.short": "Short",
    "mark.tab.by_when": "By when",
    "mark.tab.next_step": "Next step",
    "mark.tab.where": "Where",
    "mark.tab.rule": "Rule",
    "mark.tab.source": "Source",
}

BRIEF: Mapping[str, str] = {}
