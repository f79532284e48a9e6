"""Membership, signatures and fees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.asked import NOTHING, Asked
from tests.oracle.days import ONE, years_on
from tests.oracle.facts import Row, Verdict, a_date, fitting, has_column, scopes_of, theirs


def signed(asked: Asked) -> Verdict | None:
    """A paper is signed inside the cycle, or "yes"."""
    field = asked.rule["field"]
    if not has_column(asked.book, "roster", field):
        return None
    if asked.need is None:
        return NOTHING
    cell = asked.row.get(field)
    if asked.rule.get("every") == "year":
        asked = _of_the_year(asked)
    if cell in ("", None):
        return Verdict("cannot_tell")
    if cell == "yes":
        return Verdict("meets")
    if cell == "no" or cell < asked.first:
        return Verdict(asked.short())
    if cell > asked.as_of:
        return Verdict("cannot_tell")
    cycle = asked.cycle
    if cycle and cell > max(cycle.due, cycle.grace):
        return Verdict(asked.short())
    return Verdict("meets")


def _of_the_year(asked: Asked) -> Asked:
    """Take the year of the cycle that is running for the cycle; after its end, the last one."""
    cycle = asked.cycle
    if cycle is None:
        return asked
    last = cycle.last
    while years_on(last, -1) >= asked.as_of:
        last = years_on(last, -1)
    year = replace(cycle, first=years_on(last, -1) + ONE)
    if last != cycle.last:
        year = replace(year, last=last, due=last, grace=last)
    return replace(asked, cycle=year)


def fee(asked: Asked) -> Verdict | None:
    """A fee is paid, and the late fee where it was paid after the due day."""
    rule, row, cycle = asked.rule, asked.row, asked.cycle
    if not has_column(asked.book, "roster", rule["field"]):
        return None
    if asked.need is None:
        return NOTHING
    cell = row.get(rule["field"])
    if cell in ("", None):
        return Verdict("cannot_tell")
    if cell == "no" or (cell != "yes" and cell < asked.first):
        return Verdict(asked.short())
    if cell == "yes" or cycle is None or cell <= cycle.due:
        return Verdict("meets")
    late = fitting(rule.get("late_amount", ()), asked.rules_on, scopes_of(row))
    field = rule.get("late_field") or ""
    if not late or not has_column(asked.book, "roster", field):
        return Verdict("meets")
    said = row.get(field)
    if said in ("", None):
        return Verdict("cannot_tell")
    return Verdict(asked.short() if said == "no" else "meets")


class Term(NamedTuple):
    """A membership, with the last days that it may have (more than one: nobody can tell)."""

    start: date
    ends: tuple[date, ...]
    sure: bool


def membership(asked: Asked) -> Verdict | None:
    """A membership runs today; every reading of what is unclear is tried."""
    column = has_column(asked.book, "roster", "membership_expires")
    if not column and "memberships" not in asked.book:
        return None
    if asked.need is None:
        return NOTHING
    terms = _terms(asked)
    if not terms and not theirs(asked.book, "memberships", asked.row):
        return Verdict("cannot_tell")
    answers = {_runs(asked, reading) for reading in _readings([t for t in terms if t.sure])}
    if answers == {"gap"}:
        answers = {_runs(asked, reading) for reading in _readings(terms)}
    outcome = answers.pop() if len(answers) == 1 else "cannot_tell"
    coming = asked.phase in {"initial", "reinstatement"}
    return Verdict("open" if outcome == "gap" and coming else outcome)


def _terms(asked: Asked) -> list[Term]:
    found = []
    end = a_date(asked.row.get("membership_expires"))
    if end:
        start = a_date(asked.row.get("membership_start")) or date.min
        found.append(Term(start, (end,), True))
    elif a_date(asked.row.get("membership_start")):
        found.append(Term(asked.row["membership_start"], (), False))
    for line in theirs(asked.book, "memberships", asked.row):
        sure = _taken(asked, line)
        start, end = a_date(line.get("membership_start")), a_date(line.get("membership_expires"))
        ends = (end,) if end else _rolled(asked, start)
        if sure is None:
            continue
        found.append(Term(start or date.min, ends[:1], sure and bool(ends)))
        found.extend(Term(start or date.min, (other,), False) for other in ends[1:])
    return found


def _taken(asked: Asked, line: Row) -> bool | None:
    """Whether a membership counts; False: nobody can tell; None: it does not."""
    if line.get("membership_kind") == "organisational" and not asked.rule.get("organisational"):
        return None
    name = line.get("association")
    if not name or name in asked.rule.get("own", ()) or name == asked.row.get("association"):
        return True
    if not asked.rule.get("own"):
        return True
    other = asked.rule.get("other_association", "accepted")
    if other == "own_only":
        return None
    return other == "accepted" or line.get("proof") == "yes"


def _rolled(asked: Asked, bought: date | None) -> tuple[date, ...]:
    """The ends of a membership of which only the first day is known."""
    cut = asked.rule.get("rolls_over")
    if bought is None or cut is None:
        return ()
    this, following = date(bought.year, 12, 31), date(bought.year + 1, 12, 31)
    day = f"{bought.month:02}-{bought.day:02}"
    if day == cut:
        return (this, following)
    return (this,) if day < cut else (following,)


def _readings(terms: list[Term]) -> list[list[tuple[date, date]]]:
    """All ways to read the terms: each as first and last day, or not there."""
    ways: list[list[tuple[date, date]]] = [[]]
    for term in terms:
        spans = [(term.start, end) for end in term.ends or (date.max,)]
        new = [[*way, span] for way in ways for span in spans]
        ways = new if term.sure else [*new, *ways]
    return ways


def _runs(asked: Asked, spans: list[tuple[date, date]]) -> str:
    today = asked.as_of
    end = _until(spans, today)
    cycle = asked.cycle
    if end is None:
        return "gap"
    ended = asked.rule.get("on_deadline") and cycle is not None and cycle.due <= today
    if ended and _until(spans, cycle.due) is None:
        return "gap"
    reminds = timedelta(days=asked.rule.get("remind_days", 30))
    return "open" if end != date.max and end - reminds <= today else "meets"


def _until(spans: list[tuple[date, date]], day: date) -> date | None:
    """The last day of the memberships that run on a day, one after the other."""
    end, more = None, True
    reached = day
    while more:
        more = False
        for first, last in spans:
            if first <= reached and last >= (end or day) and (end is None or last > end):
                end, more = last, True
                reached = min(last, date.max - ONE) + ONE
    return end


__all__ = ["Fraction", "fee", "membership", "signed"]
