"""What all kinds share: next step, what is said beside a finding, degrees, and what was held."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from models.findings import Outcome
from models.layering import load_pack
from models.records import LogEntry, ProviderTerm, TableKind
from models.requirements.base import Case, Requirement, degree_by, highest
from models.requirements.count import Count
from models.requirements.crowd import Crowd
from models.requirements.fee import Fee
from models.requirements.hours import Hours
from models.requirements.signed import Signed
from models.requirements.work import Work
from models.roster import Listed
from tests.models.requirements.applicants import applicant, need, rule, table

DAY = date(2024, 5, 1)
CYCLE = date(2024, 1, 1), date(2024, 12, 31)
TAB = table(TableKind.PROVIDERS)
PACK = load_pack("national")
HOURS: Requirement = rule(
    Hours, title="training", typical=[{"value": 40, "source": "S"}], log="training",
    total="training_hours",
)  # fmt: skip


def held(scopes: str, standing: str, start: date | None, end: date | None) -> ProviderTerm:
    return ProviderTerm(TAB, 2, frozenset(scopes.split()), standing, start, end)


@pytest.mark.parametrize(
    ("terms", "scopes"),
    [
        ([], {"MHS"}),
        ([("FS", "endorsed", None, DAY)], {"FS"}),
        ([("FS", "emerging", DAY, None)], {"FS"}),
        ([("FS", "endorsed", date(2024, 5, 2), None)], {"MHS"}),
        ([("FS", "endorsed", None, date(2024, 4, 30))], {"MHS"}),
        ([("FS", "lapsed", None, None)], {"MHS"}),
        ([("FS", "endorsed", None, None), ("FA", "endorsed", None, None)], {"FS", "FA"}),
        ([("FS", "endorsed", None, None), ("MHS", "endorsed", None, None)], {"MHS"}),
        ([("MHS ERS", "endorsed", None, None)], {"MHS"}),
    ],
)
def test_the_category_of_that_day(terms, scopes) -> None:
    """Of the present category where it was held; else of what was held instead, to the day."""
    case = applicant(DAY, scopes=["MHS"], holdings=[held(*one) for one in terms])
    assert case.held_on(DAY) == scopes


@pytest.mark.parametrize(
    ("levels", "comes_to"),
    [
        (["master"], "master"),
        (["bachelor", "doctorate"], "master"),
        (["bachelor", "cda"], "bachelor"),
        (["cda", "associate", "none"], "none"),
        ([], "none"),
    ],
)
def test_of_degrees_three_steps_are_told_apart(levels, comes_to) -> None:
    """Master's or above, a Bachelor's, and what is below; as the Providers tab says it."""
    assert highest(levels) == comes_to


@pytest.mark.parametrize(
    ("degrees", "comes_to"),
    [
        ([("bachelor", DAY)], "bachelor"),
        ([("bachelor", date(2024, 5, 2))], "none"),
        ([("master", DAY)], "master"),
        ([("master", date(2024, 5, 2))], "none"),
        ([("doctorate", date(2010, 5, 2))], "master"),
        ([("bachelor", None)], "bachelor"),
        ([("cda", None)], "none"),
        ([("master", None)], None),
        ([(None, DAY), ("bachelor", DAY)], None),
        ([], None),
    ],
)
def test_a_degree_holds_from_its_day_on(degrees, comes_to) -> None:
    """On the day itself it is held; without a day only a Master's or above is in doubt."""
    assert degree_by(degrees, DAY) == comes_to


def test_what_is_tracked_at_all_is_tracked_whole() -> None:
    """Of most kinds a workbook cannot tell a part alone: its column or its tab tells of all."""
    assert HOURS.tracked_whole(applicant(DAY, {"training_hours": None}))
    assert HOURS.tracked_whole(applicant(DAY, tabs=[table(TableKind.TRAINING)]))
    assert not HOURS.tracked_whole(applicant(DAY))


def test_what_is_asked_is_named_in_a_list() -> None:
    """With its figure and its unit where there is one, else by its name."""
    assert HOURS.wanted(need(30)) == "30 hours of training"
    work: Requirement = rule(Work, title="paid work")
    assert work.wanted(need(1.5)) == "1.5 years of paid work"
    families: Requirement = rule(Count, title="families served", log="work", total="families")
    assert families.wanted(need(10)) == "10 families served"
    ethics: Requirement = rule(Signed, title="Code of Ethics", field="ethics")
    assert ethics.wanted(need()) == "Code of Ethics"


