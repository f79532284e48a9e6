"""dataframely on Polars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from benchmarks.peers.rules import Failing, conditions, with_polars


def _rule(condition: Any) -> Any:
    return dy.rule()(lambda _cls: condition.fill_null(True))


_RULES = {f"rule_{name}": _rule(condition) for name, condition in conditions().items()}
_COLUMNS = {
    "row": dy.UInt32(),
    **{key: dy.String(nullable=True) for key in ("name", "email", "category", "status")},
    **{key: dy.Date(nullable=True) for key in ("degree", "endorsed", "membership", "ethics")},
    **{key: dy.Float64(nullable=True) for key in ("training", "dei", "rsc")},
}
Roster: Any = type("Roster", (dy.Schema,), {**_COLUMNS, **_RULES})


def failing(path: Path) -> Failing:
    """A schema with the rules; its filter says row by row which rule is not kept."""
    frame = with_polars(path)
    bad = Roster.filter(frame, cast=True).failure.details()
    return {
        name: bad.filter(pl.col(f"rule_{name}") == "invalid")["row"].to_list()
        for name in conditions()
    }
