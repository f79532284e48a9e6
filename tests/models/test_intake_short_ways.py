"""The short ways of intake come to what the careful ways come to."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.cells import (
    CellError,
    DateOrder,
    Memo,
    Parsed,
    emails,
    fold,
    fold_accents,
    fold_all,
    parse_date,
    parse_dates,
    parse_email,
    parse_emails,
    parse_hours,
    parse_text,
    parse_texts,
    shown,
    usual_dates,
)
from models.cells.memo import is_key
from models.intake import doubts, logs, read
from models.intake import people as people_module
from models.intake import rows as rows_module
from models.intake.fields import FIELDS
from models.intake.grid import Grid
from models.intake.individuals import Index, Individual
from models.intake.read import read_roster
from models.intake.rows import RowKind, RowReader
from models.intake.terms import roster_terms
from models.intake.values import Days, Hours, Reach
from models.layering import load_pack
from models.records import Alike, LogEntry, Table, TableKind
from models.roster import Person
from tests.examples import tries
from tests.models.cell_strategies import raws

PACK = load_pack("wisconsin")
HEADER = ["Member ID", "Name", "Tótal", "Notes", ""]
TABLE = Table(TableKind.ROSTER, "R", 1, {"person_id": 1, "name": 2}, {})
CELLS = st.sampled_from(
    [*HEADER, "MEMBER ID", "name", "total", "Grand-Total", "Sum of all", "Ana", "ana ruiz", "7",
     " x", "(note)", "Émile", "Ｎame", 0, 1, 2.5, True, CellError("#REF!"), None],
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(CELLS, max_size=6), st.sets(st.integers(1, 5), max_size=2))
def test_a_row_that_is_plainly_a_persons_is_one(row, not_hers) -> None:
    """What one look at each cell tells of a row, the careful look tells as well."""
    reader = RowReader(Grid("R", [HEADER, row], (), not_hers), TABLE, lambda _: False)
    if reader._is_plain(2):
        assert reader._kind(2) is RowKind.PERSON


def test_most_rows_are_plainly_a_persons() -> None:
    """The test above can fail: an ordinary row takes the short way."""
    rows = [HEADER, ["M1", "Ana Ruiz", "12", "called", ""]]
    assert RowReader(Grid("R", rows), TABLE, lambda _: False)._is_plain(2)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.sets(st.integers(1, 5), max_size=2))
def test_whole_columns_tell_of_rows_what_each_row_tells(rows, not_hers) -> None:
    """Rows that are something else than a person's are found by columns as one by one."""
    reader = RowReader(Grid("R", [HEADER, *rows], (), not_hers), TABLE, lambda _: False)
    kinds = {number: reader._kind(number) for number in range(2, len(rows) + 2)}
    others = {number: kind for number, kind in kinds.items() if kind is not RowKind.PERSON}
    assert dict(reader.others(2)) == others
    with patch.object(rows_module, "FEW", 0):
        assert dict(reader.others(2)) == others


@settings(deadline=None)
@given(st.lists(CELLS, max_size=6), st.integers(0, 4))
def test_a_header_that_was_seen_before_says_what_it_says(header, wider) -> None:
    """Which texts stand in a header row is the same whatever other headers were read."""
    grid = Grid("R", [header, [None] * (len(header) + wider)])
    texts, firsts = rows_module._header(grid, 1)
    filled = {column: grid.at(1, column) for column in grid.filled(1)}
    assert texts == {n: fold_accents(raw) for n, raw in filled.items() if raw.__class__ is str}
    assert firsts == [rows_module._firsts(texts.get(n, "")[:1]) for n in range(1, grid.width + 1)]


