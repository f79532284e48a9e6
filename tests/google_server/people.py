"""A simulated person who works in a sheet, in the browser, while programs do."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from tests.google_server.cell_requests import sort_box
from tests.google_server.formats import entered
from tests.google_server.people_filter import refilter
from tests.google_server.ranges import Box, parse_a1
from tests.google_server.structure import delete, insert, move
from tests.google_server.world import Effective, File, Sheet, Spreadsheet, World


def color(rgb: str) -> dict[str, Any]:
    """Give a colour "RRGGBB" as the API has it."""
    from tests.google_server.cells import quantised  # noqa: PLC0415

    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return quantised({"red": red, "green": green, "blue": blue})


class Person:
    """Somebody with the sheet open in the browser. Rows and columns count from 1."""

    def __init__(self, world: World, file: File, email: str = "coordinator@example.org") -> None:
        self.world, self.file, self.email = world, file, email

    @property
    def book(self) -> Spreadsheet:
        """The spreadsheet as it stands now."""
        assert self.file.book is not None
        return self.file.book

    def sheet(self, title: str | None = None) -> Sheet:
        """Give a tab."""
        found = self.book.by_title(title) if title else self.book.sheets[0]
        assert found is not None
        return found

    def _done(self) -> None:
        for sheet in self.book.sheets:
            refilter(self.book, sheet)
        self.world.touch(self.file, self.email)

    def type(self, row: int, column: int, text: Any, tab: str | None = None) -> None:
        """Type into a cell; numbers and dates are put as what they are."""
        sheet = self.sheet(tab)
        self._room(sheet, row, column)
        cell = {k: v for k, v in sheet.cell(row - 1, column - 1).items() if k != "userEnteredValue"}
        form = None
        if isinstance(text, date):
            text = text.isoformat()
        if isinstance(text, bool):
            value: dict[str, Any] | None = {"boolValue": text}
        elif isinstance(text, int | float):
            value = {"numberValue": text}
        elif text in (None, ""):
            value = None
        else:
            value, form = entered(str(text), self.book.locale)
        if value:
            cell["userEnteredValue"] = value
        if form and "numberFormat" not in cell.get("userEnteredFormat", {}):
            cell["userEnteredFormat"] = {**cell.get("userEnteredFormat", {}), "numberFormat": form}
        sheet.put(row - 1, column - 1, cell)
        self._done()

    def _room(self, sheet: Sheet, row: int, column: int) -> None:
        while sheet.row_count < row:
            sheet.rows.append({})
            sheet.row_props.append({})
        while sheet.column_count < column:
            sheet.column_props.append({})

    def fill_in(self, rows: list[list[Any]], tab: str | None = None) -> None:
        """Type a whole table from A1 on."""
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row, 1):
                if value not in (None, ""):
                    self.type(r, c, value, tab)

    def note(self, row: int, column: int, text: str | None, tab: str | None = None) -> None:
        """Put, change or take off a note."""
        sheet = self.sheet(tab)
        cell = {k: v for k, v in sheet.cell(row - 1, column - 1).items() if k != "note"}
        if text:
            cell["note"] = text
        sheet.put(row - 1, column - 1, cell)
        self._done()

    def look(self, row: int, column: int, tab: str | None = None, **form: Any) -> None:
        """Give a cell a look: fill="RRGGBB" or "" for none, bold=True, ..."""
        sheet = self.sheet(tab)
        cell = dict(sheet.cell(row - 1, column - 1))
        own = dict(cell.pop("userEnteredFormat", {}))
        if "fill" in form:
            own.pop("backgroundColor", None)
            own.pop("backgroundColorStyle", None)
            if form["fill"]:
                rgb = color(form["fill"])
                own |= {"backgroundColor": rgb, "backgroundColorStyle": {"rgbColor": rgb}}
        if "bold" in form:
            own["textFormat"] = {**own.get("textFormat", {}), "bold": form["bold"]}
        if "number" in form:
            own["numberFormat"] = form["number"]
        if own:
            cell["userEnteredFormat"] = own
        sheet.put(row - 1, column - 1, cell)
        self._done()

    def sort(self, range_text: str, column: int, *, down: bool = False) -> None:
        """Sort a range by a column of the sheet."""
        box = parse_a1(self.book, range_text)
        order = "DESCENDING" if down else "ASCENDING"
        sort_box(self.book, box, [{"dimensionIndex": column - 1, "sortOrder": order}])
        self._done()

    def insert_row(self, before: int, count: int = 1, tab: str | None = None) -> None:
        """Insert blank rows, which look like the row above."""
        insert(self.book, self.sheet(tab), "ROWS", before - 1, count, like=before > 1)
        self._done()

    def delete_row(self, row: int, tab: str | None = None) -> None:
        """Delete a row."""
        delete(self.book, self.sheet(tab), "ROWS", row - 1, row)
        self._done()

    def move_row(self, row: int, before: int, tab: str | None = None) -> None:
        """Drag a row before another one."""
        move(self.book, self.sheet(tab), "ROWS", row - 1, row, before - 1)
        self._done()

    def insert_column(self, before: int, tab: str | None = None) -> None:
        """Insert a blank column."""
        insert(self.book, self.sheet(tab), "COLUMNS", before - 1, 1, like=False)
        self._done()

    def delete_column(self, column: int, tab: str | None = None) -> None:
        """Delete a column."""
        delete(self.book, self.sheet(tab), "COLUMNS", column - 1, column)
        self._done()

    def move_column(self, column: int, before: int, tab: str | None = None) -> None:
        """Drag a column before another one."""
        move(self.book, self.sheet(tab), "COLUMNS", column - 1, column, before - 1)
        self._done()

    def hide_row(self, row: int, tab: str | None = None) -> None:
        """Hide a row."""
        self.sheet(tab).row_props[row - 1]["hiddenByUser"] = True
        self._done()

    def filter(self, range_text: str, column: int = 1, hidden: tuple[str, ...] = ()) -> None:
        """Put a filter on a range that hides rows by what a column shows."""
        box = parse_a1(self.book, range_text)
        grid = {
            "sheetId": box.sheet.sheet_id, "startRowIndex": box.top, "endRowIndex": box.bottom,
            "startColumnIndex": box.left, "endColumnIndex": box.right,
        }  # fmt: skip
        rule = {str(column - 1): {"hiddenValues": list(hidden)}}
        box.sheet.basic_filter = {"range": grid, "criteria": rule}
        self._done()

    def unfilter(self, tab: str | None = None) -> None:
        """Take the filter off."""
        self.sheet(tab).basic_filter = None
        self._done()

    def merge(self, range_text: str) -> None:
        """Merge cells."""
        from tests.google_server.batch import Batch  # noqa: PLC0415
        from tests.google_server.cell_requests import as_range, merge_cells  # noqa: PLC0415

        box = parse_a1(self.book, range_text)
        merge_cells(Batch(self.book, self.email, owner=True, comments_on=True), {"range": as_range(box)})  # fmt: skip  # noqa: E501
        self._done()

    def protect(self, range_text: str, *, warning: bool = False, note: str = "") -> None:
        """Protect a range, or a whole tab by its title, for herself alone."""
        box: Box = parse_a1(self.book, range_text)
        grid: dict[str, Any] = {"sheetId": box.sheet.sheet_id}
        if "!" in range_text:
            grid |= {
                "startRowIndex": box.top, "endRowIndex": box.bottom,
                "startColumnIndex": box.left, "endColumnIndex": box.right,
            }  # fmt: skip
        one: dict[str, Any] = {"protectedRangeId": secrets.randbelow(2**31), "range": grid}
        if note:
            one["description"] = note
        one |= {"warningOnly": True} if warning else {"editors": {"users": [self.email]}}
        box.sheet.protected.append(one)
        self._done()

    def rename(self, title: str, to: str) -> None:
        """Rename a tab."""
        self.sheet(title).title = to
        self._done()

    def shown(self, tab: str | None = None) -> list[list[str]]:
        """Give what she sees, row by row, without blank ends."""
        sheet = self.sheet(tab)
        effective = Effective(self.book, self.world.today())
        rows = []
        for r in range(sheet.row_count):
            wide = max([*sheet.rows[r], *(c for (x, c) in effective.spilled(sheet) if x == r)], default=-1) + 1  # fmt: skip  # noqa: E501
            row = [effective.shown(sheet, r, c) for c in range(wide)]
            while row and not row[-1]:
                row.pop()
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        return rows
