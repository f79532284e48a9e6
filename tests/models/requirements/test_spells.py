"""Which days of a job count, and the reason that is given: one job at a time, at its edges."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from models.findings import Place
from models.providers import Provider
from models.records import ProviderTerm, TableKind, WorkSpell
from models.requirements.degrees import Degreed
from models.requirements.spells import Terms, Weighed, goes_on, measured, told, weigh
from models.requirements.tenure import Span
from tests.models.requirements.applicants import table

WORK = table(TableKind.WORK, "name", "work_start", "work_end", "work_kind", "paid", "fte", "band")
START, END, UPTO = date(2024, 1, 1), date(2024, 12, 31), date(2025, 6, 30)
DIRECT, INTERN = frozenset({"direct"}), frozenset({"internship"})
PLAIN = Terms(kinds=DIRECT)
INTERNS = Terms(kinds=DIRECT, internship=12, supervisors=frozenset({"MHS", "FS"}))
DAY = timedelta(days=1)


def job(start: date | None = START, end: date | None = END, **said: Any) -> WorkSpell:
    return WorkSpell(WORK, 2, start, end, **{"kind": DIRECT, "paid": True, **said})


def internship(*terms: ProviderTerm, **said: Any) -> WorkSpell:
    giver = Provider("Bo Lee", None, list(terms)) if terms else None
    return job(**{"kind": INTERN, "supervisor": giver, **said})


def term(
    start: date | None = None, end: date | None = None, scope: str = "MHS", **unsure: bool
) -> ProviderTerm:
    return ProviderTerm(WORK, 2, frozenset({scope}), "endorsed", start, end, **unsure)


def spans(weighed: Weighed) -> tuple[list[Span], list[Span]]:
    return list(weighed.sure), list(weighed.maybe)


WHOLE = Span(START, END)


def test_a_job_that_begins_today_counts_a_day() -> None:
    """The day up to which is counted is the last one; what begins after it is left out."""
    assert spans(weigh(job(UPTO, None), PLAIN, UPTO)) == ([Span(UPTO, UPTO)], [])
    later = weigh(job(UPTO + DAY, None), PLAIN, UPTO)
    assert spans(later) == ([], [])
    assert later.why == "it begins after 30 Jun 2025"


def test_a_job_of_one_day_is_a_job() -> None:
    """Begun and ended on one day is nothing odd; an end before the start is."""
    assert spans(weigh(job(START, START), PLAIN, UPTO)) == ([Span(START, START)], [])
    backwards = weigh(job(START, START - DAY), PLAIN, UPTO)
    assert backwards.sure == ()
    assert spans(backwards)[1] == [Span(START, UPTO)]
    assert backwards.why == "it ends before it begins"


@pytest.mark.parametrize(
    ("after", "sure", "maybe", "why"),
    [
        (Degreed("Bachelor's degree", none=True), [], [],
         "there is no Bachelor's degree on record"),
        (Degreed("Bachelor's degree", END + DAY), [], [],
         "it lies before the Bachelor's degree of 1 Jan 2025"),
        (Degreed("Bachelor's degree", unsure=True), [], [WHOLE],
         "the date of the Bachelor's degree is not known"),
        (Degreed("Bachelor's degree", START), [WHOLE], [],
         "counts from 1 Jan 2024 to 31 Dec 2024"),
        (Degreed("Bachelor's degree", START + DAY), [Span(START + DAY, END)], [],
         "counts from 2 Jan 2024 to 31 Dec 2024, after the Bachelor's degree"),
        (Degreed("Bachelor's degree", START + DAY, unsure=True), [Span(START + DAY, END)],
         [WHOLE], "counts from 2 Jan 2024 to 31 Dec 2024, after the Bachelor's degree"),
    ],
)  # fmt: skip
def test_work_after_the_degree(
    after: Degreed, sure: list[Span], maybe: list[Span], why: str
) -> None:
    """The day of the degree counts; the reason names the degree and its day."""
    weighed = weigh(job(), PLAIN._replace(after=after), UPTO)
    assert (spans(weighed), str(weighed.why)) == ((sure, maybe), why)


@pytest.mark.parametrize("after", [Degreed("a degree", START + DAY), Degreed("a", unsure=True)])
def test_a_job_in_doubt_stays_in_doubt_after_a_degree(after: Degreed) -> None:
    """What cannot be read goes before what the degree says; the days only may count."""
    weighed = weigh(job(problem="Start date cannot be read."), PLAIN._replace(after=after), UPTO)
    assert weighed.sure == ()
    assert len(weighed.maybe) == 1
    assert "Start date cannot be read" in weighed.why


@pytest.mark.parametrize(
    ("spell", "sure", "maybe", "why"),
    [
        (internship(), [], [WHOLE], "nobody is named as supervisor of the internship"),
        (internship(supervisor_named="Cy"), [], [WHOLE], "its supervisor is not in this workbook"),
        (internship(term(scope="FA")), [], [], "its supervisor did not hold any of FS, MHS then"),
        (internship(term(scope="FA"), term()), [WHOLE], [],
         "an internship, counts from 1 Jan 2024 to 31 Dec 2024"),
        (internship(term(date(2024, 3, 1), date(2024, 4, 30))),
         [Span(date(2024, 3, 1), date(2024, 4, 30))], [],
         "an internship, counts from 1 Mar 2024 to 30 Apr 2024"),
        (internship(term(END + DAY)), [], [], "its supervisor did not hold any of FS, MHS then"),
        (internship(term(unsure_start=True)), [], [WHOLE],
         "its supervisor's own dates are not known"),
        (internship(term(unsure_end=True)), [], [WHOLE],
         "its supervisor's own dates are not known"),
        (internship(term(unsure_scopes=True)), [], [WHOLE],
         "its supervisor's own dates are not known"),
    ],
)  # fmt: skip
def test_internships(spell: WorkSpell, sure: list[Span], maybe: list[Span], why: str) -> None:
    """The days on which the supervisor held a category that is asked; any term may do."""
    weighed = weigh(spell, INTERNS, UPTO)
    assert (spans(weighed), str(weighed.why)) == ((sure, maybe), why)
    assert weighed.intern


def test_an_internship_is_one_whatever_comes_of_it() -> None:
    """Left out, without a start, or in doubt, it never counts among the other work."""
    for spell, terms in [
        (internship(), PLAIN),
        (internship(start=None), INTERNS),
        (internship(term(), problem="End cannot be read."), INTERNS),
        (internship(problem="End cannot be read."), INTERNS),
    ]:
        weighed = weigh(spell, terms, UPTO)
        assert weighed.intern
        assert weighed.sure == ()
    assert weigh(internship(start=None), INTERNS, UPTO).unbounded


def test_an_internship_in_doubt_is_said_so() -> None:
    """What cannot be read goes before what the supervisor was; the days only may count."""
    for spell in (internship(problem="End cannot be read."),
                  internship(term(), problem="End cannot be read."),
                  internship(term(unsure_start=True), problem="End cannot be read.")):  # fmt: skip
        weighed = weigh(spell, INTERNS, UPTO)
        assert "End cannot be read" in weighed.why
        assert spans(weighed) == ([], [WHOLE])


def test_an_internship_in_doubt_counts_within_its_limit_only() -> None:
    """Beside other work at most a year of it may count, however long it was."""
    spell = internship(term(), start=date(2020, 1, 1), end=date(2023, 12, 31),
                       problem="End cannot be read.")  # fmt: skip
    found = measured([spell], INTERNS, UPTO)
    assert (found.certain, found.possible) == (0, Fraction(12))


def test_what_goes_on() -> None:
    """A job goes on with an end that is open or ahead; one that ends that day does not."""
    assert goes_on([job(START, None)], END)
    assert goes_on([job(START, END + DAY)], END)
    assert not goes_on([job(START, END)], END)
    assert goes_on([job(START, START - DAY)], END)
    assert not goes_on([job(None, START)], END)
    assert not goes_on([], END)


def test_days_that_count_once_say_so() -> None:
    """Of two jobs at a time the second line says what it adds; each points at its own start."""
    both = [
        weigh(job(START, END, title="Clinic"), PLAIN, UPTO),
        weigh(job(START, UPTO, title="Home visits"), PLAIN, UPTO),
        weigh(job(UPTO, UPTO), PLAIN, UPTO),
    ]
    lines = told([*both[:2], both[2]._replace(spell=both[2].spell._replace(row=9))])
    once = "; days that another job covers count once"
    assert [(line.what, line.counted, line.why) for line in lines] == [
        ("1 Jan 2024 to 31 Dec 2024, Clinic", True, "counts from 1 Jan 2024 to 31 Dec 2024"),
        ("1 Jan 2024 to 30 Jun 2025, Home visits", True,
         f"counts from 1 Jan 2024 to 30 Jun 2025{once}"),
        ("30 Jun 2025 to 30 Jun 2025", True, f"counts from 30 Jun 2025 to 30 Jun 2025{once}"),
    ]  # fmt: skip
    assert [line.place for line in lines] == [
        Place("work", 2, 2), Place("work", 2, 2), Place("work", 9, 2),
    ]  # fmt: skip
