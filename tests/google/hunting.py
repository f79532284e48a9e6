"""What a person may do between two calls: at once in a sheet with our marks, and in one without.

What she sorts by, and how far her table reaches, is taken from the sheet without: there she sees
her own words only. So the one without always shows what her own acts have made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from sync.books.google import anchors, parts
from sync.marks.words import HEADERS
from tests.google.desk import Desk
from tests.google_server import Person
from tests.google_server.cell_requests import order_key
from tests.google_server.http import Fault
from tests.google_server.world import Effective, Sheet

Act = tuple[Any, ...]
NARROW, WIDE = 6, 14
"""So many columns she sorts: her table as it was, or all that there is room for."""

ACTS = st.one_of(
    st.tuples(st.just("sort"), st.integers(1, 6), st.booleans()),
    st.tuples(st.just("sort all"), st.integers(1, 6), st.booleans()),
    st.tuples(st.just("insert row"), st.integers(1, 7)),
    st.tuples(st.just("delete row"), st.integers(2, 6)),
    st.tuples(st.just("move row"), st.integers(2, 6), st.integers(2, 7)),
    st.tuples(st.just("insert column"), st.integers(1, 7)),
    st.tuples(st.just("delete column"), st.integers(1, 8)),
    st.tuples(st.just("move column"), st.integers(1, 7), st.integers(1, 8)),
    st.tuples(st.just("type"), st.integers(2, 6), st.sampled_from([5, 6]),
              st.sampled_from([15, "16 hrs", "2027-12-31", "oops"])),
    st.tuples(st.just("note"), st.integers(2, 6), st.integers(1, 6), st.sampled_from(["new", "!"])),
    st.tuples(st.just("fill"), st.integers(2, 6), st.integers(1, 6)),
    st.tuples(st.just("filter"), st.integers(1, 6)),
    st.tuples(st.just("hide"), st.integers(2, 6)),
)  # fmt: skip

COLUMNS_STAY = ACTS.filter(lambda what: what[0] not in {"delete column", "move column"})
"""What she does without taking away by what people are known: an undo says what it then leaves."""

_QUIETLY = [HealthCheck.too_slow, HealthCheck.data_too_large]
SLOWLY = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=_QUIETLY,
)  # fmt: skip
"""The same few examples each time: what she does is tried at length elsewhere."""
LIMITS = {
    "a usual table": {},
    "a long table": {(anchors, "WHOLE"): 0, (anchors, "SPARE"): 1, (parts, "MOST_CELLS"): 20},
    "one that is too long for ids on all rows": {
        (anchors, "WHOLE"): 0, (anchors, "ROOM"): 22 * len(anchors.KEY), (parts, "MOST_CELLS"): 20,
    },
}  # fmt: skip
"""Limits as they are, and so low that the table here is one of thousands of rows."""


@contextmanager
def limits(name: str) -> Iterator[None]:
    """Let a small table be taken for a long one."""
    with pytest.MonkeyPatch.context() as patch:
        for (module, limit), value in LIMITS[name].items():
            patch.setattr(module, limit, value)
        yield


AT_LENGTH = settings(
    deadline=None, suppress_health_check=_QUIETLY, database=None, print_blob=True,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
"""Other examples each time; the first that fails is shown as it is, since each takes long."""


def act(desk: Desk, twin: Desk, what: Act) -> None:
    """Let her do something in both sheets."""
    sheet = twin.person.book.sheets[0]
    top, last = _table(sheet)
    if what[0] in {"sort", "sort all"}:
        _sort((twin.person, desk.person), top, last, what)
        return
    if what[0] == "note" and what[3] in sheet.cell(top + what[1] - 1, what[2] - 1).get("note", ""):
        return  # she has written that
    for person in (twin.person, desk.person):
        _one(person, what, top, last)


_COLUMN = {"delete column": 0, "move column": 0, "type": 1, "note": 1, "fill": 1}
"""Which word of an act says the column in which she does it."""


def in_ours(desk: Desk, what: Act) -> bool:
    """Whether she would do something in our columns: that is hers, but the other sheet has none.

    Nor does she take away the column by which her header is known, and then sort that as well.
    """
    spared = {*HEADERS, *(["Full Name"] if what[0] == "delete column" else [])}
    ours = {
        c for row in desk.person.book.sheets[0].rows for c, cell in row.items()
        if cell.get("userEnteredValue", {}).get("stringValue") in spared
    }  # fmt: skip
    return what[0] in _COLUMN and what[1 + _COLUMN[what[0]]] - 1 in ours


def _table(sheet: Sheet) -> tuple[int, int]:
    """Give the row of the header and how many rows there are down to the last one that is used."""
    used = [
        r for r, row in enumerate(sheet.rows) if any("userEnteredValue" in c for c in row.values())
    ]
    heads = [
        r
        for r, row in enumerate(sheet.rows)
        if any(c.get("userEnteredValue") == {"stringValue": "Full Name"} for c in row.values())
    ]
    return (heads[0] if heads else 0), max(used, default=0) + 1


def _one(person: Person, what: Act, top: int, last: int) -> None:  # noqa: C901 - one branch each
    sheet = person.book.sheets[0]
    name, *more = what
    if name == "insert row":
        person.insert_row(more[0])
    elif name == "delete row" and last > top + 3:
        person.delete_row(min(top + more[0], last))
    elif name == "move row":
        person.move_row(top + more[0], top + more[1])
    elif name == "insert column":
        person.insert_column(more[0])
    elif name == "delete column":
        person.delete_column(more[0])
    elif name == "move column":
        person.move_column(more[0], more[1])
    elif name == "type":
        person.type(top + more[0], *more[1:])
    elif name == "note":
        old = sheet.cell(top + more[0] - 1, more[1] - 1).get("note", "")
        person.note(top + more[0], more[1], "\n\n".join(filter(None, (more[2], old))))
    elif name == "fill":
        person.look(top + more[0], more[1], fill="7030A0")
    elif name == "filter":
        person.filter(f"Members!A{top + 1}:F{max(last, top + 2)}", more[0], ("W-2", "IFS"))
    elif name == "hide":
        person.hide_row(top + more[0])


def _sort(persons: Sequence[Person], top: int, last: int, what: Act) -> None:
    """Sort a part of both sheets by what stands in the first one."""
    name, column, down = what
    sheet = persons[0].book.sheets[0]
    effective = Effective(persons[0].book, date(2026, 1, 1))
    keys = {r: order_key(effective.value(sheet, r, column - 1)) for r in range(top + 1, last)}
    blank = order_key(None)
    said = [r for r, key in keys.items() if key != blank]
    order = sorted(said, key=lambda r: keys[r], reverse=down)
    order += [r for r, key in keys.items() if key == blank]
    for person in persons:
        _permute(person.book.sheets[0], top + 1, order, NARROW if name == "sort" else WIDE)
        person.world.touch(person.file, person.email)


def _permute(sheet: Sheet, start: int, order: Sequence[int], wide: int) -> None:
    taken = [{c: cell for c, cell in sheet.rows[r].items() if c < wide} for r in order]
    for at, cells in enumerate(taken, start):
        for column in range(wide):
            sheet.rows[at].pop(column, None)
        sheet.rows[at].update(cells)


def cut_off(desk: Desk, number: int) -> None:
    """Let the network go while a call is made: it is made, but nothing is heard ever after."""
    made = 0

    def after(call: Any) -> bool:
        nonlocal made
        made += call.api == "sheets"
        return call.api == "sheets" and made > number

    def now(call: Any) -> bool:
        return call.api == "sheets" and made == number

    desk.server.faults += [Fault(10**6, 0, when=after), Fault(1, 0, applied=True, when=now)]


def lose_answer(desk: Desk, number: int) -> None:
    """Let a call be made, and only its answer be lost."""
    cut_off(desk, number)
    desk.server.faults[-2].times = 1


def at_work(
    desk: Desk, twin: Desk, gaps: Sequence[Sequence[Act]], *, spares_ours: bool = False
) -> None:
    """Let her act before the n-th call to Sheets. spares_ours: but not in our columns."""
    waiting = [list(gap) for gap in gaps]

    def before(call: Any) -> None:
        if call.api == "sheets" and waiting:
            for what in waiting.pop(0):
                if not (spares_ours and in_ours(desk, what)):
                    act(desk, twin, what)

    desk.server.before = before
