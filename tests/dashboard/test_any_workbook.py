"""A tab with keys and charts comes into any workbook, changes in its place, and goes again."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import openpyxl
import pytest

from sync.books import open_book
from sync.books.base import Area, DropSheet, OwnCell, OwnChart, OwnSeries, OwnSheet, PutSheet
from tests.books.corpus import HARD_TO_READ, MAKERS, make
from tests.books.marking import members
from tests.books.test_xlsx_corpus import NOT_FOR_OPENPYXL
from tests.dashboard.hand import change, part_of, parts

TAB = "Figures & more"
LINES = {"a": 3, "b": 5}
MORE = {"a": 4, "between": 2, "b": 5, "z": 1}


def tab(lines: dict[str, int]) -> OwnSheet:
    """Make a sheet of a title, a table and its chart."""
    rows = [
        [OwnCell('Finding <1> & "2"'), OwnCell(), OwnCell(), OwnCell("t.table")],
        [OwnCell("What"), OwnCell("People"), OwnCell(), OwnCell("t.head")],
    ]
    rows += [[OwnCell(k), OwnCell(n), OwnCell(), OwnCell(f"t.line.{k}")] for k, n in lines.items()]
    last = len(rows)
    chart = OwnChart(
        "t", (1, 1), 'Finding <1> & "2"', "Bars.", False, Area(3, 1, last, 1), tuple(lines),
        (OwnSeries((2, 2), "People", Area(3, 2, last, 2), tuple(map(float, lines.values()))),),
        Area(1, 6, 9, 9),
    )  # fmt: skip
    return OwnSheet(
        TAB, rows, (20.0, 9.0, 2.0, 9.0), fit_width=False, print_columns=3, charts=(chart,),
        scale=70, page_ends=(last,), key_column=4,
    )  # fmt: skip


@pytest.mark.parametrize("name", [*MAKERS, *HARD_TO_READ])
def test_it_comes_changes_and_goes(name: str, tmp_path: Path) -> None:
    """Whatever the workbook holds: its own parts are back to the byte afterwards."""
    path = make(name, tmp_path)
    pristine = members(path)
    assert open_book(path).apply([PutSheet(tab(LINES))]).refused == []
    once = path.read_bytes()
    open_book(path).apply([PutSheet(tab(LINES))])
    assert path.read_bytes() == once
    assert open_book(path).apply([PutSheet(tab(MORE))]).refused == []
    sheet = open_book(path).read().sheet(TAB)
    assert sheet is not None
    assert [list(row[:2]) for row in sheet.rows[2:]] == [[k, n] for k, n in MORE.items()]
    if name not in NOT_FOR_OPENPYXL:
        _look(path)
    open_book(path).apply([DropSheet(TAB)])
    assert members(path) == pristine
    assert list(members(path)) == list(pristine)


def _look(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    (chart,) = book[TAB]._charts
    (series,) = chart.series
    assert series.val.numRef.f.endswith("!$B$3:$B$6")
    assert [float(point.v) for point in series.val.numRef.numCache.pt] == list(MORE.values())


def test_a_sheet_that_got_prefixes_meanwhile(tmp_path: Path) -> None:
    """Another program may write our sheet with prefixes; ours follow, and her cells stay."""
    path = make("raw.xlsx", tmp_path)
    open_book(path).apply([PutSheet(tab(LINES))])
    sheet = part_of(path, b"t.line.a", "xl/worksheets/")

    def prefixed(data: bytes) -> bytes:
        head, _, body = data.partition(b"?>")
        body = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", body).replace(b"xmlns=", b"xmlns:x=")
        own = b'<x:c r="F3"><x:v>7</x:v></x:c></x:row>'
        row = re.compile(rb'(<x:row r="3"(?:(?!</x:row>).)*)</x:row>')
        return head + b"?>" + row.sub(lambda m: m[1] + own, body)

    change(path, {sheet: prefixed})
    open_book(path).apply([PutSheet(tab(MORE))])
    found = open_book(path).read().sheet(TAB)
    assert found is not None
    assert [list(row[:2]) for row in found.rows[2:]] == [[k, n] for k, n in MORE.items()]
    assert found.rows[2][5] == 7
    assert b"<row" not in parts(path)[sheet]
    _look(path)


def test_words_beside_a_line_that_goes_are_kept_below(tmp_path: Path) -> None:
    """What she wrote behind the keys of a line is not lost with the line."""
    path = make("raw.xlsx", tmp_path)
    open_book(path).apply([PutSheet(tab(MORE))])
    sheet = part_of(path, b"t.line.a", "xl/worksheets/")
    row = re.compile(rb'(<row r="4"(?:(?!</row>).)*)</row>')
    own = b'<c r="F4"><v>7</v></c></row>'
    change(path, {sheet: lambda data: row.sub(lambda m: m[1] + own, data)})
    open_book(path).apply([PutSheet(tab(LINES))])
    found = open_book(path).read().sheet(TAB)
    assert found is not None
    assert [list(row[:2]) for row in found.rows[2:4]] == [[k, n] for k, n in LINES.items()]
    assert found.rows[4][5] == 7
