"""A workbook that is open in Excel, as a book.

Reading goes through a copy that Excel saves beside, so that it is the file adapter's reading, with
what she has typed and not saved yet. (Excel for Mac cannot make one; see `mac/`.) Writing goes to
the open workbook itself, cell by cell, and only if it still says what was read. Nothing is saved:
that stays hers to do.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PureWindowsPath

from sync.books import open_book
from sync.books.base import (
    Abilities,
    Applied,
    Book,
    BookSnapshot,
    CellRef,
    Edit,
    PutSheet,
    Refused,
    Visibility,
)
from sync.books.excel_open.com import Com, com_error, reason
from sync.books.excel_open.looks import has_gradient, normal
from sync.books.excel_open.memory import Memory, Place, XmlPart
from sync.books.excel_open.quiet import held_still
from sync.books.excel_open.tabs import drop_sheet, put_sheet
from sync.books.excel_open.wishes import Wishes, wishes
from sync.books.excel_open.writing import SheetWriter
from sync.errors import BookError, BookInUse, BookNotWritable, BookUnreadable, NotTaken

KINDS = frozenset({".xlsx", ".xlsm"})
_COPY = re.compile(r"\S*rostercheck-[^/\\]+[/\\]open\.xls[xm]")
STALE = "stale"
"""The fault of `BookInUse` after which a check is worth a second attempt."""


class _Copy:
    """A copy of the workbook as it was at one moment; it goes when it is no longer needed."""

    def __init__(self, workbook: Com, suffix: str) -> None:
        folder = tempfile.mkdtemp(prefix="rostercheck-")
        self.drop = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        path = Path(folder) / f"open{suffix}"
        workbook.SaveCopyAs(str(path))
        self.book: Book = open_book(path)


class ExcelBook:
    """A workbook that is open in Excel.

    workbook: Excel's object, as xlwings gives it (`.api`) on Windows. memory: where it remembers
    how it was; in a custom XML part if left out. unfillable: whether a cell has a fill that could
    not be put back.
    """

    unsaved = True
    edges = True
    """Whether it is quick to ask for every border."""

    def __init__(
        self,
        workbook: Com,
        memory: Place | None = None,
        unfillable: Callable[[Com], bool] = has_gradient,
    ) -> None:
        self._workbook, self._unfillable = workbook, unfillable
        self._location = ""
        self._memory = memory or XmlPart(workbook)
        self._copy: _Copy | None = None
        self._snapshot: BookSnapshot | None = None
        self._stood: dict[str, object] | None = None

    @property
    def location(self) -> str:
        """The path, or the name of a workbook that was never saved, as Excel said it last."""
        with suppress(*com_error()):
            self._location = str(self._workbook.FullName)
        return self._location

    @property
    def abilities(self) -> Abilities:
        """An open workbook can carry everything."""
        return Abilities()

    def read(self) -> BookSnapshot:
        """Read all sheets as they are on the screen. Raises `BookError` with a sentence."""
        self._stood = self._contents()
        self._drop_copy()
        read = self._fresh().read()
        self._snapshot = BookSnapshot(self.location, read.sheets, read.structure_locked)
        return self._snapshot

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give the present fills of cells, in the words of the file adapter."""
        return self._fresh().looks(refs)

    def apply(
        self, edits: Sequence[Edit], *, out: str | None = None, backup: bool = False
    ) -> Applied:
        """Make all edits in the open workbook. It stays unsaved.

        Raises `BookInUse` when somebody changed a cell since `read`; then nothing is written.
        """
        if out is not None:
            raise BookNotWritable(
                f"{self.location} is open in Excel and is marked where it is. To have the flags in "
                "a copy, save a copy (File, Save As) and check that."
            )
        if not edits:
            return Applied(self.location, 0)
        snapshot = self._unchanged()
        if backup:
            self._back_up()
        wanted = wishes(edits, snapshot)
        try:
            with held_still(self._workbook):
                refused = wanted.refused + self._write(wanted, snapshot)
        except com_error() as error:
            raise BookError(self._broken_off(error)) from None
        finally:
            self._drop_copy()
        self._stood = self._contents()
        self._snapshot = None
        return Applied(self.location, len(edits) - len(refused), refused)

    # Reading

    def _fresh(self) -> Book:
        """Give the copy; a new one after something was written."""
        if self._copy is None:
            suffix = PureWindowsPath(str(self._workbook.Name)).suffix.lower() or ".xlsx"
            if suffix not in KINDS:
                raise BookUnreadable(
                    f"{self.location} is of a kind that cannot be marked while it is open. In "
                    'Excel click File, Save As, choose "Excel Workbook (*.xlsx)", and check again.'
                )
            try:
                self._copy = _Copy(self._workbook, suffix)
            except BookError as error:  # the copy is locked as the workbook is
                raise type(error)(_COPY.sub(lambda _: self.location, str(error))) from None
            except com_error():
                raise self._busy() from None
        return self._copy.book

    def _busy(self) -> BookUnreadable:
        return BookUnreadable(
            f"Excel could not copy {self.location}, which is how it is read. Finish what "
            "is being typed, close any dialog, and try again."
        )

    def _drop_copy(self) -> None:
        if self._copy is not None:
            self._copy.drop()
        self._copy = None

    # Writing

    def _contents(self) -> dict[str, object]:
        """Give what has been typed into every sheet; formulas by their words, not their results."""
        try:
            return {
                str(sheet.Name): (str(sheet.UsedRange.Address), sheet.UsedRange.Formula)
                for sheet in self._workbook.Worksheets
            }
        except com_error():
            raise self._busy() from None

    def _unchanged(self) -> BookSnapshot:
        """Give the workbook as it was read, if every row still is who it was."""
        if self._snapshot is None:
            stood = self._stood
            snapshot = self.read()
            if stood is None:
                return snapshot
            self._stood, now = stood, self._stood
        else:
            snapshot, now = self._snapshot, self._contents()
        if now != self._stood:
            self._drop_copy()
            error = BookInUse(
                f"{self.location} was changed while it was checked, so nothing was written. Run "
                "the check again."
            )
            error.fault = STALE
            raise error
        return snapshot

    def _back_up(self) -> None:
        moment = datetime.now()  # noqa: DTZ005 - the name of a file, in her own time
        path = PureWindowsPath(self.location)
        name = f"{path.stem}.backup-{moment:%Y%m%d-%H%M%S}{path.suffix}"
        self._workbook.SaveCopyAs(f"{self._workbook.Path}{self._separator}{name}")

    @property
    def _separator(self) -> str:
        return str(self._workbook.Application.PathSeparator)

    def _write(self, wanted: Wishes, snapshot: BookSnapshot) -> list[Refused]:
        """Write: first what is needed to take the rest off again, should Excel stop half-way."""
        memory = Memory(self._memory)
        plain, from_1904 = normal(self._workbook), bool(self._workbook.Date1904)
        stood = {sheet.name: sheet for sheet in snapshot.sheets}
        writers = {}
        for name, wishes_ in wanted.sheets.items():
            sheet = self._workbook.Worksheets(name)
            kept = memory.of(name)
            writers[name] = SheetWriter(
                sheet, stood[name], kept, plain,
                from_1904=from_1904, unfillable=self._unfillable, edges=self.edges,
            )  # fmt: skip
            writers[name].remember(wishes_)
        memory.save()
        refused = list(filter(None, map(self._put, sorted(wanted.puts, key=_shown))))
        refused += [one for name, by in writers.items() for one in by.write(wanted.sheets[name])]
        for drop in wanted.drops:
            drop_sheet(self._workbook, drop.name)
        memory.save()
        return refused

    def _put(self, put: PutSheet) -> Refused | None:
        """Put a tab. Raises NotTaken where it is the one by which the rest is taken off again."""
        try:
            put_sheet(self._workbook, put.sheet)
        except NotTaken:
            if not _shown(put):
                raise NotTaken(
                    f'Excel did not keep the hidden tab "{put.sheet.name}", by which flags are '
                    "taken off again, so none was put. Close the workbook, and check the file."
                ) from None
            return Refused(put, f'The tab "{put.sheet.name}": Excel did not keep a long text.')
        return None

    def _broken_off(self, error: Exception) -> str:
        return (
            f"Excel stopped while {self.location} was marked ({reason(error)}). Nothing of yours "
            "was changed. Check again, or take the flags off: click Clear marks."
        )


def _shown(put: PutSheet) -> bool:
    """Put the hidden tab first: it says how her cells looked."""
    return put.sheet.visibility is Visibility.VISIBLE
