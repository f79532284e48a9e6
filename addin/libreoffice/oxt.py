"""The extension for LibreOffice Calc, made from the registry: one file, ready to be installed."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO

from addin.functions import FUNCTIONS
from addin.libreoffice.configuration import add_ins, handler, manifest, menu, self_description
from addin.libreoffice.rdb import Method, type_registry
from addin.parameters import ROWS
from addin.registry import Parameter, SheetFunction, Takes

INTERFACE = "org.rostercheck.XFormulas"
FILE_NAME = "rostercheck.oxt"

_DOCUMENT = ("document", "com.sun.star.beans.XPropertySet")
"""Calc fills it in by itself: the workbook in which the formula stands."""
_RANGE = "com.sun.star.table.XCellRange"
_ANY = "any"
_COMPONENTS = ("rostercheck_formulas.py", "rostercheck_menu.py")
_MODULES = (
    "rostercheck_cells.py",
    "rostercheck_found.py",
    "rostercheck_program.py",
    "rostercheck_ranges.py",
    "rostercheck_worker.py",
)
_MADE = (2020, 1, 1, 0, 0, 0)
"""The same input gives the same file, byte for byte."""


def extension(
    python: str = sys.executable, functions: Sequence[SheetFunction] = FUNCTIONS
) -> bytes:
    """Give the extension as a file. python: the one that has Rostercheck, asked before others."""
    release = version("rostercheck")
    registry = type_registry(INTERFACE, [_method(one) for one in functions])
    parts = {
        "META-INF/manifest.xml": manifest(_COMPONENTS).encode(),
        "description.xml": self_description(release).encode(),
        "CalcAddIns.xcu": add_ins(functions).encode(),
        "Addons.xcu": menu().encode(),
        "ProtocolHandler.xcu": handler().encode(),
        "formulas.rdb": registry,
        "contents.json": _contents(python, functions),
        **{name: _bundled(name) for name in _COMPONENTS},
        **{f"pythonpath/{name}": _bundled("pythonpath", name) for name in _MODULES},
    }
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def method_name(function: SheetFunction) -> str:
    """Give the name of the method behind a formula; it is part of what a workbook keeps."""
    return function.name.lower()


def _method(function: SheetFunction) -> Method:
    kinds = [(one.name, _kind(one)) for one in function.parameters]
    return Method(method_name(function), "[][]any", [_DOCUMENT, *kinds])


def _kind(parameter: Parameter) -> str:
    """Give the type of a parameter: a range has formats and errors, but cannot be left out."""
    is_range = parameter.takes is Takes.TABLE and not parameter.optional
    return _RANGE if is_range else _ANY


def _contents(python: str, functions: Sequence[SheetFunction]) -> bytes:
    listed = [
        {"name": one.name, "method": method_name(one), "fills": one.parameters[:1] == (ROWS,)}
        for one in functions
    ]
    return json.dumps({"python": python, "functions": listed}, indent=1).encode()


def _bundled(*names: str) -> bytes:
    return files("addin.libreoffice").joinpath("bundle", *names).read_bytes()
