"""Finding the tables of a messy sheet, and reading its rows as a person would."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.cells import DateOrder
from models.intake.fields import FIELDS
from models.intake.grid import Grid
from models.intake.layout import Layout, find_layout, find_layouts, remembered_layout
from models.intake.mapping import IDLE, WEAK
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from tests.examples import tries

PACK = load_pack("wisconsin")
HEAD = ["Name", "E-mail", "Category", "Date endorsed", "Training hrs"]
ANA = ["Ana Ruiz", "ana@example.org", "IFS", date(2020, 5, 1), 15]
BEN = ["Ben Oak", "ben@example.org", "IMHS", date(2019, 5, 1), 12]


def read(*grids: Grid):
    layouts = find_layouts(grids, PACK)
    tables = [layout.table() for layout in layouts]
    return read_roster({g.name: g for g in grids}, tables, PACK, DateOrder.MDY)


def names(roster):
    return [(p.row, p.name) for p in roster.people]


def test_title_rows_blank_rows_headings_totals_and_notes_are_no_people() -> None:
    """People keep the row on the screen; every other row is named with what it was taken for."""
    rows = [
        ["Lakeside association"], [], HEAD, ANA, [], ["Level III"], BEN,
        ["Subtotal", "", "", "", 27], ["Total", "", "", "", 27], ["2 people"], [],
        ["Updated in May by the office"],
    ]  # fmt: skip
    roster = read(Grid("Members", rows))
    assert names(roster) == [(4, "Ana Ruiz"), (7, "Ben Oak")]
    assert [(s.place.row, s.taken_for) for s in roster.skipped] == [
        (6, "heading"), (8, "total"), (9, "total"), (10, "note"), (12, "note"),
    ]  # fmt: skip


def test_a_merged_two_row_header() -> None:
    """Group names merged above the header, and headers merged over two rows, are read together."""
    rows = [
        ["Name", "Category", "Hours in 2026", None, "Signed", None],
        [None, None, "Training hrs", "DEI hrs", "Ethics", "Agreement"],
        ["Ana Ruiz", "IFS", 15, 3, "y", "y"],
    ]
    merged = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    layout = find_layout(Grid("Members", rows, merged), PACK)
    assert layout is not None
    assert layout.header_row == 2
    assert layout.table().columns == {
        "name": 1, "category": 2, "training_hours": 3, "dei_hours": 4, "ethics": 5, "agreement": 6,
    }  # fmt: skip


def test_a_two_row_header_without_merging() -> None:
    """In a CSV file nothing is merged; two rows of header are read together all the same."""
    rows = [
        ["Name", "E-mail", "Category", "Hours in 2026", "", "Signed", ""],
        ["", "", "", "Training hrs", "DEI hrs", "Ethics", "Agreement"],
        ["Ana Ruiz", "ana@example.org", "IFS", "15", "3", "y", "y"],
    ]
    layout = find_layout(Grid("Members", rows), PACK)
    assert layout is not None
    assert layout.table().columns["training_hours"] == 4
    assert layout.table().columns["name"] == 1


def test_duplicate_and_blank_headers_lose_no_column() -> None:
    """Two headers of one name stay two columns, and neither is taken for sure."""
    rows = [["Name", "Category", "Training hrs", "Training hrs", "", "Notes"], ["Ana", "IFS", 1, 2]]
    layout = find_layout(Grid("Members", rows), PACK)
    assert layout is not None
    assert [g.column.header for g in layout.guesses][2:4] == ["Training hrs", "Training hrs (2)"]
    assert "training_hours" not in layout.table().columns
    assert [g.column.number for g in layout.unsure] == [3, 4]


def test_several_tabs_are_told_apart() -> None:
    """Roster, training log, RSC log, providers and a summary are each taken for what they are."""
    grids = [
        Grid("Summary", [["Category", "Count"], ["IFS", 12]]),
        Grid("Members", [HEAD, ANA]),
        Grid(
            "Training Log", [["Name", "Date", "Title", "Hours", "Topic"], ["Ana Ruiz", "", "", 1]]
        ),
        Grid("RSC Log", [["Name", "Provider", "Date", "Hours"], ["Ana Ruiz", "Ben Oak", "", 1]]),
        Grid("Providers", [["Name", "Category", "Status", "Until"], ["Ben Oak", "IMHS", "vetted"]]),
        Grid("References", [["Applicant", "Rater", "Date received"], ["Ana Ruiz", "Cy", ""]]),
        Grid("Dues", [["Member", "Start", "End"], ["Ana Ruiz", "1/1/26", "12/31/26"]]),
    ]
    found = {layout.sheet: layout.kind for layout in find_layouts(grids, PACK)}
    assert found == {
        "Members": TableKind.ROSTER,
        "Training Log": TableKind.TRAINING,
        "RSC Log": TableKind.RSC,
        "Providers": TableKind.PROVIDERS,
        "References": TableKind.REFERENCES,
        "Dues": TableKind.MEMBERSHIPS,
    }


def test_a_value_merged_downwards_holds_for_every_row() -> None:
    """One category merged over two people is the category of both."""
    rows = [HEAD, ANA, [BEN[0], BEN[1], None, BEN[3], BEN[4]]]
    roster = read(Grid("Members", rows, [(2, 3, 3, 3)]))
    assert [[c.code for c in p.categories] for p in roster.people] == [["IFS"], ["IFS"]]


def test_a_person_with_nothing_but_a_name_is_not_lost() -> None:
    """A name alone between other people is a person with blanks, not a heading."""
    roster = read(Grid("Members", [HEAD, ANA, ["Cy Elm"], BEN]))
    assert [name for _, name in names(roster)] == ["Ana Ruiz", "Cy Elm", "Ben Oak"]


def test_repeated_headers_are_no_people() -> None:
    """A header row that is repeated for printing is no person."""
    roster = read(Grid("Members", [HEAD, ANA, HEAD, BEN]))
    assert [name for _, name in names(roster)] == ["Ana Ruiz", "Ben Oak"]


def test_log_entries_find_their_people_by_id_email_or_name() -> None:
    """An id goes first, then the e-mail, then the name written either way round."""
    roster = [["Member ID", *HEAD], ["W1", *ANA], ["W2", *BEN]]
    log = [
        ["Member ID", "Name", "E-mail", "Date", "Hours"],
        ["W1", "Ben Oak", "", "1/5/2026", 1],
        ["", "", "BEN@example.org", "1/5/2026", 2],
        ["", "Oak, Ben", "", "1/5/2026", 4],
        ["", "ana  RUIZ", "", "1/5/2026", 8],
    ]
    people = read(Grid("Members", roster), Grid("Training", log)).people
    assert [sum(e.hours for e in p.training) for p in people] == [9, 6]


def test_an_entry_that_two_people_could_own_counts_for_neither() -> None:
    """The same name twice: the entry is a finding that names both rows."""
    twice = [HEAD, ANA, ["Ana Ruiz", "other@example.org", *ANA[2:]]]
    log = [["Name", "Date", "Title", "Hours"], ["Ana Ruiz", "1/5/2026", "Cues", 1]]
    roster = read(Grid("Members", twice), Grid("Training", log))
    (finding,) = roster.findings
    assert finding.rule == "log.ambiguous_person"
    assert "row 2 or 3" in finding.message
    assert not any(p.training for p in roster.people)


def duplicates(*rows):
    head = ["Member ID", "Name", "E-mail", "Association", "Category"]
    roster = read(Grid("Members", [head, *rows]))
    result = assess(roster, PACK, date(2026, 11, 22))
    return [
        [f.say.removeprefix("row.duplicate_person.") for f in one.findings if "duplicate" in f.rule]
        for one in result.people
    ]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (["1", "Ana", "a@x.org", "WI", "IFS"], ["2", "Bea", "A@x.org", "WI", "IFS"], ["email"]),
        (["1", "Ana", "a@x.org", "WI", "IFS"], ["2", "ana", "b@x.org", "WI", "IFS"], ["name"]),
        (["1", "Ana", "a@x.org", "WI", "IFS"], ["2", "ana", "b@x.org", "MN", "IFS"], []),
        (["1", "Ana Ruiz", "", "", "IFS"], ["1", "Ana Oak", "", "", "IFS"], ["id"]),
        (["1", "Ana Ruiz", "", "", "IFS"], ["1", "Ana Ruiz", "", "", "IFS"], ["twice"]),
        (["1", "Ana Ruiz", "", "", "IFS"], ["1", "Ana Ruiz", "", "", "ECFS"], []),
    ],
)
def test_duplicates_are_named_on_both_rows(one, other, found) -> None:
    """Same e-mail, same name in an association, same id: on both rows; two credentials are none."""
    assert duplicates(one, other) == [found, found]


def test_too_many_hours_on_one_day_are_questioned() -> None:
    """More than 16 hours on a day, in one entry or several, unless an end date spreads them."""
    log = [
        ["Name", "Date", "End date", "Title", "Hours"],
        ["Ana Ruiz", "1/5/2026", "", "Whole course", 30],
        ["Ben Oak", "1/5/2026", "", "Day one", 10],
        ["Ben Oak", "1/5/2026", "", "Evening", 8],
        ["Ben Oak", "2/5/2026", "2/7/2026", "Three days", 24],
    ]
    roster = read(Grid("Members", [HEAD, ANA, BEN]), Grid("Training", log))
    found = [f for findings in roster.by_person.values() for f in findings]
    assert [(f.rule, f.place.row) for f in found] == [
        ("log.hours_range", 2),
        ("log.hours_range", 4),
    ]


def test_remembered_headers_are_found_wherever_they_stand() -> None:
    """A table is found again below new title rows and with its columns in another order."""
    headers = {"Name": "name", "Category": "category", "Training hrs": "training_hours"}
    rows = [
        ["New title"],
        [],
        ["Training hrs", "Shirt", "Category", "Name"],
        [15, "M", "IFS", "Ana"],
    ]
    layout = remembered_layout(Grid("Members", rows), TableKind.ROSTER, headers, PACK)
    assert layout is not None
    assert (layout.header_row, layout.notices) == (3, [])
    assert layout.table().columns == {"training_hours": 1, "category": 3, "name": 4}


raw = st.one_of(
    st.none(), st.text(max_size=8), st.integers(-5, 99999), st.floats(), st.booleans(), st.dates()
)


@settings(max_examples=tries(120), deadline=None)
@given(st.lists(st.lists(raw, max_size=6), max_size=8), st.lists(st.lists(raw, max_size=5)))
def test_nothing_that_stands_below_a_header_breaks_the_reading(rows, entries) -> None:
    """Whatever is typed below the headers, reading and judging come to an end with sentences."""
    log = [["Name", "Date", "Title", "Hours", "Topic"], *entries]
    grids = {"M": Grid("M", [HEAD, ANA, *rows]), "T": Grid("T", log)}
    columns = {"name": 1, "email": 2, "category": 3, "endorsed": 4, "training_hours": 5}
    tables = [
        Table(TableKind.ROSTER, "M", 1, columns, {}),
        Table(TableKind.TRAINING, "T", 1, {"name": 1, "date": 2, "title": 3, "hours": 4}, {}),
    ]
    roster = read_roster(grids, tables, PACK, DateOrder.MDY)
    result = assess(roster, PACK, date(2026, 11, 22))
    assert result.people
    assert all(f.message for f in result.flagged())


@settings(max_examples=tries(60), deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order) -> None:
    """Sorting the sheet changes nothing in what is concluded of anybody."""
    rows = [
        [f"Person {n}", f"p{n}@example.org", category, date(2019 + n, 1, 1), hours]
        for n, (category, hours) in enumerate(
            [("IFS", 15), ("IMHS", 3), ("?", ""), ("IFA", "12+"), ("ECFS", 0), ("IMHM-C", 40)]
        )
    ]

    def concluded(rows):
        result = assess(read(Grid("Members", [HEAD, *rows])), PACK, date(2026, 11, 22))
        return {
            one.person.key: [(f.rule, f.outcome, f.short) for f in one.findings]
            for one in result.people
        }

    assert concluded([rows[at] for at in order]) == concluded(rows)


who = st.sampled_from(["Ana Ruiz", "Ben Oak", "Nobody Known", "", None])
when = st.sampled_from([date(2026, 2, 1), "3/4/26", "n/a", "", None])
how_long = st.sampled_from([2, "3 hrs", 30, "12+", "", None])
training_rows = st.lists(
    st.tuples(who, when, st.sampled_from(["Cues", "", 7]), how_long, st.sampled_from(["DEI", ""])),
    max_size=6,
)
session_rows = st.lists(
    st.tuples(who, when, how_long, who, st.sampled_from(["peer", "group", None])), max_size=6
)


@settings(max_examples=tries(150), deadline=None)
@given(training_rows, session_rows)
def test_plain_rows_and_odd_rows_are_read_alike(trainings, sessions) -> None:
    """The short way through a log and the careful way come to the same entries and findings."""

    def fields(entry):
        keys = ("row", "day", "hours", "end", "title", "topics", "topic_hours", "void", "doubt")
        return [getattr(entry, key) for key in keys], said(entry.session)

    def said(session):
        name = session and session.provider and session.provider.name
        return session and session._replace(provider=name)

    def told(merged):
        roster = read_roster(
            {
                "M": Grid("M", [["Member ID", *HEAD], ["W1", *ANA], ["W2", *BEN]]),
                "T": Grid("T", [["Name", "Date", "Title", "Hours", "Topic"], *trainings], merged),
                "S": Grid("S", [["Name", "Date", "Hours", "Provider", "Mode"], *sessions], merged),
            },
            [
                Table(TableKind.ROSTER, "M", 1, {"person_id": 1, "name": 2, "category": 4}, {}),
                Table(TableKind.TRAINING, "T", 1,
                      {"name": 1, "date": 2, "title": 3, "hours": 4, "topic": 5}, {}),
                Table(TableKind.RSC, "S", 1,
                      {"name": 1, "date": 2, "hours": 3, "provider": 4, "mode": 5}, {}),
            ],
            PACK,
            DateOrder.MDY,
        )  # fmt: skip
        return (
            [[*map(fields, (*p.training, *p.rsc))] for p in roster.people],
            [sorted(p.gave_on) for p in roster.people],
            sorted((f.rule, f.place, f.message) for f in roster.findings),
            [[(f.rule, f.place) for f in found] for found in roster.by_person.values()],
        )

    far_off = [(2, 40, 3, 40)]  # any area merged downwards sends every row the careful way
    assert told(()) == told(far_off)


HEADERS = [header for fields in FIELDS.values() for one in fields for header in one.headers]
SLIPS = st.sampled_from(["", "s", " (2026)", "?", " of member", "x", " no"])
NEARLY = st.builds(lambda a, b: a + b, st.sampled_from(HEADERS), SLIPS) | st.text(max_size=12)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(NEARLY, min_size=2, max_size=8), st.sampled_from(["", "12", "x", "3/4/25"]))
def test_what_is_taken_or_asked_does_not_hang_on_weak_likenesses(
    headers: list[str], below: str
) -> None:
    """A check looks only at likenesses that matter: it takes and asks about the same columns."""
    grid = Grid("Members", [["Name", *headers], *[["Ana Ruiz", *[below] * len(headers)]] * 5])
    careful, quick = (find_layouts([grid], PACK, weak) for weak in (WEAK, IDLE))
    assert [_seen(one) for one in careful] == [_seen(one) for one in quick]


def _seen(layout: Layout) -> object:
    asked = [(g.column.number, g.field, g.score) for g in layout.unsure]
    return layout.kind, layout.header_row, layout.table().columns, asked, layout.unmapped
