"""`undo` of one run: read the book as it is now, go back where possible, and say the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.layout import find_layouts
from models.intake.read import read_roster
from models.language import LANGUAGES, language, say, speak
from models.layering import load_pack
from models.roster import Roster
from models.rulepack import Pack
from models.wording import sentence
from sync.books import open_book
from sync.books.base import Book, BookSnapshot, OwnSheet
from sync.errors import PackError, RostercheckError, UsageError
from sync.ledger import Ledger
from sync.ledger.edits import Place, edits_of, places_of
from sync.ledger.runs import About, RunState
from sync.ledger.tables import Run
from sync.marks import Owned, hers, owned
from sync.marks.changes import Change, said, unpacked
from sync.marks.diff import KEEP, free_name, towards
from sync.marks.gaps import told_again
from sync.marks.rowids import RowIds, alike, row_ids
from sync.marks.tabs import Tabs, kind_named
from sync.marks.watch import Watch, last_look
from sync.marks.words import GAPS_TITLE, gaps_tabs
from sync.recorded import Result, Work, write_and_record
from sync.registry.tab import listed_again
from sync.reports.dashboard import KINDS
from sync.reports.dashboard import told_again as told_figures
from sync.run import Plan, possible, present_looks
from sync.undo.back import Present, WayBack
from sync.undo.standing import standing

STALE_AFTER = 3


@dataclass(frozen=True, slots=True)
class Former:
    """A run that is to be undone, as the ledger holds it."""

    number: int
    location: str
    target: str
    pack: str
    changes: Sequence[Change]
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Undoing:
    """The plan of an undo, and what has to stay as it is, in sentences."""

    plan: Plan
    left: Sequence[str]
    roster: Roster | None


def former(ledger: Ledger, number: int) -> Former:
    """Give a run that can be undone. Raises UsageError with the reason where it cannot."""
    with ledger.session() as session:
        run = session.get(Run, number)
        if run is None:
            raise UsageError(f'There is no run {number}. "rostercheck runs" lists them.')
        if run.state != RunState.DONE or not run.edits:
            raise UsageError(f"Run {number} changed nothing in {run.book.location}.")
        changes = edits_of(session, number)
        if not changes:
            raise UsageError(
                f"The edits of run {number} are not in the ledger any more; they were pruned. "
                '"rostercheck clear" takes everything off that Rostercheck wrote.'
            )
        places = places_of(session, number)
        return Former(number, run.book.location, run.target, run.pack, changes, places)


def plan_undo(book: Book, run: Former, stale_after: int = STALE_AFTER) -> Undoing:
    """Say which edits undo a run, and what is left as it is. Raises BookError."""
    snapshot = book.read()
    ours = owned(snapshot)
    roster = _roster(hers(snapshot, ours), run.pack)
    rows = _rows(snapshot, ours, roster)
    run = _renamed(run, rows)
    looks = present_looks(book, snapshot, ours)
    marks = standing(snapshot, ours, looks)
    way = WayBack(Present(snapshot, ours, looks, marks, rows), run.places)
    way.go(run.changes)
    left = way.said()
    gaps, why = _gaps_before(snapshot, ours, run.changes, stale_after)
    tabs, why_tabs = _tabs_before(snapshot, ours, run.changes)
    left += [*why, *why_tabs]
    looks = present_looks(book, snapshot, ours, marks)
    changes = towards(snapshot, ours, marks, looks, gaps, tabs)
    plan = Plan(possible(book, changes.edits), changes.left_alone, snapshot, ours, marks, looks)
    return Undoing(plan, [*left, *changes.left_alone], roster)


def undo(
    ledger: Ledger,
    run: Former,
    as_of: date,
    stale_after: int = STALE_AFTER,
    config: Path | None = None,
    *,
    book: Book | None = None,
) -> tuple[Result, Sequence[str]]:
    """Undo a run in its book, and record that as a run of its own. Raises RostercheckError.

    config: whose login a Google Sheet is opened with. book: its book, where it is open already.
    """
    book = book or open_book(run.target, config=config)
    undoing = plan_undo(book, run, stale_after)
    about = About(run.location, as_of, run.pack, kind="undo", undoes=run.number)
    work = Work(about, book, undoing.plan, undoing.roster)
    return write_and_record(ledger, work), undoing.left


def _roster(grids: Mapping[str, Grid], pack_id: str) -> Roster | None:
    """Read who stands where; None where that cannot be told. The cells themselves tell as well."""
    try:
        pack: Pack = load_pack(pack_id)
        tables = [layout.table() for layout in find_layouts(grids.values(), pack)]
        return read_roster(grids, tables, pack, DateOrder.MDY)
    except (PackError, RostercheckError):
        return None


def _rows(snapshot: BookSnapshot, ours: Owned, roster: Roster | None) -> dict[str, RowIds]:
    people = roster.people if roster is not None else ()
    keys = {(one.table.sheet, one.row): one.key for one in people}
    found = {}
    for sheet in snapshot.sheets:
        if sheet.name not in ours.tabs:
            columns = ours.columns.get(sheet.name) or ours.remains.get(sheet.name) or {}
            found[sheet.name] = row_ids(sheet, frozenset(columns.values()), keys)
    return found


def _renamed(run: Former, rows: Mapping[str, RowIds]) -> Former:
    """Follow tabs that were renamed since: by what their rows say."""
    names: dict[str, str] = {}
    for name, place in run.places.items():
        free = [new for new in rows if new not in run.places and new not in names.values()]
        if name not in rows and free:
            best = max(free, key=lambda new: alike(place.rows, rows[new]))
            if alike(place.rows, rows[best]):
                names[name] = best
    changes = [replace(c, sheet=names.get(c.sheet, c.sheet)) for c in run.changes]
    places = {names.get(name, name): place for name, place in run.places.items()}
    return replace(run, changes=changes, places=places)


def _gaps_before(
    snapshot: BookSnapshot, ours: Owned, changes: Sequence[Change], stale_after: int
) -> tuple[OwnSheet | None, list[str]]:
    """Give the Gaps tab as it was before the run, if it still says what the run made it say."""
    tabs = [c for c in changes if c.kind == "tab" and _is_gaps(c.sheet, changes)]
    if not tabs:
        return KEEP, []
    # Two where the run put the list in another language: it left one of them, and found the other.
    left = next((tab for tab in tabs if tab.after is not None), tabs[0])
    found = next((tab for tab in tabs if tab.before is not None), left)
    sheet = snapshot.sheet(ours.gaps_tab) if ours.gaps_tab else None
    present = said(sheet.rows) if sheet is not None else None
    if not _holds(present, left, _lines_of(left, changes)):
        return KEEP, [sentence("undo.tab_changed", {"tab": left.sheet})]
    same = (present or []) if found is left else []
    before = _before(same, found, _lines_of(found, changes))
    if before is None:
        return None, []
    day = last_look(sheet.rows) if sheet is not None else None
    watch = Watch(day, stale_after) if day is not None else None
    stands = ours.gaps_tab if found is left else None
    name = stands or free_name(snapshot, found.sheet)
    with speak(_language_of(str(before[0][0]))):
        return told_again(name, [[unpacked(v) for v in line] for line in before], watch), []


def _lines_of(tab: Change, changes: Sequence[Change]) -> list[Change]:
    return [c for c in changes if c.kind == "line" and c.sheet == tab.sheet]


def _language_of(title: str) -> str:
    """Give the language in which the title of a Gaps tab is written."""
    for code in LANGUAGES:
        with speak(code):
            if say(GAPS_TITLE) == title:
                return code
    return language()


def _tabs_before(
    snapshot: BookSnapshot, ours: Owned, changes: Sequence[Change]
) -> tuple[Tabs, list[str]]:
    """Give our other tabs as they were before the run, where they say what the run made them say.

    One that she renamed since is known by its title.
    """
    before: dict[str, OwnSheet | None] = {}
    left: list[str] = []
    for tab in (change for change in changes if change.kind == "tab"):
        kind = kind_named(tab.sheet)
        if kind is None:
            continue
        stands = ours.others.get(kind)
        sheet = snapshot.sheet(stands) if stands else None
        present = said(sheet.rows) if sheet is not None else None
        lines = _lines_of(tab, changes)
        if not _holds(present, tab, lines):
            name = stands or tab.sheet
            left.append(sentence("undo.tab_changed", {"tab": name}))
            continue
        former_lines = _before(present or [], tab, lines)
        name = stands or free_name(snapshot, tab.sheet)
        before[kind] = _again(kind, name, former_lines) if former_lines is not None else None
    return before, left


def _again(kind: str, name: str, lines: Sequence[Sequence[object]]) -> OwnSheet | None:
    """Make one of our other tabs from what it said at another time."""
    values = [[unpacked(value) for value in line] for line in lines]
    return told_figures(name, values) if kind in KINDS else listed_again(name, values)


def _is_gaps(name: str, changes: Sequence[Change]) -> bool:
    """Whether a tab was our list of gaps: lines are recorded of no other tab."""
    return name.startswith(tuple(gaps_tabs())) and any(
        c.kind == "line" and c.sheet == name for c in changes
    )


def _holds(present: list[list[object]] | None, tab: Change, lines: Sequence[Change]) -> bool:
    if tab.after is None:
        return present is None
    if present is None or len(present) != tab.after:
        return False
    return all(present[c.row - 1] == c.after for c in lines if c.after is not None)


def _before(
    present: list[list[object]], tab: Change, lines: Sequence[Change]
) -> list[list[object]] | None:
    """Put the lines together that stood before; those of somebody who was forgotten are gone."""
    if tab.before is None:
        return None
    then = {c.row: c.before for c in lines if c.before is not None}
    changed = {c.row for c in lines}
    rows = [
        then[n] if n in then else present[n - 1]
        for n in range(1, tab.before + 1)
        if n in then or (n not in changed and n <= len(present))
    ]
    return rows or [[GAPS_TITLE]]
