"""`rostercheck addin install` and `doctor`, on computers of all kinds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from addin.errors import AddinError, HostMissing
from addin.excel import examining
from addin.excel.installing import run_install
from addin.excel.machine import Machine
from addin.excel.package import FILE_NAME, read_settings


class Windows(Machine):
    """A computer with Windows, as far as can be said of one; `lacks` takes something away."""

    platform = "win32"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages = {"xlwings": "0.37.8", "rostercheck": "0.1.0"}
        self.modules = {"pywintypes", "win32com"}
        self.settings: dict[str, str] = {}
        self.where: str | None = "C:\\Program Files\\Office\\EXCEL.EXE"
        (folder / "venv" / "Scripts").mkdir(parents=True)
        Path(self.python).touch()
        (self.prefix / "xlwings64-0.37.8.dll").touch()

    @property
    def python(self) -> str:
        return str(self.folder / "venv" / "Scripts" / "pythonw.exe")

    @property
    def prefix(self) -> Path:
        return self.folder / "venv"

    def start_folder(self) -> Path:
        return self.folder / "AppData" / "XLSTART"

    def installed(self, package: str) -> str | None:
        return self.packages.get(package)

    def importable(self, module: str) -> bool:
        return module in self.modules

    def excel(self) -> str | None:
        return self.where

    def security(self, name: str) -> str | None:
        return self.settings.get(name)

    @property
    def add_in(self) -> Path:
        return self.start_folder() / FILE_NAME


@pytest.fixture
def windows(tmp_path: Path) -> Windows:
    return Windows(tmp_path)


@pytest.fixture
def ready(windows: Windows, capsys: pytest.CaptureFixture[str]) -> Windows:
    """A computer on which the add-in has been installed."""
    run_install(None, windows)
    capsys.readouterr()
    return windows


# Install


def test_it_goes_where_excel_starts_from(
    windows: Windows, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command, and after a restart of Excel the tab is there; the next clicks are said."""
    run_install(None, windows)
    assert read_settings(windows.add_in.read_bytes())["INTERPRETER_WIN"] == windows.python
    assert list(windows.start_folder().iterdir()) == [windows.add_in]
    said = capsys.readouterr().out
    assert "Close Excel altogether and open it again" in said
    assert "rostercheck addin doctor" in said


def test_installed_again_it_is_replaced(ready: Windows) -> None:
    """A newer one takes the place of the former, whole."""
    ready.packages["rostercheck"] = "0.2.0"
    run_install(None, ready)
    assert read_settings(ready.add_in.read_bytes())["MADE BY ROSTERCHECK"] == "0.2.0"


def test_a_folder_that_is_named_is_used(windows: Windows, tmp_path: Path) -> None:
    """With --to the add-in goes there, and nowhere else."""
    run_install(tmp_path / "to", windows)
    assert (tmp_path / "to" / FILE_NAME).is_file()
    assert not windows.add_in.exists()


def test_a_file_that_is_named_is_that_file(windows: Windows, tmp_path: Path) -> None:
    """--to My.xlam makes the file My.xlam, not a folder of that name; again, it is replaced."""
    named = tmp_path / "to" / "My.xlam"
    for _ in range(2):
        run_install(named, windows)
        assert read_settings(named.read_bytes())["USE UDF SERVER"]
    assert list(named.parent.iterdir()) == [named]
    (tmp_path / "Folder.xlam").mkdir()
    run_install(tmp_path / "Folder.xlam", windows)
    assert (tmp_path / "Folder.xlam" / FILE_NAME).is_file()


def test_an_add_in_of_hers_is_never_written_over(windows: Windows, tmp_path: Path) -> None:
    """A file that we did not make stays as it is, to the byte."""
    hers = tmp_path / "Tools.xlam"
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Rates", 0).append(["TAX", "0.19"])
    workbook.save(hers)
    before = hers.read_bytes()
    with pytest.raises(AddinError, match=r"Tools\.xlam is there already, and is not of Rosterch"):
        run_install(hers, windows)
    assert hers.read_bytes() == before


