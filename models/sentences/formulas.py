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
    "formula.header_gone": (
        'Settings name the column "{header}", and none of these ranges has it. Look at its header '
        "again."
    ),
    "formula.column_unsure": (
        'In {sheet}, the column "{header}" may hold {label}, but that is not sure, so it was not '
        "read. Name it in settings if it does."
    ),
    # one person
    "formula.nobody": 'Nobody called "{who}" stands in the list of people.{near}',
    "formula.near": " Is one of these meant: {names}?",
    "formula.person": "{name}, {codes}, row {row}",
    # logs
    "formula.no_log": (
        "{argument}: this range looks like {kind}, not like a log of hours. It needs a header row "
        "with a name or an id, hours, and a date."
    ),
    "formula.two_people": '"{who}" is more than one person in this log: {ids}. Name one of these.',
    "formula.near_name": 'Nobody called "{who}" stands in this log. Is "{near}" meant?',
    "formula.not_so_named": (
        '"{who}" cannot be found: this log names people by {columns}. Ask for them so.'
    ),
    "formula.from_to": "from_day ({first}) is after to_day ({last}). Change them round.",
    "formula.topic": 'topic: "{said}" is no topic of these rules.{near}',
    "formula.no_topics": (
        "topic: this log has no column that tells the topic. Add a column with the header Topic, "
        "with words such as {known}."
    ),
    "formula.hours_unclear": "{hours} for certain; please look at {list}.",
    "formula.doubt": "row {row} ({why})",
    "formula.doubts_more": "and {more} more",
    "formula.months": "months: {months} is no length of time to look for. Type a number like 12.",
    # who gave RSC
    "formula.provider.counts": "Counts",
    "formula.provider.out": "Does not count",
    "formula.provider.unread": "This line cannot be read. Type provider, receiver and day.",
    "formula.provider.no_receiver": '"{who}" does not stand in the list of people.',
    "formula.provider.no_category": (
        "Nothing can be asked of {name}: the category or the status in the list of people is "
        "blank or not known, or nothing is asked in that status."
    ),
    "formula.provider.untold": (
        "These tabs do not say what any of these providers hold. Give the tab of providers too, "
        "or write their categories in the list of people."
    ),
    "formula.provider.no_rules": "{pack}: these rules do not say who may give RSC.",
    # rules
    "formula.not_asked": "{rule} is not asked of {codes} by the rules of {day}.",
    "formula.nothing_asked": "Nothing is asked by this rule on {day}.",
    "formula.no_rule": '{argument}: there is no "{said}" in the rules of {pack}.{near}',
    "formula.own_check": (
        "{rule} is a check of what stands in your sheet, and no rule of an association: it is "
        "the same for everybody. The finding says what to mend."
    ),
    "formula.rule.category": "Category",
    "formula.rule.what": "What is asked",
    "formula.rule.details": "Details",
    "formula.rule.from": "From",
    "formula.rule.until": "Until",
    "formula.rule.source": "Source",
    # which category may fit
    "formula.suggest.none": "The rules of {pack} do not say which category fits whom.",
    "formula.suggest.question": (
        'answers, line {line}: "{said}" is not asked here. What can be asked: {known}.'
    ),
    "formula.suggest.category": "Category",
    "formula.suggest.code": "Code",
    "formula.suggest.fit": "Fit",
    "formula.suggest.for_it": "What speaks for it",
    "formula.suggest.against": "What speaks against it",
    "formula.suggest.missing": "Still asked",
    "formula.suggest.ask": "Ask",
    "formula.suggest.source": "Source",
    # settings
    "formula.settings.line": "settings, line {line}: {problem}",
    "formula.settings.rules": 'There are no rules called "{said}".{near}',
    "formula.settings.date_order": (
        'The date order cannot be "{said}". Type month first (3/4/25 is 4 March) or day first '
        "(3/4/25 is 3 April)."
    ),
    "formula.settings.language": 'The language cannot be "{said}". It can be {known}.',
    "formula.settings.others": (
        'Other columns cannot be "{said}". Type read, or not read, for the columns that are not '
        "named here."
    ),
    "formula.settings.no_name": (
        "Nothing stands in the first column. Type rules, date order, language, or a header of "
        "yours."
    ),
    "formula.settings.no_value": (
        'Nothing stands beside "{said}". Settings take two columns: what is set, and what it is '
        "set to, such as rules and wisconsin."
    ),
    "formula.settings.column": (
        '"{header}" cannot be read as "{said}".{near} Type what the column holds, such as '
        "training hours, or: not read."
    ),
    "formula.settings.table": 'The third column cannot be "{said}" here. It can be {known}.',
}

BRIEF: Mapping[str, str] = {}
