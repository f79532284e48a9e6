"""A night over many books: each is looked at, none is lost, and nothing goes on for ever."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from sync.config import read_config
from sync.copies import check_replaceable
from sync.errors import ConfigError, LedgerInUse, NightAtWork
from sync.ledger.runs import RunState
from sync.ledger.tables import Lease, Run
from sync.nightly import one
from sync.nightly.lock import one_at_a_time
from sync.nightly.night import run_night
from sync.nightly.watchers import All, Bar, Lines, Log
from tests.nightly.conftest import ANA, BEN, DAY, SimulatedClock, cells, lock_of, type_in, write

IN_PLACE = 'flags = "in_place"'


def test_every_book_of_a_folder_is_checked(office) -> None:
    """A folder with a pattern stands for its files; lock files, copies and backups are no books."""
    for name in ("a.xlsx", "b.xlsx", "a-flagged.xlsx", "~$a.xlsx", "b.backup-20260101-020304.xlsx"):
        write(office.folder / name, ANA)
    write(office.folder / "old.xlsx", ANA)
    office.config('folder = "."\nexclude = ["old*"]\nflags = "none"')
    assert office.states() == {"a.xlsx": "done", "b.xlsx": "done"}


@pytest.mark.parametrize(
    ("there", "words"), [(False, "There is no folder"), (True, 'fits "*.xlsx"')]
)
def test_a_folder_without_workbooks_is_no_good_night(office, there, words) -> None:
    """A drive that is away is not silence: the night names the folder; the others are checked."""
    write(office.folder / "members.xlsx", ANA)
    if there:
        (office.folder / "chapters").mkdir()
    office.config('path = "members.xlsx"', 'folder = "chapters"')
    report = office.night()
    assert not report.good
    said = {one.job.name: (str(one.state), *one.said) for one in report.looked.values()}
    assert said["members.xlsx"] == ("done",)
    state, sentence = said["chapters/*.xlsx"]
    assert state == "failed"
    assert words in sentence
    (office.folder / "chapters").mkdir(exist_ok=True)
    write(office.folder / "chapters" / "north.xlsx", BEN)
    assert office.night().good


def test_flags_go_into_a_copy_unless_the_config_says_otherwise(office) -> None:
    """Without a word about flags the workbook itself stays as it is, to the byte."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    before = path.read_bytes()
    office.config('path = "members.xlsx"')
    assert office.states() == {"members.xlsx": "done"}
    assert path.read_bytes() == before
    flagged = cells(office.folder / "members-flagged.xlsx")
    assert flagged["Members"][0][-4:] == ["Status", "What is missing", "Next due", "Checked as of"]


def test_only_the_marks_that_are_wanted_are_made(office) -> None:
    """marks = ["columns"] puts our columns and no tab; what is no longer wanted goes again."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    office.night()
    assert set(cells(path)) > {"Members", "Gaps"}
    office.config(f'path = "members.xlsx"\nmarks = ["columns"]\n{IN_PLACE}')
    assert office.states() == {"members.xlsx": "done"}
    assert set(cells(path)) == {"Members"}
    assert "Status" in cells(path)["Members"][0]


def test_one_bad_book_does_not_stop_the_others(office) -> None:
    """A damaged file, one without people and one that is gone each get a sentence."""
    write(office.folder / "good.xlsx", ANA)
    (office.folder / "bad.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    (office.folder / "notes.csv").write_text("Shopping;Price\nMilk;2\n")
    office.config(
        'path = "bad.xlsx"', 'path = "gone.xlsx"', 'path = "notes.csv"', 'path = "good.xlsx"'
    )
    report = office.night()
    assert not report.good
    said = {one.job.name: (str(one.state), *one.said) for one in report.looked.values()}
    assert said["good.xlsx"] == ("done",)
    assert "damaged" in said["bad.xlsx"][1]
    assert "There is no file" in said["gone.xlsx"][1]
    assert "no list of people" in said["notes.csv"][1]


def test_a_fault_of_ours_in_one_book_does_not_stop_the_others(office, monkeypatch) -> None:
    """Even an error that nobody foresaw costs only its own book, and ends in a sentence."""
    write(office.folder / "a.xlsx", ANA)
    write(office.folder / "b.xlsx", ANA)
    office.config('path = "a.xlsx"', 'path = "b.xlsx"')
    real = one.read_book

    def faulty(book, *rest):
        if "a.xlsx" in book.location:
            raise KeyError("surprise")
        return real(book, *rest)

    monkeypatch.setattr(one, "read_book", faulty)
    report = office.night()
    states = {looked.job.name: looked for looked in report.looked.values()}
    assert states["b.xlsx"].state is RunState.DONE
    assert "fault in Rostercheck (KeyError)" in states["a.xlsx"].said[0]


def test_a_book_that_is_open_is_tried_again_later(office) -> None:
    """While somebody has the book open it waits; once she has closed it, it is checked."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    write(office.folder / "others.xlsx", ANA)
    lock = lock_of(path)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}', 'path = "others.xlsx"')
    closes = lambda: office.clock.elapsed() > 1000 and lock.unlink(missing_ok=True)  # noqa: E731
    office.clock.meanwhile = closes
    assert office.states() == {"members.xlsx": "done", "others.xlsx": "done"}
    assert 1000 < sum(office.clock.waits) < 3000
    with office.ledger.session() as session:
        runs = session.scalars(select(Run.state).order_by(Run.id)).all()
    assert sorted(runs) == ["done", "done", "put off"]


