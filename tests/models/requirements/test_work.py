"""Years of work: which jobs count, from which day, and what is said of the others."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar import months_after
from models.findings import Outcome, Place
from models.providers import Provider
from models.records import Degree, ProviderTerm, TableKind, WorkSpell
from models.requirements.work import Work
from tests.examples import tries
from tests.models.requirements.applicants import (
    SOURCE,
    applicant,
    check,
    judged,
    need,
    rule,
    steady,
    table,
)

WORK = table(
    TableKind.WORK,
    "name",
    "work_start",
    "work_end",
    "work_kind",
    "paid",
    "fte",
    "band",
    "supervisor",
)
BARE = table(TableKind.WORK, "name", "work_start", "work_end")
EDUCATION = table(TableKind.EDUCATION, "name", "degree", "degree_date")
DIRECT = frozenset({"direct"})
TODAY = date(2026, 6, 30)
MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL


def job(start: date | None, end: date | None = None, **said: Any) -> WorkSpell:
    return WorkSpell(WORK, 2, start, end, **{"kind": DIRECT, "paid": True, **said})


def degree(level: str | None, day: date | None, problem: str | None = None) -> Degree:
    return Degree(level, day, "", Place("education", 2), problem)


def supervisor(*terms: tuple[str, date | None, date | None], **unsure: bool) -> Provider:
    made = [
        ProviderTerm(WORK, 2, frozenset({scope}), "endorsed", start, end, **unsure)
        for scope, start, end in terms
    ]
    return Provider("Bo Lee", None, made)


def work(**keys: Any) -> Work:
    return rule(Work, **{"kinds": ["direct"], "title": "paid work with families", **keys})


def case(jobs: list[WorkSpell], as_of: date = TODAY, cells: Any = None, **more: Any) -> Any:
    tabs = more.pop("tabs", [WORK])
    return applicant(as_of, cells, tabs=tabs, work=jobs, **more)


def outcome(jobs: list[WorkSpell], as_of: date = TODAY, cells: Any = None, **more: Any) -> Outcome:
    keys = more.pop("keys", {})
    (found, *_) = check(work(**keys), case(jobs, as_of, cells, **more), need(2))
    return found.outcome


# --- what must hold for all jobs ---------------------------------------------------------------

DAYS = st.dates(date(2021, 1, 1), date(2028, 6, 30))
JOBS = st.lists(
    st.builds(
        lambda start, end, kind, paid, problem, band: WorkSpell(
            WORK, 2, start, end, kind, paid, band=band, problem=problem
        ),
        st.one_of(DAYS, DAYS, DAYS, st.none()),
        st.one_of(DAYS, DAYS, st.none()),
        st.sampled_from([DIRECT, DIRECT, frozenset(), frozenset({"policy"}), frozenset({"other"})]),
        st.sampled_from([True, True, None, False]),
        st.sampled_from([None, None, None, None, "the start cannot be read."]),
        st.sampled_from(["infant", "infant", None, "early", "both"]),
    ),
    max_size=4,
)  # fmt: skip
DEGREES = st.lists(
    st.builds(
        degree,
        st.sampled_from(["associate", "bachelor", "master", None]),
        st.one_of(DAYS, st.none()),
    ),
    max_size=2,
)
AS_OF = st.dates(date(2023, 1, 1), date(2027, 12, 31))
COLUMN = st.sampled_from([{}, {}, {"work_years": None}, {"work_years": 2.0}, {"work_years": 1.5},
                          {"work_years": 4.0}, {"work_years": "?two"}])  # fmt: skip
SUBMITTED = st.one_of(st.none(), st.none(), DAYS)


def drawn(draw: st.DrawFn) -> Any:
    """Give a rule, and a function that makes the case of a day."""
    keys: dict[str, Any] = {}
    if draw(st.booleans()):
        keys["after_degree"] = [{"degree": "bachelor", **SOURCE}]
    keys["paid"] = draw(st.booleans())
    keys["part_time"] = draw(st.sampled_from(["as_is", "fte"]))
    cells = dict(draw(COLUMN))
    submitted = draw(SUBMITTED)
    if submitted is not None:
        cells["submitted"] = submitted
    jobs, degrees = draw(JOBS), draw(DEGREES)
    tabs = [WORK, EDUCATION] if draw(st.booleans()) else [WORK]
    rules_on = date(2023, 1, 1)

    def at(day: date) -> Any:
        one = case(jobs, day, cells, degrees=degrees, tabs=tabs, band="infant", rules_on=rules_on)
        return one, need(2)

    return work(**keys), at


@given(st.composite(drawn)(), AS_OF)
@settings(deadline=None, max_examples=tries(60, few=15))
def test_nothing_changes_before_the_day_that_is_said(made: Any, as_of: date) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""
    requirement, at = made
    check(requirement, *at(as_of))
    steady(requirement, at, as_of, most=25)


def by_hand(jobs: list[WorkSpell], upto: date) -> Fraction:
    """Count the months day by day: runs of days on which anything counts, month by month."""
    days = sorted(
        {
            spell.start + timedelta(days=n)
            for spell in jobs
            if spell.start is not None and spell.start <= upto
            for n in range((min(spell.end or upto, upto) - spell.start).days + 1)
        }
    )
    sum_, at = Fraction(0), 0
    while at < len(days):
        run = at
        while run + 1 < len(days) and days[run + 1] == days[run] + timedelta(days=1):
            run += 1
        begin, stop, full = days[at], days[run] + timedelta(days=1), 0
        while months_after(begin, full + 1) <= stop:
            full += 1
        month = (months_after(begin, full + 1) - months_after(begin, full)).days
        sum_ += full + Fraction((stop - months_after(begin, full)).days, month)
        at = run + 1
    return sum_


PLAIN = st.lists(
    st.builds(
        lambda start, days: job(start, None if days is None else start + timedelta(days=days)),
        DAYS, st.one_of(st.none(), st.integers(0, 800)),
    ),
    max_size=4,
)  # fmt: skip


@given(PLAIN, AS_OF)
@settings(deadline=None, max_examples=tries(60, few=15))
def test_it_comes_to_what_one_counts_by_hand(jobs: list[WorkSpell], as_of: date) -> None:
    """Overlapping and open-ended jobs: counted day by day it is the same outcome."""
    months = by_hand(jobs, as_of)
    found = judged(work(), case(jobs, as_of), need(2))
    assert found.outcome is (MEETS if months >= 24 else OPEN)
    assert found.have is not None
    assert abs(found.have - float(months / 12)) < 0.0002
    if found.outcome is OPEN and found.changes_on is not None:
        assert (
            by_hand(jobs, found.changes_on) >= 24 > by_hand(jobs, found.changes_on - timedelta(1))
        )


@given(PLAIN, PLAIN, AS_OF)
@settings(deadline=None, max_examples=tries(60, few=15))
def test_what_is_doubtful_never_decides(
    sure: list[WorkSpell], doubtful: list[WorkSpell], as_of: date
) -> None:
    """Jobs in doubt never make it met, and never make it short if they could be enough."""
    unclear = [spell._replace(problem="it is smudged.") for spell in doubtful]
    found = judged(work(), case([*sure, *unclear], as_of), need(2)).outcome
    least, most = by_hand(sure, as_of), by_hand([*sure, *doubtful], as_of)
    wanted = MEETS if least >= 24 else CANNOT if max(least, most) >= 24 else OPEN
    assert found is wanted


# --- points of the facts -----------------------------------------------------------------------


def test_two_jobs_at_once_are_not_two_years_twice() -> None:
    """Two jobs in the same year are one year of work."""
    year = (date(2024, 1, 1), date(2024, 12, 31))
    assert outcome([job(*year), job(*year)]) is OPEN
    assert outcome([job(*year), job(date(2025, 1, 1), date(2025, 12, 31))]) is MEETS


def test_the_day_on_which_two_years_are_full_is_told() -> None:
    """A job that goes on: open on the day before, met on the day, and the day is foretold."""
    going_on = [job(date(2024, 3, 1))]
    before = judged(work(), case(going_on, date(2026, 2, 27)), need(2))
    assert (before.outcome, before.changes_on) == (OPEN, date(2026, 2, 28))
    assert before.short is not None
    assert before.short > 0
    assert "28 Feb 2026" in before.message
    assert outcome(going_on, date(2026, 2, 28)) is MEETS


def test_work_that_goes_on_counts_to_the_submission() -> None:
    """After the application went in, the years stand still, and it is said up to which day."""
    cells = {"submitted": date(2025, 12, 31)}
    found = judged(work(), case([job(date(2024, 3, 1))], TODAY, cells), need(2))
    assert (found.outcome, found.changes_on) == (OPEN, None)
    assert "31 Dec 2025" in found.message
    keys = {"counted_to": "as_of"}
    assert outcome([job(date(2024, 3, 1))], TODAY, cells, keys=keys) is MEETS


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"paid": False}, OPEN),
        ({"paid": None}, CANNOT),
        ({"kind": frozenset()}, CANNOT),
        ({"kind": frozenset({"other"})}, CANNOT),
        ({"kind": frozenset({"policy"})}, OPEN),
        ({"kind": frozenset({"policy", "direct"})}, MEETS),
        ({"kind": frozenset({"volunteer", "direct"}), "paid": None}, OPEN),
        ({"problem": "the start cannot be read."}, CANNOT),
        ({"start": None}, CANNOT),
        ({"end": date(2019, 1, 1)}, CANNOT),
        ({"band": "early"}, OPEN),
        ({"band": "both"}, MEETS),
    ],
)
def test_each_thing_said_of_a_job(changed: dict[str, Any], expected: Outcome) -> None:
    """Unpaid or other work does not count; what is not said or not plain is never zero."""
    one = job(date(2023, 1, 1), band="infant")._replace(**changed)
    assert outcome([one], band="infant") is expected


def test_a_column_that_is_not_there_raises_no_doubt() -> None:
    """A tab with nothing but dates is taken as it is."""
    spell = WorkSpell(BARE, 2, date(2023, 1, 1), None)
    assert outcome([spell], tabs=[BARE], band="infant") is MEETS


def test_volunteer_work_counts_only_where_admitted_and_supervised() -> None:
    """For a Family Associate it counts if somebody supervised it."""
    volunteer = job(date(2023, 1, 1), kind=frozenset({"volunteer"}), paid=False)
    assert outcome([volunteer]) is OPEN
    assert outcome([volunteer], keys={"volunteer": True}) is CANNOT
    named = volunteer._replace(supervisor_named="Bo Lee")
    assert outcome([named], keys={"volunteer": True}) is MEETS


def test_part_time_as_it_is_or_by_its_share() -> None:
    """Half time for two years is two years, or one, as the pack says; two halves are a whole."""
    half = job(date(2024, 7, 1), fte=0.5)
    assert outcome([half]) is MEETS
    assert outcome([half], keys={"part_time": "fte"}) is OPEN
    assert outcome([half, half], keys={"part_time": "fte"}) is MEETS
    unsaid = job(date(2024, 7, 1), fte=None)
    assert outcome([unsaid], keys={"part_time": "fte"}) is CANNOT


AFTER = {
    "after_degree": [{"degree": "bachelor", "scopes": ["FS"], "until": "2022-12-31", **SOURCE}]
}


def test_work_before_the_degree_does_not_count() -> None:
    """Under the older rule for Family Specialist; since then no degree is asked."""
    jobs, tabs = [job(date(2019, 1, 1))], [WORK, EDUCATION]
    late = [degree("bachelor", date(2021, 6, 1))]
    older = {"tabs": tabs, "keys": AFTER, "rules_on": date(2022, 5, 1)}
    assert outcome(jobs, date(2022, 5, 1), degrees=late, **older) is OPEN
    newer = {**older, "rules_on": date(2023, 5, 1)}
    assert outcome(jobs, date(2022, 5, 1), degrees=late, **newer) is MEETS
    found = judged(
        work(**AFTER),
        case(jobs, date(2022, 5, 1), degrees=late, tabs=tabs, rules_on=date(2022, 5, 1)),
        need(2),
    )
    assert found.changes_on == date(2023, 5, 31)


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        ([degree("bachelor", date(2018, 1, 1)), degree("master", date(2021, 1, 1))], MEETS),
        ([degree("master", date(2018, 1, 1))], MEETS),
        ([degree("associate", date(2018, 1, 1))], OPEN),
        ([degree("bachelor", None)], CANNOT),
        ([degree(None, date(2018, 1, 1))], CANNOT),
        ([], CANNOT),
        ([degree("bachelor", date(2022, 1, 1)), degree("master", None)], CANNOT),
    ],
)
def test_which_degree_is_meant(degrees: list[Degree], expected: Outcome) -> None:
    """One of several degrees, or a higher one; a date that is not known is never guessed."""
    given = {"tabs": [WORK, EDUCATION], "keys": AFTER, "rules_on": date(2022, 5, 1)}
    assert outcome([job(date(2019, 1, 1))], date(2022, 5, 1), degrees=degrees, **given) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2018, 1, 1), MEETS), (date(2021, 1, 1), OPEN), (None, CANNOT), ("?May", CANNOT)],
)
def test_a_column_of_dates_means_the_degree_that_is_asked(day: object, expected: Outcome) -> None:
    """A roster with the date of the degree and nothing else about it."""
    cells, on = {"degree_date": day}, date(2022, 5, 1)
    assert outcome([job(date(2019, 1, 1))], on, cells, keys=AFTER, rules_on=on) is expected


def test_without_dates_of_degrees_work_is_taken_as_it_is() -> None:
    """Where the workbook does not track them, it is said and not held against anybody."""
    found = judged(work(**AFTER), case([job(date(2019, 1, 1))], rules_on=date(2022, 5, 1)), need(2))
    assert found.outcome is MEETS
    assert "not tracked" in found.message


INTERN = {
    "internship": [{"months": 12, "supervisor": ["MHS", "MHM-C"], "scopes": ["FS"], **SOURCE}]
}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"supervisor": supervisor(("MHS", date(2015, 1, 1), None))}, MEETS),
        ({"supervisor": supervisor(("FS", date(2015, 1, 1), None))}, OPEN),
        ({"supervisor": supervisor(("MHS", date(2023, 9, 1), None))}, OPEN),
        ({"supervisor": supervisor(("MHS", None, None), unsure_start=True)}, CANNOT),
        ({"supervisor_named": "Somebody Else"}, CANNOT),
        ({}, CANNOT),
    ],
)
def test_an_internship_needs_a_qualified_supervisor(
    said: dict[str, Any], expected: Outcome
) -> None:
    """One year of internship stands for one of the two, if the supervisor was qualified then."""
    intern = job(
        date(2021, 9, 1), date(2023, 8, 31), kind=frozenset({"internship"}), paid=False, **said
    )
    assert outcome([intern, job(date(2024, 1, 1), date(2024, 12, 31))], keys=INTERN) is expected


def test_an_internship_stands_for_one_year_at_most() -> None:
    """Two years of internship are one; where none is admitted they are nothing."""
    intern = job(
        date(2021, 9, 1), date(2023, 8, 31), kind=frozenset({"internship"}),
        supervisor=supervisor(("MHM-C", date(2015, 1, 1), None)),
    )  # fmt: skip
    found = judged(work(**INTERN), case([intern]), need(2))
    assert (found.outcome, found.have, found.short) == (OPEN, 1.0, 1.0)
    assert "internship" in found.message
    assert judged(work(), case([intern]), need(2)).have == 0.0


def test_leadership_overlaps_with_work() -> None:
    """A job that is both counts for both."""
    both = [job(date(2023, 1, 1), kind=frozenset({"direct", "leadership"}))]
    leading = rule(Work, kinds=["leadership"], paid=False, total="leadership_years")
    assert judged(leading, case(both), need(3)).outcome is MEETS
    assert outcome(both) is MEETS


@pytest.mark.parametrize(
    ("said", "jobs", "expected", "more"),
    [
        (2.0, [], MEETS, []),
        (1.5, [], OPEN, []),
        (None, [], CANNOT, []),
        ("?two", [], CANNOT, []),
        (2.0, [job(date(2024, 1, 1), date(2025, 12, 31))], MEETS, []),
        (3.0, [job(date(2024, 1, 1), date(2024, 12, 31))], CANNOT, ["total.disagrees"]),
        (1.0, [job(date(2023, 1, 1), date(2025, 12, 31))], CANNOT, ["total.disagrees"]),
        (1.0, [job(date(2023, 1, 1))], MEETS, []),
        (9.0, [job(date(2023, 1, 1))], MEETS, ["total.disagrees"]),
        (2.0, [job(date(2024, 1, 1), date(2025, 12, 31), problem="smudged.")], CANNOT, []),
    ],
)
def test_the_column_against_the_jobs(
    said: object, jobs: list[WorkSpell], expected: Outcome, more: list[str]
) -> None:
    """The tab goes first; a column that says otherwise is questioned, one that lags is not."""
    found = check(work(), case(jobs, TODAY, {"work_years": said}), need(2))
    assert found[0].outcome is expected
    assert [finding.rule for finding in found[1:]] == more


def test_only_a_column_or_only_a_tab() -> None:
    """Nobody's jobs in a tab are no years; without column and tab it is not tracked."""
    assert outcome([]) is OPEN
    assert outcome([], cells={"work_years": 2.5}, tabs=[]) is MEETS
    assert not work().tracked(case([], tabs=[]))
    assert work().tracked(case([]))
    assert work().tracked(case([], cells={"work_years": None}, tabs=[]))


