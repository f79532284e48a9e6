"""What the engine concludes: outcomes, doubt, and the next day on which anything can change."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.cells import DateOrder
from models.findings import GRAVITY, Outcome
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack, shipped
from models.records import Table, TableKind
from tests.examples import tries

PACKS = {pack_id: load_pack(pack_id) for pack_id in shipped()}
ROSTER = [
    "name", "category", "status", "endorsed", "submitted", "renewal_due", "membership_expires",
    "ethics", "agreement", "gives_rsc", "training_hours", "dei_hours", "rsc_training_hours",
    "rsc_hours",
]  # fmt: skip
TRAINING = ["name", "date", "hours", "title", "topic"]
RSC = ["name", "date", "hours", "provider", "mode"]


def table(kind: TableKind, sheet: str, fields: list[str]) -> Table:
    return Table(kind, sheet, 1, {f: n for n, f in enumerate(fields, 1)}, {f: f for f in fields})


def judged(pack_id: str, as_of: date, people, training=None, rsc=None):
    """Judge rows given field by field; logs are there only if they are given."""
    grids = {"R": Grid("R", [ROSTER, *[[p.get(f, "") for f in ROSTER] for p in people]])}
    used = {f for p in people for f in p} | {"name", "category"}
    roster = Table(
        TableKind.ROSTER, "R", 1,
        {f: n for n, f in enumerate(ROSTER, 1) if f in used}, {f: f for f in used},
    )  # fmt: skip
    tables = [roster]
    for kind, name, fields, rows in [
        (TableKind.TRAINING, "T", TRAINING, training),
        (TableKind.RSC, "S", RSC, rsc),
    ]:
        if rows is not None:
            grids[name] = Grid(name, [fields, *rows])
            tables.append(table(kind, name, fields))
    read = read_roster(grids, tables, PACKS[pack_id], DateOrder.MDY)
    return assess(read, PACKS[pack_id], as_of)


def outcomes(result, person=0):
    return {f.rule: f.outcome for f in result.people[person].findings}


days = st.dates(date(2022, 1, 1), date(2029, 12, 31))
hours = st.sampled_from([0, 1, 3, 11.5, 12, 15, 36, 45, "", "12+", "90 min"])
maybe_day = st.one_of(days, st.sampled_from(["", "n/a", "3/4/25"]))
person = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Ana Ruiz", "Ben Oak", "Cy Elm"]),
        "category": st.sampled_from(["IFA", "IFS", "ECMHS", "IFS + ERS", "IMHM-P", "?", ""]),
        "membership_expires": maybe_day,
        "training_hours": hours,
        "rsc_hours": hours,
    },
    optional={
        "status": st.sampled_from(["endorsed", "applicant", "inactive", "", "??"]),
        "endorsed": maybe_day,
        "submitted": maybe_day,
        "renewal_due": maybe_day,
        "ethics": st.one_of(maybe_day, st.sampled_from(["yes", "no"])),
        "dei_hours": hours,
        "gives_rsc": st.sampled_from(["yes", "no", "", "maybe"]),
    },
)
who = st.sampled_from(["Ana Ruiz", "Ben Oak", "Cy Elm", "Nobody Known"])
entries = st.lists(
    st.tuples(who, maybe_day, hours, st.just("Course"), st.sampled_from(["DEI", "RSC", ""])),
    max_size=6,
)
sessions = st.lists(
    st.tuples(who, maybe_day, hours, who, st.sampled_from(["", "peer"])), max_size=5
)


@settings(max_examples=tries(250), deadline=None)
@given(
    st.sampled_from(sorted(PACKS)), days, st.lists(person, min_size=1, max_size=3),
    st.one_of(st.none(), entries), st.one_of(st.none(), sessions), st.integers(0, 500),
)  # fmt: skip
def test_nothing_changes_before_the_day_that_was_told(
    pack_id, as_of, people, training, rsc, later
) -> None:
    """Until its next day of change, an assessment made on a later day says the same."""
    first = judged(pack_id, as_of, people, training, rsc)
    day = as_of + timedelta(days=later)
    second = judged(pack_id, day, people, training, rsc)
    for one, other in zip(first.people, second.people, strict=True):
        if one.changes_on is None or day < one.changes_on:
            assert {(f.rule, f.outcome, f.pace, f.short, f.place) for f in one.findings} == {
                (f.rule, f.outcome, f.pace, f.short, f.place) for f in other.findings
            }


@settings(max_examples=tries(150), deadline=None)
@given(
    st.sampled_from(sorted(PACKS)), days, st.lists(person, min_size=1, max_size=3),
    st.one_of(st.none(), entries), st.one_of(st.none(), sessions),
)  # fmt: skip
def test_every_finding_has_a_sentence_and_a_consistent_sum(
    pack_id, as_of, people, training, rsc
) -> None:
    """No finding without words; have, need and short agree; the status is the gravest outcome."""
    result = judged(pack_id, as_of, people, training, rsc)
    for one in result.people:
        assert one.status is min((f.outcome for f in one.findings), key=lambda o: GRAVITY[o])
        for f in one.findings:
            assert f.message
            assert f.brief
            assert "{" not in f.message
            if f.outcome in {Outcome.OPEN, Outcome.GAP} and f.need is not None:
                assert f.have is not None
                assert round(f.have + f.short, 4) == f.need
            if f.flagged:
                assert f.action
                assert f.place is not None


@given(st.sampled_from(["", "12+", "approx. 20", "n/a"]), days)
def test_a_blank_or_unreadable_total_is_never_met_and_never_a_gap(cell, as_of) -> None:
    """What cannot be read turns into cannot tell, on every day."""
    one = {"name": "Ana", "category": "IFS", "training_hours": cell, "rsc_hours": cell}
    found = outcomes(judged("wisconsin", as_of, [one]))
    assert found["renewal.training"] is Outcome.CANNOT_TELL
    assert found["renewal.rsc"] is Outcome.CANNOT_TELL


def test_a_total_and_a_log_that_disagree() -> None:
    """The finding names both figures; doubt where they decide differently."""
    one = {"name": "Ana", "category": "IFA", "training_hours": 16}
    log = [["Ana", date(2026, 2, 1), 14, "A", ""]]
    result = judged("wisconsin", date(2026, 11, 1), [one], log)
    found = {f.rule: f for f in result.people[0].findings}
    assert found["renewal.training"].outcome is Outcome.CANNOT_TELL
    assert found["total.disagrees"].message == (
        "The column says 16 hours of training; the log adds up to 14."
    )


def test_a_total_stands_in_where_the_log_has_nothing() -> None:
    """A mixture is read as a person would: the total counts for who has no entries."""
    one = {"name": "Ana", "category": "IFA", "training_hours": 16}
    found = outcomes(judged("wisconsin", date(2026, 11, 1), [one], []))
    assert found["renewal.training"] is Outcome.MEETS
    assert "total.disagrees" not in found


def test_no_entries_in_a_log_are_no_hours() -> None:
    """Where there is a log and no total, nobody's entries are 0 hours: open, then a gap."""
    one = {"name": "Ana", "category": "IFA"}
    for as_of, outcome in [
        (date(2026, 12, 31), Outcome.OPEN),
        (date(2027, 1, 1), Outcome.GAP),
        (date(2027, 3, 31), Outcome.GAP),
        (date(2027, 4, 1), Outcome.OPEN),  # 90 days on, the next year is looked at
    ]:
        assert outcomes(judged("wisconsin", as_of, [one], []))["renewal.training"] is outcome


