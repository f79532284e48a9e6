"""Puts the extension into the LibreOffice of this computer, or says what to click for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from addin.errors import AddinError
from addin.libreoffice.oxt import FILE_NAME, extension
from addin.writing import placed, write_files

_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\unopkg.com",
        r"C:\Program Files (x86)\LibreOffice\program\unopkg.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/unopkg",),
}
_ELSEWHERE = ("/usr/lib/libreoffice/program/unopkg", "/opt/libreoffice/program/unopkg")

CLICKS = (
    "In LibreOffice choose Tools > Extension Manager (in newer versions: Extensions), click Add, "
    "choose this file, and start LibreOffice again."
)


def write(to: Path) -> Path:
    """Write the extension into a folder, or as a file that ends with .oxt; give the file.

    A folder is made where it is missing. Raises AddinError.
    """
    file = placed(to, FILE_NAME)
    (written,) = write_files(file.parent, {file.name: extension()}, "The extension")
    return written


def install(file: Path, *options: str) -> None:
    """Install the extension, or raise AddinError with what to do.

    options: further words for LibreOffice's unopkg, such as the profile to install into.
    """
    program = _unopkg()
    if program is None:
        raise AddinError(f"LibreOffice cannot be found. The extension is {file}. {CLICKS}")
    try:
        done = subprocess.run(  # noqa: S603 - LibreOffice's own program
            [program, "add", "--force", *options, str(file)],
            env=outside(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=300,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AddinError(
            f"LibreOffice did not take the extension {file} ({error}). {CLICKS}"
        ) from error
    if done.returncode:
        why = " ".join((done.stderr or done.stdout).split()).removeprefix("ERROR: ")[:300]
        raise AddinError(
            "LibreOffice did not take the extension. Close all its windows and try again"
            f"{' (it says: ' + why + ')' if why else ''}. Or by hand: the extension is {file}. "
            f"{CLICKS}"
        )


def outside() -> dict[str, str]:
    """Give the environment without the virtualenvs on its path.

    LibreOffice's own Python looks for its library beside the first python3 on the path. One that
    finds a virtualenv's starts without `uno`, and the office ends when it meets the extension.
    """
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment["PATH"] = os.pathsep.join(
        place
        for place in environment.get("PATH", os.defpath).split(os.pathsep)
        if not (Path(place).parent / "pyvenv.cfg").is_file()
    )
    return environment


def _unopkg() -> str | None:
    """Give LibreOffice's program that installs extensions."""
    on_path = shutil.which("unopkg")
    if on_path:
        return on_path
    places = (*_PLACES.get(sys.platform, ()), *_ELSEWHERE)
    return next((place for place in places if Path(place).is_file()), None)
