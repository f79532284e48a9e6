"""What was unpacked of a small workbook is used again, and never in the place of anything else."""

from __future__ import annotations

import io
import zlib

import openpyxl
import pytest

from sync.books import open_book
from sync.books.base import CellRef, SetFill, SetValue
from sync.books.xlsx.archive import Archive, ArchiveWriter, pack
from sync.books.xlsx.package import Package
from sync.books.xlsx.unpacked import MOST, Unpacked
from sync.errors import BookUnreadable


def package(parts: dict[str, bytes], kept: Unpacked | None) -> Package:
    out = io.BytesIO()
    writer = ArchiveWriter(out)
    for name, content in parts.items():
        writer.put(name, pack(content))
    writer.finish()
    return Package(Archive(out), kept)


def state(name: str, content: bytes) -> tuple[str, int, int]:
    return name, zlib.crc32(content), len(content)


def test_a_part_is_unpacked_once():
    """A part that went by whole comes back the same, from whichever package of the file."""
    kept, content = Unpacked(), b"one and the same " * 100_000
    first = package({"a.xml": content}, kept)
    assert b"".join(first.stream("a.xml")) == content
    assert kept.get(state("a.xml", content)) is not None
    assert b"".join(package({"a.xml": content}, kept).stream("a.xml")) == content


def test_a_part_that_changes_is_not_mixed_up():
    """A part with other words, or one that was put anew, is never given as it was before."""
    kept = Unpacked()
    assert b"".join(package({"a.xml": b"old"}, kept).stream("a.xml")) == b"old"
    other = package({"a.xml": b"new"}, kept)
    assert b"".join(other.stream("a.xml")) == b"new"
    other.put("a.xml", b"newest")
    assert b"".join(other.stream("a.xml")) == b"newest"


def test_a_part_that_did_not_go_by_whole_is_not_kept():
    """Whoever looks only at the beginning leaves nothing that could be taken for the whole."""
    kept, content = Unpacked(), bytes(range(256)) * 4_000
    one = package({"a.xml": content}, kept)
    next(one.stream("a.xml"))
    assert kept.get(state("a.xml", content)) is None
    assert b"".join(one.stream("a.xml")) == content


def test_there_is_an_end_to_what_is_kept():
    """What a workbook holds beyond the bound is unpacked anew, and comes out the same."""
    kept = Unpacked(most=1_000)
    parts = {"a.xml": b"a" * 600, "b.xml": b"b" * 600, "c.xml": b"c" * 300}
    for _ in range(2):
        one = package(parts, kept)
        assert {name: b"".join(one.stream(name)) for name in parts} == parts
    assert [kept.get(state(name, parts[name])) is not None for name in parts] == [True, False, True]
    assert MOST < 32 << 20


def test_damage_is_told_each_time():
    """A part that is not what the file says is never kept."""
    kept, content = Unpacked(), b"some words " * 1_000
    one = package({"a.xml": content}, kept)
    one.archive.members[0].crc ^= 1
    for _ in range(2):
        with pytest.raises(BookUnreadable):
            b"".join(one.stream("a.xml"))


def test_a_book_that_was_saved_in_between_is_read_anew(tmp_path):
    """Two reads of one book, and somebody saves it between them: the second tells the new."""
    path = tmp_path / "book.xlsx"
    for word in ("first", "second"):
        work = openpyxl.Workbook()
        work.active["A1"] = word
        work.save(path)
        if word == "first":
            book = open_book(path)
        assert book.read().sheets[0].rows[0][0] == word
    name = book.read().sheets[0].name
    cell = CellRef(name, 1, 1)
    book.looks([cell])
    book.apply([SetFill(cell, "FFEB9C"), SetValue(CellRef(name, 1, 2), "beside")])
    assert openpyxl.load_workbook(path).active["A1"].value == "second"
    assert book.read().sheets[0].rows[0][:2] == ["second", "beside"]
