"""A second judge, written from the contract page alone: slow, obvious, and no part of the program.

It shares nothing with the engine but the figures of the packs and the rows of the book. Its way is
to try everything: every day, every stretch of entries, every reading of what is unclear. See
docs/what-is-flagged.md for the rules it follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.oracle import clock_hours, others, papers, work
from tests.oracle.asked import Asked, application, renewal
from tests.oracle.facts import Book, Verdict

KINDS: Mapping[str, Callable[[Asked], Verdict | None]] = {
    "hours": clock_hours.training,
    "rsc": clock_hours.rsc,
    "membership": papers.membership,
    "signed": papers.signed,
    "fee": papers.fee,
    "education": work.education,
    "work": work.work,
    "count": work.families,
    "references": others.references,
    "exam": others.exam,
    "clock": others.clock,
}


def judge(data: Mapping[str, Any], book: Book, as_of: date) -> list[dict[str, Verdict]]:
    """Judge everybody in a book: for each row of the roster the verdict of each requirement.

    data: a pack as its files say it, after layering. A requirement that the book does not track is
    left out, and so is one of which the contract does not say what comes out.
    """
    phases = {one["code"]: one["phase"] for one in data["status"]}
    found = []
    for row in book["roster"]:
        phase = phases[row.get("status") or "endorsed"]
        mine: dict[str, Verdict] = {}
        for rule in data["requirement"]:
            if rule["phase"] == phase:
                mine |= _verdicts(data, book, row, rule, as_of)
        found.append(mine)
    return found


def _verdicts(data: Any, book: Book, row: Any, rule: Any, as_of: date) -> dict[str, Verdict]:
    if rule["phase"] == "renewal":
        asked = renewal(data, book, row, rule, as_of)
    else:
        asked = application(data, book, row, rule, as_of, rule["phase"])
    if asked is None:
        return {}
    found = {rule["id"]: KINDS[rule["kind"]](asked)}
    if rule.get("about_given"):
        found[f"{rule['id']}.about_given"] = clock_hours.about_given(asked)
    return {key: verdict for key, verdict in found.items() if verdict is not None}