@settings(deadline=None)
@given(st.data(), st.sampled_from([None, *DateOrder]))
def test_a_row_alone_is_read_as_it_is_among_others(data, order) -> None:
    """The cells of a single row say what they say in a column that says it twice."""
    keys = [field.key for field in FIELDS[TableKind.ROSTER]]
    table = Table(TableKind.ROSTER, "R", 1, {key: n for n, key in enumerate(keys, 1)}, {})
    row = [data.draw(CELLS | raws) for _ in keys[: data.draw(st.integers(0, len(keys)))]]
    by_role = people_module.memos(PACK, order)
    alone = people_module._columns([(raw,) for raw in row], 1, table, by_role)
    among = people_module._columns([(raw, raw) for raw in row], 2, table, by_role)
    assert {key: list(cells) for key, cells in alone.items()} == {
        key: list(cells[:1]) for key, cells in among.items()
    }


def test_columns_tell_of_most_rows() -> None:
    """The test above can fail: of an ordinary roster only the total is looked at."""
    people = [[f"M{n}", f"Nina Elm {n}", str(n), "called", ""] for n in range(70)]
    rows = [HEADER, *people, ["Total", "70", "", None, None]]
    reader = RowReader(Grid("R", rows), TABLE, lambda _: False)
    assert reader._to_look_at(rows[1:]) == [70]
    assert dict(reader.others(2)) == {72: RowKind.TOTAL}


WHO = st.sampled_from(["M1", "m1", "M2", "nobody", None, 7, 7.0, True])
ROWS = st.lists(
    st.tuples(WHO, st.sampled_from(["Ana Ruiz", "Ben Oak", ""]), st.sampled_from(
        ["2026-02-01", "2/3/26", "?", None]), st.sampled_from([2, "1:30", 30, 0, None]),
        st.sampled_from(["DEI", 1, True, None])),
    max_size=9,
)  # fmt: skip


@settings(deadline=None)
@given(ROWS, st.integers(1, 4), st.sampled_from([("person_id", "name"), ("name",), ("email",)]))
def test_a_log_says_the_same_in_blocks_of_any_size(rows, at_once: int, who) -> None:
    """However many rows are read at a time, the entries and findings are the same."""
    people = [["Member ID", "Name"], ["M1", "Ana Ruiz"], ["M2", "Ben Oak"], ["7", "Cy Day"]]
    log = [["Member ID", "Name", "Date", "Hours", "Topic"], *rows]
    columns = {"date": 3, "hours": 4, "topic": 5, **{key: 1 + (key == "name") for key in who}}
    tables = [TABLE, Table(TableKind.TRAINING, "T", 1, columns, {})]

    def told():
        grids = {"R": Grid("R", people), "T": Grid("T", log)}
        roster = read_roster(grids, tables, PACK, DateOrder.MDY)
        entries = [
            [(e.row, e.day, e.hours, e.title, e.topics, e.doubt) for e in person.training]
            for person in roster.people
        ]
        return entries, [(f.rule, f.place, f.message) for f in roster.findings]

    whole = told()
    with patch.object(logs, "AT_ONCE", at_once):
        assert told() == whole


@settings(deadline=None)
@given(ROWS, ROWS, st.sampled_from(["hours", "place"]), st.sampled_from([(), ((3, 3, 4, 3),)]))
def test_no_entry_is_of_a_later_day_than_the_last_that_is_logged(rows, others, key, merged) -> None:
    """However a log is read, `Roster.last_logged` is no earlier than any entry of it."""
    people = [["Member ID", "Name"], ["M1", "Ana Ruiz"], ["M2", "Ben Oak"], ["7", "Cy Day"]]
    columns = {"person_id": 1, "name": 2, "date": 3, key: 4}
    kinds = {"T": TableKind.TRAINING, "S": TableKind.RSC}
    tables = [TABLE, *(Table(kind, sheet, 1, columns, {}) for sheet, kind in kinds.items())]
    grids = {
        "R": Grid("R", people),
        "T": Grid("T", [[], *rows], merged),
        "S": Grid("S", [[], *others]),
    }
    roster = read_roster(grids, tables, PACK, DateOrder.MDY)
    days = {e.day for p in roster.people for e in (*p.training, *p.rsc) if e.day is not None}
    assert not days or (roster.last_logged is not None and roster.last_logged >= max(days))
    said = {raw for *_, raw, _, _ in (*rows, *others) if raw in {"2026-02-01", "2/3/26"}}
    assert said or roster.last_logged is None


