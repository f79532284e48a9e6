"""The commands of the service, as a coordinator calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from keyring import backend, set_keyring

from models.layering import read_shipped
from sync.config import read_config
from sync.errors import ConfigError
from sync.secrets import reveal
from sync.service_config import Secret
from tests.cli.conftest import FINE, SHORT, make

BOOK = '[[book]]\npath = "members.xlsx"\npack = "wisconsin"\ndate_order = "mdy"\n'
WITH_US = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
IN_PLACE = f'{BOOK}flags = "in_place"\n'


@pytest.fixture
def office(tmp_path):
    """A folder with a workbook and a config."""
    make(tmp_path / "members.xlsx", FINE, SHORT)
    (tmp_path / "rostercheck.toml").write_text(IN_PLACE)
    return tmp_path


def values(path):
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in openpyxl.load_workbook(path)
        if sheet.sheet_state == "visible"
    }


def test_a_night_then_undo_then_undo_of_that(run, office) -> None:
    """A night flags the book; undo takes the flags off; undo of the undo brings them back."""
    path = office / "members.xlsx"
    clean = values(path)
    night = run("nightly", "--words", "--as-of", "2026-11-22")
    assert (night.code, night.err) == (0, "")
    assert "members.xlsx: run 1: 2 people" in night.out
    flagged = values(path)
    assert set(flagged) == {"Members", "Gaps"}
    undone = run("undo", 1, "--as-of", "2026-11-22")
    assert undone.code == 0
    assert "run 1 was undone" in undone.out
    assert values(path) == clean
    again = run("undo", 2, "--as-of", "2026-11-22")
    assert again.code == 0
    after = values(path)
    assert after["Members"] == flagged["Members"]
    assert after["Gaps"][1:] == flagged["Gaps"][1:]


def test_undo_leaves_her_edits_and_says_what_stays(run, office) -> None:
    """She works in Excel after the night: her cells stay, ours go back, the rest is named."""
    path = office / "members.xlsx"
    run("nightly", "--words", "--as-of", "2026-11-22")
    book = openpyxl.load_workbook(path)
    sheet = book["Members"]
    sheet["G5"] = 14
    sheet["M5"] = "she sent it on Monday"
    sheet.insert_rows(4)
    sheet["B4"] = "Cy Elm"
    book.save(path)
    result = run("undo", 1, "--as-of", "2026-11-22")
    assert result.code == 0
    rows = values(path)["Members"]
    assert rows[5][6] == 14
    assert rows[3][1] == "Cy Elm"
    assert rows[5][12] == "she sent it on Monday"
    assert "M5: something else stands there by now" in result.out
    assert rows[4][11:] == [None] * len(rows[4][11:])


def test_undo_dry_run_writes_nothing(run, office) -> None:
    """With --dry-run every cell is listed, and the file stays to the byte."""
    run("nightly", "--words", "--as-of", "2026-11-22")
    before = (office / "members.xlsx").read_bytes()
    result = run("undo", 1, "--dry-run", "--as-of", "2026-11-22")
    assert "Dry run" in result.out
    assert "Members!L4" in result.out
    assert (office / "members.xlsx").read_bytes() == before


@pytest.mark.slow
def test_runs_and_history(run, office) -> None:
    """The runs are listed; the history of a book and of a person say what was found and when."""
    run("nightly", "--words", "--as-of", "2026-11-22")
    assert "2 people, 4 findings" in run("runs").out
    assert "no runs of other.xlsx" in run("runs", "other.xlsx").out
    person = run("history", "ben oak").out
    assert "since 2026-11-22" in person
    assert "Membership ended" in person
    assert "Ana Ruiz" not in person
    assert "Ben Oak" in run("history", "members.xlsx").out
    assert "Read on Members as roster" in run("history").out
    unknown = run("history", "Bem Oak")
    assert unknown.code == 2
    assert "Is one of these meant: Ben Oak" in unknown.err


@pytest.mark.slow
def test_ledger_export_forget_and_prune(run, office) -> None:
    """A person is forgotten after a question; nothing of hers is in the export then."""
    run("nightly", "--words", "--as-of", "2026-11-22")
    run("ledger", "export", "--out", "all.jsonl")
    assert "Ben Oak" in (office / "all.jsonl").read_text()
    assert "Nothing was changed" in run("ledger", "forget", "Ben Oak", typed="n\n").out
    assert "Gone: " in run("ledger", "forget", "Ben Oak", typed="y\n").out
    lines = run("ledger", "export").out
    assert "Ben Oak" not in lines
    assert all(json.loads(line)["table"] for line in lines.splitlines())
    assert "Older than 30 days" in run("ledger", "prune", "--days", 30).out


@pytest.mark.slow
def test_an_export_that_cannot_be_written_says_why(run, office) -> None:
    """The sentence is about the file, not about the ledger; a reader that stops is no error."""
    run("nightly", "--as-of", "2026-11-22")
    gone = run("ledger", "export", "--out", "nowhere/all.jsonl")
    assert (gone.code, gone.err) == (
        2, f"rostercheck: There is no folder {office}/nowhere. Make it first.\n",
    )  # fmt: skip
    assert "is a folder" in run("ledger", "export", "--out", office).err
    command = [sys.executable, "-m", "sync", "ledger", "export"]
    with subprocess.Popen(
        command, cwd=office, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=WITH_US
    ) as done:
        done.stdout.readline()
        done.stdout.close()
        assert done.stderr.read() == b""


@pytest.mark.slow
def test_an_undo_that_had_to_wait_is_listed_so(run, office) -> None:
    """The workbook was open: nothing was undone, and the list of runs does not say it was."""
    run("nightly", "--as-of", "2026-11-22")
    lock = office / ".~lock.members.xlsx#"
    lock.write_text(",ann,laptop,22.11.2026 02:00,file:///;")
    refused = run("undo", 1)
    lock.unlink()
    assert refused.code == 2
    assert "is open in LibreOffice by ann" in refused.err
    assert "undo of run 1: put off" in run("runs").out
    assert run("undo", 1).code == 0


def test_without_a_terminal_there_are_log_lines_without_names(run, office) -> None:
    """What cron and hosted machines keep is JSON, and no person stands in it."""
    result = run("nightly", "--as-of", "2026-11-22")
    events = [json.loads(line)["event"] for line in result.out.splitlines()]
    assert events == ["night begins", "book", "night ends"]
    for name in ("Ana", "Ben", "Oak", "W1"):
        assert name not in result.out + result.err


def test_a_book_that_fails_gives_exit_code_1(run, office) -> None:
    """Cron sees that not every book could be looked at; the sentence says which and why."""
    (office / "rostercheck.toml").write_text(IN_PLACE + BOOK.replace("members", "gone"))
    result = run("nightly", "--words")
    assert result.code == 1
    assert "There is no file" in result.out
    assert "1 checked, 1 failed" in result.out


@pytest.mark.parametrize(
    "words", [("nightly",), ("runs",), ("history",), ("undo", "1"), ("config", "check")]
)
def test_without_a_config_each_command_says_so(run, words) -> None:
    """No traceback: one sentence, and what to do."""
    result = run(*words)
    assert result.code == 2
    assert "There is no config" in result.err


def test_config_check_says_all_is_well(run, office) -> None:
    """Each entry in a line, then that all is well."""
    result = run("config", "check")
    assert result.code == 0
    assert "members.xlsx: rules wisconsin, flags in_place" in result.out
    assert "all is well" in result.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{BOOK}flag = 'copy'\n", '"book (members.xlsx).flag" is not known. Is "flags" meant?'),
        (f"{BOOK}flags = 'inplace'\n", "flags cannot be \"inplace\". It can be 'copy', 'in_place'"),
        (f"{BOOK}[nightli]\nat = '02:30'\n", '"nightli" is not known. Is "nightly" meant?'),
        (f"{BOOK}[nightly]\nminuts = 5\n", '"nightly.minuts" is not known. Is "minutes" meant?'),
        (f"{BOOK}[nightly]\nat = '2.30'\n", 'nightly.at: "2.30" is no time of day.'),
        (f"{BOOK}[nightly]\nquiet = 'day'\n", 'nightly.quiet: "day" is no span of time.'),
        (f"{BOOK}[nightly]\ntime_zone = 'Chicago'\n", 'There is no time zone "Chicago".'),
        (f"{BOOK}recipients = ['joan']\n", '"joan" is no e-mail address.'),
        (f"{BOOK}[mail]\nsender = 'a@b.org'\npasword = 'x'\n", 'Is "password" meant?'),
        (f"{BOOK}[mail]\nsender = 'a@b.org'\npassword = 'x'\n", "mail.password"),
        (f"{BOOK}[mail]\nsend = true\n", "To send, say who writes: sender = ..."),
        (f"{BOOK}[mail]\nsender = 'a@b.org'\nsend = true\n", "name the mail server"),
        (f"{BOOK}[ledger]\nurl = 'postgresql://a:pw@host/x'\n", "A password stands in the address"),
        (f"{BOOK}[ping]\nurl = {{ env = 'A', file = 'b' }}\n", "A secret is in one place"),
        (f"{BOOK}[ping]\nurl = {{ env = 'NOT_SET_HERE' }}\n", "NOT_SET_HERE is not set"),
        ("[[book]]\npack = 'wisconsin'\n", "A book has a path, or a folder with a pattern"),
        (BOOK.replace("wisconsin", "winsconsin"), 'pack "winsconsin". Is "wisconsin" meant?'),
        (BOOK.replace("members", "membres"), "There is no file"),
        ("[[book]]\nfolder = '.'\npattern = '*.xlsm'\n", 'No file in {folder} fits "*.xlsm"'),
        ("[[book]]\nfolder = 'chapters'\n", "There is no folder {folder}/chapters"),
        ("[[book]]\nfolder = '.'\npattern = '/a/*.xlsx'\n", "leads out of the folder"),
        ("[[book]]\nfolder = '.'\npattern = '../*.xlsx'\n", "leads out of the folder"),
        ("[[book]]\nfolder = '.'\npattern = '**.xlsx'\n", "two stars stand between slashes"),
        ("[[book]]\nfolder = '.'\nexclude = ['']\n", "A pattern cannot be empty"),
        ("book = 3\n", "book cannot be 3. It is a part that begins with [[book]]"),
        (f"{BOOK}[nightly]\nat = 230\n", 'nightly.at cannot be 230. It is a time of day in quotes'),
        (f"{BOOK}[nightly]\nminutes = 0\n", "nightly.minutes cannot be 0. It is at least 1."),
        (f"{BOOK}recipients = 'joan@x.org'\n", "It is a list in square brackets"),
        (f"{BOOK}dashboard = 'bord'\n", 'It is true, false or "board".'),
        (f"{BOOK}[ping]\nurl = {{ evn = 'A' }}\n", '"ping.url.evn" is not known. Is "env" meant?'),
        (f"{BOOK}[nightly]\nlog = 'no/log.txt'\n", "There is no folder {folder}/no for the log"),
        (f"{BOOK}[ledger]\npath = 'no/l.sqlite'\n", "folder {folder}/no for the ledger"),
        (f"{BOOK}[ledger]\nurl = 'mysql://x/y'\n", "mysql://x/y is no address for a ledger"),
        (f"{BOOK}[ledger]\nurl = 'ledger'\n", "A file is named by path, not by url"),
        (BOOK + BOOK, "is named twice"),
        ("", "No books are named"),
    ],
)  # fmt: skip
def test_config_check_explains_each_mistake(run, office, text, sentence) -> None:
    """Every mistake ends in a sentence with the place and, for a typo, the nearest right name."""
    (office / "rostercheck.toml").write_text(text)
    result = run("config", "check")
    assert (result.code, result.err) == (2, "")
    assert sentence.replace("{folder}", str(office)) in result.out


def test_config_check_finds_rules_of_her_own(run, office) -> None:
    """A pack in a file beside the config is found there, as the night finds it."""
    (office / "ours.toml").write_text(read_shipped("wisconsin"), encoding="utf-8")
    (office / "rostercheck.toml").write_text(BOOK.replace('"wisconsin"', '"ours.toml"'))
    result = run("config", "check")
    assert result.code == 0, result.out
    assert run("nightly").code == 0


def test_config_check_names_every_mistake_at_once(run, office) -> None:
    """Three mistakes, three sentences: nobody has to mend one to hear of the next."""
    (office / "rostercheck.toml").write_text(f"{BOOK}flag = 1\nmark = 2\n[nightly]\nat = 'x'\n")
    assert len(run("config", "check").out.splitlines()) == 3


def test_an_old_config_is_read_as_before(tmp_path) -> None:
    """A config of the first version means what it meant; the service adds only its defaults."""
    path = tmp_path / "rostercheck.toml"
    path.write_text(
        '[[book]]\npath = "a.xlsx"\npack = "texas"\n[[book.table]]\nsheet = "M"\n'
        'kind = "roster"\n[book.table.columns]\n"Name" = "name"\n'
    )
    config = read_config(path)
    assert (config.book[0].path, config.book[0].flags) == ("a.xlsx", "copy")
    assert config.book[0].table[0].columns == {"Name": "name"}
    assert config.mail is None


class InMemory(backend.KeyringBackend):
    """A keyring of the library's own kind, which keeps its secrets in this process."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


