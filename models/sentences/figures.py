"""What the dashboard and the board pack say: titles that tell the finding, and definitions."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "figures.hidden": "not shown",
    "figures.hidden.note": (
        "Groups of fewer than {least} people are not shown, nor what they could be worked out "
        "from. Nobody is shown as 0."
    ),
    "figures.hidden.lines": "Too few people to be shown, or needed to hide them: {lines}.",
    "figures.total": "All",
    "figures.total.people": "All, each person once",
    "figures.unit.people": "people",
    "figures.unit.hours": "clock hours",
    "figures.unit.findings": "findings",
    "figures.column.people": "People",
    "figures.column.what": "What they are",
    "figures.column.where": "Where they stand",
    "figures.column.category": "Category",
    "figures.column.band.infant": "Infant",
    "figures.column.band.early": "Early childhood",
    "figures.column.band.both": "Both",
    "figures.column.band.none": "No age band said",
    # everybody
    "figures.section.everybody": "Who is in the roster",
    "figures.kind.endorsed": "Endorsed",
    "figures.kind.applicant": "Applicants",
    "figures.kind.inactive": "Inactive",
    "figures.kind.lapsed": "Lapsed or removed",
    "figures.kind.other": "Other (vetted, on hold, withdrawn ...)",
    "figures.kind.unknown": "Cannot tell: the status cannot be read",
    "figures.kind.no_category": "Cannot tell: no category that we know",
    "figures.roster.title.none": "Nobody of the {all} in the roster is endorsed",
    "figures.roster.title.one": "1 of the {all} in the roster is endorsed",
    "figures.roster.title.many": "{count} of the {all} in the roster are endorsed",
    "figures.roster.title.hidden": "Who is in the roster",
    "figures.roster.title_alone.none": "Nobody in the roster is endorsed",
    "figures.roster.title_alone.one": "1 person in the roster is endorsed",
    "figures.roster.title_alone.many": "{count} people in the roster are endorsed",
    "figures.roster.title_alone.hidden": "Who is in the roster",
    "figures.roster.definition": (
        "Everybody in the roster, as the status column says; where there is none, as the dates of "
        "endorsement, registration and submission say. Each person counts once: who stands in "
        "several rows counts on the first of these lines that one of the rows says."
    ),
    "figures.roster.alt": "Bars: people in the roster by what they are.",
    "figures.categories.title.none": "Nobody is endorsed",
    "figures.categories.title.one": "Of {all} endorsed, 1 holds {label}",
    "figures.categories.title.many": "Of {all} endorsed, most hold {label}: {count}",
    "figures.categories.title.hidden": "Endorsed by category and age band",
    "figures.categories.definition": (
        "Everybody who is endorsed, by scope and age band of the category. Who holds two "
        "categories counts on the line of each, and once in the last line, so the lines may come "
        "to more than it. Infant is up to 36 months, early childhood 3 to 6 years; some "
        "categories have no age band."
    ),
    "figures.categories.alt": "Stacked bars: people endorsed by category, split by age band.",
    # the cycle
    "figures.section.cycle": "The renewal cycle",
    "figures.cycle.new": "New in this cycle, nothing missing",
    "figures.cycle.renewed": "Appears to meet all that is asked",
    "figures.cycle.open": "Open: something is missing, and there is time",
    "figures.cycle.short": "Gap: something is missing, and its day has passed",
    "figures.cycle.untold": "Cannot tell: a person has to look",
    "figures.cycle.title.none": "Nobody of the {all} endorsed appears to meet all by {due} so far",
    "figures.cycle.title.one": "1 of the {all} endorsed appears to meet all by {due} so far",
    "figures.cycle.title.many": (
        "{count} of the {all} endorsed appear to meet all by {due} so far"
    ),
    "figures.cycle.title.hidden": "Where the endorsed stand for {due}",
    "figures.cycle.definition": (
        "Everybody who is endorsed, by the gravest finding in all of their rows, for the cycle "
        "from {start} to {due}. New: endorsed since the cycle began, and nothing is missing. The "
        "association decides who is renewed; this is what the roster shows."
    ),
    "figures.cycle.alt": "Bars: people endorsed by where they stand for {due}.",
    "figures.left.inactive_now": "Inactive since {start} or later",
    "figures.left.inactive_before": "Inactive since before {start}",
    "figures.left.inactive_untold": "Inactive, since when is not known",
    "figures.left.lapsed_now": "Lapsed or removed since {start} or later",
    "figures.left.lapsed_before": "Lapsed or removed before {start}",
    "figures.left.lapsed_untold": "Lapsed or removed, when is not known",
    "figures.left.title.none": "Nobody is known to have become inactive or lapsed since {start}",
    "figures.left.title.one": "1 person has become inactive or lapsed since {start}",
    "figures.left.title.many": "{count} people have become inactive or lapsed since {start}",
    "figures.left.title.hidden": "Inactive and lapsed",
    "figures.left.definition": (
        "Everybody whose status is inactive, lapsed or removed, and who holds no other "
        "endorsement; since when, by the column for that day. Who is on the way back counts as "
        "lapsed."
    ),
}

BRIEF: Mapping[str, str] = {}
