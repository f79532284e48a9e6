"""The one protocol that every kind of spreadsheet follows: read a snapshot, apply edits.

Rows and columns are 1-based, as on the screen. An adapter is right when the shared contract tests
(`tests/books/test_contract.py`) pass for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeAlias, runtime_checkable

from models.cells import Raw


class CellRef(NamedTuple):
    """One cell: the sheet's name, and row and column as on the screen, counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The address without the sheet, such as "F12"."""
        return f"{column_letters(self.column)}{self.row}"


def column_letters(column: int) -> str:
    """Give the letters of a column: 1 -> "A", 27 -> "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Visibility(StrEnum):
    """Whether a person sees a sheet's tab; `VERY_HIDDEN` cannot be shown from Excel's menu."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


class Area(NamedTuple):
    """A rectangle of cells, all four borders included, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class SheetSnapshot:
    """One sheet as it stood when it was read.

    rows: the raw cells, row 1 first, column 1 first; rows may differ in length. A formula cell
        holds its stored result; an error is a `CellError`; a formula without a stored result is
        `CellError("#UNCALCULATED")`.
    notes: the note (legacy comment) text by (row, column).
    threaded: cells with a threaded comment (their legacy note is only its shadow; never ours).
    merged: merged areas.
    tables: areas of Excel tables (ListObjects), by name.
    filter_area: the area of the sheet's own filter, if any.
    formulas: cells that hold a formula, or are covered by an array or spill range, among the
        columns right of the data too; never written over.
    drawn: areas that charts, pictures and shapes cover.
    protected: whether the sheet is protected against edits.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    threaded: frozenset[tuple[int, int]] = frozenset()
    merged: Sequence[Area] = ()
    tables: Mapping[str, Area] = field(default_factory=dict)
    filter_area: Area | None = None
    formulas: frozenset[tuple[int, int]] = frozenset()
    drawn: Sequence[Area] = ()
    visibility: Visibility = Visibility.VISIBLE
    protected: bool = False


@runtime_checkable
class Live(Protocol):
    """A book that others may change at any moment, and that shows in its reply how it was left.

    settled: whether nobody else changed a row while it was written. owes: whether a write that was
    cut off has still to be taken back, which the next `apply` does.
    """

    settled: bool

    @property
    def owes(self) -> bool:
        """Whether a write that was cut off has still to be taken back."""

    def seen(self) -> BookSnapshot:
        """Give the book as it was last seen, without looking again."""


@runtime_checkable
class Unsaved(Protocol):
    """A book whose edits stand on a screen until a person saves them, if she does.

    unsaved: always true.
    """

    unsaved: bool


@runtime_checkable
class Remembering(Protocol):
    """A book that keeps in itself what reading it told, for who knows that nobody changed it."""

    def as_left(self, stamp: Stamp) -> None:
        """Say that the file of this stamp is as we left it, to the byte: it may be believed."""


