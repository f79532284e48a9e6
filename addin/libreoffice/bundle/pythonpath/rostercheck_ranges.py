"""Where a block came from that Calc handed over without formats: found again by our own formulas.

Calc gives an argument that may be left out as bare numbers: 1:30 of a log would be 0.0625, and
45720 an hour or a day. So the formulas of ours in the workbook are looked up, and where an argument
of one of them holds just these cells, they are read from there, with their formats.

Standard library alone, and nothing newer than Python 3.8: this runs under the office's own Python.
"""

from __future__ import annotations

import re
import time
from typing import Any, Iterator, Sequence

import rostercheck_cells as cells

OURS = "ROSTER_"
KEPT_SECONDS = 1.0
"""A recalculation asks for many formulas at once; the list is read once for them."""
MOST_PLACES = 500
"""Of an array formula, the cells at its upper and left edge are looked at, up to so many."""

_PLACE = re.compile(r"\$?('(?:[^']|'')+'|[^'.$!#\[\]]+)\.([$A-Z0-9:]+)")
_HERE = re.compile(r"[$A-Z0-9:]+")
_WRAPPED = re.compile(r'IFERROR\((.*);"#N/A"\)')


class Ranges:
    """The ranges that stand as arguments in the formulas of ours, for one workbook at a time."""

    def __init__(self) -> None:
        self._read_at = 0.0
        self._of = ""
        self._found: list[Any] = []

    def with_formats(self, block: Sequence[Sequence[Any]], document: Any) -> cells.Block | None:
        """Give the cells of a block with their formats; None where it is not found again."""
        if not any(isinstance(cell, float) for row in block for cell in row):
            return None
        for fresh in (False, True):  # a formula may have been typed since the list was read
            for place in self._places(document, fresh):
                if _holds(place, block):
                    return cells.argument(place, document)
        return None

    def _places(self, document: Any, fresh: bool) -> list[Any]:
        key = f"{document.RuntimeUID} {document.Sheets.Count}"
        if fresh or key != self._of or time.monotonic() - self._read_at > KEPT_SECONDS:
            formulas = dict.fromkeys(_formulas(document))
            arguments = dict.fromkeys(
                (sheet, part) for sheet, formula in formulas for part in _arguments(formula)
            )
            places = (_place(document, sheet, part) for sheet, part in arguments)
            self._found = [place for place in places if place is not None]
            self._of, self._read_at = key, time.monotonic()
        return self._found


def _formulas(document: Any) -> Iterator[Any]:
    """Give each formula of ours, with the name of the tab in which it stands."""
    for sheet in document.Sheets:
        wanted = sheet.createSearchDescriptor()
        wanted.SearchString = OURS
        found = sheet.findAll(wanted)
        for area in found.getRangeAddresses() if found else ():
            edge = [(row, area.StartColumn) for row in range(area.StartRow, area.EndRow + 1)]
            edge += [(area.StartRow, at) for at in range(area.StartColumn, area.EndColumn + 1)]
            for row, column in edge[:MOST_PLACES]:
                formula = sheet.getCellByPosition(column, row).getFormula()
                if formula.startswith(("=", "{=")):
                    yield sheet.Name, formula


def _arguments(formula: str) -> Iterator[str]:
    """Give the parts of a formula between its semicolons, however deep, out of quotes."""
    depth, quote, start = 0, "", 0
    begin = formula.upper().find(OURS)
    for at in range(formula.find("(", begin) + 1, len(formula)):
        sign = formula[at]
        start = start or at
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign in ";)" and not depth:
            yield _unwrapped(formula[start:at])
            start = at + 1
            if sign == ")":
                return
        elif sign == ")":
            depth -= 1


def _unwrapped(part: str) -> str:
    """Give what is within IFERROR(...;"#N/A"), as the manual says to write it."""
    found = _WRAPPED.fullmatch(part.strip())
    return found.group(1) if found else part.strip()


def _place(document: Any, sheet: str, part: str) -> Any:
    """Give the range that a part names; None where it names none."""
    found = _PLACE.fullmatch(part)
    name, address = (found.group(1), found.group(2)) if found else (sheet, part)
    if not _HERE.fullmatch(address) or ":" not in address:
        return None
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    if not document.Sheets.hasByName(name):
        return None
    return document.Sheets.getByName(name).getCellRangeByName(address)


def _holds(place: Any, block: Sequence[Sequence[Any]]) -> bool:
    """Tell whether a range is as large as a block, and holds the same cells."""
    address = place.getRangeAddress()
    size = (address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1)
    if size != (len(block), len(block[0])):
        return False
    used = cells.used_part(place)
    rows = used.getDataArray() if used is not None else ()
    width = len(rows[0]) if rows else 0
    return all(
        all(map(_same, row, block[at])) and not any(block[at][width:])
        for at, row in enumerate(rows)
    ) and not any(any(row) for row in block[len(rows) :])


def _same(there: Any, here: Any) -> bool:
    """An error in a range is nothing there; in a block that was wrapped, it is a text."""
    return bool(there == here) or (there is None and here == "#N/A")
