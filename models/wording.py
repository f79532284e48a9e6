"""Every sentence that a finding can say, in one place. Plain words, and never a verdict.

`sentence(key, facts)` fills a template. Hours are written without needless zeros, dates as
"31 Dec 2026", which nobody misreads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SENTENCES: Mapping[str, str] = {
    # hours and counts
    "hours.meets": "Appears to meet: {have} of {need} hours of {title}.",
    "hours.meets.total": "Appears to meet: {have} of {need} hours of {title}.",
    "hours.open": "Not yet: {have} of {need} hours of {title}; {short} to go by {due} ({pace}).",
    "hours.open.undated": "Not yet: {have} of {need} hours of {title}; {short} to go.",
    "hours.gap": "{short_hours} short: {have} of {need} hours of {title} by {due}.",
    "hours.blank": "Cannot tell: the hours of {title} are blank. Type 0 if there are none.",
    "hours.unreadable": "Cannot tell the hours of {title}: {problem}",
    "hours.unclear": (
        "Cannot tell: {have} of {need} hours of {title} are certain; {unclear} "
        "could make it enough."
    ),
    "hours.two_figures": (
        "Cannot tell: the column says {total} hours of {title}, the log adds up to {have}; "
        "{need} are needed."
    ),
    "hours.none_asked": "No hours of {title} are asked of this category.",
    "hours.not_a_giver": (
        "Asked only of people who give RSC; nothing here says that this person does."
    ),
    "count.meets": "Appears to meet: {have} of {need} {title}.",
    "count.open": "Not yet: {have} of {need} {title} have come in.",
    "count.blank": "Cannot tell: the number of {title} is blank. Type 0 if there are none.",
    "count.unreadable": "Cannot tell the number of {title}: {problem}",
    "count.none_asked": "No {title} are asked of this category.",
    # first renewal, standing
    "renewal.first_later": "Endorsed {endorsed}: the first renewal is due on {due}.",
    "endorsed.unknown": (
        "Cannot tell whether {title} is due: the date of endorsement is {state}, and who was "
        "endorsed in the year of the deadline renews a cycle later. {shortfall}"
    ),
    "standing.none": "Nothing is asked while the status is {status}.",
    # membership
    "membership.meets": "Appears to meet: membership runs until {end}.",
    "membership.open": "Membership ends on {end}.",
    "membership.gap": "Membership ended on {end}.",
    "membership.blank": "Cannot tell: no end date of a membership stands here.",
    "membership.unreadable": "Cannot tell whether the membership is current: {problem}",
    # signatures
    "signed.meets": "Appears to meet: {title} signed{when}.",
    "signed.open": "Not yet: {title} is not signed; by {due}.",
    "signed.open.undated": "Not yet: {title} is not signed.",
    "signed.gap": "{title} was not signed by {due}.",
    "signed.open.old": "Not yet: {title} was last signed {when}; a new signature by {due}.",
    "signed.gap.old": "{title} was last signed {when}; a new signature was due by {due}.",
    "signed.blank": 'Cannot tell: {title} is blank. Type the date, or "no" if it is not signed.',
    "signed.unreadable": "Cannot tell whether {title} is signed: {problem}",
    "signed.future": "Cannot tell: {title} bears a date ahead, {when}.",
    # rows
    "row.required": "{field} is blank.",
    "row.category": "{problem}",
    "row.status": "{problem}",
    "row.unreadable": "{field}: {problem}",
    "row.future_date": "{field} is {when}, which is still ahead.",
    "row.date_order": "{later} ({later_day}) is before {earlier} ({earlier_day}).",
    "row.duplicate_person.email": "The same e-mail stands in row {rows}. Is it one person?",
    "row.duplicate_person.name": "The same name stands in row {rows}. Is it one person?",
    "row.duplicate_person.id": "The same id stands in row {rows} under another name: {names}.",
    "row.duplicate_person.twice": "The same id and category stand in row {rows} too.",
    # logs
    "log.unknown_person": "{who} is not in the roster, so this entry is not counted for anyone.",
    "log.ambiguous_person": "{who} could be row {rows} of the roster; the entry is not counted.",
    "log.duplicate_entry": "The same training stands in row {row} already; this is not counted.",
    "log.hours_range": "{hours} hours on {day}: more than {limit} hours on one day are questioned.",
    "total.disagrees": "The column says {total} hours of {title}; the log adds up to {have}.",
}

BRIEF: Mapping[str, str] = {
    "hours.open": "{short_title}: {have} of {need} h",
    "hours.open.undated": "{short_title}: {have} of {need} h",
    "hours.gap": "{short_title}: {have} of {need} h",
    "hours.blank": "{short_title}: hours are blank",
    "hours.unreadable": "{short_title}: hours cannot be read",
    "hours.unclear": "{short_title}: {have} of {need} h are certain",
    "hours.two_figures": "{short_title}: depends on which figure is right",
    "count.open": "{short_title}: {have} of {need}",
    "count.blank": "{short_title}: number is blank",
    "count.unreadable": "{short_title}: number cannot be read",
    "endorsed.unknown": "{short_title}: depends on the date of endorsement",
    "membership.open": "membership ends on {end}",
    "membership.gap": "membership ended on {end}",
    "membership.blank": "membership: end date is blank",
    "membership.unreadable": "membership: end date cannot be read",
    "signed.open": "{short_title}: not signed",
    "signed.open.undated": "{short_title}: not signed",
    "signed.gap": "{short_title}: not signed",
    "signed.open.old": "{short_title}: last signed {when}",
    "signed.gap.old": "{short_title}: last signed {when}",
    "signed.blank": "{short_title}: blank",
    "signed.unreadable": "{short_title}: cannot be read",
    "signed.future": "{short_title}: dated ahead",
    "row.required": "{field} is blank",
    "row.category": "category not known",
    "row.status": "status not known",
    "row.unreadable": "{field} cannot be read",
    "row.future_date": "{field} is ahead ({when})",
    "row.date_order": "{later} is before {earlier} (dates)",
    "row.duplicate_person.email": "same e-mail as row {rows}",
    "row.duplicate_person.name": "same name as row {rows}",
    "row.duplicate_person.id": "same id as row {rows}, another name",
    "row.duplicate_person.twice": "same id and category as row {rows}",
    "log.duplicate_entry": "the same training twice in the log",
    "log.hours_range": "{hours} hours on {day} in the log",
    "total.disagrees": "{short_title}: column says {total} h, log {have} h",
}
"""A few words for the column *What is missing*; the whole sentence stands in the note."""


_SHAPES = {
    "have": r"[\d.]+",
    "need": r"[\d.]+",
    "total": r"[\d.]+",
    "hours": r"[\d.]+",
    "end": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "when": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "day": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "rows": r"\d+(?:, \d+)*",
}
"""How the facts in a short form look; a name of hers, such as a header, is any text."""
_SLOT = re.compile(r"\\\{(\w+)\\\}")


def _pattern(template: str) -> str:
    """Give the pattern of every text that a short form can come to."""
    return _SLOT.sub(lambda slot: _SHAPES.get(slot[1], ".+?"), re.escape(template))


_BRIEFS = re.compile("|".join(f"(?:{_pattern(text)})" for text in sorted(set(BRIEF.values()))))


def is_brief(text: str) -> bool:
    """Whether a text is one of our short forms and nothing more."""
    return _BRIEFS.fullmatch(text) is not None


def sentence(key: str, facts: Mapping[str, object]) -> str:
    """Fill the template `key`; numbers and dates are written for a person to read."""
    return SENTENCES[key].format(**_filled(facts))


def brief(key: str, facts: Mapping[str, object]) -> str:
    """Say it in a few words; the whole sentence where there is no short form."""
    template = BRIEF.get(key) or SENTENCES[key]
    return template.format(**_filled(facts))


def _filled(facts: Mapping[str, object]) -> dict[str, object]:
    """Write every fact for a person; what is short is written with its unit, too."""
    filled = {name: written(value) for name, value in facts.items()}
    if "short" in filled:
        filled["short_hours"] = f"{filled['short']} hour{'' if filled['short'] == '1' else 's'}"
    return filled


def written(value: object) -> object:
    """Write a number without needless zeros, a date as "31 Dec 2026"; leave the rest."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return value


def number(value: float) -> str:
    """Write hours without needless zeros, to the hundredth: 12 -> "12", 12.5 -> "12.5"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