def test_a_place_that_cannot_be_written_to_is_said(windows: Windows, tmp_path: Path) -> None:
    """A file where a folder is meant: a sentence says which, and what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(AddinError, match=r"could not be written to .*file.*Name another folder"):
        run_install(tmp_path / "file", windows)


def test_excel_that_holds_the_file_is_told_of(
    ready: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While Excel is open the file cannot be replaced: the former stays, and a sentence says so."""
    before = ready.add_in.read_bytes()

    def held(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(HostMissing, match=r"Close Excel and type it again\.$"):
        run_install(None, ready)
    assert ready.add_in.read_bytes() == before
    assert list(ready.start_folder().iterdir()) == [ready.add_in]


def test_elsewhere_the_ways_that_work_are_named(tmp_path: Path) -> None:
    """On Linux and a Mac a sentence names what works there; nothing is written."""
    with pytest.raises(HostMissing) as caught:
        run_install(None, Machine())
    for way in ("addin libreoffice", "addin lite", "addin google", "--to FOLDER"):
        assert way in str(caught.value)


def test_it_can_be_made_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --to it is made on any computer, and what then is to be done on Windows is said."""
    run_install(tmp_path, Machine())
    assert read_settings((tmp_path / FILE_NAME).read_bytes())["INTERPRETER_WIN"] == "pythonw"
    assert "On the computer with Windows" in capsys.readouterr().out


# Doctor


def doctor(machine: Machine, capsys: pytest.CaptureFixture[str]) -> tuple[bool, str]:
    well = examining.run_doctor(machine)
    return well, capsys.readouterr().out


def test_where_all_is_well_it_says_so(
    ready: Windows, udfs: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything is looked at in order, and a formula has answered in this very Python."""
    well, said = doctor(ready, capsys)
    assert well, said
    looked = [line.split(":")[0].split()[-1] for line in said.splitlines() if line[:4] == "  ok"]
    assert looked == [
        "Windows", "Excel", "xlwings", "pywin32", "library", "add-in", "Python", "macros",
        "formulas",
    ]  # fmt: skip
    assert "All is well" in said


def _no_excel(machine: Windows) -> None:
    machine.where = None


def _no_xlwings(machine: Windows) -> None:
    del machine.packages["xlwings"]


def _old_xlwings(machine: Windows) -> None:
    machine.packages["xlwings"] = "0.30.0"


def _no_pywin32(machine: Windows) -> None:
    machine.modules.clear()


def _no_library(machine: Windows) -> None:
    (machine.prefix / "xlwings64-0.37.8.dll").unlink()


def _no_add_in(machine: Windows) -> None:
    machine.add_in.unlink()


def _other_file(machine: Windows) -> None:
    machine.add_in.write_bytes(b"nonsense")


def _updated(machine: Windows) -> None:
    machine.packages["rostercheck"] = "0.9.0"


def _python_gone(machine: Windows) -> None:
    Path(machine.python).unlink()


def _any_python(machine: Windows) -> None:
    run_install(machine.start_folder(), Machine())
    machine.packages["rostercheck"] = Machine().installed("rostercheck") or ""


def _no_macros(machine: Windows) -> None:
    machine.settings = {"VBAWarnings": "4", "Trusted Locations\\AllLocationsDisabled": "1"}


def _no_add_ins(machine: Windows) -> None:
    machine.settings = {"DisableAllAddins": "1"}


FAULTS: list[tuple[Callable[[Windows], None], str]] = [
    (_no_excel, "Excel: Excel was not found"),
    (_no_xlwings, 'xlwings: It is not installed. Type: pip install "rostercheck[excel]"'),
    (_old_xlwings, "xlwings: Version 0.30.0 is not known to work. Type: pip install"),
    (_no_pywin32, "pywin32: It is not installed. Type: pip install pywin32"),
    (_no_library, "the virus scanner took it"),
    (_no_add_in, "add-in: It is not there. Type: rostercheck addin install"),
    (_other_file, "Type: rostercheck addin install"),
    (_updated, "It was made by Rostercheck 0.1.0, and 0.9.0 is installed. Type: rostercheck"),
    (_python_gone, "which is no longer there. Type: rostercheck addin install"),
    (_any_python, 'starts "pythonw", whichever Python that is. Type: rostercheck addin install'),
    (_no_macros, "In Excel click File, Options, Trust Center"),
    (_no_add_ins, "Add-ins, and take the tick off"),
]


@pytest.mark.parametrize(("spoil", "sentence"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_each_fault_has_a_sentence_that_says_what_to_do(
    ready: Windows,
    udfs: ModuleType,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Windows], None],
    sentence: str,
) -> None:
    """What is amiss is told at the end, with what to type or to click; the exit code says so."""
    spoil(ready)
    capsys.readouterr()
    well, said = doctor(ready, capsys)
    assert not well
    end = said.split("\n\n")[-1]
    assert sentence in end
    assert "NO" in said


def test_formulas_that_do_not_load_are_told_of(
    ready: Windows, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a computer where xlwings does nothing, the doctor says why formulas cannot be loaded."""
    check = examining._answer(examining._called)
    assert not check.well or "answer" in check.sentence
    wrong = examining._answer(lambda: "IFA")
    assert wrong.sentence == '"Level II" is FS, and the answer was IFA.'


def test_the_doctor_elsewhere_names_the_ways_that_work(capsys: pytest.CaptureFixture[str]) -> None:
    """On Linux and a Mac there is nothing to look at, and it says what works there."""
    well, said = doctor(Machine(), capsys)
    assert not well
    assert "rostercheck addin libreoffice" in said


@pytest.mark.skipif(sys.platform == "win32", reason="there it would install")
@pytest.mark.parametrize(("words", "code"), [(["install"], 2), (["doctor"], 1)])
def test_the_commands_end_with_a_code_and_a_sentence(words: list[str], code: int) -> None:
    """Elsewhere than on Windows both say what works there; neither shows a traceback."""
    ran = subprocess.run(
        [sys.executable, "-m", "sync", "addin", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == code
    assert "rostercheck addin libreoffice" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there it would install")
def test_the_command_makes_the_file(tmp_path: Path) -> None:
    """`rostercheck addin install --to FOLDER` makes the add-in on any computer."""
    command = [sys.executable, "-m", "sync", "addin", "install", "--to", str(tmp_path)]
    subprocess.run(command, capture_output=True, check=True)
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]
