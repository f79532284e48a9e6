"""What the server keeps: people and programs with their keys, files of a Drive, spreadsheets."""

from __future__ import annotations

import copy
import itertools
import secrets
import string
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.google_server.errors import bad, drive_not_found
from tests.google_server.formats import formatted
from tests.google_server.formulas import Cells, Reader

SHEET_MIME = "application/vnd.google-apps.spreadsheet"
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = dict[str, Any]
"""What is kept of a cell, a CellData without its effective fields. Never changed, only replaced."""
_IDS = itertools.count(1)


def new_id(length: int = 44) -> str:
    """Give an id as Drive makes them."""
    return "1" + "".join(
        secrets.choice(string.ascii_letters + string.digits + "-_") for _ in range(length - 1)
    )


@dataclass
class Sheet:
    """One tab: rows of cells, properties of rows and columns, and what lies over them."""

    sheet_id: int
    title: str
    rows: list[dict[int, Cell]]
    row_props: list[dict[str, Any]]
    column_props: list[dict[str, Any]]
    index: int = 0
    hidden: bool = False
    props: dict[str, Any] = field(default_factory=dict)
    grid: dict[str, Any] = field(default_factory=dict)
    merges: list[dict[str, Any]] = field(default_factory=list)
    protected: list[dict[str, Any]] = field(default_factory=list)
    conditional: list[dict[str, Any]] = field(default_factory=list)
    basic_filter: dict[str, Any] | None = None
    filter_views: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)
    banded: list[dict[str, Any]] = field(default_factory=list)
    row_groups: list[dict[str, Any]] = field(default_factory=list)
    column_groups: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return len(self.row_props)

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return len(self.column_props)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell, empty where nothing was put."""
        return self.rows[row].get(column, {}) if row < len(self.rows) else {}

    def put(self, row: int, column: int, cell: Cell | None) -> None:
        """Replace a cell."""
        if cell:
            self.rows[row][column] = cell
        else:
            self.rows[row].pop(column, None)

    def overlays(self) -> Iterator[dict[str, Any]]:
        """Give every GridRange that lies over the cells and moves with rows and columns."""
        yield from self.merges
        for one in (*self.protected, *self.tables, *self.banded, *self.filter_views):
            if "range" in one:
                yield one["range"]
        for one in self.protected:
            yield from one.get("unprotectedRanges", ())
        for rule in self.conditional:
            yield from rule["ranges"]
        for comment in self.comments:
            yield comment["range"]
        if self.basic_filter is not None:
            yield self.basic_filter["range"]

    def copied(self) -> Sheet:
        """Give a copy whose changes do not reach this one; cells never change and are shared."""
        twin = copy.copy(self)
        twin.rows = [dict(row) for row in self.rows]
        for name in (
            "row_props", "column_props", "props", "grid", "merges", "protected", "conditional",
            "basic_filter", "filter_views", "tables", "charts", "banded", "row_groups",
            "column_groups", "comments", "metadata",
        ):  # fmt: skip
            setattr(twin, name, copy.deepcopy(getattr(self, name)))
        return twin


def new_sheet(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
    """Make an empty tab."""
    return Sheet(
        sheet_id, title, [{} for _ in range(rows)], [{} for _ in range(rows)],
        [{} for _ in range(columns)],
    )  # fmt: skip


@dataclass
class Spreadsheet:
    """One spreadsheet."""

    sheets: list[Sheet]
    title: str = "Untitled spreadsheet"
    locale: str = "en_US"
    time_zone: str = "America/Chicago"
    named: list[dict[str, Any]] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    props: dict[str, Any] = field(default_factory=dict)
    known: object = field(default=None, repr=False)

    def sheet(self, sheet_id: int) -> Sheet:
        """Give a tab by id."""
        for sheet in self.sheets:
            if sheet.sheet_id == sheet_id:
                return sheet
        raise bad(f"No grid with id: {sheet_id}")

    def by_title(self, title: str) -> Sheet | None:
        """Give a tab by title; upper and lower case are one."""
        return next((s for s in self.sheets if s.title.lower() == title.lower()), None)

    def copied(self) -> Spreadsheet:
        """Give a copy whose changes do not reach this one."""
        twin = copy.copy(self)
        twin.sheets = [sheet.copied() for sheet in self.sheets]
        twin.named = copy.deepcopy(self.named)
        twin.metadata = copy.deepcopy(self.metadata)
        twin.props = copy.deepcopy(self.props)
        twin.known = None
        return twin


@dataclass
class File:
    """A file of the Drive. roles: e-mail -> owner, writer, commenter, reader."""

    file_id: str
    name: str
    mime: str = SHEET_MIME
    roles: dict[str, str] = field(default_factory=dict)
    anyone: str | None = None
    book: Spreadsheet | None = None
    version: int = 1
    modified: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    created: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    modified_by: str = ""
    trashed: bool = False
    parents: list[str] = field(default_factory=list)
    permission_ids: dict[str, str] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    pending: str = ""

    def role(self, who: str) -> str | None:
        """Give what somebody may do."""
        return self.roles.get(who, self.anyone)

    def can_edit(self, who: str) -> bool:
        """Whether somebody may edit."""
        return self.role(who) in {"owner", "writer"}


@dataclass
class Login:
    """A service account or a person's app, and whether its keys still hold."""

    email: str
    public_key: str = ""
    service: bool = True
    revoked: bool = False


