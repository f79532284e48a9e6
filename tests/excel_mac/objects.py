"""What a path of terms leads to in the stand-in for Excel for Mac.

The workbook behind it is that of the stand-in for Excel on Windows (`tests/excel_com/`); here its
values are said as Apple events say them. Asked about several cells at once, Excel for Mac answers
for one of them, and so does this; of a border xlwings' authors have measured it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from xlwings import mac_dict

from tests.excel_com.cells import Note
from tests.excel_com.cells import Range as ComRange
from tests.excel_com.workbook import STANDARD_WIDTH
from tests.excel_mac.appscript import (
    ENUMERATORS,
    MISSING,
    OBJECT_NOT_FOUND,
    PARAMETER_ERROR,
    CommandError,
    Keyword,
    Reference,
)

PATTERNS, LINES, WEIGHTS, HORIZONTAL, VERTICAL = 0x219, 0x215, 0x210, 0x209, 0x2AC
SHEETS, CALCULATION, PAGES, THEME, EDGES = 0x271, 0x23E, 0x23A, 0x2C1, 0x283
"""Kinds of words. The code of a word is that of its kind, shifted, and the number of Windows."""


def word(kind: int, number: Any) -> Keyword:
    """Give the word that has this number: Excel's own dictionary says which that is."""
    wanted = (kind << 16) + number
    for name, code in mac_dict.enums:
        if int.from_bytes(code, "big") == wanted:
            return Keyword(name)
    raise AssertionError(f"no word for {number}")


def number(kind: int, said: Any) -> int:
    """The other way round."""
    code = ENUMERATORS[said.AS_name] if isinstance(said, Keyword) else getattr(said, "code", b"")
    found = int.from_bytes(code, "big") - (kind << 16)
    if abs(found) >= 1 << 15:
        raise CommandError(f"{said} does not fit here", PARAMETER_ERROR)
    return found


def rgb(color: Any) -> list[int]:
    whole = int(color)
    return [whole & 255, whole >> 8 & 255, whole >> 16 & 255]


def bgr(parts: Any) -> int:
    red, green, blue = parts
    return int(red + (green << 8) + (blue << 16))


class Value:
    """A property that can be asked and set."""

    def __init__(self, node: Node, name: str) -> None:
        self._node, self._name = node, name

    def get(self) -> Any:
        return getattr(self._node, f"get_{self._name}")()

    def set(self, value: Any) -> None:
        setter = getattr(self._node, f"set_{self._name}", None)
        if setter is None:
            raise CommandError(f"{self._name} cannot be set", PARAMETER_ERROR)
        self._node.touched()
        setter(value)


class Many:
    """The same property of several objects, as a list."""

    def __init__(self, found: list[Any]) -> None:
        self._found = found

    def term(self, name: str) -> Many:
        return Many([one.term(name) for one in self._found])

    def get(self) -> Any:
        return [one.get() for one in self._found] or MISSING


class Node:
    """An object of Excel's. `get_x`, `set_x`: a property; `at_x`: an object; `each_x`: several."""

    touched: Callable[[], None]

    def term(self, name: str) -> Any:
        if hasattr(self, f"at_{name}"):
            return getattr(self, f"at_{name}")()
        if hasattr(self, f"get_{name}") or hasattr(self, f"set_{name}"):
            return Value(self, name)
        raise CommandError(f"{type(self).__name__} has no {name}", OBJECT_NOT_FOUND)

    def elements(self, name: str) -> Elements:
        return Elements(self, name)

    def do(self, command: str, labels: dict[str, Any]) -> Any:
        if command == "exists":
            return True
        done = getattr(self, f"do_{command}", None)
        if done is None:
            raise CommandError(f"{type(self).__name__} cannot {command}", OBJECT_NOT_FOUND)
        if command not in {"get_address", "count", "get_border"}:
            self.touched()
        return done(**labels)

    def do_count(self, each: Keyword) -> int:
        return len(getattr(self, f"each_{each.AS_name}s")())

    def get(self) -> Any:
        return self


