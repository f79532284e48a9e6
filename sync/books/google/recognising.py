"""What a write of ours left in a column, known again by what it is, wherever a sort has taken it.

Where a write put the same thing only over the same thing, it does not matter which cell is which:
whatever says so in that column now goes back to what was there before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sync.books.google.following import follow_columns
from sync.books.google.pages import Page, Place
from sync.books.google.verifying import Harm
from sync.books.google.wishes import PATHS, field_of, plain

Key = tuple[str, str]
"""A name of `PATHS`, and what stands there."""


def recognised(old: Page, new: Page, owed: Mapping[Place, Harm]) -> Iterator[tuple[Place, Harm]]:
    """Give the cells of `new` that hold what was written, and what should stand there instead.

    owed: what should stand in cells of `old`.
    """
    columns = follow_columns(old, new)
    by_column: dict[int, dict[Place, Harm]] = defaultdict(dict)
    for place, harm in owed.items():
        if place[1] in columns:
            by_column[place[1]][place] = harm
    for column, mine in by_column.items():
        sure = _sure(old, column, mine)
        for row in range(len(new.rows)) if sure else ():
            place = (row, columns[column])
            cell = new.cell(place)
            told = {
                name: (here, sure[key])
                for name in PATHS
                if (here := field_of(cell, name)) is not None and (key := _key(name, here)) in sure
            }
            if told:
                wrote = {name: here for name, (here, _) in told.items()}
                yield place, Harm(wrote, {name: was for name, (_, was) in told.items()})


def _sure(old: Page, column: int, mine: Mapping[Place, Harm]) -> dict[Key, Any]:
    """Give what stands in a column only where it was written, always over the same thing."""
    over: dict[Key, dict[str, Any]] = defaultdict(dict)
    there: set[Key] = set()
    for row in range(len(old.rows)):
        cell, harm = old.cell((row, column)), mine.get((row, column))
        for name in PATHS:
            here = field_of(cell, name)
            if here is None:
                continue
            key = _key(name, here)
            written = harm is not None and name in harm.was and _key(name, harm.wrote[name]) == key
            if written and harm is not None:
                over[key][_key(name, harm.was[name])[1]] = harm.was[name]
            else:
                there.add(key)
    return {
        key: next(iter(was.values()))
        for key, was in over.items()
        if len(was) == 1 and key not in there
    }


def _key(name: str, value: Any) -> Key:
    return name, json.dumps(plain(value), sort_keys=True, default=str)