@dataclass
class Token:
    """An access token that the token endpoint gave."""

    email: str
    scopes: frozenset[str]
    expires: float


class World:
    """Everything that the server knows. `lock` is held while a call or a person changes it."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.logins: dict[str, Login] = {}
        self.tokens: dict[str, Token] = {}
        self.refresh_tokens: dict[str, Token] = {}
        self.codes: dict[str, Token] = {}
        self.lock = threading.RLock()
        self.sheets_on = self.drive_on = True
        self.comments_on = True
        self.ahead = timedelta()
        self.token_life = 3600.0
        self.change_log: list[str] = []
        self.read_quota: int | None = 60
        self.write_quota: int | None = 60

    def now(self) -> datetime:
        """Give the server's own time, which a test may set ahead."""
        return datetime.now(UTC) + self.ahead

    def today(self) -> date:
        """Give the server's own day."""
        return self.now().date()

    def touch(self, file: File, who: str) -> None:
        """Note that a file changed."""
        file.version += 1
        file.modified = self.now()
        file.modified_by = who
        self.change_log.append(file.file_id)

    def add_spreadsheet(
        self,
        title: str,
        owner: str,
        *,
        file_id: str | None = None,
        tabs: tuple[str, ...] = ("Sheet1",),
        locale: str = "en_US",
        time_zone: str = "America/Chicago",
        rows: int = 1000,
        columns: int = 26,
    ) -> File:
        """Make a spreadsheet that belongs to somebody."""
        sheets = [
            new_sheet(0 if at == 0 else secrets.randbelow(2**31), name, rows, columns)
            for at, name in enumerate(tabs)
        ]
        for at, sheet in enumerate(sheets):
            sheet.index = at
        file = File(file_id or new_id(), title, roles={owner: "owner"})
        file.book = Spreadsheet(sheets, title, locale, time_zone)
        file.created = file.modified = self.now()
        self.files[file.file_id] = file
        self.touch(file, owner)
        return file

    def file(self, file_id: str, who: str) -> File:
        """Give a file that somebody may see. Raises what Drive says otherwise."""
        found = self.files.get(file_id)
        if found is None or found.role(who) is None:
            raise drive_not_found(file_id)
        return found

    def new_token(self, email: str, scopes: frozenset[str]) -> str:
        """Give an access token."""
        text = "ya29." + secrets.token_urlsafe(24)
        self.tokens[text] = Token(email, scopes, time.monotonic() + self.token_life)
        return text


