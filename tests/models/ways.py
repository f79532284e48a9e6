"""The ways of judging a book: at a glance, one by one in short, and at length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from unittest.mock import patch

from models import assess as engine
from models import ataglance
from models.findings import Assessments
from models.roster import Roster
from models.rulepack import Pack

Judge = Callable[[Roster, Pack, date], Assessments]


def at_a_glance(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Judge whomever whole columns tell to be in order by these, however few they are."""
    with patch.object(ataglance, "FEW", 1):
        return engine.assess(roster, pack, as_of)


def one_by_one(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Judge one person after the other, in short where that is enough."""
    with patch.object(engine, "at_a_glance", lambda _: ataglance.Glance({}, {})):
        return engine.assess(roster, pack, as_of)


def at_length(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Judge every requirement and every row of everybody with care."""
    with (
        patch.object(engine, "settle_all", lambda *_: None),
        patch.object(engine, "in_order", lambda *_, **__: False),
    ):
        return one_by_one(roster, pack, as_of)


def hold_alike(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Hold the three ways to each other: status, days, findings, flags. Gives the first."""
    long = at_length(roster, pack, as_of)
    for way in (one_by_one, at_a_glance):
        short = way(roster, pack, as_of)
        for one, other in zip(short.people, long.people, strict=True):
            assert one.person is other.person
            assert (one.status, one.next_due, one.changes_on) == (
                other.status, other.next_due, other.changes_on,
            )  # fmt: skip
            assert list(one.flagged) == [f for f in other.findings if f.flagged]
            assert list(one.findings) == list(other.findings)
        assert list(short.notices) == list(long.notices)
    return short
