"""ROSTER_CHECK and its three columns: one line for each row of the list of people."""

from __future__ import annotations

from tests.addin.contract.case import AS_OF, WISCONSIN, Case, day, member, members

ANA, BO = member("Ana Ruiz", 15), member("Bo Chen", 6)
BOTH = members(ANA, BO)
STATUS = "Status (as of 2026-11-22)"
HEADS = [STATUS, "What is missing", "Next due"]
MEETS = ["Appears to meet", "", "2026-12-31"]
SHORT = ["Open", "• training: 6 of 15 h", "2026-12-31"]
LOG = [
    ["Name", "Date", "Hours", "Title"],
    ["Ana Ruiz", day("2026-02-01"), 9, "Attachment"],
    ["Ana Ruiz", day("2026-03-01"), 6, "Play"],
    ["Bo Chen", day("2026-02-01"), 6, "Attachment"],
    ["Bo Chen", day("2025-02-01"), 12, "Sleep"],
]
NAMES = [["Name", "Category", "Date endorsed"], ANA[:3], BO[:3]]

CASES = (
    Case("everybody", "ROSTER_CHECK", [BOTH, None, None, AS_OF, WISCONSIN], [HEADS, MEETS, SHORT]),
    Case(
        "after the deadline what is short is a gap",
        "ROSTER_CHECK",
        [BOTH, None, None, day("2027-01-15"), WISCONSIN],
        [
            ["Status (as of 2027-01-15)", "What is missing", "Next due"],
            ["Appears to meet", "", ""],
            ["Gap", "• training: 6 of 15 h", "2026-12-31"],
        ],
    ),
    Case("without a day it is today", "ROSTER_CHECK", [BOTH, None, None, None, WISCONSIN],
         [HEADS, MEETS, SHORT]),
    Case("the status alone", "ROSTER_STATUS", [BOTH, None, None, AS_OF, WISCONSIN],
         [[STATUS], ["Appears to meet"], ["Open"]]),
    Case("what is missing alone", "ROSTER_MISSING", [BOTH, None, None, AS_OF, WISCONSIN],
         [["What is missing (as of 2026-11-22)"], [""], ["• training: 6 of 15 h"]]),
    Case("the next due date alone", "ROSTER_DUE", [BOTH, None, None, AS_OF, WISCONSIN],
         [["Next due (as of 2026-11-22)"], ["2026-12-31"], ["2026-12-31"]]),
    Case("hours of a log on another tab; those of last year do not count", "ROSTER_CHECK",
         [NAMES, LOG, None, AS_OF, WISCONSIN], [HEADS, MEETS, SHORT]),
    Case("a title, a blank row, a heading and a total are no people", "ROSTER_CHECK",
         [[["Our members"], [], BOTH[0], ANA, [], ["Dane County"], BO, ["Total", None, None, 21]],
          None, None, AS_OF, WISCONSIN],
         [["", "", ""], ["", "", ""], HEADS, MEETS, ["", "", ""], ["", "", ""], SHORT,
          ["", "", ""]]),
    Case("by the national rules nothing is owed before the end of 2027", "ROSTER_CHECK",
         [members(member("Ana Ruiz", 45)), None, None, AS_OF],
         [HEADS, ["Appears to meet", "", "2027-12-31"]]),
    Case("a column that is filled by a formula of ours is not read", "ROSTER_STATUS",
         [[[STATUS, *BOTH[0]], ["Gap", *ANA], ["Open", *BO]], None, None, AS_OF, WISCONSIN],
         [[STATUS], ["Appears to meet"], ["Open"]]),
    Case("a long list is cut, and the rest stands in ROSTER_EXPLAIN", "ROSTER_MISSING",
         [[["Name", "Category", "Date endorsed", "Training hours", "DEI hours", "RSC hours",
            "Ethics signed", "Agreement signed"],
           ["Bo Chen", "IFS", day("2020-05-01"), 6, 1, 2, "no", "no"]],
          None, None, AS_OF, WISCONSIN],
         [["What is missing (as of 2026-11-22)"],
          ["• agreement: not signed • ethics: not signed • 3 more in ROSTER_EXPLAIN"]]),
    Case("hours of RSC count by who gave them", "ROSTER_CHECK",
         [[NAMES[0], ["Ana Ruiz", "IFS", day("2020-05-01")],
           ["Cy Diaz", "IMHM-C", day("2019-05-01")], ["Di Fox", "IFS", day("2019-05-01")]],
          None,
          [["Name", "Date", "Hours", "Provider"], ["Ana Ruiz", day("2026-03-01"), 12, "Cy Diaz"],
           ["Di Fox", day("2026-03-02"), 12, "Ana Ruiz"]],
          AS_OF, WISCONSIN],
         [HEADS, MEETS, ["Open", "• RSC: 0 of 12 h", "2026-12-31"],
          ["Open", "• RSC: 0 of 12 h", "2026-12-31"]]),
    Case("more people on another tab are known, and not listed", "ROSTER_CHECK",
         [BOTH, None, None, AS_OF, WISCONSIN, None, members(ANA, member("Di Fox", 3))],
         [HEADS, ["Please look", "• same name as row 2", "2026-12-31"], SHORT]),
    Case("her own header, named in settings", "ROSTER_CHECK",
         [[["Name", "Category", "Date endorsed", "Zzz"], ANA, BO], None, None, AS_OF,
          [["Rules", "Wisconsin"], ["Zzz", "training hours"]]],
         [HEADS, MEETS, SHORT]),
    Case("a column that is not to be read", "ROSTER_CHECK",
         [[[*BOTH[0], "Ethics signed"], [*ANA, "no"], [*BO, "no"]], None, None, AS_OF,
          [["rules", "wisconsin"], ["Ethics signed", "not read"]]],
         [HEADS, MEETS, SHORT]),
    Case("3/4/26 is read in the order of the settings", "ROSTER_CHECK",
         [NAMES, [LOG[0], ["Ana Ruiz", "3/4/26", "15 hrs", "Play"],
                  ["Bo Chen", "31/3/26", 15, "Play"]], None, AS_OF,
          [["rules", "wisconsin"], ["date order", "day first"]]],
         [HEADS, MEETS, MEETS]),
)  # fmt: skip
