"""The test server behaves as the API does, also where that is surprising."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import gspread
import pytest
import requests
from google.oauth2 import service_account
from gspread.utils import ValueInputOption, ValueRenderOption

from sync.books.google.logins import Login, connected
from sync.books.google.transport import Access, Google
from tests.google.desk import Desk, make_desk
from tests.google_server.keys import ROBOT

ROWS = [["Name", "Hours", "When"], ["Cy", 3, "3/4/2025"], ["Ann", "12.5", "=B2*2"], ["Bo", "x"]]


@pytest.fixture
def desk() -> Desk:
    return make_desk({"Members": ROWS, "It's 🌵": [["a"]]})


@pytest.fixture
def sheet(desk: Desk) -> gspread.Spreadsheet:
    return desk.google.client.open_by_key(desk.file.file_id)


def get(desk: Desk, **params):
    return desk.google.read(desk.file.file_id, params)


def batch(desk: Desk, *requests, **more):
    return desk.google.write(desk.file.file_id, {"requests": list(requests), **more}, "*")


def rejected(desk: Desk, *requests) -> str:
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{desk.file.file_id}:batchUpdate"
    with pytest.raises(gspread.exceptions.APIError) as caught:
        desk.google.client.http_client.request("post", url, json={"requests": list(requests)})
    return str(caught.value.error["message"])


def area(top, left, bottom, right, sheet_id=0):
    return {
        "sheetId": sheet_id, "startRowIndex": top, "endRowIndex": bottom,
        "startColumnIndex": left, "endColumnIndex": right,
    }  # fmt: skip


def rows_metadata(key, row, number):
    grid = {"sheetId": 0, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    return {"createDeveloperMetadata": {"developerMetadata": {
        "metadataId": number, "metadataKey": key, "visibility": "DOCUMENT",
        "location": {"dimensionRange": grid},
    }}}  # fmt: skip


def test_gspread_reads_and_writes_values(sheet) -> None:
    """values get, batchGet, update, batchUpdate, append, clear and batchClear."""
    tab = sheet.worksheet("Members")
    assert tab.get_all_values()[:2] == [["Name", "Hours", "When"], ["Cy", "3", "3/4/2025"]]
    assert tab.get("A3:C3", value_render_option=ValueRenderOption.formula) == [
        ["Ann", 12.5, "=B2*2"]
    ]
    assert tab.get("C2", value_render_option=ValueRenderOption.unformatted) == [[45720]]
    tab.batch_update([{"range": "E1", "values": [["x"]]}, {"range": "E2:F2", "values": [[1, 2]]}])
    assert tab.batch_get(["E1:E2", "F2"]) == [[["x"], ["1"]], [["2"]]]
    tab.append_row(["Di", "7"], value_input_option=ValueInputOption.user_entered)
    assert tab.row_values(5) == ["Di", "7"]
    assert tab.col_values(1) == ["Name", "Cy", "Ann", "Bo", "Di"]
    assert tab.acell("B5").value == "7"
    tab.batch_clear(["E1:F2"])
    assert sheet.values_clear("Members!A5:B5") == {
        "spreadsheetId": sheet.id, "clearedRange": "Members!A5:B5",
    }  # fmt: skip
    assert len(tab.get_all_values()) == 4


def test_gspread_works_on_tabs(sheet) -> None:
    """Add, rename, duplicate, copy, hide, reorder, resize and delete tabs."""
    tab = sheet.add_worksheet("New", rows=10, cols=4)
    tab.update_title("Newer")
    twin = tab.duplicate(new_sheet_name="Twin")
    tab.hide()
    tab.show()
    tab.resize(rows=12, cols=5)
    tab.add_rows(1)
    tab.add_cols(1)
    assert (tab.row_count, tab.col_count) == (13, 6)
    tab.freeze(rows=1)
    tab.update_tab_color("#ff0000")
    tab.clear_tab_color()
    tab.copy_to(sheet.id)
    sheet.reorder_worksheets([twin, *[w for w in sheet.worksheets() if w.id != twin.id]])
    assert sheet.worksheets()[0].title == "Twin"
    sheet.del_worksheet(twin)
    assert {"Newer", "Copy of Newer"} <= {w.title for w in sheet.worksheets()}


def test_gspread_works_on_rows_columns_and_looks(sheet) -> None:
    """Notes, formats, merges, sort, filter, insert, delete, hide, group, validation, protection."""
    tab = sheet.worksheet("Members")
    tab.insert_note("A2", "hello")
    tab.insert_notes({"A3": "x", "B3": "y"})
    assert tab.get_note("A2") == "hello"
    tab.clear_notes(["B3"])
    tab.format("A1:C1", {"textFormat": {"bold": True}, "backgroundColor": {"red": 0.5}})
    tab.sort((1, "asc"), range="A2:C4")
    assert tab.get_notes()[:4][1:] == [["x"], [], ["hello"]] or tab.get_note("A2") == "x"
    tab.set_basic_filter("A1:C4")
    tab.clear_basic_filter()
    tab.merge_cells("E1:F2")
    tab.unmerge_cells("E1:F2")
    tab.insert_rows([["new"]], 2)
    tab.insert_cols([["c"]], 2)
    tab.delete_columns(2)
    tab.delete_rows(2)
    tab.hide_rows(1, 2)
    tab.unhide_rows(1, 2)
    tab.hide_columns(1, 2)
    tab.unhide_columns(1, 2)
    tab.add_dimension_group_rows(1, 3)
    tab.delete_dimension_group_rows(1, 3)
    tab.columns_auto_resize(0, 2)
    tab.add_protected_range("A1:B2", [ROBOT])
    tab.delete_protected_range(sheet.list_protected_ranges(0)[0]["protectedRangeId"])
    tab.define_named_range("A1:B2", "Corner")
    assert sheet.list_named_ranges()[0]["name"] == "Corner"
    tab.delete_named_range(sheet.list_named_ranges()[0]["namedRangeId"])
    assert tab.find("Bo").row >= 2
    assert [c.value for c in tab.findall("Cy")] == ["Cy"]
    tab.batch_format([{"range": "A1", "format": {"textFormat": {"italic": True}}}])
    assert sheet.locale == "en_US"
    sheet.update_locale("de_DE")
    sheet.update_timezone("Europe/Berlin")
    sheet.update_title("Renamed")
    assert sheet.fetch_sheet_metadata()["properties"]["title"] == "Renamed"


def test_gspread_lists_files(desk) -> None:
    """Drive gives the sheets that are shared, and what may be done with them."""
    files = desk.google.client.list_spreadsheet_files()
    assert [f["name"] for f in files] == ["Members 2026"]
    one = desk.google.drive(f"/{desk.file.file_id}", {"fields": "*"})
    assert one["capabilities"]["canEdit"]
    assert one["mimeType"].endswith("spreadsheet")


def test_a_zero_sheet_id_is_left_out_of_ranges_and_stands_in_properties(desk) -> None:
    """As the API replies it."""
    batch(desk, {"mergeCells": {"range": area(0, 4, 1, 6), "mergeType": "MERGE_ALL"}})
    reply = get(desk, fields="sheets(properties/sheetId,merges)")
    assert reply["sheets"][0]["properties"]["sheetId"] == 0
    assert "sheetId" not in reply["sheets"][0]["merges"][0]
    assert reply["sheets"][0]["merges"][0]["startRowIndex"] == 0


def test_field_masks_and_empty_data(desk) -> None:
    """A mask of notes on a tab without notes gives one empty block."""
    reply = get(desk, fields="sheets.data.rowData.values.note", ranges="'It''s 🌵'")
    assert reply == {"sheets": [{"data": [{"rowData": [{"values": [{}]}]}]}]} or reply == {
        "sheets": [{"data": [{}]}]
    }


def test_colours_come_in_steps(desk) -> None:
    """A colour is kept in n/255, zeros left out, under both of its names; 0.5 is 127/255."""
    form = {"backgroundColor": {"red": 0.5, "green": 0}}
    cell = {"userEnteredFormat": form}
    batch(desk, {"repeatCell": {"range": area(0, 0, 1, 1), "cell": cell, "fields": "userEnteredFormat.backgroundColor"}})  # fmt: skip  # noqa: E501
    data = get(desk, fields="sheets.data.rowData.values.userEnteredFormat", ranges="Members!A1")
    kept = data["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]
    assert kept == {
        "backgroundColor": {"red": 0.49803922},
        "backgroundColorStyle": {"rgbColor": {"red": 0.49803922}},
    }


def test_a_mask_leaves_everything_else(desk) -> None:
    """A fill through its own mask keeps bold and number formats; a wide mask takes them off."""
    desk.person.look(1, 1, bold=True)
    rows = [{"values": [{"userEnteredFormat": {"backgroundColorStyle": {"rgbColor": {"red": 1}}}}]}]
    fields = "userEnteredFormat.backgroundColorStyle"
    batch(desk, {"updateCells": {"rows": rows, "fields": fields, "range": area(0, 0, 1, 1)}})
    form = desk.person.sheet("Members").cell(0, 0)["userEnteredFormat"]
    assert form["textFormat"] == {"bold": True}
    batch(desk, {"updateCells": {"rows": rows, "fields": "userEnteredFormat", "range": area(0, 0, 1, 1)}})  # fmt: skip  # noqa: E501
    assert "textFormat" not in desk.person.sheet("Members").cell(0, 0)["userEnteredFormat"]


def test_row_metadata_follow_rows_and_not_sorts(desk) -> None:
    """They move with inserted, moved and deleted rows; a sort moves cells and leaves them."""
    batch(desk, rows_metadata("g", 2, 7))
    desk.person.insert_row(1)
    search = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "g"}}]}
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{desk.file.file_id}/developerMetadata:search"

    def where():
        found = desk.google.client.http_client.request("post", url, json=search).json()
        return [
            m["developerMetadata"]["location"]["dimensionRange"]["startIndex"]
            for m in found.get("matchedDeveloperMetadata", ())
        ]

    assert where() == [3]
    desk.person.sort("Members!A3:C5", 1)
    assert where() == [3]
    desk.person.move_row(4, 2)
    assert where() == [1]
    desk.person.delete_row(2)
    assert where() == []


def test_a_metadata_id_is_taken_once(desk) -> None:
    """A second piece of metadata with the same id is turned down, and all of its batch with it."""
    batch(desk, rows_metadata("g", 2, 7))
    said = rejected(desk, {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}}, rows_metadata("g", 3, 7))  # fmt: skip  # noqa: E501
    assert "requests[1].createDeveloperMetadata" in said
    assert desk.person.shown("Members")[0][0] == "Name"


def test_metadata_has_little_room(desk) -> None:
    """Key and value together may have 30,000 characters on a tab."""
    long = rows_metadata("k", 2, 1)
    long["createDeveloperMetadata"]["developerMetadata"]["metadataValue"] = "x" * 30_000
    assert "quota" in rejected(desk, long)


def test_a_data_filter_writes_by_row_and_skips_nulls(desk) -> None:
    """Values go to the row that the metadata stands on now; a row that is gone takes none."""
    batch(desk, rows_metadata("g", 2, 7))
    desk.person.insert_row(2)
    lookup = {"dataFilter": {"developerMetadataLookup": {"metadataId": 7}}}
    body = {"valueInputOption": "RAW", "data": [{**lookup, "values": [[None, None, None, "mark"]]}]}
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{desk.file.file_id}/values:batchUpdateByDataFilter"
    reply = desk.google.client.http_client.request("post", url, json=body).json()
    assert reply["totalUpdatedCells"] == 1
    assert desk.person.shown("Members")[3] == ["Ann", "12.5", "6", "mark"]
    desk.person.delete_row(4)
    reply = desk.google.client.http_client.request("post", url, json=body).json()
    assert reply == {"spreadsheetId": desk.file.file_id}


def test_locale_decides_how_typing_is_read(desk) -> None:
    """1,5 is a number where the comma is decimal; 3/4/25 is 4 March only in the United States."""
    german = make_desk({"S": [["1,5", "1.234,56", "3.4.25", "12 %"]]}, locale="de_DE")
    sheet = german.person.sheet("S")
    assert [sheet.cell(0, c)["userEnteredValue"] for c in range(3)] == [
        {"numberValue": 1.5}, {"numberValue": 1234.56}, {"numberValue": 45750},
    ]  # fmt: skip
    assert german.person.shown("S")[0][:3] == ["1,5", "1.234,56", "03.04.2025"]


def test_three_views_errors_and_spills(desk) -> None:
    """Entered, effective and shown; errors have a type; a spill is broken by a value in its way."""
    desk.person.type(1, 5, "=SEQUENCE(3)")
    desk.person.type(1, 6, "=1/0")
    desk.person.type(2, 6, '=IMPORTRANGE("x","y")')
    data = get(desk, fields="sheets.data.rowData.values(userEnteredValue,effectiveValue,formattedValue)", ranges="Members!E1:F3")  # fmt: skip  # noqa: E501
    cells = [row["values"] for row in data["sheets"][0]["data"][0]["rowData"]]
    assert cells[1][0] == {"effectiveValue": {"numberValue": 2}, "formattedValue": "2"}
    assert cells[0][1]["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert cells[1][1]["effectiveValue"]["errorValue"]["type"] == "LOADING"
    desk.person.type(3, 5, "in the way")
    assert desk.person.shown("Members")[0][4] == "#REF!"


def test_errors_read_as_the_api_writes_them(desk) -> None:
    """Grid limits, hidden tabs, unknown ranges, protected cells, taken ids."""
    over = {"updateCells": {"rows": [], "fields": "note", "range": area(0, 0, 2000, 1)}}
    assert "exceeds grid limits. Max rows: 40, max columns: 14" in rejected(desk, over)
    hide = [
        {"updateSheetProperties": {
            "properties": {"sheetId": s.sheet_id, "hidden": True}, "fields": "hidden",
        }}
        for s in desk.person.book.sheets
    ]  # fmt: skip
    assert rejected(desk, *hide) == (
        "Invalid requests[1].updateSheetProperties: You can't hide all the sheets in a document."
    )
    desk.person.protect("Members!A1:C1")
    write = {"updateCells": {"rows": [{"values": [{"note": "x"}]}], "fields": "note", "range": area(0, 0, 1, 1)}}  # fmt: skip  # noqa: E501
    assert "protected cell or object" in rejected(desk, write)
    assert "already exists" in rejected(desk, {"addSheet": {"properties": {"sheetId": 0, "title": "z"}}})  # fmt: skip  # noqa: E501
    with pytest.raises(gspread.exceptions.APIError, match="Unable to parse range: Nowhere!A1"):
        desk.google.client.open_by_key(desk.file.file_id).values_get("Nowhere!A1")


def test_a_batch_is_made_whole_or_not_at_all(desk) -> None:
    """The last request fails, so the first was not made either."""
    rejected(desk, {"deleteSheet": {"sheetId": desk.person.sheet("It's 🌵").sheet_id}}, {"deleteSheet": {"sheetId": 99}})  # fmt: skip  # noqa: E501
    assert desk.person.book.by_title("It's 🌵") is not None


def test_copying_takes_notes_formats_and_relative_references_along(desk) -> None:
    """A normal paste copies all of a cell; references move by as much as the copy."""
    desk.person.note(3, 3, "n")
    desk.person.look(3, 3, fill="FFFF00")
    copy = {
        "source": area(2, 2, 3, 3),
        "destination": area(5, 3, 6, 4),
        "pasteType": "PASTE_NORMAL",
    }
    batch(desk, {"copyPaste": copy})
    cell = desk.person.sheet("Members").cell(5, 3)
    assert cell["userEnteredValue"] == {"formulaValue": "=C5*2"}
    assert cell["note"] == "n"
    assert "backgroundColor" in cell["userEnteredFormat"]


def test_formulas_follow_inserted_and_deleted_rows(desk) -> None:
    """A formula refers to the same cell as before; to a deleted one it is #REF!."""
    desk.person.insert_row(1)
    assert desk.person.sheet("Members").cell(3, 2)["userEnteredValue"]["formulaValue"] == "=B3*2"
    desk.person.delete_row(3)
    assert desk.person.shown("Members")[2][2] == "#REF!"


