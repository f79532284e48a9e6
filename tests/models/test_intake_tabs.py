"""What the tabs beside the roster say: references, work, exam, education, memberships, waivers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.cells import DateOrder
from models.intake.fields import FIELDS
from models.intake.grid import Grid
from models.intake.layout import find_layouts
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from tests.examples import tries
from tests.models.cell_strategies import raws

PACK = load_pack("wisconsin")
HEAD = ["Member ID", "Name", "E-mail", "Category", "Status", "Date endorsed"]
ANA = ["W1", "Ana Ruiz", "ana@example.org", "IFS", "applicant", None]
BEN = ["W2", "Ben Oak", "ben@example.org", "IMHM-C", "endorsed", date(2015, 5, 1)]
CY = ["W3", "Cy Elm", "cy@example.org", "ECFS", "endorsed", date(2021, 5, 1)]


def read(*tabs: tuple[str, list[list[object]]], roster=None):
    grids = [Grid("Members", roster or [HEAD, ANA, BEN, CY]), *(Grid(n, rows) for n, rows in tabs)]
    layouts = find_layouts(grids, PACK)
    tables = [layout.table() for layout in layouts]
    assert len(tables) == len(grids)
    return read_roster({g.name: g for g in grids}, tables, PACK, DateOrder.MDY)


def rules(roster):
    found = [*roster.findings, *(f for fs in roster.by_person.values() for f in fs)]
    return sorted((f.rule, f.place.sheet, f.place.row, f.place.column) for f in found)


WORK = ["Name", "Employer", "Job", "Start", "End", "Type of work", "Paid", "FTE", "Families",
        "Age band", "Supervisor", "Internship"]  # fmt: skip


def test_work_is_read_with_kind_share_families_and_supervisor() -> None:
    """A job becomes a spell; "present" is still going on, and the supervisor is who is meant."""
    rows = [
        ["Ana Ruiz", "Lakeside", "Visitor", "1/7/2019", "present", "direct, policy", "paid",
         "half time", 12, "0-3", "Dr. Ben Oak, LCSW", ""],
        ["Ana Ruiz", "College", "", "9/1/2017", "6/1/2018", "direct", "no", "", "", "", "Nobody K",
         "yes"],
    ]  # fmt: skip
    roster = read(("Work", [WORK, *rows]))
    first, second = roster.people[0].work
    assert (first.start, first.end, first.problem) == (date(2019, 1, 7), None, None)
    assert first.kind == {"direct", "policy"}
    assert (first.paid, first.fte, first.families, first.band) == (True, 0.5, 12, "infant")
    assert first.supervisor is not None
    assert first.supervisor.name == "Ben Oak"
    assert first.title == "Visitor, Lakeside"
    assert (second.kind, second.paid) == ({"direct", "internship"}, False)
    assert (second.supervisor, second.supervisor_named) == (None, "Nobody K")
    assert rules(roster) == []


def test_work_that_cannot_be_read_says_so() -> None:
    """A bad date is a finding and a problem; an unknown kind is "other" with a problem."""
    row = ["Ana Ruiz", "", "", "last fall", "soon", "juggling", "", "20 h/wk", "ten", "", "", ""]
    roster = read(("Work", [WORK, row]))
    (spell,) = roster.people[0].work
    assert (spell.start, spell.end, spell.kind) == (None, None, {"other"})
    assert spell.problem is not None
    assert spell.problem.startswith('Start: "last fall"')
    assert [(rule, column) for rule, _, _, column in rules(roster)] == [
        ("row.unreadable", 4), ("row.unreadable", 5), ("row.unreadable", 8), ("row.unreadable", 9),
    ]  # fmt: skip


REFERENCES = ["Applicant", "Rater", "Rater e-mail", "Role", "Rater category", "Vetted",
              "Vetted by", "Received"]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["Ben Oak", "", "RSC provider", "", "", "", "1/5/2026"],
         ("rsc_provider", {"MHM-C"}, None, True)),
        (["B. Oak", "ben@example.org", "supervisor", "", "", "", "1/5/2014"],
         ("supervisor", frozenset(), None, True)),  # endorsed after that day
        (["Zed", "", "colleague", "IFS", "no", "", "1/5/2026"],
         ("colleague", {"FS"}, False, True)),
        (["Zed", "", "parent", "not endorsed", "", "Jo Kay", ""],
         ("parent", frozenset(), True, False)),
        (["Zed", "", "colleague", "none", "3/4/2026", "", "3/5/2026"],
         ("colleague", frozenset(), True, True)),
    ],
)  # fmt: skip
def test_references_are_read_with_role_and_standing_of_the_rater(row, told) -> None:
    """What the rater holds is read from the cell, else from the roster on the day it came in."""
    roster = read(("References", [REFERENCES, ["Ana Ruiz", *row]]))
    person = roster.people[0]
    (rating,) = person.ratings
    assert (rating.role, rating.scopes, rating.vetted, rating.arrived) == told
    assert rating.problem is None
    assert person.references == told[3]


def test_references_with_a_role_nobody_knows_have_a_problem() -> None:
    """An unknown role is no finding of its own: the requirement says it where it matters."""
    row = ["Ana Ruiz", "Zed", "", "neighbour", "", "", "", "1/5/2026"]
    roster = read(("References", [REFERENCES, row]))
    (rating,) = roster.people[0].ratings
    assert rating.role is None
    assert rating.problem is not None
    assert "neighbour" in rating.problem
    assert rules(roster) == []


def test_references_without_a_day_column_have_all_arrived() -> None:
    """Where nobody keeps the day, a row is a rating that came in."""
    roster = read(("References", [["Applicant", "Rater"], ["Ana Ruiz", "Zed"], ["Ana Ruiz", "Q"]]))
    assert roster.people[0].references == 2
    assert all(r.arrived for r in roster.people[0].ratings)


def test_exam_results_are_read_by_part() -> None:
    """Score, day and outcome of each part; what is pending has no outcome yet."""
    head = ["Name", "Exam part", "Date", "Score", "Result"]
    rows = [
        ["Ana Ruiz", 1, "3/4/2026", 0.85, "Pass"],
        ["Ana Ruiz", "Essay", "3/4/2026", "48/60", "pending"],
        ["Ana Ruiz", "Part 2", "3/4/2026", 48, "maybe"],
    ]
    roster = read(("Exam", [head, *rows]))
    one, two, three = roster.people[0].exam
    assert (one.part, one.day, one.score, one.passed) == ("1", date(2026, 3, 4), 85, True)
    assert (two.part, two.score, two.passed, two.problem) == ("2", 80, None, None)
    assert (three.score, three.passed) == (None, None)
    assert three.problem is not None
    assert [(rule, column) for rule, _, _, column in rules(roster)] == [
        ("row.unreadable", 4), ("row.unreadable", 5),
    ]  # fmt: skip


def test_degrees_come_from_the_roster_and_from_the_education_tab() -> None:
    """All degrees of a person are kept, each with its address."""
    head = [*HEAD, "Degree", "Degree date"]
    people = [head, [*ANA, "BA", date(2012, 6, 1)], [*BEN, "MSW expected", None], [*CY, "", None]]
    tab = [
        ["Name", "Degree", "Date conferred", "Major"],
        ["Ana Ruiz", "M.Ed.", "5/20/2016", "Early childhood"],
        ["Cy Elm", "", "", ""],
    ]
    roster = read(("Education", tab), roster=people)
    ana, ben, cy = roster.people
    assert [(d.level, d.day, d.place.sheet) for d in ana.degrees] == [
        ("bachelor", date(2012, 6, 1), "Members"), ("master", date(2016, 5, 20), "Education"),
    ]  # fmt: skip
    assert ana.degrees[1].title == "M.Ed., Early childhood"
    assert [d.level for d in ben.degrees] == [None]
    assert ben.degrees[0].problem
    assert list(cy.degrees) == []


def test_memberships_say_kind_association_and_proof() -> None:
    """The kind of a membership and the proof of another association's are read."""
    head = ["Member", "Association", "Membership type", "Start", "End", "Proof"]
    rows = [
        ["Cy Elm", "MI-AIMH", "Agency", "1/1/2026", "12/31/2026", "no"],
        ["Cy Elm", "WI-AIMH", "Individual", "1/1/2026", "", "3/4/2026"],
    ]
    one, two = read(("Dues", [head, *rows])).people[2].memberships
    assert (one.kind, one.association, one.proof) == ("organisational", "MI-AIMH", False)
    assert (two.kind, two.start, two.end, two.proof) == ("individual", date(2026, 1, 1), None, True)


