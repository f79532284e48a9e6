"""What a write of ours left in a column, known again by what it is, wherever a sort has taken it.

Where a write put the same thing only over the same thing, it does not matter which cell is which:
whatever says so in that column now goes back to what was there before.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
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
        cells = {
            (row, columns[column]): _keys(new.cell((row, columns[column])))
            for row in range(len(new.rows))
        }
        counts = Counter(key for keys in cells.values() for key in keys)
        sure = _sure(old, column, mine, counts)
        for place, keys in cells.items():
            told = {key[0]: (keys[key], sure[key]) for key in keys if key in sure}
            if told:
                wrote = {name: here for name, (here, _) in told.items()}
                yield place, Harm(wrote, {name: was for name, (_, was) in told.items()})


def _sure(
    old: Page, column: int, mine: Mapping[Place, Harm], now: Mapping[Key, int]
) -> dict[Key, Any]:
    """Give what stood in a column only where it was written, always over the same thing.

    now: how often it stands there by now; more often than before, and somebody typed it too.
    """
    over: dict[Key, list[Any]] = defaultdict(list)
    there: set[Key] = set()
    for row in range(len(old.rows)):
        harm = mine.get((row, column))
        for key in _keys(old.cell((row, column))):
            name = key[0]
            if harm is not None and name in harm.was and _key(name, harm.wrote[name]) == key:
                over[key].append(harm.was[name])
            else:
                there.add(key)
    return {
        key: was[0]
        for key, was in over.items()
        if key not in there
        and now.get(key, 0) <= len(was)
        and len({_key(key[0], one) for one in was}) == 1
    }


def _keys(cell: Mapping[str, Any]) -> dict[Key, Any]:
    """Give all of `PATHS` that a cell has."""
    found = {name: field_of(cell, name) for name in PATHS}
    return {_key(name, here): here for name, here in found.items() if here is not None}


def _key(name: str, value: Any) -> Key:
    return name, json.dumps(plain(value), sort_keys=True, default=str)
