"""The tabs beside the roster are found, however messy they stand there, and no header is stolen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake import headers, layout, mapping
from models.intake.fields import FIELDS, Field
from models.intake.grid import Grid
from models.intake.headers import header_key
from models.intake.layout import find_layout, find_layouts
from models.intake.mapping import Column
from models.layering import load_pack
from models.records import TableKind

PACK = load_pack("wisconsin")

MESSY = {
    "Work History": (
        TableKind.WORK,
        ["Applicant", "Agency", "Job Title", "Start Date", "End Date", "Type of Work",
         "Paid/Volunteer", "FTE", "# Families", "Ages served", "Supervised by", "Internship?"],
        ["Ana Ruiz", "Lakeside", "Home visitor", date(2019, 1, 7), "present", "direct", "paid",
         "half time", 12, "0-3", "Helen Marsh", "no"],
        {"name", "employer", "job", "work_start", "work_end", "work_kind", "paid", "fte",
         "families", "band", "supervisor", "internship"},
    ),
    "Exam results": (
        TableKind.EXAM,
        ["Name", "Date taken", "Part", "Score %", "Pass/Fail", "Comments"],
        ["Ana Ruiz", "9/12/2025", "Part 1", "85%", "Pass", "online"],
        {"name", "exam_date", "part", "score", "result"},
    ),
    "Reference Ratings": (
        TableKind.REFERENCES,
        ["Applicant name", "Rater", "Rater email", "Relationship", "Rater endorsement", "Vetted?",
         "Vetted by", "Date rec'd", "Date Received"],
        ["Ana Ruiz", "Helen Marsh", "h@example.org", "supervisor", "IMHM-C", "no", "", "",
         "1/5/2026"],
        {"name", "rater", "rater_email", "rater_role", "rater_category", "vetted", "vetted_by",
         "received"},
    ),
    "Degrees": (
        TableKind.EDUCATION,
        ["Member ID", "Name", "Degree Earned", "Major", "University", "Date conferred"],
        ["W1", "Ana Ruiz", "M.S.W.", "Social work", "Lake State", date(2015, 5, 20)],
        {"person_id", "name", "degree", "degree_field", "school", "degree_date"},
    ),
    "Waivers & extensions": (
        TableKind.WAIVERS,
        ["Who", "What is waived", "Type", "Reason", "Approved by", "From", "Extended to", "Hours"],
        ["Ana Ruiz", "training", "extension", "new baby", "Board", "1/1/2026", "3/31/2027", ""],
        {"who", "what", "waiver_kind", "reason", "approver", "waiver_from", "waiver_until",
         "waiver_hours"},
    ),
    "RSC Providers": (
        TableKind.PROVIDERS,
        ["Provider Name", "E-mail", "Credential", "Vetted or Endorsed", "Since", "Vetted until",
         "Association", "Open to outsiders", "County", "Virtual", "Languages spoken"],
        ["Helen Marsh", "h@example.org", "IMHM-C", "endorsed", date(2015, 1, 1), None, "WI-AIMH",
         "yes", "Dane", "yes", "English, Spanish"],
        {"name", "email", "provider_category", "provider_status", "provider_from",
         "provider_until", "association", "accepts_outside", "region", "remote", "languages"},
    ),
    "RSC log 2026": (
        TableKind.RSC,
        ["Endorsee", "RSC Provider", "Session Date", "Hrs", "Individual/Group", "About own RSC",
         "Age band", "Application or renewal"],
        ["Ana Ruiz", "Helen Marsh", date(2026, 2, 3), 1, "Group", "no", "0-3", "renewal"],
        {"name", "provider", "date", "hours", "mode", "about_given", "band", "used_for"},
    ),
    "Membership history": (
        TableKind.MEMBERSHIPS,
        ["Member", "Association", "Type", "Start date", "Paid through", "Proof on file"],
        ["Ana Ruiz", "WI-AIMH", "individual", "1/1/2026", "12/31/2026", "x"],
        {"name", "association", "membership_kind", "membership_start", "membership_expires",
         "proof"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("sheet", MESSY)
def test_each_tab_is_found_with_its_columns_below_titles_and_blanks(sheet: str) -> None:
    """A title, a blank row, stray columns: the tab is taken for what it is, column by column."""
    kind, head, row, fields = MESSY[sheet]
    rows = [["Lakeside association, 2026"], [], [*head, None, "My notes"], row, row]
    layout = find_layout(Grid(sheet, rows), PACK)
    assert layout is not None
    assert (layout.kind, layout.header_row) == (kind, 3)
    assert set(layout.table().columns) == fields


@pytest.mark.parametrize("sheet", MESSY)
def test_the_kind_of_a_tab_is_seen_without_its_name(sheet: str) -> None:
    """The columns alone say what a tab lists."""
    kind, head, row, _ = MESSY[sheet]
    layout = find_layout(Grid("Sheet7", [head, row]), PACK)
    assert layout is not None
    assert layout.kind == kind


def test_all_tabs_of_one_book_are_told_apart() -> None:
    """Eight tabs beside the roster, each is its own kind."""
    roster = Grid("Members", [["Name", "Category", "Status"], ["Ana Ruiz", "IFS", "endorsed"]])
    tabs = [Grid(sheet, [head, row]) for sheet, (_, head, row, _) in MESSY.items()]
    found = {layout.sheet: layout.kind for layout in find_layouts([roster, *tabs], PACK)}
    assert found == {"Members": TableKind.ROSTER, **{s: kind for s, (kind, *_) in MESSY.items()}}


def test_the_columns_of_applications_are_found_in_a_roster() -> None:
    """Degree, licence, years, fees, audit and dates of a tracker stand each in their own field."""
    head = {
        "Name": "name", "Category": "category", "Status": "status", "Status date": "status_since",
        "Highest degree": "degree", "Degree conferred": "degree_date", "License": "licence",
        "Submitted": "submitted", "Date endorsed": "endorsed", "Emerging until": "emerging_until",
        "Decision date": "decision", "Last worked on": "last_worked_on",
        "Accepted into cohort": "cohort_accepted", "Years of experience": "work_years",
        "Years giving RSC": "rsc_giving_years", "Leadership experience": "leadership_years",
        "Families served": "families", "Exam passed": "exam_passed", "Fee paid": "fee_paid",
        "Late fee": "late_fee_paid", "Attestation": "attested", "Audit": "audit",
        "Audit date": "audited", "Sanctioned?": "sanctioned", "Not sanctioned": "not_sanctioned",
        "Ethics signed": "ethics", "Membership expires": "membership_expires",
        "RSC hours": "rsc_hours", "About own RSC": "about_rsc_given_hours",
        "Training hours": "training_hours",
    }  # fmt: skip
    layout = find_layout(Grid("Applicants", [list(head), ["Ana Ruiz", "IFS"]]), PACK)
    assert layout is not None
    assert layout.kind == TableKind.ROSTER
    headers = list(head)
    assert {headers[at - 1]: key for key, at in layout.table().columns.items()} == head


@pytest.mark.parametrize("kind", TableKind)
def test_no_header_belongs_to_two_fields_of_a_table(kind: TableKind) -> None:
    """A header that people write names one field of a kind of table, never two."""
    seen: dict[str, str] = {}
    for field in FIELDS[kind]:
        for header in {header_key(header) for header in field.headers}:
            assert seen.setdefault(header, field.key) == field.key, header


CELLS = st.sampled_from([
    "", "Name", "Training", "hours", "Hrs", "Date", "RSC", "Category", "endorsed", "Ada Lovelace",
    "2026", "E-mail (work)", "Training hours 2026", 12.5, None, "membership", "expires", "Date of",
])  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=5))
def test_a_row_above_is_looked_at_only_where_it_may_help(rows) -> None:
    """The short way round gives each row the headers that trying both ways gives it."""
    grid = Grid("Any", rows)
    texts = layout.Texts(grid)
    long_way: dict[tuple[str, ...], tuple[int, list[Column]]] = {}
    for row in layout._candidates(grid, texts):
        alone = layout.header_columns(grid, row, texts)
        stacked = layout.header_columns(grid, row, texts, stacked=True)
        best = stacked if layout._hits(stacked) > layout._hits(alone) else alone
        long_way.setdefault(tuple(column.header for column in best), (row, best))
    assert layout._headers_of(grid) == list(long_way.values())


def known_score(header: str, one: Field) -> float:
    """1 for a known header, little less with a year or in another order of words, else 0."""
    key, known = header_key(header), headers.known(one)
    bare = headers.without_year(key)
    if not key:
        return 0.0
    if key in known or bare in known:
        return 1.0 if key in known else 0.97
    return 0.96 if frozenset(bare.split()) in known.values() else 0.0


@pytest.mark.parametrize("kind", TableKind)
def test_known_headers_are_scored_alike_by_list_and_one_by_one(kind: TableKind) -> None:
    """Each known header of any field, with a year or turned round, names the fields it named."""
    known = {header for fields in FIELDS.values() for one in fields for header in one.headers}
    for said in known:
        for text in (said, f"{said} 2026", " ".join(reversed(said.split())), f"x {said}"):
            key = header_key(text)
            scores = {one.key: known_score(key, one) for one in FIELDS[kind]}
            assert mapping._scores(key, kind, 1.0) == {k: s for k, s in scores.items() if s}


KNOWN = [header for fields in FIELDS.values() for one in fields for header in one.headers]
ALIKE = st.builds(
    lambda one, other, at, slip: one[:at] + slip + other[at:],
    st.sampled_from(KNOWN),
    st.sampled_from(KNOWN),
    st.integers(0, 30),
    st.sampled_from(["", " ", "é", "s ", " 2026 ", "eeeeeeeeeeeeeeeeeeeeeeee"]),
)


@given(ALIKE | st.text(max_size=20), st.sampled_from(TableKind), st.sampled_from([0.4, 0.54, 0.7]))
def test_likenesses_that_matter_are_found_without_comparing_all(header, kind, weak) -> None:
    """A header is as like a field as it is to the likest of its known headers, if not weakly so."""
    bare = headers.without_year(header_key(header))
    words = frozenset(bare.split())
    told = headers.likenesses(header, kind, weak)
    for one in FIELDS[kind]:
        likest = max(headers.similar(bare, words, *item) for item in headers.known(one).items())
        if likest > weak:
            assert told[one.key] == likest
        else:
            assert told.get(one.key, 0.0) <= weak


def test_no_known_header_has_a_letter_more_often_than_is_counted() -> None:
    """Letters are counted in bits, of which each letter has so many and no more."""
    keys, _ = headers._known_anywhere()
    assert max(key.count(letter) for key in keys for letter in key) <= headers.MOST_ALIKE


MERGED = st.lists(
    st.builds(
        lambda row, left, wide: (row, left, row, left + wide),
        st.integers(1, 4),
        st.integers(1, 4),
        st.integers(1, 2),
    ),
    max_size=1,
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=5), MERGED)
def test_rows_of_people_are_left_out_before_their_columns_are_made(rows, merged) -> None:
    """Rows with fewer known headers are left out, and no others."""
    grid = Grid("Any", rows, merged)
    every, fewer = layout._headers_of(grid), layout._headers_of(grid, layout.FEWEST)

    def enough(found: list[tuple[int, list[Column]]]) -> list[tuple[int, list[Column]]]:
        return [one for one in found if layout._hits(one[1]) >= layout.FEWEST]

    assert enough(every) == enough(fewer)
