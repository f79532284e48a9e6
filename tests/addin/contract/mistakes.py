"""Arguments that cannot be right: one cell with a sentence that says where, what, what to do."""

from __future__ import annotations

from tests.addin.contract.case import AS_OF, WISCONSIN, Case, error, members
from tests.addin.contract.checking import BOTH, LOG

NO_TABLE = (
    ": no header row was found in this range. Let the range begin with the headers, such as Name, "
    "Category, Status; if yours read otherwise, name them in settings."
)
ORDER = (
    "settings, line 2: The date order cannot be \"American\". Type month first (3/4/25 is 4 March) "
    "or day first (3/4/25 is 3 April)."
)  # fmt: skip


def _settings(*lines: list[str]) -> list[object]:
    return [BOTH, None, None, AS_OF, [list(line) for line in lines]]


CASES = (
    Case("no rows", "ROSTER_CHECK", [None, None, None, AS_OF, WISCONSIN],
         [["ROSTER_CHECK: rows is blank. Your list of people with its header row, such as "
           "Members!A1:K400. Begin in row 1, so that rows are counted as on the screen. The "
           "answer has one line for each row."]]),
    Case("rows without headers", "ROSTER_CHECK", [BOTH[1:], None, None, AS_OF, WISCONSIN],
         [[f"rows{NO_TABLE}"]]),
    Case("one cell for rows", "ROSTER_STATUS", ["Ana Ruiz"], [[f"rows{NO_TABLE}"]]),
    Case("a log for rows", "ROSTER_CHECK", [LOG, None, None, AS_OF, WISCONSIN],
         [["rows: this range looks like a training log, not like a list of people. Take the "
           "range with the names, categories and dates of your members first."]]),
    Case("a log without headers", "ROSTER_CHECK", [BOTH, LOG[1:], None, AS_OF, WISCONSIN],
         [[f"training{NO_TABLE}"]]),
    Case("a list of people for a training log", "ROSTER_CHECK",
         [BOTH, BOTH, None, AS_OF, WISCONSIN],
         [["training: this range looks like a list of people, not like a log of hours. It needs a "
           "header row with a name or an id, hours, and a date."]]),
    Case("one column of settings", "ROSTER_CHECK", _settings(["wisconsin"], ["month first"]),
         [['settings, line 1: Nothing stands beside "wisconsin". Settings take two columns: what '
           "is set, and what it is set to, such as rules and wisconsin."]]),
    Case("a list of people for a log", "ROSTER_HOURS", ["Ana Ruiz", BOTH],
         [["log: this range looks like a list of people, not like a log of hours. It needs a "
           "header row with a name or an id, hours, and a date."]]),
    Case("rules that there are not", "ROSTER_CHECK", [BOTH, None, None, AS_OF, "wisconsen"],
         [['settings: There are no rules called "wisconsen". Is "wisconsin" meant?']]),
    Case("an error where the settings should stand", "ROSTER_NEED",
         ["IFS", "renewal.training", AS_OF, error("#REF!")],
         [["settings: the cell shows #REF!. Mend the formula in it first."]]),
    Case("a day that is none", "ROSTER_CHECK", [BOTH, None, None, "next week", WISCONSIN],
         [['as_of: "next week" is not a date. Type a date such as 4 Mar 2025, or leave the cell '
           "blank."]]),
    Case("a day too far away", "ROSTER_CHECK", [BOTH, None, None, "2180-01-01", WISCONSIN],
         [["as_of: 1 Jan 2180 is too far away. Look at the year again."]]),
    Case("a day that is an error", "ROSTER_CHECK", [BOTH, None, None, error("#NAME?"), WISCONSIN],
         [["as_of: the cell shows #NAME?. Mend the formula in it first."]]),
    Case("several days", "ROSTER_CHECK", [BOTH, None, None, [["2026-01-01"], ["2026-02-01"]]],
         [["as_of: one cell is meant here, and this range holds several."]]),
    Case("no such date order", "ROSTER_CHECK",
         _settings(["rules", "wisconsin"], ["date order", "American"]), [[ORDER]]),
    Case("no such language", "ROSTER_CHECK", _settings(["language", "fr"]),
         [['settings, line 1: The language cannot be "fr". It can be en, es.']]),
    Case("no such field", "ROSTER_CHECK",
         _settings(["rules", "wisconsin"], ["Zzz", "training houres"]),
         [['settings, line 2: "Zzz" cannot be read as "training houres". Is "training hours" '
           "meant? Type what the column holds, such as training hours, or: not read."]]),
    Case("too many arguments", "ROSTER_CATEGORY", ["IFS", None, "x"],
         [["ROSTER_CATEGORY takes 2 arguments at the most. Take one off at the end."]]),
    Case("a block where one column is meant", "ROSTER_CATEGORY", [[["IFS", "IFA"], ["IFS", "x"]]],
         [["text: one cell or one column is meant here, such as A2:A400."]]),
    Case("no such formula", "ROSTER_CHEK", [members()],
         [['There is no formula "ROSTER_CHEK". Its name begins with ROSTER_.']]),
)  # fmt: skip

HUGE = (
    Case("more than can be answered in time", "ROSTER_CHECK",
         [[["Name", "Category"], *[["Ana Ruiz", "IFA"]] * 500_000]],
         [["This is too much for one formula: 1,000,002 cells, and 1,000,000 are the most. Take "
           "smaller ranges, such as A1:K5000, or let the nightly check do it."]]),
)  # fmt: skip
"""Apart from the others, because not every host can hold so much."""
