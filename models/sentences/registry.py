"""What the registry of RSC providers says: the tab, the page, the file, and the count of others."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # the tab is known again by its title, in every language
    "registry.tab": "RSC providers",
    "registry.tab_title": "RSC providers, listed by Rostercheck",
    "registry.page_title": "RSC providers",
    "registry.page_title_of": "RSC providers: {association}",
    "registry.column.name": "Name",
    "registry.column.holds": "Endorsed as",
    "registry.column.gives_to": "Gives RSC to",
    "registry.column.ask_first": "Ask the association first for",
    "registry.column.settings": "Individual or group",
    "registry.column.outsiders": "Takes people from outside",
    "registry.column.remote": "Remote",
    "registry.column.regions": "Region",
    "registry.column.languages": "Languages",
    "registry.column.until": "Status until",
    "registry.column.contact": "Contact",
    "registry.column.as_of": "As of",
    "registry.column.note": "Please note",
    "registry.status.endorsed": "{codes}",
    "registry.status.emerging": "{codes} (emerging)",
    "registry.status.emerging_until": "{codes} (emerging until {until})",
    "registry.status.vetted": "{codes} (vetted)",
    "registry.status.vetted_until": "{codes} (vetted until {until})",
    "registry.individual": "individual",
    "registry.group": "group",
    "registry.both": "individual and group",
    "registry.yes": "yes",
    "registry.no": "no",
    "registry.no_end": "no end is known",
    # what everybody who reads the list has to know
    "registry.as_of": "As of {day}. Rules: {pack}, version {version}.",
    "registry.says.who": (
        "Listed is who may give RSC that counts, as the roster stands on this day, and asked to "
        "be listed. Others may give it, too: ask the association."
    ),
    "registry.says.decides": (
        "The association decides whether hours count. Ask it before you rely on this list."
    ),
    "registry.says.no_promise": (
        "The list is no licence and no recommendation, and vouches for nobody’s work. Talk with "
        "a provider, and ask for references, before you begin."
    ),
    "registry.says.to_whom": (
        "“Gives RSC to” says for which categories of receivers an hour counts on this day. “Ask "
        "first” says where the rules leave it open, or where they are not verified."
    ),
    "registry.says.until": (
        "“Status until” is the end of the renewal cycle, or the day before the status ends or "
        "stops counting, whichever is earlier. It may be renewed."
    ),
    "registry.legend": "Categories: {list}.",
    "registry.note": "As of {day}; the association decides whether hours count.",
    "registry.listed": "{people} listed.",
    "registry.nobody": "Nobody is listed.",
    "registry.how": (
        'To list somebody, add a column "Listed in the RSC registry" to the roster and type "yes" '
        "in the rows of those who agreed to be listed. The heading has to name RSC, so that no "
        "other yes is taken for this one."
    ),
    # who is left out, for the coordinator
    "registry.left": "Not listed: {people}.",
    "registry.left.no_column": (
        "may give RSC; the roster has no column that says who agreed to be listed: {people}"
    ),
    "registry.left.declined": "may give RSC and said no: {people}",
    "registry.left.blank": "may give RSC; the cell about the registry is blank: {people}",
    "registry.left.unclear": (
        "may give RSC; the cell about the registry cannot be read, or two rows differ: {people}"
    ),
    "registry.left.not_giving": "agreed to be listed, but the sheet says gives no RSC: {people}",
    "registry.left.nameless": "agreed to be listed, but has no name in the sheet: {people}",
    "registry.left.not_qualified": (
        "agreed to be listed, but may not give RSC that counts on this day: {people}"
    ),
    "registry.left.cannot_tell": (
        "agreed to be listed, but nobody can tell whether RSC from them counts: {people}"
    ),
    "registry.unread": (
        "Cells about what somebody offers that could not be read, and so say nothing: {number}. "
        'Type "yes" or "no"; "individual", "group" or "both".'
    ),
    "registry.no_rules": "The pack {pack} does not say who may give RSC, so nobody is listed.",
    # the page
    "registry.page.filter": "Show only",
    "registry.page.search": "Any words",
    "registry.page.any": "any",
    "registry.page.shown": "Shown: {shown} of {all}",
    "registry.page.none": "Nobody fits. Take a filter away.",
    "registry.page.reset": "Show all",
    "registry.page.caption": "Providers of reflective supervision/consultation (RSC)",
    "registry.page.skip": "Skip to the list",
    "registry.page.about": "Before you use this list",
    "registry.written": "{path} ({listed})",
}

BRIEF: Mapping[str, str] = {}