class Elements:
    """The elements of one kind that an object has."""

    def __init__(self, node: Node, name: str) -> None:
        self._node, self._name = node, name

    def _all(self) -> list[Any]:
        every = getattr(self._node, f"each_{self._name}", None)
        if every is None:
            raise CommandError(f"{type(self._node).__name__} has no {self._name}", OBJECT_NOT_FOUND)
        return list(every())

    def item(self, key: Any) -> Any:
        pick = getattr(self._node, f"pick_{self._name}", None)
        if pick is not None:
            return pick(key)
        found = self._all()
        if isinstance(key, int):
            return found[key - 1] if 0 < key <= len(found) else Nothing()
        named = [one for one in found if one.get_name().casefold() == key.casefold()]
        return named[0] if named else Nothing()

    def term(self, name: str) -> Many:
        return Many([one.term(name) for one in self._all()])

    def elements(self, name: str) -> Any:
        raise CommandError(f"every {self._name} has no {name}", OBJECT_NOT_FOUND)

    def do(self, command: str, _labels: dict[str, Any]) -> Any:
        if command != "exists":
            raise CommandError(f"not for all at once: {command}", OBJECT_NOT_FOUND)
        return bool(self._all())

    def get(self) -> Any:
        return self._all() or MISSING


class Nothing(Node):
    """What is not there: it can be asked whether it exists, and nothing else."""

    def term(self, name: str) -> Any:
        raise CommandError(f"there is nothing with a {name}", OBJECT_NOT_FOUND)

    def get(self) -> Any:
        raise CommandError("there is nothing", OBJECT_NOT_FOUND)

    def do(self, command: str, labels: dict[str, Any]) -> Any:
        if command != "exists":
            raise CommandError(f"there is nothing to {command}", OBJECT_NOT_FOUND)
        return False


class Part(Node):
    """Part of a range: asked, the first cell answers; set, all are."""

    def __init__(self, cells: Range) -> None:
        self.first, self.all, self.touched = cells.first, cells.com, cells.touched
        self._cells = cells


class Font(Part):
    def get_name(self) -> Any:
        return self.first.Font.Name

    def set_name(self, value: Any) -> None:
        self.all.Font.Name = value

    def get_font_size(self) -> Any:
        return self.first.Font.Size or 11

    def set_font_size(self, value: Any) -> None:
        self.all.Font.Size = value

    def get_bold(self) -> Any:
        return self.first.Font.Bold

    def set_bold(self, value: Any) -> None:
        self.all.Font.Bold = value

    def get_italic(self) -> Any:
        return self.first.Font.Italic

    def set_italic(self, value: Any) -> None:
        self.all.Font.Italic = value

    def get_color(self) -> Any:
        return rgb(self.first.Font.Color)

    def set_color(self, value: Any) -> None:
        self.all.Font.Color = bgr(value)


class Interior(Part):
    def get_pattern(self) -> Any:
        return word(PATTERNS, self.first.Interior.Pattern)

    def set_pattern(self, value: Any) -> None:
        self.all.Interior.Pattern = number(PATTERNS, value)

    def get_color(self) -> Any:
        return rgb(self.first.Interior.Color)

    def set_color(self, value: Any) -> None:
        self.all.Interior.Color = bgr(value)

    def get_pattern_color(self) -> Any:
        return rgb(self.first.Interior.PatternColor)

    def set_pattern_color(self, value: Any) -> None:
        self.all.Interior.PatternColor = bgr(value)

    def set_color_index(self, value: Any) -> None:
        self.all.Interior.ColorIndex = value

    def get_theme_color(self) -> Any:
        return word(THEME, self.first.Interior.ThemeColor)

    def set_theme_color(self, value: Any) -> None:
        # appscript sends the first of two words of one name, which is not the one meant here
        if not self._cells.sheet.excel.takes_themes:
            raise CommandError("no colour of the theme can be set", PARAMETER_ERROR)
        self.all.Interior.ThemeColor = number(THEME, value)

    def get_tint_and_shade(self) -> Any:
        return self.first.Interior.TintAndShade

    def set_tint_and_shade(self, value: Any) -> None:
        self.all.Interior.TintAndShade = value


class Border(Node):
    def __init__(self, cells: Range, which: Keyword) -> None:
        edge = number(EDGES, which)
        self.first, self.all = cells.first.Borders(edge), cells.com.Borders(edge)
        self.touched = cells.touched

    def get_line_style(self) -> Any:
        return word(LINES, self.first.LineStyle)

    def set_line_style(self, value: Any) -> None:
        self.all.LineStyle = number(LINES, value)

    def get_weight(self) -> Any:
        return word(WEIGHTS, self.first.Weight)

    def set_weight(self, value: Any) -> None:
        self.all.Weight = number(WEIGHTS, value)

    def get_color(self) -> Any:
        return rgb(self.first.Color)

    def set_color(self, value: Any) -> None:
        self.all.Color = bgr(value)


