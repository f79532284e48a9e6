"""The fourteen rules that all peers can express, and the table of the totals workbook for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import people
from benchmarks.people import AS_OF, CODES, NEEDS_RSC

if TYPE_CHECKING:
    import pandas
    import polars

Failing = dict[str, list[int]]
"""By rule: the rows on the screen that fail it."""

COLUMNS: Mapping[str, str] = {
    "Name": "name", "E-mail": "email", "Category": "category", "Status": "status",
    "Degree date": "degree", "Endorsed": "endorsed", "Membership expires": "membership",
    "Ethics signed": "ethics", "Training hours": "training", "DEI hours": "dei",
    "RSC hours": "rsc",
}  # fmt: skip
EMAIL = r"^[^\s@]+@[^\s@]+\.[^\s@]+$"
FIRST_ROW = 2
SCOPED, STATUSES = sorted(NEEDS_RSC), ["endorsed", "applicant", "inactive"]
CATEGORIES, TODAY, DEADLINE_YEAR = list(CODES), AS_OF, 2026
"""Who was endorsed in the year of the deadline owes no hours yet."""


def truth(count: int) -> dict[str, int]:
    """Say how many rows fail each rule."""
    found = dict.fromkeys(people.FAULTS, 0)
    for member in people.members(count):
        if member.fault:
            found[member.fault] += 2 if member.fault == "duplicate" else 1
    found["endorsed_future"] += found["degree_future"]  # such a row has both dates ahead
    return found


def with_polars(path: Path) -> polars.DataFrame:
    """Read the workbook by way of Polars and fastexcel: the fastest reader that there is."""
    import polars as pl

    frame = pl.read_excel(path, drop_empty_rows=False, infer_schema_length=None)
    frame = frame.select(list(COLUMNS)).rename(dict(COLUMNS))
    return frame.with_row_index("row", offset=FIRST_ROW)


def with_pandas(path: Path) -> pandas.DataFrame:
    """Read the workbook by way of pandas and python-calamine."""
    import pandas as pd

    frame = pd.read_excel(path, engine="calamine", usecols=list(COLUMNS)).rename(columns=COLUMNS)
    frame["row"] = range(FIRST_ROW, FIRST_ROW + len(frame))
    return frame


def conditions() -> dict[str, Any]:
    """Give each rule as a Polars expression that is true where a row is in order."""
    import polars as pl

    later = pl.col("endorsed").dt.year() >= DEADLINE_YEAR
    other = ~pl.col("category").is_in(SCOPED)
    return {
        "name": pl.col("name").is_not_null(),
        "category_blank": pl.col("category").is_not_null(),
        "category": pl.col("category").is_in(CATEGORIES),
        "status": pl.col("status").is_in(STATUSES),
        "endorsed_future": pl.col("endorsed") <= TODAY,
        "degree_future": pl.col("degree") <= TODAY,
        "ethics_future": pl.col("ethics") <= TODAY,
        "order": pl.col("endorsed") >= pl.col("degree"),
        "email": pl.col("email").str.contains(EMAIL),
        "duplicate": pl.col("email").is_unique(),
        "training": (pl.col("training") >= 15) | later,
        "dei": (pl.col("dei") >= 3) | later,
        "rsc": (pl.col("rsc") >= 12) | later | other,
        "membership": pl.col("membership") >= TODAY,
    }
