"""What is read from a workbook, and what a cell is after an edit."""

from __future__ import annotations

import re
import shutil
import string
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell import MergedCell

from models.cells import CellError
from sync.books import open_book
from sync.books.base import (
    Applied,
    Area,
    CellRef,
    Edit,
    Format,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Value,
    Visibility,
)
from sync.books.xlsx.archive import Archive
from sync.books.xlsx.cells import serial
from tests.books.corpus import MAKERS, make, package
from tests.books.marking import members
from tests.examples import tries

SHARED = [HealthCheck.function_scoped_fixture]  # every example leaves the file as it was


def at(row: int, column: int, sheet: str = "Members") -> CellRef:
    return CellRef(sheet, row, column)


def apply(path: Path, *edits: Edit) -> Applied:
    return open_book(path).apply(edits)


def reread(path: Path, sheet: str = "Members") -> Any:
    return openpyxl.load_workbook(path)[sheet]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def packed(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def value_at(path: Path, ref: CellRef) -> object:
    rows = open_book(path).read().sheet(ref.sheet)
    assert rows is not None
    return rows.rows[ref.row - 1][ref.column - 1]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return make("plain.xlsx", tmp_path)


@pytest.fixture
def styled(tmp_path: Path) -> Path:
    return make("styled.xlsx", tmp_path)


# Reading


def test_errors_and_formulas_are_told(tmp_path: Path) -> None:
    """An error is a CellError; formula cells, arrays and spills are listed."""
    sheet = open_book(make("formulas.xlsx", tmp_path)).read().sheets[0]
    assert sheet.rows[2][4] == CellError("#DIV/0!")
    assert isinstance(sheet.rows[2][4], CellError)
    assert {(7, 4), (2, 5), (3, 5), (2, 6), (3, 6), (4, 6), (2, 7)} <= sheet.formulas


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    """A formula that nobody calculated yet is no blank cell."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["B2"] = "=1+1"
    path = tmp_path / "a.xlsx"
    book.save(path)
    sheet = open_book(path).read().sheets[0]
    assert sheet.rows[1][1] == CellError("#UNCALCULATED")


def test_dates_from_1904_come_out_right(tmp_path: Path) -> None:
    """The calendar of old Mac workbooks is minded, in reading and in writing."""
    path = make("from-1904.xlsx", tmp_path)
    assert value_at(path, at(2, 3)) == date(2020, 1, 1)
    apply(path, SetValue(at(2, 5), date(2026, 5, 1)))
    assert value_at(path, at(2, 5)) == date(2026, 5, 1)


def test_what_stands_around_the_values_is_read(tmp_path: Path) -> None:
    """Tables, filters, merges, notes, hidden and protected sheets are in the snapshot."""
    tables = open_book(make("tables.xlsx", tmp_path)).read()
    assert tables.sheets[0].tables == {"Roster": Area(1, 1, 6, 3)}
    rules = open_book(make("rules.xlsx", tmp_path)).read()
    assert rules.sheets[0].filter_area == Area(1, 1, 6, 3)
    styled = open_book(make("styled.xlsx", tmp_path)).read()
    assert styled.sheets[0].merged == [Area(9, 1, 10, 3)]
    notes = open_book(make("notes.xlsx", tmp_path)).read()
    assert notes.sheets[0].notes[2, 1] == "Ask Bo about this."
    assert notes.sheets[1].notes == {(3, 2): "On the other sheet"}
    hidden = {s.name: s for s in open_book(make("hidden.xlsx", tmp_path)).read().sheets}
    assert hidden["Secret"].visibility is Visibility.HIDDEN
    assert hidden["Deep"].visibility is Visibility.VERY_HIDDEN
    assert hidden["Locked"].protected


def test_chart_sheets_are_no_sheets(tmp_path: Path) -> None:
    """A sheet that only shows a chart is left out."""
    assert [s.name for s in open_book(make("charts.xlsx", tmp_path)).read().sheets] == ["Members"]


# Values

ALPHABET = st.one_of(
    st.sampled_from(list(string.printable)),
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\ufffe\uffff"),
    st.sampled_from(["_x0041_", "_x005F_", "]]>", "&amp;", "<t>", "\x00", "\x0b", "😀", " "]),
)
VALUES = st.one_of(
    st.lists(ALPHABET, min_size=1, max_size=30).map("".join),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
)


@settings(max_examples=tries(60), deadline=None, suppress_health_check=SHARED)
@given(value=VALUES, row=st.integers(1, 12), column=st.integers(5, 9))
def test_every_value_comes_back(plain: Path, value: Value, row: int, column: int) -> None:
    """For all values and places: what was put is read, and taking it off gives the file back."""
    before = plain.read_bytes()
    apply(plain, SetValue(at(row, column), value))
    said = value_at(plain, at(row, column))
    if isinstance(value, str) and not value.strip():
        assert said in {value, None}
    elif isinstance(value, str):
        assert str(said).replace("\r\n", "\n") == value.replace("\r\n", "\n")
    else:
        assert said == pytest.approx(value) if isinstance(value, float) else said == value
    apply(plain, SetValue(at(row, column), None))
    assert plain.read_bytes() == before


def test_a_new_cell_looks_like_its_row_or_column(styled: Path) -> None:
    """A new cell takes the style of its row, its column, or the cell that it is to be like."""
    apply(styled, SetValue(at(3, 10), "x"), SetValue(at(6, 6), 1.5),
          SetValue(at(5, 12), "y", Format(like=(1, 1), fill="ABCDEF", wrap=True)))  # fmt: skip
    sheet = reread(styled)
    assert sheet["J3"].font.i
    assert sheet["F6"].number_format == "0.00"
    assert (sheet["L5"].font.b, sheet["L5"].fill.fgColor.rgb) == (True, "FFABCDEF")
    assert sheet["L5"].alignment.wrap_text
    assert sheet["L5"].border.bottom.style == "thin"


def test_dates_get_a_date_format(plain: Path) -> None:
    """A date is shown as a date, also where no format was asked for."""
    apply(plain, SetValue(at(2, 5), date(2026, 5, 1)), SetValue(at(2, 6), datetime(2026, 5, 1, 12)))  # noqa: DTZ001
    sheet = reread(plain)
    assert sheet["E2"].value == datetime(2026, 5, 1)  # noqa: DTZ001
    assert sheet["F2"].value == datetime(2026, 5, 1, 12)  # noqa: DTZ001


def test_a_styled_empty_cell_keeps_its_style(styled: Path) -> None:
    """Where a person gave an empty cell a look, our value keeps it and leaves it behind."""
    before = members(styled)
    apply(styled, SetValue(at(4, 5), "x", Format(bold=True)))
    sheet = reread(styled)
    assert sheet["E4"].fill.patternType == "mediumGray"
    assert sheet["E4"].font.b
    apply(styled, SetValue(at(4, 5), None, Format(bold=True)))
    assert members(styled) == before


def test_what_must_not_be_written_over_is_refused(tmp_path: Path) -> None:
    """Formulas, arrays, spills and the inside of a merge are refused; the rest goes through."""
    path = make("formulas.xlsx", tmp_path)
    refs = [at(7, 4), at(2, 6), at(3, 6), at(4, 6), at(2, 7)]
    applied = apply(path, *(SetValue(r, "x") for r in refs), SetValue(at(9, 9), "x"))
    assert {r.edit.ref for r in applied.refused if isinstance(r.edit, SetValue)} == set(refs)
    assert len(applied.refused) == 5
    assert all(r.why.endswith(".") for r in applied.refused)
    assert applied.done == 1
    merged = make("styled.xlsx", tmp_path)
    inside = apply(
        merged, SetValue(at(9, 2), "x"), SetNote(at(10, 1), "x"), SetValue(at(9, 1), "y")
    )
    assert len(inside.refused) == 2


def test_protected_sheets_are_refused(tmp_path: Path) -> None:
    """A protected sheet is left alone, with a sentence that says what to do."""
    path = make("hidden.xlsx", tmp_path)
    edits: list[Edit] = [SetValue(at(1, 2, "Locked"), "x"), SetNote(at(1, 1, "Locked"), "x")]
    applied = apply(path, *edits, SetFill(at(1, 1), "FFEEDD"))
    assert [r.edit for r in applied.refused] == edits
    assert "Unprotect Sheet" in applied.refused[0].why


def test_values_that_no_cell_can_hold_are_refused(plain: Path) -> None:
    """Texts beyond Excel's limit, endless numbers and dates before the calendar are refused."""
    values: list[Value] = ["x" * 32_768, float("inf"), float("nan"), date(1800, 1, 1)]
    before = plain.read_bytes()
    applied = apply(plain, *(SetValue(at(2, 5), v) for v in values))
    assert len(applied.refused) == 4
    assert plain.read_bytes() == before


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385), (-1, 5)])
def test_places_outside_of_a_sheet_are_refused(plain: Path, row: int, column: int) -> None:
    """A cell that no sheet has is refused, whatever the edit."""
    ref = at(row, column)
    edits = (SetValue(ref, "x"), SetFill(ref, "FFFFFF"), SetNote(ref, "x"))
    assert len(apply(plain, *edits).refused) == 3


