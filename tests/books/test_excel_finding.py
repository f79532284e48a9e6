"""A file that is open in Excel on this computer is found there by its path, and nothing is started.

xlwings runs; Excel is a stand-in (`tests/excel_com/`, `tests/excel_mac/`).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import xlwings

from sync.books.excel_open.book import ExcelBook
from sync.books.excel_open.finding import in_excel
from sync.books.excel_open.mac.book import MacBook
from sync.errors import BookInUse
from tests.excel_desks import Mac, Windows, desk
from tests.excel_mac import appscript


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mac:
    found = desk("mac", tmp_path, monkeypatch)
    assert isinstance(found, Mac)
    return found


def workbook(folder: Path, name: str = "members.xlsx") -> Path:
    folder.mkdir(exist_ok=True)
    plain = openpyxl.Workbook()
    plain.active["A1"] = "Name"
    plain.save(folder / name)
    return folder / name


def lock(path: Path) -> None:
    """Leave the file beside it that Excel leaves."""
    path.with_name(f"~${path.name}").write_bytes(b"\x03Ann" + b" " * 50)


def test_an_open_file_is_found_among_others(computer: Windows | Mac, tmp_path: Path) -> None:
    """In a second Excel, behind another workbook, and by a path with other capitals or dots."""
    computer.open(workbook(tmp_path, "other.xlsx"))
    path = workbook(tmp_path)
    computer.open(path)
    for way in (path, tmp_path / "programs" / ".." / "members.xlsx"):
        (tmp_path / "programs").mkdir(exist_ok=True)
        found = in_excel(way)
        assert found is not None
        assert isinstance(found, MacBook) == (computer.system == "Darwin")
        assert Path(found.location) == path


def test_a_file_of_the_same_name_elsewhere_is_another(
    computer: Windows | Mac, tmp_path: Path
) -> None:
    """The list of last year, open under the same name in another folder, is left alone."""
    computer.open(workbook(tmp_path / "2025"))
    assert in_excel(workbook(tmp_path)) is None


def test_a_file_that_is_not_open_is_not_found(computer: Windows | Mac, tmp_path: Path) -> None:
    """Then the file itself is marked, as always."""
    assert in_excel(workbook(tmp_path)) is None


def test_one_that_was_opened_to_look_at_is_not_written(
    computer: Windows | Mac, tmp_path: Path
) -> None:
    """What is opened read-only could not be saved; somebody else has it."""
    path = workbook(tmp_path)
    computer.open(path, read_only=True)
    assert in_excel(path) is None


def test_a_name_with_accents_is_the_same_however_it_is_stored(mac: Mac, tmp_path: Path) -> None:
    """A Mac may store an accent apart from its letter."""
    path = workbook(tmp_path, "Cafe\N{COMBINING ACUTE ACCENT}.xlsx")
    mac.open(path)
    (tmp_path / "Caf\N{LATIN SMALL LETTER E WITH ACUTE}.xlsx").hardlink_to(path)
    found = in_excel(tmp_path / "Caf\N{LATIN SMALL LETTER E WITH ACUTE}.xlsx")
    assert found is not None


def test_one_that_is_open_from_the_cloud_is_not_guessed_at(mac: Mac, tmp_path: Path) -> None:
    """Its name is the same, and nobody can tell whether it is this file."""
    path = workbook(tmp_path)
    mac.open(path)
    mac.book(path).url = "https://lakeside.sharepoint.com/sites/a/members.xlsx"
    with pytest.raises(BookInUse, match="open in Excel from the cloud"):
        in_excel(path)


def test_one_in_a_synced_folder_is_found(
    mac: Mac, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With AutoSave Excel says an address; xlwings knows the folder that is synced with it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    config = tmp_path / "xlwings.conf"
    config.write_text(f'"ONEDRIVE_CONSUMER_MAC","{tmp_path}"\n', encoding="utf-8")
    monkeypatch.setattr("xlwings.USER_CONFIG_FILE", str(config))
    monkeypatch.setattr(sys, "platform", "darwin")
    path = workbook(tmp_path)
    mac.open(path)
    mac.book(path).url = "https://d.docs.live.net/1234567890/members.xlsx"
    found = in_excel(path)
    assert found is not None
    assert Path(found.location) == path


def test_without_leave_to_speak_to_excel_a_sentence_says_where_to_give_it(
    mac: Mac, tmp_path: Path
) -> None:
    """macOS asks once; who said no finds the switch. Without a lock the file is taken."""
    path = workbook(tmp_path)
    mac.open(path)
    mac.excel.refuses = appscript.NOT_ALLOWED
    assert in_excel(path) is None
    lock(path)
    with pytest.raises(BookInUse, match="Privacy & Security, Automation"):
        in_excel(path)


def test_an_excel_that_does_not_answer(mac: Mac, tmp_path: Path) -> None:
    """A cell is being typed in: the sentence says what to do."""
    path = workbook(tmp_path)
    mac.open(path)
    mac.excel.refuses = appscript.TIMED_OUT
    lock(path)
    with pytest.raises(BookInUse, match="Excel does not answer"):
        in_excel(path)


def test_excel_that_is_closed_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No Excel runs: the stand-in for appscript fails a test that would start one."""
    found = desk("mac", tmp_path, monkeypatch)
    (tmp_path / "programs" / "lsappinfo").write_text("#!/bin/sh\nprintf Finder\n", encoding="utf-8")
    assert found.system == "Darwin"
    assert in_excel(workbook(tmp_path)) is None


@pytest.mark.parametrize("spoilt", ["missing", "paid part", "no Excel"])
def test_without_a_working_xlwings_the_file_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    """Not installed, asked for its paid part, or without an engine: then nothing changes."""
    desk("mac", tmp_path, monkeypatch)
    place = "sync.books.excel_open.finding"
    if spoilt == "missing":
        monkeypatch.setattr(f"{place}.find_spec", lambda _: None)
    elif spoilt == "paid part":
        monkeypatch.setattr(f"{place}.import_module", lambda _: 1 / 0)
    else:
        monkeypatch.setattr("xlwings.engines", [])
    assert in_excel(workbook(tmp_path)) is None


def test_xlwings_does_nothing_to_excel_when_python_ends(
    mac: Mac, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would end Excels on Windows, and run a macro of hers on a Mac, if it is named CleanUp."""
    dropped: list[object] = []
    monkeypatch.setattr("atexit.unregister", dropped.append)
    windows = SimpleNamespace(cleanup=print, N_COM_ATTEMPTS=0)
    monkeypatch.setattr(xlwings, "_xlwindows", windows, raising=False)
    in_excel(workbook(tmp_path))
    assert dropped == [print, xlwings._xlmac.cleanup]
    assert windows.N_COM_ATTEMPTS > 0


def test_on_linux_xlwings_is_not_even_loaded(tmp_path: Path) -> None:
    """Where there can be no Excel, looking for one costs nothing."""
    code = (
        "import sys; from pathlib import Path; from sync.books.excel_open.finding import in_excel;"
        f"assert in_excel(Path({str(workbook(tmp_path))!r})) is None;"
        "print('xlwings' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ("False" if sys.platform == "linux" else "True")


def test_an_excel_book_of_windows_is_excels_own_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the ribbon hands over and what is found are one kind of book."""
    computer = desk("windows", tmp_path, monkeypatch)
    path = workbook(tmp_path)
    computer.open(path)
    found = in_excel(path)
    assert type(found) is ExcelBook
    assert found.read().sheets[0].rows[0] == ["Name"]
