"""A stand-in for Windows: pywin32 without COM, so that xlwings' own code for Windows runs here.

What is real: xlwings, all of it that a formula passes through on Windows: its decorators, its
generator of VBA, its reading of arguments, its COM server's way of calling a function. What is
not: Excel, COM, and the DLL between them. The objects below answer as Excel's do over COM.
"""

from __future__ import annotations

import asyncio  # noqa: F401 - loaded before the platform is another, as it looks at it
import concurrent.futures.thread  # noqa: F401
import ctypes
import importlib
import multiprocessing  # noqa: F401
import subprocess  # noqa: F401
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

RANGE_ID = "{00020846-0000-0000-C000-000000000046}"


class ComError(Exception):
    """`pywintypes.com_error`."""


class Dispatched:
    """What `win32com.client.Dispatch` gives; our objects already are what they stand for."""


def _module(name: str, **attributes: object) -> ModuleType:
    made = ModuleType(name)
    made.__dict__.update(attributes)
    return made


def _pywin32() -> dict[str, ModuleType]:
    """Make the modules of pywin32 that xlwings imports, with what it uses of them here."""
    com_time = type("TimeType", (datetime,), {})
    nothing = _nothing
    client = _module(
        "win32com.client",
        CDispatch=Dispatched,
        CoClassBaseClass=Dispatched,
        DispatchBaseClass=Dispatched,
        Dispatch=lambda found, **_: found,
        DispatchEx=nothing,
        gencache=SimpleNamespace(EnsureModule=nothing),
    )
    server = _module("win32com.server")
    parts = {name: _module(f"win32com.server.{name}") for name in ("dispatcher", "policy", "util")}
    parts["util"].__dict__.update(wrap=lambda found, **_: found, unwrap=_unwrap)
    server.__dict__.update(parts)
    return {
        "pywintypes": _module(
            "pywintypes", com_error=ComError, error=OSError, TimeType=com_time, IID=str
        ),
        "pythoncom": _module(
            "pythoncom",
            __file__="pythoncom",
            com_error=ComError,
            ole_error=ComError,
            CoInitialize=nothing,
            CoUninitialize=nothing,
            IID_IDispatch="IDispatch",
            IID_IEnumVARIANT="IEnumVARIANT",
            TypeIIDs={"IDispatch": Dispatched},
            Missing=object(),
        ),
        "win32api": _module("win32api"),
        "win32con": _module("win32con"),
        "win32event": _module("win32event"),
        "win32gui": _module("win32gui", EnumWindows=nothing),
        "win32process": _module("win32process", GetWindowThreadProcessId=lambda _: (1, 1)),
        "win32timezone": _module("win32timezone"),
        "win32com": _module("win32com", client=client, server=server),
        "win32com.client": client,
        "win32com.server": server,
        **{f"win32com.server.{name}": part for name, part in parts.items()},
    }


def _nothing(*_: object, **__: object) -> None:
    return None


def _unwrap(_found: object) -> object:
    raise ComError("not wrapped")


@contextmanager
def xlwings_on_windows() -> Iterator[ModuleType]:
    """Import xlwings as it is on Windows; when it is over, nothing of it stays behind."""
    before = {name: found for name, found in sys.modules.items() if _is_affected(name)}
    for name in before:
        del sys.modules[name]
    sys.modules.update(_pywin32())
    sys.modules["xlwings.pro"] = None  # type: ignore[assignment] # to import it would fail
    try:
        with (
            mock.patch.object(sys, "platform", "win32"),
            mock.patch.multiple(ctypes, create=True, windll=_Any(), oledll=_Any(), PyDLL=_Any()),
            mock.patch("atexit.register"),
        ):
            loaded = importlib.import_module("xlwings")
        yield loaded
    finally:
        for name in [name for name in sys.modules if _is_affected(name)]:
            del sys.modules[name]
        sys.modules.update(before)


class _Any:
    """Libraries of Windows that are named when xlwings is imported, and not called."""

    def __getattr__(self, _name: str) -> Any:
        return _Any()

    def __call__(self, *_: object) -> Any:
        return _Any()

    def __setattr__(self, _name: str, _value: object) -> None:
        pass


def _is_affected(name: str) -> bool:
    roots = ("xlwings", "pywintypes", "pythoncom", "win32", "addin.excel")
    return name.startswith(roots)