WAIVERS = ["Who", "What", "Kind", "Reason", "Approved by", "From", "Until", "Hours"]


def waiver(*row):
    (found,) = read(("Waivers", [WAIVERS, list(row)])).waivers
    return found


def test_a_waiver_is_for_one_person_a_category_or_everyone() -> None:
    """Name, id or e-mail mean a person; a category or "everyone" a group."""
    rest = ["training", "extension", "storm", "Board", "1/1/2026", "3/31/2027", ""]
    one = waiver("Ruiz, Ana", *rest)
    assert one.people is not None
    assert [p.name for who in one.people for p in who.rows] == ["Ana Ruiz"]
    assert waiver("W1", *rest).people is not None
    group = waiver("all IFS", *rest)
    assert (group.people, group.scopes, group.codes) == (None, {"FS"}, {"IFS"})
    assert waiver("Family Specialist", *rest).codes == frozenset()
    assert waiver("Everyone", *rest).everyone
    assert (one.start, one.end) == (date(2026, 1, 1), date(2027, 3, 31))
    assert all(w.problem is None for w in (one, group))


def test_headings_totals_and_notes_are_no_waivers() -> None:
    """A waiver without a name is kept and says so; other rows of the tab are no waivers."""
    good = ["Ana Ruiz", "", "leave", "flood", "Board", "", "3/31/2027", ""]
    rows = [WAIVERS, good, [], ["Closed"], WAIVERS, ["Total", "", "", "", "", "", "", 3],
            ["", "", "leave", "flood", "Board", "", "3/31/2027", ""]]  # fmt: skip
    one, nameless = read(("Waivers", rows)).waivers
    assert one.problem is None
    assert nameless.problem is not None
    assert "nobody is named" in nameless.problem


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("", ()),
        ("all", ()),
        ("renewal.training", ("renewal.training",)),
        ("RSC", ("renewal.rsc", "initial.rsc")),
        ("Code of Ethics", ("renewal.ethics", "initial.ethics")),
        ("ethics and membership",
         ("renewal.ethics", "initial.ethics", "renewal.membership", "initial.membership")),
    ],
)  # fmt: skip
def test_a_waiver_names_requirements_in_words(what: str, found: tuple[str, ...]) -> None:
    """Ids, titles and short titles are understood; nothing means everything."""
    told = waiver("Ana Ruiz", what, "amnesty", "flood", "Board", "", "3/31/2027", "")
    assert told.problem is None
    assert set(found) <= set(told.rules)
    assert bool(found) == bool(told.rules)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Nobody Known", "", "leave", "r", "b", "", "3/31/2027", ""], "Nobody Known"),
        (["Ana Ruiz", "parking", "leave", "r", "b", "", "3/31/2027", ""], "parking"),
        (["Ana Ruiz", "", "holiday", "r", "b", "", "3/31/2027", ""], "holiday"),
        (["Ana Ruiz", "", "leave", "r", "b", "", "next spring", ""], "next spring"),
        (["Ana Ruiz", "", "hours", "r", "b", "", "3/31/2027", "some"], "some"),
    ],
)
def test_a_waiver_that_cannot_be_read_is_kept_and_says_why(row, said: str) -> None:
    """Nothing is granted by a row that nobody can read for certain."""
    told = waiver(*row)
    assert told.problem is not None
    assert said in told.problem


