"""One book: read, assess, mark. The way of every check, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from models.assess import assess
from models.calendar import next_day
from models.cells import DateOrder
from models.findings import Assessments
from models.grants import Grant
from models.intake.grid import Grid
from models.intake.layout import Layout, find_layouts, remembered_layout
from models.intake.mapping import IDLE
from models.intake.read import read_roster
from models.records import TableKind
from models.roster import Roster
from models.rulepack import Pack
from models.wording import spoken, worded
from sync.books.base import (
    Applied,
    Book,
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
)
from sync.errors import BookProtected, UsageError
from sync.marks import Owned, Wanted, clearing, diff, further, hers, owned, to_look_at, wanted
from sync.marks.looks import Settled, settled_looks
from sync.marks.tabs import BOARD, DASHBOARD, REGISTRY, Tabs, tab_name
from sync.marks.watch import Watch

if TYPE_CHECKING:  # who only reads and judges a book needs no configuration
    from sync.config import TableConfig

Step = Callable[[str], None]
INSERTED = 200
"""A fill of ours that was taken over is followed through at most so many inserted rows."""


def silent(_step: str) -> None:
    """Tell nobody about progress."""


@dataclass(slots=True)
class Reading:
    """A book as it was read: what is ours in it, her sheets, and the tables found on them.

    grants: what was granted and noted outside the book, for whoever judges it.
    """

    snapshot: BookSnapshot
    ours: Owned
    grids: Mapping[str, Grid]
    layouts: Sequence[Layout]
    notices: list[str] = field(default_factory=list)
    grants: Sequence[Grant] = ()


@dataclass(slots=True)
class Checked:
    """A book that was judged: everything that a report, a mark or an explanation needs.

    tabs: kinds of tabs that are wanted beside the Gaps tab; see `sync/marks/tabs.py`. night: the
    number of the night in which a service looks. seen: since when findings stand, by key of the
    person and rule, where a ledger knows. stand: people, by `id`, who were not judged anew, since
    what our columns say of them still holds.
    """

    reading: Reading
    roster: Roster
    judged: Assessments
    pack: Pack
    tabs: Collection[str] = ()
    night: int | None = None
    seen: Mapping[tuple[str, str], date] | None = None
    stand: Container[int] = ()

    @property
    def notices(self) -> list[str]:
        """What is said aloud about the book as a whole."""
        return [spoken(said) for said in (*self.reading.notices, *self.judged.notices)]


def read_book(
    book: Book, pack: Pack, tables: Sequence[TableConfig] = (), step: Step = silent
) -> Reading:
    """Read a book and find its tables: those of the config, else those that are sure.

    Raises BookError when it cannot be read, UsageError when no list of people is found.
    """
    step("reading")
    snapshot = book.read()
    ours = owned(snapshot)
    grids = hers(snapshot, ours)
    reading = Reading(snapshot, ours, grids, [])
    if tables:
        reading.layouts = _configured(reading, tables, pack)
    else:
        reading.layouts = find_layouts(grids.values(), pack, IDLE)
        reading.notices += _said_aloud(reading)
    if not any(layout.kind is TableKind.ROSTER for layout in reading.layouts):
        raise UsageError(_no_roster(book, grids))
    return reading


def _configured(reading: Reading, tables: Sequence[TableConfig], pack: Pack) -> list[Layout]:
    """Find the tables of the config again, and say what has drifted."""
    layouts = []
    for table in tables:
        grid = reading.grids.get(table.sheet)
        found = remembered_layout(grid, table.kind, table.columns, pack) if grid else None
        if found is None:
            say = "notice.headers_gone" if grid else "notice.tab_gone"
            reading.notices.append(worded(say, sheet=table.sheet))
            continue
        reading.notices += found.notices
        layouts.append(found)
    return layouts


def _said_aloud(reading: Reading) -> list[str]:
    """Say which columns were not read for want of certainty, and which tabs."""
    said: list[str] = []
    for layout in reading.layouts:
        for guess in layout.unsure:
            label = guess.field.label if guess.field is not None else ""
            column = {"sheet": layout.sheet, "header": guess.column.header, "label": label}
            said.append(worded("notice.column_unsure", **column))
    read = {layout.sheet for layout in reading.layouts}
    others = [name for name, grid in reading.grids.items() if name not in read and grid.rows]
    if others:
        said.append(worded("notice.other_tabs", tabs=", ".join(others)))
    return said


def _no_roster(book: Book, grids: Mapping[str, Grid]) -> str:
    names = ", ".join(f'"{name}"' for name in grids) or "none"
    return (
        f"{book.location}: no list of people was found (tabs: {names}). It needs a header row with "
        'a name and, for example, a category or hours. Run "rostercheck init" to map the columns.'
    )


def judge(
    reading: Reading, pack: Pack, order: DateOrder | None, as_of: date, step: Step = silent
) -> Checked:
    """Judge everybody in a book that was read."""
    step("judging")
    tables = [layout.table() for layout in reading.layouts]
    roster = read_roster(reading.grids, tables, pack, order, reading.grants)
    judged = assess(roster, pack, as_of)
    return Checked(reading, roster, judged, pack)


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits that a check or a clearing would make, and what it leaves alone.

    turns_on: the next day on which one of our other tabs may say something else.
    """

    edits: Sequence[Edit]
    left_alone: Sequence[str]
    snapshot: BookSnapshot
    ours: Owned = field(default_factory=Owned)
    marks: Wanted = field(default_factory=Wanted)
    looks: Mapping[CellRef, str] = field(default_factory=dict)
    turns_on: date | None = None

    @property
    def structure_locked(self) -> bool:
        """Whether the workbook forbids that tabs come or go."""
        return self.snapshot.structure_locked