@given(st.lists(st.sampled_from([1, True, 1.0, "1", 0, False, 0.0, 2, 30, "x", None, "", 2.5])))
def test_a_column_of_hours_says_what_its_cells_say(cells) -> None:
    """Whatever stands beside it, a cell says what it says alone; what is odd is never missed."""
    values = Hours(Memo(parse_hours), 24, TableKind.RSC, Reach())
    for part in (cells, cells):
        said = values.of(part)
        assert said == [parse_hours(raw).value for raw in part]
        assert values.odd or None not in said
        assert values.many or all(one is None or one <= 24 for one in said)


@given(ROWS)
def test_entries_have_their_names_whenever_they_are_asked_for(rows) -> None:
    """Lines that were read by place are the same entries once they have names; all have them."""
    people = [["Member ID"], ["M1"], ["M2"]]
    tables = [
        Table(TableKind.ROSTER, "R", 1, {"person_id": 1}, {}),
        Table(TableKind.TRAINING, "T", 1, {"person_id": 1, "date": 3, "hours": 4, "title": 5}, {}),
    ]
    grids = {"R": Grid("R", people), "T": Grid("T", [[], *rows])}
    for person in read_roster(grids, tables, PACK, DateOrder.MDY).people:
        lines = list(person.training_lines)
        named = person.training
        assert named == lines == person.training_lines
        assert {type(entry) for entry in named} <= {LogEntry}
        for entry in named:
            raw = rows[entry.row - 2][4]
            assert entry.title == shown(raw)
            assert entry.title == LogEntry(entry.table, 2, None, None, title=raw).title


LONG = st.sampled_from([9, 2, 8, 16, None])
TRAININGS = st.lists(
    st.tuples(st.sampled_from(["M1", "M2"]), st.sampled_from(["2026-02-01", "2026-02-02"]), LONG,
              st.sampled_from(["Play", "Plays", "Grief"]), st.sampled_from([None, "2026-02-03"])),
    max_size=7,
)  # fmt: skip
SESSIONS = st.lists(
    st.tuples(st.sampled_from(["M1", "M2", "7"]), st.sampled_from(["2026-02-01", "2026-02-03"]),
              LONG, st.sampled_from(["Jo Kay", "Cy Day"]),
              st.sampled_from(["group", "individual"])),
    min_size=2,
    max_size=9,
)  # fmt: skip


@settings(max_examples=tries(100), deadline=None)
@given(TRAININGS, SESSIONS)
@example([("M1", "2026-02-02", 16, "Play", None), ("M1", "2026-02-01", 9, "", "2026-02-03")], [])
def test_entries_in_doubt_are_found_wherever_one_looks(trainings, sessions) -> None:
    """Days are added up, and groups compared, only where there may be something to find."""
    people = [["Member ID", "Name"], ["M1", "Ana Ruiz"], ["M2", "Ben Oak"], ["7", "Cy Day"]]
    logged = {"person_id": 1, "date": 2, "hours": 3, "title": 4, "end_date": 5}
    given_by = {"person_id": 1, "date": 2, "hours": 3, "provider": 4, "mode": 5}
    tables = [
        TABLE,
        Table(TableKind.TRAINING, "T", 1, logged, {}),
        Table(TableKind.RSC, "S", 1, given_by, {}),
    ]

    def told():
        grids = {"R": Grid("R", people), "T": Grid("T", [[], *trainings]),
                 "S": Grid("S", [[], *sessions])}  # fmt: skip
        roster = read_roster(grids, tables, PACK, DateOrder.MDY)
        return [
            ([(e.row, e.doubt, e.void) for e in (*p.training, *p.rsc)],
             [(f.rule, f.place, f.message) for f in roster.by_person.get(id(p), ())])
            for p in roster.people
        ]  # fmt: skip

    def every_day(everybody, roster, limit, _):
        for one in everybody:
            doubts._twice(one, roster)
            doubts._too_long(one, roster, limit)

    def every_row(lines):
        return {line[0] for line in lines}

    found = told()
    with (
        patch.object(read, "doubt_entries", every_day),
        patch.object(doubts, "_rows_to_look_at", every_row),
    ):
        assert told() == found


