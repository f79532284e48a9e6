"""Cells of the stand-in for Excel; see `workbook.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment as PlainComment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import to_excel

from sync.books.excel_open.com import com_error

PATTERNS = {None: -4142, "none": -4142, "solid": 1, "gray125": 17, "lightGray": -4124,
            "lightUp": 14}  # fmt: skip
VERTICAL = {None: -4107, "bottom": -4107, "top": -4160, "center": -4108}
HORIZONTAL = {None: 1, "general": 1, "left": -4131, "right": -4152, "center": -4108}
LINES = {None: -4142, "thin": 1, "medium": 1, "double": -4119}
EDGES = {7: "left", 8: "top", 9: "bottom", 10: "right"}
THEME = ["FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5",
         "70AD47", "0563C1", "954F72"]  # fmt: skip
TO_THEME = {2: 0, 1: 1, 4: 2, 3: 3}
ERRORS = {"#N/A": -2146826246, "#REF!": -2146826265, "#VALUE!": -2146826273, "#DIV/0!": -2146826281}
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?")


def refuse(why: str) -> Any:
    """Refuse as Excel does."""
    raise com_error()[0](why)


def typed(value: object) -> object:
    """What becomes of a value that is put into a cell: as if somebody had typed it."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if value.lower() in {"true", "false"}:
        return value.lower() == "true"
    if _DATE.fullmatch(value):
        return datetime(2026, 3, 4)  # noqa: DTZ001 - a cell knows no time zone
    try:
        return float(value)
    except ValueError:
        return value or None


def as_com(value: object, epoch: datetime) -> object:
    """A stored value as `Value2` gives it: numbers as floats, dates as their serials."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, date | datetime | time | timedelta):
        return float(to_excel(value, epoch))
    return ERRORS.get(str(value), str(value))


def bgr(color: Color | None) -> int:
    """A colour as Excel counts it."""
    if color is None:
        return 0
    text = THEME[color.theme] if color.type == "theme" else str(color.rgb)[-6:]
    if color.type == "indexed":
        text = "000000"
    return int(text[4:6] + text[2:4] + text[:2], 16)


def rgb(number: object) -> Color:
    """The other way round."""
    text = f"{int(number):06X}"  # type: ignore[call-overload]
    return Color(rgb=f"FF{text[4:6]}{text[2:4]}{text[:2]}")


def _gradient(cell: Cell) -> bool:
    return bool(cell.fill.tagname == "gradientFill")


def unfiltered(owner: Any) -> None:
    """Excel passes over rows that a filter hides, when several cells are written at once."""
    if owner.sheet.filtered and sum(1 for _ in owner.cells()) > 1:
        refuse("the rows that a filter hides would be passed over")


class Shared:
    """A property of all cells of a range; None where they differ, as Excel says it."""

    def __init__(self, get: Callable[[Cell], Any], put: Callable[[Cell, Any], None]) -> None:
        self.get, self.put = get, put

    def __get__(self, owner: Any, _kind: type) -> Any:
        said = {self.get(cell) for cell in owner.cells()}
        return said.pop() if len(said) == 1 else None

    def __set__(self, owner: Any, value: Any) -> None:
        unfiltered(owner)
        for cell in owner.cells():
            self.put(cell, value)


def by_number(table: dict[Any, int], number: int) -> Any:
    return next(key for key, known in table.items() if known == number and key is not None)


def style(attribute: str, name: str, table: dict[Any, int] | None = None) -> Shared:
    """A property that openpyxl keeps in one of a cell's style objects."""

    def get(cell: Cell) -> Any:
        said = getattr(getattr(cell, attribute), name)
        if isinstance(said, Color) or name == "color":
            return bgr(said)
        return table[said] if table else bool(said) if said in (None, True, False) else said

    def put(cell: Cell, value: Any) -> None:
        changed = copy(getattr(cell, attribute))
        said = rgb(value) if name == "color" else by_number(table, value) if table else value
        if table and said in {"bottom", "general"}:
            said = None
        if name == "wrap_text" and not value:
            said = None
        setattr(changed, name, said)
        setattr(cell, attribute, changed)

    return Shared(get, put)


class FontOf:
    """The font of cells."""

    def __init__(self, sheet: Any, cells: Callable[[], Iterable[Cell]]) -> None:
        self.sheet, self.cells = sheet, cells

    Name, Size = style("font", "name"), style("font", "sz")
    Bold, Italic, Color = style("font", "b"), style("font", "i"), style("font", "color")


