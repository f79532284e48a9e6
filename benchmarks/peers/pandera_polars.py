"""pandera on Polars."""

from __future__ import annotations

from pathlib import Path

import pandera.polars as pa
from pandera.errors import SchemaErrors

from benchmarks.peers.rules import FIRST_ROW, Failing, conditions, with_polars


def failing(path: Path) -> Failing:
    """Each rule as a check of the whole frame, all at once."""
    frame = with_polars(path)
    rules = conditions()
    checks = [
        pa.Check(lambda data, rule=rule: data.lazyframe.select(rule.fill_null(True)), name=name)
        if name not in {"name", "category_blank"}
        else pa.Check(lambda data, rule=rule: data.lazyframe.select(rule), name=name)
        for name, rule in rules.items()
    ]
    found: Failing = {name: [] for name in rules}
    try:
        pa.DataFrameSchema(checks=checks).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("check", "index").unique()
        for name, index in cases.iter_rows():
            found[name].append(index + FIRST_ROW)
    return found
