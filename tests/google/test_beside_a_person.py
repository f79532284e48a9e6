"""While she sorts, inserts, deletes and types: no mark on a wrong row, nothing of hers lost."""

from __future__ import annotations

import copy
import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.layering import load_pack
from sync.books.google.pages import PROBE
from sync.errors import BookInUse
from sync.live import clear, mark
from sync.marks.notes import FIRST_LINE, without_block
from sync.marks.words import FILLS, HEADERS, STATUS_WORDS
from sync.run import Checked, judge, read_book
from tests.google.desk import Desk, make_desk, state
from tests.google_server.people import color
from tests.google_server.world import Effective

PACK = load_pack("wisconsin")
HEAD = ["Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs"]
AS_OF = date(2027, 1, 10)
OURS = {repr(color(fill)) for fill in FILLS.values()}

PEOPLE = [
    ["W-1", "Ana Ruiz", "IFS", "2020-05-01", "2026-06-30", 15],
    ["W-2", "Ben Oak", "Level II", "2019-03-25", "2027-12-31", "11 hrs"],
    ["W-3", "Cy Elm", "IMHS", "2021-02-03", "2026-12-31", "12+"],
    ["W-4", "Di Fir", "IFS", "n/a", "2027-06-30", 3.5],
    ["W-5", "Ed Yew", "Levl III", "2018-07-01", "", 0],
]
TRUTH = {row[0]: row for row in PEOPLE}


def desk_with(people=PEOPLE, **words) -> Desk:
    desk = make_desk({"Members": [HEAD, *people], "Shopping": [["milk"], ["=2+3"]]}, **words)
    person = desk.person
    person.look(1, 2, fill="1F4E79", bold=True)
    person.note(3, 2, "Call her in May")
    person.look(3, 6, fill="FFFF00", bold=True)
    person.note(4, 6, "paid by agency\n\nin May")
    return desk


def checked(desk: Desk, book, as_of=AS_OF) -> Checked:
    return judge(read_book(book, PACK), PACK, DateOrder.MDY, as_of)


def run(desk: Desk, as_of=AS_OF):
    book = desk.book()
    return mark(book, lambda: checked(desk, book, as_of))


def shown(desk: Desk):
    """Each row of the roster: what she sees by header, notes and fills by header."""
    sheet = next(s for s in desk.person.book.sheets if s.title in {"Members", "People"})
    effective = Effective(desk.person.book, desk.world.today())
    heads: dict[int, str] = {}
    rows = []
    for r in range(sheet.row_count):
        cells = {c: effective.shown(sheet, r, c) for c in range(sheet.column_count)}
        if not heads and "Full Name" in cells.values():
            heads = {c: text for c, text in cells.items() if text}
        elif heads:
            rows.append((r, {h: cells[c] for c, h in heads.items()}, sheet, heads))
    return rows


def stray_marks(desk: Desk) -> list[str]:
    """Marks on rows that they are not for, held against a fresh judgement of the sheet as it is."""
    judged = checked(desk, desk.book())
    found = []
    status = {one.person.row: STATUS_WORDS[one.status] for one in judged.judged.people}
    flagged = {}
    for finding in judged.judged.flagged():
        if finding.place is not None:
            flagged.setdefault((finding.place.row, finding.place.column), []).append(finding)
    for r, row, sheet, heads in shown(desk):
        said = row.get("Status", "")
        if said and status.get(r + 1) != said:
            found.append(f"row {r + 1} says {said}, is {status.get(r + 1)}")
        for c in range(sheet.column_count):
            note = sheet.cell(r, c).get("note", "")
            if FIRST_LINE not in note:
                continue
            here = flagged.get((r + 1, c + 1), [])
            if not any(one.message in note for one in here):
                found.append(f"row {r + 1}, column {c + 1} ({heads.get(c)}): {note}")
    return found


def _text(cell) -> str:
    return str(cell.get("userEnteredValue", {}).get("stringValue", ""))


def hers(desk: Desk):
    """All that is hers: values, notes without our blocks, fills that are not ours."""
    found = {}
    for sheet in desk.person.book.sheets:
        if sheet.title.startswith(("Gaps", "_rostercheck")):
            continue
        ours = {
            c for row in sheet.rows for c, cell in row.items()
            if _text(cell).removesuffix(" (Rostercheck)") in HEADERS
        }  # fmt: skip
        rows = []
        for row in sheet.rows:
            kept = {}
            for c, cell in sorted(row.items()):
                form = dict(cell.get("userEnteredFormat", {}))
                if repr(form.get("backgroundColor")) in OURS:
                    form.pop("backgroundColor")
                    form.pop("backgroundColorStyle")
                    form["marked"] = True
                note = without_block(cell.get("note", ""))
                if c not in ours:
                    kept[c] = (cell.get("userEnteredValue"), note, form)
            rows.append({c: one for c, one in kept.items() if one != (None, "", {})})
        while rows and not rows[-1]:
            rows.pop()
        found[sheet.title] = rows
    return found