def test_what_is_no_id_means_nobody() -> None:
    """A dash where the id would stand is nobody's, also where an e-mail tells whose row it is."""
    head = ["Member ID", "Name", "E-mail"]
    people = [head, ["M1", "Ana Ruiz", "ana@example.org"], ["-", "Ana Ruiz", "ana@example.org"]]
    log = [["Member ID", "Name", "Date", "Hours"], ["-", "Ben Oak", "2026-02-01", 2]]
    columns = {"person_id": 1, "name": 2}
    roster = read_roster(
        {"R": Grid("R", people), "T": Grid("T", log)},
        [
            Table(TableKind.ROSTER, "R", 1, {**columns, "email": 3}, {}),
            Table(TableKind.TRAINING, "T", 1, {**columns, "date": 3, "hours": 4}, {}),
        ],
        PACK,
        DateOrder.MDY,
    )
    assert [person.training for person in roster.people] == [[], []]
    assert [finding.rule for finding in roster.findings] == ["log.unknown_person"]


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["Ruiz, Ana", "O'Brien-Smith", "José", "", "-", " a\nb ", "Ｎame", "M 1\t", "’"]
)


@given(st.lists(NAMES, max_size=6))
def test_texts_are_folded_together_as_one_by_one(texts) -> None:
    """The keys of many texts are those of each."""
    assert fold_all(texts) == [fold(text) for text in texts]


ROSTER_CELLS = st.sampled_from(
    ["M1", "m2", "Ana Ruiz", "Total", "", None, "ana@x.org", "2025-01-02", "IFS", "IFA; IFS", 3,
     date(2024, 5, 6), CellError("#REF!")],
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(ROSTER_CELLS, min_size=5, max_size=5), max_size=9), st.integers(1, 2))
def test_what_is_listed_by_columns_is_what_everybody_says(rows, tables: int) -> None:
    """Everybody is listed, in order, and each column says of each what their own cells say."""
    head = ["Member ID", "Name", "Email", "Endorsed", "Category"]
    columns = {"person_id": 1, "name": 2, "email": 3, "endorsed": 4, "category": 5, "degree": 6}
    found = [Table(TableKind.ROSTER, f"R{n}", 1, columns, {}) for n in range(tables)]
    grids = {table.sheet: Grid(table.sheet, [head, *rows]) for table in found}
    roster = read_roster(grids, found, PACK, DateOrder.MDY)
    assert [one.table for one in roster.listed] == found
    assert [person for one in roster.listed for person in one.people] == roster.people
    for one in roster.listed:
        assert {person.table for person in one.people} <= {one.table}
        for at, person in enumerate(one.people):
            assert {key: column[at] for key, column in one.columns.items()} == person.cells
            assert all(column[at] is person.cells[key] for key, column in one.columns.items())


ANY_CELLS = st.one_of(
    st.lists(st.sampled_from(["Ana Ruiz", "M1", "José", "", None, "bo.lee@x.org"])),
    st.lists(st.sampled_from(
        ["Ana  Ruiz", " Bo", "Cy ", "a\nb", "a\tb", "\x7f", "\u00a0x", "Émile", CellError("#REF!"),
         CellError("ana@x.org"), 12, 12.0, True, 1e16, date(2024, 1, 2), "M1", "", " ", None,
         "Bo@X.org", "a..b@x.org", "a@b", "x@y-z.org", "x@-y.org", "x@y.o-g", "x-@y.org",
         "x@y.org\n", "a@b@c.org", "a" * 250 + "@x.org", "José@x.org", "<a@x.org>"],
    )),
    st.lists(raws),
)  # fmt: skip


