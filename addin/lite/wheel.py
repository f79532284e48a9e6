"""The formulas as a package for xlwings Lite: the rules and the functions, nothing of the sync job.

It is put together from the installed Rostercheck, as the wheel format says (PyPA, "Binary
distribution format"), so that nobody needs a build tool.
"""

from __future__ import annotations

import hashlib
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib.metadata import distribution, version
from io import BytesIO
from pathlib import Path

import addin
import models

NAME = "rostercheck-formulas"
MODULE = "rostercheck_formulas"
NEEDS = "pydantic>=2.11"
"""The one package that the formulas stand on."""

_MAIN = '''"""All formulas of Rostercheck: `from rostercheck_formulas import *`."""

from addin.lite.functions import *  # noqa: F403
from addin.lite.functions import __all__  # noqa: F401
'''
_WHEEL = b"Wheel-Version: 1.0\nGenerator: rostercheck\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_NOT_INSIDE = ("worker.py", "writing.py")
"""Modules beside the functions that only other hosts use."""
_KINDS = frozenset((".py", ".toml", ".mo", ".typed"))
_MADE = (2020, 1, 1, 0, 0, 0)
"""The same input gives the same file, byte for byte."""


def wheel_name() -> str:
    """Give the name of the file, which tools read the version from."""
    return f"{MODULE}-{version('rostercheck')}-py3-none-any.whl"


def wheel() -> bytes:
    """Give the package as a file."""
    information = f"{MODULE}-{version('rostercheck')}.dist-info"
    parts = {
        **dict(_modules()),
        f"{MODULE}.py": _MAIN.encode(),
        f"{information}/METADATA": _metadata().encode(),
        f"{information}/WHEEL": _WHEEL,
        f"{information}/licenses/LICENSE": _licence().encode(),
    }
    parts[f"{information}/RECORD"] = _record(parts, f"{information}/RECORD").encode()
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _modules() -> Iterator[tuple[str, bytes]]:
    """Give each file that goes into the package, with its place there."""
    for package, inside in ((models, "**/*"), (addin, "*.py"), (addin, "lite/*.py")):
        home = Path(package.__path__[0])
        for path in sorted(home.glob(inside)):
            if path.suffix in _KINDS and path.is_file() and path.name not in _NOT_INSIDE:
                yield f"{home.name}/{path.relative_to(home).as_posix()}", path.read_bytes()


def _licence() -> str:
    """Give the licence, which goes with every copy."""
    return distribution("rostercheck").read_text("licenses/LICENSE") or ""


def _metadata() -> str:
    return (
        f"Metadata-Version: 2.4\nName: {NAME}\nVersion: {version('rostercheck')}\n"
        "Summary: Rostercheck's sheet formulas for xlwings Lite.\n"
        "License-Expression: MIT\nLicense-File: LICENSE\n"
        f"Requires-Python: >=3.11\nRequires-Dist: {NEEDS}\n"
    )


def _record(parts: dict[str, bytes], itself: str) -> str:
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in parts.items()]
    return "\n".join([*lines, f"{itself},,", ""])


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
