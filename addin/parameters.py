"""The arguments that several sheet functions share, each described once.

Names are plain words that are reserved in none of the languages that a host generates.
"""

from __future__ import annotations

from addin.registry import Parameter, Takes

ROWS = Parameter(
    "rows",
    Takes.TABLE,
    "Your list of people with its header row, such as Members!A1:K400. Begin in row 1, so that "
    "rows are counted as on the screen. The answer has one line for each row.",
)
TRAINING = Parameter(
    "training",
    Takes.TABLE,
    "The training log with its header row, if you keep one on another tab. Leave it out if hours "
    "stand in the list of people.",
    optional=True,
)
RSC = Parameter(
    "rsc",
    Takes.TABLE,
    "The log of reflective supervision (RSC) with its header row, if you keep one on another tab.",
    optional=True,
)
AS_OF = Parameter(
    "as_of",
    Takes.CELL,
    "The day to judge by: a cell with a date, such as Settings!B1. Left out, it is the day on "
    "which the formula was worked out.",
    optional=True,
)
SETTINGS = Parameter(
    "settings",
    Takes.TABLE,
    "The name of your rules, such as wisconsin; or two columns with one setting a line: rules, "
    "date order (month first or day first), language, and headers of yours with what they mean.",
    optional=True,
)
PROVIDERS = Parameter(
    "providers",
    Takes.TABLE,
    "The tab of people who give reflective supervision, with its header row, if you keep one.",
    optional=True,
)
_MORE = (
    "Another tab with its header row, recognised by its headers as the nightly check does: "
    "memberships, references, work, exam, education, waivers, or more people."
)
MORE = tuple(Parameter(f"more{at}", Takes.TABLE, _MORE, optional=True) for at in range(1, 7))
"""As many as there are further kinds of tabs."""

BOOK = (ROWS, TRAINING, RSC, AS_OF, SETTINGS, PROVIDERS, *MORE)
"""A whole workbook, judged on a day."""

PERSON = Parameter(
    "person",
    Takes.CELL,
    "Whom to explain: a cell with the name, the number or the e-mail as it stands in your list.",
)
PEOPLE = Parameter(
    "person",
    Takes.COLUMN,
    "A cell with the name, the number or the e-mail as it stands in the log; or a column of them, "
    "which gives one line for each.",
)
LOG = Parameter(
    "log", Takes.TABLE, "The training log or the RSC log, with its header row, such as Log!A1:F900."
)
TOPIC = Parameter(
    "topic",
    Takes.CELL,
    "Count only hours of this topic, such as DEI. Left out, all hours are counted.",
    optional=True,
)
FROM_DAY = Parameter(
    "from_day",
    Takes.CELL,
    "Count from this day on. Left out, from the first entry on.",
    optional=True,
)
TO_DAY = Parameter(
    "to_day",
    Takes.CELL,
    "Count up to this day, that day included. Left out, up to the last entry.",
    optional=True,
)
RSC_LOG = Parameter("rsc", Takes.TABLE, "The log of reflective supervision with its header row.")
MONTHS = Parameter(
    "months",
    Takes.CELL,
    "How long the stretch may be, in months; 12 if left out.",
    optional=True,
)
PROVIDER = Parameter(
    "provider",
    Takes.COLUMN,
    "Who gave the supervision: a cell with the name as it stands in your list or in your tab of "
    "providers; or a column of them, which gives one line for each.",
)
RECEIVER = Parameter(
    "receiver",
    Takes.COLUMN,
    "Who received it: a cell with the name as it stands in your list; or a column as long as that "
    "of the providers.",
)
SESSION_DAY = Parameter(
    "day",
    Takes.COLUMN,
    "The day of the session: a cell with a date; or a column as long as that of the providers.",
)
CATEGORY = Parameter(
    "category", Takes.CELL, "The category, as a code or in words: IFS, or Level II."
)
CATEGORIES = Parameter(
    "text",
    Takes.COLUMN,
    "What somebody wrote for a category, such as Level II; or a column of it, which gives one "
    "line for each.",
)
REQUIREMENT = Parameter(
    "requirement",
    Takes.CELL,
    "The name of the requirement, such as renewal.training. It stands in the Gaps tab under Rule.",
)
RULE = Parameter(
    "rule",
    Takes.CELL,
    "The name of the rule, such as renewal.rsc. It stands in the Gaps tab under Rule.",
)
SAID = Parameter(
    "answers",
    Takes.TABLE,
    "Two columns, one answer a line: what is asked, and what was said. Asked may be: work, ages, "
    "gives RSC, holds, degree, licence, work years, families, training hours, RSC hours.",
)