@given(ANY_CELLS)
def test_texts_and_addresses_are_read_together_as_one_by_one(cells) -> None:
    """A whole column of names, ids or addresses says what each of its cells says."""
    assert parse_texts(cells) == [parse_text(raw) for raw in cells]
    assert parse_emails(cells) == [parse_email(raw) for raw in cells]


@given(st.text("a1-_+.@", max_size=9))
@example("a.b-@c-d.e1.f")
@example("a@b.c-d")
def test_most_addresses_are_told_as_by_the_long_way(text: str) -> None:
    """What is taken for an address at once would be one at length, and the same."""
    if emails._USUAL.fullmatch(text):
        assert emails._from_text(text, text) == Parsed(text)


@given(st.lists(raws | st.dates() | st.dates().map(date.isoformat)), st.sampled_from(
    [None, DateOrder.MDY, DateOrder.DMY]
))  # fmt: skip
def test_dates_are_read_together_as_one_by_one(cells, order: DateOrder | None) -> None:
    """A whole column of dates says what each of its cells says."""
    memo = Memo(lambda raw: parse_date(raw, order))
    one_by_one = [parse_date(raw, order) for raw in cells]
    assert parse_dates(cells, memo) == one_by_one
    assert parse_dates(cells, memo) == [memo[raw] for raw in cells] == one_by_one
    assert all(map(is_key, memo))


WRITTEN = ["%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%d-%b-%y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y"]
DATES = st.dates(date(1890, 1, 1), date(2210, 1, 1))
DATE_CELLS = (
    raws
    | DATES
    | st.builds(date.strftime, DATES, st.sampled_from(WRITTEN))
    | st.sampled_from(
        ["3/4/2025", "03/4/2025", "4-MAR-25", "4-mAR-25", "31-Feb-25", "4-Mar-60", "Sept 4, 2025",
         "Marzo 4, 2025", "0/4/2025", "13/4/2025", "2025-02-30", "2025-W01-1", "٣/4/2025", "a\nb",
         "3/4/2025\n", "\n", CellError("2025-03-04"), float("nan"), None, "", 45000, True,
         " " * 200 + "2025-03-04"],
    )
)  # fmt: skip
ORDERS = st.sampled_from([None, DateOrder.MDY, DateOrder.DMY])


@given(st.lists(DATE_CELLS), ORDERS)
def test_usual_dates_are_what_each_cell_says(cells, order: DateOrder | None) -> None:
    """What many cells are said to be at once, each is alone; and no other cell equals it."""
    known = usual_dates(cells, order)
    assert known == {raw: parse_date(raw, order).value for raw in known}
    assert all(day is not None and is_key(raw) for raw, day in known.items())


@given(st.lists(st.lists(DATE_CELLS, max_size=5), max_size=4), ORDERS)
def test_the_dates_of_a_log_are_what_its_cells_say(columns, order: DateOrder | None) -> None:
    """However they are parted, new cells say what they say alone; what is odd is never missed."""
    memo, reach = Memo(lambda raw: parse_date(raw, order)), Reach()
    days, said = Days(memo, order, reach), []
    for cells in columns:
        found = days.of(cells)
        assert found == [memo[raw].value for raw in cells]
        assert days.odd or None not in found
        said += [day for day in found if day is not None]
        assert reach.latest == max(said, default=None)
    assert all(map(is_key, days))


def test_most_dates_are_read_at_once() -> None:
    """The tests above can fail: dates as most people write them take the short way."""
    days = [date(2026, 1, 2), date(2025, 12, 31)]
    cells = {day.strftime(how) for day in days for how in WRITTEN if how != "%d/%m/%Y"}
    assert usual_dates([*cells, *days], DateOrder.MDY).keys() == {*cells, *days}
    assert usual_dates(["2026-01-02", "two\nlines"], None) == {}


