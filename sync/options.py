"""The options that several commands share, as typer reads them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from sync.errors import UsageError

YEARS = range(1950, 2101)
"""Years of which rules are known, or could be."""


class Format(StrEnum):
    """How a check reports."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Reports(StrEnum):
    """The reports that have a published form."""

    CHECK = "check"
    FORECAST = "forecast"
    SUGGEST = "suggest"
    WHAT_IF = "what-if"
    COUNTS = "what-if-counts"
    REGISTRY = "registry"


class PageFormat(StrEnum):
    """How a page is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Languages(StrEnum):
    """The languages in which findings are said."""

    ENGLISH = "en"
    SPANISH = "es"


class Order(StrEnum):
    """The order of day and month in dates of numbers only."""

    MDY = "mdy"
    DMY = "dmy"


class Data(StrEnum):
    """Which data a past day is judged with."""

    THEN = "then"
    NOW = "now"


class Ages(StrEnum):
    """The ages of the children that somebody works with."""

    INFANT = "infant"
    EARLY = "early"
    BOTH = "both"


Book = Annotated[
    Path, typer.Argument(help="The workbook (.xlsx, .csv, ...) or the link of a Google Sheet.")
]
AsOf = Annotated[
    Optional[str],  # noqa: UP045 - typer reads this form on every version
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge as of this day; today if left out."),
]
DataOf = Annotated[
    Data,
    typer.Option(
        "--data",
        help="For a past day: the data as they stood then, where the ledger keeps copies, or now.",
    ),
]
PackId = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--pack",
        help="The rule pack: an id such as wisconsin (see `rostercheck packs`), or a file.",
    ),
]
DateOrder = Annotated[
    Optional[Order],  # noqa: UP045
    typer.Option("--date-order", help="Whether 3/4/25 is 4 March (mdy) or 3 April (dmy)."),
]
ConfigFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--config", help="The config; rostercheck.toml beside the book if left out."),
]
Language = Annotated[
    Optional[Languages],  # noqa: UP045
    typer.Option("--language", help="The language of flags and messages: en or es (español)."),
]
Backup = Annotated[bool, typer.Option("--backup", help="Keep a dated copy of the former file.")]
Out = Annotated[Optional[Path], typer.Option("--out", help="Write to this file.")]  # noqa: UP045
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; say every cell that would change.")
]
Form = Annotated[Format, typer.Option("--format", help="How to report.")]
PageForm = Annotated[PageFormat, typer.Option("--format", help="How to write the page.")]


def day(text: str | None, option: str = "--as-of") -> date:
    """Give the day to judge as of. This is the one place where the clock is read for it."""
    if text is None:
        return date.today()  # noqa: DTZ011 - her own day
    try:
        said = date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f'"{text}" is no day for {option}. Type year, month and day, such as 2026-11-22.'
        ) from None
    if said.year not in YEARS:
        raise UsageError(f"{text} is too far away for {option}. Look at the year again.")
    return said


def today_for(data: Data) -> date | None:
    """Give today, where a past day is to be judged with the data of then; else None."""
    return day(None) if data is Data.THEN else None


def given_day(text: str | None, option: str) -> date | None:
    """Give the day that an option says, or None where it is left out."""
    return None if text is None else day(text, option)