def test_secrets_come_from_three_places(tmp_path, monkeypatch) -> None:
    """The environment, a file beside the config, the keyring: each gives the secret itself."""
    monkeypatch.setenv("ROSTER_PW", "one")
    (tmp_path / "secret.txt").write_text("two\n")
    keys = InMemory()
    keys.set_password("rostercheck", "joan", "three")
    set_keyring(keys)
    places = [Secret(env="ROSTER_PW"), Secret(file="secret.txt"),
              Secret(keyring="rostercheck", user="joan")]  # fmt: skip
    assert [reveal(one, tmp_path) for one in places] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (Secret(env="NOT_SET_HERE"), "NOT_SET_HERE is not set"),
        (Secret(file="gone.txt"), "gone.txt cannot be read"),
        (Secret(keyring="rostercheck", user="nobody"), 'keyring set "rostercheck" "nobody"'),
    ],
)
def test_a_secret_that_is_not_there_is_looked_for_by_name(tmp_path, secret, words) -> None:
    """The sentence says where it was looked for, and never what was found elsewhere."""
    set_keyring(InMemory())
    with pytest.raises(ConfigError, match=words):
        reveal(secret, tmp_path)


def test_the_help_names_the_new_commands(run) -> None:
    """A coordinator finds every command in the help."""
    out = run("--help").out
    for name in ("nightly", "serve-schedule", "undo", "runs", "history", "config", "ledger"):
        assert name in out


