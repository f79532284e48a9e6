"""Ranges: A1 notation with quoted titles, and GridRange with its open ends and omitted zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.google_server.errors import bad

if TYPE_CHECKING:
    from tests.google_server.world import Sheet, Spreadsheet

_PART = re.compile(r"^\$?([A-Za-z]{0,3})\$?([0-9]*)$")
_PLAIN = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
_LIKE_CELL = re.compile(r"^[A-Za-z]{1,3}[0-9]+$|^[Rr][0-9]*[Cc][0-9]*$")


@dataclass(frozen=True)
class Box:
    """A rectangle of a sheet: rows and columns from 0, the ends excluded."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> list[tuple[int, int]]:
        """All cells, row by row."""
        return [(r, c) for r in range(self.top, self.bottom) for c in range(self.left, self.right)]

    def meets(self, top: int, left: int, bottom: int, right: int) -> bool:
        """Whether two rectangles have a cell in common."""
        return self.top < bottom and top < self.bottom and self.left < right and left < self.right

    def a1(self) -> str:
        """Give it in A1 notation, quoted as the API does."""
        cells = f"{letters(self.left)}{self.top + 1}"
        if (self.bottom - self.top, self.right - self.left) != (1, 1):
            cells += f":{letters(self.right - 1)}{self.bottom}"
        return f"{quoted(self.sheet.title)}!{cells}"


def letters(column: int) -> str:
    """Column from 0 -> letters."""
    text, column = "", column + 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """Letters -> column from 0."""
    value = 0
    for letter in text.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1


def quoted(title: str) -> str:
    """Give a title as it stands before the exclamation mark."""
    if _PLAIN.match(title) and not _LIKE_CELL.match(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def parse_a1(book: Spreadsheet, text: str) -> Box:
    """Read A1 notation; a title alone is the whole sheet, a name alone a named range."""
    title, cells = _split(text)
    if title is None:
        named = next((n for n in book.named if n["name"].lower() == cells.lower()), None)
        if named is not None:
            return parse_grid(book, named["range"])
        whole = book.by_title(cells)
        if whole is not None and not _cells(cells):
            return _box(whole, None, None, None, None, text)
    sheet = book.sheets[0] if title is None else book.by_title(title)
    if sheet is None:
        raise bad(f"Unable to parse range: {text}")
    if not cells:
        return _box(sheet, None, None, None, None, text)
    named = next((n for n in book.named if n["name"].lower() == cells.lower()), None)
    if named is not None and title is not None:
        return parse_grid(book, named["range"])
    found = _cells(cells)
    if found is None:
        if title is None and (whole := book.by_title(cells)) is not None:
            return _box(whole, None, None, None, None, text)
        raise bad(f"Unable to parse range: {text}")
    return _box(sheet, *found, text)


def _split(text: str) -> tuple[str | None, str]:
    if text.startswith("'"):
        end = re.match(r"'((?:[^']|'')*)'(?:!(.*))?$", text, re.DOTALL)
        if end is None:
            raise bad(f"Unable to parse range: {text}")
        return end[1].replace("''", "'"), end[2] or ""
    if "!" in text:
        title, _, cells = text.rpartition("!")
        return title, cells
    return None, text


def _cells(text: str) -> tuple[int | None, int | None, int | None, int | None] | None:
    first, colon, last = text.partition(":")
    one = _PART.match(first)
    two = _PART.match(last if colon else first)
    if one is None or two is None or not first or (colon and not last):
        return None
    if not colon and not (one[1] and one[2]):
        return None
    top = int(one[2]) - 1 if one[2] else None
    left = number(one[1]) if one[1] else None
    bottom = int(two[2]) if two[2] else None
    right = number(two[1]) + 1 if two[1] else None
    if top is not None and bottom is not None and bottom <= top:
        top, bottom = bottom - 1, top + 1
    if left is not None and right is not None and right <= left:
        left, right = right - 1, left + 1
    return top, left, bottom, right


def _box(
    sheet: Sheet,
    top: int | None,
    left: int | None,
    bottom: int | None,
    right: int | None,
    text: str,
) -> Box:
    over = (top or 0) >= sheet.row_count or (left or 0) >= sheet.column_count
    if over:
        raise bad(
            f"Range ({quoted(sheet.title)}!{text.rpartition('!')[2]}) exceeds grid limits. "
            f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}"
        )
    return Box(
        sheet,
        top or 0,
        left or 0,
        min(bottom if bottom is not None else sheet.row_count, sheet.row_count),
        min(right if right is not None else sheet.column_count, sheet.column_count),
    )


def parse_grid(book: Spreadsheet, grid: dict[str, Any], *, clip: bool = False) -> Box:
    """Read a GridRange. Raises 400 when it reaches beyond the grid, unless it is to be clipped."""
    sheet = book.sheet(int(grid.get("sheetId", 0)))
    top, left = int(grid.get("startRowIndex", 0)), int(grid.get("startColumnIndex", 0))
    bottom = int(grid.get("endRowIndex", sheet.row_count))
    right = int(grid.get("endColumnIndex", sheet.column_count))
    if bottom > sheet.row_count or right > sheet.column_count:
        if not clip:
            where = f"{quoted(sheet.title)}!{letters(left)}{top + 1}:{letters(right - 1)}{bottom}"
            raise bad(
                f"Range ({where}) exceeds grid limits. Max rows: {sheet.row_count}, max columns: "
                f"{sheet.column_count}"
            )
        bottom, right = min(bottom, sheet.row_count), min(right, sheet.column_count)
    if bottom < top or right < left:
        raise bad("GridRange ends before it starts.")
    return Box(sheet, top, left, bottom, right)


def shown(grid: dict[str, Any]) -> dict[str, Any]:
    """Give a GridRange or DimensionRange as the API replies it: a sheetId of 0 is left out."""
    return {k: v for k, v in grid.items() if not (k == "sheetId" and v == 0)}
