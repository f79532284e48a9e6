"""`rostercheck addin install`: the add-in goes where Excel starts from, and the next clicks."""

from __future__ import annotations

from pathlib import Path

from addin.errors import AddinError, HostMissing
from addin.excel.machine import Machine
from addin.excel.package import FILE_NAME, MADE_BY, Settings, built, read_settings, template
from addin.writing import placed

ELSEWHERE = (
    "Formulas and buttons of this kind work in Excel on Windows only. Here you can use:\n"
    "  LibreOffice:            rostercheck addin libreoffice\n"
    "  Excel on a Mac or web:  rostercheck addin lite\n"
    "  Google Sheets:          rostercheck addin google\n"
    "To make the add-in here and carry it to a computer with Windows, name a folder: "
    "rostercheck addin install --to FOLDER"
)
ANY_PYTHON = "pythonw"
"""The Python that Windows finds by itself, for an add-in that was made on another computer."""


def run_install(to: Path | None, machine: Machine | None = None) -> None:
    """Build the add-in and put it in its place. Raises RostercheckError."""
    machine = machine or Machine()
    folder = to or machine.start_folder()
    if folder is None:
        raise HostMissing(ELSEWHERE)
    python = machine.python if machine.windows else ANY_PYTHON
    made = placed(folder, FILE_NAME)
    try:
        _put(made, python, machine)
    except OSError as error:
        raise AddinError(
            f"The add-in could not be written to {made}: {error.strerror or error}. Name another "
            "folder with --to."
        ) from error
    print(f"{made}: the add-in is there.")
    print("\n".join(_next(machine, made, started=to is None)))


def _put(target: Path, python: str, machine: Machine) -> None:
    """Write the add-in whole, or leave the former one, and whatever is not ours."""
    if target.is_file() and MADE_BY not in read_settings(target.read_bytes()):
        raise AddinError(
            f"{target} is there already, and is not of Rostercheck. It was left as it is. Name "
            "another folder with --to."
        )
    versions = (machine.installed(name) or "" for name in ("xlwings", "rostercheck"))
    data = built(template(), Settings(python, *versions))
    beside = target.with_name(f".{target.name}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except PermissionError:
        raise HostMissing(
            f"{target} cannot be written, most likely because Excel has it open. Close Excel and "
            "type it again."
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def _next(machine: Machine, made: Path, *, started: bool) -> list[str]:
    """Say what she does next."""
    if not machine.windows:
        return [
            "On the computer with Windows:",
            '  1. Type there: pip install "rostercheck[excel]"',
            f"  2. Better than to copy this file is to type there: rostercheck addin install. It "
            f"knows the Python of that computer; this file starts {ANY_PYTHON}, whichever it is.",
        ]
    lines = ["Next:"] if started else [f"Next: open {made} once by a double click, or:"]
    return [
        *lines,
        "  1. Close Excel altogether and open it again. It has a new tab, Rostercheck.",
        "  2. Open your list, click Rostercheck, Check now.",
        '  3. Type into a cell beside it: =ROSTER_CATEGORY("Level II"). It shows FS.',
        "If one of these does not happen, type: rostercheck addin doctor",
    ]