def test_forget_asks_nobody_about_a_ledger_that_is_not_there(run, office) -> None:
    """Without a ledger, or without a config, that is said at once: there is nothing to confirm."""
    done = run("ledger", "forget", "Ana Ruiz")
    assert (done.code, done.out) == (2, "")
    assert "There is no ledger yet" in done.err
    (office / "rostercheck.toml").unlink()
    done = run("ledger", "forget", "Ana Ruiz")
    assert (done.code, done.out) == (2, "")
    assert "There is no config" in done.err


@pytest.mark.slow
def test_history_of_a_day_tells_what_stood_open_then(run, office) -> None:
    """What was mended since is told as open; what came later is not told."""
    run("nightly", "--words", "--as-of", "2026-11-22")
    book = openpyxl.load_workbook(office / "members.xlsx")
    book["Members"]["F5"] = "12/31/2027"
    book.save(office / "members.xlsx")
    run("nightly", "--words", "--as-of", "2026-12-10")
    then = run("history", "members.xlsx", "--as-of", "2026-11-30").out
    now = run("history", "members.xlsx", "--as-of", "2026-12-10").out
    assert "as the checks up to 2026-11-30 found it" in then
    assert "embership ended on 30 Jun 2026" in then
    assert "embership ended on 30 Jun 2026" not in now
    assert "Open then: 0" in run("history", "members.xlsx", "--as-of", "2026-01-01").out
