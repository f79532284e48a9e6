"""What has to be known of the computer: whether it is Windows, where Excel and Python are."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OFFICE = "Software\\Microsoft\\Office\\16.0\\Excel\\Security"
_ALL, _OWN = "HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER"
_EXCEL = "Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\excel.exe"


class Machine:
    """This computer. The tests put others in its place."""

    @property
    def platform(self) -> str:
        """As Python names it: win32, darwin, linux."""
        return sys.platform

    @property
    def windows(self) -> bool:
        """Whether this is Windows."""
        return self.platform == "win32"

    @property
    def python(self) -> str:
        """The Python that Excel is to start: this one, without a console of its own."""
        quiet = Path(sys.executable).with_name("pythonw.exe")
        return str(quiet) if quiet.is_file() else sys.executable

    @property
    def prefix(self) -> Path:
        """Where this Python keeps the library through which Excel reaches it."""
        return Path(sys.prefix)

    def start_folder(self) -> Path | None:
        """The folder from which Excel opens add-ins when it starts."""
        data = os.environ.get("APPDATA")
        return Path(data) / "Microsoft" / "Excel" / "XLSTART" if self.windows and data else None

    def installed(self, package: str) -> str | None:
        """The version of a package, None where it is not installed."""
        try:
            return version(package)
        except PackageNotFoundError:
            return None

    def importable(self, module: str) -> bool:
        """Whether a module is there."""
        return find_spec(module) is not None

    def excel(self) -> str | None:
        """Where Excel is, as Windows knows it."""
        return _registered(_EXCEL, "", machine=True)

    def security(self, name: str) -> str | None:
        """What the user, or whoever cares for the computer, set in Excel's Trust Center."""
        policy = OFFICE.replace("Software\\", "Software\\Policies\\", 1)
        folder, _, value = name.rpartition("\\")
        keys = (f"{key}\\{folder}".rstrip("\\") for key in (policy, OFFICE))
        return next((found for key in keys if (found := _registered(key, value))), None)


def _registered(key: str, name: str, *, machine: bool = False) -> str | None:
    """Read a value of Windows' registry; None where there is none, or no Windows."""
    try:
        winreg: Any = import_module("winreg")
    except ImportError:
        return None
    root = getattr(winreg, _ALL if machine else _OWN)
    try:
        with winreg.OpenKey(root, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return None
