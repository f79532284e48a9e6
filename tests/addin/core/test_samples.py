"""A formula says of the sample workbooks what `rostercheck check` says of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from addin.functions import answer
from models.findings import Assessment, Finding
from models.flags import line_of, status_word
from models.meant import meant
from models.roster import Person
from sync.books.memory import MemoryBook
from sync.run import judge, read_book
from tests.addin.core.samples import Book, book, logged, paths

samples = pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
TODAY = date(2001, 1, 1)
"""Not the day of any sample: what is judged hangs on `as_of` alone."""


def listed(sample: Book) -> Iterator[Assessment]:
    return (one for one in sample.checked.judged.people if one.person.table.sheet == sample.sheet)


@samples
def test_every_row_says_what_a_check_writes_beside_it(path: Path) -> None:
    """Status, what is missing and next due are those of the check, for everybody of every sample.

    Of what is cut short, the rest stands in another place, and that is what is said.
    """
    sample = book(path)
    got = answer("ROSTER_CHECK", sample.arguments, TODAY)
    expected = {}
    for one in listed(sample):
        line = line_of(one, "ROSTER_EXPLAIN")
        due = line.due.isoformat() if line.due else ""
        expected[one.person.row] = [line.status, line.missing, due]
    assert expected
    assert {row: line for row, line in enumerate(got, 1) if any(line)} == {
        _header_row(sample): got[_header_row(sample) - 1],
        **expected,
    }
    heading = f"Status (as of {sample.as_of})"
    assert got[_header_row(sample) - 1] == [heading, "What is missing", "Next due"]


def _header_row(sample: Book) -> int:
    layouts = sample.checked.reading.layouts
    return next(one.header_row for one in layouts if one.sheet == sample.sheet)


@samples
def test_each_column_alone_says_the_same(path: Path) -> None:
    """ROSTER_STATUS, ROSTER_MISSING and ROSTER_DUE are the columns of ROSTER_CHECK."""
    sample = book(path)
    whole = answer("ROSTER_CHECK", sample.arguments, TODAY)
    names = ("ROSTER_STATUS", "ROSTER_MISSING", "ROSTER_DUE")
    for at, name in enumerate(names):
        column = answer(name, sample.arguments, TODAY)
        assert [line[0] for line in column[_header_row(sample) :]] == [
            line[at] for line in whole[_header_row(sample) :]
        ]


@samples
def test_everybody_is_explained_as_a_check_explains_them(path: Path) -> None:
    """Every finding of everybody: rule, outcome, sentence, figures, due date, step and source."""
    sample = book(path)
    people = sample.checked.judged.people
    for one in listed(sample):
        words = one.person.key
        rows = {id(person) for person in meant(words, [other.person for other in people])}
        findings = [f for other in people if id(other.person) in rows for f in other.findings]
        got = answer("ROSTER_EXPLAIN", [words, *sample.arguments], TODAY)
        told = [line for line in got[1:] if "." in str(line[0]) or line[0] == "standing"]
        told = [line for line in told if ", row " not in str(line[0])]
        assert [_plain(line) for line in told] == [_plain(shown(one)) for one in findings]


def _plain(line: list[object]) -> list[object]:
    """Leave out the sentence on an error: in a CSV file it is plain text, in a cell it is not."""
    return ["" if "#REF!" in str(cell) else cell for cell in line]


def shown(finding: Finding) -> list[object]:
    cells = (
        finding.rule,
        status_word(finding.outcome),
        finding.message,
        finding.have,
        finding.need,
        finding.short,
        finding.due.isoformat() if finding.due else None,
        finding.next_step,
        str(finding.citation) if finding.citation else None,
    )
    return ["" if cell is None else cell for cell in cells]


@pytest.mark.parametrize("path", logged(), ids=lambda path: path.name)
def test_the_hours_of_a_log_are_those_that_a_check_adds_up(path: Path) -> None:
    """Where nothing is in doubt, ROSTER_HOURS is the plain sum of a person's rows of the log."""
    sample = book(path)
    log, settings = sample.arguments[1], sample.arguments[4]
    plain = {
        _as_logged(person, log): sum(entry.hours for entry in person.training)
        for person in (one.person for one in listed(sample))
        if person.training
        and all(e.hours is not None and not e.doubt and not e.void for e in person.training)
    }
    asked = [[key] for key in plain]
    got = answer("ROSTER_HOURS", [asked, log, None, None, None, settings], TODAY)
    assert len(plain) > 5
    assert [line[0] for line in got] == [pytest.approx(hours) for hours in plain.values()]


@pytest.mark.parametrize(
    "path", [one for one in paths() if one not in logged()], ids=lambda path: path.name
)
def test_without_a_log_the_formula_asks_for_one(path: Path) -> None:
    """It adds up nothing, and says which range it wants."""
    sample = book(path)
    got = answer("ROSTER_HOURS", ["Ann", *sample.arguments[1:5]], TODAY)
    assert sample.arguments[1:3] == [None, None]
    assert str(got[0][0]).startswith("ROSTER_HOURS: log is blank. The training log")


def _as_logged(person: Person, log: list[list[object]]) -> str:
    """Ask by id where the log has ids, else by name."""
    cells = {cell for row in log for cell in row}
    return person.key if person.key in cells else person.name


def test_what_a_formula_filled_is_no_column_of_hers_for_the_nightly_check() -> None:
    """A sheet in which ROSTER_CHECK stands beside the list is judged as it was without it."""
    sample = book(next(path for path in paths() if path.name.startswith("wisconsin")))
    rows = sample.arguments[0]
    beside = answer("ROSTER_CHECK", sample.arguments, TODAY)
    filled = [[*row, *cells] for row, cells in zip(rows, beside, strict=True)]
    by_itself = _statuses(rows, sample)
    assert _statuses(filled, sample) == by_itself
    assert answer("ROSTER_STATUS", [filled, *sample.arguments[1:]], TODAY) == answer(
        "ROSTER_STATUS", sample.arguments, TODAY
    )


def _statuses(rows: list[list[object]], sample: Book) -> list[str]:
    pack = sample.checked.pack
    reading = read_book(MemoryBook({"Members": rows}), pack)
    judged = judge(reading, pack, None, sample.as_of).judged
    return [one.status for one in judged.people]