class Comment(Node):
    """A note; `letters`: whether letters of it can be reached, which Excel 2016 is said not to."""

    def __init__(self, cells: Range) -> None:
        self._cells, self.touched = cells, cells.touched

    @property
    def _note(self) -> Note:
        found = self._cells.first.Comment
        if found is None:
            raise CommandError("there is no note", OBJECT_NOT_FOUND)
        return found

    def do_Excel_comment_text(
        self, text: str | None = None, start: int = 1, over_write: bool = True
    ) -> str:
        if text is None:
            return self._note.Text().replace("\n", "\r")
        if over_write:
            self._cells.first.cells().__next__().comment.text = text
            return text
        if self._cells.sheet.excel.splits_notes:
            self._note.Text(text, start, False)
        return text

    def at_shape_object(self) -> Box:
        return Box(self)


class Box(Node):
    def __init__(self, comment: Comment) -> None:
        self.comment, self.touched = comment, comment.touched

    def get_width(self) -> float:
        return float(self.comment._note.Width)

    def set_width(self, value: float) -> None:
        self.comment._note.Width = value

    def get_height(self) -> float:
        return float(self.comment._note.Height)

    def set_height(self, value: float) -> None:
        self.comment._note.Height = value

    def at_text_frame(self) -> Box:
        return self

    def pick_characters(self, key: tuple[int, int]) -> Letters:
        return Letters(self.comment, key)


class Letters(Node):
    def __init__(self, comment: Comment, key: tuple[int, int]) -> None:
        self._comment, self._key, self.touched = comment, key, comment.touched

    def do_delete(self) -> None:
        if not self._comment._cells.sheet.excel.splits_notes:
            raise CommandError("letters cannot be reached", OBJECT_NOT_FOUND)
        first, last = self._key
        self._comment._note.Characters(first, last - first + 1).Delete()


class Range(Node):
    """Cells of one area."""

    def __init__(self, sheet: Sheet, address: str) -> None:
        assert "," not in address, "one area at a time"
        self.sheet, self.touched = sheet, sheet.touched
        self.com = ComRange(sheet.com, address)
        left, top, right, bottom = range_boundaries(address.replace("$", ""))
        self.area = (left, top, right, bottom)
        self.first = ComRange(sheet.com, f"{get_column_letter(left)}{top}")

    def _addresses(self) -> Iterator[str]:
        left, top, right, bottom = self.area
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield f"{get_column_letter(column)}{row}"

    def each_cells(self) -> list[Range]:
        if not self.sheet.excel.answers_for_each:
            raise CommandError("not for every cell at once", OBJECT_NOT_FOUND)
        return [Range(self.sheet, one) for one in self._addresses()]

    def do_count(self, each: Keyword) -> int:
        left, top, right, bottom = self.area
        return {"row": bottom - top + 1, "column": right - left + 1}[each.AS_name]

    def do_get_address(self, **_labels: Any) -> str:
        return self.com.Address

    def get_first_row_index(self) -> int:
        return self.area[1]

    def get_first_column_index(self) -> int:
        return self.area[0]

    def set_value(self, value: Any) -> None:
        left, top, right, bottom = self.area
        rows = value if isinstance(value, list) else [[value]]
        assert len(rows) == bottom - top + 1
        assert all(len(row) == right - left + 1 for row in rows)
        longest = self.sheet.excel.longest_in_lists if isinstance(value, list) else None
        longest = self.sheet.excel.longest or longest
        rows = [[one[:longest] if isinstance(one, str) else one for one in row] for row in rows]
        block = tuple(tuple(None if one == "" else one for one in row) for row in rows)
        self.com.Value2 = block[0][0] if len(rows) == 1 == len(rows[0]) else block

    def get_value(self) -> Any:
        said = self.com.Value2
        rows = said if isinstance(said, tuple) else ((said,),)
        block = [["" if one is None else one for one in row] for row in rows]
        return block if len(block) > 1 or len(block[0]) > 1 else block[0][0]

    def get_formula(self) -> Any:
        said = self.com.Formula
        return [list(row) for row in said] if isinstance(said, tuple) else said

    def get_number_format(self) -> Any:
        return self.com.NumberFormat or MISSING

    def set_number_format(self, value: str) -> None:
        self.com.NumberFormat = value

    def get_wrap_text(self) -> Any:
        return self.first.WrapText

    def set_wrap_text(self, value: Any) -> None:
        self.com.WrapText = value

    def get_vertical_alignment(self) -> Any:
        return word(VERTICAL, self.first.VerticalAlignment)

    def set_vertical_alignment(self, value: Any) -> None:
        self.com.VerticalAlignment = number(VERTICAL, value)

    def get_horizontal_alignment(self) -> Any:
        return word(HORIZONTAL, self.first.HorizontalAlignment)

    def set_horizontal_alignment(self, value: Any) -> None:
        self.com.HorizontalAlignment = number(HORIZONTAL, value)

    def at_font_object(self) -> Font:
        return Font(self)

    def at_interior_object(self) -> Interior:
        return Interior(self)

    def at_Excel_comment(self) -> Comment:
        return Comment(self)

    def do_get_border(self, which_border: Keyword) -> Reference:
        border = Border(self, which_border)
        return Reference(lambda: border)

    def do_add_comment(self, comment_text: str) -> Reference:
        self.com.AddComment(comment_text)
        return Reference(lambda: Comment(self))

    def do_clear_Excel_comments(self) -> None:
        for cell in self.com.cells():
            cell.comment = None

    def do_clear_formats(self) -> None:
        self.com.ClearFormats()

    def do_clear_range(self) -> None:
        self.sheet.com.Cells.Clear()

    def do_autofilter_range(self, field: int) -> None:
        assert field == 1
        self.com.AutoFilter()

    def do_make(self, at: Reference, new: Keyword, with_properties: dict[Keyword, Any]) -> None:
        assert new.AS_name == "hyperlink"
        said = {word_.AS_name: one for word_, one in with_properties.items()}
        self.sheet.com.Hyperlinks.Add(at.AS_find().com, said["address"], said["sub_address"])

    def get_column_width(self) -> float:
        return self.sheet.com.Columns(self.area[0]).ColumnWidth

    def set_column_width(self, value: float) -> None:
        self.sheet.com.Columns(self.area[0]).ColumnWidth = value

    def at_entire_column(self) -> Range:
        return self

    def set_use_standard_width(self, value: bool) -> None:
        if not self.sheet.excel.switches_widths:
            raise CommandError("no such switch", PARAMETER_ERROR)
        self.sheet.com.Columns(self.area[0]).UseStandardWidth = value


