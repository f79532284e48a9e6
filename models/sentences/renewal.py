"""Sentences about whether something is asked of a person at all, and by when."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "typical": "(Most successful applications show about {typical}; that is no rule.)",
    "unverified": "(This rule is not verified.)",
    # first renewal, standing
    "renewal.first_later": "Endorsed {endorsed}: the first renewal is due on {due}.",
    "renewal.first_later.submitted": (
        "The application was submitted on {submitted}: the first renewal is due on {due}."
    ),
    "renewal.prorated": (
        "({need} instead of {whole}: endorsed for {years} of the {of} years{basis}.)"
    ),
    "renewal.nothing_yet": (
        "Endorsed for less than a full year at the deadline of {due}: nothing is owed for it."
    ),
    "renewal.relief": (
        "({need} instead of {whole}, because the category was held for {years} years.)"
    ),
    "renewal.relieved": "Not asked after {years} years in this category, held since {since}.",
    "renewal.relief_not_yet": (
        "(It will be {less} instead of {whole} once the category has been held for {years} years.)"
    ),
    "renewal.grace": "(Due on {due}; still taken until {until}.)",
    "renewal.removal": "(The name comes off the registry on {removal}.)",
    "renewal.removed": "(The name was to come off the registry on {removal}.)",
    "renewal.same_hours": (
        "The same hours count for both credentials and are entered once, in {lead}. "
        'In this one write: "{paste}"'
    ),
    "renewal.paste": "My hours are entered in my {lead} renewal.",
    "endorsed.unknown": (
        "Cannot tell whether {title} is due: the date of endorsement is {state}, and who was "
        "endorsed in the year of the deadline renews a cycle later. {shortfall}"
    ),
    "endorsed.unknown.submitted": (
        "Cannot tell whether {title} is due: the day on which the application was submitted "
        "is {state}, and it decides about the first renewal. {shortfall}"
    ),
    "endorsed.unknown.prorate": (
        "Cannot tell how much of {title} is due: the date of endorsement is {state}, and who was "
        "endorsed during the cycle owes a part. {shortfall}"
    ),
    "endorsed.so_far": "So far {have} of at most {need}.",
    "standing.none": "Nothing is asked while the status is {status}.",
    "standing.way_back": "To come back, this is handed in: {list}.",
    "standing.application": "Stage: {stage}. {next}",
    "standing.window": "(Next review: hand in by {submit_by}{then}.)",
    # waivers
    "waiver.leave": "Not asked until {until}: {what} ({reason}; approved by {approver}).",
    "waiver.extended": "(Extended to {until}: {reason}; approved by {approver}.)",
    "waiver.hours": "({need} instead of {whole}: {reason}; approved by {approver}, until {until}.)",
    "waiver.ended": "(The {what} ended on {until}.)",
    "waiver.incomplete": "This waiver is not applied: {problem}",
}

BRIEF: Mapping[str, str] = {
    "endorsed.unknown": "{short_title}: depends on the date of endorsement",
    "endorsed.unknown.prorate": "{short_title}: depends on the date of endorsement",
    "endorsed.unknown.submitted": "{short_title}: depends on the date of submission",
    "waiver.incomplete": "a waiver is incomplete",
}
