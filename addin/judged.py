"""A workbook given as arguments, read and judged as a nightly check reads and judges it.

ROSTER_STATUS, ROSTER_MISSING and ROSTER_DUE of one range judge once: the last few workbooks are
remembered by a digest of everything that the outcome hangs on.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from threading import Lock

from addin.blocks import Cells
from addin.errors import AddinError
from addin.settings import Settings
from addin.single import day_of
from addin.tables import Given, grid_of, layout_of
from models.assess import assess
from models.cells import fold_accents
from models.findings import Assessment, Assessments
from models.intake.grid import Grid
from models.intake.layout import Layout
from models.intake.read import read_roster
from models.records import Table, TableKind
from models.roster import Roster
from models.wording import sentence, worded

REMEMBERED = 4
"""So many judged workbooks are remembered."""
ROWS = "Roster"
"""The name of the tab for which the list of people stands."""
TABS: Mapping[str, str] = {"training": "Training", "rsc": "RSC", "providers": "Providers"}
"""The tab for which an argument stands: a name that tells what it holds, as on a sheet."""

LOGS = frozenset({"training", "rsc"})


@dataclass(frozen=True, slots=True)
class BookRead:
    """A workbook that was read; header_row: of the list of people, counted in its range."""

    grids: dict[str, Grid]
    layouts: Sequence[Layout]
    roster: Roster
    header_row: int


@dataclass(frozen=True, slots=True)
class BookJudged:
    """A workbook that was judged. rows: how many rows the list of people has.

    unmet: headers that the settings name and no table has.
    """

    read: BookRead
    judged: Assessments
    rows: int
    unmet: Sequence[str] = ()

    @property
    def people(self) -> Iterator[Assessment]:
        """The people of the list itself, not those of further tabs."""
        return (one for one in self.judged.people if one.person.table.sheet == ROWS)

    @property
    def notices(self) -> list[str]:
        """What is said of the workbook as a whole."""
        gone = (worded("formula.header_gone", header=header) for header in self.unmet)
        return [*gone, *_unsure(self.read.layouts), *self.judged.notices]


def _unmet(layouts: Sequence[Layout], settings: Settings) -> Sequence[str]:
    """Give the headers that the settings name and no table has."""
    there = {fold_accents(g.column.header) for layout in layouts for g in layout.guesses}
    return [one.said for one in settings.columns if one.header not in there]


def _unsure(layouts: Sequence[Layout]) -> Iterator[str]:
    """Say which columns were not read for want of certainty."""
    for layout in layouts:
        for guess in layout.unsure:
            label = guess.field.label if guess.field is not None else ""
            header = guess.column.header
            yield worded("formula.column_unsure", sheet=layout.sheet, header=header, label=label)


def read_book(
    given: Sequence[Given],
    settings: Settings,
    further: Mapping[str, tuple[Grid, Table]] | None = None,
) -> BookRead:
    """Read a workbook; its first table is the list of people.

    further: tables by the name of their tab whose columns are known already. Raises AddinError
    where a table cannot be told from its headers.
    """
    pack = settings.pack
    grids = {one.tab: grid_of(one) for one in given}
    layouts = [layout_of(one, grids[one.tab], settings) for one in given]
    _look_at_kinds(given, layouts)
    tables = [layout.table() for layout in layouts]
    for tab, (grid, table) in (further or {}).items():
        grids[tab] = grid
        tables.append(table)
    roster = read_roster(grids, tables, pack, settings.order)
    return BookRead(grids, layouts, roster, layouts[0].header_row)


def _look_at_kinds(given: Sequence[Given], layouts: Sequence[Layout]) -> None:
    """Raise AddinError where the list of people is none, or a log is a list of people."""
    for one, layout in zip(given, layouts, strict=True):
        people = layout.kind is TableKind.ROSTER
        facts = {"argument": one.name, "kind": worded(f"formula.kind.{layout.kind}")}
        if one.tab == ROWS and not people:
            raise AddinError(sentence("formula.no_people", facts))
        if one.name in LOGS and people:
            raise AddinError(sentence("formula.no_log", facts))


def tables(
    rows: Cells,
    training: Cells | None = None,
    rsc: Cells | None = None,
    providers: Cells | None = None,
    *more: Cells | None,
) -> list[Given]:
    """Name the tables of a workbook that are given."""
    named = {"training": training, "rsc": rsc, "providers": providers}
    named |= {f"more{at}": cells for at, cells in enumerate(more, 1)}
    given = [Given(name, TABS.get(name, name), cells) for name, cells in named.items() if cells]
    return [Given("rows", ROWS, rows), *given]


def book_judged(  # noqa: PLR0917 - in the order of the arguments of a formula
    rows: Cells,
    training: Cells | None,
    rsc: Cells | None,
    as_of: Cells | None,
    settings: Settings,
    providers: Cells | None,
    *more: Cells | None,
    today: date,
) -> BookJudged:
    """Judge a workbook as of a day, or give what was remembered of it. Raises AddinError."""
    day = day_of(as_of, "as_of", settings) or today
    given = tables(rows, training, rsc, providers, *more)
    key = _digest(given, settings, day)
    found = _MEMORY.get(key)
    if found is None:
        read = read_book(given, settings)
        judged = assess(read.roster, settings.pack, day)
        found = BookJudged(read, judged, len(rows), _unmet(read.layouts, settings))
        _MEMORY.put(key, found)
    return found


def _digest(given: Sequence[Given], settings: Settings, day: date) -> bytes:
    """Give a key that no other arguments have: repr tells True, 1, 1.0 and "1" apart."""
    cells = [(one.tab, one.cells) for one in given]
    text = repr((day, settings, cells))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()


class Memory:
    """The last few judged workbooks; safe where several formulas are answered at once."""

    def __init__(self, most: int) -> None:
        """Remember at most so many."""
        self._most, self._lock = most, Lock()
        self._found: OrderedDict[bytes, BookJudged] = OrderedDict()

    def get(self, key: bytes) -> BookJudged | None:
        """Give what is remembered under a key, as the one used last."""
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def put(self, key: bytes, book: BookJudged) -> None:
        """Remember a workbook, and forget the one that was not used for longest."""
        with self._lock:
            self._found[key] = book
            while len(self._found) > self._most:
                self._found.popitem(last=False)

    def forget(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._found.clear()


_MEMORY = Memory(REMEMBERED)


def forget() -> None:
    """Forget every workbook: for a host that keeps nothing of anybody after it answered."""
    _MEMORY.forget()
