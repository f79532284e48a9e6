"""xlwings' decorators, and a clear word where they do nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from addin.errors import HostMissing

NOT_INSTALLED = (
    "Excel's formulas need xlwings, which is not installed here. Type: "
    'pip install "rostercheck[excel]"'
)
NO_FORMULAS = (
    "xlwings offers formulas only in Excel on Windows, with pywin32; on this computer they would "
    "do nothing. On a Mac and in the browser use xlwings Lite (rostercheck addin lite), in "
    "LibreOffice the extension (rostercheck addin libreoffice). On Windows type: pip install "
    "pywin32"
)
NOT_FREE = (
    "XLWINGS_ON_SERVER is set, which asks for the paid part of xlwings. Rostercheck uses the free "
    "part only. Take the variable off and try again."
)


@dataclass(frozen=True, slots=True)
class Decorators:
    """The two that make a function a formula: `func` and `arg`."""

    func: Callable[..., Any]
    arg: Callable[..., Any]


def decorators() -> Decorators:
    """Give xlwings' decorators. Raises `HostMissing` where they would do nothing.

    On Linux and on a Mac xlwings hands every function back as it was, without a word.
    """
    if os.environ.get("XLWINGS_ON_SERVER") == "true":
        raise HostMissing(NOT_FREE)
    try:
        import xlwings  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise HostMissing(NOT_INSTALLED) from None
    if not hasattr(xlwings.func(_probe), "__xlfunc__"):
        raise HostMissing(NO_FORMULAS)
    return Decorators(xlwings.func, xlwings.arg)


def _probe() -> None:
    """Be decorated, to see whether anything comes of it."""
