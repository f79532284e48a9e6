"""What is put into xlwings Lite: main.py, requirements.txt, and the package they name."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from addin.errors import AddinError
from addin.lite.wheel import MODULE, NAME, wheel, wheel_name

MAIN = f"from {MODULE} import *\n"
"""The whole of main.py: all logic is in the package, so an update touches no workbook."""

CLICKS = """\
In Excel (Windows, Mac or the web):
1. Home > Add-ins (or Insert > Get Add-ins): look for "xlwings Lite" and add it. No login.
2. Open it from the Home tab. In its editor put main.py in the place of its own main.py.
3. Put the lines of requirements.txt under those of its own requirements.txt.
4. Restart it from its menu, wait until it is ready, and save the workbook.
5. Type =ROSTER_VERSION() into a cell. A version number means that all is well.
"""


def requirements(address: str | None = None) -> str:
    """Give requirements.txt. address: where the package lies, if it is not on PyPI."""
    return f"{address or f'{NAME}==' + version('rostercheck')}\n"


def write(folder: Path, address: str | None = None) -> list[Path]:
    """Write the three files into a folder, which is made where it is missing; give them."""
    contents = {
        "main.py": MAIN.encode(),
        "requirements.txt": requirements(address).encode(),
        wheel_name(): wheel(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise AddinError(
            f"The files for xlwings Lite could not be written to {folder}: "
            f"{error.strerror or error}. Name another folder with --to."
        ) from error
    return [folder / name for name in contents]