def test_formulas_are_asked_to_recalculate(tmp_path: Path) -> None:
    """With formulas about, results stay and a new calculation is asked for, until we clear."""
    path = tmp_path / "a.xlsx"
    rows = '<row r="1"><c r="A1"><f>COUNTA(K:K)</f><v>0</v></c></row>'
    packed(path, package(rows))
    before = path.read_bytes()
    ref = CellRef("Data", 2, 11)
    apply(path, SetFill(ref, "FFC7CE"))
    assert "fullCalcOnLoad" not in part(path, "xl/workbook.xml")
    apply(path, SetValue(ref, "x", Format(fill="FFC7CE")))
    assert '</sheets><calcPr fullCalcOnLoad="1"/>' in part(path, "xl/workbook.xml")
    assert "<v>0</v>" in part(path, "xl/worksheets/sheet1.xml")
    apply(path, SetValue(ref, None, Format(fill="FFC7CE")))
    assert path.read_bytes() == before


def test_without_formulas_nothing_is_recalculated(tmp_path: Path) -> None:
    """Where there is no formula, none is asked to be calculated."""
    path = make("raw.xlsx", tmp_path)
    apply(path, SetValue(CellRef("Data", 2, 11), "x"))
    assert "calcPr" not in part(path, "xl/workbook.xml")