class Row(Node):
    def __init__(self, sheet: Sheet, row: int) -> None:
        self._sheet, self._row = sheet, row

    def pick_columns(self, column: int) -> Range:
        return Range(self._sheet, f"{get_column_letter(column)}{self._row}")


class Page(Node):
    def __init__(self, sheet: Sheet) -> None:
        self._page, self.touched = sheet.com.PageSetup, sheet.touched

    def set_page_orientation(self, value: Any) -> None:
        self._page.Orientation = number(PAGES, value)

    def set_zoom(self, value: Any) -> None:
        self._page.Zoom = value

    def set_fit_to_pages_wide(self, value: Any) -> None:
        self._page.FitToPagesWide = value

    def set_fit_to_pages_tall(self, value: Any) -> None:
        self._page.FitToPagesTall = value

    def set_print_title_rows(self, value: Any) -> None:
        self._page.PrintTitleRows = value

    def set_print_area(self, value: Any) -> None:
        self._page.PrintArea = value


class Table(Node):
    def __init__(self, com: Any) -> None:
        self._com = com

    def get_show_autofilter(self) -> bool:
        return self._com.AutoFilter is not None


class Sheet(Node):
    def __init__(self, book: Book, com: Any) -> None:
        self.book, self.com, self.touched, self.excel = book, com, book.touched, book.excel

    def get_name(self) -> str:
        return str(self.com.Name)

    def set_name(self, value: str) -> None:
        self.com.Name = value

    def get_visible(self) -> Keyword:
        return word(SHEETS, self.com.Visible)

    def set_visible(self, value: Keyword) -> None:
        self.com.Visible = number(SHEETS, value)

    def get_filter_mode(self) -> bool:
        return bool(self.com.FilterMode)

    def get_standard_width(self) -> float:
        return STANDARD_WIDTH

    def get_autofilter_mode(self) -> bool:
        return bool(self.com.AutoFilterMode)

    def set_autofilter_mode(self, value: bool) -> None:
        self.com.AutoFilterMode = value

    def at_used_range(self) -> Range:
        return Range(self, self.com.UsedRange.Address)

    def at_page_setup_object(self) -> Page:
        return Page(self)

    def pick_cells(self, address: str) -> Range:
        return Range(self, address)

    def pick_rows(self, row: int) -> Row:
        return Row(self, row)

    def each_list_objects(self) -> list[Table]:
        return [Table(one) for one in self.com.ListObjects]

    def each_named_items(self) -> list[Name]:
        return []  # names of one sheet alone

    def do_activate_object(self) -> None:
        self.com.Activate()

    def do_delete(self) -> None:
        self.com.Delete()