def test_merging_keeps_the_first_value_and_no_other(desk) -> None:
    """Values and notes of covered cells go; older merges inside are swallowed."""
    desk.person.note(2, 2, "goes")
    desk.person.merge("Members!A2:B2")
    desk.person.merge("Members!A2:B3")
    sheet = desk.person.sheet("Members")
    assert len(sheet.merges) == 1
    assert "note" not in sheet.cell(1, 1)
    assert desk.person.shown("Members")[1][:2] == ["Cy", ""]


def test_filters_hide_rows_and_sorting_leaves_them_data(desk) -> None:
    """Hidden rows are marked as such and keep their values."""
    desk.person.filter("Members!A1:C4", 1, ("Cy",))
    data = get(
        desk, fields="sheets(basicFilter/range,data(rowMetadata/hiddenByFilter))", ranges="Members"
    )
    rows = data["sheets"][0]["data"][0]["rowMetadata"]
    assert [n for n, row in enumerate(rows) if row.get("hiddenByFilter")] == [1]


def test_tables_and_comments(desk) -> None:
    """A table knows its range; a comment is anchored to a cell and deleted by its author alone."""
    table = {"name": "Roster", "range": area(0, 0, 4, 3)}
    batch(desk, {"addTable": {"table": table}})
    at = {"sheetId": 0, "rowIndex": 1, "columnIndex": 0}
    reply = batch(desk, {"insertComment": {"coordinate": at, "content": "Please look"}})
    thread = reply["replies"][0]["insertComment"]["commentThread"]
    found = get(desk, fields="comments,sheets(tables,commentAnchors)", commentsViewMode="COMMENTS_VIEW_MODE_INCLUDED")  # fmt: skip  # noqa: E501
    assert found["comments"][0]["headPost"]["content"] == "Please look"
    assert found["sheets"][0]["tables"][0]["name"] == "Roster"
    desk.person.sheet("Members").comments[0]["who"] = "somebody@example.org"
    assert "author" in rejected(desk, {"deleteComment": {"commentId": thread["commentId"]}})


