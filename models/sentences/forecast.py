"""What a forecast says: where people are heading, and how that was reckoned."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "forecast.likely": (
        "{have} of {need} hours of {title} so far. With {share} % of the hours usually logged by "
        "now, that points to about {expected} by {due}: likely enough."
    ),
    "forecast.short": (
        "{have} of {need} hours of {title} so far. With {share} % of the hours usually logged by "
        "now, that points to about {expected} by {due}: likely {short} short."
    ),
    "forecast.nothing": (
        "Nothing of the {need} hours of {title} is logged yet, so no pace can be told. They are "
        "due by {due}."
    ),
    "forecast.nothing_attest": (
        "Nothing of the {need} hours of {title} is logged. That is no failure, as hours are "
        "attested and not logged here; ask whether they are under way. Due by {due}."
    ),
    "forecast.early": (
        "{have} of {need} hours of {title} so far. It is too early in the cycle to tell where that "
        "leads by {due}."
    ),
    "forecast.cannot_tell": "{said}",
    "forecast.learned": (
        "{log}: learned from this workbook. In {cycles}, {people} people logged {entries} entries; "
        "that habit is taken for this cycle, too."
    ),
    "forecast.default": (
        "{log}: this workbook has no earlier cycle that tells how people log. Taken instead: a "
        "quarter of the hours by half of the time, most in the last months. That is a choice of "
        "this program, and no rule."
    ),
    "forecast.near": "{short} hours of {title} to go.",
    "forecast.endings": "{end}: the membership of {people} ends, before their deadline.",
    "forecast.membership": "Membership ends on {end}, before the deadline of {due}.",
    "forecast.letter": "{people} lack the same: {title}.",
    "forecast.letter_clears": "{people} lack the same: {title}. For {cleared} it is all they lack.",
    "forecast.nobody": (
        "Nobody has a renewal ahead for which hours are asked. For some weeks after a deadline the "
        "cycle that has ended is still the one that is looked at."
    ),
    # the same in a few words
    "forecast.brief.likely": "{short_title}: {have} of {need} h, about {expected} by {due}",
    "forecast.brief.short": "{short_title}: {have} of {need} h, about {expected} by {due}",
    "forecast.brief.nothing": "{short_title}: nothing logged of {need} h",
    "forecast.brief.nothing_attest": "{short_title}: nothing logged of {need} h (attested)",
    "forecast.brief.early": "{short_title}: {have} of {need} h, too early to tell",
    "forecast.brief.cannot_tell": "{brief}",
}

BRIEF: Mapping[str, str] = {}
