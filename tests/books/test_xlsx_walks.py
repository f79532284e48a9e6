"""What is learnt when a sheet is read makes the next steps faster, and nothing else."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.books import open_book
from sync.books.base import (
    BookSnapshot,
    CellRef,
    Edit,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
)
from sync.books.saving import stamp_of
from sync.books.xlsx.archive import Archive
from sync.books.xlsx.book import XlsxBook
from sync.books.xlsx.cells import words
from sync.books.xlsx.frame import Frame
from sync.books.xlsx.originals import PART, WALKS
from sync.books.xlsx.package import Package
from sync.books.xlsx.rows import Row, RowCounter, body, visit_rows
from sync.books.xlsx.scan import Scan
from sync.books.xlsx.scan import scanned as scan_of
from sync.books.xlsx.walks import LONGEST, Walked, Walks
from sync.books.xlsx.workbook import Workbook
from tests.books.corpus import MAKERS, make
from tests.books.marking import marks_for
from tests.examples import tries

NOTHING = b"PK\x05\x06" + bytes(18)
"""An empty archive."""
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
    """What a book remembers of its sheets from reading changes no byte but of our memory of it."""
    path = make(name, tmp_path)
    reader = open_book(path)
    marks = marks_for(path, reader.read())
    reader.apply(marks.put, out=str(tmp_path / "read.xlsx"))
    open_book(path).apply(marks.put, out=str(tmp_path / "afresh.xlsx"))
    assert parts(tmp_path / "read.xlsx") == parts(tmp_path / "afresh.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    """Give the parts of a workbook, those that we keep inside one of them too."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(io.BytesIO(found.pop(PART, NOTHING))) as memory:
        kept = {f"{PART}/{name}": memory.read(name) for name in memory.namelist() if name != WALKS}
    return found | kept


def believed(path: Path) -> tuple[BookSnapshot, Walks]:
    """Read a workbook of which it is known that nobody has changed a byte since we wrote it."""
    book = XlsxBook(path)
    book.as_left(stamp_of(path))
    snapshot = book.read()
    return snapshot, book._walks


def remembers_rightly(path: Path) -> int:
    """Hold what a workbook remembers of its sheets against the sheets; give how many these are."""
    snapshot, walks = believed(path)
    assert snapshot == XlsxBook(path).read()
    sure = 0
    with path.open("rb") as file:
        workbook = Workbook(Package(Archive(file)))
        for tab in workbook.tabs():
            known = walks.sure(workbook.package, tab.part) if tab.kind == "worksheet" else None
            if known is not None:
                sure += 1
                frame, scan = scan_of(workbook.package, tab.part)
                assert known.tidy <= scan.tidy
                assert (dict(known.errors), set(known.formulas)) == (scan.errors, scan.formulas)
                assert {**vars(known.frame), "tree": known.frame.tree.root} == {
                    **vars(frame), "tree": known.frame.tree.root
                }  # fmt: skip
                assert known.frame.tree.data == frame.tree.data
    return sure


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_what_is_remembered_of_sheets_is_what_they_tell(name: str, tmp_path: Path) -> None:
    """After marks were put, put again and taken off, a sheet that is believed reads as it stands.

    Where nothing but errors, formulas and the bytes around the rows is to be told, it is told.
    """
    path = make(name, tmp_path)
    first = XlsxBook(path)
    marks = marks_for(path, first.read())
    first.apply(marks.put)
    sure = remembers_rightly(path)
    for edits in (marks.put[:2], marks.take[:2], marks.put, marks.take[:-1]):
        book = XlsxBook(path)
        book.as_left(stamp_of(path))
        book.apply(edits)
        assert remembers_rightly(path) >= min(sure, 1)


TELLING = (CELLS[1], CELLS[2], CELLS[6], CELLS[7])
"""Plain cells, errors and formulas, in B and C."""
telling = st.lists(st.sampled_from(TELLING), min_size=1, max_size=5).map(
    lambda found: b"".join(
        [HEAD, *(b'<row r="%d">%s</row>' % (n, c % n) for n, c in enumerate(found, 1)), TAIL]
    )
)
cells = st.tuples(st.integers(1, 5), st.integers(2, 3))
edits = st.lists(
    st.one_of(
        st.builds(lambda at, v: SetValue(CellRef("S", *at), v), cells,
                  st.sampled_from([None, 3, "x", 2.5, date(2026, 1, 2)])),
        st.builds(lambda at: SetFill(CellRef("S", *at), "FFC7CE"), cells),
        st.builds(lambda at: SetNote(CellRef("S", *at), "hers"), cells),
        st.builds(lambda column: SetColumnWidth("S", column, 31.0), st.integers(1, 6)),
    ),
    max_size=8,
)  # fmt: skip