@pytest.mark.parametrize(
    ("outcome", "say", "step"),
    [
        (Outcome.OPEN, "hours.open", "Ask."),
        (Outcome.GAP, "hours.blank", "Ask."),
        (Outcome.CANNOT_TELL, "hours.unclear", "Ask."),
        (Outcome.CANNOT_TELL, "hours.blank", "Fill or mend the cell."),
        (Outcome.CANNOT_TELL, "hours.unreadable", "Fill or mend the cell."),
        (Outcome.MEETS, "hours.meets", ""),
        (Outcome.NOT_APPLICABLE, "hours.blank", ""),
    ],
)
def test_the_next_step(outcome, say, step) -> None:
    """A cell at fault is mended first; else the pack's step, and none where nothing is missing."""
    found = HOURS.finding(applicant(DAY), outcome, say, {}, need(30), pace="behind")
    assert found.next_step == step
    assert found.pace == "behind"


@pytest.mark.parametrize(("short_title", "said"), [("", "training"), ("hours", "hours")])
def test_the_short_name(short_title, said) -> None:
    """In a narrow column the short name stands, and the whole one where there is none."""
    one = HOURS.model_copy(update={"short_title": short_title})
    found = one.finding(applicant(DAY), Outcome.OPEN, "hours.open", {}, need(30))
    assert found.facts["short_title"] == said


@pytest.mark.parametrize(
    ("have", "told"), [(29.9, False), (30.0, True), (39.9, True), (40.0, False), (None, False)]
)
def test_the_usual_figure_is_told_between_what_is_asked_and_itself(have, told) -> None:
    """Who has just what is asked hears of the usual figure; who has that much does not."""
    found = HOURS.finding(applicant(DAY), Outcome.MEETS, "hours.meets", {}, need(30), have=have)
    assert [remark.say for remark in found.remarks] == (["typical"] if told else [])


def test_the_case_of_somebody_else_is_the_same_but_for_the_person() -> None:
    """All that is said of the cycle stays; nothing is shared that was added up of the first."""
    ana, other = applicant(DAY, deadline=CYCLE), applicant(DAY).person
    case = Case(
        ana.person, ana.roster, DAY, "renewal", frozenset({"MHS"}), True, date(2024, 5, 2), PACK,
        *(date(2024, month, 1) for month in (1, 2, 3, 4, 6)), True, {"hours": 3},
    )  # fmt: skip
    found = case.but_of(other)
    assert found.person is other
    assert found.tallies == {}
    kept = [one.name for one in fields(Case) if one.name not in {"person", "tallies"}]
    assert [getattr(found, name) for name in kept] == [getattr(case, name) for name in kept]


@pytest.mark.parametrize(
    ("said", "gave", "gives"),
    [
        ({}, [], False),
        ({"always_gives_rsc": True}, [], True),
        ({"provider": True}, [], True),
        ({"gives_rsc": True}, [], True),
        ({"gives_rsc": False}, [], False),
        ({"gives_rsc": False}, [CYCLE[0]], True),
        ({}, [CYCLE[1]], True),
        ({}, [date(2023, 12, 31), date(2025, 1, 1)], False),
        ({}, [None], False),
    ],
)
def test_who_gives_rsc(said: dict[str, bool], gave: list[date | None], gives: bool) -> None:
    """Who always does, stands in a tab of providers, says so, or gave some within the cycle."""
    cells = {"gives_rsc": said["gives_rsc"]} if "gives_rsc" in said else {}
    case = applicant(DAY, cells, deadline=CYCLE, provider="provider" in said)
    case.person.gave = [LogEntry(TAB, 2, day, 1.0) for day in gave]
    case.always_gives_rsc = "always_gives_rsc" in said
    assert case.gives_rsc is gives


def test_what_is_plain_of_one_is_said_of_each_of_many() -> None:
    """A kind that knows no quicker way is asked of one person after the other."""
    cells = ({"fee_paid": True}, {"fee_paid": None}, {"fee_paid": True})
    cases = [applicant(DAY, said) for said in cells]
    first, fee = cases[0], rule(Fee, field="fee_paid")
    each = [one.person for one in cases]
    crowd = Crowd(first, Listed(first.person.table, each, {}), range(3))
    met = fee.settled(first, need())
    assert met is not None
    assert list(fee.settle_many(crowd, need())) == [met, None, met]
    asked_of_nobody = [fee.settled(one, None) for one in cases]
    assert list(fee.settle_many(crowd, None)) == asked_of_nobody
