"""A Google Sheet as a book: one call reads, one writes, and its answer shows where it landed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

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
from sync.books.google import reading, recovering
from sync.books.google.anchors import let_go
from sync.books.google.faults import Kind
from sync.books.google.links import link_of
from sync.books.google.looks import look_of
from sync.books.google.pages import FIELDS, Json, State, snapshot_of, state_of
from sync.books.google.parts import Cells, Tabs, Widths, parts
from sync.books.google.requests import Batch, batch, dropping, ids_first
from sync.books.google.shades import Past, tabs_of_marks
from sync.books.google.transport import Google, Trouble
from sync.books.google.undoing import take_back
from sync.books.google.verifying import (
    all_rows_stay,
    harms,
    landed,
    memory_harms,
    stays,
    still,
)
from sync.books.google.wishes import OURS, Wishes, field_of, wishes
from sync.errors import AnswerLost, BookInUse, BookNotWritable, RostercheckError

FRESH = 15.0
"""So many seconds after it was read a sheet is written to without looking at it again."""
_REPLY = f"updatedSpreadsheet({FIELDS})"


class GoogleBook:
    """A Google Sheet. Raises `BookError` with a sentence for whatever Google says.

    google: the account's way to Google. file_id: the id in the link. seen: the sheet as it was
    last seen, when it is known that it did not change; then the first read makes no call.
    recalled: whether it is still known from then, and not read since. written: whether anything was
    written. settled: whether nobody else changed a row meanwhile.
    """

    def __init__(self, google: Google, file_id: str, seen: State | None = None) -> None:
        self.google, self.file_id = google, file_id
        self._state: State | None = None
        self._shown: State | None = None
        self._owed = recovering.Owed()
        self._crowded = False
        self._recalled = self.recalled = seen is not None
        self._read_at = float("-inf")
        if seen is not None:
            self._see(seen)
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

    @property
    def shown(self) -> State:
        """The sheet as it was last seen, but for what a write that was cut off has covered."""
        return self._shown if self._shown is not None else self.state

    def read(self) -> BookSnapshot:
        """Read all tabs in one call (large sheets in several)."""
        if not self._recalled:
            self._looked()
        self._recalled = False
        return self.seen()

    def seen(self) -> BookSnapshot:
        """Give what was last seen, without a call: after a write, what its reply showed.

        A write that was cut off is left out, where it landed astray: the next one takes it back.
        """
        return snapshot_of(self.shown, self.location)

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give the fill of cells as it was last seen: "RRGGBB", JSON for the theme, "" for none.

        A fill of ours that a cell has only taken over does not count; see `shades.py`.
        """
        found, past = {}, Past(self.shown)
        for ref in refs:
            page = self.shown.page(ref.sheet)
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
        planned = self.shown
        found = wishes(planned, edits)
        if self._owed:
            self._put_right()
        if found.anything:
            self._make(planned, found)
        drops = not edits or any(isinstance(edit, DropSheet) for edit in edits)
        bare = drops and all(map(_takes_off, edits)) and not any(tabs_of_marks(self.state))
        self._tidy({tab.name for tab in found.tabs if isinstance(tab, DropSheet)}, bare=bare)
        return Applied(self.location, len(edits) - len(found.refused), found.refused)

    @property
    def owes(self) -> bool:
        """Whether a write that was cut off has still to be taken back."""
        return bool(self._owed)

    def _put_right(self) -> None:
        """Take back what a write that was cut off has left where it was not meant for."""
        owed, now = self._owed, self.state
        made = {at: page.widths[at[1]] for at in owed.widths if (page := now.by_id(at[0]))}
        states = owed.laid_back(now), now
        self._settle(take_back(self.send, self._looked, states, owed.cells, made))

    def _settle(self, put_back: State | None) -> None:
        """Go on with the sheet in which all was put back. Raises `BookInUse` if it was not."""
        self._state, self._shown, self._owed = put_back, None, recovering.Owed()
        if put_back is None:
            raise BookInUse(
                f"{self.title} was changed again and again while it was checked, and not all flags "
                "of this run could be taken back. Run the check again when nobody works in it."
            )

    def _make(self, planned: State, found: Wishes) -> None:
        """Write, in several calls if it is much, and only what is still meant for what is there."""
        own: set[int] = set()
        for cells, widths, tabs in parts(planned, found):
            if not (cells or widths or tabs):
                continue
            self._get_hold(found.cells, cells)
            if self.state is not planned and not still(planned, self.state, cells, found.cells):
                self._recalled = True  # it has just been seen: judging it anew needs no call
                raise self._changed()
            own |= self._write(cells, widths, tabs)
        self.settled = self.settled and all_rows_stay(planned, self.state, found.cells, own)

    def _looked(self) -> State:
        """Read the sheet now."""
        try:
            found = reading.read(self.google, self.file_id)
        except Trouble as trouble:
            raise self.google.error(trouble, self.location) from trouble
        self._read_at = self.google.patience.clock()
        self.recalled = False
        return self._see(found)

    def _see(self, state: State) -> State:
        """Take a state for what the sheet is now, and see what has still to be put back in it."""
        self._state = state
        self._owed = recovering.owed(state)
        self._shown = self._owed.laid_back(state) if self._owed else None
        return state

    def _get_hold(self, every: Cells, cells: Cells) -> None:
        """See that rows and columns have ids; else look at them once more if it was long ago.

        every: all that is written in this run. cells: what is written next.
        """
        first = [] if self._crowded else ids_first(self.state, every, cells)
        if first:
            self._put_ids(first, cells)
        elif self.google.patience.clock() - self._read_at > FRESH:
            self._looked()

    def _put_ids(self, first: list[Json], cells: Cells) -> None:
        """Put ids where there are none yet. Where there is no room for them, it is done without."""
        try:
            self._see(self._sent(first))
        except Trouble as trouble:
            kinds = {Kind.STALE, Kind.PROTECTED}
            if trouble.fault.kind not in kinds and not trouble.fault.heals:
                raise self.google.error(trouble, self.title) from trouble
            before = self.state
            self._looked()
            if ids_first(self.state, cells, cells):
                if trouble.fault.heals or not stays(before, self.state):
                    raise self.google.error(trouble, self.title) from trouble
                self._crowded = True

    def _sent(self, requests: list[Json]) -> State:
        """Make one batch update and give the sheet as its reply shows it. Raises Trouble."""
        body: Json = {"requests": requests, "includeSpreadsheetInResponse": True}
        reply = self.google.write(self.file_id, body, _REPLY)
        self._read_at = self.google.patience.clock()
        return state_of(reply.get("updatedSpreadsheet", {}))

    def trouble(self, trouble: Trouble) -> RostercheckError:
        """Give the exception with the sentence for a trouble with this sheet."""
        return self.google.error(trouble, self.title)

    def _write(self, cells: Cells, widths: Widths, tabs: Tabs) -> set[int]:
        """Write one batch; where it landed elsewhere than it was meant to, take it back.

        Gives the tabs of ours that were written anew.
        """
        before = self.state
        made = batch(before, cells, widths=widths, tabs=tabs)
        after, lost = self._made(made)
        covered = harms(before, after, made)
        if landed(before, after, made, covered) and not (lost and self._owed):
            self._state, self._shown, self.written = after, None, True
            self._owed = recovering.Owed()
            return made.own
        if lost:  # the next attempt begins with what was read, and puts right what it owes
            self._recalled = True
            raise self._changed()
        covered |= memory_harms(before, after)
        self._settle(take_back(self.send, self._looked, (before, after), covered, widths))
        self._state = None
        raise self._changed()

    def _made(self, made: Batch) -> tuple[State, bool]:
        """Make a batch; give the sheet after it, and whether that was only read afterwards."""
        try:
            return self.send(made), False
        except AnswerLost:
            return self.state, True

    def send(self, made: Batch) -> State:
        """Make a batch once and give the sheet as its reply shows it.

        A batch whose reply was lost is sent again; Google turns it down if it was made, because its
        new tabs are there. Then the sheet is read, and AnswerLost is raised. One that is turned
        down although nothing has moved is sent without new ids: there may be no room for them.
        """
        try:
            return self._sent([*made.requests, *made.along])
        except Trouble as trouble:
            return self._after_trouble(trouble, made)

    def _after_trouble(self, trouble: Trouble, made: Batch) -> State:
        """Find out whether a batch was made after all."""
        unsure = trouble.fault.kind in {Kind.STALE, Kind.NO_TAB} or trouble.fault.heals
        if unsure and (made.images or made.gone):
            self._looked()
            ids = {page.sheet_id for page in self.state.pages}
            if made.gone and not ids & made.gone:
                return self.state
            if ids & {image.sheet_id for image in made.images.values()}:
                raise self._changed(AnswerLost) from trouble
            lean = made.without_new_ids() if trouble.fault.kind is Kind.STALE else None
            if lean is not None and made.made_on is not None and stays(made.made_on, self.state):
                return self.send(lean)
        else:
            self._state = self._shown = None
        raise self.google.error(trouble, self.title) from trouble

    def _tidy(self, gone: Collection[str], *, bare: bool) -> None:
        """Take off what was needed while it was not sure that all has landed: the memory of marks.

        bare: whether all else of ours is off; then the ids go too, and copies of what was covered.
        """
        pages = [page for page in self.state.pages if page.memory and page.title in gone]
        pages += [page for page in self.state.pages if bare and page.ours]
        made = dropping(page.sheet_id for page in pages)
        if bare and any(page.anchors.any for page in self.state.pages):
            made.requests.append(let_go())
        if made.requests:
            self._see(self.send(made))

    def _changed(self, kind: type[BookInUse] = BookInUse) -> BookInUse:
        error = kind(
            f"{self.title} changed while it was checked, so nothing was written. Run the check "
            "again."
        )
        error.fault = Kind.STALE.value
        return error


def _takes_off(edit: Edit) -> bool:
    """Whether an edit only takes something of ours off, or puts back what was there before."""
    if isinstance(edit, SetValue):
        return edit.value is None
    if isinstance(edit, SetColumnWidth):
        return edit.width is None
    return not isinstance(edit, PutSheet | SetFill)
