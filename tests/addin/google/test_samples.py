"""A sample workbook in a Google Sheet says by formula what `rostercheck check` says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.wire import to_wire
from models.flags import line_of
from tests.addin.core.samples import book, paths
from tests.addin.google.sheet import Sheet

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
def test_every_row_says_what_a_check_writes_beside_it(sheet: Sheet, path: Path) -> None:
    """Status, what is missing and next due of everybody, through the script and the server."""
    sample = book(path)
    expected = {}
    for one in sample.checked.judged.people:
        if one.person.table.sheet == sample.sheet:
            line = line_of(one, "ROSTER_EXPLAIN")
            due = line.due.isoformat() if line.due else ""
            expected[one.person.row] = [line.status, line.missing, due]
    got = sheet.formula("ROSTER_CHECK", *map(to_wire, sample.arguments))
    assert expected
    assert {row: line for row, line in enumerate(got, 1) if row in expected} == expected
    assert len(sheet.look("fetches")) == 1