class InteriorOf:
    """The fill of cells."""

    def __init__(self, sheet: Any, cells: Callable[[], Iterable[Cell]]) -> None:
        self.sheet, self.cells = sheet, cells

    @staticmethod
    def _pattern(cell: Cell) -> int:
        return 4000 if _gradient(cell) else PATTERNS[cell.fill.patternType]

    @staticmethod
    def _put_pattern(cell: Cell, number: int) -> None:
        kind = by_number(PATTERNS, number)
        if kind == "none":
            cell.fill = PatternFill()
        else:
            fill = copy(cell.fill)
            fill.patternType = kind
            cell.fill = fill

    @staticmethod
    def _color(cell: Cell) -> Any:
        fill = cell.fill
        solid = not _gradient(cell) and fill.patternType == "solid"
        return bgr(fill.fgColor) if solid else 16777215

    @staticmethod
    def _put_color(cell: Cell, color: Color, part: str = "") -> None:
        kind = cell.fill.patternType if not _gradient(cell) else None
        fill = PatternFill(kind or "solid", copy(cell.fill.fgColor), copy(cell.fill.bgColor))
        setattr(fill, part or ("fgColor" if fill.patternType == "solid" else "bgColor"), color)
        cell.fill = fill

    Pattern = Shared(_pattern, _put_pattern)
    Color = Shared(_color, lambda cell, n: InteriorOf._put_color(cell, rgb(n)))
    PatternColor = Shared(
        lambda cell: bgr(cell.fill.fgColor),
        lambda cell, n: InteriorOf._put_color(cell, rgb(n), "fgColor"),
    )
    ColorIndex = Shared(
        lambda cell: refuse("not asked for here"),
        lambda cell, n: InteriorOf._put_color(cell, Color(indexed=n + 7)),
    )
    ThemeColor = Shared(
        lambda cell: (
            {v: k for k, v in TO_THEME.items()}.get(cell.fill.fgColor.theme, 0)
            or cell.fill.fgColor.theme + 1
            if cell.fill.fgColor.type == "theme"
            else refuse("no colour of the theme")
        ),
        lambda cell, n: InteriorOf._put_color(cell, Color(theme=TO_THEME.get(n, n - 1))),
    )
    TintAndShade = Shared(
        lambda cell: cell.fill.fgColor.tint,
        lambda cell, n: InteriorOf._put_color(
            cell,
            Color(theme=cell.fill.fgColor.theme, tint=n)
            if cell.fill.fgColor.type == "theme"
            else cell.fill.fgColor,
        ),
    )


class BorderOf:
    """One edge of cells."""

    def __init__(self, cells: Callable[[], Iterable[Cell]], edge: int) -> None:
        self.cells, self._edge = cells, EDGES[edge]

    def _sides(self) -> set[Side]:
        return {getattr(cell.border, self._edge) or Side() for cell in self.cells()}

    @property
    def LineStyle(self) -> int | None:
        found = {LINES[side.style] for side in self._sides()}
        return found.pop() if len(found) == 1 else None

    @LineStyle.setter
    def LineStyle(self, number: int) -> None:
        self._put("style", None if number == -4142 else "double" if number == -4119 else "thin")

    @property
    def Weight(self) -> int | None:
        found = {-4138 if side.style == "medium" else 2 for side in self._sides()}
        return found.pop() if len(found) == 1 else None

    @Weight.setter
    def Weight(self, number: int) -> None:
        if number == -4138:
            self._put("style", "medium")

    @property
    def Color(self) -> int | None:
        found = {bgr(side.color) for side in self._sides()}
        return found.pop() if len(found) == 1 else None

    @Color.setter
    def Color(self, number: int) -> None:
        self._put("color", rgb(number))

    def _put(self, name: str, value: object) -> None:
        for cell in self.cells():
            border, side = copy(cell.border), copy(getattr(cell.border, self._edge) or Side())
            if name == "style" and value is None:
                side = Side()
            else:
                setattr(side, name, value)
            setattr(border, self._edge, side)
            cell.border = border


