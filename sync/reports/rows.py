"""Rows of a report as CSV, which a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from typing import IO, Any

from pydantic import BaseModel

RUN_BY_A_SHEET = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these would be run as a formula."""


def print_csv(columns: Sequence[str], rows: Iterable[BaseModel], to: IO[str] | None = None) -> None:
    """Print rows under a header; a text that a sheet would run is made harmless."""
    writer = csv.writer(to or sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = row.model_dump(mode="json")
        writer.writerow([harmless(values[name]) for name in columns])


def harmless(value: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet would run."""
    if isinstance(value, str) and value[:1] in RUN_BY_A_SHEET:
        return "'" + value
    if isinstance(value, list):
        return harmless("; ".join(map(str, value)))
    return "" if value is None else value
