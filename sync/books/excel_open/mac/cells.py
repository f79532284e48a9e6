"""Cells of a workbook in Excel for Mac, with the names that they have on Windows.

Asked about several cells at once, Excel for Mac answers for one of them. So each cell is asked:
all in one question where Excel takes it, otherwise one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, Protocol

from sync.books.base import Area, CellRef
from sync.books.excel_open.com import At, Com, address, cells_of, com_error
from sync.books.excel_open.mac.notes import MacNote
from sync.books.excel_open.mac.texts import rows_of, same_text
from sync.books.excel_open.mac.words import (
    COLOR,
    EDGES,
    HORIZONTAL,
    LINES,
    NUMBER,
    PATTERNS,
    PLAIN,
    THEMED,
    TRUTH,
    VERTICAL,
    WEIGHTS,
    Sense,
    in_words,
    is_missing,
    keyword,
)
from sync.errors import NotTaken

ROWS_AT_ONCE = 5000
"""What is said at once may not be too long."""


class Asked(Protocol):
    """What a property can be asked of."""

    def get(self, path: str, sense: Sense) -> object:
        """Give the value; None where cells differ."""

    def put(self, path: str, value: object, sense: Sense) -> None:
        """Set the value of all."""


class Property:
    """A property: its path in Excel's dictionary, and how its values are said there."""

    def __init__(self, path: str, sense: Sense = PLAIN) -> None:
        self._path, self._sense = path, sense

    def __get__(self, owner: Asked, _kind: type) -> Any:
        return owner.get(self._path, self._sense)

    def __set__(self, owner: Asked, value: Any) -> None:
        owner.put(self._path, value, self._sense)


class One:
    """One thing of Excel's: a style, a border of a cell, a page."""

    def __init__(self, reference: Com) -> None:
        self._reference = reference

    def get(self, path: str, sense: Sense) -> object:
        """Give a value; None where Excel has none."""
        return _read(_at(self._reference, path).get(), sense)

    def put(self, path: str, value: object, sense: Sense) -> None:
        """Set a value."""
        _at(self._reference, path).set(sense.said(value))


class Looks:
    """What a style and a range have in common: how cells look."""

    NumberFormat = Property("number_format")
    WrapText = Property("wrap_text", TRUTH)
    VerticalAlignment = Property("vertical_alignment", in_words(VERTICAL))
    HorizontalAlignment = Property("horizontal_alignment", in_words(HORIZONTAL))

    @property
    def Font(self: Any) -> MacFont:
        """The letters."""
        return MacFont(self)

    @property
    def Interior(self: Any) -> MacInterior:
        """The fill."""
        return MacInterior(self)


class _Part:
    """A part of cells: what it is asked is asked of them."""

    _path = ""

    def __init__(self, cells: Asked) -> None:
        self._cells = cells

    def get(self, path: str, sense: Sense) -> object:
        return self._cells.get(f"{self._path}.{path}", sense)

    def put(self, path: str, value: object, sense: Sense) -> None:
        self._cells.put(f"{self._path}.{path}", value, sense)


class MacFont(_Part):
    """The font of cells."""

    _path = "font_object"
    Name, Size = Property("name"), Property("font_size", NUMBER)
    Bold, Italic = Property("bold", TRUTH), Property("italic", TRUTH)
    Color = Property("color", COLOR)


class MacInterior(_Part):
    """The fill of cells."""

    _path = "interior_object"
    Pattern = Property("pattern", in_words(PATTERNS))
    Color, PatternColor = Property("color", COLOR), Property("pattern_color", COLOR)
    ColorIndex, PatternColorIndex = Property("color_index"), Property("pattern_color_index")
    ThemeColor = Property("theme_color", THEMED)
    PatternThemeColor = Property("pattern_theme_color", THEMED)
    TintAndShade = Property("tint_and_shade", NUMBER)
    PatternTintAndShade = Property("pattern_tint_and_shade", NUMBER)


class MacBorder:
    """One edge of cells."""

    LineStyle = Property("line_style", in_words(LINES))
    Weight = Property("weight", in_words(WEIGHTS))
    Color = Property("color", COLOR)

    def __init__(self, cells: Sequence[Com], edge: int) -> None:
        self._edges = [cell.get_border(which_border=keyword(EDGES[edge])) for cell in cells]

    def get(self, path: str, sense: Sense) -> object:
        """Give what all edges have in common."""
        return _common(_read(_at(edge, path).get(), sense) for edge in self._edges)

    def put(self, path: str, value: object, sense: Sense) -> None:
        """Set the edge of each cell."""
        for edge in self._edges:
            _at(edge, path).set(sense.said(value))


class MacStyle(One, Looks):
    """A style of the workbook."""


