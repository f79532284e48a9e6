"""Who gave the RSC, what they were to it when, and what a session was: as far as a book says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.layout import find_layouts
from models.intake.names import bare_name
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import HERSELF, PEER, Table, TableKind
from tests.examples import tries

PACK = load_pack("wisconsin")
HEAD = ["Member ID", "Name", "E-mail", "Category", "Status", "Date endorsed", "Status since",
        "Emerging until", "Sanctioned", "Sanctioned since", "Maintained since"]  # fmt: skip
ANA = ["W1", "Ana Ruiz", "ana@example.org", "IFS", "endorsed", date(2020, 5, 1)]
BEN = ["W2", "Ben Oak", "ben@example.org", "IMHM-C", "endorsed", date(2015, 5, 1)]
TWIN = ["W3", "Jo Kay", "jo@example.org", "IMHS", "endorsed", date(2019, 5, 1)]
OTHER = ["W4", "Jo Kay", "jo.kay@example.org", "IFS", "endorsed", date(2019, 5, 1)]
PROVIDERS = ["Name", "E-mail", "Category", "Status", "From", "Until", "Association", "Degree"]
LOG = ["Name", "Provider", "Date", "Hours", "Mode"]


def read(*tabs: tuple[str, list[list[object]]], people=(ANA, BEN, TWIN, OTHER)):
    grids = [Grid("Members", [HEAD, *map(list, people)]), *(Grid(n, rows) for n, rows in tabs)]
    tables = [layout.table() for layout in find_layouts(grids, PACK)]
    assert len(tables) == len(grids)
    return read_roster({g.name: g for g in grids}, tables, PACK, DateOrder.MDY)


def session(provider, mode="individual", *, rows=()):
    """Give the session of one row of Ana's."""
    log = [LOG, ["Ana Ruiz", provider, "1/5/2026", 1, mode]]
    roster = read(("Providers", [PROVIDERS, *rows]), ("RSC log", log)) if rows else read(
        ("RSC log", log)
    )  # fmt: skip
    (entry,) = roster.people[0].rsc
    return entry.session, entry


@pytest.mark.parametrize(
    "named",
    ["Ben Oak", "Oak, Ben", "W2", "BEN@example.org", "Dr. Ben Oak", "Ben Oak, LCSW",
     "Ben Oak, PhD, IMH-E® (IV-C)", "Ms. Ben Oak LCSW"],
)  # fmt: skip
def test_a_provider_is_found_by_name_id_or_email(named: str) -> None:
    """A member is meant however the name is written, with title and letters too."""
    told, _ = session(named)
    assert told.provider is not None
    assert (told.provider.name, told.named, told.candidates) == ("Ben Oak", named, 1)


def test_two_people_of_a_name_are_two_candidates() -> None:
    """Nobody guesses which of two is meant; the number says that there are two."""
    told, _ = session("Jo Kay")
    assert (told.provider, told.candidates) == (None, 2)


def test_a_provider_who_is_nowhere_is_nobody() -> None:
    """A name that the book does not know stays as it was typed."""
    told, _ = session("Zed Quill / Ben Oak")
    assert (told.provider, told.candidates, told.named) == (None, 0, "Zed Quill / Ben Oak")


def test_members_go_before_people_from_outside() -> None:
    """Outsiders of the Providers tab are found too, but a member of that name goes first."""
    rows = [
        ["Zed Quill", "z@example.org", "IMHM-C", "vetted", "1/1/2024", "12/31/2027", "NC", "MSW"],
        ["Zed Quill", "z@example.org", "IMHM-C", "endorsed", "1/1/2028", "", "", ""],
        ["Ben Oak", "", "IMHM-C", "endorsed", "", "", "", ""],
    ]
    told, _ = session("Zed Quill", rows=rows)
    zed = told.provider
    assert zed is not None
    assert zed.individual is None
    assert [(t.standing, t.start, t.end, t.association, t.degree) for t in zed.terms] == [
        ("vetted", date(2024, 1, 1), date(2027, 12, 31), "NC", "master"),
        ("endorsed", date(2028, 1, 1), None, "", None),
    ]
    assert zed.terms[0].scopes == {"MHM-C"}
    ben = session("Ben Oak", rows=rows)[0].provider
    assert ben.individual is not None
    assert [t.table.kind for t in ben.terms] == [TableKind.ROSTER, TableKind.PROVIDERS]


def test_a_providers_tab_that_cannot_be_read_leaves_it_open() -> None:
    """An unknown status, category or date is a finding, and the term says what is unsure."""
    rows = [["Zed Quill", "", "grand master", "so so", "spring", "", "", ""]]
    roster = read(("Providers", [PROVIDERS, *rows]))
    found = sorted((f.rule, f.place.column) for f in roster.findings)
    assert found == [("row.unreadable", 3), ("row.unreadable", 4), ("row.unreadable", 5)]


