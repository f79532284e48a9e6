"""What the pages of the web view say."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "web.name": "Rostercheck",
    "web.skip": "Skip to the page",
    "web.menu": "Menu",
    "web.books": "Workbooks",
    "web.dashboard": "Dashboard",
    "web.gaps": "Gaps",
    "web.people": "People",
    "web.runs": "Runs",
    "web.registry": "RSC providers",
    "web.log_out": "Log out",
    "web.log_in": "Log in",
    "web.row": "{sheet}, row {row}",
    "web.as_of": "As of {day}. Rules: {pack}, version {version}.",
    "web.decides": "The association decides; Rostercheck only reads what the sheet says.",
    "web.confidential": "This page shows members by name. It is for the coordinator.",
    "web.read_again": "Read the workbook again",
    "web.worth_knowing": "Worth knowing",
    # login
    "web.login.title": "Log in to Rostercheck",
    "web.login.token": "Token",
    "web.login.where": (
        "The token is in the file that “rostercheck serve” named when it started. Copy all of it."
    ),
    "web.login.wrong": "That is not the token. Copy it again, from its first to its last letter.",
    "web.login.wait": "Too many tries. Wait {seconds} seconds, and try again.",
    "web.login.out": "You are logged out.",
    # the list of books
    "web.books.none": "There are no workbooks here yet.",
    "web.books.how": (
        "Start the server with --book members.xlsx, or map a workbook with “rostercheck init "
        "members.xlsx” and start the server in the folder of rostercheck.toml."
    ),
    # dashboard
    "web.headline": "In short",
    "web.board": (
        "For a board: “{command}” writes the same figures without names, as a page and a PDF that "
        "need no server."
    ),
    # gaps
    "web.gaps.title": "Gaps: {book}",
    "web.gaps.filter": "Show only",
    "web.gaps.status": "Status",
    "web.gaps.category": "Category",
    "web.gaps.rule": "Rule",
    "web.gaps.within": "Due",
    "web.gaps.overdue": "overdue",
    "web.gaps.days": "within {days} days, or overdue",
    "web.gaps.text": "Name or words",
    "web.gaps.any": "any",
    "web.gaps.show": "Show",
    "web.gaps.all": "Show all",
    "web.gaps.found": "{first} to {last} of {found}",
    "web.gaps.nothing": "Nothing is flagged: nothing that is asked appears to be missing.",
    "web.gaps.none": "Nothing fits. Take a filter away.",
    "web.gaps.caption": "What appears to be missing",
    "web.gaps.who": "Who",
    "web.gaps.what": "What",
    "web.gaps.by_when": "By when",
    "web.gaps.where": "Where",
    "web.gaps.next_step": "Next step: {step}",
    "web.rule.row.required": "Something that is always needed is blank",
    "web.rule.row.category": "Category that cannot be read",
    "web.rule.row.status": "Status that cannot be read",
    "web.rule.row.sanctioned": "Sanctioned licence",
    "web.rule.row.unreadable": "Cell that cannot be read",
    "web.rule.row.future_date": "Date that lies ahead",
    "web.rule.row.date_order": "Dates in the wrong order",
    "web.rule.row.duplicate_person": "Somebody may stand in the roster twice",
    "web.rule.log.group_differs": "Group session logged with different lengths",
    "web.rule.log.unknown_person": "Entry for somebody who is not in the roster",
    "web.rule.log.ambiguous_person": "Entry for one of several people",
    "web.rule.log.duplicate_entry": "Entry that may stand there twice",
    "web.rule.log.hours_range": "Very many hours on one day",
    "web.rule.total.disagrees": "Total and log that do not agree",
    "web.rule.waiver.incomplete": "Waiver that is not complete",
    "web.rule.initial.stage": "Stage of the application",
    "web.rule.renewal.same_hours": "Hours that count for a second credential too",
    "web.rule.standing": "Nothing is asked at present",
    "web.pages": "Pages",
    "web.page": "Page {page} of {pages}",
    "web.page.before": "Page before",
    "web.page.after": "Next page",
    # people
    "web.people.title": "People: {book}",
    "web.people.caption": "Everybody in the roster",
    "web.people.next_due": "Next due",
    "web.people.none": "Nobody fits. Take a filter away.",
    # one person
    "web.person.gone": (
        "This person is not in the workbook any more, or the server was started again since the "
        "page was made. Look in the list of people."
    ),
    "web.person.next_due": "next due {due}",
    "web.person.where": "Where: {where}",
    "web.person.source": "Source: {source}",
    "web.person.counted": "Counted: {number}",
    "web.person.not_counted": "Not counted: {number}",
    "web.person.entry": "{what} ({where}): {why}",
    "web.person.history": "What the ledger remembers",
    "web.person.no_history": "The ledger knows nothing of this person yet.",
    "web.person.no_ledger": (
        "There is no ledger yet. It begins with the first run of “rostercheck nightly”."
    ),
    "web.person.open": "Still open, since {began}",
    "web.person.closed": "{began} to {ended}",
    "web.person.edits": (
        "Cells about this person that Rostercheck changed and has on record: {edits}"
    ),
    "web.person.notice": "{kind}, sent on {day}",
    # runs
    "web.runs.title": "Runs: {book}",
    "web.runs.caption": "What was done with this workbook, the newest first",
    "web.runs.none": "There are no runs of this workbook yet.",
    "web.no_ledger": (
        "There is no ledger yet, so there are no runs. “rostercheck nightly” begins one; a single "
        "“rostercheck check” leaves no record."
    ),
    "web.no_run": "There is no run {number} of {book}.",
    "web.run.number": "Run",
    "web.run.when": "When",
    "web.run.what": "What",
    "web.run.people": "People",
    "web.run.flagged": "Flagged",
    "web.run.edits": "Changes",
    "web.run.undo_of": "undo of run {number}",
    "web.run.state.done": "done",
    "web.run.state.unchanged": "unchanged",
    "web.run.state.failed": "failed",
    "web.run.state.put_off": "put off",
    "web.run.state.broken_off": "broken off",
    "web.run.state.writing": "at work",
    "web.run.title": "Run {number}",
    "web.run.about": "{moment}, as of {day}. Rules: {pack}. Program: {program}.",
    "web.run.nothing": "This run changed nothing, or its changes are not on record any more.",
    "web.run.changes": "What it changed",
    "web.run.where": "Where",
    "web.run.kind": "What",
    "web.run.before": "Before",
    "web.run.after": "After",
    "web.run.first": "The first {shown} of {all} changes.",
    "web.change.header": "header",
    "web.change.value": "cell under “{header}”",
    "web.change.note": "note",
    "web.change.fill": "colour",
    "web.change.width": "width of a column",
    "web.change.tab": "lines of a tab",
    "web.change.line": "line of a tab",
    "web.change.own_look": "its own",
    # undo
    "web.undo.ask": "Undo this run …",
    "web.undo.title": "Undo run {number}?",
    "web.undo.about": (
        "This would put back what run {number} changed in {target}, as far as that still stands. "
        "Nothing has been changed yet."
    ),
    "web.undo.would": "What would be put back",
    "web.undo.left": "What would stay as it is",
    "web.undo.more": "… and {more} more",
    "web.undo.nothing": "Nothing of this run is left to put back.",
    "web.undo.do": "Undo run {number}",
    "web.undo.keep": "Leave it as it is",
    "web.undo.changed": "The workbook has changed since you looked. Please look again.",
    "web.undo.done": (
        "Run {undone} was undone: {changes}. That is run {run}, and it can be undone itself. The "
        "next check writes flags anew; to have none, say flags = “none” for this workbook."
    ),
    "web.undo.done_nothing": "Nothing of run {undone} was left to put back.",
    "web.undo.stayed": "What stayed as it is",
    # registry
    "web.registry.title": "RSC providers: {book}",
    "web.registry.public": ("“{command}” writes this list as a page and a file for your website."),
    "web.registry.left": "Who is not listed",
    # errors
    "web.error.title": "This cannot be shown now",
    "web.error.no_page": "There is no such page.",
    "web.error.form": "This form is too old. Go back, load the page again, and try once more.",
    "web.error.back": "To the workbooks",
}

BRIEF: Mapping[str, str] = {}
