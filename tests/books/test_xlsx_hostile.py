"""Damaged and hostile files give one sentence, within bounds of time and memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import RostercheckError
from sync.books import open_book
from sync.errors import BookError, BookNotFound, BookProtected, BookUnreadable
from tests.books.corpus import MAKERS, package
from tests.books.marking import marks_for
from tests.examples import tries

PARTS = package()


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def changed(path: Path, name: str, old: bytes, new: bytes) -> Path:
    assert old in PARTS[name]
    return packed(path, PARTS | {name: PARTS[name].replace(old, new, 1)})


def fails(path: Path, kind: type[BookError] = BookUnreadable) -> str:
    """The one sentence or two of a file that cannot be read."""
    with pytest.raises(kind) as caught:
        open_book(path).read()
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert "Traceback" not in text
    return text


def read_and_mark(path: Path) -> None:
    book = open_book(path)
    marks = marks_for(path, book.read())
    book.apply(marks.put)
    book.apply(marks.take)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"<html><body><table>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "web page"),
        (b"a,b,c\n1,2,3\n", "text file"),
        (b"a;b\n", "text file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old Excel file"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\x00\x01\x02", "not an Excel file"),
    ],
)
def test_a_file_that_is_something_else_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    """What only bears the name of an Excel file is called what it is."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert says in fails(path)


def test_a_password_is_named(tmp_path: Path) -> None:
    """An encrypted workbook says that it is locked."""
    path = tmp_path / "a.xlsx"
    mark = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(9000) + mark)
    assert "locked with a password" in fails(path, BookProtected)


def test_a_missing_file_and_an_unknown_kind(tmp_path: Path) -> None:
    """No file, a folder, and a kind that we do not know, each has its sentence."""
    fails(tmp_path / "a.xlsx", BookNotFound)
    (tmp_path / "b.xlsx").mkdir()
    fails(tmp_path / "b.xlsx", BookNotFound)
    (tmp_path / "c.docx").touch()
    assert ".xlsx or .csv" in fails(tmp_path / "c.docx")


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    """A zip without a workbook, and a document of another program, are told."""
    assert "no Excel workbook" in fails(packed(tmp_path / "a.xlsx", {"a.txt": b"x"}))
    other = {"_rels/.rels": PARTS["_rels/.rels"], "xl/workbook.xml": b"<document/>"}
    assert "Office document" in fails(packed(tmp_path / "b.xlsx", other))


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_entity_bombs_are_refused(tmp_path: Path, name: str) -> None:
    """A document type is refused before any entity could grow, wherever it stands."""
    head, _, rest = PARTS[name].partition(b"\n")
    bomb = b'<!DOCTYPE z [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = packed(tmp_path / "a.xlsx", PARTS | {name: head + bomb + rest})
    with pytest.raises(BookUnreadable):
        read_and_mark(path)


def bomb(path: Path, size: int) -> Path:
    """A sheet that unpacks to `size` bytes of nothing."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS.items():
            if name != SHEET:
                archive.writestr(name, data)
        with archive.open(SHEET, "w", force_zip64=True) as file:
            head, _, tail = PARTS[SHEET].partition(b"<sheetData>")
            file.write(head + b"<sheetData>")
            for _ in range(size >> 20):
                file.write(b" " * (1 << 20))
            file.write(tail)
    return path


def test_bombs_are_told_before_they_unpack(tmp_path: Path) -> None:
    """A file that says it would unpack to far too much is refused unread."""
    path = bomb(tmp_path / "a.xlsx", 100 << 20)
    tracemalloc.start()
    try:
        assert "left alone for safety" in fails(path)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_bombs_that_lie_are_told_while_they_unpack(tmp_path: Path) -> None:
    """A part that holds more than the file says is stopped, not unpacked."""
    data = bytearray(bomb(tmp_path / "a.xlsx", 60 << 20).read_bytes())
    at = data.rindex(SHEET.encode()) - 46
    struct.pack_into("<I", data, at + 24, 1000)
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    assert "holds more than the file says" in fails(tmp_path / "a.xlsx")


def test_members_that_share_bytes_are_refused(tmp_path: Path) -> None:
    """A zip whose members overlap, which is how a small bomb becomes a large one, is refused."""
    path = packed(tmp_path / "a.xlsx", PARTS)
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(bytes(data))
    assert "overlaps" in fails(path)


def test_doubled_and_encrypted_members_are_refused(tmp_path: Path) -> None:
    """A part that stands twice, also in other letters, and a locked part are refused."""
    assert "twice" in fails(packed(tmp_path / "a.xlsx", PARTS | {SHEET.upper(): b"<x/>"}))
    path = packed(tmp_path / "b.xlsx", PARTS)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert "encrypted" in fails(path, BookProtected)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """The number of parts is bounded before they are looked at."""
    path = packed(tmp_path / "a.xlsx", {f"{n}": b"" for n in range(20_001)})
    assert "20,001 parts" in fails(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="A1"', b'r="XFD1048576"'),
        (b'<row r="1">', b'<row r="99999999999999999999">'),
        (b'<row r="2"', b'<row r="1"'),
        (b'<row r="1">', b'<row r="0">'),
        (b"Ada", b"\xff\xfe\xfd"),
        (b"</row>", b""),
        (b"</sheetData>", b""),
        (b"<worksheet", b"<w" * 300),
    ],
)
def test_absurd_sheets_give_a_sentence(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Absurd numbers, broken text and broken nesting are told, reading or writing."""
    path = changed(tmp_path / "a.xlsx", SHEET, old, new)
    with pytest.raises(BookUnreadable, match=r"\.$"):
        read_and_mark(path)