def test_a_book_that_stays_open_is_given_up_for_this_night(office) -> None:
    """The night ends within its minutes, and says which book was open all the time."""
    path = write(office.folder / "members.xlsx", ANA)
    lock_of(path)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}', extra="[nightly]\nminutes = 60")
    report = office.night()
    assert not report.good
    looked = report.looked[str(path)]
    assert looked.state is RunState.PUT_OFF
    assert "is open in LibreOffice by ann" in looked.said[0]
    assert office.clock.elapsed() <= 3600
    with office.ledger.session() as session:
        assert session.scalars(select(Run.state)).all() == ["put off"]


def test_waiting_ends_when_the_quiet_hours_begin(office) -> None:
    """A night that began at half past two does not reach into the quiet hours from three."""
    lock_of(write(office.folder / "members.xlsx", ANA))
    office.config(f'path = "members.xlsx"\n{IN_PLACE}', extra='[nightly]\nquiet = "03:00-20:00"')
    office.night()
    assert office.clock.now() <= datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class Slow(SimulatedClock):
    """Every book takes ten minutes."""

    def elapsed(self) -> float:
        self.at += timedelta(minutes=5)
        return super().elapsed()


def test_time_is_bounded_and_the_rest_comes_first_the_next_night(office) -> None:
    """What a short night leaves over is named, and stands first in the next night."""
    for name in "abcde":
        write(office.folder / f"{name}.xlsx", ANA)
    office.config('folder = "."\nflags = "none"', extra="[nightly]\nminutes = 25")
    office.clock = Slow()
    first = office.night()
    done = [looked.job.name for looked in first.looked.values()]
    assert 0 < len(done) < 5
    assert [job.name for job in first.left_over] == sorted({f"{n}.xlsx" for n in "abcde"} - {*done})
    office.clock = Slow()
    second = office.night()
    assert next(iter(second.looked.values())).job.name == first.left_over[0].name


def test_a_signal_ends_the_night_after_the_book_at_hand(office) -> None:
    """The book at hand is finished, the others are left for the next night."""
    for name in "ab":
        write(office.folder / f"{name}.xlsx", ANA)
    office.config('folder = "."\nflags = "none"')

    class Stopping(Lines):
        def looked(self, looked) -> None:
            office.clock.stop()

    path = office.folder / "rostercheck.toml"
    report = run_night(
        read_config(path), path, office.ledger, office.clock, as_of=DAY, watcher=Stopping()
    )
    assert report.stopped
    assert [str(one.state) for one in report.looked.values()] == ["done"]
    assert [job.name for job in report.left_over] == ["b.xlsx"]


