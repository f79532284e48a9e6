"""ROSTER_PROVIDER_OK: whether RSC from somebody counts for somebody, by the rules of the day."""

from __future__ import annotations

from tests.addin.contract.case import WISCONSIN, Case, day

PEOPLE = [
    ["Name", "Category", "Date endorsed"],
    ["Ana Ruiz", "IFS", day("2020-05-01")],
    ["Cy Diaz", "IMHM-C", day("2019-05-01")],
    ["Di Fox", "IFA", day("2019-05-01")],
]
LAST = day("2026-03-01")
COUNTS = ["Counts", "on record; Cy Diaz held MHM-C then"]
NOT_YET = ["Does not count", "Cy Diaz was endorsed from 1 May 2019 on only"]
PROVIDERS = [
    ["Provider", "Category", "From", "Until"],
    ["Eve Gold", "IMHM-C", day("2018-01-01"), None],
]
OUTSIDER = ["Counts", "on record; Eve Gold held MHM-C then"]

CASES = (
    Case("a Mentor-Clinical gives it to a Family Specialist", "ROSTER_PROVIDER_OK",
         ["Cy Diaz", "Ana Ruiz", LAST, PEOPLE, WISCONSIN], [COUNTS]),
    Case("before the endorsement of the provider", "ROSTER_PROVIDER_OK",
         ["Cy Diaz", "Ana Ruiz", day("2019-01-01"), PEOPLE, WISCONSIN], [NOT_YET]),
    Case("one receiver for a column of providers; a blank line stays blank", "ROSTER_PROVIDER_OK",
         [[["Cy Diaz"], [""], ["Ana Ruiz"]], [["Ana Ruiz"], [None], ["Ana Ruiz"]],
          [[LAST], [0], [LAST]], PEOPLE, WISCONSIN],
         [COUNTS, ["", ""], ["Does not count", "the provider is the same person"]]),
    Case("a provider who is in no tab", "ROSTER_PROVIDER_OK",
         [[["Nobody Here"], ["Cy Diaz"]], "Ana Ruiz", 46082, PEOPLE, WISCONSIN],
         [["Please look", "Nobody Here is not in the workbook"], COUNTS]),
    Case("a receiver who is not in the list", "ROSTER_PROVIDER_OK",
         ["Cy Diaz", "Zed Zorn", LAST, PEOPLE, WISCONSIN],
         [["Please look", '"Zed Zorn" does not stand in the list of people.']]),
    Case("a day that cannot be read", "ROSTER_PROVIDER_OK",
         ["Cy Diaz", "Ana Ruiz", "spring", PEOPLE, WISCONSIN],
         [["Please look", 'Day: "spring" is not a date. Type a date such as 4 Mar 2025, or leave '
           "the cell blank."]]),
    Case("somebody of the tab of providers", "ROSTER_PROVIDER_OK",
         ["Eve Gold", "Ana Ruiz", LAST, PEOPLE, WISCONSIN, PROVIDERS], [OUTSIDER]),
    Case("the list does not say what the provider holds", "ROSTER_PROVIDER_OK",
         ["Cy Diaz", "Ana Ruiz", LAST,
          [PEOPLE[0], PEOPLE[1], ["Cy Diaz", None, None]], WISCONSIN],
         [["Please look", "the category of Cy Diaz is not known"]]),
)  # fmt: skip
