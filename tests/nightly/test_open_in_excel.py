"""A night, and a workbook that somebody left open in Excel on this very computer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Row, select

from sync.commands.undo import run_undo
from sync.config import Config
from sync.ledger.runs import RunState
from sync.ledger.tables import Run
from tests.books.excel_desk import dump_of
from tests.excel_desks import Mac, desk
from tests.nightly.conftest import ANA, BEN, DAY, cells, write

WRITE = 'path = "members.xlsx"\nflags = "in_place"\nwhen_open = "write"'


@pytest.fixture
def members(office) -> Path:
    return write(office.folder / "members.xlsx", ANA, BEN)


def left_open(computer, path: Path):
    """Open a workbook, and leave the file beside it that Excel leaves."""
    lock(path).write_bytes(b"\x03Ann" + b" " * 50)
    return computer.open(path)


def lock(path: Path) -> Path:
    return path.with_name(f"~${path.name}")


def runs(office) -> list[Row]:
    """The runs that came to their end: number, edits, and how the file was left."""
    asked = select(Run.id, Run.edits, Run.output_digest).where(Run.state == RunState.DONE)
    with office.ledger.session() as session:
        return list(session.execute(asked.order_by(Run.id)).all())


def missing(plain) -> dict[object, str]:
    """What our columns say is missing, by name."""
    rows = [[cell.value for cell in row] for row in plain["Members"].iter_rows()]
    place = rows[0].index("What is missing")
    return {row[1]: str(row[place] or "") for row in rows[1:]}


def test_a_night_waits_if_nobody_says_otherwise(office, members, computer) -> None:
    """She is in the middle of something: her screen is hers, and the night says which book."""
    screen = left_open(computer, members)
    before = dump_of(screen)
    office.config('path = "members.xlsx"\nflags = "in_place"')
    assert office.states() == {"members.xlsx": "put off"}
    assert dump_of(screen) == before


def test_after_the_last_try_the_flags_go_into_excel(office, members, computer) -> None:
    """It waited as long as it could; then they stand on the screen, and the file is as it was."""
    screen = left_open(computer, members)
    before = members.read_bytes()
    office.config(WRITE)
    report = office.night()
    looked = report.looked[str(members)]
    assert looked.state is RunState.DONE
    assert "is open in Excel, and the flags were put there. Rostercheck does not" in looked.said[-1]
    assert len(office.clock.waits) > 3
    assert "Ben Oak" in missing(screen)
    assert members.read_bytes() == before
    (run,) = runs(office)
    assert run.edits
    assert run.output_digest is None


def test_one_that_is_closed_in_time_is_flagged_in_the_file(office, members, computer) -> None:
    """Closed before the last try: the file, as always."""
    screen = left_open(computer, members)
    before = dump_of(screen)
    office.clock.meanwhile = lambda: lock(members).unlink(missing_ok=True)
    office.config(WRITE)
    assert office.states() == {"members.xlsx": "done"}
    assert dump_of(screen) == before
    assert "Gaps" in cells(members)


def test_closed_without_saving_the_next_night_puts_them_anew(office, members, computer) -> None:
    """What was on the screen is gone; the file does not pass for one that was flagged."""
    left_open(computer, members)
    office.config(WRITE)
    office.night()
    lock(members).unlink()
    assert office.states() == {"members.xlsx": "done"}
    assert "Gaps" in cells(members)


def test_saved_the_next_night_takes_our_marks_for_ours(
    office, members, computer, monkeypatch
) -> None:
    """Each column and tab stands there once, and clearing gives her list back."""
    plain = cells(members)["Members"]
    left_open(computer, members)
    office.config(WRITE)
    office.night()
    computer.save(members)
    lock(members).unlink()
    monkeypatch.setattr("platform.system", lambda: "Linux")  # she has gone home
    assert office.states(date(2026, 11, 23)) == {"members.xlsx": "done"}
    found = cells(members)
    assert found["Members"][0].count("Status") == 1
    assert len([name for name in found if name.startswith("Gaps")]) == 1
    first = runs(office)[0]
    run_undo(office.folder / "rostercheck.toml", runs(office)[-1].id, as_of=DAY, dry_run=False)
    run_undo(office.folder / "rostercheck.toml", first.id, as_of=DAY, dry_run=False)
    rows = [row[: len(plain[0])] for row in cells(members)["Members"]]
    assert rows == plain
    assert "Gaps" not in cells(members)


def test_undone_while_it_is_still_open(office, members, computer, capsys) -> None:
    """The way back is walked on the screen, where the flags are."""
    screen = left_open(computer, members)
    before = dump_of(screen)
    office.config(WRITE)
    office.night()
    if isinstance(computer, Mac):
        computer.save(members)
    assert dump_of(screen) != before
    run_undo(office.folder / "rostercheck.toml", runs(office)[0].id, as_of=DAY, dry_run=False)
    assert "The workbook is open in Excel, and this was done there." in capsys.readouterr().out
    assert dump_of(screen) == before


def test_undone_after_it_was_closed_without_saving(office, members, computer, capsys) -> None:
    """Nothing that was recorded stands there: nothing is changed, and a sentence says so."""
    left_open(computer, members)
    office.config(WRITE)
    office.night()
    lock(members).unlink()
    computer.close(members)
    before = members.read_bytes()
    run_undo(office.folder / "rostercheck.toml", runs(office)[0].id, as_of=DAY, dry_run=False)
    assert "nothing" in capsys.readouterr().out.lower()
    assert members.read_bytes() == before


def test_everybody_is_judged_anew_from_the_screen(office, tmp_path, monkeypatch) -> None:
    """On a day that is due for one person, what was typed for another and not saved counts too."""
    fine = ["W-3", "Cy Elm", "IFS", date(2026, 10, 1), date(2029, 12, 31), 15]
    members = write(office.folder / "members.xlsx", ANA, fine)
    office.config(WRITE)
    office.night()
    computer = desk("windows", tmp_path, monkeypatch)
    screen = left_open(computer, members)
    assert not missing(screen)["Cy Elm"]
    screen["Members"]["E3"] = date(2026, 1, 1)
    assert office.states(date(2026, 12, 1)) == {"members.xlsx": "done"}
    assert "membership ended" in missing(screen)["Cy Elm"]


def test_a_night_that_is_broken_off_forgets_no_edit(
    office, members, computer, monkeypatch, capsys
) -> None:
    """The power fails when the flags are on the screen: the next night takes them for written."""

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    screen = left_open(computer, members)
    before = dump_of(screen)
    office.config(WRITE)
    with monkeypatch.context() as patch:
        patch.setattr("sync.recorded._conclude", fails)
        with pytest.raises(KeyboardInterrupt):
            office.night()
    office.config()
    report = office.night()
    if isinstance(computer, Mac):
        computer.save(members)
    assert report.settled == [runs(office)[0].id]
    run_undo(office.folder / "rostercheck.toml", report.settled[0], as_of=DAY, dry_run=False)
    assert "this was done there" in capsys.readouterr().out
    assert dump_of(screen) == before


def test_on_a_mac_unsaved_changes_wait(office, members, tmp_path, monkeypatch) -> None:
    """What she has not saved cannot be read there, so the book is put off, with the reason."""
    computer = desk("mac", tmp_path, monkeypatch)
    screen = left_open(computer, members)
    computer.book(members).touched()
    before = dump_of(screen)
    office.config(WRITE)
    looked = office.night().looked[str(members)]
    assert looked.state is RunState.PUT_OFF
    assert "press Cmd+S" in looked.said[0]
    assert dump_of(screen) == before


def test_open_on_another_computer_it_waits(office, members, computer) -> None:
    """A lock, and no such workbook in Excel here: somebody else has it."""
    lock(members).write_bytes(b"\x03Ann" + b" " * 50)
    office.config(WRITE)
    looked = office.night().looked[str(members)]
    assert looked.state is RunState.PUT_OFF
    assert "is open in Excel by Ann" in looked.said[0]


@pytest.mark.parametrize("entry", ['flags = "copy"', 'flags = "none"', ""])
def test_only_a_workbook_that_is_flagged_in_place_can_be(entry: str) -> None:
    """A copy is never what somebody has open; the config says so."""
    flags = {"flags": entry.split('"')[1]} if entry else {}
    with pytest.raises(ValueError, match='when_open = "write" is for workbooks'):
        Config.model_validate({"book": [{"path": "a.xlsx", "when_open": "write", **flags}]})


def test_the_screen_is_what_a_person_sees(members, computer) -> None:
    """The computers of these tests show what is in the file."""
    screen = left_open(computer, members)
    assert screen["Members"]["B2"].value == openpyxl.load_workbook(members)["Members"]["B2"].value
