"""`rostercheck forecast`: who will be short at the deadline, and what would help most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.forecast import UNDER, forecast
from models.language import speak
from sync.commands.common import Setting, checked_book, progress, setting, shown
from sync.errors import UsageError
from sync.reports.forecast import ForecastRow, forecast_report, forecast_text
from sync.reports.rows import print_csv


@dataclass(frozen=True, slots=True)
class ForecastRequest:
    """The words of the command."""

    book: Path
    as_of: date
    pack: str | None = None
    date_order: str | None = None
    under: float = UNDER
    form: str = "text"
    everybody: bool = False
    config: Path | None = None
    language: str | None = None
    today: date | None = None


def run_forecast(request: ForecastRequest) -> None:
    """Print the forecast of a book. Raises RostercheckError."""
    if not 0 < request.under <= 1000:
        raise UsageError("--under is a number of hours, such as 3.")
    how = setting(request.book, request.pack, request.date_order, request.config, request.language)
    with speak(how.language):
        _print(request, how)


def _print(request: ForecastRequest, how: Setting) -> None:
    with progress(request.book.name) as step:
        _, checked = checked_book(request.book, how, request.as_of, step, today=request.today)
        found = forecast(checked.roster, checked.pack, checked.judged, request.under)
    book = shown(request.book)
    if request.form == "json":
        print(forecast_report(book, checked, found).model_dump_json(indent=2))
    elif request.form == "csv":
        rows = forecast_report(book, checked, found).rows
        print_csv(list(ForecastRow.model_fields), rows)
    else:
        print("\n".join(forecast_text(book, checked, found, everybody=request.everybody)))
