"""Books that are read but not written: .ods, .xls, .xlsb, and how damaged files are met."""

from __future__ import annotations

import struct
import subprocess
import zipfile
from datetime import date, time, timedelta
from pathlib import Path

import openpyxl
import openpyxl.comments
import pytest

from models.cells import CellError
from sync.books.base import Area, CellRef, SetValue, Visibility
from sync.books.calamine import MOST_CELLS, read_sheets, refuse_far_cells
from sync.books.readonly import ReadOnlyBook
from sync.errors import BookError, BookNotFound, BookNotWritable, BookProtected, BookUnreadable
from tests.books.ods_files import FORM, GAP, error, ods_file, row, table, text
from tests.needs import office


def test_ods_cells_stand_where_they_are_on_the_screen(tmp_path: Path) -> None:
    """Blank and repeated rows and columns count; dates, numbers and ticks keep their kind."""
    path = ods_file(
        tmp_path / "a.ods",
        table(
            row(GAP, repeated=2),
            row(
                GAP, text("Ann"), '<table:table-cell office:value-type="float" office:value="12"/>'
            ),
            row(text("x", 'table:number-columns-repeated="2"'), repeated=2),
            row(
                '<table:table-cell office:value-type="date" office:date-value="2025-03-04"/>',
                '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
                '<table:table-cell office:value-type="time" office:time-value="PT01H30M00S"/>',
                '<table:table-cell office:value-type="time" office:time-value="PT36H15M00S"/>',
                '<table:table-cell office:value-type="time" office:time-value="-PT36H15M00S"/>',
            ),
        ),
    )
    rows = ReadOnlyBook(path).read().sheets[0].rows
    blank = [[cell for cell in cells if cell != ""] for cells in rows]
    assert blank[0] == blank[1] == []
    assert list(rows[2][2:4]) == ["Ann", 12.0]
    assert blank[3] == blank[4] == ["x", "x"]
    long = timedelta(hours=36, minutes=15)
    assert list(rows[5]) == [date(2025, 3, 4), True, time(1, 30), long, -long]


def test_ods_errors_are_seen(tmp_path: Path) -> None:
    """The error of a formula is an error, not a blank cell; text that looks like one is text."""
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    path = ods_file(
        tmp_path / "a.ods",
        table(
            row(text("#N/A"), error("#DIV/0!"), error("Err:502")),
            row(GAP, error("#REF!").replace("><text:p>", f">{note}<text:p>", 1)),
            row(
                '<table:table-cell table:formula="of:=1+1" office:value-type="float" '
                'office:value="2"><text:p>2</text:p></table:table-cell>',
            ),
        ),
    )
    sheet = ReadOnlyBook(path).read().sheets[0]
    assert list(sheet.rows[0]) == ["#N/A", CellError("#DIV/0!"), CellError("Err:502")]
    assert sheet.rows[1][2] == CellError("#REF!")
    assert sheet.rows[2][0] == 2.0
    assert sheet.formulas == {(1, 2), (1, 3), (2, 3), (3, 1)}


def test_ods_sheets(tmp_path: Path) -> None:
    """Merged areas, protection and copies of other files' sheets are told."""
    merged = text("m", 'table:number-columns-spanned="3" table:number-rows-spanned="2"')
    outside = "<table:table-source/>" + row(text("secret"))
    path = ods_file(
        tmp_path / "a.ods",
        table(row(text("x")), row(GAP, merged), attributes='table:protected="true"')
        + table(row(text("y")), name="Log")
        + table(outside, name="'file:///other.ods'#$Sheet1"),
    )
    first, second = ReadOnlyBook(path).read().sheets
    assert (first.merged, first.protected) == ([Area(2, 3, 3, 5)], True)
    assert (second.name, second.protected, second.merged) == ("Log", False, [])


def wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def binary(kind: int, data: bytes = b"") -> bytes:
    """Make a record of an .xlsb part."""
    return (
        bytes([kind & 0x7F | 0x80, kind >> 7] if kind > 127 else [kind]) + bytes([len(data)]) + data
    )


def xlsb_file(path: Path, *cells: bytes) -> Path:
    """Make an .xlsb file of one hidden sheet with these cells in row 3."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    links += '<Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
    book = binary(131) + binary(143)
    book += binary(156, struct.pack("<II", 1, 1) + wide("rId1") + wide("Members"))
    book += binary(144) + binary(132)
    sheet = binary(129) + binary(148, struct.pack("<IIII", 2, 2, 0, 3)) + binary(145)
    sheet += binary(0, struct.pack("<I", 2) + bytes(13)) + b"".join(cells)
    sheet += binary(146) + binary(130)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", links.format(f"{office}/officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            links.format(f"{office}/worksheet", "worksheets/sheet1.bin"),
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_xlsb(tmp_path: Path) -> None:
    """An .xlsb file is read with its rows and columns as on the screen."""
    cells = [
        binary(6, struct.pack("<II", 1, 0) + wide("Ann")),
        binary(5, struct.pack("<IId", 2, 0, 12.5)),
        binary(4, struct.pack("<IIB", 3, 0, 1)),
    ]
    sheet = ReadOnlyBook(xlsb_file(tmp_path / "a.xlsb", *cells)).read().sheets[0]
    assert (sheet.name, sheet.visibility) == ("Members", Visibility.HIDDEN)
    assert [list(cells) for cells in sheet.rows] == [[""] * 4, [""] * 4, ["", "Ann", 12.5, True]]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_files_of_libreoffice(tmp_path: Path, suffix: str) -> None:
    """What LibreOffice itself saves is read with every cell in its place."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Members"
    sheet["B3"], sheet["C3"], sheet["D3"] = "Ann", date(2025, 3, 4), "=1/0"
    sheet["B4"].comment = openpyxl.comments.Comment("a note", "me")
    sheet["B4"], sheet["C4"] = "Jo", 12.5
    sheet.merge_cells("B6:D7")
    book.create_sheet("Log").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
         "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    members, log = ReadOnlyBook(tmp_path / f"a.{suffix}").read().sheets
    assert list(members.rows[2][1:3]) == ["Ann", date(2025, 3, 4)]
    assert members.rows[2][3] == (CellError("#DIV/0!") if suffix == "ods" else "")
    assert list(members.rows[3][1:3]) == ["Jo", 12.5]
    assert members.merged == [Area(6, 2, 7, 4)]
    assert log.visibility is Visibility.HIDDEN