def test_nothing_is_asked_of_other_categories() -> None:
    """A category without a value is asked for nothing."""
    (found,) = check(work(), case([]), None)
    assert found.outcome is Outcome.NOT_APPLICABLE


def test_every_job_is_listed_with_its_reason() -> None:
    """The evidence names each job, whether it counted, and why."""
    jobs = [
        job(date(2023, 1, 1), title="Home visitor"),
        job(date(2023, 1, 1), paid=False),
        job(date(2027, 1, 1)),
        job(None, problem="the start cannot be read."),
    ]
    lines = work().evidence(case(jobs))
    assert [line.counted for line in lines] == [True, False, False, False]
    assert lines[0].what == "1 Jan 2023 to now, Home visitor"
    assert [line.why.split(",")[0] for line in lines] == [
        "counts from 1 Jan 2023 to 30 Jun 2026",
        "it is not paid",
        "it begins after 30 Jun 2026",
        "unclear: it cannot be read: the start cannot be read.",
    ]


def test_days_that_count_once_are_named() -> None:
    """Of two jobs at once the evidence says that their common days count once."""
    jobs = [job(date(2023, 1, 1)), job(date(2024, 1, 1), date(2024, 12, 31))]
    first, second = work().evidence(case(jobs))
    assert "count once" in second.why
    assert "count once" not in first.why


def test_a_setting_that_is_not_verified_is_named() -> None:
    """What rests on an unverified part of a rule says so, and only then."""
    keys = {"after_degree": [{"degree": "bachelor", "reading": "unverified", **SOURCE}]}
    for given_, expected in ((keys, True), ({}, False)):
        found = judged(work(**given_), case([job(date(2019, 1, 1))]), need(2))
        assert ("not verified" in found.message) is expected


def test_rules_that_change_are_announced() -> None:
    """The days on which a setting begins or ends are among those on which rules change."""
    assert date(2023, 1, 1) in set(work(**AFTER).turns())