def unmarked(found):
    """Leave the fills out of cells that carry one of ours: what was below is not seen there."""
    return {
        title: [
            {c: (v, n, None if f.get("marked") else f) for c, (v, n, f) in row.items()}
            for row in rows
        ]
        for title, rows in found.items()
    }  # fmt: skip


ACTS = st.one_of(
    st.tuples(st.just("sort"), st.integers(1, 6), st.booleans()),
    st.tuples(st.just("sort all"), st.integers(1, 6), st.booleans()),
    st.tuples(st.just("insert row"), st.integers(1, 7)),
    st.tuples(st.just("delete row"), st.integers(2, 6)),
    st.tuples(st.just("move row"), st.integers(2, 6), st.integers(2, 7)),
    st.tuples(st.just("insert column"), st.integers(1, 7)),
    st.tuples(st.just("type"), st.integers(2, 6), st.sampled_from([5, 6]),
              st.sampled_from([15, "16 hrs", "2027-12-31", "oops"])),
    st.tuples(st.just("note"), st.integers(2, 6), st.integers(1, 6), st.sampled_from(["new", "!"])),
    st.tuples(st.just("fill"), st.integers(2, 6), st.integers(1, 6)),
    st.tuples(st.just("filter"), st.integers(1, 6)),
    st.tuples(st.just("hide"), st.integers(2, 6)),
)  # fmt: skip


def act(desk: Desk, what) -> None:  # noqa: C901 - one branch for each thing she does
    """Let her do something in the table, wherever it now stands."""
    person = desk.person
    sheet = person.book.sheets[0]
    last = max((r for r, row in enumerate(sheet.rows) if "userEnteredValue" in row.get(0, {})
                or "userEnteredValue" in row.get(1, {})), default=0) + 1  # fmt: skip
    heads = [r for r, row in enumerate(sheet.rows) if "Full Name" in map(_text, row.values())]
    top = heads[0] if heads else 0
    name, *more = what
    if name == "sort":
        person.sort(f"Members!A{top + 2}:F{max(last, top + 2)}", more[0], down=more[1])
    elif name == "sort all":
        person.sort(f"Members!A{top + 2}:N{max(last, top + 2)}", more[0], down=more[1])
    elif name == "insert row":
        person.insert_row(more[0])
    elif name == "delete row" and last > top + 3:
        person.delete_row(min(top + more[0], last))
    elif name == "move row":
        person.move_row(top + more[0], top + more[1])
    elif name == "insert column":
        person.insert_column(more[0])
    elif name == "type":
        person.type(top + more[0], *more[1:])
    elif name == "note":
        old = sheet.cell(top + more[0] - 1, more[1] - 1).get("note", "")
        person.note(top + more[0], more[1], more[2] + old)
    elif name == "fill":
        person.look(top + more[0], more[1], fill="7030A0")
    elif name == "filter":
        person.filter(f"Members!A{top + 1}:F{max(last, top + 2)}", more[0], ("W-2", "IFS"))
    elif name == "hide":
        person.hide_row(top + more[0])


def at_work(desk: Desk, gaps) -> list[object]:
    """Let her act before the n-th calls to Sheets; give what is still to come."""
    waiting = [list(one) for one in gaps]

    def before(call):
        if call.api == "sheets" and waiting:
            for what in waiting.pop(0):
                act(desk, what)

    desk.server.before = before
    return waiting


def test_two_calls_for_a_changed_sheet_and_none_is_written_the_second_time() -> None:
    """One call reads, one writes; a second run on the same day reads and writes nothing."""
    desk = desk_with()
    run(desk)
    assert desk.sheets_calls() == ["read", "write"]
    run(desk)
    assert desk.sheets_calls() == ["read", "write", "read"]
    assert stray_marks(desk) == []


def test_marks_stand_where_they_belong() -> None:
    """Columns, notes beside her words, fills that leave bold alone, the Gaps tab with links."""
    desk = desk_with()
    before = hers(desk)
    run(desk)
    sheet = desk.person.sheet("Members")
    assert [desk.person.shown("Members")[0][c] for c in range(6, 10)] == list(HEADERS)
    assert sheet.cell(3, 5)["note"].startswith("paid by agency\n\nin May\n\n" + FIRST_LINE)
    assert sheet.cell(2, 5)["userEnteredFormat"]["textFormat"] == {"bold": True}
    assert unmarked(hers(desk)).keys() == before.keys()
    gaps = desk.person.sheet("Gaps")
    texts = [
        c.get("userEnteredFormat", {}).get("textFormat", {})
        for row in gaps.rows
        for c in row.values()
    ]
    links = [one["link"]["uri"] for one in texts if "link" in one]
    assert links
    assert all(re.fullmatch(r"#gid=\d+&range=[A-Z]+\d+", one) for one in links)
    assert desk.person.sheet("_rostercheck").hidden


