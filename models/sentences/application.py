"""Sentences about applications: education, work, references, exam, clocks and fees."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "unverified.part": "(Part of this rule is not verified.)",
    # work
    "work.meets": "Appears to meet: {done} of {title}; needed: {asked}.",
    "work.open": "Not yet: {done} of {title}; needed: {asked}, {short} to go.",
    "work.open.going_on": (
        "Not yet: {done} of {title}; needed: {asked}, {short} to go. "
        "If the work goes on as it is, look again on {full}."
    ),
    "work.unclear": (
        "Cannot tell: {done} of {title} are certain, and {unclear} in doubt could make it the "
        "{asked} needed."
    ),
    "work.two_figures": (
        "Cannot tell: the column says {column} of {title}, the jobs add up to {done}; "
        "needed: {asked}."
    ),
    "work.disagrees": "The column says {column} of {title}; the jobs add up to {done}.",
    "work.blank": "Cannot tell: the years of {title} are blank. Type 0 if there are none.",
    "work.unreadable": "Cannot tell the years of {title}: {problem}",
    "work.none_asked": "No years of {title} are asked of this category.",
    "work.internship": "(Of this, {internship} are internship.)",
    "work.until_submitted": "(Counted up to the day of submission, {day}.)",
    "work.degree_untracked": (
        "(Only work after the {degree} counts; its date is not tracked in this workbook.)"
    ),
    # education
    "education.meets": "Appears to meet: {which}.",
    "education.open": "Not yet: {wanted} is asked; on record: {has}.",
    "education.unclear": "Cannot tell: {wanted} is asked; {why}.",
    "education.none_asked": "No {title} is asked of this category.",
    # reference ratings
    "references.number": "Not yet: {have} of {need} {title} have come in.",
    "references.number.unclear": (
        "Cannot tell: {have} of {need} {title} have come in for certain; {unclear} more cannot be "
        "read or name nobody."
    ),
    "references.since.unclear": (
        "Cannot tell whether the {unclear} that stand here are {title} ({need} are asked): {field} "
        "does not say since when they count."
    ),
    "references.roles": (
        "Not yet: {have} of {need} {title} have come in, and none is from {roles}."
    ),
    "references.roles.unclear": (
        "Cannot tell: {have} of {need} {title} have come in, and it is not plain whether one is "
        "from {roles}."
    ),
    "references.vouching": (
        "Not yet: {have} of {need} {title} have come in, and none is from somebody who holds one "
        "of {scopes} or was vetted."
    ),
    "references.vouching.unclear": (
        "Cannot tell: {have} of {need} {title} have come in; one must be from somebody who holds "
        "one of {scopes} or was vetted, and that is not said."
    ),
    "references.two_figures": (
        "Cannot tell: the column says {total} {title}, the tab shows {have} people who sent one; "
        "{need} are needed."
    ),
    "references.disagrees": (
        "The column says {total} {title}; the tab shows {have} people who sent one."
    ),
    "references.waiting": "(Not in yet: {names}.)",
    "references.once": "({name} stands there more than once and counts once.)",
    "references.roles_untracked": "(Who the raters are to the applicant is not tracked here.)",
    "references.vouching_untracked": (
        "(What the raters hold, or whether they were vetted, is not tracked here.)"
    ),
    # exam
    "exam.meets": "Appears to meet: {title} passed{when}.",
    "exam.open": "Not yet: {title}: {state}.",
    "exam.unclear": "Cannot tell whether the {title} is passed: {state}.",
    "exam.blank": 'Cannot tell: {title} is blank. Type the date, or "no" if it is not passed.',
    "exam.unreadable": "Cannot tell whether the {title} is passed: {problem}",
    "exam.ahead": "Cannot tell: {title} bears a date ahead, {day}.",
    "exam.two_answers": (
        'Cannot tell: the column of the {title} says "{column}", and the tab of results says '
        "otherwise."
    ),
    "exam.transition": (
        "Cannot tell: the {title} was asked when the application was decided on {day}, and is "
        "asked no longer. What holds for people in between is not published."
    ),
    "exam.none_asked": "No {title} is asked of this category.",
    "exam.pass_mark": "(Each part needs {mark} per cent.)",
    # numbers of things
    "count.open.served": "Not yet: {have} of {need} {title}.",
    "count.unclear": (
        "Cannot tell: {have} of {need} {title} are certain; rows in doubt could make it enough."
    ),
    "count.two_figures": (
        "Cannot tell: the column says {total} {title}, the tab adds up to {have}; "
        "{need} are needed."
    ),
    "count.disagrees": "The column says {total} {title}; the tab adds up to {have}.",
    # clocks
    "clock.meets": "Appears to meet: {title}, done on {day}, in time ({last}).",
    "clock.runs": "In time: {title}, by {last}.",
    "clock.open": "Not yet: {title}; it is due by {last}.",
    "clock.over": "The time for {title} ended on {last}: {then}.",
    "clock.then": "(After that: {then}.)",
    "clock.stopped": "Nothing to do: {title} was done on {day}.",
    "clock.stopped_late": "Nothing to do now: {title} was done on {day}, after {last}.",
    "clock.ahead": "The time for {title} does not run yet; it starts on {day}.",
    "clock.blank": "Cannot tell how long there is for {title}: {field} is blank.",
    "clock.unreadable": "Cannot tell how long there is for {title}: {field}: {problem}",
    "clock.none": "No time is set for {title}.",
    # fees
    "fee.meets": "Appears to meet: {title} paid.",
    "fee.meets.late": "Appears to meet: {title} paid, and the late fee of {late} too.",
    "fee.open": "Not yet paid: {title}{sum}; by {due}.",
    "fee.open.undated": "Not yet paid: {title}{sum}.",
    "fee.open.old": "Not yet paid again: {title}{sum}; by {due}. (The last time was {day}.)",
    "fee.gap": "Not paid by {due}: {title}{sum}.",
    "fee.gap.old": "Not paid again by {due}: {title}{sum}. (The last time was {day}.)",
    "fee.blank": 'Cannot tell: {title} is blank. Type the date, or "no" if it is not paid.',
    "fee.unreadable": "Cannot tell whether it is paid: {title}: {problem}",
    "fee.future": "Cannot tell: {title} bears a date ahead, {day}.",
    "fee.late.missing": ("The late fee of {late} is not paid: {title} came on {day}, after {due}."),
    "fee.late.blank": (
        "Cannot tell whether the late fee of {late} is paid: the cell is blank, and {title} came "
        "on {day}, after {due}."
    ),
    "fee.late.unreadable": (
        "Cannot tell whether the late fee of {late} is paid: {title} came on {day}, after {due}, "
        "and of the late fee: {problem}"
    ),
    "fee.late_too": "(A late fee of {late} is owed besides.)",
    "fee.late_untracked": "(It came after the due date: a late fee of {late} may be owed besides.)",
    "fee.none": "No {title} is asked.",
}

BRIEF: Mapping[str, str] = {
    "work.open": "{short_title}: {done} of {asked}",
    "work.open.going_on": "{short_title}: {done} of {asked}",
    "work.unclear": "{short_title}: only {done} certain",
    "work.two_figures": "{short_title}: depends on which figure is right",
    "work.disagrees": "{short_title}: column says {column}, jobs {done}",
    "work.blank": "{short_title}: years are blank",
    "work.unreadable": "{short_title}: years cannot be read",
    "education.open": "{short_title}: not yet",
    "education.unclear": "{short_title}: cannot tell",
    "references.number": "{short_title}: {have} of {need}",
    "references.number.unclear": "{short_title}: only {have} certain",
    "references.since.unclear": "{short_title}: are they new?",
    "references.roles": "{short_title}: a role is missing",
    "references.roles.unclear": "{short_title}: a role is not plain",
    "references.vouching": "{short_title}: none endorsed or vetted",
    "references.vouching.unclear": "{short_title}: is one endorsed or vetted?",
    "references.two_figures": "{short_title}: depends on which figure is right",
    "references.disagrees": "{short_title}: column says {total}, tab {have}",
    "exam.open": "{short_title}: not passed yet",
    "exam.unclear": "{short_title}: a result is not plain",
    "exam.blank": "{short_title}: blank",
    "exam.unreadable": "{short_title}: cannot be read",
    "exam.ahead": "{short_title}: dated ahead",
    "exam.two_answers": "{short_title}: column and tab differ",
    "exam.transition": "{short_title}: asked then, not now",
    "count.open.served": "{short_title}: {have} of {need}",
    "count.unclear": "{short_title}: only {have} certain",
    "count.two_figures": "{short_title}: depends on which figure is right",
    "count.disagrees": "{short_title}: column says {total}, tab {have}",
    "clock.open": "{short_title}: by {last}",
    "clock.over": "{short_title}: the time ended on {last}",
    "clock.blank": "{short_title}: a date is blank",
    "clock.unreadable": "{short_title}: a date cannot be read",
    "fee.open": "{short_title}: not paid",
    "fee.open.undated": "{short_title}: not paid",
    "fee.open.old": "{short_title}: last paid {day}",
    "fee.gap": "{short_title}: not paid",
    "fee.gap.old": "{short_title}: last paid {day}",
    "fee.blank": "{short_title}: blank",
    "fee.unreadable": "{short_title}: cannot be read",
    "fee.future": "{short_title}: dated ahead",
    "fee.late.missing": "{short_title}: late fee not paid",
    "fee.late.blank": "{short_title}: late fee is blank",
    "fee.late.unreadable": "{short_title}: late fee cannot be read",
}