class Effective:
    """The effective values of a spreadsheet as it stands, formulas and spills included."""

    def __init__(self, book: Spreadsheet, today: date) -> None:
        self._book, self._today = book, today
        self._known: dict[tuple[int, int, int], Cells] = {}
        self._spills: dict[int, dict[tuple[int, int], dict[str, Any]]] = {}
        self._busy: set[tuple[int, int, int]] = set()
        for sheet in book.sheets:
            self._spills[sheet.sheet_id] = self._spilled(sheet)

    def _spilled(self, sheet: Sheet) -> dict[tuple[int, int], dict[str, Any]]:
        found: dict[tuple[int, int], dict[str, Any]] = {}
        for r, row in enumerate(sheet.rows):
            for c, cell in row.items():
                if "formulaValue" not in cell.get("userEnteredValue", {}):
                    continue
                block = self._formula(sheet, r, c)
                if (len(block), len(block[0])) == (1, 1):
                    continue
                found |= self._spill(sheet, r, c, block)
        return found

    def _spill(
        self, sheet: Sheet, row: int, column: int, block: Cells
    ) -> dict[tuple[int, int], dict[str, Any]]:
        cells = {
            (row + dr, column + dc): value
            for dr, values in enumerate(block)
            for dc, value in enumerate(values)
            if (dr, dc) != (0, 0) and value
        }
        if any("userEnteredValue" in sheet.cell(*at) for at in cells if at[0] < sheet.row_count):
            error = {
                "type": "REF",
                "message": "Array result was not expanded because it would overwrite data.",
            }
            self._known[sheet.sheet_id, row, column] = [[{"errorValue": error}]]
            return {}
        return cells

    def _formula(self, sheet: Sheet, row: int, column: int) -> Cells:
        key = (sheet.sheet_id, row, column)
        if key in self._known:
            return self._known[key]
        if key in self._busy:
            return [[{"errorValue": {"type": "REF", "message": "Circular dependency detected."}}]]
        self._busy.add(key)

        def look(title: str | None, top: int, left: int, bottom: int, right: int) -> Cells:
            home = sheet if title is None else self._book.by_title(title)
            if home is None or right > home.column_count or bottom > home.row_count:
                return [[{"errorValue": {"type": "REF", "message": "Reference does not exist."}}]]
            return [
                [self.value(home, r, c) or {} for c in range(left, right)]
                for r in range(top, bottom)
            ]

        formula = sheet.cell(row, column)["userEnteredValue"]["formulaValue"]
        found = Reader(look, self._today).value(formula)
        self._busy.discard(key)
        self._known[key] = found
        return found

    def value(self, sheet: Sheet, row: int, column: int) -> dict[str, Any] | None:
        """Give the effective value of a cell."""
        there = sheet.cell(row, column).get("userEnteredValue")
        if there is None:
            return self._spills.get(sheet.sheet_id, {}).get((row, column))
        if "formulaValue" in there:
            return self._formula(sheet, row, column)[0][0] or {"numberValue": 0}
        return dict(there)

    def spilled(self, sheet: Sheet) -> dict[tuple[int, int], dict[str, Any]]:
        """Give the cells that a formula elsewhere fills."""
        return self._spills.get(sheet.sheet_id, {})

    def shown(self, sheet: Sheet, row: int, column: int) -> str:
        """Give what a person sees."""
        value = self.value(sheet, row, column)
        if not value:
            return ""
        return formatted(value, self.number_format(sheet, row, column), self._book.locale)

    def number_format(self, sheet: Sheet, row: int, column: int) -> dict[str, Any] | None:
        """Give the effective number format: that of the cell, or what the formula brings."""
        cell = sheet.cell(row, column)
        own = cell.get("userEnteredFormat", {}).get("numberFormat")
        formula = cell.get("userEnteredValue", {}).get("formulaValue", "")
        if own is None and formula.upper().startswith(("=TODAY(", "=NOW(")):
            return {"type": "DATE", "pattern": "M/d/yyyy"}
        return dict(own) if own else None
