"""A roster of some forty people, the packs of it, and the command as a person calls it."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from sample_workbooks.names import FIRST, LAST
from tests.cli.conftest import Result, run

__all__ = ["Result", "run"]

HEAD = [
    "Member ID", "Full Name", "E-mail", "Category", "Date endorsed", "Membership expires",
    "Training hrs", "DEI hrs", "RSC hrs", "Ethics signed", "Agreement signed", "County",
]  # fmt: skip
DAY, LATER = "2026-06-10", "2026-09-20"
WORDS = ("--pack", "wisconsin", "--date-order", "mdy")


def member(number: int, hours: float, category: str = "IFS", county: str = "Dane") -> list[object]:
    """Give the row of a member who has so many hours."""
    first, last = FIRST[number % len(FIRST)], LAST[number * 7 % len(LAST)]
    return [
        f"QX-{number:03}", f"{first} {last}", f"{first}.{number}@example.org".lower(), category,
        date(2020, 5, 1), date(2026, 12, 31), hours, 3, 12, "y", "y", county,
    ]  # fmt: skip


def roster(short: int, fine: int) -> list[list[object]]:
    """Give so many people who are short of hours, and so many who have them."""
    people = [member(n, 4) for n in range(short)]
    return people + [member(short + n, 16, "IECMHS" if n % 3 == 0 else "IFS") for n in range(fine)]


def write(path: Path, rows: list[list[object]]) -> Path:
    """Write a workbook with one roster."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Members")
        for number, row in enumerate([HEAD, *rows]):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, datetime.combine(value, time()))
                else:
                    sheet.write(number, column, value)
    return path


@pytest.fixture
def members(tmp_path: Path) -> Path:
    return write(tmp_path / "members.xlsx", roster(12, 25))
