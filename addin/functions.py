"""All sheet functions, in the order of the manual, and the one entry of every host: `answer`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from addin import checking, explaining, hours, parameters, providers, rules, suggesting, words
from addin.answering import answered
from addin.registry import Answers, SheetFunction

FUNCTIONS: tuple[SheetFunction, ...] = (
    SheetFunction(
        "ROSTER_CHECK",
        "Holds every row of your list against the rules: status, what is missing, and the next "
        "due date, one line for each row. Put it at the right, into the row in which the range "
        "begins; it fills down by itself.",
        parameters.BOOK,
        '=ROSTER_CHECK(A1:K400, Training!A1:F900, RSC!A1:F900, Settings!B1, "wisconsin")',
        checking.check,
    ),
    SheetFunction(
        "ROSTER_STATUS",
        "The status of every row of your list, one line for each row.",
        parameters.BOOK,
        '=ROSTER_STATUS(A1:K400, , , Settings!B1, "wisconsin")',
        checking.status,
    ),
    SheetFunction(
        "ROSTER_MISSING",
        "What every row of your list is missing, one line for each row.",
        parameters.BOOK,
        '=ROSTER_MISSING(A1:K400, , , Settings!B1, "wisconsin")',
        checking.missing,
    ),
    SheetFunction(
        "ROSTER_DUE",
        "The day by which every row of your list has something to mend or falls due next, one "
        "line for each row.",
        parameters.BOOK,
        '=ROSTER_DUE(A1:K400, , , Settings!B1, "wisconsin")',
        checking.due,
    ),
    SheetFunction(
        "ROSTER_EXPLAIN",
        "Everything that holds for one person: each requirement with its outcome, what is there, "
        "what is needed, by when, what to do next, and where the rule comes from.",
        (parameters.PERSON, *parameters.BOOK),
        '=ROSTER_EXPLAIN("Jordan Smith", Members!A1:K400, Training!A1:F900, , , "wisconsin")',
        explaining.explain,
    ),
    SheetFunction(
        "ROSTER_HOURS",
        "The hours that a log holds for a person, of one topic and between two days if you like.",
        (
            parameters.PEOPLE,
            parameters.LOG,
            parameters.TOPIC,
            parameters.FROM_DAY,
            parameters.TO_DAY,
            parameters.SETTINGS,
        ),
        '=ROSTER_HOURS(A2, Training!A1:F900, "DEI", DATE(2026,1,1), DATE(2026,12,31))',
        hours.hours,
    ),
    SheetFunction(
        "ROSTER_BEST_WINDOW",
        "The stretch of time in which a person received most hours of supervision: hours, first "
        "day, last day.",
        (parameters.PEOPLE, parameters.RSC_LOG, parameters.MONTHS, parameters.SETTINGS),
        "=ROSTER_BEST_WINDOW(A2, RSC!A1:F900, 12)",
        hours.best_window,
    ),
    SheetFunction(
        "ROSTER_PROVIDER_OK",
        "Whether supervision from this provider counts for this receiver on that day, and why.",
        (
            parameters.PROVIDER,
            parameters.RECEIVER,
            parameters.SESSION_DAY,
            parameters.ROWS,
            parameters.SETTINGS,
            parameters.PROVIDERS,
            *parameters.MORE,
        ),
        '=ROSTER_PROVIDER_OK(D2, A2, B2, Members!A1:K400, "wisconsin", Providers!A1:F60)',
        providers.provider_ok,
    ),
    SheetFunction(
        "ROSTER_NEED",
        "How much a requirement asks of a category on a day: a number, or a sentence where it is "
        "not a number.",
        (
            parameters.CATEGORY,
            parameters.REQUIREMENT,
            parameters.AS_OF,
            parameters.SETTINGS,
        ),
        '=ROSTER_NEED("IFS", "renewal.training", Settings!B1, "wisconsin")',
        rules.need,
    ),
    SheetFunction(
        "ROSTER_CATEGORY",
        "The code of a category, whatever way it was written: Level II gives FS.",
        (parameters.CATEGORIES, parameters.SETTINGS),
        "=ROSTER_CATEGORY(C2:C400)",
        words.category,
    ),
    SheetFunction(
        "ROSTER_SUGGEST",
        "Which categories may fit somebody, from a few answers: a first look, never a verdict.",
        (parameters.SAID, parameters.AS_OF, parameters.SETTINGS),
        '=ROSTER_SUGGEST(A1:B6, Settings!B1, "wisconsin")',
        suggesting.suggest,
    ),
    SheetFunction(
        "ROSTER_RULE",
        "What a rule asks, of whom, and where it comes from.",
        (parameters.RULE, parameters.SETTINGS, parameters.AS_OF),
        '=ROSTER_RULE("renewal.rsc", "wisconsin", Settings!B1)',
        rules.rule,
    ),
    SheetFunction(
        "ROSTER_VERSION",
        "Which version of Rostercheck answers here.",
        (),
        "=ROSTER_VERSION()",
        words.version,
    ),
)

_BY_NAME = {one.name: one for one in FUNCTIONS}


def function(name: str) -> SheetFunction:
    """Give a function by its name. Raises KeyError where there is none."""
    return _BY_NAME[name]


def answer(name: str, arguments: Sequence[object], today: date) -> Answers:
    """Answer a formula: the one entry of every host. It never raises.

    name: of the function, in capitals or not. arguments: in the order of its parameters, as the
    host has them: None for one that was left out, one value, a flat list (a row), or a list of
    rows; later ones may be missing. today: the day at the host, for where no day is given.
    Returns rows of equal length of text, numbers and TRUE or FALSE; "" is blank, a date is text
    in ISO form. What cannot be answered is one cell with a sentence: what, where, what to do.
    """
    return answered(_BY_NAME.get(name.strip().upper()), name, arguments, today)