def test_the_hours_used_for_an_application_are_marked() -> None:
    """What hours were used for is read in both logs; an unreadable word puts them in doubt."""
    training = [["Name", "Date", "Title", "Hours", "Used for"],
                ["Cy Elm", "1/5/2026", "Cues", 2, "Application"],
                ["Cy Elm", "1/6/2026", "Bonds", 2, ""],
                ["Cy Elm", "1/7/2026", "Play", 2, "both"]]  # fmt: skip
    rsc = [["Name", "Provider", "Date", "Hours", "Used for"],
           ["Cy Elm", "Ben Oak", "1/5/2026", 1, "renewal"]]  # fmt: skip
    roster = read(("Training", training), ("RSC", rsc))
    used, blank, unclear = roster.people[2].training
    assert used.session is not None
    assert used.session.used_for == "application"
    assert blank.session is None
    assert unclear.doubt is not None
    (entry,) = roster.people[2].rsc
    assert entry.session.used_for == "renewal"
    assert rules(roster) == [("row.unreadable", "Training", 4, 5)]


KINDS = [kind for kind in TableKind if kind is not TableKind.ROSTER]


@settings(max_examples=tries(150), deadline=None)
@given(st.sampled_from(KINDS), st.data())
def test_nothing_in_a_tab_breaks_the_reading(kind: TableKind, data: st.DataObject) -> None:
    """Whatever stands below the headers of any tab, reading and judging come to an end."""
    fields = [field.key for field in FIELDS[kind]]
    who = st.sampled_from(["Ana Ruiz", "W2", "cy@example.org", None])
    row = st.tuples(*[who | raws if at < 3 else raws for at in range(len(fields))])
    rows = data.draw(st.lists(row, max_size=4))
    columns = {key: at for at, key in enumerate(fields, 1)}
    grids = {"M": Grid("M", [HEAD, ANA, BEN, CY]), "X": Grid("X", [fields, *rows])}
    roster_columns = {"person_id": 1, "name": 2, "email": 3, "category": 4, "status": 5}
    tables = [Table(TableKind.ROSTER, "M", 1, roster_columns, {}), Table(kind, "X", 1, columns, {})]
    roster = read_roster(grids, tables, PACK, DateOrder.MDY)
    result = assess(roster, PACK, date(2026, 11, 22))
    assert len(result.people) == 3
    assert all(finding.message for finding in result.flagged())