def test_a_renewal_due_date_in_the_sheet_goes_first() -> None:
    """The cycle that ends on her own due date is judged, with the rules of that day."""
    one = {"name": "Ana", "category": "IFS", "renewal_due": date(2023, 12, 31), "rsc_hours": 12}
    (finding,) = [
        f
        for f in judged("national", date(2026, 11, 1), [one]).people[0].findings
        if f.rule == "renewal.rsc"
    ]
    assert (finding.outcome, finding.need, finding.due) == (
        Outcome.MEETS,
        12.0,
        date(2023, 12, 31),
    )


def test_two_credentials_are_one_person() -> None:
    """The strictest requirement of all categories of a cell holds; hours count once for all."""
    found = {}
    for category in ("IFA", "IMHM-C", "IFA + IMHM-C"):
        one = {"name": "Ana", "category": category, "rsc_hours": 3}
        (ana,) = judged("wisconsin", date(2026, 11, 1), [one]).people
        (found[category],) = [f for f in ana.findings if f.rule == "renewal.rsc"]
    assert found["IFA"].outcome is Outcome.NOT_APPLICABLE
    both = found["IFA + IMHM-C"]
    assert (both.outcome, both.have, both.need) == (Outcome.OPEN, 3, 12)
    assert both.need == found["IMHM-C"].need


def test_applications_follow_the_rules_of_the_day_they_were_submitted() -> None:
    """33 hours for a Mental Health Specialist from 2025 on, 30 before; undated ones by as-of."""
    for submitted, need in [(date(2024, 12, 31), 30), (date(2025, 1, 1), 33), ("", 33)]:
        one = {
            "name": "Ana",
            "category": "IMHS",
            "status": "applicant",
            "submitted": submitted,
            "training_hours": 1,
        }
        result = judged("national", date(2026, 11, 1), [one])
        (finding,) = [f for f in result.people[0].findings if f.rule == "initial.training"]
        assert (finding.need, finding.outcome) == (need, Outcome.OPEN)


def test_an_entry_dated_ahead_does_not_count_before_its_day() -> None:
    """A training that is registered for counts from its day on, and not a day before."""
    one = {"name": "Ana", "category": "IFA"}
    log = [["Ana", date(2026, 12, 5), 15, "Registered for", ""]]
    before, on_the_day = (
        outcomes(judged("wisconsin", day, [one], log))["renewal.training"]
        for day in (date(2026, 12, 4), date(2026, 12, 5))
    )
    assert (before, on_the_day) == (Outcome.OPEN, Outcome.MEETS)


def test_a_membership_still_runs_on_its_last_day() -> None:
    """Thirty days before its end it is open, on its last day too, and a gap the day after."""
    one = {"name": "Ana", "category": "IFA", "membership_expires": date(2026, 6, 30)}
    for day, outcome in [
        (date(2026, 5, 30), Outcome.MEETS),
        (date(2026, 5, 31), Outcome.OPEN),
        (date(2026, 6, 30), Outcome.OPEN),
        (date(2026, 7, 1), Outcome.GAP),
    ]:
        assert outcomes(judged("wisconsin", day, [one]))["renewal.membership"] is outcome


def test_two_trainings_of_one_day_and_length_are_not_one() -> None:
    """Only much the same title makes the same training twice; two others both count."""
    one = {"name": "Ana", "category": "IFA"}
    day = date(2026, 2, 1)
    for second, twice in [("Infant cues (webinar)", True), ("Equity at home", False)]:
        log = [["Ana", day, 8, "Infant cues webinar", ""], ["Ana", day, 8, second, ""]]
        found = outcomes(judged("wisconsin", date(2026, 11, 1), [one], log))
        assert ("log.duplicate_entry" in found) is twice
        assert (found["renewal.training"] is Outcome.MEETS) is not twice
