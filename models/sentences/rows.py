"""Sentences about requirements of the first hour, about rows and about logs."""

from __future__ import annotations

from collections.abc import Mapping

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
    # membership
    "membership.meets": "Appears to meet: membership runs until {end}.",
    "membership.open": "Membership ends on {end}.",
    "membership.gap": "Membership ended on {end}.",
    "membership.blank": "Cannot tell: no end date of a membership stands here.",
    "membership.later": "The membership begins on {start}; none runs today.",
    "membership.refused": "No membership that counts: {why}.",
    "membership.cut_off": (
        "Cannot tell: the membership was bought on {start}, the very day from which it runs on "
        "into the next year. It ends on {end}, or a year later."
    ),
    "membership.not_on_deadline": "No membership was running on the deadline, {due}.",
    "membership.deadline.unreadable": (
        "Cannot tell whether a membership was running on the deadline, {due}: {problem}"
    ),
    "membership.encouraged": "Membership is encouraged, not asked for.",
    "membership.unreadable": "Cannot tell whether the membership is current: {problem}",
    # signatures
    "signed.meets": "Appears to meet: {title} signed{when}.",
    "signed.open": "Not yet: {title} is not signed; it is due by {due}.",
    "signed.open.undated": "Not yet: {title} is not signed.",
    "signed.gap": "{title} was not signed by {due}.",
    "signed.open.old": (
        "Not yet: {title} was last signed {when}; a new signature is due by {due}."
    ),
    "signed.gap.old": "{title} was last signed {when}; a new signature was due by {due}.",
    "signed.late": "{title} was signed on {when}; it was due by {due}.",
    "signed.blank": 'Cannot tell: {title} is blank. Type the date, or "no" if it is not signed.',
    "signed.unreadable": "Cannot tell whether {title} is signed: {problem}",
    "signed.future": "Cannot tell: {title} bears a date ahead, {when}.",
    # rows
    "row.sanctioned": (
        "A sanctioned licence is noted here. Hours do not settle that: a person decides."
    ),
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
    "membership.open": "membership ends on {end}",
    "membership.gap": "membership ended on {end}",
    "membership.blank": "membership: end date is blank",
    "membership.unreadable": "membership: end date cannot be read",
    "membership.later": "membership has not begun",
    "membership.refused": "membership does not count",
    "membership.cut_off": "membership: end date is not sure",
    "membership.not_on_deadline": "membership had lapsed at the deadline",
    "membership.deadline.unreadable": "membership: did it run on the deadline?",
    "signed.open": "{short_title}: not signed",
    "signed.open.undated": "{short_title}: not signed",
    "signed.gap": "{short_title}: not signed",
    "signed.open.old": "{short_title}: last signed {when}",
    "signed.gap.old": "{short_title}: last signed {when}",
    "signed.late": "{short_title}: signed late",
    "signed.blank": "{short_title}: blank",
    "signed.unreadable": "{short_title}: cannot be read",
    "signed.future": "{short_title}: dated ahead",
    "row.sanctioned": "sanctioned licence noted",
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
