"""Let xlwings write the VBA of our formulas: `python -m tests.addin.excel.generating`.

To be run after a formula or an argument came, went, or was renamed; a test holds it in step.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from addin.excel.vba import FUNCTIONS_FILE
from tests.addin.excel.windows import ComError, xlwings_on_windows

MODULE = "addin.excel.udfs"


@dataclass
class Importing:
    """A workbook into which formulas are imported, as far as "Import Functions" sees it."""

    Name: str = "rostercheck.xlam"
    source: str = ""
    described: list[dict[str, Any]] = field(default_factory=list)

    @property
    def Application(self) -> Any:
        return SimpleNamespace(Version="16.0", MacroOptions=self._describe, Caller=None)

    @property
    def VBProject(self) -> Any:
        def take(name: str) -> None:
            self.source = Path(name).read_text(encoding="utf-8")

        def components(_name: str) -> None:
            raise ComError("there is none yet")

        found: Any = components
        found.Import, found.Remove = take, components
        return SimpleNamespace(VBComponents=found)

    @property
    def Sheets(self) -> list[object]:
        return []

    Worksheets = Sheets

    def _describe(self, name: str, **options: Any) -> None:
        self.described.append({"name": name, **options})


def imported() -> Importing:
    """Run xlwings' own "Import Functions" on our module. xlwings must be as on Windows."""
    book = Importing()
    importlib.import_module("xlwings.udfs").import_udfs(MODULE, book)
    return book


def main() -> None:
    """Write what xlwings generates to where the add-in is built from."""
    with xlwings_on_windows():
        FUNCTIONS_FILE.write_text(imported().source, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
