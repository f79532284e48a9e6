"""Arguments that are one cell, or one column of cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from addin.blocks import Cells
from addin.errors import AddinError
from addin.settings import Settings
from models.cells import CellError, Parsed, Raw, parse_count, parse_date, parse_text
from models.wording import sentence

T = TypeVar("T")

YEARS = range(1950, 2101)
"""Years of which rules are known, or could be."""


def one_cell(block: Cells | None, name: str) -> Raw:
    """Give the one cell of an argument; 0, as hosts pass a blank cell, is blank.

    Raises AddinError where there are several, or an error stands in it.
    """
    if block is None:
        return None
    filled = [cell for row in block for cell in row if cell is not None and cell != ""]
    if len(filled) > 1:
        raise AddinError(sentence("formula.one_cell", {"argument": name}))
    cell = filled[0] if filled else None
    if isinstance(cell, CellError):
        raise AddinError(sentence("formula.error_cell", {"argument": name, "error": str(cell)}))
    return cell or None


def text_of(block: Cells | None, name: str) -> str:
    """Give a cell as clean text; "" for a blank. Raises AddinError."""
    return _value(parse_text(one_cell(block, name)), name) or ""


def day_of(block: Cells | None, name: str, settings: Settings) -> date | None:
    """Give the day in a cell; None for a blank. Raises AddinError that says what to type."""
    day = _value(parse_date(one_cell(block, name), settings.order), name)
    if day is not None and day.year not in YEARS:
        raise AddinError(sentence("formula.far_day", {"argument": name, "day": day}))
    return day


def count_of(block: Cells | None, name: str) -> int | None:
    """Give the whole number in a cell; None for a blank. Raises AddinError."""
    return _value(parse_count(one_cell(block, name)), name)


def _value(parsed: Parsed[T], name: str) -> T | None:
    value, problem = parsed
    if problem is not None:
        raise AddinError(sentence("formula.argument", {"argument": name, "problem": problem}))
    return value


def column_of(block: Cells | None, name: str) -> Sequence[Raw]:
    """Give the cells of a column, or of a row. Raises AddinError for a block of both."""
    if block is None:
        return [None]
    if len(block) > 1 and len(block[0]) > 1:
        raise AddinError(sentence("formula.one_column", {"argument": name}))
    return [cell for row in block for cell in row]
