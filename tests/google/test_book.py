"""Reading and writing a Google Sheet: types, locale, spills, protections, titles, large sheets."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest

from models.cells import CellError
from models.cells.raw import UNCALCULATED
from sync.books.base import (
    Area,
    CellRef,
    Format,
    OwnCell,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Visibility,
)
from sync.books.google import parts, reading
from sync.books.google.links import as_link
from sync.books.google.looks import look_of
from sync.errors import BookInUse, UsageError
from sync.marks.notes import with_block
from tests.google.desk import Clock, make_desk, state
from tests.google_server.http import Fault

ID = "1AbC_-9xyzAbC_-9xyzAbC_-9xyzAbC_-9xyzAbC_-9xy"


@pytest.mark.parametrize(
    "text",
    [
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing#gid=12",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit",
        f"docs.google.com/spreadsheets/d/{ID}",
        f"https:/docs.google.com/spreadsheets/d/{ID}/edit",
        f"https:\\docs.google.com\\spreadsheets\\d\\{ID}\\edit",
        f"https://drive.google.com/open?id={ID}",
        f"  https://drive.google.com/file/d/{ID}/view  ",
    ],
)
def test_links_are_understood_as_people_paste_them(text: str) -> None:
    """Also with what is added behind the id, and with a slash lost on the way."""
    assert as_link(text) == f"https://docs.google.com/spreadsheets/d/{ID}"


@pytest.mark.parametrize(
    "text",
    ["https://example.org/x", "https://docs.google.com/document/d/1/edit",
     "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml"],
)  # fmt: skip
def test_other_links_get_a_sentence(text: str) -> None:
    """A link to something else says what to copy."""
    with pytest.raises(UsageError, match=r"\.$"):
        as_link(text)


def test_a_link_that_lost_a_slash_is_said_as_it_was_typed() -> None:
    """The command line makes a path of what is typed, and a path has no double slash."""
    with pytest.raises(UsageError, match="^" + re.escape('"https://example.org/x" is not')):
        as_link("https:/example.org/x")


def test_cells_come_as_what_they_are() -> None:
    """Numbers, dates by format, times, yes and no, errors, what still loads, leading zeros."""
    desk = make_desk({"S": [[12.5, "15 hrs", "3/4/2025", True, "'007", "=1/0", "=NA()", "=B1"]]})
    person = desk.person
    person.type(2, 1, 45720.5)
    person.look(2, 1, number={"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm"})
    person.type(2, 2, 0.75)
    person.look(2, 2, number={"type": "TIME", "pattern": "hh:mm"})
    person.type(2, 3, 0.5)
    person.look(2, 3, number={"type": "PERCENT", "pattern": "0%"})
    person.type(2, 4, '=IMPORTRANGE("a","b")')
    person.type(2, 5, -4)
    person.look(2, 5, number={"type": "DATE", "pattern": "yyyy-mm-dd"})
    rows = desk.book().read().sheets[0].rows
    assert rows[0] == [
        12.5, "15 hrs", date(2025, 3, 4), True, "007", CellError("#DIV/0!"), CellError("#N/A"),
        "15 hrs",
    ]  # fmt: skip
    assert rows[1] == [datetime(2025, 3, 4, 12), time(18), 0.5, UNCALCULATED, -4]  # noqa: DTZ001


def test_what_loads_is_looked_at_again_once() -> None:
    """A formula that still loads is given a moment; then it is taken as not calculated."""
    clock = Clock()
    desk = make_desk({"S": [['=IMPORTRANGE("a","b")']]}, clock=clock)
    desk.book().read()
    assert (len(desk.sheets_calls()), clock.slept) == (2, [reading.LOADING_PAUSE])


def test_the_locale_is_that_of_the_spreadsheet() -> None:
    """In a German sheet 1,5 is a number and 3.4.25 is 3 April, whatever this computer thinks."""
    desk = make_desk(
        {"S": [["1,5", "3.4.25", "1.234,56"]]}, locale="de_DE", time_zone="Europe/Berlin"
    )
    book = desk.book()
    assert book.read().sheets[0].rows == [[1.5, date(2025, 4, 3), 1234.56]]
    assert (book.state.locale, book.state.time_zone) == ("de_DE", "Europe/Berlin")


def test_dates_are_written_as_dates_in_every_locale() -> None:
    """A date goes as its serial with a format of ours, never as a text that a locale reads."""
    desk = make_desk({"S": [["x"]]}, locale="de_DE")
    book = desk.book()
    book.apply([SetValue(CellRef("S", 1, 2), date(2025, 4, 3), Format(number_format="yyyy-mm-dd"))])
    assert desk.person.shown("S") == [["x", "2025-04-03"]]
    assert desk.book().read().sheets[0].rows[0][1] == date(2025, 4, 3)


def test_merged_hidden_filtered_rows_and_tables_are_read() -> None:
    """They are data like all others, and known for what they are."""
    desk = make_desk({"S": [["Name", "Level"], ["Ann", "IFS"], ["Bo", "IFS"], ["Cy", "IMHS"]]})
    person = desk.person
    person.merge("S!B2:B3")
    person.hide_row(3)
    person.filter("S!A1:B4", 1, ("Cy",))
    person.sheet("S").tables.append({"tableId": "1", "name": "Roster", "range": {
        "sheetId": 0, "startRowIndex": 0, "endRowIndex": 4,
        "startColumnIndex": 0, "endColumnIndex": 2,
    }})  # fmt: skip
    before = state(person)
    sheet = desk.book().read().sheets[0]
    assert [row[0] for row in sheet.rows] == ["Name", "Ann", "Bo", "Cy"]
    assert sheet.merged == [Area(2, 2, 3, 2)]
    assert sheet.tables == {"Roster": Area(1, 1, 4, 2)}
    assert sheet.filter_area == Area(1, 1, 4, 2)
    desk.book().apply([SetValue(CellRef("S", 2, 4), "Gap"), SetNote(CellRef("S", 4, 1), "x")])
    after = state(person)["S"]
    assert after[1:6] == before["S"][1:6]
    assert person.sheet("S").row_props[2]["hiddenByUser"]
    assert person.sheet("S").row_props[3]["hiddenByFilter"]


def test_formulas_and_spills_are_never_written_over() -> None:
    """Neither a formula nor the cells that one fills; the others are written."""
    desk = make_desk({"S": [["=SEQUENCE(3)", "=1+1"]]})
    book = desk.book()
    assert book.read().sheets[0].formulas == {(1, 1), (2, 1), (3, 1), (1, 2)}
    edits = [SetValue(CellRef("S", r, c), "x") for r, c in ((1, 2), (2, 1), (2, 2))]
    applied = book.apply(edits)
    assert [one.edit for one in applied.refused] == edits[:2]
    assert desk.person.shown("S") == [["1", "2"], ["2", "x"], ["3"]]


def test_protected_cells_are_refused_with_a_sentence_and_the_rest_is_written() -> None:
    """A protected range is known before anything is sent; one that only warns is no obstacle."""
    desk = make_desk({"S": [["a", "b"]], "T": [["c"]]})
    desk.person.protect("S!A1:A5", note="Names")
    desk.person.protect("S!B1:B5", warning=True)
    desk.person.protect("T")
    book = desk.book()
    assert [sheet.protected for sheet in book.read().sheets] == [False, True]
    edits = [SetNote(CellRef("S", 1, 1), "x"), SetNote(CellRef("S", 1, 2), "x"), SetNote(CellRef("T", 1, 1), "x")]  # fmt: skip  # noqa: E501
    applied = book.apply(edits)
    assert [one.edit for one in applied.refused] == [edits[0], edits[2]]
    assert "Names" in applied.refused[0].why
    assert desk.person.sheet("S").cell(0, 1)["note"] == "x"


def test_titles_with_quotes_signs_and_names_like_cells() -> None:
    """Tabs are known by their ids, so their titles may be anything."""
    titles = ["It's 🌵 'x'!A1", "A1", "2024", "R1C1", " "]
    desk = make_desk({title: [[title]] for title in titles})
    book = desk.book()
    book.apply([SetValue(CellRef(title, 1, 2), "Gap") for title in titles])
    assert [desk.person.shown(title) for title in titles] == [[[title, "Gap"]] for title in titles]


def test_the_grid_grows_where_it_has_to() -> None:
    """A sheet without free columns gets as many as are needed."""
    desk = make_desk({"S": [["a"]]}, rows=2, columns=1)
    desk.book().apply([SetValue(CellRef("S", 2, 4), "Gap")])
    assert desk.person.sheet("S").column_count == 4
    assert desk.person.shown("S") == [["a"], ["", "", "", "Gap"]]


def test_looks_come_back_whatever_they_were() -> None:
    """A colour of hers, a colour of the theme, none at all; bold and number formats stay."""
    desk = make_desk({"S": [["a", "b", "c"]]})
    desk.person.look(1, 1, fill="12AB34", bold=True)
    theme = {"backgroundColorStyle": {"themeColor": "ACCENT1"}}
    desk.person.sheet("S").put(0, 1, {"userEnteredFormat": theme})
    before = state(desk.person)
    book = desk.book()
    book.read()
    refs = [CellRef("S", 1, column) for column in (1, 2, 3)]
    looks = book.looks(refs)
    notes = [SetNote(ref, with_block("", ["Gap"], f"{ref.column:08x}")) for ref in refs]
    book.apply([*notes, *(SetFill(ref, "F9D9DB") for ref in refs)])
    assert set(book.looks(refs).values()) == {"F9D9DB"}
    undo = [edit for ref in refs for edit in (SetNote(ref, None), RestoreLook(ref, looks[ref]))]
    book.apply(undo)
    desk.person.book.sheets[:] = [s for s in desk.person.book.sheets if s.title == "S"]
    assert state(desk.person) == before


def test_each_mark_has_a_shade_of_its_own() -> None:
    """No two cells have the very same fill, no eye sees it, and read back it is one colour."""
    desk = make_desk({"S": [["a"] * 12]})
    book = desk.book()
    book.read()
    refs = [CellRef("S", 1, column) for column in range(1, 13)]
    notes = [SetNote(ref, with_block("", ["Gap"], f"{ref.column:08x}")) for ref in refs]
    book.apply([*notes, *(SetFill(ref, "F9D9DB") for ref in refs)])
    fills = [look_of(desk.person.sheet("S").cell(0, column)) for column in range(12)]
    assert len(set(fills)) == len(fills)
    for fill in fills:
        steps = [int("F9D9DB"[at : at + 2], 16) - int(fill[at : at + 2], 16) for at in (0, 2, 4)]
        assert all(0 <= step < 8 for step in steps)
    assert set(book.looks(refs).values()) == {"F9D9DB"}


def test_a_fill_that_was_taken_over_goes_wherever_it_is_by_then() -> None:
    """She inserts a row below a marked cell, types in it and sorts; her own colour comes back."""
    desk = make_desk({"S": [["a", "x"], ["b", "y"], ["c", "z"]]})
    desk.person.look(2, 2, fill="FFFF00")
    book = desk.book()
    book.read()
    ref = CellRef("S", 2, 2)
    book.apply([SetNote(ref, with_block("", ["Gap"], "0badcafe")), SetFill(ref, "F9D9DB")])
    desk.person.insert_row(3)
    desk.person.type(3, 1, "0")
    desk.person.type(3, 2, "new")
    desk.person.sort("S!A1:B4", 1)
    book = desk.book()
    book.read()
    place = CellRef("S", 1, 2)
    assert desk.person.shown("S")[0] == ["0", "new"]
    assert book.looks([place])[place] == ""
    book.apply([SetNote(CellRef("S", 4, 1), "hers")])
    assert look_of(desk.person.sheet("S").cell(0, 1)) == ""
    marked = [r for r in range(4) if desk.person.sheet("S").cell(r, 1).get("note")]
    assert [look_of(desk.person.sheet("S").cell(r, 1))[:1] for r in marked] == ["F"]


def test_a_tab_of_ours_has_links_widths_a_filter_and_can_be_hidden() -> None:
    """Links lead to cells by tab id and are no formulas; a hidden tab is hidden."""
    desk = make_desk({"S": [["a"]]})
    gid = desk.person.sheet("S").sheet_id
    rows = [[OwnCell("Who"), OwnCell("When")], [OwnCell("S!A1", link=CellRef("S", 1, 1)), OwnCell(date(2026, 1, 2), Format(number_format="yyyy-mm-dd"))]]  # fmt: skip  # noqa: E501
    own = OwnSheet("Gaps", rows, widths=[20, 10], frozen_rows=1, header_row=1)
    hidden = OwnSheet("_memory", [[OwnCell("x")]], visibility=Visibility.VERY_HIDDEN)
    book = desk.book()
    book.apply([PutSheet(own), PutSheet(hidden)])
    sheet = desk.person.sheet("Gaps")
    form = sheet.cell(1, 0)["userEnteredFormat"]
    assert form["textFormat"]["link"] == {"uri": f"#gid={gid}&range=A1"}
    assert sheet.cell(1, 0)["userEnteredValue"] == {"stringValue": "S!A1"}
    assert sheet.column_props[0]["pixelSize"] == 145
    assert sheet.grid["frozenRowCount"] == 1
    assert sheet.basic_filter["range"]["endRowIndex"] == 2
    assert desk.person.sheet("_memory").hidden
    assert desk.book().read().sheets[1].rows[1] == ["S!A1", date(2026, 1, 2)]


def test_a_width_that_she_chose_stays() -> None:
    """Only a column of the usual width is widened."""
    desk = make_desk({"S": [["a"]]})
    desk.person.sheet("S").column_props[2]["pixelSize"] = 333
    desk.book().apply([SetColumnWidth("S", 2, 30.0), SetColumnWidth("S", 3, 30.0)])
    assert [p.get("pixelSize") for p in desk.person.sheet("S").column_props[1:3]] == [215, 333]


def test_charts_are_known_so_that_our_columns_step_past_them() -> None:
    """The area that a chart covers is told."""
    desk = make_desk({"S": [["a"]]})
    place = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 1, "columnIndex": 2}, "widthPixels": 250, "heightPixels": 100}}  # fmt: skip  # noqa: E501
    desk.person.sheet("S").charts.append({"chartId": 1, "position": place})
    assert desk.book().read().sheets[0].drawn == [Area(2, 3, 6, 5)]


def _whole(call) -> bool:
    return "data(" in call.query.get("fields", [""])[0] and "ranges" not in call.query


def test_a_sheet_that_google_will_not_give_whole_is_read_in_pieces() -> None:
    """When the one call fails again and again, its rows are asked for in ranges."""
    desk = make_desk({"It's": [[n, f"row {n}"] for n in range(1, 60)]}, rows=9000)
    desk.person.type(8999, 1, "last")
    desk.person.note(4500, 2, "in the middle")
    desk.server.faults.append(
        Fault(10**6, 503, when=_whole)
    )  # fmt: skip
    sheet = desk.book().read().sheets[0]
    assert sheet.rows[58] == [59, "row 59"]
    assert sheet.rows[8998] == ["last"]
    assert sheet.notes == {(4500, 2): "in the middle"}


def test_a_large_write_goes_in_several_calls(monkeypatch) -> None:
    """Each part is looked at in its own reply."""
    monkeypatch.setattr(parts, "MOST_CELLS", 10)
    desk = make_desk({"S": [[n] for n in range(1, 31)]})
    book = desk.book()
    book.apply([SetValue(CellRef("S", row, 2), "Gap") for row in range(1, 31)])
    assert desk.sheets_calls() == ["read", *["write"] * 4]
    assert [row[1] for row in desk.person.shown("S")] == ["Gap"] * 30


def test_a_sheet_that_was_read_long_ago_is_looked_at_before_it_is_written() -> None:
    """Somebody moved rows while the program waited: nothing is written at all."""
    clock = Clock()
    desk = make_desk({"S": [["b"], ["a"]]}, clock=clock)
    book = desk.book()
    book.read()
    clock.now += 60
    desk.person.sort("S!A1:A2", 1)
    before = state(desk.person)
    with pytest.raises(BookInUse, match="changed"):
        book.apply([SetNote(CellRef("S", 1, 1), "for b")])
    assert desk.sheets_calls() == ["read", "write"]  # ids, which nobody sees
    assert state(desk.person) == before
    desk.book().apply([SetNote(CellRef("S", 1, 1), "for a")])
    calls = len(desk.sheets_calls())
    book = desk.book()
    book.read()
    clock.now += 60
    desk.person.sort("S!A1:A2", 1, down=True)
    before = state(desk.person)
    with pytest.raises(BookInUse, match="changed"):
        book.apply([SetNote(CellRef("S", 2, 1), "for b")])
    assert desk.sheets_calls()[calls:] == ["read", "read"]
    assert state(desk.person) == before


def test_her_tab_that_is_called_like_ours_is_hers() -> None:
    """A tab is ours by what stands in it, not by its name."""
    desk = make_desk({"S": [["a"]], "_rostercheck before": [["mine"]]})
    desk.book().apply([SetNote(CellRef("S", 1, 1), "x")])
    desk.book().apply([SetNote(CellRef("S", 1, 1), "y")])
    assert desk.person.shown("_rostercheck before") == [["mine"]]
    assert [s.name for s in desk.book().read().sheets] == ["S", "_rostercheck before"]
