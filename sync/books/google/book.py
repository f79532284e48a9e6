"""A Google Sheet as a book: one call reads, one writes, and its answer shows where it landed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sync.books.base import (
    Abilities,
    Applied,
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    PutSheet,
    SetColumnWidth,
    SetFill,
    SetValue,
)
from sync.books.google import reading
from sync.books.google.anchors import let_go
from sync.books.google.faults import Kind
from sync.books.google.links import link_of
from sync.books.google.looks import look_of
from sync.books.google.pages import FIELDS, Json, State, snapshot_of, state_of
from sync.books.google.requests import Batch, batch
from sync.books.google.shades import Past
from sync.books.google.transport import Google, Trouble
from sync.books.google.undoing import take_back, widths_back
from sync.books.google.verifying import all_rows_stay, harms, landed, rows_stay, stays
from sync.books.google.wishes import OURS, Wish, Wishes, field_of, wishes
from sync.errors import BookInUse, BookNotWritable, RostercheckError

FRESH = 15.0
"""So many seconds after it was read a sheet is written to without looking at it again."""
MOST_CELLS = 5_000
"""At most so many cells are written in one call, which then has some 1.3 MB; Google asks for 2."""
_REPLY = f"updatedSpreadsheet({FIELDS})"
Cells = dict[tuple[int, tuple[int, int]], Wish]


class GoogleBook:
    """A Google Sheet. Raises `BookError` with a sentence for whatever Google says.

    google: the account's way to Google. file_id: the id in the link. seen: the sheet as it was
    last seen, when it is known that it did not change; then the first read makes no call.
    recalled: whether it is still known from then, and not read since. written: whether anything was
    written. settled: whether nobody else changed a row meanwhile.
    """

    def __init__(self, google: Google, file_id: str, seen: State | None = None) -> None:
        self.google, self.file_id = google, file_id
        self._state: State | None = seen
        self._recalled = self.recalled = seen is not None
        self._read_at = float("-inf")
        self.written, self.settled = False, True

    @property
    def location(self) -> str:
        """The link, in its shortest form."""
        return link_of(self.file_id)

    @property
    def abilities(self) -> Abilities:
        """Everything; the flags go into the sheet itself."""
        return Abilities()

    @property
    def title(self) -> str:
        """The name of the spreadsheet, once it was read; else its link."""
        return f'"{self._state.title}"' if self._state is not None else self.location

    @property
    def locale(self) -> str:
        """The locale that is set for the spreadsheet, such as "en_US"."""
        return self.state.locale

    @property
    def state(self) -> State:
        """The sheet as it was last seen; read now if it was not yet."""
        return self._state if self._state is not None else self._looked()

    def read(self) -> BookSnapshot:
        """Read all tabs in one call (large sheets in several)."""
        if not self._recalled:
            self._looked()
        self._recalled = False
        return snapshot_of(self.state, self.location)

    def seen(self) -> BookSnapshot:
        """Give what was last seen, without a call: after a write, what its reply showed."""
        return snapshot_of(self.state, self.location)

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give the fill of cells as it was last seen: "RRGGBB", JSON for the theme, "" for none.

        A fill of ours that a cell has only taken over does not count; see `shades.py`.
        """
        found, past = {}, Past(self.state)
        for ref in refs:
            page = self.state.page(ref.sheet)
            if page is not None:
                cell = page.cell((ref.row - 1, ref.column - 1))
                found[ref] = look_of(cell) if field_of(cell, "sign") == OURS else past.look(cell)
        return found

    def apply(
        self, edits: Sequence[Edit], *, out: str | None = None, backup: bool = False
    ) -> Applied:
        """Make all edits in the sheet itself, and look in the reply where they landed.

        Raises `BookInUse` when somebody changed the sheet meanwhile; then everything is as she left
        it, and the check may be run again. A backup is not needed: the sheet has its own history.
        """
        del backup
        if out is not None:
            raise BookNotWritable(
                f"{self.location} is marked in place; a copy cannot be written from here. In the "
                "sheet click File, Make a copy, share the copy, and check its link."
            )
        found = wishes(self.state, edits)
        if found.anything:
            self._look_again(found)
            for part in _parts(found):
                self._write(*part)
            drops = any(isinstance(edit, DropSheet) for edit in edits)
            if drops and all(map(_takes_off, edits)):
                self._tidy()
        return Applied(self.location, len(edits) - len(found.refused), found.refused)

    def _looked(self) -> State:
        """Read the sheet now."""
        try:
            self._state = found = reading.read(self.google, self.file_id)
        except Trouble as trouble:
            raise self.google.error(trouble, self.location) from trouble
        self._read_at = self.google.patience.clock()
        self.recalled = False
        return found

    def trouble(self, trouble: Trouble) -> RostercheckError:
        """Give the exception with the sentence for a trouble with this sheet."""
        return self.google.error(trouble, self.title)

    def _look_again(self, found: Wishes) -> None:
        """Look at the rows once more when some time has gone by since they were read."""
        if self.google.patience.clock() - self._read_at <= FRESH:
            return
        before = self.state
        self._looked()
        if not rows_stay(before, self.state, Batch(cells=found.cells)):
            raise self._changed()

    def _write(
        self,
        cells: Cells,
        widths: Mapping[tuple[int, int], int],
        tabs: Sequence[PutSheet | DropSheet],
    ) -> None:
        """Write one batch; where it landed elsewhere than it was meant to, take it back."""
        before = self.state
        made = batch(before, cells, widths=widths, tabs=tabs)
        after = self.send(made)
        covered = harms(before, after, made)
        self._state = after
        if landed(before, after, made, covered):
            self.written = True
            self.settled = self.settled and all_rows_stay(before, after, made)
            return
        clean = take_back(self.send, lambda: self.state, after, covered)
        if widths:
            widths_back(self.send, before, self._looked(), widths)
        self._state = None
        raise self._changed() if clean else BookInUse(
            f"{self.title} was changed again and again while it was checked, and not all flags of "
            "this run could be taken back. Run the check again when nobody works in it."
        )  # fmt: skip

    def send(self, made: Batch) -> State:
        """Make a batch once and give the sheet as its reply shows it.

        A batch whose reply was lost is sent again; Google turns it down if it was made, because its
        new tabs are there, and then the sheet is read. One that is turned down although nothing has
        moved is sent without ids: there may be no room for them.
        """
        body: Json = {"requests": made.requests, "includeSpreadsheetInResponse": True}
        try:
            reply = self.google.write(self.file_id, body, _REPLY)
        except Trouble as trouble:
            return self._after_trouble(trouble, made)
        self._read_at = self.google.patience.clock()
        return state_of(reply.get("updatedSpreadsheet", {}))

    def _after_trouble(self, trouble: Trouble, made: Batch) -> State:
        """Find out whether a batch was made after all."""
        unsure = trouble.fault.kind in {Kind.STALE, Kind.NO_TAB} or trouble.fault.heals
        if unsure and made.images:
            self._looked()
            ids = {page.sheet_id for page in self.state.pages}
            if ids & set(made.images.values()):
                return self.state
            bare = made.bare() if trouble.fault.kind is Kind.STALE else None
            if bare is not None and made.made_on is not None and stays(made.made_on, self.state):
                return self.send(bare)
        else:
            self._state = None
        raise self.google.error(trouble, self.title) from trouble

    def _tidy(self) -> None:
        """Take off the ids and the copies of what was covered, when all else of ours is off."""
        drops = [
            {"deleteSheet": {"sheetId": page.sheet_id}} for page in self.state.pages if page.ours
        ]
        if any(page.anchors.any for page in self.state.pages):
            drops.append(let_go())
        if drops:
            self._state = self.send(Batch(drops))

    def _changed(self) -> BookInUse:
        error = BookInUse(
            f"{self.title} changed while it was checked, so nothing was written. Run the check "
            "again."
        )
        error.fault = Kind.STALE.value
        return error


def _parts(
    found: Wishes,
) -> Iterator[tuple[Cells, Mapping[tuple[int, int], int], Sequence[PutSheet | DropSheet]]]:
    """Give what is written in one call, and what of a large sheet in the next ones."""
    places = sorted(found.cells)
    chunks = [places[at : at + MOST_CELLS] for at in range(0, len(places), MOST_CELLS)] or [[]]
    for number, chunk in enumerate(chunks, 1):
        last = number == len(chunks)
        cells = {at: found.cells[at] for at in chunk}
        yield cells, found.widths if last else {}, found.tabs if last else ()


def _takes_off(edit: Edit) -> bool:
    """Whether an edit only takes something of ours off, or puts back what was there before."""
    if isinstance(edit, SetValue):
        return edit.value is None
    if isinstance(edit, SetColumnWidth):
        return edit.width is None
    return not isinstance(edit, PutSheet | SetFill)
