"""What is put into xlwings Lite: main.py, requirements.txt, and the package they name."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from addin.errors import AddinError
from addin.lite.wheel import MODULE, NAME, wheel, wheel_name
from addin.writing import write_files

MAIN = f"from {MODULE} import *\n"
"""The whole of main.py: all logic is in the package, so an update touches no workbook."""

_PACKAGE = re.compile(rf"https://[^\s/]+/(?:\S+/)?{MODULE}-[^\s/]+-py3-none-any\.whl")
"""Installers read the version out of the name of the file, so it has to stand at the end."""

CLICKS = """\
In Excel (Windows, Mac or the web):
1. Home > Add-ins (or Insert > Get Add-ins): look for "xlwings Lite" and add it. No login.
2. Open it from the Home tab. In its editor put main.py in the place of its own main.py.
3. Put the lines of requirements.txt under those of its own requirements.txt.
4. Restart it from its menu, wait until it is ready, and save the workbook.
5. Type =ROSTER_VERSION() into a cell. A version number means that all is well.
"""


def requirements(address: str | None = None) -> str:
    """Give requirements.txt. address: where the package lies, if it is not on PyPI.

    Raises AddinError for an address from which nothing can be installed.
    """
    if address and not _PACKAGE.fullmatch(address):
        raise AddinError(
            f'"{address}" cannot be the address of the package: it has to begin with https:// and '
            f"end with the name of the file, {wheel_name()}."
        )
    return f"{address or f'{NAME}==' + version('rostercheck')}\n"


def write(folder: Path, address: str | None = None) -> list[Path]:
    """Write the three files into a folder, which is made where it is missing; give them.

    address: as for `requirements`. Raises AddinError.
    """
    contents = {
        "main.py": MAIN.encode(),
        "requirements.txt": requirements(address).encode(),
        wheel_name(): wheel(),
    }
    return write_files(folder, contents, "The files for xlwings Lite")