def test_a_service_account_cannot_own_files() -> None:
    """Creating and copying files says that there is no room; a person has room."""
    desk = make_desk({"Members": ROWS})
    drive = ["https://www.googleapis.com/auth/drive"]
    robot = service_account.Credentials.from_service_account_info(desk.key, scopes=drive)
    client = Google(Access(robot, ROBOT, "")).client
    with pytest.raises(gspread.exceptions.APIError, match="storage quota has been exceeded"):
        client.create("Mine")
    with pytest.raises(gspread.exceptions.APIError, match="storage quota has been exceeded"):
        client.copy(desk.file.file_id)


def test_gspread_makes_shares_copies_and_deletes_files_of_a_person() -> None:
    """create, copy, share, list and remove permissions, export, import_csv, delete."""
    desk = make_desk({"Members": ROWS})
    desk.world.logins[ROBOT].service = False  # as if the robot had room
    drive = ["https://www.googleapis.com/auth/drive"]
    robot = service_account.Credentials.from_service_account_info(desk.key, scopes=drive)
    client = Google(Access(robot, ROBOT, "")).client
    mine = client.create("Mine")
    mine.share("friend@example.org", perm_type="user", role="writer", notify=False)
    assert {p["emailAddress"] for p in mine.list_permissions()} == {ROBOT, "friend@example.org"}
    mine.remove_permissions("friend@example.org")
    client.import_csv(mine.id, "a,b\n1,2")
    assert client.open("Mine").sheet1.get_all_values() == [["a", "b"], ["1", "2"]]
    assert client.export(mine.id, gspread.utils.ExportFormat.CSV) == b"a,b\r\n1,2\r\n"
    twin = client.copy(desk.file.file_id, title="Twin", copy_permissions=True)
    assert twin.sheet1.get_all_values()[0] == ROWS[0]
    client.del_spreadsheet(mine.id)
    assert {f["name"] for f in client.list_spreadsheet_files()} == {"Members 2026", "Twin"}


