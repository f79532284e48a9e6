"""A rule pack in plain English: how each part of it is said on a page, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # details of a requirement
    "page.only_if": "Asked only of people who give RSC.",
    "page.topic": "On the topic of {topic}.",
    "page.apart": "On top of the hours on {topics}, which do not count here.",
    "page.share_once": "An hour counts for one topic only.",
    "page.last_months": "Only hours of the last {months} months count.",
    "page.carry_over": "Hours beyond what the cycle before asked count in this one.",
    "page.attest": "Hours are attested and need not be handed in; an audit may ask for them.",
    "page.window": "All within a span of {low} to {high} months.",
    "page.window_low": "Over a span of at least {low} months.",
    "page.window_high": "All within a span of at most {high} months.",
    "page.spread": "Spread over at least {months} months.",
    "page.about_given": "{hours} of these hours are about RSC that the person gives.",
    "page.most_from": (
        "Most of them from one provider, and from no more than {number} (information only)."
    ),
    "page.option": "One of these is enough: {options}.",
    "page.kinds": "Work that counts: {kinds}.",
    "page.unpaid": "Unpaid work counts, too.",
    "page.volunteer": "Volunteer work that is supervised counts, too.",
    "page.fte": "Part-time work counts by its share of full time.",
    "page.after_degree": "Only work after {degree} counts.",
    "page.internship": (
        "Up to {months} months of an internship count, under somebody who holds {holds}."
    ),
    "page.role": "Among the raters: {roles}.",
    "page.one_from": "At least one rater holds {holds}{vetted}.",
    "page.parts": "{parts} parts, each to be passed.",
    "page.pass_mark": "{mark} per cent is needed on each part.",
    "page.then": "After that: {then}",
    "page.every_year": "In every year of the cycle.",
    "page.amount": "The fee is {amount} {currency}.",
    "page.late_amount": "Late, it is {amount} {currency}.",
    "page.proof": "Membership of another association of the field counts with a written proof.",
    "page.own_only": "Only membership of this very association counts.",
    "page.accepted": "Membership of another association of the field counts.",
    "page.organisational": "An organisation's membership counts for its people.",
    "page.rolls_over": "Bought from {day} on, it runs to the end of the next year.",
    "page.on_deadline": "It has to run on the day of the deadline.",
    "page.typical": "Successful applications usually show about {typical}; that is no rule.",
    "page.before": "Until {until}: {value}.",
    "page.between": "From {since} to {until}: {value}.",
    "page.after": "From {since} on: {value}.",
    "page.nothing": "Nothing is asked.",
    "page.inferred": "Inferred: it follows from what was read, but does not stand there.",
    "page.unverified": "Not verified: nobody has confirmed it.",
    # cycles
    "page.cycle": (
        "Renewal goes {years}. This cycle runs from {start} to {ends}; all is due on {due}, and "
        "the window opens on {opens}."
    ),
    "page.grace": "What comes in until {grace} is still taken.",
    "page.removal": "Who has not renewed comes off the registry on {removal}.",
    "page.first.next_deadline": (
        "Who is endorsed within the year before a deadline renews for the first time at the next "
        "one."
    ),
    "page.first.next_deadline.submitted": (
        "Who handed in the application within the year before a deadline renews for the first time "
        "at the next one."
    ),
    "page.first.owed": "Every deadline is owed from the first one after the endorsement.",
    "page.first.after_months": (
        "The first deadline that is owed lies at least {months} months after the {trigger}."
    ),
    "page.first.prorate": (
        "At the first deadline a fraction is owed, by the {counted} endorsed until then."
    ),
    "page.relief": (
        "After {years} years in the category ({scopes}), {value} instead of the usual {title}."
    ),
    "page.relief_none": "After {years} years in the category ({scopes}), no {title} is asked.",
    "page.relief_from.endorsed.restart": (
        "The years run from the endorsement, and a lapse starts them anew."
    ),
    "page.relief_from.endorsed.pause": (
        "The years run from the endorsement, and a lapse is left out of them."
    ),
    "page.relief_from.first_full_cycle.restart": (
        "The years run from the first whole cycle, and a lapse starts them anew."
    ),
    "page.relief_from.first_full_cycle.pause": (
        "The years run from the first whole cycle, and a lapse is left out of them."
    ),
    "page.peer": "Peer supervision counts then, among people of the same category.",
    "page.dual_once": "Who holds several credentials enters the same hours once for all of them.",
    "page.dual_each": "Who holds several credentials owes the hours for each of them.",
    # providers
    "page.provider": "For {receiver}{degree}{gives}{phases}: {allowed}.",
    "page.vetted": "Providers who were vetted and not endorsed count, too{span}{receiver}.",
    "page.no_provider_rules": (
        "This pack does not say who may give RSC; anybody endorsed to give it may."
    ),
    # differences
    "diff.same": "Nothing differs.",
    "diff.asked": "{phase}, {whom}{when}: {what} asked, which was not before.",
    "diff.dropped": "{phase}, {whom}{when}: {what} no longer asked.",
    "diff.value": "{phase}, {whom}{when}: {new} instead of {old}.",
    "diff.reading": "{phase}, {whom}{when}: {what} as before, but now {how}.",
    "diff.detail": "{where}: {key} is {new} instead of {old}.",
    "diff.added": "{where}: new {key}: {new}.",
    "diff.removed": "{where}: {key} gone: {old}.",
    "diff.sentence": "{what}: {new} Before: {old}",
    "diff.sentence_new": "{what}, new: {new}",
    "diff.sentence_gone": "{what}, gone: {old}",
}

BRIEF: Mapping[str, str] = {}
