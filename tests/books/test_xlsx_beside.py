"""What stands beside a table: charts, hidden columns, and what LibreOffice says of columns."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from sync.books import open_book
from sync.books.base import CellRef, Format, SetColumnWidth, SetValue
from sync.books.xlsx.columns import Columns
from sync.books.xlsx.frame import Frame
from sync.books.xlsx.looks import code_look
from tests.books.corpus import make

SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>%s</cols>'
    b"<sheetData/></worksheet>"
)
LIBREOFFICE = (
    b'<col collapsed="false" customWidth="true" hidden="%s" outlineLevel="0" max="%d" min="%d" '
    b'style="0" width="%d"/>'
)


def test_it_is_told_where_charts_and_pictures_stand(tmp_path: Path) -> None:
    """A snapshot names the cells that each drawing covers."""
    drawn = open_book(make("charts.xlsx", tmp_path)).read().sheets[0].drawn
    assert [(area.first_row, area.first_column) for area in drawn] == [(2, 6)]
    assert drawn[0].last_column > 6
    assert open_book(make("pictures.xlsx", tmp_path)).read().sheets[0].drawn


def test_a_width_of_ours_makes_a_hidden_column_seen_and_hides_it_again(tmp_path: Path) -> None:
    """Who hides all columns behind the table sees ours; afterwards the file is what it was."""
    path = tmp_path / "hidden.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("S")
    sheet.write(0, 0, "Name")
    sheet.set_column(1, 16383, None, None, {"hidden": True})
    book.close()
    before = path.read_bytes()
    ref = CellRef("S", 1, 2)
    open_book(path).apply([SetValue(ref, "Gap"), SetColumnWidth("S", 2, 17)])
    assert not openpyxl.load_workbook(path)["S"].column_dimensions["B"].hidden
    open_book(path).apply([SetValue(ref, None, Format()), SetColumnWidth("S", 2, None)])
    assert path.read_bytes() == before


@pytest.mark.parametrize("hidden", [b"false", b"0"])
def test_a_width_goes_though_libreoffice_says_more_of_the_column(hidden: bytes) -> None:
    """What goes without saying (not hidden, not collapsed, style 0) does not keep our width."""
    frame = Frame([SHEET % (LIBREOFFICE % (hidden, 2, 2, 17))])
    columns = Columns(frame)
    columns.set(2, None)
    columns.save()
    assert b"<col " not in b"".join(frame.edges())


def test_a_needless_backslash_is_no_other_number_format() -> None:
    """LibreOffice writes yyyy\\-mm\\-dd for yyyy-mm-dd: the same look."""
    assert code_look("yyyy\\-mm\\-dd") == "yyyy-mm-dd"
    assert code_look("0\\x") == "0\\x"
