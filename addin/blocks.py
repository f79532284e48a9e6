"""Arguments as a host has them -> blocks of raw cells; and answers that every host can show.

Hosts disagree about nearly everything: a blank cell is None, "" or 0; one cell is a value or a
block; one row or one column may be a flat list; a whole column has a million blank rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from math import isfinite
from typing import Any

from addin.errors import AddinError
from addin.registry import Answer, Answers
from models.cells import CellError, Raw, shown
from models.wording import sentence, spoken

Cells = list[list[Raw]]
"""A block that was made ready: rows of equal length, nothing blank at its end."""

LARGEST = 1_000_000
"""Cells with something in them or around them, in all arguments of one formula together."""
LONGEST = 32_767
"""Characters that a cell can hold."""
_CHUNK = 4096
_PLAIN = frozenset({type(None), bool, date})
"""Kinds of cells that stay as they are, whatever they hold."""
_LISTS = frozenset({list, tuple})
_BOUND = 10**300
_HEADS = frozenset("#E")
"""With these the text of an error begins."""
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!"
    r"|UNKNOWN!|BUSY!|PYTHON!|EXTERNAL!|TIMEOUT!|GETTING_DATA|UNCALCULATED|LOADING!?)|Err:5\d\d"
)
"""What hosts hand over as text for an error in a cell."""
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no cell can hold."""


def blocks(arguments: Sequence[object]) -> list[Cells | None]:
    """Make all arguments of a formula ready; None: left out, or nothing in it.

    Raises AddinError where they hold more than can be answered in time.
    """
    cut = [_cut(_rows(argument)) for argument in arguments]
    cells = sum(len(rows) * len(rows[0]) for rows in cut if rows)
    if cells > LARGEST:
        facts = {"cells": f"{cells:,}", "most": f"{LARGEST:,}"}
        raise AddinError(sentence("formula.too_large", facts))
    return [_tidied(rows) if rows else None for rows in cut]


def _rows(argument: object) -> Sequence[Sequence[object]]:
    """Give an argument as rows: a value is one cell, a flat list is one row."""
    listed = getattr(argument, "tolist", None)
    if callable(listed):
        argument = listed()
    if not isinstance(argument, list | tuple):
        return [[argument]]
    if set(map(type, argument)) <= _LISTS:
        return argument
    if not any(isinstance(row, list | tuple) for row in argument):
        return [argument]
    return [row if isinstance(row, list | tuple) else [row] for row in argument]


def _cut(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
    """Take off what is blank at the end, below and at the right; make all rows equally long.

    Of several rows or columns two stay, so that one cell can be told from one that is filled.
    """
    filled_rows = _filled_rows(rows)
    if not filled_rows:
        return []
    rows = rows[: max(filled_rows, 2)]
    width = max(map(len, rows))
    if any(len(row) != width for row in rows):
        rows = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    filled = width
    while filled > 2 and not any(row[filled - 1] for row in rows):
        filled -= 1
    return rows if filled == width else [row[:filled] for row in rows]


def _filled_rows(rows: Sequence[Sequence[object]]) -> int:
    """Give the number of the last row in which something stands; many blank rows at a glance.

    0 and FALSE alone do not fill a row: so hosts pass blank cells and boxes that nobody ticked.
    """
    end = len(rows)
    while end > _CHUNK and not any(map(any, rows[end - _CHUNK : end])):
        end -= _CHUNK
    while end and not _any(rows[end - 1]):
        end -= 1
    return end


def _any(row: Sequence[object]) -> bool:
    return any(cell and not (cell.__class__ is str and cell.isspace()) for cell in row)


def _tidied(rows: Sequence[Sequence[object]]) -> Cells:
    """Give raw cells; a row of nothing but 0 and FALSE is blank."""
    return [_row(row) if any(row) else [None] * len(row) for row in rows]


def _row(row: Sequence[Any]) -> list[Raw]:
    """Give the cells of a row; nearly all of them stay as they are, and are told at a glance."""
    return [
        cell
        if (kind := cell.__class__) in _PLAIN
        or (kind is str and cell.isascii() and cell[:1] not in _HEADS)
        or (kind is float and cell - cell == 0.0)
        or (kind is int and -_BOUND < cell < _BOUND)
        or (kind is datetime and cell.tzinfo is None)
        else tidied(cell)
        for cell in row
    ]


def tidied(cell: object) -> Raw:
    """Give one cell as a raw cell; what no spreadsheet can hold becomes an error cell."""
    if isinstance(cell, Enum):
        cell = cell.value
    if isinstance(cell, CellError) or cell is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, str):
        return _text(str(cell))
    if isinstance(cell, int):
        return int(cell) if -_BOUND < cell < _BOUND else CellError("#NUM!")
    if isinstance(cell, datetime):
        return datetime.combine(cell.date(), cell.time())  # plain, and without a zone
    if isinstance(cell, date | time | timedelta):
        return cell
    return _number(cell)


def _text(text: str) -> str:
    if _ERROR.fullmatch(text):
        return CellError(text)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _number(cell: object) -> Raw:
    """Take what can be a number, such as a Decimal, as one."""
    try:
        number = float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return CellError("#VALUE!")
    return number if isfinite(number) else CellError("#NUM!")


def shape(lines: Iterable[Sequence[object]]) -> Answers:
    """Make an answer rectangular, of nothing but text, numbers and TRUE or FALSE.

    Texts of ours are said in the language that is spoken.
    """
    answers = [[_answer(cell) for cell in line] for line in lines]
    width = max(map(len, answers), default=0)
    if not width:
        return [[""]]
    return [line if len(line) == width else line + [""] * (width - len(line)) for line in answers]


def _answer(cell: object) -> Answer:
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = str(spoken(cell))
        plain = text.isascii() and text.isprintable()
        return (text if plain else _showable(text))[:LONGEST]
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return cell if isfinite(cell) else ""
    if isinstance(cell, date | time | timedelta):
        return shown(cell)
    raise TypeError(type(cell).__name__)


def _showable(text: str) -> str:
    return _ODD.sub("", text.encode("utf-8", "replace").decode())
