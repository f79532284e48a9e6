"""The commands on a link: init, check, dry run, explain, clear, connect and doctor."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from sync.books.google.examining import Check, examine_login, examine_sheet
from tests.cli.conftest import run  # noqa: F401 - a fixture
from tests.google.desk import Desk, make_desk, state, write_key
from tests.google_server.errors import scopes_missing
from tests.google_server.http import Fault
from tests.google_server.keys import PERSON, ROBOT, oauth_client

HEAD = [
    "Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs",
]  # fmt: skip
ROWS = [
    HEAD,
    ["W-1", "Ana Ruiz", "IFS", "2020-05-01", "2026-06-30", 15],
    ["W-2", "Ben Oak", "Level II", "2019-03-25", "2027-12-31", "11 hrs"],
]
WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2027-01-10")


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A sheet, and a login that the environment names."""
    desk = make_desk({"Members": ROWS})
    monkeypatch.setenv("ROSTERCHECK_GOOGLE_KEY", str(write_key(tmp_path, desk.key)))
    return desk


def test_check_and_clear_a_link(run, desk) -> None:  # noqa: F811
    """The flags go into the sheet itself; clear leaves it as it was."""
    before = state(desk.person)
    done = run("check", desk.link + "/edit#gid=0", *WORDS)
    assert (done.code, done.err) == (1, "")
    assert f"{desk.link}: checked as of 10 Jan 2027" in done.out
    assert f"The flags are in {desk.link} (" in done.out
    assert desk.person.shown("Members")[1][6:8] == ["Gap", "• membership ended on 30 Jun 2026"]
    again = run("check", desk.link, *WORDS)
    assert f"The flags in {desk.link} stand as they are; nothing has changed." in again.out
    cleared = run("clear", desk.link)
    assert cleared.out == f"{desk.link}: everything that Rostercheck wrote was taken off.\n"
    assert state(desk.person) == before
    assert "it was left as it is" in run("clear", desk.link).out


def test_dry_run_writes_nothing(run, desk) -> None:  # noqa: F811
    """It lists the cells, before and after, and makes one call that reads."""
    before = state(desk.person)
    done = run("check", desk.link, *WORDS, "--dry-run")
    assert 'Members!G2: (blank) -> "Gap"' in done.out
    assert state(desk.person) == before
    assert desk.sheets_calls() == ["read"]
    run("check", desk.link, *WORDS)
    assert "taken off" in run("clear", desk.link, "--dry-run").out
    assert "Gap" in desk.person.shown("Members")[1]


def test_a_viewer_may_do_a_dry_run(run, desk) -> None:  # noqa: F811
    """Reading is enough to be told; writing says what to click."""
    desk.file.roles[ROBOT] = "reader"
    assert run("check", desk.link, *WORDS, "--dry-run").code == 1
    refused = run("check", desk.link, *WORDS)
    assert refused.code == 2
    assert "from Viewer or Commenter to Editor" in refused.err


def test_init_remembers_a_link(run, desk, tmp_path) -> None:  # noqa: F811
    """The config names the link; the next check needs no other words."""
    done = run("init", desk.link, "--pack", "wisconsin", "--date-order", "mdy", "--yes")
    assert f"Next: rostercheck check {desk.link}" in done.out
    assert f'path = "{desk.link}"' in (tmp_path / "rostercheck.toml").read_text(encoding="utf-8")
    checked = run("check", desk.link + "/edit?usp=sharing", "--as-of", "2027-01-10")
    assert "Rules: Wisconsin" in checked.out
    assert "not declared" not in checked.out


def test_explain_a_link(run, desk) -> None:  # noqa: F811
    """Everything that holds for one person."""
    done = run("explain", desk.link, "ben oak", *WORDS)
    assert "Ben Oak, IFS (Members, row 3)" in done.out or "Ben Oak, " in done.out


def test_reports_of_a_link(run, desk) -> None:  # noqa: F811
    """The JSON report names the book by its link."""
    done = run("check", desk.link, *WORDS, "--dry-run", "--format", "json")
    assert json.loads(done.out)["book"] == desk.link


def test_a_copy_of_a_link_is_refused(run, desk) -> None:  # noqa: F811
    """--out says what to do instead."""
    done = run("check", desk.link, *WORDS, "--out", "x.xlsx")
    assert (done.code, "Make a copy" in done.err) == (2, True)


