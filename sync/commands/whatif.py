"""`rostercheck what-if`: who would come to something else under other rules or on another day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.hiding import LEAST, counts
from models.language import speak
from models.whatif import WhatIf, compare
from sync.commands.common import Setting, checked_book, progress, setting, shown
from sync.errors import UsageError
from sync.packfiles import pack_named
from sync.reports.rows import print_csv
from sync.reports.whatif import (
    ChangeRow,
    GroupReport,
    counts_report,
    counts_text,
    whatif_report,
    whatif_text,
)
from sync.run import Checked


@dataclass(frozen=True, slots=True)
class WhatIfRequest:
    """The words of the command.

    pack, as_of: what would be otherwise; None: as now. against, today: the rules and the day that
    it is compared with; None: those of the config, and today.
    """

    book: Path
    today: date
    pack: str | None = None
    as_of: date | None = None
    against: str | None = None
    date_order: str | None = None
    without_names: bool = False
    form: str = "text"
    everybody: bool = False
    config: Path | None = None
    language: str | None = None


def run_whatif(request: WhatIfRequest) -> None:
    """Print what would be otherwise. Raises RostercheckError."""
    if request.pack is None and request.as_of is None:
        raise UsageError(
            "Say what would be otherwise: --pack with other rules, --as-of with another day, "
            "or both."
        )
    how = setting(
        request.book, request.against, request.date_order, request.config, request.language
    )
    with speak(how.language):
        _run(request, how)


def _run(request: WhatIfRequest, how: Setting) -> None:
    old, new = _both(request, how)
    found = compare(old.judged, new.judged, (old.pack, new.pack))
    if request.without_names:
        _print_counts(request, old, new, found)
    else:
        _print_names(request, old, new, found)


def _both(request: WhatIfRequest, how: Setting) -> tuple[Checked, Checked]:
    """Run the book twice, each time as a check would."""
    then = how if request.pack is None else replace(how, pack=pack_named(request.pack))
    with progress(request.book.name) as step:
        _, old = checked_book(request.book, how, request.today, step)
        _, new = checked_book(request.book, then, request.as_of or request.today, step)
    return old, new


def _print_names(request: WhatIfRequest, old: Checked, new: Checked, found: WhatIf) -> None:
    book = shown(request.book)
    if request.form == "json":
        print(whatif_report(book, old, new, found).model_dump_json(indent=2))
    elif request.form == "csv":
        rows = whatif_report(book, old, new, found).changes
        print_csv(list(ChangeRow.model_fields), rows)
    else:
        print("\n".join(whatif_text(book, old, new, found, everybody=request.everybody)))


def _print_counts(request: WhatIfRequest, old: Checked, new: Checked, found: WhatIf) -> None:
    book, counted = shown(request.book), counts(found)
    if request.form == "json":
        print(counts_report(book, old, new, counted).model_dump_json(indent=2))
    elif request.form == "csv":
        if counted.people is None:
            raise UsageError(f"Fewer than {LEAST} people stand in the roster; nothing is shown.")
        rows = counts_report(book, old, new, counted).groups
        print_csv(list(GroupReport.model_fields), rows)
    else:
        print("\n".join(counts_text(book, old, new, counted)))
