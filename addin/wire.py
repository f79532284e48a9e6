"""Cells as JSON, for hosts that speak with Python over a wire.

A cell is null, true or false, a number, a text, {"date": "2025-03-04"} or {"date":
"2025-03-04T13:30:00"}, {"time": "13:30:00"}, or {"error": "#N/A"}. A block is a list of rows.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from addin.errors import AddinError
from models.cells import CellError, Raw, shown
from models.wording import sentence

Wire: TypeAlias = bool | int | float | str | dict[str, str] | None
"""One cell on the wire."""
_DAY = len("2025-03-04")
"""Characters of a date without a time."""
_PLAIN = frozenset({type(None), bool, int, float, str})
"""Kinds of cells that are the same on the wire."""


def from_wire(argument: object) -> object:
    """Give an argument of a formula: a cell, a row, or rows. Raises AddinError for other JSON."""
    if not isinstance(argument, list):
        return _cell(argument)
    return [
        [cell if cell.__class__ is not dict else _object(cell) for cell in row]
        if row.__class__ is list
        else _cell(row)
        for row in argument
    ]


def to_wire(argument: object) -> object:
    """Give an argument, or an answer, as JSON can hold it."""
    if isinstance(argument, list | tuple):
        return [
            part
            if (kind := part.__class__) in _PLAIN
            else {"date": part.isoformat()}  # as _wired says it: most that is not plain is a day
            if kind is date
            else to_wire(part)
            for part in argument
        ]
    return _wired(argument)  # type: ignore[arg-type]


def _object(cell: dict[str, Any]) -> Raw:
    """Give a cell that is an object; nearly all of those are days, and are read at a glance."""
    said: Any = cell.get("date")
    if said.__class__ is str and len(said) == _DAY and len(cell) == 1:
        try:  # contextlib.suppress takes as long again as all the rest, and a range has many days
            return date.fromisoformat(said)
        except ValueError:
            pass
    return _cell(cell)


def _cell(cell: object) -> Raw:
    if cell is None or isinstance(cell, bool | int | float | str):
        return cell
    if isinstance(cell, dict) and len(cell) == 1:
        ((kind, said),) = cell.items()
        if isinstance(said, str):
            if kind == "error":
                return CellError(said)
            try:
                return _moment(kind, said)
            except ValueError:
                pass
    raise AddinError(sentence("formula.wire", {}))


def _moment(kind: str, said: str) -> Raw:
    """Read a date or a time. Raises ValueError where it is none."""
    if kind == "time":
        return time.fromisoformat(said)
    if kind != "date":
        raise ValueError(kind)
    if len(said) == _DAY:
        return date.fromisoformat(said)
    return datetime.fromisoformat(said).replace(tzinfo=None)


def _wired(cell: Raw) -> Wire:
    if isinstance(cell, CellError):
        return {"error": str(cell)}
    if cell is None or isinstance(cell, bool | int | float | str):
        return cell
    if isinstance(cell, timedelta):
        return shown(cell)
    return {"time" if isinstance(cell, time) else "date": cell.isoformat()}
