"""Requirements of clock hours: training and RSC."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.asked import NOTHING, Asked
from tests.oracle.days import months_on
from tests.oracle.facts import (
    Row,
    Verdict,
    a_date,
    at_least,
    degrees_of,
    figure,
    fitting,
    has_column,
    held_since,
    scopes_of,
    theirs,
)
from tests.oracle.giving import NO, UNCLEAR, YES, band_fits, counts
from tests.oracle.logged import (
    ANY,
    Counted,
    Sum,
    added,
    best_span,
    counted,
    held_against,
    in_doubt,
    months_over,
    of_log_or_total,
)


def training(asked: Asked) -> Verdict | None:
    """A requirement of the kind `hours`; None: not tracked in this book."""
    rule, book = asked.rule, asked.book
    column, total = asked.total()
    topic = rule.get("topic")
    log = "training" in book and (not topic or has_column(book, "training", "topic"))
    if not column and not log:
        if topic == "core":
            return _core_of_columns(asked)
        return None
    if asked.need is None or (rule.get("only_if") == "gives_rsc" and not asked.gives):
        return NOTHING
    found = _entries(asked, "training", lambda one: _of_topic(asked, one)) if log else None
    sums = _sums(asked, "training", found) if found is not None else None
    return concluded(asked, *of_log_or_total(sums, column, total, asked.need))


def _core_of_columns(asked: Asked) -> Verdict | None:
    fields = ("training_hours", *{"dei": "dei_hours", "rsc": "rsc_training_hours"}.values())
    if not all(has_column(asked.book, "roster", field) for field in fields):
        return None
    if asked.need is None:
        return NOTHING
    whole, *parts = (figure(asked.row.get(field)) for field in fields)
    if whole is None or None in parts:
        return Verdict("cannot_tell", need=asked.need)
    have = max(whole - sum(parts), Fraction(0))
    shared = whole - max(parts) - have
    return concluded(asked, held_against(have, shared, asked.need), have)


def _sums(asked: Asked, tab: str, found: list[Counted]) -> Sum:
    """The hours of what was found, and whether they have any entry in the cycle at all."""
    every = _entries(asked, tab, lambda one: _day_fits(asked, one))
    read = every
    if tab == "rsc":
        read = _entries(asked, tab, lambda one: _session(asked, one))
    unread = any(not one.sure and (one.day is None or one.hours == ANY) for one in read)
    return added(found)._replace(seen=bool(every), unread=unread)


def _entries(asked: Asked, tab: str, way) -> list[Counted]:
    most = Fraction(str(asked.data.get("settings", {}).get("day_hours", 16)))
    doubtful = in_doubt(asked.book, asked.row, most)
    first = asked.first
    if asked.rule.get("last_months"):
        first = months_on(asked.as_of, -asked.rule["last_months"])
    return counted(theirs(asked.book, tab, asked.row), doubtful, first, asked.last, way)


def _of_topic(asked: Asked, one: Row) -> str:
    topics = {part.strip() for part in str(one.get("topic") or "").split(",") if part.strip()}
    topic = asked.rule.get("topic")
    if topic == "core" and topics & set(asked.rule["apart"]):
        return NO
    if topic not in {None, "core"} and topic not in topics:
        return NO
    return _day_fits(asked, one)


def _day_fits(asked: Asked, one: Row) -> str:
    """By what it was used for, and by the day of the endorsement."""
    if asked.phase != "renewal":
        return YES
    if one.get("used_for") == "application":
        return NO
    day, endorsed = a_date(one.get("date")), held_since(asked.book, asked.row)
    if day is not None and endorsed is not None and day < endorsed:
        doubt = asked.rule.get("before_endorsement", "ask")
        return {"ask": UNCLEAR, "count": YES, "leave_out": NO}[doubt]
    return YES


def concluded(asked: Asked, answer: str, have: Fraction | None) -> Verdict:
    """The outcome, with what an attestation makes of it."""
    need = asked.need
    if answer != "meets" and _attested(asked):
        return Verdict("meets", None, need)
    if answer == "blank":
        attests = _attests(asked) and asked.row.get("audit") not in {"selected", "failed"}
        short = asked.short() if attests else "cannot_tell"
        return Verdict("open" if short == "open" else "cannot_tell")
    if answer == "meets":
        return Verdict("meets", have, need)
    if answer == "cannot_tell" or asked.short() == "cannot_tell":
        return Verdict("cannot_tell", None, need)
    return Verdict(asked.short(), have, need, need - have)


def _attests(asked: Asked) -> bool:
    """Whether an attestation is asked instead of a log."""
    rule, cycle = asked.rule, asked.cycle
    if cycle is None or rule.get("evidence") != "attest":
        return False
    column = has_column(asked.book, "roster", "attested")
    return column and cycle.last >= rule.get("attest_from", date.min)


def _attested(asked: Asked) -> bool:
    """Whether there is an attestation that stands for the hours, and no audit."""
    cycle = asked.cycle
    if cycle is None or not _attests(asked):
        return False
    said = asked.row.get("attested")
    signed = said == "yes" or (a_date(said) is not None and cycle.first <= said <= asked.as_of)
    return signed and asked.row.get("audit") not in {"selected", "failed"}


def rsc(asked: Asked) -> Verdict | None:
    """A requirement of the kind `rsc`."""
    column, total = asked.total()
    log = "rsc" in asked.book
    if not column and not log:
        return None
    if asked.need is None:
        return NOTHING
    found = _entries(asked, "rsc", lambda one: _session(asked, one)) if log else None
    seen = log and _sums(asked, "rsc", found or []).seen
    window = fitting(asked.rule.get("window", ()), asked.rules_on, scopes_of(asked.row))
    spread = fitting(asked.rule.get("spread", ()), asked.rules_on, scopes_of(asked.row))
    if (window or spread) and log and (seen or not column):
        return _over_time(asked, found, window, spread, total)
    sums = _sums(asked, "rsc", found) if found is not None else None
    answer, have = of_log_or_total(sums, column, total, asked.need)
    return concluded(asked, answer, have)


def _session(asked: Asked, one: Row) -> str:
    answers = [_day_fits(asked, one), _after_degree(asked, one)]
    if asked.rule.get("band") == "match" and not band_fits(asked.row, one):
        answers.append(NO)
    if asked.rule.get("provider") == "check":
        answers.append(
            counts(
                asked.data,
                asked.book,
                asked.row,
                one,
                asked.phase,
                asked.as_of,
                peers=asked.peers,
                gives=asked.gives,
            )
        )
    if NO in answers:
        return NO
    return UNCLEAR if UNCLEAR in answers else YES


def _after_degree(asked: Asked, one: Row) -> str:
    """Whether a session lies after the degree that is asked."""
    asks = fitting(asked.rule.get("after_degree", ()), asked.rules_on, scopes_of(asked.row))
    degrees = degrees_of(asked.book, asked.row)
    day = a_date(one.get("date"))
    if not asks or degrees is None:
        return YES
    good = [two for two in degrees if two.level in at_least(asks[0]["degree"])]
    if day is None:
        return YES if good or not degrees else NO
    if any(two.day is not None and two.day <= day for two in good):
        return YES
    if not degrees or any(two.day is None for two in good):
        return UNCLEAR
    return NO


def _over_time(
    asked: Asked, found: list[Counted], window: list[Row], spread: list[Row], total: Fraction | None
) -> Verdict:
    """Hours in the best stretch of time, or spread over the cycle; every stretch is tried."""
    most = min((one["max_months"] for one in window if "max_months" in one), default=None)
    least = max([one["min_months"] for one in window if "min_months" in one] or [0])
    least = max([least, *(int(one["value"]) for one in spread)])
    sure = [one for one in found if one.sure]
    spans = best_span(sure, most)
    have = max(added(piece).certain for piece in spans)
    enough = [added(piece).certain for piece in spans if _enough(asked, piece, least)]
    if enough:
        answer = "meets"
    elif any(_enough(asked, piece, least) for piece in best_span(found, most)):
        answer = "cannot_tell"
    elif any(one.day is None for one in found):
        answer = "cannot_tell" if _could(asked, found, most) else "short"
    else:
        answer = "short"
    unread = any(not one.sure and (one.day is None or one.hours == ANY) for one in found)
    known = not unread or (total is not None and total < have)
    if total is not None and known and abs(total - have) > Fraction(1, 100):
        by_total = "meets" if total >= asked.need else "short"
        if by_total != answer:
            return concluded(asked, "cannot_tell", None)
    verdict = concluded(asked, answer, max(enough, default=have))
    if verdict.short is not None and verdict.short <= 0:
        return verdict._replace(short=None)
    return verdict


def _enough(asked: Asked, piece: list[Counted], least: int) -> bool:
    hours = sum((one.hours for one in piece), Fraction(0))
    return hours >= asked.need and months_over(piece) >= least


def _could(asked: Asked, found: list[Counted], most: int | None) -> bool:
    """Whether entries without a date could make it enough."""
    undated = sum((one.hours for one in found if one.day is None), Fraction(0))
    best = max(sum((one.hours for one in piece), Fraction(0)) for piece in best_span(found, most))
    return best + undated >= asked.need


def about_given(asked: Asked) -> Verdict | None:
    """The hours of RSC that have to be about RSC given, a finding of its own."""
    rule = asked.rule
    column = has_column(asked.book, "roster", rule.get("about_total") or "")
    log = has_column(asked.book, "rsc", "about_given")
    if not column and not log:
        return None
    needs = fitting(rule.get("about_given", ()), asked.rules_on, scopes_of(asked.row))
    if not needs:
        return NOTHING
    need = max(Fraction(str(one["value"])) for one in needs)
    total = figure(asked.row.get(rule.get("about_total") or "")) if column else None
    sums: Sum | None = None
    if log:
        found = _entries(asked, "rsc", lambda one: _about(asked, one))
        sums = _sums(asked, "rsc", found)
        window = fitting(asked.rule.get("window", ()), asked.rules_on, scopes_of(asked.row))
        if window:
            sums = sums._replace(certain=_about_in_stretch(asked, window, need))
    answer, have = of_log_or_total(sums, column, total, need)
    if answer == "short":
        return Verdict(asked.short(), have, need, need - have)
    return Verdict(
        "cannot_tell" if answer == "blank" else answer, have if answer == "meets" else None, need
    )


def _about_in_stretch(asked: Asked, window: list[Row], wanted: Fraction) -> Fraction:
    """The hours about RSC given that lie in the stretch of time that speaks most for somebody."""
    most = min((one["max_months"] for one in window if "max_months" in one), default=None)
    least = max([one["min_months"] for one in window if "min_months" in one] or [0])
    sessions = _entries(asked, "rsc", lambda one: _session(asked, one))
    pieces = best_span([one for one in sessions if one.sure], most)

    def about(piece: list[Counted]) -> Fraction:
        given = (one.hours for one in piece if one.entry.get("about_given") == "yes")
        return sum(given, Fraction(0))

    def speaks(piece: list[Counted]) -> tuple[object, ...]:
        hours, long = added(piece).certain, months_over(piece) >= least
        last = piece[-1].day if piece else date.min
        asked_about = min(about(piece), wanted) if _enough(asked, piece, least) else Fraction(0)
        return asked_about, min(hours, asked.need or hours), long, hours, last

    return about(max(pieces, key=speaks))


def _about(asked: Asked, one: Row) -> str:
    if one.get("about_given") == "no":
        return NO
    answer = _session(asked, one)
    return UNCLEAR if answer == YES and one.get("about_given") != "yes" else answer