def test_cells_far_out_do_not_fill_memory(tmp_path: Path) -> None:
    """One stray cell in the last corner is told, before memory for all between is taken."""
    path = changed(
        tmp_path / "a.xlsx", SHEET, b"</row></sheetData>",
        b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    )  # fmt: skip
    assert "Delete the stray cells" in fails(path)


def test_signed_workbooks_are_read_but_not_written(tmp_path: Path) -> None:
    """A change would make a signature invalid."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    link = f'<Relationship Id="rId9" Type="{kind}" Target="_xmlsignatures/origin.sigs"/>'.encode()
    rels = PARTS["_rels/.rels"].replace(b"</Relationships>", link + b"</Relationships>")
    path = packed(tmp_path / "a.xlsx", PARTS | {"_rels/.rels": rels})
    before = path.read_bytes()
    book = open_book(path)
    marks = marks_for(path, book.read())
    with pytest.raises(BookProtected, match="digitally signed"):
        book.apply(marks.put)
    assert path.read_bytes() == before


def test_a_memory_that_is_none_is_not_believed(tmp_path: Path) -> None:
    """A part that only pretends to be our memory changes nothing but itself."""
    link = b'<Relationship Id="rId7" Type="urn:rostercheck:originals" Target="/r/o.bin"/>'
    name = "xl/_rels/workbook.xml.rels"
    rels = PARTS[name].replace(b"</Relationships>", link + b"</Relationships>")
    zipped = packed(tmp_path / "z", {"manifest.json": b"[]"}).read_bytes()
    for fake in (b"", b"PK", b"\0" * 99, zipped):
        path = packed(tmp_path / "a.xlsx", PARTS | {name: rels, "r/o.bin": fake})
        book = open_book(path)
        marks = marks_for(path, book.read())
        assert book.apply(marks.put).refused == []
        assert book.apply(marks.take).refused == []
        assert book.read().sheets[0].rows[0][0] == "Name"


# Whatever happens to the bytes

_made: dict[str, bytes] = {}
FUZZED = ["raw.xlsx", "notes.xlsx", "controls.xlsx", "styled.xlsx", "tables.xlsx", "formulas.xlsx"]
TOKENS = [b"<", b">", b'"', b"&x;", b"\xff", b"<!--", b' r="0"', b' s="99999"', b"<row>", b"</c>"]


def made(name: str, folder: Path) -> bytes:
    if name not in _made:
        MAKERS[name](folder / name)
        _made[name] = (folder / name).read_bytes()
    return _made[name]


def mutated(data: bytes, draw: st.DataObject) -> bytes:
    at = draw.draw(st.integers(0, max(len(data) - 1, 0)))
    kind = draw.draw(st.sampled_from(["flip", "cut", "drop", "insert"]))
    if kind == "flip":
        return data[:at] + bytes([draw.draw(st.integers(0, 255))]) + data[at + 1 :]
    if kind == "cut":
        return data[:at]
    if kind == "drop":
        return data[:at] + data[at + draw.draw(st.integers(1, 40)) :]
    return data[:at] + draw.draw(st.sampled_from(TOKENS)) + data[at:]


@settings(
    max_examples=tries(150), deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(draw=st.data(), name=st.sampled_from(FUZZED), inside=st.booleans())
def test_any_damage_gives_a_sentence_or_a_sound_book(
    tmp_path: Path, draw: st.DataObject, name: str, inside: bool
) -> None:
    """For all small damages: reading and marking succeed, or give one of our errors."""
    data = made(name, tmp_path)
    path = tmp_path / "fuzzed.xlsx"
    if inside:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {n: archive.read(n) for n in archive.namelist()}
        victim = draw.draw(st.sampled_from(sorted(parts)))
        packed(path, parts | {victim: mutated(parts[victim], draw)})
    else:
        path.write_bytes(mutated(data, draw))
    said = ""
    try:
        read_and_mark(path)
    except RostercheckError as error:
        said = str(error)
    assert said.endswith(".") or not said