@settings(deadline=None)
@given(st.lists(st.lists(ROSTER_CELLS, min_size=5, max_size=5), min_size=16, max_size=20))
def test_long_rosters_are_read_as_short_ones(rows) -> None:
    """Whole columns that are read at once say what each cell says by itself."""
    columns = {"person_id": 1, "name": 2, "email": 3, "endorsed": 4, "category": 5}
    table = Table(TableKind.ROSTER, "R", 0, columns, {})
    at_once, one_by_one = (_cells_of(rows, table, few) for few in (0, 1000))
    assert at_once == one_by_one


def _cells_of(rows, table: Table, few: int) -> list[object]:
    with patch.object(people_module, "FEW", few):
        roster = read_roster({"R": Grid("R", rows)}, [table], PACK, DateOrder.MDY)
    return [(one.key, one.name, one.row, one.cells, one.categories) for one in roster.people]


STATUSES = st.sampled_from(["endorsed", "emerging", "lapsed", "applicant", "?", "", None])
ENDED = st.sampled_from(["2020-01-02", "2030-01-02", "?", "", None])


@settings(deadline=None)
@given(
    st.lists(st.tuples(STATUSES, ENDED, ENDED, st.sampled_from(["IFS", "IFS; ERS", ""]))),
    st.sampled_from(["sanctioned", "maintained_since", "membership_expires", "status_since"]),
    st.integers(0, 3),
)
def test_a_plain_row_holds_what_the_careful_way_tells(rows, odd: str, same: int) -> None:
    """Of a row that is said to be plain, the terms are the same at length: one, never more."""
    fields = ["person_id", "status", "endorsed", odd, "category"]
    table = Table(TableKind.ROSTER, "R", 0, {key: at for at, key in enumerate(fields, 1)}, {})
    grid = Grid("R", [[f"M{max(at, same)}", *row] for at, row in enumerate(rows)])
    roster = read_roster({"R": grid}, [table], PACK, DateOrder.MDY)
    for person in roster.people:
        one = person.individual
        terms = [term for row in one.rows for term in roster_terms(row)]
        assert person.held_more == (len([t for t in terms if t.standing != "sanctioned"]) > 1)
        assert (one.as_provider.terms if one.as_provider is not None else []) == terms
        assert not one.plain or len(terms) == len(person.holdings) == 1


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.integers(0, 3))))
def test_whom_a_key_means_is_everybody_who_has_it(said) -> None:
    """A key means all who have it, each once and in the order of the roster; blank means nobody."""
    ones = [Individual(Person("", "", TABLE, at, {})) for at in range(4)]
    index = Index([key for key, _ in said], [ones[at] for _, at in said])
    meant: dict[str, list[Individual]] = {}
    for key, at in said:
        if key and ones[at] not in meant.setdefault(key, []):
            meant[key].append(ones[at])
    assert [list(index.means(key)) for key in meant] == [*meant.values()]
    assert index.means("") == index.means("nobody") == ()
    assert [list(filed) for filed in index.filed()] == [*meant.values()]
    several = [filed for filed in meant.values() if len(filed) > 1]
    assert [list(filed) for filed in index.ambiguous()] == several
    assert [key for key in ["", "a", "b", "c", "d"] if index.sure(key)] == sorted(
        key for key, filed in meant.items() if len(filed) == 1
    )


def test_what_somebody_has_is_given_to_all_their_rows() -> None:
    """A list is made when it is first asked for, and is the same for the rows of one person."""
    first, second = (Person("M1", "Ana", TABLE, at, {}) for at in (2, 3))
    one = Individual(first)
    one.add(second)
    assert first.gave == second.gave == ()
    one.gave.append((2, date(2026, 1, 2), 1.0, None, Alike(TABLE)))
    one.provides()
    assert first.gave is second.gave is one.gave
    assert [*first.gave_on] == [date(2026, 1, 2)]
    assert first.work == ()
    assert first.provider is second.provider is True