def test_what_a_row_and_a_sheet_say_of_their_size_stays_true(tmp_path: Path) -> None:
    """Hints about the last column and row cover the new cells, or go."""
    path = make("around.xlsx", tmp_path)
    apply(path, SetValue(CellRef("Data", 2, 11), "x"), SetValue(CellRef("Data", 40, 1), "x"))
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert '<dimension ref="A1:K40"/>' in sheet
    assert "spans" not in sheet


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(1900, 1, 1), 1), (date(1900, 2, 28), 59), (date(1900, 3, 1), 61),
     (date(2020, 1, 1), 43_831)],
)  # fmt: skip
def test_days_are_counted_as_excel_does(day: date, number: int) -> None:
    """Excel's calendar has a 29 February 1900, which never was."""
    assert serial(day, from_1904=False) == number


# Looks and widths


def test_a_fill_keeps_all_else(styled: Path) -> None:
    """Only the fill of a cell changes: font, number format, border, alignment stay."""
    before = reread(styled)
    apply(styled, SetFill(at(1, 1), "FFC7CE"), SetFill(at(2, 3), "FFC7CE"))
    after = reread(styled)
    for address in ("A1", "C2"):
        one, other = before[address], after[address]
        assert other.fill.fgColor.rgb == "FFFFC7CE"
        assert repr(one.font) == repr(other.font)
        assert repr(one.border) == repr(other.border)
        assert one.number_format == other.number_format
        assert one.value == other.value


@settings(max_examples=25, deadline=None, suppress_health_check=SHARED)
@given(
    cells=st.lists(st.tuples(st.integers(1, 14), st.integers(1, 10)), min_size=1, max_size=8,
                   unique=True),
    colors=st.lists(st.sampled_from(["FFC7CE", "FFEB9C", "C6EFCE"]), min_size=1, max_size=3),
)  # fmt: skip
def test_looks_come_back_exactly(
    styled: Path, cells: list[tuple[int, int]], colors: list[str]
) -> None:
    """For all cells, filled any number of times: the look that stood first can be put back."""
    before = styled.read_bytes()
    refs = [at(*cell) for cell in cells]
    book = open_book(styled)
    looks = book.looks(refs)
    for color in colors:
        book.apply([SetFill(ref, color) for ref in refs])
    book.apply([RestoreLook(ref, looks[ref]) for ref in refs])
    assert styled.read_bytes() == before