@pytest.mark.parametrize(
    ("mode", "read_as", "void"),
    [("Group", "group", None), ("1:1", "individual", None), ("peer", "peer", PEER),
     ("virtual", None, None)],
)  # fmt: skip
def test_how_a_session_was_held(mode: str, read_as: str | None, void: str | None) -> None:
    """Individual, group and peer; only peer is set aside, for a rule to admit it."""
    told, entry = session("Ben Oak", mode)
    assert (told.mode, entry.void) == (read_as, void)


def test_a_session_with_oneself_never_counts() -> None:
    """Receiver and provider are one person, under whichever name."""
    told, entry = session("RUIZ, Ana")
    assert entry.void == HERSELF
    assert told.candidates == 1


def terms(*cells):
    """Give what a row of the roster says that its person was: standing, start, end, unsure."""
    person = [*ANA[:3], *cells]
    (one,) = read(people=[person]).people
    found = one.as_provider.terms if one.as_provider else []
    return [(t.standing, t.start, t.end, t.unsure_start, t.unsure_end) for t in found]


D2020, D2024 = date(2020, 5, 1), date(2024, 3, 1)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["IFS", "endorsed", D2020], [("endorsed", D2020, None, False, False)]),
        (["IFS", "endorsed", None], [("endorsed", None, None, True, False)]),
        (["IFS", "applicant", None], []),
        (["IFRS", "emerging", D2020, None, date(2022, 5, 1)],
         [("emerging", D2020, date(2022, 5, 1), False, False)]),
        (["IFS + ERS", "emerging", D2020],
         [("endorsed", D2020, None, False, False), ("emerging", D2020, None, False, False)]),
        (["IFS", "inactive", D2020, D2024],
         [("endorsed", D2020, date(2024, 2, 29), False, False),
          ("inactive", D2024, None, False, False)]),
        (["IFS", "removed", D2020, None],
         [("endorsed", D2020, None, False, True), ("removed", None, None, True, False)]),
        (["IFS", "endorsed", D2020, None, None, "yes", D2024],
         [("endorsed", D2020, None, False, False), ("sanctioned", D2024, None, False, False)]),
        (["IFS", "endorsed", D2020, None, None, "yes"],
         [("endorsed", D2020, None, False, False), ("sanctioned", None, None, True, False)]),
        (["IFS", "endorsed", D2020, None, None, "no"],
         [("endorsed", D2020, None, False, False)]),
        (["IFS", "endorsed", D2020, None, None, None, None, D2024],
         [("unknown", D2020, date(2024, 2, 29), False, False),
          ("endorsed", D2024, None, False, False)]),
        (["IFS", "so so", D2020], [("unknown", D2020, None, False, False)]),
        (["IFS", "vetted", None, D2024], [("vetted", D2024, None, False, False)]),
        (["IFS", "vetted", None], [("vetted", None, None, True, False)]),
    ],
)  # fmt: skip
def test_a_row_of_the_roster_says_what_was_held_when(cells, told) -> None:
    """Endorsed, emerging, away since, sanctioned, with a break: each is a term with its ends."""
    assert terms(*cells) == told


def test_unsure_terms_say_why() -> None:
    """Whatever is unsure about a term comes with a sentence."""
    (one,) = read(people=[[*ANA[:3], "IFS", "inactive", "last year"]]).people
    assert one.as_provider is not None
    assert all(t.problem for t in one.as_provider.terms if t.unsure_start or t.unsure_end)
    assert all(t.unsure_start or t.unsure_end for t in one.as_provider.terms)


def test_holdings_are_those_of_all_rows_of_a_person() -> None:
    """Two credentials of one person are two holdings of both rows."""
    second = ["W1", "Ana Ruiz", "ana@example.org", "IMHS", "endorsed", date(2023, 1, 1)]
    one, other = read(people=[ANA, second]).people
    assert one.holdings == other.holdings
    assert [(h.scopes, h.start) for h in one.holdings] == [
        ({"FS"}, date(2020, 5, 1)), ({"MHS"}, date(2023, 1, 1)),
    ]  # fmt: skip


def differing(roster):
    return [f for fs in roster.by_person.values() for f in fs if f.rule == "log.group_differs"]


def group(*lengths: tuple[str, str, object]):
    """Give the rows of an RSC log that are questioned, for receivers with provider and hours."""
    rows = [[name, who, "1/5/2026", hours, "Group"] for name, who, hours in lengths]
    roster = read(("RSC log", [LOG, *rows]))
    found = differing(roster)
    assert all(f.place.column == 4 for f in found)
    doubted = [e.row for p in roster.people for e in p.rsc if e.doubt is not None]
    rows = sorted(f.place.row for f in found)
    assert rows == sorted(doubted)
    return rows