@dataclass(slots=True)
class BookSnapshot:
    """A whole workbook as it stood when it was read; sheets in tab order.

    structure_locked: whether the workbook forbids that sheets come or go.
    """

    location: str
    sheets: list[SheetSnapshot]
    structure_locked: bool = False

    def sheet(self, name: str) -> SheetSnapshot | None:
        """Give the sheet of that name, or None."""
        return next((s for s in self.sheets if s.name == name), None)


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell that we own should look.

    like: take font, border, fill and alignment from this cell of the same sheet (row, column).
    number_format: an Excel number format code such as "yyyy-mm-dd".
    fill: a background colour "RRGGBB".
    """

    like: tuple[int, int] | None = None
    number_format: str | None = None
    fill: str | None = None
    bold: bool = False
    wrap: bool = False
    top: bool = False
    right: bool = False


Value: TypeAlias = bool | int | float | str | date | None


@dataclass(frozen=True, slots=True)
class SetValue:
    """Put a value (None: take the cell's content and its format off) with a format of ours."""

    ref: CellRef
    value: Value
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class SetNote:
    """Make the whole note of a cell read `text`; None takes the note off.

    The caller has merged a person's words into `text`. The adapter keeps the rich text of the
    words that stay, where it can tell that `text` starts with them.
    """

    ref: CellRef
    text: str | None


@dataclass(frozen=True, slots=True)
class SetFill:
    """Give a cell a solid fill "RRGGBB"; font, number format, border and alignment stay."""

    ref: CellRef
    color: str


@dataclass(frozen=True, slots=True)
class RestoreLook:
    """Put back the look that `Book.looks` gave for the cell before we filled it."""

    ref: CellRef
    look: str


@dataclass(frozen=True, slots=True)
class SetColumnWidth:
    """Set a column's width in characters; None takes off the width that we set."""

    sheet: str
    column: int
    width: float | None


@dataclass(frozen=True, slots=True)
class OwnCell:
    """A cell of a sheet that is ours; `link` is a cell that a click leads to.

    formula: an English formula without its "="; `value` is then its result at the time of writing,
    a text. Programs that calculate show theirs, others show `value`.
    """

    value: Value = None
    format: Format | None = None
    link: CellRef | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class OwnSeries:
    """One set of bars: the cell of its name and the cells of its numbers, and what stands there.

    values: None where a cell holds no number.
    """

    name_at: tuple[int, int]
    name: str
    cells: Area
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class OwnChart:
    """A chart of bars on a sheet that is ours; everything it shows stands in cells beside it.

    key: by which it is found again. title_at: the cell of its title. alt: what the picture says,
    for who cannot see it. stacked: whether the series lie one behind the other in one bar.
    labels_at: the cells that name the bars. place: where it stands until somebody moves it.
    """

    key: str
    title_at: tuple[int, int]
    title: str
    alt: str
    stacked: bool
    labels_at: Area
    labels: tuple[str, ...]
    series: tuple[OwnSeries, ...]
    place: Area


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that is ours, whole.

    rows: row 1 first. widths: by column from 1, in characters. frozen_rows: rows that stay in view.
    header_row: the row that has a filter and that is repeated on every printed page.
    landscape, fit_width, print_columns: how it prints; the columns beyond are for the screen.
    scale: size in print in per cent, instead of fit_width. page_ends: rows after which a new page
    begins. key_column: a hidden column with a key for each row, such as "hours.line.short"; what
    follows a "|" is no part of it. A sheet with keys keeps the looks
    that somebody gave its cells, rows and columns, and a moved or restyled chart stays so.
    """

    name: str
    rows: Sequence[Sequence[OwnCell]]
    widths: Sequence[float] = ()
    frozen_rows: int = 0
    header_row: int | None = None
    landscape: bool = True
    fit_width: bool = True
    print_columns: int | None = None
    visibility: Visibility = Visibility.VISIBLE
    charts: Sequence[OwnChart] = ()
    scale: int | None = None
    page_ends: Sequence[int] = ()
    key_column: int | None = None


@dataclass(frozen=True, slots=True)
class PutSheet:
    """Put a sheet of ours at the end of the tabs, or replace all that stands in it."""

    sheet: OwnSheet


@dataclass(frozen=True, slots=True)
class DropSheet:
    """Take off a sheet that is ours."""

    name: str


Edit: TypeAlias = SetValue | SetNote | SetFill | RestoreLook | SetColumnWidth | PutSheet | DropSheet


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that was left undone, and why, in a sentence."""

    edit: Edit
    why: str


class Stamp(NamedTuple):
    """What tells one version of a file from the next."""

    size: int
    modified_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What `apply` did: where the result is, how many edits were made, which were left undone.

    stamp: what tells the file as it was left from any later version; None where it is no file.
    """

    location: str
    done: int
    refused: Sequence[Refused] = ()
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a kind of book can carry. `why_not` says in a sentence what to do where it cannot."""

    values: bool = True
    notes: bool = True
    fills: bool = True
    sheets: bool = True
    why_not: str = ""


class Book(Protocol):
    """A spreadsheet that can be read and, where its kind allows, marked."""

    @property
    def location(self) -> str:
        """The path or link, as a person would write it."""

    @property
    def abilities(self) -> Abilities:
        """What this kind of book can carry."""

    def read(self) -> BookSnapshot:
        """Read everything that the check needs. Raises `BookError` with a sentence."""

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give the present look (fill) of cells as opaque text that `RestoreLook` takes back."""

    def apply(
        self, edits: Sequence[Edit], *, out: str | None = None, backup: bool = False
    ) -> Applied:
        """Apply all edits in one save, to the book itself or to a new copy `out`.

        The save is atomic; a book that changed since `read` is left alone. No edits and no `out`:
        nothing is written. Raises `BookError` with a sentence.
        """