@settings(deadline=None, max_examples=tries(150, few=60))
@given(st.one_of(telling, sheets().map(b"".join)), st.lists(edits, min_size=1, max_size=4))
def test_what_is_remembered_of_any_sheet_is_what_it_tells(
    sheet: bytes, nights: list[list[Edit]]
) -> None:
    """Whatever is written night after night, what is remembered is what the sheet would tell."""
    with tempfile.TemporaryDirectory() as folder:
        path = with_sheet(Path(folder), sheet)
        for made in nights:
            book = XlsxBook(path)
            book.as_left(stamp_of(path))
            book.read()
            book.apply(made)
            remembers_rightly(path)


def with_sheet(folder: Path, sheet: bytes) -> Path:
    """Write a workbook whose one sheet, S, is these bytes."""
    plain, path = folder / "plain.xlsx", folder / "book.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet("S")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return path


def test_nothing_is_believed_that_nobody_vouches_for(tmp_path: Path) -> None:
    """Read as any other, or as another version than the one we left, a workbook is gone through."""
    path = make("plain.xlsx", tmp_path)
    book = XlsxBook(path)
    book.apply(marks_for(path, book.read()).put)
    anyone, another = XlsxBook(path), XlsxBook(path)
    another.as_left(stamp_of(path)._replace(modified_ns=1))
    for one in (anyone, another):
        one.read()
        assert not one._walks.certain
    assert believed(path)[1].certain


@pytest.mark.parametrize(
    "told",
    [
        b"", b"[]", b"{", b'{"form": 0, "walks": 1}', b'{"form": 1, "walks": [[["a", 1], {}]]}',
        b'{"form": 1, "walks": [[["a", 1, 2], {"arrays": [], "edges": 3}]]}',
        b'{"form": 1, "walks": [[["a", 1, 2], {"arrays": [], "edges": "x", "size": 0,'
        b' "formula": false}]]}',
    ],
)  # fmt: skip
def test_a_memory_that_cannot_be_understood_is_none(told: bytes) -> None:
    """Then all sheets are gone through."""
    walks = Walks()
    walks.believe(told)
    assert not walks.certain


def test_a_sheet_with_very_many_formulas_is_not_remembered() -> None:
    """What the workbook remembers stays small: such a sheet is gone through again."""
    frame = Frame([b"<worksheet><sheetData></sheetData></worksheet>"])
    walks, few, many = Walks(), ("few", 1, 1), ("many", 2, 2)
    walks.learn(few, Walked(frame, True, {}, frozenset({(1, 1)})))
    walks.learn(many, Walked(frame, True, {}, frozenset((row, 1) for row in range(20_000))))
    told = walks.told([few, many])
    assert len(told) < LONGEST
    again = Walks()
    again.believe(told)
    assert again.known_as(few) is not None
    assert again.known_as(many) is None


TOKENS = st.sampled_from([
    b"<row", b"<x:row", b"<w:row", b"row", b"w", b"<", b' r="12"', b' r="7', b">", b"<f", b"<x:f",
    b"f", b"<c", b'"e"',
])  # fmt: skip


@given(st.lists(TOKENS, max_size=30), st.sampled_from([b"", b"x:", b"w:"]))
def test_looking_for_the_rarest_letter_first_finds_the_same_rows(tokens, prefix) -> None:
    """Rows are found by a letter in the middle of their tag as they are by its beginning."""
    plain = re.compile(rb'<%srow(?: r="([0-9]{1,7})")?' % re.escape(prefix))
    text = b"".join(tokens)
    assert RowCounter(words(prefix))._number.findall(text) == plain.findall(text)


@given(st.lists(TOKENS, max_size=30), st.integers(1, 40), st.sampled_from([b"", b"x:", b"w:"]))
def test_a_formula_is_seen_wherever_the_pieces_end(tokens, size: int, prefix: bytes) -> None:
    """A sheet says whether a formula may stand in its rows, however its bytes come."""
    rows = b"".join(tokens)
    head, tail = HEAD.replace(b"<", b"<" + prefix), TAIL.replace(b"</", b"</" + prefix)
    head = head.replace(b"xmlns=", b"xmlns:" + prefix[:-1] + b"=") if prefix else head
    sheet = head + rows + tail
    frame = Frame([sheet[at : at + size] for at in range(0, len(sheet), size)])
    assert frame.has_formula is (b"<%sf" % prefix in rows)