class MacRange(Looks):
    """Cells of one sheet, in one area or in several. sheet: as xlwings gives it."""

    def __init__(self, sheet: Com, areas: Sequence[Area]) -> None:
        self._sheet, self._areas = sheet, areas

    @property
    def Address(self) -> str:
        """Where it is."""
        return ",".join(map(address, self._areas))

    def get(self, path: str, sense: Sense) -> object:
        """Give what all cells have in common; None where they differ."""
        return _common(_read(one, sense) for area in self._areas for one in self._each(area, path))

    def put(self, path: str, value: object, sense: Sense) -> None:
        """Set it for all cells."""
        for area in self._areas:
            _at(self._area(area), path).set(sense.said(value))

    def _put_values(self, value: object) -> None:
        """Put values; what stands in the cells is read from the file, not here."""
        rows = value if isinstance(value, tuple) else ((value,),)
        said = [["" if one is None else one for one in row] for row in rows]
        (area,) = self._areas
        lost = {
            at
            for part in _parts(area)
            for at in self._sent(part, said[part.first_row - area.first_row :])
        }
        if lost:
            error = NotTaken(
                f'Sheet "{self._sheet.name}", cell {CellRef("", *min(lost)).address}: Excel did '
                "not keep the text that was put there."
            )
            error.cells = frozenset(lost)
            raise error

    Value2 = property(fset=_put_values)

    def _sent(self, area: Area, rows: list[list[Any]]) -> list[At]:
        """Put values, and those that come cut once more by themselves; give what is cut still."""
        said = rows[: area.last_row - area.first_row + 1]
        several = len(said) > 1 or len(said[0]) > 1
        self._area(area).value.set(said if several else said[0][0])
        cut = self._cut(area, said)
        for row, column in cut:
            one = said[row - area.first_row][column - area.first_column]
            self._cell((row, column)).value.set(one)
        return self._cut(area, said) if cut else []

    def _cut(self, area: Area, said: list[list[Any]]) -> list[At]:
        """Give the cells whose texts do not stand there whole: a long one may come cut."""
        texts = [
            (at, one[1:])
            for at, one in zip(cells_of(area), chain.from_iterable(said), strict=True)
            if isinstance(one, str) and one
        ]
        found = rows_of(self._area(area).value.get()) if texts else []
        if [len(row) for row in found] != [len(row) for row in said]:
            return [at for at, text in texts if not same_text(self._cell(at).value.get(), text)]
        first_row, first_column = area.first_row, area.first_column
        return [
            (row, column)
            for (row, column), text in texts
            if not same_text(found[row - first_row][column - first_column], text)
        ]

    @property
    def Formula(self) -> object:
        """What was typed: formulas by their words."""
        (area,) = self._areas
        return [self._area(part).formula.get() for part in _parts(area)]

    def Borders(self, edge: int) -> MacBorder:
        """One edge of all cells."""
        return MacBorder([cell for area in self._areas for cell in self._cells(area)], edge)

    @property
    def Comment(self) -> MacNote | None:
        """The note of one cell."""
        return MacNote.standing(self._area(self._areas[0]))

    def AddComment(self, text: str) -> MacNote:
        """Give the cell a note."""
        return MacNote.added(self._area(self._areas[0]), text)

    def ClearFormats(self) -> None:
        """Let the cells look as if nobody had touched them."""
        for area in self._areas:
            self._area(area).clear_formats()

    def AutoFilter(self) -> None:
        """Put a filter over the rows."""
        for area in self._areas:
            self._area(area).autofilter_range(field=1)

    def link(self, place: str) -> None:
        """Let a click lead to a place in the workbook; without that link nothing is lost."""
        with suppress(*com_error()):
            (cell,) = self._cells(self._areas[0])
            about = {keyword("address"): "", keyword("sub_address"): place}
            cell.make(at=cell, new=keyword("hyperlink"), with_properties=about)

    def _area(self, area: Area) -> Com:
        return self._sheet.api.cells[address(area)]

    def _cell(self, at: At) -> Com:
        return self._sheet.api.cells[CellRef("", *at).address]

    def _cells(self, area: Area) -> Iterator[Com]:
        return map(self._cell, cells_of(area))

    def _each(self, area: Area, path: str) -> list[Any]:
        """Ask each cell: in one question, if Excel takes it."""
        cells = list(self._cells(area))
        if len(cells) > 1:
            with suppress(*com_error()):
                said = _at(self._area(area).cells, path).get()
                if isinstance(said, list) and len(said) == len(cells):
                    return said
        return [_at(cell, path).get() for cell in cells]


def _parts(area: Area) -> Iterator[Area]:
    """Give an area in parts that are not too large for one question or answer."""
    for row in range(area.first_row, area.last_row + 1, ROWS_AT_ONCE):
        last = min(row + ROWS_AT_ONCE - 1, area.last_row)
        yield area._replace(first_row=row, last_row=last)


def _at(reference: Com, path: str) -> Com:
    for name in path.split("."):
        reference = getattr(reference, name)
    return reference


def _read(value: object, sense: Sense) -> object:
    return None if is_missing(value) else sense.read(value)


def _common(values: Iterator[object]) -> object:
    said = set(values)
    return said.pop() if len(said) == 1 else None