@pytest.mark.parametrize(
    ("lengths", "questioned"),
    [
        ([("Ana Ruiz", "Ben Oak", 2), ("W3", "Ben Oak", 2)], []),
        ([("Ana Ruiz", "Ben Oak", 2), ("W3", "Oak, Ben", 1)], [2, 3]),
        ([("Ana Ruiz", "Ben Oak", 2), ("W3", "Ben Oak", 2), ("W4", "Ben Oak", 1)], [4]),
        ([("Ana Ruiz", "Ben Oak", 2), ("W3", "Someone", 1)], []),
        ([("Ana Ruiz", "Zed Quill", 2), ("W3", "Zed Quill", 1.5)], [2, 3]),
        ([("Ana Ruiz", "Ben Oak", 2), ("Ana Ruiz", "Ben Oak", 1)], []),
        ([("Ana Ruiz", "", 2), ("W3", "", 1)], []),
    ],
)
def test_edge_case_20_group_sessions_of_different_lengths(lengths, questioned) -> None:
    """A group of one provider on one day has one length for everybody; odd rows are asked about."""
    assert group(*[(n, w, h) for n, w, h in lengths]) == questioned


def test_two_groups_on_one_day_are_not_questioned() -> None:
    """Two lengths that two people have each are two groups."""
    people = [ANA, BEN, TWIN, OTHER, ["W5", "Di Fox", "", "IFS", "endorsed", D2020]]
    rows = [[who, "Ben Oak", "1/5/2026", hours, "Group"]
            for who, hours in (("W1", 2), ("W3", 2), ("W4", 1), ("W5", 1))]  # fmt: skip
    log = [["Member ID", *LOG[1:]], *rows]
    roster = read(("RSC log", log), people=people)
    assert differing(roster) == []


def test_the_sentence_of_a_group_names_day_provider_and_the_other_lengths() -> None:
    """The finding says what stands there, what the others have, and what to do."""
    log = [LOG, ["Ana Ruiz", "Ben Oak", "1/5/2026", 2, "Group"],
           ["W3", "Ben Oak", "1/5/2026", "90 min", "Group"]]  # fmt: skip
    roster = read(("RSC log", log))
    found = differing(roster)[0]
    assert found.message == (
        "2 hours in the group of Ben Oak on 5 Jan 2026, but 1.5 for others in the same group."
    )
    assert found.action


who = st.sampled_from(["Ana Ruiz", "Ben Oak", "Jo Kay", "Zed Quill", "W2", "", None])
when = st.sampled_from([date(2026, 2, 1), "3/4/26", "n/a", None])
how_long = st.sampled_from([2, "3 hrs", 30, "12+", None])
yes_no = st.sampled_from(["yes", True, False, "maybe", 1, "", None])
band = st.sampled_from(["0-3", "early", "teens", date(2026, 3, 5), None])
used = st.sampled_from(["application", "renewal", "both", 3, None])
mode = st.sampled_from(["group", "peer", "1:1", 7, None])
KEYS = ("name", "date", "hours", "provider", "mode", "about_given", "band", "used_for")


SAID = ("row", "day", "hours", "end", "title", "topics", "topic_hours", "void", "doubt")


@settings(max_examples=tries(150), deadline=None)
@given(st.lists(st.tuples(who, when, how_long, who, mode, yes_no, band, used), max_size=6))
def test_sessions_are_read_alike_in_short_and_with_care(rows) -> None:
    """The short way through an RSC log comes to what the careful way comes to."""

    def told(merged):
        roster = read_roster(
            {
                "M": Grid("M", [HEAD, ANA, BEN, TWIN, OTHER]),
                "S": Grid("S", [list(KEYS), *rows], merged),
            },
            [
                Table(TableKind.ROSTER, "M", 1, {"person_id": 1, "name": 2, "category": 4}, {}),
                Table(TableKind.RSC, "S", 1, {key: at for at, key in enumerate(KEYS, 1)}, {}),
            ],
            PACK,
            DateOrder.MDY,
        )  # fmt: skip
        entries = [entry for person in roster.people for entry in person.rsc]
        assert all(entry.session is not None for entry in entries)
        return (
            [([getattr(e, key) for key in SAID], e.session[1:],
              e.session.provider and e.session.provider.name)
             for e in entries],
            [sorted(p.gave_on) for p in roster.people],
            sorted((f.rule, f.place, f.message) for f in roster.findings),
            sorted((f.rule, f.place) for fs in roster.by_person.values() for f in fs),
        )  # fmt: skip

    assert told(()) == told([(2, 40, 3, 40)])


names = st.sampled_from(["Ana Ruiz", "Jo Ma", "O’Brien-Smith", "María José Núñez"])
titles = st.sampled_from(["", "Dr. ", "Ms ", "Prof. "])
behind = st.lists(st.sampled_from(["LCSW", "PhD", "IMH-E®", "M.Ed.", "ERS"]), max_size=3)


@given(names, titles, behind)
def test_titles_and_letters_are_no_part_of_a_name(name: str, title: str, letters) -> None:
    """What stands before and behind a name is taken off, and nothing of the name itself."""
    assert bare_name(", ".join([title + name, *letters])) == name
