"""Sentences about RSC received: over how long, from whom, and about what."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "rsc.not_counted": "({set_aside} h do not count: {why}.)",
    "rsc.in_doubt": "({set_aside} h are in doubt: {why}.)",
    "rsc.window.meets": (
        "Appears to meet: {have} of {need} hours of {title} within {months} ({first} to {last}); "
        "{total} in all."
    ),
    "rsc.window.open": (
        "Not yet: {have} of {need} hours of {title} in the best {months} ({first} to {last}), "
        "{total} in all; {short} to go by {due}."
    ),
    "rsc.window.open.undated": (
        "Not yet: {have} of {need} hours of {title} in the best {months} ({first} to {last}), "
        "{total} in all; {short} to go."
    ),
    "rsc.window.gap": (
        "{short_hours} short: {have} of {need} hours of {title} in the best {months} ({first} to "
        "{last}), {total} in all, by {due}."
    ),
    "rsc.window.unclear": (
        "Cannot tell: {have} of {need} hours of {title} in the best {months} are certain; entries "
        "in doubt could make it enough."
    ),
    "rsc.time.open": (
        "Not yet: the {have} hours of {title} are enough, but they go from {first} to {last} only; "
        "{months} are asked. More time is needed, not more hours: by {due}."
    ),
    "rsc.time.open.undated": (
        "Not yet: the {have} hours of {title} are enough, but they go from {first} to {last} only; "
        "{months} are asked. More time is needed, not more hours."
    ),
    "rsc.time.gap": (
        "The {have} hours of {title} were enough, but they went from {first} to {last} only; "
        "{months} were asked by {due}."
    ),
    "rsc.time.unclear": (
        "Cannot tell: the hours of {title} are enough, but those that are certain go from {first} "
        "to {last} only, and {months} are asked; entries in doubt could make it enough."
    ),
    "rsc.months.least.most": "{least} to {most} months",
    "rsc.months.most": "{most} months",
    "rsc.months.least": "at least {least} months",
    "rsc.months.any": "any time",
    "rsc.no_entry": "no entry",
    "rsc.time_untold": "(A sum alone does not tell over how long the hours were received.)",
    "rsc.about.meets": "Appears to meet: {have} of {need} hours of {title} about RSC given.",
    "rsc.about.open": (
        "Not yet: {have} of {need} hours of {title} about RSC given; {short} to go by {due}."
    ),
    "rsc.about.open.undated": (
        "Not yet: {have} of {need} hours of {title} about RSC given; {short} to go."
    ),
    "rsc.about.gap": (
        "{short_hours} short: {have} of {need} hours of {title} about RSC given by {due}."
    ),
    "rsc.about.unclear": (
        "Cannot tell: {have} of {need} hours of {title} are certainly about RSC given; for others "
        "nobody says what they were about, or whether they count."
    ),
    "rsc.about.two_figures": (
        "Cannot tell: the column says {total} hours of {title} about RSC given, the log adds up to "
        "{have}; {need} are needed."
    ),
    "rsc.about.disagrees": (
        "The column says {total} hours of {title} about RSC given; the log adds up to {have}."
    ),
    "rsc.about.blank": (
        "Cannot tell: the hours of {title} about RSC given are blank. Type 0 if there are none."
    ),
    "rsc.about.unreadable": "Cannot tell the hours of {title} about RSC given: {problem}",
    "rsc.about_untold": "(How many of them are about RSC given is not tracked in this workbook.)",
    "rsc.modes": "(Of these: {told}.)",
    "rsc.many_providers": (
        "(From {count} providers, most from {who}: {most} h. As a rule most hours come from one, "
        "and the others from no more than one other.)"
    ),
    "rsc.providers_untold": (
        "Whether RSC providers were qualified on the day is not tracked: the RSC log names no "
        "providers of whom the workbook says what they hold. Add a Providers tab, or their "
        "categories, and it will be."
    ),
    # why a session counts
    "why.held": "{who} held {held} then{shaky}",
    "why.peer": "among peers: {who} held the same category then",
    "why.no_peer": "among peers: {who} held {held} then, another category",
    "why.vetted": "{who} was vetted then{shaky}",
    # why it does not
    "why.category": "{who} held {held} then, which is not enough to give RSC to {scope}{shaky}",
    "why.emerging": "{who} held {held} then, and only endorsed providers count{shaky}",
    "why.degree": "{who} held {held} then, without the degree that is asked{shaky}",
    "why.vetted_over": "{who} was vetted, which did not count that day{shaky}",
    "why.vetted_elsewhere": "{who} was vetted by {association}, another association{shaky}",
    "why.standing.lapsed": "the endorsement of {who} had lapsed{since}",
    "why.standing.inactive": "{who} was inactive{since}",
    "why.standing.sanctioned": "{who} was under sanction{since}",
    "why.standing.removed": "{who} was taken off the registry{since}",
    "why.between": "{who} was not endorsed then, but until {end} and again from {start}",
    "why.not_yet": "{who} was endorsed from {start} on only",
    "why.not_yet.vetted": "{who} was vetted from {start} on only",
    "why.ended": "{who} was endorsed until {end} only",
    "why.ended.vetted": "{who} was vetted until {end} only",
    "why.never": "{who} was not endorsed then",
    "why.band": "it was about the other age group",
    "why.no_degree": "there is no {degree}, and only hours after it count",
    "why.before_degree": "it was before the {degree} of {day}",
    # why nobody can tell
    "why.provider_unknown": "{who} is not in the workbook",
    "why.no_provider": "it does not say who gave it",
    "why.two_meant": "{who} may be more than one person of the workbook",
    "why.holds_nothing": "the workbook does not say what {who} held",
    "why.no_rule": "no rule of this pack says who may give RSC to {scopes} on that day",
    "why.receiver_degree": (
        "whether {who} may give it depends on which degree the member had that day, and that is "
        "not known"
    ),
    "why.provider_degree": (
        "{who} held {held} then, and whether that is enough depends on a degree that is not known"
    ),
    "why.unsure_category": "the category of {who} is not known",
    "why.unsure_start": "it is not known since when {who} was endorsed: {problem}",
    "why.unsure_end": "it is not known until when {who} was endorsed: {problem}",
    "why.since_when": "it is not known since when {who} is {standing}: {problem}",
    "why.standing_unknown": "it is not clear what the status of {who} was: {problem}",
    "why.emerging_over": (
        "the years in which {who} could be emerging ended on {end}, and no endorsement stands here"
    ),
    "why.vetted_by": "{who} was vetted by {association}, which may be another association",
    "why.mutual": "{who} received RSC from this member, too, so that it may be peer supervision",
    "why.degree_unknown": "the date of the {degree} is not known, and only hours after it count",
}

BRIEF: Mapping[str, str] = {
    "rsc.window.open": "{short_title}: {have} of {need} h in the best stretch",
    "rsc.window.open.undated": "{short_title}: {have} of {need} h in the best stretch",
    "rsc.window.gap": "{short_title}: {have} of {need} h in the best stretch",
    "rsc.window.unclear": "{short_title}: {have} of {need} h are certain",
    "rsc.time.open": "{short_title}: over too short a time",
    "rsc.time.open.undated": "{short_title}: over too short a time",
    "rsc.time.gap": "{short_title}: over too short a time",
    "rsc.time.unclear": "{short_title}: perhaps over too short a time",
    "rsc.about.open": "{short_title} about RSC given: {have} of {need} h",
    "rsc.about.open.undated": "{short_title} about RSC given: {have} of {need} h",
    "rsc.about.gap": "{short_title} about RSC given: {have} of {need} h",
    "rsc.about.unclear": "{short_title} about RSC given: {have} of {need} h are certain",
    "rsc.about.blank": "{short_title} about RSC given: hours are blank",
    "rsc.about.unreadable": "{short_title} about RSC given: hours cannot be read",
}
