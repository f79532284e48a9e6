"""Years of work, as sets of days; families; and education, which work may stand in for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.asked import NOTHING, Asked
from tests.oracle.days import months_in, stretches
from tests.oracle.facts import (
    Row,
    Verdict,
    a_date,
    at_least,
    bands_of,
    degrees_of,
    figure,
    fitting,
    has_column,
    scopes_of,
    theirs,
)
from tests.oracle.giving import NO, UNCLEAR, YES, band_fits

DEFAULTS: Mapping[str, Any] = {"kinds": (), "paid": True, "volunteer": False, "band": "match"}


def work(asked: Asked) -> Verdict | None:
    """So many years of work."""
    column, total = asked.total()
    if not column and "work" not in asked.book:
        return None
    if asked.need is None:
        return NOTHING
    answer, have = years_held(asked, {**DEFAULTS, **asked.rule}, asked.need, column, total)
    if answer == "short":
        return Verdict("open", have, asked.need, asked.need - have)
    return Verdict(answer, have if answer == "meets" else None, asked.need)


def years_held(
    asked: Asked, terms: Mapping[str, Any], need: Fraction, column: bool, total: Fraction | None
) -> tuple[str, Fraction | None]:
    """Meets, cannot tell or short, and the years."""
    lines = theirs(asked.book, "work", asked.row)
    if column and not lines:
        if total is None:
            return "cannot_tell", None
        return ("meets" if total >= need else "short"), total
    sure, maybe, boundless = _days(asked, terms, lines)
    have, most = _years(sure), _years(sure | maybe)
    answer = "meets" if have >= need else "short"
    if answer == "short" and (boundless or most >= need):
        answer = "cannot_tell"
    if total is not None and answer != "cannot_tell" and (total >= need) != (answer == "meets"):
        lags = total < have and any(not line.get("work_end") for line in lines)
        if not lags:  # a column may lag behind jobs that go on
            return "cannot_tell", None
    return answer, have


def _years(days: set[date]) -> Fraction:
    return sum((months_in(*run) for run in stretches(days)), Fraction(0)) / 12


def _days(asked: Asked, terms: Any, lines: list[Row]) -> tuple[set[date], set[date], bool]:
    """The days that count, those that may, and whether a job has no beginning that is known."""
    sure: set[date] = set()
    maybe: set[date] = set()
    boundless = False
    for line in lines:
        answer = _job(asked, terms, line)
        start = a_date(line.get("work_start"))
        if answer == NO:
            continue
        if start is None:
            boundless = True
            continue
        for day in _span(asked, line, start):
            lies = _after(asked, day) if asked.rule["kind"] == "work" else YES
            if YES == answer == lies:
                sure.add(day)
            elif lies != NO:
                maybe.add(day)
    return sure, maybe, boundless


def _span(asked: Asked, line: Row, start: date) -> list[date]:
    to = a_date(asked.row.get("submitted")) or asked.as_of
    if asked.rule.get("counted_to") == "as_of":
        to = asked.as_of
    end = min(a_date(line.get("work_end")) or to, to)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def _job(asked: Asked, terms: Mapping[str, Any], line: Row) -> str:
    """Whether a job is of the kind that is asked."""
    answers = [YES]
    if terms["kinds"] and has_column(asked.book, "work", "work_kind"):
        kinds = {one.strip() for one in str(line["work_kind"]).split(",") if one.strip()}
        kinds = {"giving_rsc" if one == "giving RSC" else one for one in kinds}
        answers.append(UNCLEAR if not kinds else (YES if kinds & set(terms["kinds"]) else NO))
    if has_column(asked.book, "work", "paid") and terms["paid"]:
        if not line["paid"]:
            answers.append(UNCLEAR)
        elif line["paid"] == "volunteer":
            named = YES if line.get("supervisor") else UNCLEAR
            answers.append(named if terms["volunteer"] else NO)
    if terms["band"] == "match" and bands_of(asked.row) and has_column(asked.book, "work", "band"):
        blank = not line.get("band")
        answers.append(UNCLEAR if blank else (YES if band_fits(asked.row, line) else NO))
    if NO in answers:
        return NO
    return UNCLEAR if UNCLEAR in answers else YES


def _after(asked: Asked, day: date) -> str:
    """Whether a day lies after the degree that is asked."""
    asks = fitting(asked.rule.get("after_degree", ()), asked.rules_on, scopes_of(asked.row))
    degrees = degrees_of(asked.book, asked.row)
    if not asks or degrees is None:
        return YES
    good = [one for one in degrees if one.level in at_least(asks[0]["degree"])]
    if any(one.day is not None and one.day <= day for one in good):
        return YES
    return UNCLEAR if not degrees or any(one.day is None for one in good) else NO


def families(asked: Asked) -> Verdict | None:
    """So many families, in the rows of jobs that have begun, or in a column."""
    column, total = asked.total()
    log = has_column(asked.book, "work", "families")
    if not column and not log:
        return None
    if asked.need is None:
        return NOTHING
    lines = theirs(asked.book, "work", asked.row) if log else []
    if column and not lines:
        if total is None:
            return Verdict("cannot_tell", None, asked.need)
        return _number(asked, total, Fraction(0))
    terms = {**DEFAULTS, "paid": False, "kinds": asked.rule.get("kinds", ())}
    sure = maybe = Fraction(0)
    for line in lines:
        answer, start = _job(asked, terms, line), a_date(line.get("work_start"))
        if answer == NO or (start is not None and start > asked.as_of):
            continue
        served = figure(line.get("families"))
        if served is None:
            maybe += 10**6
        elif answer == YES and start is not None:
            sure += served
        else:
            maybe += served
    if total is not None and (total >= asked.need) != (sure >= asked.need):
        return Verdict("cannot_tell", None, asked.need)
    return _number(asked, sure, maybe)


def _number(asked: Asked, sure: Fraction, maybe: Fraction) -> Verdict:
    if sure >= asked.need:
        return Verdict("meets", sure, asked.need)
    if sure + maybe >= asked.need:
        return Verdict("cannot_tell", None, asked.need)
    return Verdict("open", sure, asked.need, asked.need - sure)


def education(asked: Asked) -> Verdict | None:
    """One of several ways, for each category that is applied for."""
    if asked.need is None:
        return NOTHING
    verdicts, tracked = [], False
    for scope in sorted(scopes_of(asked.row)):
        options = fitting(asked.rule["option"], asked.rules_on, frozenset({scope}))
        needed = fitting(asked.rule["need"], asked.rules_on, frozenset({scope}))
        if not options or not needed:
            continue
        answers = [_way(asked, option) for option in options]
        tracked = tracked or any(answer is not None for answer in answers)
        verdicts.append(YES if YES in answers else (UNCLEAR if set(answers) - {NO} else NO))
    if not tracked:
        return NOTHING if not verdicts else None
    if NO in verdicts:
        return Verdict("open")
    return Verdict("cannot_tell" if UNCLEAR in verdicts else "meets")


def _way(asked: Asked, option: Row) -> str | None:
    """Whether one way is met; None: the book does not track it."""
    if "degree" in option:
        degrees = degrees_of(asked.book, asked.row)
        if degrees is None:
            return None
        good = [one for one in degrees if one.level in at_least(option["degree"])]
        if any((one.day or date.min) <= asked.as_of for one in good):
            return YES
        return NO if degrees else UNCLEAR
    if "licence" in option:
        if not has_column(asked.book, "roster", "licence"):
            return None
        said = asked.row.get("licence")
        enough = {"yes": {"yes"}, "eligible": {"yes", "eligible"}}[option["licence"]]
        return UNCLEAR if not said else (YES if said in enough else NO)
    column = has_column(asked.book, "roster", option.get("total", "work_years"))
    if not column and "work" not in asked.book:
        return None
    total = figure(asked.row.get("work_years"))
    need = Fraction(str(option["work_years"]))
    answer, _ = years_held(asked, {**DEFAULTS, **option}, need, column, total)
    return {"meets": YES, "short": NO}.get(answer, UNCLEAR)
