"""While she sorts, inserts, deletes and types: no mark on a wrong row, nothing of hers lost."""

from __future__ import annotations

import copy
import os
import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.layering import load_pack
from sync.books.google.pages import PROBE
from sync.errors import RostercheckError
from sync.live import clear, mark
from sync.marks.notes import FIRST_LINE, without_block
from sync.marks.words import FILLS, HEADERS, STATUS_WORDS
from sync.run import Checked, judge, read_book
from tests.google.desk import Desk, make_desk, state
from tests.google.found import CUT, FOUND
from tests.google.hunting import (
    ACTS,
    AT_LENGTH,
    LIMITS,
    SLOWLY,
    act,
    at_work,
    cut_off,
    in_ours,
    limits,
    lose_answer,
)
from tests.google_server.people import color
from tests.google_server.world import Effective

PACK = load_pack("wisconsin")
HEAD = ["Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs"]
AS_OF = date(2027, 1, 10)
HUNT = int(os.environ.get("HUNT", "0"))
CUTS = [0] * 6 + [2, 3, 4, 5, 6, 7, -2, -3, -4, -5, -6]
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


FIRST = ["read", "write", "write"]
"""The calls of the very first check of a sheet: read, put ids, put the flags."""


def test_two_calls_for_a_changed_sheet_and_none_is_written_the_second_time() -> None:
    """One call reads, one writes; before the first write of all, one puts ids that nobody sees.

    A second run on the same day reads and writes nothing.
    """
    desk = desk_with()
    run(desk)
    assert desk.sheets_calls() == FIRST
    run(desk)
    assert desk.sheets_calls()[len(FIRST) :] == ["read"]
    for change in (lambda p: p.type(3, 6, 40), lambda p: p.insert_row(4), add_people):
        calls = len(desk.sheets_calls())
        change(desk.person)
        run(desk)
        assert desk.sheets_calls()[calls:] == ["read", "write"]
        assert stray_marks(desk) == []


def add_people(person) -> None:
    """Type new rows below the table, and into a row that was inserted."""
    for column, text in enumerate(["W-7", "Fay Ash", "IFS", "2020-05-01", "", 3], 1):
        person.type(8, column, text)
        person.type(4, column, str(text).replace("7", "8"))


def test_the_call_before_the_first_check_changes_nothing_that_she_sees() -> None:
    """The ids are put by themselves; what she does meanwhile is judged anew without a call."""
    twin = desk_with()
    desk = desk_with()
    writes = []

    def before(call) -> None:
        if call.writes:
            writes.append(copy.deepcopy(state(desk.person)))
            if len(writes) == 1:
                act(desk, twin, ("insert column", 3))

    desk.server.before = before
    run(desk)
    assert writes[1] == state(twin.person)
    assert desk.sheets_calls() == FIRST
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


def beside(gaps, *, before=None, table="a usual table", cut=0) -> tuple[object, object]:
    """Run while she acts, then clear; give her sheet, and the one that her own acts have made.

    After the run, each mark that stands is for its row. before: what she did after a first check,
    when there was one. cut: at which call the network goes; then it is run once more. Below 0: of
    which call only the answer is lost.

    Where marks stand for long, she leaves our columns alone: what she types there is hers, but how
    her sheet would be without them cannot be said. Marks of an earlier check stay where they are
    when she sorts her table alone, and so do those of a part of a long table that was given up:
    then it is the next run that is looked at.
    """
    with limits(table):
        twin = desk_with()
        desk = desk_with()
        if before is not None:
            run(desk)
            for what in before:
                if not in_ours(desk, what):
                    act(desk, twin, what)
        stand = bool(cut) or before is not None or table != "a usual table"
        at_work(desk, twin, gaps, spares_ours=stand)
        if cut > 0:
            cut_off(desk, cut)
            with suppress(RostercheckError):
                run(desk)
            desk.server.faults.clear()
        elif cut:
            lose_answer(desk, -cut)
        with suppress(RostercheckError):  # moved too much, or no header is left
            run(desk)
        desk.server.before = lambda _call: None
        with suppress(RostercheckError):
            if stand:
                run(desk)
            assert stray_marks(desk) == []
        clear(desk.book())
    return state(desk.person), state(twin.person)


