"""The add-in for Excel as a file, made from the add-in that comes with xlwings.

xlwings ships an add-in to build on (under its BSD licence). Into a copy of it go our ribbon, our
VBA, and the settings that tell it which Python to start. Neither Excel nor Windows is needed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Tree
from xml.sax.saxutils import escape

from addin.errors import HostMissing
from addin.excel.decorators import NOT_INSTALLED
from addin.excel.vba import module_source
from addin.excel.vbaproject import replaced, sources

FILE_NAME = "Rostercheck.xlam"
MODULE = "addin.excel.udfs"
MADE_BY = "MADE BY ROSTERCHECK"
"""The setting that every add-in of ours has."""
_TEMPLATE = "quickstart_addin_ribbon.xlam"
_RIBBON, _VBA, _SHEET, _BOOK = (
    "customUI/customUI.xml", "xl/vbaProject.bin", "xl/worksheets/sheet1.xml", "xl/workbook.xml",
)  # fmt: skip
_OURS = "RibbonMyAddin"
"""The module of the template that is for its owner; all of our VBA stands there."""
_PROJECT = 'Public Const PROJECT_NAME As String = "myaddin"'
_SETTINGS = "rostercheck.conf"
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the add-in knows of its computer: the Python to start, and what it was made with."""

    python: str
    xlwings: str
    rostercheck: str

    def lines(self) -> Mapping[str, str | bool]:
        """Give the settings as xlwings reads them from a sheet of the add-in."""
        return {
            "INTERPRETER_WIN": self.python,
            "UDF MODULES": MODULE,
            "USE UDF SERVER": True,
            "DEBUG UDFS": False,
            "SHOW CONSOLE": False,
            # A Python file that lies beside a workbook must not be taken for ours.
            "ADD_WORKBOOK_TO_PYTHONPATH": False,
            "MADE WITH XLWINGS": self.xlwings,
            MADE_BY: self.rostercheck,
        }


def template() -> bytes:
    """Give the add-in that comes with xlwings. Raises HostMissing where xlwings is not there."""
    try:
        import xlwings  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise HostMissing(NOT_INSTALLED) from None
    path = Path(str(xlwings.__file__)).with_name(_TEMPLATE)
    if not path.is_file():
        raise HostMissing(
            f"xlwings {xlwings.__version__} comes without the add-in to build on ({_TEMPLATE}). "
            'Type: pip install --force-reinstall "rostercheck[excel]"'
        )
    return path.read_bytes()


def built(base: bytes, settings: Settings) -> bytes:
    """Build the add-in. base: the file that comes with xlwings. Raises RostercheckError."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w") as new:
        changed = _changed(old, settings)
        for item in old.infolist():
            content = changed.get(item.filename) or old.read(item)
            made = zipfile.ZipInfo(item.filename, _MOMENT)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, content)
    return out.getvalue()


def _changed(old: zipfile.ZipFile, settings: Settings) -> dict[str, bytes]:
    missing = {_RIBBON, _VBA, _SHEET, _BOOK} - set(old.namelist())
    if missing:
        raise HostMissing(f"The add-in of xlwings has another form: it lacks {min(missing)}.")
    return {
        _RIBBON: Path(__file__).with_name("ribbon.xml").read_bytes(),
        _VBA: _project(old.read(_VBA)),
        _SHEET: _sheet(settings),
        _BOOK: _workbook(old.read(_BOOK).decode("utf-8")),
    }


def _project(data: bytes) -> bytes:
    """Put our VBA into the project, and let it look for our settings."""
    own = sources(data)["xlwings"]
    if own.count(_PROJECT) != 1:
        raise HostMissing("The add-in of xlwings has another form: it does not say its name.")
    named = own.replace(_PROJECT, _PROJECT.replace("myaddin", "rostercheck"))
    return replaced(data, {"xlwings": named, _OURS: module_source(_OURS)})


def _sheet(settings: Settings) -> bytes:
    """Give the sheet with the settings: names in column A, values in column B."""
    rows = "".join(
        f'<row r="{at}">{_text(f"A{at}", name)}{_cell(f"B{at}", value)}</row>'
        for at, (name, value) in enumerate(settings.lines().items(), 1)
    )
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    code = '<sheetPr codeName="Sheet2"/>'  # the name that the VBA project knows it by
    body = f"<sheetData>{rows}</sheetData>"
    return f'{start}<worksheet xmlns="{_SPACE}">{code}{body}</worksheet>'.encode()


def _cell(address: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    return _text(address, value)


def _text(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _workbook(text: str) -> bytes:
    """Give the sheet its name, and take off the folder of whoever made the template."""
    text = re.sub(r'<sheet name="[^"]*"', f'<sheet name="{_SETTINGS}"', text, count=1)
    return re.sub(r"(?s)<mc:AlternateContent.*?</mc:AlternateContent>", "", text).encode()


def read_settings(data: bytes) -> Mapping[str, str]:
    """Give the settings of an add-in that was built here; none where it is another file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = Tree.fromstring(package.read(_SHEET))  # noqa: S314 - a file of our own making
    except (zipfile.BadZipFile, KeyError, Tree.ParseError):
        return {}
    found = {}
    for row in root.iter(f"{{{_SPACE}}}row"):
        cells = ["".join(cell.itertext()) for cell in row]
        if len(cells) == 2:
            found[cells[0]] = cells[1]
    return found
