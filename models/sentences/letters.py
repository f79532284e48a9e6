"""The letters of the nightly service: the digest, the notice of a member, the warning."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "letter.hello": "Hello,",
    # to the coordinator
    "letter.digest.subject": "{book}: {people} with something to look at",
    "letter.digest.found": (
        "this is what the check of {day} found in {book}: {findings} for {people}."
    ),
    "letter.digest.nothing": "the check of {day} found nothing to flag in {book}.",
    "letter.digest.first": (
        "One e-mail to {name} may settle {number} of them; so you could begin there."
    ),
    "letter.digest.finding": "{message} ({place})",
    "letter.digest.new": "{message} (new)",
    "letter.digest.others": "Not about one person:",
    "letter.digest.where": (
        'Where each of them stands, and what to do next, is in the tab "{tab}" of the workbook.'
    ),
    "letter.digest.decides": "These are readings of the sheet. The association decides.",
    # to a member
    "letter.member.subject": "Your endorsement: a look ahead",
    "letter.member.dear": "Dear {name},",
    "letter.member.about": (
        "this is a friendly look ahead at your endorsement. Our list shows as of {day}:"
    ),
    "letter.member.overdue": (
        "Some of this was due by {due}. Please write to us, so that we can put it right together."
    ),
    "letter.member.ahead": (
        "The next date is {due}. There is time; please send us what you have when you have it."
    ),
    "letter.member.may_be_wrong": (
        "If you have sent something lately, it may not have been entered yet. Our list can be "
        "wrong: if it is, please tell us. The association decides, not the list."
    ),
    "letter.member.regards": "With kind regards",
    # to whom the config names
    "letter.warning.subject": "The nightly check: {books} could not be looked at",
    "letter.warning.about": "the nightly check of {day} could not look at every workbook:",
    "letter.warning.others": (
        "The others were checked. What stands in these is from an earlier day."
    ),
}  # fmt: skip

BRIEF: Mapping[str, str] = {}