class Note:
    """A note; Excel counts letters beyond the usual ones as two, and takes 255 at a time."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self.Shape = self
        self.TextFrame = self

    @property
    def _comment(self) -> PlainComment:
        found = self._cell.comment
        assert found is not None
        return found

    Width = property(
        lambda self: self._comment.width, lambda self, n: setattr(self._comment, "width", n)
    )
    Height = property(
        lambda self: self._comment.height, lambda self, n: setattr(self._comment, "height", n)
    )

    def Text(self, text: str | None = None, start: int = 1, overwrite: bool = True) -> str:
        if text is not None:
            assert not overwrite
            assert len(text) <= 255
            self._splice(start, 0, text)
        return self._comment.text

    def Characters(self, start: int, length: int) -> Any:
        note = self

        class Letters:
            def Delete(self) -> None:
                note._splice(start, length, "")

        return Letters()

    def _splice(self, start: int, length: int, text: str) -> None:
        units = self._comment.text.encode("utf-16-le")
        at, end = 2 * (start - 1), 2 * (start - 1 + length)
        whole = units[:at] + text.encode("utf-16-le") + units[end:]
        self._comment.text = whole.decode("utf-16-le")

    def Delete(self) -> None:
        self._cell.comment = None


class Range:
    """Cells of one sheet; of several areas, `Value` gives the first only."""

    def __init__(self, sheet: Any, address: str) -> None:
        self.Worksheet = self.sheet = sheet
        self._areas = [range_boundaries(part.replace("$", "")) for part in address.split(",")]
        self.Font, self.Interior = FontOf(sheet, self.cells), InteriorOf(sheet, self.cells)

    NumberFormat = Shared(
        lambda cell: cell.number_format, lambda cell, code: setattr(cell, "number_format", code)
    )
    WrapText = style("alignment", "wrap_text")
    VerticalAlignment = style("alignment", "vertical", VERTICAL)
    HorizontalAlignment = style("alignment", "horizontal", HORIZONTAL)

    def cells(self) -> Iterator[Cell]:
        for left, top, right, bottom in self._areas:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    yield self.Worksheet.plain.cell(row, column)

    def Borders(self, edge: int) -> BorderOf:
        return BorderOf(self.cells, edge)

    @property
    def Address(self) -> str:
        left, top, right, bottom = self._areas[0]
        first, last = f"${get_column_letter(left)}${top}", f"${get_column_letter(right)}${bottom}"
        return first if first == last else f"{first}:{last}"

    def _block(self, give: Callable[[Cell], object]) -> object:
        left, top, right, bottom = self._areas[0]
        plain = self.Worksheet.plain
        rows = tuple(
            tuple(give(plain.cell(row, column)) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows

    @property
    def Value2(self) -> object:
        return self._block(lambda cell: as_com(cell.value, self._epoch))

    @property
    def _epoch(self) -> datetime:
        epoch: datetime = self.Worksheet.Parent.plain.epoch
        return epoch

    @Value2.setter
    def Value2(self, value: object) -> None:
        left, top, right, bottom = self._areas[0]
        assert len(self._areas) == 1
        unfiltered(self)
        excel = self.Worksheet.Application
        assert not excel.AutoCorrect.AutoExpandListRange, "a table beside would take it in"
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                one = value[row - top][column - left] if isinstance(value, tuple) else value
                self._enter(self.Worksheet.plain.cell(row, column), one)

    @staticmethod
    def _enter(cell: Cell, value: object) -> None:
        kept = typed(value)
        code = cell.number_format
        cell.value = kept  # type: ignore[assignment]
        if isinstance(kept, float) or kept is None:
            cell.number_format = code
        if isinstance(value, str) and value.startswith("'") and isinstance(kept, str):
            cell.data_type = "s"

    @property
    def Formula(self) -> object:
        def give(cell: Cell) -> object:
            return "" if cell.value is None else str(cell.value)

        return self._block(give)

    @property
    def Comment(self) -> Note | None:
        (cell,) = self.cells()
        return Note(cell) if cell.comment else None

    def AddComment(self, text: str) -> Note:
        (cell,) = self.cells()
        if cell.comment:
            refuse("there is a note already")
        assert len(text) <= 255
        cell.comment = PlainComment(text, "")
        return Note(cell)

    def ClearFormats(self) -> None:
        for cell in self.cells():
            cell.font, cell.fill, cell.border = Font(**NORMAL), PatternFill(), Border()
            cell.alignment, cell.number_format = Alignment(), "General"

    def AutoFilter(self) -> None:
        self.Worksheet.plain.auto_filter.ref = self.Address.replace("$", "")


NORMAL: dict[str, Any] = {"name": "Calibri", "sz": 11, "family": 2, "color": Color(theme=1),
                          "scheme": "minor"}  # fmt: skip
"""The font of a cell that nobody has touched."""