def test_check_and_clear_leave_the_sheet_as_it_was() -> None:
    """After clear every cell, note, format, width and tab is as before, row colours included."""
    desk = desk_with()
    for column in range(1, 15):
        desk.person.look(4, column, fill="D9EAD3")
    before = copy.deepcopy(state(desk.person))
    run(desk)
    assert state(desk.person) != before
    clear(desk.book())
    assert state(desk.person) == before


SLOWLY = settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@SLOWLY
@given(st.lists(st.lists(ACTS, max_size=2), min_size=1, max_size=5))
def test_no_mark_on_a_wrong_row_while_she_works(gaps) -> None:
    """Whatever she does between any two calls: when the run ends, each mark is for its row."""
    desk = desk_with()
    at_work(desk, gaps)
    with suppress(BookInUse):
        run(desk)
    desk.server.before = lambda _call: None
    assert stray_marks(desk) == []


@SLOWLY
@given(st.lists(st.lists(ACTS, max_size=2), min_size=1, max_size=5))
def test_nothing_of_hers_changes_while_she_works(gaps) -> None:
    """Her sheet after the run and a clearing is what her own acts alone would have made of it."""
    desk = desk_with()
    waiting = at_work(desk, gaps)
    with suppress(BookInUse):
        run(desk)
    desk.server.before = lambda _call: None
    done = gaps[: len(gaps) - len(waiting)]
    clear(desk.book())
    after = state(desk.person)
    twin = desk_with()
    for acts in done:
        for what in acts:
            act(twin, what)
    assert after == state(twin.person)


QUIET = ACTS.filter(lambda act: act[0] not in {"insert row", "insert column", "move row"})
"""What she does without making room for anything."""


@pytest.mark.slow
@settings(SLOWLY, max_examples=250)
@given(st.lists(st.lists(QUIET, max_size=3), min_size=1, max_size=8))
def test_nothing_of_hers_changes_however_long_she_works(gaps) -> None:
    """The same with many more acts, as long as she inserts nothing meanwhile."""
    test_nothing_of_hers_changes_while_she_works.hypothesis.inner_test(gaps)
    test_no_mark_on_a_wrong_row_while_she_works.hypothesis.inner_test(gaps)


UNFILLED = ACTS.filter(lambda act: act[0] not in {"fill", "insert column"})
"""What she does without colouring anything: a blank row that she colours cannot be followed."""


@pytest.mark.slow
@settings(SLOWLY, max_examples=80)
@given(st.lists(st.lists(UNFILLED, max_size=2), min_size=1, max_size=5))
def test_nothing_of_hers_changes_whatever_rows_she_inserts(gaps) -> None:
    """The same with rows inserted, as long as she colours nothing meanwhile."""
    test_nothing_of_hers_changes_while_she_works.hypothesis.inner_test(gaps)
    test_no_mark_on_a_wrong_row_while_she_works.hypothesis.inner_test(gaps)


def test_columns_that_are_inserted_between_sorts_lose_nothing() -> None:
    """Her sheet is as her own acts made it, whatever she inserts within the seconds of a run."""
    gaps = [
        [("insert row", 2)],
        [("sort", 1, False)],
        [("insert column", 2), ("sort all", 1, True)],
        [("sort all", 1, False)],
    ]
    test_nothing_of_hers_changes_while_she_works.hypothesis.inner_test(gaps)


def test_rows_that_are_inserted_around_a_sort_keep_no_colour() -> None:
    """Her sheet is as her own acts made it, with rows inserted before and after a sort too."""
    gaps = [[], [("insert row", 2)], [("sort", 1, False)], [("insert row", 4)]]
    test_nothing_of_hers_changes_while_she_works.hypothesis.inner_test(gaps)


def test_the_copy_of_what_was_covered_holds_no_values_of_hers() -> None:
    """The hidden copy has her notes and looks of the marked cells, and none of what she typed."""
    desk = desk_with()
    run(desk)
    copies = [s for s in desk.person.book.sheets if s.title.startswith("_rostercheck before")]
    assert copies
    assert all(s.hidden for s in copies)
    for sheet in copies:
        held = [
            c["userEnteredValue"]
            for row in sheet.rows
            for c in row.values()
            if "userEnteredValue" in c
        ]
        assert held == []
        assert any(c.get("note") == PROBE for row in sheet.rows for c in row.values())
