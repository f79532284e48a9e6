"""CSV files: what is read is what a spreadsheet shows, and every byte of hers stays."""

from __future__ import annotations

import codecs
import csv
import io
import re
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.books.base import Abilities, CellRef, Edit, SetFill, SetNote, SetValue, Value
from sync.books.csv_book import CsvBook
from sync.books.csv_records import PAD, Dialect, edited, find_dialect, raw_fields, records, value_of
from sync.books.csv_text import find_encoding
from sync.errors import BookInUse, BookNotFound, BookNotWritable, BookProtected, BookUnreadable

ROSTER = b'Name,Hours,Notes\r\nAnn Lee,15 hrs,\r\nJo,3/4/25,"late, ""again"""\r\n'


def book_of(folder: Path, data: bytes, name: str = "members.csv") -> CsvBook:
    path = folder / name
    path.write_bytes(data)
    return CsvBook(path)


def rows_of(folder: Path, data: bytes) -> list[list[str]]:
    return [list(map(str, row)) for row in book_of(folder, data).read().sheets[0].rows]


def put(row: int, column: int, value: Value, sheet: str = "members") -> SetValue:
    return SetValue(CellRef(sheet, row, column), value)


# --- reading


def test_one_sheet(tmp_path: Path) -> None:
    """A CSV file is one sheet, named after the file; all its values are text."""
    sheet = book_of(tmp_path, b"Id,Hours\n007,1e3\n", "my roster.csv").read().sheets[0]
    assert sheet.name == "my roster"
    assert sheet.rows == [["Id", "Hours"], ["007", "1e3"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects(tmp_path: Path, delimiter: str, end: str) -> None:
    """Commas, semicolons and tabs, and the line ends of every system, are found."""
    lines = ["Name|Hours|Notes", 'Ann|12,5|"x|y"', "Bo|3;4|", "Cy|7|two\twords"]
    data = end.join(lines).replace("|", delimiter).encode() + end.encode()
    if delimiter == ",":
        data = data.replace(b"12,5", b'"12,5"')
    if delimiter == ";":
        data = data.replace(b"3;4", b'"3;4"')
    if delimiter == "\t":
        data = data.replace(b"two\twords", b"two words")
    rows = rows_of(tmp_path, data)
    assert [len(row) for row in rows] == [3, 3, 3, 3]
    assert rows[1] == ["Ann", "12,5", f"x{delimiter}y"]


def test_title_rows_do_not_hide_the_delimiter(tmp_path: Path) -> None:
    """Lines above the table, with other signs in them, do not mislead."""
    data = b"Members; as of March, 2025\n\nName;Hours\nLee, Ann;12\nRoe, Jo;3\n"
    assert rows_of(tmp_path, data)[2:] == [["Name", "Hours"], ["Lee, Ann", "12"], ["Roe, Jo", "3"]]


def test_one_column(tmp_path: Path) -> None:
    """A list of names is one column."""
    assert rows_of(tmp_path, b"Name\nAnn\nJo\n") == [["Name"], ["Ann"], ["Jo"]]


def test_rows_are_those_on_the_screen(tmp_path: Path) -> None:
    """A row is a record, not a line: quoted line ends do not count, blank lines do."""
    rows = rows_of(tmp_path, b'Name,Notes\nAnn,"one\ntwo"\n\nJo,x\n')
    assert rows == [["Name", "Notes"], ["Ann", "one\ntwo"], [""], ["Jo", "x"]]


def test_separator_line(tmp_path: Path) -> None:
    """Excel's "sep=;" line tells the delimiter, and is no row."""
    assert rows_of(tmp_path, b"sep=;\r\nName;A,B\r\nAnn;1\r\n") == [["Name", "A,B"], ["Ann", "1"]]


@pytest.mark.parametrize("data", [b"", b"\n", codecs.BOM_UTF8])
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    """A file without a word is a sheet without a word."""
    assert not any(any(row) for row in rows_of(tmp_path, data))


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
        ("mac_roman", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    """Names keep their accents, whichever program saved the file."""
    text = "Name,Notes\r\nJosé Núñez,Señora García – café\r\nZoë Müller,“on file”\r\n"
    rows = rows_of(tmp_path, mark + text.encode(encoding))
    assert rows[1:] == [["José Núñez", "Señora García – café"], ["Zoë Müller", "“on file”"]]


def test_open_quote(tmp_path: Path) -> None:
    """A quote that is never closed takes all that follows, as in a spreadsheet."""
    assert rows_of(tmp_path, b'Name,Notes\nAnn,"late\nJo,x\n')[1] == ["Ann", "late\nJo,x\n"]


# --- writing


def test_marks_stand_at_the_record_ends(tmp_path: Path) -> None:
    """Our fields are added at the end of their records; all else stays as it was."""
    book = book_of(tmp_path, ROSTER)
    book.read()
    done = book.apply([put(1, 4, "Check"), put(3, 4, "Short by 12 h, see notes")])
    assert (done.done, done.refused) == (2, [])
    assert Path(book.location).read_bytes() == (
        b"Name,Hours,Notes,Check\r\nAnn Lee,15 hrs,\r\n"
        b'Jo,3/4/25,"late, ""again""","Short by 12 h, see notes"\r\n'
    )


def test_marks_come_off_again(tmp_path: Path) -> None:
    """Taking our fields off gives the very bytes that were there, short records and all."""
    data = b'Name,Hours,Notes\r\nAnn\r\n\r\nJo,,\r\n"Cy","",""\r\nDi,3,x'
    book = book_of(tmp_path, data)
    book.apply([put(row, column, "x, y") for row in range(1, 7) for column in (4, 6)])
    rows = book.read().sheets[0].rows
    assert [row[3:] for row in rows] == [["x, y", "", "x, y"]] * 6
    book.apply([put(row, 6, None) for row in range(1, 7)])
    assert [row[3:] for row in book.read().sheets[0].rows] == [["x, y"]] * 6
    book.apply([put(row, 4, None) for row in range(1, 7)])
    assert Path(book.location).read_bytes() == data


def test_values(tmp_path: Path) -> None:
    """Dates are written as ISO, numbers as on the screen."""
    book = book_of(tmp_path, b"a\nb\nc\nd\n")
    book.apply([put(1, 2, date(2025, 3, 4)), put(2, 2, 12.0), put(3, 2, True), put(4, 2, -1.5)])
    assert Path(book.location).read_bytes() == b"a,2025-03-04\nb,12\nc,TRUE\nd,-1.5\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@sum", "\tx", '=HYPERLINK("a")', "＝1"])
def test_nothing_runs(tmp_path: Path, text: str) -> None:
    """Text that a spreadsheet would run as a formula gets an apostrophe, and reads as it was."""
    book = book_of(tmp_path, "ä\n".encode())
    book.apply([put(1, 2, text)])
    raw = Path(book.location).read_bytes().decode().split(",", 1)[1]
    assert raw.strip('"').startswith("'")
    assert book.read().sheets[0].rows[0][1] == text


@pytest.mark.parametrize("text", ["a,b", 'a "b"', "two\nlines", " spaces ", "O'Brien", "ok"])
def test_words_come_back(tmp_path: Path, text: str) -> None:
    """What was written is what is read."""
    book = book_of(tmp_path, b"Name,Hours\nAnn,3\n")
    book.apply([put(2, 4, text)])
    assert book.read().sheets[0].rows == [["Name", "Hours"], ["Ann", "3", "", text]]


def test_words_fit_the_encoding(tmp_path: Path) -> None:
    """A file of ASCII letters stays one, and an old encoding gets the nearest letters it has."""
    book = book_of(tmp_path, b"Name\nAnn\n")
    book.apply([put(2, 2, "12 h ≥ 10 – café")])
    assert Path(book.location).read_bytes() == b"Name\nAnn,12 h >= 10 - cafe\n"
    old = book_of(tmp_path, "Name\nJosé\n".encode("cp1252"))
    old.apply([put(2, 2, "≥ 10 – café 漢")])
    assert Path(old.location).read_bytes() == "Name\nJosé,>= 10 – café ?\n".encode("cp1252")


def test_same_marks_write_nothing(tmp_path: Path) -> None:
    """Marks that stand already do not touch the file."""
    book = book_of(tmp_path, ROSTER)
    book.apply([put(2, 4, "Gap, short")])
    before = Path(book.location).stat().st_mtime_ns
    book.read()
    book.apply([put(2, 4, "Gap, short"), put(3, 4, None), put(90, 4, None)])
    assert Path(book.location).stat().st_mtime_ns == before


def test_copy_and_backup(tmp_path: Path) -> None:
    """With `out` the original stays; with `backup` the former version stays beside it."""
    book = book_of(tmp_path, ROSTER)
    applied = book.apply([put(2, 4, "x")], out=str(tmp_path / "copy.csv"))
    assert applied.location == str(tmp_path / "copy.csv")
    assert Path(book.location).read_bytes() == ROSTER
    book.apply([put(2, 4, "x")], backup=True)
    kept = [path for path in tmp_path.iterdir() if path.name not in ("members.csv", "copy.csv")]
    assert [path.read_bytes() for path in kept] == [ROSTER]
    assert Path(book.location).read_bytes() == (tmp_path / "copy.csv").read_bytes()


def test_changed_since_read(tmp_path: Path) -> None:
    """A file that someone changed after it was read is left alone."""
    book = book_of(tmp_path, ROSTER)
    book.read()
    Path(book.location).write_bytes(ROSTER + b"New,1,\r\n")
    with pytest.raises(BookInUse):
        book.apply([put(2, 4, "x")])
    assert Path(book.location).read_bytes() == ROSTER + b"New,1,\r\n"


def test_refusals(tmp_path: Path) -> None:
    """What a CSV file cannot carry is refused with a sentence, and the rest is done."""
    book = book_of(tmp_path, b'Name,Notes\nAnn," "\nBo,"open')
    ref = CellRef("members", 1, 3)
    edits: list[Edit] = [SetNote(ref, "n"), SetFill(ref, "FFFF00"), put(1, 3, "x", "other")]
    edits += [put(9, 3, "x"), put(2, 3, "x"), put(3, 3, "x"), put(1, 3, "fine")]
    applied = book.apply(edits)
    assert applied.done == 1
    assert [refused.edit for refused in applied.refused] == edits[:-1]
    assert all(refused.why.endswith(".") for refused in applied.refused)
    assert Path(book.location).read_bytes() == b'Name,Notes,fine\nAnn," "\nBo,"open'
    assert book.abilities == Abilities(
        notes=False, fills=False, sheets=False, why_not=book.abilities.why_not
    )
    assert book.looks([ref]) == {ref: ""}


def test_uncertain_files(tmp_path: Path) -> None:
    """A file that would be read differently after marking is left alone."""
    book = book_of(tmp_path, b";\n,\n")
    with pytest.raises(BookNotWritable):
        book.apply([put(2, 3, ";")])
    assert Path(book.location).read_bytes() == b";\n,\n"


def test_unreadable_files(tmp_path: Path) -> None:
    """A missing file, and one that is no text, are named in a sentence."""
    with pytest.raises(BookNotFound, match=r"There is no file .*none\.csv\. Look"):
        CsvBook(tmp_path / "none.csv").read()
    with pytest.raises(BookUnreadable, match=r"\.csv is not a text file, .* save it again as"):
        book_of(tmp_path, b"PK\x03\x04\x00\x00\x01" + bytes(range(256)) * 4).read()
    with pytest.raises((BookUnreadable, BookProtected), match=f"{re.escape(tmp_path.name)}.*\\.$"):
        CsvBook(tmp_path).read()


# --- promises for any file

fields = st.text(st.sampled_from("ab1 ,;\t\"'\n=é"), max_size=5).filter(lambda text: text != " ")
tables = st.lists(st.lists(fields, min_size=1, max_size=5), min_size=1, max_size=6)
words = st.text(max_size=5) | st.text(st.sampled_from("ab,; \t\"'"), max_size=5)
delimiters = st.sampled_from(",;\t")


def as_csv(table: list[list[str]], delimiter: str, quoting: Literal[0, 1], end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(table)
    return out.getvalue()


@given(tables, delimiters, st.sampled_from([0, 1]),
       st.sampled_from(["\n", "\r\n"]))  # fmt: skip
def test_fields_come_back(
    table: list[list[str]], delimiter: str, quoting: Literal[0, 1], end: str
) -> None:
    """Whatever a program writes as CSV is read with the same rows and fields."""
    text = as_csv(table, delimiter, quoting, end)
    found = [
        [value_of(raw) for raw in raw_fields(text[r.start : r.end], delimiter)]
        for r in records(text, Dialect(delimiter))
    ]
    assert found == [[f[1:] if f[:2] in ("'=", "'\t") else f for f in row] for row in table]


@given(st.text(st.sampled_from("ab ,;\"'\n\r"), max_size=60), delimiters)
def test_no_letter_is_lost(text: str, delimiter: str) -> None:
    """Records and fields, put together again, give the text, however broken it is."""
    found = list(records(text, Dialect(delimiter)))
    assert "".join(text[r.start : r.next] for r in found) == text
    for record in found:
        body = text[record.start : record.end]
        assert delimiter.join(raw_fields(body, delimiter)) == body


@given(
    st.text(st.sampled_from("ab ,;\"'\n\ré"), min_size=1, max_size=60),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4), words), max_size=8),
)
@example('"",""\n"a",""\n', "utf-8", [(1, 1, "x"), (2, 3, "y")])
@example("a,,\n,\n\n", "utf-8", [(1, 1, "x"), (2, 2, "y"), (3, 4, "z")])
def test_check_and_clear(text: str, encoding: str, marks: list[tuple[int, int, str]]) -> None:
    """Marks right of the data, in any order, come off again and leave the very same bytes."""
    data = text.encode(encoding)
    with tempfile.TemporaryDirectory() as folder:
        book = book_of(Path(folder), data)
        rows = book.read().sheets[0].rows
        width = max(map(len, rows))
        for row, column, value in marks:
            with suppress(BookNotWritable):
                book.apply([put(row, width + column, value)])
        cells = {(row, width + column) for row, column, _ in marks}
        again = book.read().sheets[0].rows
        assert [row[: len(old)] for row, old in zip(again, rows, strict=True)] == list(rows)
        book.apply([put(row, column, None) for row, column in cells])
        assert Path(book.location).read_bytes() == data


@given(st.lists(st.sampled_from(["", '""', "a", '"b"', " "]), min_size=1, max_size=4),
       st.dictionaries(st.integers(5, 8), st.just("x"), min_size=1))  # fmt: skip
def test_padding_comes_off(record: list[str], values: dict[int, str | None]) -> None:
    """The pads of a short record go with the last mark, whatever the record ended in."""
    marked = edited(record, values)
    assert marked
    assert PAD in marked or len(record) == 4
    assert edited(marked, dict.fromkeys(values)) == record


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Any bytes have an encoding in which they come back the same."""
    encoding = find_encoding(data)
    assert encoding.encode(encoding.decode(data)) == data


def test_many_records_are_fast_to_scan() -> None:
    """A long file, and a hostile one of quotes, are read in one pass."""
    text = 'a,"b""c",d\n' * 20_000 + '"' * 50_000
    assert sum(1 for _ in records(text, Dialect(","))) == 20_001
    assert find_dialect(text).delimiter == ","
