"""ROSTER_NEED and ROSTER_RULE: what a rule asks, of whom, and where it comes from."""

from __future__ import annotations

from tests.addin.contract.case import AS_OF, WISCONSIN, Case, day

SOURCE = "Wisconsin, endorsement renewal (wiaimh.org/imh-endorsement)"
DOUBTFUL = f"{SOURCE}; unverified"
VIRGINIA = "Virginia, endorsement renewal (www.vaimh.org/endorsement-renewal)"
MOST = "Most of them from one provider, and from no more than 2 (information only)."
HEADS = ["Category", "What is asked", "Details", "From", "Until", "Source"]


def _specialist(name: str, since: str, until: str, source: str) -> list[str]:
    return [name, "12 hours of RSC received", MOST, since, until, source]


CASES = (
    Case("a number", "ROSTER_NEED", ["IFS", "renewal.rsc", AS_OF, WISCONSIN], [[12]]),
    Case("by words, in any case", "ROSTER_NEED", [" level ii ", "RSC", AS_OF, "Virginia"], [[12]]),
    Case("by the rules of that year", "ROSTER_NEED",
         ["IFS", "renewal.rsc", day("2023-06-01"), "virginia"], [[6]]),
    Case("by the national rules, where none are named", "ROSTER_NEED",
         ["IFS", "renewal.training", AS_OF], [[45]]),
    Case("nothing is asked", "ROSTER_NEED", ["IFA", "renewal.rsc", AS_OF, WISCONSIN],
         [["renewal.rsc is not asked of IFA by the rules of 31 Dec 2026."]]),
    Case("what is no number", "ROSTER_NEED", ["IFA", "renewal.ethics", AS_OF, WISCONSIN],
         [["Code of Ethics"]]),
    Case("no such requirement", "ROSTER_NEED", ["IFA", "renewal.trainin", AS_OF, WISCONSIN],
         [['requirement: there is no "renewal.trainin" in the rules of wisconsin. Is '
           '"renewal.training" meant?']]),
    Case("no such category", "ROSTER_NEED", ["IFX", "renewal.rsc", AS_OF, WISCONSIN],
         [['category: "IFX" is no category that we know. Type a code such as IFA or ECFA.']]),
    Case("a rule", "ROSTER_RULE", ["renewal.rsc", WISCONSIN, AS_OF],
         [HEADS,
          _specialist("Family Specialist", "2025-01-01", "", DOUBTFUL),
          _specialist("Family Reflective Supervisor", "2025-01-01", "", f"{VIRGINIA}; unverified"),
          _specialist("Mental Health Specialist", "2025-01-01", "", DOUBTFUL),
          _specialist("Mental Health Mentor, Clinical", "2025-01-01", "", DOUBTFUL)]),
    Case("a rule of former years", "ROSTER_RULE", ["Renewal.RSC", WISCONSIN, day("2024-06-01")],
         [HEADS,
          _specialist("Family Specialist", "", "2024-12-31", SOURCE),
          _specialist("Family Reflective Supervisor", "2022-10-01", "2024-12-31",
                      f"{VIRGINIA}; inferred"),
          _specialist("Mental Health Specialist", "", "2024-12-31", SOURCE),
          _specialist("Mental Health Mentor, Clinical", "", "2024-12-31", SOURCE)]),
    Case("a check that is no rule of an association", "ROSTER_RULE", ["row.required", WISCONSIN],
         [["row.required is a check of what stands in your sheet, and no rule of an association: "
           "it is the same for everybody. The finding says what to mend."]]),
)  # fmt: skip