def test_without_a_login_it_says_how_to_get_one(run, desk, monkeypatch) -> None:  # noqa: F811
    """No traceback, one sentence."""
    monkeypatch.delenv("ROSTERCHECK_GOOGLE_KEY")
    done = run("check", desk.link)
    assert done.code == 2
    assert done.err.startswith("rostercheck: Rostercheck has no login for Google yet.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "it is no JSON"),
        ("[]", "it is no JSON"),
        ("{}", "is not a key of Google"),
        ('{"installed": {}}', "is an OAuth client, not a login"),
        ('{"type": "service_account", "client_email": "a@b"}', "is not whole"),
        ('{"type": "service_account", "client_email": "a", "token_uri": "b", "private_key": "c"}',
         "is not whole"),
        ('{"type": "authorized_user"}', "is not whole"),
    ],
)  # fmt: skip
def test_a_spoilt_key_is_told_of(run, desk, tmp_path, content, words) -> None:  # noqa: F811
    """Whatever stands in the file: a sentence that says what to download."""
    (tmp_path / "key.json").write_text(content, encoding="utf-8")
    done = run("check", desk.link)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_connect_with_a_service_account(run, desk, tmp_path, monkeypatch) -> None:  # noqa: F811
    """It looks whether the key works, remembers where it is, and says what to share with whom."""
    monkeypatch.delenv("ROSTERCHECK_GOOGLE_KEY")
    done = run("connect", "google", "key.json", "--link", desk.link)
    assert done.code == 0
    assert f"    {ROBOT}\n" in done.out
    assert "all is well" in done.out
    config = (tmp_path / "rostercheck.toml").read_text(encoding="utf-8")
    assert 'key = "key.json"' in config
    assert "PRIVATE KEY" not in config
    assert run("check", desk.link, *WORDS).code == 1


def test_connect_leads_through_it_and_asks(run, desk, monkeypatch) -> None:  # noqa: F811
    """Without a file it lists the steps and asks for the file."""
    monkeypatch.setenv("ROSTERCHECK_ASK", "1")
    done = run("connect", "google", typed="key.json\n")
    assert "Create service account" in done.out
    assert done.code == 0
    monkeypatch.delenv("ROSTERCHECK_ASK")
    done = run("connect", "google")
    assert done.code == 2
    assert "rostercheck connect google PATH-OF-THE-FILE" in done.err


def test_connect_says_what_is_not_well(run, desk) -> None:  # noqa: F811
    """An API that is not switched on is named, with the page on which it is."""
    desk.world.drive_on = False
    done = run("connect", "google", "key.json")
    assert done.code == 2
    assert "NO  Drive API: The Google Drive API is not switched on" in done.out
    assert "https://console." in done.out


def test_doctor_looks_at_all_that_is_shared(run, desk) -> None:  # noqa: F811
    """Check by check, in order, and one sentence for each sheet at the end."""
    done = run("doctor")
    assert done.code == 0
    lines = [
        line.split()[1].rstrip(":") for line in done.out.splitlines() if line.startswith("  ok")
    ]
    assert lines == ["login", "clock", "Sheets", "Drive", "shared", "may", "kind", "tabs", "locale", "header", "protected", "quota"]  # fmt: skip  # noqa: E501
    assert done.out.splitlines()[-1].startswith("Members 2026: all is well.")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: d.file.roles.pop(ROBOT), "is not shared with Rostercheck"),
        (lambda d: d.file.roles.update({ROBOT: "reader"}), "from Viewer or Commenter to Editor"),
        (lambda d: setattr(d.file, "mime", "application/x-excel"), "Save as Google Sheets"),
        (lambda d: setattr(d.file, "trashed", True), "click Restore"),
        (lambda d: d.person.protect("Members!A1:A9", note="Ids"), 'Ranges: "Members" (Ids)'),
        (lambda d: d.person.delete_row(1), "no list of people was found"),
        (lambda d: setattr(d.world, "sheets_on", False), "Sheets API is not switched on"),
        (lambda d: setattr(d.world, "drive_on", False), "Drive API is not switched on"),
        (lambda d: d.world.files.clear(), "the link is wrong, or the sheet was deleted"),
        (lambda d: setattr(d.world, "ahead", timedelta(hours=5)), "Set date, time and time zone"),
        (lambda d: setattr(d.world.logins[ROBOT], "revoked", True), "Create new key, JSON"),
        (lambda d: d.world.logins.pop(ROBOT), "make a new one with a key"),
        (lambda d: d.server.faults.append(Fault(9, error=scopes_missing())), "tick every box"),
        (lambda d: d.server.faults.append(Fault(9, 401)), "does not accept the login"),
    ],
)
def test_doctor_finds_what_is_wrong(run, desk, spoil, words) -> None:  # noqa: F811
    """Each thing that can be in the way ends in one sentence that says what to click."""
    spoil(desk)
    done = run("doctor", desk.link)
    assert done.code == 1
    assert words in done.out
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("status", "words"),
    [(429, "try again in a few minutes"), (500, "appsstatus"), (503, "appsstatus")],
)
def test_doctor_says_when_google_itself_is_in_the_way(desk, status, words) -> None:
    """Too many calls, or Google's own trouble: said after a few tries, not without end."""
    desk.server.faults.append(Fault(10**6, status))
    checks = list(examine_login(desk.google))
    assert not checks[-1].well
    assert words in checks[-1].sentence
    assert sum(desk.google.patience.sleep.__self__.slept) < 700