def test_one_night_at_a_time(office) -> None:
    """A second night in the same folder does nothing and says why; when the first ends, it may."""
    write(office.folder / "a.xlsx", ANA)
    office.config('path = "a.xlsx"')
    code = (
        "import sys; from pathlib import Path; from sync.ledger import open_ledger;"
        "from sync.nightly.lock import one_at_a_time;"
        "ledger = open_ledger('sqlite://');"
        "held = one_at_a_time(Path(sys.argv[1]), ledger); held.__enter__();"
        "print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, office.folder],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with other:
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(NightAtWork, match="Another night is at work already"):
            office.night()
        other.kill()
    with one_at_a_time(office.folder, office.ledger):
        pass
    assert office.states() == {"a.xlsx": "done"}


def test_a_link_has_no_copy(office) -> None:
    """For a link the config has to say where the flags go; the sentence names both ways."""
    office.config('path = "https://docs.google.com/spreadsheets/d/abc"')
    report = office.night()
    said = next(iter(report.looked.values())).said[0]
    assert ConfigError.__name__ == next(iter(report.looked.values())).kind_of_error
    assert 'flags = "in_place"' in said


def test_a_copy_in_which_somebody_worked_is_left_alone(office) -> None:
    """What somebody typed into the flagged copy is never lost: the book fails with a sentence."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config('path = "members.xlsx"')
    office.night()
    copy = office.folder / "members-flagged.xlsx"
    check_replaceable(copy, path)
    hers = openpyxl.load_workbook(copy)  # another program, as Excel is
    hers["Members"]["F2"] = 99
    hers.save(copy)
    before = copy.read_bytes()
    type_in(path, 3, 6, 12)
    report = office.night(DAY + timedelta(days=1))
    assert "holds changes" in next(iter(report.looked.values())).said[0]
    assert copy.read_bytes() == before


def test_a_csv_copy_is_renewed_night_after_night(office) -> None:
    """The ledger knows the copy as we left it, so it is replaced when the book has changed."""
    path = office.folder / "members.csv"
    path.write_text("Full Name,Category,Training hrs\nAna Ruiz,IFS,15\n")
    office.config('path = "members.csv"')
    assert office.states() == {"members.csv": "done"}
    path.write_text("Full Name,Category,Training hrs\nAna Ruiz,IFS,3\n")
    assert office.states(DAY + timedelta(days=1)) == {"members.csv": "done"}
    assert "3 of 15" in (office.folder / "members-flagged.csv").read_text()


def test_the_log_holds_no_names(office) -> None:
    """Log lines are JSON, and neither a member nor whoever has a book open is named in them."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    lock_of(path)
    write(office.folder / "others.xlsx", ANA, BEN)
    office.config(f'folder = "."\n{IN_PLACE}', extra="[nightly]\nminutes = 1")
    stream = io.StringIO()
    config = office.folder / "rostercheck.toml"
    watcher = All([Log(stream), Lines()])
    run_night(read_config(config), config, office.ledger, office.clock, as_of=DAY, watcher=watcher)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["night begins", "book", "book", "night ends"]
    assert {line.get("reason") for line in lines} == {None, "BookInUse"}
    for name in ("Ana", "Ruiz", "Ben", "Oak", "ann", "W-1"):
        assert name not in stream.getvalue()


def test_a_night_that_breaks_off_is_noted_in_the_log(office, monkeypatch) -> None:
    """The ledger cannot be written in mid-night: the log says so by kind, and the bar is gone."""
    write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')

    def locked(*_words):
        raise LedgerInUse("The ledger is being written by another program, says Ana.")

    monkeypatch.setattr(one, "last_known", locked)
    stream, bar = io.StringIO(), Bar()
    config = office.folder / "rostercheck.toml"
    with pytest.raises(LedgerInUse):
        run_night(
            read_config(config), config, office.ledger, office.clock, as_of=DAY,
            watcher=All([Log(stream), bar]),
        )  # fmt: skip
    last = json.loads(stream.getvalue().splitlines()[-1])
    assert (last["event"], last["reason"]) == ("night breaks off", "LedgerInUse")
    assert "Ana" not in stream.getvalue()
    assert not bar.shown
    monkeypatch.undo()
    assert office.states() == {"members.xlsx": "done"}


def test_the_first_entry_of_a_book_counts(office) -> None:
    """A book that an entry names and a folder holds as well is looked at once."""
    write(office.folder / "a.xlsx", ANA)
    office.config('path = "a.xlsx"\nflags = "none"', 'folder = "."')
    report = office.night()
    assert len(report.looked) == 1
    assert not (office.folder / "a-flagged.xlsx").exists()


def test_pruning_follows_the_config(office) -> None:
    """With keep_days the ledger drops old runs at the end of a night, and keeps the last."""
    write(office.folder / "a.xlsx", ANA)
    office.config('path = "a.xlsx"\nflags = "none"', extra="[ledger]\nkeep_days = 30")
    for number in range(3):
        office.night(DAY + timedelta(days=number))
    with office.ledger.session() as session:
        for run in session.scalars(select(Run)):
            run.started = datetime(2020, 1, run.id, tzinfo=UTC)
    office.night(date(2026, 12, 24))
    with office.ledger.session() as session:
        assert session.scalars(select(Run.state)).all()[-1] in {"done", "unchanged"}
        assert len(session.scalars(select(Run)).all()) <= 2


def test_who_lost_the_lease_does_not_write(office, monkeypatch) -> None:
    """Another machine took over while a book was read: the night ends, the book stays as it was."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    monkeypatch.setattr(type(office.ledger), "shared", property(lambda _: True))
    real = one.judge

    def slow(*words):
        with office.ledger.session() as session:
            session.scalar(select(Lease)).holder = "somebody else"
        return real(*words)

    monkeypatch.setattr(one, "judge", slow)
    before = path.read_bytes()
    with pytest.raises(NightAtWork, match="took over"):
        office.night()
    assert path.read_bytes() == before
