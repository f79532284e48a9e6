"""The checks of `rostercheck doctor`, in the order in which one rests upon the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sync.books.google.book import GoogleBook
from sync.books.google.faults import Fault, Kind
from sync.books.google.links import link_of
from sync.books.google.pages import State
from sync.books.google.transport import MOST_A_MINUTE, Google, Trouble
from sync.errors import RostercheckError

SHEET_TYPE = "application/vnd.google-apps.spreadsheet"
_NOBODY = "0" * 44
"""An id that no sheet has: Google answers that there is none, if it answers at all."""
_FILE = "id,name,mimeType,trashed,capabilities(canEdit)"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, whether it is well, and a sentence that says what to click."""

    what: str
    well: bool
    sentence: str


def examine_login(google: Google) -> Iterator[Check]:
    """Look at the login, the clock, and whether both APIs are switched on. Ends at the first fault.

    The first call of all fetches a token, so it shows login and clock.
    """
    access = google.access
    fault = _asked(google, sheets=True)
    if fault is not None and fault.kind is Kind.CLOCK:
        yield Check("login", well=True, sentence=f"The key in {access.key} is whole.")
        yield _bad("clock", google, fault)
        return
    if fault is not None and fault.kind is not Kind.API_OFF:
        yield _bad("login", google, fault)
        return
    yield Check("login", well=True, sentence=f"Google knows {access.email}.")
    yield Check("clock", well=True, sentence="The clock of this computer is right.")
    if fault is not None:
        yield _bad("Sheets API", google, fault)
    else:
        yield Check("Sheets API", well=True, sentence="The Google Sheets API is switched on.")
    drive = _asked(google, sheets=False)
    if drive is not None:
        yield _bad("Drive API", google, drive)
    else:
        yield Check("Drive API", well=True, sentence="The Google Drive API is switched on.")


def _bad(what: str, google: Google, fault: Fault, sheet: str = "The sheet") -> Check:
    words = fault.sentence(sheet=sheet, who=google.access.email, key=google.access.key)
    return Check(what, well=False, sentence=words)


def _asked(google: Google, *, sheets: bool) -> Fault | None:
    """Ask an API for something that there is not; give what is wrong, if anything is."""
    try:
        if sheets:
            google.read(_NOBODY, {"fields": "spreadsheetId"})
        else:
            google.drive("", {"pageSize": 1, "fields": "files(id)"})
    except Trouble as trouble:
        return None if trouble.fault.kind is Kind.NOT_FOUND else trouble.fault
    return None


def shared_sheets(google: Google) -> list[tuple[str, str]]:
    """Give link and name of every sheet that is shared with us. Raises Trouble."""
    found: list[tuple[str, str]] = []
    page = ""
    while True:
        params = {
            "q": f"mimeType='{SHEET_TYPE}' and trashed=false",
            "fields": "nextPageToken,files(id,name)",
            "pageSize": 1000,
            **({"pageToken": page} if page else {}),
        }
        reply = google.drive("", params)
        found += [(link_of(one["id"]), str(one["name"])) for one in reply.get("files", ())]
        page = str(reply.get("nextPageToken", ""))
        if not page:
            return found


def examine_sheet(
    google: Google, file_id: str, header: Callable[[GoogleBook], Check], now: datetime
) -> Iterator[Check]:
    """Look whether a sheet is shared, may be edited, is a Google Sheet, and what is in the way.

    header: looks at a book that was read whether a list of people is in it. now: the present
    moment, in the time zone of this computer.
    """
    link = link_of(file_id)
    try:
        file = google.drive(f"/{file_id}", {"fields": _FILE, "supportsAllDrives": "true"})
    except Trouble as trouble:
        if trouble.fault.kind in {Kind.NOT_FOUND, Kind.NOT_SHARED}:
            yield _bad("shared", google, _which(google, file_id), link)
        elif trouble.fault.kind is not Kind.API_OFF:  # that has been said
            yield _bad("shared", google, trouble.fault, link)
        return
    name = f'"{file.get("name", link)}"'
    yield Check("shared", well=True, sentence=f"{name} is shared with {google.access.email}.")
    if file.get("trashed"):
        said = f"{name} is in the bin. Open Google Drive, Bin, right-click it, and click Restore."
        yield Check("shared", well=False, sentence=said)
        return
    if not file.get("capabilities", {}).get("canEdit"):
        yield _bad("may edit", google, Fault(Kind.READ_ONLY), name)
    else:
        yield Check("may edit", well=True, sentence=f"{name} may be edited.")
    if file.get("mimeType") != SHEET_TYPE:
        yield _bad("kind", google, Fault(Kind.NOT_A_SHEET), name)
        return
    yield Check("kind", well=True, sentence=f"{name} is a Google Sheet.")
    yield from _inside(google, file_id, name, header, now)


def _which(google: Google, file_id: str) -> Fault:
    """Tell a sheet that is not shared from one that is not there: Drive does not say."""
    try:
        google.read(file_id, {"fields": "spreadsheetId"})
    except Trouble as trouble:
        return trouble.fault
    return Fault(Kind.NOT_SHARED)


def _inside(
    google: Google, file_id: str, name: str, header: Callable[[GoogleBook], Check], now: datetime
) -> Iterator[Check]:
    book = GoogleBook(google, file_id)
    try:
        book.read()
    except RostercheckError as error:
        yield Check("tabs", well=False, sentence=str(error))
        return
    state = book.state
    titles = ", ".join(f'"{page.title}"' for page in state.pages if not page.hidden)
    yield Check("tabs", well=True, sentence=f"{name} has the tabs {titles}.")
    yield Check("locale", well=True, sentence=_place(state, now))
    yield header(GoogleBook(google, file_id, seen=state))
    yield _protections(google, state, name)
    said = f"At most {MOST_A_MINUTE} calls a minute are made; Google allows 60."
    yield Check("quota", well=True, sentence=said)


def _place(state: State, now: datetime) -> str:
    """Say the locale and the time zone, and whether it is another day there just now."""
    said = f"Its locale is {state.locale}, its time zone {state.time_zone}."
    try:
        there = now.astimezone(ZoneInfo(state.time_zone)).date()
    except (KeyError, ValueError, OSError):  # a zone that this computer does not know
        return said
    if there == now.date():
        return said
    return (
        f"{said} There it is {there} now, and here {now.date()}: a check goes by the day here. "
        "Another day can be given with --as-of, and a time zone for the nights in rostercheck.toml."
    )


def _protections(google: Google, state: State, name: str) -> Check:
    closed = [
        f'"{page.title}" ({one.get("description") or "no name"})'
        for page in state.pages
        for one in page.protected
        if not one.get("requestingUserCanEdit") and not one.get("warningOnly")
    ]
    if not closed:
        return Check("protected ranges", well=True, sentence=f"No range of {name} keeps us out.")
    said = Fault(Kind.PROTECTED).sentence(sheet=name, who=google.access.email)
    return Check("protected ranges", well=False, sentence=f"{said} Ranges: {', '.join(closed)}.")
