"""Reference ratings, the exam, and clocks."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations

from tests.oracle.asked import NOTHING, Asked
from tests.oracle.days import months_on
from tests.oracle.facts import (
    HOLDS,
    Row,
    Verdict,
    a_date,
    figure,
    fitting,
    has_column,
    scopes_of,
    theirs,
)


def references(asked: Asked) -> Verdict | None:
    """So many raters, each once, in the roles that are asked; every way to share them is tried."""
    column, total = asked.total()
    if not column and "references" not in asked.book:
        return None
    if asked.need is None:
        return NOTHING
    lines = theirs(asked.book, "references", asked.row)
    if column and not lines:
        if total is None:
            return Verdict("cannot_tell", None, asked.need)
        short = max(asked.need - total, Fraction(0))
        return Verdict("open" if short else "meets", total, asked.need, short or None)
    came = [one for one in lines if a_date(one.get("received")) and _since(asked, one)]
    raters: dict[str, list[Row]] = {}
    for one in came:
        raters.setdefault(one["rater"], []).append(one)
    have = Fraction(len(raters))
    outcome = (
        "open"
        if have < asked.need or not _roles(asked, raters) or not _one_from(asked, came)
        else "meets"
    )
    if asked.rule.get("since_field") and not a_date(asked.row.get(asked.rule["since_field"])):
        have, outcome = Fraction(0), "cannot_tell" if outcome == "meets" else "open"
        if outcome == "cannot_tell":  # each of them may be a new one, or an old one
            return Verdict(outcome, None, asked.need)
    short = asked.need - have if have < asked.need else None
    if total is not None and (total >= asked.need) != (have >= asked.need):
        return Verdict("cannot_tell", None, asked.need)
    return Verdict(outcome, have, asked.need, short)


def _since(asked: Asked, one: Row) -> bool:
    field = asked.rule.get("since_field")
    first = a_date(asked.row.get(field)) if field else None
    return (first or date.min) <= one["received"] <= asked.as_of


def _roles(asked: Asked, raters: dict[str, list[Row]]) -> bool:
    asks = fitting(asked.rule.get("role", ()), asked.rules_on, scopes_of(asked.row))
    words = [{one["role"], *one.get("or", ())} for one in asks]
    roles = [{role.replace("rsc_provider", "RSC provider") for role in said} for said in words]
    if not has_column(asked.book, "references", "rater_role"):
        return True
    return any(
        all(
            any(row["rater_role"] in role for row in raters[who])
            for who, role in zip(order, roles, strict=False)
        )
        for order in permutations(raters, len(roles))
    )


def _one_from(asked: Asked, came: list[Row]) -> bool:
    asks = fitting(asked.rule.get("one_from", ()), asked.rules_on, scopes_of(asked.row))
    if not has_column(asked.book, "references", "rater_category"):
        return True
    for one in asks:
        held = any(HOLDS[row["rater_category"] or ""][0] & set(one["any_of"]) for row in came)
        if not held and not any(
            row.get("vetted") == "yes" and one.get("vetted", True) for row in came
        ):
            return False
    return True


def exam(asked: Asked) -> Verdict | None:
    """Every part is passed, the best of several tries."""
    column = has_column(asked.book, "roster", "exam_passed")
    if not column and "exam" not in asked.book:
        return None
    if asked.need is None:
        return NOTHING
    said = asked.row.get("exam_passed")
    lines = theirs(asked.book, "exam", asked.row)
    by_column = said == "yes" or (a_date(said) is not None and said <= asked.as_of)
    by_tab = all(
        any(one.get("part") == part and _good(asked, one) for one in lines) for part in ("1", "2")
    )
    if said in ("", None) and not lines and column:
        return Verdict("cannot_tell")
    if said not in ("", None) and lines and by_column != by_tab:
        return Verdict("cannot_tell")
    passed = by_column or by_tab
    if passed:
        return Verdict("meets")
    decided = a_date(asked.row.get("decision"))
    ends = asked.rules_on < date(2025, 1, 1) <= asked.as_of and scopes_of(asked.row) == {"MHS"}
    return Verdict("cannot_tell" if decided and ends else "open")


def _good(asked: Asked, one: Row) -> bool:
    if one.get("result"):
        return bool(one["result"] == "passed")
    marks = [Fraction(str(two["value"])) for two in asked.rule.get("pass_mark", ())]
    score = figure(str(one.get("score") or "").rstrip("%"))
    return score is not None and all(score >= mark for mark in marks)


def clock(asked: Asked) -> Verdict | None:
    """Something happens so long after something else; the last day is in time."""
    rule, row = asked.rule, asked.row
    start_field, stop_field = rule["start_field"], rule.get("stop_field") or ""
    columns = [field for field in (start_field, stop_field) if field]
    if start_field == "membership_expires" and "memberships" in asked.book:
        columns.remove(start_field)
    if not all(has_column(asked.book, "roster", field) for field in columns):
        return None
    if asked.need is None:
        return NOTHING
    start, stop = a_date(row.get(start_field)), a_date(row.get(stop_field))
    if start_field == "membership_expires":
        lines = theirs(asked.book, "memberships", row)
        ends = [start, *(a_date(line.get("membership_expires")) for line in lines)]
        start = max((day for day in ends if day), default=None)
    if start is None:
        return Verdict("not_applicable") if stop else Verdict("cannot_tell")
    count = int(asked.need)
    last = (
        start + timedelta(days=count) if rule.get("unit") != "months" else months_on(start, count)
    )
    if stop is not None and stop <= asked.as_of:
        return Verdict("meets" if stop <= last else "not_applicable")
    if start > asked.as_of:
        return Verdict("not_applicable")
    if asked.as_of < last - timedelta(days=rule.get("warn_days", 30)):
        return Verdict("meets")
    return Verdict("gap" if asked.as_of > last and asked.phase == "inactive" else "open")
