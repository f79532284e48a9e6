"""In a worker process: the menu of a Google Sheet, on the sheet itself, as the commands do it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from addin.server.forgetting import forget
from addin.server.forms import Gap, SheetSaid
from addin.server.replies import fine, refused, refused_in_words
from models.findings import Finding
from models.language import speak
from models.meant import about_row
from models.wording import sentence, spoken
from sync import live
from sync.books import open_book
from sync.books.base import CellRef
from sync.books.google.links import link_of, spreadsheet_id
from sync.commands.check import where_flags_are
from sync.commands.clear import clear_sheet
from sync.commands.common import Setting, checked_book, judged_book, setting
from sync.config import book_config, read_config
from sync.errors import RostercheckError, UsageError
from sync.marks.wanted import listed
from sync.marks.words import status_word
from sync.reports.text import explanation, summary
from sync.run import Checked

MOST_GAPS = 500
"""So many lines of the gap list are sent; a sidebar with more is no help."""


def work(request: bytes) -> bytes:
    """Answer one request of the menu: {"do", "link", "today", "config", "sheet", "row"}."""
    try:
        return _worked(json.loads(request))
    except RostercheckError as error:
        return refused_in_words(409, "sheet_failed", str(error))
    finally:
        forget()


def _worked(asked: Mapping[str, Any]) -> bytes:
    link = link_of(spreadsheet_id(asked["link"]))
    config = Path(asked["config"]) if asked["config"] else None
    if config is None or book_config(read_config(config), config, Path(link)) is None:
        return refused(403, "sheet_unknown", link=link)
    how = setting(Path(link), None, None, config)
    as_of = date.fromisoformat(asked["today"])
    with speak(how.language):
        match asked["do"]:
            case "check":
                said = _check(link, how, as_of)
            case "gaps":
                said = _gaps(link, how, as_of)
            case "clear":
                said = SheetSaid(lines=clear_sheet(open_book(Path(link), config=config)))
            case _:
                said = _explain(link, how, as_of, asked["sheet"], asked["row"])
        said.lines = [_here(line, link) for line in said.lines]
    return fine(said.model_dump_json().encode())


def _here(line: str, link: str) -> str:
    """Say "this sheet" for its link: whoever reads this has the sheet open."""
    text = line.replace(link, sentence("server.this_sheet", {}))
    return text[:1].upper() + text[1:] if line.startswith(link) else text


def _check(link: str, how: Setting, as_of: date) -> SheetSaid:
    """Check and mark the sheet."""
    book = open_book(Path(link), config=how.config)
    marked = live.mark(book, lambda: judged_book(book, how, as_of))
    left = map(spoken, marked.plan.left_alone)
    said = where_flags_are(marked.plan, marked.applied)
    return _listing(link, marked.checked, [*left, *said])


def _gaps(link: str, how: Setting, as_of: date) -> SheetSaid:
    """Look at the sheet, and write nothing."""
    _, checked = checked_book(Path(link), how, as_of)
    return _listing(link, checked, [])


def _listing(link: str, checked: Checked, said: list[str]) -> SheetSaid:
    found = [_gap(finding) for finding in listed(checked.judged)]
    lines = [*summary(link, checked)[:3], *said]
    return SheetSaid(lines=lines, gaps=found[:MOST_GAPS], more=max(0, len(found) - MOST_GAPS))


def _gap(finding: Finding) -> Gap:
    person, place = finding.person, finding.place
    cell = CellRef(place.sheet, place.row, place.column or 1) if place is not None else None
    return Gap(
        who=(person.name or person.key) if person is not None else sentence("mark.nobody", {}),
        status=status_word(finding.outcome),
        outcome=finding.outcome,
        what=finding.brief,
        message=finding.message,
        next_step=finding.next_step,
        sheet=cell.sheet if cell is not None else "",
        cell=cell.address if cell is not None else "",
        row=cell.row if cell is not None else 0,
    )


def _explain(link: str, how: Setting, as_of: date, sheet: str, row: int) -> SheetSaid:
    """Say everything that holds for whom a row is about."""
    _, checked = checked_book(Path(link), how, as_of)
    meant = [one for one in checked.judged.people if about_row(one.person, sheet, row)]
    if not meant:
        raise UsageError(sentence("server.no_person_here", {"row": row, "sheet": f'"{sheet}"'}))
    lines: list[str] = []
    for one in meant:
        lines += ([""] if lines else []) + explanation(checked, one)
    return SheetSaid(lines=lines)