class Name(Node):
    """A defined name."""

    def __init__(self, book: Book, name: str) -> None:
        self._names, self._name, self.touched = book.com.plain.defined_names, name, book.touched

    def get_name(self) -> str:
        return self._name

    def set_visible(self, value: bool) -> None:
        self._names[self._name].hidden = not value

    def at_properties(self) -> Name:
        return self

    def get(self) -> Any:
        return {Keyword("references"): f"={self._names[self._name].attr_text}"}

    def do_delete(self) -> None:
        del self._names[self._name]


class Style(Node):
    def __init__(self, com: Any) -> None:
        self._com = com
        self.first = com

    def get_number_format(self) -> str:
        return str(self._com.NumberFormat)

    def get_wrap_text(self) -> bool:
        return bool(self._com.WrapText)

    def get_vertical_alignment(self) -> Keyword:
        return word(VERTICAL, self._com.VerticalAlignment)

    def get_horizontal_alignment(self) -> Keyword:
        return word(HORIZONTAL, self._com.HorizontalAlignment)

    def at_font_object(self) -> Font:
        font = Font.__new__(Font)
        font.first = self._com
        return font

    def at_interior_object(self) -> Interior:
        interior = Interior.__new__(Interior)
        interior.first = self._com
        return interior


class Window(Node):
    def __init__(self, book: Book) -> None:
        self._window, self.touched = book.com.Windows(1), book.touched

    def set_freeze_panes(self, value: bool) -> None:
        self._window.FreezePanes = value

    def set_scroll_row(self, value: int) -> None:
        self._window.ScrollRow = value

    def set_split_column(self, value: int) -> None:
        self._window.SplitColumn = value

    def set_split_row(self, value: int) -> None:
        self._window.SplitRow = value


class Book(Node):
    """An open workbook: the file as it was saved, and what has been changed since."""

    def __init__(self, excel: Any, com: Any) -> None:
        self.excel, self.com = excel, com
        self.saved, self.autosave, self.read_only, self.url = True, False, False, ""

    def touched(self) -> None:
        self.saved = False

    def get_name(self) -> str:
        return str(self.com.Name)

    def get_saved(self) -> bool:
        return self.saved

    def get_read_only(self) -> bool:
        return self.read_only

    def get_date_1904(self) -> bool:
        return bool(self.com.Date1904)

    def at_properties(self) -> Book:
        return self

    def get(self) -> Any:
        return {Keyword("full_name"): self.url or self.com.FullName}

    def at_active_sheet(self) -> Sheet:
        return Sheet(self, self.com.ActiveSheet)

    def each_worksheets(self) -> list[Sheet]:
        return [Sheet(self, one) for one in self.com.Worksheets]

    each_sheets = each_worksheets

    def each_windows(self) -> list[Window]:
        return [Window(self)]

    def pick_styles(self, name: str) -> Style:
        return Style(self.com.Styles(name))

    def each_named_items(self) -> list[Name]:
        return [Name(self, name) for name in self.com.plain.defined_names]

    def do_make(self, new: Keyword, at: Reference, with_properties: Any = None) -> Reference:
        if new.AS_name == "named_item":
            said = {key.AS_name: one for key, one in with_properties.items()}
            text = said["references"].removeprefix("=")
            assert len(text) <= 257, "a text in a formula has 255 characters at most"
            names = self.com.plain.defined_names
            names[said["name"]] = DefinedName(said["name"], attr_text=text)
            return Reference(lambda: Name(self, said["name"]))
        assert new.AS_name == "worksheet"
        where, sheet = at.AS_find()
        assert where == "after"
        made = Sheet(self, self.com.Worksheets.Add(After=sheet.com))
        return Reference(lambda: made)


class Typing(Node):
    def __init__(self, excel: Any) -> None:
        self._com = excel.application.AutoCorrect
        self.touched = lambda: None

    def get_Automatically_expand_tables_as_I_type(self) -> bool:
        return bool(self._com.AutoExpandListRange)

    def set_Automatically_expand_tables_as_I_type(self, value: bool) -> None:
        self._com.AutoExpandListRange = value
