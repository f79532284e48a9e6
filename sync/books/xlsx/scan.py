"""What the bytes of a sheet's rows tell beyond the values, learnt while they go by once."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from models.cells import CellError, Raw
from sync.books.calamine import MOST_CELLS
from sync.books.xlsx.cells import R, T, Words, words
from sync.books.xlsx.frame import Frame, column_number, flatten
from sync.books.xlsx.package import Package
from sync.books.xlsx.rows import RowCounter, RowCutter, body

MAX_ARRAY = 1_000_000  # cells of array formulas that are listed one by one


REACHES = ((b"[A-Z]", 26), (b"[AB]?[A-Z]", 78), (b"[A-Z]{1,2}", 702))
"""The letters of columns up to Z, BZ and ZZ, and how many columns these are."""


@lru_cache(maxsize=64)
def _far(prefix: bytes, letters: bytes, digits: int) -> re.Pattern[bytes]:
    """Give what finds a cell that has other letters or a longer row number."""
    return re.compile(rb'<%sc(?! r="%s[0-9]{1,%d}")' % (re.escape(prefix), letters, digits))


class Scan:
    """Looks at the rows of one sheet: errors, formulas, and how far out the cells reach.

    exact: measure every cell. Otherwise it is first tried to show that no cell is far out, which is
    much faster; `last_row` and `last_column` may then be larger than they need to be.
    tidy: whether all rows say their number in the usual way. flat: whether the sheet had to be
    written as plain XML first, so that nothing stands where it stands in the file.
    """

    def __init__(self, *, exact: bool = False) -> None:
        self.errors: dict[tuple[int, int], Raw] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.last_row = 0
        self.last_column = 0
        self.tidy = True
        self.flat = False
        self._exact = exact
        self._prefix: bytes | None = None

    def _begin(self, prefix: bytes) -> None:
        """Make ready for the elements of a sheet, which may carry a prefix."""
        self._prefix = prefix
        self._words: Words = words(prefix)
        self._cutter = RowCutter(self._words)
        self._counter = RowCounter(self._words)
        p = re.escape(prefix)
        self._formula = b"<%sf" % prefix
        self._any_cell = b"<%sc" % prefix
        self._row_start = b"<%srow" % prefix
        self._row_number = re.compile(rb'<%srow r="([0-9]{1,6})"' % p)
        self._row_of = re.compile(rb'<%sc r="[A-Z]+([0-9]+)"' % p)
        self._wide = re.compile(rb'<%sc r="([A-Z]{2,9})[0-9]' % p)

    def watch(self, frame: Frame, piece: bytes) -> None:
        """Take in the next bytes of the rows."""
        if self._prefix is None:
            self._begin(frame.prefix)
        if whole := self._cutter.cut(piece):
            self._look(frame, whole)

    def finish(self, frame: Frame) -> None:
        """Take in what is left, and conclude."""
        if self._prefix is None:
            self._begin(frame.prefix)
        if self._cutter.rest:
            self._look(frame, self._cutter.rest)
        self.last_row = max(self.last_row, self._counter.number)
        self._cover_arrays(frame)

    def _look(self, frame: Frame, buffer: bytes) -> None:
        plain, before = self._measure(buffer), self._counter.number
        self.tidy &= self._counter.skip(buffer)
        quiet = not (frame.has_formula and buffer.find(self._formula) >= 0)
        if plain and quiet and not _may_hold_errors(buffer, 0, len(buffer)):
            return
        again = RowCounter(self._words, before)
        starts = [(number, start) for number, start, _ in again.rows(buffer)]
        for (row, start), (_, end) in pairwise([*starts, (0, len(buffer))]):
            if not plain or self._is_rare(buffer, start, end):
                self._cells(row, buffer[start:end])

    def _is_rare(self, buffer: bytes, start: int, end: int) -> bool:
        """Whether a formula or (perhaps) an error stands between two places."""
        formula = buffer.find(self._formula, start, end) >= 0
        return formula or _may_hold_errors(buffer, start, end)

    def _measure(self, buffer: bytes) -> bool:
        """Learn how far out cells may be; False when one does not say where as is usual.

        Calamine takes room for all cells up to the furthest one, so none may escape us.
        """
        if not self._exact and self._is_near(buffer):
            return True
        rows = self._row_of.findall(buffer)
        if len(rows) != buffer.count(self._any_cell):
            return False
        self._reach(max(map(int, set(rows)), default=0), 26 if rows else 0)
        for letters in set(self._wide.findall(buffer)):
            self._reach(0, column_number(letters.decode()))
        return True

    def _is_near(self, buffer: bytes) -> bool:
        """Whether all cells have short addresses, so that none can be far out."""
        last = self._row_number.match(buffer, max(buffer.rfind(self._row_start), 0))
        digits = len(last[1]) if last else 0
        for letters, columns in REACHES if digits else ():
            if columns * 10**digits > MOST_CELLS:
                break
            if not _far(self._words.prefix, letters, digits).search(buffer):
                self._reach(10**digits - 1, columns)
                return True
        return False

    def _reach(self, row: int, column: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def _cells(self, row: int, raw: bytes) -> None:
        column = 0
        for found in self._words.cell.finditer(raw):
            said = R.search(found[1])
            column = column_number(said[1].decode()) if said and said[1] else column + 1
            self._reach(int(said[2]) if said else row, column)
            inner = found[2] or b""
            kind = T.search(found[1])
            value = self._words.value.search(inner)
            if kind and kind[1] == b"e":
                text = value[1].decode("utf-8", "replace") if value else "#VALUE!"
                self.errors[row, column] = CellError(text.strip() or "#VALUE!")
            if self._words.formula.search(inner):
                self.formulas.add((row, column))
                if value is None:
                    self.errors[row, column] = CellError("#UNCALCULATED")

    def _cover_arrays(self, frame: Frame) -> None:
        """Count every cell under an array formula as a formula, within reason."""
        for area in frame.arrays:
            height = area.last_row - area.first_row + 1
            if height * (area.last_column - area.first_column + 1) > MAX_ARRAY:
                continue
            for row in range(area.first_row, area.last_row + 1):
                for column in range(area.first_column, area.last_column + 1):
                    self.formulas.add((row, column))


def _may_hold_errors(buffer: bytes, start: int, end: int) -> bool:
    """Whether a type of cells that stands for an error may stand between two places."""
    if buffer.rfind(b'"e"', start, end) >= 0:  # from behind it is quicker
        return True
    # One letter is found many times as fast as three, and hardly any program writes it.
    return buffer.find(b"'", start, end) >= 0 and buffer.find(b"'e'", start, end) >= 0


def scanned(package: Package, part: str) -> tuple[Frame, Scan]:
    """Go once through a sheet: what stands around its rows, and what they tell."""
    scan = Scan()
    frame = Frame(package.text(part), scan.watch)
    flat: bytes | None = None
    if frame.plain:
        scan.finish(frame)
    else:
        flat = flatten(b"".join(package.text(part)))
        scan = Scan()
        frame = Frame([flat], scan.watch)
        scan.finish(frame)
        scan.flat = True
    if scan.last_row * scan.last_column > MOST_CELLS:
        scan = _exactly(package, part, frame, flat)
    return frame, scan


def _exactly(package: Package, part: str, frame: Frame, flat: bytes | None) -> Scan:
    """Scan a sheet once more, to learn how far it really reaches."""
    scan = Scan(exact=True)
    for piece in body([flat] if flat is not None else package.text(part), frame):
        scan.watch(frame, piece)
    scan.finish(frame)
    scan.flat = flat is not None
    return scan
