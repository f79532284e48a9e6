"""What a formula says in its cell: headings, answers, and what to mend in its arguments."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "formula.heading": "{header} (as of {day})",
    # what is to be mended in the arguments
    "formula.unknown": 'There is no formula "{name}". Its name begins with ROSTER_.',
    "formula.missing": "{name}: {argument} is blank. {help}",
    "formula.too_many": "{name} takes {most} arguments at the most. Take one off at the end.",
    "formula.too_large": (
        "This is too much for one formula: {cells} cells, and {most} are the most. Take smaller "
        "ranges, such as A1:K5000, or let the nightly check do it."
    ),
    "formula.failed": (
        "{name} could not be worked out: something went wrong in Rostercheck itself, and nothing "
        "was changed. Please tell whoever looks after it."
    ),
    "formula.wire": (
        "A cell came in a form that Rostercheck does not know. Please tell whoever looks after it."
    ),
    "formula.argument": "{argument}: {problem}",
    "formula.one_cell": "{argument}: one cell is meant here, and this range holds several.",
    "formula.one_column": "{argument}: one cell or one column is meant here, such as A2:A400.",
    "formula.error_cell": "{argument}: the cell shows {error}. Mend the formula in it first.",
    "formula.far_day": "{argument}: {day} is too far away. Look at the year again.",
    "formula.no_table": (
        "{argument}: no header row was found in this range. Let the range begin with the headers, "
        "such as Name, Category, Status; if yours read otherwise, name them in settings."
    ),
    "formula.no_people": (
        "{argument}: this range looks like {kind}, not like a list of people. Take the range with "
        "the names, categories and dates of your members first."
    ),
    "formula.kind.training": "a training log",
    "formula.kind.rsc": "an RSC log",
    "formula.kind.memberships": "a list of memberships",
    "formula.kind.references": "a list of references",
    "formula.kind.work": "a work history",
    "formula.kind.exam": "a list of exam results",
    "formula.kind.providers": "a list of RSC providers",
    "formula.kind.education": "a list of degrees",
    "formula.kind.waivers": "a list of waivers",
    "formula.kind.roster": "a list of people",
    "formula.column_unsure": (
        'In {sheet}, the column "{header}" may hold {label}, but that is not sure, so it was not '
        "read. Name it in settings if it does."
    ),
    # settings
    "formula.settings.line": "settings, line {line}: {problem}",
    "formula.settings.rules": 'There are no rules called "{said}".{near}',
    "formula.settings.date_order": (
        'The date order cannot be "{said}". Type month first (3/4/25 is 4 March) or day first '
        "(3/4/25 is 3 April)."
    ),
    "formula.settings.language": 'The language cannot be "{said}". It can be {known}.',
    "formula.settings.no_name": (
        "Nothing stands in the first column. Type rules, date order, language, or a header of "
        "yours."
    ),
    "formula.settings.column": (
        '"{header}" cannot be read as "{said}".{near} Type what the column holds, such as '
        "training hours, or: not read."
    ),
    "formula.settings.table": 'The third column cannot be "{said}" here. It can be {known}.',
}

BRIEF: Mapping[str, str] = {}
