"""`rostercheck addin install`: the add-in goes where Excel starts from, and the next clicks."""

from __future__ import annotations

from pathlib import Path

from addin.errors import HostMissing
from addin.excel.machine import Machine
from addin.excel.package import FILE_NAME, Settings, built, template

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
    made = _put(folder, python, machine)
    print(f"{made}: the add-in is there.")
    print("\n".join(_next(machine, made, started=to is None)))


def _put(folder: Path, python: str, machine: Machine) -> Path:
    """Write the add-in whole, or leave the former one."""
    versions = (machine.installed(name) or "" for name in ("xlwings", "rostercheck"))
    data = built(template(), Settings(python, *versions))
    target = folder / FILE_NAME
    beside = target.with_suffix(".new")
    folder.mkdir(parents=True, exist_ok=True)
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
    return target


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