def test_ods_far_cells(tmp_path: Path) -> None:
    """A stray cell in the last corner is named in a sentence, before memory runs out."""
    far = text("x", 'table:number-columns-repeated="16384"')
    path = ods_file(tmp_path / "a.ods", table(row(far, repeated=1_048_576)))
    with pytest.raises(BookUnreadable, match="row 1048576"):
        ReadOnlyBook(path).read()
    cell = binary(5, struct.pack("<IId", 16_383, 0, 1.0))
    below = binary(0, struct.pack("<I", 1_048_575) + bytes(13))
    with pytest.raises(BookUnreadable, match="row 1048576"):
        ReadOnlyBook(xlsb_file(tmp_path / "a.xlsb", below, cell)).read()
    refuse_far_cells("ok", 1_000_000, 20)
    with pytest.raises(BookUnreadable):
        refuse_far_cells("S", MOST_CELLS, 2)


def test_hostile_packages(tmp_path: Path) -> None:
    """A document type, entities, a damaged part and a file that unpacks without end are refused."""
    bombs = '<!DOCTYPE x [<!ENTITY a "ha">]>'
    refused = [ods_file(tmp_path / "entity.ods", table(row(text("x"))), bombs)]
    bomb = tmp_path / "bomb.ods"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * (80 << 20))
    good = ods_file(tmp_path / "good.ods", table(row(text("x" * 2000))))
    damaged = tmp_path / "damaged.ods"
    data = bytearray(good.read_bytes())
    at = data.index(b"content.xml") + 30
    data[at : at + 8] = b"\0" * 8
    damaged.write_bytes(data)
    headless = tmp_path / "headless.ods"
    with zipfile.ZipFile(headless, "w") as archive:
        archive.writestr("mimetype", FORM)
    for path in [*refused, bomb, damaged, headless]:
        with pytest.raises(BookUnreadable, match=path.name):
            ReadOnlyBook(path).read()


@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsb", "xlsx"])
@pytest.mark.parametrize(
    "data", [b"", b"hello, this is text\n" * 50, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600]
)
def test_no_spreadsheets(tmp_path: Path, suffix: str, data: bytes) -> None:
    """Files of another kind are named in a sentence."""
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(data)
    with pytest.raises(BookUnreadable, match=f"a.{suffix}"):
        ReadOnlyBook(path).read()
    with pytest.raises(BookUnreadable, match=f"a.{suffix}"):
        read_sheets(path)


def test_passwords(tmp_path: Path) -> None:
    """A workbook behind a password says so."""
    path = tmp_path / "a.xlsx"
    sign = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + sign + b"\0" * 100)
    with pytest.raises(BookProtected, match="password"):
        read_sheets(path)


def test_missing_files(tmp_path: Path) -> None:
    """A file that is not there is named in a sentence."""
    for suffix in ("ods", "xls", "xlsb"):
        with pytest.raises(BookNotFound, match="no file"):
            ReadOnlyBook(tmp_path / f"a.{suffix}").read()


def test_nothing_is_written(tmp_path: Path) -> None:
    """Edits are turned down with what to do instead; no edits write nothing."""
    path = ods_file(tmp_path / "a.ods", table(row(text("x"))))
    before = path.read_bytes()
    book = ReadOnlyBook(path)
    ref = CellRef("Members", 1, 2)
    assert book.apply([]).done == 0
    for edits, out in ([SetValue(ref, "x")], None), ([], str(tmp_path / "b.ods")):
        with pytest.raises(BookNotWritable, match=r"Save it as \.xlsx"):
            book.apply(edits, out=out)
    assert path.read_bytes() == before
    assert not book.abilities.values
    assert book.looks([ref]) == {ref: ""}


def test_panics_are_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the reader itself breaks down over a damaged file, that is said in a sentence too."""

    class PanicException(BaseException):
        pass

    def broken(*_: object) -> None:
        raise PanicException

    path = tmp_path / "a.xls"
    path.write_bytes(b"x")
    monkeypatch.setattr("sync.books.calamine._open", broken)
    with pytest.raises(BookUnreadable):
        read_sheets(path)


def test_visibility_words(tmp_path: Path) -> None:
    """Tabs that are shown are visible."""
    path = ods_file(tmp_path / "a.ods", table(row(text("x"))))
    assert ReadOnlyBook(path).read().sheets[0].visibility is Visibility.VISIBLE


def test_every_error_is_a_book_error(tmp_path: Path) -> None:
    """However an .ods file is cut short or changed, only a `BookError` comes out."""
    good = ods_file(tmp_path / "good.ods", table(row(text("x"), error("#REF!"))), "").read_bytes()
    path = tmp_path / "bad.ods"
    for at in range(0, len(good), 7):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])
        try:
            ReadOnlyBook(path).read()
        except BookError as problem:
            assert str(problem).endswith(".")  # noqa: PT017