@pytest.mark.parametrize(
    ("zone", "hour", "said"),
    [
        ("Pacific/Kiritimati", 20, "There it is 2026-11-23 now, and here 2026-11-22"),
        ("America/Chicago", 3, "There it is 2026-11-21 now, and here 2026-11-22"),
        ("America/Chicago", 20, ""),
        ("Nowhere/Atall", 20, ""),
    ],
)
def test_doctor_says_when_it_is_another_day_in_the_sheet(desk, zone, hour, said) -> None:
    """A check goes by the day of the computer: where the sheet has another one, that is told."""
    desk.person.book.time_zone = zone
    now = datetime(2026, 11, 22, hour, tzinfo=UTC)
    seen = examine_sheet(desk.google, desk.file.file_id, lambda _: Check("header", True, "."), now)
    place = next(one for one in seen if one.what == "locale")
    assert f"its time zone {zone}." in place.sentence
    assert (said in place.sentence) if said else place.sentence.endswith(f"{zone}.")


@pytest.mark.slow
def test_logging_in_as_oneself(desk, tmp_path) -> None:
    """--oauth opens the browser, keeps the login for her eyes only, and checks with it."""
    client = tmp_path / "client.json"
    client.write_text(json.dumps(oauth_client(desk.server)), encoding="utf-8")
    browser = f"{sys.executable} -c 'import sys,urllib.request as u; u.urlopen(sys.argv[1])' %s &"
    env = {
        **os.environ, "BROWSER": browser, "XDG_CONFIG_HOME": str(tmp_path / "home"),
        "APPDATA": str(tmp_path / "home"), "OAUTHLIB_INSECURE_TRANSPORT": "1",
    }  # fmt: skip
    env.pop("ROSTERCHECK_GOOGLE_KEY")
    words = [sys.executable, "-m", "sync"]
    done = subprocess.run(
        [*words, "connect", "google", "--oauth", str(client)], cwd=tmp_path, env=env,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    login = next((tmp_path / "home").rglob("google-login.json"))
    if os.name != "nt":
        assert stat.S_IMODE(login.stat().st_mode) == 0o600
    assert desk.file.role(PERSON) == "owner"
    checked = subprocess.run(
        [*words, "check", desk.link, *WORDS], cwd=tmp_path, env=env, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert checked.returncode == 1, checked.stderr


def test_help_does_not_load_googles_libraries() -> None:
    """`--help` and the check of a file stay quick: gspread and google-auth are not loaded."""
    code = "import sys; import sync.cli, sync.commands.check; print([m for m in sys.modules if m.startswith(('gspread', 'google', 'requests'))])"  # noqa: E501
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("words", [("forecast",), ("suggest",), ("explain", "ben oak")])
def test_other_commands_take_a_link(run, desk, words) -> None:  # noqa: F811
    """What only reads works on a link too, and names the sheet as a person would."""
    name, *more = words
    done = run(name, desk.link, *more, *WORDS)
    if done.code == 2:  # words that this command does not know
        done = run(name, desk.link, *more, "--pack", "wisconsin", "--date-order", "mdy")
    assert "https:/docs" not in done.out + done.err
    assert desk.link in done.out or name == "explain"
