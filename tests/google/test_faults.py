"""Whatever goes wrong: it ends soon, with the right sentence, and the next run is clean."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest
from google.oauth2 import service_account

from sync.books.base import CellRef, SetNote, SetValue
from sync.books.google.bucket import Bucket
from sync.books.google.faults import WORDS, Kind, of_reply, of_token
from sync.books.google.logins import SCOPES
from sync.books.google.transport import Access, Google, Patience, Trouble
from sync.errors import (
    BookInUse,
    BookNotFound,
    BookProtected,
    BookUnreachable,
    BookUnreadable,
    NotConnected,
    RostercheckError,
)
from tests.docs.project import text
from tests.google.desk import Clock, Desk, make_desk
from tests.google.test_beside_a_person import clear, desk_with, run, state, stray_marks
from tests.google_server import errors
from tests.google_server.http import Fault
from tests.google_server.keys import ROBOT
from tests.google_server.world import XLSX_MIME

ROWS = [["Name", "Level"], ["Ada", "IFS"]]
GAP = SetValue(CellRef("members", 2, 3), "Gap")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(clock: Clock) -> Desk:
    return make_desk({"members": ROWS}, clock=clock)


def anew(desk: Desk, **patience) -> Google:
    """The way to Google with credentials that were not used yet."""
    key = service_account.Credentials.from_service_account_info(desk.key, scopes=SCOPES)
    clock = Clock()
    return Google(
        Access(key, ROBOT, "key.json"), Patience(clock=clock, sleep=clock.sleep, **patience)
    )


def writes(call) -> bool:
    return call.writes


@pytest.mark.parametrize("status", [429, 500, 503, 0])
@pytest.mark.parametrize("applied", [False, True])
def test_a_storm_passes_and_nothing_is_written_twice(status: int, applied: bool) -> None:
    """Errors before and after the change was made are outlasted; the flags stand once."""
    desk = desk_with()
    desk.server.faults.append(Fault(3, status, applied=applied, when=writes))
    run(desk)
    assert stray_marks(desk) == []
    desk.server.faults.clear()
    calls = len(desk.sheets_calls())
    run(desk)
    assert desk.sheets_calls()[calls:] == ["read"]


def test_a_storm_that_does_not_pass_ends(desk: Desk, clock: Clock) -> None:
    """After at most seven tries and five minutes there is a sentence; the sheet is untouched."""
    book = desk.book()
    book.read()
    before = state(desk.person)
    desk.server.faults.append(Fault(10**6, 503))
    with pytest.raises(BookUnreachable, match=r"left for the next run"):
        book.apply([GAP])
    assert len(clock.slept) < 30
    assert sum(clock.slept) < 700
    assert state(desk.person) == before
    desk.server.faults.clear()
    assert desk.book().apply([GAP]).done == 1


def test_retry_after_is_kept_to(desk: Desk, clock: Clock) -> None:
    """Where Google says how long to wait, so long is waited, and not much longer."""
    desk.server.faults.append(Fault(1, 429, retry_after=17))
    desk.book().read()
    assert len(clock.slept) == 1
    assert 17 <= clock.slept[0] < 18


def test_waits_differ_by_chance(desk: Desk) -> None:
    """Two programs that were turned down together do not come back together."""
    waits = set()
    for _ in range(4):
        clock = Clock()
        google = anew(desk)
        google.patience.sleep = clock.sleep
        desk.server.faults.append(Fault(1, 503))
        google.read(desk.file.file_id, {"fields": "spreadsheetId"})
        waits.add(clock.slept[0])
    assert len(waits) > 1


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_what_cannot_heal_is_asked_once(desk: Desk, clock: Clock, status: int) -> None:
    """A refusal is no storm: one call (with 401, two more with new tokens), no wait."""
    desk.server.faults.append(Fault(10**6, status))
    with pytest.raises(Trouble):
        desk.google.read(desk.file.file_id, {"fields": "spreadsheetId"})
    assert clock.slept == []
    assert len(desk.server.asked()) == (3 if status == 401 else 1)


def test_a_stall_ends(desk: Desk) -> None:
    """A server that says nothing is given up after the time that was set."""
    google = anew(desk, read=0.2, tries=2)
    google.read(desk.file.file_id, {"fields": "spreadsheetId"})
    desk.server.faults.append(Fault(2, 503, stall=0.6))
    with pytest.raises(Trouble, match="no answer in time") as caught:
        google.read(desk.file.file_id, {"fields": "spreadsheetId"})
    assert caught.value.fault.kind is Kind.TROUBLE


def test_a_write_whose_answer_was_lost_is_made_once(desk: Desk) -> None:
    """The answer is cut off after the change; the second sending is turned down, rightly."""
    desk.server.faults.append(Fault(1, 0, applied=True, when=writes))
    assert desk.book().apply([SetNote(CellRef("members", 2, 1), "ours")]).done == 1
    assert [c.status for c in desk.server.asked() if c.writes] == [-1, 400, 200]  # ids, then note
    desk.server.calls.clear()
    desk.server.faults.append(Fault(1, 0, applied=True, when=writes))
    assert desk.book().apply([SetNote(CellRef("members", 2, 1), "ours too")]).done == 1
    assert [c.status for c in desk.server.asked() if c.writes] == [-1, 400]
    assert desk.person.sheet("members").cell(1, 0)["note"] == "ours too"


def test_taking_everything_off_is_made_once() -> None:
    """The answer to the last call of a clear is lost: what it took off is off, and that is seen."""
    desk = desk_with()
    before = state(desk.person)
    run(desk)
    made = []
    last = Fault(1, 0, applied=True, when=lambda call: call.writes and bool(made))
    desk.server.faults.append(last)
    desk.server.after = lambda call: made.append(call) if call.writes else None
    clear(desk.book())
    assert last.times == 0
    assert state(desk.person) == before


def test_an_expired_token_is_renewed(desk: Desk) -> None:
    """Google forgets the token in mid-run; a new one is fetched and nothing is said."""
    book = desk.book()
    book.read()
    desk.world.tokens.clear()
    assert book.apply([GAP]).done == 1


def test_the_share_is_withdrawn_in_mid_run(desk: Desk) -> None:
    """Between read and write: the sentence says how to share, nothing was written."""
    book = desk.book()
    book.read()
    before = state(desk.person)
    del desk.file.roles[ROBOT]
    with pytest.raises(BookProtected, match=f"click Share.*{ROBOT}.*Editor"):
        book.apply([GAP])
    assert state(desk.person) == before


def not_shared(desk: Desk) -> None:
    del desk.file.roles[ROBOT]


def viewer(desk: Desk) -> None:
    desk.file.roles[ROBOT] = "reader"


def sheets_off(desk: Desk) -> None:
    desk.world.sheets_on = False


def excel(desk: Desk) -> None:
    desk.file.mime = XLSX_MIME


def gone(desk: Desk) -> None:
    del desk.world.files[desk.file.file_id]


def clock_wrong(desk: Desk) -> None:
    desk.world.ahead = timedelta(hours=5)
    desk.world.tokens.clear()


def key_deleted(desk: Desk) -> None:
    desk.world.logins[ROBOT].revoked = True


def account_deleted(desk: Desk) -> None:
    del desk.world.logins[ROBOT]


def protected(desk: Desk) -> None:
    desk.server.faults.append(Fault(2, 400, when=writes, error=errors.bad(
        "Invalid requests[1].updateCells: You are trying to edit a protected cell or object."
    )))  # fmt: skip


def no_scope(desk: Desk) -> None:
    desk.server.faults.append(Fault(1, error=errors.scopes_missing()))


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (not_shared, BookProtected, f"is not shared with Rostercheck.*add {ROBOT}, choose Editor"),
        (viewer, BookProtected, "for reading only.*to Editor"),
        (sheets_off, NotConnected, "Sheets API is not switched on.*https://console.*click Enable"),
        (excel, BookUnreadable, "Excel file.*Save as Google Sheets"),
        (gone, BookNotFound, "the link is wrong, or the sheet was deleted"),
        (clock_wrong, NotConnected, "clock of this computer is wrong.*automatic"),
        (key_deleted, NotConnected, "does not know the key in key.json any more.*JSON"),
        (account_deleted, NotConnected, "does not know the account"),
        (protected, BookProtected, "protected range.*Change permissions"),
        (no_scope, NotConnected, "tick every box"),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_every_fault_has_its_sentence(desk: Desk, spoil, error, words: str) -> None:
    """What Google says comes out as what to click; no traceback, nothing written, no long wait."""
    spoil(desk)
    google = anew(desk)
    from sync.books.google.book import GoogleBook  # noqa: PLC0415

    with pytest.raises(error, match=words):
        GoogleBook(google, desk.file.file_id).apply([GAP])
    assert google.patience.clock.slept == []
    assert desk.person.shown("members") == ROWS


def test_the_other_sentences_of_the_table() -> None:
    """Replies that the server does not give by itself are told apart too."""
    full = errors.storage_full().body(drive=True)
    assert of_reply(403, full, {}).kind is Kind.STORAGE
    drive = errors.disabled("Google Drive API", "drive.googleapis.com").body(drive=True)
    assert "Google Drive API" in of_reply(403, drive, {}).sentence()
    rate = {"error": {"errors": [{"reason": "userRateLimitExceeded", "domain": "usageLimits"}]}}
    assert of_reply(403, rate, {}).kind is Kind.QUOTA
    tab = {"error": {"message": "Unable to parse range: Members!A1"}}
    assert of_reply(400, tab, {}).kind is Kind.NO_TAB
    assert of_reply(502, "<html>bad gateway</html>", {}).kind is Kind.TROUBLE
    assert (
        of_token("('invalid_grant: Token has been expired or revoked.', {})").kind is Kind.EXPIRED
    )
    assert of_token("('unauthorized_client: ...', {})").kind is Kind.LOGIN


def test_every_sentence_says_what_to_do() -> None:
    """Each ends in a full stop, is filled in whole, and stands in the guide of Google Sheets."""
    page = " ".join(text("docs/google-sheets.md").split())
    for kind, words in WORDS.items():
        said = of_reply(400, {}, {})
        sentence = type(said)(kind).sentence(sheet='"Members"', who="a@example.org", key="key.json")
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert f"`{kind.value}`" in page, kind
        assert words[:20]


def test_offline_is_said(desk: Desk) -> None:
    """No server at all: a sentence, after a few tries."""
    google = anew(desk, tries=2)
    google.read(desk.file.file_id, {"fields": "spreadsheetId"})
    google.client.http_client.session.adapters.clear()
    with pytest.raises(Trouble) as caught:
        google.read(desk.file.file_id, {"fields": "spreadsheetId"})
    assert caught.value.fault.kind is Kind.OFFLINE


def test_a_deleted_tab_is_no_traceback(desk: Desk) -> None:
    """She deletes the tab between read and write: a sentence, and nothing else is touched."""
    book = desk.book()
    book.read()
    desk.person.book.sheets.insert(0, desk.person.book.sheets[0].copied())
    desk.person.book.sheets[0].sheet_id, desk.person.book.sheets[0].title = 77, "other"
    del desk.person.book.sheets[1]
    with pytest.raises(BookInUse, match="run the check again"):
        book.apply([GAP])


def test_the_bucket_never_lets_more_through_in_any_minute() -> None:
    """However fast calls come, no sixty seconds hold more than the bucket allows."""
    clock = Clock()
    bucket = Bucket(55, clock, clock.sleep)
    taken = []
    for at in range(300):
        bucket.take()
        taken.append(clock())
        clock.now += 0.01 * (at % 7)
    assert all(late - early >= 60 for early, late in zip(taken, taken[55:], strict=False))


def test_many_sheets_stay_below_the_quota(desk: Desk, clock: Clock) -> None:
    """A hundred reads take as long as they must, and Google never has to turn one down."""
    for _ in range(100):
        desk.google.read(desk.file.file_id, {"fields": "spreadsheetId"})
    assert 55 < sum(clock.slept) < 130
    assert {c.status for c in desk.server.asked()} == {200}


STORM_WORDS = {429: "they are used up", 500: "next run", 503: "next run", 0: "next run|reached"}


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("status", STORM_WORDS)
def test_a_run_after_a_broken_one_is_clean(status: int, applied: bool) -> None:
    """A storm that does not end: a sentence in bounded time, and the next run puts all right.

    Where the change was made all the same, a look at the sheet shows it, and there is no error.
    """
    clock = Clock()
    desk = desk_with(clock=clock)
    before = state(desk.person)
    desk.server.faults.append(Fault(10**6, status, applied=applied, when=writes))
    said = pytest.raises(BookUnreachable, match=STORM_WORDS[status])
    with nullcontext() if applied else said:
        run(desk)
    assert sum(clock.slept) < 700
    desk.server.faults.clear()
    run(desk)
    assert stray_marks(desk) == []
    clear(desk.book())
    assert state(desk.person) == before


MID_RUN = {
    "the share is withdrawn": (
        lambda d: d.file.roles.pop(ROBOT), lambda d: d.file.roles.update({ROBOT: "writer"})
    ),
    "editing is withdrawn": (
        lambda d: d.file.roles.update({ROBOT: "reader"}),
        lambda d: d.file.roles.update({ROBOT: "writer"}),
    ),
    "the Sheets API is switched off": (
        lambda d: setattr(d.world, "sheets_on", False),
        lambda d: setattr(d.world, "sheets_on", True),
    ),
    "the file goes into the bin": (
        lambda d: setattr(d.file, "trashed", True), lambda d: setattr(d.file, "trashed", False)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "mend"), MID_RUN.values(), ids=MID_RUN)
def test_after_a_run_that_was_cut_off_the_next_one_is_clean(spoil, mend) -> None:
    """Between read and write something is taken away: a sentence, nothing written, no wait."""
    clock = Clock()
    desk = desk_with(clock=clock)
    before = state(desk.person)
    desk.server.before = lambda call: spoil(desk) if call.writes else None
    with pytest.raises(RostercheckError, match=r"[.]$"):
        run(desk)
    desk.server.before = lambda _call: None
    assert clock.slept == []
    assert state(desk.person) == before
    mend(desk)
    run(desk)
    assert stray_marks(desk) == []
    clear(desk.book())
    assert state(desk.person) == before
