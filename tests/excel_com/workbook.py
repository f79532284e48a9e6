"""A stand-in for a workbook that is open in Excel: what Rostercheck calls of it, and no more.

The cells are those of a real workbook in memory (openpyxl's), which `SaveCopyAs` writes to a real
file. The objects answer in COM's forms: one cell is a plain value and several are a tuple of
tuples, numbers are floats, dates are serials, a property of cells that differ is None, a text that
looks like a number becomes one unless it starts with an apostrophe, and what Excel refuses raises.

What it does not do: calculate. A formula has no result here. Nor does it draw, print or ask.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.excel_com.cells import NORMAL, Range, bgr, refuse

STATES = {-1: "visible", 0: "hidden", 2: "veryHidden"}
STANDARD_WIDTH = 8.43


class Worksheet:
    def __init__(self, workbook: Workbook, plain: Any) -> None:
        self.Parent, self.plain = workbook, plain
        self.Application = workbook.Application
        self.PageSetup = SimpleNamespace()
        self.Hyperlinks = SimpleNamespace(Add=self._link)
        self.Cells = SimpleNamespace(Clear=self._clear)
        self.ListObjects: list[SimpleNamespace] = []
        self.FilterMode = bool(plain.auto_filter.filterColumn)

    @property
    def Name(self) -> str:
        if self.plain not in self.Parent.plain.worksheets + self.Parent.plain.chartsheets:
            refuse("this sheet was deleted")
        return str(self.plain.title)

    @Name.setter
    def Name(self, name: str) -> None:
        if name.casefold() in {s.title.casefold() for s in self.Parent.plain} - {self.Name}:
            refuse("that name is already taken")
        self.plain.title = name

    @property
    def ProtectContents(self) -> bool:
        return bool(self.plain.protection.sheet)

    @property
    def Visible(self) -> int:
        return next(n for n, state in STATES.items() if state == self.plain.sheet_state)

    @Visible.setter
    def Visible(self, number: int) -> None:
        self.plain.sheet_state = STATES[number]

    @property
    def filtered(self) -> bool:
        """Whether a filter of the sheet, or of a table, hides rows."""
        filters = [one.AutoFilter for one in self.ListObjects if one.AutoFilter is not None]
        return self.FilterMode or any(one.FilterMode for one in filters)

    def Range(self, address: str) -> Range:
        assert len(address) <= 255, "Excel takes no longer address"
        return Range(self, address)

    @property
    def UsedRange(self) -> Range:
        used = [
            (cell.row, cell.column)
            for row in self.plain.iter_rows()
            for cell in row
            if cell.value is not None or cell.has_style or cell.comment
        ]
        if not used:
            return Range(self, "A1")
        rows, columns = [at[0] for at in used], [at[1] for at in used]
        first = f"{get_column_letter(min(columns))}{min(rows)}"
        return Range(self, f"{first}:{get_column_letter(max(columns))}{max(rows)}")

    def Columns(self, number: int) -> Column:
        return Column(self, get_column_letter(number))

    @property
    def AutoFilterMode(self) -> bool:
        return self.plain.auto_filter.ref is not None

    @AutoFilterMode.setter
    def AutoFilterMode(self, on: bool) -> None:
        assert not on, "Excel can only be told to take it off"
        self.plain.auto_filter.ref = None

    def _link(self, anchor: Range, address: str, place: str) -> None:
        (cell,) = anchor.cells()
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)

    def _clear(self) -> None:
        for row in self.plain.iter_rows():
            for cell in row:
                cell.value = cell.comment = cell.hyperlink = None
                Range(self, cell.coordinate).ClearFormats()

    def Activate(self) -> None:
        if self.Visible != -1:
            refuse("a hidden sheet cannot be activated")
        self.Parent.plain.active = self.plain

    def Delete(self) -> None:
        if self.Application.DisplayAlerts:
            raise AssertionError("Excel would ask, and wait for an answer")
        if self.Visible == 2:
            refuse("a sheet that is very hidden cannot be deleted")
        book = self.Parent.plain
        shown = book.active
        book.remove(self.plain)
        visible = (s for s in book.worksheets if s.sheet_state == "visible")
        book.active = shown if self.plain is not shown else next(visible)  # Excel shows another one


class Column:
    """A column; its width in characters."""

    def __init__(self, sheet: Worksheet, letter: str) -> None:
        self._sizes, self._letter = sheet.plain.column_dimensions, letter

    @property
    def ColumnWidth(self) -> float:
        known = self._letter in self._sizes and self._sizes[self._letter].customWidth
        return float(self._sizes[self._letter].width) if known else STANDARD_WIDTH

    @ColumnWidth.setter
    def ColumnWidth(self, width: float) -> None:
        if width == STANDARD_WIDTH:
            self._sizes.pop(self._letter, None)
        else:
            self._sizes[self._letter].width = width

    @property
    def UseStandardWidth(self) -> bool:
        return self.ColumnWidth == STANDARD_WIDTH

    @UseStandardWidth.setter
    def UseStandardWidth(self, on: bool) -> None:
        assert on
        self._sizes.pop(self._letter, None)


class Sheets:
    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook

    @property
    def Count(self) -> int:
        return len(self._workbook.plain.worksheets)

    def __iter__(self) -> Iterator[Worksheet]:
        return (self._workbook.sheet(plain) for plain in self._workbook.plain.worksheets)

    def __call__(self, which: str | int) -> Worksheet:
        found = list(self)
        if isinstance(which, int):
            return found[which - 1]
        named = [sheet for sheet in found if sheet.Name.casefold() == which.casefold()]
        return named[0] if named else refuse(f"no sheet {which}")

    def Add(self, After: Worksheet) -> Worksheet:
        plain = self._workbook.plain
        made = plain.create_sheet(index=plain.worksheets.index(After.plain) + 1)
        plain.active = made
        return self._workbook.sheet(made)


class XmlParts:
    """Custom XML parts, which Excel saves with the workbook."""

    def __init__(self) -> None:
        self.found: list[SimpleNamespace] = []

    def Add(self, xml: str) -> SimpleNamespace:
        import xml.etree.ElementTree as Tree  # noqa: PLC0415

        root = Tree.fromstring(xml)
        part = SimpleNamespace(
            space=root.tag[1:].split("}")[0],
            DocumentElement=SimpleNamespace(Text=root.text or ""),
        )
        part.Delete = lambda: self.found.remove(part)
        self.found.append(part)
        return part

    def SelectByNamespace(self, space: str) -> Any:
        found = [part for part in self.found if part.space == space]
        return SimpleNamespace(Count=len(found), Item=lambda number: found[number - 1])


class Workbook:
    """One open workbook. plain: openpyxl's, as whose cells are looked at by the tests."""

    def __init__(self, plain: Any, path: Path) -> None:
        self.plain, self._path = plain, path
        self.Application = SimpleNamespace(
            Name="Microsoft Excel", Version="16.0", PathSeparator="/",
            ScreenUpdating=True, EnableEvents=True, DisplayAlerts=True, Calculation=-4105,
        )  # fmt: skip
        self.Application.AutoCorrect = SimpleNamespace(AutoExpandListRange=True)
        self._sheets: dict[int, Worksheet] = {}
        self.Worksheets = self.Sheets = Sheets(self)
        self.CustomXMLParts = XmlParts()
        self._window = SimpleNamespace(FreezePanes=False)
        self.saved_copies: list[Path] = []
        font = SimpleNamespace(Name="Calibri", Size=11, Bold=False, Italic=False,
                               Color=bgr(NORMAL["color"]))  # fmt: skip
        self._normal = SimpleNamespace(
            NumberFormat="General", WrapText=False, VerticalAlignment=-4107,
            HorizontalAlignment=1, Font=font,
            Interior=SimpleNamespace(Pattern=-4142, Color=16777215),
        )  # fmt: skip

    @classmethod
    def opened(cls, path: Path) -> Workbook:
        """Open a file, as it is then shown on the screen."""
        return cls(openpyxl.load_workbook(io.BytesIO(path.read_bytes())), path)

    def sheet(self, plain: Any) -> Worksheet:
        return self._sheets.setdefault(id(plain), Worksheet(self, plain))

    @property
    def FullName(self) -> str:
        return str(self._path)

    @property
    def Name(self) -> str:
        return self._path.name

    @property
    def Path(self) -> str:
        return str(self._path.parent)

    @property
    def Date1904(self) -> bool:
        return bool(self.plain.epoch.year == 1904)

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.sheet(self.plain.active)

    def Windows(self, _number: int) -> SimpleNamespace:
        return self._window

    def Styles(self, name: str) -> SimpleNamespace:
        assert name == "Normal"
        return self._normal

    def SaveCopyAs(self, path: str) -> None:
        self.saved_copies.append(Path(path))
        self.plain.save(path)