def test_the_quota_clock() -> None:
    """The sixty-first read in a minute is turned down, with the name of the limit."""
    desk = make_desk({"Members": ROWS})
    desk.world.read_quota = 3
    for _ in range(3):
        get(desk, fields="spreadsheetId")
    with pytest.raises(gspread.exceptions.APIError, match="Read requests per minute per user"):
        desk.google.client.open_by_key(desk.file.file_id)


def test_a_token_is_wanted_and_expires() -> None:
    """Without a token, or with an old one, Google says 401; a good key gets a new one by itself."""
    desk = make_desk({"Members": ROWS})
    plain = requests.get(f"{desk.server.url}/v4/spreadsheets/{desk.file.file_id}", timeout=5)
    assert (plain.status_code, plain.json()["error"]["status"]) == (401, "UNAUTHENTICATED")
    desk.world.tokens.clear()
    assert get(desk, fields="spreadsheetId") == {"spreadsheetId": desk.file.file_id}


def served(*words: str) -> Iterator[str]:
    """Run the server by itself; give the URL that it prints first."""
    call = [sys.executable, "-m", "tests.google_server", "--port", "0", *words]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as server:
        yield server.stdout.readline().strip()
        server.terminate()


def test_it_runs_by_itself() -> None:
    """`python -m tests.google_server` prints its URL first; --no-auth asks for no token."""
    with contextmanager(served)("--no-auth") as url:
        made = requests.post(
            f"{url}/v4/spreadsheets", json={"properties": {"title": "x"}}, timeout=5
        )
        assert made.json()["properties"]["title"] == "x"