@pytest.mark.parametrize("look", ["", "{}", "[]", "null", '{"cell":1,"s":"x","fill":3}', "\x00"])
def test_a_look_that_is_none_is_refused(plain: Path, look: str) -> None:
    """A look that did not come from `looks` is refused, not guessed."""
    assert len(apply(plain, RestoreLook(at(1, 1), look)).refused) == 1


@pytest.mark.parametrize("column", [1, 3, 4, 5, 6, 9, 10, 40])
def test_widths_are_split_and_come_back(styled: Path, column: int) -> None:
    """A column's width changes alone, also out of a shared statement, and comes back."""
    before = members(styled)
    sheet = reread(styled)
    others = {c: d.width for c, d in sheet.column_dimensions.items()}
    apply(styled, SetColumnWidth("Members", column, 33.5))
    letter = openpyxl.utils.get_column_letter(column)
    widths = {c: d.width for c, d in reread(styled).column_dimensions.items()}
    assert widths[letter] == 33.5
    assert {c: w for c, w in widths.items() if c in others and c != letter and c != "E"} == {
        c: w for c, w in others.items() if c not in {letter, "E"}
    }
    apply(styled, SetColumnWidth("Members", column, None))
    assert members(styled) == before


def test_a_width_comes_back_while_other_marks_stand(styled: Path) -> None:
    """A column goes back into the statement that it was split from, whatever else is marked."""
    cols = re.findall("<cols>.*</cols>", part(styled, "xl/worksheets/sheet1.xml"))
    apply(styled, SetValue(at(2, 12), "x"), SetColumnWidth("Members", 7, 33))
    assert re.findall("<cols>.*</cols>", part(styled, "xl/worksheets/sheet1.xml")) != cols
    apply(styled, SetColumnWidth("Members", 7, None))
    assert re.findall("<cols>.*</cols>", part(styled, "xl/worksheets/sheet1.xml")) == cols


@settings(max_examples=20, deadline=None)
@given(data=st.data(), name=st.sampled_from(["styled.xlsx", "odd-rows.xlsx", "no-numbers.xlsx"]))
def test_cells_stay_in_order(
    data: st.DataObject, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """For all places: rows and cells stay in the order that Excel asks for, none stands twice."""
    path = tmp_path_factory.mktemp("order") / name
    MAKERS[name](path)
    sheet = open_book(path).read().sheets[0].name
    places = data.draw(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 8)), unique=True))
    before = path.read_bytes()
    refs = [CellRef(sheet, *p) for p in places]
    looks = open_book(path).looks(refs)
    book = open_book(path)
    book.apply([SetFill(ref, "FFC7CE") for ref in refs])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = openpyxl.load_workbook(path)
    for rows in reader[sheet].iter_rows():
        for cell in rows:
            if isinstance(cell, MergedCell):
                continue
            filled = cell.fill.fgColor.rgb == "FFFFC7CE"
            assert filled == ((cell.row, cell.column) in places)
    with path.open("rb") as file:
        archive = Archive(file)
        member = next(m for m in archive.members if m.name.endswith("sheet1.xml"))
        xml = b"".join(archive.stream(member)).decode()
    rows_ = [int(n) for n in re.findall(r'<row[^>]* r="(\d+)"', xml)]
    assert rows_ == sorted(set(rows_))
    book.apply([RestoreLook(ref, looks[ref]) for ref in refs])
    assert path.read_bytes() == before


def test_marking_a_copy(plain: Path, tmp_path: Path) -> None:
    """With `out` the book itself keeps its bytes; with `backup` a dated copy is made."""
    before = plain.read_bytes()
    out = tmp_path / "out.xlsx"
    open_book(plain).apply([SetValue(at(2, 5), "x")], out=str(out))
    assert plain.read_bytes() == before
    assert value_at(out, at(2, 5)) == "x"
    open_book(plain).apply([SetValue(at(2, 5), "x")], backup=True)
    backup = next(tmp_path.glob("*.backup-*.xlsx"))
    assert backup.read_bytes() == before
    shutil.copy(backup, plain)
