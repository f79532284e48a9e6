"""What is said of a book as a whole: what is not tracked, what was not read, and why."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "notice.order_by_locale.mdy": (
        "The sheet is set to {locale}, so 3/4/25 is read as 4 March. If that is wrong, say so with "
        "--date-order, or with date_order in rostercheck.toml."
    ),
    "notice.order_by_locale.dmy": (
        "The sheet is set to {locale}, so 3/4/25 is read as 3 April. If that is wrong, say so with "
        "--date-order, or with date_order in rostercheck.toml."
    ),
    "notice.ledger_closed": (
        "The ledger could not be looked into, so waivers that are noted there are not applied. "
        "{why}"
    ),
    "notice.untracked": "Not tracked in this workbook: {title}.",
    "notice.no_person": "{sheet}: read as no person: row {rows}.",
    "notice.no_person.row": '{row} ({taken_for}: "{text}")',
    "notice.nobody": "No people stand below the header. Is the list on another tab?",
    "notice.no_endorsed": (
        "There is no column with the date of endorsement: everybody is taken as due."
    ),
    "notice.column_gone": '{sheet}: the column "{header}" is gone. Run rostercheck init again.',
    "notice.column_gone.near": (
        '{sheet}: the column "{header}" is gone. Is it "{near}" now? Run rostercheck init again.'
    ),
    "notice.headers_gone": (
        "{sheet}: its headers are not there any more, so it was not read. "
        'Run "rostercheck init" again.'
    ),
    "notice.tab_gone": (
        '{sheet}: there is no such tab, so it was not read. Run "rostercheck init" again.'
    ),
    "notice.column_unsure": (
        '{sheet}: column "{header}" was not read; it may be "{label}". '
        'Run "rostercheck init" to settle it.'
    ),
    "notice.other_tabs": "Tabs without a table that we know, not read: {tabs}.",
    "notice.no_pack": (
        "No rule pack was named, so the national base was used. Name yours with --pack, or "
        'run "rostercheck init".'
    ),
    "notice.no_date_order": (
        "The order of day and month is not declared, so dates such as 3/4/25 cannot be read. "
        "Add --date-order mdy (or dmy)."
    ),
    "notice.words_left": (
        '{where} holds words of somebody\'s in our column "{header}"; they were left as they are.'
    ),
    "notice.words_stay": '{where} holds words of somebody\'s in our column "{header}"; they stay.',
    "notice.keeps_colour": (
        "{where} keeps our colour: how it looked before is not remembered. "
        "Take the colour off by hand."
    ),
}

BRIEF: Mapping[str, str] = {}
