"""What is wrong with a cell: what stands there, in quotes, and what to type instead."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "cell.error": ("{raw} is the error of a formula. Mend the formula, or type the value itself."),
    "cell.uncalculated": (
        "The formula in this cell has no result yet. "
        "Open the file in the spreadsheet program, let it calculate, and save it."
    ),
    "cell.too_long": (
        "{raw} is longer than the 15 digits that a spreadsheet keeps of a number. "
        "Type it with an apostrophe before it, such as '1234567890123456."
    ),
    "cell.email": "{raw} is not an e-mail address. Type one such as ann@example.org.",
    "cell.email.two": "{raw} holds more than one address. Leave the main one.",
    "cell.count": "{raw} is not a whole number. Type a number such as 10, without other words.",
    "cell.yes_no": "{raw} is neither yes nor no. Type yes or no, or leave the cell blank.",
    "cell.signed": (
        "{raw} is neither a date nor yes or no. Type the date, such as 4 Mar 2025, or yes or no."
    ),
    # dates
    "cell.date": "{raw} is not a date. Type a date such as 4 Mar 2025, or leave the cell blank.",
    "cell.date.number": "{raw} is a number, not a date. Type a date such as 4 Mar 2025.",
    "cell.date.either": (
        "{raw} could be {day} {month} or {other_day} {other_month} {year}. "
        "Write the month as a word, such as 4 Mar 2025."
    ),
    "cell.date.weekday": "{raw} names the wrong weekday. Type a date such as 4 Mar 2025.",
    "cell.date.no_month": (
        "{raw} is not a date: there is no month {month}. Type a date such as 4 Mar 2025."
    ),
    "cell.date.no_day": (
        "{raw} is not a date: {month} {year} has {days} days. Type a date such as 4 Mar 2025."
    ),
    "cell.date.odd_year": (
        "{raw} names the year {year}, which cannot be right here. Type a date such as 4 Mar 2025."
    ),
    "cell.date.century": (
        "{raw} could mean the year 19{digits} or 20{digits}. Type the year with four digits."
    ),
    "cell.date.against_mdy": (
        "{raw} has no month {month}: dates here are read as month/day/year. "
        "Write the month as a word, such as 4 Mar 2025."
    ),
    "cell.date.against_dmy": (
        "{raw} has no month {month}: dates here are read as day/month/year. "
        "Write the month as a word, such as 4 Mar 2025."
    ),
    "cell.date.not_full": (
        "{raw} is not a full date with day, month and year. Type a date such as 4 Mar 2025."
    ),
    "cell.date.two": "{raw} holds more than one date. Type one date such as 4 Mar 2025.",
    "cell.date.beside": "{raw} holds more than a date. Type only the date, such as 4 Mar 2025.",
    # hours
    "cell.hours": (
        "{raw} is not a number of hours that can be counted. Type a number such as 12 or 12.5."
    ),
    "cell.hours.date": (
        "{raw} is a date here, perhaps turned into one by the sheet. "
        "Type a number such as 12 or 12.5."
    ),
    "cell.hours.tick": "{raw} is a tick, not a number of hours. Type a number such as 12 or 12.5.",
    "cell.hours.below_zero": "{raw} is less than zero. Type a number such as 12 or 12.5.",
    "cell.hours.too_many": (
        "{raw} is more hours than can be right. Type a number such as 12 or 12.5."
    ),
    "cell.hours.unknown": (
        "{raw} may mean none or not known. Type 0 if there are none, or leave the cell blank."
    ),
    "cell.hours.credits": (
        "{raw} is not in clock hours. Type the clock hours, such as 12 or 12.5."
    ),
    "cell.hours.days": "{raw} is not in hours. Type the clock hours, such as 12 or 12.5.",
    "cell.hours.time": (
        "{raw} is a time of day, not a number of hours. Type how long it took, such as 1.5."
    ),
    "cell.hours.lost_time": (
        "{raw} may be a length of time, {time}, that came without its format. "
        "Type which it is, with its unit: {hours} h or {minutes} min."
    ),
    "cell.hours.range": (
        "{raw} could be more than one number. Type one number of hours, such as 12 or 12.5."
    ),
    "cell.hours.sum": (
        "{raw} is a sum to be worked out. Type the one number that comes out, such as 12.5."
    ),
    "cell.hours.comma": (
        "{raw} could be read in two ways. Type it without a comma, such as 1500 or 1.5."
    ),
    "cell.hours.fraction": "{raw} could be a fraction or a date. Type a number such as 0.75.",
    # years, shares, scores
    "cell.years": "{raw} is not a number of years. Type a number of years such as 2 or 2.5.",
    "cell.years.below_zero": "{raw} is less than zero. Type a number of years such as 2 or 2.5.",
    "cell.years.too_many": (
        "{raw} is more years than can be right. Type a number of years such as 2 or 2.5."
    ),
    "cell.score": (
        "{raw} is not a score that can be read. "
        "Type per cent with the sign, such as 85%, or points such as 51 of 60."
    ),
    "cell.score.either": (
        "{raw} could be points or per cent. "
        "Type per cent with the sign, such as 85%, or points such as 51 of 60."
    ),
    "cell.share": (
        "{raw} is not a share of full time. "
        "Type the share of full time, such as 0.5, 50% or full time."
    ),
    # one of a few words
    "cell.degree": (
        "{raw} does not name one finished degree. "
        "Type the highest degree that is finished, such as BA, MSW, CDA or none."
    ),
    "cell.licence": ("{raw} does not say whether there is a licence. Type yes, eligible or no."),
    "cell.band": (
        "{raw} is not an age band that we know. "
        "Type infant (up to 36 months), early (3 up to 6 years) or both."
    ),
    "cell.used_for": "{raw} is not a use of hours that we know. Type application or renewal.",
    "cell.audit": (
        "{raw} is not a state of an audit that we know. Type selected, passed, failed or none."
    ),
    "cell.paid": (
        "{raw} is not an answer whether the work is paid that we know. Type paid or volunteer."
    ),
    "cell.result": "{raw} is not a result of an exam that we know. Type passed or failed.",
    "cell.part": "{raw} is not a part of the exam that we know. Type 1 or 2.",
    "cell.rater_role": (
        "{raw} is not a role of a rater that we know. Type supervisor, RSC provider, colleague, "
        "teacher, supervisee, parent or other."
    ),
    "cell.work_kind": (
        "{raw} is not a kind of work that we know. Type direct, giving RSC, internship, "
        "leadership, policy, teaching, research, volunteer or other."
    ),
    "cell.standing": (
        "{raw} is not a status of an RSC provider that we know. "
        "Type endorsed, emerging, vetted, inactive, lapsed, sanctioned or removed."
    ),
    "cell.waiver_kind": (
        "{raw} is not a kind of waiver that we know. Type extension, leave, amnesty or hours."
    ),
    "cell.membership_kind": (
        "{raw} is not a kind of membership that we know. Type individual or organisational."
    ),
    # category, status, waivers
    "cell.category": "{raw} is no category that we know. Type a code such as {examples}.",
    "cell.category.near": "{raw} is no category that we know. Is {meant} meant?",
    "cell.category.two": "{raw} is {two_readings}.",
    "cell.category.unknown": "This is no category that we know.",
    "cell.status": "{raw} is no status that we know. Known: {known}.",
    "cell.waiver.who": "{raw} could be row {rows} of the roster. Type the id.",
    "cell.waiver.nobody": (
        "{raw} is nobody of the roster, no category, no cohort, and not everyone."
    ),
    "cell.waiver.unnamed": "nobody is named. Type a name, a category, a cohort or everyone.",
    "cell.waiver.what": (
        "{raw} is no requirement that we know. Type for example training, RSC, membership or all."
    ),
    "cell.in_column": "{field}: {problem}",
}

BRIEF: Mapping[str, str] = {}