PARTS = ("columns", "cells", "gaps_tab")
"""The parts of our marks: columns beside the table, notes and colours on cells, the Gaps tab."""


def plan_marks(  # noqa: PLR0917 - the last three are for the service
    book: Book,
    checked: Checked,
    step: Step = silent,
    watch: Watch | None = None,
    parts: Collection[str] = PARTS,
    adjust: Callable[[Wanted, BookSnapshot], None] | None = None,
    *,
    as_left: bool = False,
) -> Plan:
    """Compare the marks that should stand with those that stand.

    watch: when a service last looked; the Gaps tab then says so. parts: which of `PARTS` are
    wanted; those that stand and are not wanted go. adjust: has the last word on what is wanted.
    as_left: whether nobody has changed the book since our last check by the same rules.
    """
    step("comparing marks")
    snapshot, ours = checked.reading.snapshot, checked.reading.ours
    marks = wanted(snapshot, ours, checked.roster, checked.judged, checked.stand)
    if "columns" not in parts:
        marks.columns.clear()
    if "cells" not in parts:
        marks.cells.clear()
    if adjust is not None:
        adjust(marks, snapshot)
    settled = settled_looks(snapshot, ours, marks) if as_left else None
    looks = present_looks(book, snapshot, ours, marks, settled)
    judged, pack, gaps_tab = checked.judged, checked.pack, "gaps_tab" in parts
    more, turns_on = further_tabs(checked, {*checked.tabs, *ours.others})
    changes = diff(
        snapshot, ours, marks, looks, judged, pack, watch, gaps_tab=gaps_tab, tabs=more,
        settled=settled,
    )  # fmt: skip
    edits = possible(book, changes.edits)
    return Plan(edits, changes.left_alone, snapshot, ours, marks, looks, turns_on)


def further_tabs(checked: Checked, kinds: Collection[str]) -> tuple[Tabs, date | None]:
    """Make tabs of some kinds: those that are wanted, and those that stand, to be kept up to date.

    Gives also the next day on which one of them may say something else.
    """
    made: dict[str, OwnSheet | None] = {}
    turns_on: date | None = None
    snapshot, stand = checked.reading.snapshot, checked.reading.ours.others
    if REGISTRY in kinds:
        from models.registry import registry  # noqa: PLC0415 - most checks make none
        from sync.registry.tab import registry_sheet  # noqa: PLC0415

        listed = registry(checked.roster, checked.pack, checked.judged.as_of)
        name = tab_name(snapshot, stand.get(REGISTRY), REGISTRY)
        made[REGISTRY], turns_on = registry_sheet(name, listed), listed.changes_on
    for kind in (DASHBOARD, BOARD):
        if kind in kinds:
            made[kind] = _dashboard(checked, kind)
            turns_on = next_day(checked.judged.as_of)  # it says how many days are left
    return made, turns_on


def _dashboard(checked: Checked, kind: str) -> OwnSheet:
    """Make a tab of figures for a coordinator or for a board."""
    from models.figures import figures  # noqa: PLC0415 - most checks make none
    from sync.reports.dashboard import KINDS, dashboard_sheet  # noqa: PLC0415

    snapshot, stand = checked.reading.snapshot, checked.reading.ours.others
    found = figures(
        checked.roster, checked.judged, checked.pack, grade=KINDS[kind], seen=checked.seen
    )
    name = tab_name(snapshot, stand.get(kind), kind)
    return dashboard_sheet(name, kind, found, checked.night)


def present_looks(
    book: Book,
    snapshot: BookSnapshot,
    ours: Owned,
    marks: Wanted | None = None,
    settled: Settled | None = None,
) -> Mapping[CellRef, str]:
    """Look at the cells that are to be marked, and at those that may have taken over a fill."""
    found = book.looks(to_look_at(snapshot, ours, marks, settled))
    looks = dict(found)
    for _ in range(INSERTED):
        beside = further(snapshot, ours, found, looks)
        if not beside:
            break
        found = book.looks(beside)
        looks |= found
    return looks


def possible(book: Book, edits: Sequence[Edit]) -> list[Edit]:
    """Give the edits that this kind of book can carry."""
    can = book.abilities
    kinds: list[type[Edit]] = [SetValue] if can.values else []
    kinds += [SetNote] if can.notes else []
    kinds += [SetFill, RestoreLook, SetColumnWidth] if can.fills else []
    kinds += [PutSheet, DropSheet] if can.sheets else []
    able = tuple(kinds)
    return [edit for edit in edits if isinstance(edit, able)]


def plan_clearing(book: Book) -> Plan:
    """Say which edits take off everything that is ours."""
    snapshot = book.read()
    ours = owned(snapshot)
    if not ours.anything:
        return Plan((), (), snapshot)
    looks = present_looks(book, snapshot, ours)
    changes = clearing(snapshot, ours, looks)
    edits = possible(book, changes.edits)
    return Plan(edits, changes.left_alone, snapshot, ours, looks=looks)


def carry_out(
    book: Book, plan: Plan, *, out: str | None = None, backup: bool = False, step: Step = silent
) -> Applied:
    """Make the edits, in the book itself or in a copy."""
    step("writing")
    if plan.structure_locked and any(isinstance(e, PutSheet | DropSheet) for e in plan.edits):
        raise BookProtected(
            f"{book.location} was left as it is: its structure is protected, so the Gaps tab "
            "cannot be added. Take the protection off (in Excel: Review, Protect Workbook), and "
            "run the check again."
        )
    return book.apply(plan.edits, out=out, backup=backup)
