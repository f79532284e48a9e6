"""Folders with real workbooks, a config, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from sync.books import open_book
from sync.books.base import CellRef, SetValue
from sync.config import read_config
from sync.ledger import Ledger, open_ledger
from sync.nightly.clock import Clock
from sync.nightly.night import Report, run_night

HEAD = [
    "Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs",
]  # fmt: skip
ANA = ["W-1", "Ana Ruiz", "IFS", date(2020, 5, 1), date(2026, 12, 31), 15]
BEN = ["W-2", "Ben Oak", "IMHS", date(2020, 5, 1), date(2026, 6, 30), 3]
DAY = date(2026, 11, 22)


class SimulatedClock(Clock):
    """A clock that stands still until somebody waits; what happens meanwhile is scripted."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)) -> None:
        super().__init__()
        self.start = self.at = start
        self.waits: list[float] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return (self.at - self.start).total_seconds()

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.at += timedelta(seconds=max(seconds, 0))
        self.meanwhile()
        return self.stopped.is_set()


def write(
    path: Path, *rows: list[object], sheets: Mapping[str, list[list[object]]] | None = None
) -> Path:
    """Write a workbook with one roster, and sheets beside it."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, lines in {"Members": [HEAD, *rows], **(sheets or {})}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(lines):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, datetime.combine(value, time()))
                    else:
                        sheet.write(number, column, value)
    return path


def type_in(path: Path, row: int, column: int, value: object) -> None:
    """Change a cell as a person does, and save."""
    book = open_book(path)
    book.read()
    book.apply([SetValue(CellRef("Members", row, column), value)])


def cells(path: Path) -> dict[str, list[list[object]]]:
    """Give what stands in a workbook."""
    return {sheet.name: [list(r) for r in sheet.rows] for sheet in open_book(path).read().sheets}


def lock_of(path: Path) -> Path:
    """Open a workbook in LibreOffice, as far as others can see."""
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text(",ann,laptop,22.11.2026 02:00,file:///;", encoding="utf-8")
    return lock


@dataclass
class Office:
    """A folder with workbooks and a config; `night` holds a night in it."""

    folder: Path
    ledger: Ledger
    clock: SimulatedClock = field(default_factory=SimulatedClock)

    def config(self, *books: str, extra: str = "") -> None:
        """Write the config; each book is the rest of its entry."""
        common = 'pack = "wisconsin"\ndate_order = "mdy"\n'
        entries = [f"[[book]]\n{common}{book}\n" for book in books]
        (self.folder / "rostercheck.toml").write_text("\n".join([extra, *entries]))

    def night(self, as_of: date = DAY) -> Report:
        """Hold a night."""
        path = self.folder / "rostercheck.toml"
        return run_night(read_config(path), path, self.ledger, self.clock, as_of=as_of)

    def states(self, as_of: date = DAY) -> dict[str, str]:
        """Hold a night, and give how each book came out."""
        report = self.night(as_of)
        return {Path(name).name: str(one.state) for name, one in report.looked.items()}


@pytest.fixture
def office(tmp_path):
    ledger = open_ledger(tmp_path / "rostercheck-ledger.sqlite")
    yield Office(tmp_path, ledger)
    ledger.close()
