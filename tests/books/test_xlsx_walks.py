"""What is learnt when a sheet is read makes the next steps faster, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.books import open_book
from sync.books.xlsx.cells import words
from sync.books.xlsx.frame import Frame
from sync.books.xlsx.rows import Row, body, visit_rows
from sync.books.xlsx.scan import Scan
from tests.books.corpus import MAKERS, make
from tests.books.marking import marks_for

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
SPELLED = (
    b'<row r="%d" ht="9">',
    b'<row r="%d">',
    b"<row r='%d'>",
    b'<row ht="9" r="%d">',
    b"<row>",
)
CELLS = (
    b"",
    b'<c r="B%d"><v>1</v></c>',
    b'<c r="B%d" t="e"><v>#N/A</v></c>',
    b"<c r='B%d' t='e'><v>#N/A</v></c>",
    b'<c r="AB%d"><v>1</v></c>',
    b'<c r="CA%d"><v>1</v></c>',
    b'<c r="C%d"><f>A1</f><v>2</v></c>',
    b'<c r="C%d"><f>A1</f></c>',
    b'<c t="inlineStr"><is><t>said \'e\' %d "e"</t></is></c>',
    b'<c r="XFD%d"/>',
)


@st.composite
def sheets(draw: st.DrawFn) -> list[bytes]:
    """A sheet in pieces; most of its rows are spelled as most programs do."""
    number, rows = 0, []
    usual = st.sampled_from(SPELLED[:2])
    spelled = draw(st.sampled_from([usual, usual, st.sampled_from(SPELLED)]))
    for step in draw(st.lists(st.integers(1, 3), max_size=12)):
        opening = draw(spelled)
        number += step if b"%d" in opening else 1
        cell = draw(st.sampled_from(CELLS))
        said = opening % number if b"%d" in opening else opening
        rows.append(said + (cell % number if cell else b"") + b"</row>")
    whole = HEAD + b"".join(rows) + TAIL
    cuts = sorted(draw(st.sets(st.integers(1, len(whole) - 1), max_size=6)))
    return [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]


def scanned(pieces: list[bytes], *, exact: bool) -> tuple[Frame, Scan]:
    scan = Scan(exact=exact)
    frame = Frame(pieces, scan.watch)
    scan.finish(frame)
    return frame, scan


@settings(deadline=None)
@given(sheets())
def test_a_glance_sees_all_that_measuring_each_cell_sees(pieces: list[bytes]) -> None:
    """Errors and formulas are the same, and no cell lies further out than a glance allows for."""
    _, quick = scanned(pieces, exact=False)
    _, exact = scanned(pieces, exact=True)
    assert (quick.errors, quick.formulas, quick.tidy) == (exact.errors, exact.formulas, exact.tidy)
    assert quick.last_row >= exact.last_row
    assert quick.last_column >= exact.last_column


@settings(deadline=None)
@given(sheets(), st.sets(st.integers(1, 30)), st.sampled_from([b"", b"<c/>", b"<c>x</c>"]))
def test_rows_found_by_number_are_the_rows_found_one_by_one(
    pieces: list[bytes], wanted: set[int], put: bytes
) -> None:
    """In a sheet that was found tidy, the quick way visits the same rows and writes the same."""
    frame, scan = scanned(pieces, exact=False)
    visited: dict[bool, list[bytes]] = {True: [], False: []}

    def written(*, tidy: bool) -> bytes:
        def visit(row: Row) -> None:
            visited[tidy].append(b"%d: %s" % (row.number, row.raw))
            if put:
                row.set(2, put)

        rows = visit_rows(body(pieces, frame), words(b""), wanted, visit, tidy=tidy)
        return b"".join(rows)

    if scan.tidy:
        assert written(tidy=True) == written(tidy=False)
        assert visited[True] == visited[False]


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_marks_are_the_same_whether_the_book_was_read_before_or_not(
    name: str, tmp_path: Path
) -> None:
    """What a book remembers of its sheets from reading changes no byte of what is written."""
    path = make(name, tmp_path)
    reader = open_book(path)
    marks = marks_for(path, reader.read())
    reader.apply(marks.put, out=str(tmp_path / "read.xlsx"))
    open_book(path).apply(marks.put, out=str(tmp_path / "afresh.xlsx"))
    assert parts(tmp_path / "read.xlsx") == parts(tmp_path / "afresh.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