def test_by_itself_it_wants_a_token_that_it_gave(tmp_path) -> None:
    """Without a token 401; with the key that it wrote, gspread is let in, unpatched."""
    key = tmp_path / "key.json"
    with contextmanager(served)("--key", str(key)) as url:
        plain = requests.get(f"{url}/drive/v3/files", timeout=5)
        assert plain.status_code == 401
        forged = {"Authorization": "Bearer made-up"}
        assert requests.get(f"{url}/drive/v3/files", headers=forged, timeout=5).status_code == 401
        google = connected(Login(str(key)))
        assert google.client.list_spreadsheet_files() == []


@pytest.mark.slow
def test_by_itself_it_fails_and_waits_as_it_is_told() -> None:
    """--fault answers the first calls to Sheets with an error, --latency waits before each."""
    words = ("--no-auth", "--fault", "503:2", "--fault", "429", "--latency", "0.2")
    with contextmanager(served)(*words) as url:
        start = time.monotonic()
        found = [
            requests.post(f"{url}/v4/spreadsheets", json={}, timeout=5).status_code
            for _ in range(4)
        ]
        assert found == [503, 503, 429, 200]
        assert time.monotonic() - start >= 4 * 0.2


@pytest.mark.slow
def test_by_itself_it_makes_what_it_then_does_not_say() -> None:
    """--fault with "applied" makes the change first: the answer alone is lost."""
    with contextmanager(served)("--no-auth", "--fault", "503:1:applied") as url:
        made = requests.post(f"{url}/v4/spreadsheets", json={}, timeout=5)
        assert made.status_code == 503
        listed = requests.get(f"{url}/drive/v3/files", timeout=5).json()
        assert len(listed["files"]) == 1
