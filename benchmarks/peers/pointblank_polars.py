"""pointblank on Polars."""

from __future__ import annotations

from pathlib import Path

import pointblank as pb

from benchmarks.peers.rules import Failing, conditions, with_polars


def failing(path: Path) -> Failing:
    """Each rule as a step; the rows that fail it are its extract."""
    rules = conditions()
    plan = pb.Validate(with_polars(path))
    for rule in rules.values():
        plan = plan.col_vals_expr(expr=rule.fill_null(True))
    done = plan.interrogate(extract_limit=10**9)  # all rows, not only the first 500
    return {
        name: done.get_data_extracts(i=step, frame=True)["row"].to_list()
        for step, name in enumerate(rules, 1)
    }
