"""Hours that were typed as a time, and come as a part of a day because their format is lost.

1:30 is 0.0625 of a day. A file tells by the format of the cell that a time is meant; a host that
passes bare numbers, or somebody who pasted values alone, does not. Nobody types 0.0625 for hours,
so such a number is asked about and never counted. Where most parts of an hour are such ones, 6:00
(0.25) is asked about as well; and so is 36:00 (1.5), where a roster keeps totals as times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

from models.cells import Parsed, Raw, shown, wrong
from models.intake.fields import Role, roles
from models.intake.grid import Grid
from models.intake.people import Memos
from models.records import Table, TableKind

DAY_MINUTES = 24 * 60
NEAR = 1e-6
"""Part of a minute: a spreadsheet keeps 15 digits."""
SHORTEST = 1 / 6
"""Up to ten minutes are no training; two and four hours are as much of a day."""
_MOST_DIGITS = 20


def without_lost_times(by_role: Memos, grid: Grid, table: Table) -> Memos:
    """Give the parsers for a table: hours that may be a time are a problem, never a number.

    grid: the whole table, whatever part of it is read.
    """
    totals = table.kind is TableKind.ROSTER
    columns, rows = hours_columns(table), grid.rows[table.header_row :]
    said = {raw for at in columns for raw in _distinct(rows, at)}
    numbers = {raw: days for raw in said if (days := _days(raw)) is not None}
    times = {raw for raw in numbers if is_lost_time(raw)}
    if not times:
        return by_role
    counted = Counter(row[at] for at in columns for row in rows if len(row) > at)
    doubtful = _doubtful(numbers, times, counted, totals=totals)
    plain = by_role[Role.HOURS]

    def read(raw: Raw) -> Parsed[float]:
        if raw in doubtful and not isinstance(raw, bool):
            return Parsed(None, _problem(raw))
        return plain[raw]

    return by_role.but(Role.HOURS, read)


def is_lost_time(raw: Raw) -> bool:
    """Whether a cell of hours holds a number that can only be a time."""
    days = _days(raw)
    return days is not None and _is_time(days)


def hours_columns(table: Table) -> Sequence[int]:
    """Give the places of the columns of hours."""
    read_as = zip(table.columns.values(), roles(table.kind, *table.columns), strict=True)
    return [column - 1 for column, role in read_as if role is Role.HOURS]


def _distinct(rows: Sequence[Sequence[Raw]], at: int) -> AbstractSet[Raw]:
    """Give what stands in a column, once each."""
    try:
        return {row[at] for row in rows}
    except IndexError:  # some rows are shorter
        return {row[at] for row in rows if len(row) > at}


def _doubtful(
    numbers: Mapping[Raw, float],
    times: AbstractSet[Raw],
    counted: Counter[Raw],
    *,
    totals: bool,
) -> AbstractSet[Raw]:
    """Give the cells that may be times: those that can be nothing else, or all such numbers.

    numbers: cells that are numbers, each as a part of a day. times: those that can be nothing else.
    totals: whether a day and more may stand there; one training is not as long.
    """
    minutes = {raw for raw, days in numbers.items() if _whole(days * DAY_MINUTES)}
    parts = {raw for raw, days in numbers.items() if days < 1}
    if not _most(times, parts, counted):
        return times
    if not totals or not _most(minutes & parts, numbers.keys(), counted):
        return minutes & parts
    return minutes


def _most(some: AbstractSet[Raw], of: AbstractSet[Raw], counted: Counter[Raw]) -> bool:
    """Whether more than half of the cells that hold one of these hold one of some."""
    return 2 * sum(counted[raw] for raw in some) > sum(counted[raw] for raw in of)


def _days(raw: Raw) -> float | None:
    """Give a number above zero, or a text that is nothing but one, as a part of a day."""
    if isinstance(raw, str):
        plain = len(raw) <= _MOST_DIGITS and raw.isascii() and raw.replace(".", "", 1).isdigit()
        number = float(raw) if plain else 0.0
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        number = float(raw) if abs(raw) < DAY_MINUTES else 0.0
    else:
        return None
    return number if number > 0 else None


def _is_time(days: float) -> bool:
    """Whether a number makes sense as a time alone: whole minutes of a day, odd ones of an hour.

    Sixteenths are let be, as shares of a quarter of an hour, but for 1:30.
    """
    if days >= 1 or not _whole(days * DAY_MINUTES):
        return False
    if not _whole(days * 60):
        return not _whole(days * 16) or days < 1 / 8
    return days <= SHORTEST + NEAR and _whole(days * DAY_MINUTES / 5)


def _whole(number: float) -> bool:
    return abs(number - round(number)) < NEAR


def _problem(raw: Raw) -> str:
    days = _days(raw) or 0.0
    facts = {"hours": f"{days * 24:.6g}", "minutes": f"{days * 60:.6g}"}
    return wrong("cell.hours.lost_time", raw, time=shown(timedelta(days=days)), **facts)
