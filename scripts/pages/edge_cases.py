"""The edge cases of the domain, each with the promises that a test keeps."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2] / "tests" / "edge_cases"
_NAMED = re.compile(r"test_edge_(\d\d)_")

CASES: Mapping[int, str] = {
    1: "Which rule: by submission, by deadline, by the hour",
    2: "Financial years; window, due day, grace and removal",
    3: "The best span of 12 to 24 months",
    4: "Hours spread over the year at a renewal",
    5: "First renewal by submission or by endorsement",
    6: "Joining in the middle of a cycle",
    7: "Training before the endorsement in the same year",
    8: "Carry-over, and hours used for the application",
    9: "Several credentials of one person",
    10: "Age band of RSC and of work",
    11: "Change of category in mid-cycle",
    12: "A Master's degree in mid-period",
    13: "Mentor-Clinical after three years",
    14: "A Clinical Mentor who adds Policy or Research",
    15: "Emerging supervisors and their two years",
    16: "Family Reflective Supervisors of before 2025",
    17: "Vetted providers and their sunset",
    18: "A provider lapsed, inactive, removed or sanctioned on the day",
    19: "Oneself, each other, nobody of the book",
    20: "Group sessions",
    21: "Moved here, or endorsed elsewhere",
    22: "Membership against hours",
    23: "Inactive, and the way back",
    24: "Emeritus",
    25: "Deceased, withdrawn, two names of one person",
    26: "Sanctioned licence",
    27: "Residents of a state without an association",
    28: "The same training twice",
    29: "Topics inside the whole or on top; one hour for two topics",
    30: "A title is no topic",
    31: "Who owes training on giving RSC",
    32: "RSC is no training",
    33: "Fractions, minutes, credits",
    34: "Across the year, ahead, more than a day holds",
    35: "Typical figures",
    36: "Blank, uncertain and misplaced hours",
    37: "Overlapping and open-ended jobs",
    38: "Work before the degree",
    39: "Internship",
    40: "Ten families; volunteers",
    41: "Education or work",
    42: "Master's or licence",
    43: "Leadership and work at once",
    44: "Raters",
    45: "Whether there is an exam",
    46: "Applications that stand still",
    47: "New rules while an application is open",
    48: "Attestation and audit",
    49: "Wording",
}
"""What each of them is about, in a few words."""

WHY_NOT: Mapping[int, str] = {
    27: (
        "No test: no rule for them is published. A roster that lists them is judged by the pack "
        "that it names; whether the Alliance or an association endorses is not in a sheet."
    ),
}
"""The ones that no test can hold, and why."""


def promises() -> Mapping[int, list[str]]:
    """Give the docstrings of the tests of each edge case."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted(TESTS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            named = _NAMED.match(node.name) if isinstance(node, ast.FunctionDef) else None
            if named is not None and isinstance(node, ast.FunctionDef):
                found[int(named[1])].append(" ".join((ast.get_docstring(node) or "").split()))
    return found


def page() -> str:
    """Give every edge case with what is promised of it."""
    kept = promises()
    parts = []
    for number, about in CASES.items():
        said = kept.get(number) or [WHY_NOT[number]]
        parts += [f"**{number}. {about}**\n", *(f"- {one}" for one in said), ""]
    return "\n".join(parts)
