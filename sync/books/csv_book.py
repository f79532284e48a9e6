"""A CSV file: read as text, our words put at the record ends, every byte of hers left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.cells import shown
from sync.books.base import (
    Abilities,
    Applied,
    BookSnapshot,
    CellRef,
    Edit,
    Refused,
    SetValue,
    SheetSnapshot,
    Stamp,
    Value,
)
from sync.books.csv_records import (
    Dialect,
    edited,
    find_dialect,
    raw_fields,
    records,
    safe,
    value_of,
    written,
)
from sync.books.csv_text import Encoding, find_encoding
from sync.books.locks import check_lock
from sync.books.saving import check_unchanged, save, stamp_of
from sync.errors import BookNotFound, BookNotWritable, BookProtected, BookUnreadable

_MOST_BYTES = 512 << 20
_MARKED = frozenset("\"'")  # a field that starts otherwise says what stands there
_WHY_NOT = (
    "A CSV file holds only text: no notes, colours or further tabs. "
    "Save it as .xlsx (Excel workbook) to get them."
)
_UNCERTAIN = (
    "This CSV file is so short or uneven that its letters or its columns would be read differently "
    "after marking. Save it as .xlsx (Excel workbook) and check that file."
)
_ABILITIES = Abilities(notes=False, fills=False, sheets=False, why_not=_WHY_NOT)


@dataclass(frozen=True, slots=True)
class _Text:
    """A file as it stood: its bytes, and how they are to be read."""

    data: bytes
    stamp: Stamp
    encoding: Encoding
    text: str
    dialect: Dialect


class CsvBook:
    """A CSV file of one sheet, which is named after the file. All values are text."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._read: _Text | None = None

    @property
    def location(self) -> str:
        """The path, as it was given."""
        return str(self._path)

    @property
    def abilities(self) -> Abilities:
        """Values only."""
        return _ABILITIES

    def read(self) -> BookSnapshot:
        """Read all records. Raises `BookNotFound`, `BookProtected` or `BookUnreadable`."""
        self._read = text = _understood(self._path)
        rows = [
            _values(text, record.start, record.end) for record in records(text.text, text.dialect)
        ]
        return BookSnapshot(self.location, [SheetSnapshot(self._path.stem, rows)])

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give nothing: a CSV file has no fills."""
        return dict.fromkeys(refs, "")

    def apply(
        self, edits: Sequence[Edit], *, out: str | None = None, backup: bool = False
    ) -> Applied:
        """Put the values in one save. Raises `BookInUse` if the file changed since `read`."""
        before = self._read or _understood(self._path)
        check_unchanged(self._path, before.stamp)
        after, refused = _Editor(before, self._path.stem).apply(edits)
        stamp = before.stamp
        if after != before.data or out is not None:
            stamp = self._save(before, after, out, backup=backup)
        if out is None:
            self._read = None
        return Applied(out or self.location, len(edits) - len(refused), refused, stamp)

    def _save(self, before: _Text, after: bytes, out: str | None, *, backup: bool) -> Stamp:
        """Save to the file itself, if it still is the one that was read, or to a copy."""
        if out is not None:
            return save(Path(out), lambda file: _put(file, after))
        check_lock(self._path)
        return save(
            self._path, lambda file: _put(file, after), expected=before.stamp, backup=backup
        )


def _put(file: BinaryIO, data: bytes) -> None:
    """Write all bytes."""
    file.write(data)


def _bytes(path: Path) -> bytes:
    """Read a file of bearable size."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BookUnreadable(f"{path} is larger than {_MOST_BYTES >> 20} MB: no roster is.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BookNotFound(
            f"There is no file {path}. Look at its name and folder again."
        ) from error
    except PermissionError as error:
        raise BookProtected(
            f"{path} may not be read by this user. Ask its owner for access."
        ) from error
    except OSError as error:
        raise BookUnreadable(f"{path} cannot be read: {error.strerror}.") from error


def _understood(path: Path) -> _Text:
    """Read a file and find its encoding and delimiter."""
    stamp = stamp_of(path)
    data = _bytes(path)
    check_unchanged(path, stamp)
    encoding = find_encoding(data)
    text = encoding.decode(data)
    if "\0" in text:
        raise BookUnreadable(
            f"{path} is not a text file, though its name says so. "
            "Open it in your spreadsheet program and save it again as .csv or .xlsx."
        )
    return _Text(data, stamp, encoding, text, find_dialect(text))


def _values(text: _Text, start: int, end: int) -> list[str]:
    """Give what the fields of a record say."""
    record = text.text[start:end]
    fields = raw_fields(record, text.dialect.delimiter)
    if '"' not in record and "'" not in record:
        return fields
    return [value_of(raw) if raw[:1] in _MARKED else raw for raw in fields]


class _Editor:
    """Puts values into the text of a file."""

    def __init__(self, before: _Text, sheet: str) -> None:
        self._before, self._sheet = before, sheet
        self._records = list(records(before.text, before.dialect))
        self._delimiter = before.dialect.delimiter
        self._refused: list[Refused] = []

    def apply(self, edits: Sequence[Edit]) -> tuple[bytes, list[Refused]]:
        """Give the new bytes, and the edits that were left undone."""
        rows: dict[int, list[SetValue]] = {}
        for edit in edits:
            if why := self._why_not(edit):
                self._refused.append(Refused(edit, why))
            elif isinstance(edit, SetValue) and edit.ref.row <= len(self._records):
                rows.setdefault(edit.ref.row, []).append(edit)
        pieces, at = [], 0
        for row, sets in sorted(rows.items()):
            record = self._records[row - 1]
            pieces += [self._before.text[at : record.start], self._record(row, sets)]
            at = record.end
        return self._joined([*pieces, self._before.text[at:]]), self._refused

    def _joined(self, pieces: list[str]) -> bytes:
        """Give the bytes of the new text, if it would be read as the old one was."""
        text, before = "".join(pieces), self._before
        if text == before.text:
            return before.data
        data = before.encoding.encode(text)
        if find_dialect(text) != before.dialect or find_encoding(data) != before.encoding:
            raise BookNotWritable(_UNCERTAIN)
        return data

    def _why_not(self, edit: Edit) -> str | None:
        """Say why an edit cannot be done at all."""
        if not isinstance(edit, SetValue):
            return _WHY_NOT
        ref = edit.ref
        if ref.sheet != self._sheet or ref.column < 1:
            return f'There is no cell {ref.address} on a sheet "{ref.sheet}" in this file.'
        if not 1 <= ref.row <= len(self._records) and edit.value is not None:
            return f"Row {ref.row} lies below the last row of the file."
        return None

    def _record(self, row: int, sets: list[SetValue]) -> str:
        """Give a record with values put or taken off; or as it was, and the edits refused."""
        record = self._records[row - 1]
        text = self._before.text[record.start : record.end]
        fields = raw_fields(text, self._delimiter)
        quote = fields[0].startswith('"')
        values = {edit.ref.column: self._written(edit.value, quote=quote) for edit in sets}
        new = edited(fields, values)
        if new is None:
            why = f"Row {row} ends in an open quote or a lone space. Take that off its last cell."
            self._refused += [Refused(edit, why) for edit in sets]
            return text
        return self._delimiter.join(new)

    def _written(self, value: Value, *, quote: bool) -> str | None:
        """Give a value as a field of this file; None and blank text take the field off."""
        if isinstance(value, str):
            text = safe(self._before.encoding.fitting(value)) if value.strip() else ""
        else:
            text = shown(value)
        return written(text, self._delimiter, quote=quote) if text else None
