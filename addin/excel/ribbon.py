"""What the three buttons in Excel do: "Check now", "Explain this row", "Clear marks".

Excel's VBA calls them through xlwings (`RunPython`), and waits until they are done. What they have
to say stands in a window of its own, never in her workbook.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from addin.excel.window import tell
from models.errors import RostercheckError
from models.language import speak
from models.meant import about_row
from models.wording import counted, sentence, spoken, worded
from sync import live
from sync.books import open_book
from sync.books.base import Book
from sync.books.excel_open.finding import leaves_in_peace
from sync.commands.check import left_undone
from sync.commands.common import Setting, judged_book, setting
from sync.errors import UsageError
from sync.marks.gaps import WHERE, link_of
from sync.options import day
from sync.reports.text import explanation, summary
from sync.run import Checked, Step

_log = logging.getLogger("rostercheck.excel")


def check_now() -> None:
    """Check the workbook that is in front, and flag the gaps in it."""
    _work(_checked)


def explain_row() -> None:
    """Say everything that holds for the person in the row that is selected."""
    _work(_explained)


def clear_marks() -> None:
    """Take everything off that Rostercheck wrote in the workbook that is in front."""
    _work(_cleared)


def _work(action: Callable[[Any, Step], list[str]]) -> None:
    """Do what a button is for, and tell what came of it: always a sentence, never a traceback."""
    title = "Rostercheck"
    try:
        workbook = _in_front()
        title = f"Rostercheck - {workbook.Name}"
        with _steps(workbook) as step:
            lines = action(workbook, step)
    except RostercheckError as error:
        lines = [str(error)]
    except Exception as error:  # noqa: BLE001 - whatever it is, she reads a sentence
        kind = type(error).__name__
        _log.error("a button failed: %s", kind)  # a traceback may hold names
        lines = [sentence("excel.failed", {"kind": kind})]
    tell(title, "\n".join(lines))


def _in_front() -> Any:
    """Give the workbook from which the button was clicked, as Excel's object."""
    xlwings = import_module("xlwings")  # an extra, and slow to load
    leaves_in_peace(xlwings)
    if xlwings._xlwindows.BOOK_CALLER is None:  # noqa: SLF001 - where its VBA leaves it
        raise UsageError(sentence("excel.no_book", {}))
    return xlwings.Book.caller().api


@contextmanager
def _steps(workbook: Any) -> Iterator[Step]:
    """Say in Excel's status bar which step the work is at."""
    excel = workbook.Application

    def step(name: str) -> None:
        excel.StatusBar = f"Rostercheck: {name} …"

    try:
        yield step
    finally:
        excel.StatusBar = False


def _how(workbook: Any) -> Setting:
    """Give how the workbook is judged: as its config says, if one stands beside it."""
    place = _place(workbook)
    if place is not None:
        return setting(place, None, None, None)
    how = setting(Path(str(workbook.Name)), None, None, None)
    return replace(how, notices=[worded("excel.cloud"), *how.notices])


def _place(workbook: Any) -> Path | None:
    """Give where the workbook is on this computer; None where it is in the cloud alone."""
    where = str(workbook.FullName)
    if "://" not in where:
        return Path(where)
    xlwings = import_module("xlwings")
    try:
        return Path(xlwings.utils.fullname_url_to_local_path(where))
    except xlwings.XlwingsError:
        return None


def _book(workbook: Any) -> Book:
    return open_book(str(workbook.FullName), excel=workbook)


def _checked(workbook: Any, step: Step) -> list[str]:
    book, how = _book(workbook), _how(workbook)
    with speak(how.language):
        marked = live.mark(book, lambda: judged_book(book, how, day(None), step), step)
        lines = summary(str(workbook.Name), marked.checked)
        if marked.plan.edits:
            changes = counted("changes", marked.applied.done)
            said = sentence("excel.marked", {"changes": changes})
        else:
            said = sentence("report.flags_stand", {"where": str(workbook.Name)})
        left = map(spoken, marked.plan.left_alone)
        return [*lines, "", *left, *left_undone(marked.applied), said]


def _explained(workbook: Any, step: Step) -> list[str]:
    book, how = _book(workbook), _how(workbook)
    sheet, row = str(workbook.ActiveSheet.Name), int(workbook.Application.ActiveCell.Row)
    with speak(how.language):
        checked = judged_book(book, how, day(None), step)
        people = checked.judged.people
        place = _led_to(checked, sheet, row)
        found = [one for one in people if about_row(one.person, *place)]
        if not found:
            tabs = ", ".join(dict.fromkeys(f'"{p.person.table.sheet}"' for p in people)) or "-"
            raise UsageError(sentence("excel.nobody", {"row": row, "sheet": sheet, "tabs": tabs}))
        lines: list[str] = []
        for one in found:
            lines += ([""] if lines else []) + explanation(checked, one)
        return lines


def _led_to(checked: Checked, sheet: str, row: int) -> tuple[str, int]:
    """Give the row that is meant: a line of the Gaps tab means the one that it leads to."""
    reading = checked.reading
    tab = reading.snapshot.sheet(sheet)
    if tab is None or sheet != reading.ours.gaps_tab or row > len(tab.rows):
        return sheet, row
    cells = tab.rows[row - 1]
    link = link_of(str(cells[WHERE])) if len(cells) > WHERE else None
    return (link.sheet, link.row) if link is not None else (sheet, row)


def _cleared(workbook: Any, step: Step) -> list[str]:
    book, how = _book(workbook), _how(workbook)
    with speak(how.language):
        step("clearing")
        plan, applied = live.clear(book)
        if not plan.edits:
            return [sentence("excel.nothing", {})]
        left = map(spoken, plan.left_alone)
        return [*left, *left_undone(applied), sentence("excel.cleared", {})]
