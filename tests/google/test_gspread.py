"""Every public method of gspread works against the test server, so that none is left out unseen."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import gspread
import pytest
from google.oauth2 import service_account
from gspread.cell import Cell
from gspread.utils import Dimension, ValidationConditionType

from sync.books.google.transport import Access, Google
from tests.google.desk import Desk, make_desk, running
from tests.google_server.keys import PERSON, ROBOT
from tests.google_server.keys import service_account as make_key
from tests.google_server.world import Login

ROWS = [["Name", "Hours"], ["Cy", 3], ["Ann", 12.5], ["Bo", 1]]
FRIEND = "friend@example.org"
DRIVE = ["https://www.googleapis.com/auth/drive"]
Look = Callable[[Any, Desk], Any]
"""Calls a method of what is given, and gives something that must be true."""


@lru_cache(maxsize=1)
def _credentials() -> service_account.Credentials:
    return service_account.Credentials.from_service_account_info(
        make_key(running()), scopes=[*DRIVE, "https://www.googleapis.com/auth/spreadsheets"]
    )


@pytest.fixture
def desk() -> Desk:
    """A sheet, and a program that owns it as a person would."""
    credentials = _credentials()
    desk = make_desk({"Members": ROWS, "Other": [["x"]]})
    desk.world.logins[ROBOT].service = False
    desk.file.roles[ROBOT] = "owner"
    desk.file.roles[PERSON] = "writer"
    desk.world.logins.setdefault(FRIEND, Login(FRIEND, service=False))
    desk.google = Google(Access(credentials, ROBOT, ""))
    return desk


def titles(sheet: gspread.Spreadsheet) -> list[str]:
    return [one.title for one in sheet.worksheets()]


def column(tab: gspread.Worksheet) -> list[Any]:
    return tab.col_values(1)


def at(desk: Desk, row: int, at_column: int) -> dict[str, Any]:
    return desk.person.sheet("Members").cell(row - 1, at_column - 1)


def does(act: Callable[[Any], object], look: Look) -> Look:
    """Call something, then look."""

    def both(one: Any, desk: Desk) -> Any:
        act(one)
        return look(one, desk)

    return both


CLIENT: dict[str, Look] = {
    "copy": lambda c, d: c.copy(d.file.file_id, title="Twin").title == "Twin",
    "create": lambda c, _: c.create("Mine").title == "Mine",
    "del_spreadsheet": does(
        lambda c: c.del_spreadsheet(c.create("Mine").id), lambda c, _: len(c.openall()) == 1
    ),
    "export": lambda c, d: c.export(d.file.file_id, gspread.utils.ExportFormat.CSV)[:4] == b"Name",
    "get_file_drive_metadata": lambda c, d: c.get_file_drive_metadata(d.file.file_id)["name"],
    "import_csv": does(
        lambda c: c.import_csv(c.create("Mine").id, "a,b"),
        lambda c, _: c.open("Mine").sheet1.acell("B1").value == "b",
    ),
    "insert_permission": does(
        lambda c: c.insert_permission(c.openall()[0].id, FRIEND, "user", "reader", notify=False),
        lambda _, d: d.file.roles[FRIEND] == "reader",
    ),
    "list_permissions": lambda c, d: len(c.list_permissions(d.file.file_id)) == 2,
    "list_spreadsheet_files": lambda c, _: c.list_spreadsheet_files()[0]["name"] == "Members 2026",
    "open": lambda c, d: c.open("Members 2026").id == d.file.file_id,
    "open_by_key": lambda c, d: c.open_by_key(d.file.file_id).title == "Members 2026",
    "open_by_url": lambda c, d: c.open_by_url(d.link).title == "Members 2026",
    "openall": lambda c, _: [one.title for one in c.openall()] == ["Members 2026"],
    "remove_permission": does(
        lambda c: c.remove_permission(
            (i := c.openall()[0].id),
            next(p["id"] for p in c.list_permissions(i) if p["emailAddress"] == PERSON),
        ),
        lambda _, d: PERSON not in d.file.roles,
    ),
    "set_timeout": does(lambda c: c.set_timeout(9), lambda c, _: c.http_client.timeout == 9),
}

SPREADSHEET: dict[str, Look] = {
    "accept_ownership": lambda s, d: _offered(s, d) and s.accept_ownership(_permission(s, ROBOT)),
    "add_worksheet": does(lambda s: s.add_worksheet("New", 5, 5), lambda s, _: "New" in titles(s)),
    "batch_update": does(
        lambda s: s.batch_update(
            {"requests": [{"deleteSheet": {"sheetId": s.worksheets()[1].id}}]}
        ),
        lambda s, _: titles(s) == ["Members"],
    ),
    "creationTime": lambda s, _: s.creationTime.startswith("2026"),
    "del_worksheet": does(
        lambda s: s.del_worksheet(s.worksheet("Other")), lambda s, _: titles(s) == ["Members"]
    ),
    "del_worksheet_by_id": does(
        lambda s: s.del_worksheet_by_id(s.worksheet("Other").id),
        lambda s, _: titles(s) == ["Members"],
    ),
    "duplicate_sheet": does(
        lambda s: s.duplicate_sheet(0, new_sheet_name="Twin"), lambda s, _: "Twin" in titles(s)
    ),
    "export": lambda s, _: s.export(gspread.utils.ExportFormat.CSV)[:4] == b"Name",
    "fetch_sheet_metadata": lambda s, _: s.fetch_sheet_metadata()["properties"]["title"],
    "get_lastUpdateTime": lambda s, _: s.get_lastUpdateTime().startswith("20"),
    "get_worksheet": lambda s, _: s.get_worksheet(1).title == "Other",
    "get_worksheet_by_id": lambda s, _: s.get_worksheet_by_id(0).title == "Members",
    "id": lambda s, d: s.id == d.file.file_id,
    "lastUpdateTime": lambda s, _: s.lastUpdateTime.startswith("20"),
    "list_named_ranges": lambda s, _: s.list_named_ranges() == [],
    "list_permissions": lambda s, _: len(s.list_permissions()) == 2,
    "list_protected_ranges": lambda s, _: s.list_protected_ranges(0) == [],
    "locale": lambda s, _: s.locale == "en_US",
    "named_range": does(
        lambda s: s.sheet1.define_named_range("A2:B2", "First"),
        lambda s, _: [one.value for one in s.named_range("First")] == ["Cy", "3"],
    ),
    "remove_permissions": does(
        lambda s: s.remove_permissions(PERSON), lambda _, d: PERSON not in d.file.roles
    ),
    "reorder_worksheets": does(
        lambda s: s.reorder_worksheets(s.worksheets()[::-1]),
        lambda s, _: titles(s) == ["Other", "Members"],
    ),
    "share": does(
        lambda s: s.share(FRIEND, perm_type="user", role="writer", notify=False),
        lambda _, d: d.file.roles[FRIEND] == "writer",
    ),
    "sheet1": lambda s, _: s.sheet1.title == "Members",
    "timezone": lambda s, _: s.timezone == "America/Chicago",
    "title": lambda s, _: s.title == "Members 2026",
    "transfer_ownership": does(
        lambda s: s.transfer_ownership(_permission(s, PERSON)),
        lambda s, _: _pending(s, PERSON),
    ),
    "update_drive_metadata": does(
        lambda s: s.update_drive_metadata(), lambda s, _: s.creationTime.startswith("2026")
    ),
    "update_locale": does(
        lambda s: s.update_locale("de_DE"), lambda _, d: d.person.book.locale == "de_DE"
    ),
    "update_timezone": does(
        lambda s: s.update_timezone("Europe/Berlin"),
        lambda _, d: d.person.book.time_zone == "Europe/Berlin",
    ),
    "update_title": does(
        lambda s: s.update_title("New"), lambda _, d: d.person.book.title == "New"
    ),
    "url": lambda s, d: d.file.file_id in s.url,
    "values_append": does(
        lambda s: s.values_append("Members!A1", {"valueInputOption": "RAW"}, {"values": [["Di"]]}),
        lambda s, _: column(s.sheet1)[-1] == "Di",
    ),
    "values_batch_clear": does(
        lambda s: s.values_batch_clear(body={"ranges": ["Members!A2:A4"]}),
        lambda s, _: column(s.sheet1) == ["Name"],
    ),
    "values_batch_get": lambda s, _: (
        s.values_batch_get(["Members!A2"])["valueRanges"][0]["values"] == [["Cy"]]
    ),
    "values_batch_update": does(
        lambda s: s.values_batch_update(
            {"valueInputOption": "RAW", "data": [{"range": "Members!A2", "values": [["Di"]]}]}
        ),
        lambda s, _: column(s.sheet1)[1] == "Di",
    ),
    "values_clear": does(
        lambda s: s.values_clear("Members!A2:B4"), lambda s, _: column(s.sheet1) == ["Name"]
    ),
    "values_get": lambda s, _: s.values_get("Members!A2")["values"] == [["Cy"]],
    "values_update": does(
        lambda s: s.values_update("Members!A2", {"valueInputOption": "RAW"}, {"values": [["Di"]]}),
        lambda s, _: column(s.sheet1)[1] == "Di",
    ),
    "worksheet": lambda s, _: s.worksheet("Other").title == "Other",
    "worksheets": lambda s, _: titles(s) == ["Members", "Other"],
}


def _permission(sheet: gspread.Spreadsheet, email: str) -> str:
    return next(p["id"] for p in sheet.list_permissions() if p["emailAddress"] == email)


def _pending(sheet: gspread.Spreadsheet, email: str) -> bool:
    found = next(p for p in sheet.list_permissions() if p["emailAddress"] == email)
    return bool(found.get("pendingOwner"))


def _offered(sheet: gspread.Spreadsheet, desk: Desk) -> bool:
    """Let somebody else own the file, and offer it to us."""
    desk.file.roles |= {ROBOT: "writer", PERSON: "owner"}
    desk.file.pending = ROBOT
    return bool(sheet.id)


def _grid(desk: Desk) -> Any:
    return desk.person.sheet("Members").grid


TAB: dict[str, Look] = {
    "acell": lambda t, _: t.acell("A2").value == "Cy",
    "add_cols": does(lambda t: t.add_cols(2), lambda t, _: t.col_count == 16),
    "add_dimension_group_columns": does(
        lambda t: t.add_dimension_group_columns(1, 3),
        lambda _, d: len(d.person.sheet("Members").column_groups) == 1,
    ),
    "add_dimension_group_rows": does(
        lambda t: t.add_dimension_group_rows(1, 3),
        lambda _, d: len(d.person.sheet("Members").row_groups) == 1,
    ),
    "add_protected_range": does(
        lambda t: t.add_protected_range("A1:B1", [ROBOT]),
        lambda _, d: len(d.person.sheet("Members").protected) == 1,
    ),
    "add_rows": does(lambda t: t.add_rows(2), lambda t, _: t.row_count == 42),
    "add_validation": does(
        lambda t: t.add_validation("A2", ValidationConditionType.one_of_list, ["Cy"]),
        lambda _, d: at(d, 2, 1)["dataValidation"]["condition"]["type"] == "ONE_OF_LIST",
    ),
    "append_row": does(lambda t: t.append_row(["Di"]), lambda t, _: column(t)[-1] == "Di"),
    "append_rows": does(
        lambda t: t.append_rows([["Di"], ["Ed"]]), lambda t, _: column(t)[-2:] == ["Di", "Ed"]
    ),
    "batch_clear": does(lambda t: t.batch_clear(["A2:A4"]), lambda t, _: column(t) == ["Name"]),
    "batch_format": does(
        lambda t: t.batch_format([{"range": "A1", "format": {"textFormat": {"bold": True}}}]),
        lambda _, d: at(d, 1, 1)["userEnteredFormat"]["textFormat"] == {"bold": True},
    ),
    "batch_get": lambda t, _: t.batch_get(["A2:A3"]) == [[["Cy"], ["Ann"]]],
    "batch_merge": does(
        lambda t: t.batch_merge([{"range": "A1:B1"}]),
        lambda _, d: len(d.person.sheet("Members").merges) == 1,
    ),
    "batch_update": does(
        lambda t: t.batch_update([{"range": "A2", "values": [["Di"]]}]),
        lambda t, _: column(t)[1] == "Di",
    ),
    "cell": lambda t, _: t.cell(2, 1).value == "Cy",
    "clear": does(lambda t: t.clear(), lambda t, _: column(t) == []),
    "clear_basic_filter": does(
        lambda t: (t.set_basic_filter("A1:B4"), t.clear_basic_filter()),
        lambda _, d: d.person.sheet("Members").basic_filter is None,
    ),
    "clear_note": does(
        lambda t: (t.insert_note("A1", "x"), t.clear_note("A1")),
        lambda _, d: "note" not in at(d, 1, 1),
    ),
    "clear_notes": does(
        lambda t: (t.insert_note("A1", "x"), t.clear_notes(["A1"])),
        lambda _, d: "note" not in at(d, 1, 1),
    ),
    "clear_tab_color": does(
        lambda t: (t.update_tab_color("#ff0000"), t.clear_tab_color()),
        lambda _, d: "tabColor" not in d.person.sheet("Members").props,
    ),
    "col_count": lambda t, _: t.col_count == 14,
    "col_values": lambda t, _: t.col_values(1) == ["Name", "Cy", "Ann", "Bo"],
    "column_count": lambda t, _: t.column_count == 14,
    "columns_auto_resize": lambda t, _: "spreadsheetId" in t.columns_auto_resize(0, 2),
    "copy_range": does(
        lambda t: t.copy_range("A2:A3", "D2:D3"), lambda t, _: t.acell("D3").value == "Ann"
    ),
    "copy_to": lambda t, _: t.copy_to(t.spreadsheet_id)["title"] == "Copy of Members",
    "cut_range": does(
        lambda t: t.cut_range("A2", "D2"),
        lambda t, _: (t.acell("D2").value, t.acell("A2").value) == ("Cy", None),
    ),
    "define_named_range": does(
        lambda t: t.define_named_range("A1:B1", "Head"),
        lambda _, d: d.person.book.named[0]["name"] == "Head",
    ),
    "delete_columns": does(lambda t: t.delete_columns(1), lambda t, _: column(t)[0] == "Hours"),
    "delete_dimension": does(
        lambda t: t.delete_dimension(Dimension.rows, 2), lambda t, _: column(t)[1] == "Ann"
    ),
    "delete_dimension_group_columns": does(
        lambda t: (t.add_dimension_group_columns(1, 3), t.delete_dimension_group_columns(1, 3)),
        lambda _, d: d.person.sheet("Members").column_groups == [],
    ),
    "delete_dimension_group_rows": does(
        lambda t: (t.add_dimension_group_rows(1, 3), t.delete_dimension_group_rows(1, 3)),
        lambda _, d: d.person.sheet("Members").row_groups == [],
    ),
    "delete_named_range": does(
        lambda t: t.delete_named_range(
            t.define_named_range("A1", "N")["replies"][0]["addNamedRange"]["namedRange"][
                "namedRangeId"
            ]
        ),
        lambda _, d: d.person.book.named == [],
    ),
    "delete_protected_range": does(
        lambda t: t.delete_protected_range(
            t.add_protected_range("A1", [ROBOT])["replies"][0]["addProtectedRange"][
                "protectedRange"
            ]["protectedRangeId"]
        ),
        lambda _, d: d.person.sheet("Members").protected == [],
    ),
    "delete_rows": does(lambda t: t.delete_rows(2), lambda t, _: column(t)[1] == "Ann"),
    "duplicate": lambda t, _: t.duplicate(new_sheet_name="Twin").title == "Twin",
    "expand": lambda t, _: len(t.expand()) == 4,
    "find": lambda t, _: t.find("Bo").row == 4,
    "findall": lambda t, _: [one.row for one in t.findall("Cy")] == [2],
    "format": does(
        lambda t: t.format("A1", {"textFormat": {"bold": True}}),
        lambda _, d: at(d, 1, 1)["userEnteredFormat"]["textFormat"] == {"bold": True},
    ),
    "freeze": does(lambda t: t.freeze(rows=1), lambda _, d: _grid(d)["frozenRowCount"] == 1),
    "frozen_col_count": lambda t, _: t.frozen_col_count == 0,
    "frozen_row_count": lambda t, _: t.frozen_row_count == 0,
    "get": lambda t, _: t.get("A2:B2") == [["Cy", "3"]],
    "get_all_cells": lambda t, _: len(t.get_all_cells()) == 40 * 14,
    "get_all_records": lambda t, _: t.get_all_records()[0] == {"Name": "Cy", "Hours": 3},
    "get_all_values": lambda t, _: t.get_all_values()[1] == ["Cy", "3"],
    "get_note": does(lambda t: t.insert_note("A1", "x"), lambda t, _: t.get_note("A1") == "x"),
    "get_notes": does(lambda t: t.insert_note("A1", "x"), lambda t, _: t.get_notes()[0][0] == "x"),
    "get_tab_color": does(
        lambda t: t.update_tab_color("#ff0000"), lambda t, _: t.get_tab_color() == "#FF0000"
    ),
    "get_values": lambda t, _: t.get_values("A2") == [["Cy"]],
    "hide": does(lambda t: t.hide(), lambda _, d: d.person.sheet("Members").hidden),
    "hide_columns": does(
        lambda t: t.hide_columns(0, 1),
        lambda _, d: d.person.sheet("Members").column_props[0]["hiddenByUser"],
    ),
    "hide_gridlines": does(lambda t: t.hide_gridlines(), lambda _, d: _grid(d)["hideGridlines"]),
    "hide_rows": does(
        lambda t: t.hide_rows(0, 1),
        lambda _, d: d.person.sheet("Members").row_props[0]["hiddenByUser"],
    ),
    "id": lambda t, _: t.id == 0,
    "index": lambda t, _: t.index == 0,
    "insert_cols": does(lambda t: t.insert_cols([["new"]], 1), lambda t, _: column(t)[0] == "new"),
    "insert_note": does(
        lambda t: t.insert_note("A1", "x"), lambda _, d: at(d, 1, 1)["note"] == "x"
    ),
    "insert_notes": does(
        lambda t: t.insert_notes({"A1": "x"}), lambda _, d: at(d, 1, 1)["note"] == "x"
    ),
    "insert_row": does(lambda t: t.insert_row(["new"], 2), lambda t, _: column(t)[1] == "new"),
    "insert_rows": does(lambda t: t.insert_rows([["new"]], 2), lambda t, _: column(t)[1] == "new"),
    "isSheetHidden": lambda t, _: t.isSheetHidden is False,
    "is_gridlines_hidden": lambda t, _: t.is_gridlines_hidden is False,
    "list_dimension_group_columns": does(
        lambda t: t.add_dimension_group_columns(1, 3),
        lambda t, _: len(t.list_dimension_group_columns()) == 1,
    ),
    "list_dimension_group_rows": does(
        lambda t: t.add_dimension_group_rows(1, 3),
        lambda t, _: len(t.list_dimension_group_rows()) == 1,
    ),
    "merge_cells": does(
        lambda t: t.merge_cells("A1:B1"), lambda _, d: len(d.person.sheet("Members").merges) == 1
    ),
    "range": lambda t, _: [one.value for one in t.range("A2:B2")] == ["Cy", "3"],
    "resize": does(lambda t: t.resize(rows=9), lambda t, _: t.row_count == 9),
    "row_count": lambda t, _: t.row_count == 40,
    "row_values": lambda t, _: t.row_values(2) == ["Cy", "3"],
    "rows_auto_resize": lambda t, _: "spreadsheetId" in t.rows_auto_resize(0, 2),
    "set_basic_filter": does(
        lambda t: t.set_basic_filter("A1:B4"),
        lambda _, d: d.person.sheet("Members").basic_filter is not None,
    ),
    "show": does(lambda t: (t.hide(), t.show()), lambda _, d: not d.person.sheet("Members").hidden),
    "show_gridlines": does(
        lambda t: (t.hide_gridlines(), t.show_gridlines()),
        lambda _, d: "hideGridlines" not in _grid(d),
    ),
    "sort": does(
        lambda t: t.sort((1, "asc"), range="A2:B4"),
        lambda t, _: column(t) == ["Name", "Ann", "Bo", "Cy"],
    ),
    "spreadsheet": lambda t, d: t.spreadsheet.id == d.file.file_id,
    "tab_color": lambda t, _: t.tab_color is None,
    "title": lambda t, _: t.title == "Members",
    "unhide_columns": does(
        lambda t: (t.hide_columns(0, 1), t.unhide_columns(0, 1)),
        lambda _, d: not d.person.sheet("Members").column_props[0].get("hiddenByUser"),
    ),
    "unhide_rows": does(
        lambda t: (t.hide_rows(0, 1), t.unhide_rows(0, 1)),
        lambda _, d: not d.person.sheet("Members").row_props[0].get("hiddenByUser"),
    ),
    "unmerge_cells": does(
        lambda t: (t.merge_cells("A1:B1"), t.unmerge_cells("A1:B1")),
        lambda _, d: d.person.sheet("Members").merges == [],
    ),
    "update": does(lambda t: t.update([["Di"]], "A2"), lambda t, _: column(t)[1] == "Di"),
    "update_acell": does(lambda t: t.update_acell("A2", "Di"), lambda t, _: column(t)[1] == "Di"),
    "update_cell": does(lambda t: t.update_cell(2, 1, "Di"), lambda t, _: column(t)[1] == "Di"),
    "update_cells": does(
        lambda t: t.update_cells([Cell(2, 1, "Di")]), lambda t, _: column(t)[1] == "Di"
    ),
    "update_index": does(
        lambda t: t.update_index(1), lambda _, d: d.person.book.sheets[1].title == "Members"
    ),
    "update_note": does(
        lambda t: t.update_note("A1", "x"), lambda _, d: at(d, 1, 1)["note"] == "x"
    ),
    "update_notes": does(
        lambda t: t.update_notes({"A1": "x"}), lambda _, d: at(d, 1, 1)["note"] == "x"
    ),
    "update_tab_color": does(
        lambda t: t.update_tab_color("#ff0000"),
        lambda _, d: d.person.sheet("Members").props["tabColor"]["red"] == 1,
    ),
    "update_title": does(
        lambda t: t.update_title("New"), lambda _, d: d.person.book.sheets[0].title == "New"
    ),
    "url": lambda t, _: t.url.endswith("#gid=0"),
}

NO_CALL = {"expiry"}
"""Makes no call, and looks for something that gspread itself has renamed."""
CLASSES = {gspread.Client: CLIENT, gspread.Spreadsheet: SPREADSHEET, gspread.Worksheet: TAB}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_no_method_is_left_out(kind) -> None:
    """The tables below name all that gspread offers, of the version that is installed."""
    public = {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}
    assert public - NO_CALL == set(CLASSES[kind])


@pytest.mark.parametrize("name", CLIENT)
def test_the_client(desk, name) -> None:
    """Open, list, create, copy, export, share and delete files."""
    assert CLIENT[name](desk.google.client, desk)


@pytest.mark.parametrize("name", SPREADSHEET)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_spreadsheet(desk, name) -> None:
    """Tabs, values, named and protected ranges, locale, sharing."""
    assert SPREADSHEET[name](desk.google.client.open_by_key(desk.file.file_id), desk)


@pytest.mark.parametrize("name", TAB)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_worksheet(desk, name) -> None:
    """Cells, notes, looks, rows and columns, merges, filters, groups, validation, protection."""
    tab = desk.google.client.open_by_key(desk.file.file_id).worksheet("Members")
    assert TAB[name](tab, desk)