def test_her_rules_for_looks_and_for_typing_stay() -> None:
    """Conditional formats and data validation are hers: a check puts none and changes none."""
    desk = desk_with()
    sheet = desk.person.sheet("Members")
    area = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 6,
            "startColumnIndex": 5, "endColumnIndex": 6}  # fmt: skip
    red = {"condition": {"type": "BLANK"}, "format": {"backgroundColor": {"red": 1}}}
    sheet.conditional.append({"ranges": [area], "booleanRule": red})
    rule = {"condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "0"}]}}
    for row in range(1, 6):
        sheet.put(row, 5, {**sheet.cell(row, 5), "dataValidation": rule})
    run(desk)
    sheet = desk.person.sheet("Members")
    assert sheet.conditional == [{"ranges": [area], "booleanRule": red}]
    validated = [
        (r, c) for r, row in enumerate(sheet.rows) for c, x in row.items() if "dataValidation" in x
    ]
    assert validated == [(row, 5) for row in range(1, 6)]
    assert all("dataValidation" not in c
               for s in desk.person.book.sheets if s.title != "Members"
               for row in s.rows for c in row.values())  # fmt: skip


def gaps_of(acts, most: int, gaps: int):
    """What she does before each of the first calls."""
    return st.lists(st.lists(acts, max_size=most), min_size=1, max_size=gaps)


AN_EARLIER_CHECK = st.none() | st.lists(ACTS, max_size=3)


@SLOWLY
@given(gaps_of(ACTS, 2, 5), AN_EARLIER_CHECK, st.sampled_from(list(LIMITS)))
def test_nothing_of_hers_changes_while_she_works(gaps, before, table) -> None:
    """Between any two calls: each mark is for its row, and her sheet is what she made of it."""
    after, hers_alone = beside(gaps, before=before, table=table)
    assert after == hers_alone


@pytest.mark.slow
@SLOWLY
@given(gaps_of(ACTS, 2, 4), AN_EARLIER_CHECK, st.sampled_from([2, 3, 4, -2, -3]))
def test_nothing_of_hers_is_lost_when_the_network_goes(gaps, before, cut) -> None:
    """A write is made, and whoever sent it hears nothing any more: the next run puts it right."""
    after, hers_alone = beside(gaps, before=before, cut=cut)
    assert after == hers_alone


@pytest.mark.slow
@settings(SLOWLY, max_examples=150)
@given(gaps_of(ACTS, 3, 8), AN_EARLIER_CHECK, st.sampled_from(list(LIMITS)), st.sampled_from(CUTS))
def test_nothing_of_hers_changes_however_long_she_works(gaps, before, table, cut) -> None:
    """The same with many more acts before many more calls."""
    after, hers_alone = beside(gaps, before=before, table=table, cut=cut)
    assert after == hers_alone


@pytest.mark.slow
@pytest.mark.skipif(not HUNT, reason="other examples each time, for long: make hunt")
@settings(AT_LENGTH, max_examples=HUNT or 1)
@given(gaps_of(ACTS, 3, 8), AN_EARLIER_CHECK, st.sampled_from(list(LIMITS)), st.sampled_from(CUTS))
def test_nothing_of_hers_changes_whatever_is_tried(gaps, before, table, cut) -> None:
    """The same with other acts each time, as many as `make hunt` is told."""
    after, hers_alone = beside(gaps, before=before, table=table, cut=cut)
    assert after == hers_alone


@pytest.mark.parametrize("gaps", FOUND.values(), ids=FOUND)
def test_what_was_found_once_does_not_come_back(gaps) -> None:
    """Her sheet is as her own acts made it."""
    after, hers_alone = beside(gaps)
    assert after == hers_alone


@pytest.mark.parametrize("words", CUT.values(), ids=CUT)
def test_what_was_found_with_a_broken_network_does_not_come_back(words) -> None:
    """Her sheet is as her own acts made it."""
    after, hers_alone = beside(**words)
    assert after == hers_alone


def test_the_copy_of_what_was_covered_holds_no_values_of_hers() -> None:
    """The hidden copy has her notes and looks of the marked cells, and none of what she typed."""
    desk = desk_with()
    run(desk)
    copies = [s for s in desk.person.book.sheets if s.title.startswith("_rostercheck before")]
    assert copies
    assert all(s.hidden for s in copies)
    typed = {str(value) for row in PEOPLE for value in row if value != ""}
    for sheet in copies:
        *rows, _what_is_known_of_the_write = sheet.rows
        held = [
            c["userEnteredValue"] for row in rows for c in row.values() if "userEnteredValue" in c
        ]
        assert not typed & {str(text) for one in held for text in one.values()}
        assert any(c.get("note") == PROBE for row in sheet.rows for c in row.values())
