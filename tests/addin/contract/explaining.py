"""ROSTER_EXPLAIN: everything that holds for one person."""

from __future__ import annotations

from tests.addin.contract.case import AS_OF, WISCONSIN, Case
from tests.addin.contract.checking import BOTH

HEADS = ["Rule", "Outcome", "What", "Have", "Need", "Short", "By when", "Next step", "Source"]
SOURCE = "Wisconsin, endorsement renewal (wiaimh.org/imh-endorsement); unverified"
STEP = (
    "Ask for certificates of more training, or enter training that was taken and is not in the "
    "sheet."
)
SHORT = [
    "renewal.training", "Open",
    "Not yet: 6 of 15 hours of training; 9 to go by 31 Dec 2026 (behind). (This rule is not "
    "verified.)",
    6, 15, 9, "2026-12-31", STEP, SOURCE,
]  # fmt: skip


def _said(text: str) -> list[str]:
    return ["", "", text, "", "", "", "", "", ""]


UNTRACKED = [
    _said(f"Not tracked in this workbook: {what}.")
    for what in (
        "training on diversity, equity and inclusion", "training on giving RSC", "membership",
        "Code of Ethics", "Endorsement Agreement",
    )
]  # fmt: skip
LAST = _said("The association decides; Rostercheck only reads what the sheet says.")

CASES = (
    Case("who has hours to go", "ROSTER_EXPLAIN",
         ["Bo Chen", BOTH, None, None, AS_OF, WISCONSIN],
         [HEADS, ["Bo Chen, IFA, row 3", "Open", "", "", "", "", "2026-12-31", "", ""], SHORT,
          *UNTRACKED, LAST]),
    Case("the name the other way round", "ROSTER_EXPLAIN",
         [[[" chen, BO "]], BOTH, None, None, AS_OF, WISCONSIN],
         [HEADS, ["Bo Chen, IFA, row 3", "Open", "", "", "", "", "2026-12-31", "", ""], SHORT,
          *UNTRACKED, LAST]),
    Case("a header that the settings name and nobody has", "ROSTER_EXPLAIN",
         ["Bo Chen", BOTH, None, None, AS_OF, [["rules", "wisconsin"], ["Houers", "RSC hours"]]],
         [HEADS, ["Bo Chen, IFA, row 3", "Open", "", "", "", "", "2026-12-31", "", ""], SHORT,
          _said('Settings name the column "Houers", and none of these ranges has it. Look at its '
                "header again."), *UNTRACKED, LAST]),
    Case("nobody of that name", "ROSTER_EXPLAIN",
         ["Bo Chan", BOTH, None, None, AS_OF, WISCONSIN],
         [['Nobody called "Bo Chan" stands in the list of people. Is one of these meant: '
           "Bo Chen?"]]),
)  # fmt: skip
