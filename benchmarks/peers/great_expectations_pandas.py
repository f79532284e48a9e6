"""Great Expectations on pandas; a rule over two columns is put into one column beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

from benchmarks.peers.rules import (
    CATEGORIES,
    DEADLINE_YEAR,
    EMAIL,
    FIRST_ROW,
    SCOPED,
    STATUSES,
    TODAY,
    Failing,
    with_pandas,
)


def failing(path: Path) -> Failing:
    """A suite with an expectation for each rule."""
    frame = with_pandas(path)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("roster")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": _with(frame)})
    rules = _expectations()
    suite = gx.ExpectationSuite("rules", expectations=list(rules.values()))
    done = batch.validate(suite, result_format={"result_format": "COMPLETE"})
    return {
        name: [at + FIRST_ROW for at in one.result.get("unexpected_index_list") or ()]
        for name, one in zip(rules, done.results, strict=True)
    }


def _with(frame: Any) -> Any:
    """Put what is short into columns of their own, 0 for who owes nothing."""
    owes = frame["endorsed"].dt.year < DEADLINE_YEAR
    scoped = frame["category"].isin(SCOPED)
    return frame.assign(
        training_short=(15 - frame["training"]).where(owes, 0),
        dei_short=(3 - frame["dei"]).where(owes, 0),
        rsc_short=(12 - frame["rsc"]).where(owes & scoped, 0),
    )


def _expectations() -> dict[str, Any]:
    today = pd.Timestamp(TODAY)
    at_most, not_null = gxe.ExpectColumnValuesToBeBetween, gxe.ExpectColumnValuesToNotBeNull
    return {
        "name": not_null(column="name"),
        "category_blank": not_null(column="category"),
        "category": gxe.ExpectColumnValuesToBeInSet(column="category", value_set=CATEGORIES),
        "status": gxe.ExpectColumnValuesToBeInSet(column="status", value_set=STATUSES),
        "endorsed_future": at_most(column="endorsed", max_value=today),
        "degree_future": at_most(column="degree", max_value=today),
        "ethics_future": at_most(column="ethics", max_value=today),
        "order": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="endorsed", column_B="degree", or_equal=True
        ),
        "email": gxe.ExpectColumnValuesToMatchRegex(column="email", regex=EMAIL),
        "duplicate": gxe.ExpectColumnValuesToBeUnique(column="email"),
        "training": at_most(column="training_short", max_value=0),
        "dei": at_most(column="dei_short", max_value=0),
        "rsc": at_most(column="rsc_short", max_value=0),
        "membership": at_most(column="membership", min_value=today),
    }
