"""`rostercheck addin doctor`: what is in the way of formulas and buttons in Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from addin.excel.installing import ELSEWHERE
from addin.excel.machine import Machine
from addin.excel.package import FILE_NAME, read_settings
from models.errors import RostercheckError

INSTALL = "Type: rostercheck addin install"
ASK = "Whoever looks after this computer can change it."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, and a sentence that says what to do."""

    what: str
    well: bool
    sentence: str


def run_doctor(machine: Machine | None = None) -> bool:
    """Look at everything in order, and say what to mend first; give whether all is well."""
    machine = machine or Machine()
    if not machine.windows:
        print(ELSEWHERE)
        return False
    bad = []
    for one in examined(machine):
        print(f"  {'ok' if one.well else 'NO'}  {one.what}: {one.sentence}")
        bad += [] if one.well else [one]
    if bad:
        print("\n" + "\n".join(f"{one.what}: {one.sentence}" for one in bad))
    else:
        print('\nAll is well. In Excel type into a cell: =ROSTER_CATEGORY("Level II")')
    return not bad


def examined(machine: Machine) -> Iterator[Check]:
    """Look at one thing after the other; what hangs on one that is not there is passed over."""
    yield Check("Windows", well=True, sentence="This is Windows.")
    yield _excel(machine)
    parts = [_xlwings(machine), _pywin32(machine)]
    yield from parts
    yield _library(machine)
    yield from _add_in(machine)
    yield _macros(machine)
    if all(one.well for one in parts):
        yield _answer(_called)


def _excel(machine: Machine) -> Check:
    where = machine.excel()
    if where is None:
        said = "Excel was not found. Install the Excel that belongs to Microsoft 365 or Office."
        return Check("Excel", well=False, sentence=said)
    return Check("Excel", well=True, sentence=f"{where}.")


def _xlwings(machine: Machine) -> Check:
    found = machine.installed("xlwings")
    if found is None:
        said = 'It is not installed. Type: pip install "rostercheck[excel]"'
        return Check("xlwings", well=False, sentence=said)
    if not found.startswith("0.37."):
        said = f'Version {found} is not known to work. Type: pip install "rostercheck[excel]"'
        return Check("xlwings", well=False, sentence=said)
    return Check("xlwings", well=True, sentence=f"Version {found}.")


def _pywin32(machine: Machine) -> Check:
    well = machine.importable("pywintypes") and machine.importable("win32com")
    said = "It is there." if well else "It is not installed. Type: pip install pywin32"
    return Check("pywin32", well=well, sentence=said)


def _library(machine: Machine) -> Check:
    """Look for the library through which Excel reaches Python; a virus scanner may take it."""
    name = f"xlwings64-{machine.installed('xlwings')}.dll"
    if (machine.prefix / name).is_file():
        return Check("library", well=True, sentence=f"{name} is there.")
    said = (
        f"{name} is missing in {machine.prefix}. Type: pip install --force-reinstall xlwings. If "
        "it goes again, the virus scanner took it: let it leave that folder alone."
    )
    return Check("library", well=False, sentence=said)


def _add_in(machine: Machine) -> Iterator[Check]:
    """Look at the add-in where Excel starts from, and at the Python that it starts."""
    folder = machine.start_folder()
    path = folder / FILE_NAME if folder is not None else None
    if path is None or not path.is_file():
        yield Check("add-in", well=False, sentence=f"It is not there. {INSTALL}")
        return
    settings = read_settings(path.read_bytes())
    made, present = settings.get("MADE WITH XLWINGS"), machine.installed("xlwings")
    if made != present:
        said = f"It was made with xlwings {made}, and {present} is installed. {INSTALL}"
        yield Check("add-in", well=False, sentence=said)
        return
    ours, now = settings.get("MADE BY ROSTERCHECK"), machine.installed("rostercheck")
    if ours != now:
        said = f"It was made by Rostercheck {ours}, and {now} is installed. {INSTALL}"
        yield Check("add-in", well=False, sentence=said)
        return
    yield Check("add-in", well=True, sentence=f"{path}.")
    yield _python(settings.get("INTERPRETER_WIN", ""))


def _python(said: str) -> Check:
    alone = not PureWindowsPath(said).is_absolute() and not Path(said).is_absolute()
    if alone:
        wrong = f'The add-in starts "{said}", whichever Python that is. {INSTALL}'
        return Check("Python", well=False, sentence=wrong)
    if not Path(said).is_file():
        gone = f"The add-in starts {said}, which is no longer there. {INSTALL}"
        return Check("Python", well=False, sentence=gone)
    return Check("Python", well=True, sentence=f"The add-in starts {said}.")


def _macros(machine: Machine) -> Check:
    """Look at the Trust Center. Programs need not be allowed to change macros for this."""
    if machine.security("VBAWarnings") == "4" and _no_trusted_folders(machine):
        said = (
            "Excel is told to open no macros. In Excel click File, Options, Trust Center, Trust "
            f"Center Settings, Macro Settings, and choose to be asked. {ASK}"
        )
        return Check("macros", well=False, sentence=said)
    if machine.security("DisableAllAddins") == "1":
        said = (
            "Excel is told to open no add-ins. In Excel click File, Options, Trust Center, Trust "
            f"Center Settings, Add-ins, and take the tick off. {ASK}"
        )
        return Check("macros", well=False, sentence=said)
    said = 'They may run. "Trust access to the VBA project" is not needed and may stay off.'
    return Check("macros", well=True, sentence=said)


def _no_trusted_folders(machine: Machine) -> bool:
    """Whether even the folder that Excel starts from counts for nothing."""
    return machine.security("Trusted Locations\\AllLocationsDisabled") == "1"


def _answer(call: Callable[[], str]) -> Check:
    """Let a formula answer, in this very Python, through xlwings."""
    try:
        said = call()
    except (RostercheckError, ImportError, OSError) as error:
        return Check("formulas", well=False, sentence=f"They cannot be loaded: {error}")
    if said != "FS":
        return Check(
            "formulas", well=False, sentence=f'"Level II" is FS, and the answer was {said}.'
        )
    return Check("formulas", well=True, sentence="They answer.")


def _called() -> str:
    from addin.excel import udfs  # noqa: PLC0415 - only where there is xlwings with pywin32

    return str(udfs.answered("ROSTER_CATEGORY", ["Level II"])[0][0])
