"""The .xlsx and .xlsm adapter of the book protocol."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sync.books.base import Abilities, Applied, BookSnapshot, CellRef, Edit, Refused, Stamp
from sync.books.locks import check_lock
from sync.books.saving import check_unchanged, replace, stamp_of, write_beside
from sync.books.xlsx.archive import Archive
from sync.books.xlsx.package import Package
from sync.books.xlsx.reading import Reader
from sync.books.xlsx.seal import read_seal
from sync.books.xlsx.unpacked import Unpacked
from sync.books.xlsx.walks import Walks
from sync.books.xlsx.workbook import Workbook
from sync.errors import BookError, BookProtected


class XlsxBook:
    """An Excel workbook; parts that carry no mark are never touched."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._stamp: Stamp | None = None
        self._walks = Walks()
        self._unpacked = Unpacked()
        self._seal: str | None = None
        self._left: Stamp | None = None

    @property
    def location(self) -> str:
        """The path."""
        return str(self._path)

    @property
    def abilities(self) -> Abilities:
        """An Excel workbook can carry everything."""
        return Abilities()

    def read(self) -> BookSnapshot:
        """Read all worksheets. Raises `BookError` with a sentence."""
        stamp = stamp_of(self._path)
        self._unpacked = Unpacked()
        with self._open() as workbook:
            self._believe(workbook, stamp)
            sheets = Reader(workbook, self._path, self._walks).read()
            locked = workbook.locked
        check_unchanged(self._path, stamp)
        self._stamp = stamp
        return BookSnapshot(self.location, sheets, locked)

    def as_left(self, stamp: Stamp) -> None:
        """Say that the file of this stamp is as we left it, to the byte: it may be believed."""
        self._left = stamp

    def _believe(self, workbook: Workbook, stamp: Stamp) -> None:
        if stamp == self._left and not self._walks.certain:
            from sync.books.xlsx.originals import Originals  # noqa: PLC0415

            Originals(workbook, self._walks).believe()

    def untouched(self) -> bool:
        """Whether the book is one that we marked, and nobody has saved it since."""
        from sync.books.xlsx.originals import Originals  # noqa: PLC0415

        with self._open() as workbook:
            return Originals(workbook).undisturbed

    def seal(self, text: str) -> None:
        """Let the next `apply` keep a text that holds as long as nobody changes the workbook.

        It is kept only when marks are written, and none of them is refused.
        """
        self._seal = text

    def sealed(self) -> str | None:
        """Give the text that was kept, if not one byte of the workbook has changed since."""
        stamp = stamp_of(self._path)
        try:
            with self._path.open("rb") as file:
                text = read_seal(file)
        except OSError:
            return None  # whoever reads the book will say what is wrong
        check_unchanged(self._path, stamp)
        self._stamp = stamp
        return text

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give the present fills of cells as text that `RestoreLook` takes back."""
        from sync.books.xlsx.sheet import Sheet  # noqa: PLC0415 - who only reads needs none
        from sync.books.xlsx.strings import SharedStrings  # noqa: PLC0415

        by_sheet: dict[str, list[CellRef]] = defaultdict(list)
        for ref in refs:
            by_sheet[ref.sheet].append(ref)
        looks: dict[CellRef, str] = {}
        with self._open() as workbook:
            styles = workbook.styles()
            for name, wanted in by_sheet.items():
                tab = workbook.tab(name)
                if tab is None or tab.kind != "worksheet":
                    continue
                sheet = Sheet(
                    workbook.package,
                    tab.part,
                    styles=lambda: styles,
                    strings=SharedStrings(workbook.package, ""),
                    from_1904=False,
                    walks=self._walks,
                )
                looks.update(sheet.look(wanted))
        return looks

    def apply(
        self, edits: Sequence[Edit], *, out: str | None = None, backup: bool = False
    ) -> Applied:
        """Apply all edits in one save, to the book itself or to a new copy `out`."""
        target = self._path if out is None else Path(out)
        inplace = target.resolve() == self._path.resolve()
        stamp = self._expected()
        if not edits and inplace:
            return Applied(self.location, 0, stamp=stamp)
        check_lock(target)
        with self._open() as workbook:
            self._believe(workbook, stamp)
            refused = self._make(workbook, edits)
            done = len(edits) - len(refused)
            if inplace and not workbook.package.touched:
                return Applied(self.location, done, refused, stamp)
            write = workbook.package.write if workbook.package.touched else self._copy
            temporary = write_beside(target, write)
        self._unpacked = Unpacked()
        # By now the file is closed, as Windows asks for before it is replaced.
        expected = stamp if inplace else None
        new = replace(target, temporary, expected=expected, backup=backup)
        if inplace:
            self._stamp = new
        return Applied(str(target), done, refused, new)

    def _make(self, workbook: Workbook, edits: Sequence[Edit]) -> list[Refused]:
        """Make edits in the workbook's package, and put back what is as it was at first."""
        if not edits:
            return []
        from sync.books.xlsx.changes import Changes  # noqa: PLC0415 - who only reads needs none
        from sync.books.xlsx.originals import Originals  # noqa: PLC0415

        _refuse_signed(workbook.package)
        originals = Originals(workbook, self._walks)
        changes = Changes(workbook, originals, self._walks)
        refused = changes.make(edits)
        if workbook.package.touched:
            seal = self._seal if not refused else None
            originals.settle(edits, changes.cleanse, changes.marked, seal)
        return refused

    def _expected(self) -> Stamp:
        """Give the stamp of the version that was read; of the present one if none was."""
        if self._stamp is None:
            self._stamp = stamp_of(self._path)
        check_unchanged(self._path, self._stamp)
        return self._stamp

    def _copy(self, out: BinaryIO) -> None:
        with self._path.open("rb") as file:
            shutil.copyfileobj(file, out, 1 << 20)

    @contextmanager
    def _open(self) -> Iterator[Workbook]:
        stamp_of(self._path)
        try:
            with self._path.open("rb") as file:
                yield Workbook(Package(Archive(file), self._unpacked))
        except PermissionError:
            raise BookProtected(
                f"{self._path} may not be read. Ask its owner for access."
            ) from None
        except BookError as error:
            raise _with_path(error, self._path) from None


def _with_path(error: BookError, path: Path) -> BookError:
    """Put the path into a sentence that begins with "The file"."""
    text = str(error)
    if text.startswith("The file "):
        return type(error)(f"{path} {text.removeprefix('The file ')}")
    return error


def _refuse_signed(package: Package) -> None:
    if any(x.kind == "origin" and "digital-signature" in x.type for x in package.links("")):
        raise BookProtected(
            "The file is digitally signed, and any change would make the signature invalid. "
            "Take the signature off in Excel, or let the check write to a copy without it."
        )
